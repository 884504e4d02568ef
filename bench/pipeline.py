"""Prints how fast the language model reads and loads, on one core and on two, beside the trial's configuration in the same run.

    python -m bench.pipeline [--rounds 3] [--tokens 60000]

The trial is the first try of a model, spaCy's settings for efficiency (`training/configs/trial.cfg`). It is built here: it
learns for a few steps from what our model says of the open reports, which is enough for its speed, not for its answers.
Pipelines take turns, and the best round counts. "work" is how many tokens a second of processor time gets done, which other
programs on the machine disturb less than the time on the clock; "speed-up" compares two processes with one by either.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy import util
from spacy.training import Example

import training.tokens  # noqa: F401 - registers the tokenizer that the configuration names
from training.corpus_format import read_corpus

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parents[1]
OURS = HERE / "ingest" / "model"
STEPS = 20


@dataclass(slots=True)
class Speed:
    """Best figures of one pipeline: processor seconds to load; tokens a second by the clock and by the processor, by processes."""

    load: float = float("inf")
    clock: dict[int, float] = field(default_factory=dict)
    work: dict[int, float] = field(default_factory=dict)


def make_trial(ours: Language, texts: list[str], folder: Path) -> None:
    """Write a pipeline of the trial's configuration, with the labels of ours."""
    nlp = util.load_model_from_config(util.load_config(HERE / "training" / "configs" / "trial.cfg"), auto_fill=True)
    docs = list(ours.pipe(texts))
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    optimizer = nlp.initialize(lambda: examples)
    for step in range(STEPS):
        nlp.update(examples[step % len(examples) :][:2], sgd=optimizer)
    nlp.to_disk(folder)


def _processor_time() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(folder: Path, texts: list[str], speed: Speed) -> None:
    """Load a pipeline and read the texts with one process and with two; keep what is better than before."""
    nlp = spacy.load(folder)
    for _ in range(3):
        begin = time.process_time()
        spacy.load(folder)
        speed.load = min(speed.load, time.process_time() - begin)
    for processes in (1, 2):
        begin, used = time.perf_counter(), _processor_time()
        count = sum(len(doc) for doc in nlp.pipe(texts, n_process=processes, batch_size=16))
        took, worked = time.perf_counter() - begin, _processor_time() - used
        speed.clock[processes] = max(speed.clock.get(processes, 0.0), count / took)
        speed.work[processes] = max(speed.work.get(processes, 0.0), count / worked)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=60_000)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    ours = spacy.load(OURS)
    reports = [report.text for report in read_corpus(HERE / "training" / "corpus")]
    texts: list[str] = []
    tokens = 0
    while tokens < arguments.tokens:
        texts.append(reports[len(texts) % len(reports)])
        tokens += len(ours.make_doc(texts[-1]))
    with tempfile.TemporaryDirectory() as temporary:
        trial = Path(temporary) / "trial"
        make_trial(ours, reports[:16], trial)
        speeds = {"ours": (OURS, Speed()), "trial": (trial, Speed())}
        for number in range(arguments.rounds):
            for folder, speed in speeds.values():
                measure(folder, texts, speed)
            print(f"round {number + 1} of {arguments.rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{tokens} tokens, {arguments.rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| pipeline | load s | 1 core, tokens/s | work | 2 cores, tokens/s | work | speed-up by clock | by work |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (_, s) in speeds.items():
        print(
            f"| {name} | {s.load:.2f} | {s.clock[1]:.0f} | {s.work[1]:.0f} | {s.clock[2]:.0f} | {s.work[2]:.0f} "
            f"| {s.clock[2] / s.clock[1]:.2f} | {2 * s.work[2] / s.work[1]:.2f} |"
        )
    first, second = speeds["ours"][1], speeds["trial"][1]
    print(
        f"\nours against the trial: load {first.load / second.load:.2f}, one core {first.clock[1] / second.clock[1]:.2f} "
        f"(work {first.work[1] / second.work[1]:.2f}), two cores {first.clock[2] / second.clock[2]:.2f} "
        f"(work {first.work[2] / second.work[2]:.2f})"
    )


if __name__ == "__main__":
    main()
