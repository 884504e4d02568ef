"""The loader's Cypher: labels and types are those of `graph.schema`, property names plain words, all else parameters.

UNWIND $rows AS row CREATE (n:Person:Official {id: row[0], content_hash: row[1], name: row[2]})
UNWIND $rows AS row MATCH (a:Person {id: row[0]}) MATCH (b:Meeting {id: row[1]})
    MERGE (a)-[r:PARTICIPATED_IN {id: row[2]}]->(b) SET r = row[3] RETURN count(*) AS n
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.rows import HASH_PREFIX, Edge, Node, Row
from graph.schema import EXTRA_LABELS, LABELS, TYPES
from graph.stores.base import Index, Statement
from graph.stores.names import known_extra, known_label, known_labels, known_type, plain_name

# What a run of the loader did; a label of its own.
LOAD_LABEL = "Load"
INDEXES = (
    *(Index(f"diplograph_{label.lower()}_id", label, "id", unique=True) for label in (*LABELS, LOAD_LABEL)),
    Index("diplograph_person_name", "Person", "name", unique=False),
    Index("diplograph_meeting_start", "Meeting", "start_earliest", unique=False),
)
_OURS = "content_hash STARTS WITH $prefix"
# Answers only where there is something to do: a load of what is there already sends hashes and gets nothing back.
_DIFFERING = (
    "WITH row, x WHERE x IS NULL OR x.content_hash IS NULL OR x.content_hash <> row[1] "
    "RETURN row[0] AS id, x IS NOT NULL AS there, x.content_hash AS hash"
)


def create_nodes(label: str, extra: Sequence[str], nodes: Sequence[Node]) -> Statement:
    """Create nodes that are not there yet."""
    labels = known_labels(label, extra)
    names = _names(nodes)
    return Statement(
        f"UNWIND $rows AS row CREATE (n:{labels} {_columns(names, 0)}) RETURN count(*) AS n",
        {"rows": [[node.id, node.content_hash, *map(node.properties.get, names)] for node in nodes]},
    )


def merge_nodes(label: str, nodes: Sequence[Node]) -> list[Statement]:
    """Create or overwrite nodes, and give each exactly its extra labels."""
    statements = [
        Statement(
            f"UNWIND $rows AS row MERGE (n:{known_label(label)} {{id: row.id}}) SET n = row RETURN count(*) AS n",
            {"rows": [_node_row(node) for node in nodes]},
        )
    ]
    for extra in EXTRA_LABELS.get(label, ()):
        for verb, ids in (
            ("SET", [node.id for node in nodes if extra in node.extra_labels]),
            ("REMOVE", [node.id for node in nodes if extra not in node.extra_labels]),
        ):
            if ids:
                statement = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) {verb} n:{known_extra(label, extra)}"
                statements.append(Statement(statement, {"ids": ids}))
    return statements


def differing_nodes(label: str, nodes: Sequence[Node]) -> Statement:
    """Ask which nodes are not there (`there` is false) or say something else (with the hash they have)."""
    return Statement(
        f"UNWIND $rows AS row OPTIONAL MATCH (x:{known_label(label)} {{id: row[0]}}) {_DIFFERING}",
        {"rows": [[node.id, node.content_hash] for node in nodes]},
    )


def create_edges(first: Edge, edges: Sequence[Edge]) -> Statement:
    """Create relationships of one type that are not there yet, between nodes of two labels."""
    names = _names(edges)
    return Statement(
        f"UNWIND $rows AS row {_ends(first)} CREATE (a)-[:{known_type(first.type)} {_columns(names, 2)}]->(b) "
        "RETURN count(*) AS n",
        {
            "rows": [
                [edge.start_id, edge.end_id, edge.id, edge.content_hash, *map(edge.properties.get, names)]
                for edge in edges
            ]
        },
    )


def merge_edges(first: Edge, edges: Sequence[Edge]) -> Statement:
    """Create or overwrite relationships of one type between nodes of two labels."""
    return Statement(
        f"UNWIND $rows AS row {_ends(first)} MERGE (a)-[r:{known_type(first.type)} {{id: row[2]}}]->(b) SET r = row[3] "
        "RETURN count(*) AS n",
        {"rows": [[edge.start_id, edge.end_id, edge.id, _edge_row(edge)] for edge in edges]},
    )


def differing_edges(first: Edge, edges: Sequence[Edge]) -> Statement:
    """Ask which relationships are not there, or say something else."""
    start, end = known_label(first.start_label), known_label(first.end_label)
    return Statement(
        f"UNWIND $rows AS row OPTIONAL MATCH (a:{start} {{id: row[2]}}) OPTIONAL MATCH (b:{end} {{id: row[3]}}) "
        f"OPTIONAL MATCH (a)-[x:{known_type(first.type)} {{id: row[0]}}]->(b) {_DIFFERING}",
        {"rows": [[edge.id, edge.content_hash, edge.start_id, edge.end_id] for edge in edges]},
    )


def missing_ends(first: Edge, edges: Sequence[Edge]) -> Statement:
    """Ask which ends of relationships are there."""
    return Statement(
        f"UNWIND $rows AS row {_ends(first)} RETURN row[2] AS id",
        {"rows": [[edge.start_id, edge.end_id, edge.id] for edge in edges]},
    )


def count_all(name: str) -> Statement:
    """Count everything of a label or type, ours or not."""
    return Statement(f"MATCH {_pattern(name)} RETURN count(x) AS n")


# What labels and types a store has at all, ours or not.
NAMES_THERE = (
    "CALL db.labels() YIELD label RETURN label AS name",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name",
)


def count_nodes() -> Statement:
    """Count what the loader has put there, by labels."""
    cypher = f"MATCH (x:{'|'.join(LABELS)}) WHERE x.{_OURS} RETURN labels(x) AS labels, count(x) AS n"
    return Statement(cypher, {"prefix": HASH_PREFIX})


def count_edges() -> Statement:
    """Count what the loader has put there, by type; `ids` is smaller than `n` if something stands there twice."""
    cypher = (
        f"MATCH ()-[x:{'|'.join(TYPES)}]->() WHERE x.{_OURS} "
        "RETURN type(x) AS type, count(x) AS n, count(DISTINCT x.id) AS ids"
    )
    return Statement(cypher, {"prefix": HASH_PREFIX})


def ours(name: str, key: str, part: str) -> Statement:
    """Ask for a property of what the loader has put there of a label or type, where the hash goes on with `part`.

    The values come in some hundred lists, since a driver takes far longer over as many single rows.
    """
    cypher = (
        f"MATCH {_pattern(name)} WHERE x.{_OURS} "
        f"RETURN left(x.content_hash, $length) AS part, collect(x.{plain_name(key)}) AS found"
    )
    prefix = HASH_PREFIX + part
    return Statement(cypher, {"prefix": prefix, "length": len(prefix) + 2})


def remove(name: str, ids: Sequence[str]) -> Statement:
    """Remove ours by ids; a node that somebody else's relationship holds on to stays."""
    if name in LABELS:
        cypher = f"UNWIND $ids AS id MATCH (x:{name} {{id: id}}) WHERE x.{_OURS} AND NOT (x)--()"
    else:
        cypher = f"MATCH {_pattern(name)} WHERE x.id IN $ids AND x.{_OURS}"
    return Statement(f"{cypher} DELETE x RETURN count(*) AS n", {"ids": list(ids), "prefix": HASH_PREFIX})


