"""How a meeting stands at the document's time, by modality, tense, reported speech and what became of a plan."""

from __future__ import annotations

import pytest

from graph.model import Status
from tests.ingest.helpers import Case, cases, encounter, only, read, same_people, summary, who

PAIR = ("Lúcia Fernandes", "Thabo Mbeko")
F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
HELD, PLANNED, PROPOSED = Status.HELD, Status.PLANNED, Status.PROPOSED
POSTPONED, CANCELLED, DECLINED = Status.POSTPONED, Status.CANCELLED, Status.DECLINED


@cases(
    Case("past", f"{F} met {M} in Lisbon.", HELD),
    Case("perfect", f"{F} has met {M} in Lisbon.", HELD),
    Case("past that looks like the bare form", f"{F} and {M} put their names to a treaty in Lisbon on Friday.", HELD),
    Case("with somebody who will travel", f"{F} had talks with {M}, who is to visit Lisbon later this year.", HELD),
    Case("asked about", f"Question: Will {F} meet {M} in Lisbon?", PROPOSED),
    Case("under way", f"{F} is meeting {M} in Lisbon today.", HELD),
    Case("what a trip is to follow", f"Joan Lee's visit is intended to follow a May meeting between {F} and {M} in Lisbon.", HELD),
    Case("reported past", f"{F} had met {M} in Lisbon, her ministry said.", HELD),
    Case("happened after negotiations to meet", f"After weeks of waiting, {F} finally met {M} in Lisbon.", HELD),
    Case("came to meet", f"{M} came to Brasilia on Monday to meet {F}.", HELD),
    Case("had been to see", f"{F} had been to see {M} in Lisbon on Monday.", HELD),
    Case("should have met", f"{F} should have met {M} in Lisbon on Monday.", CANCELLED),
    Case("should have been there for talks", f"{F} stayed at home. She should have been in Lisbon on Monday for talks with {M}.", CANCELLED),
    Case("will meet", f"{F} will meet {M} in Lisbon on Friday.", PLANNED),
    Case("is to meet", f"{F} is to meet {M} in Lisbon on Friday.", PLANNED),
    Case("is due to", f"{F} is due to meet {M} in Lisbon on Friday.", PLANNED),
    Case("is set to", f"{F} is set to meet {M} in Lisbon next week.", PLANNED),
    Case("is scheduled to", f"{F} is scheduled to hold talks with {M} on Friday.", PLANNED),
    Case("is expected to", f"{F} is expected to meet {M} on Friday.", PLANNED),
    Case("plans to", f"{F} plans to meet {M} in Lisbon in June.", PLANNED),
    Case("agreed to meet", f"{F} and {M} agreed to meet in Lisbon in June.", PLANNED),
    Case("present for the future", f"{F} meets {M} in Lisbon on Friday.", PLANNED),
    Case("said she would meet", f"{F} said on Monday that she would meet {M} in Lisbon in June.", PLANNED),
    Case("ahead of talks", f"{F} arrived in Lisbon on Tuesday ahead of talks with {M}.", PLANNED),
    Case("a meeting is planned", f"A meeting between {F} and {M} is planned for June.", PLANNED),
    Case("talks will take place", f"Talks between {F} and {M} will take place in Lisbon on Friday.", PLANNED),
    Case("announced", f"Lisbon announced that {F} and {M} would meet there on 3 June.", PLANNED),
    Case("hopes to", f"{F} hopes to meet {M} in Lisbon.", PROPOSED),
    Case("may meet", f"{F} may meet {M} in Lisbon.", PROPOSED),
    Case("could meet", f"{F} could meet {M} in Lisbon in June.", PROPOSED),
    Case("offered to", f"{F} offered to meet {M} in Lisbon.", PROPOSED),
    Case("is ready to", f"{F} said she was ready to meet {M}.", PROPOSED),
    Case("proposed a meeting", f"{F} proposed a meeting with {M} in Lisbon.", PROPOSED),
    Case("called for a summit", f"Portugal called for a summit between {F} and {M}.", PROPOSED),
    Case("possible meeting", f"Officials spoke of a possible meeting between {F} and {M}.", PROPOSED),
    Case("wants to", f"{F} wants to meet {M} in Lisbon.", PROPOSED),
    Case("if", f"If {F} meets {M} in Lisbon, trade will be discussed.", PROPOSED),
    Case("whether to meet", f"{F} has yet to decide whether to meet {M}.", PROPOSED),
    Case("postponed", f"{F} postponed a meeting with {M}.", POSTPONED),
    Case("put off", f"A meeting between {F} and {M} was put off until July.", POSTPONED),
    Case("pushed back", f"Talks between {F} and {M} have been pushed back to July.", POSTPONED),
    Case("delayed", f"The meeting of {F} and {M}, planned for Monday, was delayed.", POSTPONED),
    Case("cancelled", f"{F} cancelled a meeting with {M}.", CANCELLED),
    Case("called off", f"Talks between {F} and {M} were called off on Tuesday.", CANCELLED),
    Case("scrapped", f"{F} scrapped talks with {M} on Tuesday.", CANCELLED),
    Case("was to have", f"{F} was to have met {M} in Lisbon on Monday.", CANCELLED),
    Case("nobody had expected it", f"Nobody had expected that {F} would meet {M} in Lisbon.", HELD),
    Case("few had thought so", f"What few had thought was that {F} would receive {M} in Lisbon.", HELD),
    Case("was quick to", f"After the storm {F} was quick to ring {M}.", HELD),
    Case("sat down to plead with", f"{F}, whose king was travelling too, sat down in Lisbon, there to plead for peace with {M}.", HELD),
    Case("that somebody wants to hold", f"A meeting of {F} with {M} that Portugal wants to hold in Lisbon would be the first.", PROPOSED),
    Case("that somebody plans to hold", f"A meeting of {F} with {M} that Portugal plans to hold in Lisbon would be the first.", PLANNED),
    Case("foreseen and not held", f"A working session of {F} with {M}, foreseen for Tuesday, was not held because of a storm.", CANCELLED),
    Case("had been due", f"{F} had been due to meet {M} in Lisbon on Monday, but stayed at home.", CANCELLED),
    Case("fell through", f"A meeting between {F} and {M} fell through on Tuesday.", CANCELLED),
    Case("refused to meet", f"{F} refused to meet {M} in Lisbon.", DECLINED),
    Case("declined an invitation", f"{F} declined an invitation to meet {M} in Lisbon.", DECLINED),
    Case("turned down", f"{F} turned down a meeting with {M}.", DECLINED),
    Case("rejected an offer", f"{F} rejected an offer of talks with {M}.", DECLINED),
    Case("snubbed", f"{F} snubbed a request for a meeting by {M}.", DECLINED),
    Case("refused, in another place, to hold", f"{F} refused on the sidelines of the assembly in New York to hold a bilateral meeting with {M}.", DECLINED),
    Case("pulled out of", f"{F} pulled out of talks with {M} in Lisbon.", CANCELLED),
    Case("backed out of", f"{F} backed out of a planned meeting with {M} at the last minute.", CANCELLED),
    Case("walked out of", f"{F} walked out of a meeting with {M} in Lisbon.", HELD),
    Case("put on hold", f"A meeting between {F} and {M} in Lisbon was put on hold on Tuesday.", POSTPONED),
    Case("a planned one put on ice", f"A planned meeting between {F} and {M} has been put on ice.", POSTPONED),
    Case("suspended plans for", f"{F} has suspended plans to meet {M} in Lisbon.", POSTPONED),
    Case("met for one postponed before", f"{F} and {M} met in Lisbon on Monday for a meeting postponed from April.", HELD),
    Case("held one that had been postponed", f"{F} and {M} held a meeting in Lisbon on Monday that had been postponed in April.", HELD),
    Case("the postponed meeting took place", f"The postponed meeting between {F} and {M} took place in Lisbon on Monday.", HELD),
    Case("a long-sought meeting took place", f"The long-sought meeting between {F} and {M} took place in Lisbon on Monday.", HELD),
    Case("a long-planned meeting was held", f"The long-planned meeting between {F} and {M} was held in Lisbon on Monday.", HELD),
    Case("cancelled something else", f"{F} cancelled her news conference but still met {M} on Monday.", HELD),
    Case("could see a way after talks", f"{F} said she could see a way ahead after three hours of talks with {M} in Lisbon on Monday.", HELD),
    Case("proposed something after talks", f"{F} proposed a truce after talks with {M} in Lisbon on Monday.", HELD),
    Case("accepted a plan in talks", f"{F} accepted a peace plan for the islands on Monday in talks with {M} in Lisbon.", HELD),
    Case("is to tell her tonight", f"{F} left for Pretoria and is to present the plan to {M} tonight.", PLANNED),
    Case("goes on from there", f"{F} was in Madrid on Tuesday. From Madrid she flies to Lisbon for talks with {M}.", PLANNED),
    Case("goes on to", f"{F} ended her visit to Madrid on Tuesday and goes on to Lisbon for a meeting with {M}.", PLANNED),
    Case("a phone call on a day to come", f"{F} and {M} will hold a phone call on Friday to discuss trade.", PLANNED),
)  # fmt: skip
def test_status_of_a_meeting(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).status is case.expected


