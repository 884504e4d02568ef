"""Tells which dates of a sentence belong to something else than an encounter in it, and which to it alone.

"his first trip since he took office in December"                 December is of taking office
"abandoned on Sunday a visit that was planned for May"            Sunday is of the abandoning
"since Tuesday, when he called on her"                            Tuesday is of the call
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Annotations, TimeMention
from ingest.dates import MONTH
from ingest.frames import Trigger
from ingest.status import CANCEL, DECLINE, POSTPONE
from ingest.syntax import FINITE, PASSIVE_SUBJECT, governing_verb

FIRST_WORDS = 3  # tokens at the head of a sentence, where a date holds for all of it


def is_of_something_else(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of another clause than a word of meeting: of taking office, or behind a semicolon."""
    phrase, word = doc[time.start : time.end_token].root, doc[trigger.token]
    return is_of_since_clause(phrase, word) or _is_of_office(phrase, word) or _is_behind_semicolon(doc, time, trigger)


_GOING = frozenset("go fly travel travell leave depart head drive sail proceed continue move return come".split())


def verb_after_before(word: Token) -> Token | None:
    """Return the verb of going behind "before" whose clause a word of meeting is in: "saw her before flying to Kyiv to meet him"."""
    for verb in (word, *word.ancestors):
        if verb.tag_ == "VBG" and any(t.lower_ == "before" and t.i < verb.i for t in verb.children):
            return verb if verb.lemma_.lower() in _GOING else None
    return None


def is_before(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of what somebody did before meeting others: "saw her on Monday before flying to Kyiv to meet him"."""
    verb = verb_after_before(doc[trigger.token])
    governor = governing_verb(doc[time.start : time.end_token].root)
    return verb is not None and governor is not None and any(t == governor for t in verb.ancestors)


def is_of_departure(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of setting out for where others will be met: "leaves on Friday for Boao, where she is to meet him"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or time.start > trigger.token:
        return False
    between = doc[time.end_token : trigger.token].text
    if _DURING_WHICH.search(between) is not None:
        return True
    return governor.lemma_.lower() in {"leave", "depart"} and _WHERE.search(between) is not None


def is_of_arrival(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of coming from where others were met: "arrived on Friday from Oslo, where he had met her"."""
    return time.start < trigger.token and _FROM_WHERE.search(doc[time.end_token : trigger.token].text) is not None


_FROM_WHERE = re.compile(r"\bfrom (?:[\w’'.-]+ ){0,3}[\w’'.-]+ ?, where\b")
_WHERE = re.compile(r",? where\b")
_DURING_WHICH = re.compile(
    r"\b(?:visit|trip|tour|stay|journey) of \w+ days, during which\b|\b\w+-day (?:\w+ )?(?:visit|trip|tour|stay), during which\b"
)


def is_in_own_clause(phrase: Token, noun: Token) -> bool:
    """Tell whether a date is in the relative clause of a noun of meeting itself."""
    governor = governing_verb(phrase)
    return governor is not None and governor.dep_ in {"acl", "acl:relcl", "relcl"} and governor.head == noun


def _is_clause(span: Span) -> bool:
    """Tell whether words hold a verb and no stop."""
    return any(t.pos_ == "VERB" for t in span) and not any(t.text in {",", ";", ":"} for t in span)


def is_of_since_clause(phrase: Token, trigger: Token) -> bool:
    """Tell whether a date is of what something is the first since: "his first trip since he took office in December"."""
    governor = governing_verb(phrase)
    doc = phrase.doc
    since = next((t for t in reversed(doc[phrase.sent.start : phrase.i]) if t.lower_ == "since"), None)
    if since is not None and since.i > trigger.i and _is_clause(doc[since.i : phrase.i]):
        return True
    if governor is None or not any(t.lower_ == "since" and t.dep_ == "mark" for t in governor.children):
        return False
    return not any(t == trigger for t in governor.subtree)


_OFFICE = frozenset(
    "take become succeed appoint elect re-elect resign win name assume inherit lose retire replace die step nominate confirm".split()
)


def _is_of_office(phrase: Token, trigger: Token) -> bool:
    """Tell whether a date is of when somebody came to office or left it: "with his colleague, who took over in July"."""
    governor = governing_verb(phrase)
    if governor is None or governor.lemma_.lower() not in _OFFICE or governor == trigger:
        return False
    if governor.dep_ not in {"acl:relcl", "relcl", "acl", "advcl"} or any(t == trigger for t in governor.subtree):
        return False
    return any(t.lower_ in {"who", "whose", "since", "after", "before"} for t in governor.subtree)


def _is_behind_semicolon(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a semicolon parts a date from a word of meeting, each with a verb of its own, and does not open the sentence."""
    first, last = sorted((time.start, trigger.token))
    cut = next((t.i for t in doc[first:last] if t.text == ";"), None)
    sent = doc[trigger.token].sent
    if cut is None or trigger.frame.frame == "learned" or time.start - sent.start <= FIRST_WORDS:
        return False
    return all(any(t.tag_ in FINITE for t in part) for part in (doc[sent.start : cut], doc[cut : sent.end]))


_CALLING_OFF = CANCEL | POSTPONE | DECLINE | frozenset({"call", "put", "turn", "push"})


def is_of_calling_off(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is of when somebody called a meeting off: "abandoned a planned visit on Sunday"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or governor.lemma_.lower() not in _CALLING_OFF:
        return False
    return governor.tag_ in FINITE and not any(child.dep_ in PASSIVE_SUBJECT for child in governor.children)


def is_of_when(doc: Doc, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a word stands in the clause that tells of a day: "since Tuesday, when he called on her"."""
    at = time.end_token + (time.end_token < len(doc) and doc[time.end_token].text == ",")
    if at >= trigger.token or doc[at].lower_ != "when":
        return False
    return not any(t.text in {",", ";", ":"} for t in doc[at : trigger.token])


def is_since(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is what something has been done since; "not since February" tells that it was done then."""
    at = time.start - (time.qualifier != "since")
    return at >= 0 and doc[at].lower_ == "since" and not (at and doc[at - 1].lower_ == "not")


def some_day_since(annotations: Annotations, date: str) -> str | None:
    """Return the month or year in which all days from a date to the document's own lie; None where they lie in none."""
    if annotations.published is None:
        return date[: len("2023")]
    now = annotations.published[1].isoformat()
    return next((date[:size] for size in (MONTH, len("2023")) if date[:size] == now[:size]), None)
