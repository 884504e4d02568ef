"""The scene of a document: day and place that its sentences take for granted, and what they fill in."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.annotations import Annotations, MentionKind, TimeMention
from ingest.dates import anchor_day
from ingest.encounter import AHEAD, Encounter, is_long_past, sides_of
from ingest.syntax import PASSIVE_SUBJECT, obliques, subjects


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the document's main event takes place: what its other sentences take for granted."""

    city: str | None = None
    country: str | None = None
    day: str | None = None
    visitors: frozenset[str] = frozenset()


RECENT = dt.timedelta(days=6)


def find_scene(doc: Doc, annotations: Annotations, groups: list[Encounter]) -> Scene:
    """Return the scene: day and place of what the document is about.

    The day is the one it names most within the week before it, else its own. The place is that of its dateline, else the
    city it names most, those of its first third counted twice, else that of its main visit or first meeting.
    """
    held = [e for e in groups if e.status is Status.HELD and (e.date is None or not is_long_past(e, annotations))]
    placed = [e for e in held if e.country is not None]
    lead = [e for e in placed if e.sources[0].token < max(160, len(doc) // 3)]
    chosen = (
        next((e for e in lead if e.city), None)
        or next((e for e in lead if e.kind is Kind.VISIT), None)
        or next(iter(lead), None)
    )
    dateline = next(
        (
            m
            for m in annotations.mentions
            if m.kind is MentionKind.CITY and m.start < 60 and doc[m.start].text.isupper()
        ),
        None,
    )
    text = _scene_day(doc, annotations)
    guests = frozenset(
        key
        for e in held
        if e.kind is Kind.VISIT and chosen is not None and e.country == chosen.country
        for key in e.people
    )
    if dateline is not None:
        return Scene(dateline.name, dateline.code, text, guests)
    cities = Counter[tuple[str | None, str | None]]()
    for m in annotations.mentions:
        if m.kind is MentionKind.CITY and m.is_place and m.code:
            cities[m.name, m.code] += 2 if m.start < len(doc) // 3 else 1
    if cities:
        (city, country), _ = max(cities.items(), key=lambda item: (item[1], str(item[0])))
        return Scene(city, country, text, guests)
    if chosen is not None:
        return Scene(chosen.city, chosen.country, text, guests)
    countries = Counter(m.code for m in annotations.mentions if m.is_place and m.code)
    named = max(countries, key=lambda each: (countries[each], str(each))) if countries else None
    return Scene(None, named, text)


def _scene_day(doc: Doc, annotations: Annotations) -> str | None:
    """Return the day that the document names most within the week before it, the later of two; else its own."""
    anchor = anchor_day(doc)
    if anchor is None:
        return None
    # Not the dateline's own day: an article tells more often of the day before.
    days = Counter(
        time.value
        for time in annotations.times
        if time.kind == "day" and time.start > 12 and anchor - RECENT <= dt.date.fromisoformat(time.value) <= anchor
    )
    return max(days, key=lambda day: (days[day], day)) if days else anchor.isoformat()


def aim_visit(annotations: Annotations, encounter: Encounter, groups: list[Encounter], scene: Scene) -> None:
    """Give a trip without destination that of the same person's other trip, else the scene's country if foreign."""
    home = annotations.people[encounter.people[0]].country
    same = next((g for g in groups if g.kind is Kind.VISIT and g.people == encounter.people and g.country), None)
    other = next((g for g in groups if g.kind is Kind.VISIT and g.country and g.country != home), None)
    for country in (same.country if same else None, scene.country, other.country if other else None):
        if country is not None and country != home:
            encounter.country = country
            encounter.codes.append(country)
            return


_LOOK_BACK = re.compile(
    r"\b(?:last|earlier this (?:month|year)|previous(?:ly)?|ago|since|had (?:\w+ )?(?:met|visited|held|spoken|travell?ed)|first (?:met|visited)|once|in (?:19|20)\d\d|years? before|when (?:he|she) was)\b",
    re.IGNORECASE,
)


def set_in_scene(doc: Doc, annotations: Annotations, encounter: Encounter, scene: Scene) -> None:
    """Fill in day and place that the document takes for granted.

    A day told in the paragraph before ("In May, …. Sullivan met Wang in Vienna.") goes on for a meeting elsewhere; the
    document's own day is that of what takes place now, at its scene.
    """
    first = encounter.sources[0]
    near = doc[max(first.start, first.token - 14) : min(first.end, first.token + 14)].text
    looks_back = _LOOK_BACK.search(re.sub(r"\bsince (?:19|20)\d\d\b", "", near)) is not None
    elsewhere = encounter.country is not None and encounter.country != scene.country
    now = encounter.status is Status.HELD and not looks_back and not elsewhere
    if encounter.date is None and encounter.status is Status.HELD and (elsewhere or looks_back):
        told = _time_before(doc, annotations, first.start)
        if told is not None:
            encounter.date, encounter.date_end = told.value, told.end or told.value
            encounter.given["start_date"] = (told.start, told.end_token)
            encounter.inferred.add("start_date")
    elif encounter.date is None and now and scene.day is not None and encounter.kind is not Kind.CONFERENCE:
        encounter.date = encounter.date_end = scene.day
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred.add("start_date")
    if _is_next_here(annotations, encounter, scene) and scene.day is not None:
        # "It was not clear if he would meet the president": during the visit that is under way.
        encounter.date = encounter.date_end = scene.day[:7]
        encounter.country, encounter.city = scene.country, scene.city
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred |= {"start_date", "city", "country"}
    if encounter.kind is Kind.MEETING and encounter.country is None and scene.country is not None:
        is_recent = encounter.date is not None and not is_long_past(encounter, annotations)
        here = scene.country in set(sides_of(annotations, encounter)) or encounter.date == scene.day
        if encounter.status in {Status.HELD, Status.PLANNED} and is_recent and here:
            encounter.country, encounter.city = scene.country, scene.city
            encounter.inferred |= {"city", "country"}
    if encounter.kind is Kind.MEETING and encounter.country is None and encounter.status is Status.HELD:
        host = _host_country(doc, annotations, encounter)
        if host is not None:
            encounter.country = host
            encounter.city = scene.city if host == scene.country else None
            encounter.inferred |= {"city", "country"}
    elif _lacks_scene_city(encounter, scene) and now:
        encounter.city = scene.city
        encounter.inferred.add("city")


def set_on_trips(annotations: Annotations, groups: list[Encounter]) -> None:
    """Give an undated meeting that is planned the month of the one trip its traveller makes, and the place if it is the host's."""
    trips: dict[str, list[Encounter]] = {}
    for trip in groups:
        if (
            trip.kind is Kind.VISIT
            and trip.status in {Status.HELD, Status.PLANNED}
            and trip.date
            and len(trip.date) > 4
        ):
            if trip.status is Status.HELD and is_long_past(trip, annotations):
                continue
            for key in trip.people:
                trips.setdefault(key, []).append(trip)
    for encounter in groups:
        if encounter.kind is not Kind.MEETING or encounter.status is not Status.PLANNED or encounter.date:
            continue
        chosen = [trip for key in encounter.people for trip in trips.get(key, ())]
        months = {trip.date[:7] for trip in chosen if trip.date}
        if len(months) != 1:
            continue
        encounter.date = encounter.date_end = months.pop()
        first = encounter.sources[0]
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred.add("start_date")
        host = {annotations.people[key].country for key in encounter.people}
        here = [trip for trip in chosen if trip.country in host]
        if encounter.country is None and len({trip.country for trip in here}) == 1:
            encounter.country = here[0].country
            encounter.inferred.add("country")


def _host_country(doc: Doc, annotations: Annotations, encounter: Encounter) -> str | None:
    """Return the country of who "received", "hosted" or "welcomed" the others: most receive at home."""
    source = encounter.sources[0]
    if not source.rule.startswith("receive:") or len({annotations.people[key].country for key in encounter.people}) < 2:
        return None
    verb = doc[source.token]
    passive = any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)
    hosts = list(obliques(verb, frozenset({"by"}))) if passive else subjects(verb)
    for at in (word.i for word in hosts):
        mention = next((m for m in annotations.mentions if m.start <= at < m.end and len(m.people) == 1), None)
        if mention is not None and mention.people[0] in encounter.people:
            return annotations.people[mention.people[0]].country
    return None


def _is_next_here(annotations: Annotations, encounter: Encounter, scene: Scene) -> bool:
    """Tell whether a meeting that lies ahead, undated, is of the visitor of the scene and somebody of its country."""
    if encounter.kind is not Kind.MEETING or encounter.status not in AHEAD or encounter.date or encounter.country:
        return False
    countries = {annotations.people[key].country for key in encounter.people}
    return bool(scene.visitors & set(encounter.people)) and scene.country in countries and len(countries) > 1


def _lacks_scene_city(encounter: Encounter, scene: Scene) -> bool:
    """Tell whether an encounter lies in the scene's country, which the text does not say, and names no city."""
    return (
        encounter.kind is not Kind.CALL
        and encounter.city is None
        and scene.city is not None
        and encounter.country is not None
        and encounter.country == scene.country
        and "country" not in encounter.given
    )


def _time_before(doc: Doc, annotations: Annotations, start: int) -> TimeMention | None:
    """Return the last month or year named in the sentence before, of the same paragraph."""
    if start == 0 or (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        return None
    before = doc[start - 1].sent
    times = [
        t for t in annotations.times if before.start <= t.start < before.end and t.kind in {"month", "year", "day"}
    ]
    return times[-1] if times else None
