"""Links a meeting that replaces another one of the same document: called off, then set for another day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from graph.dates import day_range
from graph.model import Report, Status
from ingest.annotations import sentences_of
from ingest.encounter import Encounter

REPLACED = frozenset({Status.CANCELLED, Status.POSTPONED})
REACH = 3  # sentences
_CUE = re.compile(
    r"\b(?:now|instead|reschedul\w+|new date|moved to|finally|eventually|in the end|at last|after all|a second attempt|later)\b",
    re.IGNORECASE,
)


def link_changes(doc: Doc, encounters: Sequence[Encounter], reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports with `reschedules` set where one replaces another that was cancelled or postponed.

    Both are of the same people and kind, the new one's day is another and not earlier, and it is told within three
    sentences behind the old one or with a word such as "now" or "instead".
    """
    number = {sent.start: i for i, sent in enumerate(sentences_of(doc))}
    linked = list(reports)
    for i, new in enumerate(encounters):
        if new.status in REPLACED or new.status is Status.DECLINED or not new.people:
            continue
        old = [
            j
            for j, other in enumerate(encounters)
            if other.status in REPLACED
            and other.kind is new.kind
            and set(other.people) == set(new.people)
            and _is_other_day(other, new)
            and _is_told_behind(doc, number, other, new)
        ]
        if old:
            linked[i] = replace(linked[i], reschedules=reports[old[-1]].id)
    return tuple(linked)


def _is_other_day(old: Encounter, new: Encounter) -> bool:
    if old.date is None or new.date is None:
        return old.date != new.date
    return old.date != new.date and day_range(new.date)[1] >= day_range(old.date)[0]


def _is_told_behind(doc: Doc, number: dict[int, int], old: Encounter, new: Encounter) -> bool:
    last = max(old.sources, key=lambda source: source.token)
    first = new.sources[0]
    if _CUE.search(doc[first.start : first.end].text):
        return True
    distance = number.get(first.start, 0) - number.get(last.start, 0)
    return 0 <= distance <= REACH and first.token > last.token
