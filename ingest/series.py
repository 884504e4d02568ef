"""Meetings told in a row by one verb: "saw A in Lima on Tuesday, B in Quito on Wednesday and C in Bogotá the same night".

Each has a day or place of its own, which is how it is told from one meeting with several: who sits at one table is listed
without any between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import PEOPLE_KINDS
from ingest.syntax import FINITE

_LINKS = frozenset({",", "and", "then", "later", "finally", "afterwards", "afterward", "next"})
_PREPOSITIONS = frozenset({"with", "by", "to", "on", "from"})
LONGEST = 90  # tokens behind the verb


@dataclass(frozen=True, slots=True)
class Stop:
    """One meeting of a row: the people met, from their first token to where the next one begins.

    Attributes:
        people: Keys.
        start: First token, of the day or place that stands before the name if `is_led`.
        end: The one after its last.
        is_led: A day or place of theirs stands before the name: "and, on Friday, with B".
    """

    people: tuple[str, ...]
    start: int
    end: int
    is_led: bool = False


def find_series(doc: Doc, annotations: Annotations, token: Token, index: dict[int, Mention]) -> tuple[list[Stop], bool]:
    """Return the meetings that a verb or noun tells of one after the other, and whether its object is what they share.

    Returns:
        Stops in text order, none where there are not two with a day or place of their own; True for "A received him in X, B in Y",
        where the first stop is the subject's and starts at the verb.
    """
    stop = next(
        (t.i for t in doc[token.i + 1 : token.sent.end] if t.text in {";", ":", "“", '"', "—", "–"}), token.sent.end
    )
    stop = min(stop, token.i + LONGEST)
    first = index.get(token.i + 1)
    is_shared = first is not None and first.kind is MentionKind.PRONOUN and bool(first.people) and token.pos_ == "VERB"
    heads: list[Mention] = []
    starts: list[int] = []
    preposition: str | None = None
    named: tuple[str, ...] = ()
    for i in range(token.i + 1, stop):
        mention = index.get(i)
        if mention is None or mention in heads or (is_shared and mention is first):
            continue
        if not mention.people or mention.kind not in PEOPLE_KINDS or mention.is_possessive:
            continue
        last, named = named, mention.people
        if named == last or (heads and named == heads[-1].people):
            continue  # "about Kay, the rebel leader held in Rome"
        if not heads and not is_shared:
            if any(t.tag_ in FINITE or t.text == "," for t in doc[token.i + 1 : mention.start]):
                return [], False
            at = _before_phrase(doc, mention, token.i + 1)
            preposition = doc[at].lower_ if doc[at].lower_ in _PREPOSITIONS else None
            start: int | None = mention.start
        else:
            start = _start_of_stop(doc, annotations, mention, heads[-1].end if heads else token.i + 2, preposition)
        if start is not None:
            heads.append(mention)
            starts.append(start)
    if not heads:
        return [], False
    ends = [*starts[1:], stop]
    stops = [
        Stop(head.people, start, end, start < head.start) for head, start, end in zip(heads, starts, ends, strict=True)
    ]
    if is_shared and stops:
        stops.insert(0, Stop((), token.i, stops[0].start))
    stops = _those_apart(doc, annotations, stops)
    return (stops, is_shared) if len(stops) > 1 else ([], False)


def _start_of_stop(
    doc: Doc, annotations: Annotations, mention: Mention, since: int, preposition: str | None
) -> int | None:
    """Return where the next stop of a list begins: at the name, or at a day before it ("and on Friday by B").

    None where the name does not go on with the list: a link and the list's preposition right before it, no other verb since the last.
    """
    follows = _before_phrase(doc, mention, since) - 1
    if follows > since and doc[follows : follows + 2].text == "followed by":
        return follows if doc[follows - 1].text == "," else None  # "met A, followed by B"
    if any(t.tag_ in FINITE or t.lower_ in _RELATIVES for t in doc[since : mention.start]):
        return None
    at, start = _before_phrase(doc, mention, since), mention.start
    first = _start_of_adjunct(doc, annotations, at, since)
    if first is not None and not _acts(doc, mention):
        return first
    if at >= since and doc[at].lower_ in _PREPOSITIONS:
        if doc[at].lower_ != preposition:
            return None
        at -= 1
        closed = at if doc[at].text == "," else at + 1  # "and, on Friday, with B"
        day = next((t for t in annotations.times if t.end_token == closed), None)
        if day is not None and day.start - 1 > since and doc[day.start - 1].lower_ == "on":
            at, start = day.start - 2, day.start - 1
    return start if at >= since and doc[at].lower_ in _LINKS else None


def _acts(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name has a verb of its own behind it: "met A in Lima and on Friday B told reporters"."""
    for token in doc[mention.end : doc[mention.start].sent.end]:
        if token.tag_ in FINITE:
            return True
        if token.text in {",", ";", ":", "."}:
            return False
    return False


