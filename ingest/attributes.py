"""When, how long and where an encounter was: the date, duration and place nearest to what tells of it."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Token

from graph.dates import day_range
from graph.model import Kind, Status
from ingest.annotations import Annotations, DurationMention, Mention, MentionKind, TimeMention
from ingest.dates import NUMBERS
from ingest.encounter import AHEAD, Encounter, is_past
from ingest.frames import Trigger
from ingest.gazetteer import capital_in, find_events, is_capital, is_city_state, load_events, load_venues
from ingest.names import fold
from ingest.syntax import OBJECT, SIDE_CLAUSE, SUBJECT


def add_time(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set the days of an encounter: the date phrase nearest to its trigger, side clauses and other verbs counting as distance."""
    sent = doc[trigger.token].sent
    nearest: tuple[float, TimeMention] | None = None
    inside = 0
    for time in annotations.times:
        if not (sent.start <= time.start < sent.end) or time.kind == "years":
            continue
        before = doc[time.start - 1].lower_ if time.start else ""
        distance = (
            abs(time.start - trigger.token) if time.start > trigger.token else abs(trigger.token - time.end_token) + 1
        )
        if not (start <= time.start < end):
            distance += 15
        between = doc[min(time.start, trigger.token) : max(time.start, trigger.token)]
        distance += 8 * sum(
            1
            for t in between
            if t.lower_ in {"who", "which", "that", "after", "before", "since", "when", "where", "whose", "whom"}
        ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
        if before in {"since", "until", "by"}:
            distance += 25
        if before == "since" and time.kind == "year" and time.qualifier is None and time.start > sent.start:
            continue
        if _is_in_side_clause(doc[time.start : time.end_token].root, doc[trigger.token]):
            if encounter.status in AHEAD and is_past(time.value, annotations):
                continue
            distance += 12
        distance += _verb_distance(doc[time.start : time.end_token].root, doc[trigger.token])
        if time.start - sent.start <= FIRST_WORDS or 0 <= time.start - start <= FIRST_WORDS:
            distance = min(distance, OF_SENTENCE)  # "On Sunday, …" holds for the whole sentence
        if _cannot_date(doc, annotations, encounter, trigger, time):
            continue
        inside += 1
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time)
    if nearest is not None and nearest[0] <= (30 if inside > 1 else 45):
        time = nearest[1]
        encounter.date, encounter.date_end = time.value, time.end or time.value
        encounter.given["start_date"] = (time.start, time.end_token)
        if len(time.value) == len("2023-06-19") and _goes_on(doc, trigger, time):
            encounter.date = encounter.date_end = time.value[: len("2023-06")]
        if encounter.status is Status.HELD and "since" in (
            time.qualifier,
            doc[time.start - 1].lower_ if time.start else "",
        ):
            encounter.date = encounter.date_end = time.value[:4]  # some day since then
    add_length(doc, encounter, trigger)


_LENGTH = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|\d)(?:-day\b|[- ]days? of (?:talks|meetings|visits|discussions|negotiations|consultations)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:end|conclud|wrap|finish|clos|left|leav|complet)\w*\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:arriv|land|begin|began|start|open|kick|touch|flew|fl[iy]|set out|set off|travel|will|is to|due)\w*\b",
    re.IGNORECASE,
)


def add_length(doc: Doc, encounter: Encounter, trigger: Trigger) -> None:
    """Let a day be the first or last of several: "arrived on Tuesday for a two-day visit", "ended two days of talks on Tuesday"."""
    sent = doc[trigger.token].sent
    near = doc[max(sent.start, trigger.token - NEAR_LENGTH) : min(sent.end, trigger.token + NEAR_LENGTH)].text
    match = _LENGTH.search(near)
    if encounter.date is None or len(encounter.date) != len("2023-06-19"):
        return
    if encounter.date_end not in {None, encounter.date}:
        return
    if match is None:
        if _is_last_day(doc, encounter, trigger):
            encounter.date = encounter.date[: len("2023-06")]
        return
    count = NUMBERS[match["n"].casefold()] if match["n"].isalpha() else int(match["n"])
    day, step = dt.date.fromisoformat(encounter.date), dt.timedelta(days=count - 1)
    if _ENDS.search(near[: match.start()]):
        encounter.date = (day - step).isoformat()
    elif _BEGINS.search(near):
        encounter.date_end = (day + step).isoformat()


