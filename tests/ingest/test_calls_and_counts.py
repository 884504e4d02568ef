"""Calls told by "called", several told at once, and what a sentence says again of a meeting when it counts it.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

import pytest

from graph.model import Kind
from tests.ingest.helpers import encounter, only, read, summary, who

V, Q, R = "Ecuador's President Juan Vela", "Peru's President Marta Quispe", "Chile's Foreign Minister Pedro Rojas"
VELA, QUISPE, ROJAS = "Juan Vela", "Marta Quispe", "Pedro Rojas"


@pytest.mark.parametrize(
    "text",
    [
        f"{V} called Foreign Minister Pedro Rojas of Chile on Monday.",
        f"{V} called Italian Foreign Minister Pedro Rojas on Monday.",
        f"{V} called his Chilean counterpart, Pedro Rojas, on Monday.",
        f"{V} telephoned his Chilean counterpart, Pedro Rojas, on Monday.",
        f"{V} called {R} on Monday, a week after the vote.",
        f"{V} held a phone call on Monday with {R}.",
        f"{V} took calls on Monday from {R} and others.",
        f"{V} placed a call to {R} on Monday.",
        f"{V} rang Chile's Pedro Rojas on Monday.",
        f"{V} and {R} exchanged views in a video call on Monday.",
    ],
    ids=["an office that begins as 'for' does", "a nation that begins as 'it' does", "his counterpart", "telephoned his counterpart", "called a week after", "a phone call on a day", "took calls", "placed a call", "by state and name", "exchanged views"],
)  # fmt: skip
def test_who_is_called_is_on_the_telephone(text: str) -> None:
    found = encounter(read(text), VELA, ROJAS)
    assert (found.kind, found.start) == (Kind.CALL, "2024-05-13")


@pytest.mark.parametrize(
    "text",
    [
        f"{V} called {R} a friend of his country.",
        f"{V} called for talks. {R} agreed.",
        f"{V} called his speech a mistake, {R} said.",
        f"{V} called off a trip, {R} said.",
        f"{V} repeatedly called former Chilean foreign minister Pedro Rojas a traitor.",
        f'{V} called {R} "two-faced" on Tuesday.',
        f"{V} called {R} “two-faced” on Tuesday.",
        f"{V} called {R} arrogant on Tuesday.",
    ],
    ids=[
        "a friend",
        "called for",
        "his speech",
        "called off",
        "behind an office",
        "straight marks",
        "curly marks",
        "quality",
    ],
)
def test_who_is_called_something_is_not_on_the_telephone(text: str) -> None:
    assert all(report.kind is not Kind.CALL for report in read(text).reports)


@pytest.mark.parametrize(
    "text",
    [
        f"{V} telephoned {Q} on Monday. The two leaders talked for 20 minutes about a pipeline.",
        f"{V} and {Q} held a videoconference on Monday. After the talks the two leaders exchanged views on trade.",
        f"{V} gave way in a phone call with {Q} on Monday, after the two leaders had spoken for more than two hours.",
    ],
    ids=["the two talked", "exchanged views", "had spoken"],
)
def test_what_is_told_of_a_call_is_of_that_call(text: str) -> None:
    found = encounter(read(text), VELA, QUISPE)
    assert (found.kind, found.start, found.city) == (Kind.CALL, "2024-05-13", None)


@pytest.mark.parametrize(
    "text",
    [
        f"{V} telephoned {Q} on Monday. He then briefed {R}.",
        f"{V} held a video call with {Q} on Monday and briefed {R} afterwards.",
        f"{V} telephoned {Q} on Monday. Before and after the call he was in touch with {R}.",
    ],
    ids=["then", "afterwards", "in touch"],
)
def test_whom_one_tells_of_a_call_is_called_too(text: str) -> None:
    assert encounter(read(text), VELA, ROJAS).kind is Kind.CALL


def test_whom_one_meets_behind_a_call_is_not_called() -> None:
    records = read(f"{V} telephoned {Q} on Monday. He then met {R} in Quito and briefed him.")
    assert encounter(records, VELA, ROJAS).kind is Kind.MEETING


def test_words_spoken_in_what_a_readout_calls_a_call_are_one() -> None:
    records = read(f"{V} spoke with {Q} on Monday, his office said in a readout of the call.")
    assert encounter(records, VELA, QUISPE).kind is Kind.CALL


def test_calls_to_two_are_one_each() -> None:
    records = read(f"{V} asked for a ceasefire in telephone calls to {Q} and {R} on Monday.")
    assert {who(r) for r in records.reports if r.kind is Kind.CALL} == {(VELA, QUISPE), (VELA, ROJAS)}, summary(records)


def test_one_call_with_two_is_one() -> None:
    records = read(f"{V} spoke with {Q} and {R} in a joint video call on Monday.")
    assert {who(r) for r in records.reports if r.kind is Kind.CALL} == {(VELA, QUISPE, ROJAS)}, summary(records)


def test_bilateral_talks_with_two_states_are_two() -> None:
    records = read(f"{V} held bilateral talks with {Q} and {R} in Lima on Monday.")
    met = {who(r) for r in records.reports if r.kind is Kind.MEETING}
    assert met == {(VELA, QUISPE), (VELA, ROJAS)}, summary(records)


def test_a_call_that_is_counted_is_told_once_and_of_its_own_day() -> None:
    found = encounter(read(f"{V} and {Q} spoke on Monday, their first call since March."), VELA, QUISPE)
    assert (found.kind, found.start) == (Kind.CALL, "2024-05-13")


def test_a_meeting_that_is_counted_is_told_once() -> None:
    found = encounter(read(f"{V} met {Q} in Oslo on Monday, their second face-to-face meeting in 2024."), VELA, QUISPE)
    assert (found.kind, found.start, found.city) == (Kind.MEETING, "2024-05-13", "Oslo")


def test_what_is_told_of_another_meeting_is_not_dropped() -> None:
    records = read(f"{V} met {Q} in Oslo on Monday. Their first meeting was in Lima in March.")
    assert {r.start for r in records.reports if who(r) == (VELA, QUISPE)} >= {"2024-05-13", "2024-03"}, summary(records)


@pytest.mark.parametrize(
    "text",
    [
        f"{V} sat down with {Q} in Oslo on Monday, the first president to do so this year.",
        f"{V} flew to Oslo on Monday, the first president to do so this year, and sat down with {Q}.",
    ],
    ids=["behind", "before"],
)
def test_among_which_others_somebody_is_the_first_is_no_day(text: str) -> None:
    assert str(encounter(read(text), VELA, QUISPE).start).startswith("2024-05")


def test_he_is_a_surname_before_a_given_name() -> None:
    records = read(f"{V} met Chinese Vice Premier He Lifeng in Oslo on Monday. He said that it was a start.")
    assert encounter(records, VELA, "He Lifeng").city == "Oslo"


def test_whose_talks_were_ahead_of_a_conference_is_not_at_it() -> None:
    records = read(
        f"{V} held talks with {Q} in Lima on Monday ahead of a meeting of foreign ministers in Oslo in June."
    )
    assert all(not who(r) for r in records.reports if r.kind is Kind.CONFERENCE), summary(records)


def test_a_call_to_who_was_ousted_is_one_by_phone() -> None:
    report = only(
        read("Brazil's Foreign Minister Lúcia Fernandes spoke to ousted prime minister Thabo Mbeko by phone on Sunday.")
    )
    assert report.kind is Kind.CALL