@cases(
    Case("visited", "Kenya's President Grace Wanjiku visited Jakarta on Monday.", HELD),
    Case("will visit", "Kenya's President Grace Wanjiku will visit Jakarta in June.", PLANNED),
    Case("goes in so many days", "Kenya's President Grace Wanjiku is going to Jakarta in eleven days.", PLANNED),
    Case("flies in so many weeks", "In two weeks Kenya's President Grace Wanjiku flies to Jakarta.", PLANNED),
    Case("went twice in so many weeks", "Kenya's President Grace Wanjiku has travelled to Jakarta twice in two weeks.", HELD),
    Case("invited", "Indonesia has invited Kenya's President Grace Wanjiku to Jakarta.", PROPOSED),
    Case("may travel", "Kenya's President Grace Wanjiku may travel to Jakarta in June.", PROPOSED),
    Case("put off a trip", "Kenya's President Grace Wanjiku put off a trip to Jakarta.", POSTPONED),
    Case("cancelled a visit", "Kenya's President Grace Wanjiku cancelled a visit to Jakarta.", CANCELLED),
    Case("called off her trip", "Kenya's President Grace Wanjiku called off her trip to Jakarta on Monday.", CANCELLED),
    Case("accepted an invitation", "Kenya's President Grace Wanjiku accepted an invitation to visit Jakarta in June.", PLANNED),
    Case("declined an invitation", "Kenya's President Grace Wanjiku declined an invitation to visit Jakarta.", DECLINED),
    Case("had been due to visit", "Kenya's President Grace Wanjiku had been due to visit Jakarta last week but stayed at home.", CANCELLED),
    Case("put a trip on hold", "Kenya's President Grace Wanjiku put her trip to Jakarta on hold.", POSTPONED),
    Case("then heads to", "Kenya's President Grace Wanjiku saw floods at home on Tuesday. Next she heads to Jakarta.", PLANNED),
)  # fmt: skip
def test_status_of_a_visit(case: Case) -> None:
    report = only(read(case.text))
    assert same_people(who(report), ("Grace Wanjiku",))
    assert report.status is case.expected