def remove_doubles(name: str) -> Statement:
    """Remove all of ours of a type that stand there more than once, to be made anew."""
    cypher = (
        f"MATCH {_pattern(name)} WHERE x.{_OURS} WITH x.id AS id, collect(x) AS found WHERE size(found) > 1 "
        "UNWIND found AS each DELETE each RETURN count(*) AS n"
    )
    return Statement(cypher, {"prefix": HASH_PREFIX})


def _pattern(name: str) -> str:
    if name in LABELS:
        return f"(x:{name})"
    if name in TYPES:
        return f"()-[x:{name}]->()"
    raise ValueError(f"{name!r} is neither a label nor a type of the graph")


def _names(rows: Sequence[Row]) -> list[str]:
    return sorted(map(plain_name, {name for row in rows for name in row.properties}))


def _columns(names: Sequence[str], at: int) -> str:
    """Return a property map that takes its values from places in `row`; names sent once make rows small."""
    placed = enumerate(("id", "content_hash", *names), start=at)
    return "{" + ", ".join(f"{name}: row[{place}]" for place, name in placed) + "}"


def _ends(edge: Edge) -> str:
    return f"MATCH (a:{known_label(edge.start_label)} {{id: row[0]}}) MATCH (b:{known_label(edge.end_label)} {{id: row[1]}})"


def _node_row(node: Node) -> dict[str, Any]:
    return {**node.properties, "id": node.id, "content_hash": node.content_hash}


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {**edge.properties, "id": edge.id, "content_hash": edge.content_hash}
