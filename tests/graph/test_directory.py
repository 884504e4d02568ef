"""The graph on disk: what is written comes back, and it is never half there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.directory import FORMAT, MANIFEST, default_graph, open_graph
from graph.errors import GraphError, StoreError, TableError
from graph.judgements import read_judgements, write_judgements
from graph.model import Corpus, DocumentRecords, Judgement, Verdict
from graph.writer import GraphWriter
from tests.toy import make_corpus, merge_reports

CORPUS = make_corpus()


def merge(records: Sequence[DocumentRecords], judgements: Sequence[Judgement]) -> Corpus:
    return merge_reports(records)


def write(path: Path, documents: Sequence[DocumentRecords] = CORPUS.documents, **options: bool) -> None:
    with GraphWriter(path, settings={"threshold": "0.5"}, model={"name": "toy", "hash": "1"}) as writer:
        for records in documents:
            writer.add(records)
        writer.finish(merge, **options)  # type: ignore[arg-type]


def captions(path: Path) -> list[str]:
    store = open_graph(path).open_store()
    try:
        return [row["c"] for row in store.read("MATCH (m:Meeting) RETURN m.caption AS c ORDER BY c")]
    finally:
        store.close()


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    write(tmp_path / "graph")
    graph = open_graph(tmp_path / "graph")
    assert sorted(graph.read_records(), key=lambda r: r.document.id) == sorted(
        CORPUS.documents, key=lambda r: r.document.id
    )
    assert [entry.name for entry in graph.manifest.documents] == ["four", "one", "three", "two"]
    assert graph.manifest.counts["Meeting"] == len(CORPUS.meetings)
    assert captions(tmp_path / "graph") == sorted(meeting.caption for meeting in CORPUS.meetings)


def test_add_and_remove_change_only_what_they_name(tmp_path: Path) -> None:
    write(tmp_path, CORPUS.documents[:2])
    with GraphWriter(tmp_path) as writer:
        writer.keep(without=["two"])
        writer.add(CORPUS.documents[3])
        writer.finish(merge)
    assert {records.document.name for records in open_graph(tmp_path).read_records()} == {"one", "four"}
    files = [*(tmp_path / "documents").iterdir(), *(tmp_path / "records").iterdir()]
    assert len(files) == 4
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_removing_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, CORPUS.documents[:1], with_store=False)
    with GraphWriter(tmp_path) as writer, pytest.raises(GraphError, match="has no document 'nine'"):
        writer.keep(without=["nine"])


def test_records_are_found_again_only_for_the_same_text_settings_and_model(tmp_path: Path) -> None:
    write(tmp_path, with_store=False)
    document = CORPUS.documents[0].document
    same = {"settings": {"threshold": "0.5"}, "model": {"name": "toy", "hash": "1"}}
    with GraphWriter(tmp_path, **same) as writer:  # type: ignore[arg-type]
        assert writer.cached(document) == CORPUS.documents[0]
        moved = replace(document, source="elsewhere.txt")
        assert writer.cached(moved) == replace(CORPUS.documents[0], document=moved)
        assert writer.cached(replace(document, text=document.text + ".")) is None
    with GraphWriter(tmp_path, settings={"threshold": "0.6"}, model={"name": "toy", "hash": "1"}) as writer:
        assert writer.cached(document) is None


def test_two_documents_of_one_name_are_an_error(tmp_path: Path) -> None:
    other = replace(CORPUS.documents[1], document=replace(CORPUS.documents[1].document, name="one"))
    with GraphWriter(tmp_path) as writer:
        writer.add(CORPUS.documents[0])
        with pytest.raises(GraphError, match="two documents are called 'one'"):
            writer.add(other)


def test_a_graph_without_a_store_says_so(tmp_path: Path) -> None:
    write(tmp_path, with_store=False)
    with pytest.raises(StoreError, match="was built without a store"):
        open_graph(tmp_path).open_store()


def test_a_missing_store_says_so(tmp_path: Path) -> None:
    write(tmp_path, CORPUS.documents[:1])
    folder = next((tmp_path / "store").iterdir())
    folder.rename(tmp_path / "moved")
    with pytest.raises(StoreError, match=r"the store of .* is gone"):
        open_graph(tmp_path).open_store()


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="there is no graph at"):
        open_graph(tmp_path)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(GraphError, match="holds something else"):
        write(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "mine"
    with pytest.raises(GraphError, match="is a file"):
        write(tmp_path / "letter.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "is not the file of a graph"),
        (json.dumps({"format": FORMAT + 1}), "install a newer diplograph"),
        (json.dumps({"format": FORMAT, "documents": 3}), "is damaged"),
    ],
)
def test_a_manifest_out_of_order_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(GraphError, match=message):
        open_graph(tmp_path)
    with pytest.raises(GraphError, match=message):
        write(tmp_path)


def test_damaged_records_are_named(tmp_path: Path) -> None:
    write(tmp_path, CORPUS.documents[:1], with_store=False)
    file = next((tmp_path / "records").iterdir())
    file.write_bytes(file.read_bytes().replace(b'"kind":"visit"', b'"kind":"trip"'))
    with pytest.raises(GraphError, match=r"one in .* is damaged: not a record \(line 1\)"):
        list(open_graph(tmp_path).read_records())
    file.unlink()
    with pytest.raises(GraphError, match="is missing"):
        list(open_graph(tmp_path).read_records())


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with GraphWriter(tmp_path), pytest.raises(GraphError, match="being changed by another process"):
        write(tmp_path)


def test_the_graph_is_where_the_environment_says() -> None:
    assert default_graph({"DIPLOGRAPH_GRAPH": "/a/b"}) == Path("/a/b")
    assert default_graph({}) == Path("diplograph-graph")


def test_judgements_come_back_sorted(tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    write_judgements(file, [Judgement("b", "a", Verdict.SAME, 'one, "dinner"'), Judgement("a", "c", Verdict.DIFFERENT)])
    assert read_judgements(file) == [
        Judgement("a", "b", Verdict.SAME, 'one, "dinner"'),
        Judgement("a", "c", Verdict.DIFFERENT),
    ]
    file.write_text("left,right,verdict,reason\na,b,perhaps,\n")
    with pytest.raises(TableError, match="line 2: the verdict is same or different"):
        read_judgements(file)


BUILD = """
import sys
from pathlib import Path
from tests.graph.test_directory import CORPUS, write
while True:
    write(Path(sys.argv[1]), CORPUS.documents[: int(sys.argv[2])])
"""


def test_a_killed_build_leaves_the_earlier_graph_or_the_new_one(tmp_path: Path) -> None:
    write(tmp_path, CORPUS.documents[:1])
    allowed = {1: captions(tmp_path)}
    write(tmp_path / "other", CORPUS.documents)
    allowed[4] = captions(tmp_path / "other")
    (tmp_path / "other").rename(tmp_path.parent / f"{tmp_path.name}-other")
    chance = random.Random(7)  # noqa: S311 (moments to kill at, not secrets)
    for size in (4, 1, 4, 1):
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path), str(size)])
        time.sleep(1.2 + 1.5 * chance.random())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        documents = [records.document.name for records in open_graph(tmp_path).read_records()]
        assert captions(tmp_path) == allowed[len(documents)]
    write(tmp_path, CORPUS.documents)
    assert captions(tmp_path) == allowed[4]
    assert len(list((tmp_path / "store").iterdir())) == 1
