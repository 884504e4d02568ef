"""A guide for Neo4j Browser: HTML for the classic one (`:play URL`), AsciiDoc for the new one.

Names come from documents and become part of markup here, so they are escaped in each.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from queries.browser.chapters import Chapter

TITLE = "Your graph of diplomacy"
_INTRODUCTION = (
    "Each page asks this database one question. Click a query to put it into the editor, and run it. "
    "The style that tells people, meetings and countries apart is put on by the first command."
)
_MARKUP = re.compile(r"[^\w\s.,;?!()“”‘’–—/-]")


def write_html(chapters: Sequence[Chapter], style_url: str) -> str:
    """Return the guide for the classic Browser."""
    slides = [_slide(TITLE, _INTRODUCTION, f":style {style_url}")]
    slides += [_slide(chapter.title, chapter.text, chapter.cypher) for chapter in chapters]
    return (
        f'<article class="guide" title="{html.escape(TITLE)}">\n<carousel class="deck container-fluid">\n'
        + "\n".join(slides)
        + "\n</carousel>\n</article>\n"
    )


def _slide(title: str, text: str, code: str) -> str:
    return (
        '<slide class="row-fluid">\n'
        f'<div class="col-sm-3"><h3>{html.escape(title)}</h3><p class="lead">{html.escape(text)}</p></div>\n'
        f'<div class="col-sm-9"><figure><pre class="pre-scrollable programlisting cm-s-neo code runnable '
        f'standalone-example ng-scope" data-lang="cypher" lang="cypher">{html.escape(code)}</pre></figure></div>\n'
        "</slide>"
    )


def write_asciidoc(chapters: Sequence[Chapter]) -> str:
    """Return the guide for the new Browser."""
    introduction = _INTRODUCTION.rsplit(". ", 1)[0] + "."
    parts = [f"= {TITLE}\n\n{_prose(introduction)}\n"]
    parts += [
        f"== {_prose(chapter.title)}\n\n{_prose(chapter.text)}\n\n[source,cypher]\n----\n{chapter.cypher}\n----\n"
        for chapter in chapters
    ]
    return "\n".join(parts)


def _prose(text: str) -> str:
    """Return text in which nothing is markup: every sign that might be one is written as its number."""
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", " ".join(text.split())).replace("__", "&#95;&#95;")
