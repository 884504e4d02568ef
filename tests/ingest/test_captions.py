"""Captions, which Browser writes into each meeting's circle: they read as a sentence would say it."""

from __future__ import annotations

import pytest

from graph.model import Kind, Meeting, Participation, Status, Supported
from ingest.captions import caption_of

NAMES = {
    "antony-blinken": "Antony Blinken",
    "xi-jinping": "Xi Jinping",
    "wang-yi": "Wang Yi",
    "vladimir-putin": "Vladimir Putin",
    "ursula-von-der-leyen": "Ursula von der Leyen",
    "mohammed-bin-salman": "Mohammed bin Salman",
}
COUNTRIES = {"antony-blinken": "USA", "xi-jinping": "CHN", "wang-yi": "CHN", "vladimir-putin": "RUS"}


def meeting(*people: str, kind: Kind = Kind.MEETING, status: Status = Status.HELD, **more: object) -> Meeting:
    participants = tuple(Participation(each, None, None, COUNTRIES.get(each), ()) for each in people)
    return Meeting("m", "", kind, status, (), participants=participants, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "caption"),
    [
        pytest.param(
            meeting("antony-blinken", "xi-jinping", city="Beijing", country="CHN", start="2023-06-19"),
            "Blinken – Xi, Beijing, 19 Jun 2023",
            id="day",
        ),
        pytest.param(
            meeting("wang-yi", "vladimir-putin", country="RUS", start="2023-02"),
            "Wang – Putin, Russia, Feb 2023",
            id="month and country",
        ),
        pytest.param(
            meeting("vladimir-putin", "xi-jinping", kind=Kind.CALL, city="Moscow", start="2023-08-05"),
            "Call: Putin – Xi, 5 Aug 2023",
            id="a call has no place",
        ),
        pytest.param(
            meeting("ursula-von-der-leyen", kind=Kind.VISIT, status=Status.PROPOSED, country="CHN"),
            "Visit: von der Leyen to China (proposed)",
            id="visit not made",
        ),
        pytest.param(
            meeting(*NAMES, city="Bali", start="2022-11-15", end="2022-11-16"),
            "Blinken – Xi – Wang – 3 others, Bali, 15 Nov 2022 to 16 Nov 2022",
            id="many",
        ),
        pytest.param(
            meeting(parties=(Supported("USA", ()), Supported("CHN", ())), city="Vienna", status=Status.PLANNED),
            "United States – China, Vienna (planned)",
            id="states alone",
        ),
    ],
)
def test_a_caption_reads_as_a_sentence_would(told: Meeting, caption: str) -> None:
    assert caption_of(told, NAMES) == caption
