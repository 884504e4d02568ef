"""Trains the scorers of conferences of `ingest.conference_scores` on annotated reports and writes `ingest/data/conferences.json`.

    python -m training.conferences --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Positive: an event of a sentence that is the evidence of an annotated conference, with each of its people; in its own right, where it has none.
Left out of training are the people of a conference that another sentence is the evidence of. All else is negative.
Reported: how much of what is found is annotated, cross-validated by document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from graph.model import Kind
from ingest.annotations import annotations_of
from ingest.conference_events import Event
from ingest.conference_scores import Conferences
from ingest.encounters import encounters_without_score
from ingest.triggers import find_triggers
from ingest.weights import score_features
from training.annotated import examples_in, fitting_parser, folds, write_table
from training.logit import fit_yes_no
from training.relations import same_name

PENALTY = 5.0


@dataclass(frozen=True, slots=True)
class Example:
    """An event of a sentence and somebody, or nobody.

    Attributes:
        document: Name of the report.
        features: Of the candidate.
        is_somebody: With a person.
        label: True, False, or None where it teaches nothing.
        by_rule: A rule finds it.
    """

    document: str
    features: tuple[str, ...]
    is_somebody: bool
    label: bool | None
    by_rule: bool


def _fits(doc: Doc, event: Event, gold: dict[str, Any]) -> float:
    """Return how well an event fits an annotated conference of its sentence."""
    score = float(len(set(event.codes) & set(gold["parties"])))
    city = gold.get("city")
    if city and city in doc[event.token : min(doc[event.token].sent.end, event.token + 14)].text:
        score += 1
    return score + {"named": 0.5, "noun": 0.4, "of-body": 0.3, "body": 0.2, "verb": 0.3}[event.manner]


def assigned(doc: Doc, events: list[Event], conferences: list[tuple[int, dict[str, Any]]]) -> dict[int, dict[str, Any]]:
    """Return the annotated conference that each event's sentence is the evidence of, each given to the event that fits it best."""
    found: dict[int, dict[str, Any]] = {}
    for at, gold in conferences:
        inside = [e for e in events if e.token not in found and at <= doc[e.token].idx < at + len(gold["evidence"])]
        if inside:
            best = max(inside, key=lambda e: (_fits(doc, e, gold), -e.token))
            found[best.token] = gold
    return found


def examples_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the examples of a report."""
    people = annotations_of(doc).people
    triggers = find_triggers(doc)
    encounters, _ = encounters_without_score(doc, triggers)
    scorer = Conferences(doc, triggers, encounters)
    conferences = [(doc.text.find(e["evidence"]), e) for e in gold["encounters"] if e["kind"] == "conference"]
    told = assigned(doc, scorer.events, conferences)
    rules = {s.token: e for e in encounters if e.kind is Kind.CONFERENCE for s in e.sources}
    for candidate in scorer.candidates():
        event = candidate.event
        if scorer.standing(event.token) is None:
            continue
        conference = told.get(event.token)
        rule = rules.get(event.token)
        if candidate.key is None:
            label: bool | None = conference is not None and not conference["participants"]
            if conference is None and any(doc[at].sent == doc[event.token].sent for at in told):
                label = None  # the sentence may well speak of the one told there
            by_rule = rule is not None and not rule.people
        else:
            who = people[candidate.key].name
            label = conference is not None and any(same_name(who, p["name"]) for p in conference["participants"])
            if not label and any(
                same_name(who, p["name"]) for _, g in conferences if g is not conference for p in g["participants"]
            ):
                label = None
            by_rule = rule is not None and candidate.key in rule.people
        yield Example(name, candidate.features, candidate.key is not None, label, by_rule)


def fit(examples: list[Example]) -> tuple[float, dict[str, float]]:
    """Return bias and weights fitted on the examples that teach something."""
    taught = [each for each in examples if each.label is not None]
    return fit_yes_no([each.features for each in taught], [bool(each.label) for each in taught], PENALTY)


def judged(examples: list[Example]) -> Iterator[tuple[float, Example]]:
    """Yield the chance of each example by weights fitted on other documents."""
    for held in folds(each.document for each in examples):
        model = fit([each for each in examples if each.document not in held])
        for each in examples:
            if each.document in held:
                yield score_features(model, each.features), each


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/conferences.json").parse_args()
    examples = examples_in(args, examples_of)
    table: dict[str, Any] = {}
    for kind, somebody in (("attends", True), ("own-right", False)):
        of_kind = [each for each in examples if each.is_somebody is somebody]
        print(f"{kind}: {len(of_kind)} examples, {sum(each.label is True for each in of_kind)} positive")
        rule = [each.label for each in of_kind if each.by_rule and each.label is not None]
        print(f"  by rule {len(rule)}, annotated {sum(map(bool, rule))}")
        found = [(chance, each) for chance, each in judged(of_kind) if each.label is not None]
        for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            right = [bool(each.label) for chance, each in found if chance >= threshold]
            new = [bool(each.label) for chance, each in found if chance >= threshold and not each.by_rule]
            print(
                f"  >= {threshold}: {len(right)}, annotated {sum(right)}; not by rule {len(new)}, annotated {sum(new)}"
            )
        bias, weights = fit(of_kind)
        table[kind] = {"bias": bias, "weights": dict(sorted(weights.items()))}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
