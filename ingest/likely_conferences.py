"""Conferences that no rule sees and a learned score finds, and people at them whom no rule puts there.

"The two last met at the bloc's summit in Oslo"       both were at it
"She flies to Lima for the forum that opens on Monday"

Measured by document on our annotated reports (`training.conferences`): of those found to attend, seven in ten are annotated, and half as many
again of the annotated ones are found as by rule alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.annotations import annotations_of
from ingest.arguments import clause_bounds
from ingest.attributes import add_place
from ingest.combining import absorb, same_encounter
from ingest.conference_events import Event
from ingest.conference_scores import Conferences
from ingest.encounter import BY_SCORE, Encounter, Source, dates_clash
from ingest.frames import Frame, Trigger
from ingest.moments import add_time
from ingest.weights import Weights, score_features, scorers_in

LIKELY = 0.6
LIKELY_WITH_OTHERS = 0.4  # beside somebody who is likely
LIKELY_BY_ITSELF = 0.5
SEVERAL = 3


def load_conference_weights() -> dict[str, Weights]:
    """Return bias and weights of who attends and of what is told in its own right, read once a process."""
    return scorers_in("conferences.json")


def add_conferences(
    doc: Doc, triggers: list[Trigger], denied: list[int], encounters: list[Encounter]
) -> list[Encounter]:
    """Return the conferences to be added; those at one that a rule found join it in place.

    Args:
        doc: The Doc.
        triggers: Its words of meeting and travel.
        denied: Tokens of those that say there was no meeting; their sentences are left alone.
        encounters: What rules and scores found so far.
    """
    conferences = Conferences(doc, triggers, encounters)
    added: list[Encounter] = []
    for event, attending in _told(conferences, denied):
        conference = _conference(doc, conferences, event, attending)
        rule = _by_word(encounters, event)
        if rule is not None and rule.kind is not Kind.CONFERENCE and (len(rule.people) >= SEVERAL or not event.codes):
            continue  # "held a summit with X": a meeting
        if _is_at_larger(encounters, conference):
            continue
        same = next((e for e in [*encounters, *added] if e is rule or _is_same(doc, e, conference)), None)
        if same is None or same.kind is not Kind.CONFERENCE:
            added.append(conference)
        else:
            conference.people = [key for key, chance in attending if chance >= LIKELY]
            absorb(same, conference)
    return added


def _told(conferences: Conferences, denied: list[int]) -> Iterator[tuple[Event, list[tuple[str, float]]]]:
    """Yield the events that are told of, with those who are likely to attend: one at least, unless it is told of in its own right."""
    model = load_conference_weights()
    attending: dict[int, list[tuple[str, float]]] = {}
    for candidate in conferences.candidates():
        event = candidate.event
        if conferences.standing(event.token) is None or event.token in denied:
            continue
        chance = score_features(model["attends" if candidate.key is not None else "own-right"], candidate.features)
        there = attending.setdefault(event.token, [])
        if candidate.key is None:  # the last of its event
            if any(each >= LIKELY for _, each in there):
                yield event, there
            elif chance >= LIKELY_BY_ITSELF and event.codes:
                yield event, []
        elif chance >= LIKELY_WITH_OTHERS:
            there.append((candidate.key, chance))


def _by_word(encounters: list[Encounter], event: Event) -> Encounter | None:
    """Return the encounter that a rule finds by the word of an event."""
    return next(
        (e for e in encounters if e.kind is not Kind.VISIT and any(s.token == event.token for s in e.sources)), None
    )


def _is_same(doc: Doc, other: Encounter, conference: Encounter) -> bool:
    return other.kind is Kind.CONFERENCE and same_encounter(doc, annotations_of(doc), other, conference)


def _is_at_larger(encounters: list[Encounter], conference: Encounter) -> bool:
    """Tell whether a meeting of several is told of, at which all of a conference are, of the same days and place."""
    return any(
        e.kind in {Kind.MEETING, Kind.CONFERENCE}
        and len(e.people) >= SEVERAL
        and conference.people
        and set(conference.people) <= set(e.people)
        and not dates_clash(e, conference)
        and (e.city is None or conference.city is None or e.city == conference.city)
        for e in encounters
    )


def _conference(doc: Doc, conferences: Conferences, event: Event, attending: list[tuple[str, float]]) -> Encounter:
    """Return the conference of an event."""
    annotations = annotations_of(doc)
    token = doc[event.token]
    standing = conferences.standing(event.token)
    status = standing.status if standing is not None else Status.HELD
    conference = Encounter(
        Kind.CONFERENCE, status, [key for key, _ in attending], list(event.codes), conference=event.name or token.lower_
    )
    conference.agreement = max((chance for _, chance in attending), default=LIKELY_BY_ITSELF) - 0.5
    conference.statuses = [(status, token.i)]
    conference.sources = [Source(token.sent.start, token.sent.end, BY_SCORE, token.i)]
    if event.city is not None:
        conference.city, conference.country = event.city
    trigger = Trigger(token.i, event.end, Frame("conference", "NOUN", "conference", Kind.CONFERENCE))
    add_time(doc, annotations, conference, trigger, *clause_bounds(doc, token.i))
    if conference.city is None:
        add_place(doc, annotations, conference, trigger, token.sent.start, token.sent.end)
    return conference
