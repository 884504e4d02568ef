"""Prints how well names and offices are found in marked reports: by the recogniser alone, and with all that follows it.

    python -m bench.entities tests/gold/heldout

A span counts where first and last character and type agree. "with tables" takes people, countries, cities, bodies, dates and
offices from the annotations of `ingest.nlp.annotate` in the place of the recogniser's spans of the same types that overlap
them, and keeps its other spans. Only totals are printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from graph.keys import document_id
from graph.model import Document
from ingest.annotations import MentionKind, annotations_of
from ingest.nlp import annotate, load_pipeline
from training.corpus_format import read_corpus

Span = tuple[int, int, str]
TYPES = ("PERSON", "GPE", "DATE", "ORG", "NORP", "LOC", "FAC", "EVENT", "TIME", "OFFICE")
_KINDS = {MentionKind.PERSON: "PERSON", MentionKind.OFFICE: "OFFICE"}


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
        ours: set[Span] = set()
        for mention in annotations_of(doc).mentions:
            if mention.kind in _KINDS:
                start, end = mention.start, mention.end
                while mention.kind is MentionKind.OFFICE and start < end - 1 and doc[start].pos_ in {"DET", "PRON"}:
                    start += 1  # articles and possessives are no part of a marked office
                while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].text in {"'s", "’s", "’"}):
                    end -= 1
                span = doc[start:end]
                ours.add((span.start_char, span.end_char, _KINDS[mention.kind]))
        kept = {e for e in alone if not any(e[0] < b and a < e[1] for a, b, label in ours if label == "PERSON")}
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
