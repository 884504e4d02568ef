"""The canned queries as files for Browser's saved scripts, and the style.

    node.Person { color: #5ED5FC; caption: "{name}"; }
    node.Official { color: #40088D; }

All rules that fit a node apply, and the later ones win: what is special stands behind what is general.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

from queries.catalogue import Query, load_catalogue

_RULE = re.compile(r"^([\w.]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r"^  ([\w-]+): (.*);$", re.MULTILINE)


def read_style() -> str:
    """Return the `.grass` style."""
    return files("queries.browser").joinpath("style.grass").read_text("utf-8")


def style_setting() -> str:
    """Return the line of `neo4j.conf` with which Browser puts on the style by itself whenever it connects.

    The style is written as JSON, which Browser takes too, since a semicolon would end the command.
    """
    rules = {
        selector: {name: value.strip('"') for name, value in _PROPERTY.findall(body)}
        for selector, body in _RULE.findall(read_style())
    }
    return f"browser.post_connect_cmd=style {json.dumps(rules, separators=(',', ':'))}"


def write_scripts(folder: Path) -> int:
    """Write each canned query as a script, the style, and its line for `neo4j.conf`; return the number of scripts.

    Classic Browser shows a script's first comment as its name, and runs several commands of one script in turn, so
    the parameters come first, with the header's examples for values.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for query in load_catalogue().values():
        (folder / f"{query.name}.cypher").write_text(script_of(query), encoding="utf-8")
    (folder / "style.grass").write_text(read_style(), encoding="utf-8")
    (folder / "neo4j.conf").write_text(f"{style_setting()}\n", encoding="utf-8")
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
