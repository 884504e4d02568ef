"""Encounters are found whatever verb, noun or form tells of them, with the people who were there."""

from __future__ import annotations

import pytest

from graph.model import Kind, Status
from tests.ingest.helpers import Case, cases, encounter, only, read, same_people, summary, who

FERNANDES, MBEKO = "Lúcia Fernandes", "Thabo Mbeko"
PAIR = (FERNANDES, MBEKO)
F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"


def one(name: str, text: str, kind: Kind = Kind.MEETING, people: tuple[str, ...] = PAIR, fails: str = "") -> Case:
    """Return a case of a single encounter."""
    return Case(name, text, (kind, people), fails=fails)


@cases(
    one("met", f"{F} met {M} in Lisbon on Tuesday."),
    one("met with", f"{F} met with {M} on Tuesday."),
    one("received", f"{F} received {M} at the Itamaraty Palace on Monday."),
    one("hosted", f"{F} hosted {M} in Brasilia on Monday."),
    one("welcomed", f"{F} welcomed {M} to Brasilia on Monday."),
    one("held talks", f"{F} held talks with {M} on Tuesday."),
    one("had an audience", f"{M} had an audience with Brazil's President Otávio Reis on Tuesday.", people=("Otávio Reis", MBEKO)),
    one("was granted an audience", f"{M} was granted an audience by King Rashid of Jordan on Tuesday.", people=("Rashid", MBEKO)),
    one("was joined by", f"{F} was joined by {M} at the talks in Lisbon on Tuesday."),
    one("co-chaired", f"{F} co-chaired the joint commission with {M} on Tuesday."),
    one("sat down with", f"{F} sat down with {M} on Tuesday."),
    one("exchanged views", f"{F} exchanged views with {M} on trade on Tuesday."),
    one("held consultations", f"{F} held consultations with {M} on Tuesday."),
    one("conferred", f"{F} conferred with {M} in Lisbon."),
    one("tete-a-tete", f"{F} had a tête-à-tête with {M} on Tuesday."),
    one("working lunch", f"{F} and {M} had a working lunch in Lisbon on Tuesday."),
    one("dined", f"{F} dined with {M} on Tuesday."),
    one("broke bread", f"{F} and {M} broke bread together in Lisbon on Tuesday."),
    one("summit", "Brazil's President Otávio Reis and Kenya's President Grace Wanjiku held a summit in Nairobi on Tuesday.", people=("Otávio Reis", "Grace Wanjiku")),
    one("face to face", f"{F} and {M} came face to face in Lisbon on Tuesday."),
    one("huddled", f"{F} huddled with {M} for an hour on Tuesday."),
    one("paid a courtesy call", f"{M} paid a courtesy call on Brazil's President Otávio Reis on Tuesday.", people=("Otávio Reis", MBEKO)),
    one("called on", f"{M} called on Brazil's President Otávio Reis in Brasilia on Tuesday.", people=("Otávio Reis", MBEKO)),
    one("on the sidelines", f"{F} met {M} on the sidelines of the Munich Security Conference on Saturday."),
    one("in the margins", f"In the margins of the G20, {F} spoke with {M} on Saturday."),
    one("had so long with", f"{F} had an hour and a half with {M} in Lisbon."),
    one("gave so long", f"{F} gave {M} forty minutes on Tuesday."),
    one("sat together with", f"{F} sat together with {M} for three hours on Tuesday."),
    one("drank a coffee with", f"{F} drank a coffee with {M} in Lisbon."),
    one("was the guest of", f"{F} was the guest of {M} in Pretoria on Tuesday."),
    one("negotiated with", f"{F} negotiated with {M} through the night in Lisbon."),
)  # fmt: skip
def test_verbs_and_nouns_of_meeting(case: Case) -> None:
    kind, people = case.expected
    report = encounter(read(case.text), *people)
    assert report.kind is kind


