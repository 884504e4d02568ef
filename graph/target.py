"""Which database a command asks: a graph directory's own, or a Neo4j server."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.stores.base import Store

PASSWORD_VARIABLE = "NEO4J_PASSWORD"  # noqa: S105 (the variable's name)


def open_target(*, graph: Path | None, uri: str | None, user: str, database: str | None) -> Store:
    """Open a Neo4j database where an address is given, else a graph directory's embedded one.

    Raises:
        GraphError: There is no graph in the directory.
        StoreError: The database cannot be opened.
    """
    if uri is not None:
        return open_server(uri, user=user, database=database)
    from graph.directory import default_graph, open_graph

    return open_graph(graph or default_graph()).open_store()


def open_server(uri: str, *, user: str, database: str | None) -> Store:
    """Open a Neo4j database; the password comes from the environment or a prompt, never from an argument.

    Raises:
        StoreError: There is no password, or the database cannot be opened.
    """
    from graph.stores.neo4j import open_neo4j

    return open_neo4j(uri, user=user, password=_password(user, uri), database=database)


def _password(user: str, uri: str) -> str:
    password = os.environ.get(PASSWORD_VARIABLE)
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise StoreError(f"there is no password for {user!r} at {uri}: set {PASSWORD_VARIABLE}")
    import typer

    return str(typer.prompt(f"Password of {user} at {uri}", hide_input=True, err=True))
