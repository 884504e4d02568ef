"""Finds whose words a verb of speech gives: by the parse where it tells, by the order of words besides.

"X said", "X, the minister, said", "said X"      the person beside the verb
"X and Y condemned"                              both
"X left, saying that …", "X, who warned him"     the person whom the clause hangs on
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Mention, MentionKind
from ingest.arguments import PEOPLE_KINDS
from ingest.syntax import SUBJECT, has_parse

MOST = 4  # speakers of one act
_NO_SUBJECT = frozenset({"with", "to", "by", "of", "from", "for", "on", "at", "about", "between", "against", "like"})


def find_speakers(
    doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]
) -> tuple[tuple[str, ...], Mention] | None:
    """Return who says it: by the parse, else by the order of words."""
    is_quoted = verb.i in quoted
    mention = _by_parse(sent, verb, index, quoted, 0) if has_parse(doc) else None
    if mention is not None and not any(child.dep_ in SUBJECT for child in verb.children):
        # A subject shared with another verb gives way to somebody named right before: "…, his spokesman, X, announced".
        at = verb.i - 2 if doc[verb.i - 1].text == "," else verb.i - 1
        beside = index.get(at)
        if beside is not None and beside.kind is MentionKind.PERSON and is_usable(beside) and beside is not mention:
            mention = None
    if mention is None:
        mention = _by_order(doc, sent, verb, index, quoted)
    if mention is None or (mention.start in quoted) != is_quoted:
        return None
    speakers = list(mention.people)
    if has_parse(doc):
        for token in doc[mention.start : mention.end]:
            speakers += _joined(token, verb, mention, index)
    if mention.kind is not MentionKind.GROUP:
        speakers += _listed_before(doc, mention, index, verb)
    speakers = list(dict.fromkeys(speakers))
    most = 2 if mention.kind is MentionKind.GROUP else MOST
    return (tuple(speakers), mention) if 1 <= len(speakers) <= most else None


def is_usable(mention: Mention | None) -> bool:
    """Tell whether a mention means people who can be a subject: no possessive, no state."""
    return bool(mention and mention.people and mention.kind in PEOPLE_KINDS and not mention.is_possessive)


def _by_parse(sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int], depth: int) -> Mention | None:
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    for child in subjects:
        if child.lower_ in {"who", "which", "that"} and verb.dep_.startswith("acl"):
            near = index.get(verb.head.i)
            return near if is_usable(near) else None
        for token in (child, *(g for g in child.children if g.dep_ in {"flat", "appos", "compound", "nmod:desc"})):
            mention = index.get(token.i)
            if mention is not None and is_usable(mention):
                return mention
    head = verb.head
    if subjects or depth > 3 or head is verb or head.i < sent.start or head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    is_shared = verb.dep_ == "conj" or (
        verb.dep_ in {"advcl", "xcomp"} and (verb.tag_ == "VBG" or any(c.lower_ == "to" for c in verb.children))
    )
    if is_shared and (head.i in quoted) == (verb.i in quoted):
        return _by_parse(sent, head, index, quoted, depth + 1)
    return None


def _by_order(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> Mention | None:
    """Return the person named before the verb ("X said", "X, the minister, said"), or right behind it ("said X")."""
    if any(
        child.dep_ in SUBJECT and child.lower_ in {"it", "this", "that", "they", "we", "i"} for child in verb.children
    ):
        return None
    at, steps = verb.i - 1, 0
    while at >= sent.start and steps < 12:
        mention = index.get(at)
        if mention is not None and is_usable(mention) and (at in quoted) == (verb.i in quoted):
            between = doc[mention.end : verb.i]
            if re.search(r"\b(?:that|who|which|whose|and|but|to)\b", between.text.casefold()) is None and not any(
                token.pos_ in {"VERB", "AUX"} and token.head is not verb for token in between
            ):
                before = doc[mention.start - 1].lower_ if mention.start > sent.start else ""
                if before not in _NO_SUBJECT:
                    return mention
            elif _is_aside(doc, sent, mention, verb):
                return mention
            break
        if doc[at].text in {"”", "“", ";"}:
            break
        at -= 1
        steps += 1
    before = doc[verb.i - 1].text if verb.i > sent.start else ""
    for i in range(verb.i + 1, min(sent.end, verb.i + 6)):
        mention = index.get(i)
        if mention is not None and is_usable(mention):
            title = doc[verb.i + 1 : i].text.casefold().strip()
            is_after_quote = before in {"”", '"', ",", "''", "»", "’"}
            return mention if is_after_quote and title in {"", "the", "mr", "mr.", "ms", "mrs", "dr", ","} else None
        if doc[i].pos_ in {"VERB", "ADP", "SCONJ"}:
            break
    return None


def _is_aside(doc: Doc, sent: Span, mention: Mention, verb: Token) -> bool:
    """Tell whether only an aside stands between the sentence's first person and the verb: "X, aged 41, who …, announced"."""
    return (
        mention.start - sent.start <= 4
        and mention.end < verb.i - 1
        and doc[mention.end].text == ","
        and doc[verb.i - 1].text == ","
    )


def _joined(token: Token, verb: Token, mention: Mention, index: dict[int, Mention]) -> list[str]:
    """Return the people coordinated with a subject: "X and Y condemned"."""
    found: list[str] = []
    for child in token.children:
        other = index.get(child.i)
        if (
            child.dep_ == "conj"
            and other is not None
            and other is not mention
            and is_usable(other)
            and child.i < verb.i
        ):
            found += [*other.people, *_joined(child, verb, other, index)]
    return found


def _listed_before(doc: Doc, mention: Mention, index: dict[int, Mention], verb: Token) -> list[str]:
    """Return the person named right before the subject by "and", with an office between at most: "X and the minister Y"."""
    at = mention.start - 1
    if mention.start > verb.i:
        return []
    while (
        at > 0
        and (m := index.get(at)) is not None
        and (m.office is not None or m.kind is MentionKind.COUNTRY or set(m.people) == set(mention.people))
    ):
        at = m.start - 1
    if at <= 1 or doc[at].lower_ != "and":
        return []
    other = index.get(at - 1)
    if other is None or not is_usable(other) or other.kind is not MentionKind.PERSON:
        return []
    first = other.start - 1
    while first > 0 and (m := index.get(first)) is not None and set(m.people) == set(other.people):
        first = m.start - 1
    if first >= doc[mention.start].sent.start and doc[first].lower_ in _NO_SUBJECT:
        return []
    return list(other.people)
