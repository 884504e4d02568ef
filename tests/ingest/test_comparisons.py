"""Visits that a report only looks back on have the day that it gives them, not that of the visit it is about."""

from __future__ import annotations

import pytest

from graph.model import Kind
from tests.ingest.helpers import read, same_people, summary, who

ARRIVAL = "ROME, May 14 - Kenyan President Uhuru Kenyatta arrived in Rome on Monday. "


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("He is the first Kenyan leader to visit Italy since Daniel arap Moi came in December 1987.", "1987-12"),
        ("He is the first to come to Italy since 1987, when his predecessor, Daniel arap Moi, paid a visit.", "1987"),
        ("He is the first Kenyan leader to visit Rome since Daniel arap Moi in 1987, officials said.", "1987"),
        ("It is the first visit to Rome by a Kenyan since Daniel arap Moi's state visit in March 1987.", "1987-03"),
        ("The last Kenyan leader here was President Daniel arap Moi, in 1987.", "1987"),
        ("Former President Daniel arap Moi has not been in Italy since 1987.", "1987"),
    ],
    ids=[
        "since he came",
        "since a year, when",
        "since him in a year",
        "since his visit",
        "the last one here",
        "not since",
    ],
)
def test_a_visit_looked_back_on_has_its_own_day(sentence: str, day: str) -> None:
    records = read(ARRIVAL + sentence, "2018-05-14")
    found = [r for r in records.reports if r.kind is Kind.VISIT and same_people(who(r), ("Daniel arap Moi",))]
    assert [(r.country, r.start) for r in found] == [("ITA", day)], summary(records)


@pytest.mark.parametrize(
    "sentence",
    [
        "Italy has been a friend of Kenya since Daniel arap Moi took office in 1978.",
        "The last Kenyan leader to win an election was Daniel arap Moi, in 1997.",
        "It is the first visit to Italy by a Kenyan leader since independence in 1963.",
    ],
    ids=["since he took office", "the last to win", "since independence"],
)
def test_what_somebody_else_did_is_no_visit(sentence: str) -> None:
    records = read(ARRIVAL + sentence, "2021-05-14")
    assert [who(r) for r in records.reports if r.kind is Kind.VISIT] == [("Uhuru Kenyatta",)], summary(records)
