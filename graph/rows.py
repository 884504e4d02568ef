"""The rows a graph is made of: what `graph.build` yields and what NetworkX, exports and stores take.

    Node("Person", "antony-blinken", {"name": "Antony Blinken", …}, ("Official",))
    Edge("PARTICIPATED_IN", "0ba3…", "antony-blinken", "Person", "c8dc…", "Meeting", {"office": …})

Values of properties are strings, integers, floats, booleans, native dates and lists of strings; what is not known or
empty is left out, never None. `id` and `content_hash` are not among the properties; stores write them beside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

import msgspec

Value: TypeAlias = "str | int | float | bool | date | list[str]"
Properties: TypeAlias = "dict[str, Value]"

# Every hash opens with this (short, since every row has it): a node or relationship in a database is one of ours if its
# `content_hash` does.
HASH_PREFIX = "dg:"
# Part of every hash, so that a new schema rewrites every row of an old one.
SCHEMA_VERSION = 1

_encoder = msgspec.json.Encoder(order="sorted")


def _content_hash(*parts: object) -> str:
    return HASH_PREFIX + hashlib.blake2b(_encoder.encode((SCHEMA_VERSION, parts)), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Node:
    """A node: one key label with an id unique under it, perhaps further labels."""

    label: str
    id: str
    properties: Properties = field(default_factory=dict)
    extra_labels: tuple[str, ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """Stands for everything the node says; a store writes the row only where it differs."""
        return _content_hash(self.label, self.id, self.properties, self.extra_labels)


@dataclass(frozen=True)
class Edge:
    """A relationship between two nodes, each known by label and id."""

    type: str
    id: str
    start_id: str
    start_label: str
    end_id: str
    end_label: str
    properties: Properties = field(default_factory=dict)

    @cached_property
    def content_hash(self) -> str:
        """Stands for everything the relationship says."""
        return _content_hash(self.type, self.id, self.start_id, self.end_id, self.properties)


Row: TypeAlias = "Node | Edge"
