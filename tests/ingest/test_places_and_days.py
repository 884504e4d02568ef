"""Where and when: places gone to, or not gone to after all; days told by another's; when something was called off."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, who

VELA = "Ecuador's President Juan Vela"
QUISPE = "Peruvian President Marta Quispe"
ROJAS = "Chilean President Diego Rojas"
VQ, VR = ("Juan Vela", "Marta Quispe"), ("Diego Rojas", "Juan Vela")


def cities_of(case: Case) -> dict[tuple[str, ...], str | None]:
    """Return the city of each meeting of a text, by its people."""
    return {who(r): r.city for r in read(case.text, case.published).reports if r.kind.value == "meeting"}


def days_of(case: Case, kind: str = "meeting") -> dict[tuple[str, ...], str | None]:
    """Return the first day of each encounter of one kind, by its people."""
    return {who(r): r.start for r in read(case.text, case.published).reports if r.kind.value == kind}


@cases(
    Case(
        "for talks",
        f"{VELA} scrapped a stop in Bogota and flew to Lima instead on Tuesday for talks with {QUISPE}.",
        {VQ: "Lima"},
    ),
    Case(
        "to sign",
        f"{VELA} inspected a road in Brazil on Tuesday before flying to Lima to sign a pact with {QUISPE}.",
        {VQ: "Lima"},
    ),
    Case("the second", f"{VELA} flew to Bogota on Monday and to Lima for talks with {QUISPE}.", {VQ: "Lima"}),
    Case("nearer", f"{VELA} flew to Lima on Tuesday for talks in Arequipa with {QUISPE}.", {VQ: "Arequipa"}),
    Case("from there", f"{VELA} left Lima for Bogota on Tuesday after talks with {QUISPE}.", {VQ: "Lima"}),
)
def test_talks_are_where_somebody_went_for_them(case: Case) -> None:
    assert cities_of(case) == case.expected


@cases(
    Case("skipped", f"LIMA, May 14 - {VELA} skipped a stop in Bogota and met {QUISPE} on Tuesday.", {VQ: "Lima"}),
    Case("called off itself", f"{VELA} cancelled a meeting in Bogota with {QUISPE} on Tuesday.", {VQ: "Bogota"}),
)
def test_who_scrapped_a_trip_met_nobody_where_it_led(case: Case) -> None:
    assert cities_of(case) == case.expected


@cases(
    Case("weeks", f"It comes three weeks after a meeting between {VELA} and {QUISPE} in Quito.", {VQ: "2024-04"}),
    Case("months", f"It came three months after {QUISPE} hosted {VELA} in Lima.", {VQ: "2024-02"}),
    Case("years", f"It comes two years after a meeting between {VELA} and {QUISPE} in Lima.", {VQ: "2022"}),
    Case(
        "of something else",
        f"Two months after taking office, {VELA} met {QUISPE} in Lima on Tuesday.",
        {VQ: "2024-05-14"},
    ),
    Case("a day of its own", f"It came two weeks after {VELA} met {QUISPE} in Lima on May 1.", {VQ: "2024-05-01"}),
)
def test_what_something_came_weeks_after_was_weeks_before(case: Case) -> None:
    assert days_of(case) == case.expected


@cases(
    Case(
        "had been called off",
        f"A meeting of {VELA} and {QUISPE} in Lima had been called off on May 7.",
        {VQ: "2024-05"},
    ),
    Case(
        "had been set for",
        f"A meeting of {VELA} and {QUISPE} that had been set for May 17 was called off.",
        {VQ: "2024-05-17"},
    ),
)
def test_the_day_on_which_a_meeting_had_been_called_off_is_not_its_own(case: Case) -> None:
    assert days_of(case) == case.expected


@cases(
    Case(
        "range",
        f"{VELA} will pay a visit to Peru from Saturday to Sunday before travelling on to Chile, Quito said on Tuesday.",
        {("PER", "2024-05-18", "2024-05-19"), ("CHL", "2024-05", "2024-05")},
    ),
    Case(
        "day of the second",
        f"{VELA} will pay a visit to Peru before travelling on to Chile on Sunday.",
        {("PER", "2024-05", "2024-05"), ("CHL", "2024-05-19", "2024-05-19")},
    ),
)
def test_days_before_travelling_on_are_of_the_first_stop(case: Case) -> None:
    assert {(r.country, r.start, r.end) for r in read(case.text).reports if r.kind.value == "visit"} == case.expected


@cases(
    Case("back from a visit", f"{VELA}, back from a visit to Bogota, received {QUISPE} in Quito on Monday.", "Quito"),
    Case("on the way home from a trip", f"On his way home from a two-day trip to Bogota, {VELA} met {QUISPE} in Lima on Monday.", "Lima"),
)  # fmt: skip
def test_where_somebody_comes_back_from_is_not_where_he_meets_others(case: Case) -> None:
    assert cities_of(case)[VQ] == case.expected
