"""Resolves offices, pronouns, groups and roles to people of the document, in one pass through the text.

"the Chinese foreign minister"      whoever holds it that day, or already has it in the text
"his Iranian counterpart"           the holder of the antecedent's post in Iran
"he", "her", "the minister"         the person last in focus who fits
"the two presidents", "the pair"    the two people last named together
"""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.anaphors import find_groups, find_pronouns
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.cataphora import pair_ahead, pointed_forward
from ingest.groups import resolve_group
from ingest.office_holders import resolve_office
from ingest.pronouns import resolve_pronoun
from ingest.roles import find_roles, resolve_role


def resolve(doc: Doc, offices: list[Mention], people: list[Mention]) -> list[Mention]:
    """Return office, pronoun and group mentions with the people they mean; `people` are the mentions by name."""
    annotations = annotations_of(doc)
    annotations.in_quotes = _in_quotes(doc)
    pronouns = find_pronouns(doc)
    groups = find_groups(doc, offices)
    covered = {i for mention in groups for i in range(mention.start, mention.end)}
    free = [m for m in offices if not covered.intersection(range(m.start, m.end)) or m.attached is not None]
    pronouns = [m for m in pronouns if m.start not in covered]
    taken = {i for m in [*offices, *people, *groups] for i in range(m.start, m.end)}
    roles = find_roles(doc, annotations, taken)
    resolved: list[Mention] = []
    order = sorted(
        [*free, *pronouns, *groups, *roles, *people], key=lambda m: (m.start, m.kind is not MentionKind.PERSON, m.end)
    )
    seen: list[Mention] = []
    named = {i: m for m in people for i in range(m.start, m.end) if len(m.people) == 1}
    for mention in order:
        if mention.kind is MentionKind.OFFICE and not mention.people:
            resolve_office(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.PRONOUN:
            ahead = pointed_forward(doc, annotations, mention, named, seen)
            mention.people = ahead.people if ahead is not None else pair_ahead(doc, mention, named)
            if not mention.people:
                resolve_pronoun(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.GROUP:
            resolve_group(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.ROLE:
            resolve_role(doc, annotations, mention, seen)
        if mention.people:
            seen.append(mention)
        if mention.kind is not MentionKind.PERSON:
            resolved.append(mention)
    return resolved


def _in_quotes(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks of their own sentence."""
    found: set[int] = set()
    for sent in doc.sents:
        is_open = False
        for token in sent:
            if is_open:
                found.add(token.i)
            if token.text in {"“", "``"}:
                is_open = True
            elif token.text in {"”", "''"}:
                is_open = False
    return frozenset(found)
