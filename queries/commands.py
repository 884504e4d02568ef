"""The commands that ask: `queries list`, `queries show`, `query NAME`, `cypher`.

    from queries.commands import register
    register(app)

Each canned query is a subcommand of `query` whose options, types and help come from its file's header.
"""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer

from graph.commands import Database, Graph, Uri, User
from queries.catalogue import Parameter, Query, bind, find_query, load_catalogue, run_bound, run_cypher

Format = Annotated[str, typer.Option("--format", help="table, json, jsonl, csv or markdown")]
_TARGET = ("graph", "uri", "user", "database", "format_")


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    shelf = typer.Typer(help="The canned queries: list them, show one's text.", no_args_is_help=True)
    shelf.command("list")(list_queries)
    shelf.command("show")(show_query)
    app.add_typer(shelf, name="queries")
    asking = typer.Typer(help="Ask the graph one of the canned queries.", no_args_is_help=True)
    for query in load_catalogue().values():
        asking.command(query.name, help=query.asks, short_help=query.asks)(_command(query))
    app.add_typer(asking, name="query")
    app.command("cypher")(ask_cypher)


def list_queries(format_: Format = "table") -> None:
    """List the canned queries."""
    from queries.output import format_answer

    rows = [{"query": query.name, "asks": query.asks} for query in load_catalogue().values()]
    typer.echo(format_answer(rows, ["query", "asks"], format_))


def show_query(name: Annotated[str, typer.Argument(help="The query's name.")]) -> None:
    """Show a canned query's Cypher, ready for Neo4j Browser."""
    typer.echo(find_query(name).cypher.rstrip("\n"))


def ask_cypher(
    cypher: Annotated[str, typer.Argument(help="Such as 'MATCH (p:Person) RETURN p.name'; it may only read.")],
    parameters: Annotated[
        list[str] | None, typer.Option("--param", help="A parameter as NAME=VALUE; may be given more than once.")
    ] = None,
    graph: Graph = None,
    uri: Uri = None,
    user: User = "neo4j",
    database: Database = None,
    format_: Format = "table",
) -> None:
    """Ask the graph in your own Cypher, read-only."""
    from graph.target import open_target
    from queries.guard import check_read_only
    from queries.output import format_answer

    check_read_only(cypher)
    values = dict(_name_and_value(each) for each in parameters or ())
    store = open_target(graph=graph, uri=uri, user=user, database=database)
    try:
        rows = run_cypher(cypher, store, values)
    finally:
        store.close()
    if rows:
        typer.echo(format_answer(rows, list(rows[0]), format_))
    else:
        typer.echo("No rows.", err=True)


def ask(query: Query, typed: dict[str, str | None], format_: str, target: dict[str, Any]) -> None:
    """Run a canned query and print its answer; what is empty is explained on standard error."""
    from graph.target import open_target
    from queries.empty import explain_empty
    from queries.output import format_answer

    store = open_target(**target)
    try:
        values = bind(query, store, typed)
        rows = run_bound(query, store, values)
        why = "" if rows else explain_empty(query, store, values)
    finally:
        store.close()
    if rows or format_ != "table":
        typer.echo(format_answer(rows, [column.name for column in query.columns], format_))
    if why:
        typer.echo(why, err=True)


def _command(query: Query) -> Any:
    """Return the function of a query's subcommand: its options are the header's parameters."""

    def command(**given: Any) -> None:
        target = {name: given.pop(name) for name in _TARGET}
        typed = {name: _typed(value) for name, value in given.items()}
        format_ = target.pop("format_")
        ask(query, typed, format_, target)

    parts = [_option(parameter) for parameter in query.parameters]
    parts += [
        _part("graph", Graph, None),
        _part("uri", Uri, None),
        _part("user", User, "neo4j"),
        _part("database", Database, None),
        _part("format_", Format, "table"),
    ]
    command.__signature__ = inspect.Signature(parts)  # type: ignore[attr-defined]
    command.__annotations__ = {part.name: part.annotation for part in parts}
    return command


def _option(parameter: Parameter) -> inspect.Parameter:
    meaning = f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}"
    if parameter.type == "boolean":
        name = parameter.option.removeprefix("--")
        flag = typer.Option(f"--{name}/--no-{name}", help=f"{meaning}.")
        return _part(parameter.name, Annotated[bool, flag], parameter.default == "true")
    option = typer.Option(
        parameter.option, help=f"{meaning}, such as {parameter.example}.", metavar=parameter.type.upper()
    )
    if parameter.is_required:
        return _part(parameter.name, Annotated[str, option], inspect.Parameter.empty)
    return _part(parameter.name, Annotated[str | None, option], parameter.default)


def _part(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _typed(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _name_and_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--param")
    return name, value
