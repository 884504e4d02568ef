"""An office without a country is that of the report's main person or home, not of the foreigner last named."""

from __future__ import annotations

from tests.ingest.helpers import Case, assert_met, cases, read


@cases(
    Case(
        "the president of the home state",
        "President Grace Wanjiku of Kenya opened the summit in Nairobi on Monday. She received Ugandan President Moses Okello at State "
        "House. Okello praised the hosts. On Tuesday the president met Brazil's Foreign Minister Lúcia Fernandes.",
        ("Grace Wanjiku", "Lúcia Fernandes"),
    ),
    Case(
        "the minister who travels",
        "Foreign Minister Rui Fernandes flew to Nairobi on Monday. He met Kenyan Foreign Minister Peter Mbeko, who spoke of trade. On "
        "Tuesday the minister met Ugandan President Moses Okello in Kampala.",
        ("Moses Okello", "Rui Fernandes"),
    ),
)
def test_a_bare_office_is_the_main_persons(case: Case) -> None:
    assert_met(read(case.text), *case.expected)


def test_a_bare_office_behind_a_verb_is_not_its_subjects() -> None:
    records = read(
        "President Grace Wanjiku of Kenya waited in Nairobi on Monday. Ugandan President Moses Okello flew in to see the president."
    )
    assert_met(records, "Grace Wanjiku", "Moses Okello")


def test_an_office_nobody_named_has_is_of_the_home_state() -> None:
    records = read(
        "Foreign Minister Penny Wong spoke in the Senate on Monday. On Tuesday the prime minister met Brazil's Foreign Minister Lúcia "
        "Fernandes in Lisbon.",
        "2023-06-20",
    )
    assert_met(records, "Anthony Albanese", "Lúcia Fernandes")


def test_a_minister_of_one_field_is_not_the_minister_of_another() -> None:
    text = "KINSHASA - Congo's {} minister met Brazil's Foreign Minister Lúcia Fernandes in Kinshasa on Wednesday."
    of_communications = read(text.format("communications"), "2023-09-06")
    assert_met(of_communications, "Patrick Muyaya", "Lúcia Fernandes")
    of_environment = read(text.format("environment"), "2023-09-06")
    assert "Patrick Muyaya" not in {person.name for person in of_environment.people}


_OPENING = "NAIROBI - Kenyan President Grace Wanjiku held a number of talks {} in Nairobi on Monday.\n\n"


def test_an_office_is_whose_news_it_is_in_a_report_of_his_own_state() -> None:
    text = _OPENING.format("before the summit") + (
        "Negotiations with Ugandan President Moses Okello\n\nMoses Okello arrived on Sunday for a state visit. He laid a wreath, and Moses "
        "Okello promised that Uganda would double its trade.\n\nTalks with Tanzania's Foreign Minister Asha Mrema\n\nThe President thanked "
        "the guest for the grain. On Tuesday the President will receive Brazil's Foreign Minister Lúcia Fernandes at State House."
    )
    records = read(text, title="Grace Wanjiku holds talks before the summit")
    assert_met(records, "Grace Wanjiku", "Lúcia Fernandes")


def test_an_office_may_be_a_visitors_whom_the_headline_names_too() -> None:
    text = _OPENING.format("with President of Uganda Moses Okello") + (
        "The state visit of the Ugandan leader, Moses Okello, began on Sunday. Moses Okello laid a wreath. Moses Okello promised that Uganda "
        "would double its trade, and Moses Okello praised the new port.\n\n"
        "On Tuesday the President will fly home to receive Brazil's Foreign Minister Lúcia Fernandes at Entebbe."
    )
    assert_met(read(text, title="Wanjiku and Okello talk before the summit"), "Lúcia Fernandes", "Moses Okello")
