"""Reads the tables of countries, posts, offices, people and tenures, and checks every row.

    people/*.csv     id,name,country,gender,born,aliases,source
    offices/*.csv    id,country,post,title,aliases,source
    tenures/*.csv    person,office,since,until,acting,source

Several values in one cell are parted by `|`. An error names the file, the line, what is wrong and what should stand there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from graph.dates import day_range
from graph.errors import DateError, TableError
from graph.model import Office, Tenure
from ingest.officials_model import DAY_LAST, DAY_ONE, Country, KnownPerson, Membership, Metonym, Post, Term, make_term

PEOPLE = ("id", "name", "country", "gender", "born", "aliases", "source")
OFFICES = ("id", "country", "post", "title", "aliases", "source")
TENURES = ("person", "office", "since", "until", "acting", "source")
LEADERS = frozenset({"head-of-state", "head-of-government", "supreme-leader"})
_PERSON_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:/[^\W_]+)*")
_OFFICE_ID = re.compile(r"office/[^\W_]+(?:-[^\W_]+)*/[^\W_]+(?:-[^\W_]+)*")


def is_person_id(value: str) -> bool:
    """Tell whether a value is made like an id of a person: antony-blinken, wang-wei/chn."""
    return bool(_PERSON_ID.fullmatch(value)) and value == value.casefold()


def is_office_id(value: str) -> bool:
    """Tell whether a value is made like an id of an office: office/chn/president."""
    return bool(_OFFICE_ID.fullmatch(value))


def items(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, row) for each row of a CSV table whose header must be the given columns.

    Raises:
        TableError: The text is not UTF-8, or the header or a row's width is wrong; the message names file and line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: {error}; save it as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = tuple(_next(reader, path))
    if header != columns:
        raise TableError(f"{path.name}, line 1: columns are {','.join(header)}; they should be {','.join(columns)}")
    while cells := _next(reader, path):
        where = f"{path.name}, line {reader.line_num}"
        if len(cells) != len(columns):
            raise TableError(
                f"{where}: {len(cells)} cells, should be {len(columns)}; put cells with commas in double quotes"
            )
        yield where, dict(zip(columns, cells, strict=True))


def _next(reader: Iterator[list[str]], path: Path) -> list[str]:
    """Return the next row that is not blank, an empty one at the end."""
    try:
        return next((cells for cells in reader if cells), [])
    except csv.Error as error:
        raise TableError(
            f"{path.name}, line {getattr(reader, 'line_num', 0)}: {error}; close the quotes of that cell"
        ) from error


def _require(where: str, row: Mapping[str, str], *columns: str) -> None:
    for column in columns:
        if not row[column].strip():
            raise TableError(f"{where}: {column} is empty; every row needs one")


def _one_of(where: str, column: str, value: str, allowed: Collection[str], way_out: str) -> None:
    if value and value not in allowed:
        raise TableError(f"{where}: {column} is {value!r}; {way_out}")


def _check_date(where: str, column: str, value: str) -> None:
    if value:
        try:
            day_range(value)
        except DateError as error:
            raise TableError(f"{where}: {column}: {error}; leave the cell empty where the date is not known") from error


def read_countries(folder: Path) -> dict[str, Country]:
    """Return the states of `countries.csv` and the bodies of `organizations.csv` by code.

    Raises:
        TableError: A row is wrong.
    """
    countries: dict[str, Country] = {}
    columns = ("code", "name", "official_name", "aliases", "adjectives", "demonyms", "capital", "led_by", "source")
    for where, row in read_table(folder / "countries.csv", columns):
        _require(where, row, "code", "name", "led_by", "source")
        if not re.fullmatch("[A-Z]{3}", row["code"]):
            raise TableError(f"{where}: {row['code']!r} is no alpha-3 code; write one such as CHN")
        _one_of(where, "led_by", row["led_by"], LEADERS, f"it should be one of {', '.join(sorted(LEADERS))}")
        if row["code"] in countries:
            raise TableError(f"{where}: code {row['code']} stands twice; keep one of the rows")
        countries[row["code"]] = Country(
            row["code"],
            row["name"],
            (row["name"], *items(row["official_name"]), *items(row["aliases"])),
            items(row["adjectives"]),
            items(row["demonyms"]),
            row["capital"] or None,
            led_by=row["led_by"],
        )
    for where, row in read_table(
        folder / "organizations.csv", ("code", "name", "aliases", "adjectives", "seat", "source")
    ):
        _require(where, row, "code", "name", "source")
        if row["code"] in countries:
            raise TableError(f"{where}: code {row['code']} stands twice; keep one of the rows")
        own_name = row["name"] if row["code"] in {"EUU", "UNO"} else row["code"]
        names = tuple(dict.fromkeys((row["name"], own_name, *items(row["aliases"]))))
        countries[row["code"]] = Country(
            row["code"], row["name"], names, items(row["adjectives"]), (), row["seat"] or None, is_organization=True
        )
    return dict(sorted(countries.items(), key=lambda item: (item[1].is_organization, item[0])))


def read_metonyms(folder: Path, countries: Collection[str]) -> tuple[Metonym, ...]:
    """Return the names that stand for a government, sorted.

    Raises:
        TableError: A row is wrong.
    """
    found: list[Metonym] = []
    for where, row in read_table(folder / "metonyms.csv", ("name", "code", "kind", "since", "until", "source")):
        _require(where, row, "name", "code", "kind", "source")
        _one_of(where, "code", row["code"], countries, "no such code in countries.csv or organizations.csv")
        _check_date(where, "since", row["since"])
        _check_date(where, "until", row["until"])
        found.append(Metonym(row["name"], row["code"], row["kind"], row["since"] or None, row["until"] or None))
    return tuple(sorted(found, key=lambda metonym: (metonym.name, metonym.code)))


def read_members(folder: Path, countries: Mapping[str, Country]) -> dict[str, tuple[Membership, ...]]:
    """Return who belongs to which body, by the body's code.

    Raises:
        TableError: A row is wrong.
    """
    found: dict[str, list[Membership]] = {}
    columns = ("organization", "country", "since", "until", "source")
    for where, row in read_table(folder / "members.csv", columns):
        _require(where, row, "organization", "country", "source")
        bodies = [code for code, country in countries.items() if country.is_organization]
        _one_of(where, "organization", row["organization"], bodies, "no such code in organizations.csv")
        _one_of(where, "country", row["country"], countries, "no such code in countries.csv or organizations.csv")
        _check_date(where, "since", row["since"])
        _check_date(where, "until", row["until"])
        first = day_range(row["since"])[0] if row["since"] else DAY_ONE
        last = day_range(row["until"])[1] if row["until"] else DAY_LAST
        if first > last:
            raise TableError(f"{where}: {row['country']} leaves ({row['until']}) before it joins ({row['since']})")
        found.setdefault(row["organization"], []).append(Membership(row["country"], first, last))
    return {code: tuple(members) for code, members in sorted(found.items())}


def read_posts(folder: Path) -> dict[str, Post]:
    """Return the kinds of office by name.

    Raises:
        TableError: A row is wrong.
    """
    posts: dict[str, Post] = {}
    for where, row in read_table(folder / "posts.csv", ("post", "title", "phrases", "source")):
        _require(where, row, "post", "title", "phrases", "source")
        if row["post"] in posts:
            raise TableError(f"{where}: post {row['post']} stands twice; keep one of the rows")
        posts[row["post"]] = Post(row["post"], row["title"], items(row["phrases"]))
    return dict(sorted(posts.items()))


def table_files(folder: Path, table: str, without: str | None = None) -> list[Path]:
    """Return the CSV files of `people`, `offices` or `tenures` in a folder, sorted, without those of one name."""
    return [path for path in sorted((folder / table).glob("*.csv")) if path.name != without]


def read_offices(
    folder: Path, posts: Collection[str], countries: Collection[str], *, without: str | None = None
) -> tuple[dict[str, Office], dict[str, tuple[str, ...]]]:
    """Return offices by id, and by id the lower-case titles each goes by, its own first.

    Raises:
        TableError: A row is wrong.
    """
    offices: dict[str, Office] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for path in table_files(folder, "offices", without):
        for where, row in read_table(path, OFFICES):
            _require(where, row, "id", "post", "title", "source")
            if not is_office_id(row["id"]):
                raise TableError(f"{where}: {row['id']!r} is no id of an office; write office/chn/president")
            _one_of(where, "post", row["post"], posts, "no such post in posts.csv; take one from there")
            _one_of(where, "country", row["country"], countries, "no such code in countries.csv or organizations.csv")
            known = offices.get(row["id"])
            if known is not None and (known.country, known.post) != (row["country"] or None, row["post"]):
                raise TableError(
                    f"{where}: office {row['id']} stands twice, with another country or post; give one another id"
                )
            found = tuple(alias.casefold() for alias in (row["title"], *items(row["aliases"])))
            if known is not None and known.title != row["title"]:
                raise TableError(
                    f"{where}: office {row['id']} stands twice, called {known.title} and {row['title']}; "
                    "keep one title and put the other among the aliases"
                )
            offices[row["id"]] = Office(row["id"], row["title"], row["country"] or None, row["post"])
            aliases[row["id"]] = tuple(dict.fromkeys((found[0], *sorted({*aliases.get(row["id"], ()), *found}))))
    return dict(sorted(offices.items())), dict(sorted(aliases.items()))


def read_people(folder: Path, countries: Collection[str], *, without: str | None = None) -> dict[str, KnownPerson]:
    """Return people by id; one that stands in two files has the aliases of both.

    Raises:
        TableError: A row is wrong.
    """
    people: dict[str, KnownPerson] = {}
    for path in table_files(folder, "people", without):
        for where, row in read_table(path, PEOPLE):
            _require(where, row, "id", "name", "source")
            if not is_person_id(row["id"]):
                raise TableError(f"{where}: {row['id']!r} is no id of a person; write one such as antony-blinken")
            _one_of(where, "country", row["country"], countries, "no such code in countries.csv or organizations.csv")
            _one_of(where, "gender", row["gender"], ("m", "f"), "it should be m, f or empty")
            _check_date(where, "born", row["born"])
            known = people.get(row["id"])
            person = KnownPerson(
                row["id"],
                row["name"],
                row["country"] or None,
                row["gender"] or None,
                row["born"] or None,
                items(row["aliases"]),
                row["source"],
            )
            people[person.id] = person if known is None else _joined(where, known, person)
    return dict(sorted(people.items()))


def _joined(where: str, known: KnownPerson, person: KnownPerson) -> KnownPerson:
    """Return one person of two rows, or raise TableError where they speak of two."""
    for column in ("name", "country", "gender", "born"):
        left, right = getattr(known, column), getattr(person, column)
        if left and right and left != right:
            raise TableError(
                f"{where}: person {person.id} stands twice, with {column} {left} and {right}; "
                "give one another id, or make the rows agree"
            )
    return KnownPerson(
        known.id,
        known.name,
        known.country or person.country,
        known.gender or person.gender,
        known.born or person.born,
        tuple(sorted({*known.aliases, *person.aliases})),
        "; ".join(sorted({*known.source.split("; "), *person.source.split("; ")})),
    )


def read_terms(
    folder: Path,
    people: Collection[str],
    offices: Collection[str],
    *,
    is_own: bool = False,
    without: str | None = None,
) -> tuple[Term, ...]:
    """Return who held which office when, each once, sorted by office, first day and person.

    Raises:
        TableError: A row is wrong.
    """
    terms: dict[tuple[str, str, str | None, str | None], Term] = {}
    for path in table_files(folder, "tenures", without):
        for where, row in read_table(path, TENURES):
            _require(where, row, "person", "office", "source")
            _one_of(where, "person", row["person"], people, "no such id in people/; add the person there")
            _one_of(where, "office", row["office"], offices, "no such id in offices/; add the office there")
            _one_of(where, "acting", row["acting"], ("true", "false"), "it should be true, false or empty")
            tenure = Tenure(
                row["person"],
                row["office"],
                row["since"] or None,
                row["until"] or None,
                row["acting"] == "true",
                row["source"],
            )
            key = (tenure.person, tenure.office, tenure.since, tenure.until)
            term = make_term(tenure, where=where, is_own=is_own)
            if key in terms and terms[key].tenure.acting != tenure.acting:
                raise TableError(f"{where}: {tenure.person} in {tenure.office} stands twice, once acting; keep one row")
            if key not in terms or tenure.source < terms[key].tenure.source:
                terms[key] = term
    return sort_terms(terms.values())


def sort_terms(terms: Collection[Term]) -> tuple[Term, ...]:
    """Return terms by office, days and person: an order that no order of rows changes."""
    return tuple(
        sorted(
            terms,
            key=lambda term: (term.tenure.office, term.first, term.last, term.tenure.person, term.tenure.acting),
        )
    )
