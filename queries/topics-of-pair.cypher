// Topics of a pair
// asks: What did two people talk about, at how many meetings, and what did one say to the other about it?
// param $person: person, one of them, blinken
// param $other: person, the other one, wang yi
// param $conferences: boolean = false, count conferences that both attended too, true
// returns: topic: text, meetings: integer, statements: integer, last: date, topic_id: id
MATCH (t:Topic)
WITH t,
     COLLECT {
       MATCH (:Person {id: $person})-[:PARTICIPATED_IN]->(m:Meeting)<-[:PARTICIPATED_IN]-(:Person {id: $other}),
             (m)-[:DISCUSSED]->(t)
       WHERE $conferences OR m.kind <> 'conference'
       RETURN m.start_date AS day ORDER BY m.start_earliest
     } AS days,
     COUNT {
       MATCH (:Person {id: $person})-[:PARTICIPATED_IN]->(m:Meeting)<-[:PARTICIPATED_IN]-(:Person {id: $other}),
             (m)-[:DISCUSSED]->(t)
       WHERE $conferences OR m.kind <> 'conference'
     } AS meetings,
     COUNT {
       MATCH (a:Person)-[:MADE]->(s:Statement)-[:ADDRESSED_TO]->(b:Person), (s)-[:ABOUT]->(t)
       WHERE (a.id = $person AND b.id = $other) OR (a.id = $other AND b.id = $person)
     } AS statements
WHERE meetings > 0 OR statements > 0
WITH t, meetings, statements, [day IN days WHERE day IS NOT NULL] AS days
RETURN t.name AS topic, meetings, statements,
       CASE WHEN size(days) = 0 THEN null ELSE days[size(days) - 1] END AS last,
       t.id AS topic_id
ORDER BY meetings DESC, statements DESC, topic
