"""Fits the weights of `ingest.topic_words` and writes `ingest/data/topic_words.npz`.

    python -m training.topic_words --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Learned from are the lines of `training/topics` (a sentence behind its topics, "-" for none) and the sentences of annotated reports
that hold a statement. Reported: average precision on reports held out, five folds. Only numpy is needed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import InputError
from ingest.annotations import sentences_of
from ingest.encoder import Floats
from ingest.nlp import load_pipeline, prepare
from ingest.topic_words import TopicWords, tf_idf, words_of, write_topic_words
from ingest.topics import load_topics
from ingest.trees import COMPONENT as TREES
from training.annotated import annotated_docs, fitting_parser, folds
from training.logit import Vector, minimise

WRITTEN = Path(__file__).parent / "topics"
RAREST = 2  # a word of fewer sentences is left out
PENALTY = 0.1  # strength of the L2 penalty
START = -4.0  # of the biases: few topics are in any one sentence
NONE = "-"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence's words and pairs, its topics, and the report that it is of (None where it was written to learn from)."""

    report: str | None
    words: tuple[str, ...]
    topics: frozenset[str]


def read_lines(path: Path) -> Iterator[tuple[frozenset[str], str]]:
    """Yield topics and text of each line of a file.

    Raises:
        InputError: A line has no topics, or one that is not in the table.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        labels, bar, text = line.partition("|")
        topics = frozenset(label.strip() for label in labels.split(",")) - {NONE}
        if not bar or not text.strip():
            raise InputError(f"{path}:{number}: no topics before the sentence; write them, or {NONE}, and '|' between")
        if unknown := topics - load_topics().keys():
            raise InputError(f"{path}:{number}: no such topic: {', '.join(sorted(unknown))}")
        yield topics, text.strip()


def written(nlp: Language, folder: Path = WRITTEN) -> Iterator[Labelled]:
    """Yield the sentences that were written to learn from."""
    lines = [line for path in sorted(folder.glob("*.txt")) for line in read_lines(path)]
    with nlp.select_pipes(disable=[TREES] if TREES in nlp.pipe_names else []):
        for (topics, _), doc in zip(lines, nlp.pipe(prepare(text) for _, text in lines), strict=True):
            yield Labelled(None, tuple(words_of(doc[:])), topics)


def annotated(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[Labelled]:
    """Yield the sentences of a report that hold a statement, with its topics."""
    spans = [(doc.text.find(each["evidence"]), each) for each in gold["statements"]]
    for sent in sentences_of(doc):
        held = [each for at, each in spans if 0 <= at < sent.end_char and at + len(each["evidence"]) > sent.start_char]
        if held:
            yield Labelled(name, tuple(words_of(sent)), frozenset(t for each in held for t in each["topics"]))


def fit(examples: Sequence[Labelled]) -> TopicWords:
    """Return the weights under which the topics of sentences are likeliest."""
    topics = tuple(sorted(load_topics()))
    seen = Counter(word for each in examples for word in set(each.words))
    words = sorted(word for word, count in seen.items() if count >= RAREST)
    rows = {word: i for i, word in enumerate(words)}
    rarity = np.array([math.log((1 + len(examples)) / (1 + seen[word])) + 1 for word in words], dtype=np.float32)
    learned = TopicWords(
        topics,
        rows,
        rarity,
        np.zeros((len(words), len(topics)), dtype=np.float32),
        np.zeros(len(topics), dtype=np.float32),
    )
    table = _Table([learned.counted(each.words) for each in examples], rarity)
    for column, topic in enumerate(topics):
        found = table.fit(np.array([topic in each.topics for each in examples], dtype=np.float64))
        learned.weights[:, column], learned.bias[column] = found[:-1], found[-1]
    return learned


class _Table:
    """The values of all sentences' words, a cell each."""

    def __init__(self, counted: Sequence[tuple[NDArray[np.int64], Floats]], rarity: Floats) -> None:
        self.of = np.concatenate([np.full(len(at), i) for i, (at, _) in enumerate(counted)])
        self.at = np.concatenate([at for at, _ in counted])
        self.values = np.concatenate([tf_idf(each, rarity[at]) for at, each in counted if len(at)]).astype(np.float64)
        self.size, self.words = len(counted), len(rarity)

    def fit(self, target: Vector) -> Vector:
        """Return a weight for each word, and the bias, of a logistic regression with an L2 penalty on the weights."""

        def loss(weights: Vector) -> tuple[float, Vector]:
            score = np.bincount(self.of, self.values * weights[self.at], self.size) + weights[-1]
            missed = 1 / (1 + np.exp(-score)) - target
            slope = np.bincount(self.at, self.values * missed[self.of], self.words) + PENALTY * weights[:-1]
            value = (np.logaddexp(0, score) - target * score).sum() + PENALTY * (weights[:-1] @ weights[:-1]) / 2
            return float(value), np.append(slope, missed.sum())

        start = np.zeros(self.words + 1)
        start[-1] = START
        return minimise(loss, start)


def learn_from(nlp: Language, texts: Path, golds: Sequence[Path]) -> list[Labelled]:
    """Return all there is to learn from."""
    reports = (each for name, gold, doc in annotated_docs(nlp, texts, golds) for each in annotated(name, gold, doc))
    return [*written(nlp), *reports]


def held_out(examples: Sequence[Labelled]) -> dict[str, TopicWords]:
    """Return for each report what is learned from the others (of five parts), so that scores fitted on it see no memory of it."""
    found: dict[str, TopicWords] = {}
    for held in folds(each.report for each in examples if each.report is not None):
        found |= dict.fromkeys(held, fit([each for each in examples if each.report not in held]))
    return found


def average_precision(scores: Floats, right: NDArray[np.bool_]) -> float:
    """Return the mean precision at each right one, of all in the order of their scores."""
    hits = right.ravel()[np.argsort(-scores.ravel(), kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


def main() -> None:
    """Fit, report, write."""
    args = fitting_parser(__doc__, "ingest/data/topic_words.npz").parse_args()
    examples = learn_from(load_pipeline(args.model), args.texts, args.gold)
    of_reports = [each for each in examples if each.report is not None]
    print(f"{len(examples)} sentences, {len(of_reports)} of reports")
    models = held_out(examples)
    scores = np.vstack([models[str(each.report)].of_words(each.words) for each in of_reports])
    right = np.array([[topic in each.topics for topic in sorted(load_topics())] for each in of_reports])
    print(f"average precision on reports held out: {average_precision(scores, right):.3f}")
    learned = fit(examples)
    write_topic_words(args.out, learned)
    print(f"wrote {args.out}: {args.out.stat().st_size} bytes, {len(learned.rows)} words and pairs")


if __name__ == "__main__":
    main()
