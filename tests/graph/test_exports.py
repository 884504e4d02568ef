"""Exports: other programs read them back with everything that matters."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import generate_rows
from graph.errors import InputError
from graph.exports import FORMATS, export
from graph.exports.cypher import generate_statements, literal
from graph.exports.select import select
from graph.network import to_networkx
from graph.rows import Edge, Node, Value
from graph.stores.base import Statement
from graph.stores.embedded import EmbeddedStore, create_embedded
from graph.stores.statements import INDEXES
from tests.toy import make_corpus

ROWS = list(generate_rows(make_corpus()))
KNOWN = select(ROWS, with_evidence=False)
NASTY = 'it\'s "q" <&> \\ \\u0041 \n\t \r ‘’ ünïcödé 𝄞 $x `b` {y} ; --'


def plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def test_evidence_stays_out_unless_asked_for(tmp_path: Path) -> None:
    few = export(ROWS, "json", tmp_path / "few.json")
    many = export(ROWS, "json", tmp_path / "many.json", with_evidence=True)
    assert many == len(ROWS)
    assert few == len(KNOWN) < many
    labels = {node["label"] for node in json.loads((tmp_path / "few.json").read_text())["nodes"]}
    assert not labels & {"Document", "Report", "Claim"}
    assert {"Statement", "Agreement", "Meeting"} <= labels


def test_node_link_gives_the_same_networkx_graph(tmp_path: Path) -> None:
    export(ROWS, "json", tmp_path / "g.json", with_evidence=True)
    graph = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="edges")
    expected = to_networkx(ROWS)
    attributes = [each for _, each in expected.nodes(data=True)] + [each for *_, each in expected.edges(data=True)]
    for each in attributes:
        each.update({name: plain(value) for name, value in each.items()})
        if "source" in each:
            each["source_"] = each.pop("source")
    assert nx.utils.graphs_equal(graph, expected)


def graphml(tmp_path: Path) -> Path:
    out = tmp_path / "g.graphml"
    export(ROWS, "graphml", out, with_evidence=True)
    return out


def test_networkx_reads_graphml_with_labels_types_and_keys(tmp_path: Path) -> None:
    graph: Any = nx.read_graphml(graphml(tmp_path), force_multigraph=True)
    nodes = {row.id: row for row in ROWS if isinstance(row, Node)}
    edges = {row.id: row for row in ROWS if isinstance(row, Edge)}
    assert set(graph.nodes) == set(nodes)
    for key, node in nodes.items():
        attributes = graph.nodes[key]
        assert attributes["labels"].split(":")[1:] == [node.label, *node.extra_labels]
        for name, value in node.properties.items():
            read = json.loads(attributes[name]) if isinstance(value, list) else attributes[name]
            assert read == plain(value)
            assert type(read) is type(plain(value))
    assert {key for _, _, key in graph.edges(keys=True)} == set(edges)
    for start, end, key, attributes in graph.edges(keys=True, data=True):
        assert (start, end, attributes["label"]) == (edges[key].start_id, edges[key].end_id, edges[key].type)


def test_igraph_reads_graphml_with_types_and_unique_keys(tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(graphml(tmp_path)))
    edges = {row.id: row for row in ROWS if isinstance(row, Edge)}
    assert graph.vcount() + graph.ecount() == len(ROWS)
    assert sorted(graph.es["key"]) == sorted(edges)
    for edge in graph.es:
        ours = edges[edge["key"]]
        ends = (graph.vs[edge.source]["id"], graph.vs[edge.target]["id"])
        assert (*ends, edge["label"]) == (ours.start_id, ours.end_id, ours.type)


def test_graphml_declares_each_key_once_and_puts_the_type_first(tmp_path: Path) -> None:
    root = ET.parse(graphml(tmp_path)).getroot()  # noqa: S314 (our own file)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [key.get("id") for key in root.iter(f"{space}key")]
    assert len(keys) == len(set(keys))
    for edge in root.iter(f"{space}edge"):
        first = next(iter(edge))
        assert (first.get("key"), first.text) == ("label", edge.get("label"))
    used = {data.get("key") for data in root.iter(f"{space}data")}
    assert used <= set(keys)


def test_gexf_is_read_with_labels_types_and_unique_ids(tmp_path: Path) -> None:
    export(ROWS, "gexf", tmp_path / "g.gexf", with_evidence=True)
    graph = nx.read_gexf(tmp_path / "g.gexf")
    edges = {row.id: row for row in ROWS if isinstance(row, Edge)}
    assert graph.nodes["ann-lee"]["label"] == "Ann Lee"
    assert graph.nodes["ann-lee"]["labels"] == ":Person:Official"
    assert {attributes["id"] for _, _, attributes in graph.edges(data=True)} == set(edges)
    assert {attributes["type"] for _, _, attributes in graph.edges(data=True)} == {edge.type for edge in edges.values()}


def test_characters_that_xml_cannot_hold_are_replaced_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [Node("Person", "x", {"name": "a\x00b\x0bc"})]
    export(rows, "graphml", tmp_path / "g.graphml")
    assert nx.read_graphml(tmp_path / "g.graphml").nodes["x"]["name"] == "a\ufffdb\ufffdc"
    assert "2 characters that XML cannot hold" in caplog.text


@pytest.mark.parametrize("name", ["graphml", "gexf", "json"])
def test_nasty_text_stays_as_it_is(tmp_path: Path, name: str) -> None:
    rows = [Node("Person", "a/ü", {"name": NASTY}), Node("Topic", 'b"', {"name": "b"})]
    export([*rows, Edge("ABOUT", "e<1>", "a/ü", "Person", 'b"', "Topic", {"source": NASTY})], name, tmp_path / "g")
    readers = {
        "graphml": lambda: nx.read_graphml(tmp_path / "g"),
        "gexf": lambda: nx.read_gexf(tmp_path / "g"),
        "json": lambda: nx.node_link_graph(json.loads((tmp_path / "g").read_text("utf-8")), edges="edges"),
    }
    graph = readers[name]()
    assert graph.nodes["a/ü"]["name"] == NASTY
    assert next(iter(graph.edges(data=True)))[2]["source_" if name == "json" else "source"] == NASTY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = create_embedded(tmp_path / "store")
    yield opened
    opened.close()


def test_the_cypher_script_makes_the_same_graph(tmp_path: Path, store: EmbeddedStore) -> None:
    export(ROWS, "cypher", tmp_path / "g.cypher", with_evidence=True)
    script = (tmp_path / "g.cypher").read_text("utf-8")
    statements = [each for each in script.split(";\n") if each]
    schema = [index.cypher for index in INDEXES]
    assert statements[: len(schema)] == schema
    store.prepare(INDEXES)
    for each in statements[len(schema) :]:
        store.write([Statement(each)])
    found = store.read("MATCH (n) RETURN n.id AS id, n.content_hash AS hash")
    found += store.read("MATCH ()-[r]->() RETURN r.id AS id, r.content_hash AS hash")
    assert {row["id"]: row["hash"] for row in found} == {row.id: row.content_hash for row in ROWS}
    person = store.read("MATCH (n:Person:Official {id: 'ann-lee'}) RETURN n.name AS name, n.is_linked AS linked")
    assert person == [{"name": "Ann Lee", "linked": True}]


def test_nasty_text_stays_text_in_the_cypher_script(store: EmbeddedStore) -> None:
    node = Node("Person", "x'}) DETACH DELETE n //", {"name": NASTY, "aliases": [NASTY, "\\u0027"]})
    for statement in generate_statements([node]):
        if statement.startswith("UNWIND"):
            store.write([Statement(statement)])
    answer = store.read("MATCH (n:Person) RETURN n.id AS id, n.name AS name, n.aliases AS aliases")
    assert answer == [{"id": node.id, **node.properties}]


@given(st.text())
def test_no_escape_that_neo4j_reads_before_parsing_gets_into_a_script(text: str) -> None:
    written = literal(text)
    assert not re.search(r"\\[uU]", written)
    assert "\n" not in written


def test_csv_has_a_file_for_each_label_and_type(tmp_path: Path) -> None:
    export(ROWS, "csv", tmp_path / "out", with_evidence=True)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"nodes-Person.csv", "relationships-PARTICIPATED_IN.csv"} <= names
    total = 0
    for name in names:
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as lines:
            total += len(list(csv.DictReader(lines)))
    assert total == len(ROWS)
    with (tmp_path / "out/nodes-Person.csv").open(encoding="utf-8", newline="") as lines:
        people = {row["id"]: row for row in csv.DictReader(lines)}
    assert people["carl-lee"]["labels"] == "Person;Official"
    assert json.loads(people["carl-lee"]["aliases"]) == ["C. Lee"]


def test_neo4j_admin_files_are_typed_and_come_with_their_command(tmp_path: Path) -> None:
    export(ROWS, "neo4j-admin", tmp_path / "out", with_evidence=True)
    header = (tmp_path / "out/nodes-Meeting.csv").read_text("utf-8").splitlines()[0].split(",")
    assert header[0] == "id:ID(Entity)"
    assert header[-1] == ":LABEL"
    assert {"start_earliest:date", "report_count:long", "confidence:double", "disputed:string[]"} <= set(header)
    script = (tmp_path / "out/import.sh").read_text()
    for path in (tmp_path / "out").glob("*.csv"):
        assert path.name in script
    assert subprocess.run(["sh", "-n", str(tmp_path / "out/import.sh")], check=False).returncode == 0


def test_a_failed_export_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("graphml", "json"):
        out = tmp_path / name
        out.write_text("earlier")
        monkeypatch.setattr(f"graph.exports.{'graphml' if name == 'graphml' else 'node_link'}._edge", fail)
        with pytest.raises(InputError, match="cannot be written"):
            export(ROWS, name, out)
        assert out.read_text() == "earlier"
        assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def fail(edge: Edge) -> str:
    raise OSError(28, "No space left on device")


def test_what_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no format 'xls'; there are: graphml, gexf"):
        export(ROWS, "xls", tmp_path / "x")
    with pytest.raises(InputError, match="is a folder"):
        export(ROWS, "json", tmp_path)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="name a folder that is new or empty"):
        export(ROWS, "csv", tmp_path)
    assert set(FORMATS) == {"graphml", "gexf", "json", "cypher", "csv", "neo4j-admin"}
