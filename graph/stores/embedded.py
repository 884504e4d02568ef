"""The embedded store: ArcadeDB in this process, on a directory.

Quirks: a second label inside MERGE, or set in the transaction that creates the node, fails under a constraint, so every
statement gets its own transaction; projected dates come as strings, those inside nodes as dates; a node's labels are
its type, sorted and joined by "~". One process writes; any number may open read-only. The engine must not be forked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.stores.base import Answer, Index, Parameters, Statement

if TYPE_CHECKING:
    import types

_LANGUAGE = "opencypher"


def create_embedded(path: Path) -> EmbeddedStore:
    """Make a new, empty store in a directory that does not exist yet.

    Raises:
        StoreError: There is no engine for this machine, or something is there already.
    """
    engine = _engine()
    if path.exists():
        raise StoreError(f"{path} exists already; choose another place for the store")
    # The engine keeps the working directory of its start, so a relative path may mean another place to it.
    place = str(path.absolute())
    return EmbeddedStore(path, _call(path, lambda: engine.create_database(place)))


def open_embedded(path: Path, *, read_only: bool = True) -> EmbeddedStore:
    """Open the store in a directory.

    Raises:
        StoreError: There is no engine for this machine, no store, or another process is writing to it.
    """
    engine = _engine()
    if not path.is_dir():
        raise StoreError(f"there is no store at {path}; build the graph again")
    place = str(path.absolute())
    return EmbeddedStore(path, _call(path, lambda: engine.open_database(place, read_only=read_only)))


def is_available() -> bool:
    """Tell whether this machine has the embedded engine."""
    try:
        _engine()
    except StoreError:
        return False
    return True


class EmbeddedStore:
    """An open embedded database; see `graph.stores.base.Store`."""

    def __init__(self, path: Path, database: Any) -> None:
        self._path = path
        self._database = database

    @property
    def address(self) -> str:
        """The directory."""
        return str(self._path)

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[Answer]:
        """Yield the rows that a reading statement gives."""
        yield from self.read(cypher, parameters)

    def read(self, cypher: str, parameters: Parameters | None = None) -> list[Answer]:
        """Return the rows that a reading statement gives."""
        rows = _call(self._path, lambda: self._database.query(_LANGUAGE, cypher, dict(parameters or {})).to_list())
        return [{name: _plain(value) for name, value in row.items()} for row in rows]

    def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
        """Run statements, each in a transaction of its own, and return what each gave."""
        return [_call(self._path, lambda each=each: self._write(each)) for each in statements]

    def _write(self, statement: Statement) -> list[Answer]:
        with self._database.transaction():
            result = self._database.command(_LANGUAGE, statement.cypher, dict(statement.parameters))
            rows = result.to_list() if result else []
        return [{name: _plain(value) for name, value in row.items()} for row in rows]

    def prepare(self, indexes: Sequence[Index]) -> None:
        """Make the indexes that are missing; they are there at once."""
        for index in indexes:
            _call(self._path, lambda index=index: self._database.command(_LANGUAGE, index.cypher))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _engine() -> types.ModuleType:
    # The engine logs to standard error unless told not to before it is imported.
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    try:
        import arcadedb
    except ImportError as error:
        raise StoreError(
            "the embedded store has no build for this machine (there is one for Linux with glibc, Apple silicon and "
            "Windows); extract, build --no-store, export and load --uri work without it"
        ) from error
    module: types.ModuleType = arcadedb
    return module


def _call(path: Path, action: Any) -> Any:
    engine = _engine()
    try:
        return action()
    except engine.ArcadeDBError as error:
        raise _translate(path, error) from error


def _translate(path: Path, error: Exception) -> StoreError:
    text = " ".join(str(error).split())
    if "LockException" in text or "already in use" in text:
        return StoreError(f"the store at {path} is in use by another process; wait until it is done, or end it")
    if "NotIdempotentException" in text:
        return StoreError("this statement writes, and a graph is only read here")
    for noise in ("Query failed: ", "Command failed: ", "Failed to open database: "):
        text = text.removeprefix(noise)
    return StoreError(f"{path}: {text.split(': ', 1)[-1] if text.startswith('com.') else text}")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        plain = {name: _plain(each) for name, each in value.items() if not name.startswith("@")}
        if "@type" in value:
            is_edge = "@in" in value or "@out" in value
            plain["type" if is_edge else "labels"] = value["@type"] if is_edge else sorted(value["@type"].split("~"))
        return plain
    return value
