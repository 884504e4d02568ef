"""Whom a host gives a banquet for, where it is not said: "President Kovind hosted a banquet at night", for the visitor.

Of six such meals in our annotated reports five are annotated as meetings of the host and the visitor.
"""

from __future__ import annotations

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.annotations import Annotations
from ingest.encounter import Encounter
from ingest.meetings import MEALS
from ingest.syntax import obliques

_FOR_WHOM = frozenset({"for", "to", "with"})  # "a dinner for farmers' leaders"
_GIVES = frozenset("host give hold offer throw lay".split())


def add_guests(doc: Doc, annotations: Annotations, single: list[Encounter]) -> None:
    """Put the visitor to a meal that somebody of the country visited gives, where nobody else is named with it."""
    for meal in single:
        if meal.meal not in MEALS or len(meal.people) != 1 or meal.codes or not _is_given(doc, meal):
            continue
        guests = _visitors(annotations, single, meal)
        if guests:
            meal.people += guests
            meal.is_anaphor = False


def _is_given(doc: Doc, meal: Encounter) -> bool:
    """Tell whether a noun of a meal is what somebody gives: "hosted a State banquet"."""
    token = doc[meal.sources[0].token]
    if token.dep_ not in {"obj", "dobj"} or token.head.lemma_.lower() not in _GIVES:
        return False
    return not any(True for word in (token, token.head) for _ in obliques(word, _FOR_WHOM))


def _visitors(annotations: Annotations, single: list[Encounter], meal: Encounter) -> list[str]:
    """Return who is on a visit to the host's country by the first visit told of before; nobody where two states' people are."""
    host = annotations.people[meal.people[0]]
    visitor = visitor_before(annotations, single, meal, frozenset({Status.HELD, meal.status}))
    return [visitor] if host.is_official and visitor is not None else []


def visitor_before(
    annotations: Annotations, encounters: list[Encounter], meeting: Encounter, statuses: frozenset[Status]
) -> str | None:
    """Return who is on a visit, told of before a meeting, to the state of the one it names; None where people of two states are.

    Args:
        annotations: What was found in the document.
        encounters: Among them the visits.
        meeting: Names one person first.
        statuses: Of the visits that count.
    """
    home = annotations.people[meeting.people[0]].country
    visits = [
        visit
        for visit in encounters
        if visit.kind is Kind.VISIT
        and visit.status in statuses
        and visit.country == home
        and visit.sources[0].token < meeting.sources[0].token
        and visit.people
    ]
    homes = {annotations.people[key].country for visit in visits for key in visit.people}
    return visits[0].people[0] if len(homes) == 1 else None
