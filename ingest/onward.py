"""Tells of a next stop in the present tense, which newspapers use for what is to come, and of where somebody goes from a meeting.

"From Lisbon she flies to Ankara for talks with X", "met X and goes on to Seoul for a meeting with Y"
"left for Ankara after talks with X", "has seen X and flies to Ankara today"        they did not meet in Ankara
"saw X before flying to Ankara to meet Y", "flew to Ankara on Monday for talks with Y"     Y was met in Ankara
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from ingest.annotations import Mention
from ingest.syntax import gone_for, governing_verb

_GOES = frozenset("fly go head travel move continue proceed leave depart journey".split())
_FROM_THERE = re.compile(
    r"(?:from (?:there|here|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)|next|then|afterwards) ?,? (?:[\w’'.-]+ ){1,4}$",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:on|onwards?) (?:to|for)\b|next to\b|then (?:to|for)\b")


def goes_on(verb: Token) -> bool:
    """Tell whether a verb says in the present tense where somebody goes next."""
    if verb.lemma_.lower() not in _GOES or verb.tag_ not in {"VBZ", "VBP", "NNS"}:
        return False
    doc, sent = verb.doc, verb.sent
    if not sent.text.rstrip().endswith((".", "”", '"')):  # a headline tells of today
        return False
    if _ON.match(doc[verb.i + 1 : min(sent.end, verb.i + 4)].text) or doc[verb.i - 1].lower_ == "then":
        return True
    return _FROM_THERE.match(doc[sent.start : verb.i].text + " ") is not None


def is_at_next_stop(noun: Token) -> bool:
    """Tell whether a meeting is what somebody goes on for: "flies on to Seoul for a meeting with Y"."""
    verb = gone_for(noun)
    return verb is not None and goes_on(verb)


_SETS_OFF = _GOES | {"set", "return"}
MOST_BETWEEN = 7  # words from a verb of going to its place: "left here on Monday night for"


def is_gone_to_from(doc: Doc, word: int, place: Mention) -> bool:
    """Tell whether a place is where somebody goes from the meeting that a word of the same sentence tells of.

    "left for Doha after talks with him", "has seen him and flies to Doha today", "met him before leaving for Doha".
    """
    if place.start < 2 or doc[place.start].sent != doc[word].sent or doc[place.start - 1].lower_ not in {"to", "for"}:
        return False
    start = max(doc[place.start].sent.start, place.start - 1 - MOST_BETWEEN)
    verb = next((t for t in reversed(doc[start : place.start - 1]) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _SETS_OFF or verb.i == word:
        return False
    if place.start < word:
        return verb.is_ancestor(doc[word]) and any(t.lower_ in {"after", "following"} for t in doc[place.end : word])
    is_ahead = verb.tag_ in {"VBZ", "VBP", "VB"} or (verb.tag_ == "VBG" and doc[verb.i - 1].lower_ == "before")
    return verb.i > word and is_ahead


_PURPOSE = frozenset({"advcl", "xcomp"})


def is_gone_to_for(word: Token, place: Mention) -> bool:
    """Tell whether a place is where somebody goes for the sake of what a word says: "flew to Bern on Monday for talks", "flying to Bern to meet Y"."""
    root = word.doc[place.start : place.end].root
    verb = governing_verb(root)
    if verb is None or verb.lemma_.lower() not in _SETS_OFF or root.head != verb or not verb.i < place.start < word.i:
        return False
    between = word.doc[place.end : word.i]
    if word.doc[place.start - 1].lower_ not in {"to", "for"} or any(
        t.lower_ == "to" and t.tag_ == "IN" for t in between
    ):
        return False  # "goes to Oslo on Friday and to Bern for a conference"
    if gone_for(word) == verb:
        return True
    aim = word if word.pos_ == "VERB" else governing_verb(word)
    return aim is not None and aim.tag_ == "VB" and aim.dep_ in _PURPOSE and aim.head == verb
