r"""Wikidata entities as JSON: people with P39 (position held), qualified by P580 and P582 (start and end time).

    {"entities": {"Q4242": {"labels": {"en": {"value": "…"}}, "claims": {"P39": […]}}}}      of `wbgetentities`, Special:EntityData
    [\n{"id": "Q4242", …},\n{"id": …}\n]                                                    a dump, or one entity a line

Labels of positions and their countries come from the same file; one without is left out, and the remark says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import DateError, InputError
from ingest.importers.entries import Codes, Entry, Remark, partial_date, useful_aliases

Json = dict[str, Any]
POSITION_HELD, START, END = "P39", "P580", "P582"
GENDER, BORN, CITIZENSHIP, COUNTRY, JURISDICTION, OF = "P21", "P569", "P27", "P17", "P1001", "P642"
NATURE = "P5102"  # nature of statement
ACTING = "Q4676846"
_GENDERS = {"Q6581097": "m", "Q6581072": "f", "Q1052281": "f", "Q2449503": "m"}
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")


def is_entity(value: object) -> bool:
    """Tell whether a JSON value is an entity, or several by id."""
    return isinstance(value, dict) and (
        isinstance(value.get("entities"), dict) or ("id" in value and ("claims" in value or "labels" in value))
    )


def _entities(path: Path) -> Iterator[Json | Remark]:
    """Yield the entities of a file."""
    data = path.read_bytes()
    try:
        whole = msgspec.json.decode(data)
    except msgspec.DecodeError:
        yield from _lines(path, data)
        return
    if isinstance(whole, dict) and isinstance(whole.get("entities"), dict):
        whole = list(whole["entities"].values())
    for number, value in enumerate(whole if isinstance(whole, list) else [whole], 1):
        if is_entity(value):
            yield value
        else:
            yield Remark(f"{path.name}, entity {number}", "no Wikidata entity", is_bad=True)


def _lines(path: Path, data: bytes) -> Iterator[Json | Remark]:
    for number, line in enumerate(data.splitlines(), 1):
        text = line.strip().rstrip(b",")
        if text in {b"", b"[", b"]"}:
            continue
        try:
            value = msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            yield Remark(f"{path.name}, line {number}", f"no JSON: {error}", is_bad=True)
            continue
        if is_entity(value):
            yield value
        else:
            yield Remark(f"{path.name}, line {number}", "no Wikidata entity", is_bad=True)


def _label(entity: Json | None) -> str | None:
    labels = (entity or {}).get("labels") or {}
    for language in _LANGUAGES:
        if isinstance(labels.get(language), dict) and labels[language].get("value"):
            return str(labels[language]["value"])
    return None


def _aliases(entity: Json) -> list[str]:
    listed = entity.get("aliases") or {}
    return [
        str(alias["value"]) for language in _LANGUAGES for alias in listed.get(language) or () if alias.get("value")
    ]


def _statements(entity: Json, name: str) -> list[Json]:
    """Return the statements of a property, the preferred ones first, without the deprecated."""
    order = {"preferred": 0, "normal": 1}
    found = [s for s in (entity.get("claims") or {}).get(name) or () if s.get("rank", "normal") in order]
    return sorted(found, key=lambda statement: order[statement.get("rank", "normal")])


def _value(snak: Json | None) -> Any:
    if not snak or snak.get("snaktype", "value") != "value":
        return None
    return (snak.get("datavalue") or {}).get("value")


def _items(snaks: list[Json]) -> list[str]:
    values = [_value(snak) for snak in snaks]
    # Old dumps give the number alone.
    ids = [value.get("id") or value.get("numeric-id") for value in values if isinstance(value, dict)]
    return [str(each) if str(each).startswith("Q") else f"Q{each}" for each in ids if each]


def _main(entity: Json | None, *names: str) -> list[str]:
    return [
        value for name in names for s in _statements(entity or {}, name) for value in _items([s.get("mainsnak") or {}])
    ]


def _date(snaks: list[Json]) -> tuple[str | None, bool]:
    """Return a date, and whether the data say that there is one, known or not."""
    for snak in snaks:
        value = _value(snak)
        if isinstance(value, dict) and value.get("time"):
            return partial_date(str(value["time"]), precision=int(value.get("precision", 11))), True
    return None, any(snak.get("snaktype") == "somevalue" for snak in snaks)


def read_entities(path: Path, codes: Codes) -> Iterator[Entry | Remark]:
    """Yield what the entities of a file say of office holders, in its order.

    Raises:
        InputError: It holds no entity.
    """
    entities: dict[str, Json] = {}
    for found in _entities(path):
        if isinstance(found, Remark):
            yield found
        else:
            entities[str(found.get("id"))] = found
    if not entities:
        raise InputError(f"{path}: no Wikidata entity in it; give the JSON that Special:EntityData or a dump has")
    for identifier, entity in entities.items():
        for statement in (entity.get("claims") or {}).get(POSITION_HELD) or ():
            yield _entry(f"{path.name}, {identifier}", entity, statement, entities, codes)


def _entry(where: str, entity: Json, statement: Json, entities: dict[str, Json], codes: Codes) -> Entry | Remark:
    name = _label(entity)
    positions = _items([statement.get("mainsnak") or {}])
    if statement.get("rank") == "deprecated":
        return Remark(where, f"its statement on {', '.join(positions) or 'a position'} is marked as deprecated")
    if not positions:
        return Remark(where, "it says that a position was held, not which")
    if name is None:
        return Remark(where, "it has no English name", is_bad=True)
    position = entities.get(positions[0])
    title = _label(position)
    if title is None:
        return Remark(where, f"the file has no English name of position {positions[0]}; add its entity", is_bad=True)
    qualifiers: dict[str, list[Json]] = statement.get("qualifiers") or {}
    try:
        since, _ = _date(qualifiers.get(START) or [])
        until, has_ended = _date(qualifiers.get(END) or [])
        born, _ = _date([s.get("mainsnak") or {} for s in _statements(entity, BORN)][:1])
    except DateError as error:
        return Remark(where, f"{title}: {error}", is_bad=True)
    places = [
        *_items([snak for key in (JURISDICTION, OF) for snak in qualifiers.get(key) or ()]),
        *_main(position, JURISDICTION, COUNTRY),
    ]
    return Entry(
        where,
        str(entity.get("id")),
        name,
        title,
        next((code for code in (_code(place, entities, codes) for place in places) if code), None),
        since,
        until,
        f"Wikidata {entity.get('id')}",
        acting=ACTING in _items(qualifiers.get(NATURE) or []),
        has_ended=has_ended,
        aliases=useful_aliases(name, _aliases(entity)),
        gender=next((_GENDERS[value] for value in _main(entity, GENDER) if value in _GENDERS), None),
        born=born,
        nationalities=tuple(
            code for value in _main(entity, CITIZENSHIP) if (code := _code(value, entities, codes)) is not None
        ),
    )


def _code(place: str, entities: dict[str, Json], codes: Codes) -> str | None:
    return codes.find(place) or codes.find(_label(entities.get(place)))
