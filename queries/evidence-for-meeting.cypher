// Evidence for a meeting
// asks: Which documents tell of a meeting, what does each say, and in which words?
// param $meeting: meeting, which meeting (its id or the first letters of it), 2ad53537
// returns: publisher: text, document: text, published: date, kind: text, status: text, date: date, city: text, minutes: integer, evidence: text, url: text, report_id: id
MATCH (:Meeting {id: $meeting})<-[:DESCRIBES]-(r:Report)<-[:CONTAINS]-(d:Document)
RETURN d.publisher AS publisher, d.name AS document, d.published AS published, r.kind AS kind, r.status AS status,
       r.start_date AS date, r.city AS city, r.duration_minutes AS minutes, r.evidence AS evidence, d.url AS url,
       r.id AS report_id
ORDER BY d.published_earliest, document, r.start_char, report_id
