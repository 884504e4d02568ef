"""Merges the reports of all documents into meetings: a function of the set of records and judgements, never of their order.

    reports -> blocks of reports that may be of one meeting -> pairs above a threshold -> clusters -> Meeting

Two reports of one document are different meetings, unless a judgement says otherwise. A judgement wins over any score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from graph.dates import day_range
from graph.errors import InputError
from graph.keys import meeting_id
from graph.model import (
    STANDING,
    Claim,
    DocumentRecords,
    DurationQualifier,
    Judgement,
    Kind,
    Meeting,
    Participant,
    Participation,
    Place,
    Report,
    Status,
    Supported,
    Verdict,
)
from ingest.captions import caption_of
from ingest.matching import HELD, OFF, THRESHOLD, durations_contradict, same_person, similarity
from ingest.names import core_words, spelling_key

UNDATED = "undated"


def merge(documents: Iterable[DocumentRecords], judgements: Iterable[Judgement] = ()) -> tuple[Meeting, ...]:
    """Return the meetings that all reports together tell of, sorted by id.

    Args:
        documents: In any order.
        judgements: Decisions that two reports are, or are not, of one meeting.

    Raises:
        InputError: Judgements contradict each other.
    """
    records = {records.document.id: records for records in documents}
    reports = sorted((report for record in records.values() for report in record.reports), key=lambda report: report.id)
    published = {record.document.id: record.document.published or "" for record in records.values()}
    clusters = cluster_reports(reports, judgements)
    names = {person.id: person.name for record in records.values() for person in record.people}
    meetings = [make_meeting(cluster, published, names) for cluster in clusters]
    return tuple(
        sorted(_with_relations(meetings, {report.id: report for report in reports}), key=lambda meeting: meeting.id)
    )


def cluster_reports(reports: Sequence[Report], judgements: Iterable[Judgement] = ()) -> list[list[Report]]:
    """Return reports grouped by meeting; groups and their members sorted by report id."""
    known = {report.id: report for report in reports}
    same, different = _decided(judgements, known)
    scored: list[tuple[float, str, str]] = [(2.0, left, right) for left, right in same]
    seen = set(same) | set(different)
    for left, right in _candidate_pairs(reports):
        if (left.id, right.id) in seen or left.document == right.document:
            continue
        score = similarity(left, right)
        if score >= THRESHOLD:
            scored.append((score, left.id, right.id))
    scored.sort(key=lambda item: (-item[0], item[1], item[2]))
    root = {report.id: report.id for report in reports}
    members: dict[str, list[str]] = {report.id: [report.id] for report in reports}

    def find(identifier: str) -> str:
        while root[identifier] != identifier:
            root[identifier] = root[root[identifier]]
            identifier = root[identifier]
        return identifier

    for score, one, other in scored:
        a, b = sorted((find(one), find(other)))
        if a == b:
            continue
        if score < 2.0 and not _may_join(members[a], members[b], known, different):
            continue
        root[b] = a
        members[a] += members.pop(b)
    for first, second in different:
        if find(first) == find(second):
            raise InputError(
                f"judgements.csv: {first} and {second} are judged different, yet other judgements join them; remove one of the rows"
            )
    return [[known[identifier] for identifier in sorted(group)] for _, group in sorted(members.items())]


def _decided(
    judgements: Iterable[Judgement], known: dict[str, Report]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for judgement in judgements:
        if judgement.left not in known or judgement.right not in known:
            continue
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        (same if judgement.verdict is Verdict.SAME else different).add(pair)
    both = same & different
    if both:
        left, right = min(both)
        raise InputError(
            f"judgements.csv: {left} and {right} are judged both the same and different; remove one of the rows"
        )
    return same, different


def _candidate_pairs(reports: Sequence[Report]) -> Iterable[tuple[Report, Report]]:
    """Yield pairs that share a block: kind and a person, or kind and the sides where nobody is named; each once, ids in order."""
    blocks: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in reports:
        for key in _block_keys(report):
            blocks[key].append(report)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        # Where days are open, only reports without a day are compared with the others: the months pair the rest.
        undated = [report for report in block if report.start is None] if key[-1] == UNDATED else block
        for left in undated:
            for right in block:
                pair = (min(left.id, right.id), max(left.id, right.id))
                if left.id != right.id and pair not in seen:
                    seen.add(pair)
                    yield (left, right) if left.id == pair[0] else (right, left)


def _block_keys(report: Report) -> set[tuple[str, ...]]:
    """Return keys of the blocks a report falls into; months keep the blocks of much-reported people small."""
    months = _months(report)
    people = [
        p.person if "/" not in p.person else " ".join(sorted(spelling_key(w) for w in core_words(p.name)))
        for p in report.participants
    ]
    keys: set[tuple[str, ...]] = set()
    for month in months:
        if len(people) >= 2:
            keys |= {("pair", *sorted((a, b)), month) for i, a in enumerate(people) for b in people[i + 1 :]}
        if people:
            keys |= {
                ("visit" if report.kind is Kind.VISIT else "one", person, "|".join(report.parties), month)
                for person in people
            }
        if report.kind is Kind.CONFERENCE or not people:
            keys |= {("sides", "|".join(report.parties), month)}
            keys |= {("body", party, month) for party in report.parties if len(party) != 3 or party in {"EUU", "UNO"}}
    return keys


def _months(report: Report) -> set[str]:
    if report.start is None:
        return {UNDATED}
    first, last = day_range(report.start)[0], day_range(report.end or report.start)[1]
    months: set[str] = set()
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month) and len(months) < 14:
        months.add(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    # Undated reports may be of any of them.
    return months | {UNDATED}


def _may_join(left: list[str], right: list[str], known: dict[str, Report], different: set[tuple[str, str]]) -> bool:
    """Tell whether two clusters may become one: no two reports of one document, nothing vetoed, nothing judged apart."""
    for a in left:
        for b in right:
            if (min(a, b), max(a, b)) in different or known[a].document == known[b].document:
                return False
            if similarity(known[a], known[b]) == 0.0:
                return False
    return True


# -- one meeting from its reports


def make_meeting(reports: Sequence[Report], published: dict[str, str], names: dict[str, str]) -> Meeting:
    """Return the meeting that these reports are of; `published` and `names` go by document and person id."""
    reports = sorted(reports, key=lambda report: report.id)
    ids = [report.id for report in reports]
    disputed: set[str] = set()
    kind = _majority([report.kind.value for report in reports])
    if len({report.kind for report in reports}) > 1:
        disputed.add("kind")
    status = _status(reports, published, disputed)
    start, end = _dates(reports, disputed)
    city, country, venue = (_place_value(reports, name, disputed) for name in ("city", "country", "venue"))
    minutes, qualifier = _duration(reports, disputed)
    participants = _participants(reports)
    parties = _supported(reports, lambda report: report.parties)
    topics = _supported(reports, lambda report: report.topics)
    confidence = 1.0
    for report in reports:
        confidence *= 1.0 - report.confidence
    meeting = Meeting(
        id=meeting_id(ids),
        caption="",
        kind=Kind(kind),
        status=status,
        reports=tuple(ids),
        former_ids=tuple(sorted(meeting_id([identifier]) for identifier in ids[1:])),
        start=start,
        end=end,
        city=city,
        country=country,
        venue=venue,
        places=_places(reports, city, venue),
        duration_minutes=minutes,
        duration_qualifier=qualifier,
        participants=participants,
        parties=parties,
        topics=topics,
        confidence=round(1.0 - confidence, 3),
        disputed=tuple(sorted(disputed)),
    )
    return _captioned(meeting, names)


def _captioned(meeting: Meeting, names: dict[str, str]) -> Meeting:
    from dataclasses import replace

    return replace(meeting, caption=caption_of(meeting, names))


def _majority(values: Sequence[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _status(reports: Sequence[Report], published: dict[str, str], disputed: set[str]) -> Status:
    """Return the merged status: what took place wins over what was ahead; else the latest document's word."""
    claimed = {Status(claim.value) for report in reports for claim in report.claims if claim.attribute == "status"} | {
        report.status for report in reports
    }
    standings = {STANDING[status] for status in claimed}
    if len({status for status in claimed if STANDING[status] == OFF}) > 1 or {HELD, OFF} <= standings:
        disputed.add("status")
    held = [report for report in reports if report.status is Status.HELD]
    off = [report for report in reports if STANDING[report.status] == OFF]
    if held:
        return Status.HELD
    chosen = off or list(reports)
    order = {
        Status.CANCELLED: 0,
        Status.POSTPONED: 1,
        Status.DECLINED: 2,
        Status.PLANNED: 3,
        Status.PROPOSED: 4,
        Status.HELD: 5,
    }
    counts = Counter(report.status for report in chosen)
    latest = max(published.get(report.document, "") for report in chosen)
    return min(
        chosen,
        key=lambda report: (
            -counts[report.status],
            published.get(report.document, "") != latest,
            order[report.status],
            report.id,
        ),
    ).status


