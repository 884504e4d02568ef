"""The knowledge base: countries, organisations, metonyms, posts, offices, people and who held which office when.

The tables lie in `ingest/data/`; `load_knowledge` reads and checks them once, row by row. A user's own rows (see
`ingest.officials`) override ours and keep their source.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from graph.dates import day_range
from graph.errors import DateError, TableError
from graph.model import Office, Tenure
from ingest.names import fold, short_names

DAY_ONE, DAY_LAST = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True)
class Country:
    """A state or an organisation with a code."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    is_organization: bool = False
    led_by: str = "head-of-state"


@dataclass(frozen=True, slots=True)
class Metonym:
    """A name that stands for a government: a palace, a ministry's street."""

    name: str
    code: str
    kind: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of office (foreign-minister) with the phrases that name it, without country."""

    post: str
    title: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the knowledge base."""

    id: str
    name: str
    country: str | None
    gender: str | None = None
    born: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A tenure with its days made plain: the earliest and latest it may have begun and ended."""

    tenure: Tenure
    first: dt.date
    first_sure: dt.date
    last_sure: dt.date
    last: dt.date

    def covers(self, day: dt.date) -> bool:
        """Tell whether the office may have been held on that day, both ends included."""
        return self.first <= day <= self.last

    def surely_covers(self, day: dt.date) -> bool:
        """Tell whether the office was held on that day, whatever the table leaves open."""
        return self.first_sure <= day <= self.last_sure


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
        """Lower-case phrase ("foreign minister") to posts, in the order of the table."""
        index: dict[str, list[str]] = defaultdict(list)
        for post in self.posts.values():
            for phrase in post.phrases:
                index[phrase].append(post.post)
        return {phrase: tuple(posts) for phrase, posts in index.items()}

    def terms_at(self, person: str, day: dt.date) -> list[Term]:
        """Return a person's terms that may cover a day, the sure ones first, then the later begun."""
        found = [term for term in self.terms_of_person.get(person, ()) if term.covers(day)]
        return sorted(
            found, key=lambda term: (not term.surely_covers(day), -term.first.toordinal(), term.tenure.office)
        )

    def holders(self, office: str, day: dt.date) -> list[str]:
        """Return who may have held an office on a day: the sure ones if any, else all candidates; sorted."""
        covering = [term for term in self.terms_of_office.get(office, ()) if term.covers(day)]
        sure = [term for term in covering if term.surely_covers(day)]
        return sorted({term.tenure.person for term in (sure or covering)})

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


def make_term(tenure: Tenure, *, where: str = "tenure") -> Term:
    """Return a tenure with its days, or raise TableError where they make no sense."""
    try:
        since = day_range(tenure.since) if tenure.since else (DAY_ONE, DAY_ONE)
        until = day_range(tenure.until) if tenure.until else (DAY_LAST, DAY_LAST)
    except DateError as error:
        raise TableError(f"{where}: {error}; write dates as YYYY-MM-DD, YYYY-MM or YYYY") from error
    if since[0] > until[1]:
        raise TableError(
            f"{where}: {tenure.person} in {tenure.office} ends ({tenure.until}) before it begins ({tenure.since})"
        )
    return Term(tenure, since[0], since[1], until[0], until[1])


def _items(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, row) for each row of a CSV table whose header must be the given columns.

    Raises:
        TableError: The header or a row's width is wrong; the message names file and line.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = tuple(next(reader, ()))
        if header != columns:
            raise TableError(f"{path.name}, line 1: columns are {','.join(header)}; they should be {','.join(columns)}")
        for cells in reader:
            where = f"{path.name}, line {reader.line_num}"
            if len(cells) != len(columns):
                raise TableError(f"{where}: {len(cells)} cells, should be {len(columns)}")
            yield where, dict(zip(columns, cells, strict=True))


def _read_countries(folder: Path) -> dict[str, Country]:
    countries: dict[str, Country] = {}
    columns = ("code", "name", "official_name", "aliases", "adjectives", "demonyms", "capital", "led_by", "source")
    for where, row in read_table(folder / "countries.csv", columns):
        if len(row["code"]) != 3 or not row["code"].isupper():
            raise TableError(f"{where}: {row['code']!r} is no alpha-3 code")
        names = (row["name"], *_items(row["official_name"]), *_items(row["aliases"]))
        countries[row["code"]] = Country(
            row["code"],
            row["name"],
            names,
            _items(row["adjectives"]),
            _items(row["demonyms"]),
            row["capital"] or None,
            led_by=row["led_by"],
        )
    body_columns = ("code", "name", "aliases", "adjectives", "seat", "source")
    for where, row in read_table(folder / "organizations.csv", body_columns):
        if row["code"] in countries:
            raise TableError(f"{where}: code {row['code']} stands twice")
        names = (
            row["name"],
            row["code"] if row["code"] not in {"EUU", "UNO"} else row["name"],
            *_items(row["aliases"]),
        )
        countries[row["code"]] = Country(
            row["code"],
            row["name"],
            tuple(dict.fromkeys(names)),
            _items(row["adjectives"]),
            (),
            row["seat"] or None,
            True,
        )
    return countries


