"""Trains whom "he", "she" and "the two" mean (`ingest.antecedents`, `ingest.pairs`) on annotated reports and writes it into `ingest/data/choices.json`.

    python -m training.antecedents --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Nobody annotated pronouns; encounters and statements tell. Where the encounters of a passage have one participant between them
whom it does not name, and it has pronouns of one gender, they mean that participant; where a statement's passage does not name
its speaker, the subject of its verb of saying does. Each pronoun so understood gives one right candidate and the others wrong.
Likewise "the two" of an encounter of two. Reported: how often the likeliest candidate is right, cross-validated by document, five
folds, and how often the one last named is. Run it twice: the second time earlier pronouns are understood by what the first run learned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.antecedents import FEMALE, MALE, Candidate, candidates_for
from ingest.bare_offices import office_candidates
from ingest.choices import choose
from ingest.groups import group_members
from ingest.nlp import load_pipeline
from ingest.office_holders import has_office, is_bare
from ingest.pairs import pair_candidates
from ingest.pronouns import antecedents
from ingest.roles import role_candidates
from ingest.syntax import SUBJECT
from training.annotated import annotated_docs, fitting_parser, folds, write_table
from training.logit import fit
from training.relations import same_name

PENALTY = 10.0
PENALTY_OF_ROLES = 3.0
PENALTY_OF_OFFICES = 6.0  # of fewer examples and features


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun whose meaning is known."""

    document: str
    candidates: list[Candidate]
    right: str


def passages(doc: Doc, gold: dict[str, Any]) -> list[tuple[int, int, list[str], bool]]:
    """Return (first character, last, names of those who take part or speak, whether it is a statement) of what is annotated."""
    found: list[tuple[int, int, list[str], bool]] = []
    for encounter in gold["encounters"]:
        at = doc.text.find(encounter["evidence"])
        if at >= 0:
            names = [person["name"] for person in encounter["participants"]]
            found.append((at, at + len(encounter["evidence"]), names, False))
    for statement in gold["statements"]:
        at = doc.text.find(statement["evidence"])
        if at >= 0 and statement["speaker"]:
            found.append((at, at + len(statement["evidence"]), [statement["speaker"]], True))
    return found


def meaning(
    doc: Doc, annotations: Annotations, pronoun: Mention, told: list[tuple[int, int, list[str], bool]]
) -> str | None:
    """Return the name of whom a pronoun must mean by what is annotated, None where that does not tell."""
    token = doc[pronoun.start]
    over = [passage for passage in told if passage[0] <= token.idx < passage[1]]
    says = token.dep_ in SUBJECT and token.head.pos_ == "VERB"
    for is_statement in (True, False):
        if is_statement and not says:
            continue
        mine = [passage for passage in over if passage[3] == is_statement]
        if not mine:
            continue
        start, end = min(p[0] for p in mine), max(p[1] for p in mine)
        sent = token.sent
        start, end = min(start, sent.start_char), max(end, sent.end_char)
        inside = [m for m in annotations.mentions if start <= doc[m.start].idx < end]
        named = [annotations.people[m.people[0]].name for m in inside if m.kind is MentionKind.PERSON and m.people]
        rest = dict.fromkeys(name for p in mine for name in p[2] if not any(same_name(name, other) for other in named))
        same = MALE if token.lower_ in MALE else FEMALE
        others = {
            doc[m.start].lower_ in same
            for m in inside
            if m.kind is MentionKind.PRONOUN and doc[m.start].lower_ in MALE | FEMALE
        }
        if len(rest) == 1 and others == {True}:
            return next(iter(rest))
    return None


def pronouns_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the pronouns of an annotated report whose meaning the annotation tells."""
    annotations = annotations_of(doc)
    told = passages(doc, gold)
    with_people = sorted((m for m in annotations.mentions if m.people), key=lambda m: (m.start, m.end))
    for pronoun in annotations.mentions:
        if pronoun.kind is not MentionKind.PRONOUN or doc[pronoun.start].lower_ not in MALE | FEMALE:
            continue
        wanted = meaning(doc, annotations, pronoun, told)
        if wanted is None:
            continue
        fitting = antecedents(doc, annotations, pronoun, [m for m in with_people if m.start < pronoun.start])
        start = doc[pronoun.start].sent.start
        # Who is named in the sentence is never who is meant in these examples, by the way they are chosen.
        here = {m.people[0] for m in fitting if m.start >= start and m.kind is MentionKind.PERSON}
        before = [m for m in fitting if m.start < start and m.people[0] not in here]
        candidates = candidates_for(doc, annotations, pronoun, before)
        right = [c.key for c in candidates if same_name(annotations.people[c.key].name, wanted)]
        if len(right) == 1 and len(candidates) > 1:
            yield Example(name, candidates, right[0])


def offices_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the offices without a country of passages that tell of somebody who has such an office and is not named in the sentence."""
    annotations = annotations_of(doc)
    told = passages(doc, gold)
    with_people = sorted((m for m in annotations.mentions if m.people), key=lambda m: (m.start, m.end))
    for mention in annotations.mentions:
        if mention.kind is not MentionKind.OFFICE or mention.attached is not None or not is_bare(mention):
            continue
        token = doc[mention.start]
        names = {name for start, end, those, _ in told if start <= token.idx < end for name in those}
        before = [m for m in with_people if m.start < mention.start]
        candidates = [
            Candidate(each.key, each.features)
            for each in office_candidates(doc, annotations, mention, before, partial(has_office, annotations, mention))
        ]
        inside = [
            m
            for m in with_people
            if m.kind is MentionKind.PERSON and m.start >= token.sent.start and m.end <= token.sent.end
        ]
        here = [annotations.people[m.people[0]].name for m in inside]
        meant = [each for each in sorted(names) if not any(same_name(each, other) for other in here)]
        right = [c.key for c in candidates if any(same_name(annotations.people[c.key].name, each) for each in meant)]
        if len(right) == 1 and len(candidates) > 1:
            yield Example(name, candidates, right[0])


