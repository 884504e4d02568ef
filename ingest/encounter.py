"""An encounter while it is put together: who, what kind, how it stands, where it is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.dates import day_range
from graph.model import STANDING, DurationQualifier, Kind, Status
from ingest.annotations import Annotations, TimeMention

OFF = frozenset(status for status in Status if STANDING[status] == "off")
BY_SCORE = "learned:conference"  # rule of a conference that a score finds
EDITION = "edition"  # rule of another round of talks, told without anybody named
AHEAD = frozenset(status for status in Status if STANDING[status] == "ahead")


@dataclass(slots=True)
class Source:
    """A sentence that tells of an encounter: tokens [start, end) and the rule that found it."""

    start: int
    end: int
    rule: str
    token: int


@dataclass(slots=True)
class Encounter:
    """A meeting as the document tells of it, while it is put together.

    Attributes:
        people: Keys of people, in text order.
        codes: States and bodies named as sides, beside those the people serve.
        date: First day, as precise as the text; `date_end` the last.
        conference: Name of the event, for conferences.
        sources: Sentences that tell of it; the first is the evidence.
        given: Attribute to the token range that gives it.
        was_due: Told as ahead ("was to meet"), of a day that has passed since.
        was_to: Told as ahead by "was to", "had planned to", as a thing now off may be.
        at: Token to measure distances from, where it is not the trigger: "with A on Sunday; with B on Monday"; `until` where
            the words on it end, if others of its kind follow.
        inferred: Attributes that the document only takes for granted (day and place of its scene).
        joined: How likely those of its people were there whom the document does not say to have been, in [0, 1].
    """

    kind: Kind
    status: Status
    people: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    date: str | None = None
    date_end: str | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    minutes: int | None = None
    minutes_qualifier: DurationQualifier | None = None
    topics: set[str] = field(default_factory=set)
    conference: str | None = None
    meal: str | None = None
    sources: list[Source] = field(default_factory=list)
    given: dict[str, tuple[int, int]] = field(default_factory=dict)
    agreement: float = 0.0
    is_definite: bool = False
    is_anaphor: bool = False
    statuses: list[tuple[Status, int]] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)
    joined: dict[str, float] = field(default_factory=dict)
    at: int | None = None
    until: int | None = None
    was_due: bool = False
    was_to: bool = False


def sides_of(annotations: Annotations, encounter: Encounter) -> list[str]:
    """Return the states and bodies at an encounter: those its people serve and those named."""
    codes = [str(annotations.people[key].country) for key in encounter.people if annotations.people[key].country]
    return list(dict.fromkeys([*codes, *encounter.codes]))


def dates_clash(left: Encounter, right: Encounter, slack: dt.timedelta = dt.timedelta(0)) -> bool:
    """Tell whether the days of two encounters have none in common, nor lie within some days of one another."""
    if not left.date or not right.date:
        return False
    a0, a1 = day_range(left.date)[0], day_range(left.date_end or left.date)[1]
    b0, b1 = day_range(right.date)[0], day_range(right.date_end or right.date)[1]
    return a0 > b1 + slack or b0 > a1 + slack


def met_in_course_of(visit: Encounter, encounters: Iterable[Encounter]) -> list[Encounter]:
    """Return the meetings and conferences with a traveller of a visit in the country visited, of the same standing, on whatever day."""
    return [
        each
        for each in encounters
        if each.kind in {Kind.MEETING, Kind.CONFERENCE}
        and each.country == visit.country
        and STANDING[each.status] == STANDING[visit.status]
        and set(each.people) & set(visit.people)
    ]


def is_outside(time: TimeMention, encounter: Encounter) -> bool:
    """Tell whether a date phrase names none of an encounter's days; False where these are not known."""
    if not encounter.date:
        return False
    first, last = day_range(encounter.date)[0], day_range(encounter.date_end or encounter.date)[1]
    return day_range(time.value)[0] > last or day_range(time.end or time.value)[1] < first


def is_past(date: str, annotations: Annotations) -> bool:
    """Tell whether a date lies before the document was published."""
    return annotations.published is not None and day_range(date)[1] < annotations.published[0]


def is_ahead(date: str, annotations: Annotations) -> bool:
    """Tell whether a date lies behind the day a document was published."""
    return annotations.published is not None and day_range(date)[0] > annotations.published[1]


def is_to_come(encounter: Encounter, annotations: Annotations) -> bool:
    """Tell whether an encounter told as held is of a day to come."""
    return encounter.status is Status.HELD and encounter.date is not None and is_ahead(encounter.date, annotations)


def is_long_past(encounter: Encounter, annotations: Annotations) -> bool:
    """Tell whether an encounter ended more than ten days before the document was published."""
    if annotations.published is None or encounter.date is None:
        return False
    return day_range(encounter.date_end or encounter.date)[1] < annotations.published[0] - dt.timedelta(days=10)
