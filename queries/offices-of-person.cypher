// Offices of a person
// asks: Which offices did a person hold, from when to when?
// param $person: person, whose offices, wang yi
// param $at: date = null, only those held on this day, 2023-06-19
// returns: office: text, country: text, since: date, until: date, acting: boolean, source: text, office_id: id
MATCH (:Person {id: $person})-[h:HELD_OFFICE]->(o:Office)
WHERE $at IS NULL OR ((h.since_earliest IS NULL OR h.since_earliest <= date($at))
                      AND (h.until_latest IS NULL OR h.until_latest >= date($at)))
OPTIONAL MATCH (o)-[:OFFICE_OF]->(c)
RETURN o.title AS office, c.name AS country, h.since AS since, h.until AS until, h.acting AS acting, h.source AS source,
       o.id AS office_id
ORDER BY h.since_earliest, h.until_latest, office_id
