"""Kin named at somebody's side come along; they are none of "the two", and do not meet whose kin they are."""

from __future__ import annotations

from tests.ingest.helpers import read, summary, who

LUCIA, THABO = "Lúcia Fernandes", "Thabo Mbeko"


def test_the_two_are_no_wife_and_host() -> None:
    records = read(
        "CAPE TOWN - Brazil's President Rui Fernandes met South African President Thabo Mbeko here on Tuesday. Fernandes, who flew in on Monday "
        "with his wife Ana Duarte, had dinner with Mbeko. The two sat down alone for an hour on Wednesday."
    )
    assert not any("Ana Duarte" in who(report) for report in records.reports if report.kind.value == "meeting"), (
        summary(records)
    )


def test_husband_and_wife_who_give_a_reception_do_not_meet_by_it() -> None:
    records = read(
        "CAPE TOWN - South African President Thabo Mbeko and his wife, Ana Duarte, hosted a ceremony before the talks with Brazil's "
        "President Lúcia Fernandes on Tuesday."
    )
    assert ("Ana Duarte", THABO) not in {who(report) for report in records.reports}, summary(records)
    assert any({LUCIA, THABO} <= set(who(report)) for report in records.reports), summary(records)
