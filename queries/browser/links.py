"""Links that open Neo4j Browser on a database, with a query in the editor, ready to run.

http://localhost:7474/browser/?dbms=neo4j://neo4j@localhost:7687&db=neo4j&cmd=edit&arg=MATCH%20…
"""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from graph.errors import InputError

_HTTP = {
    "bolt": "http",
    "neo4j": "http",
    "bolt+s": "https",
    "neo4j+s": "https",
    "bolt+ssc": "https",
    "neo4j+ssc": "https",
}
_PORTS = {"http": 7474, "https": 7473}


def browser_link(
    cypher: str, *, uri: str, user: str = "neo4j", database: str | None = None, browser: str | None = None
) -> str:
    """Return a link that opens Browser with a query.

    Args:
        cypher: The query.
        uri: The server's address, such as `neo4j://localhost:7687`.
        user: Who connects.
        database: Which database; None for the user's own.
        browser: Browser's address; None for the server's own, on its usual port.

    Raises:
        InputError: The address is none of a server.
    """
    parts = urlsplit(uri)
    if parts.scheme not in _HTTP or not parts.hostname:
        raise InputError(f"{uri!r} is no address of a Neo4j server, such as neo4j://localhost:7687")
    scheme = _HTTP[parts.scheme]
    page = browser or f"{scheme}://{_host(parts.hostname)}:{_PORTS[scheme]}/browser/"
    port = f":{parts.port}" if parts.port else ""
    query = {"dbms": f"{parts.scheme}://{quote(user)}@{_host(parts.hostname)}{port}"}
    if database:
        query["db"] = database
    query.update(cmd="edit", arg=cypher)
    return f"{page}?{urlencode(query, quote_via=quote)}"


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
