"""Trains the scorer of visits of `ingest.visit_scores` on annotated reports and writes `ingest/data/visits.json`.

    python -m training.visits --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Positive: an official and a state of a sentence, where an annotated visit of theirs has its evidence in that sentence. Left out of
training are those whose visit is annotated elsewhere, since the sentence may well speak of it. All else is negative.
Reported: what is added to the visits by rule and left out of them, and how much of it is annotated, cross-validated by document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from graph.model import Kind
from ingest.annotations import annotations_of
from ingest.encounters import encounters_without_score
from ingest.likely_visits import LIKELY, UNLIKELY, pooled
from ingest.triggers import find_triggers
from ingest.visit_scores import Journeys
from ingest.weights import score_features
from training.annotated import examples_in, fitting_parser, folds, write_table
from training.logit import fit_yes_no
from training.relations import same_name

PENALTY = 7.0


@dataclass(frozen=True, slots=True)
class Example:
    """An official and a state of a sentence.

    Attributes:
        pair: Document, key of the person and code of the state.
        is_told: The sentence is evidence of their visit; `is_annotated`, some sentence is.
        by_rule: A rule finds their visit.
    """

    pair: tuple[str, str, str]
    features: tuple[str, ...]
    is_told: bool
    is_annotated: bool
    by_rule: bool


def examples_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Example]:
    """Yield the examples of a report that can be labelled; those denied by their words are none."""
    people = annotations_of(doc).people
    triggers = find_triggers(doc)
    encounters, denied = encounters_without_score(doc, triggers)
    by_rule = {(key, e.country) for e in encounters if e.kind is Kind.VISIT for key in e.people}
    visits = [(doc.text.find(e["evidence"]), e) for e in gold["encounters"] if e["kind"] == "visit"]
    journeys = Journeys(doc, triggers, encounters)
    for sent, candidate in journeys.candidates():
        if journeys.standing(candidate.anchor) is None or any(sent.start <= at < sent.end for at in denied):
            continue
        theirs = [
            (at, at + len(visit["evidence"]))
            for at, visit in visits
            if visit["country"] == candidate.country
            and any(same_name(people[candidate.key].name, person["name"]) for person in visit["participants"])
        ]
        yield Example(
            (name, candidate.key, candidate.country),
            candidate.features,
            any(start < sent.end_char and end > sent.start_char for start, end in theirs),
            bool(theirs),
            (candidate.key, candidate.country) in by_rule,
        )


def fit(examples: list[Example]) -> tuple[float, dict[str, float]]:
    """Return bias and weights fitted on examples, without those whose visit another sentence tells of."""
    taught = [each for each in examples if each.is_told or not each.is_annotated]
    return fit_yes_no([each.features for each in taught], [each.is_told for each in taught], PENALTY)


def judged(examples: list[Example]) -> Iterator[tuple[float, Example]]:
    """Yield the chance of each person's visit to a state, by weights fitted on other documents, with one of its examples."""
    for held in folds(each.pair[0] for each in examples):
        model = fit([each for each in examples if each.pair[0] not in held])
        scores: dict[tuple[str, str, str], list[float]] = {}
        for each in examples:
            if each.pair[0] in held:
                scores.setdefault(each.pair, []).append(score_features(model, each.features))
        of_pair = {each.pair: each for each in examples if each.pair[0] in held}
        for pair, chances in scores.items():
            yield pooled(chances), of_pair[pair]


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/visits.json").parse_args()
    examples = examples_in(args, examples_of)
    print(f"{len(examples)} examples, {sum(each.is_told for each in examples)} positive")
    found = list(judged(examples))
    for threshold in (0.4, 0.5, LIKELY, 0.8):
        right = [each.is_annotated for chance, each in found if chance >= threshold and not each.by_rule]
        print(f"  added >= {threshold}: {len(right)}, annotated {sum(right)}")
    for threshold in (0.1, 0.2, UNLIKELY, 0.4):
        right = [each.is_annotated for chance, each in found if chance < threshold and each.by_rule]
        print(f"  left out < {threshold}: {len(right)}, annotated {sum(right)}")
    bias, weights = fit(examples)
    table = {"bias": bias, "weights": dict(sorted(weights.items()))}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
