"""Only what reads the graph gets through."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from queries.guard import check_read_only

ALLOWED = (
    "MATCH (n) RETURN n",
    "match (p:Person {name: 'LOAD CSV FROM'}) return p;",
    'MATCH (n) WHERE n.name = "CREATE (x)" RETURN n // DELETE n',
    "/* CALL apoc.load.json('x') */ MATCH (n) RETURN count(*) AS n",
    "MATCH (l:Load) RETURN l.state",
    "MATCH (n) RETURN n.set, n.create, n.delete",
    "MATCH (n) RETURN {set: 1, load: 2} AS m",
    "MATCH (n) WHERE n.`LOAD CSV` = 1 RETURN n.`a``b`",
    "WITH date('2023-01-01') AS d RETURN date.truncate('month', d)",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (p:Person) CALL (p) { MATCH (p)-->(m:Meeting) RETURN count(m) AS n } RETURN p.name, n",
    "CALL { MATCH (n) RETURN n LIMIT 1 } RETURN n",
    "UNWIND [1, 2] AS x RETURN x",
    "OPTIONAL MATCH (n) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (n) RETURN 'it\\'s' + \"a\\\\\"",
    "MATCH (p:Person {id: $person}) RETURN p",
    "MATCH p = shortestPath((a)-[:PARTICIPATED_IN*..6]-(b)) RETURN [n IN nodes(p) | n.name]",
)
REFUSED = (
    ("", "is empty"),
    ("// nothing", "is empty"),
    ("CREATE (n)", "begins with"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "begins with"),
    ("MATCH (n) LOAD CSV FROM 'file:///x' AS l RETURN l", "LOAD CSV"),
    ("MATCH (n) LOAD/* */CSV FROM 'file:///x' AS l RETURN l", "LOAD CSV"),
    ("MATCH (n) LOAD // x\nCSV WITH HEADERS FROM 'file:///x' AS l RETURN l", "LOAD CSV"),
    ("CALL { LOAD CSV FROM 'http://x' AS l RETURN l } RETURN l", "LOAD CSV"),
    ("MATCH (n) \\u004cOAD CSV FROM 'x' AS l RETURN l", "escapes"),
    ("MATCH (n {a: '\\u0027}) LOAD CSV FROM \"x\" AS l RETURN l //'}) RETURN n", "escapes"),
    ("MATCH (n) SET n.x = 1", "writes"),
    ("MATCH (n) DETACH DELETE n", "writes"),
    ("MATCH (n) REMOVE n:Person", "writes"),
    ("MATCH (n) CREATE (m)", "writes"),
    ("MATCH (n) MERGE (m:X)", "writes"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.a = x)", "writes"),
    ("WITH 1 AS x INSERT (:X)", "writes"),
    ("CALL apoc.load.json('http://x')", "procedure apoc.load.json"),
    ("CALL `apoc`.`load`.json('x')", "procedure apoc.load.json"),
    ("CALL dbms.listConfig()", "procedure dbms.listConfig"),
    ("CALL db.index.fulltext.queryNodes('a', 'b')", "procedure"),
    ("MATCH (n) CALL apoc.create.node(['X'], {}) YIELD node RETURN node", "procedure"),
    ("RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV …', {})", "function apoc"),
    ("RETURN `apoc`.`util`.sleep(1)", "function apoc"),
    ("USE other MATCH (n) RETURN n", "begins with"),
    ("CALL { USE other MATCH (n) RETURN n } RETURN n", "USE"),
    ("MATCH (n) RETURN n UNION USE graph.byName('x') MATCH (n) RETURN n", "USE"),
    ("SHOW USERS", "begins with"),
    ("TERMINATE TRANSACTION 'x'", "begins with"),
    ("DROP DATABASE neo4j", "begins with"),
    ("MATCH (n) RETURN n; MATCH (m) DETACH DELETE m", "one query at a time"),
    ("MATCH (n {a: 'x) RETURN n", "does not end"),
    ("MATCH (n) /* RETURN n", "does not end"),
    ("MATCH (`n) RETURN n", "does not end"),
)


@pytest.mark.parametrize("cypher", ALLOWED)
def test_what_reads_gets_through(cypher: str) -> None:
    check_read_only(cypher)


@pytest.mark.parametrize(("cypher", "message"), REFUSED)
def test_what_does_more_is_refused(cypher: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_read_only(cypher)
