"""Marked text gives plain text and spans, and bad marks are named."""

from pathlib import Path

import pytest

from graph.errors import InputError
from training.corpus_format import parse_document, parse_marked, read_corpus


def test_nested_marks_give_outer_span_first() -> None:
    text, spans = parse_marked("“[OFFICE [GPE Peru]’s premier]” spoke on [DATE Monday].")
    assert text == "“Peru’s premier” spoke on Monday."
    assert [(text[start:end], label) for start, end, label in spans] == [
        ("Peru’s premier", "OFFICE"),
        ("Peru", "GPE"),
        ("Monday", "DATE"),
    ]


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("[PERSON Ann", "never closed"),
        ("Ann] left", "without an opening one"),
        ("[PERSON ] left", "empty mark"),
        ("[WHO Ann] left", "without a known label"),
        ("[Ann] left", "without a known label"),
    ],
)
def test_bad_marks_are_errors(marked: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_marked(marked)


def test_front_matter_stands_apart() -> None:
    document = parse_document('---\ntitle: "A: B"\npublished: 2019-06-12\n---\n[GPE Rome] slept.\n', "x")
    assert (document.title, document.published, document.text) == ("A: B", "2019-06-12", "Rome slept.")
    assert document.spans == ((0, 4, "GPE"),)


def test_errors_name_the_document() -> None:
    with pytest.raises(InputError, match=r"^dev-99: mark GPE is never closed"):
        parse_document("[GPE Rome slept.", "dev-99")


def test_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.txt file"):
        read_corpus(tmp_path)
