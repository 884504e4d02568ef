"""Visits that a report only looks back on, to say how long ago the last one was.

"the first premier to visit Rome since Peter Kay came in 1987"    Kay, in 1987
"since 2000, when his predecessor, Ann Roe, paid a visit"         Roe, in 2000
"The last president here was Peter Kay, in May 1996"              Kay, where the report is written
"She has not been in Rome since 2013"                             in 2013
"on his first visit to Rome since 2013"                           in 2013, too
"His predecessor, Ann Roe, came in 2000"                          Roe, where the report is written
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind, TimeMention
from ingest.encounter import Encounter, Source
from ingest.gazetteer import find_dateline, is_capital
from ingest.nearby import span_of
from ingest.syntax import SUBJECT

RULE = "visit:compared"
AGAIN = "visit:again"  # of who has come again
_CAME = re.compile(
    r",? ?(?:(?:last|had) )?(?:came|visited|went|travell?ed|flew in|paid (?:a|one|his|her)(?: [\w-]+){0,2} visit|made (?:a|the|one|his|her)(?: [\w-]+){0,2} (?:visit|trip|journey)"
    r"|(?:was|were|had been) (?:here|there|in))\b",
)
_OF_VISIT = re.compile(
    r"(?:[’']s? )?(?:last |own |state |official |working |first |\w+-day ){0,3}(?:visit|trip|journey|tour|stay)\b"
)
_TO_VISIT = re.compile(
    r"\b(?:to (?:visit|set foot (?:in|on)|come to|travel to|go to|be received in|tour)|(?:visit|trip|journey|tour|stay)s? (?:to|in|here)\b)"
)
_LAST = re.compile(
    r"\b(?:the|its|his|her) (?:last|previous|most recent) (?:[\w’'-]+ ){1,6}?(?:to (?:visit|come|travel|set foot|be)|here|there|in|of (?:his|her|that) rank)\b"
    r"[^.;:“”]*?\b(?:was|had been)(?: [\w’'.-]+){0,4}\s*$",
    re.IGNORECASE,
)
_NOT_BEEN = re.compile(
    r"(?:has|have|had) (?:not|n[’']t|never) (?:been|set foot|visited|travell?ed)\b|\bnot (?:been|visited)\b"
)
NEAR = 12  # tokens from a name to the day of the visit


def visits_compared(doc: Doc, annotations: Annotations, index: dict[int, Mention]) -> list[Encounter]:
    """Return the visits that are told of for comparison, each with its day."""
    found: list[Encounter] = []
    for sent in doc.sents:
        compared = [
            *_since(doc, annotations, sent),
            *_last_was(doc, annotations, sent),
            *_not_since(doc, annotations, sent, index),
            *_came_then(doc, annotations, sent),
        ]
        told = [(RULE, *each) for each in compared]
        told += [(AGAIN, *each) for each in _first_since(doc, annotations, sent, index)]
        for rule, mention, place, time in told:
            key = mention.people[0]
            home = annotations.people[key].country
            if place is None or home == place.code:
                continue
            visit = Encounter(Kind.VISIT, Status.HELD, [key], [str(place.code)], country=place.code)
            if place.kind is MentionKind.CITY or is_capital(place):
                visit.city, visit.given["city"] = place.name, (place.start, place.end)
            visit.given["country"] = place.start, place.end
            visit.date, visit.date_end = time.value, time.end or time.value
            visit.given["start_date"] = time.start, time.end_token
            visit.statuses = [(Status.HELD, mention.start)]
            visit.sources = [Source(sent.start, sent.end, rule, mention.start)]
            found.append(visit)
    return found


def with_compared(single: list[Encounter], compared: list[Encounter]) -> list[Encounter]:
    """Return what single words tell with the visits looked back on in place of what else their sentences tell of those who came."""
    rest: list[Encounter] = []
    for encounter in single:
        same = [c for c in compared if encounter.kind is Kind.VISIT and _is_of_one_sentence(encounter, c)]
        if any(each.sources[0].rule == RULE for each in same):
            continue
        if any(each.date == encounter.date for each in same):
            # "arrived on her first visit since 2013"
            encounter.date = encounter.date_end = None
            encounter.given.pop("start_date", None)
        rest.append(encounter)
    return [*rest, *compared]


def _is_of_one_sentence(visit: Encounter, other: Encounter) -> bool:
    return visit.people == other.people and visit.sources[0].start == other.sources[0].start


def _since(doc: Doc, annotations: Annotations, sent: Span) -> Iterator[tuple[Mention, Mention | None, TimeMention]]:
    """Yield who came when: "since Kay came in 1987", "since Kay's visit in 1987", "since 2000, when his predecessor, Roe, paid a visit"."""
    for since in (t for t in sent if t.lower_ == "since"):
        behind = [m for m in _people(annotations, since.i + 1, min(sent.end, since.i + NEAR)) if len(m.people) == 1]
        if not behind:
            continue
        mention = behind[0]
        times = [t for t in annotations.times if since.i < t.start < sent.end and t.kind != "years"]
        after = doc[mention.end : sent.end].text
        is_told = _OF_VISIT.match(after) if mention.is_possessive else _CAME.match(after)
        before = [
            t for t in times if t.end_token <= mention.start and doc[t.end_token : t.end_token + 2].text == ", when"
        ]
        later = [t for t in times if 0 <= t.start - mention.end <= NEAR]
        # "the first premier to visit Rome since Kay in 1987"
        is_short = (
            bool(later) and later[0].start - mention.end <= 1 and _TO_VISIT.search(doc[sent.start : since.i].text)
        )
        if (is_told or is_short) and (before or later):
            time = before[-1] if before else later[0]
            yield mention, _where(doc, annotations, sent, since.i, (mention.end, time.end_token)), time


def _last_was(doc: Doc, annotations: Annotations, sent: Span) -> Iterator[tuple[Mention, Mention | None, TimeMention]]:
    """Yield who was the last to come: "The last president here was Kay, in 1996"."""
    for mention in _people(annotations, sent.start, sent.end):
        before = doc[sent.start : mention.start].text + " "
        match = _LAST.search(before)
        times = [
            t for t in annotations.times if 0 <= t.start - mention.end < sent.end - mention.end and t.kind != "years"
        ]
        if match is None or not times or len(mention.people) != 1:
            continue
        is_here = re.search(r"\bhere\b|\brank\b", doc[sent.start : sent.end].text) is not None
        place = _place_between(annotations, sent.start, mention.start) or (find_dateline(doc) if is_here else None)
        yield mention, place, times[0]


def _not_since(
    doc: Doc, annotations: Annotations, sent: Span, index: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention | None, TimeMention]]:
    """Yield who was last somewhere when: "has not been in Rome since 2013"."""
    for match in _NOT_BEEN.finditer(sent.text):
        words = span_of(sent, match.start(), match.end())
        times = [t for t in annotations.times if words.end <= t.start < min(sent.end, words.end + NEAR)]
        since = next((t for t in doc[words.end : min(sent.end, words.end + NEAR)] if t.lower_ == "since"), None)
        if since is None or not times or not since.i < times[0].start <= since.i + 2:
            continue
        mention = next(
            (index[i] for i in range(words.start - 1, max(sent.start, words.start - 3) - 1, -1) if i in index), None
        )
        if mention is not None and len(mention.people) == 1 and not mention.is_possessive:
            yield mention, _place_between(annotations, words.end, since.i), times[0]


_FIRST_SINCE = re.compile(
    r"\b(?P<who>his|her|[’']s?) (?:first|only|second|latest) (?:[\w-]+ ){0,3}(?:visit|trip|journey|stay) (?:to|in) (?P<place>(?:the )?(?:[A-Z][\w’'-]+ ?){1,4}?),? since $"
)


def _first_since(
    doc: Doc, annotations: Annotations, sent: Span, index: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention | None, TimeMention]]:
    """Yield who came before on a trip that is called the first since: "her first visit to Rome since 2013"."""
    for time in annotations.times:
        since = time.start - (doc[time.start].lower_ != "since")  # "since last August" may be one date
        if not sent.start < since < sent.end or time.kind == "years" or doc[since].lower_ != "since":
            continue
        match = _FIRST_SINCE.search(doc[sent.start : since + 1].text + " ")
        if match is None:
            continue
        words = span_of(sent, match.start(), match.end())
        mention = index.get(words.start) or index.get(words.start - 1)
        if mention is not None and len(mention.people) == 1:
            yield mention, _place_between(annotations, words.start, time.start), time


def _is_subject(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name is a subject, or stands for one: "His predecessor, Roe, came"; not "the offer by Roe came"."""
    word = doc[mention.start : mention.end].root
    while word.dep_ in {"appos", "flat", "nmod:desc"} and word.head != word:
        word = word.head
    return word.dep_ in SUBJECT


