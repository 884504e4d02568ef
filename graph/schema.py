"""The graph's labels, relationship types and the ends each type joins.

Every node has one key label, under which its id is unique, and perhaps an extra label: officials among people, and
for meetings their status, since Browser styles go by label. A store takes no label or type that is not listed here, so
that no text from a document can become part of a statement.
"""

from __future__ import annotations

from graph.model import Status

LABELS = (
    "Country",
    "Organization",
    "Place",
    "Topic",
    "Office",
    "Person",
    "Meeting",
    "Document",
    "Report",
    "Statement",
    "Agreement",
    "Claim",
)
STATUS_LABELS = {status: status.value.capitalize() for status in Status}
EXTRA_LABELS = {"Person": ("Official",), "Meeting": tuple(STATUS_LABELS.values())}

_BODIES = ("Country", "Organization")
# Type to (labels of its start, labels of its end).
TYPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "OFFICE_OF": (("Office",), _BODIES),
    "HELD_OFFICE": (("Person",), ("Office",)),
    "IN_COUNTRY": (("Place",), _BODIES),
    "WITHIN": (("Place",), ("Place",)),
    "LOCATED_AT": (("Meeting",), ("Place",)),
    "PARTICIPATED_IN": (("Person",), ("Meeting",)),
    "EXPECTED_AT": (("Person",), ("Meeting",)),
    "PARTY_TO": (_BODIES, ("Meeting", "Agreement")),
    "DISCUSSED": (("Meeting",), ("Topic",)),
    "PART_OF": (("Meeting",), ("Meeting",)),
    "RESCHEDULES": (("Meeting",), ("Meeting",)),
    "MADE": (("Person",), ("Statement",)),
    "ADDRESSED_TO": (("Statement",), ("Person",)),
    "MADE_AT": (("Statement",), ("Meeting",)),
    "ABOUT": (("Statement", "Agreement"), ("Topic",)),
    "REACHED_AT": (("Agreement",), ("Meeting",)),
    "CONTAINS": (("Document",), ("Report", "Statement", "Agreement", "Claim")),
    "MENTIONS": (("Document",), ("Person",)),
    "DESCRIBES": (("Report",), ("Meeting",)),
    "CLAIMS": (("Report",), ("Claim",)),
    "REFERS_TO": (("Claim",), ("Person", "Place", "Topic", "Office", *_BODIES)),
    "ABOUT_PERSON": (("Claim",), ("Person",)),
}
# What exports leave out unless asked for: where things were read, rather than what is known.
EVIDENCE_LABELS = frozenset({"Document", "Report", "Claim"})
