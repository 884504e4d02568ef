"""Reads HTML: the article's own text and the page's metadata, by trafilatura."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReadError
from ingest.readers.draft import Draft
from ingest.readers.text import decode


def read_html(path: Path, data: bytes, *, name: str) -> Iterator[Draft]:
    """Yield the one document of a page.

    Raises:
        ReadError: No article is found in it.
    """
    import trafilatura

    html = decode(data, str(path))
    text = trafilatura.extract(html, include_comments=False, include_tables=False, favor_precision=False)
    if not text:
        raise ReadError(f"{path}: no article text is found in this page; save the article's own page, or its text")
    draft = Draft(name, text, str(path))
    metadata = trafilatura.extract_metadata(html)
    if metadata is not None:
        draft.fill(
            {"title": metadata.title, "publisher": metadata.sitename, "published": metadata.date, "url": metadata.url},
            "metadata",
        )
    yield draft
