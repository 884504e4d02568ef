"""Long names are put right in the tree: a list is coordinated, and a preposition is the whole name's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind
from ingest.name_trees import mend_names
from ingest.nlp import load_pipeline

WORDS = "Minister Kay and Minister Lee met Dube".split()
POS = ["NOUN", "PROPN", "CCONJ", "NOUN", "PROPN", "VERB", "PROPN"]


def doc(heads: list[int], deps: list[str], words: Sequence[str] = WORDS, pos: Sequence[str] = POS) -> Doc:
    return Doc(load_pipeline(None).vocab, words=[*words], pos=[*pos], heads=heads, deps=deps)


def person(start: int, end: int) -> Mention:
    return Mention(start, end, MentionKind.PERSON)


def arcs(tree: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.dep_, token.head.text) for token in tree]


NAMES = [person(1, 2), person(4, 5), person(6, 7)]
WRONG = ["nmod:desc", "nsubj", "cc", "nmod:desc", "appos", "ROOT", "obj"]


@pytest.mark.parametrize(
    "heads",
    [[1, 5, 4, 4, 1, 5, 5], [1, 5, 4, 1, 1, 5, 5], [1, 5, 4, 4, 0, 5, 5]],
    ids=["on the name before", "title and name each on it", "on its title"],
)
def test_a_name_that_hangs_on_the_one_before_is_coordinated_with_it(heads: list[int]) -> None:
    tree = doc(heads, WRONG)
    mend_names(tree, NAMES)
    assert arcs(tree)[4] == ("Lee", "conj", "Kay")
    assert tree[3].head == tree[4]
    assert [token.text for token in tree if token.head.text == "met"] == ["Kay", "met", "Dube"]


def test_a_name_that_hangs_elsewhere_stays() -> None:
    tree = doc([1, 5, 4, 4, 5, 5, 5], WRONG)
    before = arcs(tree)
    mend_names(tree, NAMES)
    assert arcs(tree) == before


def test_names_joined_by_other_words_stay() -> None:
    words = "Minister Kay from Minister Lee met Dube".split()
    tree = doc([1, 5, 4, 4, 1, 5, 5], WRONG, words, ["NOUN", "PROPN", "ADP", "NOUN", "PROPN", "VERB", "PROPN"])
    before = arcs(tree)
    mend_names(tree, NAMES)
    assert arcs(tree) == before


def test_a_preposition_is_the_whole_names() -> None:
    words, pos = "met by Minister Lee".split(), ["VERB", "ADP", "NOUN", "PROPN"]
    tree = doc([0, 2, 3, 0], ["ROOT", "case", "nmod:desc", "obl:agent"], words, pos)
    mend_names(tree, [person(3, 4)])
    assert arcs(tree)[1] == ("by", "case", "Lee")
