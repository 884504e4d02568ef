"""Who is named only to say whose envoy, aide, kin or letter it is did not meet anybody by it."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

F, M = "Brazilian President Lúcia Fernandes", "South African President Thabo Mbeko"
LUCIA, THABO = "Lúcia Fernandes", "Thabo Mbeko"


@cases(
    Case("envoys of", f"{F}'s special envoys met {M} in Pretoria on Monday.", {(THABO,)}),
    Case("the envoy received", f"{M} received {F}'s special envoy in Pretoria on Monday.", {(THABO,)}),
    Case("aides to two", f"Aides to {F} and {M} met in Lisbon on Monday.", {()}),
    Case("the envoy by name", f"{F}'s envoy, Pedro Rojas, met {M} in Pretoria on Monday.", {("Pedro Rojas", THABO)}),
    Case("a named wife", f"The wife of {F}, Ana Rojas, met {M} in Pretoria on Monday.", {("Ana Rojas", THABO)}),
)  # fmt: skip
def test_the_master_of_an_envoy_was_not_there_but_his_state(case: Case) -> None:
    records = read(case.text)
    meetings = [report for report in records.reports if report.kind.value == "meeting"]
    assert {who(report) for report in meetings} == case.expected, summary(records)


def test_the_state_of_an_envoys_master_takes_part() -> None:
    records = read(f"{F}'s special envoys met {M} in Pretoria on Monday.")
    assert [report.parties for report in records.reports] == [("BRA", "ZAF")], summary(records)


@cases(
    Case("a letter", f"{M} received {F}'s letter in Pretoria on Monday.", None),
    Case("a message from", f"{M} received a message from {F} in Pretoria on Monday.", None),
)
def test_a_letter_is_no_meeting_with_who_sent_it(case: Case) -> None:
    records = read(case.text)
    assert all(LUCIA not in who(report) for report in records.reports), summary(records)


@cases(
    Case("of the party met", f"{F} met {M}, an ally of his party, in Pretoria on Monday.", (LUCIA, THABO)),
    Case("his own office", f"Brazil's Ambassador to the UN Lúcia Fernandes met {M} in Pretoria on Monday.", (LUCIA, THABO)),
    Case("with whom", f"{M} brought no message from {F}, with whom he spoke by telephone on Monday.", (LUCIA, THABO)),
    Case("talks of two", f"The talks of {F} and {M} were held in Pretoria on Monday.", (LUCIA, THABO)),
    Case("named twice", f"{F} met {M} in Pretoria on Monday, where Fernandes's aides were seated behind her.", (LUCIA, THABO)),
)  # fmt: skip
def test_who_met_somebody_stays(case: Case) -> None:
    records = read(case.text)
    assert case.expected in {who(report) for report in records.reports}, summary(records)


def test_aides_who_come_with_a_minister_leave_him_his_trip() -> None:
    records = read(f"{F}'s aides and Foreign Minister Pedro Rojas of Brazil landed on Monday.")
    assert all(LUCIA not in who(report) for report in records.reports), summary(records)


def test_the_trip_of_an_envoy_without_a_name_is_nobodys() -> None:
    records = read(f"{F}'s envoys travelled to Pretoria and Maputo on Monday.")
    assert not [report for report in records.reports if report.kind.value == "visit" and LUCIA in who(report)], summary(
        records
    )
