"""Puts rows into a store, once and completely, and proves it by the store's own counts.

Constraints come first, then nodes by label, then relationships by type, in batches that shrink when the store runs out
of memory. What a label or type has none of is created; else what is there is asked for once by content hash, and only
rows that differ are sent. A run that is cut off anywhere is made whole by running it again. What a run did stands on its
`(:Load)` node; where one says that it never ended, its last writes may still be coming, so nothing is taken for empty then.
"""

from __future__ import annotations

import time
import uuid
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby, islice
from typing import TypeVar

from graph.errors import LoadError, StoreError
from graph.rows import HASH_PREFIX, SCHEMA_VERSION, Edge, Node, Row
from graph.schema import LABELS, TYPES
from graph.stores import statements
from graph.stores.base import ClashError, Statement, Store, TooLargeError, TransientStoreError, UncertainCommitError
from graph.stores.receipt import Receipt, Tally, find_differences

Each = TypeVar("Each", Node, Edge)

_BATCH = 5000
# So many hashes fit into the memory of any server, and are little for a client.
_AT_ONCE = 250_000
_RUN = 50_000
_ATTEMPTS = 6


def load(
    rows: Iterable[Row],
    store: Store,
    *,
    prune: bool = False,
    batch_size: int = _BATCH,
    progress: Callable[[int], None] | None = None,
    report: Callable[[Receipt], None] | None = None,
) -> Receipt:
    """Make a store hold these rows.

    Args:
        rows: Nodes before relationships, as `graph.build.generate_rows` yields them.
        store: Where to.
        prune: Also remove what an earlier load put there and these rows no longer have.
        batch_size: Most rows in one transaction.
        progress: Called after each batch with the number of rows done so far.
        report: Called with the receipt before a difference is raised.

    Raises:
        LoadError: The store then holds something else than was sent; the message lists what.
        StoreError: The store cannot be written to, or holds a graph of a newer diplograph.
    """
    loader = _Loader(store, batch_size, progress or (lambda _: None), prune=prune)
    receipt, differences = loader.run(rows)
    if report is not None:
        report(receipt)
    if differences:
        raise LoadError(f"{store.address} does not hold what was sent: " + "; ".join(differences))
    return receipt


