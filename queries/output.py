"""Answers as people and programs want them: table, json, jsonl, csv or markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

from graph.errors import QueryError
from graph.stores.base import Answer

_PLAIN_WIDTH = 200


def format_answer(rows: Sequence[Answer], columns: Sequence[str], name: str) -> str:
    """Return rows in a format, without a line end at the end.

    Raises:
        QueryError: There is no such format.
    """
    if name not in FORMATS:
        raise QueryError(f"there is no format {name!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[name](rows, columns)


def _table(rows: Sequence[Answer], columns: Sequence[str]) -> str:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for column in columns:
        # An id that is broken over lines cannot be copied.
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column.endswith("_id"))
    for row in rows:
        table.add_row(*(Text(_cell(row[column])) for column in columns))
    console = Console()
    if not console.is_terminal:
        console = Console(width=_PLAIN_WIDTH, force_terminal=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get().strip("\n")


def _json(rows: Sequence[Answer], columns: Sequence[str]) -> str:
    return json.dumps([{name: row[name] for name in columns} for row in rows], ensure_ascii=False, indent=2)


def _jsonl(rows: Sequence[Answer], columns: Sequence[str]) -> str:
    return "\n".join(json.dumps({name: row[name] for name in columns}, ensure_ascii=False) for row in rows)


def _csv(rows: Sequence[Answer], columns: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name], separator="; ") for name in columns] for row in rows)
    return text.getvalue().rstrip("\n")


def _markdown(rows: Sequence[Answer], columns: Sequence[str]) -> str:
    lines = [columns, ["---"] * len(columns)]
    lines += [[_cell(row[name]).replace("|", "\\|").replace("\n", " ") for name in columns] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any, separator: str = ", ") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return separator.join(_cell(each) for each in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


FORMATS: dict[str, Callable[[Sequence[Answer], Sequence[str]], str]] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
}
