"""The canned queries as files for Browser's saved scripts, and the style."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from queries.catalogue import Query, load_catalogue


def read_style() -> str:
    """Return the `.grass` style."""
    return files("queries.browser").joinpath("style.grass").read_text("utf-8")


def write_scripts(folder: Path) -> int:
    """Write each canned query as a script, and the style; return the number of scripts.

    Classic Browser shows a script's first comment as its name, and runs several commands of one script in turn, so
    the parameters come first, with the header's examples for values.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for query in load_catalogue().values():
        (folder / f"{query.name}.cypher").write_text(script_of(query), encoding="utf-8")
    (folder / "style.grass").write_text(read_style(), encoding="utf-8")
    return len(load_catalogue())


def script_of(query: Query) -> str:
    """Return a query with a `:param` line for each parameter behind its title."""
    title, rest = query.cypher.split("\n", 1)
    lines = []
    for parameter in query.parameters:
        if parameter.type in ("integer", "boolean"):
            value = parameter.default or "false"
        elif parameter.default == "today":
            value = "toString(date())"
        else:
            value = "null"
        lines.append(f":param {parameter.name} => {value};")
    return "\n".join((title, *lines, rest))
