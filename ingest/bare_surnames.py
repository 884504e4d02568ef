"""Leaders whom a text names by surname alone, never introduced: "Kerry met Lavrov", "Cameron rang Putin".

A leader heads a state, a government, a body or its diplomacy on the document's day. The surname alone means one where it
is used as a name of a person, and in the company of somebody who is known: of another leader, or of an office of a state.

    "Kerry met Lavrov and Zarif"                leaders of that day, in each other's company
    "the Kerry doctrine", "a team from Kerry"   nobody
    "Harris met Miller in a bar"                nobody: both surnames have many bearers
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import lru_cache

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention
from ingest.knowledge import Knowledge
from ingest.names import FAMILY_NAME_FIRST, core_words, name_words, spelling_key
from ingest.officials_model import PRECEDENCE, KnownPerson
from ingest.syntax import CONJUNCT, FINITE, OBJECT, SUBJECT

COMMON = 4  # people of the base from whose number on a surname alone keeps no company for others
_ROLES = SUBJECT | OBJECT | CONJUNCT | {"obl", "obl:agent", "nmod", "nmod:poss", "poss", "pobj", "appos"}
_PLACE_BEFORE = frozenset("the a an in at on near of over across outside inside from into".split())
_MONTHS = frozenset({"may", "march"})
_MONTH_BEFORE = frozenset("in of since last next this early late mid until by during from each every".split())


def surname_key(person: KnownPerson) -> str | None:
    """Return the key of the name by which the press calls somebody again; None for somebody of one name."""
    words = name_words(person.name)
    if len(words) < 2:
        return None
    return spelling_key(words[0] if person.country in FAMILY_NAME_FIRST else words[-1])


@lru_cache(maxsize=4)
def _bearers(knowledge: Knowledge) -> dict[str | None, tuple[str, ...]]:
    """Return everybody of the base by key of the surname."""
    found: dict[str | None, list[str]] = defaultdict(list)
    for person in knowledge.people.values():
        found[surname_key(person)].append(person.id)
    return {key: tuple(people) for key, people in found.items()}


@lru_cache(maxsize=64)
def leaders_by_surname(knowledge: Knowledge, day: dt.date) -> dict[str, frozenset[str]]:
    """Return who leads a state or a body, or its diplomacy, on a day, by key of the surname."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in knowledge.terms:
        if term.covers(day) and knowledge.offices[term.tenure.office].post in PRECEDENCE:
            key = surname_key(knowledge.people[term.tenure.person])
            if key is not None:
                found[key].add(term.tenure.person)
    return {key: frozenset(people) for key, people in found.items()}


def leader_called(annotations: Annotations, word: str) -> str | None:
    """Return the leader of the document's day whom a surname means, None where none or several bear it."""
    day = annotations.day()
    leaders = leaders_by_surname(annotations.knowledge, day).get(spelling_key(word), ()) if day else ()
    return next(iter(leaders)) if len(leaders) == 1 else None


def official_called(annotations: Annotations, word: str) -> str | None:
    """Return that leader, else who holds an office on the day and is the only one of the base to bear the surname."""
    bearers = _bearers(annotations.knowledge).get(spelling_key(word), ())
    only = bearers[0] if len(bearers) == 1 and annotations.terms(bearers[0]) else None
    return leader_called(annotations, word) or only


def is_used_as_person(token: Token) -> bool:
    """Tell whether a word takes part in a sentence as people do: no part of a longer name, no place, no kind of thing."""
    doc = token.doc
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.lower_ in _MONTHS:
        # "May will meet", "May flew", whatever the parse; but "May was cold".
        is_acting = behind is not None and behind.tag_ in FINITE and behind.lemma_.lower() != "be"
        return is_acting and (not token.i or doc[token.i - 1].lower_ not in _MONTH_BEFORE)
    if (token.dep_ not in _ROLES and not _is_before_leaders(token)) or not token.text[:1].isupper():
        return False
    if token.i and (doc[token.i - 1].lower_ in _PLACE_BEFORE or doc[token.i - 1].pos_ == "PROPN"):
        return False
    return behind is None or (behind.pos_ not in {"PROPN", "NUM"} and not _is_introduced(behind))


_COLLEAGUES = frozenset("leader president minister official counterpart colleague ally".split())


def _is_before_leaders(token: Token) -> bool:
    """Tell whether a name stands before others, as whose part the parser takes it: "will ring Zelenskiy and European leaders"."""
    behind = token.doc[token.i + 1 : token.i + 2].text
    return token.dep_ == "compound" and behind == "and" and token.head.lemma_.lower() in _COLLEAGUES


def _is_introduced(comma: Token) -> bool:
    """Tell whether a text says behind a name who that is: "Scholz, a plumber", "Scholz, 34"."""
    doc, start = comma.doc, comma.i + 1
    return comma.text == "," and start < len(doc) and (doc[start].lower_ in {"a", "an"} or doc[start].like_num)


def unmarked_leaders(doc: Doc, annotations: Annotations, taken: set[int]) -> list[tuple[int, int]]:
    """Return the single words that the recogniser leaves out, or takes for something else, and that are leaders' surnames.

    Args:
        doc: With NER and the sentences set.
        annotations: With the document's day.
        taken: Tokens of other names and of offices.
    """
    words = {token.text for token in doc}
    return [
        (token.i, token.i + 1)
        for token in doc
        if token.i not in taken
        and len(token.text) > 2
        and token.is_title
        and (token.pos_ == "PROPN" or not token.is_sent_start)
        and is_used_as_person(token)
        and token.lower_ not in words  # "Rice" of a text that tells of rice
        and leader_called(annotations, token.text) is not None
    ]


def in_company(doc: Doc, annotations: Annotations, mentions: list[Mention], offices: list[Mention]) -> set[int]:
    """Return where names of one word begin that stand, as people, in a sentence with somebody who is known.

    Args:
        doc: With the sentences set.
        annotations: With the people who are named in full.
        mentions: All names of people.
        offices: Mentions of offices.
    """
    words = {token.text for token in doc}
    known: set[int] = set()  # the sentences with somebody who is surely known
    alone: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        sentence = doc[mention.start].sent.start
        if len(core_words(str(mention.name))) > 1:
            if any(annotations.people[key].person for key in mention.people):
                known.add(sentence)
        elif doc[mention.end - 1].lower_ not in words and _is_called(annotations, doc[mention.end - 1]):
            alone[sentence].append(mention)
    known |= {
        doc[office.start].sent.start
        for office in offices
        if office.office is not None and office.office.country and office.attached is None
    }
    known |= {sentence for sentence, found in alone.items() if _keep_company(annotations, found)}
    return {mention.start for sentence in known for mention in alone[sentence]}


def _is_called(annotations: Annotations, token: Token) -> bool:
    """Tell whether a word is used as the surname of an official: of a leader, if a sentence opens with it ("Power has lain …")."""
    called = leader_called if token.is_sent_start else official_called
    return is_used_as_person(token) and called(annotations, name_words(token.text)[-1]) is not None


def _surname(mention: Mention) -> str:
    return name_words(str(mention.name))[-1]


def _keep_company(annotations: Annotations, mentions: list[Mention]) -> bool:
    """Tell whether two officials are called in one sentence, at least one of them a leader whose surname few bear."""
    bearers = _bearers(annotations.knowledge)
    words = {spelling_key(_surname(mention)): _surname(mention) for mention in mentions}
    return len(words) > 1 and any(
        len(bearers[key]) < COMMON and leader_called(annotations, word) for key, word in words.items()
    )
