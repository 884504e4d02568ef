r"""Lets through only Cypher that reads the graph and nothing else.

A store's read path refuses writes; what it does not refuse is refused here: LOAD CSV (it reads any file or address),
procedures and namespaced functions outside a short list (some run Cypher given as text), other databases (USE),
administration, and `\u` escapes (Neo4j reads them before it parses, the embedded store after, so that they could hide
one statement from the one and show it to the other). Comments, strings and quoted names are told apart from code first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import QueryError

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
    }
)
_FUNCTION_SPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"})
_OPENINGS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL", "EXPLAIN", "PROFILE"})
_WRITING = frozenset(
    {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "DROP", "INSERT", "ALTER"}
)
_ESCAPE = re.compile(r"\\u", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      (?P<comment> //[^\n\r]* | /\*.*?\*/ )
    | (?P<text> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
    | (?P<quoted> `(?:[^`]|``)*` )
    | (?P<word> [^\W\d]\w* )
    | (?P<parameter> \$ (?: \w+ | `(?:[^`]|``)*` ) )
    | (?P<number> \d[\w.]* )
    | (?P<space> \s+ )
    | (?P<open> /\* | ['"`] )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in capitals; nothing for quoted names, texts and signs."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        return self.text[1:-1].replace("``", "`") if self.kind == "quoted" else self.text


def check_read_only(cypher: str) -> None:
    """Check that a statement only reads the graph.

    Raises:
        QueryError: It does, or might do, something else; the message says what.
    """
    if _ESCAPE.search(cypher):
        raise QueryError(r"\u escapes are not allowed in a query: write the character itself, or pass a parameter")
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("the query is empty")
    if tokens[0].keyword not in _OPENINGS:
        raise QueryError(f"a query begins with MATCH, WITH, UNWIND, RETURN or CALL, not with {tokens[0].text!r}")
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == ";" and token.kind == "sign":
            raise QueryError("one query at a time: there is more behind the semicolon")
        _check_function(tokens, at)
        if not _is_name(before, after):
            _check_keyword(token, after, tokens[at + 1 :])


def _tokens(cypher: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(cypher):
        kind = match.lastgroup or ""
        if kind == "open":
            raise QueryError(f"a comment, text or name opened by {match.group()} does not end")
        if kind not in ("comment", "space"):
            yield _Token(kind, match.group())


def _is_name(before: _Token | None, after: _Token | None) -> bool:
    """Tell whether what stands between these is a name even where it spells a keyword: n.set, (:Load), {set: 1}."""
    return (before is not None and before.text in (".", ":", "|", "&")) or (after is not None and after.text == ":")


def _check_keyword(token: _Token, after: _Token | None, rest: list[_Token]) -> None:
    keyword = token.keyword
    if keyword == "LOAD" and after is not None and after.keyword == "CSV":
        raise QueryError("LOAD CSV reads files and addresses, not the graph; it is not allowed here")
    if keyword == "USE" and after is not None and after.kind in ("word", "quoted"):
        raise QueryError("USE reads another database; give its name by --database")
    if keyword in _WRITING and after is not None and (after.kind in ("word", "quoted") or after.text == "("):
        raise QueryError(f"{token.text} writes, and a query only reads")
    if keyword == "CALL" and after is not None and after.kind in ("word", "quoted"):
        name = _dotted(rest)
        if name.lower() not in PROCEDURES:
            allowed = ", ".join(sorted(PROCEDURES))
            raise QueryError(f"the procedure {name} is not allowed here; these are: {allowed}")


def _check_function(tokens: list[_Token], at: int) -> None:
    """Refuse namespaced functions that are not known to only compute."""
    token = tokens[at]
    if token.kind not in ("word", "quoted") or (at and tokens[at - 1].text == "."):
        return
    name = _dotted(tokens[at:])
    parts = name.count(".") * 2 + 1
    called = at + parts < len(tokens) and tokens[at + parts].text == "("
    is_procedure = at > 0 and tokens[at - 1].keyword == "CALL"
    if "." in name and called and not is_procedure and name.split(".", 1)[0].lower() not in _FUNCTION_SPACES:
        raise QueryError(f"the function {name} is not allowed here")


def _dotted(tokens: list[_Token]) -> str:
    """Return the dotted name that tokens open with."""
    name = tokens[0].name
    at = 1
    while at + 1 < len(tokens) and tokens[at].text == "." and tokens[at + 1].kind in ("word", "quoted"):
        name += "." + tokens[at + 1].name
        at += 2
    return name
