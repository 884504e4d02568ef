"""Offsets point at what they quote; where a text stands, how its lines end and what else is read changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import DocumentRecords, Evidence
from ingest.annotations import annotations_of
from ingest.build import extract
from ingest.nlp import annotate, annotate_many, load_pipeline
from ingest.readers import read_paths
from ingest.records import make_records
from tests.conftest import SEEDS
from tests.ingest.helpers import document, read

NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
SENTENCES = (
    "Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko in Lisbon on Tuesday.",
    "“The sanctions must go,” Fernandes said.",
    "She told him that tariffs – above all on steel – must fall.",
    "The two sides agreed to lower tariffs.",
    "French President Emmanuel Macron will visit Pretoria in June.",
    "Turkey’s Hakan Fidan telephoned Ukraine’s Dmytro Kuleba for about 20 minutes.",
    "It rained. 🌧️ Nobody came.",
    "Le café était fermé; Zażółć gęślą jaźń.",
)
GAPS = st.sampled_from([" ", "\n", "\n\n", "  ", " \u00a0", "\u2009", "\n\n\n"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return some of the sentences in some order, with odd blanks between them and at the ends."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    return draw(GAPS) + "".join(sentence + draw(GAPS) for sentence in chosen)


def evidence_of(value: Any) -> Iterator[Evidence]:
    """Yield every piece of evidence in a record, however deep."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from evidence_of(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from evidence_of(getattr(value, name))


def assert_all_quoted(records: DocumentRecords) -> None:
    text = records.document.text
    for evidence in evidence_of(records):
        assert evidence.field == "text"
        assert evidence.text
        assert text[evidence.start_char : evidence.end_char] == evidence.text
        assert evidence.text == evidence.text.strip()


