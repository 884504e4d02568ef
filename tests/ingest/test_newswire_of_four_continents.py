"""What newswire of four continents writes: given names alone, calls told by the way, stops flown in from, plans that fall with a trip."""

from __future__ import annotations

from ingest.annotations import annotations_of
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import Case, cases, document, read, who

Standing = tuple[str, str, tuple[str, ...]]


def told(case: Case) -> set[Standing]:
    """Return kind, status and people of all that a text tells of, visits left out."""
    reports = read(case.text, case.published).reports
    return {(r.kind.value, r.status.value, who(r)) for r in reports if r.kind.value != "visit"}


def visits(case: Case) -> set[tuple[str, str, str | None]]:
    """Return status, traveller and city or country of the visits of a text."""
    reports = [r for r in read(case.text, case.published).reports if r.kind.value == "visit"]
    return {(r.status.value, who(r)[0], r.city) for r in reports}


_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"


@cases(
    Case(
        "somebody named in full, then by the given name",
        "Peruvian Foreign Minister Maritza Quispe arrived in Quito on Friday. Maritza met Ecuador's President Juan Vela.",
        {("meeting", "held", ("Juan Vela", "Maritza Quispe"))},
    ),
    Case(
        "two of that given name, of whom neither is meant for sure",
        "Ecuador's President Juan Vela met Chilean President Juan Rojas in Lima on Friday. Juan met reporters.",
        {("meeting", "held", ("Juan Rojas", "Juan Vela"))},
    ),
)
def test_a_given_name_alone_is_the_one_person_who_bears_it(case: Case) -> None:
    assert told(case) == case.expected


def test_a_given_name_inside_the_name_of_a_city_names_nobody() -> None:
    doc = annotate(
        load_pipeline(None),
        document("Peruvian Foreign Minister José Quispe met Costa Rican President Ana Solís in San José on Friday."),
    )
    named = [m for m in annotations_of(doc).mentions if m.kind.value == "person"]
    assert [doc[m.start : m.end].text for m in named] == ["José Quispe", "Ana Solís"]


@cases(
    Case(
        "told in a telephone conversation",
        f"{_VELA} informed {_QUISPE} about his decision in a telephone conversation, his spokesman said.",
        {("call", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "urged by phone",
        f"{_VELA} urged {_QUISPE} by phone to stop the dredging.",
        {("call", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "communicated by phone",
        f"{_VELA} had communicated by phone with {_QUISPE} before he left.",
        {("call", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "in telephone contact with two",
        f"{_VELA} said he had been in telephone contact with {_QUISPE} and with Chilean President Diego Rojas.",
        {("call", "held", ("Juan Vela", "Marta Quispe")), ("call", "held", ("Diego Rojas", "Juan Vela"))},
    ),
    Case(
        "spoken with somebody of a long name by phone",
        f"{_VELA}, who had spoken with {_QUISPE} by phone, read out a greeting.",
        {("call", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "told reporters by phone: no call between officials",
        f"{_VELA} told reporters by phone that he was well.",
        set(),
    ),
    Case(
        "a courtesy call is no telephone call",
        f"{_VELA} received a courtesy call from {_QUISPE} on Monday.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
)
def test_calls_told_by_the_way(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "the presidents",
        f"{_VELA} met {_QUISPE} in Bogotá on Friday. The next meeting of the presidents is to take place in Quito in June.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe")), ("meeting", "planned", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "each of the two presidents",
        f"{_VELA} met {_QUISPE} in Bogotá on Friday. Chilean Foreign Minister Diego Rojas held meetings with each of the two presidents.",
        {
            ("meeting", "held", ("Juan Vela", "Marta Quispe")),
            ("meeting", "held", ("Diego Rojas", "Juan Vela")),
            ("meeting", "held", ("Diego Rojas", "Marta Quispe")),
        },
    ),
    Case(
        "brought together",
        f"Chilean President Diego Rojas brought {_VELA} and {_QUISPE} together in Santiago on Friday.",
        {("meeting", "held", ("Diego Rojas", "Juan Vela", "Marta Quispe"))},
    ),
    Case("experts brought together", "The forum brought together experts from Chile and Peru.", set()),
)
def test_groups_and_who_brings_them_together(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "the leaders of two nations are those of the text",
        f"{_VELA} met {_QUISPE} in Bogotá on Friday. The Ecuadorean and Peruvian leaders will meet again in Quito in June.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe")), ("meeting", "planned", ("Juan Vela", "Marta Quispe"))},
        published="2024-05-07",
    ),
)
def test_leaders_of_nations_are_those_named_before(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "meetings that are scheduled",
        "Ecuador's Foreign Minister Juan Vela will visit Chile and Peru in June. In Lima, meetings with President Marta Quispe and "
        "Prime Minister Rosa Paz of Peru are scheduled.",
        {("meeting", "planned", ("Juan Vela", "Marta Quispe")), ("meeting", "planned", ("Juan Vela", "Rosa Paz"))},
    ),
    Case(
        "meetings that are being prepared, told by a spokeswoman",
        "Foreign Ministry spokeswoman Ana Solís said Ecuador's Foreign Minister Juan Vela was in Lima. She said he would speak there. "
        "On the sidelines, meetings are being prepared with Chilean Foreign Minister Diego Rojas.",
        {("meeting", "planned", ("Diego Rojas", "Juan Vela"))},
    ),
    Case(
        "what will be done in a row",
        f"{_VELA} will call on {_QUISPE} this morning, hold a meeting with Peruvian Finance Minister Rosa Paz on the credit and see "
        "opposition leader Luz Vargas of Peru in the evening.",
        {
            ("meeting", "planned", ("Juan Vela", "Marta Quispe")),
            ("meeting", "planned", ("Juan Vela", "Rosa Paz")),
            ("meeting", "planned", ("Juan Vela", "Luz Vargas")),
        },
    ),
    Case(
        "due somewhere to inform a colleague",
        f"{_VELA} met {_QUISPE} on Monday. Ecuador's foreign minister, Rosa Paz, is due in Santiago this week to inform Chilean "
        "Foreign Minister Diego Rojas.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe")), ("meeting", "planned", ("Diego Rojas", "Rosa Paz"))},
    ),
)
def test_what_is_arranged(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case("flown in from", f"{_VELA} flew in from Beijing in the afternoon.", set()),
    Case(
        "flown in from, to where the report is written",
        "LIMA, May 6 - Ecuador's Foreign Minister Juan Vela flew in from Beijing in the afternoon.",
        {("held", "Juan Vela", "Lima")},
    ),
    Case(
        "a visit planned for later",
        "A visit to Lima by Ecuador's President Juan Vela, planned for later this month, still stands.",
        {("planned", "Juan Vela", "Lima")},
    ),
)
def test_where_trips_lead(case: Case) -> None:
    assert visits(case) == case.expected


