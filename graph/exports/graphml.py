"""GraphML, for NetworkX, igraph, yEd, Gephi, Cytoscape and `apoc.import.graphml`.

    <key id="labels" for="node" attr.name="labels" attr.type="string"/>
    <key id="label" for="edge" attr.name="label" attr.type="string"/>
    <node id="ann-lee" labels=":Person:Official"><data key="labels">:Person:Official</data>…</node>
    <edge id="0ba3…" source="ann-lee" target="c8dc…" label="MADE"><data key="label">MADE</data>…</edge>

Labels and types stand both as XML attributes and as data, the type first, since readers differ in where they look;
an edge's id stands as data `key` too, since igraph overwrites the attribute. Dates are ISO text, lists JSON text.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graph.exports.select import property_types, text_of, xml_text
from graph.files import write_aside
from graph.rows import Edge, Node, Row

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
# Readers take a bare one for a line end.
_CARRIAGE_RETURN = {"\r": "&#13;"}
_OWN_KEYS = (("labels", "node"), ("label", "edge"), ("key", "edge"))


def write_graphml(rows: Collection[Row], out: Path) -> None:
    """Write rows as GraphML, one node or edge a line."""
    with write_aside(out) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for name, scope in _OWN_KEYS:
            file.write(_key(name, scope, "string"))
        for name, (kind, scopes) in property_types(rows).items():
            scope = "all" if len(scopes) > 1 else ("node" if Node in scopes else "edge")
            file.write(_key(name, scope, kind))
        file.write('<graph id="diplograph" edgedefault="directed">\n')
        file.writelines(_node(row) if isinstance(row, Node) else _edge(row) for row in rows)
        file.write("</graph>\n</graphml>\n")


def _key(name: str, scope: str, kind: str) -> str:
    quoted = quoteattr(name)
    return f'<key id={quoted} for="{scope}" attr.name={quoted} attr.type="{kind}"/>\n'


def _node(node: Node) -> str:
    labels = "".join(f":{label}" for label in (node.label, *node.extra_labels))
    data = _data("labels", labels) + "".join(_data(name, text_of(value)) for name, value in node.properties.items())
    return f"<node id={quoteattr(xml_text(node.id))} labels={quoteattr(labels)}>{data}</node>\n"


def _edge(edge: Edge) -> str:
    own = {"label": edge.type, "key": edge.id}
    values = {**own, **{name: text_of(value) for name, value in edge.properties.items()}}
    data = "".join(_data(name, value) for name, value in values.items())
    ends = f"source={quoteattr(xml_text(edge.start_id))} target={quoteattr(xml_text(edge.end_id))}"
    return f"<edge id={quoteattr(edge.id)} {ends} label={quoteattr(edge.type)}>{data}</edge>\n"


def _data(name: str, text: str) -> str:
    return f"<data key={quoteattr(name)}>{escape(xml_text(text), _CARRIAGE_RETURN)}</data>"
