"""Compares the offices of participants with those of annotations, by the post meant.

"Foreign Secretary" and "Minister of Foreign Affairs" of one country are the same post; "President" and "President-elect" are not.
Participants are compared where the encounter and the person were found; `bench/linking.py` prints the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotated import Annotated

from ingest.annotations import OfficePhrase
from ingest.build import extract
from ingest.encounter_json import to_encounter_json
from ingest.importers.titles import without_country
from ingest.knowledge import Knowledge, read_packaged
from ingest.likeness import same_name
from ingest.names import fold
from ingest.offices import known_offices
from ingest.scoring import pair_up

Json = dict[str, Any]
_AHEAD = re.compile(r"\b(?:elect|designate|incoming|nominee)\b|-(?:elect|designate)$", re.I)
_PAST = re.compile(r"\b(?:former|ex|late|outgoing)\b", re.I)
_OTHER = re.compile(
    r"\b(?:acting|interim|caretaker|then|new|newly)\b|-(?:elect|designate)$|\b(?:elect|designate)\b", re.I
)
_GENERAL = frozenset("secretary minister leader official director chairman".split())
_ENVOYS = frozenset(
    "special-envoy envoy-of-organization permanent-representative climate-envoy chief-negotiator".split()
)
_LOWER = frozenset("deputy vice assistant under undersecretary".split())
_SMALL = frozenset("of the and for to in on his her".split())


@dataclass(slots=True)
class OfficeScore:
    """Counts over participants.

    Attributes:
        right: The post is the one the annotation gives.
        of: Participants found whose annotation gives an office.
        none: Of those, how many we give no office.
        added: Participants whose annotation gives none, and we do.
        wrong: One line for each that is not right.
    """

    right: int = 0
    of: int = 0
    none: int = 0
    added: int = 0
    bare: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title means: kinds of post, offices, the words themselves, and whether it is ahead or past."""

    posts: frozenset[str]
    offices: frozenset[str]
    words: frozenset[str]
    is_ahead: bool
    is_past: bool


def meaning(title: str, country: str | None, base: Knowledge) -> Meaning:
    """Return what a title means for somebody of a country."""
    head = fold(_OTHER.sub(" ", without_country(title, country, base)))
    heads = [head, *(part.strip() for part in head.split(" and ") if " and " in head)]
    posts: set[str] = set()
    offices: set[str] = set()
    for each in heads:
        found = base.posts_by_phrase.get(each, ())
        phrase = OfficePhrase(tuple(found), each, each, country=country)
        for office in known_offices(base, phrase, country):
            offices.add(office.id)
            posts.add(str(office.post))
        posts.update(found)
    for each in _heads(head, base) if not posts else ():
        posts.update(base.posts_by_phrase[each])
    words = frozenset(re.findall(r"\w+", head)) - _SMALL
    return Meaning(frozenset(posts), frozenset(offices), words, bool(_AHEAD.search(title)), bool(_PAST.search(title)))


def _heads(head: str, base: Knowledge) -> list[str]:
    """Return the phrase that a longer title ends with before "of", "for", "and": joint special envoy of two bodies."""
    words = re.split(r" (?:of|for|to|at|on|and) ", head)[0].split()
    found = (" ".join(words[start:]) for start in range(len(words)))
    return next(([phrase] for phrase in found if base.posts_by_phrase.get(phrase)), [])


def same_post(gold: str, found: str, country: str | None, base: Knowledge) -> bool:
    """Tell whether two titles mean one post of a country; the annotation's may be the shorter: "Secretary", "envoy"."""
    if fold(gold) == fold(found):
        return True
    one, two = meaning(gold, country, base), meaning(found, country, base)
    if (one.is_ahead, one.is_past) != (two.is_ahead, two.is_past):
        return False
    if one.words == {"envoy"} and two.posts & (_ENVOYS | {"ambassador"}):
        return True
    if one.posts & _ENVOYS and two.posts & _ENVOYS:
        return True  # a person is rarely envoy for two things at once; the titles differ in how much they say
    if one.words <= _GENERAL and one.words <= two.words:
        return True
    if one.offices and two.offices:
        return bool(one.offices & two.offices)
    if (one.words ^ two.words) & _LOWER:
        return False
    if one.words <= two.words or len(one.words & two.words) * 2 > max(len(one.words), len(two.words)):
        return True
    return bool(one.posts & two.posts)


def score_offices(documents: Sequence[Annotated]) -> OfficeScore:
    """Return the score of documents, extracted with the packaged tables."""
    base = read_packaged()
    score = OfficeScore()
    for annotated, records in zip(documents, extract([each.document for each in documents]), strict=True):
        found = to_encounter_json(records)
        gold = annotated.gold.get("encounters") or []
        for i, j in pair_up(gold, found["encounters"]):
            _compare(annotated.document.name, gold[i], found["encounters"][j], base, score)
    return score


def _compare(name: str, gold: Json, found: Json, base: Knowledge, score: OfficeScore) -> None:
    for person in gold.get("participants") or []:
        ours = next((p for p in found["participants"] if same_name(p["name"], person["name"])), None)
        if ours is None:
            continue
        if not person.get("office"):
            score.bare += 1
            score.added += bool(ours["office"])
            continue
        score.of += 1
        if ours["office"] and same_post(person["office"], ours["office"], person.get("country"), base):
            score.right += 1
            continue
        score.none += not ours["office"]
        score.wrong.append(
            f"{name}: {person['name']} ({person.get('country')}): {ours['office']}, should be {person['office']}"
        )


def format_offices(scores: Mapping[str, OfficeScore]) -> str:
    """Return the scores as a table."""
    lines = [
        "Participants of encounters that were found, compared by the post meant; the aim is at least 0.90.\n",
        "| texts | participants with an office | right | share | we give none | annotation gives none | of those we give one |",
        "| --- |" + " ---: |" * 6,
    ]
    for name, s in scores.items():
        lines.append(
            f"| {name} | {s.of} | {s.right} | {s.right / max(1, s.of):.3f} | {s.none} | {s.bare} | {s.added} |"
        )
    return "\n".join(lines)
