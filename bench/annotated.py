"""Reads annotated documents with their texts, for benchmarks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.model import Document
from ingest.readers.draft import Draft, complete
from ingest.readers.text import decode, parse_front_matter
from tests.gold.check import find_text
from training.corpus_format import parse_document


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and what its annotation says."""

    document: Document
    gold: dict[str, Any]


def read_annotated(folder: Path, texts: Path | None = None) -> list[Annotated]:
    """Return the documents of a folder of NAME.json, by name.

    Raises:
        InputError: The text of one is not there.
    """
    found: list[Annotated] = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = find_text(path.stem, folder, texts)
        if text is None:
            raise InputError(f"{path}: there is no {path.stem}.txt; give its folder with --texts")
        draft = Draft(path.stem, _text_of(text), str(text))
        fields = {key: gold.get(key) for key in ("title", "publisher", "url")}
        draft.fill({**fields, "published": gold.get("published") or gold.get("published_hint")}, "field")
        found.append(Annotated(complete(draft), gold))
    if not found:
        raise InputError(f"{folder}: no annotation (NAME.json) in this folder")
    return found


def _text_of(path: Path) -> str:
    """Return a text without front matter, and without the marks of our corpus."""
    if path.parent.name == "corpus" or path.parent.name.startswith("heldout"):
        return parse_document(path.read_text("utf-8"), path.stem).text
    return parse_front_matter(decode(path.read_bytes(), str(path)), str(path))[1]
