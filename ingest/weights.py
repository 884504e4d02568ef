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

Weights = tuple[float, dict[str, float]]


@lru_cache(maxsize=1)
def load_weights() -> dict[str, Weights]:
    """Return bias and weights for each scorer, read once a process."""
    raw = json.loads((resources.files("ingest") / "data" / "relations.json").read_text(encoding="utf-8"))
    return {
        kind: (float(table["bias"]), {str(k): float(v) for k, v in table["weights"].items()})
        for kind, table in raw.items()
    }


def score_features(model: Weights, features: Iterable[str]) -> float:
    """Return the probability that a model gives to features, in [0, 1]."""
    bias, weights = model
    score = bias + sum(weights.get(feature, 0.0) for feature in set(features))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
