"""From documents to their records, in this process or shared among several; one bad document does not stop the others."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from graph.errors import DateError, ModelError, ReadError
from graph.model import Document, DocumentRecords

AHEAD = 4  # documents for each process that wait or are at work
# What numerical libraries ask when they are first imported.
_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def analyse(document: Document, *, model: str | None = None) -> DocumentRecords | ReadError:
    """Return a document's records, or why there are none.

    Args:
        document: Read before.
        model: An installed spaCy pipeline; None for our own.

    Raises:
        ModelError: The model cannot be loaded.
    """
    from ingest.nlp import annotate, load_pipeline
    from ingest.records import make_records

    nlp = load_pipeline(model)
    try:
        return make_records(annotate(nlp, document))
    except ModelError:
        raise
    except DateError as error:
        return ReadError(f"{document.source or document.name}: {error}")
    except Exception as error:  # noqa: BLE001 - a slip of ours over one text must not cost the others; it is reported
        problem = ReadError(
            f"{document.source or document.name}: cannot be analysed ({type(error).__name__}: {error}); "
            "leave it out, and please report it"
        )
        problem.__cause__ = error
        return problem


def extract_parallel(
    documents: Iterable[Document], *, model: str | None, n_process: int
) -> Iterator[DocumentRecords | ReadError]:
    """Yield what `analyse` gives for each document, in order, from several processes.

    They are spawned, not forked: the embedded store and numerical libraries keep threads. Each computes with one thread,
    or they would take the cores from one another.
    """
    waiting: deque[Future[DocumentRecords | ReadError]] = deque()
    with ProcessPoolExecutor(n_process, mp_context=get_context("spawn"), initializer=_take_one_thread) as pool:
        try:
            for document in documents:
                waiting.append(pool.submit(analyse, document, model=model))
                if len(waiting) >= AHEAD * n_process:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _take_one_thread() -> None:
    for name in _THREADS:
        os.environ.setdefault(name, "1")
