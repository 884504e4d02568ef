"""The command line: what it prints where, exit codes, and that no stack trace reaches a user."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import diplograph
from tests.conftest import ROOT, SEEDS

WIRE, GULF = SEEDS / "beijing-wire.txt", SEEDS / "beijing-gulf.txt"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line as the console script does."""

    def run_main(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["diplograph", *map(str, arguments)])
        try:
            diplograph.main()
            code: int | str | None = 0
        except SystemExit as ended:
            code = ended.code
        captured = capsys.readouterr()
        return Ended(int(code or 0), captured.out, captured.err)

    return run_main


def check_one_line(ended: Ended, *parts: str) -> None:
    """The input or the server is at fault: exit code 1, nothing on standard output, one clear line on standard error."""
    assert ended.code == 1
    assert ended.out == ""
    assert ended.err.count("\n") == 1, ended.err
    assert ended.err.startswith("diplograph: ")
    for part in parts:
        assert part in ended.err


def test_python_m_diplograph_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diplograph", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "diplograph 0.1.0\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["build"], ["extract", "--min-confidence", "2", "x"], ["--nonsense"]]
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: diplograph" in ended.err


def test_extract_prints_one_object_a_document(run: Run) -> None:
    ended = run("extract", WIRE, GULF)
    assert ended.code == 0
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [row["doc"] for row in rows] == ["beijing-wire", "beijing-gulf"]
    assert {"encounters", "statements", "agreements", "people"} <= rows[0].keys()
    assert {encounter["cluster"] for row in rows for encounter in row["encounters"]} == {None}
    for row, path in zip(rows, (WIRE, GULF), strict=True):
        text = path.read_text("utf-8")
        for found in row["encounters"] + row["statements"] + row["agreements"]:
            assert text[found["start_char"] : found["end_char"]] == found["evidence"]


def test_extract_merge_gives_one_cluster_to_reports_of_one_meeting(run: Run) -> None:
    rows = [json.loads(line) for line in run("extract", "--merge", WIRE, GULF).out.splitlines()]
    clusters = [{encounter["cluster"] for encounter in row["encounters"]} for row in rows]
    assert None not in clusters[0] | clusters[1]
    assert clusters[0] & clusters[1]


def test_bad_files_are_reported_and_the_good_ones_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    ended = run("extract", tmp_path / "empty.txt", WIRE, tmp_path / "none.txt")
    assert ended.code == 1
    assert [json.loads(line)["doc"] for line in ended.out.splitlines()] == ["beijing-wire"]
    assert ended.err.splitlines() == [
        f"diplograph: {tmp_path}/empty.txt: there is no text in it",
        f"diplograph: {tmp_path}/none.txt: there is no such file or folder",
    ]


def test_two_documents_of_one_name_name_both(run: Run, tmp_path: Path) -> None:
    twin = tmp_path / WIRE.name
    twin.write_bytes(WIRE.read_bytes())
    ended = run("build", WIRE, twin, "--graph", tmp_path / "graph")
    check_one_line(ended, str(WIRE), str(twin))
    assert not (tmp_path / "graph" / "diplograph.json").exists()


