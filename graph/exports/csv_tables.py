"""Plain CSV, a file for each label and each relationship type, for spreadsheets and data frames.

nodes-Person.csv                    id,labels,aliases,country,name,…
relationships-PARTICIPATED_IN.csv   id,start_id,end_id,office,reports,…
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from graph.exports.select import text_of
from graph.files import write_aside
from graph.rows import Edge, Node, Row

Each = TypeVar("Each", Node, Edge)


def write_csv(rows: Collection[Row], out: Path) -> None:
    """Write rows as CSV files into a new directory."""
    with folder_aside(out) as folder:
        for name, nodes in by_name(rows, Node).items():
            columns = columns_of(nodes)
            with (folder / f"nodes-{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["id", "labels", *columns])
                for node in nodes:
                    labels = ";".join((node.label, *node.extra_labels))
                    writer.writerow([node.id, labels, *_cells(node, columns)])
        for name, edges in by_name(rows, Edge).items():
            columns = columns_of(edges)
            with (folder / f"relationships-{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["id", "start_id", "end_id", *columns])
                for edge in edges:
                    writer.writerow([edge.id, edge.start_id, edge.end_id, *_cells(edge, columns)])


@contextmanager
def folder_aside(out: Path) -> Iterator[Path]:
    """Give a new folder beside `out` to fill, and put it in its place if nothing went wrong."""
    if out.is_dir():
        out.rmdir()
    with write_aside(out) as aside:
        aside.mkdir()
        try:
            yield aside
        except BaseException:
            shutil.rmtree(aside)
            raise


def by_name(rows: Collection[Row], kind: type[Each]) -> dict[str, list[Each]]:
    """Return nodes by label, or relationships by type."""
    found: dict[str, list[Each]] = {}
    for row in rows:
        if isinstance(row, kind):
            found.setdefault(row.label if isinstance(row, Node) else row.type, []).append(row)
    return found


def columns_of(rows: Sequence[Node] | Sequence[Edge]) -> list[str]:
    """Return the names of all properties that these rows have, sorted."""
    return sorted({name for row in rows for name in row.properties})


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    return [text_of(row.properties[name]) if name in row.properties else "" for name in columns]
