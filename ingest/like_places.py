"""Tells by where they stand that names which the recogniser takes for people are places, buildings or shoals.

"signed at Wisma Duta", "Kestrel, Australia (AN) -", "ships near Harrow Shoal"     no people

Only of names that nothing else speaks for: nobody the base knows, no office, no title.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.annotations import Mention
from ingest.syntax import POSSESSIVE, SUBJECT

_AT = frozenset({"in", "at", "near", "outside", "inside", "into", "around", "across", "off", "through", "via"})
_TO = frozenset({"to", "from", "for", "towards", "toward"})
_GOES = re.compile(
    r"\b(?:go(?:es|ing|ne)?|went|c[oa]m(?:e|es|ing)|fl(?:y|ies|ew|ying|own)|travel\w*|driv\w+|drove|le(?:ave|aves|aving|ft)|return\w*|head\w*|"
    r"depart\w*|arriv\w+|sail\w*|mov\w+|withdr\w+|stretch\w*|roads?)\b"
)
# What is done in or at somebody: "trust in X", "looked at X".
_IN_SOMEBODY = re.compile(
    r"\b(?:trust|confid|faith|belie[fv]|f[io]und?|s[ea][ew]|interest|look|aim|direct|shout|star|smil|wav|level|ang[er]|laugh|point|glanc|"
    r"nod|rag|target|scream|fir(?:e|ing))\w*\b"
)
_DATELINE = re.compile(
    r"^, [A-Z][\w.’' -]{2,30}(?:, [A-Z][\w.]+ \d{1,2}(?:, \d{4})?)? ?(?:\([^)\n]{2,30}\) ?)?(?:-{1,2}|–|—) ?"
)


def is_like_place(doc: Doc, mentions: list[Mention]) -> bool:
    """Tell whether all mentions of a name stand where places do, and at least one where only places do."""
    sure = [_is_in_place(doc, mention) for mention in mentions]
    return any(sure) and all(is_sure or _is_way(doc, mention) for is_sure, mention in zip(sure, mentions, strict=True))


def _is_in_place(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name stands in a dateline, or behind "in", "at" or "near"."""
    if mention.start < 2 and _DATELINE.match(doc[mention.end : mention.end + 14].text):
        return True
    return _stands_behind(doc, mention, _AT) and _IN_SOMEBODY.search(_before(doc, mention)) is None


def _is_way(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody goes to or from it: "flew to Kestrel"."""
    return _stands_behind(doc, mention, _TO) and _GOES.search(_before(doc, mention)) is not None


def _before(doc: Doc, mention: Mention) -> str:
    """Return the four words before a name."""
    return doc[max(0, mention.start - 4) : mention.start].text.lower()


def _stands_behind(doc: Doc, mention: Mention, words: frozenset[str]) -> bool:
    root = doc[mention.start : mention.end].root
    return (
        mention.start > 0
        and doc[mention.start - 1].lower_ in words
        and root.dep_ not in SUBJECT | POSSESSIVE
        and not mention.is_possessive
    )