@cases(
    one("spoke by phone", f"{F} spoke by phone with {M} on Tuesday."),
    one("telephoned", f"{F} telephoned {M} on Tuesday."),
    one("phoned", f"{F} phoned {M} on Tuesday to discuss trade."),
    one("rang", f"{F} rang {M} late on Tuesday."),
    one("took a call from", f"{F} took a call from {M} on Tuesday."),
    one("received a phone call", f"{F} received a phone call from {M} on Tuesday."),
    one("had a telephone conversation", f"{F} had a telephone conversation with {M} on Tuesday."),
    one("call between", f"In a call between {F} and {M} on Tuesday, trade was discussed."),
    one("video conference", f"{F} and {M} talked by video conference on Tuesday."),
    one("on the phone", f"{F} and {M} talked on the phone on Tuesday."),
)
def test_calls(case: Case) -> None:
    _, people = case.expected
    assert encounter(read(case.text), *people).kind is Kind.CALL


@cases(
    one("passive received", f"{M} was received by {F} in Brasilia on Monday."),
    one("passive welcomed", f"{M} was welcomed by {F} in Brasilia on Monday."),
    one("passive hosted", f"{M} was hosted by {F} on Monday."),
    one("talks between", f"Talks between {F} and {M} lasted all Tuesday."),
    one("talks were held", f"Talks were held on Tuesday between {F} and {M}."),
    one("a meeting took place", f"A meeting between {F} and {M} took place in Lisbon on Tuesday."),
    one("meeting with, possessive", f"{M} left Lisbon after his meeting with {F} on Tuesday."),
    one("meeting of", f"The meeting of {F} and {M} in Lisbon ended on Tuesday."),
    one("participle", f"Meeting {M} in Lisbon on Tuesday, {F} spoke of trade."),
    one("relative clause", f"{F}, who met {M} in Lisbon on Tuesday, spoke of trade."),
    one("after meeting", f"{F} flew home on Tuesday after meeting {M} in Lisbon."),
    one("headline present", f"{F} meets {M} in Lisbon"),
    one("coordinated subjects", f"{F} and {M} met in Lisbon on Tuesday."),
    one("split participants", f"{F} was in Lisbon on Tuesday. There she met {M}."),
    one("counterpart by office", f"{F} met her South African counterpart, Thabo Mbeko, on Tuesday."),
    one("counterpart before name", f"{F} and her South African counterpart Thabo Mbeko met on Tuesday."),
)
def test_nominal_passive_and_coordinated_forms(case: Case) -> None:
    _, people = case.expected
    encounter(read(case.text), *people)


def test_relative_clause_of_the_one_met() -> None:
    records = read(f"{M}, whom {F} was to have met in Lisbon, stayed at home.")
    assert encounter(records, *PAIR).status is Status.CANCELLED


@cases(
    Case("had a plan with", f"{F} had ten minutes of patience left, with elections near.", None),
    Case("gave a speech", f"{F} gave a speech of forty minutes on Tuesday.", None),
    Case("guest of honour", f"{F} was guest of honour at a concert on Tuesday.", None),
)
def test_words_of_time_and_guests_without_anybody_met(case: Case) -> None:
    assert not [r for r in read(case.text).reports if r.kind is Kind.MEETING], summary(read(case.text))


def test_visit_of_one_to_a_country_is_a_visit() -> None:
    report = only(read("Kenya's Foreign Minister Grace Wanjiku's visit to Jakarta ended on Tuesday."))
    assert (report.kind, report.city, report.country) == (Kind.VISIT, "Jakarta", "IDN")
    assert same_people(who(report), ("Grace Wanjiku",))
    assert report.parties == ("IDN", "KEN")


def test_visit_by_verb_of_travel() -> None:
    report = only(read("Kenya's Foreign Minister Grace Wanjiku flew to Jakarta on Tuesday."))
    assert (report.kind, report.country, report.start) == (Kind.VISIT, "IDN", "2024-05-14")


@cases(
    Case("had been to", f"{F} had been to Pretoria in April.", ("2024-04", "ZAF")),
    Case("spent a day in", f"{F} spent a day in Pretoria on Monday.", ("2024-05-13", "ZAF")),
    Case("turned up in", f"{F} turned up in Pretoria on Monday.", ("2024-05-13", "ZAF")),
)
def test_stays_are_visits(case: Case) -> None:
    report = only(read(case.text))
    assert (report.kind, report.start, report.country) == (Kind.VISIT, *case.expected)


