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
