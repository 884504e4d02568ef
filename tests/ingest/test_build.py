"""From paths to a graph directory: what is read, what is reused, what one bad text costs, and what a killed build leaves."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.directory import MANIFEST, open_graph
from graph.errors import GraphError, InputError, ReadError
from graph.model import Document, DocumentRecords
from graph.rows import Edge, Node
from ingest.build import add, build, extract, keep_confident, make_corpus, remove, rows_of_graph
from ingest.readers import read_paths
from tests.conftest import ROOT, SEEDS

WIRE, GULF = SEEDS / "beijing-wire.txt", SEEDS / "beijing-gulf.txt"


def names(graph: Path) -> list[str]:
    return [entry.name for entry in open_graph(graph).manifest.documents]


def test_build_add_and_remove_change_what_is_there(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = build([WIRE], graph, with_store=False)
    assert (first.extracted, first.reused, names(graph)) == (1, 0, ["beijing-wire"])
    alone = rows_of_graph(graph)
    again = build([WIRE], graph, with_store=False)
    assert (again.extracted, again.reused) == (0, 1)
    added = add([GULF], graph, with_store=False)
    assert (added.extracted, added.reused, names(graph)) == (1, 1, ["beijing-gulf", "beijing-wire"])
    assert rows_of_graph(graph) != alone
    remove(["beijing-gulf"], graph, with_store=False)
    assert names(graph) == ["beijing-wire"]
    assert rows_of_graph(graph) == alone
    assert build([GULF], graph, with_store=False).manifest.documents[0].name == "beijing-gulf"
    assert names(graph) == ["beijing-gulf"]


def test_removing_keeps_how_the_graph_was_made(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    made = build([WIRE, GULF], graph, with_store=False, min_confidence=0.25).manifest
    left = remove(["beijing-gulf"], graph, with_store=False).manifest
    assert (left.settings, left.model) == (made.settings, made.model)
    with pytest.raises(GraphError, match="no document 'nobody'"):
        remove(["nobody"], graph)
    with pytest.raises(GraphError, match="there is no graph"):
        remove(["beijing-wire"], tmp_path / "none")


def test_add_reads_anew_what_was_made_with_other_settings(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([WIRE], graph, with_store=False, min_confidence=0.9)
    result = add([GULF], graph, with_store=False)
    assert (result.extracted, result.reused) == (2, 0)
    assert result.manifest.settings["min_confidence"] == "0.0"


def test_rows_do_not_depend_on_the_order_of_paths(tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("beijing-*.txt"))
    build(files, tmp_path / "a", with_store=False)
    build(files[::-1], tmp_path / "b", with_store=False)
    assert rows_of_graph(tmp_path / "a") == rows_of_graph(tmp_path / "b")


def test_one_text_that_cannot_be_analysed_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ingest.records

    real = ingest.records.make_records

    def fails(doc: object) -> DocumentRecords:
        records = real(doc)  # type: ignore[arg-type]
        if records.document.name == "beijing-gulf":
            raise IndexError("no such token")
        return records

    monkeypatch.setattr(ingest.records, "make_records", fails)
    errors: list[ReadError] = []
    result = build([GULF, WIRE], tmp_path / "graph", with_store=False, on_error=errors.append)
    assert names(tmp_path / "graph") == ["beijing-wire"]
    assert result.errors == errors
    assert "beijing-gulf.txt: cannot be analysed (IndexError: no such token)" in str(errors[0])
    with pytest.raises(ReadError, match="cannot be analysed"):
        list(extract(read_paths([GULF])))


def test_a_build_without_any_readable_document_leaves_the_earlier_graph(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([WIRE], graph, with_store=False)
    with pytest.raises(InputError, match="none of the documents can be read"):
        build([tmp_path / "none.txt"], graph, with_store=False, on_error=lambda _: None)
    assert names(graph) == ["beijing-wire"]


def test_several_processes_give_what_one_gives_in_order() -> None:
    documents = list(read_paths([WIRE, GULF]))
    assert list(extract(documents, n_process=2)) == list(extract(documents))


def test_confidence_below_the_threshold_is_left_out_with_what_hangs_on_it() -> None:
    records = next(extract(read_paths([WIRE])))
    least = sorted({report.confidence for report in records.reports})[-1]
    kept = keep_confident(records, least)
    assert 0 < len(kept.reports) < len(records.reports)
    ids = {report.id for report in kept.reports}
    assert {s.report for s in kept.statements} <= ids | {None}
    assert {a.report for a in kept.agreements} <= ids | {None}
    levels = [r.confidence for r in kept.reports] + [s.confidence for s in kept.statements]
    levels += [a.confidence for a in kept.agreements] + [c.confidence for c in kept.claims]
    assert min(levels) >= least
    assert keep_confident(records, 0.0) is records


def test_evidence_is_the_exact_text_at_its_offsets(seeds_graph: Path) -> None:
    seen = 0
    for records in open_graph(seeds_graph).read_records():
        text = records.document.text
        found = [r.evidence for r in records.reports] + [s.evidence for s in records.statements]
        for evidence in found + [a.evidence for a in records.agreements]:
            assert text[evidence.start_char : evidence.end_char] == evidence.text
            seen += 1
    assert seen > 50


def test_the_base_adds_only_people_that_records_name(seeds_graph: Path) -> None:
    corpus = make_corpus(list(open_graph(seeds_graph).read_records()), [])
    named = {person.id for records in corpus.documents for person in records.people}
    assert set(corpus.reference.people) <= named
    assert {tenure.person for tenure in corpus.reference.tenures} <= named
    assert "antony-blinken" in corpus.reference.people
    assert corpus.reference.countries["ISL"] == "Iceland"


def test_rows_are_sorted_and_every_edge_has_its_ends(seeds_graph: Path) -> None:
    rows = rows_of_graph(seeds_graph)
    nodes = [row for row in rows if isinstance(row, Node)]
    ids = {node.id for node in nodes}
    assert len(ids) == len(nodes)
    edges = [row for row in rows if isinstance(row, Edge)]
    assert edges
    assert all(edge.start_id in ids and edge.end_id in ids for edge in edges)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_killed_build_leaves_the_earlier_graph(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([WIRE], graph)
    before = (graph / MANIFEST).read_bytes()
    command = [sys.executable, "-m", "diplograph", "build", str(SEEDS), "--graph", str(graph)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while len(list((graph / "records").iterdir())) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert (graph / MANIFEST).read_bytes() == before
    store = open_graph(graph).open_store()
    try:
        assert store.read("MATCH (d:Document) RETURN d.name AS name") == [{"name": "beijing-wire"}]
    finally:
        store.close()
    # What it had read is found again.
    result = build([SEEDS], graph)
    assert result.reused >= 4
    assert len(names(graph)) == len(list(SEEDS.glob("*.txt")))


def test_the_store_may_be_deleted_and_is_made_again(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build([WIRE], graph)
    shutil.rmtree(graph / "store")
    assert build([WIRE], graph).reused == 1
    open_graph(graph).open_store().close()


def test_a_document_is_known_by_its_content_not_its_place(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "beijing-ohrid.txt"
    copy.parent.mkdir()
    copy.write_bytes((SEEDS / "ohrid-night.txt").read_bytes())
    found: list[Document] = [*read_paths([copy])]
    moved = tmp_path / "beijing-ohrid.txt"
    shutil.copy(copy, moved)
    assert [document.id for document in read_paths([moved])] == [found[0].id]


def test_a_relative_place_is_the_one_of_now(tmp_path: Path, seeds_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_graph(seeds_graph).open_store().close()  # the engine runs already, started elsewhere
    monkeypatch.chdir(tmp_path)
    manifest = build([WIRE], Path("graph")).manifest
    assert (tmp_path / "graph" / "store" / str(manifest.store)).is_dir()
    open_graph(Path("graph")).open_store().close()
