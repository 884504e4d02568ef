"""Copy of the day: what came before or after talks, asides, couples, rows of signings, ambassadors, days told in passing."""

from __future__ import annotations

from graph.model import Status
from tests.ingest.helpers import Case, cases, read, summary, who

VELA = "Ecuador's President Juan Vela"
QUISPE = "Peruvian President Marta Quispe"
ROJAS = "Chilean President Diego Rojas"
VQ, VR = ("Juan Vela", "Marta Quispe"), ("Diego Rojas", "Juan Vela")

Told = set[tuple[str, tuple[str, ...], str, str | None]]


def told(case: Case) -> Told:
    """Return kind, people, status and first day of each encounter of a text."""
    return {(r.kind.value, who(r), r.status.value, r.start) for r in read(case.text, case.published).reports}


def places(case: Case) -> dict[tuple[str, ...], tuple[str | None, str | None]]:
    """Return city and country of the meetings of a text, by their people."""
    return {who(r): (r.city, r.country) for r in read(case.text, case.published).reports if r.kind.value == "meeting"}


@cases(
    Case(
        "after talks",
        f"LIMA, May 14 - {VELA} praised Peru on Tuesday. After talks with {QUISPE}, Vela inspected a dam.",
        {("meeting", VQ, "held", "2024-05-14")},
    ),
    Case(
        "talks of one's own minister",
        f"LIMA, May 14 - {VELA} praised Peru on Tuesday. After talks with Finance Minister Ana Luna of Ecuador, Vela inspected a dam.",
        set(),
    ),
)
def test_talks_before_a_main_clause_are_of_its_subject(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case("sat down for", f"{VELA} and {QUISPE} sat down for a long meeting in Lima on Tuesday.", "held"),
    Case("is down for", f"{VELA} is down for a meeting with {QUISPE} on Friday.", "planned"),
)
def test_who_sat_down_for_a_meeting_held_it(case: Case) -> None:
    assert {(r.kind.value, r.status.value) for r in read(case.text).reports} == {("meeting", case.expected)}


def test_whom_somebody_met_one_after_another_met_him_alone() -> None:
    text = f"{VELA} met {QUISPE}, Brazil's Otávio Reis and {ROJAS} one after another in Quito on Tuesday."
    assert {who(r) for r in read(text).reports} == {VQ, VR, ("Juan Vela", "Otávio Reis")}


@cases(
    Case("with honours", f"{VELA} was welcomed with military honours by {QUISPE} in Lima on Tuesday.", {VQ}),
    Case("an honour", f"{VELA} received an honour from the university of {QUISPE} on Tuesday.", set()),
)
def test_who_is_received_with_honours_is_met(case: Case) -> None:
    assert {who(r) for r in read(case.text).reports if r.kind.value == "meeting"} == case.expected


def test_a_name_in_a_headline_ends_where_what_is_its_own_begins() -> None:
    text = f"Readout of President Vela's Call with President Quispe of Peru. {VELA} spoke today with {QUISPE}."
    reports = read(text).reports
    assert [(r.kind.value, who(r)) for r in reports] == [("call", VQ)], summary(read(text))


def test_the_staff_of_an_army_is_nobody() -> None:
    text = "The chief of the Peruvian General Staff, General Luis Paz, met his Chilean colleague, Hugo Mora, in Lima on Tuesday."
    assert {name for r in read(text).reports for name in who(r)} == {"Luis Paz", "Hugo Mora"}


@cases(
    Case(
        "going into talks",
        f"{VELA} toured a school on Tuesday before going into talks with {QUISPE}.",
        {("meeting", VQ, "held", "2024-05-14")},
    ),
    Case(
        "going to another city",
        f"{VELA} toured a school on Tuesday before flying to Lima to meet {QUISPE}.",
        "2024-05",
    ),
)
def test_going_into_talks_is_no_journey(case: Case) -> None:
    found = told(case)
    if isinstance(case.expected, str):
        assert {start for kind, _, _, start in found if kind == "meeting"} == {case.expected}
    else:
        assert found == case.expected


@cases(
    Case(
        "a paper and its day", f"The accord of 9 March 2024 signed by {VELA} and {QUISPE} in Lima holds.", "2024-03-09"
    ),
    Case(
        "a paper that was spoken of",
        f"{VELA} and {QUISPE} spoke in Lima on Tuesday of the accord of 9 March 2024.",
        "2024-05-14",
    ),
)
def test_the_day_of_a_paper_is_when_it_was_signed(case: Case) -> None:
    assert {r.start for r in read(case.text).reports} == {case.expected}


