"""Shows an explanation in a terminal: the text with everything marked in place, then each record with its grounds.

In colour on a terminal; in brackets where there is none (piped output, NO_COLOR, a dumb terminal):

    [office Chinese Foreign Minister = Wang Yi] [person Wang Yi] [trigger met = e1] [person his = Wang Yi] …
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from graph.model import Document
from ingest.explain import MARKS, Explained, Explanation, Linked, Mark

PLAIN_WIDTH = 120
STYLES = {
    "person": "bold cyan",
    "office": "cyan underline",
    "side": "bold blue",
    "place": "bold green",
    "date": "bold yellow",
    "duration": "yellow underline",
    "topic": "magenta",
    "trigger": "bold reverse red",
}
SAYS = {
    "person": "person, pronoun, group",
    "office": "office",
    "side": "state or body",
    "place": "place",
    "date": "date",
    "duration": "duration",
    "topic": "topic",
    "trigger": "word that tells of an encounter",
}


def make_console() -> Console:
    """Return a console on standard output, of a fixed width where that is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PLAIN_WIDTH)


def show(explanation: Explanation, console: Console) -> None:
    """Print a document with everything marked, its records and its people."""
    if console.is_terminal:
        _show(explanation, console)
        return
    with console.capture() as captured:
        _show(explanation, console)
    for line in captured.get().splitlines():
        console.out(line.rstrip(), highlight=False)


def _show(explanation: Explanation, console: Console) -> None:
    in_colour = console.is_terminal and console.color_system is not None and not console.no_color
    console.print(_heading(explanation))
    if in_colour:
        console.print(_legend(), end="\n\n")
        console.print(coloured(explanation))
    else:
        # As it is, without breaks of ours, so that it can be searched.
        console.out(bracketed(explanation), highlight=False)
    for record in explanation.records:
        console.print()
        console.print(_record(record))
    console.print()
    console.print(_people(explanation.people))


def _heading(explanation: Explanation) -> Group:
    document = explanation.document
    origin = " · ".join(part for part in (document.publisher, document.published) if part)
    lines: list[RenderableType] = [Rule(Text(document.name, "bold"), align="left", characters="-")]
    if document.title:
        lines.append(Text(document.title, "bold"))
    lines.append(
        Text(f"{origin + ' · ' if origin else ''}relative dates are measured from {explanation.anchor}", "dim")
    )
    return Group(*lines)


def _legend() -> Text:
    text = Text()
    for kind in MARKS:
        text.append(SAYS[kind], STYLES[kind])
        text.append("   ")
    return text


def outermost(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks that do not lie in or across an earlier or longer one, in text order; a trigger comes before all."""
    kept: list[Mark] = []
    by_weight = sorted(marks, key=lambda m: (m.kind != "trigger", m.start_char - m.end_char, MARKS.index(m.kind)))
    for mark in by_weight:
        if all(mark.end_char <= other.start_char or other.end_char <= mark.start_char for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start_char)


def nested(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks of which each lies in another or beside it, the outer first; one that crosses another is left to it."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start_char, -m.end_char, MARKS.index(m.kind))):
        if not any(other.start_char < mark.start_char < other.end_char < mark.end_char for other in kept):
            kept.append(mark)
    return kept


def coloured(explanation: Explanation) -> Text:
    """Return the text with marks in colour and, behind a word, what it was taken for."""
    source = explanation.document.text
    text, at = Text(), 0
    for mark in outermost(explanation.marks):
        text.append(source[at : mark.start_char])
        text.append(source[mark.start_char : mark.end_char], STYLES[mark.kind])
        if mark.means and mark.kind != "topic":
            text.append(f"‹{mark.means}›", "dim italic")
        at = mark.end_char
    text.append(source[at:])
    return text


def bracketed(explanation: Explanation) -> str:
    """Return the text with each mark in brackets, one in another where they nest."""
    source = explanation.document.text
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for mark in nested(explanation.marks):
        opens.setdefault(mark.start_char, []).append(f"[{mark.kind} ")
        closes.setdefault(mark.end_char, []).insert(0, f" = {mark.means}]" if mark.means else "]")
    parts: list[str] = []
    at = 0
    for position in sorted({*opens, *closes}):
        parts.append(source[at:position])
        parts += closes.get(position, [])
        parts += opens.get(position, [])
        at = position
    parts.append(source[at:])
    return "".join(parts)


def _record(record: Explained) -> Group:
    head = Text.assemble(
        (record.name, "bold red" if record.kind == "encounter" else "bold"),
        f"  {record.title}  ",
        (f"confidence {record.confidence:.2f}", "bold"),
        (f"  {record.rule}", "dim"),
    )
    quote = Text(" ".join(record.evidence.text.split()), "italic dim")
    table = _table()
    for ground in record.grounds:
        words = ", ".join(f"“{word}”" for word in ground.words)
        table.add_row(ground.attribute, ground.value, words, Text(ground.why, "dim"))
    return Group(head, Padding(quote, (0, 0, 0, 4)), Padding(table, (0, 0, 0, 4)))


def _table() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="cyan", width=13)
    table.add_column(ratio=3)
    table.add_column(ratio=3)
    table.add_column(ratio=4)
    return table


def _people(people: tuple[Linked, ...]) -> Group:
    table = _table()
    for person in people:
        words = ", ".join(f"“{text}” ({how})" for text, how in person.words)
        table.add_row(
            person.name, f"{linked_as(person)}  {person.confidence:.2f}", words, Text(why_linked(person), "dim")
        )
    return Group(Text("people", "bold"), Padding(table, (0, 0, 0, 4)))


def linked_as(person: Linked) -> str:
    """Return whom somebody was taken for."""
    return person.id if person.is_linked else "not linked"


def why_linked(person: Linked) -> str:
    """Return the candidates with scores and reasons, best first."""
    if not person.candidates:
        return "no candidate in the knowledge base" if not person.is_linked else "by the office alone"
    return "; ".join(f"{name} {score:.2f}: {', '.join(reasons)}" for name, score, reasons in person.candidates)


def title_of(document: Document) -> str:
    """Return what a document is headed with."""
    return document.title or document.name
