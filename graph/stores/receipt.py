"""What a load did, for each label and relationship type, and whether the store's own counts agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.schema import LABELS, TYPES
from graph.stores import statements
from graph.stores.base import Store


@dataclass(slots=True)
class Tally:
    """Numbers of rows of one label or type.

    Attributes:
        sent: In the graph.
        created: New in the store; `updated` there but different; `unchanged` there and equal.
        removed: Of an earlier load, no longer in the graph.
        in_database: What the store itself counts afterwards.
    """

    sent: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    in_database: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a load did; `tallies` is by label and type, in the order of loading."""

    tallies: dict[str, Tally]
    seconds: float

    @property
    def sent(self) -> int:
        """Rows in the graph."""
        return sum(tally.sent for tally in self.tallies.values())

    @property
    def created(self) -> int:
        """Rows new in the store."""
        return sum(tally.created for tally in self.tallies.values())

    @property
    def updated(self) -> int:
        """Rows that were there and differed."""
        return sum(tally.updated for tally in self.tallies.values())

    @property
    def unchanged(self) -> int:
        """Rows that were there and equal."""
        return sum(tally.unchanged for tally in self.tallies.values())

    @property
    def removed(self) -> int:
        """Rows of an earlier load that the graph no longer has."""
        return sum(tally.removed for tally in self.tallies.values())


def find_differences(store: Store, tallies: Mapping[str, Tally], *, pruned: bool) -> Iterator[str]:
    """Note in each tally what the store counts, and yield what differs from what was sent, one phrase each.

    Args:
        store: What was loaded into.
        tallies: By label and type, of a load in which every row was written or seen.
        pruned: Whether what an earlier load left has been removed.
    """
    names = {answer["name"] for cypher in statements.NAMES_THERE for answer in store.read(cypher)}
    # A store keeps the numbers of labels and types, so each of these is quick.
    there = {
        name: store.read(statements.count_all(name).cypher)[0]["n"]
        for name in (*LABELS, *TYPES)
        if name in names or name in tallies
    }
    twice: dict[str, int] = {}
    # Every row sent was created or seen, so equal totals leave no room for anything lost, doubled or left over.
    if any(there[name] != tallies.get(name, Tally()).sent for name in there):
        there, twice = _count_ours(store)
    for name in (*LABELS, *TYPES):
        tally = tallies.get(name, Tally())
        tally.in_database = there.get(name, 0)
        if twice.get(name):
            yield f"{name}: {twice[name]} stand there twice (--prune removes them)"
        elif tally.in_database < tally.sent:
            yield f"{name}: {tally.sent} sent, {tally.in_database} there"
        elif tally.in_database > tally.sent:
            why = "relationships of others hold on to them" if pruned else "--prune removes them"
            yield f"{name}: {tally.in_database - tally.sent} of an earlier load are still there ({why})"


def _count_ours(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many there are of each label and type, and how many of these too many."""
    there: Counter[str] = Counter()
    twice: dict[str, int] = {}
    ask = statements.count_nodes()
    for answer in store.read(ask.cypher, ask.parameters):
        there.update({label: answer["n"] for label in answer["labels"] if label in LABELS})
    ask = statements.count_edges()
    for answer in store.read(ask.cypher, ask.parameters):
        there[answer["type"]] = answer["n"]
        twice[answer["type"]] = answer["n"] - answer["ids"]
    return there, twice
