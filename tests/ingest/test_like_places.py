"""What the recogniser takes for a person is a place where all that is said of it is said of places."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind
from ingest.like_places import is_like_place

_VOCAB = spacy.blank("en").vocab


def _stands(phrase: str, *, name: str = "Kestrel") -> bool:
    words = [*"She met him".split(), *phrase.split()]
    at = words.index(name)
    heads = [1, 1, 1, *[at] * (len(words) - 3)]
    heads[at] = 1
    deps = ["nsubj", "ROOT", "obj", *["case"] * (len(words) - 3)]
    deps[at] = "obl"
    doc = Doc(_VOCAB, words, heads=heads, deps=deps)
    return is_like_place(doc, [Mention(at, at + 1, MentionKind.PERSON, name=name)])


@pytest.mark.parametrize("phrase", ["in Kestrel", "and waited near Kestrel"])
def test_what_somebody_is_in_is_a_place(phrase: str) -> None:
    assert _stands(phrase)


@pytest.mark.parametrize(
    "phrase", ["and trusted in Kestrel", "and looked at Kestrel", "and spoke to Kestrel", "with Kestrel"]
)
def test_whom_somebody_trusts_in_is_none(phrase: str) -> None:
    assert not _stands(phrase)


def test_the_town_of_a_dateline_is_a_place() -> None:
    words = ["Kestrel", ",", "Australia", "(", "NA", ")", "-", "They", "met"]
    doc = Doc(_VOCAB, words, spaces=[False, True, True, False, False, True, True, True, False])
    assert is_like_place(doc, [Mention(0, 1, MentionKind.PERSON, name="Kestrel")])
