"""Days that stand beside a word of meeting and are to come, have been, or are of something else.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from graph.model import Kind, Status
from tests.ingest.helpers import Case, cases, encounter, read, summary, who

_VELA, _QUISPE = "Juan Vela", "Marta Quispe"
_V, _Q = "Ecuador's President Juan Vela", "Peruvian President Marta Quispe"


@cases(
    Case("due on a weekday", f"A trip by {_V} to Lima, due on Monday, has been put off.", "2024-05-20"),
    Case("prepared for a month", f"A visit by {_V} to Lima was being prepared for July.", "2024-07"),
    Case("has been due", f"A trip by {_V} to Lima that was held on Monday went well.", "2024-05-13"),
)
def test_the_day_of_a_visit_that_is_to_come(case: Case) -> None:
    visits = [report for report in read(case.text).reports if report.kind is Kind.VISIT and who(report) == (_VELA,)]
    assert [visit.start for visit in visits] == [case.expected]


def test_a_visit_being_prepared_is_planned() -> None:
    records = read(f"The minister said that a visit by {_V} to Lima was being prepared for July.")
    assert {report.status for report in records.reports if _VELA in who(report)} == {Status.PLANNED}, summary(records)


@cases(
    Case("is due to do", f"{_V} is due to call on {_Q} on Thursday, and leaves for home on Friday.", "2024-05-16"),
    Case("is due to do in a month", f"{_V} is due to see {_Q} in Lima in July.", "2024-07"),
    Case("what a stop allowed", f"The stop in Lima allowed {_V} to be received on Monday by {_Q}.", "2024-05-13"),
    Case("what somebody came for", f"{_V} flew in to meet {_Q} on Monday.", "2024-05-13"),
    Case("what a visit builds on", f"The visit builds on the meeting of {_V} and {_Q} in Lima in November.", "2023-11"),
    Case("what is to be built on", f"{_V} will build on the talks with {_Q} in Lima on Thursday.", "2024-05-16"),
    Case(
        "each noun has its own day",
        f"The meeting of {_V} and {_Q} in Lima on March 4 and the visit to Cuzco on April 7 of their aides were recalled.",
        "2024-03-04",
    ),
)  # fmt: skip
def test_a_day_is_to_come_or_has_been_as_its_verb_says(case: Case) -> None:
    records = read(case.text)
    assert encounter(records, _VELA, _QUISPE).start == case.expected, summary(records)


def test_an_invitation_to_an_event_of_a_month_is_to_one_that_comes() -> None:
    records = read(f"{_V} received {_Q} on Monday. He invited her to the climate summit in Quito in March.")
    starts = {report.start for report in records.reports if report.status is not Status.HELD}
    assert starts <= {"2025-03"}, summary(records)
    assert all(report.start != "2024-03" for report in records.reports), summary(records)


def test_the_day_of_an_invitation_is_none_of_the_event() -> None:
    records = read(f"{_V} met {_Q} in Lima and invited her to the climate summit in Quito in a letter on Monday.")
    assert all(report.start != "2024-05-20" for report in records.reports), summary(records)


@cases(
    Case("what somebody is known for", f"{_V}, who commanded the army in 1999, shook hands with {_Q} in Lima on Monday.", "2024-05-13"),
    Case("known for something of a year, no other day", f"LIMA, May 15 - {_V}, who commanded the siege last year, shook hands with {_Q} here.", "2024-05-15"),
    Case("what befell a place", f"{_V} met {_Q} in a town where a policeman was shot on April 2.", "2024-05-15"),
    Case("when somebody came", f"In Lima, where he arrived on May 13, {_V} met {_Q}.", "2024-05-13"),
)  # fmt: skip
def test_what_somebody_or_a_place_is_known_by_dates_no_meeting(case: Case) -> None:
    found = encounter(read(case.text), _VELA, _QUISPE).start
    assert found is None or str(case.expected).startswith(str(found)), found


@cases(
    Case("of this month", f"{_V} met {_Q} in Lima on the 3rd of this month.", "2024-05-03"),
    Case("of the current month, to come", f"{_V} will visit {_Q} in Lima on the 20th of the current month.", "2024-05-20"),
    Case("of last month", f"{_V} met {_Q} in Lima on the 30th of last month.", "2024-04-30"),
    Case("numbers between full stops", f"{_V} met {_Q} in Lima on 03.05.2024.", "2024-05-03"),
    Case("numbers between slashes that tell", f"{_V} met {_Q} in Lima on 4/28/2024.", "2024-04-28"),
    Case("numbers between slashes that do not tell", f"{_V} met {_Q} in Lima on 3/5/2024.", "2024"),
    Case("the start of the week", f"{_V} met {_Q} in Lima at the start of the week.", "2024-05"),
    Case("behind a semicolon, too", f"{_V} was in Lima on March 4 and met the press; he was also received by {_Q}.", "2024-03-04"),
    Case("behind a semicolon, on its own day", f"{_V} was in Lima on March 4; he was also received by {_Q} in Quito on Monday.", "2024-05-13"),
)  # fmt: skip
def test_how_days_are_told(case: Case) -> None:
    records = read(case.text)
    assert encounter(records, _VELA, _QUISPE).start == case.expected, summary(records)


def test_a_day_that_its_month_has_not_dates_nothing() -> None:
    records = read(f"{_V} met {_Q} in Lima on the 31st of last month.")
    assert encounter(records, _VELA, _QUISPE).start not in {"2024-04-31", "2024-05-01"}, summary(records)


def test_who_last_met_did_not_meet_today() -> None:
    records = read(f"LIMA, May 15 - {_V}, who is here for a summit, last met {_Q} at a conference of mayors.")
    assert encounter(records, _VELA, _QUISPE).start is None, summary(records)


_HAUG, _DEMIR = "Kari Haug", "Emre Demir"
_H, _D = "Norwegian Foreign Minister Kari Haug", "Turkish Foreign Minister Emre Demir"


@cases(
    Case("a day after others met", f"{_V} rang {_Q}, a day after {_H} met {_D} in Izmir.", ("2024-05-15", "2024-05-14")),
    Case("two days after others met", f"{_V} met {_Q} in Lima two days after {_H} met {_D} in Izmir.", ("2024-05-15", "2024-05-13")),
    Case("with a day of its own", f"{_V} met {_Q} in Lima on Monday, a day after {_H} met {_D} in Izmir.", ("2024-05-13", "2024-05-12")),
    Case("told by where one came from", f"{_V}, who saw Kari Haug in Oslo on Tuesday, flew to Lima and met {_Q}.", ("2024-05", None)),
)  # fmt: skip
def test_the_day_of_one_meeting_told_by_another_is_not_of_both(case: Case) -> None:
    records = read(case.text)
    own, other = case.expected
    assert encounter(records, _VELA, _QUISPE).start == own, summary(records)
    if other is not None:
        assert encounter(records, _HAUG, _DEMIR).start == other, summary(records)


@cases(
    Case("due to begin", f"Talks between {_V} and {_Q}, due to begin on Thursday, were called off by Lima late on Tuesday.", "2024-05-16"),
    Case("scheduled for", f"A meeting of {_V} and {_Q} scheduled for May 20 was called off on Tuesday.", "2024-05-20"),
    Case("no day set", f"{_V} called off on Tuesday a meeting with {_Q}.", "2024-05"),
)  # fmt: skip
def test_what_was_called_off_is_of_the_day_it_was_set_for(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_a_trip_put_off_once_and_made_since_is_of_the_day_it_was_made() -> None:
    records = read(f"The trip of {_V} to Lima, put off in February after a storm, ended on Monday.")
    visit = encounter(records, _VELA)
    assert (visit.status, visit.end) == (Status.HELD, "2024-05-13"), summary(records)


@cases(
    Case("for another city", f"{_V} leaves on Friday for Lima and, on Monday, for Bogota, where he will meet {_Q}.", "2024-05-20"),
    Case("in another city", f"{_V} will be in Lima on Friday and in Bogota on Monday for talks with {_Q}.", "2024-05-20"),
    Case("in order", f"{_V} will be in Lima on Thursday and in Bogota on Friday for talks with {_Q}.", "2024-05-17"),
)  # fmt: skip
def test_the_second_weekday_of_an_itinerary_is_behind_the_first(case: Case) -> None:
    assert encounter(read(case.text, "2024-05-15"), _VELA, _QUISPE).start == case.expected


def test_the_day_of_a_stay_told_aside_is_its_own_and_not_of_what_will_be() -> None:
    records = read(f"{_V}, who was in Lima last week and met {_Q}, will come later.")
    assert encounter(records, _VELA, _QUISPE).start == "2024-05", summary(records)
    assert encounter(records, _VELA, _QUISPE).status is Status.HELD


@cases(
    Case("on his way", f"LIMA, May 15 - {_V} flew on to Quito to see {_Q} on Thursday.", ("2024-05-16", Status.PLANNED)),
    Case("been there", f"LIMA, May 15 - {_V} flew to Quito to see {_Q} on Tuesday.", ("2024-05-14", Status.HELD)),
)  # fmt: skip
def test_what_somebody_set_out_for_is_not_of_a_week_ago(case: Case) -> None:
    found = encounter(read(case.text), _VELA, _QUISPE)
    assert (found.start, found.status) == case.expected


@cases(
    Case("who arrived on a day", f"{_V}, who arrived in Lima on Sunday, held talks with {_Q}.", "2024-05"),
    Case("arrived after talks", f"{_V} arrived in Quito on Monday after talks with {_Q} in Lima.", "2024-05"),
    Case("who arrived today", f"{_V}, who arrived in Lima on Wednesday, held talks with {_Q}.", "2024-05-15"),
    Case("who came, and met on a day", f"{_V}, who arrived in Lima on Sunday, held talks with {_Q} on Monday.", "2024-05-13"),
)  # fmt: skip
def test_the_day_of_an_arrival_is_not_that_of_a_meeting(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("a body in capitals", f"It rained. UN envoy Juan Vela met {_Q} on Monday.", "2024-05-13"),
    Case("an article", f"It rained. A meeting of Juan Vela and {_Q} on Monday was short.", "2024-05-13"),
    Case("a dateline", f"LIMA, May 14 - {_V} met {_Q} on Monday.", "2024-05-13"),
)  # fmt: skip
def test_a_short_sentence_that_opens_in_capitals_is_no_dateline(case: Case) -> None:
    found = [r.start for r in read(case.text).reports if who(r) == (_VELA, _QUISPE)]
    assert found == [case.expected]


@cases(
    Case("a noun", f"{_V} arrived in Lima on Sunday and held talks with {_Q} on Monday.", "2024-05-13"),
    Case("a verb", f"{_V} arrived in Lima on Sunday and met {_Q} on Monday.", "2024-05-13"),
    Case("of the first alone", f"{_V} arrived in Lima on Monday and held talks with {_Q}.", "2024-05-13"),
)
def test_each_of_two_verbs_has_the_day_beside_it(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("said that", f"{_V} said on Tuesday that he had held talks with {_Q}.", "2024-05"),
    Case("said", f"{_V} told reporters on Tuesday he had met {_Q} in Lima.", "2024-05"),
    Case("with a day of its own", f"{_V} said on Tuesday that he had met {_Q} on Monday.", "2024-05-13"),
    Case("the day behind that", f"{_V} said that on Tuesday he had met {_Q} in Lima.", "2024-05-14"),
    Case("no look back", f"{_V} said on Tuesday after he met {_Q} that all was well.", "2024-05-14"),
)
def test_the_day_on_which_a_meeting_is_told_of_is_not_its_own(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("at the airport", f"{_V}, who came on Monday, was welcomed at the airport by {_Q}.", "2024-05-13"),
    Case("elsewhere", f"{_V}, who came on Monday, was welcomed by {_Q} at the palace.", "2024-05"),
)
def test_who_is_met_at_the_airport_is_met_on_coming(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("left for", f"{_V} left on Monday for a three-day visit to Lima.", ("2024-05-13", "2024-05-15")),
    Case("left after", f"{_V} left Lima on Monday after a three-day visit.", ("2024-05-11", "2024-05-13")),
    Case("flew home after", f"{_V} flew home on Monday after a three-day visit to Lima.", ("2024-05-11", "2024-05-13")),
    Case("through many", f"{_V} flew home from Lima on Monday after a six-day journey through five countries.", ("2024-05", "2024-05-13")),
    Case("paid on a day", f"{_Q} answered questions on Tuesday about the visit paid by {_V} to Lima on Monday.", ("2024-05-13", "2024-05-13")),
    Case("from where others were met", f"{_V} arrived in Lima from Oslo, where he met {_H} on Sunday.", ("2024-05-15", "2024-05-15")),
)  # fmt: skip
def test_the_days_of_a_visit_told_by_its_end_or_its_beginning(case: Case) -> None:
    found = [(r.start, r.end) for r in read(case.text).reports if r.kind is Kind.VISIT and r.country == "PER"]
    assert found == [case.expected]


@cases(
    Case("visiting", f"{_Q} held talks with visiting Ecuadorean President Juan Vela in Lima on Tuesday. Vela arrived in Lima on Monday for a three-day visit.", "2024-05-13"),
    Case("on a visit", f"{_V}, who is on a visit to Peru, called on {_Q} on Tuesday. He arrived in Lima on Monday.", "2024-05-13"),
)  # fmt: skip
def test_a_visit_under_way_begins_when_the_guest_arrived(case: Case) -> None:
    records = read(case.text)
    visit = encounter(records, _VELA)
    assert (visit.kind, visit.start) == (Kind.VISIT, case.expected), summary(records)


def test_a_second_arrival_weeks_later_is_another_visit() -> None:
    records = read(
        f"{_V}, who is on a visit to Peru, called on {_Q} on Tuesday. Vela had arrived in Lima on April 20 for a day."
    )
    starts = sorted(str(r.start) for r in records.reports if r.kind is Kind.VISIT)
    assert starts == ["2024-04-20", "2024-05-14"], summary(records)


@cases(
    Case("to attend", f"{_V} will fly to Rio on Friday to attend the G20 summit.", "2024-05"),
    Case("of the event", f"{_V} will attend the G20 summit in Rio on Friday.", "2024-05-17"),
)
def test_the_day_of_the_journey_is_not_that_of_the_event(case: Case) -> None:
    events = [r.start for r in read(case.text).reports if r.kind is Kind.CONFERENCE]
    assert events == [case.expected]


@cases(
    Case("on the eve", f"The summit opened in Lima on Tuesday. On the eve of the summit {_V} met {_Q}.", "2024-05-13"),
    Case("days before", f"The vote was held on Tuesday. {_V} met {_Q} in Lima two days before the vote.", "2024-05-12"),
    Case("days after", f"The talks ended on Sunday. Two days after the talks, {_V} met {_Q} in Lima.", "2024-05-14"),
    Case("with a day of its own", f"The vote was held on Tuesday. {_V} met {_Q} on Sunday, on the eve of the vote.", "2024-05-12"),
)  # fmt: skip
def test_a_day_is_told_by_an_event_whose_day_is_told_before(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("years", f"The two marked the day on Tuesday, sixty years after {_V} and {_Q} held talks in Lima.", "1964"),
    Case("from a month told", f"{_H} visited Izmir in March 2011, a month after {_V} had met {_Q} in Lima.", "2011-02"),
    Case("from a day", f"{_H} went home on Tuesday, two months after {_V} met {_Q} in Lima.", "2024-03"),
)
def test_what_was_years_or_months_before_something_dated(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_who_does_something_else_on_a_later_day_is_not_met() -> None:
    records = read(f"{_V} met {_Q} in Lima on Monday and on Tuesday {_H} told reporters that he knew.")
    assert encounter(records, _VELA, _QUISPE).start == "2024-05-13", summary(records)
    assert not [r for r in records.reports if _HAUG in who(r)], summary(records)


def test_the_day_on_which_somebody_was_elected_is_not_that_of_what_he_did() -> None:
    records = read(f"{_V}, who was elected on Monday, flew to Lima and met {_Q} in the afternoon.")
    assert encounter(records, _VELA, _QUISPE).start != "2024-05-13", summary(records)


@cases(
    Case("one of several days", f"{_V} was in Peru from 9 to 11 May. He met {_Q}.", "2024-05"),
    Case("one of them told", f"{_V} was in Peru from 9 to 11 May. On 10 May he met {_Q}.", "2024-05-10"),
    Case("the second of them", f"{_V} was in Peru on Monday and Tuesday. On the second day he met {_Q}.", "2024-05-14"),
    Case("the last of them", f"{_V} was in Peru from 9 to 11 May. He met {_Q} on the last day of the visit.", "2024-05-11"),
)  # fmt: skip
def test_a_meeting_in_the_course_of_a_visit_of_several_days(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_the_day_since_which_there_was_no_other_is_not_that_of_a_visit() -> None:
    records = read(f"{_V} ended his first trip to Lima since February in the small hours of Monday.")
    ended = [r for r in records.reports if r.kind is Kind.VISIT and r.end == "2024-05-13"]
    assert [r.start for r in ended] == ["2024-05"], summary(records)


@cases(
    Case("a week after", f"The pledge on Tuesday came a week after {_V} met {_Q} in Lima.", "2024-05-07"),
    Case("days after", f"The pledge on Tuesday came days after {_V} met {_Q} in Lima.", "2024-05"),
    Case("on the same day", f"{_V} spoke to reporters on Tuesday, hours before meeting {_Q}.", "2024-05-14"),
    Case("ahead of it", f"{_V} spoke to reporters on Tuesday ahead of a meeting on Thursday with {_Q}.", "2024-05-16"),
    Case("a fortnight ago", f"{_V} met {_Q} a fortnight ago in Lima.", "2024-05"),
    Case("so many days on", f"{_H} met {_D} on May 8. Two days on, {_V} met {_Q} in Lima.", "2024-05-10"),
)
def test_how_far_a_meeting_is_from_a_day_told(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case("in one month", f"{_V} will meet {_Q} within ten days.", "2024-05"),
    Case("in one year", f"{_V} will meet {_Q} within three months.", "2024"),
    Case("of two years", f"{_V} will meet {_Q} within three months.", None, "2024-11-20"),
    Case("days to come, of the next month", f"{_V} will meet {_Q} in the coming days.", "2024-06", "2024-05-31"),
    Case("days to come", f"{_V} will meet {_Q} in the coming days.", "2024-05"),
)
def test_a_term_within_which_others_will_meet_is_no_day(case: Case) -> None:
    assert encounter(read(case.text, case.published), _VELA, _QUISPE).start == case.expected


@cases(
    Case("on a day", f"{_V} met {_Q} on Monday and on Tuesday {_H}.", "2024-05-14"),
    Case("the day after", f"{_V} met {_Q} on Monday and, the following day, {_H}.", "2024-05-14"),
    Case("later", f"{_V} met {_Q} on Monday and {_H} a day later.", "2024-05-14"),
)
def test_who_is_met_next_is_met_on_the_day_told_beside_the_name(case: Case) -> None:
    records = read(case.text)
    assert encounter(records, _VELA, _QUISPE).start == "2024-05-13", summary(records)
    assert encounter(records, _VELA, _HAUG).start == case.expected, summary(records)


def test_a_stay_until_a_day_does_not_begin_on_it() -> None:
    records = read(f"{_V} will be in Lima until Friday.")
    visit = encounter(records, _VELA)
    assert (visit.start, visit.end) == ("2024-05", "2024-05-17"), summary(records)


def test_a_weekday_of_today_behind_one_to_come_is_a_week_on() -> None:
    records = read(f"A tour will take {_V} to Lima on Tuesday and Santiago on Wednesday.", "2024-05-15")
    assert {r.country: r.start for r in records.reports} == {"PER": "2024-05-21", "CHL": "2024-05-22"}, summary(records)


@cases(
    Case("from its end", f"The two-day meeting in Lima ended on Tuesday. On the first day, {_V} met {_Q}.", "2024-05-13"),
    Case("from its beginning", f"{_V} arrived in Peru on Sunday for a three-day visit. On the last day of the visit he met {_Q}.", "2024-05-14"),
    Case("of no known length", f"The meeting in Lima ended on Tuesday. {_V} met {_Q} on Monday.", "2024-05-13"),
)  # fmt: skip
def test_the_first_and_last_day_of_what_lasts_several(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_a_meeting_is_not_of_the_last_day_of_a_long_visit() -> None:
    records = read(f"{_V} flew home on Tuesday after a four-day visit to Peru. He met {_Q}.")
    assert encounter(records, _VELA, _QUISPE).start == "2024-05", summary(records)


def test_a_meeting_behind_before_is_that_many_days_later() -> None:
    records = read(f"{_H} met {_D} on May 3, five days before she saw {_Q} in Lima.")
    assert encounter(records, _HAUG, _QUISPE).start == "2024-05-08", summary(records)


def test_a_visit_cut_short_began_when_the_guest_arrived() -> None:
    records = read(f"{_V} cut short a visit to Peru on Monday. He had arrived on Saturday.")
    assert encounter(records, _VELA).start == "2024-05-11", summary(records)


@cases(
    Case("said on a day", f"{_V} will visit Peru from 3 to 5 June, his office said on Wednesday. In Lima he will meet {_Q}.", "2024-06"),
    Case("goes on", f"{_V} will be in Lima on Friday. He will also meet {_Q}.", "2024-05-17"),
    Case("at the end of the month", f"{_V} will meet {_Q} at the end of the month.", "2024-05"),
)  # fmt: skip
def test_when_what_is_planned_will_be(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_a_passive_behind_will_is_ahead_too() -> None:
    records = read(f"{_V} will meet {_H} on Friday and be received by {_Q}.")
    assert encounter(records, _VELA, _QUISPE).status is Status.PLANNED, summary(records)
