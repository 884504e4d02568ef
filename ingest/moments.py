"""When an encounter was: which date of its sentence is its own, and whether that is its first day, its last or some day since.

"flew to Oslo on Monday to see her"                      Monday
"received her on Tuesday, and she goes on to Oslo"       the month of Tuesday, for Oslo
"left Oslo on Friday after a visit"                      the month of Friday, to Friday
"arrived on Tuesday for a two-day visit"                 Tuesday to Wednesday
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, TimeMention, annotations_of
from ingest.date_words import DAY, MONTH
from ingest.datelines import is_of_dateline
from ingest.encounter import AHEAD, OFF, Encounter, is_ahead, is_past
from ingest.frames import Trigger
from ingest.intervals import days_from_another, long_before
from ingest.side_dates import (
    FIRST_WORDS,
    is_before,
    is_day_set,
    is_days_away,
    is_in_own_clause,
    is_of_arrival,
    is_of_calling_off,
    is_of_departure,
    is_of_first_since,
    is_of_going_there,
    is_of_long_ago,
    is_of_predecessor,
    is_of_putting_off,
    is_of_something_else,
    is_of_telling,
    is_of_when,
    opens_clause_of,
)
from ingest.stay_lengths import NEAR_LENGTH, add_length
from ingest.stretches import has_been_since, is_not_since, is_within, month_or_year, some_day_since
from ingest.syntax import OBJECT, POSSESSIVE, SUBJECT, governing_verb, is_in_side_clause, relative_of

OF_SENTENCE = 14


def add_time(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set the days of an encounter: the date phrase nearest to its trigger, side clauses and other verbs counting as distance."""
    beside = days_from_another(doc, annotations, trigger) or long_before(doc, annotations, encounter, trigger)
    if beside is not None:
        encounter.date = encounter.date_end = beside[0]
        encounter.given["start_date"] = beside[1]
        return
    sent = doc[trigger.token].sent
    nearest: tuple[int, TimeMention] | None = None
    inside = 0
    for time in annotations.times:
        if not (sent.start <= time.start < sent.end) or time.kind == "years":
            continue
        if encounter.until is not None and encounter.until in {time.start, time.start - 1}:
            continue  # "spoke with A and, on Friday, with B": of the next in the row
        distance = _distance(doc, annotations, encounter, trigger, time, (start, end))
        if distance is None or _cannot_date(doc, annotations, encounter, trigger, time):
            continue
        inside += 1
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time)
    if nearest is not None and nearest[0] <= (30 if inside > 1 else 45):
        time = _more_precise(doc, annotations, nearest[1])
        encounter.date, encounter.date_end = time.value, time.end or time.value
        encounter.given["start_date"] = (time.start, time.end_token)
        if _is_of_another_day(doc, encounter, trigger, time):
            encounter.date = encounter.date_end = time.value[:MONTH]
        if is_within(doc, encounter, trigger, time):
            is_held = encounter.status is Status.HELD
            some_day = (
                some_day_since(annotations, time.value)
                if is_held
                else month_or_year(time.value, time.end or time.value)
            )
            encounter.date = encounter.date_end = some_day
    elif annotations.published is not None and has_been_since(doc, trigger):
        encounter.date = encounter.date_end = str(annotations.published[1].year)
        encounter.given["start_date"] = (trigger.token, trigger.end)
    add_length(doc, encounter, trigger)


