"""Puts right what a parser hangs on quoted or reported words, though it stands behind the verb that tells who said them.

"The ministers will meet in May, Kay said after talks with Roe on Monday"     the talks, and Monday, are of the saying
"They will meet, Kay said, on Friday"                                         Friday is of the meeting
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Doc, Token

from ingest.schemes import write_arcs
from ingest.syntax import has_parse

_ADVERBIALS = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod", "advcl"})
_TOLD = frozenset({"ccomp", "parataxis"})
_HIGHEST = 3  # arcs between a phrase and the verb of what was said


def mend_tags(doc: Doc) -> None:
    """Hang what follows "Kay said" without a comma on that verb, where the parser has it above what was said; in place."""
    if not has_parse(doc):
        return
    heads = [token.head.i for token in doc]
    for token in doc:
        if token.dep_ in _ADVERBIALS and token.head.i < token.i and (verb := _tag_between(token)) is not None:
            heads[token.i] = verb.i
    if any(token.head.i != heads[token.i] for token in doc):
        write_arcs(doc, heads, [token.dep_ for token in doc])


def _tag_between(phrase: Token) -> Token | None:
    """Return the verb of saying that stands between a phrase and what it hangs on, with the words said on its left."""
    if phrase.doc[phrase.left_edge.i - 1].text == ",":
        return None
    for said in (phrase.head, *islice(phrase.head.ancestors, _HIGHEST)):
        verb = said.head
        if said.i < verb.i < phrase.left_edge.i and said.dep_ in _TOLD and verb.pos_ == "VERB":
            return verb if phrase.head.i < verb.i else None
    return None
