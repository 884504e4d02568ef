"""Meetings that a sentence tells of two while it names three: an envoy's, one told of to somebody else, one that followed another.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, who

_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"
_ROJAS = "Chilean President Diego Rojas"
_VELA_QUISPE = (("Juan Vela", "Marta Quispe"), "held")
_ROJAS_VELA = (("Diego Rojas", "Juan Vela"), "held")
_QUISPE_ROJAS = (("Diego Rojas", "Marta Quispe"), "held")


def told(text: str) -> set[tuple[tuple[str, ...], str]]:
    """Return who met or spoke, and how it stands, of each meeting and call of a text."""
    return {(who(r), r.status.value) for r in read(text).reports if r.kind.value != "visit"}


@cases(
    Case(
        "talks that follow a session with another",
        f"LIMA, May 15 - {_VELA} held talks with {_QUISPE} following a session with {_ROJAS}.",
        {_VELA_QUISPE, _ROJAS_VELA},
    ),
    Case(
        "a meeting that follows a meeting",
        f"LIMA, May 15 - {_VELA} met {_QUISPE} on Tuesday following a meeting with {_ROJAS}.",
        {_VELA_QUISPE, _ROJAS_VELA},
    ),
    Case(
        "what follows no meeting",
        f"LIMA, May 15 - {_VELA} held talks with {_QUISPE} following a strike.",
        {_VELA_QUISPE},
    ),
    Case(
        "audiences",
        f"ROME, May 15 - {_VELA} and {_ROJAS} had audiences with Pope Francis on Monday.",
        {(("Juan Vela", "Pope Francis"), "held"), (("Diego Rojas", "Pope Francis"), "held")},
    ),
    Case(
        "separate talks",
        f"LIMA, May 15 - {_VELA} and {_ROJAS} held separate talks with {_QUISPE} on Monday.",
        {_VELA_QUISPE, _QUISPE_ROJAS},
    ),
    Case(
        "one audience",
        f"ROME, May 15 - {_VELA} and {_ROJAS} had an audience with Pope Francis on Monday.",
        {(("Diego Rojas", "Juan Vela", "Pope Francis"), "held")},
    ),
)
def test_each_has_his_own_meeting_where_it_is_told_as_two(case: Case) -> None:
    assert told(case.text) == case.expected


def test_whom_an_envoy_saw_is_not_met_by_who_sent_him() -> None:
    text = f"{_VELA} then sent the head of the agency, Carlos Mena, who spent two days in Lima and saw {_QUISPE}."
    assert told(text) == {(("Carlos Mena", "Marta Quispe"), "held")}


def test_who_is_met_by_somebody_and_does_more_is_met_still() -> None:
    text = f"LIMA, May 15 - {_QUISPE} received {_VELA}, who arrived on Tuesday and met {_ROJAS}."
    assert told(text) == {_VELA_QUISPE, _ROJAS_VELA}


@cases(
    Case(
        "briefed on talks",
        f"{_VELA} briefed {_QUISPE} on his talks with {_ROJAS}.",
        {_VELA_QUISPE, _ROJAS_VELA},
    ),
)
def test_who_is_told_of_talks_was_not_at_them(case: Case) -> None:
    assert told(case.text) == case.expected


@cases(
    Case(
        "not bumped into",
        f"QUITO, May 15 - No, {_VELA} told a reporter, he had not bumped into {_QUISPE}.",
        set(),
    ),
    Case(
        "not run into",
        f"QUITO, May 15 - {_VELA} told reporters that he had not run into {_QUISPE} in Quito.",
        set(),
    ),
    Case(
        "counted since",
        f"{_VELA} and {_QUISPE} have met seven times since the vote in Lima in March.",
        set(),
    ),
    Case(
        "counted, and the last one told",
        f"{_VELA} has met {_QUISPE} three times since March, most recently in Lima on Friday.",
        {_VELA_QUISPE},
    ),
)
def test_what_is_denied_or_only_counted_is_no_meeting(case: Case) -> None:
    assert told(case.text) == case.expected


@cases(
    Case("to work on a state", f"{_VELA} invited {_QUISPE} to work with Quito on Cuba.", set()),
    Case(
        "asked whether",
        f"Asked whether he would invite {_QUISPE} to Quito, {_VELA} declined to answer.",
        set(),
    ),
    Case(
        "to a place", f"{_VELA} invited {_QUISPE} to Quito for talks on Cuba.", {("proposed", ("Marta Quispe",), "ECU")}
    ),
)
def test_who_is_invited_elsewhere_or_asked_about_is_on_no_visit(case: Case) -> None:
    reports = [r for r in read(case.text).reports if r.kind.value == "visit"]
    assert {(r.status.value, who(r), r.country) for r in reports} == case.expected


@cases(
    Case(
        "where others held talks",
        f"LIMA, May 15 - {_VELA} flew to Cuzco, where {_QUISPE} and {_ROJAS} held talks on Monday.",
        {_QUISPE_ROJAS},
    ),
    Case(
        "where others will hold talks, the parse astray",
        f"LIMA, May 15 - {_VELA} goes to Cuzco, where Peru's Marta Quispe, Chile's Diego Rojas and Bolivia's Ana Cruz will hold "
        "three-way talks on Friday.",
        {(("Ana Cruz", "Diego Rojas", "Marta Quispe"), "planned")},
    ),
    Case(
        "where he was received",
        f"LIMA, May 15 - {_VELA} flew to Cuzco, where he was received by {_QUISPE} on Monday.",
        {_VELA_QUISPE},
    ),
    Case(
        "ahead of a meeting of others",
        f"LIMA, May 15 - {_VELA} and Ana Cruz of Bolivia are to meet on Thursday, a day ahead of a meeting of {_QUISPE} and {_ROJAS}.",
        {(("Diego Rojas", "Marta Quispe"), "planned"), (("Ana Cruz", "Juan Vela"), "planned")},
    ),
    Case(
        "received and to hold talks",
        f"LIMA, May 15 - {_VELA} is due to be received by {_QUISPE} and hold talks with {_ROJAS}.",
        {(("Juan Vela", "Marta Quispe"), "planned"), (("Diego Rojas", "Juan Vela"), "planned")},
    ),
)
def test_who_goes_to_where_others_meet_is_not_of_their_meeting(case: Case) -> None:
    found = told(case.text)
    assert {meeting for meeting in found if len(meeting[0]) > 1} == case.expected, found


@cases(
    Case(
        "who took the guest along",
        f"LIMA, May 15 - {_VELA}, whom {_QUISPE} took with her to Cuzco, flew on and was received by {_ROJAS} on Monday.",
        {_ROJAS_VELA, _VELA_QUISPE},
    ),
    Case(
        "the counterpart named behind his place",
        f"LIMA, May 15 - {_QUISPE} held talks with {_VELA}. Vela then called his counterpart in Santiago, Diego Rojas of Chile.",
        {_VELA_QUISPE, _ROJAS_VELA},
    ),
    Case(
        "who tells what he will do",
        f"LIMA, May 15 - {_VELA} told Pedro Mora of Bolivia that he would see {_ROJAS} in Lima on Friday.",
        {(("Diego Rojas", "Juan Vela"), "planned")},
    ),
)
def test_a_guest_meets_his_host_and_not_who_is_named_aside(case: Case) -> None:
    found = told(case.text)
    assert case.expected <= found, found
    assert not {who for who, _ in found} - {who for who, _ in case.expected} - {("Juan Vela", "Pedro Mora")}, found
