"""The loader's Cypher: every label and type is one of `graph.schema`, everything else is a parameter.

UNWIND $rows AS row CREATE (n:Person:Official) SET n = row
UNWIND $rows AS row MATCH (a:Person {id: row[0]}) MATCH (b:Meeting {id: row[1]})
    MERGE (a)-[r:PARTICIPATED_IN {id: row[2]}]->(b) SET r = row[3] RETURN count(*) AS n
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.rows import HASH_PREFIX, Edge, Node
from graph.schema import EXTRA_LABELS, LABELS, TYPES
from graph.stores.base import Statement

# What a run of the loader did; a label of its own.
LOAD_LABEL = "Load"
SCHEMA = (
    *(
        f"CREATE CONSTRAINT diplograph_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in (*LABELS, LOAD_LABEL)
    ),
    "CREATE INDEX diplograph_person_name IF NOT EXISTS FOR (n:Person) ON (n.name)",
    "CREATE INDEX diplograph_meeting_start IF NOT EXISTS FOR (n:Meeting) ON (n.start_earliest)",
)
_OURS = "content_hash STARTS WITH $prefix"
# Answers only where there is something to do: a load of what is there already sends hashes and gets nothing back.
_DIFFERING = (
    "WITH row, x WHERE x IS NULL OR x.content_hash IS NULL OR x.content_hash <> row[1] "
    "RETURN row[0] AS id, x IS NOT NULL AS there, x.content_hash AS hash"
)


def create_nodes(label: str, extra: Sequence[str], nodes: Sequence[Node]) -> Statement:
    """Create nodes that are not there yet."""
    labels = ":".join((_label(label), *(_extra(label, each) for each in extra)))
    return Statement(
        f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row RETURN count(*) AS n",
        {"rows": [_node_row(node) for node in nodes]},
    )


def merge_nodes(label: str, nodes: Sequence[Node]) -> list[Statement]:
    """Create or overwrite nodes, and give each exactly its extra labels."""
    statements = [
        Statement(
            f"UNWIND $rows AS row MERGE (n:{_label(label)} {{id: row.id}}) SET n = row RETURN count(*) AS n",
            {"rows": [_node_row(node) for node in nodes]},
        )
    ]
    for extra in EXTRA_LABELS.get(label, ()):
        for verb, ids in (
            ("SET", [node.id for node in nodes if extra in node.extra_labels]),
            ("REMOVE", [node.id for node in nodes if extra not in node.extra_labels]),
        ):
            if ids:
                statement = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) {verb} n:{_extra(label, extra)}"
                statements.append(Statement(statement, {"ids": ids}))
    return statements


def differing_nodes(label: str, nodes: Sequence[Node]) -> Statement:
    """Ask which nodes are not there (`there` is false) or say something else (with the hash they have)."""
    return Statement(
        f"UNWIND $rows AS row OPTIONAL MATCH (x:{_label(label)} {{id: row[0]}}) {_DIFFERING}",
        {"rows": [[node.id, node.content_hash] for node in nodes]},
    )


def write_edges(first: Edge, edges: Sequence[Edge], *, create: bool) -> Statement:
    """Create, or create or overwrite, relationships of one type between nodes of two labels."""
    arrow = f"CREATE (a)-[r:{_type(first)}]->(b)" if create else f"MERGE (a)-[r:{_type(first)} {{id: row[2]}}]->(b)"
    return Statement(
        f"UNWIND $rows AS row {_ends(first)} {arrow} SET r = row[3] RETURN count(*) AS n",
        {"rows": [[edge.start_id, edge.end_id, edge.id, _edge_row(edge)] for edge in edges]},
    )


def differing_edges(first: Edge, edges: Sequence[Edge]) -> Statement:
    """Ask which relationships are not there, or say something else."""
    start, end = _label(first.start_label), _label(first.end_label)
    return Statement(
        f"UNWIND $rows AS row OPTIONAL MATCH (a:{start} {{id: row[2]}}) OPTIONAL MATCH (b:{end} {{id: row[3]}}) "
        f"OPTIONAL MATCH (a)-[x:{_type(first)} {{id: row[0]}}]->(b) {_DIFFERING}",
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


def our_ids(name: str) -> Statement:
    """Ask for the ids of all that the loader has put there of a label or type."""
    return Statement(f"MATCH {_pattern(name)} WHERE x.{_OURS} RETURN x.id AS id", {"prefix": HASH_PREFIX})


def remove(name: str, ids: Sequence[str]) -> Statement:
    """Remove ours by ids; a node that somebody else's relationship holds on to stays."""
    if name in LABELS:
        cypher = f"UNWIND $ids AS id MATCH (x:{name} {{id: id}}) WHERE x.{_OURS} AND NOT (x)--()"
    else:
        cypher = f"MATCH {_pattern(name)} WHERE x.id IN $ids AND x.{_OURS}"
    return Statement(f"{cypher} DELETE x RETURN count(*) AS n", {"ids": list(ids), "prefix": HASH_PREFIX})


def _pattern(name: str) -> str:
    if name in LABELS:
        return f"(x:{name})"
    if name in TYPES:
        return f"()-[x:{name}]->()"
    raise ValueError(f"{name!r} is neither a label nor a type of the graph")


def _label(label: str) -> str:
    if label not in LABELS:
        raise ValueError(f"{label!r} is no label of the graph")
    return label


def _extra(label: str, extra: str) -> str:
    if extra not in EXTRA_LABELS.get(label, ()):
        raise ValueError(f"{extra!r} is no label beside {label}")
    return extra


def _type(edge: Edge) -> str:
    if edge.type not in TYPES:
        raise ValueError(f"{edge.type!r} is no relationship type of the graph")
    return edge.type


def _ends(edge: Edge) -> str:
    return f"MATCH (a:{_label(edge.start_label)} {{id: row[0]}}) MATCH (b:{_label(edge.end_label)} {{id: row[1]}})"


def _node_row(node: Node) -> dict[str, Any]:
    return {**node.properties, "id": node.id, "content_hash": node.content_hash}


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {**edge.properties, "id": edge.id, "content_hash": edge.content_hash}
