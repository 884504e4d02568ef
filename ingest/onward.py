"""Tells of a next stop in the present tense, which newspapers use for what is to come.

"From Lisbon she flies to Ankara for talks with X", "met X and goes on to Seoul for a meeting with Y"
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from ingest.syntax import gone_for

_GOES = frozenset("fly go head travel move continue proceed leave depart journey".split())
_FROM_THERE = re.compile(
    r"(?:from (?:there|here|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)|next|then|afterwards) ?,? (?:[\w’'.-]+ ){1,4}$",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:on|onwards?) (?:to|for)\b|next to\b|then (?:to|for)\b")


def goes_on(verb: Token) -> bool:
    """Tell whether a verb says in the present tense where somebody goes next."""
    if verb.lemma_.lower() not in _GOES or verb.tag_ not in {"VBZ", "VBP", "NNS"}:
        return False
    doc, sent = verb.doc, verb.sent
    if not sent.text.rstrip().endswith((".", "”", '"')):  # a headline tells of today
        return False
    if _ON.match(doc[verb.i + 1 : min(sent.end, verb.i + 4)].text):
        return True
    return _FROM_THERE.match(doc[sent.start : verb.i].text + " ") is not None


def is_at_next_stop(noun: Token) -> bool:
    """Tell whether a meeting is what somebody goes on for: "flies on to Seoul for a meeting with Y"."""
    verb = gone_for(noun)
    return verb is not None and goes_on(verb)
