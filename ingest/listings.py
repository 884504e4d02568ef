"""Lists of names as reports print them: "Foreign Minister A (Chad), the trade minister, B; and, for Togo, Ambassador C".

Between two names of a list as it is printed stand only titles, states, commas, semicolons and brackets, and what one of them is
said to be; between two that a sentence lists (`are_listed`) no semicolons and no clauses.
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from ingest.annotations import Mention

_SMALL_WORDS = frozenset(
    "of for to in at on from as well both along together alongside by his her its their our".split()
)
_IN_LIST = frozenset({"PROPN", "PUNCT", "CCONJ", "ADJ", "NOUN", "DET", "PART", "SPACE", "NUM", "X", "ADV"})
_HONORIFICS = frozenset({"HE", "H.E.", "HH", "HRH"})
_ENDS_LIST = frozenset({"but", "not", "while", "“", "”", '"', "never", "nor"})
FARTHEST = 16  # tokens between a cue and the first name


def keys_of(mentions: list[Mention]) -> list[str]:
    """Return whom a list names, each once, in its order."""
    return list(dict.fromkeys(mention.people[0] for mention in mentions))


def list_behind(doc: Doc, named: list[Mention], start: int, end: int) -> list[Mention]:
    """Return the list of names that begins right behind a token."""
    run: list[Mention] = []
    for mention in named:
        if mention.start < start or mention.end > end:
            continue
        if not run:
            if mention.start - start > FARTHEST or not _is_gap(doc, start, mention.start):
                return []
        elif not _is_gap(doc, run[-1].end, mention.start):
            break
        run.append(mention)
    return run


def list_before(doc: Doc, named: list[Mention], end: int) -> list[Mention]:
    """Return the list of names that ends right before a token."""
    before = [m for m in named if m.end <= end]
    if not before or end - before[-1].end > FARTHEST or not _is_gap(doc, before[-1].end, end, ends=True):
        return []
    run = before[-1:]
    for left, right in reversed(list(pairwise(before))):
        if not _is_gap(doc, left.end, right.start):
            break
        run.insert(0, left)
    return run


def _is_gap(doc: Doc, start: int, end: int, *, ends: bool = False) -> bool:
    """Tell whether between two names of a list there are only titles, countries, commas and what one of them is said to be.

    Args:
        doc: The Doc.
        start: First token behind the one name.
        end: First of the next one.
        ends: Before the cue, "who were" and the like may stand too.
    """
    at, aside = start, False
    while at < end:
        token = doc[at]
        if token.text == "," and doc[at + 1].lower_ in {"who", "whose", "which"} and not ends:
            closing = next((i for i in range(at + 2, min(end, at + 16)) if doc[i].text in {",", ";", ")"}), None)
            if closing is None:
                return False
            at = closing
            continue
        if token.text == "(":
            aside = True
        elif token.text == ")":
            aside = False
        if not aside and not (
            (
                token.pos_ in _IN_LIST
                or token.lower_ in _SMALL_WORDS
                or token.text in _HONORIFICS
                or (token.tag_ in {"VBN", "VBG"} and (doc[at - 1].text == "-" or token.dep_ == "amod"))  # "Agro-based"
                or (token.lower_ == "with" and doc[at - 1].lower_ in {"along", "together"})
                or (ends and token.lower_ in {"who", "were", "was"})
            )
            and token.lower_ not in _ENDS_LIST
        ):
            return False
        at += 1
    return True


def lists_of(doc: Doc, mentions: list[Mention]) -> list[list[Mention]]:
    """Return runs of mentions with nothing but names, offices, commas and "and" between them."""
    runs: list[list[Mention]] = [mentions[:1]] if mentions else []
    for left, right in pairwise(mentions):
        if are_listed(doc, left, right):
            runs[-1].append(right)
        else:
            runs.append([right])
    return runs


def are_listed(doc: Doc, left: Mention, right: Mention) -> bool:
    """Tell whether two names stand in one list: only names, titles, countries, commas and "and" lie between."""
    between = doc[left.end : right.start]
    return all(
        t.pos_ in {"PROPN", "PUNCT", "CCONJ", "ADJ", "NOUN", "DET", "PART", "SPACE"} or t.lower_ in {"of", "for"}
        for t in between
    ) and not any(t.text in {";", "“", "”"} or t.lower_ in {"but", "not"} for t in between)


def are_coordinated(doc: Doc, left: Mention, right: Mention) -> bool:
    """Tell whether two names are "A and B": joined by "and" alone, with nothing but titles and states besides."""
    between = doc[left.end : right.start]
    return (
        len(between) > 0
        and between[0].lower_ == "and"
        and are_listed(doc, left, right)
        and not any(t.pos_ in {"PUNCT", "SPACE"} for t in between)
    )
