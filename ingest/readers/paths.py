"""Finds the files that paths mean and reads each with the reader of its format."""

from __future__ import annotations

import csv
import glob
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from graph.errors import InputError, ReadError
from graph.model import Document
from ingest.readers.draft import Draft, complete
from ingest.readers.html import read_html
from ingest.readers.jsonl import read_jsonl
from ingest.readers.text import read_text

MANIFEST = "MANIFEST.csv"
MANIFEST_COLUMNS = ("file", "title", "publisher", "published", "url")
READERS = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def read_paths(
    paths: Sequence[str | Path], *, published: str | None = None, on_error: Callable[[ReadError], None] | None = None
) -> Iterator[Document]:
    """Yield the documents that paths mean, in the order of the paths, files of a folder by name.

    Args:
        paths: Files, folders (read with all below them), globs, and `-` for standard input (text or JSON Lines).
        published: ISO day, month or year for documents without a date of their own.
        on_error: Called for each document that cannot be read; the others go on. None: the first one is raised.

    Raises:
        InputError: Two documents have the same name.
    """
    seen: dict[str, Document] = {}

    def failed(error: ReadError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    for path in paths:
        try:
            files = list(find_files(path))
        except ReadError as error:
            failed(error)
            continue
        for file in files:
            for draft in _drafts(file):
                if isinstance(draft, ReadError):
                    failed(draft)
                    continue
                try:
                    document = complete(draft, published=published)
                except ReadError as error:
                    failed(error)
                    continue
                known = seen.get(document.name)
                if known is not None:
                    raise InputError(
                        f"two documents are called {document.name!r}: {known.source} and {document.source}; rename one, or give it a `doc`"
                    )
                seen[document.name] = document
                yield document


def find_files(path: str | Path) -> Iterator[Path]:
    """Yield the files a path means.

    Raises:
        ReadError: There is nothing there, or nothing readable.
    """
    text = str(path)
    if text == "-":
        yield Path("-")
        return
    place = Path(path)
    if place.is_dir():
        found = sorted(file for file in place.rglob("*") if file.suffix.casefold() in READERS and file.is_file())
        if not found:
            raise ReadError(f"{place}: no .txt, .html or .jsonl file in this folder")
        yield from found
    elif place.exists():
        yield place
    elif glob.has_magic(text):
        matches = sorted(Path(match) for match in glob.glob(text, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            raise ReadError(f"{text}: no file matches")
        for match in matches:
            yield from find_files(match)
    else:
        raise ReadError(f"{text}: there is no such file or folder")


def _drafts(file: Path) -> Iterator[Draft | ReadError]:
    """Yield what a file holds, with its folder's manifest applied; an error instead of what cannot be read."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        yield ReadError(f"{file}: {error.strerror or error}; check the file and its rights")
        return
    suffix = file.suffix.casefold()
    if str(file) == "-":
        suffix = ".jsonl" if data.lstrip().startswith(b"{") else ".txt"
    reader = READERS.get(suffix, read_text)
    name = "stdin" if str(file) == "-" else file.stem
    try:
        row = _manifest_row(file)
        for draft in reader(file, data, name=name):
            if isinstance(draft, Draft) and row is not None:
                draft.fill(row, "manifest")
            yield draft
    except ReadError as error:
        yield error


def _manifest_row(file: Path) -> dict[str, str | None] | None:
    manifest = file.parent / MANIFEST
    if str(file) == "-" or not manifest.is_file():
        return None
    with manifest.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != MANIFEST_COLUMNS:
            raise ReadError(f"{manifest}, line 1: its columns should be {','.join(MANIFEST_COLUMNS)}")
        for row in reader:
            if row["file"] == file.name:
                return {key: row[key] or None for key in MANIFEST_COLUMNS[1:]}
    return None
