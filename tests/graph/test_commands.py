"""The commands `export`, `info` and `load` on a graph directory; loading for real is tested in tests/e2e."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from graph.build import generate_rows
from graph.commands import register, show_receipt
from graph.directory import open_graph
from graph.errors import InputError, StoreError
from graph.progress import progress_bar
from graph.rows import Row
from graph.stores.receipt import Receipt, Tally
from graph.writer import GraphWriter
from tests.toy import make_corpus, merge_reports

APP = typer.Typer()


def rows_of(path: Path) -> Sequence[Row]:
    return list(generate_rows(merge_reports(list(open_graph(path).read_records()))))


register(APP, rows=rows_of)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "graph"
    with GraphWriter(path, settings={"threshold": "0.5"}, model={"name": "toy"}, program="1.2") as writer:
        for records in make_corpus().documents:
            writer.add(records)
        writer.finish(lambda records, _: merge_reports(records), with_store=False)
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, list(arguments))


def test_export_needs_no_store(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "g.json"
    result = run("export", "--graph", str(graph), "--format", "json", "--out", str(out), "--with-evidence")
    assert result.exit_code == 0
    assert "557 nodes and relationships written" in result.stderr
    assert len(json.loads(out.read_text("utf-8"))["nodes"]) == 198
    assert isinstance(run("export", "--graph", str(graph), "--format", "x", "--out", str(out)).exception, InputError)


def test_info_says_what_is_there(graph: Path) -> None:
    said = run("info", "--graph", str(graph), "--documents").stdout
    for part in (
        "format 1, made by diplograph 1.2",
        "threshold 0.5",
        "name toy",
        "Documents  4",
        "Meeting 12",
        "MADE 4",
    ):
        assert part in said
    assert "  three\n" in said


def test_the_graph_may_be_named_by_the_environment(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_GRAPH", str(graph))
    assert "Documents  4" in run("info").stdout


def test_load_says_when_no_server_answers(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    error = run("load", "--graph", str(graph), "--uri", "bolt://127.0.0.1:1").exception
    assert isinstance(error, StoreError)
    assert "no Neo4j server answers at bolt://127.0.0.1:1" in str(error)
    assert run("load", "--graph", str(graph)).exit_code == 2


def test_the_receipt_shows_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    show_receipt(Receipt({"Person": Tally(16, 1, 2, 13, 4, 17)}, 1.5))
    lines = capsys.readouterr().out.splitlines()
    assert next(line.split() for line in lines if "Person" in line) == ["Person", "16", "1", "2", "13", "4", "17"]
    assert lines[-1] == "16 rows in 1.5 s"


def test_progress_is_quiet_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Loading", 3) as progress:
        progress(3)
    assert capsys.readouterr() == ("", "")
