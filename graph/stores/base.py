"""What a store can do, and the errors of stores that the loader knows how to meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from graph.errors import StoreError

Parameters: TypeAlias = Mapping[str, Any]
# A row of an answer: strings, numbers, booleans, None, lists and maps of these; dates are ISO strings, a node is a map
# of its properties with `labels`, a relationship one with `type`.
Answer: TypeAlias = dict[str, Any]


class TransientStoreError(StoreError):
    """The same write may succeed when tried again."""


class TooLargeError(StoreError):
    """The write does not fit into the store's memory; a smaller one may."""


class UncertainCommitError(StoreError):
    """The connection broke while a write was committed: it may or may not have happened."""


class ClashError(StoreError):
    """A node was to be created under an id that is there already."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A Cypher statement with its parameters."""

    cypher: str
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """An index on one property (`key`) of a label; a unique one is a constraint."""

    name: str
    label: str
    key: str
    unique: bool

    @property
    def cypher(self) -> str:
        """The statement that makes it, unless it is there."""
        if self.unique:
            return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"
        return f"CREATE INDEX {self.name} IF NOT EXISTS FOR (n:{self.label}) ON (n.{self.key})"


class Store(Protocol):
    """A property graph database that speaks Cypher."""

    @property
    def address(self) -> str:
        """What messages call it: a path or an address with the database's name."""
        ...

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[Answer]:
        """Yield the rows that a reading statement gives, through the engine's read path."""
        ...

    def read(self, cypher: str, parameters: Parameters | None = None) -> list[Answer]:
        """Return the rows that a reading statement gives."""
        ...

    def write(self, statements: Sequence[Statement]) -> list[list[Answer]]:
        """Run statements in one transaction (where the engine can) and return what each gave."""
        ...

    def prepare(self, indexes: Sequence[Index]) -> None:
        """Make the indexes that are missing, wait until they can be used, and make sure that they are there."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
