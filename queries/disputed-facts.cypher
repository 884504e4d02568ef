// Disputed facts
// asks: On what do documents contradict each other or the knowledge base, and in which words?
// param $person: person = null, only about this person or their meetings, blinken
// param $meeting: meeting = null, only about this meeting, 2ad53537
// returns: about: text, attribute: text, value: text, qualifier: text, publisher: text, document: text, published: date, evidence: text, about_id: id, claim_id: id
CALL {
  MATCH (m:Meeting)<-[:DESCRIBES]-(r:Report)-[:CLAIMS]->(c:Claim), (r)<-[:CONTAINS]-(d:Document)
  WHERE c.attribute IN m.disputed
  RETURN m.caption AS about, m.id AS about_id, c, d,
         COLLECT { MATCH (m)<-[:PARTICIPATED_IN|EXPECTED_AT]-(p:Person) RETURN p.id } AS person_ids
  UNION ALL
  MATCH (p:Person)<-[:ABOUT_PERSON]-(c:Claim)<-[:CONTAINS]-(d:Document)
  WHERE c.attribute IN p.disputed
  RETURN p.name AS about, p.id AS about_id, c, d, [p.id] AS person_ids
}
WITH about, about_id, c, d, person_ids
WHERE ($person IS NULL OR $person IN person_ids) AND ($meeting IS NULL OR about_id = $meeting)
RETURN about, c.attribute AS attribute, c.value AS value, c.qualifier AS qualifier, d.publisher AS publisher,
       d.name AS document, d.published AS published, c.evidence AS evidence, about_id, c.id AS claim_id
ORDER BY about, about_id, attribute, value, document, claim_id
