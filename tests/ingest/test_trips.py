"""Trips are found where no verb of travel tells of them, with each of their stops."""

from __future__ import annotations

import pytest

from graph.model import Kind, Report, Status
from tests.ingest.helpers import read, summary, who

FERNANDES = "Lúcia Fernandes"
F = "Brazil's Foreign Minister Lúcia Fernandes"


def trips(text: str, published: str = "2024-05-15") -> list[Report]:
    """Return the visits a text tells of."""
    return [report for report in read(text, published).reports if report.kind is Kind.VISIT]


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        (f"{F} was in Riyadh in March.", "SAU", Status.HELD),
        (f"{F}, who was in Nairobi last week, praised the harbour.", "KEN", Status.HELD),
        (f"{F} will be in Canberra on Friday.", "AUS", Status.PLANNED),
        (f"{F} is expected in Kyiv next week.", "UKR", Status.PLANNED),
        (f"{F} is due in Cairo on Friday.", "EGY", Status.PLANNED),
        (f"For {FERNANDES}, Brazil's foreign minister, it is the first journey to Lisbon since the flood.", "PRT", Status.HELD),
        (f"{F} leaves on Friday for Jakarta.", "IDN", Status.PLANNED),
        (f"{F} leaves today for Jakarta.", "IDN", Status.PLANNED),
        (f"{F} has gone ahead to the Kenyan capital.", "KEN", Status.HELD),
        (f"{F} is in the Kenyan capital Nairobi this week.", "KEN", Status.HELD),
        (f"{F} plans to be in Moscow on Monday.", "RUS", Status.PLANNED),
    ],
    ids=[
        "was in", "who was in", "will be in", "expected in", "due in", "for her it is", "leaves on a day for", "leaves today for", "gone ahead",
        "in the capital", "plans to be in",
    ],
)  # fmt: skip
def test_a_stay_is_a_visit(text: str, country: str, status: Status) -> None:
    (visit,) = trips(text)
    assert (who(visit), visit.country, visit.status) == ((FERNANDES,), country, status)


@pytest.mark.parametrize(
    "text",
    [
        f"{F} was in Brasilia on Monday.",
        "Brazil's Ambassador Paulo Neves is in Nairobi.",
        "The painter Grace Wanjiku was in Lisbon in March.",
        "The European Commission's president, Ursula von der Leyen, was in Strasbourg on Monday.",
        "Trade was in Lisbon's interest.",
        f"{F} has not been to Nairobi.",
        f"{F} was not in Nairobi.",
    ],
    ids=[
        "at home",
        "posted there",
        "no official",
        "in a state of the union she serves",
        "no person",
        "has not been",
        "was not",
    ],
)
def test_who_is_at_home_or_posted_or_no_official_visits_nobody(text: str) -> None:
    assert trips(text) == []


def test_each_stop_of_a_tour_is_a_visit_and_the_day_is_that_of_the_first() -> None:
    visits = trips(f"{F} travels on Friday to Kenya, Uganda and Tanzania.")
    assert [(v.country, v.start) for v in visits] == [("KEN", "2024-05-17"), ("UGA", "2024-05"), ("TZA", "2024-05")]


def test_where_a_traveller_comes_from_is_no_list_of_stops() -> None:
    assert {visit.country for visit in trips(f"{F} flew in from Nairobi, Kampala and Dodoma.")} <= {"KEN"}


def test_a_tour_that_took_somebody_to_places_is_a_visit_to_each() -> None:
    visits = trips(f"{F} spoke of the tour that had taken her to Dakar and Luanda.")
    assert {visit.country for visit in visits} == {"SEN", "AGO"}
    assert {who(visit) for visit in visits} == {(FERNANDES,)}


def test_the_dateline_is_not_where_a_trip_goes() -> None:
    (visit,) = trips(f"BRASILIA, May 15 - {F} leaves on Friday for Japan.")
    assert (visit.country, visit.city) == ("JPN", None)


