"""The commands that read documents: `extract`, `build`, `add`, `remove`, `evaluate`, `officials`; each a few lines over one function.

    from ingest.commands import register
    register(app)

What is heavy (spaCy, the model, the tables) is imported when a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

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
        "--model",
        help="An installed spaCy pipeline or a path; fast for our own in half the time, finding somewhat less.",
        show_default="$DIPLOGRAPH_MODEL, else our own",
    ),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out records below this confidence.")
]
Topics = Annotated[
    Path | None,
    typer.Option(
        "--topics",
        help="A table of topics of your own, CSV.",
        show_default="$DIPLOGRAPH_TOPICS, else ours",
        metavar="FILE",
    ),
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Do not build the embedded database.")]
Processes = Annotated[int, typer.Option("--processes", min=1, help="Share the reading among so many processes.")]
T = TypeVar("T")


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
    officials.command("import")(officials_import)
    app.add_typer(officials, name="officials")


def _tell(error: ReadError) -> None:
    typer.echo(f"diplograph: {error}", err=True)


def _use_topics(topics: Path | None) -> None:
    """Read topics by the user's table, here and in the processes to come; a wrong one is told before anything is read."""
    from ingest.topics import use_table

    use_table(topics)


def extract(
    paths: Paths,
    published: Published = None,
    model: Model = None,
    topics: Topics = None,
    min_confidence: MinConfidence = 0.0,
    merge: Annotated[
        bool, typer.Option("--merge", help="Read all first and give each encounter its meeting's id.")
    ] = False,
    processes: Processes = 1,
    explained: Annotated[
        bool, typer.Option("--explain", help="Show each document with everything marked, and why each record was made.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write what --explain shows to this file, as a page.", metavar="FILE")
    ] = None,
) -> None:
    """Print what each document says, one JSON object a line."""
    _use_topics(topics)
    if explained or html is not None:
        if merge or processes > 1:
            raise typer.BadParameter(
                "it takes documents one by one: leave out --merge and --processes", param_hint="--explain"
            )
        _explain(paths, html, published=published, model=model, min_confidence=min_confidence)
        return
    from ingest.build import extract as extract_documents
    from ingest.encounter_json import to_encounter_json
    from ingest.merging import merge as merge_reports
    from ingest.readers import read_paths

    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        _tell(error)

    documents = read_paths(paths, published=published, on_error=failed)
    records = extract_documents(
        documents, model=model, min_confidence=min_confidence, n_process=processes, on_error=failed
    )
    clusters: dict[str, str] = {}
    if merge:
        with _stages() as show:
            kept = [_counted(show, number, record) for number, record in enumerate(records, 1)]
        clusters = {report: meeting.id for meeting in merge_reports(kept) for report in meeting.reports}
        records = iter(kept)
    for record in records:
        sys.stdout.write(json.dumps(to_encounter_json(record, clusters=clusters), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if failures:
        raise typer.Exit(1)


def _explain(
    paths: list[str], html: Path | None, *, published: str | None, model: str | None, min_confidence: float
) -> None:
    """Show documents with everything marked and the grounds of each record: in the terminal, or as a page."""
    from graph.errors import ReadError
    from ingest.explain import Explanation, explain
    from ingest.explain_html import write_page
    from ingest.explain_text import make_console, show
    from ingest.readers import read_paths

    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        _tell(error)

    def explanations() -> Iterator[Explanation]:
        for document in read_paths(paths, published=published, on_error=failed):
            try:
                yield explain(document, model=model, min_confidence=min_confidence)
            except ReadError as error:
                failed(error)

    if html is not None:
        count = write_page(explanations(), html)
        typer.echo(f"{html}: {count} document{'' if count == 1 else 's'}", err=True)
    else:
        console = make_console()
        for explanation in explanations():
            show(explanation, console)
    if failures:
        raise typer.Exit(1)


@contextmanager
def _stages() -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows how much of a stage is done; a new stage's bar takes the earlier one's place."""
    from graph.progress import progress_bar

    bars: dict[str, Callable[[int], None]] = {}
    with ExitStack() as stack:

        def show(stage: str, done: int) -> None:
            if stage not in bars:
                stack.close()
                bars[stage] = stack.enter_context(progress_bar(stage, None))
            bars[stage](done)

        yield show


def _counted(show: Callable[[str, int], None], number: int, value: T) -> T:
    show("Reading", number)
    return value


def _change(keep: bool, paths: list[str], graph: Path | None, no_store: bool, **options: Any) -> None:
    """Build or add, with progress on a terminal, and say what is there now."""
    from graph.directory import default_graph
    from ingest.build import build as build_graph

    place = graph or default_graph()
    with _stages() as show:
        result = build_graph(
            paths,
            place,
            keep=keep,
            with_store=not no_store,
            on_error=_tell,
            on_document=partial(show, "Reading"),
            on_row=partial(show, "Storing"),
            **options,
        )
    _report(result, place)


def _report(result: BuildResult, graph: Path) -> None:
    counts = result.manifest.counts
    typer.echo(
        f"{graph}: {len(result.manifest.documents)} documents "
        f"({result.extracted} read now), {counts.get('Meeting', 0)} meetings, {counts.get('Person', 0)} people",
        err=True,
    )
    if result.errors:
        raise typer.Exit(1)


def build(
    paths: Paths,
    graph: Graph = None,
    published: Published = None,
    model: Model = None,
    topics: Topics = None,
    min_confidence: MinConfidence = 0.0,
    no_store: NoStore = False,
    processes: Processes = 1,
) -> None:
    """Make the graph hold exactly these documents."""
    _use_topics(topics)
    _change(
        False,
        paths,
        graph,
        no_store,
        published=published,
        model=model,
        min_confidence=min_confidence,
        n_process=processes,
    )


def add(
    paths: Paths,
    graph: Graph = None,
    published: Published = None,
    model: Model = None,
    topics: Topics = None,
    min_confidence: MinConfidence = 0.0,
    no_store: NoStore = False,
    processes: Processes = 1,
) -> None:
    """Add documents to the graph; one with the same address or text takes the earlier one's place."""
    _use_topics(topics)
    _change(
        True,
        paths,
        graph,
        no_store,
        published=published,
        model=model,
        min_confidence=min_confidence,
        n_process=processes,
    )


def remove(
    documents: Annotated[
        list[str], typer.Argument(help="Names or ids of documents; `info --documents` lists them.", metavar="DOC…")
    ],
    graph: Graph = None,
    no_store: NoStore = False,
) -> None:
    """Take documents, and all that only they say, out of the graph."""
    from graph.directory import default_graph
    from ingest.build import remove as remove_documents

    place = graph or default_graph()
    _report(remove_documents(documents, place, with_store=not no_store), place)


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

    with _stages() as show:
        result = evaluate_folders(
            gold, texts=texts, predictions=predictions, model=model, on_document=partial(show, "Reading")
        )
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


def officials_import(
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV, Follow-the-Money or Wikidata JSON, HistoryAtState XML or its folder.", metavar="FILE"
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", help="Folder of your own tables.", show_default="$DIPLOGRAPH_OFFICIALS, else your data folder"
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="What the tables are called; earlier ones of that name are replaced.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", help="Take only this state or body: CHN. May be repeated.")
    ] = None,
) -> None:
    """Add office holders of your own, which go before ours; every row left out is listed with the reason."""
    from ingest.importers.importing import import_officials
    from ingest.officials_own import target_folder

    target = target_folder(to)
    result = import_officials(file, target.path, name=name, only=country or ())
    for remark in result.remarks:
        typer.echo(f"diplograph: {remark}", err=True)
    if result.files:
        typer.echo(
            f"{target.path}: {result.tenures} tenures of {result.people} people ({result.known_people} of ours) "
            f"in {result.offices} offices ({result.known_offices} of ours)"
        )
        if not target.is_used:
            typer.echo(f"to use them, set {target.setting}", err=True)
    else:
        typer.echo(f"diplograph: {file}: no office holder in it could be used", err=True)
    if not result.is_clean:
        raise typer.Exit(1)
