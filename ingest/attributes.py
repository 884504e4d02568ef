"""When, how long and where an encounter was: the date, duration and place nearest to what tells of it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, DurationMention, Mention, MentionKind, TimeMention
from ingest.encounter import AHEAD, Encounter, is_past
from ingest.gazetteer import load_venues
from ingest.names import fold
from ingest.syntax import SIDE_CLAUSE
from ingest.triggers import Trigger


def add_time(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set the days of an encounter: the date phrase nearest to its trigger, side clauses and other verbs counting as distance."""
    sent = doc[trigger.token].sent
    nearest: tuple[float, TimeMention] | None = None
    inside = 0
    for time in annotations.times:
        if not (sent.start <= time.start < sent.end) or (time.kind == "vague" and not time.value):
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
        if time.start - sent.start <= 3:
            distance = min(distance, 14)  # "On Sunday, …" holds for the whole sentence
        if time.qualifier == "later" and encounter.status is Status.HELD:
            continue
        inside += 1
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time)
    if nearest is not None and nearest[0] <= (30 if inside > 1 else 45):
        time = nearest[1]
        encounter.date, encounter.date_end = time.value, time.end or time.value
        encounter.given["start_date"] = (time.start, time.end_token)
        if encounter.status is Status.HELD and "since" in (
            time.qualifier,
            doc[time.start - 1].lower_ if time.start else "",
        ):
            encounter.date = encounter.date_end = time.value[:4]  # some day since then


def _verb_distance(phrase: Token, trigger: Token) -> int:
    """Return what a date counts as farther since it hangs on another of several coordinated verbs.

    "met A on Monday and phoned B on Tuesday"; "where he held talks with A, and in February he received B".
    """
    governor = _governing_verb(phrase)
    if governor is None or governor == trigger:
        return 0
    if trigger.pos_ == "VERB":
        return 6 if "conj" in (governor.dep_, trigger.dep_) else 0
    is_later = governor.dep_ == "conj" and governor.i > trigger.i and governor != _governing_verb(trigger)
    return 12 if is_later else 0


def _governing_verb(token: Token) -> Token | None:
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


def add_place(  # noqa: C901 - what makes a place likelier, one after the other
    doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int
) -> None:
    """Set city, country and venue: the places of the sentence nearest to the trigger."""
    best: tuple[int, Mention] | None = None
    for mention in annotations.mentions:
        if not (start <= mention.start < end) or not mention.is_place:
            continue
        distance = abs(mention.start - trigger.token)
        before = doc[mention.start - 1].lower_ if mention.start else ""
        if mention.start > trigger.token:
            distance -= 2
        between = doc[min(mention.start, trigger.token) : max(mention.start, trigger.token)]
        distance += 6 * sum(
            1 for t in between if t.lower_ in {"who", "whom", "whose", "which", "that", "after", "before", "since"}
        ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
        if any(m.kind is MentionKind.OFFICE and m.start < mention.start < m.end for m in annotations.mentions):
            continue  # the Sultan of Sokoto need not be there
        if _is_in_side_clause(doc[mention.start], doc[trigger.token]):
            distance += 12
        if mention.kind is MentionKind.VENUE:
            at = doc[mention.start - 2].lower_ if before == "the" and mention.start > 1 else before
            if at in {"from", "to", "by", "with", "of"}:
                continue  # an office that speaks, sends or is told
            if distance <= 25 and encounter.venue is None:
                encounter.venue = mention.name
                encounter.given["venue"] = (mention.start, mention.end)
                known = load_venues().get(fold(str(mention.name)).removeprefix("the "))
                if known is not None and best is None:
                    encounter.city, encounter.country = known
                    encounter.given["city"] = encounter.given["country"] = (mention.start, mention.end)
            continue
        if before in {"to", "for", "from"} and encounter.kind is not Kind.VISIT:
            if "invit" in doc[max(start, mention.start - 6) : mention.start].text.casefold():
                continue
            distance += 10
        if mention.kind is MentionKind.COUNTRY:
            distance += 3
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is not None and best[0] <= 28:
        mention = best[1]
        encounter.country = mention.code
        if mention.kind is MentionKind.CITY:
            encounter.city = mention.name
            encounter.given["city"] = (mention.start, mention.end)
        encounter.given["country"] = (mention.start, mention.end)
