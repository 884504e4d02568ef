"""From triggers to encounters: who, as what kind, how it stands, when, where; one object for each in a document.

First every trigger becomes an `Encounter` of its own sentence; then those that tell of the same meeting are put
together (`combine`), in text order.
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Span, Token

from graph.dates import day_range
from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, annotations_of
from ingest.arguments import clause_bounds, find_arguments, mention_index
from ingest.attendance import add_guests_of_event, add_members, add_witnesses, complete_lists
from ingest.attributes import add_duration, add_place
from ingest.bystanders import without_bystanders
from ingest.combining import combine
from ingest.companions import add_companions, add_delegates
from ingest.comparisons import visits_compared, with_compared
from ingest.conferences import conference_of
from ingest.date_anchors import RECENT
from ingest.date_words import IN_A_WHILE, OF_LATE
from ingest.days import lacks_day, likeliest_days, put_days
from ingest.departures import visits_over
from ingest.doubles import without_doubles
from ingest.editions import further_editions
from ingest.encounter import AHEAD, Encounter, Source, dates_clash, is_past, is_to_come, sides_of
from ingest.frames import Trigger
from ingest.gapping import gapped_pairs
from ingest.gatherings import add_attendants
from ingest.hospitality import add_guests
from ingest.kin import is_family, only_kin
from ingest.learned import learned_encounters
from ingest.likely_conferences import add_conferences, without_attending
from ingest.likely_visits import weigh_visits
from ingest.meetings import meeting_of
from ingest.moments import add_time
from ingest.occasions import further_occasions
from ingest.onward import goes_on
from ingest.rolls import find_rolls, put_rolls
from ingest.side_dates import verb_after_before
from ingest.status import Standing, came_to_nothing, standing_of
from ingest.stays import is_awaited
from ingest.stretches import leave_first_days_open
from ingest.surroundings import Surroundings
from ingest.told_again import without_counted_again, without_told_again
from ingest.told_of_calls import put_as_calls
from ingest.tours import join_legs, keep_days_apart, put_days_of_stops, without_announced
from ingest.travellers import travelled_together
from ingest.triggers import SMALL_BODIES, find_triggers
from ingest.visits import invitation_of, visits_of
from ingest.whereabouts import lacks_place, likeliest_places, put_cities_of_visits, put_places

__all__ = [
    "Encounter",
    "Source",
    "encounters_to_join",
    "encounters_without_score",
    "find_encounters",
    "finish",
    "told_encounters",
]


def find_encounters(doc: Doc) -> list[Encounter]:
    """Return the encounters a document tells of, in the order it first tells of each."""
    encounters = encounters_to_join(doc)
    add_attendants(doc, encounters)
    for encounter in encounters:
        if encounter.joined:
            _put_kind(annotations_of(doc), encounter)
    leave_first_days_open(doc, encounters)
    return without_doubles(doc, encounters)


def encounters_to_join(doc: Doc) -> list[Encounter]:
    """Return the encounters with all their days and places, before those who are named one by one join a gathering."""
    encounters = told_encounters(doc)
    annotations = annotations_of(doc)
    if any(lacks_place(encounter) or lacks_day(annotations, encounter) for encounter in encounters):
        surroundings = Surroundings(doc, encounters)
        days, places = likeliest_days(surroundings), likeliest_places(surroundings)
        put_days(days)
        put_places(places)
    put_cities_of_visits(encounters)
    add_delegates(annotations, encounters)
    return join_legs(annotations, encounters)


def told_encounters(doc: Doc) -> list[Encounter]:
    """Return the encounters with the days and places that rules give them, and the visits that are likely."""
    triggers = find_triggers(doc)
    encounters, denied = encounters_without_score(doc, triggers)
    kept, added = weigh_visits(doc, triggers, denied, encounters)
    conferences = add_conferences(doc, triggers, denied, kept)
    kept, added = without_attending(doc, kept, conferences), added + conferences
    found = add_companions(doc, annotations_of(doc), kept + finish(annotations_of(doc), added))
    found = add_guests_of_event(doc, annotations_of(doc), found)
    return sorted(found, key=lambda encounter: min(source.token for source in encounter.sources))


def encounters_without_score(doc: Doc, triggers: list[Trigger]) -> tuple[list[Encounter], list[int]]:
    """Return the encounters as they are before visits are scored, and the tokens of triggers that deny one."""
    annotations = annotations_of(doc)
    index = mention_index(doc)
    single: list[Encounter] = []
    denied: list[int] = []
    for trigger in triggers:
        standing = standing_of(doc, doc[trigger.token], *clause_bounds(doc, trigger.token))
        if standing is None:
            denied.append(trigger.token)
        else:
            single.extend(_of_trigger(doc, annotations, trigger, standing, index))
    single = with_compared(single, visits_compared(doc, annotations, index))
    single += visits_over(doc, annotations, index, single)
    single = without_told_again(doc, single)
    add_guests(doc, annotations, single)
    add_witnesses(doc, annotations, single)
    rolls = find_rolls(doc, annotations, index)
    single.extend(learned_encounters(doc, annotations, triggers, denied, single, rolls))
    put_as_calls(doc, single)
    put_rolls(doc, annotations, rolls, single)
    complete_lists(doc, annotations, single)
    keep_days_apart(doc, single)
    encounters = without_counted_again(doc, combine(doc, annotations, without_announced(single)))
    kin = only_kin(doc, annotations.mentions)
    encounters = [e for e in encounters if e.kind is Kind.VISIT or not is_family(annotations, e, kin)]
    put_days_of_stops(encounters)
    add_members(doc, annotations, encounters)
    encounters += further_editions(doc, annotations, encounters)
    return finish(annotations, encounters), denied


def _of_trigger(
    doc: Doc, annotations: Annotations, trigger: Trigger, standing: Standing, index: dict[int, Mention]
) -> list[Encounter]:
    token = doc[trigger.token]
    arguments = find_arguments(doc, trigger, index)
    frame = trigger.frame.frame
    builder = {
        "conference": conference_of,
        "invite": invitation_of,
        "trip": visits_of,
        "travel": visits_of,
        "stay": visits_of,
        "carry": visits_of,
        "visit": visits_of,
    }.get(frame, meeting_of)
    encounters = builder(doc, annotations, trigger, arguments, index) or []
    if builder is meeting_of and frame in _WITH_SOMEBODY:
        encounters = _with_gapped(doc, token, encounters, index)
    sent = token.sent
    clause = clause_bounds(doc, trigger.token)
    for made in encounters:
        made.status = standing.status
        if standing.status is Status.HELD and frame == "invite":
            made.status = Status.PROPOSED
        elif standing.status is Status.HELD and (
            frame == "expect" or is_awaited(doc, trigger) or _is_timetable(doc, annotations, trigger, *clause)
        ):
            made.status = Status.PLANNED
        if made.status in AHEAD and came_to_nothing(token):
            made.status = Status.CANCELLED
        made.was_to = made.status is Status.PLANNED and _WAS_TO.search(doc[sent.start : token.i].text + " ") is not None
        made.statuses = [(made.status, token.i)]
        made.sources = [Source(sent.start, sent.end, f"{frame}:{trigger.frame.lemma}", token.i)]
        made.is_definite = arguments.is_definite
        both = arguments.by_parse & arguments.by_order
        had = len(made.people)
        without_bystanders(doc, annotations, made)
        if _is_of_one(annotations, made, had):
            return []
        made.agreement = len(both & set(made.people)) / len(made.people) if made.people else 0.0
        here = trigger if made.at is None else Trigger(made.at, made.at + 1, trigger.frame)
        clause = clause_bounds(doc, here.token)
        if made.at is not None and made.until is not None:
            clause = made.at, made.until
        add_time(doc, annotations, made, here, *clause)
        if made.kind is Kind.VISIT and made.until is None and _is_of_other_stop(made, encounters):
            made.date = made.date_end = str(made.date)[:7]
        add_duration(annotations, made, here, *((sent.start, sent.end) if made.at is None else clause))
        if made.city is None:
            aim = made.country if made.kind is Kind.VISIT else None
            add_place(doc, annotations, made, here, *(clause if made.until is not None else (sent.start, sent.end)))
            if aim is not None and made.country != aim:
                made.country, made.city = aim, None  # where the sentence is set is not where the trip goes
        is_over = made.date is not None and is_past(made.date, annotations)
        is_over = is_over or (verb_after_before(token) is not None and _is_told_late(annotations, sent))
        if made.status in AHEAD and is_over and standing.cue != "was to have":
            made.status, made.was_due = Status.HELD, True
    encounters = [made for made in encounters if not _is_nobodys_trip(made, encounters)]
    if builder is meeting_of and len(encounters) == 1 and encounters[0].status is Status.HELD:
        encounters = [*encounters, *further_occasions(doc, annotations, trigger, encounters[0])]
    _, end = clause_bounds(doc, trigger.token)
    if builder is visits_of and doc[end : end + 1].text != ":":
        return travelled_together(doc, annotations, encounters)
    return encounters


def _is_of_one(annotations: Annotations, encounter: Encounter, had: int) -> bool:
    """Tell whether bystanders taken out of a meeting leave one person, and no other side."""
    is_left_alone = had >= 2 > len(encounter.people) and encounter.kind is not Kind.VISIT
    return is_left_alone and len(sides_of(annotations, encounter)) < 2


def _is_nobodys_trip(made: Encounter, told: list[Encounter]) -> bool:
    """Tell whether a trip is of somebody's envoy who is not named; not where it is the only one, and one told of before ("the visit")."""
    return made.kind is Kind.VISIT and not made.people and not (made.is_anaphor and len(told) == 1)


