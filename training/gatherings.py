"""Trains the scorer of who was at a gathering of `ingest.gatherings` on annotated reports and writes `ingest/data/gatherings.json`.

    python -m training.gatherings --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Positive: an official of a report who is at its largest annotated meeting of five or more, at a conference if there is one; all other
officials are negative, and so are those of reports without such a meeting. Those whom rules find there already are among the positive
ones: they show what the others look like.
Reported: who joins a meeting, and how many of them are annotated there, cross-validated by document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.model import Kind, Status
from ingest.annotations import annotations_of
from ingest.encounters import encounters_to_join
from ingest.gatherings import LIKELY, Attendance
from ingest.likeness import same_name
from ingest.nlp import load_pipeline
from ingest.weights import score_features
from training.annotated import annotated_docs, fitting_parser, folds, write_table
from training.logit import fit_yes_no

PENALTY = 20.0
LARGE = 5  # people of a gathering


@dataclass(frozen=True, slots=True)
class Example:
    """A report: its officials with their features and who of them was there, and what finds whom they join."""

    name: str
    attendance: Attendance
    features: dict[str, tuple[str, ...]]
    was_there: dict[str, bool]


def gathering_of(gold: dict[str, Any]) -> dict[str, Any] | None:
    """Return the largest annotated meeting of five or more that was held, a conference if there is one."""
    large = [
        encounter
        for encounter in gold["encounters"]
        if encounter["kind"] != Kind.VISIT
        and encounter["status"] == Status.HELD
        and len(encounter["participants"]) >= LARGE
    ]
    return max(large, key=lambda e: (e["kind"] == Kind.CONFERENCE, len(e["participants"])), default=None)


def collect(args: Any) -> Iterator[Example]:
    """Yield the annotated reports."""
    for name, gold, doc in annotated_docs(load_pipeline(args.model), args.texts, args.gold):
        attendance = Attendance(doc, encounters_to_join(doc))
        gathering = gathering_of(gold)
        there = [person["name"] for person in gathering["participants"]] if gathering is not None else []
        people = annotations_of(doc).people
        features = dict(attendance.candidates())
        was_there = {key: any(same_name(people[key].name, each) for each in there) for key in features}
        yield Example(name, attendance, features, was_there)


def fit(examples: list[Example]) -> tuple[float, dict[str, float]]:
    """Return bias and weights."""
    pairs = [(each.features[key], each.was_there[key]) for each in examples for key in each.features]
    return fit_yes_no([features for features, _ in pairs], [is_there for _, is_there in pairs], PENALTY)


def judged(examples: list[Example]) -> Iterator[tuple[Example, dict[str, float]]]:
    """Yield each report with how likely its officials were there, by weights fitted on other reports."""
    for held in folds(each.name for each in examples):
        model = fit([each for each in examples if each.name not in held])
        for each in examples:
            if each.name in held:
                yield each, {key: score_features(model, features) for key, features in each.features.items()}


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/gatherings.json").parse_args()
    examples = list(collect(args))
    officials = [is_there for each in examples for is_there in each.was_there.values()]
    print(f"{len(examples)} reports, {len(officials)} officials, {sum(officials)} at a gathering")
    found = list(judged(examples))
    for threshold in (0.4, LIKELY, 0.6, 0.7):
        joining: list[bool] = []
        for each, chances in found:
            there = [key for key, chance in chances.items() if chance >= threshold]
            joined = each.attendance.joined_by(there)
            if joined is not None:
                joining += [each.was_there[key] for key in there if key not in joined.people]
        print(f"  >= {threshold}: {len(joining)} join, {sum(joining)} annotated")
    bias, weights = fit(examples)
    table = {"bias": bias, "weights": dict(sorted(weights.items()))}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