@cases(
    Case("to do something", f"{VELA} is in Bogotá. {QUISPE} invited him on Monday to address Congress.", set()),
    Case("met", f"{VELA} is in Bogotá. {QUISPE} met him on Monday.", {VQ}),
)
def test_who_is_asked_to_do_something_is_not_met_by_it(case: Case) -> None:
    assert {who(r) for r in read(case.text).reports if r.kind.value == "meeting"} == case.expected


@cases(
    Case("of a summit", f"{VELA} huddled with {QUISPE} at the start of a two-day summit in Lima on Tuesday.", ("2024-05-14", "2024-05-14")),
    Case("of the talks", f"{VELA} opened two-day talks with {QUISPE} in Lima on Tuesday.", ("2024-05-14", "2024-05-15")),
    Case("a second meeting in two days", f"{VELA} and {QUISPE} ended a second meeting in two days in Lima on Tuesday.", ("2024-05-14", "2024-05-14")),
)  # fmt: skip
def test_a_meeting_is_not_as_long_as_what_it_is_part_of(case: Case) -> None:
    found = [r for r in read(case.text).reports if r.kind.value == "meeting"]
    assert {(r.start, r.end or r.start) for r in found} == {case.expected}


def test_a_visit_that_somebody_said_he_would_make_is_ahead() -> None:
    (report,) = read(f"{VELA} won the vote on Sunday. Vela said he would make his first visit to Peru.").reports
    assert report.status is Status.PLANNED


def test_who_serves_the_union_goes_home_to_brussels() -> None:
    text = (
        "EU foreign policy chief Josep Borrell met President Marta Quispe in Lima on Tuesday and returned to Brussels."
    )
    assert {r.kind.value for r in read(text, "2023-05-17").reports} == {"meeting"}


@cases(
    Case(
        "two places",
        f"{VELA} signed pacts with {QUISPE} in Lima and with {ROJAS} in Santiago on Tuesday.",
        {VQ: ("Lima", "PER"), VR: ("Santiago", "CHL")},
    ),
    Case(
        "one place",
        f"{VELA} signed a pact with {QUISPE} and {ROJAS} in Lima on Tuesday.",
        {("Diego Rojas", "Juan Vela", "Marta Quispe"): ("Lima", "PER")},
    ),
)
def test_pacts_signed_in_a_row_are_meetings_of_their_own(case: Case) -> None:
    assert places(case) == case.expected


@cases(
    Case(
        "who was somewhere and put off a trip",
        f"{VELA}, who was in Lima for talks with {QUISPE}, postponed a trip to Santiago that had been set for Friday.",
        {
            ("visit", ("Juan Vela",), "held", "2024-05-15"),
            ("meeting", VQ, "held", "2024-05-15"),
            ("visit", ("Juan Vela",), "postponed", "2024-05-17"),
        },
    ),
    Case(
        "who had planned a trip and put it off",
        f"{VELA}, who had planned a visit to Lima, postponed it because of floods.",
        {("visit", ("Juan Vela",), "postponed", None)},
    ),
)
def test_what_an_aside_tells_is_not_put_off_with_the_rest(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case("received in the country", f"{ROJAS} received the Ambassador of Canada, Ann Roe, on Tuesday.", {"CHL", None}),
    Case("exchanged views", f"{ROJAS} and the Ambassador of the United States, Ann Roe, exchanged views on Tuesday.", {"CHL", None}),
    Case("told to be at home", f"{ROJAS} and the Ambassador of Canada, Ann Roe, exchanged views in Ottawa on Tuesday.", {"CAN"}),
)  # fmt: skip
def test_an_ambassador_is_seen_where_he_is_posted(case: Case) -> None:
    assert {r.country for r in read(case.text).reports} <= case.expected


@cases(
    Case(
        "nobody is said to have signed",
        f"{VELA} and {QUISPE} witnessed the signing of six agreements in Lima on Tuesday.",
        {VQ},
    ),
    Case(
        "he and another",
        f"{VELA} is in Lima. On Tuesday he and {QUISPE} witnessed the signing of six agreements.",
        {VQ},
    ),
    Case(
        "talks told before",
        f"{VELA} held talks with {QUISPE} in Lima on Tuesday. The two presidents then witnessed the signing of six agreements.",
        {VQ},
    ),
    Case("one alone", f"{VELA} witnessed the signing of six agreements in Lima on Tuesday.", set()),
)
def test_leaders_who_saw_papers_signed_met(case: Case) -> None:
    assert {who(r) for r in read(case.text).reports if r.kind.value == "meeting"} == case.expected
    assert len([r for r in read(case.text).reports if r.kind.value == "meeting"]) == len(case.expected)


