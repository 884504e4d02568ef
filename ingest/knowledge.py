"""The knowledge base: countries, organisations, metonyms, posts, offices, people and who held which office when.

The tables lie in `ingest/data/`; `load_knowledge` reads and checks them once, row by row (`ingest.officials_tables`). A
user's own rows (`ingest.officials_own`) are laid over ours and keep their source.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from graph.model import Office
from ingest.names import fold, short_names
from ingest.officials_model import (
    PRECEDENCE,
    Country,
    KnownPerson,
    Membership,
    Metonym,
    Post,
    Term,
    is_shared,
    make_term,
)
from ingest.officials_own import over_offices, over_people, over_terms, own_files, own_folder
from ingest.officials_tables import (
    read_countries,
    read_members,
    read_metonyms,
    read_offices,
    read_people,
    read_posts,
    read_table,
    read_terms,
    sort_terms,
)

__all__ = [
    "Country",
    "Knowledge",
    "KnownPerson",
    "Metonym",
    "Post",
    "Term",
    "lay_over",
    "load_knowledge",
    "make_term",
    "read_knowledge",
    "read_packaged",
    "read_table",
]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All tables, with the look-ups that linking needs."""

    countries: dict[str, Country]
    metonyms: tuple[Metonym, ...]
    posts: dict[str, Post]
    offices: dict[str, Office]
    office_aliases: dict[str, tuple[str, ...]]
    people: dict[str, KnownPerson]
    terms: tuple[Term, ...]
    capitals: dict[str, str] = field(default_factory=dict)
    members: dict[str, tuple[Membership, ...]] = field(default_factory=dict)

    @cached_property
    def people_by_name(self) -> dict[str, tuple[str, ...]]:
        """Folded full names and aliases to person ids, sorted."""
        index: dict[str, set[str]] = defaultdict(set)
        for person in self.people.values():
            for name in (person.name, *person.aliases):
                index[fold(name)].add(person.id)
        return {name: tuple(sorted(ids)) for name, ids in index.items()}

    @cached_property
    def people_by_short_name(self) -> dict[str, tuple[str, ...]]:
        """Folded surnames and other short forms to person ids, sorted."""
        index: dict[str, set[str]] = defaultdict(set)
        for person in self.people.values():
            for name in (person.name, *person.aliases):
                if name.isascii() or fold(name).isascii():
                    for short in short_names(name, person.country):
                        index[short].add(person.id)
        return {name: tuple(sorted(ids)) for name, ids in index.items()}

    @cached_property
    def terms_of_person(self) -> dict[str, tuple[Term, ...]]:
        """Person id to terms, earliest first."""
        return _grouped(self.terms, lambda term: term.tenure.person)

    @cached_property
    def terms_of_office(self) -> dict[str, tuple[Term, ...]]:
        """Office id to terms, earliest first."""
        return _grouped(self.terms, lambda term: term.tenure.office)

    @cached_property
    def offices_of_country(self) -> dict[str, tuple[Office, ...]]:
        """Country code to its offices, sorted by id."""
        index: dict[str, list[Office]] = defaultdict(list)
        for office in sorted(self.offices.values(), key=lambda office: office.id):
            if office.country:
                index[office.country].append(office)
        return {code: tuple(offices) for code, offices in index.items()}

    @cached_property
    def posts_by_phrase(self) -> dict[str, tuple[str, ...]]:
        """Folded phrase ("foreign minister") to posts, sorted."""
        index: dict[str, set[str]] = defaultdict(set)
        for post in self.posts.values():
            for phrase in post.phrases:
                index[fold(phrase)].add(post.post)
        return {phrase: tuple(sorted(posts)) for phrase, posts in index.items()}

    def terms_at(self, person: str, day: dt.date) -> list[Term]:
        """Return a person's terms that may cover a day: the sure ones first, then by precedence, then the later begun."""
        found = [term for term in self.terms_of_person.get(person, ()) if term.covers(day)]
        if len(found) < 2:
            return found
        return sorted(
            found,
            key=lambda term: (
                not term.surely_covers(day),
                PRECEDENCE.get(str(self.offices[term.tenure.office].post), len(PRECEDENCE)),
                -term.first.toordinal(),
                term.tenure.office,
            ),
        )

    def holders(self, office: str, day: dt.date) -> list[str]:
        """Return who may have held an office on a day: the sure ones if any, else all candidates; sorted.

        In an office of one holder, those whom a user's rows surely name go before ours.
        """
        covering = [term for term in self.terms_of_office.get(office, ()) if term.covers(day)]
        sure = [term for term in covering if term.surely_covers(day)]
        if any(term.is_own for term in sure) and not is_shared(self.offices[office]):
            sure = [term for term in sure if term.is_own]
        return sorted({term.tenure.person for term in (sure or covering)})

    def is_member(self, country: str, body: str, day: dt.date | None) -> bool:
        """Tell whether a state belongs to a body on a day; without a day, whether it ever did."""
        return any(
            each.country == country and (day is None or each.first <= day <= each.last)
            for each in self.members.get(body, ())
        )

    def country_name(self, code: str) -> str:
        """Return a code's English name, or the code itself where none is known."""
        country = self.countries.get(code)
        return country.name if country else code


