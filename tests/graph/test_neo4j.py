"""Neo4j without a server: what answers at the address, and what its errors mean to a user."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError, ServiceUnavailable

from graph.errors import StoreError
from graph.stores.base import ClashError, TooLargeError, TransientStoreError, UncertainCommitError
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_errors import Place, translate
from graph.target import open_server

PASSWORD = "wrong"  # noqa: S105 (of no server)
PLACE = Place("neo4j://db:7687", "ann", "reports")


@contextmanager
def answering(greeting: bytes) -> Iterator[str]:
    """Give the address of a server that answers whatever it is told with these bytes, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client:
                    client.recv(1024)
                    client.sendall(greeting)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        pytest.param(b"\x00\x00\x00\x05", "no Neo4j server of version 5.7 or newer", id="Neo4j 5.0"),
        pytest.param(b"\x00\x00\x04\x04", "no Neo4j server of version 5.7 or newer", id="Neo4j 4.4"),
        pytest.param(b"\x00\x00\x00\x00", "no Neo4j server of version 5.7 or newer", id="Neo4j 3.4"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2p1\r\n", "no Neo4j server of version 5.7 or newer", id="SSH"),
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", "speaks HTTP.*usually 7687", id="HTTP"),
        pytest.param(b"", "no Neo4j server answers at", id="nothing"),
    ],
)
def test_an_old_server_or_none_of_neo4j_is_one_clear_line(greeting: bytes, said: str) -> None:
    with answering(greeting) as uri, pytest.raises(StoreError, match=said) as caught:
        open_neo4j(uri, user="neo4j", password=PASSWORD)
    assert uri in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_server_that_does_not_encrypt_is_one_clear_line() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as uri:
        for scheme in ("bolt+s", "neo4j+ssc"):
            with pytest.raises(StoreError, match=r"\(\w+\); if that server does not encrypt") as caught:
                open_neo4j(uri.replace("bolt", scheme), user="neo4j", password=PASSWORD)
            assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "uri", ["localhost:7687", "http://localhost:7474", "ftp://x", "", "neo4j://localhost:port", f"bolt://{'x' * 70}"]
)
def test_what_is_no_address_is_one_clear_line(uri: str) -> None:
    with pytest.raises(StoreError, match="no address of a Neo4j server, such as neo4j://localhost:7687") as caught:
        open_neo4j(uri, user="neo4j", password=PASSWORD)
    assert "\n" not in str(caught.value)


def answer(code: str, message: str = "") -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    ("code", "message", "said"),
    [
        (
            "Neo.ClientError.Security.Forbidden",
            "Create constraint operation on database 'reports' is not allowed for user 'ann' with roles [PUBLIC, reader].",
            r"forbids this to the user 'ann', so get the right or name another with --user: Create constraint .*reader\]",
        ),
        ("Neo.ClientError.Statement.AccessMode", "", "this statement writes, and a graph is only read here"),
        ("Neo.ClientError.Security.CredentialsExpired", "", "must be changed before its first use"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "", "too many wrong passwords of 'ann'"),
        ("Neo.ClientError.Security.Unauthorized", "", "does not let the user 'ann' in: wrong name or password"),
        ("Neo.ClientError.Database.DatabaseNotFound", "", "has no database 'reports'; --database names another"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "No writes.", "can only be read: No writes"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "2 MiB.", "not enough memory for this write: 2 MiB"),
        ("Neo.DatabaseError.Transaction.TransactionCommitFailed", "Failed.", "whether its disk is full"),
        (
            "Neo.ClientError.Statement.SyntaxError",
            "Invalid input 'X'\n  more",
            r"\(database reports\): Invalid input 'X'$",
        ),
    ],
)
def test_each_refusal_is_one_line_that_says_what_to_do(code: str, message: str, said: str) -> None:
    error = translate(answer(code, message), PLACE)
    with pytest.raises(StoreError, match=said) as caught:
        raise error
    assert "\n" not in str(caught.value)


TOO_LARGE = answer("Neo.TransientError.General.TransactionOutOfMemoryError")
DEADLOCK = answer("Neo.TransientError.Transaction.DeadlockDetected")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TOO_LARGE, TooLargeError),
        (answer("Neo.ClientError.Statement.EntityNotFound"), TransientStoreError),
        (answer("Neo.ClientError.Schema.ConstraintValidationFailed"), ClashError),
        (IncompleteCommit("closed"), UncertainCommitError),
    ],
)
def test_the_loader_learns_what_it_can_do_about_an_error(error: Neo4jError | DriverError, kind: type) -> None:
    assert type(translate(error, PLACE)) is kind


class Failing:
    """A transaction that fails so many times before it succeeds."""

    def __init__(self, error: Neo4jError | DriverError, times: int) -> None:
        self.error, self.times, self.runs = error, times, 0

    def __call__(self) -> str:
        self.runs += 1
        if self.runs <= self.times:
            raise self.error
        return "done"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with GraphDatabase.driver("bolt://127.0.0.1:1") as driver:
        yield Neo4jStore(driver, PLACE.uri, PLACE.user, PLACE.database)


@pytest.mark.parametrize("error", [DEADLOCK, ServiceUnavailable("cut")])
def test_what_may_succeed_is_tried_again(store: Neo4jStore, error: Neo4jError | DriverError) -> None:
    assert store._repeated(Failing(error, 3)) == "done"


@pytest.mark.parametrize(
    "error", [TOO_LARGE, IncompleteCommit("closed"), answer("Neo.ClientError.Statement.SyntaxError")]
)
def test_what_cannot_succeed_or_may_have_succeeded_is_not(store: Neo4jStore, error: Neo4jError | DriverError) -> None:
    transaction = Failing(error, 1)
    with pytest.raises(StoreError):
        store._repeated(transaction)
    assert transaction.runs == 1


def test_trying_ends_in_time(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.neo4j._RETRY_SECONDS", 0.01)
    with pytest.raises(StoreError, match="no Neo4j server answers"):
        store._repeated(Failing(ServiceUnavailable("gone"), 10**9))


def test_the_password_is_asked_for_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prompt(text: str, *, hide_input: bool, err: bool) -> str:
        assert hide_input
        assert err
        asked.append(text)
        return PASSWORD

    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("graph.stores.neo4j.open_neo4j", lambda _, **given: given["password"])
    assert open_server("bolt://db", user="ann", database=None) == PASSWORD  # type: ignore[comparison-overlap]
    assert asked == ["Password of ann at bolt://db"]
