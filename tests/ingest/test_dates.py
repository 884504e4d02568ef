"""Date phrases and durations mean what a reader takes them to mean, and are no more precise than the text."""

from __future__ import annotations

import pytest

from graph.model import DurationQualifier, Kind, Status
from ingest.annotations import annotations_of
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import PUBLISHED, Case, cases, document, encounter, only, read, summary

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")
EXACT, ABOUT, AT_LEAST, NEARLY = DurationQualifier


def days(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    """Return the days that the date phrases of a text mean: first, and last of a range."""
    found = annotations_of(annotate(load_pipeline(), document(text, published))).times
    return [(time.value, time.end if time.end != time.value else None) for time in found]


def lengths(text: str) -> list[tuple[int, DurationQualifier]]:
    """Return the durations of a text in minutes."""
    found = annotations_of(annotate(load_pipeline(), document(text))).durations
    return [(duration.minutes, duration.qualifier) for duration in found]


# The fifteenth of May 2024 was a Wednesday.
@cases(
    Case("weekday just gone", "They met on Monday.", ("2024-05-13", None)),
    Case("weekday of today", "They met on Wednesday.", ("2024-05-15", None)),
    Case("weekday of last week", "They met on Friday.", ("2024-05-10", None)),
    Case("weekday ahead", "They will meet on Friday.", ("2024-05-17", None)),
    Case("weekday of what is", "The vote is on Tuesday.", ("2024-05-21", None)),
    Case("weekday of what was", "The vote was on Tuesday.", ("2024-05-14", None)),
    Case("weekday ahead by noun", "The talks are due on Friday.", ("2024-05-17", None)),
    Case("last with weekday", "They met last Friday.", ("2024-05-10", None)),
    Case("last with yesterday's weekday", "They met last Tuesday.", ("2024-05-07", None)),
    Case("last opens the sentence", "Last Friday they met.", ("2024-05-10", None)),
    Case("last with today's weekday", "Last Wednesday they met.", ("2024-05-08", None)),
    Case("this with weekday ahead", "They meet this Saturday.", ("2024-05-18", None)),
    Case("weekday of last week, said so", "They met on Monday of last week.", ("2024-05-06", None)),
    Case("weekday of next week, said so", "They will meet on Tuesday next week.", ("2024-05-21", None)),
    Case("since weekday", "She has been in town since Friday.", ("2024-05-10", None)),
    Case("until weekday in the past", "She stayed on in Rome until Monday and lunched with him.", ("2024-05-13", None)),
    Case("put off until", "They put off the meeting until Friday.", ("2024-05-17", None)),
    Case("following talks", "They said that tariffs would fall, following talks on Monday.", ("2024-05-13", None)),
    Case("had, shortened", "He’d been received there on Monday.", ("2024-05-13", None)),
    Case("could, of what was done", "The minister could report on Monday that all had agreed.", ("2024-05-13", None)),
    Case("heads of state are no verb of going", "He received five heads of state on Saturday.", ("2024-05-11", None)),
    Case("next to somebody", "She stood next to him on Sunday.", ("2024-05-12", None)),
    Case("called for", "A summit is called for Sunday.", ("2024-05-19", None)),
    Case("was expected", "He was expected in Lisbon on Sunday.", ("2024-05-19", None)),
    Case("was to have been", "A conversation which he was to have had with her on Monday fell through.", ("2024-05-13", None)),
    Case("flies, taken for a noun", "On Friday Prime Minister Ana Silva flies to Lisbon.", ("2024-05-17", None)),
    Case("join, with several", "On Friday Grace Wanjiku and Thabo Mbeki join them.", ("2024-05-17", None)),
    Case("pencilled in for", "A visit pencilled in for Monday has been put off.", ("2024-05-20", None)),
    Case("set for", "They called off the meeting set for Friday.", ("2024-05-17", None)),
    Case("invited to a place on a day", "He invited her to Lisbon on Saturday.", ("2024-05-18", None)),
    Case("invited to a place in a month", "He has invited her to Lisbon in March.", ("2025-03", None)),
    Case("was invited in a month", "In March she was invited by him.", ("2024-03", None)),
    Case("lands, taken for a noun", "The minister for the Americas lands in Lisbon on Monday.", ("2024-05-20", None)),
    Case("in so many days", "They will meet in three days.", ("2024-05-18", None)),
    Case("in so many days' time", "They are to meet in three days' time.", ("2024-05-18", None)),
    Case("in so many weeks", "In three weeks he travels to Rome.", ("2024-06", None)),
    Case("whose soldiers, of somebody met", "She sat down on Monday with the general, whose soldiers took the town.", ("2024-05-13", None)),
    Case("day of the month ahead, of one who leaves", "He leaves for Lisbon on the 24th and will see her there.", ("2024-05-24", None)),
    Case("day of the month gone", "He left for Lisbon on the 24th and saw her there.", ("2024-04-24", None)),
    Case("put, which has one form", "The plan is studied in Lima, whose president put off a trip in April because of floods.", ("2024-04", None)),
    Case("pencilled in for a month", "She has since put off a trip that had been pencilled in for June.", ("2024-06", None)),
    Case("as recently as", "He was in Lisbon as recently as March, and gave her his word.", ("2024-03", None)),
    Case("should have been there", "He should have been in Lisbon on Monday for a summit.", ("2024-05-13", None)),
    Case("had been to see", "He had been to see her in Lisbon on Feb. 2.", ("2024-02-02", None)),
    Case("two weekdays", "They met on Monday and Tuesday.", ("2024-05-13", "2024-05-14")),
    Case("from weekday to weekday", "They will meet from Thursday to Saturday.", ("2024-05-16", "2024-05-18")),
    Case("before the end of the year", "They will meet before the end of the year.", ("2024", None)),
    Case("day of last year", "He last came on May 3 last year.", ("2023-05-03", None)),
    Case("month without a full stop", "They met on Jan 30.", ("2024-01-30", None)),
    Case("month without a full stop behind a day", "They met on 9 Dec 2022.", ("2022-12-09", None)),
    Case("second half of the year", "They will meet in the second half of the year.", ("2024", None)),
    Case("month of last year", "They met in Lisbon in June last year.", ("2023-06", None)),
    Case("month of next year", "They will meet in March next year.", ("2025-03", None)),
    Case("weekday last week", "They met on Monday last week.", ("2024-05-06", None), "2024-05-17"),
    Case("named by its day", "The trip builds on her call with the premier of March 3.", ("2024-03-03", None)),
    Case("was due in a month ahead", "She was due to meet him in July.", ("2024-07", None)),
    Case("was due in a month gone", "She was due to meet him in January.", ("2024-01", None)),
    Case("later on yesterday's weekday", "She was to see him later on Tuesday, sources said.", ("2024-05-14", None)),
    Case("last May", "They met there last May.", ("2023-05", None)),
    Case("next with weekday", "They will meet next Monday.", ("2024-05-20", None)),
    Case("today", "They met today.", ("2024-05-15", None)),
    Case("yesterday", "They met yesterday.", ("2024-05-14", None)),
    Case("tomorrow", "They will meet tomorrow.", ("2024-05-16", None)),
    Case("day and month", "They met on 3 May.", ("2024-05-03", None)),
    Case("month and day", "They met on May 3.", ("2024-05-03", None)),
    Case("ordinal", "They met on May 3rd.", ("2024-05-03", None)),
    Case("full, American", "They met on December 9, 2022.", ("2022-12-09", None)),
    Case("full, British", "They met on 9 December 2022.", ("2022-12-09", None)),
    Case("the ninth of", "They met on the 9th of December 2022.", ("2022-12-09", None)),
    Case("abbreviated month", "They met on Dec. 9, 2022.", ("2022-12-09", None)),
    Case("ISO", "They met on 2022-12-09.", ("2022-12-09", None)),
    Case("day and month of last year", "They met on 9 December.", ("2023-12-09", None)),
    Case("day and month ahead", "They will meet on 3 June.", ("2024-06-03", None)),
    Case("month ahead over new year", "They will meet in January.", ("2025-01", None)),
    Case("yesterday opens the sentence", "Yesterday they met.", ("2024-05-14", None)),
    Case("spent the weekend", "They spent the weekend in Malta.", ("2024-05-11", "2024-05-12")),
    Case("at the weekend", "They met in Malta at the weekend.", ("2024-05-11", "2024-05-12")),
    Case("at the weekend to come", "They will meet in Malta at the weekend.", ("2024-05-18", "2024-05-19")),
    Case("this weekend", "They will sit down in Malta this weekend.", ("2024-05-18", "2024-05-19")),
    Case("is expected on", "They are expected in Lisbon on Friday.", ("2024-05-17", None)),
    Case("to be debated on", "They met to prepare a plan to be debated on Friday.", ("2024-05-17", None)),
    Case("weekday among verbs in the past", "The hall holds a thousand, and on Friday afternoon all of them seemed to wait.", ("2024-05-10", None)),
    Case("next week over the turn of a month", "They will meet next week.", ("2024-05", None), published="2024-05-22"),
    Case("yesterday over new year", "They met yesterday.", ("2023-12-31", None), published="2024-01-01"),
    Case("leap day", "They met on 29 February.", ("2024-02-29", None)),
)  # fmt: skip
def test_days(case: Case) -> None:
    assert days(case.text, case.published) == [case.expected]


@cases(
    Case(
        "look back does not move the day",
        "On Monday she was in Oslo. Three days earlier he had been in Rome. That night they spoke.",
        ["2024-05-13", "2024-05-10", "2024-05-13"],
    ),
    Case(
        "later in the day named before",
        "She will have breakfast with him on Friday and meet the speaker later in the day.",
        ["2024-05-17", "2024-05-17"],
    ),
    Case("later in the day of the document", "He said on Monday that he tried. A pause.\n\nRain fell. He left later in the day.", ["2024-05-13", "2024-05-15"]),
    Case("later in the day that is told of", "He said on Monday that he tried. A pause.\n\nRain fell.\n\nLater in the day, he left.", ["2024-05-13", "2024-05-13"]),
    Case("planned for a weekday", "A visit of the minister, planned for Friday, has been put off.", ["2024-05-17"]),
    Case("extended until a weekday", "He has extended his stay in Lima until Friday.", ["2024-05-17"]),
    Case("something ends on a weekday", "The conference ends on Friday.", ["2024-05-17"]),
    Case("the number of a day before a name", "He came on May 3. On the 6th Lúcia Fernandes rang him.", ["2024-05-03", "2024-05-06"]),
    Case("two weekdays apart", "They met on Friday and Tuesday.", ["2024-05-10", "2024-05-14"]),
    Case(
        "the day before, in a new paragraph",
        "They opened the forum on Tuesday. On Tuesday it rained. It had been planned since Sunday.\n\nThe day before, they had rung.",
        ["2024-05-14", "2024-05-14", "2024-05-12", "2024-05-13"],
    ),
    Case("the day before, in the same paragraph", "They opened the forum on Tuesday. On Sunday it rained. The day before, they had rung.", ["2024-05-14", "2024-05-12", "2024-05-11"]),
    Case("weeks before something", "He came on May 3, two weeks before the vote.", ["2024-05-03"]),
    Case(
        "days as headings",
        "Wednesday, May 15\n\nThey met today.\n\nTuesday, May 14\n\nThey met this morning. They will meet tomorrow.\n",
        ["2024-05-15", "2024-05-15", "2024-05-14", "2024-05-14", "2024-05-15"],
    ),
    Case(
        "weekday without a verb, its date below",
        "Costa and Fernandes in Oslo on Sunday\n\nCosta will have Fernandes with him in Oslo on May 19, his spokesperson said.",
        ["2024-05-19", "2024-05-19"],
    ),
    Case("weekday without a verb", "Costa and Fernandes in Oslo on Sunday\n\nThey signed on May 3.", ["2024-05-12", "2024-05-03"]),
    Case("a day on one line of its own", "May 14\n\nThey met today.\n", ["2024-05-14", "2024-05-15"]),
    Case("on the second, of things", "He came on Monday. He put his name on the second, next door.", ["2024-05-13"]),
)  # fmt: skip
def test_days_in_a_row(case: Case) -> None:
    assert [first for first, _ in days(case.text)] == case.expected


@cases(
    Case("in month", "They met in February.", ("2024-02", None)),
    Case("in month of last year", "They met in November.", ("2023-11", None)),
    Case("month and year", "They met in November 2021.", ("2021-11", None)),
    Case("year", "They met in 2019.", ("2019", None)),
    Case("last month", "They met last month.", ("2024-04", None)),
    Case("next month", "They will meet next month.", ("2024-06", None)),
    Case("this month", "They met this month.", ("2024-05", None)),
    Case("last year", "They met last year.", ("2023", None)),
    Case("next year", "They will meet next year.", ("2025", None)),
    Case("last month in January", "They met last month.", ("2023-12", None), published="2024-01-20"),
    Case("month of publication only", "They met last month.", ("2024-04", None), published="2024-05"),
    Case(
        "early in a month",
        "They met in early March.",
        ("2024-03", None),
    ),
    Case(
        "late in a year",
        "They met in late 2022.",
        ("2022", None),
    ),
)
def test_partial_dates_stay_partial(case: Case) -> None:
    assert days(case.text, case.published) == [case.expected]


@cases(
    Case("days of a month", "They met from 3 to 5 May.", ("2024-05-03", "2024-05-05")),
    Case("hyphen", "They met on May 3-5.", ("2024-05-03", "2024-05-05")),
    Case("en dash with year", "They met on 3–5 May 2023.", ("2023-05-03", "2023-05-05")),
    Case("and", "They met on September 16 and 17, 2023.", ("2023-09-16", "2023-09-17")),
    Case(
        "over two months",
        "They met from 30 April to 2 May.",
        ("2024-04-30", "2024-05-02"),
    ),
    Case("between", "They met between 3 and 5 May.", ("2024-05-03", "2024-05-05")),
)
def test_ranges(case: Case) -> None:
    assert days(case.text) == [case.expected]


@cases(
    Case("the day before", "They met on 3 May. The day before, trade officials had gathered.", ["2024-05-03", "2024-05-02"]),
    Case("the next day", "They met on 3 May. The next day she flew home.", ["2024-05-03", "2024-05-04"]),
    Case("the following day", "They met on 3 May. The following day she flew home.", ["2024-05-03", "2024-05-04"]),
    Case("two days later", "They met on 3 May. Two days later she flew home.", ["2024-05-03", "2024-05-05"]),
    Case("a week after", "They met on 3 May. A week after that she flew home.", ["2024-05-03", "2024-05-10"]),
    Case("a week earlier", "They met on 3 May. A week earlier they had spoken.", ["2024-05-03", "2024-04-26"]),
    Case("three days ago", "They met three days ago.", ["2024-05-12"]),
    Case("two weeks ago is of that week", "They met two weeks ago.", ["2024-05"]),
    Case("a year ago", "They met a year ago.", ["2023"]),
)  # fmt: skip
def test_dates_anchored_at_another_or_at_the_document(case: Case) -> None:
    assert [first for first, _ in days(case.text)] == case.expected


def test_dateline_is_the_anchor_where_it_differs_from_publication() -> None:
    text = f"LISBON, May 14 (Atlas) - {F} met {M} on Tuesday, and flew home today."
    assert [first for first, _ in days(text)] == ["2024-05-14", "2024-05-14", "2024-05-14"]


def test_without_any_date_relative_phrases_mean_nothing() -> None:
    assert days("They met on Monday, a day after the rain.", None) == []
    assert only(read(f"{F} met {M} in Lisbon on Monday.", None)).start is None


def test_without_any_date_full_dates_hold() -> None:
    assert only(read(f"{F} met {M} in Lisbon on 3 May 2021.", None)).start == "2021-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "They may meet.",
        "They will march on.",
        "The Second Division took the field.",
        "Flight 2020 was late.",
        "Resolution 2231 was adopted.",
        "Some 1900 people came.",
        "The Group of 20 met.",
    ],
)
def test_no_dates(text: str) -> None:
    assert days(text) == []