_WITH_SOMEBODY = frozenset({"meet", "talks", "speak", "with"})


def _with_gapped(doc: Doc, token: Token, told: list[Encounter], index: dict[int, Mention]) -> list[Encounter]:
    """Return the encounters of a word with those of clauses behind it that leave it out, whose people were not at the first."""
    gapped = list(gapped_pairs(doc, token, index)) if told else []
    away = {key for people, _ in gapped for key in people}
    kept: list[Encounter] = []
    for encounter in told:
        rest = [key for key in encounter.people if key not in away]
        if len(rest) > 1 or len(rest) == len(encounter.people):
            encounter.people = rest
            kept.append(encounter)
    return [*kept, *(Encounter(told[0].kind, told[0].status, people, at=at) for people, at in gapped)]


def _is_of_other_stop(visit: Encounter, stops: list[Encounter]) -> bool:
    """Tell whether the days told are no more than in the month of a stop: those of the first one, or of a long trip as a whole.

    "in Helsinki and Stockholm over the weekend" tells so few days that each stop may be of all of them.
    """
    if visit.date is None or len({stop.country for stop in stops}) < 2:
        return False
    days = _days_of(visit)
    return days >= MOST_DAYS_OF_STOPS or (days == 0 and visit.country != stops[0].country)


def _days_of(visit: Encounter) -> int:
    """Return how many days lie between the first day of a visit and its last; 0 where one day is told, or none."""
    (first, _), (_, last) = day_range(str(visit.date)), day_range(str(visit.date_end or visit.date))
    return (last - first).days if visit.date_end != visit.date else 0


