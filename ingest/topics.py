"""Finds topics in a Doc by the synonyms of a table, `ingest/data/topics.csv` or the user's, and reads that table.

    taiwan,Taiwan,territory,Taiwan|Taiwan Strait|one-China,…

A synonym matches whole words, in any case unless it holds capitals; a star at a word's end takes in any ending
("sanction*"). Of two that overlap, the longer counts. A user's table of the same columns, named by `$DIPLOGRAPH_TOPICS`,
replaces ours.

`plover_context` is the context of the PLOVER event ontology (Halterman et al. 2023) nearest to the topic, in PLOVER's own
spelling. PLOVER's contexts say what an event is about, and its event types (AID, SANCTION, CONSULT, …) what is done; the
column holds contexts only: sanctions are `economic`, aid is `human_security`, peace talks are `diplomatic`, wars are
`military`. What PLOVER has no context for (education, people-to-people exchanges) stands under `diplomatic`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from spacy.tokens import Doc

from graph.errors import InputError, TableError
from ingest.annotations import MentionKind, annotations_of
from ingest.gazetteer import find_dateline
from ingest.knowledge import read_table
from ingest.topic_senses import holds, homes, is_home, is_of_field, is_yet_to_come, stock_phrases

VARIABLE = "DIPLOGRAPH_TOPICS"
COLUMNS = ("topic", "name", "plover_context", "synonyms", "source")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
        TableError: There is no topic, or one stands twice, has no name or no synonym, or is no slug.
    """
    topics: dict[str, Topic] = {}
    for where, row in read_table(path, COLUMNS):
        topic = row["topic"]
        synonyms = tuple(part.strip() for part in row["synonyms"].split("|") if part.strip())
        if topic in topics:
            raise TableError(f"{where}: topic {topic!r} stands twice; join the two rows")
        if not _SLUG.fullmatch(topic):
            raise TableError(f"{where}: topic {topic!r} is no slug; use a-z, 0-9 and hyphens, as in food-security")
        if not row["name"].strip():
            raise TableError(f"{where}: topic {topic!r} has no name")
        if not synonyms:
            raise TableError(f"{where}: topic {topic!r} has no synonym, so it would never be found")
        if any(not re.search(r"\w", synonym) for synonym in synonyms):
            raise TableError(f"{where}: a synonym of topic {topic!r} holds no word")
        topics[topic] = Topic(topic, row["name"].strip(), row["plover_context"], synonyms)
    if not topics:
        raise TableError(f"{path.name}: it holds no topic")
    return topics


