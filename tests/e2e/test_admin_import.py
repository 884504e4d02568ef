"""What the `neo4j-admin` export holds, imported by the real tool, equals what the loader makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import generate_rows
from graph.exports import export
from graph.exports.neo4j_admin import import_arguments
from graph.rows import Node
from graph.stores.load import load
from tests.e2e.conftest import Servers, connect
from tests.holds import check_holds
from tests.toy import make_corpus

pytestmark = pytest.mark.neo4j

QUOTED = Node("Person", "a\"b'c", {"name": 'x "y", \\z\n2nd line ‘q’ `b` ;', "aliases": ["one;two", 'three,"four"']})


def test_the_import_tool_makes_the_graph_the_loader_makes(servers: Servers, line: str, tmp_path: Path) -> None:
    rows = list(generate_rows(make_corpus()))
    at = next(n for n, row in enumerate(rows) if isinstance(row, Node) and row.label == "Person")
    rows.insert(at, QUOTED)
    export(rows, "neo4j-admin", tmp_path / "out", with_evidence=True)
    server = servers.install(line)
    files = sorted(path.name for path in (tmp_path / "out").glob("*.csv"))
    options = [f"--{each.split('-', 1)[0]}={tmp_path / 'out' / each}" for each in files]
    done = server.admin(*import_arguments(options, "neo4j"))
    assert done.returncode == 0, done.stdout + done.stderr
    server.restart()
    server.set_password()
    store = connect(server)
    check_holds(store, rows)
    receipt = load(rows, store)
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 0, len(rows))
    store.close()
    servers.keep(line, server)
