"""Where a trip leads that a noun tells of without a place: where what was done on it was done, or where it ended.

"A met B in Lusaka in his first visit since 2011", "signed a treaty in Rabat on Monday, at the start of a state visit"
"left for Oslo on Monday after a stopover of two hours"      where the report is written
"chose Lima for his first trip", "Lima is the second stop of her tour"      Lima
"A flew to Oslo and met B. B will return the visit"          the state of A
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.gazetteer import find_dateline
from ingest.nearby import names_before, span_of
from ingest.syntax import OBJECT


def understood(doc: Doc, annotations: Annotations, token: Token, people: list[str]) -> tuple[Mention | None, list[str]]:
    """Return where a trip without a place is, and whose it is: "A met B in Lusaka in his first visit since 2011", "left for Oslo after a stopover"."""
    if token.head.lemma_.lower() == "return" and token.dep_ in OBJECT and len(people) == 1:
        return _home_of_last_guest(doc, annotations, token, people[0]), people
    line = find_dateline(doc)
    if line is not None and _is_left_after(token):
        abroad = [key for key in people if annotations.people[key].country != line.code]
        return (line, abroad) if abroad else (None, people)
    where, guests = foreigners_there(doc, annotations, token)
    if where is None or set(people) <= set(guests):
        return where, people
    # "his" was taken to be of the host
    is_of_host = all(annotations.people[key].country == where.code for key in people)
    return (where, guests) if is_of_host and len(guests) == 1 else (None, people)


def _home_of_last_guest(doc: Doc, annotations: Annotations, token: Token, host: str) -> Mention | None:
    """Return the state to which a visit is returned: "A flew to Oslo and met B. B will return the visit": that of A, who was named last."""
    start = token.sent.start
    floor = doc[doc[start - 1].sent.start].i if start else 0
    home = annotations.people[host].country
    named = (m for m in reversed(annotations.mentions) if m.kind is MentionKind.PERSON and floor <= m.start < start)
    codes = (annotations.people[m.people[0]].country for m in named if len(m.people) == 1)
    code = next((code for code in codes if code not in {None, home}), None)
    return Mention(token.i, token.i + 1, MentionKind.COUNTRY, code=code, is_place=True) if code else None


def _is_left_after(token: Token) -> bool:
    """Tell whether a trip is what somebody then leaves from for another place: "left for Oslo on Monday after a stopover of two hours"."""
    doc, sent = token.doc, token.sent
    return _LEFT_AFTER.search(doc[sent.start : token.i].text + " ") is not None


_LEFT_AFTER = re.compile(
    r"\b(?:left|departed|flew (?:out|off)) (?:on \w+ )?for (?:the )?[A-Z][^,;:.]* (?:after|following|ending) (?:an?|the|his|her) (?:[\w’'-]+ ){0,3}$"
)
_DURING = re.compile(
    r"\b(?:(?:at the (?:start|beginning|outset|end|close|conclusion) of|on the \w+ day of|during) (?:an?|the|his|her|what is)|"
    r"(?:on|in|during) (?:his|her) (?:first|second|third|last|latest)) (?:[\w’'-]+ ){0,4}$"
)


def foreigners_there(doc: Doc, annotations: Annotations, token: Token) -> tuple[Mention | None, list[str]]:
    """Return where and on whose visit something happened: "A and B signed a treaty in Rabat on Monday, at the start of a state visit".

    Of those whom the sentence names before, who is not at home there travels, if somebody is.
    """
    sent = token.sent
    if not _DURING.search(doc[sent.start : token.i].text + " "):
        return None, []
    places = [m for m in annotations.mentions if m.kind is MentionKind.CITY and m.is_place and m.code]
    line = find_dateline(doc)
    here = next((m for m in places if sent.start <= m.start < token.i and m != line), None) or line
    if here is None:
        return None, []
    named = {
        key: annotations.people[key].country
        for m in names_before(annotations, token)
        if not m.is_possessive
        for key in m.people
    }
    guests = [
        key for key, home in named.items() if home not in {None, here.code} and annotations.people[key].is_official
    ]
    return (here, guests) if here.code in named.values() and guests else (None, [])


def whose_feast(annotations: Annotations, token: Token, end: int) -> Mention | None:
    """Return whose day it is that somebody is asked to: "accepted an invitation to attend Kenya's national day"."""
    places = [m for m in annotations.mentions if m.kind is MentionKind.COUNTRY and m.is_possessive and m.code]
    return next((m for m in places if token.i < m.start < min(end, token.i + 5)), None)


_ACCEPTED = re.compile(r"\baccept(?:s|ed|ing)?\b[^.;:“”]{0,40}\binvitation to $")


def invited_home(annotations: Annotations, verb: Token, guests: list[str]) -> str | None:
    """Return whose country an invitation is to that guests accept, where it is not named: "Kay met Roe, who accepted an invitation to visit"."""
    sent = verb.sent
    match = _ACCEPTED.search(verb.doc[sent.start : verb.i].text + " ")
    if match is None:
        return None
    before = span_of(sent, 0, match.start())
    named = {k for m in annotations.mentions if before.start <= m.start < before.end for k in m.people}
    own = {annotations.people[key].country for key in guests}
    homes = {annotations.people[key].country for key in named} - own
    return homes.pop() if len(homes) == 1 else None


_CHOSEN = re.compile(r"\b(?:cho?oses?|chose|chosen?|choosing|picks?|picked|selected|makes?|made|making) $")
_AS_STOP = re.compile(r" ?,? ?(?:(?:for|as|to be) )?(?:the|his|her|their) (?:[\w-]+ ){0,5}$")
_IS_STOP = re.compile(r" ?,? ?(?:is|was|will be|were|are|being|became) (?:the|his|her|their) (?:[\w-]+ ){0,4}$")
_STOPS = frozenset({"stop", "trip", "visit"})


def named_as_stop(annotations: Annotations, token: Token) -> Mention | None:
    """Return the place that is said to be a stop: "chose Lima for his first trip", "Lima is the second stop of her tour"."""
    doc, sent = token.doc, token.sent
    if token.lemma_.lower() not in _STOPS:
        return None
    for place in annotations.mentions:
        if (
            place.kind not in {MentionKind.CITY, MentionKind.COUNTRY}
            or not place.code
            or not sent.start <= place.start < token.i
        ):
            continue
        between = doc[place.end : token.i].text + " "
        is_chosen = _CHOSEN.search(doc[sent.start : place.start].text + " ") and _AS_STOP.fullmatch(between)
        if is_chosen or (token.lemma_.lower() == "stop" and _IS_STOP.fullmatch(between)):
            return place
    return None
