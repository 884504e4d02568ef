"""Reads the annotated corpus for training: each marked report with its annotation, analysed, and what is found as JSON to pair."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from graph.keys import document_id
from graph.model import Document
from ingest.encounter import Encounter
from ingest.nlp import annotate, load_pipeline
from ingest.records import RecordMaker
from training.corpus_format import read_corpus

T = TypeVar("T")
FOLDS = 5


def folds(documents: Iterable[str]) -> Iterator[set[str]]:
    """Yield the documents that each fold of a cross-validation holds out."""
    names = sorted(set(documents))
    for number in range(FOLDS):
        yield set(names[number::FOLDS])


def fitting_parser(description: str | None, out: str) -> argparse.ArgumentParser:
    """Return the arguments of everything that is fitted on annotated reports, with where its weights go."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=Path(out))
    return parser


def write_table(path: Path, table: Mapping[str, Any]) -> None:
    """Write fitted weights, and say so."""
    path.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"wrote {path}: {path.stat().st_size} bytes")


def annotated_docs(nlp: Language, texts: Path, golds: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any], Doc]]:
    """Yield name, annotation and Doc of each report of a corpus that has an annotation in one of the folders."""
    annotated = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for folder in golds
        for path in sorted(folder.glob("*.json"))
    }
    for marked in read_corpus(texts):
        gold = annotated.get(marked.name) or annotated.get(marked.name.removeprefix("seed-"))
        if gold is not None:
            published = gold.get("published") or gold.get("published_hint")
            document = Document(
                document_id(text=marked.text), marked.name, marked.text, title=gold.get("title"), published=published
            )
            yield marked.name, gold, annotate(nlp, document)


def examples_in(args: argparse.Namespace, examples_of: Callable[[str, dict[str, Any], Doc], Iterable[T]]) -> list[T]:
    """Return the examples of all annotated reports that the arguments name."""
    return [
        example
        for name, gold, doc in annotated_docs(load_pipeline(args.model), args.texts, args.gold)
        for example in examples_of(name, gold, doc)
    ]


def as_json(doc: Doc, encounters: Sequence[Encounter]) -> list[dict[str, Any]]:
    """Return encounters in the shape that `ingest.scoring.pair_up` pairs with annotated ones."""
    maker = RecordMaker(doc)
    return [
        {
            "participants": [maker.people[key].name for key in encounter.people],
            "parties": list(maker.parties(encounter)),
            "kind": encounter.kind.value,
            "status": encounter.status.value,
            "start": encounter.date,
            "end": encounter.date_end,
            "city": encounter.city,
        }
        for encounter in encounters
    ]
