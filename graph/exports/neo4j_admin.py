"""Typed CSV for `neo4j-admin database import full`, the quickest way for graphs of many millions of rows.

    nodes-Person.csv          id:ID(Entity),aliases:string[],country:string,…,content_hash:string,:LABEL
    relationships-MADE.csv    :START_ID(Entity),:END_ID(Entity),id:string,…,content_hash:string,:TYPE
    import.sh                 the exact command
    schema.cypher             constraints and indexes, to be run afterwards

Quotes are doubled (RFC 4180); lists are joined by U+001F, and a text in a list that contains it is an error.
"""

from __future__ import annotations

import csv
import shlex
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.exports.csv_tables import by_name, columns_of, folder_aside
from graph.exports.select import text_of
from graph.rows import Edge, Node, Row, Value
from graph.stores.statements import INDEXES

_LIST_SEPARATOR = "\x1f"
_OPTIONS = ("--multiline-fields=true", "--id-type=string", "--array-delimiter=U+001F")


def write_neo4j_admin(rows: Collection[Row], out: Path) -> None:
    """Write rows as typed CSV files, with the command that imports them, into a new directory."""
    files: list[str] = []
    with folder_aside(out) as folder:
        for name, nodes in by_name(rows, Node).items():
            columns = columns_of(nodes)
            header = ["id:ID(Entity)", *_headers(nodes, columns), "content_hash:string", ":LABEL"]
            lines = [
                [
                    node.id,
                    *_cells(node, columns),
                    node.content_hash,
                    _list((node.label, *node.extra_labels)),
                ]
                for node in nodes
            ]
            _write(folder / f"nodes-{name}.csv", header, lines)
            files.append(f"--nodes=nodes-{name}.csv")
        for name, edges in by_name(rows, Edge).items():
            columns = columns_of(edges)
            headers = ["id:string", *_headers(edges, columns), "content_hash:string", ":TYPE"]
            lines = [
                [edge.start_id, edge.end_id, edge.id, *_cells(edge, columns), edge.content_hash, edge.type]
                for edge in edges
            ]
            _write(folder / f"relationships-{name}.csv", [":START_ID(Entity)", ":END_ID(Entity)", *headers], lines)
            files.append(f"--relationships=relationships-{name}.csv")
        (folder / "schema.cypher").write_text("".join(f"{each.cypher};\n" for each in INDEXES), encoding="utf-8")
        (folder / "import.sh").write_text(_script(files), encoding="utf-8")
        (folder / "import.sh").chmod(0o755)


def import_arguments(files: Sequence[str], database: str) -> list[str]:
    """Return the arguments of `neo4j-admin` that import files into a new database.

    The database's name comes first: behind the files the tool would take it for one more of them.
    """
    return ["database", "import", "full", database, *_OPTIONS, *files]


def _script(files: Sequence[str]) -> str:
    arguments = [shlex.quote(each) for each in import_arguments(files, "DATABASE")]
    command = " \\\n  ".join(["neo4j-admin", *arguments]).replace("DATABASE", '"${1:-neo4j}"', 1)
    return (
        "#!/bin/sh\n"
        "# Run while the database is stopped; add --overwrite-destination to replace one. Then run schema.cypher.\n"
        f'cd "$(dirname "$0")" || exit 1\n{command}\n'
    )


def _headers(rows: Sequence[Node] | Sequence[Edge], columns: Sequence[str]) -> list[str]:
    return [f"{name}:{_type(next(row.properties[name] for row in rows if name in row.properties))}" for name in columns]


def _type(value: Value) -> str:
    for kind, name in ((bool, "boolean"), (int, "long"), (float, "double"), (date, "date"), (list, "string[]")):
        if isinstance(value, kind):
            return name
    return "string"


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    return [_cell(row.properties[name]) if name in row.properties else "" for name in columns]


def _cell(value: Value) -> str:
    return _list(value) if isinstance(value, list) else text_of(value)


def _list(values: Sequence[str]) -> str:
    for value in values:
        if _LIST_SEPARATOR in value:
            raise InputError(f"{value!r} contains U+001F, which separates the items of a list in this format")
    return _LIST_SEPARATOR.join(values)


def _write(path: Path, header: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)
