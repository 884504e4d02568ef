"""Measure a pipeline on the test files: tokens, tags, lemmas, syntax, sentences, entities by type.

    python -m training.evaluate training/work/package training/work          a table for people
    python -m training.evaluate ingest/model training/work --json scores.json

Text is read raw: the pipeline's own tokens and sentences count, as in use. The syntax is scored on EWT test, GUM (open
genres, dev and test) and the held-out part of PUD, punctuation left out; entities on `ner_test*.spacy`, offices on
`office_test.spacy`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

if TYPE_CHECKING:
    from spacy.language import Language

SYNTAX = {"EWT test": "ewt_test", "GUM open": "gum_test", "PUD held out": "pud_test"}
COLUMNS = ("token_f", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")


def read_docs(path: Path, nlp: Language) -> list[Doc]:
    """Return the Docs of a `.spacy` file."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def examples(nlp: Language, golds: list[Doc]) -> list[Example]:
    """Return gold Docs beside what the pipeline makes of their text."""
    predicted = nlp.pipe((gold.text for gold in golds), batch_size=32)
    return [Example(guess, gold) for guess, gold in zip(predicted, golds, strict=True)]


def score_syntax(nlp: Language, golds: list[Doc]) -> dict[str, float]:
    """Return tokens, tags, lemmas, attachment and sentences, each in [0, 1]."""
    pairs = examples(nlp, golds)
    scores: dict[str, Any] = dict(Scorer.score_tokenization(pairs))
    for attribute in ("tag", "pos", "morph", "lemma"):
        scores |= Scorer.score_token_attr(pairs, attribute)
    scores |= Scorer.score_deps(pairs, "dep", ignore_labels=("p", "punct"))
    scores |= Scorer.score_spans(pairs, "sents")
    return {name: round(float(scores[name] or 0.0), 4) for name in COLUMNS}


def score_entities(nlp: Language, golds: list[Doc], *, key: str | None = None) -> dict[str, dict[str, float]]:
    """Return precision, recall and F of entities by type and in "all"; what gold data leave open does not count.

    Args:
        nlp: The pipeline.
        golds: Docs with entities.
        key: Compare the spans of this name in `doc.spans` in place of the entities.
    """
    counts: dict[str, PRFScore] = {"all": PRFScore()}
    for pair in examples(nlp, golds):
        found = pair.predicted.spans.get(key, []) if key else pair.predicted.ents
        guessed = {
            (span.start_char, span.end_char, span.label_)
            for span in found
            if key or not _is_open(pair.reference, span.start_char, span.end_char)
        }
        marked = pair.reference.spans.get(key, []) if key else pair.reference.ents
        gold = {(span.start_char, span.end_char, span.label_) for span in marked}
        for label in {span[2] for span in guessed | gold}:
            of_type = [{span for span in spans if span[2] == label} for spans in (guessed, gold)]
            counts.setdefault(label, PRFScore()).score_set(*of_type)
        counts["all"].score_set(guessed, gold)
    return {
        label: {"p": round(c.precision, 3), "r": round(c.recall, 3), "f": round(c.fscore, 3), "gold": c.tp + c.fn}
        for label, c in counts.items()
    }


def _is_open(gold: Doc, start: int, end: int) -> bool:
    """Tell whether the gold data leaves open what a stretch is."""
    span = gold.char_span(start, end, alignment_mode="expand")
    return span is not None and any(token.ent_iob == 0 for token in span)


def evaluate(model: Path | str, work: Path) -> dict[str, Any]:
    """Return all scores of a pipeline on the test files in a folder."""
    nlp = spacy.load(model)
    report: dict[str, Any] = {"entities": {}}
    if "parser" in nlp.pipe_names:
        report["syntax"] = {
            name: score_syntax(nlp, read_docs(work / f"{stem}.spacy", nlp)) for name, stem in SYNTAX.items()
        }
    if "ner" in nlp.pipe_names:
        report["entities"] = {
            path.stem: score_entities(nlp, read_docs(path, nlp)) for path in sorted(work.glob("ner_test*.spacy"))
        }
    offices = work / "office_test.spacy"
    if "spancat" in nlp.pipe_names and offices.exists():
        report["entities"][offices.stem] = score_entities(nlp, read_docs(offices, nlp), key="offices")
    return report


def print_report(report: dict[str, Any]) -> None:
    """Print scores as tables."""
    if "syntax" in report:
        print(f"{'':14}" + "".join(f"{name:>11}" for name in COLUMNS))
        for name, scores in report["syntax"].items():
            print(f"{name:14}" + "".join(f"{scores[column]:11.4f}" for column in COLUMNS))
    for name, by_label in report.get("entities", {}).items():
        print(f"\n{name}\n{'':10}{'P':>7}{'R':>7}{'F':>7}{'gold':>7}")
        for label, s in sorted(by_label.items(), key=lambda item: -item[1]["gold"]):
            print(f"{label:10}{s['p']:7.3f}{s['r']:7.3f}{s['f']:7.3f}{s['gold']:7}")


def main() -> None:
    """Evaluate a pipeline."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("work", type=Path, help="folder with the test files")
    parser.add_argument("--json", type=Path, help="write the scores here too")
    arguments = parser.parse_args()
    report = evaluate(arguments.model, arguments.work)
    print_report(report)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
