"""Finds words that hint at a topic without naming it: "tanks" at arms sales, "harvest" at food security.

    Cues.of(doc).hints   for each sentence, how strongly its words hint at each topic

A word of `ingest/data/topic_cues.csv` stands in any case, by its base form or as it is; one of two to four capitals ("IMF", "WHO") only so.
A word may hint at several topics, each then by its share: "border" is one of border disputes, migration and trade. A
sentence counts a word once, and none that belongs to a person's name or an office. What hints is no topic; learned
scores (`ingest.statement_topics`) weigh it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from spacy.tokens import Doc, Token

from graph.errors import TableError
from ingest.annotations import annotations_of
from ingest.knowledge import read_table

COLUMNS = ("topic", "cues", "source")
_LONGEST_SHORT = 4  # letters of an abbreviation that must stand in capitals


@dataclass(frozen=True, slots=True)
class CueTable:
    """Single words and phrases of several words, each with the topics it hints at; phrases by their first word."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


def read_cues(path: Path) -> CueTable:
    """Read a table of cues.

    Raises:
        TableError: A topic stands twice or has no cue.
    """
    words: dict[str, set[str]] = defaultdict(set)
    phrases: dict[tuple[str, ...], set[str]] = defaultdict(set)
    topics: set[str] = set()
    for where, row in read_table(path, COLUMNS):
        topic = row["topic"]
        cues = [part.strip() for part in row["cues"].split("|") if part.strip()]
        if topic in topics:
            raise TableError(f"{where}: topic {topic!r} stands twice; join the two rows")
        if not cues:
            raise TableError(f"{where}: topic {topic!r} has no cue; leave it out")
        topics.add(topic)
        for cue in cues:
            parts = tuple(cue.lower().replace("-", " ").split())
            if len(parts) > 1:
                phrases[parts].add(topic)
            else:
                words[cue if _is_abbreviation(cue) else cue.lower()].add(topic)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for parts, hinted in sorted(phrases.items()):
        by_first[parts[0]].append((parts, tuple(sorted(hinted))))
    return CueTable(
        {word: tuple(sorted(hinted)) for word, hinted in words.items()},
        {first: tuple(each) for first, each in by_first.items()},
    )


@lru_cache(maxsize=1)
def load_cues() -> CueTable:
    """Return our cues, read once a process."""
    with resources.as_file(resources.files("ingest") / "data" / "topic_cues.csv") as packaged:
        return read_cues(Path(packaged))


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= _LONGEST_SHORT


@dataclass(frozen=True, slots=True)
class Cues:
    """How strongly each sentence of a document hints at each topic."""

    hints: list[dict[str, float]]

    @classmethod
    def of(cls, doc: Doc) -> Cues:
        """Look through the sentences of a document."""
        table = load_cues()
        taken = {
            i
            for mention in annotations_of(doc).mentions
            if mention.people or mention.office is not None
            for i in range(mention.start, mention.end)
        }
        hints: list[dict[str, float]] = []
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            found: dict[str, tuple[str, ...]] = {}
            tokens = [token for token in sent if not token.is_space and token.text != "-"]
            for word, topics in _cues(table, tokens, taken):
                found.setdefault(word, topics)
            hint: dict[str, float] = {}
            for topics in found.values():
                for topic in topics:
                    hint[topic] = hint.get(topic, 0.0) + 1 / len(topics)
            hints.append(hint)
        return cls(hints)


def _cues(table: CueTable, tokens: list[Token], taken: set[int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    low = [token.lower_ for token in tokens]
    for at, token in enumerate(tokens):
        if token.i in taken:
            continue
        for parts, topics in table.phrases.get(low[at].split("-")[0], ()):
            words = tuple(" ".join(low[at : at + len(parts)]).replace("-", " ").split())
            if words[: len(parts)] == parts:
                yield " ".join(parts), topics
        for word in (token.text,) if _is_abbreviation(token.text) else (low[at], token.lemma_.lower()):
            if word in table.words:
                yield word, table.words[word]
                break
