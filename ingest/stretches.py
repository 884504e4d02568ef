"""When only a stretch of time is told in which the day of an encounter lies: its month, or year, is then all that is known.

"has been to see him since Tuesday"                         some day from Tuesday to now
"will be in Oslo from 9 to 12 May for a meeting with him"   some day of those
"is to see her at the weekend"                              one of two days
"the visit, which is to last three days"                    its first day is not told
"came from Oslo, where he met her on Monday"                nor is that of the stay in Oslo
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, TimeMention
from ingest.date_words import DAY, MONTH, count_of
from ingest.encounter import AHEAD, Encounter
from ingest.frames import Trigger
from ingest.side_dates import is_of_when
from ingest.status import NOT_SINCE
from ingest.syntax import governing_verb

YEAR = len("2023")


def month_or_year(first: str, last: str) -> str | None:
    """Return the month or year in which all days from one date to another lie; None where they lie in none."""
    return next((first[:size] for size in (MONTH, YEAR) if first[:size] == last[:size]), None)


def is_since(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is what something has been done since; "not since February" tells that it was done then."""
    at = time.start - (time.qualifier != "since")
    if at < 0 or doc[at].lower_ != "since" or (at and doc[at - 1].lower_ == "not"):
        return False
    return not is_not_since(doc, time)


def is_not_since(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is that since which nothing was, and when it was last: "have not met since March"."""
    return NOT_SINCE.search(doc[max(doc[time.start].sent.start, time.start - 10) : time.end_token].text) is not None


def some_day_since(annotations: Annotations, date: str) -> str | None:
    """Return the month or year in which all days from a date to the document's own lie; None where they lie in none."""
    if annotations.published is None:
        return date[:YEAR]
    return month_or_year(date, annotations.published[1].isoformat())


def is_within(doc: Doc, encounter: Encounter, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether an encounter is some day of a date phrase, not that phrase: of a stay, of a weekend to come, of days since."""
    if encounter.status is Status.HELD:
        is_stay = trigger.frame.frame == "stay"  # "has been in town since Tuesday"
        return is_since(doc, time) and not (is_stay or is_of_when(doc, trigger, time))
    if encounter.status not in AHEAD or time.end is None:
        return False
    if doc[time.end_token - 1].lower_ == "weekend":
        return True
    return encounter.kind is not Kind.VISIT and _is_of_stay(doc, time, trigger)


_STAYING = frozenset("be stay visit travel go spend tour".split())


def _is_of_stay(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether days are those of a stay for the sake of which somebody is met: "will be in Oslo from 9 to 12 May for talks"."""
    before = doc[time.start - 1].lower_ if time.start else ""
    if (time.start > trigger.token and trigger.frame.frame != "learned") or (
        before != "from" and doc[time.start].lower_ not in {"from", "between"}
    ):
        return False
    verb = _verb_or_copula(doc[time.start : time.end_token].root)
    return verb is not None and verb.i != trigger.token and verb.lemma_.lower() in _STAYING


def _verb_or_copula(token: Token) -> Token | None:
    """Return the verb a word hangs on, or the copula: "will be in Oslo from 9 to 12 May"."""
    for word in (token, *token.ancestors):
        if word.pos_ in {"VERB", "AUX"}:
            return word
        copula = next((child for child in word.children if child.dep_ == "cop"), None)
        if copula is not None:
            return copula
    return None


_SEVERAL = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|[2-9])(?: |-)days?\b(?! (?:ago|after|before|earlier|later|since|from|on))",
    re.IGNORECASE,
)
_STAY = re.compile(r"\b(?:visit|trip|tour|stay|journey|spen[dt]|last)\w*\b", re.IGNORECASE)
_COMES = re.compile(r"\b(?:arriv|land|came|come|begin|began|start|open|touch|flew|fl[iy])\w*\b", re.IGNORECASE)
NEAR = 90  # characters


def leave_first_days_open(doc: Doc, encounters: list[Encounter]) -> None:
    """Leave only the month of an encounter that lasts longer than the days on which it is known to have gone on."""
    for encounter in encounters:
        first, last = str(encounter.date), str(encounter.date_end or encounter.date)
        if len(first) == DAY and _is_come_from(doc, encounter):
            encounter.date = encounter.date_end = first[:MONTH]
            continue
        if "start_date" not in encounter.inferred or len(first) != DAY or len(last) != DAY:
            continue
        known = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days + 1
        if known < _days_told(doc, encounter):
            encounter.date, encounter.date_end = first[:MONTH], last if known > 1 else first[:MONTH]


def _is_come_from(doc: Doc, encounter: Encounter) -> bool:
    """Tell whether a stay is only where somebody came from, so that the day of whom they met there need not be its first."""
    place = encounter.given.get("country")
    source = encounter.sources[0]
    if encounter.kind is not Kind.VISIT or place is None or not source.rule.startswith("travel:"):
        return False
    is_from = source.token < place[0] < source.end and doc[place[0] - 1].lower_ == "from"
    return is_from and any(t.lower_ == "where" for t in doc[place[1] : place[1] + 2])


def _days_told(doc: Doc, encounter: Encounter) -> int:
    """Return how many days an encounter is said to last: "the two days that he has just spent with her"; 0 where it is not."""
    for source in encounter.sources:
        word, told = doc[source.token].idx, doc[source.start : source.end].text
        if (encounter.kind is not Kind.VISIT and source.rule != "with:spend") or _COMES.search(told):
            continue
        for match in _SEVERAL.finditer(told):
            at = doc[source.start].idx + match.start()
            near = doc.text[min(at, word) : max(at, word) + NEAR]
            if abs(at - word) <= NEAR and _STAY.search(near):
                return count_of(match["n"])
    return 0


def has_been_since(doc: Doc, trigger: Trigger) -> bool:
    """Tell whether somebody has met others since something happened: "has been to see him since the games began"."""
    word = doc[trigger.token]
    verb = word if word.pos_ == "VERB" else governing_verb(word)
    for _ in range(2):
        if verb is None:
            return False
        helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
        is_perfect = verb.tag_ == "VBN" or any(t.tag_ == "VBN" for t in helpers)
        if is_perfect and any(t.lower_ in {"has", "have"} and t.tag_ in {"VBZ", "VBP"} for t in helpers):
            return any(_is_since_event(child) for child in (*verb.children, *word.children))
        verb = verb.head if verb.dep_ in {"xcomp", "advcl"} else None
    return False


def _is_since_event(token: Token) -> bool:
    """Tell whether a word heads what something has been done since, a clause or a noun without a number."""
    marks = [child for child in token.children if child.lower_ == "since" and child.dep_ in {"mark", "case"}]
    return bool(marks) and not any(t.like_num for t in token.subtree)
