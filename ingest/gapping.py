"""Clauses whose verb is left out, being that of the clause before.

    "Kay conferred with Roe, and Lund with his counterpart Holm."     two meetings

Source:
    Gapping: Ross, Gapping and the Order of Constituents, 1970.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.annotations import Mention, MentionKind
from ingest.syntax import FINITE

_ASIDES = frozenset({"later", "then", "also", "separately", "in", "turn", ","})
BEFORE_NAME = 8  # tokens of title, state and commas before a name
LONGEST = 60  # tokens behind the verb


def gapped_pairs(doc: Doc, token: Token, index: dict[int, Mention]) -> Iterator[tuple[list[str], int]]:
    """Yield the people of each clause behind a word of meeting that has none of its own, and the token it begins at.

    Args:
        doc: The Doc.
        token: The verb or noun of meeting.
        index: Mentions by their first and following tokens.
    """
    end = min(token.sent.end, token.i + LONGEST)
    for i in range(token.i + 2, end - 3):
        if doc[i].lower_ not in {"and", "while"} or doc[i - 1].text not in {",", ";"}:
            continue
        first = _named(doc, i + 1, end, index)
        if first is None:
            continue
        at = first.end
        while at < end and (doc[at].lower_ in _ASIDES or _is_of_state(doc, at)):
            at += 1
        second = _named(doc, at + 1, end, index) if at < end and doc[at].lower_ == "with" else None
        if second is not None and first.people != second.people and not _has_verb(doc, second.end, end):
            yield [first.people[0], *second.people], i + 1


def _is_of_state(doc: Doc, at: int) -> bool:
    """Tell whether a word is of the state somebody serves, behind the name: "Lund of Norway"."""
    is_of = doc[at].lower_ in {"of", "the"} and doc[at + 1 : at + 2].text[:1].isupper()
    return is_of or doc[at].ent_type_ == "GPE"


def _named(doc: Doc, start: int, end: int, index: dict[int, Mention]) -> Mention | None:
    """Return the one person that a phrase names, behind titles and the like."""
    for i in range(start, min(end, start + BEFORE_NAME)):
        mention = index.get(i)
        if mention is not None and mention.kind is MentionKind.PERSON and mention.people and not mention.is_possessive:
            return mention
        if doc[i].pos_ in {"VERB", "AUX", "CCONJ", "ADP", "SCONJ"} or doc[i].text in {";", ":"}:
            return None
    return None


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the clause goes on to a verb of its own: "and Lund with Holm left for the airport"."""
    for token in doc[start:end]:
        if token.text in {",", ";", ".", ":", "–", "—"}:
            return False
        if token.tag_ in FINITE:
            return True
    return False