NEAR_LENGTH = 12  # tokens
_LAST_DAYS = re.compile(
    r"\b(?:(?:left|leaves)(?! for)|flew (?:home|out|back)|fl[iy]\w* (?:home|out|back)|depart(?:s|ed) from|return(?:s|ed)|wrap\w* up|conclud\w+|clos(?:ed|es)|ended|until)\b",
    re.IGNORECASE,
)


def _is_last_day(doc: Doc, encounter: Encounter, trigger: Trigger) -> bool:
    """Tell whether the day is that on which a visit or conference ended: "left Oslo on Friday", "closed on Thursday"."""
    if encounter.kind not in {Kind.VISIT, Kind.CONFERENCE}:
        return False
    at, behind = encounter.given["start_date"]
    governor = governing_verb(doc[at : at + 1].root)
    sent = doc[trigger.token].sent
    start = sent.start if governor is None else max(sent.start, min(governor.i, at))
    if at == sent.start or encounter.status is not Status.HELD or (behind < sent.end and doc[behind].lower_ == "for"):
        return False
    return _LAST_DAYS.search(doc[start:at].text) is not None


def _cannot_date(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a date lies on the wrong side of the document's own day for an encounter of this standing."""
    if encounter.status is Status.HELD:
        return time.qualifier == "later" or (doc[trigger.token].tag_ == "VBD" and _is_to_come(annotations, time.value))
    return encounter.status in AHEAD and is_past(time.value, annotations) and _hangs_elsewhere(doc, time, trigger)


def _is_to_come(annotations: Annotations, date: str) -> bool:
    return annotations.published is not None and day_range(date)[0] > annotations.published[1]


def _hangs_elsewhere(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is that of another verb, in the past: "whose own meeting ended last month"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or governor.i == trigger.token or governor.tag_ != "VBD":
        return False
    return not _is_purpose_of(doc[trigger.token], governor)


_ONWARDS = re.compile(
    r"(?:go|going|goes|went|fl[iy]\w*|flew|travel\w*|continu\w*|proceed\w*|mov\w+|head\w*|push\w*) on (?:to|from there)\b|(?:proceed|continu)\w* to\b",
    re.IGNORECASE,
)


def _goes_on(doc: Doc, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a word of travel leads on from where the date belongs: "received her on Tuesday, and she goes on to Oslo"."""
    if doc[trigger.token].pos_ != "VERB":
        return False
    if time.start > trigger.token:
        return any(t.lower_ == "after" for t in doc[trigger.token : time.start]) and _is_onwards(doc, trigger)
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is not None and governor.i == trigger.token:
        return False
    return _is_onwards(doc, trigger)


def _is_onwards(doc: Doc, trigger: Trigger) -> bool:
    return _ONWARDS.match(doc[trigger.token : trigger.token + 6].text) is not None


_GOING = frozenset(
    "go come fly land travel drive cross turn arrive return stop head hurry sail walk rush ride stay".split()
)


def _is_purpose_of(word: Token, verb: Token) -> bool:
    """Tell whether a verb of going was done in order to do what another word says: "flew to Oslo on Monday to see her"."""
    if verb.lemma_.lower() not in _GOING or word.i < verb.i:
        return False
    head = word if word.pos_ == "VERB" else governing_verb(word)
    return (
        head is not None
        and head.tag_ == "VB"
        and head.dep_ in {"advcl", "xcomp"}
        and any(t == verb for t in head.ancestors)
    )


def _verb_distance(phrase: Token, trigger: Token) -> int:
    """Return what a date counts as farther since it hangs on another of several coordinated verbs.

    "met A on Monday and phoned B on Tuesday"; "where he held talks with A, and in February he received B".
    """
    governor = governing_verb(phrase)
    if governor is None or governor == trigger:
        return 0
    if trigger.pos_ == "VERB":
        if governor.dep_ == "conj" and governor.i > trigger.i and any(c.dep_ in SUBJECT for c in governor.children):
            return OF_NEXT_CLAUSE  # "hosted him for dinner, and on Sunday he saw the bishop"
        return 6 if "conj" in (governor.dep_, trigger.dep_) else 0
    is_later = governor.dep_ == "conj" and governor.i > trigger.i and governor != governing_verb(trigger)
    return 12 if is_later else 0


OF_NEXT_CLAUSE = 46  # as far as no date is taken


def governing_verb(token: Token) -> Token | None:
    """Return the verb that a word is or hangs on, by a few steps."""
    for _ in range(5):
        if token.pos_ == "VERB":
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _is_in_side_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a word stands in a relative or adverbial clause that the trigger is not part of."""
    for _ in range(8):
        if token.head == token:
            return False
        if token.dep_ in SIDE_CLAUSE and token.pos_ in {"VERB", "AUX"}:
            return not any(t == trigger for t in token.subtree)
        token = token.head
    return False


def add_duration(annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set how long a meeting took: the nearest length of time of its clause."""
    near: tuple[int, DurationMention] | None = None
    for duration in annotations.durations:
        if start <= duration.start < end:
            distance = abs(duration.start - trigger.token)
            if near is None or distance < near[0]:
                near = (distance, duration)
    if near is not None and near[0] <= 14 and encounter.kind is not Kind.VISIT and encounter.status is Status.HELD:
        encounter.minutes, encounter.minutes_qualifier = near[1].minutes, near[1].qualifier
        encounter.given["duration_minutes"] = (near[1].start, near[1].end_token)


def add_place(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set city, country and venue: the places of the sentence nearest to the trigger; a call has none."""
    if encounter.kind is Kind.CALL:
        return
    best: tuple[int, Mention] | None = None
    where = _antecedent_of_where(doc, annotations, doc[trigger.token]) or _antecedent_of_there(
        doc, annotations, doc[trigger.token]
    )
    events = find_events(doc, start, end)  # "at the edge of the Munich Security Conference"
    of_events = {i for event in events for i in range(event.start, event.end)}
    named = [m for m in annotations.mentions if m.start not in of_events]
    for mention in [*named, *events]:
        within = start <= mention.start < end and (mention.is_place or _is_host(doc, mention))
        if mention != where and not within:
            continue
        if any(m.kind is MentionKind.OFFICE and m.start < mention.start < m.end for m in annotations.mentions):
            continue  # the Sultan of Sokoto need not be there
        distance = OF_WHERE if mention == where else _place_distance(doc, encounter, trigger, mention, start)
        if distance is None:
            continue
        if mention.kind is MentionKind.VENUE:
            if distance <= FARTHEST_VENUE and encounter.venue is None and not _is_event(mention):
                encounter.venue = mention.name
                encounter.given["venue"] = (mention.start, mention.end)
            if city_of(mention) is None:
                continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is not None and best[0] <= FARTHEST_PLACE:
        _put(encounter, best[1])


OF_WHERE = 6  # as far as the place before "where" counts: a place of the clause's own may be nearer
FARTHEST_VENUE = 25
FARTHEST_PLACE = 28  # in tokens, with what `_place_distance` adds


def _put(encounter: Encounter, mention: Mention) -> None:
    city, country = city_of(mention) or (None, mention.code)
    encounter.country = country or None  # of a place between two states neither is the country
    if city is not None:
        encounter.city = city
        encounter.given["city"] = (mention.start, mention.end)
    encounter.given["country"] = (mention.start, mention.end)


def city_of(mention: Mention) -> tuple[str, str | None] | None:
    """Return city and country that a mention of a place tells: its own, a venue's or an event's, a city state's."""
    if mention.kind is MentionKind.CITY:
        return str(mention.name), mention.code
    name = fold(str(mention.name)).removeprefix("the ")
    if mention.kind is MentionKind.VENUE:
        return load_venues().get(name) or load_events().get(name) or capital_in(str(mention.name))
    return (str(mention.name), mention.code) if is_city_state(mention) or is_capital(mention) else None


def _is_event(mention: Mention) -> bool:
    return fold(str(mention.name)).removeprefix("the ") in load_events()


def _place_distance(doc: Doc, encounter: Encounter, trigger: Trigger, mention: Mention, start: int) -> int | None:
    """Return how far a place stands from a word of meeting, what speaks against it added; None where it cannot be meant."""
    distance = abs(mention.start - trigger.token) - (2 if mention.start > trigger.token else 0)
    before = doc[mention.start - 1].lower_ if mention.start else ""
    between = doc[min(mention.start, trigger.token) : max(mention.start, trigger.token)]
    distance += 6 * sum(
        1 for t in between if t.lower_ in {"who", "whom", "whose", "which", "that", "after", "before", "since"}
    ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
    if _is_in_side_clause(doc[mention.start], doc[trigger.token]):
        distance += 12
    if mention.kind is MentionKind.VENUE:
        at = doc[mention.start - 2].lower_ if before == "the" and mention.start > 1 else before
        # An office speaks, sends or is told.
        return None if at in {"from", "to", "by", "with", "of"} and not _is_event(mention) else distance + AS_VENUE
    if before in {"to", "for", "from"} and encounter.kind is not Kind.VISIT:
        if "invit" in doc[max(start, mention.start - 6) : mention.start].text.casefold():
            return None
        distance += 10
    if mention.start - start <= FIRST_WORDS and doc[start].sent.start == start and before in {"in", "at", "on"}:
        distance = min(distance, OF_SENTENCE)  # "In Lisbon, …" holds for the whole sentence
    root = doc[mention.start : mention.end].root
    if root.dep_ in SUBJECT | OBJECT and root.head.lemma_.lower() not in _REACH:
        distance += 15  # what is talked of, or acts
    return distance + (3 if mention.kind is MentionKind.COUNTRY else 0)


AS_VENUE = 4  # the city itself, named beside its building, goes before
FIRST_WORDS = 3
OF_SENTENCE = 14


def _is_host(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city or country hosts what is told: "when Granada hosts the summit"."""
    root = doc[mention.start : mention.end].root
    is_named = mention.kind in {MentionKind.CITY, MentionKind.COUNTRY} and not mention.is_adjective
    return is_named and root.dep_ in SUBJECT and root.head.lemma_.lower() == "host"


_REACH = frozenset("visit reach tour enter leave host see".split())


def _antecedent_of_where(doc: Doc, annotations: Annotations, trigger: Token) -> Mention | None:
    """Return the place before "where" whose clause a word stands in: "left for Jakarta, where A will receive B"."""
    token = trigger
    for _ in range(8):
        where = next((child for child in token.children if child.lower_ == "where" and child.i < trigger.i), None)
        if where is not None:
            return _last_place(doc, annotations, where.i, where.sent.start)
        if token.head == token:
            return None
        token = token.head
    return None


def _antecedent_of_there(doc: Doc, annotations: Annotations, trigger: Token) -> Mention | None:
    """Return the place last named before "there" or "the same city": "received him there on Monday"."""
    near = [child for child in trigger.children if child.lower_ == "there" and child.dep_ != "expl"]
    first = next((t for t in trigger.sent if t.is_alpha), None)
    if first is not None and first.lower_ == "there" and first.dep_ != "expl":
        near.append(first)
    clause = trigger.sent
    near += [t for t in clause if t.lower_ in _SITES and t.i > 1 and doc[t.i - 2 : t.i].text.casefold() == "the same"]
    if not near:
        return None
    before = trigger.sent.start
    for _ in range(2):
        before = doc[before - 1].sent.start if before else 0
    return _last_place(doc, annotations, near[0].i, before)


_SITES = frozenset("city capital town venue place hotel hall palace room building resort".split())  # "in the same city"


def _last_place(doc: Doc, annotations: Annotations, at: int, start: int) -> Mention | None:
    """Return the last city, country or known building named between two tokens, governments left out."""
    places = [
        m
        for m in annotations.mentions
        if start <= m.start < at
        and not m.is_adjective
        and not m.is_possessive
        and (
            m.kind is MentionKind.CITY
            or (m.kind is MentionKind.COUNTRY and (m.is_place or doc[m.start - 1].lower_ in {"for", "to"}))
            or (m.kind is MentionKind.VENUE and city_of(m) is not None)
        )
    ]
    return max(places, key=lambda m: m.start, default=None)