@cases(
    Case(
        "a wreath at somebody's mausoleum",
        f"{_VELA} will lay a wreath at President Sukarno's Mausoleum before he meets students.",
        set(),
    ),
    Case(
        "a centenary",
        f"{_VELA}, in Lima for the centenary of President Sukarno, met {_QUISPE} on Monday.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "who works at a forum attends none",
        '"They all want something," says Robert Halloran, a former diplomat now at the Potomac Forum.',
        set(),
    ),
)
def test_who_only_gives_a_name_to_something(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "what was to happen on talks that are called off",
        "QUITO, May 6 - The talks between Peruvian National Security Adviser Marta Quispe and Ecuador's Foreign Minister Juan Vela, due "
        "on Monday, were called off on Saturday. Quispe was to meet Mr Vela on Monday morning. She was also to call on President Ana "
        "Solís of Ecuador on Sunday.",
        {"cancelled"},
        published="2023-05-06",
    ),
    Case(
        "what was to happen, and may",
        "QUITO, May 6 - Peruvian National Security Adviser Marta Quispe arrived on Saturday. She was to meet Ecuador's Foreign Minister "
        "Juan Vela on Monday morning.",
        {"planned"},
        published="2023-05-06",
    ),
)
def test_plans_fall_with_the_trip_they_belong_to(case: Case) -> None:
    assert {status for kind, status, _ in told(case) if kind == "meeting"} == case.expected


def test_a_meeting_that_led_to_a_cancelled_visit_was_held() -> None:
    case = Case(
        "",
        "Peruvian Ambassador Marta Quispe's meeting with Ecuador's opposition leader Juan Vela in August last year led Quito to cancel "
        "the visit of the foreign minister.",
        set(),
    )
    assert ("meeting", "held", ("Juan Vela", "Marta Quispe")) in told(case)


