"""The words of a sentence make topics likely that none of them names; names of people and unknown words do not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.annotations import sentences_of
from ingest.nlp import annotate, load_pipeline
from ingest.topic_words import TopicWords, load_topic_words, read_topic_words, words_of, write_topic_words
from ingest.topics import load_topics
from tests.ingest.helpers import Case, cases, document


def likeliest(text: str) -> str:
    """Return the topic that a sentence likeliest speaks of."""
    learned = load_topic_words()
    doc = annotate(load_pipeline(), document(text))
    return learned.topics[int(learned.likely(sentences_of(doc))[0].argmax())]


@cases(
    Case("a reservoir", "The reservoir above the two villages is down to its last metres, he said.", "water"),
    Case("boats", "No boat that leaves Sfax by night should reach Lampedusa, she told him.", "migration"),
    Case("enrichment", "The centrifuges at the site must stop, the minister said.", "nuclear-programme"),
    Case("a prisoner", "Her husband has been held without trial since May, she told the ambassador.", "detainees"),
    Case("grain", "Wheat from the silos will feed both provinces until the harvest.", "food-security"),
)
def test_words_that_name_no_topic_make_one_likely(case: Case) -> None:
    assert likeliest(case.text) == case.expected


def test_what_is_not_told_of_a_topic_is_likely_of_none() -> None:
    learned = load_topic_words()
    doc = annotate(load_pipeline(), document("The two then left by a side door."))
    assert float(learned.likely(sentences_of(doc)).max()) < 0.3


def test_words_stand_in_their_base_form_beside_pairs_of_neighbours() -> None:
    doc = annotate(load_pipeline(), document("The reservoirs dried up."))
    assert {"reservoir", "dry", "reservoir dry"} <= set(words_of(doc[:]))


def test_names_of_people_say_nothing() -> None:
    doc = annotate(load_pipeline(), document("Prime Minister Kaja Kallas spoke about tariffs."))
    assert not any("kallas" in word.split() for word in words_of(doc[:]))


def test_all_topics_of_the_table_are_learned() -> None:
    assert set(load_topic_words().topics) == set(load_topics())


def test_a_text_without_words_has_no_row() -> None:
    assert load_topic_words().likely([]).shape == (0, len(load_topics()))


def test_an_unknown_word_leaves_each_topic_as_likely_as_before() -> None:
    learned = load_topic_words()
    assert np.array_equal(learned.of_words(["qwzx"]), learned.of_words([]))


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    weights = rng.normal(size=(3, 2)).astype(np.float32)
    rarity, bias = np.ones(3, dtype=np.float32), np.zeros(2, dtype=np.float32)
    learned = TopicWords(("a", "b"), {"x": 0, "y": 1, "x y": 2}, rarity, weights, bias)
    write_topic_words(tmp_path / "words.npz", learned)
    again = read_topic_words(tmp_path / "words.npz")
    assert (again.topics, again.rows) == (learned.topics, learned.rows)
    assert again.of_words(["x", "y", "x y"]) == pytest.approx(learned.of_words(["x", "y", "x y"]), abs=0.01)