def test_impossible_day_is_no_date() -> None:
    assert days("They met on 30 February 2024.") in ([], [("2024-02", None)])


@cases(
    Case("figures", "They talked for 35 minutes.", (35, EXACT)),
    Case("35-minute", "It was a 35-minute meeting.", (35, EXACT)),
    Case("words", "They talked for five and a half hours.", (330, EXACT)),
    Case("hour and a half", "They talked for an hour and a half.", (90, EXACT)),
    Case("half an hour", "They talked for half an hour.", (30, EXACT)),
    Case("hours and minutes", "They talked for two hours and 20 minutes.", (140, EXACT)),
    Case(
        "ninety minutes",
        "They talked for ninety minutes.",
        (90, EXACT),
    ),
    Case("decimal", "They talked for 2.5 hours.", (150, EXACT)),
    Case("about", "They talked for about two hours.", (120, ABOUT)),
    Case("around", "They talked for around 40 minutes.", (40, ABOUT)),
    Case("some", "They talked for some three hours.", (180, ABOUT)),
    Case("roughly", "They talked for roughly an hour.", (60, ABOUT)),
    Case("more than", "They talked for more than three hours.", (180, AT_LEAST)),
    Case("over", "They talked for over an hour.", (60, AT_LEAST)),
    Case("at least", "They talked for at least two hours.", (120, AT_LEAST)),
    Case("nearly", "They talked for nearly an hour.", (60, NEARLY)),
    Case("almost", "They talked for almost three hours.", (180, NEARLY)),
    Case("just under", "They talked for just under two hours.", (120, NEARLY)),
    Case("three-hour", "The three-hour talks ended.", (180, EXACT)),
    Case("hour-long", "The hour-long talks ended.", (60, EXACT)),
    Case("of hours", "After seven hours of talks they parted.", (420, EXACT)),
)
def test_durations_keep_their_qualifier(case: Case) -> None:
    assert lengths(case.text) == [case.expected]