def roles_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the roles ("the visitor", "his host") of sentences that tell of an encounter and name all but one of those who meet."""
    annotations = annotations_of(doc)
    told = passages(doc, gold)
    with_people = sorted((m for m in annotations.mentions if m.people), key=lambda m: (m.start, m.end))
    for mention in annotations.mentions:
        if (
            mention.kind is not MentionKind.ROLE
            or mention.code
            or doc[mention.end - 1].lower_ in {"guests", "visitors"}
        ):
            continue
        token = doc[mention.start]
        sent = token.sent
        names = {name for start, end, those, _ in told if start <= token.idx < end for name in those}
        here = {m.people[0] for m in with_people if m.kind is MentionKind.PERSON and sent.start <= m.start < sent.end}
        meant = [
            each for each in sorted(names) if not any(same_name(each, annotations.people[key].name) for key in here)
        ]
        before = [m for m in with_people if m.start < mention.start]
        candidates = [c for c in role_candidates(doc, annotations, mention, before) if c.key not in here]
        right = [c.key for c in candidates if any(same_name(annotations.people[c.key].name, each) for each in meant)]
        if len(meant) == 1 and len(right) == 1 and len(candidates) > 1:
            yield Example(name, candidates, right[0])


def groups_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the groups ("the two", "they") of passages that tell of one encounter of two, who are then meant."""
    annotations = annotations_of(doc)
    with_people = sorted((m for m in annotations.mentions if m.people), key=lambda m: (m.start, m.end))
    done: set[int] = set()
    for encounter in gold["encounters"]:
        met = [person["name"] for person in encounter["participants"]]
        at = doc.text.find(encounter["evidence"])
        inside = [m for m in annotations.mentions if 0 <= at <= doc[m.start].idx < at + len(encounter["evidence"])]
        groups = [
            m
            for m in inside
            if m.kind is MentionKind.GROUP
            or (m.kind is MentionKind.PRONOUN and doc[m.start].lower_ in {"they", "them", "their"})
        ]
        if len(met) != 2 or len(groups) != 1 or groups[0].start in done:
            continue
        group = groups[0]
        done.add(group.start)
        before = [m for m in with_people if m.start < group.start]
        head = str(group.name or "") if group.kind is MentionKind.GROUP else ""
        members = group_members(doc, annotations, group, before, head)
        candidates = [
            Candidate("+".join(sorted(each.people)), each.features)
            for each in pair_candidates(doc, annotations, group, before, members)
        ]
        keys = [[key for key in members if same_name(annotations.people[key].name, person)][:1] for person in met]
        right = "+".join(sorted(key for each in keys for key in each))
        if len(candidates) > 1 and any(c.key == right for c in candidates):
            yield Example(name, candidates, right)


def train(examples: list[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Return the weights of a conditional logit over the candidates of each example."""
    rows = [
        (
            [sorted(set(each.features)) for each in example.candidates],
            [each.key == example.right for each in example.candidates],
        )
        for example in examples
    ]
    return fit(rows, penalty)


def accuracy(weights: dict[str, float], examples: list[Example]) -> int:
    """Return how many examples the likeliest candidate is right for."""
    return sum(choose(weights, example.candidates).key == example.right for example in examples)


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/choices.json").parse_args()
    pronouns: list[Example] = []
    groups: list[Example] = []
    offices: list[Example] = []
    roles: list[Example] = []
    for name, gold, doc in annotated_docs(load_pipeline(args.model), args.texts, args.gold):
        pronouns += pronouns_of(name, gold, doc)
        groups += groups_of(name, gold, doc)
        offices += offices_of(name, gold, doc)
        roles += roles_of(name, gold, doc)
    table = json.loads(args.out.read_text(encoding="utf-8"))
    for kind, examples, penalty in (
        ("antecedent", pronouns, PENALTY),
        ("antecedent-pair", groups, PENALTY),
        ("antecedent-office", offices, PENALTY_OF_OFFICES),
        ("antecedent-role", roles, PENALTY_OF_ROLES),
    ):
        right = 0
        for held in folds(e.document for e in examples):
            model = train([e for e in examples if e.document not in held], penalty)
            right += accuracy(model, [e for e in examples if e.document in held])
        latest = sum(e.candidates[0].key == e.right for e in examples)
        count = max(1, len(examples))
        print(
            f"{kind}: {len(examples)} in {len({e.document for e in examples})} reports; right {right / count:.3f}, last named {latest / count:.3f}"
        )
        table[kind] = dict(sorted(train(examples, penalty).items()))
    write_table(args.out, table)


if __name__ == "__main__":
    main()
