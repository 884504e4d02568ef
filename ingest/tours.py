"""Tours: stops announced in one list and told of again, or met in, one by one.

"will travel to Oslo, Lima and Quito, leaving on May 30. … In Lima on June 2, she will meet President X": the day of the list is
no stop's own, and what is told of a stop says when and where it is.

A visit is a stay in one state: to which other cities of it the guest goes on is a part of it. "arrived in Rome on Monday. … On
Tuesday she will travel to Milan."
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from spacy.tokens import Doc, Token

from graph.dates import day_range
from graph.model import Kind, Status
from ingest.annotations import Annotations
from ingest.date_words import DAY, MONTH
from ingest.encounter import AHEAD, OFF, Encounter, met_in_course_of
from ingest.side_dates import verb_after_before

FEWEST_STOPS = 3


def without_announced(single: list[Encounter]) -> list[Encounter]:
    """Leave out the stops of a tour announced in one list where each is told of again with its own day."""
    visits = [e for e in single if e.kind is Kind.VISIT and e.country is not None]
    told_again = [
        stop
        for stop in _listed(visits)
        if stop.status in AHEAD
        and any(
            later.sources[0].start > stop.sources[0].start
            and later.country == stop.country
            and later.status in AHEAD
            and set(stop.people) <= set(later.people)
            and later.date is not None
            and len(later.date) == DAY
            for later in visits
        )
    ]
    return [e for e in single if not any(e is stop for stop in told_again)]


def keep_days_apart(doc: Doc, single: list[Encounter]) -> None:
    """Leave of the day of another visit told in the same sentence no more than its month, but for what is of the same day.

    "will leave for Lima on Sunday and will also visit Quito": Sunday is when she goes to Lima.
    """
    visits = [e for e in single if e.kind is Kind.VISIT and e.country is not None and "start_date" in e.given]
    for visit in visits:
        if len(str(visit.date)) == DAY and visit.at is None and any(_is_nearer(doc, other, visit) for other in visits):
            visit.date = visit.date_end = str(visit.date)[:MONTH]


def _is_nearer(doc: Doc, other: Encounter, visit: Encounter) -> bool:
    """Tell whether the day given to a visit is told beside another one, of the same people to another country."""
    if other.given["start_date"] != visit.given["start_date"] or other.country == visit.country:
        return False
    day, here, there = visit.given["start_date"][0], visit.sources[0].token, other.sources[0].token
    if day < there and verb_after_before(doc[there]) is not None:
        return False  # "will be in Oslo from Saturday to Sunday before travelling on to Bergen"
    is_same_day = _SAME_DAY.search(doc[min(here, there) : doc[here].sent.end].text) is not None
    return abs(there - day) < abs(here - day) and not is_same_day and bool(set(other.people) & set(visit.people))


_SAME_DAY = re.compile(r"\b(?:evening|night|afternoon|same day|hours later|later in the day)\b")


_KNOWN = frozenset({"the", "this", "that", "his", "her", "their", "its"})
_WHOLE = frozenset({"tour", "trip", "journey", "stop", "stopover", "leg"})


def put_travellers(annotations: Annotations, told: list[Encounter], stop: Encounter, noun: Token) -> bool:
    """Give a stop of a journey told of before its travellers: "The tour ends in Dakar", "A stop in Lima was dropped"."""
    if stop.kind is not Kind.VISIT or stop.people or stop.country is None or noun.lemma_.lower() not in _WHOLE:
        return False
    if noun.doc[noun.i + 1 : noun.i + 2].text in {"by", "of"}:
        return False  # "The trip by students to Lima"
    is_known = any(child.lower_ in _KNOWN for child in noun.children)
    if not is_known and noun.lemma_.lower() in {"tour", "trip", "journey"}:
        return False  # "Asked about a possible trip to Lima"
    before = [
        e
        for e in told
        if e.kind is Kind.VISIT and any(s.token < noun.i and noun.i - s.token < FARTHEST_BACK for s in e.sources)
    ]
    if not before:
        return False
    last = max(before, key=lambda e: max(s.token for s in e.sources if s.token < noun.i))
    abroad = [key for key in last.people if annotations.people[key].country != stop.country]
    is_told = any(e.kind is Kind.VISIT and e.country == stop.country and set(e.people) & set(last.people) for e in told)
    if is_told or last.country is None or len(abroad) < len(last.people):
        return False
    stop.people, stop.is_anaphor = list(last.people), False
    return True


FARTHEST_BACK = 120  # tokens from "the tour" to where its last stop was told of


def put_days_of_stops(encounters: list[Encounter]) -> None:
    """Give each stop of a list, told of without city, the city and days of whom the traveller meets there."""
    for stop in _listed([e for e in encounters if e.kind is Kind.VISIT and e.country is not None]):
        met = [
            e
            for e in met_in_course_of(stop, encounters)
            if e.city is not None and e.date is not None and len(e.date) == DAY and "start_date" in e.given
        ]
        if stop.city is None and met:
            first = min(met, key=lambda e: str(e.date))
            stop.city = first.city
            stop.date, stop.date_end = first.date, max(str(e.date_end or e.date) for e in met)
            stop.given["start_date"] = first.given["start_date"]


def _listed(visits: list[Encounter]) -> list[Encounter]:
    """Return the visits of lists: those that one word tells of together with two more of the same people."""
    stops = Counter((e.sources[0].token, *e.people) for e in visits)
    return [e for e in visits if stops[(e.sources[0].token, *e.people)] >= FEWEST_STOPS]


def join_legs(annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Return the encounters with what guests go on to in the state that they are visiting made part of that visit."""
    kept: list[Encounter] = []
    for encounter in encounters:
        stay = next((each for each in kept if _is_leg(annotations, encounter, each)), None)
        if stay is None:
            kept.append(encounter)
            continue
        stay.sources += encounter.sources
        stay.topics |= encounter.topics
        if _is_day(stay.date) and str(encounter.date) > str(stay.date_end or stay.date):
            stay.date_end = encounter.date_end or encounter.date
    return kept


LONGEST_GAP = dt.timedelta(days=3)  # between the last day known of a stay and one on which the guest goes on


def _is_leg(annotations: Annotations, leg: Encounter, stay: Encounter) -> bool:
    """Tell whether a trip is within the state that its people are visiting, or about to visit, at that time."""
    if leg.kind is not Kind.VISIT or stay.kind is not Kind.VISIT or leg.country is None or leg.country != stay.country:
        return False
    if {leg.status, stay.status} & OFF or not set(leg.people) <= set(stay.people) or not _is_day(leg.date):
        return False
    first, last = day_range(str(leg.date))[0], day_range(str(leg.date_end or leg.date))[1]
    start = day_range(stay.date)[0] if stay.date is not None else None
    if start is None or not _is_day(stay.date):
        # "arrived in the afternoon", and is there when the report is written.
        if annotations.published is None or stay.status is not Status.HELD:
            return False
        today = annotations.published[0]
        is_now = start is None or start <= today <= day_range(str(stay.date))[1]
        return is_now and leg.status in AHEAD and today <= first <= today + LONGEST_GAP
    return start <= first and last <= day_range(str(stay.date_end or stay.date))[1] + LONGEST_GAP


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) == DAY
