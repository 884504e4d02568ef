// Officials at a meeting
// asks: Who was at a meeting, or was to be, in what office and for which side?
// param $meeting: meeting, which meeting (its id or the first letters of it), 2ad53537
// returns: person: text, office: text, representing: text, official: boolean, came: boolean, reports: integer, person_id: id
MATCH (p:Person)-[r:PARTICIPATED_IN|EXPECTED_AT]->(m:Meeting {id: $meeting})
RETURN p.name AS person, r.office AS office, r.representing AS representing, p:Official AS official,
       m.status = 'held' AS came, size(r.reports) AS reports, p.id AS person_id
ORDER BY representing, person, person_id
