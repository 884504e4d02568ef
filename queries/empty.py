"""Why an answer is empty: what the graph does have about whom and what was asked.

nothing fits. Antony Blinken: 4 held, 1 planned, 1 cancelled. Taiwan: discussed at 2 meetings.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.stores.base import Store
from queries.catalogue import Query

_STATUSES = "MATCH (n {id: $id})-[:PARTICIPATED_IN|EXPECTED_AT|PARTY_TO]->(m:Meeting) "
_RESTRICTING = ("since", "until", "at", "by", "city", "conferences", "all")


def explain_empty(query: Query, store: Store, values: Mapping[str, str | int | bool | None]) -> str:
    """Return a sentence or two on why a query found nothing.

    Args:
        query: The query.
        store: Where it was run.
        values: The bound parameters it was run with.
    """
    total = store.read("MATCH (m:Meeting) RETURN count(m) AS n")[0]["n"]
    if not total:
        return "Nothing fits: the graph has no meetings at all."
    facts = []
    for parameter in query.parameters:
        value = values.get(parameter.name)
        if isinstance(value, str) and value and parameter.type in ("person", "country"):
            facts.append(_meetings_of(store, parameter.type, value))
        elif isinstance(value, str) and parameter.type == "topic":
            facts.append(_meetings_about(store, value))
    narrowed = [
        f"{parameter.option} {value}"
        for parameter in query.parameters
        if parameter.name in _RESTRICTING and (value := values.get(parameter.name)) not in (None, True)
    ]
    if not facts:
        facts.append(f"The graph has {total} meetings; none is of this sort.")
    if narrowed:
        facts.append(f"Asked with {', '.join(narrowed)}.")
    return " ".join(("Nothing fits.", *facts))


def _meetings_of(store: Store, kind: str, value: str) -> str:
    label = "Person" if kind == "person" else "Country|Organization"
    name = store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n.name AS name", {"id": value})[0]["name"]
    cypher = _STATUSES.replace("(n {", f"(n:{label} {{") + "RETURN m.status AS status, m.kind AS kind, count(m) AS n"
    counts: dict[str, int] = {}
    for row in store.read(cypher, {"id": value}):
        held = "held conference" if row["kind"] == "conference" else "held"
        key = held if row["status"] == "held" else row["status"]
        counts[key] = counts.get(key, 0) + row["n"]
    said = ", ".join(
        f"{counts[key]} {key}" for key in sorted(counts, key=lambda key: (not key.startswith("held"), key))
    )
    return f"{name} has these meetings in the graph: {said}." if said else f"{name} is named, but in no meeting."


def _meetings_about(store: Store, value: str) -> str:
    cypher = (
        "MATCH (t:Topic {id: $id}) OPTIONAL MATCH (t)<-[:DISCUSSED]-(m:Meeting) RETURN t.name AS name, count(m) AS n"
    )
    row = store.read(cypher, {"id": value})[0]
    return f"{row['name']} was a topic of {row['n']} meetings."
