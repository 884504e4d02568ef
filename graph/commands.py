"""The commands on a graph: `load`, `export`, `info`; each a few lines over one function.

    from graph.commands import register
    register(app, rows=rows_of_graph)        # rows_of_graph: Path -> the graph's rows, merged from its records

What is heavy (drivers, engines) is imported when a command runs, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.rows import Row
    from graph.stores.receipt import Receipt

_WHERE = "$DIPLOGRAPH_GRAPH or ./diplograph-graph"
Graph = Annotated[Path | None, typer.Option("--graph", help="The graph's folder.", show_default=_WHERE)]
Uri = Annotated[str | None, typer.Option("--uri", help="A Neo4j server instead, such as neo4j://localhost:7687.")]
User = Annotated[str, typer.Option("--user", help="Its user; the password comes from NEO4J_PASSWORD or a prompt.")]
Database = Annotated[str | None, typer.Option("--database", help="Its database.", show_default="the user's own")]

FORMATS = "graphml, gexf, json, cypher, csv or neo4j-admin"


def register(app: typer.Typer, *, rows: Callable[[Path], Sequence[Row]]) -> None:
    """Add the commands to an application.

    Args:
        app: The application.
        rows: Gives the rows of the graph in a directory, merged from its records and judgements.
    """

    @app.command()
    def load(
        uri: Annotated[str, typer.Option("--uri", help="The server, such as neo4j://localhost:7687.")],
        graph: Graph = None,
        user: User = "neo4j",
        database: Database = None,
        prune: Annotated[
            bool, typer.Option("--prune", help="Also remove what an earlier load put there and is gone now.")
        ] = False,
    ) -> None:
        """Put the graph into a Neo4j database; a second time, only what has changed."""
        from graph.directory import default_graph
        from graph.progress import progress_bar
        from graph.stores.load import load as load_rows
        from graph.target import open_server

        found = rows(graph or default_graph())
        store = open_server(uri, user=user, database=database)
        try:
            with progress_bar("Loading", len(found)) as progress:
                load_rows(found, store, prune=prune, progress=progress, report=show_receipt)
        finally:
            store.close()

    @app.command()
    def export(
        format_: Annotated[str, typer.Option("--format", help=FORMATS)],
        out: Annotated[Path, typer.Option("--out", help="The file; a folder for csv and neo4j-admin.")],
        graph: Graph = None,
        with_evidence: Annotated[
            bool, typer.Option("--with-evidence", help="Documents, reports and claims too.")
        ] = False,
    ) -> None:
        """Write the graph for other programs: Gephi, NetworkX, igraph, spreadsheets, neo4j-admin."""
        from graph.directory import default_graph
        from graph.exports import export as export_rows

        count = export_rows(rows(graph or default_graph()), format_, out, with_evidence=with_evidence)
        typer.echo(f"{count} nodes and relationships written to {out}", err=True)

    @app.command()
    def info(
        graph: Graph = None,
        documents: Annotated[bool, typer.Option("--documents", help="List the documents.")] = False,
    ) -> None:
        """Say what is in the graph and how it was made."""
        from graph.directory import default_graph, open_graph
        from graph.schema import LABELS

        opened = open_graph(graph or default_graph())
        manifest = opened.manifest
        typer.echo(f"Graph      {opened.path} (format {manifest.format}, made by diplograph {manifest.program or '?'})")
        for name, values in (("Settings", manifest.settings), ("Model", manifest.model)):
            if values:
                typer.echo(f"{name:10} " + ", ".join(f"{key} {value}" for key, value in sorted(values.items())))
        typer.echo(f"Documents  {len(manifest.documents)}")
        typer.echo(f"Store      {'embedded' if manifest.store else 'none'}")
        for title, wanted in (("Nodes", True), ("Relations", False)):
            counts = {name: n for name, n in manifest.counts.items() if (name in LABELS) is wanted}
            typer.echo(f"{title:10} {sum(counts.values())}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
        if documents:
            for entry in manifest.documents:
                typer.echo(f"{entry.id}  {entry.name}")


def show_receipt(receipt: Receipt) -> None:
    """Print what a load did, for each label and type."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    columns = ("sent", "created", "updated", "unchanged", "removed", "in_database")
    table = Table(box=SIMPLE)
    table.add_column("")
    for column in columns:
        table.add_column(column.replace("_", " "), justify="right")
    for name, tally in receipt.tallies.items():
        table.add_row(name, *(str(getattr(tally, column)) for column in columns))
    table.add_section()
    total = sum(tally.in_database for tally in receipt.tallies.values())
    table.add_row("all", *(str(getattr(receipt, column)) for column in columns[:-1]), str(total))
    Console().print(table)
    typer.echo(f"{receipt.sent} rows in {receipt.seconds:.1f} s")