@pytest.mark.parametrize(
    "text",
    [
        "They met two hours after the vote.",
        "The flight takes eleven hours.",
        "A 24-hour strike began.",
        "They met an hour before midnight.",
    ],
)
def test_no_length_of_a_meeting(text: str) -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. {text}")
    assert all(report.duration_minutes is None for report in records.reports), summary(records)


@cases(
    Case("two days of talks", f"{F} and {M} ended two days of talks in Lisbon on Tuesday.", ("2024-05-13", "2024-05-14")),
    Case("clock time", f"{F} met {M} at 9:30 a.m. on Tuesday in Lisbon.", ("2024-05-14", "2024-05-14")),
    Case("visit over days", "Kenya's President Grace Wanjiku will visit Jakarta from 3 to 5 June.", ("2024-06-03", "2024-06-05")),
    Case("two-day visit", "Kenya's President Grace Wanjiku arrived in Jakarta on Tuesday for a two-day visit.", ("2024-05-14", "2024-05-15")),
    Case("late on", f"{F} met {M} late on Monday.", ("2024-05-13", "2024-05-13")),
    Case("before midnight", f"{F} met {M} in Lisbon shortly before midnight on Sunday.", ("2024-05-12", "2024-05-12")),
    Case("date before the sentence's other event", f"{F}, who took office in March, met {M} on Tuesday.", ("2024-05-14", "2024-05-14")),
    Case("not the day of the report", f"{F} met {M} on Monday, her ministry said on Wednesday.", ("2024-05-13", "2024-05-13")),
    Case("since is no day of meeting", f"{F} met {M} on Tuesday, the first such talks since 2019.", ("2024-05-14", "2024-05-14")),
)  # fmt: skip
def test_day_of_an_encounter(case: Case) -> None:
    report = only(read(case.text))
    assert (report.start, report.end) == case.expected


