"""Asks the knowledge base: who held which office on a day, which offices somebody held, and whether the tables agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.errors import InputError, QueryError
from ingest.knowledge import Knowledge, Term, load_knowledge
from ingest.known_people import people_named
from ingest.names import fold
from ingest.officials_model import DAY_LAST, is_shared

GAP = dt.timedelta(days=400)
YOUNGEST, LONGEST = 18, 75  # years
INHERITED = frozenset({"head-of-state", "crown-prince", "monarch-spouse", "supreme-leader"})


@dataclass(frozen=True, slots=True)
class Held:
    """An office somebody held, as a row to show."""

    office: str
    country: str
    person: str
    since: str
    until: str
    acting: str
    source: str


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
        tenure.source,
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
    """Return what looks wrong: two sure holders of a single office at once, long gaps, impossible dates, empty offices."""
    base = knowledge or load_knowledge()
    found: list[str] = []
    for office in base.offices.values():
        terms = base.terms_of_office.get(office.id, ())
        if not terms:
            found.append(f"{office.id}: nobody is known to have held it")
        found += [problem for term in terms if (problem := _impossible(base, term))]
        if not is_shared(office):
            found += _overlaps(terms)
            found += _gaps(terms)
        found += _twice(terms)
    return found


def _told(term: Term) -> str:
    return f"{term.tenure.person} ({term.tenure.since or ''}–{term.tenure.until or ''})"


def _overlaps(terms: Sequence[Term]) -> list[str]:
    """Return pairs of different people who both surely held an office on more than a day."""
    regular = [term for term in terms if not term.tenure.acting]
    return [
        f"{one.tenure.office}: {_told(one)} and {_told(two)} overlap"
        for one, two in combinations(regular, 2)
        if one.tenure.person != two.tenure.person
        and max(one.first_sure, two.first_sure) < min(one.last_sure, two.last_sure)
    ]


def _twice(terms: Sequence[Term]) -> list[str]:
    """Return terms of one person in one office that run into one another."""
    return [
        f"{one.tenure.office}: {_told(one)} and {_told(two)} are of one person and overlap"
        for one, two in combinations(terms, 2)
        if one.tenure.person == two.tenure.person
        and one.tenure.acting == two.tenure.acting
        and max(one.first_sure, two.first_sure) < min(one.last_sure, two.last_sure)
    ]


def _gaps(terms: Sequence[Term]) -> list[str]:
    """Return the times of more than a year of which nobody is known to have held an office."""
    found: list[str] = []
    latest: Term | None = None
    for term in terms:
        if latest is not None and latest.last < DAY_LAST - GAP and term.first - latest.last > GAP:
            found.append(f"{term.tenure.office}: nobody between {_told(latest)} and {_told(term)}")
        if latest is None or term.last > latest.last:
            latest = term
    return found


def _impossible(base: Knowledge, term: Term) -> str | None:
    """Return why a term cannot be: begun before birth, or by a child where nobody inherits, or longer than a life."""
    tenure = term.tenure
    born = base.people[tenure.person].born
    if born and tenure.since:
        age = term.first.year - int(born[:4])
        inherits = base.offices[tenure.office].post in INHERITED
        if age < 0 or (age < YOUNGEST and not inherits):
            return f"{tenure.office}: {_told(term)} began at the age of {age}"
    if tenure.since and tenure.until and term.last.year - term.first.year > LONGEST:
        return f"{tenure.office}: {_told(term)} lasted more than {LONGEST} years"
    return None


def format_table(rows: list[Held]) -> str:
    """Return rows as aligned text; "nothing is known" where there are none."""
    if not rows:
        return "nothing is known"
    cells = [("office", "country", "person", "since", "until", "", "source")] + [
        (r.office, r.country, r.person, r.since, r.until, r.acting, r.source) for r in rows
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(7)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