def own_table(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the user's table, None where ours is used.

    Raises:
        InputError: `$DIPLOGRAPH_TOPICS` names a file that is not there.
    """
    named = environment.get(VARIABLE)
    if not named:
        return None
    if not Path(named).is_file():
        raise InputError(f"{named}: there is no such table of topics; name a CSV file by --topics or ${VARIABLE}")
    return Path(named).resolve()


def use_table(path: Path | None) -> None:
    """Make this process, and those it starts, read topics by a table; None leaves things as they are.

    Raises:
        InputError: The table is not there or is wrong.
    """
    if path is not None:
        os.environ[VARIABLE] = str(path)
    load_topics()


def own_table_hash() -> str | None:
    """Return a hash of the user's table, None where ours is used."""
    table = own_table()
    return hashlib.sha256(table.read_bytes()).hexdigest()[:16] if table else None


def load_topics() -> dict[str, Topic]:
    """Return the taxonomy, the user's if there is one; it is read again when the file changes."""
    table = own_table()
    if table is None:
        return _load(None, (0, 0))
    found = table.stat()
    return _load(table, (found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=4)
def _load(path: Path | None, _stamp: tuple[int, int]) -> dict[str, Topic]:
    if path is not None:
        return read_topics(path)
    with resources.as_file(resources.files("ingest") / "data" / "topics.csv") as packaged:
        return read_topics(Path(packaged))


@lru_cache(maxsize=256)
def _pattern(synonyms: tuple[str, ...], *, cased: bool) -> re.Pattern[str] | None:
    chosen = [s for s in synonyms if (s != s.lower()) == cased]
    if not chosen:
        return None
    parts = [
        re.sub("['’]", "['’]", re.escape(synonym)).replace(r"\*", r"[\w’'-]*").replace(r"\ ", r"[\s-]+")
        for synonym in sorted(chosen, key=len, reverse=True)
    ]
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + r")(?!\w|-\w)", 0 if cased else re.IGNORECASE)


def topics_in(text: str) -> set[str]:
    """Return the topics whose synonyms stand anywhere in a text, a title for one."""
    return {
        topic.topic
        for topic in load_topics().values()
        for cased in (True, False)
        if (pattern := _pattern(topic.synonyms, cased=cased)) is not None and pattern.search(text)
    }


def find_topics(doc: Doc) -> list[tuple[int, int, str]]:
    """Return (start token, end token, topic) in text order.

    A word that only belongs to an office, a person or a body's name ("trade minister", "Security Council") names no
    topic, nor does one inside a longer synonym ("food security") or used in another sense (`ingest.topic_senses`).
    """
    found: list[tuple[int, int, str, bool]] = []
    text = doc.text  # made anew at each use
    stock = stock_phrases(doc)
    published = annotations_of(doc).document.published
    for topic in load_topics().values():
        if is_yet_to_come(topic.topic, published):
            continue
        for cased in (True, False):
            pattern = _pattern(topic.synonyms, cased=cased)
            for match in pattern.finditer(text) if pattern is not None else ():
                span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
                is_stock = any(holds(phrase, match.span()) for phrase in stock)
                if span is not None and not is_stock:
                    found.append((span.start, span.end, topic.topic, cased))
    taken = _names_of_others(doc)
    served = homes(doc, annotations_of(doc))
    kept = {
        (start, end, topic)
        for start, end, topic, cased in found
        if taken.isdisjoint(range(start, end))
        and not is_home(topic, start, served)
        and not is_of_field(doc, topic, start)
        and not _is_in_name(doc, start, end, _STANDING if cased else _BODIES)
    }
    return sorted(
        (start, end, topic)
        for start, end, topic in kept
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in kept)
    )


_TAKEN = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_BODIES = frozenset(
    "council conference committee ministry department minister secretary adviser advisor forum university college institute institution "
    "center centre bank organization organisation association foundation academy commission agency office school group court party union "
    "front army school hospital airport palace hotel hall times post review journal magazine fund cooperation program programme project "
    "house tower street guesthouse museum club federation board bureau authority administration corporation company network society "
    "community treaty initiative campaign reef airlines airways port base".split()
)
# Those whose names say nothing of a topic even where they hold a proper name of one: "Asia-Pacific Economic Cooperation".
_STANDING = frozenset(
    "cooperation organization organisation university institute institution college bank times post review journal magazine airlines airways hotel house".split()
)
_JOINS = frozenset({"of", "for", "and", "on", "the", "&", "-", "in"})


def _names_of_others(doc: Doc) -> set[int]:
    """Return the tokens of offices, people's names and the dateline, which names a state as the place: "KYIV, Ukraine –"."""
    mentions = annotations_of(doc).mentions
    found = {i for m in mentions if m.kind in _TAKEN for i in range(m.start, m.end)}
    line = find_dateline(doc)
    if line is not None:
        state = next((m for m in mentions if m.start == line.end + 1 and m.kind is MentionKind.COUNTRY), None)
        found.update(range(line.start, state.end if state is not None else line.end))
    return found


def _is_in_name(doc: Doc, start: int, end: int, bodies: frozenset[str]) -> bool:
    """Tell whether words stand in a longer capitalised name of a body, a venue or a paper."""
    if not doc[start].text[:1].isupper():
        return False
    first, last = start, end
    while first > doc[start].sent.start and _is_name_word(doc, first - 1, first - 2):
        first -= 1
    while last < len(doc) and doc[last].sent == doc[start].sent and _is_name_word(doc, last, last + 1):
        last += 1
    return any(doc[i].lower_ in bodies for i in range(first, last) if not start <= i < end)


def _is_name_word(doc: Doc, at: int, beyond: int) -> bool:
    """Tell whether a token goes on a capitalised name; a joining word does if the next one beyond it does."""
    token = doc[at]
    if token.text[:1].isupper():
        return True
    return token.lower_ in _JOINS and 0 <= beyond < len(doc) and doc[beyond].text[:1].isupper()