def test_a_visit_without_a_place_goes_where_the_report_is_from() -> None:
    records = read(f"DOHA, May 15 - {F} arrived on Tuesday for a visit of two days.")
    (visit,) = records.reports
    assert (visit.kind, visit.city, visit.country) == (Kind.VISIT, "Doha", "QAT"), summary(records)


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        (f"{F} is on a two-day visit to Egypt.", "EGY", Status.HELD),
        (f"{F}, on a visit to Pyongyang, thanked North Korea.", "PRK", Status.HELD),
        (f"{F}, who is on a working visit to Kyiv, thanked her hosts.", "UKR", Status.HELD),
        (f"{F} kicked off a three-day state visit to India on Friday.", "IND", Status.HELD),
        (f"{F} embarked on a three-day visit to Sri Lanka on Thursday.", "LKA", Status.HELD),
        (f"{F} reached Jakarta on Monday.", "IDN", Status.HELD),
        (f"{F} left Brasilia on Sunday for Seoul.", "KOR", Status.HELD),
        (f"{F} will proceed to Manila.", "PHL", Status.PLANNED),
        (f"{F} is considering a trip to Moscow.", "RUS", Status.PROPOSED),
        (f"{F}'s visit to Seoul is being arranged.", "KOR", Status.PLANNED),
        (f"{F} has accepted Macron's invitation to visit France.", "FRA", Status.PLANNED),
    ],
    ids=[
        "is on", "aside", "relative clause", "kicked off", "embarked", "reached", "left for", "proceeds", "considers", "is being arranged",
        "invitation accepted",
    ],
)  # fmt: skip
def test_who_is_on_a_trip_travels(text: str, country: str, status: Status) -> None:
    (visit,) = trips(text)
    assert (who(visit), visit.country, visit.status) == ((FERNANDES,), country, status)


def test_stops_told_with_a_tour_are_visits() -> None:
    visits = trips(f"{F} is touring the Pacific, with stops in Samoa and Fiji.")
    assert {(visit.country, who(visit)) for visit in visits} == {("WSM", (FERNANDES,)), ("FJI", (FERNANDES,))}


@pytest.mark.parametrize(
    "text",
    [
        f"US President Joe Biden will host {F} for a state visit in June.",
        f"US President Joe Biden welcomed {F} to the White House for a state visit on Monday.",
    ],
)
def test_a_guest_hosted_for_a_visit_travels_to_the_hosts_country(text: str) -> None:
    (visit,) = trips(text)
    assert (who(visit), visit.country) == ((FERNANDES,), "USA")


def test_whom_a_traveller_sees_on_a_tour_does_not_travel() -> None:
    visits = trips(
        f"{F}, currently on an African tour, held talks in Luanda with Angola's Foreign Minister Téte António."
    )
    assert {who(visit) for visit in visits} <= {(FERNANDES,)}


def test_two_of_one_state_who_travel_in_one_breath_make_one_visit() -> None:
    text = "US Secretary of State Antony Blinken and Defense Secretary Lloyd Austin flew to Manila on Monday."
    (visit,) = trips(text)
    assert who(visit) == ("Antony Blinken", "Lloyd Austin")


@pytest.mark.parametrize(
    "text",
    [
        "US Treasury Secretary Janet Yellen and Commerce Secretary Gina Raimondo are expected to visit China later this year.",
        "French Foreign Minister Catherine Colonna and German Foreign Minister Annalena Baerbock flew to Manila on Monday.",
    ],
    ids=["still ahead", "of two states"],
)
def test_visits_that_are_ahead_or_of_two_states_stay_apart(text: str) -> None:
    visits = trips(text, "2023-05-17")
    assert [len(visit.participants) for visit in visits] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        f"ATHENS, May 14 (Atlas) - {F} arrived here on Tuesday for talks with ministers.",
        "ATHENS, May 14 (Atlas) - Visiting Brazilian Foreign Minister Lúcia Fernandes said ties were improving.",
        "ATHENS, May 14 (Atlas) - Brazil's visiting foreign minister, Lúcia Fernandes, said ties were improving.",
        f"ATHENS, May 14 (Atlas) - {F} flew in on Monday for the opening.",
        f"{F} returned from Athens on Sunday.",
    ],
    ids=["arrived here", "visiting", "visiting with a possessor", "flew in", "returned from"],
)
def test_a_visit_to_where_the_report_is_from_or_somebody_comes_from(text: str) -> None:
    (visit,) = trips(text)
    assert (who(visit), visit.country, visit.status) == ((FERNANDES,), "GRC", Status.HELD)


