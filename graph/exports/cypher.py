r"""A Cypher script that makes the graph in an empty database, for `cypher-shell` or Browser.

    CREATE CONSTRAINT … FOR (n:Person) REQUIRE n.id IS UNIQUE;
    UNWIND [{id: 'ann-lee', name: 'Ann Lee', …}] AS row CREATE (n:Person:Official) SET n = row;
    UNWIND [['ann-lee', 'c8dc…', {id: '0ba3…', …}]] AS row MATCH (a:Person {id: row[0]}) MATCH (b:Meeting {id: row[1]})
        CREATE (a)-[r:PARTICIPATED_IN]->(b) SET r = row[2];

Text becomes part of statements here, so it is escaped: backslashes and quotes by a backslash, line ends by their
letters. Neo4j reads `\uXXXX` before it parses, even behind a backslash, so a text is split between a backslash and a u.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from graph.files import write_aside
from graph.rows import Edge, Node, Properties, Row, Value
from graph.stores.names import known_label, known_labels, known_type, plain_name
from graph.stores.statements import INDEXES

Each = TypeVar("Each", Node, Edge)

_BATCH = 200
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_cypher(rows: Collection[Row], out: Path) -> None:
    """Write rows as a script of statements, each ended by a semicolon and a line end."""
    with write_aside(out) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        for statement in generate_statements(rows):
            file.write(statement + ";\n")


def generate_statements(rows: Collection[Row]) -> Iterator[str]:
    """Yield the script's statements, schema first."""
    yield from (index.cypher for index in INDEXES)
    for labels, nodes in groupby((row for row in rows if isinstance(row, Node)), key=_labels):
        for batch in _batches(nodes):
            maps = ", ".join(_map(node.properties, node.id, node.content_hash) for node in batch)
            yield f"UNWIND [{maps}] AS row CREATE (n:{labels}) SET n = row"
    for kind, edges in groupby((row for row in rows if isinstance(row, Edge)), key=_kind):
        start, edge_type, end = kind
        for part in _batches(edges):
            lists = ", ".join(
                f"[{literal(edge.start_id)}, {literal(edge.end_id)}, "
                f"{_map(edge.properties, edge.id, edge.content_hash)}]"
                for edge in part
            )
            yield (
                f"UNWIND [{lists}] AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}}) "
                f"CREATE (a)-[r:{edge_type}]->(b) SET r = row[2]"
            )


def literal(value: Value) -> str:
    r"""Return a value as Cypher.

    Example:
        >>> print(literal("it's \\u0041"), literal(True), literal(date(2023, 6, 19)), literal(["a"]))
        'it\'s \\' + 'u0041' true date('2023-06-19') ['a']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.translate(_ESCAPES)
        return "'" + escaped.replace("\\u", "\\' + 'u").replace("\\U", "\\' + 'U") + "'"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def _map(properties: Properties, row_id: str, content_hash: str) -> str:
    values: Properties = {"id": row_id, **properties, "content_hash": content_hash}
    return "{" + ", ".join(f"{plain_name(name)}: {literal(value)}" for name, value in values.items()) + "}"


def _labels(node: Node) -> str:
    return known_labels(node.label, node.extra_labels)


def _kind(edge: Edge) -> tuple[str, str, str]:
    return known_label(edge.start_label), known_type(edge.type), known_label(edge.end_label)


def _batches(rows: Iterable[Each]) -> Iterator[list[Each]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
