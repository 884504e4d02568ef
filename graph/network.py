"""Rows -> a networkx.MultiDiGraph, for algorithms, the Python API and graphs of ordinary size.

node: key = id;              attributes: label, labels (list, key label first), properties
edge: key = relationship id; attributes: type, properties
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.rows import Edge, Node, Row


def to_networkx(rows: Iterable[Row]) -> nx.MultiDiGraph[str]:
    """Return the graph that a stream of rows (nodes before edges) tells."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in rows:
        if isinstance(row, Node):
            graph.add_node(row.id, label=row.label, labels=[row.label, *row.extra_labels], **row.properties)
        elif isinstance(row, Edge):
            graph.add_edge(row.start_id, row.end_id, key=row.id, type=row.type, **row.properties)
    return graph
