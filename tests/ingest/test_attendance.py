"""Conferences and lists have all those who were there, and nobody who was not."""

from __future__ import annotations

import datetime as dt
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import TableError
from graph.model import Kind
from ingest.knowledge import read_packaged
from ingest.officials_tables import read_countries, read_members
from tests.ingest.helpers import PUBLISHED, read, same_people, summary, who

CONFERENCE = (
    "JAKARTA, April 24 - Leaders of ASEAN met on Saturday. The ASEAN summit was opened by Indonesian President Joko Widodo "
    "and Brunei's Sultan Hassanal Bolkiah. "
)


def there(text: str, published: str) -> set[str]:
    """Return who was at the conference of a text."""
    records = read(text, published)
    found = [report for report in records.reports if report.kind is Kind.CONFERENCE]
    assert len(found) == 1, summary(records)
    return set(who(found[0]))


def test_officials_of_members_who_are_named_one_by_one_attend_their_summit() -> None:
    found = there(CONFERENCE + "Singapore's Prime Minister Lee Hsien Loong came last.", "2021-04-24")
    assert {"Joko Widodo", "Hassanal Bolkiah", "Lee Hsien Loong"} <= found


@pytest.mark.parametrize(
    "sentence",
    [
        "Philippine President Rodrigo Duterte stayed at home.",
        "Philippine President Rodrigo Duterte did not attend.",
        "Philippine President Rodrigo Duterte was absent.",
        "In Manila Philippine President Rodrigo Duterte spoke of the harvest.",
        "In March 2019 Philippine President Rodrigo Duterte praised the harvest.",
    ],
    ids=["stayed at home", "did not attend", "absent", "elsewhere", "at another time"],
)
def test_who_stayed_away_or_is_spoken_of_elsewhere_did_not_attend(sentence: str) -> None:
    assert "Rodrigo Duterte" not in there(CONFERENCE + sentence, "2021-04-24")


def test_who_is_of_no_member_did_not_attend() -> None:
    found = there(CONFERENCE + "Kenyan President Uhuru Kenyatta praised the harvest.", "2021-04-24")
    assert "Uhuru Kenyatta" not in found


def test_the_rest_of_a_list_is_there_too() -> None:
    records = read(
        "Kenya's President Grace Wanjiku, Uganda's President Moses Okello, Tanzania's President Asha Mwinyi and "
        "Rwanda's President Jean Habimana met in Arusha on Tuesday.",
        PUBLISHED,
    )
    names = ("Grace Wanjiku", "Moses Okello", "Asha Mwinyi", "Jean Habimana")
    assert any(same_people(who(report), names) for report in records.reports), summary(records)


@given(day=st.dates(dt.date(1995, 1, 1), dt.date(2025, 12, 31)))
def test_britain_is_of_the_union_until_it_left(day: dt.date) -> None:
    assert read_packaged().is_member("GBR", "EUU", day) is (day <= dt.date(2020, 1, 31))


@pytest.mark.parametrize(
    ("day", "member"), [("2007-05-31", False), ("2017-05-31", False), ("2017-06-01", True), ("2025-01-01", True)]
)
def test_membership_begins_on_its_first_day(day: str, member: bool) -> None:
    assert read_packaged().is_member("MNE", "NATO", dt.date.fromisoformat(day)) is member


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ASEAN,XXX,,,general knowledge", "no such code"),
        ("NOBODY,IDN,,,general knowledge", "no such code in organizations.csv"),
        ("ASEAN,IDN,2020-13,,general knowledge", "since"),
        ("ASEAN,IDN,2021,2020,general knowledge", "before it joins"),
        ("ASEAN,IDN,,,", "source is empty"),
    ],
)
def test_a_wrong_row_of_members_is_named(tmp_path: Path, row: str, message: str) -> None:
    with resources.as_file(resources.files("ingest") / "data") as folder:
        countries = read_countries(folder)
    (tmp_path / "members.csv").write_text(f"organization,country,since,until,source\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=message) as raised:
        read_members(tmp_path, countries)
    assert "members.csv, line 2" in str(raised.value)


def test_a_spokeswoman_who_tells_of_talks_is_none_of_a_list() -> None:
    records = read(
        "Brazil's Foreign Minister Lúcia Fernandes will hold talks with her Kenyan and Indian counterparts, Grace Wanjiku and Ravi Menon, foreign ministry spokeswoman Ana Prado told a briefing."
    )
    assert all("Ana Prado" not in who(report) for report in records.reports), summary(records)


PLANNED = (
    "WASHINGTON, May 14 - Secretary of State Mike Pompeo leaves Saturday for Tokyo, where he is to represent the United States at "
    "a donors conference on the rebuilding of Afghanistan that opens Monday. "
)
HELD = (
    "WARSAW, May 14 - Israeli Prime Minister Benjamin Netanyahu was in Warsaw for the May 12-13 ministerial conference on peace in "
    "the Middle East, hosted by Poland. "
)


@pytest.mark.parametrize(
    ("text", "guests"),
    [
        (
            PLANNED + "Afghan President Ashraf Ghani and Chancellor Angela Merkel will also attend.",
            ("Mike Pompeo", "Ashraf Ghani", "Angela Merkel"),
        ),
        (
            HELD + "It was attended by US Vice President Mike Pence and Secretary of State Mike Pompeo.",
            ("Benjamin Netanyahu", "Mike Pence", "Mike Pompeo"),
        ),
        (PLANNED + "Afghan President Ashraf Ghani will attend a funeral in Kabul.", ("Mike Pompeo",)),
        (HELD + "Chancellor Angela Merkel will attend the next summit.", ("Benjamin Netanyahu",)),
    ],
    ids=["will also attend", "it was attended by", "something else", "the next one"],
)
def test_who_is_said_to_attend_an_event_told_of_before_is_at_it(text: str, guests: tuple[str, ...]) -> None:
    records = read(text, "2018-05-14")
    found = [who(r) for r in records.reports if r.kind is Kind.CONFERENCE]
    assert any(same_people(each, guests) for each in found), summary(records)
    assert not any(r.kind is Kind.MEETING for r in records.reports), summary(records)