def test_stops_of_a_journey_have_their_own_days() -> None:
    records = read(f"{F} flew to Pretoria on Monday and to Nairobi the next day.")
    assert {(r.country, r.start) for r in records.reports} == {("ZAF", "2024-05-13"), ("KEN", "2024-05-14")}, summary(
        records
    )


def test_visit_and_the_meeting_during_it_are_two_encounters() -> None:
    records = read(
        "Kenya's Foreign Minister Grace Wanjiku visited Jakarta on Tuesday. "
        "She met Indonesian Foreign Minister Adi Santosa there."
    )
    assert {report.kind for report in records.reports} == {Kind.VISIT, Kind.MEETING}
    assert encounter(records, "Grace Wanjiku", "Adi Santosa").city == "Jakarta"


def test_trilateral_is_one_encounter_of_three() -> None:
    records = read(
        "Kenya's President Grace Wanjiku, Uganda's President Moses Okello and Tanzania's President Asha Mwinyi "
        "met in Arusha on Tuesday."
    )
    assert same_people(who(only(records)), ("Grace Wanjiku", "Moses Okello", "Asha Mwinyi"))


def test_trilateral_by_offices_alone_has_its_parties() -> None:
    records = read("The foreign ministers of Peru, Chile and Bolivia held trilateral talks in Arica on Tuesday.")
    (report,) = (each for each in records.reports if each.kind is Kind.MEETING)
    assert report.parties == ("BOL", "CHL", "PER")


def test_states_alone_are_parties() -> None:
    report = only(read("Armenia and Azerbaijan held talks in Almaty on Friday."))
    assert (report.parties, report.city) == (("ARM", "AZE"), "Almaty")


def test_one_sentence_with_several_encounters() -> None:
    records = read(f"{F} met {M} on Monday and spoke by phone with Kenyan Foreign Minister Grace Wanjiku on Tuesday.")
    assert encounter(records, *PAIR).start == "2024-05-13"
    call = encounter(records, FERNANDES, "Grace Wanjiku")
    assert (call.kind, call.start) == (Kind.CALL, "2024-05-14")


def test_separate_meetings_are_one_each() -> None:
    records = read(f"{F} held separate meetings with {M} and Kenyan Foreign Minister Grace Wanjiku on Tuesday.")
    encounter(records, *PAIR)
    encounter(records, FERNANDES, "Grace Wanjiku")
    assert len(records.reports) == 2, summary(records)


@pytest.mark.parametrize(
    "text",
    [
        f"{F} met Kenya's President Grace Wanjiku and Kenya's Trade Minister Peter Otieno on Tuesday.",
        f"On Tuesday {F} was received by Kenya's President Grace Wanjiku and Kenya's Trade Minister Peter Otieno.",
    ],
)
def test_a_visitor_who_met_several_of_one_state_met_one_after_the_other(text: str) -> None:
    records = read(text)
    encounter(records, FERNANDES, "Grace Wanjiku")
    encounter(records, FERNANDES, "Peter Otieno")


def test_who_met_several_together_met_them_at_once() -> None:
    records = read(f"{F} met Kenya's President Grace Wanjiku together with Trade Minister Peter Otieno on Tuesday.")
    encounter(records, FERNANDES, "Grace Wanjiku", "Peter Otieno")


@pytest.mark.parametrize(
    "text",
    [
        f"{F} flew to Lima on Monday for a meeting on cocoa with {M} and Peru's Foreign Minister Rosa Paredes.",
        f"{F} met {M} and his trade minister, Rosa Paredes, in Lima on Monday.",
    ],
    ids=["a meeting with two", "one of two brings his minister"],
)
def test_one_sitting_with_two_is_one_meeting(text: str) -> None:
    encounter(read(text), *PAIR, "Rosa Paredes")


def test_two_who_telephoned_one_made_a_call_each() -> None:
    records = read(f"Both {F} and {M} telephoned Kenya's President Grace Wanjiku on Tuesday.")
    assert encounter(records, FERNANDES, "Grace Wanjiku").kind is Kind.CALL
    assert encounter(records, MBEKO, "Grace Wanjiku").kind is Kind.CALL


