"""Trains the choice of places of `ingest.whereabouts` on annotated reports and writes `ingest/data/choices.json`.

    python -m training.choices --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Learned from: encounters that are annotated and told without place. Those that no annotated one pairs with because their day is
wrong are paired without their day. Reported: how many places are right by rule and by choice, cross-validated by document.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from ingest.choices import choose
from ingest.encounters import told_encounters
from ingest.names import fold
from ingest.nlp import load_pipeline
from ingest.scoring import pair_up
from ingest.whereabouts import PlaceChoice, Site, Surroundings, lacks_place
from training.annotated import annotated_docs, as_json

FOLDS = 5
PENALTY = 12.0  # strength of the L2 penalty
RAREST = 3  # a feature of fewer candidates is left out
SMALLEST = 0.01
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Example:
    """An encounter without told place: its document, its candidates, which are right, and whether the rules' place is."""

    document: str
    candidates: list[PlaceChoice]
    right: list[bool]
    by_rule: bool


def is_same(site: Site, gold: dict[str, Any]) -> bool:
    """Tell whether a place is the annotated one, however its city is spelled."""
    return site[1] == gold["country"] and fold(site[0] or "") == fold(gold["city"] or "")


def paired(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return which annotated encounter is which found one; those left over are paired without their days."""
    pairs = pair_up(gold, found)
    rest = [i for i in range(len(gold)) if i not in {i for i, _ in pairs}]
    left = [j for j in range(len(found)) if j not in {j for _, j in pairs}]
    undated = [{**found[j], "start": None, "end": None} for j in left]
    return pairs + [(rest[i], left[j]) for i, j in pair_up([gold[i] for i in rest], undated)]


def collect(nlp: Language, texts: Path, golds: Sequence[Path]) -> list[Example]:
    """Return an example for each encounter that is annotated and told without place."""
    rows: list[Example] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        encounters = told_encounters(doc)
        surroundings = Surroundings(doc, encounters)
        for i, j in paired(gold["encounters"], as_json(doc, encounters)):
            encounter, wanted = encounters[j], gold["encounters"][i]
            if not lacks_place(encounter) or wanted["kind"] == "call":
                continue
            candidates = surroundings.candidates(encounter)
            right = [is_same(each.site, wanted) for each in candidates]
            rows.append(Example(name, candidates, right, is_same((encounter.city, encounter.country), wanted)))
    return rows


def fit(examples: Sequence[tuple[Sequence[Sequence[str]], Sequence[bool]]]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest, by gradient descent with momentum.

    Args:
        examples: Of each the candidates' features, and which candidates are right. Those with no right one teach nothing.
    """
    usable = [(features, right) for features, right in examples if any(right)]
    counts = Counter(name for features, _ in usable for each in features for name in set(each))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    column = {name: i for i, name in enumerate(names)}
    rows, columns, group, target = [], [], [], []
    for number, (features, right) in enumerate(usable):
        for each, is_right in zip(features, right, strict=True):
            chosen = sorted({column[name] for name in each if name in column})
            rows += [len(group)] * len(chosen)
            columns += chosen
            group.append(number)
            target.append(float(is_right))
    row, col, of = np.array(rows, dtype=int), np.array(columns, dtype=int), np.array(group, dtype=int)
    good = np.array(target)
    weights, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(ROUNDS):
        score = np.bincount(row, weights=weights[col], minlength=len(of))
        highest = np.full(len(usable), -np.inf)
        np.maximum.at(highest, of, score)
        likely = np.exp(score - highest[of])
        share = likely / np.bincount(of, weights=likely)[of]
        hit = share * good
        wanted = hit / np.bincount(of, weights=hit)[of]
        slope = np.bincount(col, weights=(share - wanted)[row], minlength=len(names)) + PENALTY * weights
        speed = 0.9 * speed - slope / len(usable)
        weights = weights + speed
    return {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= SMALLEST}


def fit_places(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the choice of places."""
    return fit([([sorted(each.features) for each in example.candidates], example.right) for example in examples])


def main() -> None:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=Path("ingest/data/choices.json"))
    args = parser.parse_args()
    examples = collect(load_pipeline(args.model), args.texts, args.gold)
    documents = sorted({example.document for example in examples})
    right = 0
    for fold_number in range(FOLDS):
        held = set(documents[fold_number::FOLDS])
        weights = fit_places([example for example in examples if example.document not in held])
        for example in examples:
            if example.document in held:
                best = choose(weights, example.candidates)
                right += example.right[next(i for i, each in enumerate(example.candidates) if each is best)]
    known = sum(any(example.right) for example in examples)
    by_rule = sum(example.by_rule for example in examples)
    print(f"place: {len(examples)} examples, {known} named, right by rule {by_rule}, by choice {right}")
    table = {"place": dict(sorted(fit_places(examples).items()))}
    args.out.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"wrote {args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
