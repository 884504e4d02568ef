"""Writes explanations as one HTML page: the text with everything marked by spaCy's displaCy, beside it the records as a table.

The page needs nothing from elsewhere: no script, no font, no address.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from spacy import displacy

from ingest.explain import MARKS, Explained, Explanation, Linked, Mark
from ingest.explain_text import SAYS, linked_as, outermost, title_of, why_linked

COLOURS = {
    "person": "#cfe8ff",
    "office": "#dcd6f7",
    "side": "#d5f0e3",
    "place": "#c4e8b6",
    "date": "#fdeeb0",
    "duration": "#fbdc96",
    "topic": "#f4d3ea",
    "trigger": "#ffb3a7",
}
# displaCy's own, but its labels are never empty; `label` comes escaped from `_means`.
_MARK = '<mark class="entity" style="background: {bg}">{text}<span>{label}</span></mark>'
_STYLE = """
:root { --ink: #1d2530; --faint: #66707d; --line: #e3e6ea; --paper: #fff; --ground: #f4f5f7 }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif }
nav, main { max-width: 1500px; margin: 0 auto; padding: 16px 28px }
h1 { font: 600 26px/1.25 Georgia, "Times New Roman", serif; margin: 22px 0 4px }
h2 { font-size: 13px; letter-spacing: .06em; text-transform: uppercase; color: var(--faint); margin: 0 0 10px }
.origin { color: var(--faint); margin: 0 0 14px }
.legend span { display: inline-block; padding: 1px 9px; margin: 0 6px 6px 0; border-radius: 4px; font-size: 13px }
.columns { display: grid; grid-template-columns: minmax(420px, 11fr) minmax(420px, 10fr); gap: 24px; align-items: start }
@media (max-width: 1000px) { .columns { grid-template-columns: 1fr } }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 20px 24px }
.text { position: sticky; top: 12px; max-height: calc(100vh - 24px); overflow-y: auto; font-family: Georgia, "Times New Roman", serif; font-size: 16.5px }
.text .entities { line-height: 1.9 !important }
mark { color: inherit; padding: .12em .28em; border-radius: 4px; box-decoration-break: clone; -webkit-box-decoration-break: clone }
mark span { font: 600 10.5px system-ui, sans-serif; color: #48525f; margin-left: .45em }
mark span:empty { display: none }
.record { margin-bottom: 16px; scroll-margin-top: 12px }
.record:target { outline: 2px solid #ff8a78 }
.record h3 { font-size: 16px; margin: 0 0 4px; display: flex; gap: 10px; align-items: baseline }
.record h3 b { background: #ffb3a7; border-radius: 4px; padding: 0 7px }
.record.statement h3 b { background: #e4e7ec } .record.agreement h3 b { background: #c4e8b6 }
.record h3 .sure { margin-left: auto; font-weight: 400; font-size: 13px; color: var(--faint); white-space: nowrap }
meter { width: 64px; vertical-align: -2px }
blockquote { margin: 6px 0 10px; padding-left: 12px; border-left: 3px solid var(--line); font-family: Georgia, serif; color: #3a4553 }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; table-layout: fixed }
td { border-top: 1px solid var(--line); padding: 4px 12px 4px 0; vertical-align: top }
td { overflow-wrap: anywhere } td:first-child { color: var(--faint); width: 15% }
td:nth-child(2) { font-weight: 600; width: 31% } td:nth-child(3) { width: 26% } td:last-child { color: var(--faint) }
q { font-family: Georgia, serif }
@media print { .columns { display: block } .text { position: static; max-height: none } }
"""


def write_page(explanations: Iterable[Explanation], path: Path) -> int:
    """Write one page with all documents, one below the other.

    Returns:
        How many there were.
    """
    sections: list[str] = []
    links: list[str] = []
    for number, explanation in enumerate(explanations, 1):
        sections.append(_section(explanation, f"d{number}"))
        links.append(f'<a href="#d{number}">{escape(explanation.document.name)}</a>')
    contents = f"<nav>{' · '.join(links)}</nav>" if len(links) > 1 else ""
    path.write_text(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>diplograph extract --explain</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{contents}\n<main>\n{''.join(sections)}</main>\n</body>\n</html>\n",
        encoding="utf-8",
    )
    return len(sections)


def _section(explanation: Explanation, anchor: str) -> str:
    document = explanation.document
    origin = [document.publisher, document.published, f"relative dates are measured from {explanation.anchor}"]
    legend = "".join(f'<span style="background: {COLOURS[kind]}">{escape(SAYS[kind])}</span>' for kind in MARKS)
    cards = "".join(_card(record, anchor) for record in explanation.records)
    return (
        f'<section id="{anchor}">\n<h1>{escape(title_of(document))}</h1>\n'
        f'<p class="origin">{escape(" · ".join(part for part in origin if part))}</p>\n'
        f'<p class="legend">{legend}</p>\n<div class="columns">\n'
        f'<div class="card text">{_marked(explanation, anchor)}</div>\n'
        f"<div>\n{cards or '<p>No encounter, statement or agreement was found.</p>'}{_people(explanation.people)}</div>\n"
        "</div>\n</section>\n"
    )


def _marked(explanation: Explanation, anchor: str) -> str:
    """Return the text as displaCy draws it; what a word was taken for stands behind it, a trigger leads to its record."""
    entities = [
        {
            "start": mark.start_char,
            "end": mark.end_char,
            "label": mark.kind,
            "params": {"label": _means(mark, anchor)},
        }
        for mark in outermost(explanation.marks)
    ]
    return str(
        displacy.render(
            {"text": explanation.document.text, "ents": entities, "title": None},
            style="ent",
            manual=True,
            page=False,
            jupyter=False,
            options={"colors": {kind.upper(): colour for kind, colour in COLOURS.items()}, "template": _MARK},
        )
    )


def _means(mark: Mark, anchor: str) -> str:
    """Return what stands behind a marked word: what it was taken for; of a trigger, links to the records it made."""
    if mark.kind != "trigger":
        return escape(mark.means or "")
    return ", ".join(f'<a href="#{anchor}{name}">{name}</a>' for name in str(mark.means).split(", "))


def _card(record: Explained, anchor: str) -> str:
    rows = "".join(
        f"<tr><td>{escape(ground.attribute)}</td><td>{escape(ground.value)}</td>"
        f"<td>{', '.join(f'<q>{escape(word)}</q>' for word in ground.words)}</td><td>{escape(ground.why)}</td></tr>\n"
        for ground in record.grounds
    )
    return (
        f'<article class="card record {record.kind}" id="{anchor}{record.name}">\n'
        f"<h3><b>{record.name}</b> {escape(record.title)} <span class='sure'>"
        f'<meter value="{record.confidence}"></meter> {record.confidence:.2f}</span></h3>\n'
        f"<blockquote>{escape(record.evidence.text)}</blockquote>\n<table>\n{rows}</table>\n</article>\n"
    )


def _people(people: tuple[Linked, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(person.name)}</td><td>{escape(linked_as(person))} {person.confidence:.2f}</td>"
        f"<td>{', '.join(f'<q>{escape(text)}</q> ({how})' for text, how in person.words)}</td>"
        f"<td>{escape(why_linked(person))}</td></tr>\n"
        for person in people
    )
    return f'<article class="card record"><h2>People, and whom they were taken for</h2>\n<table>\n{rows}</table>\n</article>\n'
