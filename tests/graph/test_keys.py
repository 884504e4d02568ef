"""Ids are the same everywhere and tell different things apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import keys
from graph.model import Evidence


def test_document_id_comes_from_the_address_first() -> None:
    first = keys.document_id(url="https://example.org/a", text="one", publisher="A")
    assert first == keys.document_id(url="https://example.org/a", text="two", publisher="B")
    assert first != keys.document_id(text="one", publisher="A")


def test_document_id_without_address_needs_text_and_publisher() -> None:
    assert keys.document_id(text="one", publisher="A") != keys.document_id(text="one", publisher="B")
    assert keys.document_id(text="one") != keys.document_id(text="two")


def test_ids_stay_as_they_were() -> None:
    """Ids stand in users' graphs and judgements: a change of theirs is a change of format."""
    evidence = Evidence("They met.", 10, 19)
    assert keys.document_id(url="https://example.org/a") == "c602ba46448675a104ed"
    assert keys.report_id("d", evidence) == "fc6fd98c8bffe994c256"
    assert keys.meeting_id(["b", "a"]) == "c8dc12495d47dcd1e2c3"
    assert keys.relationship_id("T", "a", "b") == "0ba37830eac99680b123"


@pytest.mark.parametrize("field", ["text", "title"])
def test_record_ids_differ_by_kind_and_more(field: str) -> None:
    evidence = Evidence("They met.", 10, 19, "title" if field == "title" else "text")
    ids = {
        keys.report_id("d", evidence),
        keys.report_id("d", evidence, "other"),
        keys.statement_id("d", evidence, "a"),
        keys.agreement_id("d", evidence),
        keys.claim_id("d", evidence, "city", "Beijing"),
        keys.claim_id("d", evidence, "city", "Shanghai"),
    }
    assert len(ids) == 6


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6))
def test_meeting_id_does_not_depend_on_order(reports: list[str]) -> None:
    assert keys.meeting_id(reports) == keys.meeting_id(sorted(reports, reverse=True))


def test_relationship_id_tells_directions_apart() -> None:
    assert keys.relationship_id("T", "a", "b") != keys.relationship_id("T", "b", "a")


@given(st.text())
def test_slug_is_never_empty_and_stays_as_it_is(text: str) -> None:
    once = keys.slug(text)
    assert once
    assert keys.slug(once) == once


def test_place_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the name"):
        keys.place_id("CHN", None)


def test_unlinked_people_of_two_documents_differ() -> None:
    assert keys.person_id("Li Wei", country="CHN", document="a") != keys.person_id(
        "Li Wei", country="CHN", document="b"
    )
