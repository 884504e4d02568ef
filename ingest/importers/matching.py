"""Which person of ours somebody in a file is: the name agrees, and an office does, or the year of birth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from graph.keys import person_id
from ingest.importers.entries import Entry, Remark
from ingest.knowledge import Knowledge, KnownPerson, Term
from ingest.known_people import people_named

SURE = 0.85  # a spelling of the whole name; below, one form is longer than the other
CAREER = dt.timedelta(days=3653)
# Kinds of post that two people of one name may well both have.
_ANYBODY = frozenset("legislator minister-other official-other party-post regional-leader spokesperson".split())


@dataclass(frozen=True, slots=True)
class Holding:
    """An entry with the office it means, and its days."""

    entry: Entry
    office: str
    post: str | None
    country: str | None
    term: Term


def find_person(holdings: Sequence[Holding], knowledge: Knowledge) -> tuple[str | None, list[Remark]]:
    """Return the id of the person of ours whom all holdings of one person of the file are of, None for none.

    Who has the name is ours if they held one of the offices at that time; with the full name, at any time, or with the
    same year of birth and country, or with a post of the same kind for the same country within some years (ambassador
    here, ambassador there). Remarks tell where only the name agrees.
    """
    entry = holdings[0].entry
    named: dict[str, float] = {}
    for name in (entry.name, *entry.aliases):
        for person, score, _ in people_named(knowledge, name):
            if not _differ(knowledge.people[person], holdings):
                named[person] = max(named.get(person, 0.0), score)
    together = [person for person in named if _held_together(person, holdings, knowledge)]
    full = [person for person in named if named[person] > SURE]
    offices = {holding.office for holding in holdings}
    once = [
        person
        for person in full
        if offices & {term.tenure.office for term in knowledge.terms_of_person.get(person, ())}
        or _born_alike(knowledge.people[person], entry)
    ]
    alike = [person for person in full if _like_career(person, holdings, knowledge)]
    for candidates in (together, [p for p in together if p in full], once, alike):
        if len(candidates) == 1:
            return candidates[0], []
    if full:
        text = f"{entry.name} is taken for somebody else than our {', '.join(sorted(full))}: no office or year of birth in common"
        return None, [Remark(entry.where, text, is_skipped=False)]
    return None, []


def _held_together(person: str, holdings: Sequence[Holding], knowledge: Knowledge) -> bool:
    return any(
        term.tenure.office == holding.office and term.first <= holding.term.last and holding.term.first <= term.last
        for term in knowledge.terms_of_person.get(person, ())
        for holding in holdings
    )


def _like_career(person: str, holdings: Sequence[Holding], knowledge: Knowledge) -> bool:
    for term in knowledge.terms_of_person.get(person, ()):
        ours = knowledge.offices[term.tenure.office]
        for holding in holdings:
            near = term.first <= _later(holding.term.last) and holding.term.first <= _later(term.last)
            if near and ours.post not in _ANYBODY and (ours.post, ours.country) == (holding.post, holding.country):
                return True
    return False


def _later(day: dt.date) -> dt.date:
    return day + CAREER if day < dt.date.max - CAREER else dt.date.max


def _differ(known: KnownPerson, holdings: Sequence[Holding]) -> bool:
    born = next((holding.entry.born for holding in holdings if holding.entry.born), None)
    return bool(known.born and born and abs(int(known.born[:4]) - int(born[:4])) > 1)


def _born_alike(known: KnownPerson, entry: Entry) -> bool:
    return bool(
        known.born
        and entry.born
        and known.born[:4] == entry.born[:4]
        and known.country in (*entry.nationalities, entry.country)
    )


def new_id(entry: Entry, country: str | None, taken: set[str]) -> str:
    """Return an id for somebody new, which nobody has yet: the name, with country, year of birth or a number on a clash."""
    forms = [person_id(entry.name), person_id(entry.name, country=country)]
    if entry.born:
        forms.append(f"{forms[-1]}/{entry.born[:4]}")
    number = 2
    while forms[0] in taken:
        forms.pop(0)
        if not forms:
            forms = [f"{person_id(entry.name, country=country)}/{number}"]
            number += 1
    return forms[0]
