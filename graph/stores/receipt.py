"""What a load did, for each label and relationship type."""

from __future__ import annotations

from dataclasses import dataclass


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
