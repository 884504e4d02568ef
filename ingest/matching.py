"""How alike two reports of different documents are: a list of named, weighted features, and vetoes.

    Blinken–Xi, 19 June 2023, Beijing, 30 minutes     against     Blinken–Xi, Monday, 35 minutes      -> 0.94, the same
    Blinken's visit, June 2023, held                  against     Blinken's visit, February, cancelled -> vetoed by date

Source:
    The shape of nomenklatura's logic_v2: a scorer is a list of features with weights; a veto is a feature that decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from graph.dates import day_range
from graph.model import STANDING, Kind, Participant, Report
from ingest.names import core_words, fold, spelling_key

THRESHOLD = 0.6
SLACK = dt.timedelta(days=1)  # a day's difference may be a time zone's
INFERRED_SLACK = dt.timedelta(days=3)  # a day taken from the document's own date
HELD, AHEAD, OFF = "held", "ahead", "off"
DURATION_TOLERANCE = 0.1  # "about" allows a tenth


@dataclass(frozen=True, slots=True)
class Feature:
    """One way in which two reports agree: its name, its weight, and its value in [0, 1], None where unknown."""

    name: str
    weight: float
    value: Callable[[Report, Report], float | None]


def same_person(left: Participant, right: Participant) -> bool:
    """Tell whether two participants are one: equal id, or for unlinked people equal words of the name."""
    if left.person == right.person:
        return True
    if "/" not in left.person and "/" not in right.person:
        return False
    a = {spelling_key(word) for word in core_words(left.name)}
    b = {spelling_key(word) for word in core_words(right.name)}
    if left.country and right.country and left.country != right.country:
        return False
    return a == b or (min(len(a), len(b)) >= 2 and (a <= b or b <= a))


def shared_people(left: Report, right: Report) -> int:
    """Return how many people two reports share."""
    remaining = list(right.participants)
    shared = 0
    for participant in left.participants:
        match = next((other for other in remaining if same_person(participant, other)), None)
        if match is not None:
            remaining.remove(match)
            shared += 1
    return shared


def days_of(report: Report) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day a report's meeting may have been on."""
    if report.start is None:
        return None
    return day_range(report.start)[0], day_range(report.end or report.start)[1]


def dates_clash(left: Report, right: Report) -> bool:
    """Tell whether two reports name days that cannot be the same."""
    a, b = days_of(left), days_of(right)
    if a is None or b is None:
        return False
    slack = SLACK if left.kind is not Kind.CALL else dt.timedelta(0)
    if "start_date" in left.inferred or "start_date" in right.inferred:
        slack = INFERRED_SLACK
    exact = len(left.start or "") == 10 and len(right.start or "") == 10
    return a[0] > b[1] + (slack if exact else dt.timedelta(0)) or b[0] > a[1] + (slack if exact else dt.timedelta(0))


def _people(left: Report, right: Report) -> float | None:
    if not left.participants and not right.participants:
        return None
    most = max(len(left.participants), len(right.participants))
    return shared_people(left, right) / most if most else None


def _parties(left: Report, right: Report) -> float | None:
    a, b = set(left.parties), set(right.parties)
    return len(a & b) / len(a | b) if a and b else None


def _dates(left: Report, right: Report) -> float | None:
    a, b = days_of(left), days_of(right)
    if a is None or b is None:
        return None
    if dates_clash(left, right):
        return 0.0
    if left.start == right.start:
        return 1.0
    if "start_date" in left.inferred or "start_date" in right.inferred:
        return 0.6
    span = max((a[1] - a[0]).days, (b[1] - b[0]).days)
    return 0.9 if span <= 31 else 0.6


def _told(report: Report, attribute: str) -> str | None:
    """Return city or country where the document says it; what it only takes for granted contradicts nothing."""
    value: str | None = getattr(report, attribute)
    return None if attribute in report.inferred else value


def _place(left: Report, right: Report) -> float | None:
    if left.city and right.city and fold(left.city) == fold(right.city):
        return 1.0
    a, b = _told(left, "city"), _told(right, "city")
    if a and b:
        return 0.0
    if left.country and left.country == right.country:
        return 0.8
    a, b = _told(left, "country"), _told(right, "country")
    return 0.0 if a and b else None


