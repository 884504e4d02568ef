"""Merged records -> the sorted stream of Node and Edge rows.

    Corpus -> nodes (by label in the order of `graph.schema.LABELS`, then id) -> edges (by type, then id)

A function of the Corpus as a set: the order of documents and meetings in it makes no difference. Nothing dangles: an
edge whose end is missing, or two different records with one id, is an error that names both.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.edges import Wanted, wanted_edges
from graph.errors import GraphError
from graph.keys import relationship_id
from graph.model import Corpus
from graph.nodes import generate_nodes
from graph.rows import Edge, Node
from graph.schema import LABELS, TYPES


def generate_rows(corpus: Corpus) -> Iterator[Node | Edge]:
    """Yield all nodes, then all edges, each sorted.

    Raises:
        GraphError: An edge's end is missing, or an id stands for two things.
    """
    labels: dict[str, str] = {}
    for node in sorted(generate_nodes(corpus), key=lambda node: (LABELS.index(node.label), node.id)):
        if node.id in labels:
            raise GraphError(f"the id {node.id!r} stands for a {labels[node.id]} and for a {node.label}")
        labels[node.id] = node.label
        yield node
    for kind in TYPES:
        yield from _generate_edges(kind, corpus, labels)


def _generate_edges(kind: str, corpus: Corpus, labels: dict[str, str]) -> Iterator[Edge]:
    edges: dict[str, Edge] = {}
    for wanted in wanted_edges(kind, corpus):
        edge = _make_edge(kind, wanted, labels)
        if edges.setdefault(edge.id, edge) != edge:
            raise GraphError(
                f"two different relationships {kind} from {edge.start_id!r} to {edge.end_id!r} have one id"
            )
    yield from sorted(edges.values(), key=lambda edge: (edge.start_label, edge.end_label, edge.id))


def _make_edge(kind: str, wanted: Wanted, labels: dict[str, str]) -> Edge:
    ends: list[str] = []
    for end_id, allowed in zip((wanted.start, wanted.end), TYPES[kind], strict=True):
        label = labels.get(end_id)
        if label is None:
            raise GraphError(
                f"{kind} from {wanted.start!r} to {wanted.end!r}: there is no {' or '.join(allowed)} {end_id!r}; "
                "records and reference data do not fit together"
            )
        if label not in allowed:
            raise GraphError(f"{kind} from {wanted.start!r} to {wanted.end!r}: {end_id!r} is a {label}")
        ends.append(label)
    edge_id = relationship_id(kind, wanted.start, wanted.end, *wanted.more)
    return Edge(kind, edge_id, wanted.start, ends[0], wanted.end, ends[1], wanted.properties)