@cases(
    Case("a couple of the base", "Joe and Jill Biden received Juan Vela, president of Ecuador, in Washington on Tuesday.", True),
    Case("a name of its own", "Mr Joe Roe and Jill Biden received Juan Vela, president of Ecuador, in Washington on Tuesday.", False),
)  # fmt: skip
def test_a_surname_told_once_is_of_both(case: Case) -> None:
    names = {name for r in read(case.text, "2022-05-18").reports for name in who(r)}
    assert ("Joe Biden" in names) is case.expected


def test_hosted_and_also_attended_by_are_of_the_same_talks() -> None:
    text = (
        f"{VELA} and {QUISPE} held talks in Bogotá on Tuesday. The meeting was hosted by Colombian President Rosa Gil "
        f"and also attended by {ROJAS}."
    )
    assert {who(r) for r in read(text).reports} == {("Diego Rojas", "Juan Vela", "Marta Quispe", "Rosa Gil")}


def test_what_was_done_where_somebody_went_is_of_that_trip() -> None:
    text = (
        f"{VELA} flew to Santiago on Friday for talks with {ROJAS}, three days after he visited Lima, where he urged "
        f"{QUISPE} to open the border."
    )
    found = {who(r): (r.start, r.city) for r in read(text, "2024-05-18").reports if r.kind.value == "meeting"}
    assert found[VQ] == ("2024-05-14", "Lima")
    assert found[VR] == ("2024-05-17", "Santiago")


def test_what_lasts_through_a_day_is_not_over() -> None:
    (report,) = read("ANDES, May 16 - The G20 is meeting in Lima through Saturday.", "2024-05-16").reports
    assert str(report.start) >= "2024-05-16"


def test_who_is_not_to_be_welcomed_at_a_summit_is_not_at_it() -> None:
    text = "Chile will not be welcoming Juan Vela at the Summit of the Americas in May, Peruvian Foreign Minister Rosa Paz said."
    assert not read(text).reports


@cases(
    Case("a name between", f"{QUISPE} saw {VELA} off at the airport in Lima on Tuesday.", {VQ}),
    Case("a challenge", f"{QUISPE} saw off a revolt of her party on Tuesday.", set()),
)
def test_who_sees_a_guest_off_met_him(case: Case) -> None:
    assert {who(r) for r in read(case.text).reports if r.kind.value == "meeting"} == case.expected


def test_the_two_who_shook_hands_are_the_two_named_before() -> None:
    text = f"{VELA} and {QUISPE} held talks in Lima on Tuesday. The two shook hands on Monday night at a reception in Quito."
    found = [r for r in read(text).reports if r.kind.value == "meeting"]
    assert {(who(r), r.start) for r in found} == {(VQ, "2024-05-14"), (VQ, "2024-05-13")}


def test_a_pact_signed_a_day_before_has_its_own_day() -> None:
    text = f"{VELA} dined with {ROJAS} on Tuesday, a day after signing a pact with {QUISPE} in Lima."
    found = {who(r): r.start for r in read(text).reports}
    assert found == {VR: "2024-05-14", VQ: "2024-05-13"}


@cases(
    Case("the capital of", f"{VELA} and {ROJAS} held talks in the capital of Peru on Tuesday.", {VR: ("Lima", "PER")}),
    Case("a hall of a palace", f"{VELA} and {ROJAS} held talks in George Hall of the Kremlin on Tuesday.", {VR: ("Moscow", "RUS")}),
    Case(
        "the same city is no country",
        f"{VELA} met {ROJAS} in Lima on Tuesday. The two, who had opposed the war in Iraq, last met in the same city in April.",
        {VR: ("Lima", "PER")},
    ),
)  # fmt: skip
def test_places_told_by_what_they_are(case: Case) -> None:
    assert places(case) == case.expected


def test_a_letter_where_somebody_writes_ends_a_sentence() -> None:
    text = f"{VELA} condemned the plan on X. {QUISPE} said nothing."
    assert not read(text).reports


@cases(
    Case(
        "a body's session",
        "The first session of the Andean Council was chaired by Colombian President Rosa Gil.",
        False,
    ),
    Case("their session", "The session was chaired by Colombian President Rosa Gil.", True),
)
def test_who_chaired_another_session_was_not_at_the_talks(case: Case) -> None:
    reports = read(f"{VELA} held talks with {QUISPE} in Lima on Tuesday. {case.text}").reports
    assert any({*VQ, "Rosa Gil"} <= set(who(r)) for r in reports) is case.expected
