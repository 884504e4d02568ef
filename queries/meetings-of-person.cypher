// Meetings of a person
// asks: Whom did a person meet, when, where, in what office, for how long by whose account, and about what?
// param $person: person, whose meetings, blinken
// param $since: date = null, on or after this day, 2023-06
// param $until: last-date = null, on or before this day, 2023-06
// param $city: text = null, only in this city, Beijing
// param $all: boolean = false, also what was planned, proposed or called off, true
// returns: date: date, meeting: text, kind: text, status: text, city: text, venue: text, office: text, people: list, topics: list, durations: list, disputed: list, reports: integer, meeting_id: id
MATCH (p:Person {id: $person})-[r:PARTICIPATED_IN|EXPECTED_AT]->(m:Meeting)
WHERE ($all OR m.status = 'held')
  AND ($since IS NULL OR coalesce(m.end_latest, m.start_latest) >= date($since))
  AND ($until IS NULL OR m.start_earliest <= date($until))
  AND ($city IS NULL OR toLower(m.city) = toLower($city))
RETURN m.start_date AS date, m.caption AS meeting, m.kind AS kind, m.status AS status, m.city AS city, m.venue AS venue,
       r.office AS office,
       COLLECT {
         MATCH (m)<-[theirs:PARTICIPATED_IN|EXPECTED_AT]-(other:Person)
         WHERE other.id <> $person
         RETURN other.name + CASE WHEN theirs.office IS NULL THEN '' ELSE ' (' + theirs.office + ')' END AS name
         ORDER BY name
       } AS people,
       COLLECT { MATCH (m)-[:DISCUSSED]->(t:Topic) RETURN t.name AS topic ORDER BY topic } AS topics,
       COLLECT {
         MATCH (m)<-[:DESCRIBES]-(report:Report)-[:CLAIMS]->(c:Claim {attribute: 'duration_minutes'}),
               (report)<-[:CONTAINS]-(d:Document)
         RETURN coalesce(c.qualifier, 'exact') + ' ' + c.value + ' (' + coalesce(d.publisher, d.name) + ')' AS duration
         ORDER BY duration
       } AS durations,
       coalesce(m.disputed, []) AS disputed, m.report_count AS reports, m.id AS meeting_id
ORDER BY m.start_earliest, m.start_latest, meeting_id
