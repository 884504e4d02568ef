"""Records survive JSON, and nothing else passes for records."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.errors import GraphError
from graph.model import Claim, Document, DocumentRecords, Evidence, Kind, Participant, Report, Status
from graph.records import decode_records, encode_records

TEXT = "Ann Lee met Bo Ek in Oslo on Monday."
EVIDENCE = Evidence(TEXT, 0, len(TEXT))
RECORDS = DocumentRecords(
    document=Document(id="d1", name="one", text=TEXT, title="Lee in Oslo"),
    reports=(
        Report(
            id="r1",
            document="d1",
            kind=Kind.MEETING,
            status=Status.HELD,
            evidence=EVIDENCE,
            participants=(Participant("ann-lee", "Ann Lee", "USA"),),
            claims=(Claim("c1", "city", "Oslo", Evidence("Oslo", 21, 25), confidence=0.5),),
        ),
    ),
)


def test_records_come_back_equal_and_to_the_same_bytes() -> None:
    data = encode_records(RECORDS)
    assert decode_records(data) == RECORDS
    assert encode_records(decode_records(data)) == data
    assert b"\n" not in data


def test_an_unknown_key_is_refused() -> None:
    raw = json.loads(encode_records(RECORDS))
    raw["reports"][0]["claims"][0]["colour"] = "red"
    with pytest.raises(GraphError, match=r"unknown key \$\.reports\[0\]\.claims\[0\]\.colour"):
        decode_records(json.dumps(raw))


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"document": 3}', b"\xff\xfe"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(GraphError, match="not a document's records"):
        decode_records(data)


def test_evidence_that_is_not_in_the_text_is_refused() -> None:
    report = replace(RECORDS.reports[0], evidence=Evidence("Something else", 0, 14))
    with pytest.raises(GraphError, match="does not stand at 0-14 of the text of 'one'"):
        decode_records(encode_records(replace(RECORDS, reports=(report,))))