def _is_of_another_day(doc: Doc, encounter: Encounter, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a date is that of what led to an encounter or called it off, so that no more than its month is known."""
    is_held = encounter.status is Status.HELD
    return (
        _goes_on(doc, trigger, time)
        or ((is_held or _may_be_ahead(doc, encounter, time)) and is_of_arrival(doc, time, trigger))
        or (is_held and is_of_telling(doc, time, doc[trigger.token]))
        or (is_held and is_days_away(doc, time, doc[trigger.token]))
        or (encounter.kind is Kind.CONFERENCE and _is_of_journey(doc, encounter, trigger, time))
        or ((is_held or time.end is not None) and is_before(doc, time, trigger))
        or (encounter.status in AHEAD and encounter.kind is not Kind.VISIT and is_of_departure(doc, time, trigger))
        or (encounter.status in OFF and is_of_calling_off(doc, time))
    )


def _may_be_ahead(doc: Doc, encounter: Encounter, time: TimeMention) -> bool:
    """Tell whether a meeting told as ahead is so by a date, too."""
    return encounter.kind is Kind.MEETING and not is_past(time.value, annotations_of(doc))


def _is_of_journey(doc: Doc, encounter: Encounter, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a date is that on which somebody goes to an event; where it alone tells that this is to come, it stays."""
    is_alone = encounter.status is Status.HELD and is_ahead(time.value, annotations_of(doc))
    return not is_alone and is_of_going_there(doc, time, doc[trigger.token])


_SUBORDINATING = frozenset("who which that after before since when where whose whom".split())


def _distance(
    doc: Doc,
    annotations: Annotations,
    encounter: Encounter,
    trigger: Trigger,
    time: TimeMention,
    clause: tuple[int, int],
) -> int | None:
    """Return how far a date stands from a word of meeting, what speaks against it added; None where it is of something else."""
    word = doc[trigger.token]
    first, root = word.sent.start, doc[time.start : time.end_token].root
    before = doc[time.start - 1].lower_ if time.start else ""
    of_when = is_of_when(doc, trigger, time)
    is_year_since = before == "since" and time.kind == "year" and time.qualifier is None and time.start > first
    is_of_since = is_year_since or _SINCE_EVENT.search(doc[trigger.token : time.start].text + " ") is not None
    if is_of_since and not (of_when or is_not_since(doc, time)):
        return None
    if is_of_something_else(doc, time, trigger) or is_of_dateline(doc, time):
        return None
    if _is_of_what_was_said(word, root) or _is_of_what_was_done(word, root) or _is_of_what_it_follows(word, root):
        return None
    is_aside = is_in_side_clause(root, word)
    if is_aside and encounter.status in AHEAD and is_past(time.value, annotations):
        return None
    if (
        is_aside
        and encounter.status not in AHEAD
        and trigger.frame.frame != "learned"
        and is_of_long_ago(annotations, root, time)
    ):
        return None
    if encounter.status is Status.POSTPONED and before in {"to", "until", "till"}:
        return None  # the day it was put off to
    if of_when:
        return 0
    if is_of_first_since(doc, time):
        return None
    if opens_clause_of(doc, time, word):
        return 0
    distance = time.start - trigger.token if time.start > trigger.token else trigger.token - time.end_token + 1
    between = doc[min(time.start, trigger.token) : max(time.start, trigger.token)]
    distance += 8 * sum(t.lower_ in _SUBORDINATING for t in between)
    distance += 4 * sum(t.pos_ == "VERB" and t.i != trigger.token for t in between)
    distance += 0 if clause[0] <= time.start < clause[1] else 15
    distance += OF_VERB_BEFORE if _is_of_verb_before(annotations, time, word) else 0
    distance += 25 if before in {"since", "until", "by", "through"} else 0
    distance += 25 if encounter.status in OFF and is_of_calling_off(doc, time) else 0
    distance += (12 if is_aside else 0) + _verb_distance(root, word)
    if word.pos_ == "NOUN" and root.head == word and time.start > trigger.token:
        distance = min(distance, OF_NOUN)  # "the meeting in Oslo in June and the visit to Lima in May"
    if is_in_own_clause(root, word):
        # "the meeting that he was to have had with her next Tuesday", "the visit paid by him to Oslo on Tuesday"
        distance = min(distance, OF_NOUN if _is_how_held(root) else OF_OWN_CLAUSE)
    if encounter.status in OFF and word.pos_ == "NOUN" and word.i < time.start and is_day_set(doc, time):
        distance = min(distance, OF_OWN_CLAUSE)
    if time.start - first <= FIRST_WORDS or 0 <= time.start - clause[0] <= FIRST_WORDS:
        distance = min(distance, OF_SENTENCE)  # "On Sunday, …" holds for the whole sentence
    return distance


def _is_of_what_was_said(word: Token, phrase: Token) -> bool:
    """Tell whether a date is of what somebody is told, at talks or by a word of telling: "told her at talks that he would come in May"."""
    for clause in (phrase, *phrase.ancestors):
        if clause == word:
            return False
        if clause.dep_ == "ccomp" and any(t.lower_ == "that" and t.dep_ == "mark" for t in clause.children):
            tells = clause.head
            is_told = tells.lemma_.lower() in {"tell", "assure", "inform", "warn"} and clause.left_edge.i > word.i
            return is_told and clause.left_edge.i <= phrase.i and (tells == word or tells in word.ancestors)
    return False


_ONLY_PLACES = frozenset({"before", "during", "at", "in", "after"})
_AHEAD_OF = ("Ahead of", "ahead of", "Prior to", "prior to")


def _is_of_what_was_done(noun: Token, phrase: Token) -> bool:
    """Tell whether a date, set off by a comma, is of what was done before or during known talks: "Before the trip, on May 2, she rang him"."""
    cases = {t.lower_ for t in noun.children if t.dep_ == "case" and t.i < noun.i}
    is_placed = bool(cases & _ONLY_PLACES) or noun.doc[max(0, noun.i - 4) : noun.i].text.startswith(_AHEAD_OF)
    is_known = any((t.dep_ == "det" and t.lower_ == "the") or t.dep_ in POSSESSIVE for t in noun.children)
    if noun.pos_ != "NOUN" or not is_placed or not is_known or is_in_own_clause(phrase, noun):
        return False
    return noun.i < phrase.i and any(t.text == "," for t in noun.doc[noun.i : phrase.i])


def _is_of_what_it_follows(noun: Token, phrase: Token) -> bool:
    """Tell whether a date is of what a visit or talks follow: "Her trip follows a visit by Kay to Lima in March"."""
    verb = noun.head
    if noun.dep_ not in SUBJECT or verb.lemma_.lower() != "follow" or noun.pos_ != "NOUN":
        return False
    return any(t.dep_ in OBJECT and t.pos_ == "NOUN" and verb.i < t.i < phrase.i for t in verb.children)


_HELD = frozenset("pay make hold begin start open conduct undertake host arrange".split())


def _is_how_held(phrase: Token) -> bool:
    """Tell whether a date is of the participle that says how a meeting came about: "the visit paid by him to Oslo on Tuesday"."""
    verb = governing_verb(phrase)
    return verb is not None and verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_.lower() in _HELD


OF_VERB_BEFORE = 20
_SINCE_EVENT = re.compile(r"\bsince (?:[\w’'-]+ ){1,5}$")  # "the first visit since independence in 1963"


def _is_of_verb_before(annotations: Annotations, time: TimeMention, word: Token) -> bool:
    """Tell whether a date is of the verb that a word is added to, which has one of its own: "to visit Oslo in May and to meet him in July"."""
    governor = governing_verb(word.doc[time.start : time.end_token].root)
    if word.dep_ != "conj" or governor is None or governor != word.head or not governor.i < time.start < word.i:
        return False
    return any(
        word.i < other.start < word.sent.end and other.kind != "years" and not _is_after(word, other)
        for other in annotations.times
    )


def _is_after(word: Token, time: TimeMention) -> bool:
    """Tell whether a date is of what came before what a word tells: "met her, after stops in Oslo and Bergen over the weekend"."""
    return any(t.lower_ == "after" for t in word.doc[word.i + 1 : time.start])


def _cannot_date(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a date lies on the wrong side of the document's own day for an encounter of this standing."""
    if is_of_predecessor(annotations, time, doc[trigger.token], encounter.people):
        return True
    if encounter.status is Status.HELD:
        is_over = _is_over(doc[trigger.token]) and is_ahead(time.value, annotations)
        return is_over or time.qualifier == "later" or _is_of_plan(doc, time, trigger) or is_of_putting_off(doc, time)
    return encounter.status in AHEAD and is_past(time.value, annotations) and _hangs_elsewhere(doc, time, trigger)


def _is_over(word: Token) -> bool:
    """Tell whether a word of meeting tells of the past by its own verb: "met", "had met", "having met", "had discussions"."""
    verb = word.head if word.dep_ in {"obj", "dobj", "obl"} and word.head.lemma_.lower() in {"have", "hold"} else word
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(t.lower_ in {"had", "having"} for t in verb.children))


_DUE = frozenset("due expect schedule set slate plan hope".split())


def _is_of_plan(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of what somebody will do next: "was received by him and is due to tour the south on Saturday"."""
    root = doc[time.start : time.end_token].root
    governor, clause = governing_verb(root), relative_of(root)
    if governor is None or governor.i <= trigger.token or governor.tag_ != "VB" or trigger.frame.pos != "VERB":
        return False  # "talks of the two will take place on Friday"
    if clause is not None and clause.is_ancestor(root) and not (clause == governor or clause.is_ancestor(governor)):
        return False  # "Kay, who was in Oslo last week, will come later"
    is_due = governor.dep_ in {"xcomp", "advcl", "ccomp"} and governor.head.lemma_.lower() in _DUE
    helpers = {t.lower_ for t in (governor.head if is_due else governor).children if t.dep_.startswith(("aux", "cop"))}
    return bool(helpers & ({"is", "are"} if is_due else {"will", "shall"}))


def _hangs_elsewhere(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is that of another verb, in the past: "whose own meeting ended last month"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or governor.i == trigger.token or not _is_over(governor):
        return False
    is_own = trigger.frame.pos == "NOUN" and doc[trigger.token].head == governor
    if is_own and trigger.frame.kind is Kind.VISIT and governor.lemma_.lower() in {"leave", "depart"}:
        return False  # "left on Monday for a three-day visit"
    if governor.tag_ == "VBN" and (is_own or is_of_when(doc, trigger, time)):
        return False  # "a dinner had been arranged", "had met in May, when he came to prepare it"
    return not _is_purpose_of(doc[trigger.token], governor)


def _more_precise(doc: Doc, annotations: Annotations, time: TimeMention) -> TimeMention:
    """Return the month or day behind a year or month which it is one of: "last year, in Rome in May"."""
    if len(time.value) == DAY:
        return time
    for other in annotations.times:
        if not time.end_token <= other.start <= time.end_token + NEAR_LENGTH or other.kind == "years":
            continue
        between = doc[time.end_token : other.start]
        if len(other.value) > len(time.value) and other.value.startswith(time.value):
            plain = not any(
                t.pos_ in {"VERB", "AUX"} or t.lower_ in {";", ":", "and", "but"} or t.is_sent_start for t in between
            )
            return other if plain else time
    return time


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
        and head.head.lemma_.lower() in _GOING  # not "travelled there and asked him to speak to her"
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
    own = governing_verb(trigger)
    if governor == own:
        return 0
    if governor.dep_ == "conj" and governor.i > trigger.i:
        return 12
    # "arrived on Sunday and held talks with her on Monday"
    return 6 if own is not None and own.dep_ == "conj" and own.head == governor else 0


OF_NOUN = 2
OF_OWN_CLAUSE = 8
OF_NEXT_CLAUSE = 46  # as far as no date is taken