MOST_DAYS_OF_STOPS = 3  # from the first to the last, from which a day is of one stop or another


def _is_told_late(annotations: Annotations, sent: Span) -> bool:
    """Tell whether a sentence is of a day long enough ago for what came next to be over: "met him on May 2 before flying on"."""
    if annotations.published is None:
        return False
    first = annotations.published[0]
    days = [day_range(t.value)[1] for t in annotations.times if sent.start <= t.start < sent.end and t.kind == "day"]
    return bool(days) and max(days) < first - RECENT


_WAS_TO = re.compile(
    r"\b(?:was|were) (?:also |then |later )?(?:to|due to|scheduled to|expected to) (?:[^.;]*\b(?:and|,) )?(?:also )?(?:to )?(?:\w+ ){0,2}$"
)


_FUTURATE = frozenset({"travel", "visit", "see", "meet", "receive"})
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:tomorrow|tonight|next)\b")
_TODAY = re.compile(
    r"\b(?:today|at (?:noon|midnight|dawn)|(?:in the|this) (?:afternoon|evening)|later (?:in|that|the same) (?:the )?(?:day|afternoon|evening)|(?:at the end of the|later this) (?:week|month|year))\b"
)  # "leaves today for Seoul"


_IN_A_WHILE = re.compile(IN_A_WHILE)


