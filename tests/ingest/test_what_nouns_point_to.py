"""What a noun of meeting points to, and what it does not: a meeting of long ago, an event with a name, a day to come."""

from __future__ import annotations

from graph.model import Kind, Status
from tests.ingest.helpers import read, summary, who

FERNANDES, MBEKO = "Lúcia Fernandes", "Thabo Mbeko"
F = "Brazil's Foreign Minister Lúcia Fernandes"
M = "South Africa's Foreign Minister Thabo Mbeko"
PAIR = (FERNANDES, MBEKO)


def days_of_meetings(text: str) -> set[tuple[Status, str]]:
    """Return status and first day of each meeting of the two."""
    records = read(text)
    found = {(r.status, str(r.start)) for r in records.reports if r.kind is Kind.MEETING and who(r) == PAIR}
    assert found, summary(records)
    return found


def test_what_a_report_is_about_is_not_the_meeting_of_long_ago_that_it_looks_back_on() -> None:
    days = days_of_meetings(
        f"{F} and {M} held talks on trade and on fisheries. They had met in Maputo in March 2023, {FERNANDES} said."
    )
    assert len(days) == 2
    assert (Status.HELD, "2023-03") in days


def test_the_talks_told_behind_a_meeting_of_long_ago_may_be_it() -> None:
    assert len(days_of_meetings(f"{F} and {M} met in Maputo in March 2023. The talks dealt with fisheries.")) == 1


def test_an_event_with_a_name_points_to_no_meeting_told_before() -> None:
    days = days_of_meetings(
        f"{F} was met by {M}, with whom she talked for an hour. He asked for a larger role in the Geneva International Discussions, "
        "the next round of which is set for October."
    )
    assert all(status is Status.HELD and not day.startswith("2024-10") for status, day in days)


def test_what_is_to_come_is_not_the_meeting_that_was() -> None:
    days = days_of_meetings(f"{F} talked with {M} about trade. The talks in Maputo on June 20 would go on, she said.")
    assert (Status.HELD, "2024-06-20") not in days
    assert any(status is Status.HELD for status, _ in days)


def test_a_day_named_once_by_the_way_is_not_that_of_all_the_rest() -> None:
    days = days_of_meetings(
        f"{F} met {M} in Lisbon. Both spoke of trade and of fisheries, and of the many students who come from Maputo. "
        "Nothing was signed. The weather was fine, and the crowd in front of the palace was large. "
        "Teachers in the city have been on strike since last Thursday."
    )
    assert days != {(Status.HELD, "2024-05-09")}
