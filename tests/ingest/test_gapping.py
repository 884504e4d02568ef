"""Clauses that leave out the verb of the clause before tell of meetings of their own."""

from __future__ import annotations

import pytest

from tests.ingest.helpers import Case, cases, read, summary, who

_L, _M = "Foreign Ministers Lúcia Fernandes of Brazil", "Thabo Mbeko of South Africa"
_O, _K = "Norway's Erik Solberg", "Kenya's Amina Otieno"
LUCIA, THABO, ERIK, AMINA = "Lúcia Fernandes", "Thabo Mbeko", "Erik Solberg", "Amina Otieno"


@cases(
    Case(
        "behind a verb",
        f"{_L} and {_M} conferred on Tuesday, and Defence Minister Erik Solberg of Norway with his counterpart Amina Otieno of Kenya.",
        {(LUCIA, THABO), (AMINA, ERIK)},
    ),
    Case(
        "behind a noun",
        f"Brazil's Lúcia Fernandes had a conversation with Thabo Mbeko, South Africa's foreign minister, on Tuesday, and {_O} with {_K} about the railway.",
        {(LUCIA, THABO), (AMINA, ERIK)},
    ),
)
def test_a_clause_without_its_verb_tells_of_another_meeting(case: Case) -> None:
    records = read(case.text)
    assert {who(report) for report in records.reports} == case.expected, summary(records)


def test_a_clause_with_a_verb_of_its_own_is_no_gap() -> None:
    records = read(
        f"{_L} and {_M} conferred on Tuesday, and Defence Minister Erik Solberg of Norway with his guards left for the airport."
    )
    assert all(ERIK not in who(report) for report in records.reports if report.kind.value == "meeting"), summary(
        records
    )


@pytest.mark.parametrize("how", [", each in turn", " one after the other", " separately"])
def test_those_seen_one_by_one_did_not_meet_one_another(how: str) -> None:
    records = read(
        "On Tuesday Brazil's President Lúcia Fernandes sat down with South African President Thabo Mbeko, Norwegian Prime Minister Erik "
        f"Solberg and Kenyan President Amina Otieno{how}."
    )
    assert {who(report) for report in records.reports} == {
        tuple(sorted((LUCIA, other))) for other in (THABO, ERIK, AMINA)
    }, summary(records)
