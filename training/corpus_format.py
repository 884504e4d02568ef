"""Read the annotated corpus: text with inline marks of entities, below YAML front matter.

    ---
    title: Ministers meet at last
    published: 2019-06-12
    ---
    [OFFICE [NORP Chinese] foreign minister] [PERSON Qin Gang] was in [GPE Berlin] on [DATE Monday].

A mark is an opening bracket, a label, one space, the marked text and a closing bracket; marks may be nested. Text has
no brackets of its own.

    python -m training.corpus_format training/corpus           one JSON object a document: doc, title, published, text
    python -m training.corpus_format training/corpus --counts  documents, words, and how often each label is used
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from graph.errors import InputError

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "EVENT", "OFFICE"})

Span = tuple[int, int, str]

_MARK = re.compile(r"\[(?:([A-Z]+) )?|\]")
_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """One document of the corpus; spans are half-open, in code points of `text`, outer ones before inner ones."""

    name: str
    text: str
    spans: tuple[Span, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    manner: str | None = None
    url: str | None = None


def parse_marked(text: str) -> tuple[str, list[Span]]:
    """Return the plain text and the spans that the marks give, by start and outer ones first.

    Raises:
        InputError: A label is missing or unknown, a mark is empty, never closed or never opened.

    Example:
        >>> parse_marked("[OFFICE [NORP Dutch] premier] [PERSON Wim Kok] left.")
        ('Dutch premier Wim Kok left.', [(0, 13, 'OFFICE'), (0, 5, 'NORP'), (14, 21, 'PERSON')])
    """
    pieces: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    length = done = 0
    for mark in _MARK.finditer(text):
        piece = text[done : mark.start()]
        pieces.append(piece)
        length += len(piece)
        done = mark.end()
        where = f"{text[max(0, mark.start() - 30) : mark.end() + 30]!r}"
        if mark[0] != "]":
            if mark[1] not in LABELS:
                raise InputError(f"mark without a known label at {where}; use one of {', '.join(sorted(LABELS))}")
            opened.append((length, mark[1]))
        elif not opened:
            raise InputError(f"closing bracket without an opening one at {where}; remove it or open the mark")
        else:
            start, label = opened.pop()
            if start == length:
                raise InputError(f"empty mark at {where}; mark some text or remove it")
            spans.append((start, length, label))
    if opened:
        start, label = opened[-1]
        context = "".join(pieces)[start : start + 40]
        raise InputError(f"mark {label} is never closed, before {context!r}; add its closing bracket")
    pieces.append(text[done:])
    return "".join(pieces), sorted(spans, key=lambda span: (span[0], -span[1], span[2]))


def parse_document(source: str, name: str) -> MarkedDocument:
    """Return the document that a marked file with (or without) front matter holds.

    Raises:
        InputError: The front matter is no mapping, or the marks are wrong.
    """
    front = _FRONT_MATTER.match(source)
    fields = yaml.safe_load(front[1]) if front else {}
    if not isinstance(fields, dict):
        raise InputError(f"{name}: front matter is no list of `key: value`; write it as title:, publisher:, published:")
    try:
        text, spans = parse_marked(source[front.end() if front else 0 :].strip())
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    values = {
        key: None if fields.get(key) is None else str(fields[key])
        for key in ("title", "publisher", "published", "manner", "url")
    }
    return MarkedDocument(name=name, text=text, spans=tuple(spans), **values)


def read_corpus(folder: str | Path) -> list[MarkedDocument]:
    """Return the documents of a folder, sorted by name.

    Raises:
        InputError: A file is wrong, or there is none.
    """
    paths = sorted(Path(folder).glob("*.txt"))
    if not paths:
        raise InputError(f"{folder}: no .txt file; give a folder of marked documents")
    return [parse_document(path.read_text(encoding="utf-8"), path.stem) for path in paths]


def main() -> None:
    """Print a corpus as JSON Lines of plain text, or its counts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counts", action="store_true", help="documents, words, labels")
    arguments = parser.parse_args()
    documents = read_corpus(arguments.folder)
    if arguments.counts:
        labels = collections.Counter(label for document in documents for _, _, label in document.spans)
        words = sum(len(document.text.split()) for document in documents)
        print(f"{len(documents)} documents, {words} words, {sum(labels.values())} marks")
        for label, count in labels.most_common():
            print(f"{label:7} {count:6}")
        return
    for document in documents:
        row = {
            "doc": document.name,
            "title": document.title,
            "published": document.published,
            "publisher": document.publisher,
            "url": document.url,
            "text": document.text,
        }
        print(json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False))


if __name__ == "__main__":
    main()