def test_meeting_dated_from_another_event() -> None:
    records = read(f"Kenya voted on 3 May. A week later {F} met {M} in Lisbon.")
    assert encounter(records, *PAIR).start == "2024-05-10"


def test_that_day_of_what_was_done_is_no_day_to_come() -> None:
    assert days("They will vote on Friday. The two had a talk that afternoon.") == [
        ("2024-05-17", None),
        ("2024-05-15", None),
    ]


def test_months_after_a_date_are_of_its_year() -> None:
    assert days("They met in Lisbon in February. In the months after that, three ministers flew to Accra.") == [
        ("2024-02", None),
        ("2024", None),
    ]


# Faults that the public texts of `bench/time_expressions.py` showed; the sentences are our own.
@cases(
    Case("year before 1900", "They met on 9 December 1814.", [("1814-12-09", None)]),
    Case("year before 1900 alone", "The treaty was signed in 1648, after years of war.", [("1648", None)]),
    Case("weekday with its date", "They met on Friday, 9 December 2022.", [("2022-12-09", None)]),
    Case("capitals", "DECEMBER 9, 2022", [("2022-12-09", None)]),
    Case("number that is no year", "They met at 1500 hours with 1700 soldiers.", []),
    Case("range of years", "They met every spring from 2015 to 2018.", [("2015", "2018")]),
    Case("years with a dash", "Her term (2015–2018) was short.", [("2015", "2018")]),
    Case("decade", "They met often in the 1990s.", [("1990", "1999")]),
    Case("century", "The border was drawn in the 19th century.", [("1800", "1899")]),
    Case("that year", "They met in Lisbon in 2015. That year, a treaty was signed.", [("2015", None), ("2015", None)]),
    Case("month of the same year", "They met in May 2015 and in October of that year.", [("2015-05", None), ("2015-10", None)]),
    Case("a year later than a year", "They met in 2015; two years later the treaty was signed.", [("2015", None), ("2017", None)]),
    Case("months later than a month", "They met in May 2015; three months later the treaty was signed.", [("2015-05", None), ("2015-08", None)]),
    Case("year told once", "They met on 3 June 2010. On 5 July they signed the treaty.", [("2010-06-03", None), ("2010-07-05", None)]),
    Case("year told once, over new year", "They met in December 2010. In March they signed the treaty.", [("2010-12", None), ("2011-03", None)]),
    Case("the next morning", "They met on 3 May. The next morning they signed.", [("2024-05-03", None), ("2024-05-04", None)]),
    Case("ordinal of a month named", "They came back in April, and on the 21st of the same month they signed.", [("2024-04", None), ("2024-04-21", None)]),
    Case("that month of a year", "There was war in 2017, until they shook hands that September.", [("2017", None), ("2017-09", None)]),
)  # fmt: skip
def test_dates_of_history(case: Case) -> None:
    assert days(case.text, case.published) == case.expected