def _dates(reports: Sequence[Report], disputed: set[str]) -> tuple[str | None, str | None]:
    dated = [report for report in reports if report.start]
    told = [report for report in dated if "start_date" not in report.inferred]
    if not dated:
        return None, None
    if not told:
        first = min(dated, key=lambda report: (report.start or "", report.id))
        return first.start, first.end or first.start
    dated = told
    kind = dated[0].kind
    ranges = [(day_range(r.start or "")[0], day_range(r.end or r.start or "")[1]) for r in dated]
    if any(a[0] > b[1] or b[0] > a[1] for a in ranges for b in ranges):
        disputed.add("start_date")
    counts = Counter((report.start, report.end) for report in dated)
    longest = max(len(report.start or "") for report in dated)
    precise = [report for report in dated if len(report.start or "") == longest]
    best = min(precise, key=lambda report: (-counts[report.start, report.end], report.start or "", report.id))
    if kind is Kind.VISIT and longest == 10:
        # Each document sees a part of a visit: together they tell its whole length.
        return min(str(r.start) for r in precise), max(str(r.end or r.start) for r in precise)
    return best.start, best.end or best.start


def _place_value(reports: Sequence[Report], name: str, disputed: set[str]) -> str | None:
    having = [report for report in reports if getattr(report, name)]
    values = [str(getattr(report, name)) for report in having if name not in report.inferred] or [
        str(getattr(report, name)) for report in having
    ]
    if not values:
        return None
    if len(set(values)) > 1:
        disputed.add(name)
    return _majority(values)


