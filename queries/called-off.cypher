// Called off
// asks: What was cancelled, postponed or declined, and what came in its place?
// param $person: person = null, only with this person, blinken
// param $country: country = null, only with this state or body, China
// param $since: date = null, planned for this day or later, 2023
// param $until: last-date = null, planned for this day or earlier, 2023
// returns: date: date, meeting: text, kind: text, status: text, disputed: list, people: list, parties: list, replaced_by: list, evidence: list, meeting_id: id
MATCH (m:Meeting)
WHERE m.status IN ['cancelled', 'postponed', 'declined']
  AND ($since IS NULL OR coalesce(m.end_latest, m.start_latest) >= date($since))
  AND ($until IS NULL OR m.start_earliest <= date($until))
WITH m,
     COLLECT { MATCH (m)<-[:EXPECTED_AT]-(p:Person) RETURN p.id } AS person_ids,
     COLLECT { MATCH (m)<-[:PARTY_TO]-(c:Country|Organization) RETURN c.id AS code ORDER BY code } AS parties
WHERE ($person IS NULL OR $person IN person_ids) AND ($country IS NULL OR $country IN parties)
RETURN m.start_date AS date, m.caption AS meeting, m.kind AS kind, m.status AS status, coalesce(m.disputed, []) AS disputed,
       COLLECT { MATCH (m)<-[:EXPECTED_AT]-(p:Person) RETURN p.name AS name ORDER BY name } AS people,
       parties,
       COLLECT { MATCH (m)<-[:RESCHEDULES]-(later:Meeting) RETURN later.caption AS caption ORDER BY caption } AS replaced_by,
       COLLECT { MATCH (m)<-[:DESCRIBES]-(r:Report) RETURN r.evidence AS evidence ORDER BY evidence } AS evidence,
       m.id AS meeting_id
ORDER BY m.start_earliest, m.start_latest, meeting_id