def _kind(left: Report, right: Report) -> float | None:
    return 1.0 if left.kind is right.kind else 0.0


def _standing(left: Report, right: Report) -> float | None:
    return 1.0 if STANDING[left.status] == STANDING[right.status] else 0.3


FEATURES: tuple[Feature, ...] = (
    Feature("people", 4.0, _people),
    Feature("parties", 2.0, _parties),
    Feature("dates", 3.0, _dates),
    Feature("place", 1.5, _place),
    Feature("kind", 1.0, _kind),
    Feature("standing", 1.0, _standing),
)


def is_vetoed(left: Report, right: Report) -> bool:
    """Tell whether two reports cannot be of one meeting, whatever else agrees.

    Other days; other people (two named on each side, fewer than two shared); a visit by somebody else or to elsewhere; a
    meal against talks; what took place against what was called off, unless the day is the same; other cities on exact days.
    """
    if dates_clash(left, right):
        return True
    if left.kind is not right.kind and {left.kind, right.kind} not in (
        {Kind.MEETING, Kind.CONFERENCE},
        {Kind.MEETING, Kind.CALL},
    ):
        return True
    if left.kind is not right.kind and Kind.CONFERENCE in (left.kind, right.kind) and shared_people(left, right) < 3:
        return True
    if left.kind is not right.kind and (Kind.CALL in (left.kind, right.kind)) and left.start != right.start:
        return True
    if left.form != right.form:
        return True
    shared = shared_people(left, right)
    if left.kind is Kind.VISIT:
        if shared == 0 or (left.country and right.country and left.country != right.country):
            return True
    elif left.participants and right.participants and shared < min(2, len(left.participants), len(right.participants)):
        return True
    if left.kind is Kind.CONFERENCE and not set(left.parties) & set(right.parties) and shared < 2:
        return True
    if not left.participants and not right.participants and set(left.parties) != set(right.parties):
        return True
    if bool(left.participants) != bool(right.participants) and not (
        set(left.parties) == set(right.parties) and left.start == right.start and left.start
    ):
        return True
    standings = {STANDING[left.status], STANDING[right.status]}
    if OFF in standings and len(standings) > 1 and not (left.start and left.start == right.start):
        return True
    homes = _told(left, "country"), _told(right, "country")
    if homes[0] and homes[1] and homes[0] != homes[1] and left.kind is not Kind.CALL:
        return True
    undated = left.start is None or right.start is None
    # Without a day, two meetings of the same people are held to be one only if the place agrees or both lie ahead.
    return undated and _place(left, right) is None and standings != {AHEAD} and left.kind is not Kind.CONFERENCE


def similarity(left: Report, right: Report) -> float:
    """Return how alike two reports are, in [0, 1]; 0 where something rules it out.

    Symmetric: `similarity(a, b) == similarity(b, a)`.
    """
    if is_vetoed(left, right):
        return 0.0
    total = reached = 0.0
    for feature in FEATURES:
        value = feature.value(left, right)
        if value is not None:
            total += feature.weight
            reached += feature.weight * value
    return reached / total if total else 0.0


def durations_contradict(left: tuple[int, str | None], right: tuple[int, str | None]) -> bool:
    """Tell whether two durations in minutes contradict each other.

    Each is what its qualifier allows: exact a minute either way, about a tenth, at least anything from there to a half
    more, nearly up to a tenth less. "More than three hours" and "three hours" do not contradict; about 30 and 35 do.

    Example:
        >>> durations_contradict((30, "about"), (35, "exact"))
        True
        >>> durations_contradict((180, "at_least"), (180, "exact"))
        False
    """
    a, b = _allowed(*left), _allowed(*right)
    return a[0] > b[1] or b[0] > a[1]


def _allowed(minutes: int, qualifier: str | None) -> tuple[float, float]:
    tolerance = minutes * DURATION_TOLERANCE
    match qualifier:
        case "about":
            return minutes - tolerance, minutes + tolerance
        case "at_least":
            return minutes, minutes * 1.5
        case "nearly":
            return minutes - tolerance, minutes
        case _:
            return minutes, minutes
