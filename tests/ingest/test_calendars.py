"""When an encounter was whose sentences do not say so: what the document says of days around it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.annotations import annotations_of
from ingest.calendars import Calendar, manner_of, tense_at
from ingest.days import SLACK, _are_apart
from ingest.encounters import told_encounters
from ingest.nlp import annotate, load_pipeline
from ingest.surroundings import Surroundings
from tests.ingest.helpers import Case, cases, document, encounter, read

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")
LISBON = "LISBON, May 15 (Agency) – Portugal's Prime Minister Rui Costa opened the Ocean Forum in Lisbon on Monday."


def features(text: str) -> dict[str | None, set[str]]:
    """Return what speaks for and against each date of the last encounter of a text."""
    doc = annotate(load_pipeline(), document(text))
    encounters = told_encounters(doc)
    return {
        choice.value: choice.features for choice in Calendar(Surroundings(doc, encounters)).candidates(encounters[-1])
    }


def test_day_at_the_head_of_a_paragraph_is_known_for_it() -> None:
    found = features(f"{LISBON}\n\nTuesday, in the rain. {F} walked by the river. She met {M}.")
    assert "day:heads-paragraph" in found["2024-05-14"]
    assert "day:heads-paragraph" not in found["2024-05-13"]


def test_day_on_a_line_of_its_own_heads_what_follows() -> None:
    found = features(f"{LISBON}\n\nTuesday, May 14\n\nIt rained.\n\n{F} met {M}.")
    assert "day:headline" in found["2024-05-14"]
    assert "day:headline" not in found["2024-05-13"]


def test_day_of_an_aside_is_not_the_day_told_last() -> None:
    found = features(
        f"On Monday {F} flew to Lisbon to meet the mayor, who had fallen ill on Sunday.\n\nShe also met {M}."
    )
    assert "told:1" in found["2024-05-13"]
    assert "told:1" not in found.get("2024-05-12", set())


def test_day_to_come_is_not_the_day_told_last_of_what_took_place() -> None:
    found = features(
        f"{F} saw the mayor of Lisbon on Monday. He will fly to Rome on Tuesday of next week. She also met {M}."
    )
    assert "told:0" in found["2024-05-13"]
    assert not any(name.startswith("told:") for day, names in found.items() if day != "2024-05-13" for name in names)


def test_day_of_the_lead_is_known_for_it() -> None:
    found = features(f"{F} saw the mayor of Lisbon on Monday, her office said.\n\nOn Tuesday it rained. She met {M}.")
    assert "lead:held" in found["2024-05-13"]
    assert "lead:held" not in found["2024-05-14"]


def test_visit_whose_days_are_told_speaks_for_its_first() -> None:
    found = features(f"{F} was in Cape Town on May 8 and 9.\n\nThere she met {M}.")
    assert any(name.startswith("visit:range") for name in found["2024-05-08"])


def test_day_that_was_spent_in_another_country() -> None:
    found = features(f"{LISBON} On Tuesday Costa was in Chile.\n\n{F} was in Portugal. She met {M} in Lisbon.")
    assert "day-place:same:held" in found["2024-05-13"]
    assert "day-place:other:held" in found["2024-05-14"]


def test_what_took_place_is_of_no_day_to_come() -> None:
    found = features(f"{LISBON} The forum ends on Friday.\n\n{F} met {M}.")
    assert "2024-05-17" not in found
    assert {"2024-05-13", "2024-05-15", "2024-05", None} <= set(found)


@cases(
    Case("weekday", "They met on Monday.", "weekday"),
    Case("date", "They met on 3 May.", "date"),
    Case("today", "They met today.", "relative"),
    Case("this morning", "They met this morning.", "relative"),
    Case("the day before", "They met on Monday. The day before, they rang.", "that-day"),
    Case("that night", "They met on Monday. That night they rang.", "that-day"),
    Case("two days earlier", "They met on Monday. Two days earlier, they rang.", "ago"),
    Case("last week", "They met last week.", "week"),
    Case("month", "They met in February.", "month"),
    Case("year", "They met in 2019.", "year"),
)
def test_how_a_date_is_said(case: Case) -> None:
    doc = annotate(load_pipeline(), document(case.text))
    assert manner_of(doc, annotations_of(doc).times[-1]) == case.expected


@pytest.mark.parametrize(
    ("text", "tense"),
    [("They had met.", "had"), ("They have met.", "has"), ("They will meet.", "will"), ("They met her.", "VBD")],
)
def test_tense_of_a_word_of_meeting(text: str, tense: str) -> None:
    doc = annotate(load_pipeline(), document(text))
    assert tense_at(next(token for token in doc if token.lemma_.lower() == "meet")) == tense


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))


@given(DAYS, DAYS)
def test_days_are_apart_either_way_and_a_month_from_none_of_its_days(left: dt.date, right: dt.date) -> None:
    assert _are_apart(str(left), str(right)) == _are_apart(str(right), str(left)) == (abs(left - right).days > SLACK)
    assert not _are_apart(str(left), str(left)[:7])
    assert not _are_apart(str(left)[:4], str(left)[:7])


@cases(
    Case("same day, told in the sentence before", f"{LISBON} On Tuesday {F} came to Lisbon. She also met {M}.", "2024-05-14"),
    Case("over lunch, at the scene", f"{LISBON} On Monday {F} spoke in the hall. Over lunch she met {M}.", "2024-05-13"),
)  # fmt: skip
def test_day_taken_from_what_is_told_around(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).start == case.expected