def _read_posts(folder: Path) -> dict[str, Post]:
    return {
        row["post"]: Post(row["post"], row["title"], _items(row["phrases"]))
        for _, row in read_table(folder / "posts.csv", ("post", "title", "phrases", "source"))
    }


def _read_offices(folder: Path, posts: dict[str, Post]) -> tuple[dict[str, Office], dict[str, tuple[str, ...]]]:
    offices: dict[str, Office] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    columns = ("id", "country", "post", "title", "aliases", "source")
    for path in sorted((folder / "offices").glob("*.csv")):
        for where, row in read_table(path, columns):
            known = offices.get(row["id"])
            if known is not None and (known.country, known.post) != (row["country"] or None, row["post"]):
                raise TableError(f"{where}: office {row['id']} stands twice, with another country or post")
            if row["post"] not in posts:
                raise TableError(f"{where}: no post {row['post']!r} in posts.csv")
            found = tuple(alias.casefold() for alias in (row["title"], *_items(row["aliases"])))
            offices.setdefault(row["id"], Office(row["id"], row["title"], row["country"] or None, row["post"]))
            aliases[row["id"]] = tuple(dict.fromkeys((*aliases.get(row["id"], ()), *found)))
    return offices, aliases


def _read_people(folder: Path) -> dict[str, KnownPerson]:
    people: dict[str, KnownPerson] = {}
    columns = ("id", "name", "country", "gender", "born", "aliases", "source")
    for path in sorted((folder / "people").glob("*.csv")):
        for where, row in read_table(path, columns):
            person = KnownPerson(
                row["id"],
                row["name"],
                row["country"] or None,
                row["gender"] or None,
                row["born"] or None,
                _items(row["aliases"]),
                row["source"],
            )
            known = people.get(person.id)
            if known is not None and known.name != person.name:
                raise TableError(
                    f"{where}: person {person.id} stands twice with other names ({known.name}, {person.name})"
                )
            if known is None:
                people[person.id] = person
    return people


def _read_terms(folder: Path, people: dict[str, KnownPerson], offices: dict[str, Office]) -> tuple[Term, ...]:
    terms: list[Term] = []
    columns = ("person", "office", "since", "until", "acting", "source")
    for path in sorted((folder / "tenures").glob("*.csv")):
        for where, row in read_table(path, columns):
            if row["person"] not in people:
                raise TableError(f"{where}: no person {row['person']!r} in people/")
            if row["office"] not in offices:
                raise TableError(f"{where}: no office {row['office']!r} in offices/")
            tenure = Tenure(
                row["person"],
                row["office"],
                row["since"] or None,
                row["until"] or None,
                row["acting"] == "true",
                row["source"],
            )
            terms.append(make_term(tenure, where=where))
    unique = {(t.tenure.person, t.tenure.office, t.tenure.since, t.tenure.until): t for t in terms}
    return tuple(sorted(unique.values(), key=lambda term: (term.tenure.office, term.first, term.tenure.person)))


def read_knowledge(folder: Path) -> Knowledge:
    """Read and check the tables of a folder laid out as `ingest/data`.

    Raises:
        TableError: A row is wrong; the message names file, line and what should stand there.
    """
    countries = _read_countries(folder)
    metonyms = tuple(
        Metonym(row["name"], row["code"], row["kind"], row["since"] or None, row["until"] or None)
        for _, row in read_table(folder / "metonyms.csv", ("name", "code", "kind", "since", "until", "source"))
    )
    posts = _read_posts(folder)
    offices, aliases = _read_offices(folder, posts)
    people = _read_people(folder)
    terms = _read_terms(folder, people, offices)
    capitals = {fold(c.capital): c.code for c in countries.values() if c.capital and not c.is_organization}
    return Knowledge(countries, metonyms, posts, offices, aliases, people, terms, capitals)


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Return the packaged knowledge base, read once a process."""
    with resources.as_file(resources.files("ingest") / "data") as folder:
        return read_knowledge(Path(folder))
