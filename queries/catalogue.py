"""The canned queries: reads the `.cypher` files, checks them, turns what people type into parameters, and runs them.

    // Who met whom
    // asks: Whom did a person meet or speak with, how often, and about what?
    // param $person: person, whose meetings, blinken
    // param $since: date = null, on or after this day, 2023-06
    // returns: person: text, meetings: integer, topics: list
    MATCH …

A parameter with `= …` is optional. Types: person, country, topic and meeting become ids (`queries.resolve`); date is
the first day of what is typed, last-date the last one, `today` today; integer, boolean, text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from graph.dates import day_range
from graph.errors import DateError, QueryError
from graph.stores.base import Answer, Store
from queries.guard import check_read_only
from queries.resolve import RESOLVERS, resolve

TYPES = frozenset({"date", "last-date", "integer", "boolean", "text", *RESOLVERS})
COLUMN_TYPES = frozenset({"text", "integer", "boolean", "date", "list", "id"})

_PARAMETER = re.compile(r"\$(\w+): ([a-z-]+)(?: = (\S+))?, (.+), ([^,]+)")
_USED = re.compile(r"\$(\w+)")
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query needs to know.

    Attributes:
        default: As typed; None where `is_required`, and where nothing typed means no restriction.
    """

    name: str
    type: str
    meaning: str
    example: str
    is_required: bool
    default: str | None = None

    @property
    def option(self) -> str:
        """Its option on the command line."""
        return "--" + self.name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question.

    Attributes:
        name: The file's stem and the command's name.
        cypher: The whole text, header included, as it can be pasted into Neo4j Browser.
    """

    name: str
    title: str
    asks: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str


@lru_cache(maxsize=1)
def load_catalogue() -> Mapping[str, Query]:
    """Return all canned queries by name.

    Raises:
        QueryError: A file's header does not fit its text.
    """
    found = sorted((each for each in files("queries").iterdir() if each.name.endswith(".cypher")), key=lambda f: f.name)
    queries = (parse_query(each.name.removesuffix(".cypher"), each.read_text(encoding="utf-8")) for each in found)
    return MappingProxyType({query.name: query for query in queries})


def find_query(name: str) -> Query:
    """Return the query of this name.

    Raises:
        QueryError: There is none; the message lists them.
    """
    catalogue = load_catalogue()
    if name not in catalogue:
        raise QueryError(f"there is no query {name!r}; there are: {', '.join(catalogue)}")
    return catalogue[name]


def parse_query(name: str, text: str) -> Query:
    """Return the query in a `.cypher` file.

    Raises:
        QueryError: The header is not in order, or names other parameters than the text uses.
    """
    header = [line.removeprefix("//").strip() for line in text.splitlines() if line.startswith("//")]
    fields = {
        key: value for line in header[1:] for key, _, value in [line.partition(": ")] if key in ("asks", "returns")
    }
    if not header or set(fields) != {"asks", "returns"}:
        raise QueryError(f"{name}.cypher: the header needs a title, `// asks:` and `// returns:`")
    parameters = tuple(
        _parse_parameter(name, line.removeprefix("param ")) for line in header if line.startswith("param ")
    )
    columns = tuple(Column(*part.split(": ", 1)) for part in fields["returns"].split(", "))
    wrong = [column.name for column in columns if column.type not in COLUMN_TYPES]
    if wrong:
        raise QueryError(f"{name}.cypher: the column {wrong[0]} has no type of {', '.join(sorted(COLUMN_TYPES))}")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    used, declared = set(_USED.findall(body)), {parameter.name for parameter in parameters}
    if used != declared:
        raise QueryError(f"{name}.cypher: header and text differ in {', '.join(sorted(used ^ declared))}")
    check_read_only(body)
    return Query(name, header[0], fields["asks"], parameters, columns, text)


def _parse_parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match[2] not in TYPES:
        raise QueryError(f"{name}.cypher: not `param $name: type, meaning, example`: {line}")
    default = None if match[3] in (None, "null") else match[3]
    return Parameter(match[1], match[2], match[4], match[5], match[3] is None, default)


def bind(query: Query, store: Store, typed: Mapping[str, str | None]) -> dict[str, str | int | bool | None]:
    """Turn what people typed into the parameters of a query.

    Args:
        query: Whose parameters.
        store: Where the people, countries, topics and meetings meant are looked up.
        typed: By parameter name; None or missing for not given.

    Raises:
        QueryError: Something is missing, unknown, ambiguous or of the wrong type.
    """
    unknown = sorted(set(typed) - {parameter.name for parameter in query.parameters})
    if unknown:
        raise QueryError(f"{query.name} has no parameter {unknown[0]!r}")
    values: dict[str, str | int | bool | None] = {}
    for parameter in query.parameters:
        given = typed.get(parameter.name)
        if given is None:
            if parameter.is_required:
                raise QueryError(
                    f"{query.name} needs {parameter.option} ({parameter.meaning}), such as {parameter.example!r}"
                )
            given = parameter.default
        values[parameter.name] = None if given is None else _value(parameter, store, given)
    return values


def _value(parameter: Parameter, store: Store, given: str) -> str | int | bool:
    if parameter.type in RESOLVERS:
        return resolve(store, parameter.type, given)
    if parameter.type in ("date", "last-date"):
        return _day(parameter, given)
    if parameter.type == "integer":
        if not re.fullmatch(r"\d{1,9}", given, re.ASCII):
            raise QueryError(f"{parameter.option} takes a whole number, not {given!r}")
        return int(given)
    if parameter.type == "boolean":
        if given.lower() not in _TRUE | _FALSE:
            raise QueryError(f"{parameter.option} is true or false, not {given!r}")
        return given.lower() in _TRUE
    return given


def _day(parameter: Parameter, given: str) -> str:
    if given == "today":
        return datetime.now(UTC).date().isoformat()
    try:
        first, last = day_range(given)
    except DateError as error:
        raise QueryError(f"{parameter.option}: {error}") from error
    return (last if parameter.type == "last-date" else first).isoformat()


def run(query: Query, store: Store, typed: Mapping[str, str | None]) -> list[Answer]:
    """Run a canned query with what people typed.

    Raises:
        QueryError: The parameters do not fit.
        StoreError: The store cannot answer.
    """
    return run_bound(query, store, bind(query, store, typed))


def run_bound(query: Query, store: Store, values: Mapping[str, str | int | bool | None]) -> list[Answer]:
    """Run a canned query with parameters already bound; the columns come as the header says."""
    rows = store.read(query.cypher, values)
    names = [column.name for column in query.columns]
    for row in rows:
        if list(row) != names:
            raise QueryError(f"{query.name} returned the columns {', '.join(row)} instead of {', '.join(names)}")
    return rows


def run_cypher(cypher: str, store: Store, parameters: Mapping[str, str] | None = None) -> list[Answer]:
    """Run somebody's own Cypher, read-only.

    Raises:
        QueryError: It does more than read the graph.
        StoreError: The store refuses it or cannot answer.
    """
    check_read_only(cypher)
    return store.read(cypher, parameters or {})
