"""What an export holds (what is known, and if asked for where it was read), and how values look in text formats."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection
from datetime import date

from graph.rows import Edge, Node, Row, Value
from graph.schema import EVIDENCE_LABELS

_LOG = logging.getLogger(__name__)
# XML 1.0 has no way to write these.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def select(rows: Collection[Row], *, with_evidence: bool) -> list[Row]:
    """Return the rows to export: all, or those without documents, reports and claims and what joins them."""
    return [row for row in rows if with_evidence or not _is_evidence(row)]


def _is_evidence(row: Row) -> bool:
    if isinstance(row, Node):
        return row.label in EVIDENCE_LABELS
    return bool({row.start_label, row.end_label} & EVIDENCE_LABELS)


def text_of(value: Value) -> str:
    """Return a value as text: booleans in lower case, dates in ISO form, lists as JSON.

    Example:
        >>> text_of(True), text_of(date(2023, 6, 19)), text_of(["a", "b"])
        ('true', '2023-06-19', '["a", "b"]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def plain_of(value: Value) -> str | int | float | bool | list[str]:
    """Return a value as JSON has it: only dates become text."""
    return value.isoformat() if isinstance(value, date) else value


def xml_text(text: str) -> str:
    """Return text without characters that XML cannot hold; each becomes U+FFFD, and the log says so."""
    clean, count = _NOT_XML.subn("\ufffd", text)
    if count:
        _LOG.warning("%d characters that XML cannot hold became U+FFFD in %r", count, text[:60])
    return clean


def type_of(values: Collection[Value]) -> str:
    """Return the one type of all these values: boolean, long, double or string."""
    kinds = {type(value) for value in values}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "long"
    if kinds <= {int, float} and kinds:
        return "double"
    return "string"


def property_types(rows: Collection[Row]) -> dict[str, tuple[str, frozenset[type[Node | Edge]]]]:
    """Return for each property its type, and whether nodes, relationships or both have it."""
    kinds: dict[str, set[str]] = {}
    scopes: dict[str, set[type[Node | Edge]]] = {}
    for row in rows:
        for name, value in row.properties.items():
            kinds.setdefault(name, set()).add(type_of([value]))
            scopes.setdefault(name, set()).add(type(row))
    types = {}
    for name, found in sorted(kinds.items()):
        only = found.pop() if len(found) == 1 else ("double" if found == {"long", "double"} else "string")
        types[name] = (only, frozenset(scopes[name]))
    return types


def name_of(node: Node) -> str:
    """Return what a reader calls a node."""
    for key in ("caption", "name", "title", "evidence", "value"):
        value = node.properties.get(key)
        if isinstance(value, str):
            return value
    return node.id
