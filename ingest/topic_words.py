"""Tells how likely the words of a sentence speak of each topic: weights of words and of pairs of neighbours.

    "The taps of Basra run dry at noon, he said."    water .71, climate .04, …

Learned from sentences that were written and labelled for it (`training/topics`) and from the statements of annotated reports, by
`training.topic_words`. Names of people say nothing. What is likely is no topic yet: `ingest.statement_topics` weighs it beside
what the table of topics names.

Source:
    Logistic regression of each topic on tf-idf (Salton and Buckley 1988), logarithm of the count, length one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from ingest.annotations import once, sentences_of
from ingest.encoder import Floats, in_eight_bits
from ingest.weights import step_of

_JOIN = " "
_LIKELY = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)  # by the words of a sentence
_LIKELY_OVERALL = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15)  # by those of a document


@dataclass(frozen=True, slots=True)
class TopicWords:
    """What is learned.

    Attributes:
        topics: In the order of the columns.
        rows: The row of each word or pair.
        rarity: Of each row, the logarithm that makes rare words count more.
        weights: A row for each word or pair, a column for each topic.
        bias: Of each topic.
    """

    topics: tuple[str, ...]
    rows: dict[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def likely(self, sentences: Sequence[Span]) -> Floats:
        """Return a row for each sentence with how likely it speaks of each topic, in [0, 1]."""
        rows = [self.of_words(words_of(sent)) for sent in sentences]
        return np.vstack(rows) if rows else np.zeros((0, len(self.topics)), dtype=np.float32)

    def of_words(self, words: Sequence[str]) -> Floats:
        """Return how likely words speak of each topic, in [0, 1]."""
        at, counts = self.counted(words)
        score = np.asarray(tf_idf(counts, self.rarity[at]) @ self.weights[at] + self.bias if len(at) else self.bias)
        out: Floats = (1 / (1 + np.exp(-score))).astype(np.float32)
        return out

    def counted(self, words: Sequence[str]) -> tuple[NDArray[np.int64], Floats]:
        """Return the rows of known words and pairs, and how often each stands."""
        counts = Counter(self.rows[word] for word in words if word in self.rows)
        return np.fromiter(counts, dtype=np.int64), np.fromiter(counts.values(), dtype=np.float32)


def tf_idf(counts: Floats, rarity: Floats) -> Floats:
    """Return values of length one: the logarithm of how often each word stands, times its rarity."""
    values = (1 + np.log(counts)) * rarity
    out: Floats = (values / math.sqrt(float(values @ values))).astype(np.float32)
    return out


def words_of(sent: Span) -> list[str]:
    """Return the base forms of a sentence's words without names of people, and its pairs of neighbours."""
    words = [_word(token) for token in sent if not token.is_space]
    return [*(word for word in words if word), *_pairs(words)]


def _word(token: Token) -> str:
    is_word = any(char.isalpha() for char in token.text)
    return token.lemma_.lower() if is_word and token.ent_type_ != "PERSON" else ""


def _pairs(words: Sequence[str]) -> Iterator[str]:
    for left, right in pairwise(words):
        if left and right:
            yield left + _JOIN + right


def write_topic_words(path: Path, learned: TopicWords) -> None:
    """Write what is learned: weights in eight bits, a scale a row."""
    weights, scale = in_eight_bits(learned.weights)
    np.savez_compressed(
        path,
        allow_pickle=False,
        topics=np.array(learned.topics),
        words=np.array(sorted(learned.rows, key=learned.rows.__getitem__)),
        rarity=learned.rarity,
        weights=weights,
        scale=scale,
        bias=learned.bias,
    )


def read_topic_words(path: Path) -> TopicWords:
    """Return what is learned.

    Raises:
        OSError, ValueError, KeyError: It is not there, or no such file.
    """
    with np.load(path, allow_pickle=False) as kept:
        return TopicWords(
            tuple(kept["topics"].tolist()),
            {word: i for i, word in enumerate(kept["words"].tolist())},
            kept["rarity"],
            kept["weights"].astype(np.float32) * kept["scale"],
            kept["bias"],
        )


@lru_cache(maxsize=1)
def load_topic_words() -> TopicWords:
    """Return our weights, read once a process."""
    with resources.as_file(resources.files("ingest") / "data" / "topic_words.npz") as packaged:
        return read_topic_words(Path(packaged))


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely the words of each sentence of a document speak of each topic.

    Attributes:
        columns: Of the topics.
        shares: A row for each sentence.
        most: Of each topic, the mean of the two sentences that likeliest speak of it.
    """

    columns: dict[str, int]
    shares: Floats
    most: Floats

    @classmethod
    def of(cls, sentences: Sequence[Span], learned: TopicWords) -> Likely:
        """Weigh the words of sentences."""
        shares = learned.likely(sentences)
        most = np.sort(shares, axis=0)[-2:].mean(axis=0) if len(shares) else learned.bias
        return cls({topic: i for i, topic in enumerate(learned.topics)}, shares, most)

    def features(self, i: int, topic: str, naming: tuple[str, str]) -> Iterator[str]:
        """Yield how likely a sentence, those before it and the document speak of a topic.

        Args:
            i: Number of the sentence.
            topic: The topic; one that nothing is learned of has no feature.
            naming: Whether the sentence names it ("in", "out"), and whether it names any ("naming", "silent").
        """
        column = self.columns.get(topic)
        if column is None:
            return
        where, silent = naming
        share = float(self.shares[i, column])
        step = step_of(share, _LIKELY)
        before = float(self.shares[max(0, i - 2) : i, column].max()) if i else 0.0
        yield f"words:{step}"
        yield f"words:{step}:{where}"
        yield f"words:{step}:{silent}:{where}"
        yield f"words-rank:{min(4, int((self.shares[i] > share).sum()))}:{where}"
        yield f"words-before:{step_of(before, _LIKELY)}:{silent}"
        yield f"words-overall:{step_of(float(self.shares[:, column].mean()), _LIKELY_OVERALL)}:{where}"
        yield f"words-most:{step_of(float(self.most[column]), _LIKELY)}:{silent}"


@once
def likely_in(doc: Doc) -> Likely:
    """Return how likely the words of each sentence of a document speak of each topic, by our weights."""
    return Likely.of(sentences_of(doc), load_topic_words())
