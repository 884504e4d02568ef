"""The packaged language model: what it finds in sentences it was not trained on."""

from __future__ import annotations

import pytest

from ingest.nlp import load_pipeline


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
    doc = load_pipeline()(text)
    assert [span.text for span in sorted(doc.spans["offices"], key=lambda span: span.start)] == offices


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
