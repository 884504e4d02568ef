"""Trains the choices of places and days of `ingest.whereabouts` and `ingest.days` on annotated reports and writes `ingest/data/choices.json`.

    python -m training.choices --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds

Learned from: encounters that are annotated and told without place or without day. Those that no annotated one pairs with because their day is
wrong are paired without their day. Reported: how many are right by rule and by choice, cross-validated by document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from ingest.calendars import Calendar, DayChoice
from ingest.choices import choose
from ingest.days import is_open
from ingest.encounters import told_encounters
from ingest.names import fold
from ingest.nlp import load_pipeline
from ingest.scoring import pair_up
from ingest.surroundings import PlaceChoice, Site, Surroundings
from ingest.whereabouts import lacks_place
from training.annotated import annotated_docs, as_json, fitting_parser, folds, write_table
from training.logit import fit

PENALTY = {"place": 12.0, "day": 24.0}  # strength of the L2 penalty


@dataclass(frozen=True, slots=True)
class Example:
    """An encounter without told place or day: its document, its candidates, which are right, and whether the rules' one is."""

    document: str
    candidates: Sequence[PlaceChoice | DayChoice]
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


def examples_of(name: str, gold: dict[str, Any], doc: Doc) -> Iterator[tuple[str, Example]]:
    """Yield an example, with the kind of choice, for each encounter that is annotated and told without place or day."""
    encounters = told_encounters(doc)
    surroundings = Surroundings(doc, encounters)
    calendar = Calendar(surroundings)
    for i, j in paired(gold["encounters"], as_json(doc, encounters)):
        encounter, wanted = encounters[j], gold["encounters"][i]
        if lacks_place(encounter) and wanted["kind"] != "call":
            places = surroundings.candidates(encounter)
            right = [is_same(each.site, wanted) for each in places]
            yield "place", Example(name, places, right, is_same((encounter.city, encounter.country), wanted))
        if is_open(surroundings, encounter):
            days = calendar.candidates(encounter)
            right = [each.value == wanted["start"] for each in days]
            yield "day", Example(name, days, right, encounter.date == wanted["start"])


def fit_kind(kind: str, examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of one kind of choice."""
    return fit(
        [([sorted(each.features) for each in example.candidates], example.right) for example in examples], PENALTY[kind]
    )


def main() -> None:
    """Train, report, write."""
    args = fitting_parser(__doc__, "ingest/data/choices.json").parse_args()
    found: dict[str, list[Example]] = {kind: [] for kind in PENALTY}
    for name, gold, doc in annotated_docs(load_pipeline(args.model), args.texts, args.gold):
        for kind, example in examples_of(name, gold, doc):
            found[kind].append(example)
    for kind, examples in found.items():
        right = 0
        for held in folds(example.document for example in examples):
            weights = fit_kind(kind, [example for example in examples if example.document not in held])
            for example in examples:
                if example.document in held:
                    best = choose(weights, example.candidates)
                    right += example.right[next(i for i, each in enumerate(example.candidates) if each is best)]
        known, by_rule = sum(any(example.right) for example in examples), sum(example.by_rule for example in examples)
        print(f"{kind}: {len(examples)} examples, {known} named, right by rule {by_rule}, by choice {right}")
    table = json.loads(args.out.read_text(encoding="utf-8"))  # what `training.antecedents` wrote stays
    table |= {kind: dict(sorted(fit_kind(kind, examples).items())) for kind, examples in found.items()}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
