"""What stands behind "Kay said" is of the saying, whatever the parser hangs it on."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, only, read

H, D = "Norwegian Foreign Minister Kari Haug", "Turkish Foreign Minister Emre Demir"


@cases(
    Case("talks behind what is to come", f"The ministers will meet within a month, {H} said after talks with {D} on Monday.", ("held", "2024-05-13")),
    Case("quoted", f"“Norway will send more aid,” {H} said on Monday after meeting {D} in Lisbon.", ("held", "2024-05-13")),
    Case("told reporters", f"“An agreement will be reached this year,” {H} told reporters in Lisbon on Monday following talks with {D}.", ("held", "2024-05-13")),
    Case("before what is to come", f"{H} said on Monday that she would meet {D} in Lisbon on Friday.", ("planned", "2024-05-17")),
)  # fmt: skip
def test_talks_and_days_behind_a_verb_of_saying_are_not_of_what_was_said(case: Case) -> None:
    found = only(read(case.text))
    assert (found.status.value, found.start) == case.expected
