"""Couples named by one surname: "Joe and Jill Biden" are Joe Biden and Jill Biden."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind
from ingest.knowledge import Knowledge
from ingest.names import core_words, fold


def spell_out_couples(doc: Doc, knowledge: Knowledge, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions of people with those whose surname is told with the one behind "and", in text order.

    Only names that the base or the text has in full are made so: "Paris and Jill Biden" are no couple.
    """
    known = {fold(str(mention.name)) for mention in mentions}
    before = {mention.end: mention for mention in mentions}
    found = list(mentions)
    for mention in mentions:
        name = _name_before(doc, mention)
        if name is None or (fold(name) not in knowledge.people_by_name and fold(name) not in known):
            continue
        left = before.get(mention.start - 1)
        if left is None:
            found.append(Mention(mention.start - 2, mention.start - 1, MentionKind.PERSON, name=name))
        elif left.end - left.start == 1:
            left.name = name
    return sorted(found, key=lambda mention: mention.start)


def _name_before(doc: Doc, mention: Mention) -> str | None:
    """Return the given name before "and" with the surname of who stands behind it."""
    at, words = mention.start - 2, str(mention.name).split()
    if at < doc[mention.start].sent.start or doc[at + 1].lower_ != "and" or len(core_words(str(mention.name))) != 2:
        return None
    given = doc[at]
    is_longer = at > given.sent.start and doc[at - 1].pos_ == "PROPN" and doc[at - 1].is_title
    if not (given.is_alpha and given.is_title) or is_longer or given.text in words:
        return None
    return f"{given.text} {words[-1]}"
