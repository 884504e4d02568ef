"""The scene of a document: day and place that its sentences take for granted, and what they fill in."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.dates import day_range
from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations, MentionKind, TimeMention
from ingest.control import subjects
from ingest.date_anchors import RECENT, anchor_day
from ingest.date_words import DAY
from ingest.datelines import is_live, is_of_dateline
from ingest.encounter import AHEAD, Encounter, Source, is_ahead, is_long_past, met_in_course_of, sides_of
from ingest.event_names import is_of_event
from ingest.gazetteer import find_dateline, is_city_state, is_second_of_dateline
from ingest.side_dates import is_of_what_one_is_known_by
from ingest.syntax import PASSIVE_SUBJECT, SUBJECT, obliques, relative_of


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the document's main event takes place: what its other sentences take for granted."""

    city: str | None = None
    country: str | None = None
    day: str | None = None
    visitors: frozenset[str] = frozenset()


def find_scene(doc: Doc, annotations: Annotations, groups: list[Encounter]) -> Scene:
    """Return the scene: day and place of what the document is about.

    The day is the one it names most within the week before it, what opens it counted twice, else its own. The place is
    what it names most, its dateline, headline and opening counted more, else that of its main visit or first meeting.
    """
    held = [e for e in groups if e.status is Status.HELD and (e.date is None or not is_long_past(e, annotations))]
    placed = [e for e in held if e.country is not None]
    lead = [e for e in placed if e.sources[0].token < max(160, len(doc) // 3)]
    chosen = (
        next((e for e in lead if e.city), None)
        or next((e for e in lead if e.kind is Kind.VISIT), None)
        or next(iter(lead), None)
    )
    text = _scene_day(doc, annotations)
    guests = frozenset(
        key
        for e in held
        if e.kind is Kind.VISIT and chosen is not None and e.country == chosen.country
        for key in e.people
    )
    places = _scene_places(doc, annotations, held)
    if places:
        countries = Counter[str]()
        for (_, country), weight in places.items():
            countries[country] += weight
        country = max(countries, key=lambda each: (countries[each], each))
        within = {city: weight for (city, code), weight in places.items() if code == country and city is not None}
        city = max(within, key=lambda each: (within[each], each)) if within else None
        return Scene(city, country, text, guests)
    if chosen is not None:
        return Scene(chosen.city, chosen.country, text, guests)
    return Scene(day=text)


# What a place counts for as the scene, by where it is named.
IN_DATELINE = 4
IN_OPENING = 3
COUNTRY_IN_OPENING = 1  # a whole country is often what they speak of
IN_FIRST_THIRD = 2
OF_ENCOUNTER = 2
MOST_LATER = 3  # however often it is named behind the opening


def _scene_places(doc: Doc, annotations: Annotations, held: list[Encounter]) -> Counter[tuple[str | None, str]]:
    """Return cities and countries with what speaks for each as the scene.

    Left out are places that somebody comes from, and those of sentences about another time ("in Vienna in May").
    """
    opening = _opening(doc)
    places, later = Counter[tuple[str | None, str]](), Counter[tuple[str | None, str]]()
    line = find_dateline(doc)
    if line is not None:
        places[line.name, str(line.code)] += IN_DATELINE
    for m in annotations.mentions:
        if not m.is_place or not m.code or m.kind not in {MentionKind.CITY, MentionKind.COUNTRY}:
            continue
        if (line is not None and m.start < line.end) or doc[m.start - 1].lower_ in {"from", "for", "towards", "toward"}:
            continue
        if _is_of_another_time(doc, annotations, m.start) or is_of_event(doc, m) or is_second_of_dateline(doc, m):
            continue
        city = m.name if m.kind is MentionKind.CITY or is_city_state(m) else None
        if m.start < opening:
            places[city, m.code] += IN_OPENING if city else COUNTRY_IN_OPENING
        elif city is None:
            later[city, m.code] = 1
        else:
            later[city, m.code] += IN_FIRST_THIRD if m.start < len(doc) // 3 else 1
    for e in held:
        if e.country is not None and "country" in e.given and e.kind is not Kind.CALL:
            places[e.city, e.country] += OF_ENCOUNTER if e.sources[0].token < len(doc) // 3 else 0
    for place, weight in later.items():
        places[place] += min(weight, MOST_LATER)
    return places


def _is_of_another_time(doc: Doc, annotations: Annotations, token: int) -> bool:
    """Tell whether the sentence of a token names only times that are not about the document's own."""
    if annotations.published is None:
        return False
    sent = doc[token].sent
    times = [t for t in annotations.times if sent.start <= t.start < sent.end]
    first, last = annotations.published
    spans = [(day_range(t.value)[0], day_range(t.end or t.value)[1]) for t in times]
    return bool(spans) and not any(b >= first - NOW and a <= last + NOW for a, b in spans)


NOW = dt.timedelta(days=10)


def _opening(doc: Doc) -> int:
    """Return the token where the opening ends: the headline and the first two sentences of the text."""
    ends = [sent.end for sent in doc.sents if len(sent) > 3]
    return ends[min(2, len(ends) - 1)] if ends else len(doc)


def _scene_day(doc: Doc, annotations: Annotations) -> str | None:
    """Return the day that the document names most within the week before it, the first of two; else its own.

    A dateline's day counts only where it lies before the document's: an article tells more often of the day before.
    """
    anchor = anchor_day(doc)
    if anchor is None:
        return None
    if is_live(doc):
        return anchor.isoformat()
    opening, days = _opening(doc), Counter[str]()
    for time in annotations.times:
        if len(time.value) != DAY or not anchor - RECENT <= dt.date.fromisoformat(time.value) <= anchor:
            continue
        if is_of_dateline(doc, time) and time.value == anchor.isoformat():
            continue
        if _is_where_others_were(doc, time) or is_of_what_one_is_known_by(doc[time.start : time.end_token].root):
            continue
        days[time.value] += 2 if time.start < opening else 1
    first = list(days)
    if not days:
        return anchor.isoformat()
    best = max(days, key=lambda day: (days[day], -first.index(day)))
    is_by_the_way = days[best] < FEWEST and dt.date.fromisoformat(best) < anchor - YESTERDAY
    return anchor.isoformat() if is_by_the_way else best


def _is_where_others_were(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a day is of what happened where somebody comes from: "flew in from Quito, where he met her on Sunday"."""
    clause = relative_of(doc[time.start : time.end_token].root)
    return clause is not None and any(t.lower_ == "where" and t.i < time.start for t in clause.subtree)


FEWEST = 2  # of a day before that: one named once, and not in the opening, is of something else
YESTERDAY = dt.timedelta(days=2)  # with the evening of the day before


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


def looks_back(doc: Doc, start: int, end: int, token: int) -> bool:
    """Tell whether the words around one tell of an earlier time: "last", "had met", "years before"."""
    near = doc[max(start, token - 14) : min(end, token + 14)].text
    return _LOOK_BACK.search(re.sub(r"\bsince (?:19|20)\d\d\b", "", near)) is not None


_GOES_ON = frozenset({"too", "also", "then", "there", "afterwards", "afterward"})


def goes_on_in_past(doc: Doc, annotations: Annotations, source: Source) -> bool:
    """Tell whether a sentence goes on with what the one before tells of long ago: "In April he flew to Lima. He met her, too"."""
    told = _time_before(doc, annotations, source.start)
    if (
        told is None
        or annotations.published is None
        or any(source.start <= t.start < source.end for t in annotations.times)
    ):
        return False
    if day_range(told.end or told.value)[1] >= annotations.published[0] - NOW:
        return False
    words = [t for t in doc[source.start : source.end] if t.is_alpha]
    opens = bool(words) and words[0].lower_ in {"he", "she", "they"} and words[0].dep_ in SUBJECT
    return opens and any(t.lower_ in _GOES_ON for t in doc[source.start : source.end])


def set_in_scene(doc: Doc, annotations: Annotations, encounter: Encounter, scene: Scene) -> None:
    """Fill in day and place that the document takes for granted.

    A day told in the paragraph before ("In May, …. Sullivan met Wang in Vienna.") goes on for a meeting elsewhere; the
    document's own day is that of what takes place now, at its scene.
    """
    first = encounter.sources[0]
    is_back = looks_back(doc, first.start, first.end, first.token)
    is_back = is_back or any(t.kind == "years" and first.start <= t.start < first.end for t in annotations.times)
    is_back = is_back or goes_on_in_past(doc, annotations, first)
    elsewhere = encounter.country is not None and encounter.country != scene.country
    if encounter.date is None and encounter.status is Status.HELD and (elsewhere or is_back):
        told = _time_before(doc, annotations, first.start)
        if told is not None and not is_ahead(told.value, annotations):
            encounter.date, encounter.date_end = told.value, told.end or told.value
            encounter.given["start_date"] = (told.start, told.end_token)
            encounter.inferred.add("start_date")
    taken = None
    if encounter.date is None and encounter.status is Status.HELD and not is_back and scene.day is not None:
        taken = _day_taken_for_granted(doc, annotations, encounter, scene, elsewhere=elsewhere)
    if taken is not None:
        encounter.date = encounter.date_end = taken
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred.add("start_date")
    if _is_next_here(annotations, encounter, scene) and scene.day is not None:
        # "It was not clear if he would meet the president": during the visit that is under way.
        encounter.date = encounter.date_end = scene.day[:7]
        encounter.country, encounter.city = scene.country, scene.city
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred |= {"start_date", "city", "country"}
    if encounter.kind in {Kind.MEETING, Kind.CONFERENCE} and encounter.country is None and scene.country is not None:
        is_recent = encounter.date is not None and not is_long_past(encounter, annotations)
        here = scene.country in set(sides_of(annotations, encounter)) or (
            scene.day is not None and encounter.date in {scene.day, scene.day[:7]}
        )
        if encounter.status in {Status.HELD, Status.PLANNED} and is_recent and here:
            encounter.country, encounter.city = scene.country, scene.city
            encounter.inferred |= {"city", "country"}
    if encounter.kind is Kind.MEETING and encounter.country is None and encounter.status is Status.HELD:
        host = _host_country(doc, annotations, encounter)
        if host is not None:
            encounter.country = host
            encounter.city = scene.city if host == scene.country else None
            encounter.inferred |= {"city", "country"}
    elif _lacks_scene_city(annotations, encounter, scene):
        encounter.city = scene.city
        encounter.inferred.add("city")


LATE = 0.75  # the part of a document behind which an undated meeting is seldom of the scene's day


def _day_taken_for_granted(
    doc: Doc, annotations: Annotations, encounter: Encounter, scene: Scene, *, elsewhere: bool
) -> str | None:
    """Return the scene's day for an undated meeting, its month where the text moves over several days; None if neither.

    Measured on our annotated reports: where the paragraph named another day of that week before, the scene's day is right
    once in ten, the month four times; behind three quarters of a text the month is right more often, too.
    """
    start = encounter.sources[0].start
    near = [t for t in annotations.times if t.start < start and _is_near(annotations, t)]
    last = near[-1] if near else None
    in_paragraph = last is not None and not any("\n" in t.text for t in doc[last.end_token : start])
    day = str(scene.day)
    if encounter.kind is Kind.CALL:
        return day if last is None or last.value == day else None
    if encounter.kind is Kind.CONFERENCE:
        return None
    if last is not None and last.value == day:
        return day
    if elsewhere:
        return day[:7] if last is not None else None
    is_late = start > LATE * len(doc)
    return day[:7] if last is not None and (in_paragraph or is_late) else day


def _is_near(annotations: Annotations, time: TimeMention) -> bool:
    """Tell whether a phrase names a day of the week before the document."""
    if len(time.value) != DAY or annotations.published is None:
        return False
    return annotations.published[0] - RECENT <= dt.date.fromisoformat(time.value) <= annotations.published[1]


def set_days_of_visits(annotations: Annotations, groups: list[Encounter]) -> None:
    """Let a visit of these days begin with the first and end with the last meeting its traveller had in that country."""
    for visit in groups:
        if visit.kind is not Kind.VISIT or visit.status is not Status.HELD or visit.country is None:
            continue
        known = str(
            visit.date_end if visit.date_end is not None else visit.date
        )  # the month with the last day, for one that is over
        if visit.date is not None and (len(known) != DAY or is_long_past(visit, annotations)):
            continue
        days = [
            str(g.date)
            for g in met_in_course_of(visit, groups)
            if g.date is not None and len(g.date) == DAY and not is_long_past(g, annotations)
        ]
        if days and (visit.date is None or len(visit.date) < len(min(days)) or min(days) < visit.date):
            visit.date_end = max([*days, visit.date_end or min(days)])
            visit.date = min(days)
            visit.given.setdefault("start_date", (visit.sources[0].token, visit.sources[0].token + 1))
            visit.inferred.add("start_date")


def set_where_others_met(groups: list[Encounter]) -> None:
    """Give a meeting without place that of the other encounters its people had that day or month, if these agree."""
    placed = [g for g in groups if g.kind is not Kind.CALL and g.country and g.date and len(g.date) > len("2023")]
    for encounter in groups:
        if encounter.kind is not Kind.MEETING or encounter.country or not encounter.date or len(encounter.date) == 4:
            continue
        others = [
            g
            for g in placed
            if set(g.people) & set(encounter.people)
            and STANDING[g.status] == STANDING[encounter.status]
            and _is_same_time(g, encounter)
        ]
        if len({g.country for g in others}) == 1:
            cities = {g.city for g in others if g.city}
            encounter.country = others[0].country
            encounter.city = cities.pop() if len(cities) == 1 else None
            encounter.inferred |= {"city", "country"}


def _is_same_time(left: Encounter, right: Encounter) -> bool:
    """Tell whether two dated encounters are of one day, or one month where no day is told of either."""
    if len(str(left.date)) != len(str(right.date)):
        return False
    return str(left.date) <= str(right.date_end or right.date) and str(right.date) <= str(left.date_end or left.date)


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
        if _set_day_of_stop(encounter, chosen):
            continue
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


def _set_day_of_stop(encounter: Encounter, trips: list[Encounter]) -> bool:
    """Give a planned meeting the one day told of the trip to where it will be: "visits Quito on Friday. There he will meet her"."""
    at = encounter.given.get("city") or encounter.given.get("country")
    stops = [
        trip
        for trip in trips
        if trip.country == encounter.country
        and (trip.city is None or encounter.city in {None, trip.city})
        and trip.status is Status.PLANNED
        and "start_date" not in trip.inferred
    ]
    if at is None or encounter.country is None or len({trip.date for trip in stops}) != 1:
        return False
    stop = stops[0]
    is_of_day = len(str(stop.date)) == DAY and stop.date_end in {None, stop.date}
    if not is_of_day or stop.sources[0].rule.split(":")[1] in {"leave", "depart"}:
        return False
    encounter.date = encounter.date_end = stop.date
    encounter.given["start_date"] = stop.given["start_date"]
    return True


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


def _lacks_scene_city(annotations: Annotations, encounter: Encounter, scene: Scene) -> bool:
    """Tell whether an encounter of these days lies in the scene's country and names no city."""
    return (
        encounter.kind is not Kind.CALL
        and encounter.status is Status.HELD
        and encounter.city is None
        and scene.city is not None
        and encounter.country is not None
        and encounter.country == scene.country
        and (encounter.date is None or not is_long_past(encounter, annotations))
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
