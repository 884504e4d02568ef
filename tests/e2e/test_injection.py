"""Hostile names, labels and values: data stays data. A thousand cases in each of the three ways in."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.exports.cypher import generate_statements
from graph.keys import relationship_id
from graph.rows import Edge, Node, Row
from graph.schema import EXTRA_LABELS, LABELS, TYPES
from graph.stores import statements
from graph.stores.base import Statement, Store
from graph.stores.load import load
from graph.stores.neo4j import Neo4jStore
from queries.catalogue import bind, find_query, run_bound
from tests.holds import check_holds

CASES = 1000
BATCH = 50
FRAGMENTS = (
    *(
        "'",
        '"',
        "`",
        "\\",
        "\\'",
        "\\u0027",
        "\\u0060",
        "''",
        "}",
        "})",
        "{",
        "$x",
        "$rows",
        ";",
        "//",
        "/*",
        "*/",
        "\n",
    ),
    *(
        "\r",
        "\u2028",
        "\x00",
        "\u00a0",
        "]->(",
        "row.id",
        "DETACH DELETE n",
        " SET n:Admin ",
        "Person",
        ":Person",
        "n.id",
    ),
    *("MATCH (n) DETACH DELETE n", "CALL apoc.load.json('x')", "LOAD CSV FROM 'file:///etc/passwd' AS l", "ünï", "𝄞"),
)
hostile = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), min_size=1, max_size=5).map("".join)
values = st.one_of(hostile, st.lists(hostile, min_size=1, max_size=3), st.integers(-(2**63), 2**63 - 1), st.booleans())
people = st.lists(st.tuples(hostile, hostile, values), min_size=BATCH, max_size=BATCH, unique_by=lambda case: case[0])
careful = settings(
    max_examples=CASES // BATCH,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def rows_of(cases: list[tuple[str, str, object]]) -> list[Row]:
    nodes = [
        Node("Person", person, {"name": name, "remark": value}, ("Official",))  # type: ignore[dict-item]
        for person, name, value in sorted(cases, key=lambda case: case[0])
    ]
    meeting = Node("Meeting", "meeting", {"caption": nodes[0].id, "status": "held"}, ("Held",))
    edges = [
        Edge(
            "PARTICIPATED_IN",
            relationship_id("PARTICIPATED_IN", node.id, "meeting"),
            node.id,
            "Person",
            "meeting",
            "Meeting",
            {"office": str(node.properties["name"]), "reports": [node.id]},
        )
        for node in nodes
    ]
    return [*nodes, meeting, *edges]


@pytest.mark.neo4j
@careful
@given(people)
def test_hostile_ids_and_values_arrive_as_they_are(store: Neo4jStore, cases: list[tuple[str, str, object]]) -> None:
    if not store.read("MATCH (c:Canary) RETURN count(c) AS n")[0]["n"]:
        store.write([Statement("CREATE (:Canary {id: 'alive'})")])
    rows = rows_of(cases)
    load(rows, store, prune=True)
    check_holds(store, rows)
    assert store.read("MATCH (c:Canary) RETURN c.id AS id") == [{"id": "alive"}]
    labels = {
        label
        for row in store.read("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l AS label")
        for label in row.values()
    }
    assert labels == {"Person", "Official", "Meeting", "Held", "Load", "Canary"}
    assert ask(store, [person for person, _, _ in cases[:5]])


def ask(store: Store, typed: list[str]) -> bool:
    """Ask by hostile names, and tell whether each got its one row or a clear refusal."""
    for text in typed:
        held = find_query("who-held-office")
        assert run_bound(held, store, bind(held, store, {"office": text})) == []
        query = find_query("meetings-of-person")
        try:
            found = len(run_bound(query, store, bind(query, store, {"person": text})))
        except QueryError:
            found = 1
        if found != 1:
            return False
    return True


def edge_with(name: str) -> Edge:
    return Edge("MADE", "e", "x", "Person", "y", "Statement", {name: 1})


@settings(max_examples=CASES, deadline=None)
@given(hostile)
def test_hostile_labels_types_and_property_names_never_become_a_statement(text: str) -> None:
    known = Node("Person", "x")
    edge = Edge(text, "e", "x", "Person", "y", "Meeting")
    if text not in LABELS:
        for build in (
            lambda: statements.create_nodes(text, (), [known]),
            lambda: list(generate_statements([Node(text, "x")])),
            lambda: statements.merge_nodes(text, [known]),
            lambda: statements.differing_nodes(text, [known]),
            lambda: statements.differing_edges(Edge("MADE", "e", "x", text, "y", "Meeting"), []),
        ):
            with pytest.raises(ValueError, match="no label of the graph"):
                build()
    if text not in EXTRA_LABELS["Person"]:
        with pytest.raises(ValueError, match="no label beside"):
            statements.create_nodes("Person", (text,), [known])
    if text not in TYPES:
        with pytest.raises(ValueError, match="no relationship type"):
            statements.create_edges(edge, [edge])
        with pytest.raises(ValueError, match="no relationship type"):
            statements.merge_edges(edge, [edge])
    if not re.fullmatch("[a-z][a-z0-9_]*", text):
        for build in (
            lambda: statements.create_nodes("Person", (), [Node("Person", "x", {text: 1})]),
            lambda: statements.create_edges(edge_with(text), [edge_with(text)]),
            lambda: list(generate_statements([Node("Person", "x", {text: 1})])),
        ):
            with pytest.raises(ValueError, match="no property name of the graph"):
                build()
    if text not in (*TYPES, *LABELS):
        with pytest.raises(ValueError, match="neither a label nor a type"):
            statements.count_all(text)
