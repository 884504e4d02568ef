"""Trips are found where no verb of travel tells of them, with each of their stops."""

from __future__ import annotations

import pytest

from graph.model import Kind, Report, Status
from tests.ingest.helpers import read, summary, who

FERNANDES = "Lúcia Fernandes"
F = "Brazil's Foreign Minister Lúcia Fernandes"


def trips(text: str, published: str = "2024-05-15") -> list[Report]:
    """Return the visits a text tells of."""
    return [report for report in read(text, published).reports if report.kind is Kind.VISIT]


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        (f"{F} was in Riyadh in March.", "SAU", Status.HELD),
        (f"{F}, who was in Nairobi last week, praised the harbour.", "KEN", Status.HELD),
        (f"{F} will be in Canberra on Friday.", "AUS", Status.PLANNED),
        (f"{F} is expected in Kyiv next week.", "UKR", Status.PLANNED),
        (f"{F} is due in Cairo on Friday.", "EGY", Status.PLANNED),
        (f"For {FERNANDES}, Brazil's foreign minister, it is the first journey to Lisbon since the flood.", "PRT", Status.HELD),
        (f"{F} leaves on Friday for Jakarta.", "IDN", Status.PLANNED),
        (f"{F} has gone ahead to the Kenyan capital.", "KEN", Status.HELD),
    ],
    ids=["was in", "who was in", "will be in", "expected in", "due in", "for her it is", "leaves on a day for", "gone ahead"],
)  # fmt: skip
def test_a_stay_is_a_visit(text: str, country: str, status: Status) -> None:
    (visit,) = trips(text)
    assert (who(visit), visit.country, visit.status) == ((FERNANDES,), country, status)


@pytest.mark.parametrize(
    "text",
    [
        f"{F} was in Brasilia on Monday.",
        "Brazil's Ambassador Paulo Neves is in Nairobi.",
        "The painter Grace Wanjiku was in Lisbon in March.",
        "The European Commission's president, Ursula von der Leyen, was in Strasbourg on Monday.",
        "Trade was in Lisbon's interest.",
    ],
    ids=["at home", "posted there", "no official", "in a state of the union she serves", "no person"],
)
def test_who_is_at_home_or_posted_or_no_official_visits_nobody(text: str) -> None:
    assert trips(text) == []


def test_each_stop_of_a_tour_is_a_visit_and_the_day_is_that_of_the_first() -> None:
    visits = trips(f"{F} travels on Friday to Kenya, Uganda and Tanzania.")
    assert [(v.country, v.start) for v in visits] == [("KEN", "2024-05-17"), ("UGA", "2024-05"), ("TZA", "2024-05")]


def test_where_a_traveller_comes_from_is_no_list_of_stops() -> None:
    assert {visit.country for visit in trips(f"{F} flew in from Nairobi, Kampala and Dodoma.")} <= {"KEN"}


def test_a_tour_that_took_somebody_to_places_is_a_visit_to_each() -> None:
    visits = trips(f"{F} spoke of the tour that had taken her to Dakar and Luanda.")
    assert {visit.country for visit in visits} == {"SEN", "AGO"}
    assert {who(visit) for visit in visits} == {(FERNANDES,)}


def test_the_dateline_is_not_where_a_trip_goes() -> None:
    (visit,) = trips(f"BRASILIA, May 15 - {F} leaves on Friday for Japan.")
    assert (visit.country, visit.city) == ("JPN", None)


def test_a_visit_without_a_place_goes_where_the_report_is_from() -> None:
    records = read(f"DOHA, May 15 - {F} arrived on Tuesday for a visit of two days.")
    (visit,) = records.reports
    assert (visit.kind, visit.city, visit.country) == (Kind.VISIT, "Doha", "QAT"), summary(records)