_CAME_THEN = re.compile(
    r",? ?(?:had )?(?:last |also )?(?:came|visited|was here|flew in|paid a visit)(?: here)? (?:in |on )?$"
)


def _came_then(doc: Doc, annotations: Annotations, sent: Span) -> Iterator[tuple[Mention, Mention | None, TimeMention]]:
    """Yield who came when to where the report is written, or is about: "His predecessor, Roe, came in 2000"."""
    for time in annotations.times:
        if not sent.start < time.start < sent.end or time.kind == "years":
            continue
        named = _people(annotations, sent.start, time.start)
        if not named or len(named[-1].people) != 1 or named[-1].is_possessive:
            continue
        if _is_subject(doc, named[-1]) and _CAME_THEN.fullmatch(doc[named[-1].end : time.start].text + " "):
            yield named[-1], find_dateline(doc), time


def _people(annotations: Annotations, start: int, end: int) -> list[Mention]:
    """Return who is named between two tokens, in text order."""
    named = (m for m in annotations.mentions if start <= m.start < end and m.kind is MentionKind.PERSON)
    return sorted(named, key=lambda m: m.start)


def _place_between(annotations: Annotations, start: int, end: int) -> Mention | None:
    """Return the last place named between two tokens."""
    places = [
        m
        for m in annotations.mentions
        if start <= m.start < end
        and m.kind in {MentionKind.CITY, MentionKind.COUNTRY}
        and m.code
        and not m.is_adjective
        and not m.is_possessive
    ]
    return max(places, key=lambda m: m.start, default=None)


def _where(doc: Doc, annotations: Annotations, sent: Span, since: int, behind: tuple[int, int]) -> Mention | None:
    """Return where those came who are compared: the place named behind the verb, else what the sentence is about."""
    own = _place_between(annotations, *behind)
    if own is not None:
        return own
    before = doc[sent.start : since].text
    return _place_between(annotations, sent.start, since) if _TO_VISIT.search(before) else None
