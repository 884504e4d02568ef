"""One document's records as JSON, for the graph directory and for caches.

    {"document": {"id": "4f0a…", "text": "…", …}, "reports": [{"id": …, "kind": "meeting", …}], …}

For the graph directory a document stands alone, and its records one a line: {"report": {…}}, {"claim": {…}}, …

Keys are the fields of the dataclasses in `graph.model`, in their order, so equal records give equal bytes. Reading is
strict: a wrong type, a missing or an unknown key, or evidence that is not in the text is an error, never mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from graph.errors import GraphError
from graph.model import Agreement, Claim, Document, DocumentRecords, Evidence, Person, Report, Statement

Decoded = TypeVar("Decoded")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a records file; exactly one of these is there."""

    report: Report | None = None
    statement: Statement | None = None
    agreement: Agreement | None = None
    claim: Claim | None = None
    person: Person | None = None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(DocumentRecords)
_document_decoder = msgspec.json.Decoder(Document)
_line_decoder = msgspec.json.Decoder(_Line)
_raw_decoder = msgspec.json.Decoder()


def encode_records(records: DocumentRecords) -> bytes:
    """Return records as one line of JSON, without the line's end."""
    return _encoder.encode(records)


def decode_records(data: bytes | str) -> DocumentRecords:
    """Return the records that `encode_records` wrote.

    Raises:
        GraphError: The data are not exactly such records; the message says what is wrong, the caller adds the file.
    """
    records = _decode(_decoder, data, "a document's records")
    check_evidence(records)
    return records


def encode_document(document: Document) -> bytes:
    """Return a document as JSON."""
    return _encoder.encode(document)


def decode_document(data: bytes) -> Document:
    """Return the document that `encode_document` wrote.

    Raises:
        GraphError: The data are not exactly such a document.
    """
    return _decode(_document_decoder, data, "a document")


def encode_lines(records: DocumentRecords) -> bytes:
    """Return the records of a document, without the document, as JSON Lines."""
    lines = [
        *(_Line(report=report) for report in records.reports),
        *(_Line(statement=statement) for statement in records.statements),
        *(_Line(agreement=agreement) for agreement in records.agreements),
        *(_Line(claim=claim) for claim in records.claims),
        *(_Line(person=person) for person in records.people),
    ]
    return b"".join(_encoder.encode({name: value for name, value in _fields(line) if value}) + b"\n" for line in lines)


def decode_lines(document: Document, data: bytes) -> DocumentRecords:
    """Return a document's records from the lines that `encode_lines` wrote.

    Raises:
        GraphError: A line is not exactly one record, or its evidence is not in the document.
    """
    found: dict[str, list[Any]] = {name: [] for name in _Line.__dataclass_fields__}
    for number, text in enumerate(data.splitlines(), start=1):
        given = [
            (name, value) for name, value in _fields(_decode(_line_decoder, text, f"a record (line {number})")) if value
        ]
        if len(given) != 1:
            raise GraphError(f"not a record (line {number}): it holds {len(given)} instead of one")
        found[given[0][0]].append(given[0][1])
    records = DocumentRecords(
        document=document,
        reports=tuple(found["report"]),
        statements=tuple(found["statement"]),
        agreements=tuple(found["agreement"]),
        claims=tuple(found["claim"]),
        people=tuple(found["person"]),
    )
    check_evidence(records)
    return records


def _fields(line: _Line) -> list[tuple[str, object]]:
    return [(name, getattr(line, name)) for name in _Line.__dataclass_fields__]


def _decode(decoder: msgspec.json.Decoder[Decoded], data: bytes | str, what: str) -> Decoded:
    try:
        decoded = decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GraphError(f"not {what}: {error}") from error
    unknown = next(_unknown_keys(_raw_decoder.decode(data), msgspec.to_builtins(decoded), "$"), None)
    if unknown is not None:
        raise GraphError(f"not {what}: unknown key {unknown}; a newer diplograph may have written it")
    return decoded


def check_evidence(records: DocumentRecords) -> None:
    """Check that each record's evidence is what its document says at its offsets.

    Raises:
        GraphError: It is not; the message names the record.
    """
    fields = {"text": records.document.text, "title": records.document.title or ""}
    for record_id, evidence in _evidence(records):
        if fields[evidence.field][evidence.start_char : evidence.end_char] != evidence.text:
            raise GraphError(
                f"record {record_id}: {evidence.text[:60]!r} does not stand at "
                f"{evidence.start_char}-{evidence.end_char} of the {evidence.field} of {records.document.name!r}"
            )


def _evidence(records: DocumentRecords) -> Iterator[tuple[str, Evidence]]:
    for report in records.reports:
        yield report.id, report.evidence
        for claim in report.claims:
            yield claim.id, claim.evidence
    others: tuple[Statement | Agreement | Claim, ...] = (*records.statements, *records.agreements, *records.claims)
    for record in others:
        yield record.id, record.evidence


def _unknown_keys(raw: object, known: object, path: str) -> Iterator[str]:
    """Yield the paths of keys that the data have and the model does not."""
    if isinstance(raw, dict) and isinstance(known, dict):
        for key, value in raw.items():
            if key in known:
                yield from _unknown_keys(value, known[key], f"{path}.{key}")
            else:
                yield f"{path}.{key}"
    elif isinstance(raw, list) and isinstance(known, list | tuple):
        for index, (value, other) in enumerate(zip(raw, known, strict=True)):
            yield from _unknown_keys(value, other, f"{path}[{index}]")
