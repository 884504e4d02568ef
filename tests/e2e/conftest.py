"""Real Neo4j servers, one for each line of versions, shared by all tests; skipped with a reason where they cannot start.

In CI (CI=true) a skip is a failure, but for one: a machine without Java 25 need not test the calendar line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from graph.stores.base import Statement
from graph.stores.neo4j import Neo4jStore, open_neo4j
from queries.browser.scripts import style_setting
from tests.e2e.server.neo4j_server import LINES, PASSWORD, Neo4jServer, UnavailableError, find_java


def skip(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"in CI a skip is a failure: {reason}")
    pytest.skip(reason)


class Servers:
    """The session's servers by line: started when first asked for, started again if a test has killed them."""

    def __init__(self, homes: pytest.TempPathFactory) -> None:
        self._homes = homes
        self._kept: dict[str, Neo4jServer] = {}
        self._all: list[Neo4jServer] = []

    def install(self, name: str) -> Neo4jServer:
        """Return a server of a line that has not been started yet."""
        line = LINES[name]
        try:
            find_java(line.java)
        except UnavailableError as error:
            if name != "calendar":
                skip(str(error))
            pytest.skip(str(error))
        try:
            server = Neo4jServer.install(line, self._homes.mktemp(f"neo4j-{name}"), settings=style_setting())
        except UnavailableError as error:
            skip(str(error))
            raise
        self._all.append(server)
        return server

    def keep(self, name: str, server: Neo4jServer) -> None:
        """Let others use a running server, if there is none of its line yet; else end it."""
        if self._kept.setdefault(name, server) is not server:
            server.kill()

    def get(self, name: str) -> Neo4jServer:
        """Return the running server of a line."""
        server = self._kept.get(name)
        if server is None:
            server = self.install(name)
            server.restart()
            server.set_password()
            self._kept[name] = server
        elif not server.is_running:
            server.restart()
        return server

    def kill(self) -> None:
        """End all of them; they are thrown away."""
        for server in self._all:
            server.kill()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    started = Servers(tmp_path_factory)
    yield started
    started.kill()


@pytest.fixture(scope="session", params=list(LINES))
def line(request: pytest.FixtureRequest) -> str:
    """Each line of Neo4j; tests that use it run for both."""
    return str(request.param)


@pytest.fixture
def server(servers: Servers, line: str) -> Neo4jServer:
    """A running server of each line."""
    return servers.get(line)


@pytest.fixture
def lts(servers: Servers) -> Neo4jServer:
    """A running server of the line that most people have; a test may kill it."""
    return servers.get("lts")


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
