"""Follow-the-Money entities, as OpenSanctions publishes them: JSON Lines of Person, Position and Occupancy.

    {"id": "NK-1", "schema": "Person", "properties": {"name": ["Qin Gang"], "country": ["cn"]}}
    {"id": "P-1", "schema": "Position", "properties": {"name": ["Minister of Foreign Affairs"], "country": ["cn"]}}
    {"id": "O-1", "schema": "Occupancy", "properties": {"holder": ["NK-1"], "post": ["P-1"], "startDate": ["2022-12-30"]}}

Entities may also be nested, a person with `positionOccupancies`. The file is read twice, so that of a large one only the
people who hold something stay in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import DateError
from ingest.importers.entries import Codes, Entry, Remark, partial_date, useful_aliases

Json = dict[str, Any]
_GENDERS = {"male": "m", "female": "f"}


@dataclass(slots=True)
class _Occupancy:
    where: str
    id: str
    holder: str
    post: str
    values: Json = field(default_factory=dict)


def is_entity(value: object) -> bool:
    """Tell whether a JSON value is an entity."""
    return isinstance(value, dict) and "schema" in value and isinstance(value.get("properties"), dict)


def _lines(path: Path) -> Iterator[tuple[str, Json | None]]:
    """Yield (place, entity) for each line, None where the line is none."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                where = f"{path.name}, line {number}"
                try:
                    value = msgspec.json.decode(line)
                except msgspec.DecodeError:
                    value = None
                yield where, value if is_entity(value) else None


def _flat(entity: Json, parent: str | None = None) -> Iterator[tuple[Json, str | None]]:
    """Yield an entity and those nested in it, each with the id of the one around it."""
    yield entity, parent
    for values in entity["properties"].values():
        for value in values if isinstance(values, list) else ():
            if is_entity(value):
                yield from _flat(value, str(entity.get("id")))


def _texts(entity: Json, *names: str) -> list[str]:
    """Return the values of properties: texts, and the ids of nested entities."""
    found: list[str] = []
    for name in names:
        for value in entity["properties"].get(name) or ():
            if is_entity(value):
                found.append(str(value.get("id")))
            elif isinstance(value, str) and value.strip():
                found.append(value.strip())
    return found


def read_entities(path: Path, codes: Codes) -> Iterator[Entry | Remark]:
    """Yield what a file of entities says of office holders, in the order of its occupancies."""
    posts: dict[str, Json] = {}
    held: list[_Occupancy] = []
    for where, line in _lines(path):
        if line is None:
            yield Remark(where, "no Follow-the-Money entity", is_bad=True)
            continue
        for entity, parent in _flat(line):
            if entity["schema"] == "Position":
                posts.setdefault(str(entity.get("id")), entity)
            elif entity["schema"] == "Occupancy":
                yield from _occupancies(where, entity, parent, held)
    wanted = {occupancy.holder for occupancy in held}
    people: dict[str, Json] = {}
    for _, line in _lines(path):
        for entity, _parent in _flat(line) if line else ():
            identifier = str(entity.get("id"))
            if identifier in wanted and _texts(entity, "name"):
                people.setdefault(identifier, entity)
    for occupancy in held:
        yield _entry(occupancy, people.get(occupancy.holder), posts.get(occupancy.post), codes)


def _occupancies(where: str, entity: Json, parent: str | None, held: list[_Occupancy]) -> Iterator[Remark]:
    identifier = str(entity.get("id"))
    holders, posts = _texts(entity, "holder"), _texts(entity, "post")
    # In nested data the entity around it is what it does not name.
    holders = holders or ([parent] if parent and posts else [])
    posts = posts or ([parent] if parent and holders else [])
    if not holders or not posts:
        yield Remark(f"{where} ({identifier})", "the occupancy names no holder or no post", is_bad=True)
    held += [
        _Occupancy(f"{where} ({identifier})", identifier, holder, post, entity)
        for holder, post in product(holders, posts)
    ]


def _entry(occupancy: _Occupancy, person: Json | None, post: Json | None, codes: Codes) -> Entry | Remark:
    where = occupancy.where
    if person is None:
        return Remark(where, f"the file has no person {occupancy.holder} with a name", is_bad=True)
    titles = _texts(post, "name") if post else []
    if post is None or not titles:
        return Remark(where, f"the file has no position {occupancy.post} with a name", is_bad=True)
    names = _texts(person, "name")
    name = _best_name(names)
    try:
        since, until, born = (
            _date(_texts(occupancy.values, "startDate") or _texts(occupancy.values, "periodStart"), latest=False),
            _date(_texts(occupancy.values, "endDate") or _texts(occupancy.values, "periodEnd"), latest=True),
            _date(_texts(person, "birthDate"), latest=False),
        )
    except DateError as error:
        return Remark(where, f"{name}: {error}", is_bad=True)
    status = set(_texts(occupancy.values, "status"))
    sources = person.get("datasets") or occupancy.values.get("datasets") or []
    return Entry(
        where,
        occupancy.holder,
        name,
        titles[0],
        next((code for code in map(codes.find, _texts(post, "country", "jurisdiction")) if code), None),
        since,
        until,
        " ".join(["Follow-the-Money", occupancy.id, *([f"({', '.join(map(str, sources))})"] if sources else [])]),
        has_ended=bool(status) and "current" not in status,
        aliases=useful_aliases(name, [*names, *_texts(person, "alias")]),
        gender=next((_GENDERS[value] for value in _texts(person, "gender") if value in _GENDERS), None),
        born=born,
        nationalities=tuple(
            code for code in map(codes.find, _texts(person, "nationality", "citizenship", "country")) if code
        ),
    )


def _best_name(names: Iterable[str]) -> str:
    """Return the name an English text would use: in Latin letters and mixed case, the first of those."""
    listed = list(names)
    latin = [name for name in listed if not any(ord(char) > 0x24F and char.isalpha() for char in name)]
    mixed = [name for name in latin if not name.isupper() and "," not in name]
    return (mixed or latin or listed)[0]


def _date(values: list[str], *, latest: bool) -> str | None:
    """Return the most precise of several dates, the earliest or latest of those."""
    dates = sorted(filter(None, map(partial_date, values)))
    precise = [value for value in dates if len(value) == max(map(len, dates))]
    if not precise:
        return None
    return precise[-1] if latest else precise[0]