def test_who_speaks_to_a_visiting_minister_does_not_travel() -> None:
    visits = trips(
        "China's Foreign Minister Wang Yi told visiting Brazilian Foreign Minister Lúcia Fernandes in Beijing that ties were good."
    )
    assert [(who(visit), visit.country) for visit in visits] == [((FERNANDES,), "CHN")]


def test_a_visit_that_is_possible_is_proposed() -> None:
    (visit,) = trips(f"{F} said a visit to Athens was possible.")
    assert (visit.country, visit.status) == ("GRC", Status.PROPOSED)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("over the weekend", [("2024-05-11", "2024-05-12")] * 2),
        ("between May 3 and 10", [("2024-05", "2024-05")] * 2),
        ("on Monday", [("2024-05-13", "2024-05-13"), ("2024-05", "2024-05")]),
    ],
    ids=["two days for both stops", "days of the whole trip", "day of the first stop"],
)
def test_days_of_a_trip_with_two_stops(told: str, days: list[tuple[str, str]]) -> None:
    assert [(visit.start, visit.end) for visit in trips(f"{F} was in Helsinki and Stockholm {told}.")] == days


@pytest.mark.parametrize(
    ("told", "second"),
    [
        (
            "will leave for Peru on Friday at the invitation of her colleague and will also pay a visit to Ecuador",
            "2024-05",
        ),
        ("will fly to Peru on Friday and go on to Ecuador the same evening", "2024-05-17"),
        ("is in Lima on Friday for a fair and will travel to Ecuador in the evening", "2024-05-17"),
    ],
    ids=["also", "the same evening", "in the evening"],
)
def test_the_day_of_one_visit_is_no_other_ones_unless_the_evening_is_told(told: str, second: str) -> None:
    starts = {visit.country: visit.start for visit in trips(f"{F} {told}.")}
    assert starts == {"PER": "2024-05-17", "ECU": second}


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("on the second day of a three-day visit to Peru", ("2024-05-13", "2024-05-15")),
        ("the last day of her four-day visit to Peru", ("2024-05-11", "2024-05-14")),
        ("on the second day of an official visit to Peru", ("2024-05-13", "2024-05-14")),
    ],
    ids=["second of three", "last of four", "second of some"],
)
def test_a_visit_whose_second_or_last_day_is_told_began_before(told: str, days: tuple[str, str]) -> None:
    (visit,) = trips(f"{F} met Peruvian President Dina Boluarte on Tuesday, {told}.")
    assert (visit.start, visit.end) == days


def test_whom_a_traveller_met_where_she_comes_from_was_not_met_on_the_day_of_arrival() -> None:
    text = f"{F} arrived in Lima on Monday from Quito, where she had held consultations with Ecuadorian President Daniel Noboa."
    starts = {(report.kind, report.country): report.start for report in read(text).reports}
    assert starts[Kind.VISIT, "PER"] == "2024-05-13"
    assert starts[Kind.MEETING, "ECU"] == "2024-05"


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("will visit Ecuador on Friday. In Quito she is to meet Ecuadorian President Daniel Noboa.", "2024-05-17"),
        ("will visit Ecuador next week. In Quito she is to meet Ecuadorian President Daniel Noboa.", "2024-05"),
        (
            "will visit Peru on Friday and Ecuador later. In Quito she is to meet Ecuadorian President Daniel Noboa.",
            "2024-05",
        ),
    ],
    ids=["day of the trip", "week of the trip", "day of another trip"],
)
def test_who_is_to_be_met_where_a_trip_goes_is_met_on_its_day(told: str, start: str) -> None:
    (meeting,) = (report for report in read(f"{F} {told}").reports if report.kind is Kind.MEETING)
    assert meeting.start == start


def test_visiting_ministers_are_where_their_hosts_are_at_home() -> None:
    told = f"Kenyan President John Mbeko praised him after a meeting with visiting Chilean President Pedro Rojas. Rojas met {F} too."
    (visit,) = trips(told)
    assert (visit.status, who(visit), visit.country) == (Status.HELD, ("Pedro Rojas",), "KEN")


