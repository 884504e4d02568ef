"""Ways to reach a real server, of both lines: with and without encryption and routing; and who is not let in."""

from __future__ import annotations

import pytest

from graph.errors import StoreError
from graph.stores.base import Statement
from graph.stores.neo4j import Neo4jStore, open_neo4j
from tests.e2e.server.neo4j_server import PASSWORD, Neo4jServer

pytestmark = pytest.mark.neo4j


def refusal(uri: str, *, user: str = "neo4j", password: str = PASSWORD, database: str | None = None) -> str:
    with pytest.raises(StoreError) as caught:
        open_neo4j(uri, user=user, password=password, database=database)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def reads_and_writes(uri: str, database: str | None) -> bool:
    store = open_neo4j(uri, user="neo4j", password=PASSWORD, database=database)
    store.write([Statement("CREATE (:Note {id: 'n'})")])
    found = store.read("MATCH (n:Note) RETURN count(n) AS n")
    store.write([Statement("MATCH (n:Note) DELETE n")])
    store.close()
    return found == [{"n": 1}]


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc", "neo4j+ssc"])
def test_every_kind_of_address_reaches_the_server(server: Neo4jServer, store: Neo4jStore, scheme: str) -> None:
    assert reads_and_writes(f"{scheme}://localhost:{server.bolt_port}", None)
    assert reads_and_writes(f"{scheme}://127.0.0.1:{server.bolt_port}", "neo4j")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_must_be_trusted(
    server: Neo4jServer, store: Neo4jStore, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"{scheme}://localhost:{server.bolt_port}"
    assert f"the certificate of {uri} is not trusted (self-signed certificate); name its file by" in refusal(uri)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    assert reads_and_writes(uri, None)


def test_a_wrong_address_is_one_clear_line(server: Neo4jServer) -> None:
    for scheme in ("bolt", "neo4j"):
        uri = f"{scheme}://localhost:{server.http_port}"
        assert f"what answers at {uri} speaks HTTP, as Neo4j Browser does" in refusal(uri)
        uri = f"{scheme}+ssc://localhost:{server.http_port}"
        assert f"no encrypted connection to {uri} (" in refusal(uri)
        for nobody in (f"{scheme}://127.0.0.1:1", f"{scheme}+s://127.0.0.1:1"):
            assert f"no Neo4j server answers at {nobody}; start it" in refusal(nobody)


def test_who_is_not_let_in_is_told_why(server: Neo4jServer) -> None:
    assert "does not let the user 'neo4j' in: wrong name or password" in refusal(server.uri, password="wrong")  # noqa: S106
    assert "does not let the user 'nobody' in: wrong name or password" in refusal(server.uri, user="nobody")
    assert "has no database 'none'; --database names another" in refusal(server.uri, database="none")
    with server.driver() as driver:
        command = "CREATE OR REPLACE USER eve SET PASSWORD $new CHANGE REQUIRED"
        driver.execute_query(command, new=PASSWORD, database_="system")
    for database in (None, "neo4j"):
        said = refusal(server.uri, user="eve", database=database)
        assert f"the password of 'eve' at {server.uri} must be changed before its first use" in said