def test_a_call_to_somebody_is_by_who_was_spoken_of() -> None:
    records = read(f"{F} spoke to reporters on Tuesday. A call to Kenya's President Grace Wanjiku had to be put off.")
    report = encounter(records, FERNANDES, "Grace Wanjiku")
    assert (report.kind, report.status) == (Kind.CALL, Status.POSTPONED)


@pytest.mark.parametrize("verb", ["discussed the dam", "raised tariffs", "reviewed the treaty", "argued for hours"])
def test_what_is_discussed_with_somebody_is_a_meeting(verb: str) -> None:
    encounter(read(f"{F} {verb} with {M} in Lisbon on Tuesday."), *PAIR)


def test_an_earlier_meeting_of_the_same_two_is_told_by_its_own_day() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. (Photo caption: September 15, 2022: Fernandes and Mbeko talk in Nairobi, Kenya, where the fair was held.)"
    )
    assert {report.start for report in records.reports} == {"2024-05-14", "2022-09-15"}, summary(records)


def test_attendee_list_over_several_sentences_is_of_one_meeting() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. Also present were Brazil's Ambassador Paulo Neves and South Africa's "
        "Trade Minister Naledi Dube. The talks lasted two hours."
    )
    report = only(records)
    assert same_people(who(report), (*PAIR, "Paulo Neves", "Naledi Dube"))
    assert report.duration_minutes == 120


def test_delegations_led_by_ministers() -> None:
    report = only(
        read(
            "Delegations led by Egyptian Water Minister Karim Sobhy and Sudanese Water Minister Amna Idris held talks in Cairo on Sunday."
        )
    )
    assert same_people(who(report), ("Karim Sobhy", "Amna Idris"))


def test_meeting_told_over_many_sentences_stays_one() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. The two ministers discussed trade. She also raised the price of visas. "
        "For his part, Mbeko spoke of investment. Fernandes told him that tariffs would fall. He thanked her for that. "
        "During the meeting they also touched on climate. Mbeko praised the talks. "
        "Fernandes called the discussion useful. The meeting lasted 90 minutes. Both said they were content."
    )
    report = only(records)
    assert report.duration_minutes == 90
    assert {"trade", "visas"} <= set(report.topics)


def test_two_meetings_of_the_same_people_on_two_days_are_two() -> None:
    records = read(f"{F} met {M} in Lisbon on Sunday. The two ministers met again on Monday in Porto.")
    assert [report.start for report in records.reports] == ["2024-05-12", "2024-05-13"], summary(records)


def test_dinner_told_separately_is_an_encounter_of_its_own() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. In the evening Fernandes hosted a dinner for Mbeko.")
    assert len(records.reports) == 2, summary(records)


def test_conference_attended_is_a_conference() -> None:
    records = read("Kenya's President Grace Wanjiku attended the G20 summit in New Delhi on Saturday.")
    assert only(records).kind is Kind.CONFERENCE


def test_group_after_names_is_those_people() -> None:
    records = read(f"{F} arrived in Lisbon on Tuesday, a day after {M}. The two ministers met in the evening.")
    encounter(records, *PAIR)


def test_participants_of_one_plural_office_stand_in_the_order_of_the_text() -> None:
    # Their office is one phrase, so only the names tell the order; it must not change from one run to the next.
    named = ("Thabo Mbeko", "Lúcia Fernandes", "Grace Wanjiku", "Ana Tavares")
    report = only(
        read(
            "In the palace the foreign ministers Thabo Mbeko, of South Africa, Lúcia Fernandes, of Brazil, Grace Wanjiku, "
            "of Kenya, and Ana Tavares, of Portugal, put their names to the treaty on Tuesday."
        )
    )
    assert tuple(participant.name for participant in report.participants) == named


def test_the_day_of_a_dateline_is_not_that_of_what_is_told_behind_it() -> None:
    (call,) = read(
        "OSLO, May 15 (Atlas) -- Norwegian Foreign Minister Espen Barth Eide spoke by telephone with Indian Foreign Minister S. "
        "Jaishankar late Tuesday and agreed to push for a ceasefire, the ministry said Wednesday."
    ).reports
    assert call.start == "2024-05-14"
