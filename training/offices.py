"""Make training files for the finder of offices from the marked reports: spans in `doc.spans["offices"]`.

    python -m training.offices training/work

An office ("[OFFICE [GPE US] Secretary of State]") may hold names of countries, so it is no entity beside others but a
span of its own. Most copies of a report have other names put in, as for the entity recogniser; every sixth report is
for testing.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from spacy.tokens import Doc, DocBin

from training.corpus_format import MarkedDocument, read_corpus
from training.entities import LABELS
from training.entity_sets import NLP
from training.gazetteer import Span, load_gazetteer, without_overlap
from training.silver import Fillers, real_people, rename

SEED = 20
COPIES = 8
KEY = "offices"


def office_doc(text: str, offices: list[Span]) -> Doc:
    """Return a Doc with its offices."""
    doc = NLP.make_doc(text)
    spans = [doc.char_span(start, end, label="OFFICE", alignment_mode="expand") for start, end, _ in offices]
    doc.spans[KEY] = [span for span in spans if span is not None]
    return doc


def office_docs(document: MarkedDocument, fillers: Fillers, copies: int) -> list[Doc]:
    """Return a report, and the report with other names in it `copies - 1` times."""
    offices = without_overlap(
        sorted((span for span in document.spans if span[2] == "OFFICE"), key=lambda span: (span[0], -span[1]))
    )
    names = without_overlap(
        sorted((span for span in document.spans if span[2] in LABELS), key=lambda span: (span[0], -span[1]))
    )
    docs = [office_doc(document.text, offices)]
    for _ in range(copies - 1):
        text, _, moved = rename(document.text, names, fillers, outer=offices)
        docs.append(office_doc(text, moved))
    return docs


def build(corpus: Path, work: Path, *, train_on_all: bool) -> None:
    """Write office_train and office_test."""
    rng = random.Random(SEED)
    fillers = Fillers(load_gazetteer(), rng, real_people(extra=[]))
    reports = read_corpus(corpus)
    held = reports[::6]
    kept = reports if train_on_all else [report for report in reports if report not in held]
    train = [doc for report in kept for doc in office_docs(report, fillers, COPIES)]
    rng.shuffle(train)
    work.mkdir(parents=True, exist_ok=True)
    DocBin(docs=train, store_user_data=True).to_disk(work / "office_train.spacy")
    DocBin(docs=[office_docs(report, fillers, 1)[0] for report in held]).to_disk(work / "office_test.spacy")
    print(f"{work}: {len(train)} texts with offices for training, {len(held)} for testing")


def main() -> None:
    """Write the training files."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--all", action="store_true", help="train on the reports kept for testing too")
    arguments = parser.parse_args()
    build(arguments.corpus, arguments.work, train_on_all=arguments.all)


if __name__ == "__main__":
    main()