def test_build_query_add_remove_and_info(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_GRAPH", str(tmp_path / "graph"))
    built = run("build", WIRE)
    assert (built.code, built.out) == (0, "")
    assert built.err.startswith(f"{tmp_path}/graph: 1 documents (1 read now), ")
    rows = json.loads(run("query", "who-met-whom", "--person", "blinken", "--format", "json").out)
    assert "Xi Jinping" in [row["person"] for row in rows]
    assert run("add", GULF, tmp_path / "none.txt").code == 1
    assert [line.split()[1] for line in run("info", "--documents").out.splitlines()[-2:]] == [
        "beijing-gulf",
        "beijing-wire",
    ]
    assert run("remove", "beijing-wire").code == 0
    assert "Documents  1" in run("info").out
    rows = json.loads(run("cypher", "MATCH (d:Document) RETURN d.name AS name", "--format", "json").out)
    assert rows == [{"name": "beijing-gulf"}]


def test_a_graph_without_store_still_exports(run: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    assert run("build", WIRE, "--graph", graph, "--no-store").code == 0
    assert run("export", "--graph", graph, "--format", "graphml", "--out", tmp_path / "out.graphml").code == 0
    assert (tmp_path / "out.graphml").read_text("utf-8").startswith("<?xml")
    check_one_line(run("query", "upcoming", "--graph", graph), "built without a store")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["info", "--graph", "{tmp}/none"], ["there is no graph at", "diplograph build"]),
        (["query", "who-met-whom", "--person", "nobody at all", "--graph", "{seeds}"], ["nobody at all"]),
        (["cypher", "CREATE (:Person {{id: 'x'}})", "--graph", "{seeds}"], ["CREATE"]),
        (["export", "--format", "nonsense", "--out", "{tmp}/x", "--graph", "{seeds}"], ["nonsense"]),
        (["extract", "{wire}", "--model", "no_such_model"], ["no_such_model"]),
        (["evaluate", "--gold", "{tmp}"], ["no annotation"]),
        (["evaluate", "--gold", "{gold}", "--predictions", "{tmp}/none.jsonl"], ["none.jsonl"]),
        (["officials", "at", "yesterday", "--country", "CHN"], ["yesterday"]),
        (["officials", "at", "2023-06-19", "--country", "Atlantis"], ["Atlantis"]),
        (["build", "{wire}", "--graph", "{wire}"], ["is a file"]),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) and len(value) > 2 else "",
)
def test_what_is_at_fault_is_one_line(
    run: Run, seeds_graph: Path, tmp_path: Path, arguments: list[str], parts: list[str]
) -> None:
    places = {"tmp": tmp_path, "seeds": seeds_graph, "wire": WIRE, "gold": ROOT / "tests" / "gold" / "seeds"}
    check_one_line(run(*(argument.format(**places) for argument in arguments)), *parts)


def test_a_fault_of_our_own_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("ingest.officials.check", fails)
    monkeypatch.delenv("DIPLOGRAPH_DEBUG", raising=False)
    check_one_line(run("officials", "check"), "ZeroDivisionError: by zero", "please report it")
    monkeypatch.setenv("DIPLOGRAPH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("officials", "check")


def test_a_reader_that_has_gone_makes_no_noise() -> None:
    command = f"{sys.executable} -m diplograph officials at 2023-06-19 --country USA | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("", "")


def test_officials_know_days(run: Run) -> None:
    said = run("officials", "at", "2023-06-19", "--country", "united states").out
    assert "Antony Blinken" in said
    assert "Janet Yellen" in said
    earlier = run("officials", "at", "2014-11-01", "--country", "USA").out.splitlines()
    assert [line.split()[3:5] for line in earlier if line.startswith("Secretary of State ")] == [["USA", "John"]]
    assert "Secretary of State" in run("officials", "of", "blinken").out


def test_evaluate_prints_figures_and_mistakes_by_kind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"people": [{"name": "Xi Jinping"}]}), encoding="utf-8")
    printed = tmp_path / "out.jsonl"
    printed.write_text(json.dumps({"doc": "a", "people": [{"name": "Wang Yi"}]}), encoding="utf-8")
    said = run("evaluate", "--gold", tmp_path, "--predictions", printed, "--errors").out
    assert "people             F1 0.000  P 0.000  R 0.000  gold 1 found 1" in said
    assert "person missed (1)\n  a: Xi Jinping" in said
    figures = json.loads(run("evaluate", "--gold", tmp_path, "--predictions", printed, "--json").out)
    assert figures["documents"] == 1


def test_demo_answers_from_the_reports_and_spares_a_graph_of_ones_own(run: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    said = run("demo", "--graph", graph)
    assert said.code == 0
    for part in (
        "Xi Jinping",
        "Wang Yi",
        "Qin Gang",
        "As Secretary of State",
        "Disputed: how long it took",
        "35 minutes",
    ):
        assert part in said.out, part
    shown = re.search(r"```text\n(Whom did .*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    for line in shown[1].splitlines():
        assert " ".join(line.split()) in " ".join(said.out.split()), f"the README shows what the demo does not: {line}"
    assert run("demo", "--graph", graph).code == 0
    (tmp_path / "mine.txt").write_bytes(WIRE.read_bytes().replace(b"Monday", b"Tuesday"))
    assert run("build", tmp_path / "mine.txt", "--graph", graph).code == 0
    check_one_line(run("demo", "--graph", graph), "a graph of your own", "--graph")
