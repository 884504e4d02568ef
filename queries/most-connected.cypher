// Most connected people
// asks: Who met or spoke with the most different people?
// param $country: country = null, only people of this state or body, China
// param $since: date = null, on or after this day, 2023
// param $until: last-date = null, on or before this day, 2023
// param $conferences: boolean = false, count conferences that both attended too, true
// param $limit: integer = 20, how many, 10
// returns: person: text, country: text, people: integer, meetings: integer, person_id: id
MATCH (p:Person)-[:PARTICIPATED_IN]->(m:Meeting)<-[:PARTICIPATED_IN]-(other:Person)
WHERE p.id <> other.id
  AND ($country IS NULL OR p.country = $country)
  AND ($conferences OR m.kind <> 'conference')
  AND ($since IS NULL OR coalesce(m.end_latest, m.start_latest) >= date($since))
  AND ($until IS NULL OR m.start_earliest <= date($until))
WITH p, count(DISTINCT other.id) AS people, count(DISTINCT m.id) AS meetings
RETURN p.name AS person, p.country AS country, people, meetings, p.id AS person_id
ORDER BY people DESC, meetings DESC, person, person_id
LIMIT toInteger($limit)
