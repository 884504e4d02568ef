"""Learned choices among candidates, with weights from `ingest/data/choices.json`: day and place of an encounter told without.

    {"place": {"dateline": 0.7, "home:other:meeting:city": 0.5, …}, "day": {…}}

A candidate scores the sum of the weights of its features, and the best is taken. `training.choices` makes the weights on our
own annotated reports: those under which the right candidates are the most likely ones.

Source:
    Conditional logit (McFadden 1974).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from ingest.weights import read_weights


class Candidate(Protocol):
    """Anything with features to choose by."""

    @property
    def features(self) -> Iterable[str]:
        """Names of what speaks for or against it."""
        ...


C = TypeVar("C", bound=Candidate)


@lru_cache(maxsize=1)
def load_choices() -> dict[str, dict[str, float]]:
    """Return the weights of each choice, read once a process."""
    tables = read_weights("choices.json")
    return {kind: {str(name): float(weight) for name, weight in table.items()} for kind, table in tables.items()}


def choose(weights: dict[str, float], candidates: Sequence[C]) -> C:
    """Return the candidate with the highest score, the first of equals."""
    return max(candidates, key=lambda each: _score(weights, each))


def choose_by_gain(weights: dict[str, float], candidates: Sequence[C], gain: Callable[[C, C], float]) -> C:
    """Return the candidate from which most is to be expected, the first of equals.

    Args:
        weights: What each feature speaks for.
        candidates: One of them is right, each the likelier the higher it scores.
        gain: What it is worth to take the first candidate where the second is right.
    """
    scores = [_score(weights, each) for each in candidates]
    likely = [math.exp(score - max(scores)) for score in scores]

    def expected(taken: C) -> float:
        return round(sum(gain(taken, right) * share for right, share in zip(candidates, likely, strict=True)), 9)

    return max(candidates, key=expected)


def _score(weights: dict[str, float], candidate: Candidate) -> float:
    return round(sum(weights.get(name, 0.0) for name in sorted(candidate.features)), 9)