@pytest.mark.parametrize("behind", ["in the country on Monday", "in the Kenyan capital on Monday", "here on Monday"])
def test_who_arrives_in_the_country_came_to_where_the_report_is_written(behind: str) -> None:
    (visit,) = trips(
        f"NAIROBI, May 15 (Reuters) - {F} arrived {behind} for talks. She had asked Uganda and Rwanda to help."
    )
    assert (visit.country, visit.start) == ("KEN", "2024-05-13")


def test_since_somebodys_election_is_no_day_of_a_trip() -> None:
    (visit,) = trips(f"{F} was in Lisbon on Monday, on her first trip to Portugal since her election in April.")
    assert visit.start == "2024-05-13"
    (trip,) = trips(f"{F} made her first trip to Portugal since her election in April.")
    assert not str(trip.start).startswith("2024-04")


def test_who_returns_where_the_other_is_at_home_is_the_other() -> None:
    told = "Kenyan President John Mbeko met Chilean President Pedro Rojas in Santiago on Monday. Rojas praised Mbeko. He returns to Nairobi on Friday."
    assert not trips(told)
    (visit,) = trips("Kenyan President John Mbeko met reporters in Lima. He returns to Santiago on Friday.")
    assert (who(visit), visit.country) == (("John Mbeko",), "CHL")


def test_where_somebody_was_on_a_day_may_stand_in_an_aside() -> None:
    records = read("US Vice President Joan Lee, in Tbilisi last Thursday, promised Georgia a billion dollars.")
    (visit,) = (report for report in records.reports if report.kind is Kind.VISIT)
    assert (who(visit), visit.city, visit.start) == (("Joan Lee",), "Tbilisi", "2024-05-09")


def test_who_flew_in_on_a_day_came_to_where_the_report_is_from() -> None:
    records = read("LISBON - Brazil's President Rui Duarte, who flew in on Monday, praised the wines of Porto.")
    (visit,) = (report for report in records.reports if report.kind is Kind.VISIT)
    assert (visit.city, visit.start) == ("Lisbon", "2024-05-13")


def test_who_only_speaks_of_a_trip_is_no_traveller() -> None:
    records = read(
        "Kenyan Foreign Minister Peter Kamau said the trip by President Grace Njeri to Havana would go ahead."
    )
    assert {(who(r), r.status) for r in records.reports} == {(("Grace Njeri",), Status.PLANNED)}


def test_who_speaks_of_a_trip_of_his_own_is_the_traveller() -> None:
    records = read("Kenyan Foreign Minister Peter Kamau said his visit to Havana would last two days.")
    assert {(who(r), r.status) for r in records.reports} == {(("Peter Kamau",), Status.PLANNED)}


@pytest.mark.parametrize("purpose", ["for consultations", "to attend a funeral"])
def test_where_somebody_was_for_something_may_stand_in_an_aside(purpose: str) -> None:
    (visit,) = trips(f"{F}, in Cairo {purpose}, met Egypt's Foreign Minister Sameh Shoukry on Monday.")
    assert (who(visit), visit.city, visit.status) == ((FERNANDES,), "Cairo", Status.HELD)


def test_who_is_at_home_for_something_visits_nobody() -> None:
    assert not trips(f"{F}, in Brasilia for a debate, met Egypt's Foreign Minister Sameh Shoukry on Monday.")


@pytest.mark.parametrize(
    "told",
    ["who had come on Sunday", "who landed on Sunday", "who arrived the night before"],
    ids=["come", "land", "night"],
)
def test_who_had_come_on_a_day_came_to_where_the_report_is_from(told: str) -> None:
    (visit,) = trips(f"CAIRO, May 14 - {F}, {told}, met Egypt's Foreign Minister Sameh Shoukry on Tuesday.")
    assert (who(visit), visit.city) == ((FERNANDES,), "Cairo")


def test_what_came_on_a_day_is_no_traveller() -> None:
    assert not trips(f"CAIRO, May 14 - The offer by {F} came on Tuesday. For her the answer had come a day earlier.")


