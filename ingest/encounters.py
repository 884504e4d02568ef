"""From triggers to encounters: who, as what kind, how it stands, when, where; one object for each in a document.

First every trigger becomes an `Encounter` of its own sentence; then those that tell of the same meeting are put
together (`combine`), in text order.
"""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc

from graph.dates import day_range
from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, annotations_of
from ingest.arguments import clause_bounds, find_arguments, mention_index
from ingest.attributes import add_duration, add_place, add_time
from ingest.bystanders import without_bystanders
from ingest.combining import combine
from ingest.conferences import conference_of
from ingest.encounter import AHEAD, Encounter, Source, is_past, sides_of
from ingest.learned import learned_encounters, those_present
from ingest.meetings import meeting_of
from ingest.status import standing_of
from ingest.triggers import SMALL_BODIES, Trigger, find_triggers
from ingest.visits import invitation_of, visits_of

__all__ = ["Encounter", "Source", "find_encounters", "finish"]


def find_encounters(doc: Doc) -> list[Encounter]:
    """Return the encounters a document tells of, in the order it first tells of each."""
    annotations = annotations_of(doc)
    index = mention_index(annotations)
    single: list[Encounter] = []
    for trigger in find_triggers(doc):
        encounter = _of_trigger(doc, annotations, trigger, index)
        if encounter is not None:
            single.extend(encounter)
    single.extend(learned_encounters(doc, annotations, single))
    single.extend(those_present(doc, annotations, single))
    return finish(annotations, combine(doc, annotations, single))


def _of_trigger(
    doc: Doc, annotations: Annotations, trigger: Trigger, index: dict[int, Mention]
) -> list[Encounter] | None:
    token = doc[trigger.token]
    start, end = clause_bounds(doc, trigger.token)
    standing = standing_of(doc, token, start, end)
    if standing is None:
        return None
    arguments = find_arguments(doc, trigger, index)
    frame = trigger.frame.frame
    builder = {
        "conference": conference_of,
        "invite": invitation_of,
        "trip": visits_of,
        "travel": visits_of,
        "visit": visits_of,
    }.get(frame, meeting_of)
    encounter = builder(doc, annotations, trigger, arguments, index)
    if encounter is None:
        return None
    sent = token.sent
    for made in encounter:
        made.status = Status.PROPOSED if frame == "invite" and standing.status is Status.HELD else standing.status
        made.statuses = [(made.status, token.i)]
        made.sources = [Source(sent.start, sent.end, f"{frame}:{trigger.frame.lemma}", token.i)]
        made.is_definite = arguments.is_definite
        both = arguments.by_parse & arguments.by_order
        had = len(made.people)
        without_bystanders(doc, annotations, made)
        if had >= 2 > len(made.people) and made.kind is not Kind.VISIT and len(sides_of(annotations, made)) < 2:
            return None
        made.agreement = len(both & set(made.people)) / len(made.people) if made.people else 0.0
        if made.at is not None:
            here = Trigger(made.at, made.at + 1, trigger.frame)
            bounds = clause_bounds(doc, made.at)
        else:
            here, bounds = trigger, (start, end)
        add_time(doc, annotations, made, here, *bounds)
        add_duration(annotations, made, here, *(bounds if made.at is not None else (sent.start, sent.end)))
        is_named_after_city = made.kind is not Kind.VISIT and made.city is not None
        if (made.kind is not Kind.VISIT or made.city is None) and not is_named_after_city:
            add_place(doc, annotations, made, trigger, sent.start, sent.end)
        if (
            _looks_back(made, annotations)
            and made.status in AHEAD
            and standing.cue not in {"was to have"}
            and made.date
            and is_past(made.date, annotations)
        ):
            made.status, made.was_due = Status.HELD, True
    return encounter


def _looks_back(encounter: Encounter, annotations: Annotations) -> bool:
    return encounter.kind is not Kind.VISIT or annotations.published is not None


MOST_SIDES = 6  # talks of more sides are a conference


def finish(annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Settle what needs the whole document: status by date, country of a city, small bodies' conferences."""
    published = annotations.published
    for encounter in encounters:
        if (
            encounter.kind is Kind.CONFERENCE
            and encounter.codes
            and set(encounter.codes) <= SMALL_BODIES
            and len(encounter.people) <= 6
            and not encounter.conference
        ):
            encounter.kind = Kind.MEETING
        if encounter.kind is Kind.MEETING and len(sides_of(annotations, encounter)) > MOST_SIDES:
            encounter.kind = Kind.CONFERENCE
        if published and encounter.date and encounter.status is Status.HELD:
            first = day_range(encounter.date)[0]
            if first > published[1] + dt.timedelta(days=0):
                encounter.status = Status.PLANNED
    return [e for e in encounters if (e.people or e.codes) and not _is_internal(annotations, e)]


def _is_internal(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether all people serve one state: colleagues, who are named together more often than they meet."""
    if encounter.kind in {Kind.VISIT, Kind.CONFERENCE} or len(encounter.people) < 2:
        return False
    countries = {annotations.people[key].country for key in encounter.people}
    return len(countries) == 1 and None not in countries and len(set(sides_of(annotations, encounter))) < 2
