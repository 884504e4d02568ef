"""Looks up the people named right around a word."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Annotations, Mention, MentionKind

_EXAMPLES = re.compile(r",? ?(?:including|among them|such as)\b")


def span_of(sent: Span, start: int, end: int) -> Span:
    """Return the tokens that some characters of a sentence are of, those at its edges whole."""
    span = sent.doc.char_span(sent.start_char + start, sent.start_char + end, alignment_mode="expand")
    return span if span is not None else sent[:1]


_FELLOWS = frozenset("colleague counterpart homologue host guest visitor friend ally neighbour neighbor".split())


def object_is_person(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether the next words name a person: "is to see Sergei Lavrov", "rang his counterpart", "seeing leaders such as …"."""
    for i in range(at + 1, min(len(doc), at + 6)):
        mention = index.get(i)
        if mention is not None and mention.people and mention.kind is not MentionKind.PRONOUN:
            return not mention.is_possessive
        if mention is not None and mention.people:
            if mention.is_possessive:
                continue  # "rang her counterpart"
            return doc[i].lower_ in {"him", "her"}
        if doc[i].lower_ == "of" and doc[i - 1].lower_ == "each":
            continue  # "saw each of the two presidents"
        if doc[i].lower_ in _FELLOWS and i + 2 < len(doc) and doc[i + 1].text == ",":
            named = index.get(i + 2)
            return named is not None and bool(named.people)  # "rang her Finnish colleague, Kay"
        if doc[i].tag_ == "NNS" and _EXAMPLES.match(doc[i + 1 : i + 4].text):
            return True
        if doc[i].lower_ in {"’s", "'s"} and i - 1 in index:
            continue  # "saw Kenya's Kay"
        if (
            doc[i].lower_ not in {"the", "his", "her", "both", "each", "then", ",", "-", "with"}
            and mention is None
            and doc[i].pos_ not in {"ADJ", "PROPN"}
        ):
            return False
    return False


OF_MEETING = frozenset("meet talk talks meeting receive confer discussion consultation".split())


def has_word(sent: Span, words: frozenset[str]) -> bool:
    """Tell whether a sentence has one of some words, by lemma or as it stands."""
    return any(token.lemma_.lower() in words or token.lower_ in words for token in sent)


_IN_PLACE_OF = re.compile(
    r"\b(?:represent(?:ed|s|ing)?|on behalf of|st(?:and(?:ing|s)?|ood) in for|deputi[sz]\w+ for|in place of|instead of|"
    r"(?:[Oo]n|[Aa]t|[Uu]nder|[Uu]pon) (?:the )?(?:instructions?|orders?|directives?|behest) of)\s+"
    r"(?:[A-Z][\w.’'-]*,?\s+|the\s+|his\s+|her\s+|of\s+){0,7}$"
    # At the head of a sentence a comma closes it: "On behalf of President Kay, Roe met him"
    r"|^\W*On behalf of (?:[A-Z][\w.’'-]*\s+|the\s+|his\s+|her\s+|of\s+){0,7}$"
)


def is_represented(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody is named as the one in whose place another came: "represented President X", "on the instruction of X"."""
    return _IN_PLACE_OF.search(words_before(doc, mention, 13)) is not None


def words_before(doc: Doc, mention: Mention, most: int) -> str:
    """Return at most so many tokens before a mention in its sentence, with a blank behind them."""
    return doc[max(doc[mention.start].sent.start, mention.start - most) : mention.start].text + " "


def person_before(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whom the last mention of people before a word in its sentence means, possessors left out."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        mention = index.get(i)
        if (
            mention is not None
            and mention.people
            and not mention.is_possessive
            and not is_represented(token.doc, mention)
        ):
            return list(mention.people)
    return []


def names_before(annotations: Annotations, token: Token) -> list[Mention]:
    """Return the people named before a word in its sentence."""
    start = token.sent.start
    return [m for m in annotations.mentions if m.kind is MentionKind.PERSON and start <= m.start < token.i]
