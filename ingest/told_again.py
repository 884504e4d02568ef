"""What a noun says again of a meeting that its sentence has told: "spoke on Thursday, their first call since June".

Such a noun stands behind a comma, counts the meeting among others, and names nobody of its own: the day behind it is that of another
meeting, or of none. It tells whether they met or called each other.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import Kind
from ingest.date_words import COUNTED
from ingest.encounter import Encounter

_COUNTED = re.compile(rf"[,–—-] ?(?:in |at )?(?:their|his|her|the) (?:\w+ )?(?:{COUNTED})(?:[ -][\w-]+){{0,4}} $")
_MEETINGS = frozenset({Kind.MEETING, Kind.CALL})


def without_told_again(doc: Doc, single: list[Encounter]) -> list[Encounter]:
    """Return what each word tells without what is said again; a call that is said to be one is one."""
    kept: list[Encounter] = []
    for encounter in single:
        told = _told_before(doc, encounter, kept)
        if told is None:
            kept.append(encounter)
        elif encounter.kind is Kind.CALL:
            told.kind, told.city, told.country, told.venue = Kind.CALL, None, None, None
    return kept


# "It was the second time this week that they had spoken", "Monday's meeting was the first between them since"
_SAYS_WHICH = re.compile(
    r"\W*(?:It|This|That|(?:The|Their|[A-Z][\w’'-]+[’']s) (?:[\w-]+ ){0,2}(?:meeting|talks|call|conversation|summit|visit|trip)) "
    rf"(?:was|is|were|marks|marked) (?:also |only |just )?(?:the|their|his|her) (?:\w+ )?(?:{COUNTED})\b"
)
_OF_ANOTHER = frozenset({"since", "after", "when", "where", "before", "following"})


def without_counted_again(doc: Doc, encounters: list[Encounter]) -> list[Encounter]:
    """Return encounters without those that a sentence only counts which an earlier one has told: "It was the second time that they met"."""
    kept: list[Encounter] = []
    for encounter in encounters:
        if len(encounter.sources) > 1 or not _says_which(doc, encounter) or not _is_told(kept, encounter):
            kept.append(encounter)
    return kept


def _says_which(doc: Doc, encounter: Encounter) -> bool:
    """Tell whether what tells of an encounter is the count itself, not another that the count goes back to."""
    source = encounter.sources[0]
    if _SAYS_WHICH.match(doc[source.start : source.end].text) is None:
        return False
    return not any(t.lower_ in _OF_ANOTHER for t in doc[source.start : source.token])


def _is_told(earlier: list[Encounter], encounter: Encounter) -> bool:
    if encounter.kind is Kind.VISIT:
        same = (e for e in earlier if e.kind is Kind.VISIT and e.country == encounter.country)
        return any(set(encounter.people) <= set(e.people) and e.status is encounter.status for e in same)
    if encounter.kind not in _MEETINGS or not encounter.people:
        return False
    return any(
        e.kind in _MEETINGS and set(e.people) == set(encounter.people) and e.status is encounter.status for e in earlier
    )


def _told_before(doc: Doc, encounter: Encounter, earlier: list[Encounter]) -> Encounter | None:
    """Return the meeting of the same people that the sentence has told before a noun."""
    token = doc[encounter.sources[0].token]
    if encounter.kind not in _MEETINGS or not encounter.people or not _is_counted(token):
        return None
    return next(
        (
            each
            for each in reversed(earlier)
            if each.kind in _MEETINGS
            and each.sources[0].start == token.sent.start
            and set(each.people) == set(encounter.people)
            and doc[each.sources[0].token].pos_ == "VERB"
        ),
        None,
    )


def _is_counted(token: Token) -> bool:
    before = token.doc[max(token.sent.start, token.i - 10) : token.i].text + " "
    return token.pos_ == "NOUN" and _COUNTED.search(before) is not None
