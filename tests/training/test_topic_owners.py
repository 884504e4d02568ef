"""The choice of a topic's encounter learns who owns it from which topics encounters have."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")

from ingest.topic_owners import Choice
from training.topic_owners import Report, fit, judge


def report(name: str) -> Report:
    """Return a report with two encounters; what is "near" is theirs, what is "told" elsewhere is background."""
    return Report(
        name,
        [
            Choice("trade", ("bias", "plain"), (("near",), ("far",))),
            Choice("water", ("bias", "plain"), (("far",), ("near",))),
            Choice("energy", ("bias", "aside"), (("near",), ("far",))),
        ],
        [frozenset({"trade"}), frozenset({"water"})],
    )


def test_the_near_encounter_is_learned_to_own_a_topic() -> None:
    model = fit([report(str(n)) for n in range(60)])
    found = judge(model, report("new"))
    assert found[0, "trade"] > 0.5 > found[1, "trade"]
    assert found[1, "water"] > 0.5 > found[0, "water"]


def test_background_is_learned_from_topics_that_no_encounter_has() -> None:
    model = fit([report(str(n)) for n in range(60)])
    found = judge(model, report("new"))
    assert found[0, "energy"] < found[0, "trade"]


def test_the_same_reports_give_the_same_weights() -> None:
    reports = [report(str(n)) for n in range(8)]
    assert fit(reports) == fit(reports)
