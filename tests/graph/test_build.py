"""From a corpus to rows: labels, types, properties, and nothing that dangles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from graph.build import generate_rows
from graph.errors import GraphError
from graph.model import Corpus, Status, Tenure
from graph.network import to_networkx
from graph.rows import HASH_PREFIX, Edge, Node
from graph.schema import EXTRA_LABELS, LABELS, TYPES
from tests.toy import make_corpus

CORPUS = make_corpus()
ROWS = list(generate_rows(CORPUS))
NODES = {row.id: row for row in ROWS if isinstance(row, Node)}
EDGES = [row for row in ROWS if isinstance(row, Edge)]


def meeting(caption: str) -> Node:
    return next(node for node in NODES.values() if str(node.properties.get("caption", "")).startswith(caption))


def edges(kind: str) -> list[Edge]:
    return [edge for edge in EDGES if edge.type == kind]


def test_the_toy_has_every_label_and_every_type() -> None:
    assert {node.label for node in NODES.values()} == set(LABELS)
    assert {edge.type for edge in EDGES} == set(TYPES)


def test_rows_do_not_depend_on_the_order_of_the_corpus() -> None:
    shuffled = list(CORPUS.documents), list(CORPUS.meetings), list(CORPUS.reference.tenures)
    for part in shuffled:
        random.Random(3).shuffle(part)  # noqa: S311 (an order, not a secret)
    documents, meetings, tenures = shuffled
    other = Corpus(tuple(documents), tuple(meetings), replace(CORPUS.reference, tenures=tuple(tenures)))
    assert [(row, row.content_hash) for row in generate_rows(other)] == [(row, row.content_hash) for row in ROWS]


def test_rows_come_sorted_nodes_first() -> None:
    keys = [
        (0, LABELS.index(row.label), row.id)
        if isinstance(row, Node)
        else (1, list(TYPES).index(row.type), row.start_label, row.end_label, row.id)
        for row in ROWS
    ]
    assert keys == sorted(keys)


def test_ids_are_unique_among_nodes_and_among_edges() -> None:
    assert len(NODES) + len(EDGES) == len(ROWS)
    assert len({edge.id for edge in EDGES}) == len(EDGES)


def test_every_edge_joins_what_its_type_allows() -> None:
    for edge in EDGES:
        starts, ends = TYPES[edge.type]
        assert (NODES[edge.start_id].label, NODES[edge.end_id].label) == (edge.start_label, edge.end_label)
        assert edge.start_label in starts
        assert edge.end_label in ends


def test_properties_have_plain_values_and_no_forbidden_names() -> None:
    for row in ROWS:
        assert not row.properties.keys() & {"from", "to", "start", "end", "id", "content_hash", "text", "source_path"}
        for value in row.properties.values():
            assert isinstance(value, str | int | float | bool | date | list)
            assert value != ""
            if isinstance(value, list):
                assert all(isinstance(each, str) for each in value)


def test_a_date_is_as_precise_as_the_text_beside_its_days() -> None:
    call = meeting("Lee – Na (2023-07)")
    assert call.properties["start_date"] == "2023-07"
    assert (call.properties["start_earliest"], call.properties["start_latest"]) == (date(2023, 7, 1), date(2023, 7, 31))
    assert "start_date" not in meeting("Ek – Ming (undated)").properties


def test_only_what_was_held_has_participants() -> None:
    held = {m.id for m in CORPUS.meetings if m.status is Status.HELD}
    assert {edge.end_id for edge in edges("PARTICIPATED_IN")} <= held
    expected = {edge.end_id for edge in edges("EXPECTED_AT")}
    assert expected
    assert not expected & held


def test_merged_relationships_name_their_reports() -> None:
    reports = {node.id for node in NODES.values() if node.label == "Report"}
    for kind in ("PARTICIPATED_IN", "EXPECTED_AT", "DISCUSSED", "LOCATED_AT", "PART_OF", "RESCHEDULES"):
        for edge in edges(kind):
            named = edge.properties["reports"]
            assert isinstance(named, list)
            assert named
            assert set(named) <= reports


def test_a_meeting_is_located_at_its_venue_and_not_also_at_the_city() -> None:
    talks = meeting("Lee – Ming, Beijing")
    assert [edge.end_id for edge in edges("LOCATED_AT") if edge.start_id == talks.id] == [
        "place/chn/beijing/great-hall"
    ]
    assert [(edge.start_id, edge.end_id) for edge in edges("WITHIN")] == [
        ("place/chn/beijing/great-hall", "place/chn/beijing")
    ]
    assert {edge.start_id for edge in edges("IN_COUNTRY")} == {
        "place/chn/beijing",
        "place/ind/new-delhi",
        "place/swe/none/hotel",
    }


def test_officials_and_status_are_extra_labels() -> None:
    assert NODES["ann-lee"].extra_labels == ("Official",)
    fox = next(node for node in NODES.values() if node.properties.get("name") == "Dana Fox")
    assert fox.extra_labels == ()
    assert fox.properties["is_linked"] is False
    assert meeting("Lee – Ming (2023-02-05)").extra_labels == ("Cancelled",)
    for node in NODES.values():
        assert set(node.extra_labels) <= set(EXTRA_LABELS.get(node.label, ()))


def test_a_claim_against_the_knowledge_base_makes_the_person_disputed_and_nothing_else() -> None:
    assert NODES["carl-lee"].properties["disputed"] == ["office"]
    assert "Foreign Minister" not in [edge.properties.get("office") for edge in EDGES if edge.start_id == "carl-lee"]


def test_two_tenures_of_one_office_are_two_relationships() -> None:
    held = [edge for edge in edges("HELD_OFFICE") if edge.start_id == "wei-ming"]
    assert sorted(str(edge.properties["since"]) for edge in held) == ["2013-03-16", "2023-07-25"]


def test_no_text_and_no_path_gets_into_the_graph() -> None:
    texts = {records.document.text for records in CORPUS.documents}
    values = [value for row in ROWS for value in row.properties.values() if isinstance(value, str)]
    assert not [value for value in values if value in texts or value.startswith("/somewhere")]


def test_a_change_of_any_property_changes_the_hash() -> None:
    node = NODES["ann-lee"]
    assert node.content_hash.startswith(HASH_PREFIX)
    changed = (
        replace(node, properties={**node.properties, "country": "CAN"}),
        replace(node, extra_labels=()),
        replace(node, properties={}),
    )
    assert len({node.content_hash, *(each.content_hash for each in changed)}) == 4


def test_an_unknown_country_topic_or_office_is_an_error() -> None:
    reference = CORPUS.reference
    for broken, message in (
        (replace(reference, countries={}), "code of no known state"),
        (replace(reference, topics={}), "no known topic"),
        (replace(reference, tenures=(Tenure("ann-lee", "office/usa/none"),)), "no office 'office/usa/none'"),
    ):
        with pytest.raises(GraphError, match=message):
            list(generate_rows(replace(CORPUS, reference=broken)))


def test_an_edge_without_its_end_is_an_error() -> None:
    first = CORPUS.meetings[0]
    missing = replace(first, participants=(replace(first.participants[0], person="nobody"),))
    with pytest.raises(GraphError, match="there is no Person 'nobody'"):
        list(generate_rows(replace(CORPUS, meetings=(missing, *CORPUS.meetings[1:]))))


def test_an_id_for_two_things_is_an_error() -> None:
    clash = replace(CORPUS.meetings[0], id="ann-lee")
    with pytest.raises(GraphError, match="'ann-lee' stands for a Person and for a Meeting"):
        list(generate_rows(replace(CORPUS, meetings=(clash, *CORPUS.meetings[1:]))))


def test_networkx_has_everything_under_unique_keys() -> None:
    graph = to_networkx(ROWS)
    assert graph.number_of_nodes() == len(NODES)
    assert {key for _, _, key in graph.edges(keys=True)} == {edge.id for edge in EDGES}
    assert graph.nodes["ann-lee"]["labels"] == ["Person", "Official"]
    first = EDGES[0]
    assert graph.edges[first.start_id, first.end_id, first.id]["type"] == first.type
