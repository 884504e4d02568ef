"""Which state a report is at home in: whose officials it names without their nationality.

"Prime Minister Shehbaz Sharif received the Chinese foreign minister"      PAK
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ingest.annotations import Annotations, MentionKind


@dataclass(frozen=True, slots=True)
class Home:
    """A report's home.

    Attributes:
        state: Whose officials have no nationality beside their names, else the dateline's, else the one most named; None if none is.
        dateline: State of the place that the report begins with.
        most_named: State named most often.
        is_sure: At least one official of that state, and none of another, is introduced without a nationality.
    """

    state: str | None
    dateline: str | None
    most_named: str | None
    is_sure: bool


def home_of(annotations: Annotations) -> Home:
    """Return which state a report is at home in, judged by all people it names."""
    bare: Counter[str] = Counter()
    told_of = _told_of_their_state(annotations)
    for entity in annotations.people.values():
        uses = [use for use in entity.offices if not use.phrase.is_former]
        if entity.person and entity.country and uses and uses[0].phrase.country is None and entity.key not in told_of:
            bare[entity.country] += 1
    states = annotations.knowledge.countries
    named = Counter(
        m.code for m in annotations.mentions if m.code in states and m.kind in {MentionKind.COUNTRY, MentionKind.CITY}
    )
    dateline = next(
        (m.code for m in annotations.mentions if m.is_place and m.code and m.start < 6 and m.kind is MentionKind.CITY),
        None,
    )
    most = max(named, key=lambda code: (named[code], code)) if named else None
    introduced = max(bare, key=lambda code: (bare[code], code == dateline, named[code], code)) if bare else None
    return Home(introduced or dateline or most, dateline, most, len(bare) == 1)


def _told_of_their_state(annotations: Annotations) -> set[str]:
    """Return whose state stands right behind their names: "President Nicolas Maduro of Venezuela"."""
    states = {m.start: m.code for m in annotations.mentions if m.kind is MentionKind.COUNTRY}
    return {
        m.people[0]
        for m in annotations.mentions
        if m.kind is MentionKind.PERSON
        and len(m.people) == 1
        # behind "of", or "of the"
        and annotations.people[m.people[0]].country in {states.get(m.end + 1), states.get(m.end + 2)} - {None}
    }
