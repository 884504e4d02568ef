"""Meetings told by who was there: "Pleased to meet Foreign Minister Wong in Tokyo today," Paz wrote; "I met him," he said.

The words of a quotation have no name for who says them, so that its speaker is put in.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.speech import is_spokesperson, quoted_tokens
from ingest.speech_sentences import acts_by_sentence
from ingest.syntax import SUBJECT

_FIRST = frozenset({"i", "we"})
_NOTED = frozenset({"met", "spoke", "had", "held", "saw"})
# "Delighted to meet", "great to see", "an honour to host": what is so said has happened.
PLEASED = frozenset(
    "pleased delighted glad happy honoured honored privileged thrilled great good nice wonderful pleasure privilege honour honor "
    "delight joy".split()
)


def narrator(doc: Doc, token: Token) -> str | None:
    """Return the key of who tells of his own meeting at a word of meeting inside a quotation, if it is one person."""
    if not _is_of_first_person(token) or token.i not in quoted_tokens(doc):
        return None
    for sent, acts in acts_by_sentence(doc):
        if sent.start <= token.i < sent.end:
            speakers = {act.speakers for act in acts if len(act.speakers) == 1}
            found = next(iter(speakers), ()) if len(speakers) == 1 else ()
            return found[0] if found and not is_spokesperson(doc, found[0]) else None
    return None


def _is_of_first_person(token: Token) -> bool:
    """Tell whether the subject of a word of meeting is "I" or "we", or left out as in notes: "Met FM Wong today"."""
    if _opens(token) and (token.lower_ in _NOTED or token.lower_.endswith("ed")):
        return True  # taken for part of a name by the parser: "Met Foreign Minister Wong"
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and verb.head.sent.start == token.sent.start:
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if not subjects and verb.dep_ in {"conj", "xcomp"}:
        subjects = [child for child in verb.head.children if child.dep_ in SUBJECT]
    if subjects:
        return subjects[0].lower_ in _FIRST
    return is_pleasure(token) or any(_opens(word) for word in (token, verb) if word.tag_ in {"VBD", "VBN", "NN", "VBG"})


def _opens(word: Token) -> bool:
    """Tell whether a word opens its sentence or quotation."""
    before = word.doc[word.i - 1] if word.i > word.sent.start else None
    return before is None or before.is_quote or before.is_space


def is_pleasure(token: Token) -> bool:
    """Tell whether somebody is pleased "to meet" others, without a subject of another: "(I was) delighted to meet X"."""
    before = token.doc[max(token.sent.start, token.i - 6) : token.i]
    return (
        len(before) > 1
        and before[-1].lower_ == "to"
        and any(t.lower_ in PLEASED for t in before)
        and not any(t.lower_ in {"be", "will", "would", "forward"} for t in before)
    )