def _grouped(terms: Iterable[Term], key: Callable[[Term], str]) -> dict[str, tuple[Term, ...]]:
    index: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        index[str(key(term))].append(term)
    return {
        name: tuple(sorted(found, key=lambda term: (term.first, term.last, term.tenure.person, term.tenure.office)))
        for name, found in index.items()
    }


def read_knowledge(folder: Path) -> Knowledge:
    """Read and check the tables of a folder laid out as `ingest/data`.

    Raises:
        TableError: A row is wrong; the message names file, line and what should stand there.
    """
    countries = read_countries(folder)
    metonyms = read_metonyms(folder, countries)
    posts = read_posts(folder)
    offices, aliases = read_offices(folder, posts, countries)
    people = read_people(folder, countries)
    terms = read_terms(folder, people, offices)
    capitals = {fold(c.capital): c.code for c in countries.values() if c.capital and not c.is_organization}
    members = read_members(folder, countries)
    return Knowledge(countries, metonyms, posts, offices, aliases, people, terms, capitals, members)


def lay_over(ours: Knowledge, own: Path, *, without: str | None = None) -> Knowledge:
    """Return a knowledge base with a user's tables over it.

    Args:
        ours: The base.
        own: A folder with any of `people/`, `offices/`, `tenures/`.
        without: Name of files in it that are not read.

    Raises:
        TableError: A row is wrong.
    """
    people = over_people(ours.people, read_people(own, ours.countries, without=without))
    offices, aliases = over_offices(
        (ours.offices, ours.office_aliases), read_offices(own, ours.posts, ours.countries, without=without)
    )
    terms = over_terms(ours.terms, read_terms(own, people, offices, is_own=True, without=without), offices)
    return replace(ours, offices=offices, office_aliases=aliases, people=people, terms=sort_terms(terms))


def load_knowledge() -> Knowledge:
    """Return the packaged knowledge base with the user's own tables over it, read once a process and state of them.

    Raises:
        InputError: The folder that is to hold the user's tables is not there.
        TableError: A row of theirs is wrong.
    """
    folder = own_folder()
    files = own_files(folder) if folder else []
    if folder is None or not files:
        return read_packaged()
    return _with_own(folder, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=1)
def _with_own(own: Path, _stamp: tuple[tuple[str, int, int], ...]) -> Knowledge:
    return lay_over(read_packaged(), own)


@lru_cache(maxsize=1)
def read_packaged() -> Knowledge:
    """Return our own tables alone, read once a process."""
    with resources.as_file(resources.files("ingest") / "data") as folder:
        return read_knowledge(Path(folder))
