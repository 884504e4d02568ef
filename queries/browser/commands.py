"""The commands `browser` (links that open Neo4j Browser, and saved scripts) and `guide` (a walk through the graph)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.commands import Database, User

ServerUri = Annotated[str, typer.Option("--uri", help="The server, such as neo4j://localhost:7687.")]


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command("browser")(browser)
    app.command("guide")(guide)


def browser(
    uri: ServerUri = "neo4j://localhost:7687",
    user: User = "neo4j",
    database: Database = None,
    page: Annotated[str | None, typer.Option("--page", help="Browser's address, if not the server's own.")] = None,
    open_first: Annotated[bool, typer.Option("--open", help="Open the first link.")] = False,
    scripts: Annotated[Path | None, typer.Option("--scripts", help="Also write style and queries here.")] = None,
) -> None:
    """Print links that open Neo4j Browser with a query about your graph ready to run."""
    from graph.target import open_server
    from queries.browser.chapters import find_chapters
    from queries.browser.links import browser_link
    from queries.browser.scripts import write_scripts

    store = open_server(uri, user=user, database=database)
    try:
        chapters = find_chapters(store)
    finally:
        store.close()
    links = [browser_link(each.cypher, uri=uri, user=user, database=database, browser=page) for each in chapters]
    for chapter, link in zip(chapters, links, strict=True):
        typer.echo(f"{chapter.title}\n  {link}")
    if not links:
        typer.echo("The database has no meetings to show: `diplograph load` puts a graph there.", err=True)
    if scripts is not None:
        count = write_scripts(scripts)
        typer.echo(
            f"{count} scripts and style.grass written to {scripts}: drag them into Browser's window. With the line in "
            "neo4j.conf among your server's settings, Browser puts on the style by itself.",
            err=True,
        )
    if open_first and links:
        typer.launch(links[0])


def guide(
    uri: ServerUri = "neo4j://localhost:7687",
    user: User = "neo4j",
    database: Database = None,
    port: Annotated[int, typer.Option("--port", help="On this computer only.")] = 7480,
) -> None:
    """Serve a guide through your own graph to Neo4j Browser, until interrupted."""
    from graph.target import open_server
    from queries.browser.chapters import find_chapters
    from queries.browser.guide import write_asciidoc, write_html
    from queries.browser.scripts import read_style
    from queries.browser.serve import make_server

    store = open_server(uri, user=user, database=database)
    try:
        chapters = find_chapters(store)
    finally:
        store.close()
    pages = {"guide.adoc": write_asciidoc(chapters), "style.grass": read_style()}
    with make_server(pages, port) as server:
        address = f"http://localhost:{server.server_address[1]}"
        pages["guide.html"] = write_html(chapters, f"{address}/style.grass")
        typer.echo(f"In the classic Browser type   :play {address}/guide.html")
        typer.echo(f"In the new one (2025.06 on)   :play {address}/guide.adoc")
        typer.echo("Control-C ends it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("")