def test_who_leaves_later_in_the_day_is_yet_to_go() -> None:
    (visit,) = trips(f"CAIRO, May 14 - {F} leaves for Doha later in the day.", "2024-05-14")
    assert (visit.country, visit.status) == ("QAT", Status.PLANNED)


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        (f"{F} will lead a trade mission to Kenya in June.", "KEN", Status.PLANNED),
        ("Kenyan President Uhuru Kenyatta extended an invitation to President Tran Dai Quang and to reporters.", None, None),
        (f"Kenyan President William Ruto extended an invitation to {F} to visit Kenya.", "KEN", Status.PROPOSED),
        (f"Kenyan President William Ruto renewed an invitation to {F} to come to Kenya in October.", "KEN", Status.PROPOSED),
        (f"{F} led the applause to Beethoven.", None, None),
    ],
    ids=["leads a mission", "asked to no place", "invitation to visit", "invitation to come", "leads no mission"],
)  # fmt: skip
def test_a_mission_and_an_invitation_tell_of_a_visit(text: str, country: str | None, status: Status | None) -> None:
    found = [(who(each), each.country, each.status) for each in trips(text)]
    assert found == ([((FERNANDES,), country, status)] if country is not None else [])


def test_those_invited_in_one_breath_are_on_one_visit() -> None:
    text = (
        "HANOI, May 14 - Kenyan President Uhuru Kenyatta held talks with Vietnamese President Tran Dai Quang in Hanoi on Monday. The "
        "Kenyan leader extended an invitation to President Quang and Prime Minister Nguyen Xuan Phuc to visit Kenya."
    )
    found = [(who(each), each.status) for each in trips(text, "2018-05-14") if each.country == "KEN"]
    assert found == [(("Nguyen Xuan Phuc", "Tran Dai Quang"), Status.PROPOSED)]


def test_who_is_home_after_a_trip_visits_nobody_there() -> None:
    text = "ROME, May 14 - Kenyan President Uhuru Kenyatta is back in Nairobi after his first foreign trip."
    assert not trips(text, "2018-05-14")


RUTO = "Kenyan President William Ruto"


@pytest.mark.parametrize(
    ("text", "country", "status"),
    [
        (f"President Luiz Inácio Lula da Silva sent {F} to Nairobi on Monday.", "KEN", Status.HELD),
        (f"President Luiz Inácio Lula da Silva will send {F} to Nairobi.", "KEN", Status.PLANNED),
        (f"{F} was sent to Nairobi on Monday to explain the move.", "KEN", Status.HELD),
        (f"President Luiz Inácio Lula da Silva sent {F} a letter from Nairobi.", None, None),
        (f"Voters sent {F} to Brasília in 2022.", None, None),
    ],
    ids=["sent", "will send", "was sent", "sent a letter", "sent home"],
)  # fmt: skip
def test_who_is_sent_to_another_state_visits_it(text: str, country: str | None, status: Status | None) -> None:
    found = [(who(each), each.country, each.status) for each in trips(text)]
    assert found == ([((FERNANDES,), country, status)] if country is not None else [])


@pytest.mark.parametrize(
    ("told", "start"),
    [("was there in October 2023", "2023-10"), ("had last been there in October", "2023-10"), ("is due there on Friday", "2024-05-17")],
)  # fmt: skip
def test_there_is_the_place_told_of_before(told: str, start: str) -> None:
    found = trips(f"{RUTO} flew to Lusaka on Monday. {F} {told}.")
    assert [(each.country, each.start) for each in found if who(each) == (FERNANDES,)] == [("ZMB", start)]


