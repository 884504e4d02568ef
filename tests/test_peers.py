"""The simpler methods that `bench.peers` measures beside ours do what their descriptions say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.peers import read_by_dyads, read_by_keywords, state_pairs
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import document

if TYPE_CHECKING:
    from spacy.tokens import Doc


def analyse(text: str) -> Doc:
    return annotate(load_pipeline(None), document(text))


def people(encounter: dict[str, object]) -> set[str]:
    found = encounter["participants"]
    assert isinstance(found, list)
    return {person["name"] for person in found}


def test_keywords_join_all_who_are_named_beside_a_word_of_meeting() -> None:
    text = "Emmanuel Macron met Olaf Scholz in Berlin, as Keir Starmer had advised. Joe Biden thanked Narendra Modi."
    found = [people(each) for each in read_by_keywords(analyse(text))]
    assert len(found) == 3
    assert {"Emmanuel Macron", "Keir Starmer"} in found
    assert not any("Narendra Modi" in each for each in found)


def test_dyads_join_the_subject_and_the_object_of_a_clause_only() -> None:
    text = "Emmanuel Macron met Olaf Scholz in Berlin, as Keir Starmer had advised."
    assert [people(each) for each in read_by_dyads(analyse(text))] == [{"Emmanuel Macron", "Olaf Scholz"}]


def test_dyads_turn_the_passive_round() -> None:
    text = "Emmanuel Macron was received by Olaf Scholz in Berlin."
    assert [people(each) for each in read_by_dyads(analyse(text))] == [{"Emmanuel Macron", "Olaf Scholz"}]


def test_dyads_heed_not_and_will() -> None:
    assert not list(read_by_dyads(analyse("Emmanuel Macron did not meet Olaf Scholz in Berlin.")))
    ahead = list(read_by_dyads(analyse("Emmanuel Macron will meet Olaf Scholz in Berlin.")))
    assert [each["status"] for each in ahead] == ["planned"]


def test_a_pair_of_states_counts_once_a_document_and_only_where_it_was_held() -> None:
    held = {"status": "held", "parties": ["FRA", "DEU"]}
    ahead = {"status": "planned", "parties": ["FRA", "GBR"]}
    assert state_pairs({"encounters": [held, held, ahead]}) == {("DEU", "FRA")}
