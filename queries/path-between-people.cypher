// Path between people
// asks: Through which meetings and people are two people connected?
// param $person: person, one end, bill gates
// param $other: person, the other end, janet yellen
// returns: hops: integer, people: list, meetings: list, conferences: integer, meeting_ids: list
MATCH (a:Person {id: $person}), (b:Person {id: $other})
MATCH path = allShortestPaths((a)-[:PARTICIPATED_IN*..12]-(b))
WITH nodes(path) AS steps
WITH [n IN steps WHERE n:Person | n.name] AS people,
     [n IN steps WHERE n:Meeting | n.caption] AS meetings,
     [n IN steps WHERE n:Meeting | n.id] AS meeting_ids,
     size([n IN steps WHERE n:Meeting AND n.kind = 'conference']) AS conferences,
     [n IN steps | n.id] AS ids
ORDER BY conferences, ids
LIMIT 1
RETURN size(meetings) AS hops, people, meetings, conferences, meeting_ids
