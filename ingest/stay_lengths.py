"""How long an encounter lasted: whether the day told of it is its first, its last or one between, and how many days it had.

"arrived on Tuesday for a two-day visit"           Tuesday to Wednesday
"flew home on Tuesday after a two-day visit"       Monday to Tuesday
"left Oslo on Friday after a visit"                some day of its month, to Friday
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.date_words import DAY, MONTH, ORDINALS, count_of
from ingest.encounter import AHEAD, Encounter
from ingest.frames import Trigger
from ingest.syntax import governing_verb

NEAR_LENGTH = 12  # tokens

_LENGTH = re.compile(
    r"\b(?:(?P<n>two|three|four|five|six|seven|\d)(?:-day\b|[- ]days? of (?:talks|meetings|visits|discussions|negotiations|consultations)\b)"
    r"|(?:in|over|within|for) (?P<n2>two|three|four|five|six|seven|\d) days\b)",
    re.IGNORECASE,
)
# Behind "two days of talks": "between Kay and Roe ended on Friday".
_ENDED = re.compile(r"[^,;.]*?\b(?:ended|concluded|finished|closed|(?:wrapped|wound|broke) up|broke (?:down|off))\b")
_ENDS = re.compile(
    r"\b(?:(?:end|conclud|wrap|finish|clos|left|leav|complet)\w*|w(?:ou|i)nds? up|(?:flew|fl[iy]\w*|went|came|return\w*) (?:home|back)|"
    r"return(?:s|ed|ing) (?:[\w’'.-]+ ){0,3}(?:from|after))\b",
    re.IGNORECASE,
)
# "left on Friday for a three-day visit"
_LEFT_FOR = re.compile(
    r"\b(?:left|leaves?|leaving|depart\w*)\b[^,;.]* (?:for|on) (?:an?|his|her|their|the) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:arriv|land|begin|began|start|open|kick|touch|flew|fl[iy]|set out|set off|travel|will|is to|due)\w*\b",
    re.IGNORECASE,
)


def add_length(doc: Doc, encounter: Encounter, trigger: Trigger) -> None:
    """Let a day be the first or last of several: "arrived on Tuesday for a two-day visit", "ended two days of talks on Tuesday"."""
    sent = doc[trigger.token].sent
    begin, end = max(sent.start, trigger.token - NEAR_LENGTH), min(sent.end, trigger.token + NEAR_LENGTH)
    near = doc[begin:end].text
    match = _LENGTH.search(near)
    if match is not None and encounter.status in AHEAD and " of " in match[0] and trigger.frame.pos == "VERB":
        match = None  # "ended two days of talks and agreed to meet again on Friday"
    if match is not None and _is_length_of_other(encounter, trigger, doc[begin : sent.end].text, match):
        match = None
    if encounter.date is None or len(encounter.date) != DAY:
        return
    if encounter.date_end not in {None, encounter.date}:
        return
    past = _days_past(doc, encounter, trigger, match)
    if match is None:
        if past is not None:
            encounter.date = (dt.date.fromisoformat(encounter.date) - dt.timedelta(days=past)).isoformat()
        elif _is_last_day(doc, encounter, trigger):
            encounter.date = encounter.date[:MONTH]
        return
    day, step = dt.date.fromisoformat(encounter.date), dt.timedelta(days=count_of(match["n"] or match["n2"]) - 1)
    if past is not None:
        first = day - dt.timedelta(days=past)
        encounter.date, encounter.date_end = first.isoformat(), (first + step).isoformat()
    elif _LEFT_FOR.search(near[: match.start()]) is not None:
        encounter.date_end = (day + step).isoformat()
    elif _ENDS.search(near[: match.start()]) or (" of " in match[0] and _ENDED.match(doc[trigger.end : sent.end].text)):
        encounter.date = (day - step).isoformat()
    elif _BEGINS.search(near):
        encounter.date_end = (day + step).isoformat()


# "flew home on Monday after a six-day journey through five countries": of the whole journey
_THROUGH = re.compile(
    r"[ -][\w’'-]+(?: [\w’'-]+)? (?:through|of|across|to) (?:\w+ )?(?:two|three|four|five|six|seven|\d+) [\w-]*(?:countries|nations|states|capitals|stops)\b"
)
_OF_EVENT = re.compile(r"[ -](?:[\w’'.-]+ ){0,3}?(?:summit|conference|visit|trip|tour|forum|gathering|assembly|stay)\b")
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|sixth)\b[^,;.]*$")


def _is_length_of_other(encounter: Encounter, trigger: Trigger, near: str, length: re.Match[str]) -> bool:
    """Tell whether a length is of what a meeting was part of, or of a row of meetings: "met at the start of a two-day summit", "a second meeting in two days"."""
    if encounter.kind is Kind.VISIT:
        return _THROUGH.match(near[length.end() :]) is not None
    if encounter.kind is not Kind.MEETING:
        return False
    if length["n2"] is not None:
        return _ORDINAL.search(near[: length.start()]) is not None
    event = _OF_EVENT.match(near[length.end() :])
    return event is not None and trigger.frame.lemma not in event[0]


def _days_past(doc: Doc, encounter: Encounter, trigger: Trigger, length: re.Match[str] | None) -> int | None:
    """Return how many days of a visit were over: "on the second day of a visit", "the last day of a three-day visit"."""
    at = _DAY_OF.search(doc[doc[trigger.token].sent.start : trigger.token].text + " ")
    if at is None or encounter.kind is not Kind.VISIT:
        return None
    if at["n"].casefold() in ORDINALS:
        return ORDINALS[at["n"].casefold()] - 1
    count = length["n"] or length["n2"] if length is not None else None
    return None if count is None else count_of(count) - 1


_DAY_OF = re.compile(
    r"\b(?P<n>first|second|third|fourth|fifth|sixth|last|final) day of (?:(?:an?|the|his|her|their|[\w’'.-]+[’']s) )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_LAST_DAYS = re.compile(
    r"\b(?:(?:left|leaves)(?! for)|flew (?:home|out|back)|fl[iy]\w* (?:home|out|back)|depart(?:s|ed) from|return(?:s|ed)|wrap\w* up|conclud\w+|clos(?:ed|es)|ended|until)\b",
    re.IGNORECASE,
)


def _is_last_day(doc: Doc, encounter: Encounter, trigger: Trigger) -> bool:
    """Tell whether the day is that on which a visit or conference ended: "left Oslo on Friday", "closed on Thursday"."""
    if encounter.kind not in {Kind.VISIT, Kind.CONFERENCE}:
        return False
    if encounter.status is Status.HELD and _is_left(doc, encounter, trigger):
        return True
    at, behind = encounter.given["start_date"]
    governor = governing_verb(doc[at : at + 1].root)
    sent = doc[trigger.token].sent
    start = sent.start if governor is None else max(sent.start, min(governor.i, at))
    if at > sent.start and encounter.kind is Kind.VISIT and doc[at - 1].lower_ in {"until", "till", "through"}:
        return True
    if at == sent.start or encounter.status is not Status.HELD or (behind < sent.end and doc[behind].lower_ == "for"):
        return False
    return _LAST_DAYS.search(doc[start:at].text) is not None


_AT_END = re.compile(r"\bat the (?:end|close|conclusion) of (?:[\w’'-]+ ){0,4}$")


def _is_left(doc: Doc, encounter: Encounter, trigger: Trigger) -> bool:
    """Tell whether a trip is told of as over: "arrived on Thursday from Manila", "at the end of a state visit"."""
    start = doc[trigger.token].sent.start
    if _AT_END.search(doc[start : trigger.token].text + " "):
        return True
    place = encounter.given.get("city") or encounter.given.get("country")
    return place is not None and place[0] > max(start, trigger.token) and doc[place[0] - 1].lower_ == "from"
