"""Puts together two meetings that are one, once all their days, places and people are known.

"A and B were locked in talks with the mediator C": a rule joins A and C, and the scorer of pairs A and B and B and C.

Such pairs share somebody, a clause, a day and a place. They stay apart where the sentence sets its meetings apart: "and then C",
"with C, with whom …", "separately", "while".
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import STANDING, Kind
from ingest.annotations import annotations_of
from ingest.combining import absorb
from ingest.encounter import Encounter
from ingest.syntax import OBJECT, clause_head, top_of

_LEARNED = "learned:meet"
_SETS_APART = re.compile(
    r"\b(?:separate(?:ly)?|then|each|another|in turn|whom|while|before|after|later|earlier|also|both)\b|;",
    re.IGNORECASE,
)


def without_doubles(doc: Doc, encounters: list[Encounter]) -> list[Encounter]:
    """Return the encounters with those that are one put together, where it is told of first."""
    kept: list[Encounter] = []
    for encounter in encounters:
        same = next((each for each in kept if _are_one(doc, each, encounter)), None)
        if same is None:
            kept.append(encounter)
        else:
            absorb(same, encounter)
            same.joined |= encounter.joined
    return kept


def _are_one(doc: Doc, left: Encounter, right: Encounter) -> bool:
    """Tell whether two meetings of one clause share somebody, one of them is found by score alone, and nothing sets them apart."""
    first = left.sources[0]
    return (
        first.start == right.sources[0].start
        and left.kind is right.kind
        and left.kind is Kind.MEETING  # calls are one each
        and _LEARNED in {first.rule, right.sources[0].rule}
        and STANDING[left.status] == STANDING[right.status]
        and (left.date, left.city) == (right.date, right.city)
        and bool(set(left.people) & set(right.people))
        and _doing(doc[first.token]) == _doing(doc[right.sources[0].token])
        and _SETS_APART.search(doc[first.start : first.end].text) is None
        and not _are_met_in_turn(doc, left, right)
    )


def _are_met_in_turn(doc: Doc, left: Encounter, right: Encounter) -> bool:
    """Tell whether those of one meeting alone and those of the other are a list of whom somebody met: "met A and the ambassador, B"."""
    start, end = left.sources[0].start, left.sources[0].end
    tops: list[set[int]] = []
    for people in (set(left.people) - set(right.people), set(right.people) - set(left.people)):
        named = [m for m in annotations_of(doc).mentions if start <= m.start < end and people & set(m.people)]
        words = [top_of(doc[m.start : m.end].root) for m in named]
        tops.append({word.i for word in words if word.dep_ in OBJECT or _has_with(word)})
    return bool(tops[0] & tops[1])


def _has_with(word: Token) -> bool:
    return word.dep_ in {"obl", "nmod"} and any(t.dep_ == "case" and t.lower_ == "with" for t in word.children)


def _doing(token: Token) -> Token:
    """Return the verb of the clause of a word; of "expects to meet" the first."""
    verb = clause_head(token)
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = clause_head(verb.head)
    return verb
