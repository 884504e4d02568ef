"""The whole way from paths to a graph directory, and from its records to rows.

build(paths, graph)       makes the directory hold exactly these documents
add(paths, graph), remove(names, graph)
make_corpus(records, judgements)   merged meetings, with what the knowledge base adds
rows_of_graph(graph)      the sorted stream of nodes and edges, from records and judgements
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from graph.build import generate_rows
from graph.directory import Manifest, open_graph
from graph.errors import ReadError
from graph.model import Corpus, Document, DocumentRecords, Judgement, Office, Person, ReferenceData
from graph.rows import Row
from graph.writer import GraphWriter
from ingest.knowledge import Knowledge, load_knowledge
from ingest.merging import merge
from ingest.readers import read_paths
from ingest.topics import load_topics

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[int], None]


@dataclass(slots=True)
class BuildResult:
    """What a build did: the graph's manifest, how many documents were read anew, and what could not be read."""

    manifest: Manifest
    extracted: int = 0
    reused: int = 0
    errors: list[ReadError] = field(default_factory=list)


def extract(
    documents: Iterable[Document], *, model: str | None = None, min_confidence: float = 0.0
) -> Iterator[DocumentRecords]:
    """Yield what each document gives, in order.

    Args:
        documents: Read before.
        model: An installed spaCy pipeline; None for our own.
        min_confidence: Records below it are left out.
    """
    from ingest.nlp import annotate_many, load_pipeline
    from ingest.records import make_records

    nlp = load_pipeline(model)
    for doc in annotate_many(nlp, documents):
        yield keep_confident(make_records(doc), min_confidence)


def keep_confident(records: DocumentRecords, least: float) -> DocumentRecords:
    """Return records without those whose confidence is below a threshold."""
    if least <= 0:
        return records
    from dataclasses import replace

    kept = {report.id for report in records.reports if report.confidence >= least}
    return replace(
        records,
        reports=tuple(
            replace(
                report,
                reschedules=report.reschedules if report.reschedules in kept else None,
                part_of=report.part_of if report.part_of in kept else None,
            )
            for report in records.reports
            if report.id in kept
        ),
        statements=tuple(
            replace(s, report=s.report if s.report in kept else None)
            for s in records.statements
            if s.confidence >= least
        ),
        agreements=tuple(
            replace(a, report=a.report if a.report in kept else None)
            for a in records.agreements
            if a.confidence >= least
        ),
        claims=tuple(claim for claim in records.claims if claim.confidence >= least),
    )


@lru_cache(maxsize=1)
def data_hash() -> str:
    """Return a hash of our tables and code, which records depend on beside the text and the model."""
    folder = resources.files("ingest")
    total = hashlib.sha256()
    for part in (
        folder,
        folder / "data",
        folder / "data" / "people",
        folder / "data" / "offices",
        folder / "data" / "tenures",
    ):
        for file in sorted(part.iterdir(), key=lambda each: each.name):
            if file.is_file() and file.name.endswith((".py", ".csv", ".json")):
                total.update(file.name.encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:16]


def _settings(min_confidence: float) -> dict[str, str]:
    return {"data": data_hash(), "min_confidence": str(min_confidence)}


def _model(nlp: Language) -> dict[str, str]:
    from ingest.nlp import model_description

    described = json.dumps(
        {key: value for key, value in nlp.meta.items() if key != "performance"}, sort_keys=True, default=str
    )
    return {"name": model_description(nlp), "hash": hashlib.sha256(described.encode()).hexdigest()[:16]}


