"""Visits that are told of when they are over: where somebody comes back from, which place they leave, and where the report is written."""

from __future__ import annotations

import pytest

from graph.model import Kind, Report, Status
from tests.ingest.helpers import read, summary, who

ROJAS = "Pedro Rojas"
R = "Chilean Foreign Minister Pedro Rojas"


def trips(text: str) -> list[Report]:
    """Return the visits a text tells of."""
    return [report for report in read(text).reports if report.kind is Kind.VISIT]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (f"On his return from Nairobi on Tuesday, {R} spoke to the press.", "Nairobi"),
        (f"{R}, back in Santiago from Nairobi, spoke of the harbour.", "Nairobi"),
        (f"Speaking on his way home from Nairobi, {R} said that peace was near.", "Nairobi"),
        (f"{R} left Nairobi on Tuesday.", "Nairobi"),
        (f"{R} left Nairobi for home on Tuesday.", "Nairobi"),
        (f"Hours before {R} was to leave Nairobi, the court ruled.", "Nairobi"),
        (f"NAIROBI, May 15 - {R} leaves today after breakfast with President William Ruto.", "Nairobi"),
        (f"NAIROBI, May 15 - {R} was to fly home tonight.", "Nairobi"),
        (f"NAIROBI, May 15 - {R} flew back to Santiago last evening.", "Nairobi"),
    ],
    ids=[
        "on his return from",
        "back from",
        "on his way home from",
        "left",
        "left for home",
        "was to leave",
        "leaves today",
        "was to fly home",
        "flew back to his own capital",
    ],
)
def test_who_leaves_a_place_abroad_was_on_a_visit(text: str, city: str) -> None:
    found = [(who(visit), visit.city, visit.status) for visit in trips(text)]
    assert ((ROJAS,), city, Status.HELD) in found, summary(read(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{R} left Nairobi out of his speech.",
        f"The Chilean troops left Nairobi on Tuesday, {R} said.",
        f"NAIROBI, May 15 - {R} said that his country would not leave Kenya.",
        f"On his return from the party congress {R} telephoned the president.",
        f"{R} never leaves home on a Sunday.",
        f"SANTIAGO, May 15 - {R} leaves today.",
        "NAIROBI, May 15 - Chile's ambassador, Pedro Rojas, leaves today.",
    ],
    ids=[
        "left out",
        "whom others left",
        "would not leave",
        "from no place",
        "never leaves home",
        "at home",
        "posted there",
    ],
)
def test_who_was_not_there_leaves_nothing(text: str) -> None:
    assert not trips(text), summary(read(text))


def test_the_day_of_leaving_is_not_the_first_of_a_visit() -> None:
    (visit,) = trips(f"{R} left Nairobi on Tuesday.")
    assert visit.start == "2024-05"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{R} flew home on Monday from a three-day trip to Nairobi.", ("2024-05-11", "2024-05-13")),
        (f"{R} returned on Monday from a three-day visit to Nairobi.", ("2024-05-11", "2024-05-13")),
        (f"{R} wound up a three-day visit to Nairobi on Monday.", ("2024-05-11", "2024-05-13")),
        (f"{R} flew to Nairobi on Monday on a three-day visit.", ("2024-05-13", "2024-05-15")),
    ],
    ids=["flew home from", "returned from", "wound up", "flew there"],
)
def test_the_day_of_flying_home_is_the_last_of_a_visit(text: str, days: tuple[str, str]) -> None:
    (visit,) = trips(text)
    assert (visit.start, visit.end) == days, summary(read(text))


def test_whom_somebody_met_where_he_came_from_gives_no_first_day() -> None:
    text = f"{R} arrived on Tuesday from Nairobi, where he met President William Ruto on Monday."
    (visit,) = trips(text)
    assert (visit.country, visit.start) == ("KEN", "2024-05"), summary(read(text))
