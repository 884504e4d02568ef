"""Reads JSON Lines: one object a document, with `text` and perhaps `doc`, `title`, `published`, `publisher`, `url`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.errors import ReadError
from ingest.readers.draft import Draft
from ingest.readers.text import decode


class Row(msgspec.Struct):
    """The fields of a row that are read; others are ignored."""

    text: str
    doc: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


def read_jsonl(path: Path, data: bytes, *, name: str) -> Iterator[Draft | ReadError]:
    """Yield a document, or the error, for each row; a bad row does not stop the others."""
    for number, line in enumerate(decode(data, str(path)).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = msgspec.json.decode(line, type=Row)
        except msgspec.DecodeError as error:
            yield ReadError(f"{where}: {error}; each line is one JSON object with a `text`")
            continue
        draft = Draft(row.doc or f"{name}-{number}", row.text, where)
        draft.fill(
            {"title": row.title, "published": row.published, "publisher": row.publisher, "url": row.url}, "field"
        )
        yield draft