@cases(
    Case("pressed for something in their talks", f"{F} pressed for a date in her talks with {M}.", HELD),
    Case("working on", f"Officials are working on a meeting between {F} and {M}.", PROPOSED),
    Case("trying to arrange", f"Officials are trying to arrange a meeting between {F} and {M}.", PROPOSED),
    Case("under discussion", f"Talks between {F} and {M} are under discussion.", PROPOSED),
    Case("on the cards", f"A meeting between {F} and {M} is on the cards.", PROPOSED),
    Case("asked for", f"{F} has asked for a meeting with {M}.", PROPOSED),
    Case("did not rule out", f"{F} did not rule out a meeting with {M}.", PROPOSED),
    Case("agreed in principle", f"{F} and {M} have agreed in principle to meet.", PROPOSED),
    Case("whether, behind a semicolon", f"The king was there; whether {F} will meet {M} was not clear.", PROPOSED),
    Case("agreed to a meeting", f"{F} agreed to a meeting with {M}.", PLANNED),
    Case("has scheduled", f"{F} has a meeting scheduled with {M}.", PLANNED),
    Case("is being arranged", f"A meeting of {F} with {M} is being arranged.", PLANNED),
    Case("comes next", f"A conversation of {F} with {M} comes next.", PLANNED),
    Case("left for talks", f"{F} left on Tuesday for talks with {M} in Lisbon.", PLANNED),
    Case("did not go ahead", f"A planned meeting between {F} and {M} did not go ahead.", CANCELLED),
    Case("was off", f"{F} let it be known that her meeting with {M} was off.", CANCELLED),
    Case("called off before two others spoke", f"The visit was called off at short notice, after {F} and {M} spoke by telephone on Monday.", HELD),
    Case("cancelled nothing", f"{F} has cancelled nothing, and will receive {M} on Friday.", PLANNED),
    Case("would only say that", f"The palace would only say that {F} had spoken with {M} by telephone.", HELD),
    Case("arrived ahead of somebody and had talks", f"{F}, who arrived a day ahead of the king and had talks with {M} on Monday, did not go on.", HELD),
)  # fmt: skip
def test_status_by_the_verb_above_the_word_of_meeting(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).status is case.expected


