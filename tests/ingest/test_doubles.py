"""What is told of one meeting in several ways is one, and who only tells of a meeting was not at it.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

_VELA, _QUISPE, _ROJAS = "Juan Vela", "Marta Quispe", "Pedro Rojas"
_V, _Q = "Ecuador's President Juan Vela", "Peruvian President Marta Quispe"
_R = "Chilean President Pedro Rojas"


@cases(
    Case("locked in talks with a mediator", f"In Lima, {_V} and {_Q} were still locked in talks late on Monday with mediator {_R}.", None),
    Case("through a mediator", f"{_V} expects to meet {_Q} in Lima on Friday through the mediation of {_R}.", None),
)  # fmt: skip
def test_pairs_of_one_sentence_are_one_meeting(case: Case) -> None:
    records = read(case.text)
    found = [who(report) for report in records.reports if report.kind.value == "meeting"]
    assert found == [tuple(sorted((_VELA, _QUISPE, _ROJAS)))], summary(records)


@cases(
    Case("and then somebody else", f"On Monday {_V} met {_Q} in Lima and then saw {_R}.", None),
    Case("a list of whom somebody met", f"{_V} met {_Q} and the ambassador at the United Nations, Pedro Rojas, in Lima on Monday.", None),
    Case("separately", f"On Monday {_V} and {_R} were received separately in Lima by {_Q}.", None),
)  # fmt: skip
def test_meetings_that_a_sentence_sets_apart_stay_apart(case: Case) -> None:
    records = read(case.text)
    found = {who(report) for report in records.reports if report.kind.value == "meeting"}
    assert len(found) == 2, summary(records)


@cases(
    Case("announced it a day after", f"{_R} announced the deal on Tuesday, a day after {_V} met {_Q} in Lima for three hours.", None),
    Case("commented on a call", f"{_R} commented on the telephone conversation between {_V} and {_Q} on May 3.", None),
    Case("welcomed their talks", f"{_R} welcomed the talks that {_V} had held with {_Q} in Lima on Monday.", None),
    Case("said that they had met", f"{_R} said that {_V} had met {_Q} in Lima on Monday.", None),
)  # fmt: skip
def test_who_tells_of_a_meeting_was_not_there(case: Case) -> None:
    records = read(case.text)
    found = {who(report) for report in records.reports if report.kind.value != "visit"}
    assert found == {tuple(sorted((_VELA, _QUISPE)))}, summary(records)


def test_who_is_informed_of_a_call_was_not_on_it() -> None:
    records = read(f"{_V} informed {_R} of his telephone conversation with {_Q} on Friday.")
    calls = {who(report) for report in records.reports if report.kind.value == "call" and _QUISPE in who(report)}
    assert calls == {tuple(sorted((_VELA, _QUISPE)))}, summary(records)


def test_who_welcomes_guests_for_talks_is_their_host() -> None:
    records = read(f"{_R} welcomed {_V} and {_Q} in Santiago on Monday for talks on copper.")
    assert any(_ROJAS in who(report) for report in records.reports), summary(records)


@cases(
    Case("held a call with two", f"{_V} held a phone call with {_Q} and {_R} on Monday.", 1),
    Case("joined their call", f"{_V} joined a telephone call with {_Q} and {_R} on Monday.", 1),
    Case("calls", f"{_V} held phone calls with {_Q} and {_R} on Monday.", 2),
    Case("spoke by telephone", f"{_V} spoke by telephone with {_Q} and {_R} on Monday.", 2),
    Case("a call, and another", f"{_V} had a telephone call with {_Q} and another with {_R} on Monday.", 2),
)  # fmt: skip
def test_one_call_with_several_is_one_and_calls_are_one_each(case: Case) -> None:
    records = read(case.text)
    calls = [who(report) for report in records.reports if report.kind.value == "call"]
    assert len(calls) == case.expected, summary(records)
    assert {name for people in calls for name in people} == {_VELA, _QUISPE, _ROJAS}


def test_who_calls_a_visit_a_success_made_no_visit() -> None:
    records = read(f"{_R} called the visit of {_V} to Lima a success.")
    visitors = {name for report in records.reports if report.kind.value == "visit" for name in who(report)}
    assert _ROJAS not in visitors, summary(records)


def test_who_describes_a_conversation_of_his_own_was_there() -> None:
    records = read(f"{_V} described the conversation with {_Q} and {_R} in Lima as useful.")
    assert any(_VELA in who(report) for report in records.reports), summary(records)