def test_meeting_some_days_before_something_dated() -> None:
    text = f"{F} spoke to reporters on Tuesday, two days after she had met {M}."
    assert encounter(read(text), *PAIR).start == "2024-05-12"


@cases(
    Case("a day before", "met Kenya's President Grace Wanjiku on Monday, a day before talks with {M}", "2024-05-14"),
    Case("ahead of", "met Kenya's President Grace Wanjiku on Saturday, two days ahead of her talks with {M}", "2024-05-13"),
    Case("a day after", "met Kenya's President Grace Wanjiku on Monday, a day after a meeting with {M}", "2024-05-12"),
)  # fmt: skip
def test_talks_some_days_from_a_dated_meeting(case: Case) -> None:
    records = read(f"{F} {case.text.format(M=M)}.")
    assert encounter(records, *PAIR).start == case.expected, summary(records)
    assert len([r for r in records.reports if r.kind is Kind.MEETING]) == 2, summary(records)


def test_what_came_before_has_a_day_of_its_own() -> None:
    text = f"{F} arrived in Lisbon on Tuesday and met {M}, after stops in Rome and Oslo over the weekend."
    assert encounter(read(text), *PAIR).start == "2024-05-14"


def test_a_sentence_goes_on_with_what_was_long_ago() -> None:
    text = (
        f"LISBON, May 15 (Agency) - {F} arrived on Tuesday. Kenya's President Peter Kamau flew to Lisbon in March. "
        f"He met {M}, too."
    )
    assert encounter(read(text), "Peter Kamau", PAIR[1]).start == "2024-03"


