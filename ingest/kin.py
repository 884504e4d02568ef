"""Kin who are named beside somebody: they come along and stand at his side, but it is not each other whom they meet.

"Kay, who flew in with his wife Ann Kay, had dinner with Roe. The two …"     Kay and Roe
"Kay and his wife, Ann Kay, gave a reception"                                 no meeting of the two
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.encounter import Encounter
from ingest.nearby import words_before

_KIN = r"(?:wife|husband|spouse|partner|fianc[eé]e?|son|daughter|brother|sister|father|mother|widow)"
_BESIDE = re.compile(rf"\b(?:his|her|their) (?:\w+ )?{_KIN} ?,? $")
_ALONG = re.compile(rf"\b(?:with|by) (?:his|her|their) (?:\w+ )?{_KIN} ?,? $")


BEFORE_NAME = 5  # tokens


def is_kin(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name is given as somebody's kin: "his wife Ann Kay"."""
    return mention.kind is MentionKind.PERSON and _BESIDE.search(words_before(doc, mention, BEFORE_NAME)) is not None


def is_brought_along(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody only comes with the one of whom more is told: "who flew in with his wife Ann Kay, dined with Roe"."""
    return mention.kind is MentionKind.PERSON and _ALONG.search(words_before(doc, mention, BEFORE_NAME)) is not None


def only_kin(doc: Doc, mentions: list[Mention]) -> set[str]:
    """Return those who are named once, and that as somebody's kin."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.PERSON and len(mention.people) == 1:
            named.setdefault(mention.people[0], []).append(mention)
    return {key for key, own in named.items() if len(own) == 1 and is_kin(doc, own[0])}


def is_family(annotations: Annotations, encounter: Encounter, kin: set[str]) -> bool:
    """Tell whether those of an encounter are one person and kin (of `only_kin`) named at his side: "Kay and his wife, Ann Kay"."""
    rest = [key for key in encounter.people if key not in kin]
    if not 1 < len(encounter.people) <= MOST_OF_FAMILY or len(rest) > 1:
        return False
    return all(_head_of(annotations, key) in {None, *rest} for key in encounter.people if key in kin)


MOST_OF_FAMILY = 3


def _head_of(annotations: Annotations, key: str) -> str | None:
    """Return who was named last before kin, whose kin they are taken to be."""
    at = min(m.start for m in annotations.mentions if m.people == (key,))
    before = [m for m in annotations.mentions if m.end <= at and m.kind is MentionKind.PERSON and len(m.people) == 1]
    return max(before, key=lambda m: m.start).people[0] if before else None
