"""Prints how well reports are read, as the rows of `bench/accuracy.md`.

    python -m bench.accuracy --set "own, used for training=tests/gold/dev,tests/gold/seeds" --set "held back=tests/gold/heldout"

A set is a name and folders of NAME.json whose texts `tests.gold.check.find_text` finds; of several folders the figures are of
all documents together. Only totals are printed, never what is wrong. Simpler methods are measured beside it by `bench.peers`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bench.annotated import Annotated, read_annotated
from graph.model import DocumentRecords
from ingest.encounter_json import to_encounter_json
from ingest.merging import merge
from ingest.nlp import annotate, load_pipeline
from ingest.records import make_records
from ingest.scoring import evaluate

COLUMNS = ("met", "encounter", "people", "topics", "statement", "agreement", "cluster")
ATTRIBUTES = ("kind", "status", "start", "city", "country", "canonical", "duration_minutes")


def read(documents: list[Annotated]) -> dict[str, dict[str, Any]]:
    """Return what the program finds, as JSON of the same shape as the annotations, clusters of the whole set included."""
    nlp = load_pipeline(None)
    return as_json([make_records(annotate(nlp, each.document)) for each in documents])


def as_json(records: list[DocumentRecords]) -> dict[str, dict[str, Any]]:
    """Return records of documents by name, as JSON of the same shape as the annotations, with clusters of all together."""
    clusters = {report: meeting.id for meeting in merge(records) for report in meeting.reports}
    return {record.document.name: to_encounter_json(record, clusters=clusters) for record in records}


def cell(figures: dict[str, Any]) -> str:
    """Return F1 with precision and recall in brackets, as the tables have them."""
    return f"{figures['f1']:.3f} ({figures['precision']:.2f}/{figures['recall']:.2f})"


def main() -> None:
    """Print one table of figures and one of attributes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", action="append", required=True, metavar="NAME=DIR[,DIR]")
    parser.add_argument("--texts", type=Path, help="Where NAME.txt lies if it is not found by itself.")
    args = parser.parse_args()
    rows: list[tuple[str, dict[str, Any]]] = []
    for each in args.set:
        name, _, folders = each.partition("=")
        documents = [document for folder in folders.split(",") for document in read_annotated(Path(folder), args.texts)]
        rows.append((name, evaluate({d.document.name: d.gold for d in documents}, read(documents)).figures))
    print("| set | documents | " + " | ".join(COLUMNS) + " |\n|---" * 1 + "|---" * (len(COLUMNS) + 1) + "|")
    for name, figures in rows:
        print(f"| {name} | {figures['documents']} | " + " | ".join(cell(figures[c]) for c in COLUMNS) + " |")
    print("\n| set | " + " | ".join(ATTRIBUTES) + " |\n|---" + "|---" * len(ATTRIBUTES) + "|")
    for name, figures in rows:
        shares = figures["attributes"]
        print(
            f"| {name} | " + " | ".join(f"{shares[a]['share']:.3f}" if a in shares else "" for a in ATTRIBUTES) + " |"
        )


if __name__ == "__main__":
    main()
