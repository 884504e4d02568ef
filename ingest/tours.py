"""Tours: stops announced in one list and told of again, or met in, one by one.

"will travel to Oslo, Lima and Quito, leaving on May 30. … In Lima on June 2, she will meet President X": the day of the list is
no stop's own, and what is told of a stop says when and where it is.
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc

from graph.model import STANDING, Kind
from ingest.date_words import DAY, MONTH
from ingest.encounter import AHEAD, Encounter

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
    is_same_day = _SAME_DAY.search(doc[min(here, there) : doc[here].sent.end].text) is not None
    return abs(there - day) < abs(here - day) and not is_same_day and bool(set(other.people) & set(visit.people))


_SAME_DAY = re.compile(r"\b(?:evening|night|afternoon|same day|hours later|later in the day)\b")


def put_days_of_stops(encounters: list[Encounter]) -> None:
    """Give each stop of a list, told of without city, the city and days of whom the traveller meets there."""
    for stop in _listed([e for e in encounters if e.kind is Kind.VISIT and e.country is not None]):
        met = [
            e
            for e in encounters
            if e.kind in {Kind.MEETING, Kind.CONFERENCE}
            and e.country == stop.country
            and e.city is not None
            and STANDING[e.status] == STANDING[stop.status]
            and set(stop.people) & set(e.people)
            and e.date is not None
            and len(e.date) == DAY
            and "start_date" in e.given
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
