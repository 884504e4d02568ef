"""Prints how well names and offices are found in marked reports: by the recogniser alone, and with all that follows it.

    python -m bench.entities tests/gold/heldout

A span counts where first and last character and type agree. "alone" is what the pipeline finds, offices by its finder of
offices. "with tables" takes people from the annotations of `ingest.nlp.annotate` in the place of the recogniser's spans that
overlap them, and adds offices that the tables find where the finder has none. Only totals are printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

from graph.keys import document_id
from graph.model import Document
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.nlp import annotate, load_pipeline
from ingest.offices import ACTING, FORMER
from training.corpus_format import read_corpus

Span = tuple[int, int, str]
TYPES = ("PERSON", "GPE", "DATE", "ORG", "NORP", "LOC", "FAC", "EVENT", "TIME", "OFFICE")
_GENERAL = frozenset("official diplomat aide lawmaker mediator adviser advisor general chair".split())
_QUALIFIERS = FORMER | ACTING | frozenset("then new visiting outgoing incoming current -".split())
_KINDS = {MentionKind.PERSON: "PERSON", MentionKind.OFFICE: "OFFICE"}


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in others)


def _as_marked(doc: Doc, mention: Mention) -> list[Span]:
    """Return the span of a person or an office as the marks of the corpus would have it; none for what they leave out.

    Articles, possessives and "former", "then", "new" are no part of an office; "his counterpart", "officials" and "a
    diplomat" name nobody's office, nor does "leaders" without a country.
    """
    if mention.kind not in _KINDS:
        return []
    start, end = mention.start, mention.end
    if mention.office is not None and mention.kind is MentionKind.OFFICE:
        head = mention.office.head
        is_general = head.rsplit(" ", maxsplit=1)[-1].removesuffix("s") in _GENERAL
        if (
            mention.office.is_counterpart
            or is_general
            or (head.startswith("leader") and mention.office.country is None)
        ):
            return []
        while start < end - 1 and (doc[start].pos_ in {"DET", "PRON"} or doc[start].lower_ in _QUALIFIERS):
            start += 1
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].text in {"'s", "’s", "’"}):
        end -= 1
    span = doc[start:end]
    return [(span.start_char, span.end_char, _KINDS[mention.kind])]


def main() -> None:
    """Print a table of F, precision and recall by type."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    nlp = load_pipeline(None)
    counts: dict[str, Counter[str]] = {"alone": Counter(), "tables": Counter()}
    for marked in read_corpus(parser.parse_args().folder):
        gold: set[Span] = set(marked.spans)
        doc = annotate(
            nlp, Document(document_id(text=marked.text), marked.name, marked.text, published=marked.published)
        )
        alone: set[Span] = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        alone |= {(e.start_char, e.end_char, "OFFICE") for e in doc.spans.get("offices", [])}
        ours = {span for mention in annotations_of(doc).mentions for span in _as_marked(doc, mention)}
        people = [span for span in ours if span[2] == "PERSON"]
        kept = {span for span in alone if span[2] == "OFFICE" or not _overlaps(span, people)}
        learned = [span for span in alone if span[2] == "OFFICE"]
        ours = {span for span in ours if span[2] != "OFFICE" or not _overlaps(span, learned)}
        for name, found in (("alone", alone), ("tables", kept | ours)):
            for label in TYPES:
                a, b = {s for s in gold if s[2] == label}, {s for s in found if s[2] == label}
                counts[name].update({f"{label} right": len(a & b), f"{label} gold": len(a), f"{label} found": len(b)})
    print("| type | in text | alone F (P/R) | with tables F (P/R) |\n|---|---|---|---|")
    for label in (*TYPES, "all but OFFICE"):
        labels = [label] if label in TYPES else [each for each in TYPES if each != "OFFICE"]
        cells = []
        for name in ("alone", "tables"):
            right, gold_count, found_count = (
                sum(counts[name][f"{x} {part}"] for x in labels) for part in ("right", "gold", "found")
            )
            precision, recall = right / max(1, found_count), right / max(1, gold_count)
            cells.append(f"{2 * right / max(1, gold_count + found_count):.3f} ({precision:.2f}/{recall:.2f})")
        print(f"| {label} | {sum(counts['alone'][f'{x} gold'] for x in labels)} | {cells[0]} | {cells[1]} |")


if __name__ == "__main__":
    main()
