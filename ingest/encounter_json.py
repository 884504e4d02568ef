"""Writes one document's records in the shape of our gold annotations, as `extract` prints them.

{"doc": "…", "encounters": [{"id": "e1", "cluster": null, "kind": "meeting", "status": "held", …}], "statements": […],
 "agreements": […], "people": […]}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model import Agreement, Claim, DocumentRecords, Evidence, Participant, Person, Report, Statement


def to_encounter_json(records: DocumentRecords, *, clusters: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a JSON-ready object for one document.

    Args:
        records: Of the document.
        clusters: Report id to meeting id, from merging; without it `cluster` is null.
    """
    document = records.document
    names = {report.id: f"e{number}" for number, report in enumerate(records.reports, 1)}
    return {
        "doc": document.name,
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "published_from": document.published_from,
        "url": document.url,
        "encounters": [_encounter(report, names, clusters or {}) for report in records.reports],
        "statements": [_statement(statement, names) for statement in records.statements],
        "agreements": [_agreement(agreement, names) for agreement in records.agreements],
        "people": [_person(person) for person in records.people],
        "claims": [_claim(claim) for claim in records.claims],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "evidence": evidence.text,
        "start_char": evidence.start_char,
        "end_char": evidence.end_char,
        "field": evidence.field,
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {
        "name": participant.name,
        "id": participant.person,
        "country": participant.country,
        "office": participant.office,
    }


def _encounter(report: Report, names: Mapping[str, str], clusters: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": names[report.id],
        "report": report.id,
        "cluster": clusters.get(report.id),
        "kind": report.kind.value,
        "status": report.status.value,
        "participants": [_participant(participant) for participant in report.participants],
        "parties": list(report.parties),
        "start": report.start,
        "end": report.end,
        "city": report.city,
        "country": report.country,
        "venue": report.venue,
        "duration_minutes": report.duration_minutes,
        "duration_qualifier": report.duration_qualifier.value if report.duration_qualifier else None,
        "topics": list(report.topics),
        **_evidence(report.evidence),
        "confidence": report.confidence,
        "rule": report.rule,
    }


def _statement(statement: Statement, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "speaker": statement.speaker.name,
        "addressee": statement.addressee.name if statement.addressee else None,
        "topics": list(statement.topics),
        "kind": statement.kind,
        "quotation": statement.is_quotation,
        "encounter": names.get(statement.report) if statement.report else None,
        **_evidence(statement.evidence),
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def _agreement(agreement: Agreement, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "parties": list(agreement.parties),
        "topics": list(agreement.topics),
        "encounter": names.get(agreement.report) if agreement.report else None,
        **_evidence(agreement.evidence),
        "confidence": agreement.confidence,
        "rule": agreement.rule,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "id": person.id,
        "country": person.country,
        "office": person.office,
        "affiliation": person.affiliation,
        "official": person.is_official,
        "linked": person.is_linked,
        "confidence": person.confidence,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "about": claim.about_person,
        "attribute": claim.attribute,
        "value": claim.value,
        "qualifier": claim.qualifier,
        **_evidence(claim.evidence),
        "confidence": claim.confidence,
        "rule": claim.rule,
    }
