"""Wordings of agencies of the Gulf, Asia and Africa: credentials, courtesy calls, tea, "HRH", "telephonically", titles of their own."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

F = "Norwegian Foreign Minister Kari Haug"
M = "Turkish Foreign Minister Emre Demir"
_MET = {("meeting", ("Emre Demir", "Kari Haug"))}
_CALLED = {("call", ("Emre Demir", "Kari Haug"))}


@cases(
    Case(
        "letters of credence",
        "OSLO — Estonian President Mart Kask on Tuesday received letters of credence from Eric Holm of Norway and Paul Novak of Slovakia.",
        {("meeting", ("Eric Holm", "Mart Kask")), ("meeting", ("Mart Kask", "Paul Novak"))},
    ),
    Case(
        "presented their credentials",
        "Norwegian Ambassador Kari Haug and Turkish Ambassador Emre Demir presented their credentials to Estonian President Mart Kask.",
        {("meeting", ("Kari Haug", "Mart Kask")), ("meeting", ("Emre Demir", "Mart Kask"))},
    ),
    Case("tea together", f"{F} and {M} had tea together on Tuesday.", _MET),
    Case("exchanged greetings for minutes", f"{F} and {M} exchanged greetings for three minutes on Tuesday.", _MET),
    Case("exchanged New Year greetings", f"{F} and {M} exchanged New Year greetings on Tuesday.", set()),
    Case(
        "courtesy calls on two",
        f"{F} paid courtesy calls on Estonian President Mart Kask and Prime Minister Liis Tamm on Tuesday.",
        {("meeting", ("Kari Haug", "Mart Kask")), ("meeting", ("Kari Haug", "Liis Tamm"))},
    ),
    Case("spoke telephonically", f"{F} spoke telephonically to {M} on Tuesday.", _CALLED),
    Case("telephonic conversation", f"{F} had a telephonic conversation with {M} on Tuesday.", _CALLED),
    Case(
        "in separate calls",
        f"In separate calls, {F} talked to {M} and Greek Foreign Minister Nikos Pappas on Tuesday.",
        _CALLED | {("call", ("Kari Haug", "Nikos Pappas"))},
    ),
    Case("addressed a forum by video link", f"{F} and {M} addressed the forum by video link.", set()),
    Case(
        "HRH alone",
        "RIYADH — HRH Prince Nasser bin Walid opened a fair. HRH received Turkish Foreign Minister Emre Demir.",
        {("meeting", ("Emre Demir", "Nasser bin Walid"))},
    ),
    Case(
        "an adviser to a president is not the president",
        "Jan Novak, foreign policy adviser to President Petr Dvorak, met Turkish Foreign Minister Emre Demir on Monday.",
        {("meeting", ("Emre Demir", "Jan Novak"))},
    ),
    Case(
        "Raksha Mantri",
        "NEW DELHI: Raksha Mantri Smt Anjali Rao met Turkish Defence Minister Emre Demir on Monday. The Raksha Mantri accepted an invitation.",
        {("meeting", ("Anjali Rao", "Emre Demir"))},
    ),
    Case(
        "Deputy Supreme Commander",
        "ABU DHABI — Sheikh Nasser bin Walid, Deputy Supreme Commander of the UAE Armed Forces, received Turkish President Emre Demir.",
        {("meeting", ("Emre Demir", "Nasser bin Walid"))},
    ),
)
def test_wordings_of_newswire(case: Case) -> None:
    records = read(case.text)
    found = {(r.kind.value, who(r)) for r in records.reports if r.kind.value in {"meeting", "call"}}
    assert found == case.expected, summary(records)


def test_crown_prince_of_the_dateline_receives_the_guest() -> None:
    records = read(
        "JEDDAH — President Nicolas Maduro of Venezuela arrived in Jeddah yesterday. HRH the Crown Prince received the guest today.",
        "2023-06-06",
    )
    assert ("Mohammed bin Salman", "Nicolás Maduro") in {who(r) for r in records.reports}, summary(records)
