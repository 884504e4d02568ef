"""Finds topics in a Doc by the synonyms of `ingest/data/topics.csv`, and reads that table.

    taiwan,Taiwan,TERRITORY,Taiwan|Taiwan Strait|one-China,…

A synonym matches whole words, in any case unless it holds capitals; a star at a word's end takes in any ending
("sanction*"). A user's table of the same columns may replace ours. `plover_context` is the context of the PLOVER event
ontology (Halterman et al. 2023) nearest to the topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.errors import TableError
from ingest.annotations import annotations_of
from ingest.knowledge import read_table

if TYPE_CHECKING:
    from ingest.encounters import Encounter


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the taxonomy."""

    topic: str
    name: str
    plover_context: str
    synonyms: tuple[str, ...]


def read_topics(path: Path) -> dict[str, Topic]:
    """Read a table of topics.

    Raises:
        TableError: A topic stands twice or has no synonym.
    """
    topics: dict[str, Topic] = {}
    for where, row in read_table(path, ("topic", "name", "plover_context", "synonyms", "source")):
        synonyms = tuple(part.strip() for part in row["synonyms"].split("|") if part.strip())
        if row["topic"] in topics or not synonyms:
            raise TableError(f"{where}: topic {row['topic']!r} {'stands twice' if synonyms else 'has no synonym'}")
        topics[row["topic"]] = Topic(row["topic"], row["name"], row["plover_context"], synonyms)
    return topics


@lru_cache(maxsize=1)
def load_topics() -> dict[str, Topic]:
    """Return the packaged taxonomy, read once a process."""
    with resources.as_file(resources.files("ingest") / "data" / "topics.csv") as path:
        return read_topics(Path(path))


@lru_cache(maxsize=8)
def _pattern(synonyms: tuple[str, ...], *, cased: bool) -> re.Pattern[str] | None:
    chosen = [s for s in synonyms if (s != s.lower()) == cased]
    if not chosen:
        return None
    parts = [
        re.escape(s).replace(r"\*", r"[\w’'-]*").replace(r"\ ", r"[\s-]+").replace("'", "[’']")
        for s in sorted(chosen, key=len, reverse=True)
    ]
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?![\w])", 0 if cased else re.IGNORECASE)


@lru_cache(maxsize=2)
def _patterns(key: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    _ = key
    found: list[tuple[str, re.Pattern[str]]] = []
    for topic in load_topics().values():
        for cased in (True, False):
            pattern = _pattern(topic.synonyms, cased=cased)
            if pattern is not None:
                found.append((topic.topic, pattern))
    return tuple(found)


def find_topics(doc: Doc) -> list[tuple[int, int, str]]:
    """Return (start token, end token, topic) in text order."""
    text = doc.text
    found: list[tuple[int, int, str]] = []
    for topic, pattern in _patterns(0):
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is not None:
                found.append((span.start, span.end, topic))
    return sorted(set(found))


_RAISE = re.compile(
    r"\b(?:discuss\w*|rais(?:ed|es|ing)|talk\w* (?:about|over)|address\w*|focus\w* on|cover\w*|dealt with|exchang\w+ views on|exchanged views|on the (?:agenda|table)|agenda|touch\w* on|review\w*|turned to|take up|took up|brought up|dominat\w+|centred on|centered on|about|over|regarding|concerning|on|urg\w+|press\w*|warn\w*|call\w* for|stress\w*|underlin\w+|emphasi\w+|expressed|told|said|subject|topics?|issues?|including|agreed)\b",
    re.IGNORECASE,
)


def assign_topics(doc: Doc, encounters: list[Encounter]) -> None:
    """Give each encounter the topics that the document says were discussed or raised at it.

    A topic in a sentence that tells of an encounter is its own; one in a later sentence of the same paragraph that tells
    what was raised goes to the encounter last told of, if that was held or lies ahead.
    """
    by_sentence: dict[int, list[tuple[int, Encounter]]] = {}
    for encounter in encounters:
        for source in encounter.sources:
            by_sentence.setdefault(source.start, []).append((source.token, encounter))
    topics = annotations_of(doc).topics
    focus: Encounter | None = None
    for sent in doc.sents:
        here = sorted(by_sentence.get(sent.start, []), key=lambda item: item[0])
        inside = [(start, end, topic) for start, end, topic in topics if sent.start <= start < sent.end]
        if here:
            focus = here[-1][1]
        for start, end, topic in inside:
            if _is_background(doc, start):
                continue
            if here:
                token, target = min(here, key=lambda item: abs(item[0] - start) + (6 if item[0] > start else 0))
                cue = _RAISE.search(doc[min(token, start) : max(token, start) + 1].text)
                if cue is None or abs(token - start) > 40:
                    continue
            elif focus is not None and _RAISE.search(sent.text) and not _is_new_scene(sent):
                target = focus
            else:
                continue
            if target.status.value in {"cancelled", "postponed", "declined"}:
                continue
            target.topics.add(topic)
            target.given.setdefault(f"topic {topic}", (start, end))


def _is_background(doc: Doc, start: int) -> bool:
    """Tell whether a topic only gives a cause: "over which …", "strained by", "since", "after a spy balloon"."""
    before = doc[max(doc[start].sent.start, start - 6) : start].text.casefold()
    return (
        re.search(
            r"\b(?:due to|because of|after a|after an|since the|strained (?:by|after)|scrapped|shot down|amid|despite|first since)\b[^,;]*$",
            before,
        )
        is not None
    )


def _is_new_scene(sent: Span) -> bool:
    """Tell whether a sentence speaks of something else: analysts, last year, a look back."""
    return (
        re.search(
            r"\b(?:analysts?|professor|fellow|expert|scholar|last year|years ago|in recent|critics|lawmakers)\b",
            sent.text,
        )
        is not None
    )