def test_the_day_of_where_somebody_comes_from_is_not_that_of_the_report() -> None:
    text = f"LISBON - {F} received {M} at the airport. Mbeki, who flew in from Rome, where he opened a fair on Monday, is here for talks."
    assert encounter(read(text), *PAIR).start == PUBLISHED


def test_decade_dates_no_meeting() -> None:
    assert encounter(read(f"{F} met {M} in the 1990s."), *PAIR).start is None


def test_live_report_is_of_its_day() -> None:
    text = f"""14:20 The Kenyan delegation, which came on Monday, has left the hall.

    13:05 {F} has met {M}.

    12:30 The doors have opened."""
    assert encounter(read(text), *PAIR).start == PUBLISHED


def test_undated_meeting_after_a_sentence_of_another_day_is_of_that_day() -> None:
    text = (
        f"{F} opened a conference in Lisbon on Tuesday. The hall was full on Tuesday.\n\n"
        f"On Monday she had walked through the old town. She met {M}.\n\n"
        f"She met Chile's Foreign Minister Pablo Soto."
    )
    assert encounter(read(text), *PAIR).start == "2024-05-13"


def test_visit_begins_with_its_first_meeting() -> None:
    text = (
        f"LISBON – {F} left Lisbon on Tuesday night after her first visit to Portugal. "
        "She met Portugal's Prime Minister Rui Costa in Lisbon on Sunday."
    )
    visits = [report for report in read(text).reports if report.kind is Kind.VISIT]
    assert [report.start for report in visits] == ["2024-05-12"]


