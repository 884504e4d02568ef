"""The scorer of who was at a gathering learns from the largest meeting of a report, and from nothing smaller."""

from __future__ import annotations

from typing import Any, cast

import pytest

pytest.importorskip("numpy")

from ingest.gatherings import Attendance
from ingest.weights import score_features
from training.gatherings import Example, fit, gathering_of, judged


def meeting(*people: str, kind: str = "meeting", status: str = "held") -> dict[str, Any]:
    return {"kind": kind, "status": status, "participants": [{"name": name} for name in people]}


FIVE = ("Ana", "Ben", "Carla", "Dan", "Eva")


@pytest.mark.parametrize(
    ("encounters", "expected"),
    [
        ([meeting("Ana", "Ben")], None),
        ([meeting(*FIVE, status="planned")], None),
        ([meeting(*FIVE, kind="visit")], None),
        ([meeting(*FIVE)], 0),
        ([meeting(*FIVE), meeting(*FIVE, "Filip")], 1),
        ([meeting(*FIVE, "Filip"), meeting(*FIVE, kind="conference")], 1),
    ],
    ids=["of two", "ahead", "visit", "of five", "larger", "a conference before a larger meeting"],
)
def test_gathering_of_a_report(encounters: list[dict[str, Any]], expected: int | None) -> None:
    found = gathering_of({"encounters": encounters})
    assert found is (None if expected is None else encounters[expected])


def example(number: int) -> Example:
    """Return a report of which one official spoke there and one stayed at home."""
    return Example(
        f"report-{number}",
        cast("Attendance", None),
        {"p0": ("dep-verb:nsubj:speak", "states:6"), "p1": ("dep-verb:nsubj:stay", "states:6")},
        {"p0": True, "p1": False},
    )


def test_what_those_who_were_there_do_is_learned() -> None:
    model = fit([example(number) for number in range(40)])
    assert score_features(model, ["dep-verb:nsubj:speak"]) > 0.5 > score_features(model, ["dep-verb:nsubj:stay"])


def test_every_official_is_judged_once_by_weights_of_other_reports() -> None:
    examples = [example(number) for number in range(40)]
    found = [(each.name, key) for each, chances in judged(examples) for key in chances]
    assert sorted(found) == sorted((each.name, key) for each in examples for key in each.features)
