"""One document's records as JSON, for the graph directory and for caches.

    {"document": {"id": "4f0a…", "text": "…", …}, "reports": [{"id": …, "kind": "meeting", …}], …}

Keys are the fields of the dataclasses in `graph.model`, in their order, so equal records give equal bytes. Reading is
strict: a wrong type, a missing or an unknown key, or evidence that is not in the text is an error, never mended.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from graph.errors import GraphError
from graph.model import Agreement, Claim, DocumentRecords, Evidence, Statement

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(DocumentRecords)
_raw_decoder = msgspec.json.Decoder()


def encode_records(records: DocumentRecords) -> bytes:
    """Return records as one line of JSON, without the line's end."""
    return _encoder.encode(records)


def decode_records(data: bytes | str) -> DocumentRecords:
    """Return the records that `encode_records` wrote.

    Raises:
        GraphError: The data are not exactly such records; the message says what is wrong, the caller adds the file.
    """
    try:
        records = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GraphError(f"not a document's records: {error}") from error
    unknown = next(_unknown_keys(_raw_decoder.decode(data), msgspec.to_builtins(records), "$"), None)
    if unknown is not None:
        raise GraphError(f"not a document's records: unknown key {unknown}; a newer diplograph may have written it")
    check_evidence(records)
    return records


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
