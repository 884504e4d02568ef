"""From data to model in one command: convert, train, evaluate, package.

    python -m training.train DATA HISTORY --out ingest/model       all of it, about half an hour on two cores
    python -m training.train DATA HISTORY --only ner               one part again: syntax, ner, office, package

`training.trees` makes the parser over an encoder, after syntax and before package.
DATA holds the data sets named in training/README.md, HISTORY the `travels` and `visits` of the Office of the Historian.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import spacy

from training import convert, entities, offices, package
from training.evaluate import evaluate, print_report

HERE = Path(__file__).parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}


def fit(config: Path, train: Path, dev: Path, out: Path, **overrides: Any) -> Path:
    """Train a pipeline with spaCy and return the folder of its best state.

    Args:
        config: Settings; what they leave out is spaCy's default.
        train: Training Docs, a `.spacy` file.
        dev: Docs that select the best state.
        out: Folder for the states.
        overrides: Settings to change, with "__" for the dot ("training__max_epochs").
    """
    filled = out.parent / f"{out.name}.cfg"
    out.mkdir(parents=True, exist_ok=True)
    spacy_command = [sys.executable, "-m", "spacy"]
    code = ["--code", str(HERE / "tokens.py")]
    environment = {**os.environ, **ONE_THREAD}
    fill = [*spacy_command, "init", "fill-config", str(config), str(filled), *code]
    if "paths__init_tok2vec" in overrides:
        fill.append("--pretraining")  # spaCy reads there which component the weights are for
    subprocess.run(fill, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    command = [*spacy_command, "train", str(filled), *code, "--output", str(out)]
    command += ["--paths.train", str(train), "--paths.dev", str(dev)]
    for key, value in overrides.items():
        command += [f"--{key.replace('__', '.')}", str(value)]
    subprocess.run(command, check=True, env=environment)  # noqa: S603
    return out / "model-best"


def save_tok2vec(syntax: Path, out: Path) -> Path:
    """Write the weights of a trained tok2vec to a file that the training of another can begin with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out.write_bytes(spacy.load(syntax).get_pipe("tok2vec").model.to_bytes())  # type: ignore[attr-defined]
    return out


def main() -> None:
    """Make the model."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("history", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--out", type=Path, default=HERE.parent / "ingest" / "model")
    parser.add_argument("--only", choices=("syntax", "ner", "office", "package"), help="do this part alone")
    arguments = parser.parse_args()
    work: Path = arguments.work
    if arguments.only in {None, "syntax"}:
        convert.convert(arguments.data, work)
        fit(HERE / "configs" / "syntax.cfg", work / "syntax_train.spacy", work / "syntax_dev.spacy", work / "syntax")
    # What is measured has not seen the reports kept for testing; what is shipped has seen all.
    variants = ((work, "", False), (work / "all", "_all", True))
    if arguments.only in {None, "ner"}:
        start = save_tok2vec(work / "syntax" / "model-best", work / "tok2vec.bin")
        for folder, suffix, on_all in variants:
            entities.build(arguments.data, arguments.history, HERE / "corpus", folder, train_on_all=on_all)
            data = (folder / "ner_train.spacy", work / "ner_dev.spacy")
            fit(HERE / "configs" / "ner.cfg", *data, work / f"ner{suffix}", paths__init_tok2vec=start)
    if arguments.only in {None, "office"}:
        for folder, suffix, on_all in variants:
            offices.build(HERE / "corpus", folder, train_on_all=on_all)
            data = (folder / "office_train.spacy", work / "office_test.spacy")
            fit(HERE / "configs" / "office.cfg", *data, work / f"office{suffix}")
    if arguments.only in {None, "package"}:
        syntax, best, trees = work / "syntax" / "model-best", "model-best", work / "trees"
        if not trees.exists():
            parser.error(f"{trees} is not there; make it with: python -m training.trees MINILM {work} --out {trees}")
        package.package(syntax, work / "ner" / best, work / "measured", office=work / "office" / best, trees=trees)
        report = evaluate(work / "measured", work)
        print_report(report)
        scores = work / "scores.json"
        scores.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
        parts = (syntax, work / "ner_all" / best, arguments.out)
        package.package(*parts, office=work / "office_all" / best, trees=trees, scores=scores)


if __name__ == "__main__":
    main()
