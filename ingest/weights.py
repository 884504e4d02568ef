"""Weights of the learned scorers, in `ingest/data/relations.json`, and how a list of features is scored by them.

    {"meet": {"bias": -2.1, "weights": {"between:with": 1.8, …}}, "topic": {…}}

Each is a logistic regression over named features, trained by `training/relations.py` on our own annotated reports; "topic-owner" and
"topic-background" are of the choice that `training/topic_owners.py` trains.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any

Weights = tuple[float, dict[str, float]]


def load_weights() -> dict[str, Weights]:
    """Return bias and weights for each scorer of `relations.json`."""
    return scorers_in("relations.json")


@lru_cache(maxsize=4)
def load_scorer(name: str) -> Weights:
    """Return bias and weights of a scorer that has a file of its own, such as `visits.json`, read once a process."""
    return _weights_of(read_weights(name))


@lru_cache(maxsize=4)
def scorers_in(name: str) -> dict[str, Weights]:
    """Return bias and weights of each scorer of a file that has several, read once a process."""
    return {kind: _weights_of(table) for kind, table in read_weights(name).items()}


def read_weights(name: str) -> dict[str, Any]:
    """Return a packaged file of weights."""
    table: dict[str, Any] = json.loads((resources.files("ingest") / "data" / name).read_text(encoding="utf-8"))
    return table


def _weights_of(table: dict[str, Any]) -> Weights:
    return float(table["bias"]), {str(name): float(weight) for name, weight in table["weights"].items()}


def score_features(model: Weights, features: Iterable[str]) -> float:
    """Return the probability that a model gives to features, in [0, 1]."""
    bias, weights = model
    score = bias + sum(weights.get(feature, 0.0) for feature in set(features))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def step_of(value: float, edges: tuple[float, ...]) -> int:
    """Return how many edges a value reaches: a number as a feature."""
    return sum(value >= edge for edge in edges)
