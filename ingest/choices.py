"""Learned choices among candidates, with weights from `ingest/data/choices.json`: day and place of an encounter told without.

    {"place": {"dateline": 0.7, "home:other:meeting:city": 0.5, …}, "day": {…}}

A candidate scores the sum of the weights of its features, and the best is taken. `training.choices` makes the weights on our
own annotated reports: those under which the right candidates are the most likely ones.

Source:
    Conditional logit (McFadden 1974).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Protocol, TypeVar


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
    raw = json.loads((resources.files("ingest") / "data" / "choices.json").read_text(encoding="utf-8"))
    return {kind: {str(name): float(weight) for name, weight in table.items()} for kind, table in raw.items()}


def choose(weights: dict[str, float], candidates: Sequence[C]) -> C:
    """Return the candidate with the highest score, the first of equals."""
    return max(candidates, key=lambda each: _score(weights, each))


def choose_likely(weights: dict[str, float], candidates: Sequence[C], least: float) -> C | None:
    """Return the best candidate if its share of the likelihood of all is at least that, else None."""
    best = choose(weights, candidates)
    top = _score(weights, best)
    share = 1.0 / sum(math.exp(_score(weights, each) - top) for each in candidates)
    return best if share >= least else None


def _score(weights: dict[str, float], candidate: Candidate) -> float:
    return round(sum(weights.get(name, 0.0) for name in sorted(candidate.features)), 9)
