"""How likely an encounter is right, from what it rests on: a logistic regression fitted on our own annotated reports.

The weights lie in `ingest/data/confidence.json`; `training.confidence` makes them, cross-validates them by document and
prints the reliability table of `bench/accuracy.md`.

Source:
    Platt scaling, with the features of the record in the place of a classifier's score (Platt 1999).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from graph.model import STANDING, Kind
from ingest.annotations import Annotations, MentionKind
from ingest.encounter import Encounter, is_long_past, sides_of
from ingest.frames import Trigger
from ingest.relations import find_pairs, probability
from ingest.weights import load_scorer, score_features

# Of those above 0.9 in cross-validation, 92 in 100 are right, however sure.
LOWEST, HIGHEST = 0.05, 0.95


def confidence_features(
    doc: Doc, annotations: Annotations, encounter: Encounter, triggers: list[Trigger]
) -> Iterator[str]:
    """Yield what speaks for or against an encounter."""
    source = encounter.sources[0]
    frame = source.rule.split(":")[0]
    people = [annotations.people[key] for key in encounter.people]
    sides = sides_of(annotations, encounter)
    group = STANDING[encounter.status]
    yield f"frame:{frame}"
    yield f"rule:{source.rule}"
    yield f"frame:{frame}:{encounter.kind.value}:{group}"
    yield f"kind:{encounter.kind.value}"
    yield f"status:{encounter.status.value}"
    yield f"people:{min(4, len(people))}"
    yield f"sides:{min(3, len(sides))}"
    yield f"shape:{encounter.kind.value}:{min(4, len(people))}:{min(4, len(sides))}"
    yield f"agreement:{'both' if encounter.agreement >= 0.99 else 'some' if encounter.agreement > 0 else 'none'}"
    yield f"sources:{min(3, len(encounter.sources))}"
    dated = "no" if encounter.date is None else "inferred" if "start_date" in encounter.inferred else "told"
    yield f"dated:{dated}"
    yield f"dated:{encounter.kind.value}:{group}:{dated}"
    yield f"placed:{'no' if encounter.country is None else 'inferred' if 'country' in encounter.inferred else 'told'}"
    yield f"known:{all(person.person is not None for person in people)}"
    yield f"officials:{all(person.is_official for person in people)}"
    yield f"named:{all(person.is_named for person in people)}"
    yield f"minutes:{encounter.minutes is not None}"
    yield f"due:{encounter.was_due}"
    if is_long_past(encounter, annotations):
        yield f"long-past:{group}"
    home = {person.country for person in people}
    yield f"one-state:{encounter.kind.value}:{len(home) == 1 and len(people) > 1}"
    if encounter.kind is Kind.VISIT:
        yield f"at-home:{encounter.country in home}"
    inside = [m for m in annotations.mentions if source.start <= m.start < source.end]
    for key in encounter.people:
        kinds = {m.kind for m in inside if key in m.people}
        best = next((kind.value for kind in _SURE if kind in kinds), "elsewhere")
        yield f"mention:{best}"
        yield f"mention:{frame}:{best}"
    others = {key for m in inside if m.kind is MentionKind.PERSON for key in m.people} - set(encounter.people)
    yield f"others:{min(3, len(others))}"
    sentence = doc[source.start : source.end]
    yield f"length:{min(5, len(sentence) // 12)}"
    yield f"quote:{any(t.text in _QUOTES for t in doc[source.start : source.token])}"
    yield f"dep:{doc[source.token].dep_}"
    yield f"clause:{doc[source.token].head.lemma_.lower() if doc[source.token].dep_ in _BELOW else '-'}"
    if len(people) > 1 and encounter.kind is not Kind.VISIT:
        score = _pair_score(doc, encounter, triggers)
        yield f"pair:{score}"
        yield f"pair:{frame}:{score}"


_SURE = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ROLE, MentionKind.PRONOUN, MentionKind.GROUP)
_QUOTES = frozenset({"“", '"', "``"})
_BELOW = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "obj", "nsubj", "obl", "nmod", "conj"})


def _pair_score(doc: Doc, encounter: Encounter, triggers: list[Trigger]) -> str:
    """Return the lowest that the relation model gives to two of its people in the sentence, in tenths; "-" for none."""
    source = encounter.sources[0]
    wanted = set(encounter.people)
    scores = [
        probability(pair)
        for pair in find_pairs(doc, doc[source.start : source.end], triggers)
        if {pair.left_key, pair.right_key} <= wanted
    ]
    return f"{min(9, int(min(scores) * 10))}" if scores else "-"


def encounter_confidence(doc: Doc, annotations: Annotations, encounter: Encounter, triggers: list[Trigger]) -> float:
    """Return the confidence of an encounter in [0.05, 0.95]; `triggers` are the document's words of meeting."""
    score = score_features(load_scorer("confidence.json"), confidence_features(doc, annotations, encounter, triggers))
    return round(min(HIGHEST, max(LOWEST, score)), 3)
