"""How likely an encounter is right, from what it rests on: a logistic regression fitted on our own annotated reports.

The weights lie in `ingest/data/confidence.json`; `training.confidence` makes them, cross-validates them by document and
prints the reliability table of `bench/accuracy.md`.

Source:
    Platt scaling, with the features of the record in the place of a classifier's score (Platt 1999).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from graph.model import Status
from ingest.annotations import Annotations
from ingest.encounter import Encounter, sides_of
from ingest.weights import Weights, score_features

# Few records are surer than 0.9 in cross-validation, and they are no more often right than those below.
LOWEST, HIGHEST = 0.05, 0.9


@lru_cache(maxsize=1)
def load_confidence() -> Weights:
    """Return bias and weights, read once a process."""
    raw = json.loads((resources.files("ingest") / "data" / "confidence.json").read_text(encoding="utf-8"))
    return float(raw["bias"]), {str(name): float(weight) for name, weight in raw["weights"].items()}


def confidence_features(annotations: Annotations, encounter: Encounter) -> Iterator[str]:
    """Yield what speaks for or against an encounter."""
    frame = encounter.sources[0].rule.split(":")[0]
    people = [annotations.people[key] for key in encounter.people]
    yield f"frame:{frame}"
    yield f"kind:{encounter.kind.value}"
    yield f"status:{'held' if encounter.status is Status.HELD else 'other'}"
    yield f"people:{min(4, len(people))}"
    yield f"sides:{min(3, len(sides_of(annotations, encounter)))}"
    yield f"agreement:{'both' if encounter.agreement >= 0.99 else 'some' if encounter.agreement > 0 else 'none'}"
    yield f"sources:{min(3, len(encounter.sources))}"
    yield f"dated:{'no' if encounter.date is None else 'inferred' if 'start_date' in encounter.inferred else 'told'}"
    yield f"placed:{'no' if encounter.country is None else 'inferred' if 'country' in encounter.inferred else 'told'}"
    yield f"known:{all(person.person is not None for person in people)}"
    yield f"officials:{all(person.person is not None or person.offices for person in people)}"


def encounter_confidence(annotations: Annotations, encounter: Encounter) -> float:
    """Return the confidence of an encounter in [0.05, 0.9]."""
    score = score_features(load_confidence(), confidence_features(annotations, encounter))
    return round(min(HIGHEST, max(LOWEST, score)), 3)
