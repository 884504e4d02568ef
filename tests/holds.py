"""Asserts that a store holds exactly the rows it should: every label, end and property of every row, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from graph.rows import HASH_PREFIX, Node, Row, Value
from graph.stores.base import Store

# Type of a relationship, labels of a node or ends of a relationship, properties.
Found: TypeAlias = "tuple[str, list[str], dict[str, object]]"

_OURS = f"content_hash STARTS WITH '{HASH_PREFIX}'"


def check_holds(store: Store, rows: Iterable[Row]) -> None:
    """Compare what the loader put into a store with rows."""
    nodes = store.read(f"MATCH (n) WHERE n.{_OURS} RETURN labels(n) AS labels, properties(n) AS properties")
    edges = store.read(
        f"MATCH (a)-[r]->(b) WHERE r.{_OURS} "
        "RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties"
    )
    found: list[Found] = [("", sorted(each["labels"]), _given(each["properties"])) for each in nodes]
    found += [(each["type"], [each["start"], each["end"]], _given(each["properties"])) for each in edges]
    assert sorted(found, key=_key) == sorted(map(_expected, rows), key=_key)


def _expected(row: Row) -> Found:
    if isinstance(row, Node):
        return "", sorted((row.label, *row.extra_labels)), _written(row)
    return row.type, [row.start_id, row.end_id], _written(row)


def _key(found: Found) -> tuple[str, str, str]:
    return found[0], found[1][0], str(found[2]["id"])


def _given(properties: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if value is not None}


def _written(row: Row) -> dict[str, object]:
    values = {name: _text(value) for name, value in row.properties.items()}
    return {**values, "id": row.id, "content_hash": row.content_hash}


def _text(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value
