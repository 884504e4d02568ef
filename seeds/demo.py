"""The demonstration: builds the reports of this folder into a graph, asks it two questions, and says what to try next.

What it shows is read from the reports by the program, like everything else; only the questions stand here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from graph.stores.base import Answer, Store

QUESTION = "Whom did Antony Blinken meet in Beijing in June 2023?"
ASKED = {"person": "blinken", "city": "Beijing", "since": "2023-06", "until": "2023-06"}
_DURATION = re.compile(r"(\w+) (\d+) \((.+)\)")
_QUALIFIERS = {"exact": "", "about": "about ", "at_least": "more than ", "nearly": "nearly "}
NEXT = (
    ("who-met-whom --person 'xi jinping'", "whom Xi met, how often, about what"),
    ("called-off", "what was planned and did not happen, and by whose account"),
    ("who-raised-what --topic taiwan", "who spoke of Taiwan, to whom, in which words"),
)


def show_demo(graph: Path | None) -> None:
    """Build the seeds into a graph and print who met whom, one disputed fact, and what to try next.

    Args:
        graph: Where to leave the graph; None for the default place.

    Raises:
        InputError: Another graph lies there already.
        StoreError: The embedded database has no build for this machine.
    """
    from rich.console import Console

    from graph.directory import default_graph, open_graph
    from graph.progress import progress_bar
    from ingest.build import build

    place = graph or default_graph()
    with resources.as_file(resources.files("seeds")) as folder:
        texts = sorted(folder.glob("*.txt"))
        _check_free(place, {text.stem for text in texts})
        with progress_bar("Reading", len(texts)) as read:
            counts = build(texts, place, on_document=read).manifest.counts
    console = Console(highlight=False)
    console.print(
        f"[bold]{len(texts)} reports read[/bold]: {counts.get('Meeting', 0)} meetings, {counts.get('Person', 0)} people, "
        f"{counts.get('Statement', 0)} statements. The graph is in [bold]{place}[/bold].\n",
        soft_wrap=True,
    )
    store = open_graph(place).open_store()
    try:
        _show_answers(console, store)
    finally:
        store.close()
    there = "" if place == default_graph() else f" --graph {place}"
    console.print("[bold]Try next[/bold]")
    for command, what in NEXT:
        console.print(f"  diplograph query {command}{there}\n    [dim]{what}[/dim]", soft_wrap=True)
    console.print(f"  diplograph export --format graphml --out diplomacy.graphml{there}", soft_wrap=True)
    console.print("    [dim]the graph for Gephi, NetworkX, igraph; `load` puts it into Neo4j[/dim]", soft_wrap=True)
    console.print("  diplograph build YOUR-FOLDER --graph my-graph\n    [dim]your own reports[/dim]", soft_wrap=True)


def _check_free(place: Path, names: set[str]) -> None:
    from graph.directory import MANIFEST, read_manifest
    from graph.errors import InputError

    if (place / MANIFEST).is_file() and any(each.name not in names for each in read_manifest(place).documents):
        raise InputError(
            f"{place} holds a graph of your own; say with --graph where the demonstration may leave its own"
        )


def _show_answers(console: Console, store: Store) -> None:
    from rich.markup import escape

    from queries.catalogue import find_query, run

    meetings = [row for row in run(find_query("meetings-of-person"), store, ASKED) if row["people"]]
    offices = ", ".join(sorted({row["office"] for row in meetings if row["office"]}))
    console.print(f"[bold]{QUESTION}[/bold]  As {escape(offices)}:\n" if offices else f"[bold]{QUESTION}[/bold]\n")
    for row in meetings:
        _show_meeting(console, row)
    options = " ".join(f"--{name} {value}" for name, value in ASKED.items())
    console.print(f"  [dim]diplograph query meetings-of-person {options}[/dim]\n", soft_wrap=True)
    disputed = [row for row in meetings if "duration_minutes" in row["disputed"]]
    if disputed:
        chosen = max(disputed, key=lambda row: (row["reports"], row["meeting_id"]))
        claims = run(find_query("disputed-facts"), store, {"meeting": chosen["meeting_id"]})
        _show_dispute(console, chosen, [claim for claim in claims if claim["attribute"] == "duration_minutes"])


def _show_meeting(console: Console, row: Answer) -> None:
    from rich.markup import escape
    from rich.padding import Padding
    from rich.table import Table

    lines = Table.grid(padding=(0, 2))
    lines.add_column(style="dim", min_width=10)
    lines.add_column()
    lines.add_row(row["date"], f"[bold]{escape('; '.join(row['people']))}[/bold]")
    if row["venue"] or row["city"]:
        lines.add_row("where", escape(", ".join(filter(None, (row["venue"], row["city"])))))
    if row["topics"]:
        lines.add_row("about", escape(", ".join(row["topics"])))
    for number, (length, sources) in enumerate(_lengths(row["durations"]).items()):
        lines.add_row("" if number else "how long", f"{length} [dim]({escape(', '.join(sources))})[/dim]")
    count = row["reports"]
    lines.add_row("told by", f"{count} report{'s' if count > 1 else ''} [dim]{row['meeting_id'][:8]}[/dim]")
    console.print(Padding(lines, (0, 0, 1, 2)))


def _lengths(durations: Sequence[str]) -> dict[str, list[str]]:
    """Return how long a meeting took and by whose account, the shortest first, from "about 30 (Meridian Wire)"."""
    found: dict[str, list[str]] = defaultdict(list)
    parts = [match.groups() for match in map(_DURATION.fullmatch, durations) if match]
    for qualifier, minutes, source in sorted(parts, key=lambda part: (int(part[1]), part[2])):
        found[_QUALIFIERS[qualifier] + readable_minutes(int(minutes))].append(source)
    return found


def readable_minutes(minutes: int) -> str:
    """Return a length of time as people say it.

    Example:
        >>> readable_minutes(35), readable_minutes(180), readable_minutes(330)
        ('35 minutes', '3 hours', '5 hours 30 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    return " ".join([*parts, f"{rest} minutes"] if rest or not parts else parts)


def _show_dispute(console: Console, meeting: Answer, claims: Sequence[dict[str, Any]]) -> None:
    """Show what the reports contradict each other on, with a sentence for each value."""
    from rich.markup import escape
    from rich.padding import Padding

    console.print(f"[bold]Disputed: how long it took[/bold]  {escape(meeting['meeting'])}\n")
    by_value: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        by_value[int(claim["value"])].append(claim)
    for minutes, told in sorted(by_value.items()):
        plainest = min(told, key=lambda claim: (len(claim["evidence"]), claim["claim_id"]))
        length = _QUALIFIERS[plainest["qualifier"] or "exact"] + readable_minutes(minutes)
        console.print(f"  [bold]{length}[/bold]  {escape(plainest['publisher'] or plainest['document'])}")
        console.print(Padding(f"[italic]“{escape(plainest['evidence'])}”[/italic]", (0, 2, 1, 4)))
    console.print(
        f"  [dim]diplograph query disputed-facts --meeting {meeting['meeting_id'][:8]}[/dim]\n", soft_wrap=True
    )
