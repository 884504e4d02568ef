"""Tells of who is only named to say who told of a meeting, or heard of it: "A announced it a day after B had met C", "A informed B of her call with C".

Source:
    Verbs of speech and of opinion, from general knowledge of English.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from graph.model import Kind
from ingest.annotations import Annotations
from ingest.encounter import Encounter
from ingest.syntax import OBJECT, POSSESSIVE, RELATIVE, SUBJECT, obliques

_TELLS = frozenset(
    "announce tell say inform brief report recall describe confirm comment disclose reveal write add claim admit state notify update "
    "welcome hail praise applaud commend condemn denounce criticise criticize".split()
)
_BESIDE = frozenset({"appos", "flat", "nmod:desc"})  # how a name hangs on an office
# What is thought or said of a meeting, the word for which is then the object: "hailed the talks between B and C".
_OPINES = frozenset(
    "welcome hail praise applaud commend condemn denounce criticise criticize describe recall confirm note await".split()
)


def only_tells(doc: Doc, annotations: Annotations, keys: Iterable[str], told: Iterable[Encounter]) -> bool:
    """Tell whether one of two tells of, or hears of, what others did with the second, by rules: "A said that B had met C"."""
    return any(
        encounter.kind is not Kind.VISIT
        and encounter.kind is not Kind.CONFERENCE
        and len(encounter.people) > 1
        and bool(set(keys) & set(encounter.people))
        and bool(set(keys) & _tellers(doc, annotations, encounter))
        for encounter in told
    )


def _tellers(doc: Doc, annotations: Annotations, encounter: Encounter) -> set[str]:
    """Return who stands with a verb of telling that has the word of a meeting below it, and was not at the meeting."""
    token = doc[encounter.sources[0].token]
    found: set[str] = set()
    for verb in token.ancestors:
        if verb.lemma_.lower() in _TELLS and verb.i < token.i:
            beside = [child for child in verb.children if child.dep_ in SUBJECT | OBJECT and child != token]
            found |= _people(annotations, beside)
    return found - set(encounter.people)


def opines(doc: Doc, annotations: Annotations, encounter: Encounter) -> set[str]:
    """Return who only says what he thinks of a meeting or a visit: the subject of "hailed the talks between B and C", "called the visit a success".

    Not of "recalled the talks with B and C", which are his own.
    """
    token = doc[encounter.sources[0].token]
    verb = token.head
    is_called = verb.lemma_.lower() == "call" and token.dep_ == "xcomp"  # "called the visit a success"
    if (token.dep_ not in OBJECT and not is_called) or verb.i > token.i:
        return set()
    found = _people(annotations, [child for child in verb.children if child.dep_ in SUBJECT])
    if encounter.kind is Kind.VISIT:
        is_off = any(child.lower_ == "off" for child in verb.children)
        return found if verb.lemma_.lower() == "call" and not is_off else set()
    if verb.lemma_.lower() not in _OPINES or not _tells_whose(token):
        return set()
    inside = range(token.left_edge.i, token.right_edge.i + 1)
    others = {key for m in annotations.mentions if m.start in inside for key in m.people} - found
    return found if len(others & set(encounter.people)) > 1 else set()


def _tells_whose(noun: Token) -> bool:
    """Tell whether a noun says whose meeting it is: "the talks between B and C", "B's talks with C", "the talks that B had with C"."""
    between = any(True for _ in obliques(noun, frozenset({"between"})))
    return between or any(child.dep_ in POSSESSIVE or child.dep_ in RELATIVE for child in noun.children)


def _people(annotations: Annotations, words: Iterable[Token]) -> set[str]:
    at = {each.i for word in words for each in (word, *word.children) if each == word or each.dep_ in _BESIDE}
    return {key for m in annotations.mentions if not at.isdisjoint(range(m.start, m.end)) for key in m.people}