@cases(
    Case(
        "a possessive office is one person",
        "U.S. envoy Ann Hill met Lebanese Speaker Nabih Berri. French Foreign Minister Luc Petit had met Israeli Foreign Minister Dov "
        "Lev on Monday. It was the envoy's first trip to Lebanon since March.",
        {("held", "Ann Hill", None)},
    ),
    Case(
        "invited together",
        f"{_VELA} said he had invited {_QUISPE} and Chilean President Diego Rojas to Ecuador because they had stood with it.",
        {("proposed", "Diego Rojas", None), ("proposed", "Marta Quispe", None)},
    ),
    Case(
        "expected somewhere, with an aside",
        "Peruvian President Marta Quispe, by contrast, is expected in Quito in June.",
        {("planned", "Marta Quispe", "Quito")},
    ),
    Case(
        "here, in the city of the dateline",
        "QUITO, May 14 - Peruvian President Marta Quispe was here on Sunday to open the fair.",
        {("held", "Marta Quispe", "Quito")},
    ),
    Case(
        "here, at home",
        "LIMA, May 14 - Peruvian President Marta Quispe was here on Sunday to open the fair.",
        set(),
    ),
    Case(
        "an invitation accepted",
        "Peruvian President Marta Quispe has accepted an invitation to Ecuador, with no date named.",
        {("planned", "Marta Quispe", None)},
    ),
    Case("an invitation only made", "An invitation to Ecuador was on the table.", set()),
    Case(
        "leaves at the end of the month",
        "Peruvian President Marta Quispe leaves for Quito at the end of the month.",
        {("planned", "Marta Quispe", "Quito")},
    ),
    Case(
        "turned up, with an office in apposition",
        "Peruvian diplomat Marta Quispe, the national security adviser, turned up in Quito on Monday.",
        {("held", "Marta Quispe", "Quito")},
    ),
)
def test_who_travels(case: Case) -> None:
    assert visits(case) == case.expected


@cases(
    Case(
        "two who met and talked by telephone",
        f"{_VELA} and {_QUISPE} had met on Monday and talked by telephone last weekend.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe")), ("call", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "two ministers, of whom one is called secretary",
        "Vietnamese Prime Minister Vo Van Kiet gave a speech. US Secretary of State Warren Christopher and Vietnamese Foreign Minister "
        "Nguyen Manh Cam signed the documents on Saturday. The ministers then held talks on commerce.",
        {("meeting", "held", ("Nguyen Manh Cam", "Warren Christopher"))},
        published="1995-08-06",
    ),
    Case(
        "a breakfast meeting is one",
        f"{_VELA} had a breakfast meeting with {_QUISPE} on Monday.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "what both welcomed",
        f"{_VELA} met {_QUISPE} on Monday. Both leaders welcomed the elections of March 2023.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "tried to speak",
        f"{_VELA} had tried to speak to {_QUISPE} on Monday, he told parliament.",
        set(),
    ),
    Case(
        "which was to have taken place",
        f"The meeting between {_VELA} and {_QUISPE}, which was to have taken place at Lima, will not be held, both governments said.",
        {("meeting", "cancelled", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "two who were in a third country",
        f"{_VELA} and {_QUISPE} met on Monday. The two were in Oslo in March.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
    Case(
        "an open quarrel is no proposal",
        f"{_VELA} and {_QUISPE} ended in open discord a summit on trade on Monday.",
        {("meeting", "held", ("Juan Vela", "Marta Quispe"))},
    ),
)
def test_what_was_held_and_what_was_not(case: Case) -> None:
    assert told(case) == case.expected


def test_the_day_since_which_it_is_the_first_is_not_its_day() -> None:
    text = (
        f"LIMA, May 14 - {_QUISPE} received {_VELA} at the palace, their first meeting since Ecuador shot down a drone on the border on "
        "November 24, 2023."
    )
    assert {r.start for r in read(text).reports if r.kind.value == "meeting"} == {"2024-05-14"}


def test_each_of_two_plans_has_its_own_day() -> None:
    text = f"{_QUISPE} plans to visit China in June and to meet {_VELA} at the summit in Naples in August."
    assert {r.start for r in read(text).reports if r.kind.value == "meeting"} == {"2024-08"}


def test_two_in_a_third_country_met_there() -> None:
    reports = read(f"{_VELA} and {_QUISPE} met on Monday. The two were in Oslo in March.").reports
    assert {(r.kind.value, r.city, r.start) for r in reports} == {
        ("meeting", None, "2024-05-13"),
        ("meeting", "Oslo", "2024-03"),
    }


@cases(
    Case(
        "somebody's adviser is not somebody",
        f"Peruvian President Marta Quispe's national security adviser, Luz Vargas, spent the weekend closeted with {_VELA}.",
        {("meeting", "held", ("Juan Vela", "Luz Vargas"))},
    ),
    Case(
        "no word of a call", f"There was no word on Monday of the telephone call between {_VELA} and {_QUISPE}.", set()
    ),
)
def test_who_did_not_meet(case: Case) -> None:
    assert told(case) == case.expected


def test_his_visitors_are_the_two_he_hosted() -> None:
    text = f"Qatar's emir, Tamim bin Hamad Al Thani, hosted {_VELA} and {_QUISPE} on Tuesday. His visitors agreed to carry on the talks."
    assert {agreement.parties for agreement in read(text).agreements} == {("ECU", "PER")}
