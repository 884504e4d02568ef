"""The whole way from paths to a graph directory, and from its records to rows.

build(paths, graph)                             makes the directory hold exactly these documents
add(paths, graph), remove(names, graph)          change what it holds
make_corpus(records, judgements)                merged meetings, with what the knowledge base adds
rows_of_graph(graph)                            the sorted stream of nodes and edges, from records and judgements
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import metadata, resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.build import generate_rows
from graph.directory import MANIFEST, Manifest, open_graph
from graph.errors import InputError, ReadError
from graph.model import Corpus, Document, DocumentRecords, Judgement, Office, Person, ReferenceData, Report
from graph.rows import Row
from graph.writer import GraphWriter
from ingest.analysis import analyse, extract_parallel
from ingest.knowledge import Knowledge, load_knowledge
from ingest.merging import merge
from ingest.officials_own import own_folder, own_hash
from ingest.readers import read_paths
from ingest.topics import load_topics, own_table_hash

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
    documents: Iterable[Document],
    *,
    model: str | None = None,
    min_confidence: float = 0.0,
    n_process: int = 1,
    on_error: Callable[[ReadError], None] | None = None,
) -> Iterator[DocumentRecords]:
    """Yield what each document gives, in order.

    Args:
        documents: Read before.
        model: An installed spaCy pipeline; None for our own.
        min_confidence: Records below it are left out.
        n_process: Processes to share the work among; each loads the language model, about 400 MB.
        on_error: Called for each document that cannot be analysed; the others go on. None: the first one is raised.
    """
    outcomes: Iterator[DocumentRecords | ReadError]
    if n_process > 1:
        outcomes = extract_parallel(documents, model=model, n_process=n_process)
    else:
        outcomes = (analyse(document, model=model) for document in documents)
    for outcome in outcomes:
        if isinstance(outcome, DocumentRecords):
            yield keep_confident(outcome, min_confidence)
        elif on_error is None:
            raise outcome
        else:
            on_error(outcome)


def _without_doubtful(report: Report, least: float) -> Report:
    """Return a report without participants who are only likely to have been there, and less than so, and without their states."""
    doubtful = {claim.value for claim in report.claims if claim.attribute == "participant" and claim.confidence < least}
    if not doubtful:
        return report
    kept = tuple(each for each in report.participants if each.person not in doubtful)
    theirs = {each.country for each in report.participants if each.person in doubtful}
    gone = doubtful | theirs - {each.country for each in kept}
    return replace(
        report,
        participants=kept,
        parties=tuple(code for code in report.parties if code not in gone),
        claims=tuple(c for c in report.claims if c.attribute not in {"participant", "party"} or c.value not in gone),
    )


def keep_confident(records: DocumentRecords, least: float) -> DocumentRecords:
    """Return records without those whose confidence is below a threshold, and without participants who are less likely there."""
    if least <= 0:
        return records
    kept = {report.id for report in records.reports if report.confidence >= least}
    return replace(
        records,
        reports=tuple(
            replace(
                _without_doubtful(report, least),
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
    settings = {"data": data_hash(), "min_confidence": str(min_confidence)}
    own = {"officials": own_hash(own_folder()), "topics": own_table_hash()}
    return settings | {name: value for name, value in own.items() if value}


def describe_model(nlp: Language) -> dict[str, str]:
    """Return a pipeline's name and version, and a hash of what it is made of."""
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
    n_process: int = 1,
    on_error: Callable[[ReadError], None] | None = None,
    on_document: Progress | None = None,
    on_row: Progress | None = None,
) -> BuildResult:
    """Make a graph directory hold these documents, as one atomic step; what was read before is not read again.

    Args:
        paths: As `ingest.readers.read_paths` takes them.
        graph: The directory.
        published: Date for documents that have none.
        model: An installed spaCy pipeline; None for our own.
        min_confidence: Records below it are left out.
        with_store: Build the embedded store too.
        keep: Keep the documents that are there, as `add` does.
        n_process: Processes to share the reading among.
        on_error: Called for each document that cannot be read; the others go on.
        on_document: Called with the number of documents done so far.
        on_row: Called with the number of rows stored so far.
    """
    from ingest.nlp import load_pipeline

    result = BuildResult(Manifest())

    def failed(error: ReadError) -> None:
        result.errors.append(error)
        if on_error is not None:
            on_error(error)

    def done() -> None:
        if on_document is not None:
            on_document(result.extracted + result.reused)

    described = describe_model(load_pipeline(model))
    with GraphWriter(graph, settings=_settings(min_confidence), model=described, program=program_version()) as writer:
        there = _stored_documents(graph) if keep else iter(())

        def new_documents() -> Iterator[Document]:
            for document in chain(there, read_paths(paths, published=published, on_error=failed)):
                records = writer.cached(document)
                if records is None:
                    yield document
                else:
                    result.reused += 1
                    writer.add(records)
                    done()

        found = extract(
            new_documents(), model=model, min_confidence=min_confidence, n_process=n_process, on_error=failed
        )
        for records in found:
            writer.add(records)
            result.extracted += 1
            done()
        if result.errors and not keep and not result.extracted + result.reused:
            raise InputError(f"none of the documents can be read, so {graph} is left as it was")
        result.manifest = writer.finish(make_corpus, with_store=with_store, progress=on_row)
    return result