@cases(
    Case("considering", "Kenya's President Grace Wanjiku is considering a trip to Jakarta.", PROPOSED),
    Case("invited, and accepted", "Indonesia invited Kenya's President Grace Wanjiku to pay a visit to Jakarta in June, and she accepted.", PLANNED),
    Case("being worked on", "A visit by Kenya's President Grace Wanjiku to Jakarta is being worked on.", PROPOSED),
    Case("no decision", "No decision has been made on a trip to Jakarta by Kenya's President Grace Wanjiku.", PROPOSED),
    Case("spoken of", "A visit by Kenya's President Grace Wanjiku to Jakarta is now spoken of.", PROPOSED),
    Case("agreed on", "A visit by Kenya's President Grace Wanjiku to Jakarta has been agreed on.", PLANNED),
    Case("originally scheduled", "A visit by Kenya's President Grace Wanjiku to Jakarta had originally been scheduled for March.", POSTPONED),
    Case("where she will", "Kenya's President Grace Wanjiku is in Jakarta today, where she will hold talks.", HELD),
)  # fmt: skip
def test_status_of_a_visit_by_the_verb_above_it(case: Case) -> None:
    assert {r.status for r in read(case.text).reports if same_people(who(r), ("Grace Wanjiku",))} == {case.expected}


@pytest.mark.parametrize(
    "text",
    [
        f"{F} has ruled out a meeting with {M}.",
        f"A meeting of {F} with {M} was not mentioned by either side.",
        f"No further meeting of {F} with {M} has been arranged.",
        f"A session of {F} with {M} was not held.",
        f"{F} will not come to Lisbon for talks with {M}, her office said.",
        f"{F} and {M} avoided sitting at the same table on Friday.",
        f"{F} avoided a meeting with {M} in Lisbon.",
        f'An official said there were "no plans" for {F} to meet {M}.',
        f"{F} smiled when asked whether she had met {M}.",
        f"{F} had no separate meeting with {M} in Lisbon on Monday.",
        f"{F} did not have a meeting with {M} in Lisbon on Monday.",
        f"{F} said she saw no need to meet {M}.",
    ],
)
def test_meeting_that_is_not_to_be_is_none(text: str) -> None:
    assert not read(text).reports


def test_who_declines_an_invitation_did_not_meet_the_host() -> None:
    records = read(f"{F} declined President Rui Duarte's invitation to the parade in Lisbon on Monday.")
    assert all(report.status is not HELD for report in records.reports), summary(records)


def test_a_withdrawn_invitation_calls_off() -> None:
    records = read("Peru has withdrawn its invitation to Kenya's President Grace Wanjiku to visit Lima in June.")
    assert {report.status for report in records.reports} == {CANCELLED}, summary(records)


def test_a_minister_named_may_is_no_modal() -> None:
    records = read(
        f"Britain's Prime Minister Theresa May chose Lisbon for her first trip, meeting {F} there.", "2016-07-20"
    )
    assert encounter(records, "Theresa May", PAIR[0]).status is HELD


def test_the_first_to_set_foot_somewhere_was_there() -> None:
    records = read(
        "Kenya's President Grace Wanjiku arrived in Jakarta on Sunday. Wanjiku, the first Kenyan leader to set foot in Indonesia "
        "since 1955, will meet students on Thursday."
    )
    assert {report.status for report in records.reports if report.kind.value == "visit"} == {HELD}, summary(records)


def test_postponed_visit_is_not_held() -> None:
    records = read(
        "Kenya's President Grace Wanjiku was to visit Jakarta on Monday. The visit was postponed, her office said."
    )
    assert only(records).status is POSTPONED


def test_headline_against_body_the_body_counts() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday.", title="Fernandes to meet Mbeko in Lisbon")
    assert only(records).status is HELD


