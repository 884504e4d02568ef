"""Conferences told of by their body, day and place, whoever comes; and those of whom a verb says who came.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

import pytest

from graph.model import Kind
from tests.ingest.helpers import read, who


def conferences(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    """Return who was at each conference of a text, of which bodies and states, and where."""
    return [(who(r), tuple(r.parties), r.city) for r in read(text).reports if r.kind is Kind.CONFERENCE]


@pytest.mark.parametrize(
    ("text", "parties", "city"),
    [
        ("The Arab League's foreign ministers met in Cairo on Monday.", ("LAS",), "Cairo"),
        ("Leaders of the European Union gathered in Copenhagen on Monday.", ("EUU",), "Copenhagen"),
        ("ASEAN foreign ministers held a meeting in Jakarta on Friday.", ("ASEAN",), "Jakarta"),
        ("The Gulf Cooperation Council held its summit in Manama on Sunday.", ("GCC",), "Manama"),
        ("Next month the African Union summit meets in Addis Ababa.", ("AU",), "Addis Ababa"),
        ("A meeting of Nato foreign ministers takes place in Brussels on May 30.", ("NATO",), "Brussels"),
        ("The two discussed COP29, which will be held in Baku in November.", ("UNO",), "Baku"),
        ("Brazil hosts the COP30 climate conference in Belém next year.", ("BRA", "UNO"), "Belém"),
    ],
)
def test_a_body_that_meets_somewhere_on_a_day_holds_a_conference(
    text: str, parties: tuple[str, ...], city: str
) -> None:
    assert conferences(text) == [((), parties, city)]


@pytest.mark.parametrize(
    "text",
    [
        "EU leaders met no resistance in Brussels on Thursday.",
        "ASEAN foreign ministers held talks with China in Jakarta on Friday.",
        "The Arab League said in Cairo on Monday that prices were too high.",
        "The Premier League's clubs met in London on Monday.",
    ],
)
def test_a_body_that_does_something_else_holds_none(text: str) -> None:
    assert not conferences(text)


def test_whom_a_summit_drew_were_at_it() -> None:
    found = conferences("The Brics summit in Kazan drew Xi Jinping, Narendra Modi and Abiy Ahmed on Monday.")
    assert [people for people, *_ in found] == [("Abiy Ahmed", "Narendra Modi", "Xi Jinping")]
