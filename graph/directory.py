"""The graph on disk.

    diplograph.json     format, settings, model, and which of the files below are the graph
    documents/H.json    a document's text and metadata, by content hash
    records/K.jsonl     its records, one a line, by hash of document, settings and model
    judgements.csv      people's decisions on merging
    store/S/            the embedded database: derived; may be deleted at any time

`graph.writer` changes it. Replacing `diplograph.json` is the one step that makes files the graph, so whatever is cut
off before leaves the earlier graph.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.errors import GraphError, StoreError
from graph.judgements import read_judgements
from graph.model import DocumentRecords, Judgement
from graph.records import decode_document, decode_lines
from graph.stores.embedded import EmbeddedStore, open_embedded

FORMAT = 1
MANIFEST = "diplograph.json"
_ENVIRONMENT = "DIPLOGRAPH_GRAPH"
_DEFAULT = "diplograph-graph"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a graph: its id and name, and the files with its text and its records."""

    id: str
    name: str
    document: str
    records: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `diplograph.json` says.

    Attributes:
        format: Version of the directory's format.
        program: Version of the diplograph that wrote it.
        settings: What the records depend on beside text and model.
        model: Name and hash of the language model.
        documents: Sorted by name.
        store: Folder under `store/`; None if the graph was built without one.
        counts: Numbers of nodes and relationships, by label and type.
    """

    format: int = FORMAT
    program: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    model: dict[str, str] = field(default_factory=dict)
    documents: tuple[Entry, ...] = ()
    store: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


def default_graph(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the graph is when nobody says: `$DIPLOGRAPH_GRAPH`, else `./diplograph-graph`."""
    return Path(environment.get(_ENVIRONMENT) or _DEFAULT)


def open_graph(path: Path) -> GraphDirectory:
    """Open a graph directory for reading.

    Raises:
        GraphError: There is none, it is damaged, or a newer diplograph wrote it.
    """
    if not (path / MANIFEST).is_file():
        raise GraphError(f"there is no graph at {path}; `diplograph build PATH… --graph {path}` makes one")
    return GraphDirectory(path, read_manifest(path))


def read_manifest(path: Path) -> Manifest:
    """Return what a graph directory says of itself.

    Raises:
        GraphError: It cannot be read, or a newer diplograph wrote it.
    """
    file = path / MANIFEST
    try:
        raw = msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise GraphError(f"{file} cannot be read: {error}") from error
    version = raw.get("format") if isinstance(raw, dict) else None
    if not isinstance(version, int):
        raise GraphError(f"{file} is not the file of a graph; build the graph again in another folder")
    if version > FORMAT:
        raise GraphError(f"{path} has format {version}, this diplograph knows {FORMAT}; install a newer diplograph")
    try:
        return msgspec.convert(raw, Manifest)
    except msgspec.ValidationError as error:
        raise GraphError(f"{file} is damaged: {error}; build the graph again") from error


@dataclass(frozen=True, slots=True)
class GraphDirectory:
    """A graph on disk, as it was when it was opened."""

    path: Path
    manifest: Manifest

    def read_records(self) -> Iterator[DocumentRecords]:
        """Yield the records of every document, by name.

        Raises:
            GraphError: A file is missing or damaged.
        """
        for entry in self.manifest.documents:
            yield read_entry(self.path, entry)

    def read_judgements(self) -> list[Judgement]:
        """Return people's decisions on merging.

        Raises:
            TableError: A row is wrong.
        """
        return read_judgements(self.path / "judgements.csv")

    def find_document(self, name: str) -> Entry:
        """Return the document of this name or id.

        Raises:
            GraphError: There is none.
        """
        for entry in self.manifest.documents:
            if name in (entry.name, entry.id):
                return entry
        raise GraphError(f"{self.path} has no document {name!r}; `diplograph info` lists them")

    def open_store(self) -> EmbeddedStore:
        """Open the embedded database for reading.

        Raises:
            StoreError: There is none, or it cannot be opened.
        """
        if self.manifest.store is None:
            raise StoreError(
                f"{self.path} was built without a store; build it again, or `load` it into Neo4j and ask there"
            )
        folder = self.path / "store" / self.manifest.store
        if not folder.is_dir():
            raise StoreError(f"the store of {self.path} is gone; build the graph again, its records are kept")
        return open_embedded(folder)


def read_entry(path: Path, entry: Entry) -> DocumentRecords:
    """Return one document's records from a graph directory.

    Raises:
        GraphError: A file is missing or damaged.
    """
    document_file = path / "documents" / f"{entry.document}.json"
    records_file = path / "records" / f"{entry.records}.jsonl"
    for file in (document_file, records_file):
        if not file.is_file():
            raise GraphError(f"{file} is missing; build the graph again")
    try:
        document = decode_document(document_file.read_bytes())
        return decode_lines(document, records_file.read_bytes())
    except GraphError as error:
        raise GraphError(f"{entry.name} in {path} is damaged: {error}; build the graph again") from error
