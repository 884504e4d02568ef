"""What the `neo4j-admin` export holds, imported by the real tool, equals what the loader makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import generate_rows
from graph.exports import export
from graph.exports.neo4j_admin import import_arguments
from graph.rows import Node
from graph.stores.load import load
from tests.e2e.conftest import connect, start_or_skip
from tests.e2e.server.neo4j_server import LINES
from tests.holds import check_holds
from tests.toy import make_corpus

pytestmark = pytest.mark.neo4j

QUOTED = Node("Person", "a\"b'c", {"name": 'x "y", \\z\n2nd line ‘q’ `b` ;', "aliases": ["one;two", 'three,"four"']})


@pytest.mark.parametrize("name", list(LINES))
def test_the_import_tool_makes_the_graph_the_loader_makes(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = list(generate_rows(make_corpus()))
    at = next(n for n, row in enumerate(rows) if isinstance(row, Node) and row.label == "Person")
    rows.insert(at, QUOTED)
    export(rows, "neo4j-admin", tmp_path / "out", with_evidence=True)
    server = start_or_skip(name, tmp_path_factory)
    with server:
        server.stop()
        files = sorted(path.name for path in (tmp_path / "out").glob("*.csv"))
        options = [f"--{each.split('-', 1)[0]}={tmp_path / 'out' / each}" for each in files]
        done = server.admin(*import_arguments(options, "neo4j"), "--overwrite-destination")
        assert done.returncode == 0, done.stdout + done.stderr
        server.restart()
        store = connect(server)
        check_holds(store, rows)
        receipt = load(rows, store)
        assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 0, len(rows))
        store.close()