def _duration(reports: Sequence[Report], disputed: set[str]) -> tuple[int | None, DurationQualifier | None]:
    given = [
        (report.duration_minutes, report.duration_qualifier)
        for report in reports
        if report.duration_minutes is not None
    ]
    if not given:
        return None, None
    values = [(minutes, qualifier.value if qualifier else None) for minutes, qualifier in given]
    if any(durations_contradict(a, b) for i, a in enumerate(values) for b in values[i + 1 :]):
        disputed.add("duration_minutes")
    counts = Counter(given)
    return min(given, key=lambda item: (-counts[item], item[1] is not DurationQualifier.EXACT, item[0], item[1] or ""))


def _participants(reports: Sequence[Report]) -> tuple[Participation, ...]:
    """Return who took part; people no base knows go by the smallest of the ids that documents gave them."""
    found: list[tuple[Participant, list[tuple[str, Participant]]]] = []
    everybody = sorted(
        ((p, r.id) for r in reports for p in r.participants),
        key=lambda item: ("/" in item[0].person, item[0].person, item[1]),
    )
    for participant, report in everybody:
        known = next((there for first, there in found if same_person(first, participant)), None)
        if known is None:
            found.append((participant, [(report, participant)]))
        else:
            known.append((report, participant))
    made: list[Participation] = []
    for first, there in found:
        offices = Counter((p.office, p.office_id) for _, p in there if p.office)
        office, office_id = (
            min(offices, key=lambda item: (-offices[item], item[1] is None, str(item))) if offices else (None, None)
        )
        representing = next((p.representing for _, p in there if p.representing), None)
        made.append(
            Participation(first.person, office, office_id, representing, tuple(sorted({report for report, _ in there})))
        )
    return tuple(sorted(made, key=lambda participation: participation.person))