def _start_of_adjunct(doc: Doc, annotations: Annotations, at: int, since: int) -> int | None:
    """Return where a day or place before a name begins that is of its stop: "A, on Friday B", "A in Lima and, a day later, B".

    Args:
        doc: The Doc.
        annotations: Tell days and places.
        at: Last token before the name and what belongs to it.
        since: First token behind the name before.
    """
    if doc[at].lower_ in {"after", "before"}:
        return None  # "three days after the leaders": of what came before
    is_closed = doc[at].text == ","
    start = at - 1 if is_closed else at
    while start >= since:
        time = next((t for t in annotations.times if t.start <= start < t.end_token), None)
        place = next((m for m in annotations.mentions if m.kind is MentionKind.CITY and m.start <= start < m.end), None)
        if time is None and place is None and (start == at or doc[start].lower_ not in _OF_ADJUNCT):
            break
        start = min(span.start for span in (time, place) if span is not None) - 1 if time or place else start - 1
    first = start + 1
    if first > at - is_closed or start < since:
        return None
    if doc[start].text == "," and start > since and doc[start - 1].lower_ == "and":
        start -= 1  # "and, on Friday, B"
    return first if doc[start].lower_ == "and" or (not is_closed and doc[start].text == ",") else None


_OF_ADJUNCT = frozenset(
    "on in at a an the day days week weeks later after before next same evening morning afternoon over dinner lunch".split()
)


def _before_phrase(doc: Doc, mention: Mention, since: int) -> int:
    """Return the token before a name with its article and nation: "and | the Danish foreign minister"."""
    at = mention.start - 1
    while at >= since and (doc[at].lower_ in _DETERMINERS or doc[at].ent_type_ in {"NORP", "GPE"}):
        at -= 1
    return at


_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where", "when"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "’s", "'s"})


def _those_apart(doc: Doc, annotations: Annotations, stops: list[Stop]) -> list[Stop]:
    """Put together those not told apart: a stop without day or place of its own belongs to the next ("A and B in Lima")."""
    found: list[Stop] = []
    waiting: list[Stop] = []
    for stop in stops:
        if waiting and stop.is_led:
            # "spoke with A and, on Friday, with B": the day is of B alone
            found.append(Stop(tuple(key for each in waiting for key in each.people), waiting[0].start, stop.start))
            waiting = []
        waiting.append(stop)
        if _has_own(doc, annotations, stop):
            people = tuple(dict.fromkeys(key for each in waiting for key in each.people))
            found.append(Stop(people, waiting[0].start, stop.end))
            waiting = []
    is_last = len(found) > 1 and len(waiting) == 1 and doc[waiting[0].start - 1].text == ","
    if is_last or (len(waiting) == 1 and doc[waiting[0].start].lower_ == "followed"):
        return [*found, *waiting]  # "saw A in Lima, B in Quito and, on the final leg, C"
    return found if not waiting else []


_PART_OF_DAY = re.compile(
    r"\b(?:in the (?:morning|afternoon|evening)|at (?:noon|midday|night|dusk|dawn)|(?:over|after|before) (?:breakfast|lunch|dinner|tea|coffee))\b"
)


def _has_own(doc: Doc, annotations: Annotations, stop: Stop) -> bool:
    """Tell whether a day, a time or a place follows a name: "in Lima", "on Tuesday", "the day after"."""
    if any(stop.start <= time.start < stop.end for time in annotations.times):
        return True
    if _PART_OF_DAY.search(doc[stop.start : stop.end].text):
        return True
    return any(
        stop.start < m.start < stop.end
        and (m.kind in {MentionKind.CITY, MentionKind.VENUE} or m.is_place)
        and not m.is_adjective
        and doc[m.start - 1].lower_ in {"in", "at", "the"}
        for m in annotations.mentions
    )
