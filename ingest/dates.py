"""Finds date phrases in a Doc and tells which days they mean.

"on Monday" (published Tuesday 2023-06-20)     2023-06-19
"in February"                                  2023-02
"September 16 and 17"                          2023-09-16 to 2023-09-17
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from spacy.tokens import Doc

from ingest.annotations import TimeMention
from ingest.date_anchors import Anchor, anchor_of, remember, turn_to
from ingest.date_phrases import find_phrases, is_no_date
from ingest.date_values import resolve_phrase
from ingest.date_words import count_of
from ingest.datelines import diary_headings
from ingest.tenses import opens_clause


def find_times(doc: Doc) -> list[TimeMention]:
    """Return date phrases in text order, resolved against the document's date."""
    anchor = anchor_of(doc)
    found: list[TimeMention] = []
    text = doc.text  # made anew at each use
    headings = diary_headings(text)
    unsure: list[int] = []  # weekdays that hang on no verb
    dated: set[str] = set()  # days named by their date
    for kind, match in find_phrases(text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or is_no_date(doc, match, kind):
            continue
        clause = text[max(doc[span.start].sent.start_char, match.start() - 60) : match.start()]
        turn_to(anchor, span)
        resolved = resolve_phrase(kind, match, clause, anchor)
        if resolved is None:
            continue
        value, end, what, qualifier = resolved
        if what == "clause":
            if not opens_clause(span):
                continue
            what = "day"
        start = span.start
        if kind in {"yr", "oldyear", "years"}:
            start = next((t.i for t in span if t.text[:2].isdigit()), span.start)
        is_heading = match.start() in headings
        remember(anchor, span, match, kind, (value, what), is_heading=is_heading)
        if kind == "wd" and what == "day":
            value = _after_last(doc, found, start, value, anchor)
        if kind == "wd" and anchor.tense is None and what == "day":
            unsure.append(len(found))
        elif kind in {"iso", "md", "dm"}:
            dated.add(value)
        found.append(TimeMention(start, span.end, value, end, what, qualifier))
        anchor.stretch = _stretch(doc, found) or anchor.stretch
    _settle(found, unsure, dated)
    return _joined(doc, found)


def _after_last(doc: Doc, found: list[TimeMention], start: int, day: str, anchor: Anchor) -> str:
    """Return a weekday to come that is told behind another of one itinerary, a week on if it would be before that.

    On a Sunday: "leaves on Friday for Lima and, on Monday, for Quito": the Monday after that Friday.
    """
    last = found[-1] if found else None
    if last is None or anchor.day is None or last.kind != "day" or not anchor.day.isoformat() <= day < last.value:
        return day
    between = doc[last.end_token : start]
    if (
        doc[last.start].sent.start != doc[start].sent.start
        or doc[last.end_token - 1].text not in calendar.day_name
        or any(t.pos_ in {"VERB", "AUX"} or t.text in {";", ":"} for t in between)
        or not any(t.lower_ in {"and", "then"} for t in between)
    ):
        return day
    return (dt.date.fromisoformat(day) + dt.timedelta(weeks=1)).isoformat()


def _settle(times: list[TimeMention], unsure: list[int], dated: set[str]) -> None:
    """Let a weekday that hangs on no verb be the next one where that is dated: "in Oslo on Sunday", and below "on May 14"."""
    for i in unsure:
        ahead = (dt.date.fromisoformat(times[i].value) + dt.timedelta(weeks=1)).isoformat()
        if ahead in dated and times[i].value not in dated:
            times[i] = replace(times[i], value=ahead)


def _joined(doc: Doc, times: list[TimeMention]) -> list[TimeMention]:
    """Return date phrases with two days in a row made one: "on Thursday and Friday", "from Monday to Wednesday"."""
    kept: list[TimeMention] = []
    for time in times:
        last = kept[-1] if kept else None
        if last is not None and _go_on(doc, last, time):
            kept[-1] = replace(last, end_token=time.end_token, end=time.value, kind="range")
        else:
            kept.append(time)
    return kept


_OF_DAYS = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|\d)-day (?:[\w-]+ ){0,2}(?:visit|trip|tour|stay|meeting|summit|conference|forum|talks|session)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:end(?:s|ed|ing)|conclud\w+|wrap\w* up|(?:flew|fl\w+|return\w+|went|came) (?:home|back)|after|clos(?:ed|es))\b"
)
_BEGUN = re.compile(
    r"\b(?:arriv\w+|land(?:s|ed)|beg[aiu]n\w*|start\w*|open(?:s|ed)|kick\w* off|le(?:ft|aves|aving)|fl(?:ew|ies)|travel\w*)\b"
)


def _stretch(doc: Doc, found: list[TimeMention]) -> tuple[str, str] | None:
    """Return the first and last of the days that the last phrase names, alone or with the one before it; None if it is one day."""
    last = found[-1]
    if last.kind == "range" and last.end is not None:
        return last.value, last.end
    told = _OF_DAYS.search(doc[last.start].sent.text) if last.kind == "day" else None
    if told is not None:
        day, step = dt.date.fromisoformat(last.value), dt.timedelta(days=count_of(told["n"]) - 1)
        if _OVER.search(doc[last.start].sent.text):
            return (day - step).isoformat(), last.value
        return (last.value, (day + step).isoformat()) if _BEGUN.search(doc[last.start].sent.text) else None
    before = found[-2] if len(found) > 1 else None
    return (before.value, last.value) if before is not None and _go_on(doc, before, last) else None


_WEEKDAY_NAMES = frozenset(calendar.day_name)
_MOST_BETWEEN = {"and": 1, "to": 5, "through": 5, "until": 5, "–": 5}  # days from the first to the last


def _go_on(doc: Doc, first: TimeMention, second: TimeMention) -> bool:
    """Tell whether two weekdays with a word between them are the first and last of some days in a row."""
    if first.kind != "day" or second.kind != "day" or first.end is not None or second.start != first.end_token + 1:
        return False
    if doc[first.end_token - 1].text not in _WEEKDAY_NAMES or doc[second.start].text not in _WEEKDAY_NAMES:
        return False
    days = (dt.date.fromisoformat(second.value) - dt.date.fromisoformat(first.value)).days
    return 0 < days <= _MOST_BETWEEN.get(doc[first.end_token].lower_, 0)
