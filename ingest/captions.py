"""Captions of meetings as a reader would say them.

Blinken – Xi, Beijing, 19 Jun 2023
Call: Putin – Erdogan, 5 Aug 2023
Visit: Yellen to China (proposed)
"""

from __future__ import annotations

from graph.dates import readable
from graph.model import Kind, Meeting, Status
from ingest.knowledge import load_knowledge
from ingest.names import FAMILY_NAME_FIRST, PARTICLES
from ingest.titles import HONORIFICS

MOST_NAMES = 4


def surname(name: str, country: str | None) -> str:
    """Return what the press calls somebody on second mention.

    Example:
        >>> surname("Ursula von der Leyen", "EUU"), surname("Xi Jinping", "CHN"), surname("Mohammed bin Salman", "SAU")
        ('von der Leyen', 'Xi', 'bin Salman')
    """
    words = [word for word in name.split() if word.casefold().rstrip(".") not in HONORIFICS] or name.split()
    if len(words) < 2:
        return words[0]
    if country in FAMILY_NAME_FIRST:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def caption_of(meeting: Meeting, names: dict[str, str]) -> str:
    """Return a meeting's caption; `names` are people's names by id."""
    people = [surname(names.get(p.person, p.person), p.representing) for p in meeting.participants]
    knowledge = load_knowledge()
    sides = [knowledge.country_name(party.value) for party in meeting.parties]
    who = people or sides
    if len(who) > MOST_NAMES:
        who = [*who[: MOST_NAMES - 1], f"{len(who) - MOST_NAMES + 1} others"]
    place = meeting.city or (knowledge.country_name(meeting.country) if meeting.country else None)
    when = readable(meeting.start) if meeting.start else None
    if meeting.start and meeting.end and meeting.end != meeting.start:
        when = f"{readable(meeting.start)} to {readable(meeting.end)}"
    if meeting.kind is Kind.VISIT:
        text = f"Visit: {' and '.join(who)}" + (f" to {place}" if place else "")
    else:
        prefix = {Kind.CALL: "Call: ", Kind.CONFERENCE: "Conference: "}.get(meeting.kind, "")
        text = prefix + " – ".join(who) + (f", {place}" if place and meeting.kind is not Kind.CALL else "")
    if when:
        text += f", {when}"
    if meeting.status is not Status.HELD:
        text += f" ({meeting.status.value})"
    return text
