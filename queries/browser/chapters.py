"""The chapters of a guide: questions about the graph at hand, each a statement that Browser draws or lists.

Who and what they are about is taken from the graph itself: the person with most meetings, the meeting with most
reports, and so on; a chapter whose subject the graph lacks is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.exports.cypher import literal
from graph.stores.base import Store


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question: a title, a sentence or two, and the Cypher that answers it."""

    title: str
    text: str
    cypher: str


_BUSIEST = (
    "MATCH (p:Person)-[:PARTICIPATED_IN]->(m:Meeting)<-[:PARTICIPATED_IN]-(other:Person) WHERE m.kind <> 'conference' "
    "RETURN p.id AS id, p.name AS name, count(DISTINCT m.id) AS n ORDER BY n DESC, id LIMIT 1"
)
_BEST_TOLD = (
    "MATCH (m:Meeting) WHERE m.status = 'held' "
    "RETURN m.id AS id, m.caption AS name, m.report_count AS n ORDER BY n DESC, id LIMIT 1"
)
_DISPUTED = "MATCH (m:Meeting) WHERE m.disputed IS NOT NULL RETURN m.id AS id, m.caption AS name ORDER BY id LIMIT 1"
_TALKED_OF = (
    "MATCH (t:Topic)<-[:DISCUSSED]-(m:Meeting) "
    "RETURN t.id AS id, t.name AS name, count(m) AS n ORDER BY n DESC, id LIMIT 1"
)
_NOT_HELD = "MATCH (m:Meeting) WHERE m.status <> 'held' RETURN count(m) AS n"


def find_chapters(store: Store) -> list[Chapter]:
    """Return the chapters for the graph in a store."""
    return list(_chapters(store))


def _chapters(store: Store) -> Iterator[Chapter]:
    for person in store.read(_BUSIEST):
        who = f"(:Person {{id: {literal(person['id'])}}})"
        yield Chapter(
            f"Whom did {person['name']} meet?",
            f"{person['name']} took part in {person['n']} meetings and calls with others. Violet circles "
            "are people who ever held an office, light blue ones others, orange ones what was held; click one to see "
            "what is known of it.",
            f"MATCH path = {who}-[:PARTICIPATED_IN]->(m:Meeting)"
            "<-[:PARTICIPATED_IN]-(:Person) WHERE m.kind <> 'conference' RETURN path LIMIT 100",
        )
        yield Chapter(
            f"What did {person['name']} talk about?",
            "Topics are purple; the more lines end at one, the more often it came up.",
            f"MATCH path = {who}-[:PARTICIPATED_IN]->(m:Meeting)-[:DISCUSSED]->(:Topic) RETURN path LIMIT 100",
        )
        yield Chapter(
            f"Which offices did {person['name']} hold?",
            "As the knowledge base has them, from day to day.",
            f"MATCH {who}-[h:HELD_OFFICE]->(o:Office) "
            "RETURN o.title AS office, h.since AS since, h.until AS until ORDER BY h.since_earliest",
        )
    for meeting in store.read(_BEST_TOLD):
        yield Chapter(
            "Who says so?",
            f"“{meeting['name']}” is told of by {meeting['n']} reports: white circles are the documents, and each "
            "report carries the sentence.",
            f"MATCH path = (:Meeting {{id: {literal(meeting['id'])}}})<-[:DESCRIBES]-(:Report)"
            "<-[:CONTAINS]-(:Document) "
            "RETURN path",
        )
    for meeting in store.read(_DISPUTED):
        yield Chapter(
            "Where do documents contradict each other?",
            f"Of “{meeting['name']}”, each claim with its source and its words.",
            f"MATCH (m:Meeting {{id: {literal(meeting['id'])}}})<-[:DESCRIBES]-(r:Report)-[:CLAIMS]->(c:Claim), "
            "(r)<-[:CONTAINS]-(d:Document) WHERE c.attribute IN m.disputed "
            "RETURN c.attribute AS attribute, c.value AS value, c.qualifier AS qualifier, d.publisher AS publisher, "
            "c.evidence AS evidence ORDER BY attribute, value",
        )
    for topic in store.read(_TALKED_OF):
        yield Chapter(
            f"Between whom is it about {topic['name']}?",
            "Countries are dark green; a meeting stands between those that took part.",
            f"MATCH path = (:Country)-[:PARTY_TO]->(m:Meeting)-[:DISCUSSED]->(:Topic {{id: {literal(topic['id'])}}}) "
            "RETURN path LIMIT 100",
        )
    if store.read(_NOT_HELD)[0]["n"]:
        yield Chapter(
            "What did not take place?",
            "What was planned is amber, what was proposed pale yellow, what was postponed grey, what was cancelled black, "
            "what was declined plum.",
            "MATCH (m:Meeting) WHERE m.status <> 'held' OPTIONAL MATCH path = (m)<-[:EXPECTED_AT]-(:Person) "
            "RETURN m, path LIMIT 100",
        )
