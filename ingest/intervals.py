"""Tells the day of an encounter by how long before or after another it was.

"met her on Thursday, a day ahead of his talks with the president"      Friday
"her trip came three weeks after the two held talks in Oslo"            the month three weeks before the document
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Span, Token

from graph.dates import day_range
from graph.model import Status
from ingest.annotations import Annotations
from ingest.date_words import DAY, MONTH, count_of
from ingest.encounter import Encounter
from ingest.frames import Trigger
from ingest.nearby import span_of
from ingest.stretches import month_or_year
from ingest.syntax import FINITE, OBJECT, governing_verb

_FROM_ANOTHER = re.compile(
    r"\b(?:(?P<n>an?|one|two|three|four|five|six|\d) days?|hours?|minutes|shortly) (?P<way>before|ahead of|after|following)(?: (?!(?:and|or|he|she|they|it|who)\b)[\w’'.-]+){0,5} $",
    re.IGNORECASE,
)


def days_from_another(doc: Doc, annotations: Annotations, trigger: Trigger) -> tuple[str, tuple[int, int]] | None:
    """Return the day of what another was some days before or after, and the words that tell it.

    "met her on Thursday, a day ahead of his talks with the president": the talks are on Friday.
    """
    ahead = _day_before_which(doc, annotations, trigger) or _day_by_event(doc, annotations, trigger)
    if ahead is not None:
        return ahead
    sent = doc[trigger.token].sent
    before = doc[sent.start : trigger.token].text + " "
    match = _FROM_ANOTHER.search(before)
    if match is None or (trigger.frame.pos != "NOUN" and not _is_right_behind(doc[trigger.token], match["way"])):
        return None
    phrase = span_of(sent, match.start(), match.end("way"))
    days = [t for t in annotations.times if sent.start <= t.start and t.end_token <= phrase.start]
    if not days or len(days[-1].value) != DAY or days[-1].end not in {None, days[-1].value}:
        return None
    count = _count(match["n"]) if match["n"] is not None else 0  # "hours before meeting her": on the same day
    step = dt.timedelta(days=count if match["way"].casefold() in {"before", "ahead of"} else -count)
    return (dt.date.fromisoformat(days[-1].value) + step).isoformat(), (phrase.start, phrase.end)


_HOW_LONG_AFTER = re.compile(r"(?P<n>[\w-]+) days? (?P<way>after|before)$", re.IGNORECASE)


def _day_before_which(doc: Doc, annotations: Annotations, trigger: Trigger) -> tuple[str, tuple[int, int]] | None:
    """Return the day of what the only date behind it tells by another event: "rang her, a day after Kay met him in Oslo".

    The date is that of the other event, as it lies to the day the report goes on from: that is the day asked for.
    """
    word = doc[trigger.token]
    here = [t for t in annotations.times if word.sent.start <= t.start < word.sent.end]
    if len(here) != 1 or here[0].start <= word.i or word.tag_ not in {"VBD", "NN", "NNS"}:
        return None
    time = here[0]
    match = _HOW_LONG_AFTER.fullmatch(doc[time.start : time.end_token].text)
    if match is None or len(time.value) != DAY or any(t.tag_ in FINITE for t in doc[word.i + 1 : time.start]):
        return None
    step = dt.timedelta(days=_count(match["n"]) * (1 if match["way"].casefold() == "after" else -1))
    return (dt.date.fromisoformat(time.value) + step).isoformat(), (time.start, time.end_token)


_BY_EVENT = re.compile(
    r"\b(?:on the eve of|(?P<n>an?|one|two|three|\d) days? (?P<way>before|ahead of|after)) (?:the|his|her|their|this|that) (?:[\w’'-]+ ){0,3}?"
    r"(?P<event>summit|conference|meeting|talks|visit|trip|forum|ceremony|inauguration|vote|election|referendum)\b(?! [a-z]+ed\b)",
    re.IGNORECASE,
)


_BESIDE = frozenset({"eve", "before", "ahead", "after"})


def _day_by_event(doc: Doc, annotations: Annotations, trigger: Trigger) -> tuple[str, tuple[int, int]] | None:
    """Return the day of what was some days before or after an event of a day told before: "The summit is on Friday. On the eve of the summit he met her"."""
    word, sent = doc[trigger.token], doc[trigger.token].sent
    if any(sent.start <= t.start < sent.end for t in annotations.times):
        return None
    match = _BY_EVENT.search(sent.text) if any(t.lower_ in _BESIDE for t in sent) else None
    if match is None:
        return None
    phrase = span_of(sent, match.start(), match.end())
    between = doc[min(word.i + 1, phrase.end) : max(word.i, phrase.start)]
    is_first = phrase.start == sent.start
    if phrase.start <= word.i < phrase.end or (not is_first and any(t.tag_ in FINITE for t in between)):
        return None
    days = _days_of_event(doc, annotations, match["event"].casefold(), sent.start)
    if not days:
        return None
    is_after = (match["way"] or "").casefold() == "after"
    step = dt.timedelta(days=_count(match["n"] or "a") * (1 if is_after else -1))
    return (max(days) + step if is_after else min(days) + step).isoformat(), (phrase.start, phrase.end)


def _days_of_event(doc: Doc, annotations: Annotations, event: str, before: int) -> list[dt.date]:
    """Return the days told in the sentences before a token that name an event; none where they lie far apart."""
    days: list[dt.date] = []
    for time in annotations.times:
        if time.start < before and len(time.value) == DAY and event in doc[time.start].sent.text.casefold():
            days += [dt.date.fromisoformat(day) for day in (time.value, time.end or time.value) if len(day) == DAY]
    return days if days and max(days) - min(days) <= FEW_DAYS else []


FEW_DAYS = dt.timedelta(days=3)  # that an event may last


def _count(word: str) -> int:
    return 1 if word.casefold() in {"a", "an"} else count_of(word)


def _is_right_behind(verb: Token, way: str) -> bool:
    """Tell whether a verb is what something was before or after: "met her on Thursday, a day after signing a pact with Kay"."""
    return verb.tag_ == "VBG" and verb.nbor(-1).lower_ == way.casefold()


_LONG_AFTER = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|[1-9]\d?) (?P<unit>week|month|year)s? after(?: [\w’'.-]+){0,16} $",
    re.IGNORECASE,
)
ROUGHLY = dt.timedelta(days=2)  # "three weeks" may be some days more or less
RECENT = dt.timedelta(days=31)


def long_before(
    doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger
) -> tuple[str, tuple[int, int]] | None:
    """Return the month or year of what was some weeks, months or years before the document's own time, and the words that tell it.

    "Her trip came three weeks after the two held talks in Oslo." What has a date of its own, or is told in a look back, has none by that.
    """
    word = doc[trigger.token]
    sent = word.sent
    match = _LONG_AFTER.search(doc[sent.start : word.i].text + " ")
    if match is None or encounter.status is not Status.HELD or annotations.published is None:
        return None
    phrase = span_of(sent, match.start(), match.end("unit"))
    if not _is_told_after(phrase, word) or not _is_of_now(annotations, sent, phrase, match["unit"].casefold()):
        return None
    told = [t for t in annotations.times if sent.start <= t.start < phrase.start]
    base = day_range(told[-1].value)[0] if told else annotations.published[0]
    day = _long_before(base, _count(match["n"]), match["unit"].casefold())
    return None if day is None else (day, (phrase.start, phrase.end))


def _long_before(day: dt.date, count: int, unit: str) -> str | None:
    """Return the month, or year, that lies some weeks, months or years before a day; None where it may be of two years."""
    if unit == "year":
        return str(day.year - count)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02}"
    about = day - dt.timedelta(weeks=count)
    return month_or_year((about - ROUGHLY).isoformat(), (about + ROUGHLY).isoformat())


def _is_told_after(phrase: Span, word: Token) -> bool:
    """Tell whether a word is what something came after: "after the two held talks", not "after taking office he held talks"."""
    after = next((t for t in phrase.doc[phrase.start : word.i] if t.lower_ == "after"), None)
    if after is None:
        return False
    if word.dep_ == "cop" and after.head == word.head:
        return True  # "a month after she had been in Oslo"
    return after.head == word or (word.dep_ in OBJECT and after.head == governing_verb(word))


def _is_of_now(annotations: Annotations, sent: Span, phrase: Span, unit: str) -> bool:
    """Tell whether it is known what a phrase is measured from: a date just before it that is as precise, or the last month."""
    if annotations.published is None:
        return False
    here = [t for t in annotations.times if sent.start <= t.start < sent.end]
    if here:
        return here[-1].end_token <= phrase.start and len(here[-1].value) >= (MONTH if unit != "year" else 0)
    told = [t for t in annotations.times if t.start < phrase.start]
    return not told or day_range(told[-1].value)[1] >= annotations.published[0] - RECENT
