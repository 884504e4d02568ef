"""Visits: who travels, and where to."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import Arguments, clause_bounds
from ingest.encounter import Encounter
from ingest.gazetteer import is_capital
from ingest.nearby import object_is_person, person_before
from ingest.triggers import Trigger


def invitation_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, _arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Make of "A invited B to C" a visit by B that is proposed."""
    token = doc[trigger.token]
    _, end = clause_bounds(doc, trigger.token)
    place = _destination(doc, annotations, trigger, end)
    guest = next((index[i] for i in range(token.i + 1, min(end, token.i + 6)) if i in index and index[i].people), None)
    if guest is None or len(guest.people) != 1 or place is None:
        return None
    if annotations.people[guest.people[0]].country == place.code:
        return None
    encounter = Encounter(Kind.VISIT, Status.PROPOSED, list(guest.people))
    _set_place(encounter, place)
    return [encounter]


def _destination(doc: Doc, annotations: Annotations, trigger: Trigger, end: int) -> Mention | None:
    """Return the place a trip goes to: the object of "visit", what follows "to", "in", or an adjective ("Beijing trip")."""
    token = doc[trigger.token]
    places = {
        m.start: m
        for m in annotations.mentions
        if m.kind in {MentionKind.CITY, MentionKind.COUNTRY}
        and m.code
        and not (m.is_adjective and m.kind is MentionKind.COUNTRY)
    }
    for steps, i in enumerate(range(token.i + 1, min(end, token.i + 14))):
        mention = places.get(i)
        if mention is not None and not mention.is_possessive:
            before = doc[i - 1].lower_ if i else ""
            direct = trigger.frame.frame == "visit" and steps <= 4
            if (
                direct
                or before in {"to", "in", "into", "at", "for", "the", "of", "through", "from", "on", "capital", ","}
                or i == token.i + 1
                or any(m.end == i and m.is_adjective and m.code == mention.code for m in annotations.mentions)
            ):
                return mention
        if doc[i].lower_ in {
            "that",
            "who",
            "which",
            "because",
            "but",
            "after",
            "before",
            "when",
            "said",
            "says",
            "where",
            "since",
            "meeting",
            "talks",
            "summit",
            "follow",
            "conference",
        } or doc[i].text in {";", ":"}:
            break
    ends = {m.end: m for m in annotations.mentions if m.kind in {MentionKind.CITY, MentionKind.COUNTRY} and m.code}
    if trigger.frame.frame == "trip":
        mention = ends.get(token.i) or ends.get(token.i - 1)
        if mention is not None and not (mention.is_possessive):
            return mention
    return None


def visits_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Return one visit for each traveller; a trip without a place is an anaphor, or is aimed later."""
    _, end = clause_bounds(doc, trigger.token)
    token = doc[trigger.token]
    place = _destination(doc, annotations, trigger, end)
    if trigger.frame.frame == "visit" and place is None and object_is_person(doc, trigger.token, index):
        return (
            [Encounter(Kind.MEETING, Status.HELD, list(arguments.people), list(arguments.codes))]
            if len(arguments.people) >= 2
            else None
        )
    people = [
        key for key in arguments.people if annotations.people[key].person is not None or annotations.people[key].offices
    ]
    if trigger.frame.frame == "trip" and token.i and doc[token.i - 1].lower_ in {"this", "that", "such"}:
        people = []
    if not people:
        people = _after_colon(doc, token, end, index)
    if not people and trigger.frame.frame == "trip" and arguments.is_definite and _called_off(doc, token):
        # "Blinken had been due in Beijing, but the trip was scrapped"
        named = person_before(token, index)
        people = named if len(named) == 1 else []
        place = place or _place_before(annotations, token)
    if not people:
        if trigger.frame.frame == "trip" and (arguments.is_definite or place is not None):
            encounter = Encounter(Kind.VISIT, Status.HELD, is_anaphor=True)
            _set_place(encounter, place)
            return [encounter]
        return None
    if trigger.frame.frame in {"travel", "visit"} and place is None and trigger.frame.lemma not in {"arrive", "land"}:
        return None
    if (
        place is not None
        and place.kind is MentionKind.COUNTRY
        and trigger.frame.frame == "travel"
        and token.lemma_.lower() in {"go", "head"}
        and place.is_adjective
    ):
        return None
    made: list[Encounter] = []
    for key in people:
        person = annotations.people[key]
        if place is not None and person.country == place.code:
            continue
        encounter = Encounter(Kind.VISIT, Status.HELD, [key])
        _set_place(encounter, place)
        encounter.is_anaphor = place is None
        made.append(encounter)
    return made or None


def _after_colon(doc: Doc, token: Token, end: int, index: dict[int, Mention]) -> list[str]:
    """Return who is counted up behind a colon: "Three ministers have made the journey: A, of …; B; and C"."""
    if end >= len(doc) or doc[end].text != ":" or end >= token.sent.end:
        return []
    counted = re.search(
        r"\b(?:two|three|four|five|six|several|many|\d+|members|ministers|officials|leaders|presidents|envoys)\b",
        doc[token.sent.start : token.i].text.casefold(),
    )
    found: list[str] = []
    for i in range(end + 1, token.sent.end):
        mention = index.get(i)
        starts = mention is not None and mention.start == i and mention.kind is MentionKind.PERSON
        if (
            mention is not None
            and starts
            and not mention.is_possessive
            and doc[i - 1].lower_ in {":", ",", ";", "and"} | _TITLES
        ):
            found += [key for key in mention.people if key not in found]
    return found if counted else []


_TITLES = frozenset("president minister secretary chancellor premier mr mrs ms".split())


def _place_before(annotations: Annotations, token: Token) -> Mention | None:
    """Return the place last named before a word in its sentence: "had been due in Beijing, but the trip was scrapped"."""
    places = [
        m
        for m in annotations.mentions
        if m.kind in {MentionKind.CITY, MentionKind.COUNTRY} and m.is_place and token.sent.start <= m.start < token.i
    ]
    return max(places, key=lambda m: m.start, default=None)


def _called_off(doc: Doc, token: Token) -> bool:
    """Tell whether what follows a noun says that it was called off."""
    after = doc[token.i + 1 : min(token.sent.end, token.i + 6)].text
    return (
        re.search(r"\b(?:scrapped|cancel\w+|called off|postponed|put off|dropped|shelved|scuttled|delayed)\b", after)
        is not None
    )


def _set_place(encounter: Encounter, place: Mention | None) -> None:
    if place is None:
        return
    encounter.country = place.code
    if place.kind is MentionKind.CITY or is_capital(place):
        encounter.city = place.name
        encounter.given["city"] = (place.start, place.end)
    encounter.given["country"] = (place.start, place.end)
    if place.code:
        encounter.codes.append(place.code)