def _supported(reports: Sequence[Report], values: Callable[[Report], Iterable[str]]) -> tuple[Supported, ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for value in values(report):
            found[value].append(report.id)
    return tuple(Supported(value, tuple(sorted(ids))) for value, ids in sorted(found.items()))


def _places(reports: Sequence[Report], city: str | None, venue: str | None) -> tuple[Place, ...]:
    """Return the places of the merged city and venue, venue first."""
    chosen: dict[str, Place] = {}
    for kind, name in (("venue", venue), ("city", city)):
        if name is None:
            continue
        places = sorted(
            (place for report in reports for place in report.places if place.kind == kind and place.name == name),
            key=lambda place: (place.city is None, place.latitude is None, place.id),
        )
        if places:
            chosen[kind] = places[0]
    if "venue" in chosen and "city" in chosen:
        place = chosen["venue"]
        chosen["venue"] = Place(
            place.id, place.name, "venue", place.country or chosen["city"].country, chosen["city"].id
        )
    elif "venue" in chosen and chosen["venue"].city is not None:
        place = chosen["venue"]
        chosen["venue"] = Place(place.id, place.name, "venue", place.country, None)
    return tuple(chosen[kind] for kind in ("venue", "city") if kind in chosen)


def _with_relations(meetings: list[Meeting], reports: dict[str, Report]) -> list[Meeting]:
    """Return meetings with `part_of` (a visit or conference they belong to) and `reschedules` set."""
    from dataclasses import replace

    home = {identifier: meeting.id for meeting in meetings for identifier in meeting.reports}
    visits: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.kind is Kind.VISIT:
            for participation in meeting.participants:
                visits[participation.person].append(meeting)
    made: list[Meeting] = []
    for meeting in meetings:
        part_of = {home[r.part_of] for i in meeting.reports if (r := reports[i]).part_of and r.part_of in home}
        if meeting.kind is Kind.MEETING:
            part_of |= {
                visit.id for p in meeting.participants for visit in visits[p.person] if _is_within(meeting, visit)
            }
        reschedules = {
            home[r.reschedules] for i in meeting.reports if (r := reports[i]).reschedules and r.reschedules in home
        }
        made.append(
            replace(
                meeting,
                part_of=tuple(sorted(part_of - {meeting.id})),
                reschedules=tuple(sorted(reschedules - {meeting.id})),
            )
        )
    return made


def _is_within(meeting: Meeting, visit: Meeting) -> bool:
    """Tell whether a meeting belongs to a visit: same country, its exact days within the visit's, same standing."""
    if (
        meeting.country is None
        or meeting.country != visit.country
        or STANDING[meeting.status] != STANDING[visit.status]
    ):
        return False
    if meeting.start is None or visit.start is None or len(meeting.start) < 10:
        return False
    first, last = day_range(visit.start)[0], day_range(visit.end or visit.start)[1]
    return first <= day_range(meeting.start)[0] and day_range(meeting.end or meeting.start)[1] <= last


def claims_of(meeting: Meeting, documents: Iterable[DocumentRecords]) -> list[tuple[DocumentRecords, Claim]]:
    """Return every claim that the reports of a meeting make, with the document it stands in."""
    wanted = set(meeting.reports)
    return [
        (records, claim)
        for records in documents
        for report in records.reports
        if report.id in wanted
        for claim in report.claims
    ]