def shape(value: Any, document_id: str, shift: int = 0) -> Any:
    """Return a record without what hangs on where it stands: ids, and offsets moved back."""
    if isinstance(value, Evidence):
        return (value.text, value.start_char - shift, value.end_char - shift)
    if isinstance(value, tuple | list):
        return tuple(shape(each, document_id, shift) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        skipped = {"id", "document", "report", "reschedules", "part_of", "claims"}
        return tuple(
            (name, shape(getattr(value, name), document_id, shift))
            for name in value.__dataclass_fields__
            if name not in skipped
        )
    return value.replace(document_id, "") if isinstance(value, str) else value


def shapes(records: DocumentRecords, shift: int = 0) -> Any:
    """Return what a document says, comparable with what another one says."""
    return shape((records.reports, records.statements, records.agreements, records.people), records.document.id, shift)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_evidence_is_the_text_at_its_offsets(text: str) -> None:
    assert_all_quoted(read(text))


@pytest.mark.parametrize("name", NAMES)
def test_evidence_of_the_seeds_is_the_text_at_its_offsets(name: str) -> None:
    records = list(extract(read_paths([SEEDS / f"{name}.txt"])))
    assert records[0].reports
    assert_all_quoted(records[0])


@pytest.mark.parametrize("name", NAMES)
def test_mentions_lie_in_the_text_and_in_one_sentence(name: str) -> None:
    given_document = next(iter(read_paths([SEEDS / f"{name}.txt"])))
    doc = annotate(load_pipeline(), given_document)
    assert len(doc.text) == len(given_document.text)
    for mention in annotations_of(doc).mentions:
        span = doc[mention.start : mention.end]
        assert span.text == given_document.text[span.start_char : span.end_char].replace("\u00a0", " ")
        assert span.text.strip()
        assert doc[mention.start].sent == doc[mention.end - 1].sent


@pytest.mark.parametrize(
    "before",
    ["It rained all day in the hills.\n\n", "Rain.\n\n\n\n", "Le café était fermé, et il pleuvait. 🌧️\n\n"],
    ids=["sentence", "word and gaps", "accents and emoji"],
)
def test_a_paragraph_before_shifts_offsets_only(before: str) -> None:
    text = " ".join(SENTENCES[:5])
    plain = read(text)
    assert plain.reports
    assert plain.statements
    assert shapes(read(before + text), len(before)) == shapes(plain)


def test_a_paragraph_behind_changes_nothing() -> None:
    text = " ".join(SENTENCES[:5])
    assert shapes(read(text + "\n\nIt rained all day in the hills.")) == shapes(read(text))


def test_reading_twice_gives_the_same() -> None:
    text = "\n\n".join(SENTENCES)
    assert read(text) == read(text)


def test_records_do_not_depend_on_other_documents() -> None:
    documents = [replace(document(text), name=str(i)) for i, text in enumerate((*SENTENCES, " ".join(SENTENCES)))]
    alone = [next(iter(extract([each]))) for each in documents]
    assert list(extract(documents)) == alone
    assert list(extract(documents[::-1])) == alone[::-1]


def test_reading_in_batches_gives_the_same() -> None:
    documents = list(read_paths([SEEDS]))
    nlp = load_pipeline()
    assert [make_records(doc) for doc in annotate_many(nlp, documents)] == list(extract(documents))


@pytest.mark.parametrize("name", NAMES[:4])
@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_change_nothing(tmp_path: Path, name: str, ending: str) -> None:
    source = (SEEDS / f"{name}.txt").read_bytes().decode()
    found = []
    for folder, text in (("lf", source), ("other", source.replace("\n", ending))):
        path = tmp_path / folder / f"{name}.txt"
        path.parent.mkdir()
        path.write_bytes(text.encode())
        found.append(next(iter(extract(read_paths([path])))))
    assert replace(found[0].document, source=None) == replace(found[1].document, source=None)
    assert found[0].reports == found[1].reports
    assert found[0].statements == found[1].statements


def test_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    plain, marked = tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt"
    for path, mark in ((plain, b""), (marked, b"\xef\xbb\xbf")):
        path.parent.mkdir()
        path.write_bytes(mark + "\n".join(SENTENCES).encode())
    left, right = (next(iter(extract(read_paths([path])))) for path in (plain, marked))
    assert shapes(left) == shapes(right)


def test_straight_quotation_marks_say_the_same_as_curly_ones() -> None:
    curly = "\n\n".join(SENTENCES[:6])
    straight = curly.translate(str.maketrans("“”’", '""\''))
    assert len(curly) == len(straight)
    left, right = read(curly), read(straight)
    assert [(r.kind, r.status, [p.name for p in r.participants], r.start, r.city) for r in left.reports] == [
        (r.kind, r.status, [p.name for p in r.participants], r.start, r.city) for r in right.reports
    ]
    assert [(s.speaker.name, s.topics, s.is_quotation, s.evidence.start_char) for s in left.statements] == [
        (s.speaker.name, s.topics, s.is_quotation, s.evidence.start_char) for s in right.statements
    ]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009"], ids=["no-break", "narrow no-break", "thin"])
def test_odd_blanks_say_the_same_as_blanks(blank: str) -> None:
    text = SENTENCES[0] + " " + SENTENCES[2]
    odd = text.replace(" ", blank)
    left, right = read(text), read(odd)
    assert [(r.start, r.city, r.evidence.start_char) for r in left.reports] == [
        (r.start, r.city, r.evidence.start_char) for r in right.reports
    ]
    assert_all_quoted(right)


def test_offsets_count_code_points() -> None:
    records = read("🌧️ " + SENTENCES[0])
    assert_all_quoted(records)
    assert records.reports


@pytest.mark.parametrize("text", [" ", "\n\n", ".", "“”", "—", "A", "🌧️", "On Tuesday", "met", "Fernandes"])
def test_texts_of_almost_nothing_are_read(text: str) -> None:
    records = read(text)
    assert not records.reports
    assert_all_quoted(records)
