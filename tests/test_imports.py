"""The direction of imports: graph knows none of the others; ingest and queries know graph; nothing knows diplograph."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

OURS = {"graph", "ingest", "queries", "seeds", "diplograph", "tests", "training", "bench"}
# `seeds.demo` shows what all packages do together; diplograph alone calls it.
ALLOWED = {
    "graph": {"graph"},
    "ingest": {"graph", "ingest"},
    "queries": {"graph", "queries"},
    "seeds": OURS - {"diplograph", "tests", "training", "bench"},
}
HEAVY = {"spacy", "numpy", "networkx", "neo4j", "arcadedb", "trafilatura", "py3langid", "rich.table"}


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_packages_import_only_what_they_may(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in files
        for line, name in imports_of(file)
        if name.startswith(".") or (name.partition(".")[0] in OURS - ALLOWED[package])
    ]
    assert wrong == []


def test_a_wrong_import_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("def f():\n    from ingest.build import build\nimport queries, os\n", encoding="utf-8")
    assert sorted(imports_of(file)) == [(2, "ingest.build"), (3, "os"), (3, "queries")]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['diplograph', '--help']\n"
        "import diplograph\n"
        "try: diplograph.main()\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "Usage: diplograph" in done.stdout
    assert set(done.stderr.split()) & HEAVY == set()
