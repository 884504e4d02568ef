"""Tells that "called" says what somebody is, not that somebody telephoned.

"called X a traitor", "called X “two-faced”", "called X arrogant"     names
"called X on Monday", "called X a week after the vote"                telephones
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from ingest.annotations import MentionKind, annotations_of

_TIME = r"(?:(?:few|couple of|little|short|second|third|further|full) )?(?:day|week|month|year|hour|minute|fortnight|moment|while|time)"
_NAMED = re.compile(
    rf"(?:“|\"|‘)[\w-]|(?:an?|his|her|its|the (?:biggest|greatest|worst|best|most|real|new)) (?!{_TIME})|(?:by name|names)\b"
)
_REACH = 9  # tokens from "called" to the name


def calls_names(verb: Token) -> bool:
    """Tell whether a form of "call" has behind its object what that is called."""
    if verb.lemma_.lower() != "call":
        return False
    doc, sent = verb.doc, verb.sent
    inside = [
        m
        for m in annotations_of(doc).mentions
        if verb.i < m.start <= verb.i + _REACH
        and m.end <= sent.end
        and m.kind in {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN}
    ]
    if not inside:
        return False
    end = inside[0].end
    for mention in inside[1:]:
        if mention.start <= end + 1 and not any(t.is_punct for t in doc[end : mention.start]):
            end = mention.end  # "former prime minister X"
    if any(t.pos_ in {"VERB", "AUX", "ADP"} and t.lower_ != "of" for t in doc[verb.i + 1 : inside[0].start]):
        return False
    if _NAMED.match(doc[end : min(sent.end, end + 5)].text):
        return True
    return any(t.pos_ in {"ADJ", "ADV"} and t.dep_ in {"xcomp", "acl"} and t.head.i < end for t in doc[end : end + 1])
