"""One verb or noun for several meetings of the same people, each with a month of its own.

    "They met in Geneva in November 2002 and in January 2004, and in New York in May 2005."     three meetings

Days of one month are more often sessions of one meeting ("on Monday and Tuesday") and stay so.
"""

from __future__ import annotations

import re
from copy import copy
from itertools import pairwise

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention, MentionKind, TimeMention
from ingest.attributes import city_of
from ingest.encounter import Encounter, Source
from ingest.frames import Trigger

# What may stand between two occasions besides a place: "and", "again", "in".
_LINK = re.compile(r"^,? ?(?:and|then)?,? ?(?:(?:again|later|finally|once more) )?(?:(?:in|at|on) )?$")
MONTH = len("2002-11")


def further_occasions(doc: Doc, annotations: Annotations, trigger: Trigger, first: Encounter) -> list[Encounter]:
    """Return the other meetings that a sentence counts up behind the one that a trigger is dated by; none where it counts none."""
    if first.date is None or "start_date" not in first.given or first.date_end not in {None, first.date}:
        return []
    token = doc[trigger.token]
    times = [
        t
        for t in annotations.times
        if token.i < t.start < token.sent.end and t.kind in {"day", "month", "year"} and t.end in {None, t.value}
    ]
    start = next((i for i, time in enumerate(times) if time.start == first.given["start_date"][0]), None)
    if start is None:
        return []
    found: list[Encounter] = []
    city = first.city, first.country
    for before, time in pairwise(times[start:]):
        places = [
            m
            for m in annotations.mentions
            if before.end_token <= m.start < time.start and city_of(m) is not None and m.kind is MentionKind.CITY
        ]
        if len(places) > 1 or not _is_linked(doc, before, time, places) or time.value[:MONTH] == before.value[:MONTH]:
            break
        if places:
            city = city_of(places[0]) or city
        other = copy(first)
        other.people, other.codes, other.statuses = list(first.people), list(first.codes), list(first.statuses)
        source = first.sources[0]
        other.sources = [Source(source.start, source.end, source.rule, time.start)]  # a telling of its own
        other.topics, other.inferred = set(first.topics), set()
        other.date = other.date_end = time.value
        other.given = {"start_date": (time.start, time.end_token)}
        other.city, other.country, other.venue = *city, None
        other.minutes = other.minutes_qualifier = None
        found.append(other)
    return found


def _is_linked(doc: Doc, before: TimeMention, time: TimeMention, places: list[Mention]) -> bool:
    """Tell whether nothing but "and", "again" and a place lies between two dates."""
    end = places[0].start if places else time.start
    left = doc[before.end_token : end].text
    behind = doc[time.end_token] if time.end_token < len(doc) else None
    if behind is not None and behind.pos_ in {"PROPN", "PRON", "DET", "NOUN", "ADJ"}:
        return False  # "and on December 7 Erdogan came": another clause
    if not places and not re.search(r"\b(?:and|again|then)\b", left):
        return False  # "on October 4, eleven days after"
    right = doc[places[0].end : time.start].text if places else ""
    return _LINK.match(_spaced(left)) is not None and (
        not places or re.match(r"^ ?(?:in|on|at)? ?$", right) is not None
    )


def _spaced(text: str) -> str:
    return text.strip() + " " if text.strip() else ""
