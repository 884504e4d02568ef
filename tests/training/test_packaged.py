"""The packaged language model: what it finds in sentences it was not trained on."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

import pytest
import spacy

from ingest.nlp import FAST, UNREAD, load_packaged, load_pipeline, model_description
from ingest.trees import COMPONENT
from training.package import trim_strings


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "The Danish foreign minister, Mette Holm, met President Juma Otieno in Nairobi.",
            ["Danish foreign minister", "President"],
        ),
        ("Nothing was said of the harbour, and the weather in Lima was fine.", []),
    ],
    ids=["with a people's name and bare", "none"],
)
def test_offices_are_spans_of_their_own(text: str, offices: list[str]) -> None:
    with resources.as_file(resources.files("ingest") / "model") as folder:
        doc = spacy.load(folder)(text)
    assert [span.text for span in sorted(doc.spans["offices"], key=lambda span: span.start)] == offices


def test_reading_leaves_out_the_parts_it_does_without() -> None:
    assert not set(UNREAD) & set(load_pipeline().pipe_names)


def test_reading_takes_one_of_the_two_parsers() -> None:
    exact, fast = load_pipeline(), load_pipeline(FAST)
    assert {"parser", COMPONENT} & set(exact.pipe_names) == {COMPONENT}
    assert {"parser", COMPONENT} & set(fast.pipe_names) == {"parser"}
    assert model_description(exact) != model_description(fast)


@pytest.mark.parametrize("fast", [False, True])
def test_our_model_sets_sentences_itself(fast: bool) -> None:
    doc = load_packaged(fast=fast)("Mr. Kay met Lee. They spoke.")
    assert [sent.text for sent in doc.sents] == ["Mr. Kay met Lee.", "They spoke."]


@pytest.mark.parametrize("name", [None, FAST])
def test_either_parser_tells_who_met_whom(name: str | None) -> None:
    doc = load_pipeline(name)("The minister met his guest in Nairobi.")
    assert [
        (token.text, token.dep_) for token in doc if token.head.text == "met" and token.dep_ in {"nsubj", "obj"}
    ] == [
        ("minister", "nsubj"),
        ("guest", "obj"),
    ]


def test_only_strings_that_are_asked_for_by_number_are_shipped(tmp_path: Path) -> None:
    with resources.as_file(resources.files("ingest") / "model") as folder:
        copy = Path(shutil.copytree(folder, tmp_path / "model"))
    shipped = (copy / "vocab" / "strings.json").read_text(encoding="utf-8")
    trim_strings(copy)
    assert json.loads((copy / "vocab" / "strings.json").read_text(encoding="utf-8")) == json.loads(shipped)


def test_names_and_days_are_found() -> None:
    doc = load_pipeline()("The Danish foreign minister, Mette Holm, met President Juma Otieno in Nairobi on Friday.")
    found = [(ent.text, ent.label_) for ent in doc.ents]
    assert found == [
        ("Danish", "NORP"),
        ("Mette Holm", "PERSON"),
        ("Juma Otieno", "PERSON"),
        ("Nairobi", "GPE"),
        ("Friday", "DATE"),
    ]
