"""Reads plain text, with YAML front matter if it has some.

---
title: Talks in Malta
published: 2023-09-17
---
The text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from graph.errors import ReadError
from ingest.readers.draft import Draft

_NAMES = {"date": "published", "source": "publisher", "link": "url", "headline": "title"}


def decode(data: bytes, source: str) -> str:
    """Return bytes as text: UTF-8 or UTF-16 with its mark, else Windows-1252.

    Raises:
        ReadError: It is no text (it holds NUL bytes).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise ReadError(f"{source}: this is no text file; convert it to text, HTML or JSON Lines first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def parse_front_matter(text: str, source: str) -> tuple[dict[str, str | None], str]:
    """Return the fields of YAML front matter and the text behind it.

    Raises:
        ReadError: The front matter is no YAML.
    """
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not lines.startswith("---\n") or "\n---" not in lines[4:]:
        return {}, text
    head, _, body = lines[4:].partition("\n---")
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise ReadError(f"{source}: its front matter is no YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(fields, dict):
        return {}, text
    found = {
        _NAMES.get(str(key).casefold(), str(key).casefold()): str(value)
        for key, value in fields.items()
        if value is not None
    }
    return dict(found), body.lstrip("-").lstrip("\n")


def read_text(path: Path, data: bytes, *, name: str) -> Iterator[Draft]:
    """Yield the one document of a text file."""
    fields, text = parse_front_matter(decode(data, str(path)), str(path))
    draft = Draft(fields.get("doc") or name, text, str(path))
    draft.fill(fields, "front matter")
    yield draft
