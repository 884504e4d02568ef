"""Looks up the people named right around a word."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from ingest.annotations import Mention, MentionKind


def object_is_person(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether the next words name a person: "is to see Sergei Lavrov", "rang his counterpart"."""
    for i in range(at + 1, min(len(doc), at + 6)):
        mention = index.get(i)
        if mention is not None and mention.people and mention.kind is not MentionKind.PRONOUN:
            return not mention.is_possessive
        if mention is not None and mention.people:
            return (doc[i].lower_ in {"him", "her"} and not mention.is_possessive) or (mention.is_possessive and False)
        if (
            doc[i].lower_ not in {"the", "his", "her", "both", "then", ",", "-", "with"}
            and mention is None
            and doc[i].pos_ not in {"ADJ", "PROPN"}
        ):
            return False
    return False


def subject_people(sent: Span, at: int, index: dict[int, Mention]) -> list[Mention]:
    """Return the person last named before a word in its sentence, possessors left out."""
    seen: list[Mention] = []
    for i in range(at - 1, sent.start - 1, -1):
        mention = index.get(i)
        if mention is not None and mention.people and not mention.is_possessive and mention not in seen:
            seen.append(mention)
            break
    return seen
