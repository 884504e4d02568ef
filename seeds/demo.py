"""The demonstration: builds the reports of this folder into a graph and shows what it can answer."""

from __future__ import annotations

import os
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PERSON = "antony-blinken"


def show_demo(graph: Path | None) -> None:
    """Build the graph (the default place, or the one given) and print who met whom, a dispute, and what to try next."""
    from rich.console import Console

    from graph.directory import default_graph
    from graph.stores.embedded import is_available
    from ingest.build import build

    console = Console(highlight=False)
    place = graph or default_graph()
    with resources.as_file(resources.files("seeds")) as folder:
        texts = sorted(str(path) for path in Path(folder).glob("*.txt"))
        with console.status(f"Reading {len(texts)} reports …") if console.is_terminal else _Quiet():
            result = build(texts, place, with_store=is_available())
    counts = result.manifest.counts
    console.print(
        f"[bold]Read {len(result.manifest.documents)} reports[/bold]: {counts.get('Meeting', 0)} meetings, {counts.get('Person', 0)} people, "
        f"{counts.get('Statement', 0)} statements. The graph is in {place}.\n"
    )
    if not is_available():
        console.print(
            "The embedded database has no build for this machine, so nothing can be asked here; `diplograph load` puts the graph into Neo4j."
        )
        return
    _show_answers(console, place)


class _Quiet:
    """Nothing to show where there is no terminal."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, *details: object) -> None:
        """Do nothing."""


def _show_answers(console: Console, place: Path) -> None:
    from graph.directory import open_graph
    from queries.catalogue import find_query, run

    store = open_graph(place).open_store()
    try:
        meetings = run(find_query("meetings-of-person"), store, {"person": PERSON})
        disputed = run(find_query("disputed-facts"), store, {"person": PERSON})
    finally:
        store.close()
    _show_meetings(console, meetings)
    _show_dispute(console, disputed)
    there = "" if place == Path(os.environ.get("DIPLOGRAPH_GRAPH", "diplograph-graph")) else f" --graph {place}"
    console.print("[bold]Try next[/bold]")
    for line in (
        f"diplograph query who-met-whom --person blinken{there}",
        f"diplograph query called-off{there}",
        f"diplograph query who-raised-what --topic taiwan{there}",
        "diplograph queries list",
        "diplograph build YOUR-FOLDER --graph my-graph",
        f"diplograph export --format graphml --out diplomacy.graphml{there}",
    ):
        console.print(f"  {line}")


def _show_meetings(console: Console, rows: list[dict[str, Any]]) -> None:
    from rich.box import SIMPLE
    from rich.table import Table

    console.print("[bold]Whom did Antony Blinken meet, and about what?[/bold]")
    table = Table(box=SIMPLE, pad_edge=False)
    for column in ("meeting", "with", "how long, by whose account", "about", "reports"):
        table.add_column(column, justify="right" if column == "reports" else "left")
    for row in rows:
        cells = (
            row["meeting"],
            "\n".join(row["people"] or []),
            "\n".join(row["durations"] or []),
            ", ".join(row["topics"] or []),
            row["reports"],
        )
        table.add_row(*(str(cell) for cell in cells))
    console.print(table)


def _show_dispute(console: Console, rows: list[dict[str, Any]]) -> None:
    """Show one attribute on which two reports differ, with the sentence of each."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["attribute"] == "duration_minutes":
            grouped[row["about_id"], row["attribute"]].append(row)
    chosen = next((group for group in grouped.values() if len({row["value"] for row in group}) > 1), None)
    if chosen is None:
        return
    console.print(f"[bold]One thing the reports dispute[/bold]: how long it took — {chosen[0]['about']}")
    shown: set[str] = set()
    for row in chosen:
        if row["value"] not in shown:
            shown.add(row["value"])
            console.print(f"  {row['value']} minutes ({row['publisher']}): “{row['evidence']}”")
    console.print()
