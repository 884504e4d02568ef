"""A graph to load: the same on every machine, in the shape of diplograph's own, with parallel relationships.

50,000 nodes and 150,000 relationships at scale 1; a twentieth of the tenures are second ones of the same person in the
same office, as second meetings of a pair are: same ends, same type, other dates.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

NODES = {"Person": 5000, "Office": 1000, "Topic": 50, "Meeting": 18000, "Document": 8000, "Report": 17950}
# type, start, end, how many, of which parallel
EDGES = (
    ("HELD_OFFICE", "Person", "Office", 20000, 5000),
    ("PARTICIPATED_IN", "Person", "Meeting", 45000, 0),
    ("DISCUSSED", "Meeting", "Topic", 25000, 0),
    ("CONTAINS", "Document", "Report", 17950, 0),
    ("DESCRIBES", "Report", "Meeting", 17950, 0),
    ("MENTIONS", "Document", "Person", 24100, 0),
)
_WORDS = ("arms", "control", "treaty", "summit", "embassy", "détente", "talks", "canal", "border", "Égypte", "Việt")


class PlainNode(NamedTuple):
    """A node as any tool could be given it."""

    label: str
    id: str
    properties: dict[str, object]


class PlainEdge(NamedTuple):
    """A relationship as any tool could be given it."""

    type: str
    id: str
    start: str
    start_label: str
    end: str
    end_label: str
    properties: dict[str, object]


def node_id(label: str, number: int) -> str:
    """Return the id of the n-th node of a label."""
    return f"{label.lower()}-{number:06}"


def generate_nodes(scale: float = 1.0) -> Iterator[PlainNode]:
    """Yield the nodes, by label."""
    chance = random.Random(20261122)
    for label, count in NODES.items():
        for number in range(int(count * scale)):
            day = date(1990, 1, 1) + timedelta(days=chance.randrange(12000))
            words = " ".join(chance.choices(_WORDS, k=8))
            yield PlainNode(
                label,
                node_id(label, number),
                {
                    "name": f"{label} {number} {words}",
                    "kind": chance.choice(_WORDS),
                    "start_date": day.isoformat(),
                    "start_earliest": day,
                    "confidence": chance.random(),
                    "report_count": chance.randrange(9),
                    "aliases": [f"{label[0]}. {number}", words[:12]],
                },
            )


def generate_edges(scale: float = 1.0) -> Iterator[PlainEdge]:
    """Yield the relationships, by type; parallel ones follow those they are parallel to."""
    chance = random.Random(20261123)
    for kind, start_label, end_label, count, parallel in EDGES:
        wanted, twice = int(count * scale), int(parallel * scale)
        starts, ends = int(NODES[start_label] * scale), int(NODES[end_label] * scale)
        pairs: dict[tuple[int, int], None] = {}
        while len(pairs) < wanted - twice:
            pairs[chance.randrange(starts), chance.randrange(ends)] = None
        found = list(pairs)
        for number, (start, end) in enumerate(found + found[:twice]):
            yield PlainEdge(
                kind,
                f"{kind.lower()}-{number:06}",
                node_id(start_label, start),
                start_label,
                node_id(end_label, end),
                end_label,
                {"since": f"{1990 + number % 30}-01-01", "reports": [f"r{number}"], "source": f"page {number}"},
            )
