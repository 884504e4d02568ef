"""Prints how fast the language model reads and loads, on one core and on two, beside the trial's configuration in the same run.

    python -m bench.pipeline [--rounds 3] [--tokens 60000]

The trial is the first try of a model, spaCy's settings for efficiency (`training/configs/trial.cfg`). It is built here: it
learns for a few steps from what our model says of the open reports, which is enough for its speed, not for its answers.
Pipelines take turns; of speeds the best round counts. "work" is how many tokens a second of processor time gets done, which other
programs on the machine disturb less than the time on the clock; "speed-up" compares two processes with one by either, in the
round that is the median. "apart" is the speed-up by the clock of two processes that share no work and send nothing back: more
this machine cannot give.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import spacy
from spacy import util
from spacy.training import Example

import training.tokens  # noqa: F401 - registers the tokenizer that the configuration names
from ingest.nlp import load_packaged
from training.corpus_format import read_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

HERE = Path(__file__).parents[1]
OURS = HERE / "ingest" / "model"
STEPS = 20


@dataclass(slots=True)
class Speed:
    """What was measured of one pipeline: processor seconds to load; tokens a second by the clock and by the processor, by processes."""

    load: float = float("inf")
    clock: dict[int, list[float]] = field(default_factory=lambda: {1: [], 2: []})
    work: dict[int, list[float]] = field(default_factory=lambda: {1: [], 2: []})
    apart: list[float] = field(default_factory=list)

    def speed_up(self) -> tuple[float, float, float]:
        """Return by how much two processes are faster: by the clock, by processor time, and by the clock if they work apart."""
        clock = [two / one for one, two in zip(self.clock[1], self.clock[2], strict=True)]
        work = [2 * two / one for one, two in zip(self.work[1], self.work[2], strict=True)]
        return median(clock), median(work), median(self.apart)


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


def _read(nlp: Language, texts: list[str], processes: int = 1) -> int:
    return sum(len(doc) for doc in nlp.pipe(texts, n_process=processes, batch_size=16))


def _seconds_apart(nlp: Language, parts: list[list[str]]) -> float:
    """Return how long processes take that read a part each and send nothing back."""
    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    workers = [context.Process(target=_read, args=(nlp, part)) for part in parts]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - begin


def measure(load: Callable[[], Language], texts: list[str], speed: Speed) -> None:
    """Load a pipeline and read the texts with one process and with two; add what was measured."""
    nlp = load()
    for _ in range(5):
        begin = time.process_time()
        load()
        speed.load = min(speed.load, time.process_time() - begin)
    for processes in (1, 2):
        begin, used = time.perf_counter(), _processor_time()
        count = _read(nlp, texts, processes)
        took, worked = time.perf_counter() - begin, _processor_time() - used
        speed.clock[processes].append(count / took)
        speed.work[processes].append(count / worked)
    speed.apart.append(_seconds_apart(nlp, [texts]) / _seconds_apart(nlp, [texts[::2], texts[1::2]]))


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
        speeds: dict[str, tuple[Callable[[], Language], Speed]] = {
            "trial": (partial(spacy.load, trial), Speed()),
            "ours": (partial(spacy.load, OURS), Speed()),
            "ours, as reading loads it": (load_packaged, Speed()),
            "the same, fast": (partial(load_packaged, fast=True), Speed()),
        }
        for number in range(arguments.rounds):
            for load, speed in speeds.values():
                measure(load, texts, speed)
            print(f"round {number + 1} of {arguments.rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(f"{tokens} tokens, {arguments.rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print(
        "| pipeline | load s | 1 core, tokens/s | work | 2 cores, tokens/s | work | speed-up by clock | by work | apart |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    best = {
        name: [max(each) for each in (s.clock[1], s.work[1], s.clock[2], s.work[2])] for name, (_, s) in speeds.items()
    }
    for name, (_, s) in speeds.items():
        figures = " | ".join(f"{each:.0f}" for each in best[name])
        print(f"| {name} | {s.load:.2f} | {figures} | {' | '.join(f'{each:.2f}' for each in s.speed_up())} |")
    print()
    for name, (_, s) in speeds.items():
        if name != "trial":
            one, work_one, two, work_two = (ours / trial for ours, trial in zip(best[name], best["trial"], strict=True))
            print(
                f"{name}, against the trial: load {s.load / speeds['trial'][1].load:.2f}, one core {one:.2f} "
                f"(work {work_one:.2f}), two cores {two:.2f} (work {work_two:.2f})"
            )


if __name__ == "__main__":
    main()
