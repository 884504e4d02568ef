"""Words are cut into known pieces, and sentences get the tree that their scores say."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ingest.encoder import gelu, read_weights, write_weights
from ingest.nlp import load_pipeline
from ingest.trees import COMPONENT, TreeModel, TreeParser, best_tree
from ingest.word_pieces import END, MOST, START, UNKNOWN, WordPieces

PIECES = WordPieces([UNKNOWN, START, END, "b", "##link", "##en", "met", "-", "ex", "##s"])


def model() -> TreeModel:
    return parser().tree_model


def parser() -> TreeParser:
    found = load_pipeline(None).get_pipe(COMPONENT)
    assert isinstance(found, TreeParser)
    return found


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Blinken", ("b", "##link", "##en")),
        ("BLÍNKEN", ("b", "##link", "##en")),
        ("ex-met", ("ex", "-", "met")),
        ("ex-zzz", ("ex", "-", UNKNOWN)),
        ("zzz", (UNKNOWN,)),
        (" ", (UNKNOWN,)),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(word: str, pieces: tuple[str, ...]) -> None:
    assert tuple(PIECES.pieces[number] for number in PIECES.of(word)) == pieces


@given(st.text(min_size=1))
def test_any_word_has_pieces_and_not_too_many(word: str) -> None:
    assert 1 <= len(PIECES.of(word)) <= MOST


def test_a_list_of_pieces_without_the_special_ones_is_refused() -> None:
    with pytest.raises(ValueError, match="SEP"):
        WordPieces([UNKNOWN, START, "b"])


def score(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word + 1, head + 1] for word, head in enumerate(heads)))


def is_tree(heads: list[int]) -> bool:
    """Tell whether every word leads to the one root."""
    for word in range(len(heads)):
        seen = set()
        at = word
        while at >= 0 and at not in seen:
            seen.add(at)
            at = heads[at]
        if at >= 0:
            return False
    return heads.count(-1) == 1


@settings(deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n + 1, n + 1), elements=st.floats(-4, 0, width=32))))
def test_the_best_tree_of_one_root_is_taken(scores: np.ndarray) -> None:
    size = len(scores) - 1
    found = best_tree(scores)
    assert is_tree(found)
    best = max(score(scores, list(heads)) for heads in product(range(-1, size), repeat=size) if is_tree(list(heads)))
    assert score(scores, found) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_a_long_sentence_has_one_tree_whose_words_hang_on_their_best_heads_or_the_root(seed: int) -> None:
    scores = np.random.default_rng(seed).uniform(-4, 0, (101, 101)).astype(np.float32)
    np.fill_diagonal(scores, -np.inf)
    found = best_tree(scores)
    assert is_tree(found)
    ranks = [int((scores[word + 1] > scores[word + 1, head + 1]).sum()) for word, head in enumerate(found) if head >= 0]
    assert max(ranks) <= 8
    assert sum(rank == 0 for rank in ranks) > 80, "most hang on the likeliest"


@pytest.mark.parametrize(
    ("value", "wanted"), [(0.0, 0.0), (1.0, 0.8413447), (-1.0, -0.1586553), (6.0, 6.0), (-6.0, 0.0)]
)
def test_each_value_is_weighted_by_the_normal_distribution(value: float, wanted: float) -> None:
    assert gelu(np.array([value], dtype=np.float32))[0] == pytest.approx(wanted, abs=1e-5)


def test_weights_survive_eight_bits(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    rng = np.random.default_rng(1)
    weights = {"matrix": rng.normal(size=(4, 50)).astype(np.float32), "bias": rng.normal(size=4).astype(np.float32)}
    write_weights(path, weights)
    kept = read_weights(path)
    assert np.array_equal(kept["bias"], weights["bias"])
    assert np.abs(kept["matrix"] - weights["matrix"]).max() <= np.abs(weights["matrix"]).max() / 254 * 1.01


def test_sentences_do_not_see_one_another() -> None:
    first, second = "Kay met Lee in Oslo .".split(), "They spoke for an hour about fish .".split()
    assert model().trees([first, second]) == [*model().trees([first]), *model().trees([second])]


def test_who_met_whom_is_in_the_tree() -> None:
    words = "The minister , who had flown in from Rome , met his Dutch counterpart on Monday .".split()
    [(heads, labels)] = model().trees([words])
    verb = words.index("met")
    assert heads[verb] == -1
    assert (heads[words.index("minister")], labels[words.index("minister")]) == (verb, "nsubj")
    assert (heads[words.index("counterpart")], labels[words.index("counterpart")]) == (verb, "obj")


def test_a_sentence_too_long_for_the_encoder_is_read_in_parts_and_stays_one_tree() -> None:
    names = " , ".join(f"Minister Kay{n} of Norway" for n in range(200))
    words = f"Present were {names} .".split()
    [(heads, labels)] = model().trees([words])
    assert len(heads) == len(labels) == len(words)
    assert is_tree(heads)


@pytest.mark.parametrize("text", ["", " \n ", "Kay met Lee.\n\n", "\n\nKay met Lee.  They spoke. \n", "Kay met Lee"])
def test_each_sentence_is_one_tree_and_begins_where_it_did(text: str) -> None:
    nlp = load_pipeline(None)
    doc = nlp(text)
    sents = [sent.text for sent in doc.sents]
    assert [sent.text for sent in parser()(doc).sents] == sents
    assert all(token.head in sent for sent in doc.sents for token in sent)
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


def test_a_parser_without_weights_says_so() -> None:
    with pytest.raises(ValueError, match="from_disk"):
        TreeParser()(load_pipeline(None)("Kay met Lee."))