class _Loader:
    """One run; keeps what it did, and eight bytes for each row that was there before, and with `prune` for each sent."""

    def __init__(self, store: Store, batch_size: int, progress: Callable[[int], None], *, prune: bool) -> None:
        self._store = store
        self._batch_size = batch_size
        self._progress = progress
        self._seen: dict[str, array[int]] | None = {} if prune else None
        self._tallies: dict[str, Tally] = {}
        self._empty: set[str] = set()
        self._known: dict[str, array[int]] = {}
        self._careful = False
        self._done = 0
        self._id = uuid.uuid4().hex

    def run(self, rows: Iterable[Row]) -> tuple[Receipt, list[str]]:
        began = time.monotonic()
        self._careful = self._look_at_earlier_loads()
        self._store.prepare(statements.INDEXES)
        self._note(state="running", started=_now(), schema_version=SCHEMA_VERSION)
        for row_type, group in groupby(rows, key=_group):
            self._load_group(row_type, group)
        self._progress(self._done)
        if self._seen is not None:
            self._prune(self._seen)
        receipt = Receipt(dict(self._tallies), time.monotonic() - began)
        differences = list(find_differences(self._store, self._tallies, pruned=self._seen is not None))
        if self._careful:
            cypher = (
                f"MATCH (n:{statements.LOAD_LABEL}) WHERE n.state = 'running' AND n.id <> $id SET n.state = 'cut off'"
            )
            self._write([Statement(cypher, {"id": self._id})])
        self._note(
            state="differs" if differences else "done",
            finished=_now(),
            **{name: getattr(receipt, name) for name in ("sent", "created", "updated", "unchanged", "removed")},
        )
        return receipt, differences

    def _look_at_earlier_loads(self) -> bool:
        """Refuse a newer schema, and tell whether an earlier load has not ended."""
        cypher = (
            f"MATCH (n:{statements.LOAD_LABEL}) "
            "RETURN max(n.schema_version) AS version, sum(CASE WHEN n.state = 'running' THEN 1 ELSE 0 END) AS running"
        )
        found = self._store.read(cypher)[0]
        version = found["version"]
        if version is not None and version > SCHEMA_VERSION:
            raise StoreError(
                f"{self._store.address} holds a graph of schema {version}, this diplograph writes {SCHEMA_VERSION}; "
                "install a newer diplograph"
            )
        return bool(found["running"])

    def _note(self, **properties: str | int) -> None:
        cypher = f"MERGE (n:{statements.LOAD_LABEL} {{id: $id}}) SET n += $properties"
        self._write([Statement(cypher, {"id": self._id, "properties": properties})])

    def _load_group(self, row_type: tuple[str, ...], rows: Iterator[Row]) -> None:
        name = row_type[1]
        if name not in self._tallies:
            self._look(name)
        tally = self._tallies.setdefault(name, Tally())
        known = self._known.get(name)
        seen = None if self._seen is None else self._seen.setdefault(name, array("q"))
        batch: list[Row] = []
        for row in rows:
            if seen is not None:
                seen.append(hash(row.id))
            if known is not None and _contains(known, hash(row.content_hash)):
                tally.sent += 1
                tally.unchanged += 1
                self._progressed(1)
                continue
            batch.append(row)
            if len(batch) == self._batch_size:
                self._load_batch(name, batch, tally)
                batch = []
        if batch:
            self._load_batch(name, batch, tally)

    def _look(self, name: str) -> None:
        """See what there is of a label or type before anything is written to it."""
        ask = statements.count_all(name)
        count = self._store.read(ask.cypher)[0]["n"]
        if count and self._seen is not None and name in TYPES:
            doubles = self._write([statements.remove_doubles(name)])[0][0]["n"]
            self._tallies.setdefault(name, Tally()).removed += doubles
        if count == 0:
            if not self._careful:
                self._empty.add(name)
            return
        self._known[name] = _sorted(map(hash, self._ours(name, "content_hash", count)))

    def _ours(self, name: str, key: str, count: int) -> Iterator[str]:
        """Yield a property of all that an earlier load put there; `count` is how many there are at most."""
        for part in [""] if count <= _AT_ONCE else list("0123456789abcdef"):
            ask = statements.ours(name, key, part)
            for answer in self._store.read(ask.cypher, ask.parameters):
                yield from answer["found"]

    def _load_batch(self, name: str, batch: list[Row], tally: Tally) -> None:
        try:
            self._write_batch(name, batch, tally)
        except TooLargeError:
            if len(batch) == 1:
                raise
            size = len(batch) // 2
            self._batch_size = min(self._batch_size, size)
            for at in range(0, len(batch), size):
                self._load_batch(name, batch[at : at + size], tally)
            return
        tally.sent += len(batch)
        self._progressed(len(batch))

    def _progressed(self, rows: int) -> None:
        """Count rows done, and tell of every batch's worth of them."""
        before = self._done // self._batch_size
        self._done += rows
        if rows > 1 or self._done // self._batch_size > before:
            self._progress(self._done)

    def _write_batch(self, name: str, batch: list[Row], tally: Tally) -> None:
        nodes = [row for row in batch if isinstance(row, Node)]
        edges = [row for row in batch if isinstance(row, Edge)]
        if name in self._empty:
            try:
                self._create(nodes, edges)
            except UncertainCommitError:
                # It may have happened: from here on look before writing.
                self._empty.discard(name)
                looked = Tally()
                self._merge_all(nodes, edges, looked)
                tally.created += looked.created + looked.unchanged
                tally.updated += looked.updated
                return
            except ClashError:
                # Somebody else writes at the same time.
                self._empty.clear()
                self._careful = True
            else:
                tally.created += len(batch)
                return
        self._merge_all(nodes, edges, tally)

    def _merge_all(self, nodes: list[Node], edges: list[Edge], tally: Tally) -> None:
        if nodes:
            self._merge(nodes, statements.differing_nodes(nodes[0].label, nodes), tally, self._merge_nodes)
        if edges:
            self._merge(edges, statements.differing_edges(edges[0], edges), tally, self._merge_edges)

    def _create(self, nodes: list[Node], edges: list[Edge]) -> None:
        if nodes:
            # Within a label rows come by id, not by extra labels.
            by_labels: dict[tuple[str, ...], list[Node]] = {}
            for node in nodes:
                by_labels.setdefault(node.extra_labels, []).append(node)
            creating = [statements.create_nodes(nodes[0].label, extra, each) for extra, each in by_labels.items()]
            self._write(creating, repeatable=False)
        if edges:
            self._write_edges(edges, statements.create_edges(edges[0], edges), repeatable=False)

    def _merge(self, rows: list[Each], ask: Statement, tally: Tally, write: Callable[[list[Each]], None]) -> None:
        answers = self._store.read(ask.cypher, ask.parameters)
        hashes = {answer["id"]: answer["hash"] for answer in answers if answer["there"]}
        missing = {answer["id"] for answer in answers if not answer["there"]}
        foreign = [row_id for row_id, value in hashes.items() if not str(value or "").startswith(HASH_PREFIX)]
        if foreign:
            raise LoadError(
                f"{self._store.address} already has something with the id {foreign[0]!r} that diplograph did not put "
                f"there ({len(foreign)} such in this batch); load into another database"
            )
        new: list[Each] = [row for row in rows if row.id in missing]
        changed: list[Each] = [row for row in rows if row.id in hashes]
        if new or changed:
            write(new + changed)
        tally.created += len(new)
        tally.updated += len(changed)
        tally.unchanged += len(rows) - len(new) - len(changed)

    def _merge_nodes(self, nodes: list[Node]) -> None:
        self._write(statements.merge_nodes(nodes[0].label, nodes))

    def _merge_edges(self, edges: list[Edge]) -> None:
        self._write_edges(edges, statements.merge_edges(edges[0], edges), repeatable=True)

    def _write_edges(self, edges: list[Edge], statement: Statement, *, repeatable: bool) -> None:
        written = self._write([statement], repeatable=repeatable)[0][0]["n"]
        if written != len(edges):
            ask = statements.missing_ends(edges[0], edges)
            there = {answer["id"] for answer in self._store.read(ask.cypher, ask.parameters)}
            lost = next((edge for edge in edges if edge.id not in there), edges[0])
            raise LoadError(
                f"{len(edges) - written} of {len(edges)} relationships {lost.type} have no ends in "
                f"{self._store.address}, the first from {lost.start_id!r} to {lost.end_id!r}"
            )

    def _write(self, batch: Sequence[Statement], *, repeatable: bool = True) -> list[list[dict[str, int]]]:
        """Write, and again where that may help; what is not `repeatable` must not be done twice."""
        again = (TransientStoreError, UncertainCommitError) if repeatable else (TransientStoreError,)
        for attempt in range(_ATTEMPTS):
            try:
                return self._store.write(batch)
            except again:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.2 * 2**attempt)
        raise AssertionError("unreachable")

    def _prune(self, seen: dict[str, array[int]]) -> None:
        """Remove ours that the rows no longer have: relationships first, so that nodes come free."""
        for name in (*TYPES, *LABELS):
            count = self._store.read(statements.count_all(name).cypher)[0]["n"]
            if count == self._tallies.get(name, Tally()).sent:
                continue
            known = _sorted(seen.get(name, ()))
            stale = [row_id for row_id in self._ours(name, "id", count) if not _contains(known, hash(row_id))]
            for at in range(0, len(stale), self._batch_size):
                removed = self._write([statements.remove(name, stale[at : at + self._batch_size])])
                self._tallies.setdefault(name, Tally()).removed += removed[0][0]["n"]


def _group(row: Row) -> tuple[str, ...]:
    """Return what a statement is static in: label, or type and the labels of its ends."""
    if isinstance(row, Node):
        return "node", row.label
    return "edge", row.type, row.start_label, row.end_label


def _sorted(hashes: Iterable[int]) -> array[int]:
    """Return numbers sorted, at eight bytes each (a list of all of them would take five times as much)."""
    remaining = iter(hashes)
    runs: list[array[int]] = []
    while run := sorted(islice(remaining, _RUN)):
        runs.append(array("q", run))
    return array("q", merge(*runs))


def _contains(known: array[int], value: int) -> bool:
    at = bisect_left(known, value)
    return at < len(known) and known[at] == value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
