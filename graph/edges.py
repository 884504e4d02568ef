"""Merged records -> the relationships they ask for, by type; `graph.build` checks their ends and makes the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from graph.model import Claim, Corpus, Meeting, Place, Report, Status
from graph.nodes import date_properties, merged_people, merged_places, named_offices, properties
from graph.rows import Properties


@dataclass(frozen=True, slots=True)
class Wanted:
    """A relationship between two ids; `more` tells parallel ones apart."""

    start: str
    end: str
    properties: Properties = field(default_factory=dict)
    more: tuple[str, ...] = ()


def wanted_edges(kind: str, corpus: Corpus) -> Iterator[Wanted]:
    """Yield the relationships of one type that a corpus asks for, in no particular order."""
    yield from _MAKERS[kind](corpus)


def _office_of(corpus: Corpus) -> Iterator[Wanted]:
    for office in named_offices(corpus):
        if office.country:
            yield Wanted(office.id, office.country)


def _held_office(corpus: Corpus) -> Iterator[Wanted]:
    everybody = {person.id for person in merged_people(corpus)}
    for tenure in corpus.reference.tenures:
        if tenure.person in everybody:
            yield Wanted(
                tenure.person,
                tenure.office,
                properties(
                    acting=tenure.acting,
                    source=tenure.source,
                    **date_properties("since", tenure.since),
                    **date_properties("until", tenure.until),
                ),
                (tenure.since or "", tenure.until or ""),
            )


def _in_country(corpus: Corpus) -> Iterator[Wanted]:
    places = {place.id: place for place in merged_places(corpus)}
    for place in places.values():
        city = places.get(place.city) if place.city else None
        # A venue lies in its city's country; only where no city tells it does the venue say it itself.
        if place.country and not (city and city.country):
            yield Wanted(place.id, place.country)


def _within(corpus: Corpus) -> Iterator[Wanted]:
    for place in merged_places(corpus):
        if place.city:
            yield Wanted(place.id, place.city)


def _located_at(corpus: Corpus) -> Iterator[Wanted]:
    reports = _reports(corpus)
    for meeting in corpus.meetings:
        cities_of_venues = {place.city for place in meeting.places}
        for place in meeting.places:
            if place.id not in cities_of_venues:
                support = [report for report in _reports_of(meeting, reports) if _is_at(report.places, place.id)]
                yield Wanted(meeting.id, place.id, _supported_by(report.id for report in support))


def _is_at(places: Iterable[Place], place_id: str) -> bool:
    return any(place_id in (place.id, place.city) for place in places)


def _participants(corpus: Corpus, *, held: bool) -> Iterator[Wanted]:
    for meeting in corpus.meetings:
        if (meeting.status is Status.HELD) is held:
            for participation in meeting.participants:
                yield Wanted(
                    participation.person,
                    meeting.id,
                    properties(
                        office=participation.office,
                        office_id=participation.office_id,
                        representing=participation.representing,
                        reports=tuple(sorted(participation.reports)),
                    ),
                )


def _party_to(corpus: Corpus) -> Iterator[Wanted]:
    for meeting in corpus.meetings:
        for party in meeting.parties:
            yield Wanted(party.value, meeting.id, _supported_by(party.reports))
    for records in corpus.documents:
        for agreement in records.agreements:
            for code in agreement.parties:
                yield Wanted(code, agreement.id)


def _discussed(corpus: Corpus) -> Iterator[Wanted]:
    for meeting in corpus.meetings:
        for topic in meeting.topics:
            yield Wanted(meeting.id, topic.value, _supported_by(topic.reports))


def _between_meetings(corpus: Corpus, *, attribute: Literal["part_of", "reschedules"]) -> Iterator[Wanted]:
    reports, meeting_of = _reports(corpus), _meeting_of(corpus)
    for meeting in corpus.meetings:
        for other in getattr(meeting, attribute):
            linked = {report.id: getattr(report, attribute) for report in _reports_of(meeting, reports)}
            support = (report for report, target in linked.items() if target and meeting_of.get(target) == other)
            yield Wanted(meeting.id, other, _supported_by(support))


def _made(corpus: Corpus) -> Iterator[Wanted]:
    for records in corpus.documents:
        for statement in records.statements:
            yield Wanted(
                statement.speaker.person,
                statement.id,
                properties(office=statement.speaker.office, office_id=statement.speaker.office_id),
            )


def _addressed_to(corpus: Corpus) -> Iterator[Wanted]:
    for records in corpus.documents:
        for statement in records.statements:
            if statement.addressee is not None:
                yield Wanted(statement.id, statement.addressee.person)


def _made_at(corpus: Corpus) -> Iterator[Wanted]:
    meeting_of = _meeting_of(corpus)
    for records in corpus.documents:
        for statement in records.statements:
            if statement.report is not None:
                yield Wanted(statement.id, meeting_of.get(statement.report, statement.report))


def _about(corpus: Corpus) -> Iterator[Wanted]:
    for records in corpus.documents:
        for statement in records.statements:
            for topic in statement.topics:
                yield Wanted(statement.id, topic)
        for agreement in records.agreements:
            for topic in agreement.topics:
                yield Wanted(agreement.id, topic)


def _reached_at(corpus: Corpus) -> Iterator[Wanted]:
    meeting_of = _meeting_of(corpus)
    for records in corpus.documents:
        for agreement in records.agreements:
            if agreement.report is not None:
                yield Wanted(agreement.id, meeting_of.get(agreement.report, agreement.report))


def _contains(corpus: Corpus) -> Iterator[Wanted]:
    for records in corpus.documents:
        for contained in (records.reports, records.statements, records.agreements, records.claims):
            for record in contained:
                yield Wanted(records.document.id, record.id)


def _mentions(corpus: Corpus) -> Iterator[Wanted]:
    for records in corpus.documents:
        for person in records.people:
            yield Wanted(records.document.id, person.id)


def _describes(corpus: Corpus) -> Iterator[Wanted]:
    for meeting in corpus.meetings:
        for report in meeting.reports:
            yield Wanted(report, meeting.id)


def _claims(corpus: Corpus) -> Iterator[Wanted]:
    for report in _reports(corpus).values():
        for claim in report.claims:
            yield Wanted(report.id, claim.id)


def _refers_to(corpus: Corpus) -> Iterator[Wanted]:
    for claim in _all_claims(corpus):
        if claim.refers_to is not None:
            yield Wanted(claim.id, claim.refers_to)


def _about_person(corpus: Corpus) -> Iterator[Wanted]:
    for claim in _all_claims(corpus):
        if claim.about_person is not None:
            yield Wanted(claim.id, claim.about_person)


def _all_claims(corpus: Corpus) -> Iterator[Claim]:
    for records in corpus.documents:
        for report in records.reports:
            yield from report.claims
        yield from records.claims


def _reports(corpus: Corpus) -> dict[str, Report]:
    return {report.id: report for records in corpus.documents for report in records.reports}


def _reports_of(meeting: Meeting, reports: dict[str, Report]) -> list[Report]:
    return [reports[report] for report in sorted(meeting.reports) if report in reports]


def _meeting_of(corpus: Corpus) -> dict[str, str]:
    return {report: meeting.id for meeting in corpus.meetings for report in meeting.reports}


def _supported_by(reports: Iterable[str]) -> Properties:
    return {"reports": sorted(reports)}


_MAKERS: dict[str, Callable[[Corpus], Iterator[Wanted]]] = {
    "OFFICE_OF": _office_of,
    "HELD_OFFICE": _held_office,
    "IN_COUNTRY": _in_country,
    "WITHIN": _within,
    "LOCATED_AT": _located_at,
    "PARTICIPATED_IN": partial(_participants, held=True),
    "EXPECTED_AT": partial(_participants, held=False),
    "PARTY_TO": _party_to,
    "DISCUSSED": _discussed,
    "PART_OF": partial(_between_meetings, attribute="part_of"),
    "RESCHEDULES": partial(_between_meetings, attribute="reschedules"),
    "MADE": _made,
    "ADDRESSED_TO": _addressed_to,
    "MADE_AT": _made_at,
    "ABOUT": _about,
    "REACHED_AT": _reached_at,
    "CONTAINS": _contains,
    "MENTIONS": _mentions,
    "DESCRIBES": _describes,
    "CLAIMS": _claims,
    "REFERS_TO": _refers_to,
    "ABOUT_PERSON": _about_person,
}
