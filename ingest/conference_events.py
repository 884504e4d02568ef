"""Finds where a text speaks of an event of many delegations, whether it tells of one or only mentions it.

"the 17th SAARC Summit", "the Munich Security Conference"      by name
"the inauguration of President Bachelet", "donors' conference"  by a noun
"came briefly for the G20 in Brisbane"                          by its body
"Igad leaders gather in Entebbe"                                by a verb of which a body is the subject

Each is a candidate only: `ingest.likely_conferences` decides who attends, and whether it is told of at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.control import subjects
from ingest.frames import Trigger

_NOUNS = frozenset(
    "summit conference forum assembly congress gathering inauguration coronation enthronement swearing funeral burial wedding ministerial colloquium symposium".split()
)
# Nouns that need a body, ministers or leaders beside them: "the NATO meeting", "a session of the Security Council".
_NOUNS_OF_BODY = frozenset(
    "meeting council session plenary retreat debate dialogue consultations round talks committee commission segment anniversary format".split()
)
_ALL_NOUNS = _NOUNS | _NOUNS_OF_BODY
_OTHERWISE = frozenset("press news party telephone phone cabinet wedding family".split())
_VERBS = frozenset("meet gather convene assemble sit reconvene".split())
_MANY = frozenset("leaders ministers presidents heads chiefs delegates members states countries nations donors".split())
_AT = frozenset("at to for before in during".split())
_BODIES = frozenset({"UNO", "OAS", "G20", "G7", "G8"})  # beside those whose members the base knows
_PARLIAMENT = re.compile(
    r"\b(?:national|legislative|federal|constituent|people[’']s|state) assembly\b|\bjoint session\b", re.IGNORECASE
)
NEAR = 6


@dataclass(frozen=True, slots=True)
class Event:
    """Where a text speaks of an event of many delegations.

    Attributes:
        token: The word that says so.
        start: First token of the phrase; `end` is behind its last.
        manner: `named`, `noun`, `of-body`, `body` or `verb`.
        codes: Bodies whose it is, as far as the phrase names them.
        name: What it is called, where it has a name of its own.
        city: City and country in its name.
    """

    token: int
    start: int
    end: int
    manner: str
    codes: tuple[str, ...] = ()
    name: str | None = None
    city: tuple[str, str] | None = None


def find_conference_events(doc: Doc, triggers: list[Trigger]) -> list[Event]:
    """Return the events of a text in its order, one for each word."""
    annotations = annotations_of(doc)
    bodies = [m for m in annotations.mentions if m.kind is MentionKind.ORGANIZATION and m.code]
    found = {
        t.token: Event(t.token, _start(bodies, t), t.end, "named", t.parties, t.conference, t.city)
        for t in triggers
        if t.conference is not None
    }
    for event in (*_by_noun(doc, bodies), *_by_verb(doc, bodies), *_by_body(doc, annotations, bodies)):
        if not any(abs(event.token - other) <= NEAR and _same_phrase(doc, event.token, other) for other in found):
            found[event.token] = event
    return [found[at] for at in sorted(found)]


def _start(bodies: list[Mention], trigger: Trigger) -> int:
    return min([trigger.token, *(m.start for m in bodies if m.start <= trigger.token <= m.end + NEAR)])


def _same_phrase(doc: Doc, left: int, right: int) -> bool:
    """Tell whether two words stand in one noun phrase: neither verb, comma nor preposition but "of" between them."""
    between = doc[min(left, right) : max(left, right) + 1]
    return left == right or not any(
        t.pos_ in {"VERB", "AUX", "CCONJ"} or t.text in {",", ";"} or (t.pos_ == "ADP" and t.lower_ != "of")
        for t in between[1:-1]
    )


def _by_noun(doc: Doc, bodies: list[Mention]) -> Iterator[Event]:
    for token in doc:
        low = token.lower_
        if token.pos_ not in {"NOUN", "PROPN"} and not _is_swearing_in(token):
            continue
        noun = low[:-1] if low.endswith("s") and low[:-1] in _ALL_NOUNS else low
        if noun not in _ALL_NOUNS:
            continue
        before = doc[token.i - 1].lower_ if token.i > token.sent.start else ""
        near = doc[max(token.sent.start, token.i - 3) : token.i + 1].text
        if before in _OTHERWISE or _PARLIAMENT.search(near):
            continue
        if _is_of_a_party(token):
            continue
        beside = [
            m
            for m in bodies
            if token.sent.start <= m.start < token.sent.end
            and abs(m.start - token.i) <= NEAR
            and _same_phrase(doc, token.i, m.start)
        ]
        codes = tuple(dict.fromkeys(str(m.code) for m in beside))
        first = min([token.i, *(m.start for m in beside)])
        if noun in _NOUNS or (noun == "dialogue" and _is_name(token)):
            yield Event(token.i, first, token.i + 1, "noun", codes)
        elif codes or _is_of_many(token):
            yield Event(token.i, first, token.i + 1, "of-body", codes)


_OF_A_PARTY = frozenset(
    "mp mps lawmaker deputy supporter voter activist party shareholder student imam bishop rabbi cleric veteran mayor".split()
)


def _is_of_a_party(noun: Token) -> bool:
    """Tell whether an event is of people who stand for no state: "a conference of Conservative MPs"."""
    return any(t.dep_ == "nmod" and t.i > noun.i and t.lemma_.lower() in _OF_A_PARTY for t in noun.children)


def _is_swearing_in(token: Token) -> bool:
    return token.lower_ == "swearing" and token.doc[token.i + 1 : token.i + 3].text.casefold() in {"-in", "in of"}


def _is_name(token: Token) -> bool:
    """Tell whether a noun ends a name: "the Shangri-La Dialogue"."""
    return token.is_title and token.i > token.sent.start + 1 and token.nbor(-1).text[:1].isupper()


def _is_of_many(token: Token) -> bool:
    """Tell whether ministers, leaders or a body without a code stand in the phrase of a noun: "the meeting of foreign ministers"."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else token
    if before.lower_ == "ministerial" or (before.is_upper and len(before) > 2 and before != token):
        return True
    near = token.doc[max(token.sent.start, token.i - 4) : min(token.sent.end, token.i + 5)]
    return any(t.lower_ in _MANY and _same_phrase(token.doc, token.i, t.i) for t in near)


def _by_verb(doc: Doc, bodies: list[Mention]) -> Iterator[Event]:
    for token in doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in _VERBS:
            continue
        for subject in subjects(token):
            low = subject.lower_
            inside = [
                m for m in bodies if subject.left_edge.i <= m.start <= subject.right_edge.i and m.start < token.i + 1
            ]
            if inside or low in _MANY:
                yield Event(token.i, token.i, token.i + 1, "verb", tuple(dict.fromkeys(str(m.code) for m in inside)))
                break


def _by_body(doc: Doc, annotations: Annotations, bodies: list[Mention]) -> Iterator[Event]:
    for mention in bodies:
        if mention.is_possessive or mention.end >= len(doc):
            continue
        at = mention.start - 1
        if at >= 0 and doc[at].lower_ == "the":
            at -= 1
        head = doc[mention.start : mention.end].root
        if head.dep_ in {"compound", "amod", "nmod:poss"} or at < 0 or doc[at].lower_ not in _AT:
            continue
        if annotations.knowledge.members.get(str(mention.code)) or mention.code in _BODIES:
            yield Event(mention.start, mention.start, mention.end, "body", (str(mention.code),))
