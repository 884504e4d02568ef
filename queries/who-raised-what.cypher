// Who raised what
// asks: What did people say, raise, urge or promise, about which topic, to whom, and in what words?
// param $person: person = null, only what this person said, wang yi
// param $addressee: person = null, only what was said to this person, blinken
// param $topic: topic = null, only about this topic, taiwan
// param $since: date = null, published on or after this day, 2023-06
// param $until: last-date = null, published on or before this day, 2023-06
// returns: speaker: text, kind: text, topics: list, addressee: text, quotation: boolean, evidence: text, publisher: text, document: text, published: date, meeting: text, statement_id: id
MATCH (p:Person)-[:MADE]->(s:Statement)<-[:CONTAINS]-(d:Document)
WHERE ($person IS NULL OR p.id = $person)
  AND ($since IS NULL OR d.published_latest >= date($since))
  AND ($until IS NULL OR d.published_earliest <= date($until))
OPTIONAL MATCH (s)-[:ADDRESSED_TO]->(to:Person)
OPTIONAL MATCH (s)-[:MADE_AT]->(m:Meeting)
OPTIONAL MATCH (s)-[:ABOUT]->(t:Topic)
WITH p, s, d, to, m, t
ORDER BY t.name
WITH p, s, d, to, m, collect(t.name) AS topics, collect(t.id) AS topic_ids
WHERE ($topic IS NULL OR $topic IN topic_ids) AND ($addressee IS NULL OR to.id = $addressee)
RETURN p.name AS speaker, s.kind AS kind, topics, to.name AS addressee, s.is_quotation AS quotation,
       s.evidence AS evidence, d.publisher AS publisher, d.name AS document, d.published AS published,
       m.caption AS meeting, s.id AS statement_id
ORDER BY d.published_earliest, document, s.start_char, statement_id
