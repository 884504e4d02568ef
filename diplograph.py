"""diplograph: reads reports of diplomacy and builds a knowledge graph of who met whom, when, where, as what, about what.

    import diplograph
    for document in diplograph.read_paths(["reports/"]):
        …

The command line stands here, and the public API, which is imported when first used.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

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

__all__ = [  # noqa: RUF022 - sorted without regard to case would hide that it equals the table
    "DiplographError",
    "Document",
    "DocumentRecords",
    "Judgement",
    "Meeting",
    "Report",
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


def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Reads reports of diplomacy and builds a knowledge graph of who met whom, when, where, as what, and about what."""
    if version:
        from ingest.build import program_version

        typer.echo(f"diplograph {program_version()}")
        raise typer.Exit


def _rows(path: Any) -> Any:
    from ingest.build import rows_of_graph

    return rows_of_graph(path)


def demo(
    graph: Annotated[str | None, typer.Option("--graph", help="Where to leave the graph.", show_default="$DIPLOGRAPH_GRAPH or ./diplograph-graph")] = None,
) -> None:
    """Read the reports that come with diplograph and show who met whom, and one fact they dispute."""
    from seeds.demo import show_demo

    show_demo(graph)


def main() -> None:
    """Run the command line; what is wrong with input or server is one line on standard error and exit code 1."""
    from graph.errors import DiplographError

    try:
        make_app()()
    except DiplographError as error:
        sys.stderr.write(f"diplograph: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("diplograph: stopped\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