@cases(
    Case("attended, planned, with the trip", f"NAIROBI, May 15 (Agency) – {F} leaves on Thursday for Lisbon. She is to attend the Ocean Forum there. In the evening she will meet {M}.", "2024-05"),
    Case("day of the talks before", f"LISBON, May 15 (Agency) – {F} arrived on Monday. On Monday she saw the mayor.\n\nOver lunch she met {M}, too.", "2024-05-13"),
    Case("told beside the word of meeting", f"LISBON, May 15 (Agency) – {F} arrived on Monday. On Monday she saw the mayor.\n\nOn 3 March she met {M}.", "2024-03-03"),
)  # fmt: skip
def test_day_that_the_document_takes_for_granted(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).start == case.expected


@cases(
    Case("goes on from where the day is", f"On Tuesday {F} was received in Oslo, and she went on to Lisbon.", {"PRT": ("2024-05", "2024-05")}),
    Case("went on after an appointment", f"{F} goes on to Lisbon after an appointment on Thursday in Oslo.", {"PRT": ("2024-05", "2024-05")}),
    Case("last day", f"{F} left Lisbon on Monday after a visit that had pleased everybody.", {"PRT": ("2024-05", "2024-05-13")}),
    Case("last day, flown home", f"{F} flew home from Lisbon on Monday.", {"PRT": ("2024-05", "2024-05-13")}),
    Case("in town since", f"{F} has been in Lisbon since Monday.", {"PRT": ("2024-05-13", "2024-05-13")}),
    Case("left for", f"{F} left on Monday for Lisbon.", {"PRT": ("2024-05-13", "2024-05-13")}),
    Case("days of two stops each", f"{F} is due in Doha and Riyadh on Saturday and in Kuwait and Muscat on Sunday.", {"QAT": ("2024-05-18", "2024-05-18"), "SAU": ("2024-05-18", "2024-05-18"), "KWT": ("2024-05-19", "2024-05-19"), "OMN": ("2024-05-19", "2024-05-19")}),
)  # fmt: skip
def test_days_of_visits(case: Case) -> None:
    found = {r.country: (r.start, r.end) for r in read(case.text).reports if r.kind is Kind.VISIT}
    assert {country: found.get(country) for country in case.expected} == case.expected