def test_status_is_that_of_the_documents_own_time() -> None:
    text = f"{F} will meet {M} in Lisbon on 20 May."
    assert only(read(text, "2024-05-15")).status is PLANNED


@pytest.mark.xfail(strict=True, reason='"had planned to meet" is read as cancelled though they met')
def test_plan_then_meeting_in_one_text_is_held() -> None:
    records = read(f"{F} had planned for months to meet {M}. The two finally met in Lisbon on Tuesday.")
    assert encounter(records, *PAIR).status is HELD


def test_rescheduled_meeting_is_linked_to_the_cancelled_one() -> None:
    records = read(
        f"{F} was to have met {M} in Lisbon on 3 May. The meeting was called off because of a strike. "
        "The two ministers will now meet in Porto on 20 May."
    )
    old = [report for report in records.reports if report.status in {CANCELLED, POSTPONED}]
    new = [report for report in records.reports if report.status is PLANNED]
    assert (len(old), len(new)) == (1, 1), summary(records)
    assert new[0].reschedules == old[0].id


@pytest.mark.xfail(strict=True, reason="the visit that was put off gives no encounter of its own")
def test_postponed_visit_that_took_place_later_is_linked() -> None:
    records = read(
        "Kenya's President Grace Wanjiku arrived in Jakarta on Tuesday. The visit had been planned for February, but was "
        "postponed after floods."
    )
    held = [report for report in records.reports if report.status is HELD]
    old = [report for report in records.reports if report.status is POSTPONED]
    assert (len(held), len(old)) == (1, 1), summary(records)
    assert old[0].start == "2024-02"
    assert held[0].reschedules == old[0].id


def test_the_month_of_may_is_no_modal() -> None:
    report = only(
        read(
            "DOHA, May 15 - Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko."
        )
    )
    assert report.status is Status.HELD


def test_an_inverted_did_is_past() -> None:
    report = only(
        read(
            "Only then did Brazil's Foreign Minister Lúcia Fernandes join South Africa's Foreign Minister Thabo Mbeko."
        )
    )
    assert report.status is Status.HELD


@cases(
    Case("did not, after", f"{F} and {M} did not speak to reporters after their meeting on Monday.", Status.HELD),
    Case("could not, after", f"{F} and {M} could not hide their anger after a two-hour meeting on Monday.", Status.HELD),
    Case("agreed not to, after meeting", f"{F} and {M} agreed not to raise tariffs after meeting in Lisbon on Monday.", Status.HELD),
)  # fmt: skip
def test_what_was_not_done_after_a_meeting_denies_no_meeting(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.status, report.start) == (case.expected, "2024-05-13")


def test_the_last_meeting_two_have_had_is_held() -> None:
    records = read(f"{F} has not had a meeting with {M} since April 2023.")
    assert encounter(records, *PAIR).status is HELD


def test_no_meeting_after_all() -> None:
    records = read(f"{F} and {M} did not meet after the vote on Monday.")
    assert not records.reports, summary(records)


@cases(
    Case("talks", f"{F} and {M} agreed to set up a fund after talks in Lisbon on Monday.", None),
    Case("hours of talks", f"{F} and {M} agreed to set up a fund after two hours of talks in Lisbon on Monday.", None),
)
def test_talks_after_which_something_was_agreed_on_took_place(case: Case) -> None:
    report = encounter(read(case.text, "2024-05-14"), *PAIR)
    assert (report.status, report.start) == (HELD, "2024-05-13")


def test_the_day_of_a_call_is_not_that_of_the_trip_agreed_on_after_it() -> None:
    records = read(f"{F} agreed to visit Nairobi after a phone call with {M} on Monday.", "2024-05-14")
    assert encounter(records, *PAIR).start == "2024-05-13"
    assert encounter(records, PAIR[0]).status is PLANNED


@cases(
    Case("never materialised", "A meeting between Ecuador's President Juan Vela and Peruvian President Marta Quispe never materialised.", "cancelled"),
    Case("flew on to meet", "Ecuador's President Juan Vela left Bogota and flew to Lima to meet Peruvian President Marta Quispe.", "held"),
)  # fmt: skip
def test_what_came_of_a_meeting(case: Case) -> None:
    (found,) = (r for r in read(case.text).reports if r.kind.value == "meeting")
    assert found.status.value == case.expected
