"""Meetings that somebody denies, and those that did not come about; what is denied of a meeting leaves the meeting as it is."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

F = "Norwegian Foreign Minister Kari Haug"
M = "Turkish Foreign Minister Emre Demir"
_MET = {(("Emre Demir", "Kari Haug"), "held")}


def none(name: str, text: str) -> Case:
    """Return a case in which nobody met."""
    return Case(name, text, set())


@cases(
    none("denied on a day that they had met", f"The ministry on Monday denied that {F} had met {M} in Izmir."),
    none("denied a report", f"The ministry denied a report that {F} had held talks with {M} in Izmir."),
    none("denied that there had been talks", f"The ministry denied that there had been any talks between {F} and {M}."),
    none("denied reports of a plan", f"The ministry denied media reports that {F} would travel to Izmir and meet {M}."),
    none("denied that a trip was in preparation", f"The ministry denied that a visit by {F} was under preparation."),
    none("dismissed as untrue", f"A spokesman dismissed as untrue reports that {F} had met {M} in Izmir."),
    none("rejected as baseless", f"A spokesman rejected as baseless a report of a meeting between {F} and {M}."),
    none("brushed aside", f"{F} brushed aside claims that she had met {M} in Izmir last week."),
    none("described as invented", f"{F} described as pure invention a story that {M} had received her in Izmir."),
    none("reports are false", f"Reports that {F} had met {M} in Izmir are false, a spokesman said."),
    none("not true that", f"It is not true that {F} met {M} in Izmir, her office said."),
    none("no truth in reports", f"{F} said there was no truth in reports that she had met {M} in Izmir."),
    none("avoided meeting", f"{F} avoided meeting {M} in Izmir."),
    none("refuted that one avoided the other", f"The ministry refuted a report that {F} avoided meeting {M}."),
    none("failed to hold a yearly meeting", f"{F} and {M} failed to hold their customary meeting in Izmir."),
    none("was unable to see", f"{F} was unable to see {M} in Izmir."),
    none(
        "a summit that did not materialise",
        f"{F} and {M} shared a hotel, but a summit between them did not materialise.",
    ),
    none(
        "an assembly is only where they do not meet",
        f"{F} will not meet {M} at the UN General Assembly in New York, a spokesman said.",
    ),
    none(
        "a rumoured meeting is fake news", f"The rumoured meeting between {F} and {M} is fake news, the ministry said."
    ),
    none("called false", f"The ministry called the report that {F} had met {M} in Izmir mischievous and false."),
    none(
        "does not correspond to reality", f"The report about a meeting of {F} and {M} does not correspond to reality."
    ),
    none("denied any plans", f"A spokesman denied there were any plans for {F} to visit Izmir or meet {M}."),
    none("failed to show up", f"{F} failed to show up for a meeting with {M} in Izmir."),
    Case(
        "a planned meeting failed to take place",
        f"{F}'s planned meeting with {M} failed to take place.",
        {(("Emre Demir", "Kari Haug"), "cancelled")},
    ),
    Case(
        "denied a snub during the meeting",
        f"The ministry denied that {F} had snubbed {M} during their meeting in Izmir on Monday.",
        _MET,
    ),
    Case("denied that the meeting was stormy", f"{F} denied that her meeting with {M} on Monday had gone badly.", _MET),
    Case("denied what was done there", f"{F} denied asking for money when she met {M} in Izmir.", _MET),
    Case("did not deny", f"{F} did not deny that she had met {M} in Izmir on Monday.", _MET),
    Case("denied what happened before", f"{F} denied reports that a ship was seized before she met {M}.", _MET),
    Case(
        "denied a snub by whom she met",
        f"{F} denied reports that she had been snubbed by {M}, whom she met in Izmir on Monday.",
        _MET,
    ),
    Case(
        "denied that it was called off",
        f"The ministry denied that {F} had cancelled a meeting with {M} in Izmir.",
        {(("Emre Demir", "Kari Haug"), "planned")},
    ),
    Case(
        "who rejects a report was not there",
        f"Defence Minister Per Lie dismissed a report that {F} had quarrelled with {M} at their meeting in Izmir.",
        _MET,
    ),
)
def test_denied_meetings_are_none(case: Case) -> None:
    records = read(case.text)
    assert {
        (who(r), r.status.value) for r in records.reports if r.kind.value != "visit" or not case.expected
    } == case.expected, summary(records)


@cases(
    none("not told of any", f"Lund said that her ministry had not been told of any visit by {M}."),
    none("knew of no", f"The ministry knew nothing of a meeting between {F} and {M}."),
    none("no request for", f"The ministry had received no request for a meeting between {F} and {M}."),
)
def test_what_nobody_knows_of_is_no_meeting(case: Case) -> None:
    records = read(case.text)
    assert not records.reports, summary(records)


def test_a_meeting_that_somebody_was_told_of_is_one() -> None:
    records = read(f"The ministry had not been told of the visit on which {F} met {M} in Izmir on Monday.")
    assert ("Emre Demir", "Kari Haug") in {who(report) for report in records.reports}, summary(records)


@cases(
    none("counted since a month", f"{F} has spoken with {M} by telephone three times since March."),
    none("counted this year", f"{F} and {M} have met four times this year."),
    none("a habit", f"{F} and {M} try to meet twice a year."),
    none("every year", f"{F} and {M} meet every year."),
)
def test_meetings_counted_or_made_a_habit_are_none_of_a_day(case: Case) -> None:
    records = read(case.text)
    assert not records.reports, summary(records)


def test_the_last_of_meetings_counted_is_one() -> None:
    records = read(f"{F} and {M} have met four times since March, most recently in Izmir.")
    assert {who(report) for report in records.reports} == {("Emre Demir", "Kari Haug")}, summary(records)


@cases(
    Case(
        "calling off one before",
        f"{F} shook hands with {M} on Monday after calling off a meeting with him on Friday.",
        "held",
    ),
    Case("a meeting likely", f"{F} flies to Izmir on Friday. A meeting with {M} is likely.", "proposed"),
    Case(
        "talks on the agenda",
        f"{F} flies to Izmir on Friday. Talks with {M} are also on the agenda, her office said.",
        "planned",
    ),
    Case(
        "had somebody for breakfast",
        f"{F} had {M} for breakfast and will see President Juan Vela of Ecuador on Friday.",
        "held",
    ),
    Case(
        "said that they would",
        f"{F} said that she had called President Juan Vela of Ecuador on Monday and that she would meet {M} in Izmir.",
        "planned",
    ),
)
def test_a_meeting_stands_as_its_own_words_say(case: Case) -> None:
    records = read(case.text)
    found = [r.status.value for r in records.reports if who(r) == ("Emre Demir", "Kari Haug")]
    assert found == [case.expected], summary(records)


@cases(
    none("both also spoke", f"Prime Minister Joan Kamau opened the summit. {F} and {M} also spoke."),
    none("said by an aide's aide", f"A fair with {M} is likely, {F}'s aide Per Lund said on leaving."),
)
def test_who_speaks_as_others_do_met_nobody_by_it(case: Case) -> None:
    records = read(case.text)
    assert not {who(r) for r in records.reports if len(who(r)) > 1}, summary(records)


def test_who_speak_with_one_another_meet() -> None:
    records = read(f"{F} and {M} also spoke with each other in Izmir on Monday.")
    assert ("Emre Demir", "Kari Haug") in {who(r) for r in records.reports}, summary(records)


def test_who_tells_of_a_meeting_likely_is_not_of_it() -> None:
    records = read(
        f"{F} flies to Izmir on Friday. A meeting with {M} is likely, her deputy Per Lund said after a briefing."
    )
    assert all("Per Lund" not in who(r) for r in records.reports), summary(records)


@cases(
    Case("but not others", f"{F} met {M} and Prime Minister Joan Kamau, but not President Juan Vela or Per Lund.", {"Emre Demir", "Joan Kamau"}),
    Case("not only", f"{F} met not only {M} but Prime Minister Joan Kamau.", {"Emre Demir", "Joan Kamau"}),
)  # fmt: skip
def test_who_is_excepted_was_not_met(case: Case) -> None:
    records = read(case.text)
    met = {name for r in records.reports if "Kari Haug" in who(r) for name in who(r)} - {"Kari Haug"}
    assert met == case.expected, summary(records)
    assert all("Kari Haug" in who(r) for r in records.reports), summary(records)


def test_what_somebody_called_off_aside_leaves_his_meeting_as_it_was() -> None:
    records = read(f"{F}, who had cancelled a trip to Bonn, called on {M} in Izmir on Monday.")
    assert [r.status.value for r in records.reports if len(who(r)) > 1] == ["held"], summary(records)
