"""diplograph: reads reports of diplomacy and builds a knowledge graph of who met whom, when, where, as what, about what.

    import diplograph
    for document in diplograph.read_paths(["reports/"]):
        …

The command line stands here, and the public API, which is imported when first used.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.commands import Graph

if TYPE_CHECKING:
    from graph.build import generate_rows
    from graph.directory import open_graph
    from graph.errors import DiplographError
    from graph.model import Document, DocumentRecords, Judgement, Meeting, Report
    from graph.network import to_networkx
    from ingest.build import add, build, extract, make_corpus, remove, rows_of_graph
    from ingest.evaluation import evaluate
    from ingest.knowledge import load_knowledge
    from ingest.merging import merge
    from ingest.readers import read_paths
    from queries.catalogue import load_catalogue

_PUBLIC = {
    "DiplographError": "graph.errors",
    "Document": "graph.model",
    "DocumentRecords": "graph.model",
    "Judgement": "graph.model",
    "Meeting": "graph.model",
    "Report": "graph.model",
    "add": "ingest.build",
    "build": "ingest.build",
    "evaluate": "ingest.evaluation",
    "extract": "ingest.build",
    "generate_rows": "graph.build",
    "load_catalogue": "queries.catalogue",
    "load_knowledge": "ingest.knowledge",
    "make_corpus": "ingest.build",
    "merge": "ingest.merging",
    "open_graph": "graph.directory",
    "read_paths": "ingest.readers",
    "remove": "ingest.build",
    "rows_of_graph": "ingest.build",
    "to_networkx": "graph.network",
}

__all__ = [
    "DiplographError",
    "Document",
    "DocumentRecords",
    "Judgement",
    "Meeting",
    "Report",
    "add",
    "build",
    "evaluate",
    "extract",
    "generate_rows",
    "load_catalogue",
    "load_knowledge",
    "main",
    "make_corpus",
    "merge",
    "open_graph",
    "read_paths",
    "remove",
    "rows_of_graph",
    "to_networkx",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name in _PUBLIC:
        return getattr(importlib.import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'diplograph' has no attribute {name!r}")


def make_app() -> typer.Typer:
    """Return the command line with all its commands."""
    import graph.commands
    import ingest.commands
    import queries.browser.commands
    import queries.commands

    app = typer.Typer(
        help="Reads reports of diplomacy and builds a knowledge graph of who met whom, when, where, as what, and about what.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(options)
    app.command("demo")(demo)
    ingest.commands.register(app)
    graph.commands.register(app, rows=_rows)
    queries.commands.register(app)
    queries.browser.commands.register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"diplograph {version('diplograph')}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Reads reports of diplomacy and builds a knowledge graph of who met whom, when, where, as what, and about what."""


def _rows(path: Any) -> Any:
    from ingest.build import rows_of_graph

    return rows_of_graph(path)


def demo(graph: Graph = None) -> None:
    """Read the reports that come with diplograph and show who met whom, and one fact they dispute."""
    from seeds.demo import show_demo

    show_demo(graph)


def main() -> None:
    """Run the command line; what is wrong with input or server is one line on standard error and exit code 1."""
    from graph.errors import DiplographError

    try:
        make_app()(prog_name="diplograph")
    except DiplographError as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename or 'a file'}: {error.strerror or error}; check the place and its rights")
    except Exception as error:
        if os.environ.get("DIPLOGRAPH_DEBUG"):
            raise
        _stop(
            f"stopped by a fault of its own ({type(error).__name__}: {error}); "
            "DIPLOGRAPH_DEBUG=1 shows where, please report it"
        )


def _stop(message: str) -> None:
    sys.stderr.write(f"diplograph: {' '.join(message.split())}\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
