"""The commands that read documents: `extract`, `build`, `add`, `remove`, `evaluate`, `officials`; each a few lines over one function.

    from ingest.commands import register
    register(app)

What is heavy (spaCy, the model, the tables) is imported when a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.commands import Graph

if TYPE_CHECKING:
    from graph.errors import ReadError
    from ingest.build import BuildResult

Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs; - for standard input.", metavar="PATH…")]
Published = Annotated[
    str | None, typer.Option("--published", help="Date of documents that give none: YYYY-MM-DD, YYYY-MM or YYYY.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="An installed spaCy pipeline or a path.", show_default="$DIPLOGRAPH_MODEL, else our own"
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out records below this confidence.")
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Do not build the embedded database.")]


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command("extract")(extract)
    app.command("build")(build)
    app.command("add")(add)
    app.command("remove")(remove)
    app.command("evaluate")(evaluate)
    officials = typer.Typer(help="Who held which office, by the knowledge base.", no_args_is_help=True)
    officials.command("at")(officials_at)
    officials.command("of")(officials_of)
    officials.command("check")(officials_check)
    app.add_typer(officials, name="officials")


def _tell(error: ReadError) -> None:
    typer.echo(f"diplograph: {error}", err=True)


def extract(
    paths: Paths,
    published: Published = None,
    model: Model = None,
    min_confidence: MinConfidence = 0.0,
    merge: Annotated[
        bool, typer.Option("--merge", help="Read all first and give each encounter its meeting's id.")
    ] = False,
) -> None:
    """Print what each document says, one JSON object a line."""
    from ingest.build import extract as extract_documents
    from ingest.encounter_json import to_encounter_json
    from ingest.merging import merge as merge_reports
    from ingest.readers import read_paths

    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        _tell(error)

    records = extract_documents(
        read_paths(paths, published=published, on_error=failed), model=model, min_confidence=min_confidence
    )
    clusters: dict[str, str] = {}
    if merge:
        kept = list(records)
        clusters = {report: meeting.id for meeting in merge_reports(kept) for report in meeting.reports}
        records = iter(kept)
    for record in records:
        sys.stdout.write(json.dumps(to_encounter_json(record, clusters=clusters), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if failures:
        raise typer.Exit(1)


def _build(
    paths: list[str],
    graph: Path | None,
    published: str | None,
    model: str | None,
    min_confidence: float,
    *,
    keep: bool,
    no_store: bool,
) -> BuildResult:
    from graph.directory import default_graph
    from graph.progress import progress_bar
    from ingest.build import build as build_graph

    with progress_bar("Reading", None) as advance:
        return build_graph(
            paths,
            graph or default_graph(),
            published=published,
            model=model,
            min_confidence=min_confidence,
            with_store=not no_store,
            keep=keep,
            on_error=_tell,
            on_document=lambda _document: advance(1),
        )


def _report(result: BuildResult, graph: Path | None) -> None:
    from graph.directory import default_graph

    counts = result.manifest.counts
    read = result.extracted + result.reused
    typer.echo(
        f"{graph or default_graph()}: {len(result.manifest.documents)} documents "
        f"({read} read, {result.reused} of them unchanged), {counts.get('Meeting', 0)} meetings, {counts.get('Person', 0)} people",
        err=True,
    )
    if result.errors:
        raise typer.Exit(1)


def build(
    paths: Paths,
    graph: Graph = None,
    published: Published = None,
    model: Model = None,
    min_confidence: MinConfidence = 0.0,
    no_store: NoStore = False,
) -> None:
    """Make the graph hold exactly these documents."""
    _report(_build(paths, graph, published, model, min_confidence, keep=False, no_store=no_store), graph)


def add(
    paths: Paths,
    graph: Graph = None,
    published: Published = None,
    model: Model = None,
    min_confidence: MinConfidence = 0.0,
    no_store: NoStore = False,
) -> None:
    """Add documents to the graph; one with the same address or text takes the earlier one's place."""
    _report(_build(paths, graph, published, model, min_confidence, keep=True, no_store=no_store), graph)


def remove(
    documents: Annotated[
        list[str], typer.Argument(help="Names or ids of documents; `info` lists them.", metavar="DOC…")
    ],
    graph: Graph = None,
    no_store: NoStore = False,
) -> None:
    """Take documents, and all that only they say, out of the graph."""
    from graph.directory import default_graph
    from ingest.build import remove as remove_documents

    _report(remove_documents(documents, graph or default_graph(), with_store=not no_store), graph)


def evaluate(
    gold: Annotated[
        list[Path], typer.Option("--gold", help="A folder of annotations, NAME.json with NAME.txt beside it.")
    ],
    texts: Annotated[
        Path | None, typer.Option("--texts", help="Where NAME.txt lies if not beside the annotations.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Score this output of `extract` instead.")
    ] = None,
    model: Model = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is wrong, by kind.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score extraction against annotations of your own."""
    from ingest.evaluation import evaluate_folders, format_errors, format_figures

    result = evaluate_folders(gold, texts=texts, predictions=predictions, model=model)
    typer.echo(json.dumps(result.figures, indent=1) if as_json else format_figures(result.figures))
    if errors:
        typer.echo(format_errors(result.errors))


def officials_at(
    day: Annotated[str, typer.Argument(help="A day, YYYY-MM-DD.", metavar="DATE")],
    country: Annotated[str, typer.Option("--country", help="Code or name: CHN, China.")],
) -> None:
    """List who held which office of a country on a day."""
    from ingest.officials import format_table, held_at

    typer.echo(format_table(held_at(day, country)))


def officials_of(name: Annotated[str, typer.Argument(help="A person, as you would type the name.")]) -> None:
    """List the offices a person has held."""
    from ingest.officials import format_table, offices_of

    typer.echo(format_table(offices_of(name)))


def officials_check() -> None:
    """Look for overlaps, gaps and impossible dates in the tables of office holders."""
    from ingest.officials import check

    found = check()
    typer.echo("\n".join(found) if found else "nothing to report")
