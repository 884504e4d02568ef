"""Tours: stops announced in one list and told of again, or met in, one by one.

"will travel to Oslo, Lima and Quito, leaving on May 30. … In Lima on June 2, she will meet President X": the day of the list is
no stop's own, and what is told of a stop says when and where it is.
"""

from __future__ import annotations

from collections import Counter

from graph.model import STANDING, Kind
from ingest.dates import DAY
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
