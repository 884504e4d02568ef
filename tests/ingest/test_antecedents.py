"""Pronouns and groups go to those the passage is about, not to whoever was named last."""

from __future__ import annotations

import pytest

from ingest.annotations import annotations_of
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import Case, assert_met, cases, document, read, summary, who

_VISITOR = "Portugal's Foreign Minister Rui Fernandes"


@cases(
    Case(
        "the traveller goes on",
        f"{_VISITOR} flew to Nairobi on Monday. There he was received by Kenyan President John Mbeko. Later he went on to Kampala, where "
        "he met Ugandan Foreign Minister Peter Okello.",
        ("Peter Okello", "Rui Fernandes"),
    ),
    Case(
        "a host's words come between",
        f"{_VISITOR} arrived in Nairobi on Monday. Kenyan President John Mbeko, who received him, spoke of an old friendship. On Tuesday "
        "he flew on to Kampala and met Ugandan Foreign Minister Peter Okello.",
        ("Peter Okello", "Rui Fernandes"),
    ),
)
def test_he_is_the_one_who_travels(case: Case) -> None:
    assert_met(read(case.text), *case.expected)


@pytest.mark.xfail(strict=True, reason="without a headline, who opens the sentence before weighs more than who travels")
def test_he_is_whom_the_report_is_about_and_not_whom_a_plan_names() -> None:
    records = read(
        f"{_VISITOR} will travel to Kenya, Uganda and Rwanda next week. Fernandes lands in Nairobi on Monday for talks with Foreign "
        "Minister Peter Okello. A call on President John Mbeko is also planned. In Kampala he will meet Ugandan Foreign Minister Jeje "
        "Odongo."
    )
    assert_met(records, "Jeje Odongo", "Rui Fernandes")


def test_him_is_not_the_one_whom_a_relative_clause_tells_of() -> None:
    records = read(
        f"{_VISITOR} waited in Nairobi on Monday. Kenyan President John Mbeko, who received him on Tuesday, spoke of trade."
    )
    assert_met(records, "John Mbeko", "Rui Fernandes")


def test_an_office_written_short_behind_a_comma_is_not_the_one_before_it() -> None:
    records = read(
        "Asked whether he would call French President Emmanuel Macron, POTUS smiled. POTUS leaves for Lima at noon. He will meet Peru's "
        "Foreign Minister Luis Rojas there on Monday.",
        "2023-06-20",
    )
    assert_met(records, "Joe Biden", "Luis Rojas")


def test_the_two_are_those_who_met_and_not_an_aside() -> None:
    records = read(
        f"{_VISITOR} met Kenyan Foreign Minister Grace Wanjiku at the funeral of former President John Mbeko in Nairobi in March. The two "
        "met again in Lisbon on Monday."
    )
    again = [who(report) for report in records.reports if report.start == "2024-05-13"]
    assert again == [("Grace Wanjiku", "Rui Fernandes")], summary(records)


def test_a_style_stands_for_the_sovereign() -> None:
    records = read(
        "King Haakon Berg of Norway arrived in Nairobi on Monday. His Majesty met Kenyan President John Mbeko in the evening."
    )
    assert not [person for person in records.people if "Majesty" in person.name]
    assert any("John Mbeko" in who(report) and len(who(report)) == 2 for report in records.reports), summary(records)


def test_a_surname_shared_is_the_leaders() -> None:
    records = read(
        "North Korean leader Kim Jong Un received South Korean President Moon Jae-in in Pyongyang on Tuesday. Kim Yong Chol, a senior "
        "official, looked on. Moon and Kim are to meet again in Seoul in December.",
        "2018-09-19",
    )
    planned = [
        who(report) for report in records.reports if report.status.value == "planned" and report.kind.value == "meeting"
    ]
    assert planned == [("Kim Jong Un", "Moon Jae-in")], summary(records)


@cases(
    Case("before the two are named", "When they met in Bern, {A} and {B} had talked for a year.", True),
    Case("behind an inverted helper", "Not since March, when they saw each other in Bern, have {A} and {B} met.", True),
    Case("the others receive them", "When they arrived in Bern, {A} and {B} received them.", False),
)
def test_they_of_an_opening_clause_are_the_two_who_act(case: Case) -> None:
    pair = {"A": "Kenyan President John Mbeko", "B": "Chilean President Pedro Rojas"}
    doc = annotate(
        load_pipeline(None),
        document(
            "Ecuador's President Juan Vela and Peruvian President Marta Quispe met in Lima on Monday. "
            + case.text.format(**pair)
        ),
    )
    found = annotations_of(doc)
    (they,) = (m for m in found.mentions if doc[m.start].lower_ == "they")
    names = {found.people[key].name for key in they.people}
    assert (names == {"John Mbeko", "Pedro Rojas"}) is case.expected, names


def test_he_is_the_subject_by_his_office_and_not_whom_he_is_to_see() -> None:
    records = read(
        "LIMA, May 15 - President Juan Vela of Ecuador and Prime Minister Luis Rey of Peru sealed a pact on Tuesday. The President will be "
        "in Bogota on Friday for talks with General Pedro Mora. On Monday he made a stop in La Paz and lunched with President Ana Cruz."
    )
    assert_met(records, "Ana Cruz", "Juan Vela")


def test_he_may_join_somebody_of_his_own_state() -> None:
    records = read(
        "NAIROBI - Portugal's Foreign Minister Rui Fernandes left for Uganda on Tuesday. The foreign minister is to see Prime Minister "
        "Peter Okello on Wednesday. From there he joins President Ana Sousa in Lisbon."
    )
    assert all(set(who(report)) != {"Ana Sousa", "Peter Okello"} for report in records.reports), summary(records)


_TWO = "Portugal's Foreign Minister Rui Fernandes received Kenyan Foreign Minister Joan Kamau and Ugandan Foreign Minister Peter Okello for lunch."


@cases(
    Case("each of them", f"{_TWO} On Monday Fernandes had met each of them in Lisbon.", 2),
    Case(
        "separate talks with both of them", f"{_TWO} On Monday he held separate talks with both of them in Lisbon.", 2
    ),
)
def test_each_and_both_of_them_were_met_one_by_one(case: Case) -> None:
    records = read(case.text)
    pairs = {("Joan Kamau", "Rui Fernandes"), ("Peter Okello", "Rui Fernandes")}
    assert pairs <= {who(report) for report in records.reports}, summary(records)
