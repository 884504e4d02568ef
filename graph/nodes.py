"""Merged records -> nodes, in no particular order.

Meeting -> Node("Meeting", "c8dc…", {"caption": "Blinken – Xi, Beijing, 19 Jun 2023", "start_date": "2023-06-19",
                                     "start_earliest": date(2023, 6, 19), "start_latest": …}, ("Held",))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import TypeVar

from graph.dates import day_range
from graph.errors import GraphError
from graph.model import (
    Claim,
    Corpus,
    Document,
    Evidence,
    Meeting,
    Office,
    Participant,
    Person,
    Place,
    ReferenceData,
    Report,
)
from graph.rows import Node, Properties, Value
from graph.schema import STATUS_LABELS

Record = TypeVar("Record", Person, Place)


def generate_nodes(corpus: Corpus) -> Iterator[Node]:
    """Yield the nodes of a corpus.

    Raises:
        GraphError: The reference data lack something that a record names.
    """
    yield from _bodies(corpus)
    yield from _topics(corpus)
    yield from _offices(corpus)
    yield from map(_place, merged_places(corpus))
    yield from people(corpus)
    yield from map(_meeting, corpus.meetings)
    for records in corpus.documents:
        yield _document(records.document)
        for report in records.reports:
            yield _report(report)
            yield from map(_claim, report.claims)
        yield from map(_claim, records.claims)
        for statement in records.statements:
            yield Node(
                "Statement",
                statement.id,
                properties(
                    kind=statement.kind,
                    is_quotation=statement.is_quotation,
                    confidence=statement.confidence,
                    rule=statement.rule,
                    **_evidence(statement.evidence),
                ),
            )
        for agreement in records.agreements:
            made_by = properties(confidence=agreement.confidence, rule=agreement.rule, **_evidence(agreement.evidence))
            yield Node("Agreement", agreement.id, made_by)


def properties(**values: Value | tuple[str, ...] | None) -> Properties:
    """Return these properties without those that are not known or empty; tuples become lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value not in ("", ())
    }


def date_properties(name: str, value: str | None, *, string: str | None = None) -> dict[str, Value]:
    """Return a partial date as three properties: the string, and the first and last day it spans.

    Example:
        >>> date_properties("start", "2023-06", string="start_date")["start_latest"].isoformat()
        '2023-06-30'
    """
    if value is None:
        return {}
    earliest, latest = day_range(value)
    return {string or name: value, f"{name}_earliest": earliest, f"{name}_latest": latest}


def _evidence(evidence: Evidence) -> dict[str, Value]:
    return {
        "evidence": evidence.text,
        "start_char": evidence.start_char,
        "end_char": evidence.end_char,
        "evidence_field": evidence.field,
    }


def _bodies(corpus: Corpus) -> Iterator[Node]:
    """Yield the states and bodies that something in the graph is joined to."""
    reference = corpus.reference
    codes = {supported.value for meeting in corpus.meetings for supported in meeting.parties}
    codes.update(office.country for office in named_offices(corpus) if office.country)
    codes.update(place.country for place in merged_places(corpus) if place.country)
    for records in corpus.documents:
        for agreement in records.agreements:
            codes.update(agreement.parties)
    codes.update(claim.refers_to for claim in _claims(corpus) if claim.refers_to in reference.countries)
    for code in codes:
        name = reference.countries.get(code)
        if name is None:
            raise GraphError(f"{code!r} is the code of no known state or body; add it to the reference tables")
        label = "Organization" if code in reference.organizations else "Country"
        yield Node(label, code, properties(name=name, aliases=reference.aliases.get(code, ())))


def _topics(corpus: Corpus) -> Iterator[Node]:
    slugs = {supported.value for meeting in corpus.meetings for supported in meeting.topics}
    for records in corpus.documents:
        for statement in records.statements:
            slugs.update(statement.topics)
        for agreement in records.agreements:
            slugs.update(agreement.topics)
        for report in records.reports:
            slugs.update(report.topics)
    slugs.update(claim.refers_to for claim in _claims(corpus) if claim.refers_to in corpus.reference.topics)
    for slug in slugs:
        name = corpus.reference.topics.get(slug)
        if name is None:
            raise GraphError(f"{slug!r} is no known topic; add it to the reference tables")
        yield Node("Topic", slug, {"name": name})


def named_offices(corpus: Corpus) -> list[Office]:
    """Return the known offices that a tenure of somebody in the graph, or a claim, names."""
    known = corpus.reference.offices
    everybody = {person.id for person in merged_people(corpus)}
    wanted = {tenure.office for tenure in corpus.reference.tenures if tenure.person in everybody}
    missing = sorted(wanted - known.keys())
    if missing:
        raise GraphError(f"there is no office {missing[0]!r}, though a tenure names it")
    wanted.update(claim.refers_to for claim in _claims(corpus) if claim.refers_to in known)
    return [known[office] for office in sorted(wanted)]


def _offices(corpus: Corpus) -> Iterator[Node]:
    for office in named_offices(corpus):
        yield Node("Office", office.id, properties(title=office.title, post=office.post, country=office.country))


def _place(place: Place) -> Node:
    return Node(
        "Place",
        place.id,
        properties(
            name=place.name,
            kind=place.kind,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
        ),
    )


