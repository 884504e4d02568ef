"""Fits the confidence of encounters on annotated reports, writes `ingest/data/confidence.json` and prints how reliable it is.

    python -m training.confidence --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

A found encounter counts as right where it pairs with an annotated one and agrees on its status group. The table is
cross-validated by document: each document is judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path

from spacy.language import Language

from graph.keys import document_id
from graph.model import STANDING, Document
from ingest.annotations import annotations_of
from ingest.confidence import confidence_features
from ingest.encounters import find_encounters
from ingest.nlp import annotate, load_pipeline
from ingest.records import RecordMaker
from ingest.scoring import pair_up
from ingest.weights import score_features
from training.corpus_format import read_corpus
from training.relations import fit

FOLDS = 5
PENALTY = 4.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def collect(nlp: Language, texts: Path, golds: list[Path]) -> list[tuple[str, tuple[str, ...], int]]:
    """Return (document, features, right or not) for each encounter found in the annotated texts."""
    annotated = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for folder in golds for path in folder.glob("*.json")
    }
    rows: list[tuple[str, tuple[str, ...], int]] = []
    for marked in read_corpus(texts):
        gold = annotated.get(marked.name) or annotated.get(marked.name.removeprefix("seed-"))
        if gold is None:
            continue
        published = gold.get("published") or gold.get("published_hint")
        doc = annotate(nlp, Document(document_id(text=marked.text), marked.name, marked.text, published=published))
        encounters, maker = find_encounters(doc), RecordMaker(doc)
        found = [
            {
                "participants": [maker.people[key].name for key in e.people],
                "parties": list(maker.parties(e)),
                "kind": e.kind.value,
                "status": e.status.value,
                "start": e.date,
                "end": e.date_end,
                "city": e.city,
            }
            for e in encounters
        ]
        right = {
            j
            for i, j in pair_up(gold["encounters"], found)
            if STANDING[gold["encounters"][i]["status"]] == STANDING[encounters[j].status]
        }
        annotations = annotations_of(doc)
        rows += [
            (marked.name, tuple(confidence_features(annotations, e)), int(j in right)) for j, e in enumerate(encounters)
        ]
    return rows


def reliability(scored: list[tuple[float, int]]) -> list[tuple[str, int, float, float]]:
    """Return (range, records, mean confidence, share right) for each range of confidence that has records."""
    table = []
    for low, high in pairwise(BINS):
        inside = [(score, label) for score, label in scored if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            table.append(
                (f"{low:.1f}–{min(1.0, high):.1f}", len(inside), mean, sum(y for _, y in inside) / len(inside))
            )
    return table


def main() -> None:
    """Fit, cross-validate, report, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=Path("ingest/data/confidence.json"))
    args = parser.parse_args()
    rows = collect(load_pipeline(args.model), args.texts, args.gold)
    documents = sorted({name for name, _, _ in rows})
    scored: list[tuple[float, int]] = []
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        model = fit(
            [f for name, f, _ in rows if name not in held],
            [y for name, _, y in rows if name not in held],
            penalty=PENALTY,
        )
        scored += [(score_features(model, f), y) for name, f, y in rows if name in held]
    print(f"{len(rows)} encounters, {sum(y for _, _, y in rows)} right; cross-validated by document\n")
    print("| confidence | records | mean | right |\n|---|---|---|---|")
    for name, count, mean, share in reliability(scored):
        print(f"| {name} | {count} | {mean:.2f} | {share:.2f} |")
    bias, weights = fit([f for _, f, _ in rows], [y for _, _, y in rows], penalty=PENALTY)
    args.out.write_text(
        json.dumps({"bias": round(bias, 3), "weights": dict(sorted(weights.items()))}, indent=0) + "\n",
        encoding="utf-8",
    )
    print(f"\nwrote {args.out}")


if __name__ == "__main__":
    main()
