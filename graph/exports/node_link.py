"""Node-link JSON, as `networkx.node_link_graph` and d3 read it.

    {"directed": true, "multigraph": true, "graph": {},
     "nodes": [{"id": "ann-lee", "label": "Person", "labels": ["Person", "Official"], "name": "Ann Lee"}, …],
     "edges": [{"source": "ann-lee", "target": "c8dc…", "key": "0ba3…", "type": "PARTICIPATED_IN"}, …]}

A property whose name the format takes itself (a tenure's `source`) gets an underscore: `source_`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from graph.exports.select import plain_of
from graph.files import write_aside
from graph.rows import Edge, Node, Row

_TAKEN = frozenset({"id", "label", "labels", "source", "target", "key", "type"})


def write_node_link(rows: Collection[Row], out: Path) -> None:
    """Write rows as node-link JSON, one node or edge a line."""
    with write_aside(out) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        file.writelines(_lines(_node(row) for row in rows if isinstance(row, Node)))
        file.write('],\n"edges": [')
        file.writelines(_lines(_edge(row) for row in rows if isinstance(row, Edge)))
        file.write("]}\n")


def _lines(objects: Iterator[dict[str, Any]]) -> Iterator[str]:
    for number, each in enumerate(objects):
        yield (",\n" if number else "\n") + json.dumps(each, ensure_ascii=False)


def _properties(row: Row) -> dict[str, Any]:
    return {f"{name}_" if name in _TAKEN else name: plain_of(value) for name, value in row.properties.items()}


def _node(node: Node) -> dict[str, Any]:
    labels = {"label": node.label, "labels": [node.label, *node.extra_labels]}
    return {"id": node.id, **labels, **_properties(node)}


def _edge(edge: Edge) -> dict[str, Any]:
    ends = {"source": edge.start_id, "target": edge.end_id, "key": edge.id, "type": edge.type}
    return {**ends, **_properties(edge)}
