// Who met whom
// asks: Whom did a person meet or speak with, how often, in what offices, and about what?
// param $person: person, whose meetings, blinken
// param $other: person = null, only with this person, xi jinping
// param $topic: topic = null, only about this topic, taiwan
// param $since: date = null, on or after this day, 2023-06
// param $until: last-date = null, on or before this day, 2023-06
// param $conferences: boolean = false, count conferences that both attended too (in a column of their own), true
// returns: person: text, offices: list, meetings: integer, conferences: integer, first: date, last: date, topics: list, person_id: id
MATCH (:Person {id: $person})-[:PARTICIPATED_IN]->(m:Meeting)<-[r:PARTICIPATED_IN]-(other:Person)
WHERE other.id <> $person
  AND ($other IS NULL OR other.id = $other)
  AND ($topic IS NULL OR EXISTS { MATCH (m)-[:DISCUSSED]->(:Topic {id: $topic}) })
  AND ($conferences OR m.kind <> 'conference')
  AND ($since IS NULL OR coalesce(m.end_latest, m.start_latest) >= date($since))
  AND ($until IS NULL OR m.start_earliest <= date($until))
WITH other, m, r
ORDER BY m.start_earliest, m.start_latest, m.id
WITH other,
     collect(DISTINCT r.office) AS offices,
     sum(CASE WHEN m.kind <> 'conference' THEN 1 ELSE 0 END) AS meetings,
     sum(CASE WHEN m.kind = 'conference' THEN 1 ELSE 0 END) AS conferences,
     collect(m.start_date) AS days,
     collect(m.id) AS ids
RETURN other.name AS person, offices, meetings, conferences,
       CASE WHEN size(days) = 0 THEN null ELSE days[0] END AS first,
       CASE WHEN size(days) = 0 THEN null ELSE days[size(days) - 1] END AS last,
       COLLECT {
         MATCH (about:Meeting)-[:DISCUSSED]->(t:Topic)
         WHERE about.id IN ids
         RETURN DISTINCT t.name AS topic ORDER BY topic
       } AS topics,
       other.id AS person_id
ORDER BY meetings DESC, conferences DESC, person, person_id
