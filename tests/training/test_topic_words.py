"""What `training.topic_words` learns: words of labelled sentences, and nothing of a report that is held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from training.topic_words import WRITTEN, Labelled, fit, held_out, read_lines

WATER, TRADE = frozenset({"water"}), frozenset({"trade"})


def example(report: str | None, words: str, topics: frozenset[str]) -> Labelled:
    """Return a labelled sentence."""
    return Labelled(report, tuple(words.split()), topics)


EXAMPLES = [
    *(example(None, "the dam is full", WATER) for _ in range(20)),
    *(example(None, "the port is open", TRADE) for _ in range(20)),
    *(example(f"r{i}", f"nothing own{i} own{i}", frozenset()) for i in range(10)),
    *(example("r1", "secret harvest", TRADE) for _ in range(4)),
]


def likely(words: str, topic: str, report: str | None = None) -> float:
    """Return how likely words speak of a topic, by all examples or by those of other reports."""
    learned = fit(EXAMPLES) if report is None else held_out(EXAMPLES)[report]
    return float(learned.of_words(words.split())[learned.topics.index(topic)])


def test_a_word_speaks_of_the_topic_of_its_sentences() -> None:
    assert likely("dam", "water") > 0.5 > likely("dam", "trade")


def test_words_of_every_topic_speak_of_none() -> None:
    assert likely("the", "water") < likely("dam", "water")


def test_nothing_is_learned_of_a_report_from_itself() -> None:
    assert likely("secret harvest", "trade") > 2 * likely("secret harvest", "trade", "r1")


def test_a_line_tells_topics_and_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("trade,water|Both came up, he said.\n\n-|They left | late.\n", "utf-8")
    assert list(read_lines(tmp_path / "x.txt")) == [
        (TRADE | WATER, "Both came up, he said."),
        (frozenset(), "They left | late."),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("No topics here.", "no topics before"),
        ("traffic|Cars.", "no such topic: traffic"),
        ("trade|", "no topics before"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_of(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(InputError, match=f"x.txt:1: {reason}"):
        list(read_lines(path))


def test_every_topic_has_sentences_written_for_it() -> None:
    seen = [topic for path in WRITTEN.glob("*.txt") for topics, _ in read_lines(path) for topic in topics]
    assert min(map(seen.count, set(seen))) >= 50
