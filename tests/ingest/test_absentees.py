"""People who are named without being there: of monuments, houses and ships, of whom something befell, of kin."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, who

_MET = "Ecuador's President Juan Vela met Peruvian President Marta Quispe"
_TALKED = "Ecuador's President Juan Vela held talks with Peruvian President Marta Quispe"
_BOTH = {("Juan Vela", "Marta Quispe")}


@cases(
    Case("a ship", f"{_MET} aboard the frigate Robert Mugabe on Monday.", _BOTH),
    Case("a hotel", f"{_MET} at the Hotel President Wilson on Monday.", _BOTH),
    Case("an airport", f"{_MET} at the Simon Bolivar International Airport on Monday.", _BOTH),
    Case("a library", f"{_MET} at the Ronald Reagan Library on Monday.", _BOTH),
    Case("named after somebody", f"{_MET} in a hall named after Hugo Chavez on Monday.", _BOTH),
    Case("where somebody died", f"{_MET} at the villa where Simon Bolivar died.", _BOTH),
    Case("a killing", f"{_TALKED} on Monday over the killing of Anwar Sadat.", _BOTH),
    Case("a jailing", f"{_MET} over the jailing of opposition leader Maria Kolesnikova.", _BOTH),
    Case("a possessor's arrest", f"{_TALKED} on Monday after Pedro Castillo's arrest.", _BOTH),
    Case("a murder of long ago", f"{_MET} on Monday, 30 years after the murder of Olof Palme.", _BOTH),
    Case("a titled father", f"{_MET}, daughter of President Alberto Fujimori, on Monday.", _BOTH),
    Case("with whom a case was raised", "Ecuador's President Juan Vela discussed the detention of Pedro Castillo with Peruvian President Marta Quispe at a meeting on Monday.", _BOTH),
    Case("whom one met behind a tomb", "Ecuador's President Juan Vela laid flowers on the tomb of Simon Bolivar and met Peruvian President Marta Quispe.", _BOTH),
    Case("a host at home", "Ecuador's President Juan Vela met Wang Yi at Peruvian President Marta Quispe's house on Monday.", {("Juan Vela", "Wang Yi")}),
)  # fmt: skip
def test_who_only_lends_a_name_or_a_fate_is_not_there(case: Case) -> None:
    assert {who(report) for report in read(case.text).reports} == case.expected
