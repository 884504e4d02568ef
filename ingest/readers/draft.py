"""A document before it is complete: what a format's reader finds, and how it becomes a `Document`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.dates import day_range
from graph.errors import DateError, ReadError
from graph.keys import document_id
from graph.model import Document
from ingest.readers.hints import credit_of, dateline_date

SHORTEST_FOR_LANGUAGE = 120  # characters; shorter texts cannot be told apart
UNLIKE_ENGLISH = 30.0  # by how much, in log-likelihood, another language must fit better


@dataclass(slots=True)
class Draft:
    """What a reader found; `origins` says where each value comes from."""

    name: str
    text: str
    source: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None

    def fill(self, values: dict[str, str | None], origin: str) -> None:
        """Take values for what is still missing."""
        self.title = self.title or values.get("title")
        self.publisher = self.publisher or values.get("publisher")
        self.url = self.url or values.get("url")
        if not self.published and values.get("published"):
            self.published, self.published_from = values["published"], origin


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def complete(draft: Draft, *, published: str | None = None) -> Document:
    """Return the document, its text cleaned and its gaps filled from dateline, credit and the batch's date.

    Raises:
        ReadError: It is empty, is not English, or its date is none.
    """
    text = clean(draft.text)
    if not text.strip():
        raise ReadError(f"{draft.source}: there is no text in it")
    _check_language(draft.source, text)
    draft.fill(credit_of(text), "credit")
    if not draft.published or len(draft.published) < 10:
        found = dateline_date(text, draft.published or published)
        if found is not None:
            draft.published, draft.published_from = found, "dateline"
    draft.fill({"published": published}, "option")
    if draft.published:
        draft.published = iso_date(draft.published, draft.source)
    return Document(
        id=document_id(url=draft.url, text=text, publisher=draft.publisher),
        name=draft.name,
        text=text,
        title=" ".join(draft.title.split()) if draft.title else None,
        publisher=draft.publisher,
        published=draft.published,
        published_from=draft.published_from if draft.published else None,
        url=draft.url,
        source=draft.source,
    )


def clean(text: str) -> str:
    """Return text without byte-order mark, with newlines as line ends and without control characters."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(ch for ch in text if ch in "\n\t" or ord(ch) >= 32)


def iso_date(value: str, source: str) -> str:
    """Return a date field as an ISO day, month or year.

    Raises:
        ReadError: It is no date.
    """
    short = value.strip()[:10]
    try:
        day_range(short)
    except DateError as error:
        raise ReadError(f"{source}: published {value!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY") from error
    return short


def _check_language(source: str, text: str) -> None:
    if len(text) < SHORTEST_FOR_LANGUAGE:
        return
    ranked = dict(_identifier().rank(text[:4000]))
    language = max(ranked, key=lambda code: ranked[code])
    if language != "en" and ranked[language] - ranked["en"] >= UNLIKE_ENGLISH:
        raise ReadError(
            f"{source}: the text is not English (it looks like {language!r}); diplograph reads English only"
        )
