"""Wordings of dailies and agencies: each of two, both men, having met, before he leaves, told by telephone, informed of a call."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, only, read, summary, who

H = "Norwegian Foreign Minister Kari Haug"
D = "Turkish Foreign Minister Emre Demir"
P = "Greek Foreign Minister Nikos Pappas"
_HD, _HP, _DP = ("Emre Demir", "Kari Haug"), ("Kari Haug", "Nikos Pappas"), ("Emre Demir", "Nikos Pappas")


def told(case: Case) -> set[tuple[str, str, tuple[str, ...], str | None]]:
    """Return kind, status, people and first day of each encounter of a text but visits."""
    reports = read(case.text, case.published).reports
    return {(r.kind.value, r.status.value, who(r), r.start) for r in reports if r.kind.value != "visit"}


@cases(
    Case(
        "received each",
        f"{D} and {P} met in Lisbon on Monday. {H} had received each on Sunday.",
        {
            ("meeting", "held", _DP, "2024-05-13"),
            ("meeting", "held", _HD, "2024-05-12"),
            ("meeting", "held", _HP, "2024-05-12"),
        },
    ),
    Case(
        "saw each minister alone",
        f"{D} and {P} met in Lisbon on Monday. {H} saw each minister alone on Sunday.",
        {
            ("meeting", "held", _DP, "2024-05-13"),
            ("meeting", "held", _HD, "2024-05-12"),
            ("meeting", "held", _HP, "2024-05-12"),
        },
    ),
    Case(
        "each other",
        f"{D} and {P} met in Lisbon on Monday. {H} said they had not seen each other since.",
        {("meeting", "held", _DP, "2024-05-13")},
    ),
    Case(
        "telephoned both men, one of whom the caller had met before",
        f"{D} and {P} met in Lisbon on Monday. {H}, who had met Pappas on Sunday, telephoned both men on Tuesday.",
        {
            ("meeting", "held", _DP, "2024-05-13"),
            ("meeting", "held", _HP, "2024-05-12"),
            ("call", "held", _HD, "2024-05-14"),
            ("call", "held", _HP, "2024-05-14"),
        },
    ),
    Case(
        "one of the first to ring him",
        f"{H} received {D} on Monday. Haug was one of the first to telephone him in April.",
        {("meeting", "held", _HD, "2024-05-13"), ("call", "held", _HD, "2024-04")},
    ),
)
def test_a_group_or_pronoun_behind_a_verb_is_of_others_than_its_subject(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text))


@cases(
    Case(
        "having seen",
        f"{H} will meet {D} on Friday, having seen {P} this morning.",
        {("meeting", "planned", _HD, "2024-05-17"), ("meeting", "held", _HP, "2024-05-15")},
    ),
    Case(
        "later in the day, after another day was told of",
        f"{H} opened a school on Monday. She will meet {D} later in the day.",
        {("meeting", "planned", _HD, "2024-05-15")},
    ),
    Case(
        "later in the day, of what is told",
        f"{H} opened a school on Monday. She met {D} later in the day.",
        {("meeting", "held", _HD, "2024-05-13")},
    ),
    Case(
        "spoke with one and, on another day, with the other",
        f"{H} opened a school on Sunday. She spoke by telephone with {D} and, on Tuesday, with {P}.",
        {("call", "held", _HD, "2024-05-12"), ("call", "held", _HP, "2024-05-14")},
    ),
    Case(
        "decided not to come where he was to meet",
        f"{D} decided not to attend a dinner in Lisbon where he was due to meet {P} on Friday.",
        {("meeting", "cancelled", _DP, "2024-05-17")},
    ),
)
def test_standing_and_day_are_of_the_meeting_itself(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text))


def test_day_on_which_somebody_leaves_after_a_meeting_is_not_the_meetings() -> None:
    records = read(f"{H} is to see {D} before she leaves on Friday.")
    assert [r.start for r in records.reports if who(r) == _HD] != ["2024-05-17"], summary(records)


@cases(
    Case(
        "told his colleague by telephone",
        f"{H} told her Turkish colleague, Emre Demir, by telephone on Monday that she could not come.",
        {("call", "held", _HD, "2024-05-13")},
    ),
    Case(
        "told of somebody who had spoken by telephone",
        f"{H} told reporters, who had spoken by telephone with Emre Demir, that she could not come.",
        set(),
    ),
    Case(
        "informed of a call",
        f"{H} said on Monday she had informed {P} of her call with {D}.",
        {("call", "held", _HD, "2024-05")},
    ),
    Case(
        "informed at a meeting",
        f"{H} met {P} in Lisbon on Monday and informed him of her call with {D}.",
        {("meeting", "held", _HP, "2024-05-13"), ("call", "held", _HD, "2024-05-13")},
    ),
)
def test_who_is_told_of_a_call_is_not_of_it(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text))


@cases(
    Case(
        "had been the guest of",
        f"{H} dined with {D} in Bergen on Monday and had been the guest of {P} in Patras on Sunday.",
        {("meeting", "held", _HD, "2024-05-13"), ("meeting", "held", _HP, "2024-05-12")},
    ),
    Case(
        "a dinner given by another",
        f"{H} met {D} on Monday and attended a dinner given by {P} for envoys.",
        {("meeting", "held", _HD, "2024-05-13"), ("meeting", "held", _HP, "2024-05-13")},
    ),
)
def test_who_gave_a_dinner_is_at_it_and_who_only_invites_is_not(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text))


@cases(
    Case(
        "two trips in two clauses",
        f"{H} is to go to Ankara next spring, and {D} has accepted an invitation to return in 2026.",
        set(),
    ),
    Case(
        "met him there",
        f"{H} flew to Ankara on Monday, and {D} met her at the airport.",
        {("meeting", "held", _HD, "2024-05-13")},
    ),
    Case(
        "ministers who accompanied him",
        "Norwegian President Ole Lund met Turkish Foreign Minister Emre Demir on Monday. "
        "Norwegian Energy Minister Nils Berg accompanied him.",
        {("meeting", "held", ("Emre Demir", "Ole Lund"), "2024-05-13")},
    ),
    Case(
        "a leader by surname before other leaders",
        "U.S. President Joe Biden met aides on Monday. Biden said he would telephone Zelenskiy and European leaders afterwards.",
        {("call", "planned", ("Joe Biden", "Volodymyr Zelenskyy"), None)},
    ),
)
def test_clauses_and_companions_make_no_meetings_of_their_own(case: Case) -> None:
    found = {(k, s, w, None if s == "planned" else d) for k, s, w, d in told(case)}
    assert found == case.expected, summary(read(case.text))


def test_who_is_invited_somewhere_has_not_met_the_other_guests_yet() -> None:
    records = read(f"{H} and {D} have been invited to the summit in Athens by {P}.")
    assert "held" not in {r.status.value for r in records.reports}, summary(records)


def test_days_of_talks_that_ended_are_a_stretch() -> None:
    report = only(read(f"Four days of talks between {H} and {D} ended on Monday."))
    assert (report.start, report.end) == ("2024-05-10", "2024-05-13")


def test_last_of_a_row_may_have_no_place() -> None:
    records = read(f"{H} saw {D} in Bergen, {P} in Athens and, on the final leg, Chilean Foreign Minister Diego Rojas.")
    assert {(who(r), r.city) for r in records.reports if r.kind.value == "meeting"} >= {
        (_HD, "Bergen"),
        (_HP, "Athens"),
    }


def test_place_of_the_last_meeting_is_not_that_of_the_next() -> None:
    records = read(f"{H} and {D} met on Monday. Their last meeting was in Bergen in March.")
    assert {(r.start, r.city) for r in records.reports} == {("2024-05-13", None), ("2024-03", "Bergen")}
