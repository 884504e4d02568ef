"""Puts right what a parser takes for wrong in long names: "Brazil's Foreign Minister A and South Africa's Foreign Minister B met".

    B hangs as a title or an apposition on A      it is coordinated with A
    "by" hangs on "Minister", which hangs on B    it is the case of the whole name

Only words that hang within the names already are moved: "met A and B said" stays as it is.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind
from ingest.listings import are_listed
from ingest.schemes import write_arcs
from ingest.syntax import has_parse

_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "DET"})


def mend_names(doc: Doc, mentions: list[Mention]) -> None:
    """Hang names of people, with their titles, on what they are coordinated with, and their prepositions on them; in place."""
    if not has_parse(doc):
        return
    heads, deps = [token.head.i for token in doc], [token.dep_ for token in doc]
    named = [m for m in mentions if m.kind is MentionKind.PERSON]
    spans = [(_begin(doc, m), m.end) for m in named]
    for begin, end in spans:
        _mend_case(doc, begin, end, heads)
    for (left, right), (first, second) in zip(pairwise(named), pairwise(spans), strict=True):
        joined = doc[left.end : right.start]
        if (
            len(joined) > 0
            and joined[0].text in {"and", ","}
            and second[0] >= first[1]
            and doc[left.start].sent == doc[right.start].sent
            and are_listed(doc, left, right)
        ):
            _mend_list(first, second, heads, deps)
    if any(token.head.i != heads[token.i] or token.dep_ != deps[token.i] for token in doc):
        write_arcs(doc, heads, deps)


def _begin(doc: Doc, mention: Mention) -> int:
    """Return where a name with the titles before it begins."""
    begin = mention.start
    while begin > doc[mention.start].sent.start and doc[begin - 1].pos_ in _IN_TITLE:
        begin -= 1
    return begin


def _head_of(begin: int, end: int, heads: list[int]) -> int | None:
    """Return the word of a span that hangs on a word outside, or on nothing; None if there are several."""
    found = [i for i in range(begin, end) if not begin <= heads[i] < end or heads[i] == i]
    return found[0] if len(found) == 1 else None


def _mend_case(doc: Doc, begin: int, end: int, heads: list[int]) -> None:
    head = _head_of(begin, end, heads)
    if head is None or begin == 0:
        return
    before = doc[begin - 1]
    if before.dep_ == "case" and before.pos_ == "ADP" and begin <= heads[before.i] < end:
        heads[before.i] = head


def _mend_list(first: tuple[int, int], second: tuple[int, int], heads: list[int], deps: list[str]) -> None:
    """Coordinate a name with the one before, if it hangs on a word of that one by any other label."""
    left = _head_of(*first, heads)
    outer = [i for i in range(*second) if not second[0] <= heads[i] < second[1]]
    if left is None or not outer or not all(first[0] <= heads[i] < first[1] for i in outer):
        return
    right = next((i for i in reversed(outer) if deps[i] != "case"), outer[-1])
    for i in outer:
        if i != right:
            heads[i] = right
    heads[right], deps[right] = left, "conj"
