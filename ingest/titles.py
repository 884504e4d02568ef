"""Titles before names, and whose gender they tell."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.names import HONORIFICS

ROYAL = frozenset("king queen emperor empress pope sultan".split())
FEMALE_TITLES = frozenset("mrs ms miss madame mme baroness princess queen sheikha lady dame smt daw".split())
MALE_TITLES = frozenset("mr sir lord king prince emir sultan sheikh shri".split())


def is_title(token: Token) -> bool:
    """Tell whether a word is a title before a name: "Mr", "Sheikh"."""
    return token.lower_.rstrip(".") in HONORIFICS and token.text[:1].isupper()
