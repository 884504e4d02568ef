// Agreements between sides
// asks: What did a state or body agree on, with whom, where, and in which words?
// param $country: country, one side, China
// param $other: country = null, only with this other side, USA
// param $topic: topic = null, only about this topic, aviation
// returns: parties: list, topics: list, meeting: text, evidence: text, publisher: text, document: text, published: date, agreement_id: id
MATCH (:Country|Organization {id: $country})-[:PARTY_TO]->(g:Agreement)<-[:CONTAINS]-(d:Document)
OPTIONAL MATCH (g)-[:REACHED_AT]->(m:Meeting)
WITH g, d, m,
     COLLECT { MATCH (g)<-[:PARTY_TO]-(c:Country|Organization) RETURN c.id AS code ORDER BY code } AS parties,
     COLLECT { MATCH (g)-[:ABOUT]->(t:Topic) RETURN t.name AS topic ORDER BY topic } AS topics,
     COLLECT { MATCH (g)-[:ABOUT]->(t:Topic) RETURN t.id } AS topic_ids
WHERE ($other IS NULL OR $other IN parties) AND ($topic IS NULL OR $topic IN topic_ids)
RETURN parties, topics, m.caption AS meeting, g.evidence AS evidence, d.publisher AS publisher, d.name AS document,
       d.published AS published, g.id AS agreement_id
ORDER BY d.published_earliest, document, g.start_char, agreement_id
