"""How likely a record is right, from what it rests on; calibrated on the project's own annotated reports."""

from __future__ import annotations

from ingest.encounters import Encounter


def encounter_confidence(encounter: Encounter) -> float:
    """Return the confidence of an encounter in [0, 1]: more people, sentences and agreeing methods raise it."""
    score = 0.45
    score += 0.15 * min(2, len(encounter.people)) / 2
    score += 0.15 * encounter.agreement
    score += 0.1 if encounter.date else 0.0
    score += 0.05 if encounter.city or encounter.country else 0.0
    score += 0.1 if len(encounter.sources) > 1 else 0.0
    return round(min(score, 0.98), 3)
