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
from ingest.nearby import OF_MEETING, has_word
from ingest.syntax import governing_verb
from ingest.weights import Weights, score_features, scorers_in

LIKELY = 0.6
LIKELY_WITH_OTHERS = 0.4  # beside somebody who is likely
LIKELY_BY_ITSELF = 0.5
SEVERAL = 3
_BY_RELATION = (["learned:meet"], ["join:join"])


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
        conference = _conference(doc, conferences, event, _with_companions(doc, encounters, event, attending))
        rule = _by_word(encounters, event)
        if rule is not None and rule.kind is not Kind.CONFERENCE and (len(rule.people) >= SEVERAL or not event.codes):
            continue  # "held a summit with X": a meeting
        if _is_at_larger(doc, encounters, conference):
            continue
        same = next((e for e in [*encounters, *added] if e is rule or _is_same(doc, e, conference)), None)
        if same is None or same.kind is not Kind.CONFERENCE:
            added.append(conference)
        else:
            conference.people = [key for key, chance in attending if chance >= LIKELY]
            absorb(same, conference)
    return added


def without_attending(doc: Doc, encounters: list[Encounter], conferences: list[Encounter]) -> list[Encounter]:
    """Return encounters without meetings that are no more than several people's being at a conference."""
    held = [e for e in [*encounters, *conferences] if e.kind is Kind.CONFERENCE]
    return [
        e
        for e in encounters
        if not _is_of_one_guest(e, held)
        and not any(
            set(e.people) <= set(c.people) and any(_only_attended(doc, e, s.start) for s in c.sources) for c in held
        )
    ]


_TALK = OF_MEETING - {"meeting"} | {"speak", "converse", "handshake", "shake"}


def _is_of_one_guest(encounter: Encounter, held: list[Encounter]) -> bool:
    """Tell whether a summit of many, read as a meeting for want of a name, is of one guest who is at the conference of its word."""
    at = encounter.sources[0]
    return (
        encounter.kind is Kind.MEETING
        and at.rule.startswith("summit:")
        and len(encounter.people) == 1
        and any(s.token == at.token for c in held for s in c.sources)
    )


_ATTENDS = frozenset(
    "attend open address chair host close inaugurate participate take gather join be speak mark guest".split()
)


def _with_companions(
    doc: Doc, encounters: list[Encounter], event: Event, attending: list[tuple[str, float]]
) -> list[tuple[str, float]]:
    """Return who attends with those of whom one verb says that they were there together."""
    likely = {key for key, chance in attending if chance >= LIKELY}
    start = doc[event.token].sent.start
    there = [e for e in encounters if _only_attended(doc, e, start) and likely & set(e.people)]
    more = dict.fromkeys(key for e in there for key in e.people if key not in dict(attending))
    return [*attending, *((key, LIKELY) for key in more)]


def _only_attended(doc: Doc, encounter: Encounter, sent: int) -> bool:
    """Tell whether a meeting is read, in the sentence that starts at a token, from a verb of being at an event: "A and B attended the funeral"."""
    first = encounter.sources[0]
    if (
        encounter.kind is not Kind.MEETING
        or first.start != sent
        or [s.rule for s in encounter.sources] not in _BY_RELATION
    ):
        return False
    if has_word(doc[first.token].sent, _TALK):
        return False  # "attended the inauguration and talked in private"
    verb = governing_verb(doc[first.token])
    return bool({doc[first.token].lemma_.lower(), verb.lemma_.lower() if verb is not None else None} & _ATTENDS)


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


def _is_at_larger(doc: Doc, encounters: list[Encounter], conference: Encounter) -> bool:
    """Tell whether a meeting of several is told of, at which all of a conference are, of the same days and place."""
    return any(
        e.kind in {Kind.MEETING, Kind.CONFERENCE}
        and len(e.people) >= SEVERAL
        and conference.people
        and not _only_attended(doc, e, conference.sources[0].start)
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
