"""What each canned query should answer, computed in plain Python over the corpus: no graph, no Cypher."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.dates import day_range
from graph.model import Agreement, Claim, Corpus, Document, Kind, Meeting, Report, Statement, Status

Row = dict[str, object]
Values = dict[str, object]
_LAST = date.max


@dataclass(frozen=True)
class World:
    """A corpus with the look-ups that answers need."""

    corpus: Corpus

    def meetings(self) -> tuple[Meeting, ...]:
        return self.corpus.meetings

    def meeting(self, meeting_id: object) -> Meeting:
        return next(meeting for meeting in self.corpus.meetings if meeting.id == meeting_id)

    def meeting_of(self, report: str | None) -> Meeting | None:
        return next((meeting for meeting in self.corpus.meetings if report in meeting.reports), None)

    def reports(self) -> Iterator[tuple[Document, Report]]:
        for records in self.corpus.documents:
            for report in records.reports:
                yield records.document, report

    def reports_of(self, meeting: Meeting) -> list[tuple[Document, Report]]:
        return [(document, report) for document, report in self.reports() if report.id in meeting.reports]

    def statements(self) -> Iterator[tuple[Document, Statement]]:
        for records in self.corpus.documents:
            for statement in records.statements:
                yield records.document, statement

    def agreements(self) -> Iterator[tuple[Document, Agreement]]:
        for records in self.corpus.documents:
            for agreement in records.agreements:
                yield records.document, agreement

    def name(self, person: str) -> str:
        known = self.corpus.reference.people.get(person)
        if known:
            return known.name
        return next(p.name for records in self.corpus.documents for p in records.people if p.id == person)

    def country(self, person: str) -> str | None:
        return next(p.country for records in self.corpus.documents for p in records.people if p.id == person)

    def topic(self, slug: str) -> str:
        return self.corpus.reference.topics[slug]

    def topics(self, meeting: Meeting) -> list[str]:
        return sorted(self.topic(each.value) for each in meeting.topics)


def people(meeting: Meeting) -> list[str]:
    return [each.person for each in meeting.participants]


def parties(meeting: Meeting) -> list[str]:
    return sorted(each.value for each in meeting.parties)


def first(value: str | None) -> date:
    return day_range(value)[0] if value else _LAST


def last(value: str | None) -> date:
    return day_range(value)[1] if value else _LAST


def by_date(meeting: Meeting) -> tuple[date, date, str]:
    return first(meeting.start), last(meeting.start), meeting.id


def is_held(meeting: Meeting) -> bool:
    return meeting.status is Status.HELD


def is_within(meeting: Meeting, values: Values) -> bool:
    since, until = values.get("since"), values.get("until")
    end = meeting.end or meeting.start
    if since and (end is None or last(end) < date.fromisoformat(str(since))):
        return False
    return not (until and (meeting.start is None or first(meeting.start) > date.fromisoformat(str(until))))


def counts(meeting: Meeting, values: Values) -> bool:
    return bool(values["conferences"]) or meeting.kind is not Kind.CONFERENCE


def is_asked(meeting: Meeting, values: Values) -> bool:
    return (not values["person"] or values["person"] in people(meeting)) and (
        not values["country"] or values["country"] in parties(meeting)
    )


def who_met_whom(world: World, values: Values) -> list[Row]:
    met: dict[str, list[Meeting]] = {}
    for meeting in sorted(filter(is_held, world.meetings()), key=by_date):
        if values["person"] not in people(meeting) or not is_within(meeting, values) or not counts(meeting, values):
            continue
        if values["topic"] and values["topic"] not in {each.value for each in meeting.topics}:
            continue
        for other in people(meeting):
            if other != values["person"] and values["other"] in (None, other):
                met.setdefault(other, []).append(meeting)
    rows: list[Row] = []
    for other, together in met.items():
        offices = [each.office for meeting in together for each in meeting.participants if each.person == other]
        days = [meeting.start for meeting in together if meeting.start]
        rows.append(
            {
                "person": world.name(other),
                "offices": list(dict.fromkeys(office for office in offices if office)),
                "meetings": sum(meeting.kind is not Kind.CONFERENCE for meeting in together),
                "conferences": sum(meeting.kind is Kind.CONFERENCE for meeting in together),
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "topics": sorted({topic for meeting in together for topic in world.topics(meeting)}),
                "person_id": other,
            }
        )
    return rows


def meetings_of_person(world: World, values: Values) -> list[Row]:
    rows: list[Row] = []
    for meeting in world.meetings():
        mine = next((each for each in meeting.participants if each.person == values["person"]), None)
        if mine is None or not (values["all"] or is_held(meeting)) or not is_within(meeting, values):
            continue
        if values["city"] and (meeting.city or "").lower() != str(values["city"]).lower():
            continue
        rows.append(
            {
                "date": meeting.start,
                "meeting": meeting.caption,
                "kind": meeting.kind.value,
                "status": meeting.status.value,
                "city": meeting.city,
                "venue": meeting.venue,
                "office": mine.office,
                "people": sorted(
                    world.name(each.person) + (f" ({each.office})" if each.office else "")
                    for each in meeting.participants
                    if each is not mine
                ),
                "topics": world.topics(meeting),
                "durations": sorted(
                    f"{claim.qualifier or 'exact'} {claim.value} ({document.publisher or document.name})"
                    for document, report in world.reports_of(meeting)
                    for claim in report.claims
                    if claim.attribute == "duration_minutes"
                ),
                "disputed": sorted(meeting.disputed),
                "reports": len(meeting.reports),
                "meeting_id": meeting.id,
            }
        )
    return rows


def meetings_between_countries(world: World, values: Values) -> list[Row]:
    return [
        {
            "date": meeting.start,
            "meeting": meeting.caption,
            "kind": meeting.kind.value,
            "status": meeting.status.value,
            "city": meeting.city,
            "people": sorted(map(world.name, people(meeting))),
            "topics": world.topics(meeting),
            "meeting_id": meeting.id,
        }
        for meeting in world.meetings()
        if {values["country"], values["other"]} <= set(parties(meeting))
        and (values["all"] or is_held(meeting))
        and counts(meeting, values)
        and is_within(meeting, values)
    ]


def topics_of_pair(world: World, values: Values) -> list[Row]:
    pair = {values["person"], values["other"]}
    together = [m for m in world.meetings() if is_held(m) and pair <= set(people(m)) and counts(m, values)]
    said = [
        topic
        for _, statement in world.statements()
        if statement.addressee and {statement.speaker.person, statement.addressee.person} == pair
        for topic in statement.topics
    ]
    rows: list[Row] = []
    for slug, name in world.corpus.reference.topics.items():
        about = sorted((m for m in together if slug in {each.value for each in m.topics}), key=by_date)
        if about or slug in said:
            days = [meeting.start for meeting in about if meeting.start]
            rows.append(
                {
                    "topic": name,
                    "meetings": len(about),
                    "statements": said.count(slug),
                    "last": days[-1] if days else None,
                    "topic_id": slug,
                }
            )
    return rows


def who_raised_what(world: World, values: Values) -> list[Row]:
    rows: list[Row] = []
    for document, statement in world.statements():
        to = statement.addressee
        since, until = values["since"], values["until"]
        published = document.published
        if (
            (values["person"] and statement.speaker.person != values["person"])
            or (values["addressee"] and (to is None or to.person != values["addressee"]))
            or (values["topic"] and values["topic"] not in statement.topics)
            or (since and (published is None or last(published) < date.fromisoformat(str(since))))
            or (until and (published is None or first(published) > date.fromisoformat(str(until))))
        ):
            continue
        meeting = world.meeting_of(statement.report)
        rows.append(
            {
                "speaker": statement.speaker.name,
                "kind": statement.kind,
                "topics": sorted(map(world.topic, statement.topics)),
                "addressee": to.name if to else None,
                "quotation": statement.is_quotation,
                "evidence": statement.evidence.text,
                "publisher": document.publisher,
                "document": document.name,
                "published": published,
                "meeting": meeting.caption if meeting else None,
                "statement_id": statement.id,
            }
        )
    return rows


def _tenures(world: World, values: Values) -> Iterator[tuple[str, str, Row]]:
    for tenure in world.corpus.reference.tenures:
        at = date.fromisoformat(str(values["at"])) if values["at"] else None
        if at and tenure.since and first(tenure.since) > at:
            continue
        if at and tenure.until and last(tenure.until) < at:
            continue
        office = world.corpus.reference.offices[tenure.office]
        yield (
            tenure.person,
            tenure.office,
            {
                "office": office.title,
                "country": world.corpus.reference.countries[office.country] if office.country else None,
                "since": tenure.since,
                "until": tenure.until,
                "acting": tenure.acting,
                "source": tenure.source,
            },
        )


def who_held_office(world: World, values: Values) -> list[Row]:
    wanted = str(values["office"]).lower()
    rows: list[Row] = []
    for person, office_id, row in _tenures(world, values):
        office = world.corpus.reference.offices[office_id]
        fits = wanted in office.title.lower() or office.post == wanted.replace(" ", "-")
        if fits and values["country"] in (None, office.country):
            rows.append({"person": world.name(person), **row, "person_id": person, "office_id": office_id})
    return rows


def offices_of_person(world: World, values: Values) -> list[Row]:
    return [
        {**row, "office_id": office} for person, office, row in _tenures(world, values) if person == values["person"]
    ]


def officials_at_meeting(world: World, values: Values) -> list[Row]:
    meeting = world.meeting(values["meeting"])
    official = {p.id for records in world.corpus.documents for p in records.people if p.is_official}
    official.update(tenure.person for tenure in world.corpus.reference.tenures)
    return [
        {
            "person": world.name(each.person),
            "office": each.office,
            "representing": each.representing,
            "official": each.person in official,
            "came": is_held(meeting),
            "reports": len(each.reports),
            "person_id": each.person,
        }
        for each in meeting.participants
    ]


def _expected(world: World, meeting: Meeting) -> Row:
    return {
        "date": meeting.start,
        "meeting": meeting.caption,
        "kind": meeting.kind.value,
        "status": meeting.status.value,
        "people": sorted(map(world.name, people(meeting))),
        "parties": parties(meeting),
        "reports": len(meeting.reports),
        "meeting_id": meeting.id,
    }


def planned_but_not_held(world: World, values: Values) -> list[Row]:
    by = date.fromisoformat(str(values["by"]))
    return [
        _expected(world, meeting)
        for meeting in world.meetings()
        if meeting.status in (Status.PLANNED, Status.PROPOSED)
        and meeting.start
        and last(meeting.end or meeting.start) < by
        and is_asked(meeting, values)
    ]


def upcoming(world: World, values: Values) -> list[Row]:
    since = date.fromisoformat(str(values["since"]))
    return [
        _expected(world, meeting)
        for meeting in world.meetings()
        if meeting.status in (Status.PLANNED, Status.PROPOSED)
        and meeting.start
        and last(meeting.end or meeting.start) >= since
        and is_asked(meeting, values)
    ]


def called_off(world: World, values: Values) -> list[Row]:
    rows: list[Row] = []
    for meeting in world.meetings():
        off = meeting.status in (Status.CANCELLED, Status.POSTPONED, Status.DECLINED)
        if not off or not is_within(meeting, values) or not is_asked(meeting, values):
            continue
        row = _expected(world, meeting)
        del row["reports"]
        rows.append(
            {
                **row,
                "disputed": sorted(meeting.disputed),
                "replaced_by": sorted(m.caption for m in world.meetings() if meeting.id in m.reschedules),
                "evidence": sorted(report.evidence.text for _, report in world.reports_of(meeting)),
            }
        )
    return rows


def disputed_facts(world: World, values: Values) -> list[Row]:
    found: list[tuple[str, str, list[str], Document, Claim]] = []
    for meeting in world.meetings():
        for document, report in world.reports_of(meeting):
            about = (meeting.caption, meeting.id, people(meeting), document)
            found.extend((*about, claim) for claim in report.claims if claim.attribute in meeting.disputed)
    for records in world.corpus.documents:
        for claim in records.claims:
            if claim.about_person and claim.qualifier == "contradicts-base":
                person = claim.about_person
                found.append((world.name(person), person, [person], records.document, claim))
    return [
        {
            "about": about,
            "attribute": claim.attribute,
            "value": claim.value,
            "qualifier": claim.qualifier,
            "publisher": document.publisher,
            "document": document.name,
            "published": document.published,
            "evidence": claim.evidence.text,
            "about_id": about_id,
            "claim_id": claim.id,
        }
        for about, about_id, person_ids, document, claim in found
        if values["person"] in (None, *person_ids) and values["meeting"] in (None, about_id)
    ]


def evidence_for_meeting(world: World, values: Values) -> list[Row]:
    return [
        {
            "publisher": document.publisher,
            "document": document.name,
            "published": document.published,
            "kind": report.kind.value,
            "status": report.status.value,
            "date": report.start,
            "city": report.city,
            "minutes": report.duration_minutes,
            "evidence": report.evidence.text,
            "url": document.url,
            "report_id": report.id,
        }
        for document, report in world.reports_of(world.meeting(values["meeting"]))
    ]


def path_between_people(world: World, values: Values) -> list[Row]:
    """Search breadth-first for all shortest paths, keep the one with the fewest conferences, then the smallest ids."""
    paths = [[str(values["person"])]]
    seen = {str(values["person"])}
    for _ in range(6):
        longer = [
            [*path, meeting.id, other]
            for path in paths
            for meeting in filter(is_held, world.meetings())
            if path[-1] in people(meeting)
            for other in people(meeting)
            if other not in seen
        ]
        arrived = [path for path in longer if path[-1] == values["other"]]
        if arrived:
            return [_path(world, min(arrived, key=lambda path: (_conferences(world, path), path)))]
        seen.update(path[-1] for path in longer)
        paths = longer
    return []


def _conferences(world: World, path: list[str]) -> int:
    return sum(world.meeting(meeting).kind is Kind.CONFERENCE for meeting in path[1::2])


def _path(world: World, path: list[str]) -> Row:
    return {
        "hops": len(path) // 2,
        "people": [world.name(person) for person in path[::2]],
        "meetings": [world.meeting(meeting).caption for meeting in path[1::2]],
        "conferences": _conferences(world, path),
        "meeting_ids": path[1::2],
    }


def most_connected(world: World, values: Values) -> list[Row]:
    met: dict[str, set[str]] = {}
    where: dict[str, set[str]] = {}
    for meeting in filter(is_held, world.meetings()):
        if counts(meeting, values) and is_within(meeting, values):
            for a, b in combinations(people(meeting), 2):
                for one, other in ((a, b), (b, a)):
                    met.setdefault(one, set()).add(other)
                    where.setdefault(one, set()).add(meeting.id)
    rows: list[Row] = [
        {
            "person": world.name(person),
            "country": world.country(person),
            "people": len(others),
            "meetings": len(where[person]),
            "person_id": person,
        }
        for person, others in met.items()
        if values["country"] in (None, world.country(person))
    ]
    rows.sort(key=lambda row: (-len(met[str(row["person_id"])]), -len(where[str(row["person_id"])]), row["person"]))
    return rows[: int(str(values["limit"]))]


def agreements_between(world: World, values: Values) -> list[Row]:
    rows: list[Row] = []
    for document, agreement in world.agreements():
        if values["country"] not in agreement.parties or values["other"] not in (None, *agreement.parties):
            continue
        if values["topic"] not in (None, *agreement.topics):
            continue
        meeting = world.meeting_of(agreement.report)
        rows.append(
            {
                "parties": sorted(agreement.parties),
                "topics": sorted(map(world.topic, agreement.topics)),
                "meeting": meeting.caption if meeting else None,
                "evidence": agreement.evidence.text,
                "publisher": document.publisher,
                "document": document.name,
                "published": document.published,
                "agreement_id": agreement.id,
            }
        )
    return rows


ORACLE: dict[str, Callable[[World, Values], list[Row]]] = {
    "agreements-between": agreements_between,
    "called-off": called_off,
    "disputed-facts": disputed_facts,
    "evidence-for-meeting": evidence_for_meeting,
    "meetings-between-countries": meetings_between_countries,
    "meetings-of-person": meetings_of_person,
    "most-connected": most_connected,
    "offices-of-person": offices_of_person,
    "officials-at-meeting": officials_at_meeting,
    "path-between-people": path_between_people,
    "planned-but-not-held": planned_but_not_held,
    "topics-of-pair": topics_of_pair,
    "upcoming": upcoming,
    "who-held-office": who_held_office,
    "who-met-whom": who_met_whom,
    "who-raised-what": who_raised_what,
}
