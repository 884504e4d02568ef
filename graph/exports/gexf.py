"""GEXF 1.2, for Gephi: attributes with types, labels that a reader recognises, unique edge ids.

<node id="ann-lee" label="Ann Lee"><attvalues><attvalue for="labels" value=":Person:Official"/>…</attvalues></node>
<edge id="0ba3…" source="ann-lee" target="c8dc…" label="PARTICIPATED_IN">…</edge>
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from graph.exports.select import name_of, property_types, text_of, xml_text
from graph.files import write_aside
from graph.rows import Edge, Node, Row

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>diplograph</creator></meta>
<graph mode="static" defaultedgetype="directed">
"""


def write_gexf(rows: Collection[Row], out: Path) -> None:
    """Write rows as GEXF, one node or edge a line."""
    types = property_types(rows)
    with write_aside(out) as aside, aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for scope, kind, own in (("node", Node, "labels"), ("edge", Edge, "type")):
            file.write(f'<attributes class="{scope}">\n<attribute id="{own}" title="{own}" type="string"/>\n')
            for name, (value_type, scopes) in types.items():
                if kind in scopes:
                    file.write(f'<attribute id="{name}" title="{name}" type="{value_type}"/>\n')
            file.write("</attributes>\n")
        file.write("<nodes>\n")
        file.writelines(_node(row) for row in rows if isinstance(row, Node))
        file.write("</nodes>\n<edges>\n")
        file.writelines(_edge(row) for row in rows if isinstance(row, Edge))
        file.write("</edges>\n</graph>\n</gexf>\n")


def _node(node: Node) -> str:
    values = {"labels": "".join(f":{label}" for label in (node.label, *node.extra_labels))}
    values.update({name: text_of(value) for name, value in node.properties.items()})
    return f"<node id={_quoted(node.id)} label={_quoted(name_of(node))}>{_values(values)}</node>\n"


def _edge(edge: Edge) -> str:
    values = {"type": edge.type, **{name: text_of(value) for name, value in edge.properties.items()}}
    ends = f"source={_quoted(edge.start_id)} target={_quoted(edge.end_id)}"
    return f"<edge id={_quoted(edge.id)} {ends} label={_quoted(edge.type)}>{_values(values)}</edge>\n"


def _values(values: Mapping[str, str]) -> str:
    found = "".join(f"<attvalue for={_quoted(name)} value={_quoted(value)}/>" for name, value in values.items())
    return f"<attvalues>{found}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text))
