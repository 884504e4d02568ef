"""What linking costs, and how often the office of a participant is the right one.

    python bench/linking.py [--gold DIR --texts DIR]… [--rounds 3] > bench/linking.md

Time: names, offices, people and coreference, as a share of the language pipeline's time for each document; the aim is at
most 0.25. Memory: the whole knowledge base with its look-ups; the aim is below 150 MB. Offices: participants of the
annotations, our office against theirs, compared by the post meant (`bench/offices.py`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from annotated import Annotated, read_annotated
from offices import format_offices, score_offices

from graph.dates import day_range
from graph.model import Document
from ingest.annotations import Annotations
from ingest.coreference import resolve
from ingest.gazetteer import find_names
from ingest.knowledge import read_packaged
from ingest.nlp import load_pipeline, prepare
from ingest.offices import find_offices
from ingest.people import find_people

STEPS = ("names", "offices", "people", "coreference")
MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Timing:
    """Seconds a document took: in the language pipeline, and in each step of linking."""

    words: int
    pipeline: float
    steps: dict[str, float] = field(default_factory=dict)

    @property
    def linking(self) -> float:
        """Seconds of all steps of linking."""
        return sum(self.steps.values())


def time_document(document: Document) -> Timing:
    """Time one document; the steps are those of `ingest.nlp.find_all`."""
    nlp, base = load_pipeline(), read_packaged()
    start = time.perf_counter()
    doc = nlp(prepare(document.text))
    timing = Timing(len(doc), time.perf_counter() - start)
    published = day_range(document.published) if document.published else None
    annotations = Annotations(document, base, published)
    doc._.diplograph = annotations

    def clock(step: str, since: float) -> float:
        now = time.perf_counter()
        timing.steps[step] = now - since
        return now

    since = time.perf_counter()
    names = find_names(doc)
    since = clock("names", since)
    offices = find_offices(doc, names)
    since = clock("offices", since)
    annotations.mentions = list(names)
    people = find_people(doc, names, offices)
    named = {i for mention in people for i in range(mention.start, mention.end)}
    names = [mention for mention in names if named.isdisjoint(range(mention.start, mention.end))]
    since = clock("people", since)
    annotations.mentions = [*names, *people]
    resolve(doc, offices, people)
    clock("coreference", since)
    return timing


def best_of(documents: list[Document], rounds: int) -> list[Timing]:
    """Return each document's quickest round; the first one, which fills the caches, does not count."""
    found: dict[str, list[Timing]] = defaultdict(list)
    for number in range(rounds + 1):
        for document in documents:
            timing = time_document(document)
            if number:
                found[document.name].append(timing)
    return [min(timings, key=lambda each: each.pipeline + each.linking) for timings in found.values()]


def format_times(name: str, timings: list[Timing]) -> str:
    pipeline, linking = sum(t.pipeline for t in timings), sum(t.linking for t in timings)
    shares = sorted(t.linking / t.pipeline for t in timings)
    steps = " | ".join(f"{1000 * sum(t.steps[s] for t in timings) / len(timings):.1f}" for s in STEPS)
    return (
        f"| {name} | {len(timings)} | {sum(t.words for t in timings) // len(timings)} | {1000 * pipeline / len(timings):.0f} | "
        f"{steps} | {linking / pipeline:.2f} | {median(shares):.2f} | {shares[-1]:.2f} |"
    )


# Run in a process of its own, so that nothing else is counted.
MEMORY = """
import gc, time, tracemalloc
from pathlib import Path
import ingest.coreference, ingest.gazetteer, ingest.offices, ingest.people
from ingest.knowledge import read_packaged
trace = {trace}
if trace:
    tracemalloc.start()
statm = Path("/proc/self/statm")
pages = lambda: int(statm.read_text().split()[1]) if statm.exists() else 0
gc.collect()
before = pages()
start = time.perf_counter()
base = read_packaged()
read = time.perf_counter() - start
for name in ("people_by_name people_by_short_name terms_of_person terms_of_office offices_of_country posts_by_phrase").split():
    getattr(base, name)
ingest.people._spelling_index(base)
ingest.offices._phrases_of(base)
ingest.gazetteer._names_of(base)
gc.collect()
whole = time.perf_counter() - start
print(read, whole, tracemalloc.get_traced_memory()[0] if trace else 4096 * (pages() - before))
"""


def memory(*, trace: bool) -> tuple[float, float, float]:
    """Return seconds to read the tables, seconds until all look-ups stand, and bytes they take."""
    command = [sys.executable, "-c", MEMORY.format(trace=trace)]
    result = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])  # noqa: S603 - our own code
    read, whole, size = map(float, result.stdout.split())
    return read, whole, size


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, action="append", default=[], help="more annotations, NAME.json")
    parser.add_argument(
        "--texts", type=Path, action="append", default=[], help="where their NAME.txt lie, in that order"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--errors", action="store_true", help="list the wrong offices instead")
    options = parser.parse_args()
    root = Path(__file__).parents[1]
    sets: dict[str, list[Annotated]] = {
        f"tests/gold/{name}": read_annotated(root / "tests" / "gold" / name) for name in ("dev", "seeds")
    }
    for number, folder in enumerate(options.gold):
        texts = options.texts[number] if number < len(options.texts) else None
        sets[f"reference set {number + 1}"] = read_annotated(folder, texts)
    scores = {name: score_offices(documents) for name, documents in sets.items()}
    if options.errors:
        for name, score in scores.items():
            print("\n".join([f"## {name}", *score.wrong]))
        return
    print("# What linking costs, and how right its offices are\n")
    print("Made by `python bench/linking.py`; the reference sets are given on the command line.\n")
    print(
        "## Time for a document\n\nMilliseconds, mean over the documents, the quickest of some rounds; one process, one thread as it comes.\n"
    )
    print(
        "| texts | documents | tokens | language pipeline | names | offices | people | coreference | linking, share of the pipeline | median | worst |"
    )
    print("| --- |" + " ---: |" * 10)
    for name, documents in sets.items():
        print(format_times(name, best_of([each.document for each in documents], options.rounds)))
    read, whole, traced = (*memory(trace=False)[:2], memory(trace=True)[2])
    resident = memory(trace=False)[2]
    print("\n## Memory of the whole base\n")
    print(
        f"{traced / MEGABYTE:.0f} MB of Python objects, all look-ups included; the process grows by {resident / MEGABYTE:.0f} MB (Linux)."
    )
    print(f"Reading and checking the tables takes {read:.2f} s, with all look-ups {whole:.2f} s, once a process.\n")
    print("## Offices of participants\n")
    print(format_offices(scores))


if __name__ == "__main__":
    main()