@pytest.mark.parametrize("told", ["was not there on Monday", "said there was no meeting on Monday"])
def test_who_was_not_there_did_not_visit(told: str) -> None:
    assert all(who(each) != (FERNANDES,) for each in trips(f"{RUTO} flew to Lusaka on Monday. {F} {told}."))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (f"{F} is expected in the country next month.", Status.PLANNED),
        (f"{F} was the first Brazilian minister to come here.", Status.HELD),
        (f"{F} left for Doha on Tuesday after a stopover of two hours.", Status.HELD),
        (f"{F} met Zambian President Hakainde Hichilema on Tuesday in her first visit since 2019.", Status.HELD),
        (
            f"Zambian President Hakainde Hichilema met {F}, who began a three-day working visit the same day.",
            Status.HELD,
        ),
    ],
    ids=["in the country", "come here", "left after a stopover", "in her first visit", "began a visit"],
)
def test_a_trip_without_place_leads_to_where_the_report_is_from(told: str, status: Status) -> None:
    found = [(who(each), each.status) for each in trips(f"LUSAKA, May 15 - {told}") if each.country == "ZMB"]
    assert found == [((FERNANDES,), status)]


def test_who_leaves_after_a_meeting_made_no_trip_to_where_they_are_at_home() -> None:
    told = f"Zambian President Hakainde Hichilema left for Doha on Tuesday after a meeting with {F}."
    assert not [each for each in trips(f"LUSAKA, May 15 - {told}") if each.country == "ZMB"]


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("will travel to Lusaka on May 20 and, on May 22, to Nairobi", [("KEN", "2024-05-22"), ("ZMB", "2024-05-20")]),
        ("flies to Lusaka on Friday, to Nairobi on Saturday", [("KEN", "2024-05-18"), ("ZMB", "2024-05-17")]),
    ],
    ids=["day before the second stop", "day behind each"],
)
def test_a_day_may_stand_before_its_stop(told: str, days: list[tuple[str, str]]) -> None:
    assert sorted((str(each.country), str(each.start)) for each in trips(f"{F} {told}.")) == days


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("has accepted an invitation to attend Norway's national day in May 2025", "NOR"),
        ("has accepted an invitation to address parliament in Oslo in June", "NOR"),
        ("has not accepted an invitation to attend Norway's national day in May 2025", None),
        ("has accepted an invitation to attend the summit in Oslo in June", None),
    ],
    ids=["a state's day", "to speak", "not accepted", "a summit"],
)
def test_who_accepts_to_attend_what_is_on_in_a_state_is_to_visit_it(told: str, country: str | None) -> None:
    found = [(each.country, each.status) for each in trips(f"{F} {told}.")]
    assert found == ([(country, Status.PLANNED)] if country is not None else [])


def test_a_visit_is_returned_to_the_state_of_who_came() -> None:
    found = trips(
        f"NAIROBI - {F} flew to Nairobi on Monday and met Kenyan President Joan Kamau. Kamau will return the visit on Friday."
    )
    assert [(who(v), v.country, v.status, v.start) for v in found if who(v) == ("Joan Kamau",)] == [
        (("Joan Kamau",), "BRA", Status.PLANNED, "2024-05-17")
    ]


def test_a_stop_told_of_as_dropped_is_of_the_traveller_told_of_before() -> None:
    found = trips(f"{F} goes to Nairobi on Friday. A stop in Lisbon planned for May 20 was dropped.")
    assert [(who(v), v.city, v.start) for v in found if v.status is Status.CANCELLED] == [
        ((FERNANDES,), "Lisbon", "2024-05-20")
    ]


def test_a_stop_told_of_as_likely_was_not_dropped() -> None:
    found = trips(f"{F} goes to Nairobi on Friday. A stop in Lisbon was added.")
    assert all(v.status is not Status.CANCELLED for v in found)


def test_who_is_invited_to_the_summit_of_a_club_is_invited_to_no_visit() -> None:
    records = read(
        f"{F} received Kenyan President Joan Kamau and invited her to the G20 in Rio de Janeiro in November."
    )
    found = [(r.kind, r.status, who(r), r.city) for r in records.reports if r.status is not Status.HELD]
    assert found == [(Kind.CONFERENCE, Status.PROPOSED, ("Joan Kamau",), "Rio de Janeiro")], summary(records)


def test_who_says_that_others_invited_somebody_is_to_meet_nobody() -> None:
    records = read(
        f"Kenya has invited President Juan Vela of Ecuador to the G20 summit in Nairobi in November, {F} said."
    )
    assert all(r.kind is Kind.CONFERENCE for r in records.reports if FERNANDES in who(r)), summary(records)
