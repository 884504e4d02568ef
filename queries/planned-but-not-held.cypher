// Planned but not held
// asks: What was announced or hoped for, and no report says by now that it took place?
// param $by: date = today, what should have happened before this day, 2024-01-01
// param $person: person = null, only with this person, blinken
// param $country: country = null, only with this state or body, China
// returns: date: date, meeting: text, kind: text, status: text, people: list, parties: list, reports: integer, meeting_id: id
MATCH (m:Meeting)
WHERE m.status IN ['planned', 'proposed'] AND coalesce(m.end_latest, m.start_latest) < date($by)
WITH m,
     COLLECT { MATCH (m)<-[:EXPECTED_AT]-(p:Person) RETURN p.id } AS person_ids,
     COLLECT { MATCH (m)<-[:PARTY_TO]-(c:Country|Organization) RETURN c.id AS code ORDER BY code } AS parties
WHERE ($person IS NULL OR $person IN person_ids) AND ($country IS NULL OR $country IN parties)
RETURN m.start_date AS date, m.caption AS meeting, m.kind AS kind, m.status AS status,
       COLLECT { MATCH (m)<-[:EXPECTED_AT]-(p:Person) RETURN p.name AS name ORDER BY name } AS people,
       parties, m.report_count AS reports, m.id AS meeting_id
ORDER BY m.start_earliest, m.start_latest, meeting_id
