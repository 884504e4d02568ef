"""Killing for real: the client at random moments of a load, the server during one; a re-run ends in the same graph."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from graph.errors import StoreError
from graph.keys import relationship_id
from graph.rows import Edge, Node, Row
from graph.stores.load import load
from tests.e2e.conftest import connect, empty
from tests.e2e.server.neo4j_server import Neo4jServer
from tests.holds import check_holds

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(900)]

KILLS = 20


def make_rows(people: int = 400, meetings: int = 800) -> list[Row]:
    """Return a graph of people at meetings, some of them twice a pair, larger than a batch."""
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


CLIENT = """
import sys, threading, time, os, signal
from graph.stores.load import load
from graph.stores.neo4j import open_neo4j
from tests.e2e.server.neo4j_server import PASSWORD
from tests.e2e.test_failures import make_rows

class Killing:
    def __init__(self, store, at, delay):
        self.store, self.at, self.delay, self.writes = store, at, delay, 0
    def __getattr__(self, name):
        return getattr(self.store, name)
    def write(self, statements):
        self.writes += 1
        if self.writes == self.at:
            threading.Timer(self.delay, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
        return self.store.write(statements)

uri, at, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
load(make_rows(), Killing(open_neo4j(uri, user="neo4j", password=PASSWORD), at, delay), batch_size=100)
time.sleep(1)
"""


def test_a_client_killed_at_any_batch_is_made_good_by_a_re_run(lts: Neo4jServer) -> None:
    rows = make_rows()
    store = connect(lts)
    chance = random.Random(5)  # noqa: S311 (moments to kill at, not secrets)
    try:
        for kill in range(KILLS):
            if kill % 4 == 0:
                empty(store)
            at, delay = str(chance.randrange(2, 30)), f"{chance.random() * 0.02:.4f}"
            done = subprocess.run([sys.executable, "-c", CLIENT, lts.uri, at, delay], capture_output=True, check=False)
            assert done.returncode in (-signal.SIGKILL, 0), done.stderr.decode()[-1000:]
            if kill % 4 == 3:
                receipt = load(rows, store)
                assert receipt.sent == len(rows)
                check_holds(store, rows)
    finally:
        store.close()


def test_a_killed_server_is_one_clear_line_and_a_re_run_makes_good(lts: Neo4jServer) -> None:
    rows = make_rows()
    store = connect(lts)
    empty(store)
    begun = threading.Event()

    def kill_when_begun() -> None:
        begun.wait(60)
        time.sleep(0.1)
        lts.kill()

    killer = threading.Thread(target=kill_when_begun)
    killer.start()
    with pytest.raises(StoreError, match=r"no Neo4j server answers at|broke while it was committing") as caught:
        load(rows, store, batch_size=10, progress=lambda done: begun.set() if done > 500 else None)
    killer.join()
    store.close()
    assert "\n" not in str(caught.value)
    lts.restart()
    store = connect(lts)
    receipt = load(rows, store)
    assert receipt.unchanged >= 500
    assert receipt.created == len(rows) - receipt.unchanged > 0
    check_holds(store, rows)
    store.close()
    assert os.environ.get("CI") != "true" or KILLS >= 20
