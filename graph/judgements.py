"""People's decisions on merging, as a table that people can read and edit.

left,right,verdict,reason
7b140c45c543711518bf,fc6fd98c8bffe994c256,different,two dinners
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from graph.errors import TableError
from graph.files import write_aside
from graph.model import Judgement, Verdict

_COLUMNS = ("left", "right", "verdict", "reason")


def read_judgements(path: Path) -> list[Judgement]:
    """Return the decisions in a file, none if there is no such file.

    Raises:
        TableError: A row is wrong; the message names the line.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise TableError(f"{path}: the first line must be {','.join(_COLUMNS)}")
        return [_judgement(path, reader.line_num, row) for row in reader]


def _judgement(path: Path, line: int, row: dict[str, str]) -> Judgement:
    try:
        verdict = Verdict(row["verdict"])
    except ValueError as error:
        allowed = " or ".join(Verdict)
        raise TableError(f"{path}, line {line}: the verdict is {allowed}, not {row['verdict']!r}") from error
    if not row["left"] or not row["right"] or row["left"] == row["right"]:
        raise TableError(f"{path}, line {line}: left and right are the ids of two reports")
    return Judgement(row["left"], row["right"], verdict, row["reason"] or "")


def write_judgements(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write decisions to a file, sorted; each pair stands with the smaller id on the left."""
    rows = {
        (*sorted((judgement.left, judgement.right)), judgement.verdict.value, judgement.reason)
        for judgement in judgements
    }
    with write_aside(path) as aside, aside.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(sorted(rows))
