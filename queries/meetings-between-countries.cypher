// Meetings between countries
// asks: When did two states or bodies meet, at what level and about what?
// param $country: country, one side, China
// param $other: country, the other side, USA
// param $since: date = null, on or after this day, 2023
// param $until: last-date = null, on or before this day, 2023
// param $all: boolean = false, also what was planned, proposed or called off, true
// param $conferences: boolean = false, also conferences that both attended, true
// returns: date: date, meeting: text, kind: text, status: text, city: text, people: list, topics: list, meeting_id: id
MATCH (a:Country|Organization {id: $country})-[:PARTY_TO]->(m:Meeting)<-[:PARTY_TO]-(b:Country|Organization {id: $other})
WHERE ($all OR m.status = 'held')
  AND ($conferences OR m.kind <> 'conference')
  AND ($since IS NULL OR coalesce(m.end_latest, m.start_latest) >= date($since))
  AND ($until IS NULL OR m.start_earliest <= date($until))
RETURN m.start_date AS date, m.caption AS meeting, m.kind AS kind, m.status AS status, m.city AS city,
       COLLECT { MATCH (m)<-[:PARTICIPATED_IN|EXPECTED_AT]-(p:Person) RETURN p.name AS name ORDER BY name } AS people,
       COLLECT { MATCH (m)-[:DISCUSSED]->(t:Topic) RETURN t.name AS topic ORDER BY topic } AS topics,
       m.id AS meeting_id
ORDER BY m.start_earliest, m.start_latest, meeting_id
