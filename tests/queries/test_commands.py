"""The commands `query`, `queries` and `cypher` on a graph directory."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from graph.errors import GraphError, QueryError, StoreError
from graph.writer import GraphWriter
from queries.catalogue import load_catalogue
from queries.commands import register
from queries.output import format_answer
from tests.toy import make_corpus, merge_reports

APP = typer.Typer()
register(APP)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "graph"
    with GraphWriter(path) as writer:
        for records in make_corpus().documents:
            writer.add(records)
        writer.finish(lambda records, _: merge_reports(records))
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, list(arguments))


def test_every_query_is_a_subcommand_with_an_option_for_each_parameter() -> None:
    for query in load_catalogue().values():
        result = CliRunner().invoke(APP, ["query", query.name, "--help"], env={"COLUMNS": "300", "TERM": "dumb"})
        assert result.exit_code == 0
        assert query.asks in result.output
        for parameter in query.parameters:
            assert parameter.option in result.output


def test_an_answer_comes_in_every_format(graph: Path) -> None:
    def answer(name: str) -> str:
        result = run("query", "who-met-whom", "--person", "ann lee", "--graph", str(graph), "--format", name)
        assert result.exit_code == 0
        return result.stdout

    rows = json.loads(answer("json"))
    assert [row["person"] for row in rows] == ["Wei Ming", "Li Na"]
    assert rows[0]["topics"] == ["Taiwan", "Trade"]
    assert [json.loads(line) for line in answer("jsonl").splitlines()] == rows
    assert [row["person"] for row in csv.DictReader(io.StringIO(answer("csv")))] == ["Wei Ming", "Li Na"]
    assert answer("markdown").splitlines()[2].startswith("| Wei Ming | Foreign Minister | 2 | 0 | 2023-06-19 |")
    assert "Taiwan, Trade" in answer("table")


def test_a_flag_and_a_day_are_taken(graph: Path) -> None:
    options = ("--conferences", "--since", "2023-09", "--until", "2023-09", "--format", "json")
    result = run("query", "who-met-whom", "--person", "ann lee", "--graph", str(graph), *options)
    assert {row["person"] for row in json.loads(result.stdout)} == {"Carl Lee", "Sára Noor", "Wei Ming"}


def test_an_empty_answer_is_explained_and_no_error(graph: Path) -> None:
    result = run("query", "upcoming", "--since", "2030", "--graph", str(graph))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Nothing fits. The graph has 12 meetings" in result.stderr


def test_errors_are_ours(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(run("query", "offices-of-person", "--person", "lee", "--graph", str(graph)).exception, QueryError)
    missing = run("query", "upcoming", "--graph", str(tmp_path / "none")).exception
    assert isinstance(missing, GraphError)
    assert "there is no graph at" in str(missing)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    unknown = run("query", "upcoming", "--uri", "bolt://127.0.0.1:1").exception
    assert isinstance(unknown, StoreError)
    assert "set NEO4J_PASSWORD" in str(unknown)
    wrong = run("query", "upcoming", "--graph", str(graph), "--since", "2023", "--format", "xls").exception
    assert "there are: table, json" in str(wrong)


def test_a_missing_option_is_wrong_usage() -> None:
    assert run("query", "who-met-whom").exit_code == 2


def test_queries_are_listed_and_shown() -> None:
    listed = json.loads(run("queries", "list", "--format", "json").stdout)
    assert [row["query"] for row in listed] == list(load_catalogue())
    assert run("queries", "show", "upcoming").stdout.startswith("// Upcoming meetings\n// asks:")
    assert isinstance(run("queries", "show", "upcomin").exception, QueryError)


def test_ones_own_cypher_reads_and_nothing_else(graph: Path) -> None:
    cypher = "MATCH (p:Person) WHERE p.country = $country RETURN p.name AS name ORDER BY name"
    result = run("cypher", cypher, "--param", "country=CHN", "--graph", str(graph), "--format", "jsonl")
    assert result.stdout == '{"name": "Li Na"}\n{"name": "Wei Ming"}\n'
    assert isinstance(run("cypher", "CREATE (n:X)", "--graph", str(graph)).exception, QueryError)
    assert run("cypher", cypher, "--param", "country", "--graph", str(graph)).exit_code == 2
    assert "No rows." in run("cypher", "MATCH (n:None) RETURN n", "--graph", str(graph)).stderr


def test_markup_in_a_value_is_shown_as_it_is() -> None:
    rows = [{"a": "[red]x[/red] | y\nz", "b": None, "c": True, "d": {"e": 1}}]
    table = format_answer(rows, ["a", "b", "c", "d"], "table")
    assert "[red]x[/red] | y" in table
    assert format_answer(rows, ["a", "b", "c", "d"], "markdown").endswith(
        '| [red]x[/red] \\| y z |  | yes | {"e": 1} |'
    )
