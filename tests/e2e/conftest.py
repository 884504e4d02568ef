"""Real Neo4j servers, one for each line of versions; skipped with a reason where they cannot start.

In CI (CI=true) a skip is a failure, but for one: a machine without Java 25 need not test the calendar line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from graph.stores.base import Statement
from graph.stores.neo4j import Neo4jStore, open_neo4j
from tests.e2e.server.neo4j_server import LINES, PASSWORD, Neo4jServer, UnavailableError, find_java


def start_or_skip(name: str, home_factory: pytest.TempPathFactory) -> Neo4jServer:
    line = LINES[name]
    try:
        find_java(line.java)
    except UnavailableError as error:
        if name != "calendar":
            skip(str(error))
        pytest.skip(str(error))
    try:
        return Neo4jServer.start(line, home_factory.mktemp(f"neo4j-{name}"))
    except UnavailableError as error:
        skip(str(error))
        raise


def skip(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"in CI a skip is a failure: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session", params=list(LINES))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    with start_or_skip(request.param, tmp_path_factory) as started:
        yield started


@pytest.fixture(scope="session")
def lts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server of its own, for tests that kill it."""
    with start_or_skip("lts", tmp_path_factory) as started:
        yield started


def connect(server: Neo4jServer) -> Neo4jStore:
    return open_neo4j(server.uri, user="neo4j", password=PASSWORD)


def empty(store: Neo4jStore) -> None:
    while store.write([Statement("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n")])[0][0]["n"]:
        pass


@pytest.fixture
def store(server: Neo4jServer) -> Iterator[Neo4jStore]:
    """A connection to an empty database."""
    opened = connect(server)
    empty(opened)
    yield opened
    opened.close()
