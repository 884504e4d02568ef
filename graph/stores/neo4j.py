"""Neo4j by its official driver: any `neo4j://`, `neo4j+s://`, `bolt://` … address, single server, cluster or Aura.

Reads run in READ access mode, which the server enforces. Transactions are managed, and repeated here on transient errors,
since the driver would also repeat what has not enough memory. What must not be repeated (a commit whose answer got lost)
is handed to the loader. `neo4j-rust-ext` is used by the driver itself where it is installed.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime

from graph.errors import StoreError
from graph.stores.base import Answer, Index, Parameters, Statement, TooLargeError
from graph.stores.neo4j_errors import Place, translate

Result = TypeVar("Result")

# What goes wrong is raised; without a handler, Python would print the driver's warnings beside it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_RETRY_SECONDS = 20.0
_FIRST_DELAY = 0.1
_LONGEST_DELAY = 2.0
_FETCH = 5000
_INDEXES_THERE = (
    "SHOW RANGE INDEXES YIELD entityType, labelsOrTypes, properties, owningConstraint "
    "WHERE entityType = 'NODE' AND size(labelsOrTypes) = 1 AND size(properties) = 1 "
    "RETURN labelsOrTypes AS labels, properties AS keys, owningConstraint AS owner"
)


def open_neo4j(uri: str, *, user: str, password: str, database: str | None = None) -> Neo4jStore:
    """Connect to a database, and say at once what does not fit.

    Args:
        uri: Such as `neo4j://localhost:7687`.
        user: Name of the user.
        password: Their password.
        database: Its name; None for the user's home database.

    Raises:
        StoreError: No server, wrong user or password, no such database, or a server that is too old.
    """
    # The driver also takes http://, which is a preview and no use for loading.
    if uri.partition("://")[0] not in _SCHEMES:
        raise _no_address(uri)
    try:
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            max_transaction_retry_time=0,
            connection_timeout=10.0,
            notifications_min_severity="OFF",
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise _no_address(uri) from error
    store = Neo4jStore(driver, uri, user, database)
    try:
        store.check()
    except ValueError as error:  # of a host's name or port that cannot be one
        store.close()
        raise _no_address(uri) from error
    except StoreError:
        store.close()
        raise
    return store


def _no_address(uri: str) -> StoreError:
    return StoreError(f"{uri!r} is no address of a Neo4j server, such as neo4j://localhost:7687")


class Neo4jStore:
    """A connection to one database of a server; see `graph.stores.base.Store`."""

    def __init__(self, driver: neo4j.Driver, uri: str, user: str, database: str | None) -> None:
        self._driver = driver
        self._uri = uri
        self._user = user
        self._database = database
        # In a cluster a read may go to another server than the write before it, and has to wait until that has it.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks, fetch_size=_FETCH
        )

    @property
    def address(self) -> str:
        """The server's address and the database's name."""
        return str(self._place)

    @property
    def _place(self) -> Place:
        return Place(self._uri, self._user, self._database)

    def check(self) -> None:
        """Check that the server answers, is new enough and has the database.

        Raises:
            StoreError: It does not.
        """
        self._translated(self._driver.get_server_info)
        if self._database is None:
            self._database = self._translated(self._home_database)
        self.read("RETURN 1 AS one")

    def _home_database(self) -> str:
        """Resolve the user's home database once, so that all that follows is about that one."""
        with self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            summary = session.run("RETURN 1").consume()
        return str(summary.database or "neo4j")

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[Answer]:
        """Yield the rows that a reading statement gives, fetched as they are taken."""
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                for record in session.run(cypher, dict(parameters or {})):  # pyright: ignore[reportArgumentType] - values are parameters
                    yield _row(record)
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise translate(error, self._place) from error

    def read(self, cypher: str, parameters: Parameters | None = None) -> list[Answer]:
        """Return the rows that a reading statement gives."""

        def work(transaction: neo4j.ManagedTransaction) -> list[Answer]:
            result = transaction.run(cypher, dict(parameters or {}))  # pyright: ignore[reportArgumentType]
            return [_row(record) for record in result]

        with self._session(neo4j.READ_ACCESS) as session:
            return self._repeated(lambda: session.execute_read(work))

    def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
        """Run statements in one transaction and return what each gave."""

        def work(transaction: neo4j.ManagedTransaction) -> list[list[Answer]]:
            results = (transaction.run(each.cypher, dict(each.parameters)) for each in statements)  # pyright: ignore[reportArgumentType]
            return [[dict(record) for record in result] for result in results]

        with self._session() as session:
            return self._repeated(lambda: session.execute_write(work))

    def prepare(self, indexes: Sequence[Index]) -> None:
        """Make the indexes that are missing, wait until they are online, and make sure that they are there.

        Raises:
            StoreError: One cannot be made, or its name stands for another.
        """
        missing = self._missing(indexes)
        if not missing:
            return
        self.write([Statement(index.cypher) for index in missing])
        self.read("CALL db.awaitIndexes(300)")
        for index in self._missing(missing):
            # IF NOT EXISTS is content with anything of that name.
            kind = "CONSTRAINT" if index.unique else "INDEX"
            raise StoreError(
                f"{self.address} has something else under the name {index.name}; remove it: DROP {kind} {index.name}"
            )

    def _missing(self, indexes: Sequence[Index]) -> list[Index]:
        there = {
            (answer["labels"][0], answer["keys"][0], answer["owner"] is not None)
            for answer in self.read(_INDEXES_THERE)
        }
        return [
            index
            for index in indexes
            if (index.label, index.key, True) not in there
            and (index.unique or (index.label, index.key, False) not in there)
        ]

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _translated(self, action: Callable[[], Result]) -> Result:
        try:
            return action()
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise translate(error, self._place) from error

    def _repeated(self, transaction: Callable[[], Result]) -> Result:
        """Run a transaction, and again for a while where that may help."""
        until, delay = time.monotonic() + _RETRY_SECONDS, _FIRST_DELAY
        while True:
            try:
                return transaction()
            except (exceptions.Neo4jError, exceptions.DriverError) as error:
                ours = translate(error, self._place)
                # What is too large will be so again, though the driver thinks otherwise.
                if not error.is_retryable() or isinstance(ours, TooLargeError) or time.monotonic() > until:
                    raise ours from error
            time.sleep(delay * random.uniform(0.8, 1.2))  # noqa: S311 (so that two writers do not meet again)
            delay = min(2 * delay, _LONGEST_DELAY)


def _row(record: neo4j.Record) -> Answer:
    return {name: _plain(record[name]) for name in record.keys()}  # noqa: SIM118 (iterating a record gives its values)


def _plain(value: Any) -> Any:
    if isinstance(value, Date | DateTime):
        return value.iso_format()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Node):
        return {**{name: _plain(value[name]) for name in value}, "labels": sorted(value.labels)}
    if isinstance(value, Relationship):
        return {**{name: _plain(value[name]) for name in value}, "type": value.type}
    if isinstance(value, Path):
        return [_plain(each) for pair in zip(value.nodes, [*value.relationships, None], strict=True) for each in pair][
            :-1
        ]
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
