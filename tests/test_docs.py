"""The README is true: it has every command and query, its links lead somewhere, and what it says to run runs."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import typer.core
import typer.main
from typer.testing import CliRunner

import diplograph
from queries.catalogue import load_catalogue
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^<!-- run -->\n```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in _BLOCK.finditer(README)]
LINES = [line for language, text in BLOCKS if language == "sh" for line in text.splitlines()]
SNIPPETS = [text for language, text in BLOCKS if language == "python"]
COMMAND = typer.main.get_command(diplograph.make_app())
COMMANDS: dict[str, typer.core.TyperCommand] = dict(COMMAND.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert f"diplograph {name}" in README or f"`{name}`" in README
    for child in getattr(command, "commands", {}).values():
        assert child.help
    for parameter in command.params:
        assert isinstance(parameter, typer.core.TyperArgument | typer.core.TyperOption)
        assert parameter.help, f"{name} {parameter.name}"


def test_every_query_stands_in_the_readme_and_no_other() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", README, re.MULTILINE)) == set(load_catalogue())


def test_links_lead_to_files() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_there_is_something_to_run() -> None:
    assert len(LINES) > 10
    assert len(SNIPPETS) == 1


@pytest.fixture
def workplace(tmp_path: Path, seeds_graph: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder as after a clone, with a graph in the default place."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "gold").symlink_to(ROOT / "tests" / "gold")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIPLOGRAPH_GRAPH", str(seeds_graph))
    return tmp_path


def test_the_commands_of_the_readme_run(workplace: Path) -> None:
    for line in LINES:
        program, *arguments = shlex.split(line)
        assert program == "diplograph"
        result = CliRunner().invoke(diplograph.make_app(), arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"
        assert result.output, line
    assert (workplace / "diplomacy.graphml").is_file()


def test_the_python_of_the_readme_runs(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(SNIPPETS[0], "README.md", "exec"), {})  # noqa: S102 - our own README
    assert re.search(r"^\d{3,} nodes$", capsys.readouterr().out, re.MULTILINE)


def test_help_of_every_command_is_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["diplograph", "--help"])
    with pytest.raises(SystemExit) as ended:
        diplograph.main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", said, re.MULTILINE), name
