"""Meetings and visits that newswire tells by the way: whose visit it is, arrivals and guests without a place, what has not been since.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

import pytest

from tests.ingest.helpers import Case, cases, encounter, read, summary, who

Visit = tuple[str, tuple[str, ...], str | None, str | None]


def visits(case: Case) -> list[Visit]:
    """Return status, travellers, city and first day of the visits of a text."""
    found = [r for r in read(case.text, case.published).reports if r.kind.value == "visit"]
    return [(r.status.value, who(r), r.city, r.start) for r in found]


_DAR = ("Pedro Rojas",)


@cases(
    Case(
        "the visit of",
        "The spokesperson opened with the visit of Chilean Foreign Minister Pedro Rojas to Lima from May 6 to 8.",
        [("held", _DAR, "Lima", "2024-05-06")],
    ),
    Case(
        "the visit of one with two offices",
        "The visit of Chilean Deputy Prime Minister and Foreign Minister Pedro Rojas to Lima from May 6 to 8 was fruitful.",
        [("held", _DAR, "Lima", "2024-05-06")],
    ),
    Case(
        "arrived on a day, where the report is written",
        "LIMA, May 15 - Chilean Foreign Minister Pedro Rojas arrived on Tuesday.",
        [("held", _DAR, "Lima", "2024-05-14")],
    ),
    Case(
        "arrived on a day, with another trip to come",
        "LIMA, May 15 - Chilean Foreign Minister Pedro Rojas arrived on Tuesday. Rojas is due in Quito on Saturday.",
        [("held", _DAR, "Lima", "2024-05-14"), ("planned", _DAR, "Quito", "2024-05-18")],
    ),
    Case(
        "due on a day, where the report is written",
        "LIMA, May 15 - Chilean Foreign Minister Pedro Rojas is due on Saturday.",
        [("planned", _DAR, "Lima", "2024-05-18")],
    ),
    Case(
        "due to do something is no visit",
        "LIMA, May 15 - Chilean Foreign Minister Pedro Rojas is due to speak on Saturday.",
        [],
    ),
    Case(
        "asked to a place",
        "Chilean Foreign Minister Pedro Rojas has been asked to Lima for a weekend of talks.",
        [("proposed", _DAR, "Lima", None)],
    ),
    Case(
        "asked to do something",
        "Chilean Foreign Minister Pedro Rojas has been asked to explain himself.",
        [],
    ),
)
def test_whose_visit_it_is_and_where_it_leads(case: Case) -> None:
    assert visits(case) == case.expected


_LEAD = (
    "LIMA, May 15 - Chilean President Pedro Rojas arrived on Tuesday and met Peruvian President Marta Quispe. "
    "Peruvian Prime Minister Luis Huaman {}."
)


@pytest.mark.parametrize("told", ["hosted a banquet at night", "gave a dinner in the evening"])
def test_a_meal_given_by_somebody_of_the_country_visited_is_for_the_visitor(told: str) -> None:
    found = encounter(read(_LEAD.format(told)), "Luis Huaman", "Pedro Rojas")
    assert (found.kind.value, found.status.value) == ("meeting", "held")


@pytest.mark.parametrize(
    "told", ["had dinner at home", "skipped the banquet", "gave a dinner for farmers' leaders in Cusco"]
)
def test_a_meal_that_is_not_given_to_the_visitor_is_none_with_him(told: str) -> None:
    records = read(_LEAD.format(told))
    assert ("Luis Huaman", "Pedro Rojas") not in [who(r) for r in records.reports], summary(records)


@cases(
    Case("not since a month", "have not met since March", ("held", "2024-03")),
    Case("not since a year", "haven't spoken since 2019", ("held", "2019")),
)
def test_those_who_have_not_met_since_did_so_then(case: Case) -> None:
    found = encounter(
        read(f"Chilean President Pedro Rojas and Peruvian President Marta Quispe {case.text}."),
        "Pedro Rojas",
        "Marta Quispe",
    )
    assert (found.status.value, found.start) == case.expected


def test_those_who_have_never_met_did_not() -> None:
    records = read(
        "Chilean President Pedro Rojas and Peruvian President Marta Quispe have not met since their countries fell out."
    )
    assert not records.reports, summary(records)


def test_whom_somebody_received_may_stand_behind_where() -> None:
    records = read("Chilean President Pedro Rojas received, at his hotel, Peruvian President Marta Quispe.")
    assert encounter(records, "Pedro Rojas", "Marta Quispe").kind.value == "meeting"


def test_a_summit_of_a_bloc_with_a_day_is_told_in_its_own_right() -> None:
    found = read("An ECOWAS summit in Abuja on May 5 gave its blessing to the accord.").reports
    assert [(r.kind.value, r.parties, r.city, r.start) for r in found] == [
        ("conference", ("ECOWAS",), "Abuja", "2024-05-05")
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("CIS leaders met in Almaty on May 5.", "CIS"),
        ("Foreign ministers of the Organization of Turkic States gathered in Baku on May 5.", "OTS"),
        ("A BIMSTEC summit was held in Bangkok on May 5.", "BIMSTEC"),
    ],
)
def test_blocs_of_eurasia_and_the_bay_of_bengal_meet(text: str, body: str) -> None:
    found = read(text).reports
    assert [(r.kind.value, r.parties, r.start) for r in found] == [("conference", (body,), "2024-05-05")]


def test_a_year_told_with_a_month_does_not_go_on_to_the_next_sentence() -> None:
    text = (
        "No Chilean president had been to Lima since January 2004. "
        "Chilean President Pedro Rojas and Peruvian President Marta Quispe met in Paris on November 30."
    )
    assert encounter(read(text, "2015-12-26"), "Pedro Rojas", "Marta Quispe").start == "2015-11-30"


@cases(
    Case("a dinner hosted by", "A dinner hosted by Luis Huaman followed", "held"),
    Case("a banquet by", "A banquet by Luis Huaman closed the evening", "held"),
    Case("a meeting with", "A meeting with Luis Huaman was cancelled", "cancelled"),
    Case("an audience with", "An audience with Luis Huaman is scheduled", "planned"),
)
def test_a_noun_that_names_one_of_two_is_of_the_visitor(case: Case) -> None:
    text = (
        "LIMA, May 15 - Chilean President Pedro Rojas arrived on Tuesday and met Peruvian President Marta Quispe. "
        f"{case.text}. Luis Huaman is the prime minister of Peru."
    )
    found = encounter(read(text), "Luis Huaman", "Pedro Rojas")
    assert found.status.value == case.expected


@pytest.mark.parametrize(
    "told",
    ["The prime minister spoke of his dinner with friends", "The agenda of the meeting with Luis Huaman was not known"],
)
def test_a_noun_that_is_told_of_somebody_else_is_none_of_the_visitor(told: str) -> None:
    records = read(
        "LIMA, May 15 - Chilean President Pedro Rojas arrived on Tuesday and met Peruvian President Marta Quispe. "
        f"{told}. Luis Huaman is the prime minister of Peru."
    )
    assert ("Luis Huaman", "Pedro Rojas") not in [who(r) for r in records.reports], summary(records)


def test_who_met_somebody_of_his_own_state_did_so() -> None:
    found = encounter(
        read("President Marta Quispe met opposition leader Luis Huaman of Peru in Lima on Monday."),
        "Luis Huaman",
        "Marta Quispe",
    )
    assert (found.start, found.city) == ("2024-05-13", "Lima")


def test_colleagues_named_together_did_not_meet() -> None:
    records = read(
        "Peruvian President Marta Quispe and Peruvian Prime Minister Luis Huaman praised the police on Monday."
    )
    assert not records.reports, summary(records)


@pytest.mark.parametrize(
    "told",
    [
        "The talks were followed by a working dinner",
        "A dinner followed",
        "The meeting was followed by a lunch at the palace",
    ],
)
def test_a_meal_that_followed_talks_is_of_the_same_people(told: str) -> None:
    records = read(
        f"Peruvian President Marta Quispe received Chilean President Pedro Rojas in Lima on Tuesday. {told}."
    )
    found = [(who(r), r.start, r.city) for r in records.reports if r.kind.value == "meeting"]
    assert found == [(("Marta Quispe", "Pedro Rojas"), "2024-05-14", "Lima")] * 2, summary(records)


@pytest.mark.parametrize(
    "told", ["The speech was followed by a dinner", "A dinner for farmers followed", "The dinner followed no protocol"]
)
def test_a_meal_that_followed_something_else_is_none_of_theirs(told: str) -> None:
    records = read(
        f"Peruvian President Marta Quispe received Chilean President Pedro Rojas in Lima on Tuesday. {told}."
    )
    assert len([r for r in records.reports if r.kind.value == "meeting"]) == 1, summary(records)