def add(paths: Sequence[str | Path], graph: Path, **options: Any) -> BuildResult:
    """Add documents to a graph; one with the same address or text takes the earlier one's place.

    What is there and was read with another model or other settings is read again, so that all of a graph is of one make.
    Options are those of `build`.
    """
    return build(paths, graph, keep=True, **options)


def _stored_documents(graph: Path) -> Iterator[Document]:
    """Yield the documents that a graph holds; none where there is no graph yet."""
    if (graph / MANIFEST).is_file():
        for records in open_graph(graph).read_records():
            yield records.document


def remove(
    names: Sequence[str], graph: Path, *, with_store: bool = True, on_row: Progress | None = None
) -> BuildResult:
    """Take documents out of a graph, by name or id.

    Raises:
        GraphError: There is no such graph, or no such document in it.
    """
    made = open_graph(graph).manifest
    with GraphWriter(graph, settings=made.settings, model=made.model, program=program_version()) as writer:
        writer.keep(without=names)
        return BuildResult(writer.finish(make_corpus, with_store=with_store, progress=on_row))


def program_version() -> str:
    """Return the version of the installed diplograph, `unknown` in a bare source tree."""
    try:
        return metadata.version("diplograph")
    except metadata.PackageNotFoundError:
        return "unknown"


def make_corpus(records: Sequence[DocumentRecords], judgements: Sequence[Judgement]) -> Corpus:
    """Return everything a graph is built from: records, merged meetings, and the knowledge base's part."""
    return Corpus(tuple(records), merge(records, judgements), reference_for(records, load_knowledge()))


def reference_for(records: Sequence[DocumentRecords], knowledge: Knowledge) -> ReferenceData:
    """Return what the knowledge base adds: all countries, and the people that these records name with their offices.

    Others who held the same offices are left out: nothing in the documents speaks of them.
    """
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
    tenures = {(term.tenure.person, term.tenure.office, term.tenure.since): term.tenure for term in terms}
    offices |= {tenure.office for tenure in tenures.values()}
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
        topics=_topic_names(records),
    )


def _topic_names(records: Iterable[DocumentRecords]) -> dict[str, str]:
    """Return the name of each topic; one of a table that is not in use now goes by its slug's words."""
    slugs = {
        slug
        for record in records
        for part in (record.reports, record.statements, record.agreements)
        for each in part
        for slug in each.topics
    }
    names = {slug: slug.replace("-", " ").capitalize() for slug in sorted(slugs)}
    return names | {topic.topic: topic.name for topic in load_topics().values()}


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
