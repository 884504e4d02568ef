"""Sets sentence boundaries by rule, before the parser, which keeps them.

    "He left." She stayed.      two sentences; the closing quotation mark belongs to the first
    Mr. Xi met U.S. officials   one: titles, initials and country acronyms end no sentence
    BEIJING, June 19 (Agency) – parsed by itself, then part of the sentence it opens (`join_dateline`)

A line break ends a sentence too, unless the line before is long and runs on in lower case (text wrapped at a width).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from ingest.schemes import write_arcs

COMPONENT = "diplograph_sentences"
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr adm sen rep gov st sgt rev hon rt pres sec amb jr sr inc ltd co corp vs etc no nos vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun u.s u.k u.n e.u u.a.e d.c a.m p.m e.g i.e "
    "al approx dept est fig art brig messrs mme mlle mt ft va md calif fla mass conn penn ill tex pa n.y n.j".split()
)
_ENDS_AFTER_ALL = frozenset(
    {"u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "d.c", "inc", "etc", "co", "jr", "sr", "ltd", "corp", "u.a.e"}
)
_CLOSERS = frozenset({"”", "’", '"', "'", ")", "]", "''", "»"})
_STARTERS = re.compile(
    r"^(?:The|He|She|It|They|We|I|In|On|At|But|And|That|This|His|Her|Their|A|An|Both|After|For|As|There|Its|While|When|“.*)$"
)


@Language.factory(COMPONENT, assigns=["token.is_sent_start"])
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature is spaCy's
    """Return the component; spaCy finds it by the package's entry point, in any pipeline that names it."""
    return set_sentences


def set_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` of every token."""
    start_next = True
    dateline = dateline_of(doc)
    behind = dateline[1] if dateline is not None else -1
    for token in doc:
        start_next = start_next or token.i == behind
        if start_next:
            token.is_sent_start = True
            # Blanks at the front belong to the sentence that follows them.
            start_next = token.is_space and "\n" in token.text
            if not start_next and not token.is_space:
                start_next = _ends_sentence(token)
            continue
        token.is_sent_start = False
        ends_line = token.is_space and "\n" in token.text
        start_next = _ends_line(token) if ends_line else _ends_sentence(token)
    return doc


_DATELINE = re.compile(
    r"^[ \t]*(?P<place>(?P<caps>[A-Z][A-Z.’' /-]{2,40}[A-Z])|(?:[A-Z][\w’'-]+ ?){1,3}?)(?P<state>, ?[A-Z][\w.’' ]{1,25}?){0,2}"
    r"(?P<date>,? (?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?|[A-Z][a-z]+day))?"
    r"(?P<agency>,? ?\([^)\n]{2,40}\)|, [A-Z][\w ]{1,20}?(?= ?(?:--|–|—|- )))?"
    r"(?P<end> ?(?:–|—|--) ?| ?- |(?(caps): |(?!))|(?(date)(?(agency) |(?!))|(?!)))(?=[“\"‘'A-Z\d])",
    re.MULTILINE,
)
_WITHIN = 600  # characters


def dateline_of(doc: Doc) -> tuple[int, int] | None:
    """Return the tokens of a dateline in one of the first lines: "DAYTON, Ohio, Nov. 21 (Agency) --", "Oslo, May 2 (NB)"."""
    match = _DATELINE.search(doc.text[:_WITHIN])
    if match is None or (match["caps"] is None and match["date"] is None and match["agency"] is None):
        return None
    span = doc.char_span(match.start("place"), match.end(), alignment_mode="contract")
    return (span.start, span.end) if span is not None and 0 < len(span) < len(doc) - span.start else None


def join_dateline(doc: Doc) -> None:
    """Make a dateline, parsed by itself so that it is not taken for a subject, part of the sentence behind it."""
    found = dateline_of(doc)
    if found is None or not doc.has_annotation("DEP"):
        return
    start, end = found
    if not doc[end].is_sent_start or doc[start].sent.end > end:
        return
    root = doc[end].sent.root.i
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    for i in range(start, end):
        if heads[i] == i:
            heads[i], deps[i] = root, "dep"
    write_arcs(doc, heads, deps)


def _ends_line(token: Token) -> bool:
    if token.text.count("\n") > 1 or token.i + 1 >= len(token.doc):
        return True
    before, after = token.doc[token.i - 1], token.doc[token.i + 1]
    wrapped = before.text not in {".", "!", "?", "”", '"', ")", "’", ":", "…"} and after.text[:1].islower()
    return not wrapped


def _ends_sentence(token: Token) -> bool:
    """Tell whether a sentence ends with this token."""
    doc = token.doc
    nxt = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if nxt is None or nxt.is_space:
        return False  # a line break decides for itself
    if nxt.text in _CLOSERS and (not token.whitespace_ or nxt.text in {"”", "''"}):
        return False
    mark = token
    while mark.text in _CLOSERS and mark.i > 0:
        mark = doc[mark.i - 1]
    if mark.text in {"!", "?", "…", "?!"}:
        return _may_start(nxt)
    if not mark.text.endswith(".") or mark.text in {"...", ". . ."}:
        return False
    if mark.text == ".":
        word = doc[mark.i - 1] if mark.i else None
        attached = word is not None and not word.whitespace_
        return _may_start(nxt) and not (
            attached and word is not None and mark is token and _is_abbreviation(word.text, nxt)
        )
    return _may_start(nxt) and not _is_abbreviation(mark.text[:-1], nxt)


def _may_start(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in "“‘\"'([«–—" or text in {"``", "-"}


def _is_platform(word: str, nxt: Token) -> bool:
    """Tell whether a letter is where somebody writes: "she said on X. Polish officials", not "on X. Jones"."""
    before = nxt.doc[max(0, nxt.i - 4) : nxt.i].text
    return word == "X" and re.search(r"\b(?:on|via|to|platform|network) X ?\.$", before) is not None


def _is_abbreviation(word: str, nxt: Token) -> bool:
    low = word.casefold().rstrip(".")
    if re.fullmatch(r"[A-Za-z]", word):
        return not _is_platform(word, nxt)  # an initial
    if low in _ENDS_AFTER_ALL or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        # "in the U.S. The president": ends one after all if a word that opens sentences follows.
        return _STARTERS.match(nxt.text) is None
    return all(part in _ABBREVIATIONS for part in re.split(r"\.?-", low))  # "Brig.-Gen."