@cases(
    Case("flew to see", f"{F} flew to Lisbon on Monday to see {M}.", "2024-05-13"),
    Case("stayed to meet", f"{F} drove to Lisbon on Monday and stayed to meet {M}.", "2024-05-13"),
)  # fmt: skip
def test_what_somebody_went_to_do_has_the_day_of_the_way_there(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.start, report.status) == (case.expected, Status.HELD)


def test_day_of_another_clause_behind_a_semicolon() -> None:
    report = encounter(read(f"The king’s visit, it was said, ended in March; {F} met {M} in Lisbon."), *PAIR)
    assert report.start != "2024-03"


def test_month_goes_on_for_a_meeting_elsewhere() -> None:
    records = read(
        "LISBON, May 15 (Agency) - Kenya's President Grace Wanjiku held talks in Lisbon on Wednesday with Portugal's leaders.\n\n"
        f"In March, it was reported that Kenya had closed its mission in Porto. {F} met {M} in Vienna."
    )
    assert encounter(records, *PAIR).start == "2024-03"


def test_since_somebody_took_office_dates_no_visit() -> None:
    report = only(
        read("Kenya's President Grace Wanjiku is in Jakarta on her first trip since she took office in March.")
    )
    assert report.start != "2024-03"


def test_what_came_next_long_ago_was_held() -> None:
    text = f"{F} received the king on 2 May, before flying to Rome to meet {M}."
    assert encounter(read(text), *PAIR).status is Status.HELD


@cases(
    Case("since a day, when", f"{F} has been in Lisbon since Monday, when she met {M}.", "2024-05-13"),
    Case("since a day", f"{F} has met {M} since February.", "2024"),
    Case("not since a month", f"Not since February, when they saw each other in Rome, have {F} and {M} met in person.", "2024-02"),
    Case("since a day of this month", f"{F} has met {M} several times since Friday.", "2024-05"),
    Case("since a year, when", f"It was the first such encounter since 2019, when {F} and {M} met in Rome.", "2019"),
    Case("took over in", f"{F} conferred on Monday with {M}, who took over in March.", "2024-05-13"),
    Case("before flying on", f"{F} received the king on Monday, before flying to Rome to meet {M}.", "2024-05"),
    Case("leaves for where they will meet", f"{F} will leave for Lisbon on Friday, where she is to meet {M}.", "2024-05"),
    Case("during a visit of two days", f"{F} will travel to Lisbon on Friday for a visit of two days, during which she will meet {M}.", "2024-05"),
    Case("called off on a day", f"{F} on Tuesday called off a meeting with {M}.", "2024-05"),
    Case("called off on a day, planned for another", f"{F} on Tuesday called off the talks that she was to have with {M} next Monday.", "2024-05-20"),
    Case("moved to another day", f"A meeting between {F} and {M}, planned for Monday, was moved to Thursday.", "2024-05-13"),
    Case("day of what is due next", f"{F} was received by {M} in Lisbon and will tour the north on Friday.", "2024-05-15"),
    Case("year of what they spoke of", f"{F} and {M} had talks, within which they agreed on a fund for 2025.", "2024-05-15"),
    Case("month behind a year", f"It will be recalled that {F} met {M} last year, in Rome in July.", "2023-07"),
    Case("month of another clause", f"{F} met {M} last year, and in May they announced a treaty.", "2023"),
    Case("days in a row", f"{F} met {M} on Monday and Tuesday.", "2024-05-13"),
)  # fmt: skip
def test_which_of_several_dates_a_meeting_has(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).start == case.expected
