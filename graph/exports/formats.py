"""The export formats by name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from graph.errors import InputError
from graph.exports.csv_tables import write_csv
from graph.exports.cypher import write_cypher
from graph.exports.gexf import write_gexf
from graph.exports.graphml import write_graphml
from graph.exports.neo4j_admin import write_neo4j_admin
from graph.exports.node_link import write_node_link
from graph.exports.select import select
from graph.rows import Row

Write = Callable[[Collection[Row], Path], None]

FORMATS: dict[str, Write] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "json": write_node_link,
    "cypher": write_cypher,
    "csv": write_csv,
    "neo4j-admin": write_neo4j_admin,
}
# These fill a directory, the others a file.
DIRECTORIES = frozenset({"csv", "neo4j-admin"})


def export(rows: Collection[Row], name: str, out: Path, *, with_evidence: bool = False) -> int:
    """Write rows in a format and return how many were written.

    Args:
        rows: All of them.
        name: The format's.
        out: A file, for `csv` and `neo4j-admin` a directory; what was there before stays if anything goes wrong.
        with_evidence: Documents, reports and claims too.

    Raises:
        InputError: There is no such format, or `out` cannot be written to.
    """
    if name not in FORMATS:
        raise InputError(f"there is no format {name!r}; there are: {', '.join(FORMATS)}")
    if name not in DIRECTORIES and out.is_dir():
        raise InputError(f"{out} is a folder; name a file")
    if name in DIRECTORIES and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} exists; name a folder that is new or empty")
    chosen = select(rows, with_evidence=with_evidence)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        FORMATS[name](chosen, out)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror or error}") from error
    return len(chosen)
