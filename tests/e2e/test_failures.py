"""Killing for real: the client at random moments of a load, the connection, the server, its disk, its memory.

Each is one clear line or no matter, and a re-run ends in exactly the same graph.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import threading
import time
from collections.abc import Sequence

import pytest

from graph.errors import StoreError
from graph.keys import relationship_id
from graph.rows import Edge, Node, Row
from graph.stores.base import Answer, Statement
from graph.stores.load import load
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.statements import create_nodes
from tests.e2e.conftest import connect, empty
from tests.e2e.proxy import CuttingProxy
from tests.e2e.server.neo4j_server import PASSWORD, Neo4jServer
from tests.holds import check_holds

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(900)]

KILLS = 24
CUTS = 12
# A server that is going down may answer once more, to say that its database is not available.
_GONE = r"no Neo4j server answers at|broke while it was committing|The database is not currently available"


def make_rows(people: int = 150, meetings: int = 300) -> list[Row]:
    """Return a graph of people at meetings, larger than a batch."""
    chance = random.Random(11)  # noqa: S311 (a graph, not a secret)
    rows: list[Row] = [
        Node("Person", f"p{n:05}", {"name": f"Person {n}", "aliases": [f"P. {n}"]}, ("Official",) if n % 3 else ())
        for n in range(people)
    ]
    rows += [Node("Meeting", f"m{n:05}", {"caption": f"Meeting {n}"}, ("Held",)) for n in range(meetings)]
    pairs = sorted({(chance.randrange(people), n) for n in range(meetings) for _ in range(3)})
    for person, meeting in pairs:
        ends = (f"p{person:05}", f"m{meeting:05}")
        edge_id = relationship_id("PARTICIPATED_IN", *ends)
        rows.append(Edge("PARTICIPATED_IN", edge_id, ends[0], "Person", ends[1], "Meeting", {"reports": ["r"]}))
    return rows


ROWS = make_rows()


class Killing(Neo4jStore):
    """Kills its own process a moment after the n-th write has begun."""

    at = 0
    delay = 0.0
    writes = 0

    def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
        self.writes += 1
        if self.writes == self.at:
            threading.Timer(self.delay, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
        return super().write(statements)


def load_and_be_killed(uri: str, at: int, delay: float) -> None:
    store = open_neo4j(uri, user="neo4j", password=PASSWORD)
    store.__class__ = Killing
    assert isinstance(store, Killing)
    store.at, store.delay = at, delay
    load(ROWS, store, batch_size=50)
    time.sleep(1)


def test_a_client_killed_at_any_batch_is_made_good_by_a_re_run(lts: Neo4jServer) -> None:
    # Forked off a process that has imported all, so that the next load may meet the last one's late writes.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    chance = random.Random(5)  # noqa: S311 (moments to kill at, not secrets)
    store = connect(lts)
    killed = 0
    try:
        for kill in range(KILLS):
            if kill % 2 == 0:
                empty(store)
                at = chance.randrange(2, 28)
            else:
                store.write([Statement("MATCH (m:Meeting) WHERE m.id ENDS WITH '7' DETACH DELETE m")])
                at = chance.randrange(1, 4)
            victim = context.Process(target=load_and_be_killed, args=(lts.uri, at, chance.random() * 0.03))
            victim.start()
            victim.join(60)
            assert victim.exitcode in (-signal.SIGKILL, 0)
            killed += victim.exitcode != 0
            assert load(ROWS, store).sent == len(ROWS)
            check_holds(store, ROWS)
    finally:
        store.close()
    assert killed >= 20


def test_a_cut_connection_does_no_harm(lts: Neo4jServer) -> None:
    store = connect(lts)
    chance = random.Random(7)  # noqa: S311 (moments to cut at, not secrets)
    with CuttingProxy(lts.bolt_port) as proxy:
        through = open_neo4j(proxy.uri, user="neo4j", password=PASSWORD)
        empty(store)
        proxy.cut_after(10**9, answers=False)
        load(ROWS, through, batch_size=100)
        sent, answered = proxy.sent, proxy.answered
        for cut in range(CUTS):
            empty(store)
            answers = cut % 2 == 0
            proxy.cut_after(chance.randrange(answered if answers else sent), answers=answers)
            receipt = load(ROWS, through, batch_size=100)
            assert proxy.cuts == 1
            assert (receipt.sent, receipt.created) == (len(ROWS), len(ROWS))
            check_holds(store, ROWS)
        through.close()
    store.close()


def test_two_loads_at_once_end_in_the_same_graph(lts: Neo4jServer) -> None:
    store = connect(lts)
    empty(store)
    failures: list[StoreError] = []

    def load_too(delay: float) -> None:
        other = connect(lts)
        time.sleep(delay)
        try:
            load(ROWS, other, batch_size=50)
        except StoreError as error:
            failures.append(error)
        other.close()

    both = [threading.Thread(target=load_too, args=(delay,)) for delay in (0.0, 0.05)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert all("\n" not in str(error) for error in failures)
    load(ROWS, store, prune=True)
    check_holds(store, ROWS)
    store.close()


def test_a_server_killed_read_only_short_of_memory_or_of_disk_is_one_clear_line_and_a_re_run_makes_good(
    lts: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.neo4j._RETRY_SECONDS", 3.0)
    store = connect(lts)
    empty(store)
    begun = threading.Event()

    def kill_when_begun() -> None:
        begun.wait(60)
        time.sleep(0.05)
        lts.kill()

    killer = threading.Thread(target=kill_when_begun)
    killer.start()
    with pytest.raises(StoreError, match=_GONE) as caught:
        load(ROWS, store, batch_size=10, progress=lambda done: begun.set() if done > 500 else None)
    killer.join()
    store.close()
    assert "\n" not in str(caught.value)

    # Back again, but as a database that may only be read.
    lts.write_settings("server.databases.read_only=neo4j")
    lts.restart()
    store = connect(lts)
    with pytest.raises(StoreError, match="can only be read") as caught:
        load(ROWS, store)
    assert "\n" not in str(caught.value)
    store.close()
    lts.kill()

    # Back again with little memory for a transaction, and no disk space set aside.
    lts.write_settings("db.memory.transaction.max=2m\ndb.tx_log.preallocate=false")
    lts.restart()
    store = connect(lts)
    receipt = load(ROWS, store)
    assert receipt.unchanged >= 500
    assert receipt.created == len(ROWS) - receipt.unchanged > 0
    check_holds(store, ROWS)
    check_batches_shrink(lts, store)
    check_a_full_disk(lts, store)


def check_batches_shrink(server: Neo4jServer, store: Neo4jStore) -> None:
    """Load more than fits into a transaction's memory at once."""
    large: list[Row] = [Node("Person", f"q{n:05}", {"name": f"{n} " + "x" * 500}) for n in range(4000)]
    with pytest.raises(StoreError, match="not enough memory"):
        store.write([create_nodes("Person", (), [row for row in large if isinstance(row, Node)])])
    receipt = load(large, store, prune=True)
    assert (receipt.created, receipt.removed) == (len(large), len(ROWS))
    check_holds(store, large)


def check_a_full_disk(server: Neo4jServer, store: Neo4jStore) -> None:
    """Let the server's files grow no further in the middle of a load, as on a full disk."""
    assert server.process is not None
    pid = server.process.pid
    logs = (server.home / "data/transactions/neo4j").glob("neostore.transaction.db.*")
    size = max(path.stat().st_size for path in logs) + 30_000
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    with pytest.raises(StoreError, match="see its log, and whether its disk is full, and run this again") as caught:
        load(ROWS, store, prune=True)
    assert "\n" not in str(caught.value)
    store.close()
    server.kill()
    server.write_settings()
    server.restart()
    store = connect(server)
    load(ROWS, store, prune=True)
    check_holds(store, ROWS)
    store.close()
