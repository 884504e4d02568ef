"""Whose doing an infinitive or a gerund is: who is urged to meet somebody is to meet him, and who urges is not.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, encounter, read, summary, who

_VELA, _QUISPE, _ROJAS = "Juan Vela", "Marta Quispe", "Pedro Rojas"
_V, _Q = "Ecuador's President Juan Vela", "Peruvian President Marta Quispe"
_R = "Chilean President Pedro Rojas"


@cases(
    Case("to meet", f"{_V} urged {_Q} to meet {_R}.", "meeting"),
    Case("to hold talks", f"{_V} urged {_Q} on Monday to lower tariffs and to hold talks with {_R}.", "meeting"),
    Case("called on", f"{_V} called on {_Q} to resume talks with {_R} in Santiago.", "meeting"),
    Case("to telephone", f"{_V} asked {_Q} to telephone {_R}.", "call"),
    Case("passive", f"{_Q} was asked by {_V} to meet {_R} in Santiago.", "meeting"),
)  # fmt: skip
def test_who_is_asked_to_meet_somebody_would_meet_him_and_who_asks_would_not(case: Case) -> None:
    records = read(case.text)
    found = encounter(records, _QUISPE, _ROJAS)
    assert (found.kind.value, found.status.value) == (case.expected, "proposed"), summary(records)
    assert not any({_VELA, _ROJAS} <= set(who(report)) for report in records.reports), summary(records)


def test_two_who_are_called_on_to_talk_would_talk_with_each_other() -> None:
    records = read(f"{_V} called on {_Q} and {_R} to resume talks.")
    assert {who(report) for report in records.reports} == {(_QUISPE, _ROJAS)}, summary(records)


def test_who_is_urged_not_to_meet_somebody_has_no_meeting() -> None:
    records = read(f"{_V} urged {_Q} not to meet {_R}.")
    assert not records.reports, summary(records)


def test_who_asks_for_something_else_at_a_meeting_was_there() -> None:
    records = read(f"{_V} asked {_Q} at a meeting in Lima on Monday to lower tariffs.")
    assert encounter(records, _VELA, _QUISPE).status.value == "held"


def test_who_is_received_by_one_and_to_hold_talks_with_another_meets_each() -> None:
    records = read(f"{_V} is to be received by {_Q} and to hold talks with {_R} on Friday.")
    found = {who(report) for report in records.reports}
    assert found == {(_VELA, _QUISPE), (_VELA, _ROJAS)}, summary(records)
    assert encounter(records, _VELA, _ROJAS).status.value == "planned"


@cases(
    Case("criticised for meeting", f"{_V} criticised {_Q} for meeting {_R} in Santiago in March.", "held"),
    Case("accused of meeting", f"{_V} accused {_Q} of meeting {_R} in secret in Santiago in March.", "held"),
    Case("a decision to meet", f"{_V} welcomed {_Q}'s decision to meet {_R} in Santiago next week.", "planned"),
    Case("instructed to hold talks", f"{_V} said he had instructed {_Q} to hold talks with {_R} in Santiago.", "planned"),
    Case("sent to meet", f"{_V} will send {_Q} to Santiago on Friday to meet {_R}.", "planned"),
    Case("sent to where she met", f"{_V} sent {_Q} to Santiago, where she met {_R} on Monday.", "held"),
    Case("arranged for another to see", f"{_V} arranged for {_Q} to see {_R} in Santiago on Sunday.", "planned"),
    Case("asked whom another had met", f"{_V} asked {_Q}, who met {_R} in Santiago in March, to brief the council.", "held"),
)  # fmt: skip
def test_who_tells_of_sends_or_judges_who_met_somebody_did_not_meet_him(case: Case) -> None:
    records = read(case.text)
    assert encounter(records, _QUISPE, _ROJAS).status.value == case.expected, summary(records)
    assert not any({_VELA, _ROJAS} <= set(who(report)) for report in records.reports), summary(records)


def test_who_accepts_an_invitation_visits_and_who_gave_it_does_not() -> None:
    records = read(f"{_V} accepted {_Q}'s invitation to visit Lima.")
    visitors = {name for report in records.reports if report.kind.value == "visit" for name in who(report)}
    assert _VELA in visitors, summary(records)
    assert _QUISPE not in visitors, summary(records)


@cases(
    Case("rather than", f"{_V}, rather than {_R}, will receive {_Q} in Quito on Thursday.", (_VELA, _QUISPE)),
    Case("instead of meeting", f"Instead of meeting {_R}, {_V} saw {_Q} in Lima on Monday.", (_VELA, _QUISPE)),
    Case("rather than meet", f"Rather than meet {_R}, {_V} received {_Q} on Monday.", (_VELA, _QUISPE)),
)  # fmt: skip
def test_in_whose_place_another_is_met_is_not_met(case: Case) -> None:
    records = read(case.text)
    encounter(records, *case.expected)
    assert not any(_ROJAS in who(report) for report in records.reports), summary(records)


@cases(
    Case("neither of two", f"{_V} met neither {_Q} nor {_R} in Santiago.", None),
    Case("talks with neither", f"{_V} held talks with neither {_Q} nor {_R}.", None),
    Case("in vain", f"{_V} waited in vain for a meeting with {_Q} in Lima.", None),
)  # fmt: skip
def test_whom_nobody_met_is_in_no_meeting(case: Case) -> None:
    records = read(case.text)
    assert not [report for report in records.reports if report.kind.value != "visit"], summary(records)


@cases(
    Case("of two", f"At the invitation of {_Q} and {_R}, {_V} will visit Peru and Chile in June.", None),
    Case("of one's counterparts", f"{_V} will pay a visit to Peru and Chile in June at the invitation of his counterparts, Marta Quispe and Pedro Rojas.", None),
    Case("invited by", f"Invited by {_Q}, {_V} will visit Lima in June.", None),
)  # fmt: skip
def test_who_invites_neither_travels_nor_meets_by_it(case: Case) -> None:
    records = read(case.text)
    assert records.reports
    assert {who(report) for report in records.reports} == {(_VELA,)}, summary(records)


def test_with_whom_an_invited_guest_held_talks_was_met() -> None:
    records = read(f"{_V} arrived in Lima on Monday at the invitation of {_Q}, with whom he held talks.")
    assert encounter(records, _VELA, _QUISPE).status.value == "held"


@cases(
    Case("regularly", f"{_V} and {_Q} meet regularly.", None),
    Case("whenever", f"Whenever {_V} meets {_Q}, he asks about the border.", None),
    Case("had they met", f"Had {_V} met {_Q} in March, the deal would have been done.", None),
    Case("by a mission", f"A mission came to Lima on Monday. It met {_Q} and, at the embassy, {_R}.", None),
)  # fmt: skip
def test_habits_and_what_might_have_been_are_no_meetings(case: Case) -> None:
    records = read(case.text)
    assert not [report for report in records.reports if len(report.participants) > 1], summary(records)


@cases(
    Case("on behalf of", f"On behalf of {_R}, {_V} met {_Q} in Lima on Monday.", None),
    Case("his offer", f"{_V} met {_Q} in Lima on Monday and conveyed {_R}'s offer.", None),
)  # fmt: skip
def test_for_whom_others_act_is_not_with_them(case: Case) -> None:
    records = read(case.text)
    encounter(records, _VELA, _QUISPE)
    assert not any({_VELA, _ROJAS} <= set(who(report)) for report in records.reports), summary(records)
