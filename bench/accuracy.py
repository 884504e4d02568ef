"""Prints how well reports are read, as the rows of `bench/accuracy.md`.

    python -m bench.accuracy --set "own, used for training=tests/gold/dev,tests/gold/seeds" --set "held back=tests/gold/heldout"

A set is a name and folders of NAME.json whose texts `tests.gold.check.find_text` finds; of several folders the figures are of
all documents together. Only totals are printed, never what is wrong. `--baseline` reads by the keyword rule instead: two people
named in a sentence that has one of the commonest words of meeting, on the shipped recogniser's names.
"""

from __future__ import annotations

import argparse
import re
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.annotated import Annotated, read_annotated
from graph.model import Document
from ingest.annotations import MentionKind, annotations_of
from ingest.date_anchors import anchor_day
from ingest.encounter_json import to_encounter_json
from ingest.merging import merge
from ingest.nlp import annotate, load_pipeline
from ingest.records import make_records
from ingest.scoring import evaluate

COLUMNS = ("met", "encounter", "people", "topics", "statement", "agreement", "cluster")
ATTRIBUTES = ("kind", "status", "start", "city", "country", "canonical", "duration_minutes")
_KEYWORDS = re.compile(
    r"\b(?:met|meet|meets|meeting|talks|held talks|visit(?:ed|s)?|received|hosted|spoke)\b", re.IGNORECASE
)


def read(documents: list[Annotated]) -> dict[str, dict[str, Any]]:
    """Return what the program finds, as JSON of the same shape as the annotations, clusters of the whole set included."""
    nlp = load_pipeline(None)
    records = [make_records(annotate(nlp, each.document)) for each in documents]
    clusters = {report: meeting.id for meeting in merge(records) for report in meeting.reports}
    return {record.document.name: to_encounter_json(record, clusters=clusters) for record in records}


def read_by_keywords(documents: list[Annotated]) -> dict[str, dict[str, Any]]:
    """Return what the keyword rule finds: each pair of people in a sentence with such a word, held on the document's day."""
    nlp = load_pipeline(None)
    return {each.document.name: _keyword_json(annotate(nlp, each.document), each.document) for each in documents}


def _keyword_json(doc: Any, document: Document) -> dict[str, Any]:
    annotations = annotations_of(doc)
    day = anchor_day(doc)
    found = []
    for sent in doc.sents:
        if not _KEYWORDS.search(sent.text):
            continue
        named = dict.fromkeys(
            m.people[0]
            for m in annotations.mentions
            if m.kind is MentionKind.PERSON and m.people and sent.start <= m.start < sent.end
        )
        for left, right in combinations(named, 2):
            people = [annotations.people[key] for key in (left, right)]
            found.append(
                {
                    "kind": "meeting",
                    "status": "held",
                    "participants": [{"name": person.name, "country": person.country} for person in people],
                    "parties": sorted({str(person.country) for person in people if person.country}),
                    "start": day.isoformat() if day else None,
                    "topics": [],
                }
            )
    people = [{"name": person.name} for person in annotations.people.values() if person.is_named]
    return {"doc": document.name, "encounters": found, "statements": [], "agreements": [], "people": people}


def main() -> None:
    """Print one table of figures and one of attributes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", action="append", required=True, metavar="NAME=DIR[,DIR]")
    parser.add_argument("--texts", type=Path, help="Where NAME.txt lies if it is not found by itself.")
    parser.add_argument("--baseline", action="store_true")
    args = parser.parse_args()
    rows: list[tuple[str, dict[str, Any]]] = []
    for each in args.set:
        name, _, folders = each.partition("=")
        documents = [document for folder in folders.split(",") for document in read_annotated(Path(folder), args.texts)]
        found = read_by_keywords(documents) if args.baseline else read(documents)
        rows.append((name, evaluate({d.document.name: d.gold for d in documents}, found).figures))
    print("| set | documents | " + " | ".join(COLUMNS) + " |\n|---" * 1 + "|---" * (len(COLUMNS) + 1) + "|")
    for name, figures in rows:
        cells = [f"{figures[c]['f1']:.3f} ({figures[c]['precision']:.2f}/{figures[c]['recall']:.2f})" for c in COLUMNS]
        print(f"| {name} | {figures['documents']} | " + " | ".join(cells) + " |")
    print("\n| set | " + " | ".join(ATTRIBUTES) + " |\n|---" + "|---" * len(ATTRIBUTES) + "|")
    for name, figures in rows:
        shares = figures["attributes"]
        print(
            f"| {name} | " + " | ".join(f"{shares[a]['share']:.3f}" if a in shares else "" for a in ATTRIBUTES) + " |"
        )


if __name__ == "__main__":
    main()
