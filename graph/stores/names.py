"""Which words may become part of a statement: the graph's labels and types, and plain property names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.schema import EXTRA_LABELS, LABELS, TYPES

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def known_label(label: str) -> str:
    """Return a key label of the graph.

    Raises:
        ValueError: It is none.
    """
    if label not in LABELS:
        raise ValueError(f"{label!r} is no label of the graph")
    return label


def known_extra(label: str, extra: str) -> str:
    """Return a label that a node may have beside its key label.

    Raises:
        ValueError: It may not.
    """
    if extra not in EXTRA_LABELS.get(label, ()):
        raise ValueError(f"{extra!r} is no label beside {label}")
    return extra


def known_labels(label: str, extra: Sequence[str]) -> str:
    """Return a node's labels as Cypher has them, such as `Person:Official`.

    Raises:
        ValueError: One is no label of the graph.
    """
    return ":".join((known_label(label), *(known_extra(label, each) for each in extra)))


def known_type(edge_type: str) -> str:
    """Return a relationship type of the graph.

    Raises:
        ValueError: It is none.
    """
    if edge_type not in TYPES:
        raise ValueError(f"{edge_type!r} is no relationship type of the graph")
    return edge_type


def plain_name(name: str) -> str:
    """Return a property's name that can stand in a statement as it is.

    Raises:
        ValueError: It is no plain word.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no property name of the graph: small letters, digits and underscores")
    return name
