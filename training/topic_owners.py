"""Trains the choice of a topic's encounter in `ingest.topic_owners` on annotated reports and writes `ingest/data/relations.json`.

    python -m training.topic_owners --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Annotated is which topics an encounter has, not which of their places says so. The weights are therefore those under which
each topic that an encounter has is likely to have some place there, and none that it has not.
Reported: cross-validated precision and recall by document, five folds. Only numpy is needed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.encounters import find_encounters
from ingest.nlp import load_pipeline
from ingest.scoring import pair_up
from ingest.topic_evidence import Evidence
from ingest.topic_owners import Choice, Owners, shares
from training.annotated import annotated_docs, as_json, fitting_parser, folds, write_table
from training.logit import Vector, minimise
from training.topic_words import held_out, learn_from

OWNER, BACKGROUND = "topic-owner", "topic-background"
PENALTY = {OWNER: 10.0, BACKGROUND: 20.0}  # strength of the L2 penalty
RAREST = 4  # a feature seen less often is left out
SMALLEST = 0.01
SURE = 1e-9  # what is certain stays that far from it
START = 2.0  # of the background's bias

Model = tuple[dict[str, float], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Report:
    """A document: the places of its topics, and which topics each of its encounters has."""

    name: str
    choices: Sequence[Choice]
    wanted: Sequence[frozenset[str]]


def _sums(group: NDArray[np.int64], weights: Vector, size: int) -> Vector:
    """Return the sum of the weights of each group."""
    return np.bincount(group, weights=weights, minlength=size).astype(np.float64)


class Table:
    """Rows of features as columns of numbers."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        """Number the features that are seen often enough."""
        counts = Counter(name for row in rows for name in row)
        self.names = sorted(name for name, count in counts.items() if count >= RAREST)
        column = {name: i for i, name in enumerate(self.names)}
        pairs = [(i, column[name]) for i, row in enumerate(rows) for name in row if name in column]
        self.row = np.array([i for i, _ in pairs], dtype=np.int64)
        self.column = np.array([j for _, j in pairs], dtype=np.int64)
        self.size = len(rows)

    def score(self, weights: Vector) -> Vector:
        """Return the score of each row."""
        return _sums(self.row, weights[self.column], self.size)

    def slope(self, error: Vector) -> Vector:
        """Return what each feature's weight adds to an error of the rows."""
        return _sums(self.column, error[self.row], len(self.names))


def fit(reports: Sequence[Report]) -> Model:
    """Return weights of owners and of the background."""
    owners: list[Sequence[str]] = []
    backgrounds: list[Sequence[str]] = []
    place_of: list[int] = []
    pair_of: list[int] = []
    target: list[float] = []
    pairs: dict[tuple[int, int, str], int] = {}
    for number, report in enumerate(reports):
        for choice in report.choices:
            for k, features in enumerate(choice.owners):
                key = (number, k, choice.topic)
                if key not in pairs:
                    pairs[key] = len(target)
                    target.append(float(choice.topic in report.wanted[k]))
                owners.append(features)
                place_of.append(len(backgrounds))
                pair_of.append(pairs[key])
            backgrounds.append(choice.background)
    owner, background = Table(owners), Table(backgrounds)
    place, pair = np.array(place_of, dtype=np.int64), np.array(pair_of, dtype=np.int64)
    right, many = np.array(target), len(backgrounds)
    parted = len(owner.names)
    start, held = np.zeros(parted + len(background.names)), np.full(parted + len(background.names), PENALTY[OWNER])
    held[parted:] = PENALTY[BACKGROUND]
    if "bias" in background.names:
        bias = parted + background.names.index("bias")
        start[bias], held[bias] = START, 0.0

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores, none = owner.score(weights[:parted]), background.score(weights[parted:])
        top = none.copy()
        np.maximum.at(top, place, scores)
        likely, rest = np.exp(scores - top[place]), np.exp(none - top)
        share = np.clip(likely / (_sums(place, likely, many) + rest)[place], SURE, 1 - SURE)
        found = np.clip(1 - np.exp(_sums(pair, np.log1p(-share), len(right))), SURE, 1 - SURE)
        pull = ((found - right) / found)[pair] / (1 - share)
        total = _sums(place, share * pull, many)
        left = 1 - _sums(place, share, many)
        slope = np.concatenate([owner.slope(share * (pull - total[place])), background.slope(-left * total)])
        value = -(right * np.log(found) + (1 - right) * np.log1p(-found)).sum() + held @ weights**2 / 2
        return float(value), slope + held * weights

    weights = minimise(loss, start)
    return _named(owner, weights[:parted]), _named(background, weights[parted:])


def _named(table: Table, weights: Vector) -> dict[str, float]:
    return {name: round(float(w), 3) for name, w in zip(table.names, weights, strict=True) if abs(w) >= SMALLEST}


def judge(model: Model, report: Report) -> dict[tuple[int, str], float]:
    """Return how likely each topic was talked of at each encounter."""
    none_of: dict[tuple[int, str], float] = {}
    for choice in report.choices:
        scores = [sum(model[0].get(name, 0.0) for name in features) for features in choice.owners]
        for k, share in enumerate(shares(scores, sum(model[1].get(name, 0.0) for name in choice.background))):
            none_of[k, choice.topic] = none_of.get((k, choice.topic), 1.0) * (1 - share)
    return {key: 1 - probability for key, probability in none_of.items()}


def collect(args: Any) -> list[Report]:
    """Return the annotated reports with their choices; an encounter that pairs with none has no topic."""
    nlp = load_pipeline(args.model)
    words = held_out(learn_from(nlp, args.texts, args.gold))
    reports: list[Report] = []
    for name, gold, doc in annotated_docs(nlp, args.texts, args.gold):
        encounters = find_encounters(doc)
        pairs = pair_up(gold["encounters"], as_json(doc, encounters))
        wanted = {j: frozenset(gold["encounters"][i]["topics"]) for i, j in pairs}
        choices = list(Owners(Evidence(doc, encounters, words.get(name))).choices()) if encounters else []
        reports.append(Report(name, choices, [wanted.get(j, frozenset()) for j in range(len(encounters))]))
    return reports


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/relations.json").parse_args()
    reports = collect(args)
    scored: list[tuple[float, bool]] = []
    for held in folds(report.name for report in reports):
        model = fit([report for report in reports if report.name not in held])
        for report in reports:
            if report.name in held:
                scored += [(p, topic in report.wanted[k]) for (k, topic), p in judge(model, report).items()]
    total = sum(right for _, right in scored)
    for threshold in (0.1, 0.15, 0.2, 0.3, 0.5):
        found = [right for probability, right in scored if probability >= threshold]
        print(
            f">= {threshold}: precision {sum(found) / max(1, len(found)):.3f} recall {sum(found) / max(1, total):.3f}"
        )
    table = json.loads(args.out.read_text(encoding="utf-8"))  # the other scorers stay
    for kind, weights in zip((OWNER, BACKGROUND), fit(reports), strict=True):
        table[kind] = {"bias": 0.0, "weights": dict(sorted(weights.items()))}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
