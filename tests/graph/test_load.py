"""Loading into a store: complete, idempotent, in the same place after any interruption."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.build import generate_rows
from graph.errors import LoadError, StoreError
from graph.rows import SCHEMA_VERSION, Edge, Node, Row
from graph.stores.base import (
    Answer,
    ClashError,
    Index,
    Parameters,
    Statement,
    TooLargeError,
    TransientStoreError,
    UncertainCommitError,
)
from graph.stores.embedded import EmbeddedStore, create_embedded, open_embedded
from graph.stores.load import load
from graph.stores.statements import count_all, create_edges, merge_nodes
from tests.toy import make_corpus

ROWS = list(generate_rows(make_corpus()))
NODES = sum(isinstance(row, Node) for row in ROWS)
EDGES = len(ROWS) - NODES


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = create_embedded(tmp_path / "store")
    yield opened
    opened.close()


def dump(store: EmbeddedStore) -> list[str]:
    """Return everything of ours, comparable."""
    nodes = store.read(
        "MATCH (n) WHERE n.content_hash IS NOT NULL RETURN n.id AS id, labels(n) AS labels, properties(n) AS p"
    )
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, type(r) AS t, properties(r) AS p")
    return sorted(repr(sorted(row.items(), key=str)) for row in (*nodes, *edges))


class Breaking:
    """A store that passes everything on, but breaks at one write."""

    def __init__(self, store: EmbeddedStore, at: int, error: Exception, *, after: bool = False) -> None:
        self.store, self.at, self.error, self.after = store, at, error, after
        self.writes = 0
        self.largest = 0

    @property
    def address(self) -> str:
        return self.store.address

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[Answer]:
        return self.store.stream(cypher, parameters)

    def read(self, cypher: str, parameters: Parameters | None = None) -> list[Answer]:
        return self.store.read(cypher, parameters)

    def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
        self.writes += 1
        if self.writes == self.at and not self.after:
            raise self.error
        answers = self.store.write(statements)
        if self.writes == self.at:
            raise self.error
        return answers

    def prepare(self, indexes: Sequence[Index]) -> None:
        self.store.prepare(indexes)

    def close(self) -> None:
        self.store.close()


def test_a_load_puts_every_row_there(store: EmbeddedStore) -> None:
    receipt = load(ROWS, store)
    assert (receipt.sent, receipt.created, receipt.updated, receipt.unchanged) == (len(ROWS), len(ROWS), 0, 0)
    assert all(tally.in_database == tally.sent for tally in receipt.tallies.values())
    assert len(dump(store)) == len(ROWS)


def test_every_property_and_label_arrives(store: EmbeddedStore) -> None:
    load(ROWS, store)
    node = next(row for row in ROWS if isinstance(row, Node) and row.extra_labels == ("Cancelled",))
    answer = store.read("MATCH (n:Meeting {id: $id}) RETURN properties(n) AS p, labels(n) AS labels", {"id": node.id})[
        0
    ]
    expected = {
        name: str(value) if name.endswith(("earliest", "latest")) else value for name, value in node.properties.items()
    }
    assert {name: value for name, value in answer["p"].items() if value is not None} == {
        **expected,
        "id": node.id,
        "content_hash": node.content_hash,
    }
    assert sorted(answer["labels"]) == ["Cancelled", "Meeting"]


def test_a_second_load_changes_nothing(store: EmbeddedStore) -> None:
    load(ROWS, store)
    before = dump(store)
    receipt = load(ROWS, store)
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 0, len(ROWS))
    assert dump(store) == before


def test_what_is_there_is_asked_for_in_parts_when_it_is_much(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.load._AT_ONCE", 10)
    monkeypatch.setattr("graph.stores.load._RUN", 3)
    load(ROWS, store)
    receipt = load(ROWS, store)
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 0, len(ROWS))
    fewer, _ = without_a_meeting()
    assert load(fewer, store, prune=True).removed == len(ROWS) - len(fewer)


def test_a_second_load_writes_nothing_but_its_own_note(store: EmbeddedStore) -> None:
    load(ROWS, store)
    again = Breaking(store, 0, StoreError("never"))
    load(ROWS, again)
    assert again.writes == 2


def test_only_rows_that_differ_are_written(store: EmbeddedStore) -> None:
    load(ROWS, store)
    meeting = next(row for row in ROWS if isinstance(row, Node) and row.extra_labels == ("Planned",))
    changed = replace(meeting, properties={"caption": "Now held"}, extra_labels=("Held",))
    receipt = load([changed if row is meeting else row for row in ROWS], store)
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, 1, len(ROWS) - 1)
    answer = store.read(
        "MATCH (n:Meeting {id: $id}) RETURN labels(n) AS labels, n.status AS status", {"id": meeting.id}
    )
    assert sorted(answer[0]["labels"]) == ["Held", "Meeting"]
    assert answer[0]["status"] is None
    assert store.read("MATCH (n:Meeting {id: $id})--() RETURN count(*) AS n", {"id": meeting.id})[0]["n"] > 0


def without_a_meeting() -> tuple[list[Row], str]:
    gone = next(row.id for row in ROWS if isinstance(row, Node) and row.extra_labels == ("Declined",))
    return [
        row for row in ROWS if row.id != gone and not (isinstance(row, Edge) and gone in (row.start_id, row.end_id))
    ], gone


def test_what_an_earlier_load_left_is_an_error_and_prune_removes_it(store: EmbeddedStore) -> None:
    load(ROWS, store)
    fewer, gone = without_a_meeting()
    with pytest.raises(LoadError, match=r"Meeting: 1 of an earlier load are still there \(--prune removes them\)"):
        load(fewer, store)
    receipt = load(fewer, store, prune=True)
    assert receipt.removed == len(ROWS) - len(fewer)
    assert store.read("MATCH (n:Meeting {id: $id}) RETURN count(n) AS n", {"id": gone})[0]["n"] == 0
    assert len(dump(store)) == len(fewer)


def test_prune_leaves_what_others_put_there(store: EmbeddedStore) -> None:
    load(ROWS, store)
    store.write([Statement("CREATE (:Person {id: 'mine', name: 'Somebody'})-[:KNOWS {id: 'k'}]->(:Pet {id: 'rex'})")])
    fewer, _ = without_a_meeting()
    load(fewer, store, prune=True)
    assert store.read("MATCH (n:Person {id: 'mine'})-[:KNOWS]->(p:Pet) RETURN p.id AS id") == [{"id": "rex"}]


def test_a_node_that_others_hold_on_to_stays_and_is_named(store: EmbeddedStore) -> None:
    load(ROWS, store)
    fewer, gone = without_a_meeting()
    store.write([Statement("MATCH (m:Meeting {id: $id}) CREATE (:Note {id: 'n'})-[:ON]->(m)", {"id": gone})])
    with pytest.raises(LoadError, match="relationships of others hold on to them"):
        load(fewer, store, prune=True)
    assert store.read("MATCH (:Note)-[:ON]->(m:Meeting) RETURN m.id AS id") == [{"id": gone}]


def test_a_foreign_node_with_our_id_is_never_overwritten(store: EmbeddedStore) -> None:
    store.write([Statement("CREATE (:Person {id: 'ann-lee', name: 'Mine'})")])
    with pytest.raises(LoadError, match="'ann-lee' that diplograph did not put there"):
        load(ROWS, store)
    assert store.read("MATCH (n:Person {id: 'ann-lee'}) RETURN n.name AS name") == [{"name": "Mine"}]


def test_a_missing_end_is_an_error_that_names_it(store: EmbeddedStore) -> None:
    edge = next(row for row in ROWS if isinstance(row, Edge) and row.type == "PARTICIPATED_IN")
    lost = [row for row in ROWS if row.id != edge.end_id]
    with pytest.raises(LoadError, match=rf"have no ends in .* '{edge.end_id}'"):
        load(lost, store)


@pytest.mark.parametrize("at", [1, 6, 17, 30])
@pytest.mark.parametrize("after", [False, True])
def test_an_interrupted_load_is_made_whole_by_another(store: EmbeddedStore, at: int, after: bool) -> None:
    breaking = Breaking(store, at, StoreError("cut"), after=after)
    with pytest.raises(StoreError, match="cut"):
        load(ROWS, breaking, batch_size=100)
    receipt = load(ROWS, store)
    assert receipt.created + receipt.unchanged == len(ROWS)
    assert len(dump(store)) == len(ROWS)


def test_a_commit_in_doubt_is_looked_at_and_not_repeated(store: EmbeddedStore) -> None:
    for at in (5, 20):
        breaking = Breaking(store, at, UncertainCommitError("cut"), after=True)
        load(ROWS, breaking)
    assert len(dump(store)) == len(ROWS)


def test_a_merge_in_doubt_is_repeated(store: EmbeddedStore) -> None:
    load(ROWS, store)
    changed = [
        replace(row, properties={**row.properties, "remark": "new"}) if isinstance(row, Node) else row for row in ROWS
    ]
    receipt = load(changed, Breaking(store, 4, UncertainCommitError("cut"), after=True))
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, NODES, EDGES)
    assert len(dump(store)) == len(ROWS)


def test_after_a_load_that_never_ended_nothing_is_taken_for_empty(store: EmbeddedStore) -> None:
    """Its last writes may still be coming: what they bring must not come twice."""
    late = [row for row in ROWS if isinstance(row, Edge) and row.type == "PARTICIPATED_IN"]
    with pytest.raises(StoreError, match="cut"):
        load(ROWS, Breaking(store, 2, StoreError("cut")))
    coming = Late(store, late)
    receipt = load(ROWS, coming)
    assert coming.came
    assert receipt.sent == len(ROWS)
    assert len(dump(store)) == len(ROWS)
    states = store.read("MATCH (n:Load) RETURN n.state AS state ORDER BY state")
    assert states == [{"state": "cut off"}, {"state": "done"}]


class Late(Breaking):
    """A store to which relationships of another writer come after it was asked how many of them there are."""

    def __init__(self, store: EmbeddedStore, late: list[Edge]) -> None:
        super().__init__(store, 0, StoreError("never"))
        self.late, self.came = late, False

    def read(self, cypher: str, parameters: Parameters | None = None) -> list[Answer]:
        answers = self.store.read(cypher, parameters)
        if not self.came and cypher == count_all("PARTICIPATED_IN").cypher:
            self.came = True
            self.store.write([create_edges(self.late[0], self.late)])
        return answers


def test_what_somebody_else_creates_meanwhile_is_merged_with(store: EmbeddedStore) -> None:
    people = [row for row in ROWS if isinstance(row, Node) and row.label == "Person"]

    class Clashing(Breaking):
        def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
            self.writes += 1
            if "CREATE (n:Person" in statements[0].cypher and self.at == 0:
                self.at = self.writes
                self.store.write(merge_nodes("Person", people))
                raise ClashError("already exists")
            return self.store.write(statements)

    receipt = load(ROWS, Clashing(store, 0, StoreError("never")))
    assert receipt.unchanged == len(people)
    assert len(dump(store)) == len(ROWS)


def test_doubles_are_an_error_and_prune_makes_them_one(store: EmbeddedStore) -> None:
    load(ROWS, store)
    doubled = [row for row in ROWS if isinstance(row, Edge) and row.type == "PARTICIPATED_IN"][:3]
    store.write([create_edges(doubled[0], doubled)])
    with pytest.raises(LoadError, match=r"PARTICIPATED_IN: 3 stand there twice \(--prune removes them\)"):
        load(ROWS, store)
    receipt = load(ROWS, store, prune=True)
    assert (receipt.removed, receipt.created) == (6, 3)
    assert len(dump(store)) == len(ROWS)


def test_a_transient_error_is_tried_again(store: EmbeddedStore) -> None:
    receipt = load(ROWS, Breaking(store, 7, TransientStoreError("deadlock")))
    assert receipt.created == len(ROWS)


def test_batches_shrink_when_the_store_runs_out_of_memory(store: EmbeddedStore) -> None:
    class Small(Breaking):
        def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
            size = sum(len(each.parameters.get("rows", ())) for each in statements)
            if size > 20:
                raise TooLargeError("too large")
            self.largest = max(self.largest, size)
            return self.store.write(statements)

    small = Small(store, 0, StoreError("never"))
    receipt = load(ROWS, small)
    assert receipt.sent == receipt.created == len(ROWS)
    assert small.largest > 10


def test_a_newer_schema_is_refused(store: EmbeddedStore) -> None:
    store.write([Statement("CREATE (:Load {id: 'x', schema_version: $v})", {"v": SCHEMA_VERSION + 1})])
    with pytest.raises(StoreError, match="install a newer diplograph"):
        load(ROWS, store)


def test_a_graph_of_an_older_schema_is_written_anew(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    load(ROWS, store)
    monkeypatch.setattr("graph.rows.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("graph.stores.load.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    rows = list(generate_rows(make_corpus()))
    receipt = load(rows, store)
    assert (receipt.created, receipt.updated, receipt.unchanged) == (0, len(rows), 0)
    versions = store.read("MATCH (n:Load) RETURN n.schema_version AS version ORDER BY version")
    assert [row["version"] for row in versions] == [SCHEMA_VERSION, SCHEMA_VERSION + 1]


def test_the_run_stands_on_its_load_node(store: EmbeddedStore) -> None:
    load(ROWS, store)
    load(ROWS, store)
    answers = store.read(
        "MATCH (n:Load) RETURN n.state AS state, n.created AS created, n.unchanged AS unchanged ORDER BY created"
    )
    assert answers == [
        {"state": "done", "created": 0, "unchanged": len(ROWS)},
        {"state": "done", "created": len(ROWS), "unchanged": 0},
    ]


def test_progress_ends_with_the_number_of_rows(store: EmbeddedStore) -> None:
    seen: list[int] = []
    load(ROWS, store, batch_size=100, progress=seen.append)
    assert seen[-1] == len(ROWS)
    assert seen == sorted(seen)


def test_a_store_in_use_by_another_process_is_one_clear_line(store: EmbeddedStore) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from graph.errors import StoreError; from graph.stores.embedded import open_embedded\n"
        "try: open_embedded(Path(sys.argv[1]), read_only=False)\n"
        "except StoreError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code, store.address], capture_output=True, text=True, check=True)
    assert "is in use by another process" in done.stdout
    assert done.stderr == ""


def test_reading_refuses_to_write(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="this statement writes"):
        store.read("CREATE (n:Person {id: 'x'})")


def test_a_missing_store_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        open_embedded(tmp_path / "none")
