"""Loading, asking, exporting and refusing on real Neo4j servers of both lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.build import generate_rows
from graph.commands import register as register_graph
from graph.errors import LoadError, QueryError, StoreError
from graph.exports import export
from graph.rows import Edge, Node
from graph.stores.base import Statement
from graph.stores.embedded import EmbeddedStore, create_embedded
from graph.stores.load import load
from graph.stores.neo4j import Neo4jStore
from queries.catalogue import run_cypher
from queries.commands import register as register_queries
from tests.e2e.server.neo4j_server import PASSWORD, Neo4jServer
from tests.holds import check_holds
from tests.queries.cases import CASES
from tests.queries.compare import check_case
from tests.toy import make_corpus

pytestmark = pytest.mark.neo4j

CORPUS = make_corpus()
ROWS = list(generate_rows(CORPUS))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    opened = create_embedded(tmp_path_factory.mktemp("embedded") / "store")
    load(ROWS, opened)
    yield opened
    opened.close()


def test_a_load_is_complete_and_a_second_one_changes_nothing(store: Neo4jStore) -> None:
    first = load(ROWS, store)
    assert (first.created, first.sent) == (len(ROWS), len(ROWS))
    check_holds(store, ROWS)
    second = load(ROWS, store)
    assert (second.created, second.updated, second.unchanged) == (0, 0, len(ROWS))
    check_holds(store, ROWS)
    assert store.read("MATCH (n:Load) RETURN count(n) AS n, collect(DISTINCT n.state) AS s") == [
        {"n": 2, "s": ["done"]}
    ]


def test_every_query_answers_alike_on_both_stores_and_in_plain_python(
    store: Neo4jStore, embedded: EmbeddedStore
) -> None:
    load(ROWS, store)
    for name, values in CASES:
        assert check_case(CORPUS, store, name, values) == check_case(CORPUS, embedded, name, values)


def test_changes_are_synced_and_foreign_data_stays(store: Neo4jStore) -> None:
    load(ROWS, store)
    store.write(
        [
            Statement("CREATE (:Person {id: 'mine', name: 'Somebody'})-[:KNOWS {id: 'k'}]->(:Pet {id: 'rex'})"),
            Statement("MATCH (p:Person {id: 'ann-lee'}) CREATE (:Note {id: 'n'})-[:ON]->(p)"),
        ]
    )
    meeting = next(row for row in ROWS if isinstance(row, Node) and row.extra_labels == ("Planned",))
    gone = next(row.id for row in ROWS if isinstance(row, Node) and row.extra_labels == ("Declined",))
    changed = replace(meeting, properties={**meeting.properties, "status": "held"}, extra_labels=("Held",))
    rows = [changed if row is meeting else row for row in ROWS if row.id != gone]
    rows = [row for row in rows if not (isinstance(row, Edge) and gone in (row.start_id, row.end_id))]
    with pytest.raises(LoadError, match=r"Meeting: 1 of an earlier load are still there \(--prune removes them\)"):
        load(rows, store)
    receipt = load(rows, store, prune=True)
    assert receipt.removed == len(ROWS) - len(rows)
    check_holds(store, rows)
    assert store.read("MATCH (:Person {id: 'mine'})-[:KNOWS]->(p:Pet) RETURN p.id AS id") == [{"id": "rex"}]
    assert store.read("MATCH (:Note)-[:ON]->(p:Person) RETURN p.id AS id") == [{"id": "ann-lee"}]


def test_a_foreign_node_with_our_id_is_never_overwritten(store: Neo4jStore) -> None:
    store.write([Statement("CREATE (:Person {id: 'ann-lee', name: 'Mine'})")])
    with pytest.raises(LoadError, match="'ann-lee' that diplograph did not put there"):
        load(ROWS, store)
    assert store.read("MATCH (n:Person {id: 'ann-lee'}) RETURN n.name AS name") == [{"name": "Mine"}]


def test_the_cypher_script_makes_the_same_graph(store: Neo4jStore, tmp_path: Path) -> None:
    export(ROWS, "cypher", tmp_path / "g.cypher", with_evidence=True)
    statements = [each for each in (tmp_path / "g.cypher").read_text("utf-8").split(";\n") if each]
    for each in statements:
        store.write([Statement(each)])
    check_holds(store, ROWS)


def test_reading_refuses_to_write_and_to_read_elsewhere(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="this statement writes, and a graph is only read here"):
        store.read("CREATE (n:Person {id: 'x'})")
    with pytest.raises(QueryError, match="LOAD CSV"):
        run_cypher("MATCH (n) LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l", store)
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_the_commands_load_and_ask(server: Neo4jServer, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer()
    register_graph(app, rows=lambda _: ROWS)
    register_queries(app)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    loaded = CliRunner().invoke(app, ["load", "--uri", server.uri])
    assert loaded.exit_code == 0
    assert f"{len(ROWS)} rows in" in loaded.stdout
    asked = CliRunner().invoke(
        app, ["query", "who-met-whom", "--person", "ann lee", "--uri", server.uri, "--format", "json"]
    )
    assert [row["person"] for row in json.loads(asked.stdout)] == ["Wei Ming", "Li Na"]
    del store
