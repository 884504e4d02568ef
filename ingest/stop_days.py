"""Which words are on which stop, where a sentence gives each stop its own day.

"to Rabat on May 7 and to Tunis the next day", "to Rabat and, on May 9, to Tunis".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention
from ingest.encounter import Encounter


def own_days(doc: Doc, annotations: Annotations, stops: Sequence[Mention | None], end: int) -> dict[int, int]:
    """Return where the words on each stop end, by where they start, if all have a day: "to Rabat on May 7 and to Tunis the next day"."""
    starts = [_with_day_before(doc, annotations, stop) for stop in stops if stop is not None]
    until: dict[int, int] = {}
    groups, stop_at = 0, end
    for start, following in reversed(list(zip(starts, [*starts[1:], end], strict=False))):
        if any(start <= time.start < following for time in annotations.times):
            groups, stop_at = groups + 1, following  # "in Doha and Jeddah on Saturday": of one day
        elif not until:
            return {}
        until[start] = stop_at
    return until if groups > 1 else {}


def put_own_days(
    doc: Doc, annotations: Annotations, encounter: Encounter, stop: Mention | None, until: dict[int, int]
) -> None:
    """Tell an encounter which words are on its stop, if each stop has its own."""
    start = _with_day_before(doc, annotations, stop) if stop is not None else None
    if start is not None and start in until:
        encounter.at, encounter.until = start, until[start]


def _with_day_before(doc: Doc, annotations: Annotations, stop: Mention) -> int:
    """Return where the words on a stop start: with the day, where it stands before it, "and, on January 4, to Pretoria"."""
    before = [
        time.start
        for time in annotations.times
        if _JOINED_DAY.search(doc[max(0, time.start - 2) : time.start].text)
        and _TO_STOP.fullmatch(doc[time.end_token : stop.start].text)
    ]
    return before[0] if before else stop.start


_JOINED_DAY = re.compile(r"(?:\band|\bthen|,)(?: (?:on|in|over))?$")
_TO_STOP = re.compile(r",? ?(?:(?:on|over|across) )?(?:to|in|for)(?: the)?")
