"""Changes a graph directory, as one step.

    with GraphWriter(path, settings={…}, model={…}) as writer:
        writer.keep()                                   # for `add` and `remove`: what is there already
        for document in documents:
            writer.add(writer.cached(document) or extract(document))
        writer.finish(merge)

Until `finish` replaces `diplograph.json`, readers see the earlier graph. Records are written as they come, so that a
build that was cut off goes on where it was; what no graph uses is removed when one is finished.
"""

from __future__ import annotations

import logging
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from graph.build import generate_rows
from graph.directory import FORMAT, MANIFEST, Entry, Manifest, read_entry, read_manifest
from graph.errors import GraphError
from graph.files import lock, write_bytes
from graph.judgements import read_judgements, write_judgements
from graph.keys import digest
from graph.model import Corpus, Document, DocumentRecords, Judgement
from graph.records import encode_document, encode_lines
from graph.rows import Node, Row
from graph.stores.embedded import create_embedded
from graph.stores.load import load

Merge = Callable[[Sequence[DocumentRecords], Sequence[Judgement]], Corpus]

_LOG = logging.getLogger(__name__)
_FOLDERS = ("documents", "records", "store")


class GraphWriter:
    """The one writer of a graph directory, from `with` to `finish`."""

    def __init__(
        self,
        path: Path,
        *,
        settings: dict[str, str] | None = None,
        model: dict[str, str] | None = None,
        program: str = "",
    ) -> None:
        self._path = path
        self._settings = settings or {}
        self._model = model or {}
        self._program = program
        self._entries: dict[str, Entry] = {}
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        """Take hold of the directory, making it if need be.

        Raises:
            GraphError: It holds something else, a newer diplograph wrote it, or another process is changing it.
        """
        if self._path.exists() and not self._path.is_dir():
            raise GraphError(f"{self._path} is a file; a graph is a folder")
        if self._path.is_dir() and any(self._path.iterdir()) and not self._looks_like_ours():
            raise GraphError(f"{self._path} holds something else than a graph; choose another folder")
        for name in _FOLDERS:
            (self._path / name).mkdir(parents=True, exist_ok=True)
        self._exit.enter_context(lock(self._path))
        if self._is_graph():
            read_manifest(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the directory."""
        self._exit.close()

    def _is_graph(self) -> bool:
        return (self._path / MANIFEST).exists()

    def _looks_like_ours(self) -> bool:
        """Tell whether this is a graph, or what a first build that was cut off left."""
        return self._is_graph() or (
            {each.name for each in self._path.iterdir()} <= {*_FOLDERS, ".lock", "judgements.csv"}
        )

    def keep(self, *, without: Sequence[str] = ()) -> None:
        """Keep the documents that are there, without those of these names or ids.

        Raises:
            GraphError: There is no document of such a name.
        """
        if not self._is_graph():
            if without:
                raise GraphError(f"there is no graph at {self._path} to remove {without[0]!r} from")
            return
        entries = read_manifest(self._path).documents
        for name in without:
            if not any(name in (entry.name, entry.id) for entry in entries):
                raise GraphError(f"{self._path} has no document {name!r}; `diplograph info` lists them")
        for entry in entries:
            if entry.name not in without and entry.id not in without:
                self._entries[entry.id] = entry

    def cached(self, document: Document) -> DocumentRecords | None:
        """Return the records that this document had under these settings and this model, if they are there."""
        entry = self._entry(document)
        if not all(file.is_file() for file in self._files(entry)):
            return None
        try:
            records = read_entry(self._path, entry)
        except GraphError as error:
            _LOG.warning("%s; it is read anew", error)
            return None
        return replace(records, document=document)

    def add(self, records: DocumentRecords) -> None:
        """Add a document, in place of one with its id.

        Raises:
            GraphError: Another document has its name.
        """
        entry = self._entry(records.document)
        for other in self._entries.values():
            if other.name == entry.name and other.id != entry.id:
                raise GraphError(f"two documents are called {entry.name!r}; rename one, or give it another `doc`")
        document_file, records_file = self._files(entry)
        write_bytes(document_file, encode_document(records.document))
        write_bytes(records_file, encode_lines(records))
        self._entries[entry.id] = entry

    def finish(
        self,
        merge: Merge,
        *,
        with_store: bool = True,
        judgements: Sequence[Judgement] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Manifest:
        """Merge, build the store, and make all this the graph.

        Args:
            merge: From all records and judgements to the corpus.
            with_store: Build the embedded database.
            judgements: Decisions to keep from now on; None for those that are there.
            progress: Called with the number of rows loaded so far.

        Raises:
            GraphError: The records do not fit together.
            StoreError: The embedded database cannot be built.
        """
        judgement_file = self._path / "judgements.csv"
        decisions = read_judgements(judgement_file) if judgements is None else list(judgements)
        entries = tuple(sorted(self._entries.values(), key=lambda entry: (entry.name, entry.id)))
        corpus = merge([read_entry(self._path, entry) for entry in entries], decisions)
        rows = list(generate_rows(corpus))
        store = self._build_store(rows, progress) if with_store else None
        manifest = Manifest(FORMAT, self._program, self._settings, self._model, entries, store, _count(rows))
        if judgements is not None or not judgement_file.exists():
            write_judgements(judgement_file, decisions)
        encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        write_bytes(self._path / MANIFEST, encoded + b"\n", sync=True)
        self._remove_unused(manifest)
        return manifest

    def _build_store(self, rows: Sequence[Row], progress: Callable[[int], None] | None) -> str:
        name = uuid.uuid4().hex[:12]
        store = create_embedded(self._path / "store" / name)
        try:
            load(rows, store, progress=progress)
        finally:
            store.close()
        return name

    def _entry(self, document: Document) -> Entry:
        # Where a document was read from differs by machine and makes no difference to what it says.
        content = digest("content", encode_document(replace(document, source=None)).decode())
        made_by = [f"{name}={value}" for part in (self._settings, self._model) for name, value in sorted(part.items())]
        return Entry(document.id, document.name, content, digest("records", content, *made_by))

    def _files(self, entry: Entry) -> tuple[Path, Path]:
        return (
            self._path / "documents" / f"{entry.document}.json",
            self._path / "records" / f"{entry.records}.jsonl",
        )

    def _remove_unused(self, manifest: Manifest) -> None:
        """Remove what the new graph does not use; what cannot be removed (open elsewhere) waits for the next time."""
        used = {file for entry in manifest.documents for file in self._files(entry)}
        for file in self._leftovers():
            if file not in used and file.name != manifest.store:
                try:
                    shutil.rmtree(file) if file.is_dir() else file.unlink()
                except OSError as error:
                    _LOG.warning("%s cannot be removed yet: %s", file, error)

    def _leftovers(self) -> Iterator[Path]:
        for name in _FOLDERS:
            yield from sorted((self._path / name).iterdir())


def _count(rows: Sequence[Row]) -> dict[str, int]:
    return dict(Counter(row.label if isinstance(row, Node) else row.type for row in rows))
