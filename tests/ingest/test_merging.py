"""Merging depends on the set of records alone: not on their order, nor on how often it is done; people's decisions come first."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.keys import document_id, report_id
from graph.model import (
    Document,
    DocumentRecords,
    DurationQualifier,
    Evidence,
    Judgement,
    Kind,
    Participant,
    Person,
    Report,
    Status,
    Verdict,
)
from ingest.build import extract
from ingest.merging import merge
from ingest.readers import read_paths
from tests.conftest import SEEDS

PEOPLE = (
    ("lucia-fernandes", "Lúcia Fernandes", "BRA"),
    ("thabo-mbeko", "Thabo Mbeko", "ZAF"),
    ("grace-wanjiku", "Grace Wanjiku", "KEN"),
    ("adi-santosa", "Adi Santosa", "IDN"),
)
DATES = (None, "2024-05-13", "2024-05-14", "2024-05-15", "2024-05", "2024", "2023-11-02")
CITIES = ((None, None), ("Lisbon", "PRT"), ("Nairobi", "KEN"), (None, "PRT"))


@st.composite
def reports(draw: st.DrawFn, document: str, number: int) -> Report:
    """Return a report of a few people, with any of the other attributes open."""
    chosen = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    city, country = draw(st.sampled_from(CITIES))
    date = draw(st.sampled_from(DATES))
    evidence = Evidence(f"Sentence {number}.", number * 20, number * 20 + len(f"Sentence {number}."))
    minutes = draw(st.sampled_from([None, 30, 35, 180]))
    return Report(
        report_id(document, evidence, "report", str(number)),
        document,
        draw(st.sampled_from(list(Kind))),
        draw(st.sampled_from(list(Status))),
        evidence,
        tuple(Participant(p, name, code, representing=code) for p, name, code in chosen),
        tuple(sorted(code for _, _, code in chosen)),
        date,
        date,
        city,
        country,
        duration_minutes=minutes,
        duration_qualifier=draw(st.sampled_from(list(DurationQualifier))) if minutes else None,
        topics=tuple(draw(st.lists(st.sampled_from(["tariffs", "visas", "water"]), unique=True).map(sorted))),
        confidence=0.8,
    )


@st.composite
def corpora(draw: st.DrawFn) -> list[DocumentRecords]:
    """Return the records of up to seven documents of the same few people."""
    found = []
    for i in range(draw(st.integers(1, 7))):
        published = draw(st.sampled_from(["2024-05-14", "2024-05-16", "2024-06", None]))
        document = Document(document_id(text=f"text {i}"), f"doc{i}", f"text {i}", published=published)
        told = tuple(draw(reports(document.id, n)) for n in range(draw(st.integers(0, 3))))
        people = tuple(Person(p, name, code, is_linked=True) for p, name, code in PEOPLE)
        found.append(DocumentRecords(document, told, people=people))
    return found


@pytest.fixture(scope="module")
def seeds() -> list[DocumentRecords]:
    return list(extract(read_paths([SEEDS])))


@settings(max_examples=80, deadline=None)
@given(corpora(), st.randoms())
def test_merging_does_not_depend_on_the_order_of_documents(
    records: list[DocumentRecords], chance: random.Random
) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert merge(shuffled) == merge(records)


@settings(max_examples=50, deadline=None)
@given(corpora())
def test_merging_the_same_documents_twice_changes_nothing(records: list[DocumentRecords]) -> None:
    assert merge([*records, *records]) == merge(records)


@settings(max_examples=50, deadline=None)
@given(corpora())
def test_every_report_is_in_one_meeting(records: list[DocumentRecords]) -> None:
    meetings = merge(records)
    told = [identifier for meeting in meetings for identifier in meeting.reports]
    assert sorted(told) == sorted(report.id for record in records for report in record.reports)


@settings(max_examples=50, deadline=None)
@given(corpora())
def test_two_reports_of_one_document_are_never_of_one_meeting(records: list[DocumentRecords]) -> None:
    home = {report.id: report.document for record in records for report in record.reports}
    for meeting in merge(records):
        documents = [home[identifier] for identifier in meeting.reports]
        assert len(documents) == len(set(documents))


@settings(max_examples=50, deadline=None)
@given(corpora())
def test_nothing_that_a_report_names_is_lost(records: list[DocumentRecords]) -> None:
    known = {report.id: report for record in records for report in record.reports}
    for meeting in merge(records):
        of = [known[identifier] for identifier in meeting.reports]
        assert {p.person for p in meeting.participants} == {p.person for report in of for p in report.participants}
        assert {topic.value for topic in meeting.topics} == {topic for report in of for topic in report.topics}
        assert {party.value for party in meeting.parties} >= {code for report in of for code in report.parties}


@settings(max_examples=30, deadline=None)
@given(corpora(), st.data())
def test_reports_judged_the_same_are_of_one_meeting(records: list[DocumentRecords], data: st.DataObject) -> None:
    told = sorted(report.id for record in records for report in record.reports)
    chosen = data.draw(st.lists(st.sampled_from(told), unique=True, max_size=4)) if told else []
    judged = [Judgement(left, right, Verdict.SAME) for left, right in pairwise(chosen)]
    meetings = merge(records, judged)
    assert meetings == merge(records, judged[::-1])
    for judgement in judged:
        assert any({judgement.left, judgement.right} <= set(meeting.reports) for meeting in meetings)


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_reports_judged_different_are_never_of_one_meeting(records: list[DocumentRecords]) -> None:
    judged = [
        Judgement(meeting.reports[0], meeting.reports[-1], Verdict.DIFFERENT)
        for meeting in merge(records)
        if len(meeting.reports) > 1
    ]
    for meeting in merge(records, judged):
        assert not any({judgement.left, judgement.right} <= set(meeting.reports) for judgement in judged)


def test_judgements_that_contradict_each_other_are_one_clear_line(seeds: list[DocumentRecords]) -> None:
    left, right = (report.id for report in seeds[0].reports[:2])
    with pytest.raises(InputError, match=r"judgements\.csv: .*both the same and different"):
        merge(seeds, [Judgement(left, right, Verdict.SAME), Judgement(right, left, Verdict.DIFFERENT)])


@pytest.mark.parametrize("seed", range(5))
def test_meetings_of_the_seeds_do_not_depend_on_the_order(seeds: list[DocumentRecords], seed: int) -> None:
    shuffled = list(seeds)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a test's order is no secret
    assert merge(shuffled) == merge(seeds)


def test_a_document_of_other_people_changes_no_meeting(seeds: list[DocumentRecords], tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(
        "Peru's Foreign Minister Rosa Quispe met Fiji's Foreign Minister Jone Vula in Suva on 3 May 2011.",
        encoding="utf-8",
    )
    other = list(extract(read_paths([path])))
    assert other[0].reports
    assert set(merge(seeds)) <= set(merge([*seeds, *other]))


def test_one_report_alone_is_its_meeting(seeds: list[DocumentRecords]) -> None:
    report = seeds[0].reports[0]
    alone = DocumentRecords(seeds[0].document, (report,), people=seeds[0].people)
    (meeting,) = merge([alone])
    assert (meeting.kind, meeting.status, meeting.start, meeting.city) == (
        report.kind,
        report.status,
        report.start,
        report.city,
    )
    assert meeting.disputed == ()