def merged_places(corpus: Corpus) -> list[Place]:
    """Return one record a place, from reports and meetings alike."""
    found = [place for meeting in corpus.meetings for place in meeting.places]
    for records in corpus.documents:
        found.extend(place for report in records.reports for place in report.places)
    return _merge(found)


def people(corpus: Corpus) -> Iterator[Node]:
    """Yield everybody that the documents name."""
    held = {tenure.person for tenure in corpus.reference.tenures}
    disputed: dict[str, set[str]] = {}
    for claim in _claims(corpus):
        if claim.about_person and claim.qualifier == "contradicts-base":
            disputed.setdefault(claim.about_person, set()).add(claim.attribute)
    for person in merged_people(corpus):
        yield Node(
            "Person",
            person.id,
            properties(
                name=person.name,
                country=person.country,
                affiliation=person.affiliation,
                office=None if person.is_linked else person.office,
                is_linked=person.is_linked,
                aliases=person.aliases,
                disputed=tuple(sorted(disputed.get(person.id, ()))),
            ),
            ("Official",) if person.is_official or person.id in held else (),
        )


def merged_people(corpus: Corpus) -> list[Person]:
    """Return one record a person: the knowledge base's word first, then what most documents say."""
    found: dict[str, list[Person]] = {}
    for records in corpus.documents:
        named = [*records.people, *_participants_as_people(corpus, records.reports)]
        for statement in records.statements:
            named.append(_as_person(statement.speaker, corpus.reference))
            if statement.addressee is not None:
                named.append(_as_person(statement.addressee, corpus.reference))
        for person in named:
            found.setdefault(person.id, []).append(person)
    merged = []
    for person_id in sorted(found):
        base = corpus.reference.people.get(person_id)
        best = _merge([base] if base else found[person_id])[0]
        names = {name for person in found[person_id] for name in (person.name, *person.aliases)}
        merged.append(
            replace(
                best,
                aliases=tuple(sorted((names | set(best.aliases)) - {best.name})),
                is_official=best.is_official or any(person.is_official for person in found[person_id]),
                is_linked=best.is_linked or base is not None,
            )
        )
    return merged


def _participants_as_people(corpus: Corpus, reports: Iterable[Report]) -> Iterator[Person]:
    for report in reports:
        for participant in report.participants:
            yield _as_person(participant, corpus.reference)


def _as_person(participant: Participant, reference: ReferenceData) -> Person:
    return Person(
        participant.person,
        participant.name,
        participant.country,
        is_official=participant.office is not None,
        is_linked=participant.person in reference.people,
    )


def _merge(records: Iterable[Record]) -> list[Record]:
    """Return one record an id: for each field the value most records give, the smallest among equals."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.id, []).append(record)
    merged = []
    for record_id in sorted(found):
        group = found[record_id]
        values = {}
        for each in fields(group[0]):
            given = [value for record in group if (value := getattr(record, each.name)) is not None]
            if given:
                values[each.name] = min(set(given), key=lambda value: (-given.count(value), value))
        merged.append(type(group[0])(**values))
    return merged


def _meeting(meeting: Meeting) -> Node:
    return Node(
        "Meeting",
        meeting.id,
        properties(
            caption=meeting.caption,
            kind=meeting.kind.value,
            status=meeting.status.value,
            duration_minutes=meeting.duration_minutes,
            duration_qualifier=meeting.duration_qualifier.value if meeting.duration_qualifier else None,
            city=meeting.city,
            country=meeting.country,
            venue=meeting.venue,
            confidence=meeting.confidence,
            report_count=len(meeting.reports),
            disputed=tuple(sorted(meeting.disputed)),
            former_ids=tuple(sorted(meeting.former_ids)),
            **date_properties("start", meeting.start, string="start_date"),
            **date_properties("end", meeting.end, string="end_date"),
        ),
        (STATUS_LABELS[meeting.status],),
    )


def _document(document: Document) -> Node:
    """Return a document's node: never its text, nor the path it was read from, which differs by machine."""
    return Node(
        "Document",
        document.id,
        properties(
            name=document.name,
            title=document.title,
            publisher=document.publisher,
            published_from=document.published_from,
            url=document.url,
            **date_properties("published", document.published),
        ),
    )


def _report(report: Report) -> Node:
    return Node(
        "Report",
        report.id,
        properties(
            kind=report.kind.value,
            status=report.status.value,
            form=report.form,
            city=report.city,
            country=report.country,
            venue=report.venue,
            duration_minutes=report.duration_minutes,
            duration_qualifier=report.duration_qualifier.value if report.duration_qualifier else None,
            confidence=report.confidence,
            rule=report.rule,
            **_evidence(report.evidence),
            **date_properties("start", report.start, string="start_date"),
            **date_properties("end", report.end, string="end_date"),
        ),
    )


def _claim(claim: Claim) -> Node:
    return Node(
        "Claim",
        claim.id,
        properties(
            attribute=claim.attribute,
            value=claim.value,
            qualifier=claim.qualifier,
            confidence=claim.confidence,
            rule=claim.rule,
            **_evidence(claim.evidence),
        ),
    )


def _claims(corpus: Corpus) -> Iterator[Claim]:
    for records in corpus.documents:
        for report in records.reports:
            yield from report.claims
        yield from records.claims