def build(
    paths: Sequence[str | Path],
    graph: Path,
    *,
    published: str | None = None,
    model: str | None = None,
    min_confidence: float = 0.0,
    with_store: bool = True,
    keep: bool = False,
    without: Sequence[str] = (),
    on_error: Callable[[ReadError], None] | None = None,
    on_document: Callable[[Document], None] | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Make a graph directory hold these documents, as one atomic step; what was read before is not read again.

    Args:
        paths: As `ingest.readers.read_paths` takes them.
        graph: The directory.
        published: Date for documents that have none.
        model: An installed spaCy pipeline; None for our own.
        min_confidence: Records below it are left out.
        with_store: Build the embedded store too.
        keep: Keep the documents that are there (`add`, `remove`).
        without: Names of documents to take out.
        on_error: Called for each document that cannot be read.
        on_document: Called for each document done.
        progress: Called with the number of rows loaded so far.
    """
    from ingest.nlp import annotate, load_pipeline
    from ingest.records import make_records

    errors: list[ReadError] = []

    def failed(error: ReadError) -> None:
        errors.append(error)
        if on_error is not None:
            on_error(error)

    nlp = load_pipeline(model)
    result = BuildResult(Manifest())
    with GraphWriter(graph, settings=_settings(min_confidence), model=_model(nlp), program=program_version()) as writer:
        if keep:
            writer.keep(without=without)
        for document in read_paths(paths, published=published, on_error=failed):
            records = writer.cached(document)
            if records is None:
                records = keep_confident(make_records(annotate(nlp, document)), min_confidence)
                result.extracted += 1
            else:
                result.reused += 1
            writer.add(records)
            if on_document is not None:
                on_document(document)
        result.manifest = writer.finish(make_corpus, with_store=with_store, progress=progress)
    result.errors = errors
    return result


def remove(names: Sequence[str], graph: Path, *, with_store: bool = True) -> BuildResult:
    """Take documents out of a graph, by name or id."""
    open_graph(graph)
    with GraphWriter(graph, settings=_settings(0.0), program=program_version()) as writer:
        writer.keep(without=names)
        return BuildResult(writer.finish(make_corpus, with_store=with_store))


def program_version() -> str:
    """Return the version of the installed diplograph, `unknown` in a bare source tree."""
    try:
        return metadata.version("diplograph")
    except metadata.PackageNotFoundError:
        return "unknown"


def make_corpus(records: Sequence[DocumentRecords], judgements: Sequence[Judgement]) -> Corpus:
    """Return everything a graph is built from: records, merged meetings, and the knowledge base's part."""
    return Corpus(tuple(records), merge(records, judgements), reference_for(records, load_knowledge()))


def reference_for(records: Iterable[DocumentRecords], knowledge: Knowledge) -> ReferenceData:
    """Return what the knowledge base adds: all countries, and the people and offices that these records name."""
    people: set[str] = set()
    offices: set[str] = set()
    for record in records:
        people |= {person.id for person in record.people if person.is_linked}
        offices |= {person.office_id for person in record.people if person.office_id}
        offices |= {
            str(claim.refers_to)
            for claim in record.claims
            if claim.attribute == "office" and claim.refers_to in knowledge.offices
        }
    terms = [term for person in sorted(people) for term in knowledge.terms_of_person.get(person, ())]
    terms += [term for office in sorted(offices) for term in knowledge.terms_of_office.get(office, ())]
    tenures = {(term.tenure.person, term.tenure.office, term.tenure.since): term.tenure for term in terms}
    offices |= {tenure.office for tenure in tenures.values()}
    people |= {tenure.person for tenure in tenures.values()}
    return ReferenceData(
        countries={code: country.name for code, country in knowledge.countries.items()},
        organizations=frozenset(code for code, country in knowledge.countries.items() if country.is_organization),
        aliases={
            code: tuple(name for name in country.names if name != country.name)
            for code, country in knowledge.countries.items()
        },
        offices={
            identifier: _office(knowledge, identifier)
            for identifier in sorted(offices)
            if identifier in knowledge.offices
        },
        people={
            identifier: _person(knowledge, identifier)
            for identifier in sorted(people)
            if identifier in knowledge.people
        },
        tenures=tuple(tenures[key] for key in sorted(tenures, key=str)),
        topics={topic.topic: topic.name for topic in load_topics().values()},
    )


def _office(knowledge: Knowledge, identifier: str) -> Office:
    return knowledge.offices[identifier]


def _person(knowledge: Knowledge, identifier: str) -> Person:
    known = knowledge.people[identifier]
    return Person(
        known.id,
        known.name,
        known.country,
        is_official=bool(knowledge.terms_of_person.get(identifier)),
        is_linked=True,
        aliases=known.aliases,
    )


def rows_of_graph(graph: Path) -> list[Row]:
    """Return the rows of a graph, from its records and judgements; the store is not read."""
    directory = open_graph(graph)
    return list(generate_rows(make_corpus(list(directory.read_records()), directory.read_judgements())))
