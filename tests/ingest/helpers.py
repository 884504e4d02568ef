"""Reads short texts with the shipped pipeline, and says what was found in a form that tests can compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from graph.keys import document_id
from graph.model import Document, DocumentRecords, Report, Statement
from ingest.analysis import analyse
from ingest.likeness import same_name

PUBLISHED = "2024-05-15"  # a Wednesday


@dataclass(frozen=True)
class Case:
    """One text that shows a phenomenon; `fails` says why the program does not master it yet."""

    name: str
    text: str
    expected: Any
    published: str | None = PUBLISHED
    fails: str = ""


def cases(*given: Case) -> pytest.MarkDecorator:
    """Return the parametrisation over cases; those that fail must fail, so that what was mended is noticed."""
    names = [case.name for case in given]
    assert len(set(names)) == len(names), "two cases of one name"
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(
                case, id=case.name, marks=[pytest.mark.xfail(strict=True, reason=case.fails)] if case.fails else []
            )
            for case in given
        ],
    )


def document(
    text: str, published: str | None = PUBLISHED, *, name: str = "report", title: str | None = None
) -> Document:
    """Return a document as the readers would."""
    return Document(document_id(text=text), name, text, title, None, published, "field" if published else None)


def read(text: str, published: str | None = PUBLISHED, *, title: str | None = None) -> DocumentRecords:
    """Return what the shipped pipeline finds in a text."""
    found = analyse(document(text, published, title=title))
    if not isinstance(found, DocumentRecords):
        raise found
    return found


def who(report: Report) -> tuple[str, ...]:
    """Return the participants' names, sorted."""
    return tuple(sorted(participant.name for participant in report.participants))


def same_people(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether two lists name the same people, one to one, however they are spelled."""
    left = list(found)
    for name in wanted:
        match = next((other for other in left if same_name(other, name)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def summary(records: DocumentRecords) -> str:
    """Return the encounters found, one a line, for the message of a test that fails."""
    return "\n".join(
        f"{r.kind} {r.status} {who(r)} {r.parties} {r.start}..{r.end} {r.city}/{r.country}/{r.venue} {r.rule}"
        for r in records.reports
    )


def encounter(records: DocumentRecords, *names: str) -> Report:
    """Return the one encounter of just these people."""
    found = [report for report in records.reports if same_people(who(report), names)]
    assert len(found) == 1, f"{len(found)} encounters of {names} in:\n{summary(records)}"
    return found[0]


def assert_met(records: DocumentRecords, *names: str) -> None:
    """Check that some encounter is of just these people."""
    assert tuple(sorted(names)) in {who(report) for report in records.reports}, summary(records)


def only(records: DocumentRecords) -> Report:
    """Return the one encounter there is."""
    assert len(records.reports) == 1, f"not one encounter:\n{summary(records)}"
    return records.reports[0]


def statement(records: DocumentRecords, speaker: str) -> Statement:
    """Return the one statement of a speaker."""
    found = [each for each in records.statements if same_name(each.speaker.name, speaker)]
    assert len(found) == 1, [(s.speaker.name, s.kind, s.evidence.text) for s in records.statements]
    return found[0]
