"""Reading query files, and turning what people type into parameters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.errors import QueryError
from graph.model import Corpus
from graph.stores.embedded import EmbeddedStore
from queries.catalogue import bind, find_query, load_catalogue, parse_query, run, run_cypher
from queries.empty import explain_empty
from queries.resolve import resolve

HEADER = "// Title\n// asks: What?\n// param $a: text, what, x\n// returns: b: text\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n) RETURN n", "needs a title"),
        ("// Title\n// returns: b: text\nMATCH (n) RETURN n", "needs a title"),
        (HEADER + "MATCH (n) RETURN n.b AS b", "differ in a"),
        (HEADER + "MATCH (n {x: $a, y: $c}) RETURN n.b AS b", "differ in c"),
        (HEADER.replace("text, what", "colour, what") + "MATCH (n {a: $a}) RETURN n.b AS b", "not `param"),
        (HEADER.replace("b: text", "b: colour") + "MATCH (n {a: $a}) RETURN n.b AS b", "column b has no type"),
        (HEADER + "MATCH (n {a: $a}) SET n.b = 1 RETURN n.b AS b", "writes"),
    ],
)
def test_a_file_out_of_order_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_query("x", text)


def test_every_file_explains_itself() -> None:
    for query in load_catalogue().values():
        assert query.title
        assert query.asks.endswith("?")
        for parameter in query.parameters:
            assert parameter.meaning
            assert parameter.example


def test_every_example_is_of_its_type(store: EmbeddedStore) -> None:
    for query in load_catalogue().values():
        for parameter in query.parameters:
            if parameter.type in ("date", "last-date", "integer", "boolean"):
                required = {
                    p.name: "ann lee" if p.type == "person" else "china" for p in query.parameters if p.is_required
                }
                if "meeting" in required or "other" in required:
                    continue
                assert bind(query, store, {**required, parameter.name: parameter.example})[parameter.name] is not None


def test_an_unknown_query_lists_those_there_are() -> None:
    with pytest.raises(QueryError, match="there are: agreements-between, called-off"):
        find_query("who-met-who")


def test_a_missing_parameter_is_said_with_an_example(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=r"needs --person \(whose meetings\), such as 'blinken'"):
        run(find_query("who-met-whom"), store, {})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"since": "June"}, "--since: 'June' is no date"),
        ({"conferences": "maybe"}, "--conferences is true or false"),
        ({"colour": "red"}, "no parameter 'colour'"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(store: EmbeddedStore, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        bind(find_query("who-met-whom"), store, {"person": "ann lee", **values})
    with pytest.raises(QueryError, match="whole number"):
        bind(find_query("most-connected"), store, {"limit": "-3"})


def test_dates_open_and_close_ranges_as_wide_as_typed(store: EmbeddedStore) -> None:
    bound = bind(find_query("who-met-whom"), store, {"person": "ann lee", "since": "2023", "until": "2024-02"})
    assert (bound["since"], bound["until"]) == ("2023-01-01", "2024-02-29")
    assert bind(find_query("upcoming"), store, {})["since"] == datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("person", "ann-lee", "ann-lee"),
        ("person", "ANN LEE", "ann-lee"),
        ("person", "c. lee", "carl-lee"),
        ("person", "Sara", "sara-noor"),
        ("person", "Sára Noor", "sara-noor"),
        ("person", "ming wei", "wei-ming"),
        ("person", "wei-m", "wei-ming"),
        ("country", "uk", "GBR"),
        ("country", "United States", "USA"),
        ("country", "chn", "CHN"),
        ("country", "nations", "UNO"),
        ("topic", "Human Rights", "human-rights"),
        ("topic", "arms", "arms-control"),
    ],
)
def test_people_type_names_as_they_like(store: EmbeddedStore, kind: str, typed: str, found: str) -> None:
    assert resolve(store, kind, typed) == found


def test_a_meeting_is_found_by_id_its_beginning_and_earlier_ids(corpus: Corpus, store: EmbeddedStore) -> None:
    meeting = next(m for m in corpus.meetings if m.former_ids)
    assert resolve(store, "meeting", meeting.id) == meeting.id
    assert resolve(store, "meeting", meeting.id[:8]) == meeting.id
    assert resolve(store, "meeting", meeting.former_ids[0]) == meeting.id


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("person", "lee", r"'lee' fits 2 people; say which: Ann Lee \(USA\): ann-lee; Carl Lee \(GBR\): carl-lee"),
        ("person", "Wei Meng", r"no person 'Wei Meng'; near it are Wei Ming \(CHN\): wei-ming"),
        ("person", "zzzz", "no person 'zzzz'$"),
        ("person", "", "no person ''"),
        ("country", "united", "'united' fits 3 countries"),
        ("country", "Chna", "near it are China: CHN"),
        ("meeting", "2a", "no meeting '2a'"),
    ],
)
def test_what_is_unknown_or_ambiguous_gets_candidates(
    store: EmbeddedStore, kind: str, typed: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        resolve(store, kind, typed)


def test_an_empty_answer_says_why(store: EmbeddedStore) -> None:
    query = find_query("who-met-whom")
    values = bind(query, store, {"person": "bo ek", "since": "2030"})
    said = explain_empty(query, store, values)
    assert said.startswith("Nothing fits. Bo Ek has these meetings in the graph: 2 held, 1 planned.")
    assert "--since 2030-01-01" in said
    values = bind(query, store, {"person": "dana fox"})
    assert "Dana Fox is named, but in no meeting." in explain_empty(query, store, values)


def test_somebodys_own_cypher_runs_read_only(store: EmbeddedStore) -> None:
    rows = run_cypher("MATCH (p:Person {id: $id}) RETURN p.name AS name", store, {"id": "bo-ek"})
    assert rows == [{"name": "Bo Ek"}]
    with pytest.raises(QueryError, match="LOAD CSV"):
        run_cypher("MATCH (n) LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l", store)