def _is_timetable(doc: Doc, annotations: Annotations, trigger: Trigger, start: int, end: int) -> bool:
    """Tell whether a present tense tells of what is to come: "leaves on Friday for Jakarta" in a full sentence, "flies home in two days"."""
    token = doc[trigger.token]
    if trigger.frame.frame not in _FUTURATE or annotations.published is None:
        return False
    if trigger.frame.frame == "travel" and goes_on(token):
        return True
    text = doc[start:end].text
    is_going = token.tag_ == "VBG" and any(t.lower_ in {"is", "are"} for t in token.children)
    is_present = token.tag_ in {"VBZ", "VBP", "NNS"}
    in_a_while = _IN_A_WHILE.search(text) if is_going or is_present else None
    if in_a_while is not None and OF_LATE.search(text[: in_a_while.start()]) is None:
        return True
    if not is_present:
        return False
    whole = token.sent.text.rstrip().endswith((".", "”", '"'))
    is_told = _WEEKDAY.search(text) or (trigger.frame.frame == "travel" and _TODAY.search(text))
    return whole and is_told is not None and re.search(r"\blast\b", text) is None


MOST_SIDES = 6
MEETS = "meet:meet"  # rule of the plainest verb


def _put_kind(annotations: Annotations, encounter: Encounter) -> None:
    """Make talks of many sides a conference."""
    if encounter.kind is Kind.MEETING and len(sides_of(annotations, encounter)) > MOST_SIDES:
        encounter.kind = Kind.CONFERENCE


def finish(annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Settle what needs the whole document: status by date, country of a city, small bodies' conferences."""
    for encounter in encounters:
        if (
            encounter.kind is Kind.CONFERENCE
            and encounter.codes
            and set(encounter.codes) <= SMALL_BODIES
            and len(encounter.people) <= 6
            and not encounter.conference
        ):
            encounter.kind = Kind.MEETING
        if encounter.kind is Kind.VISIT and encounter.country:
            # Who is at home there is seen on a visit, not on it: "her first stop is Lima, where she will meet President X".
            abroad = [key for key in encounter.people if annotations.people[key].country != encounter.country]
            encounter.people = abroad or encounter.people
        _put_kind(annotations, encounter)
        if is_to_come(encounter, annotations):
            encounter.status = Status.PLANNED
    _call_off_with_trip(encounters)
    return [e for e in encounters if (e.people or e.codes) and not _is_internal(annotations, e)]


def _call_off_with_trip(encounters: list[Encounter]) -> None:
    """Call off what somebody "was to" do on a trip, or at talks, that are called off: "was to call on the president, too"."""
    off = [e for e in encounters if e.status in {Status.CANCELLED, Status.POSTPONED} and e.date is not None]
    for encounter in encounters:
        if not encounter.was_to or encounter.status is not Status.PLANNED:
            continue
        for other in off:
            if set(other.people) & set(encounter.people) and not dates_clash(encounter, other, WEEK):
                encounter.status = other.status


WEEK = dt.timedelta(days=7)


def _is_internal(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether all people serve one state: colleagues, who are named together more often than they meet.

    Where the sentence says that one met the other ("President X met opposition leader Y"), they did.
    """
    if encounter.kind in {Kind.VISIT, Kind.CONFERENCE} or len(encounter.people) < 2:
        return False
    if len(encounter.people) == 2 and any(source.rule == MEETS for source in encounter.sources):
        return False
    countries = {annotations.people[key].country for key in encounter.people}
    return len(countries) == 1 and None not in countries and len(set(sides_of(annotations, encounter))) < 2
