"""Asks the knowledge base: who held which office on a day, which offices somebody held, and whether the tables agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from graph.errors import InputError, QueryError
from ingest.knowledge import Knowledge, Term, load_knowledge
from ingest.names import fold
from ingest.officials_model import SHARED_POSTS
from ingest.people import people_named

GAP = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Held:
    """An office somebody held, as a row to show."""

    office: str
    country: str
    person: str
    since: str
    until: str
    acting: str


def _row(knowledge: Knowledge, term: Term) -> Held:
    tenure = term.tenure
    office = knowledge.offices[tenure.office]
    return Held(
        office.title,
        office.country or "",
        knowledge.people[tenure.person].name,
        tenure.since or "",
        tenure.until or "",
        "acting" if tenure.acting else "",
    )


def country_code(knowledge: Knowledge, typed: str) -> str:
    """Return the code of a country or body as people type it.

    Raises:
        QueryError: There is none of that name.
    """
    if typed.upper() in knowledge.countries:
        return typed.upper()
    wanted = fold(typed)
    for country in knowledge.countries.values():
        if wanted in {fold(name) for name in country.names}:
            return country.code
    raise QueryError(f"no country or organisation is called {typed!r}; give a name such as China or a code such as CHN")


def held_at(day: str, country: str, *, knowledge: Knowledge | None = None) -> list[Held]:
    """Return the offices of a country that were held on a day, sorted by title and holder."""
    base = knowledge or load_knowledge()
    try:
        date = dt.date.fromisoformat(day)
    except ValueError as error:
        raise InputError(f"{day!r} is no day; write it as YYYY-MM-DD") from error
    code = country_code(base, country)
    found = [
        _row(base, term)
        for office in base.offices_of_country.get(code, ())
        for term in base.terms_of_office.get(office.id, ())
        if term.covers(date)
    ]
    return sorted(found, key=lambda row: (row.office, row.person))


def offices_of(name: str, *, knowledge: Knowledge | None = None) -> list[Held]:
    """Return what a person has held, earliest first.

    Raises:
        QueryError: Nobody, or more than one, is known by the name; the message lists the candidates.
    """
    base = knowledge or load_knowledge()
    ids = [person for person, _, _ in people_named(base, name)] or list(base.people_by_short_name.get(fold(name), ()))
    if name in base.people:
        ids = [name]
    if not ids:
        raise QueryError(f"nobody called {name!r} is in the knowledge base")
    if len(ids) > 1:
        raise QueryError(
            f"{name!r} may be {', '.join(base.people[i].name + ' (' + i + ')' for i in ids[:8])}; give a full name or an id"
        )
    return [_row(base, term) for term in base.terms_of_person.get(ids[0], ())]


def check(*, knowledge: Knowledge | None = None) -> list[str]:
    """Return what looks wrong: two sure holders of a single office at once, long gaps, offices nobody held."""
    base = knowledge or load_knowledge()
    found: list[str] = []
    for office in sorted(base.offices.values(), key=lambda each: each.id):
        terms = base.terms_of_office.get(office.id, ())
        if not terms:
            found.append(f"{office.id}: nobody is known to have held it")
            continue
        if office.post in SHARED_POSTS:
            continue
        for earlier, later in pairwise(terms):
            both = f"{earlier.tenure.person} ({earlier.tenure.since}–{earlier.tenure.until or ''}) and {later.tenure.person} ({later.tenure.since}–{later.tenure.until or ''})"
            if later.first_sure < earlier.last_sure and not (earlier.tenure.acting or later.tenure.acting):
                found.append(f"{office.id}: {both} overlap")
            elif later.first - earlier.last > GAP:
                found.append(f"{office.id}: nobody between {both}")
    return found


def format_table(rows: list[Held]) -> str:
    """Return rows as aligned text; "nothing is known" where there are none."""
    if not rows:
        return "nothing is known"
    cells = [("office", "country", "person", "since", "until", "")] + [
        (r.office, r.country, r.person, r.since, r.until, r.acting) for r in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
