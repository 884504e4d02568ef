"""Days that lie in a stretch of time, or that a sentence tells of something else: what is left of the date of an encounter.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, encounter, read

_VELA, _QUISPE, _ROJAS = "Juan Vela", "Marta Quispe", "Pedro Rojas"
_LEAD = (
    "LIMA, May 15 - Ecuador's President Juan Vela met Peruvian President Marta Quispe on Tuesday. "
    "Chilean President Pedro Rojas had sent his greetings."
)


@cases(
    Case(
        "days of a stay for the sake of talks",
        "Ecuador's President Juan Vela will be in Lima from June 4 to 7 for talks with Peruvian President Marta Quispe.",
        ("2024-06", "2024-06"),
    ),
    Case(
        "days of the talks themselves",
        "Ecuador's President Juan Vela will hold talks with Peruvian President Marta Quispe in Lima from June 4 to 7.",
        ("2024-06-04", "2024-06-07"),
    ),
    Case(
        "a weekend to come",
        "Ecuador's President Juan Vela will meet Peruvian President Marta Quispe in Lima at the weekend.",
        ("2024-05", "2024-05"),
    ),
    Case(
        "days spent with somebody, without the first of them",
        "Candid is what they call the two days that Ecuador's President Juan Vela has just spent in Malta with Peruvian President Marta Quispe.",
        ("2024-05", "2024-05"),
    ),
)
def test_a_meeting_some_time_in_a_stretch_has_its_month(case: Case) -> None:
    found = encounter(read(case.text), _VELA, _QUISPE)
    assert (found.start, found.end) == case.expected


@cases(
    Case("since an event", f"{_LEAD} Rojas has been to see Quispe since the games began.", "2024"),
    Case("since nothing", f"{_LEAD} Rojas saw Quispe in Lima on Monday.", "2024-05-13"),
)
def test_who_has_met_others_since_something_happened_did_so_some_day_of_the_year(case: Case) -> None:
    assert encounter(read(case.text), _QUISPE, _ROJAS).start == case.expected


@cases(
    Case(
        "a visit that is to last three days",
        "LIMA - Ecuador's President Juan Vela met Peruvian President Marta Quispe on Tuesday. "
        "The state visit, which is to last three days, is his first journey abroad.",
        ("2024-05", "2024-05"),
    ),
    Case(
        "a visit of three days whose first one is told",
        "LIMA - Ecuador's President Juan Vela arrived in Lima on Tuesday for a three-day visit. He met Peruvian President Marta Quispe.",
        ("2024-05-14", "2024-05-16"),
    ),
)
def test_a_visit_longer_than_the_days_known_of_it_has_no_first_day(case: Case) -> None:
    found = encounter(read(case.text), _VELA)
    assert (found.start, found.end) == case.expected


@cases(
    Case(
        "with whom he had a talk",
        "Chilean President Pedro Rojas flew home with Ecuador's President Juan Vela, with whom Peruvian President Marta Quispe had a talk in Lima on Monday.",
        "2024-05-13",
    ),
    Case(
        "to whom he spoke by telephone",
        "Chilean President Pedro Rojas praised Ecuador's President Juan Vela, to whom Peruvian President Marta Quispe spoke by telephone on Monday.",
        "2024-05-13",
    ),
    Case(
        "whom he received",
        "Chilean President Pedro Rojas praised Ecuador's President Juan Vela, whom Peruvian President Marta Quispe received on Monday.",
        "2024-05-13",
    ),
)
def test_whom_is_the_one_named_right_before(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


@cases(
    Case(
        "what had come before, behind a semicolon",
        "LIMA, May 15 - Ecuador's President Juan Vela spoke in Lima on Wednesday. In Quito the day before he had warned of war; "
        "now he rang Peruvian President Marta Quispe, to whom he said that the road was open.",
        "2024-05-15",
    ),
    Case(
        "what came on the same day, behind a semicolon",
        "LIMA, May 15 - On Tuesday Ecuador's President Juan Vela warned of war in Lima; he rang Peruvian President Marta Quispe afterwards.",
        "2024-05-14",
    ),
)
def test_a_day_of_what_had_come_before_is_not_that_of_what_followed(case: Case) -> None:
    assert encounter(read(case.text), _VELA, _QUISPE).start == case.expected


def test_day_and_place_of_a_summit_may_stand_in_a_clause_on_it() -> None:
    text = "Ecuador's President Juan Vela is to attend the G20 summit, which Peruvian President Marta Quispe will host in Lima in June."
    found = encounter(read(text), _VELA, _QUISPE)
    assert (found.start, found.city) == ("2024-06", "Lima")
