// Who held an office
// asks: Who held an office, from when to when, or on a given day?
// param $office: text, words of its title or its kind, foreign minister
// param $country: country = null, only of this state or body, China
// param $at: date = null, only who held it on this day, 2023-06-19
// returns: person: text, office: text, country: text, since: date, until: date, acting: boolean, source: text, person_id: id, office_id: id
MATCH (p:Person)-[h:HELD_OFFICE]->(o:Office)
WHERE (toLower(o.title) CONTAINS toLower($office) OR o.post = replace(toLower($office), ' ', '-'))
  AND ($country IS NULL OR o.country = $country)
  AND ($at IS NULL OR ((h.since_earliest IS NULL OR h.since_earliest <= date($at))
                       AND (h.until_latest IS NULL OR h.until_latest >= date($at))))
OPTIONAL MATCH (o)-[:OFFICE_OF]->(c)
RETURN p.name AS person, o.title AS office, c.name AS country, h.since AS since, h.until AS until, h.acting AS acting,
       h.source AS source, p.id AS person_id, o.id AS office_id
ORDER BY country, office, h.since_earliest, person, person_id
