"""Fits the confidence of encounters on annotated reports, writes `ingest/data/confidence.json` and prints how reliable it is.

    python -m training.confidence --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

A found encounter counts as right where it pairs with an annotated one and agrees on its status group. The table is
cross-validated by document: each document is judged by weights fitted on the others.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from spacy.language import Language

from graph.model import STANDING
from ingest.annotations import annotations_of
from ingest.confidence import confidence_features
from ingest.encounters import find_encounters
from ingest.nlp import load_pipeline
from ingest.scoring import pair_up
from ingest.triggers import find_triggers
from ingest.weights import score_features
from training.annotated import annotated_docs, as_json, fitting_parser, folds, write_table
from training.relations import fit

FOLDS = 5
PENALTY = 6.0
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def collect(nlp: Language, texts: Path, golds: list[Path]) -> list[tuple[str, tuple[str, ...], int]]:
    """Return (document, features, right or not) for each encounter found in the annotated texts."""
    rows: list[tuple[str, tuple[str, ...], int]] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        encounters, annotations, triggers = find_encounters(doc), annotations_of(doc), find_triggers(doc)
        right = {
            j
            for i, j in pair_up(gold["encounters"], as_json(doc, encounters))
            if STANDING[gold["encounters"][i]["status"]] == STANDING[encounters[j].status]
        }
        rows += [
            (name, tuple(confidence_features(doc, annotations, e, triggers)), int(j in right))
            for j, e in enumerate(encounters)
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
    args = fitting_parser(__doc__, "ingest/data/confidence.json").parse_args()
    rows = collect(load_pipeline(args.model), args.texts, args.gold)
    scored: list[tuple[float, int]] = []
    for held in folds(name for name, _, _ in rows):
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
    print()
    write_table(args.out, {"bias": round(bias, 3), "weights": dict(sorted(weights.items()))})


if __name__ == "__main__":
    main()
