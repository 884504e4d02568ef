"""When an encounter took place whose sentences do not say so: the likeliest of the days and months that the document names.

A date told beside the word of meeting stands. Where there is none, the document's dates are candidates (`ingest.calendars`),
their months, its own day and none at all, and the learned weights of `ingest.choices` tell which is taken.
"""

from __future__ import annotations

from functools import lru_cache

from graph.dates import day_range
from graph.model import Kind, Status
from ingest.annotations import Annotations
from ingest.calendars import Calendar, DayChoice
from ingest.choices import choose_by_gain, load_choices
from ingest.date_words import MONTH
from ingest.datelines import is_live
from ingest.encounter import Encounter, is_ahead
from ingest.scenes import goes_on_in_past
from ingest.surroundings import Surroundings

SLACK = 3  # days by which a wrong date may be off without making another encounter of it
COST = 0.6  # of a date that makes another encounter of it, in parts of what the right one is worth
SILENCE = 0.5  # what it is worth to give no date where none can be known


def lacks_day(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether no sentence of an encounter tells when it was, nor the meetings of a visit do."""
    if encounter.date is not None and ("start_date" not in encounter.inferred or encounter.kind is Kind.VISIT):
        return False
    spans = [(source.start, source.end) for source in encounter.sources]
    vague = [time.start for time in annotations.times if time.kind == "years"]
    return not any(start <= at < end for start, end in spans for at in vague)  # "in the 1990s" is no day of these


def is_open(surroundings: Surroundings, encounter: Encounter) -> bool:
    """Tell whether the day of an encounter is a matter of choice: not where a live report tells what takes place now."""
    if not lacks_day(surroundings.annotations, encounter) or _goes_on(surroundings, encounter):
        return False
    return encounter.date is None or encounter.date != surroundings.scene.day or not is_live(surroundings.doc)


def _goes_on(surroundings: Surroundings, encounter: Encounter) -> bool:
    """Tell whether the month told before goes on: for a meeting elsewhere ("In May …. Kay met Roe in Vienna"), or by "too"."""
    given = encounter.given.get("start_date", (0, 0))[0]
    is_told_before = encounter.date is not None and given < encounter.sources[0].start
    if is_told_before and goes_on_in_past(surroundings.doc, surroundings.annotations, encounter.sources[0]):
        return True
    elsewhere = encounter.country not in {None, surroundings.scene.country} and "country" not in encounter.inferred
    return is_told_before and elsewhere and len(str(encounter.date)) == MONTH


def likeliest_days(surroundings: Surroundings) -> list[tuple[Encounter, DayChoice]]:
    """Return the date, or none, from which most is to be expected for each encounter told without.

    Reckoned are how likely a date is the right one and how likely it is days off: that makes one meeting another, which no
    day at all does not, and a month seldom.
    """
    undated = [encounter for encounter in surroundings.encounters if is_open(surroundings, encounter)]
    if not undated:
        return []
    calendar, weights = Calendar(surroundings), load_choices()["day"]
    annotations = surroundings.annotations
    chosen: list[tuple[Encounter, DayChoice]] = []
    for each in undated:
        candidates = calendar.candidates(each)
        if _was_last(surroundings, each):
            today = [str(day) for day in (surroundings.scene.day, calendar.anchor) if day is not None]
            candidates = [choice for choice in candidates if not any(d.startswith(choice.value or "-") for d in today)]
        if each.status is Status.HELD:
            candidates = [
                choice for choice in candidates if choice.value is None or not is_ahead(choice.value, annotations)
            ]
        chosen.append((each, choose_by_gain(weights, candidates, _gain)))
    return chosen


def _was_last(surroundings: Surroundings, encounter: Encounter) -> bool:
    """Tell whether an encounter is the last there was before now: "they last met in Oslo", "had last been there for talks"."""
    word = surroundings.doc[encounter.sources[0].token]
    before = [child.lower_ for child in word.children if child.i < word.i]
    return encounter.status is Status.HELD and word.pos_ == "VERB" and "last" in before


def _gain(given: DayChoice, right: DayChoice) -> float:
    """Return what it is worth to give a date where another, or the same, is right."""
    if given.value is None:
        return SILENCE if right.value is None else 0.0
    if given.value == right.value:
        return 1.0
    return -COST if right.value is not None and _are_apart(given.value, right.value) else 0.0


@lru_cache(maxsize=4096)
def _are_apart(left: str, right: str) -> bool:
    """Tell whether more than a few days lie between two dates."""
    (a0, a1), (b0, b1) = day_range(left), day_range(right)
    return (a0 - b1).days > SLACK or (b0 - a1).days > SLACK


def put_days(chosen: list[tuple[Encounter, DayChoice]]) -> None:
    """Give encounters the dates chosen, marked as inferred."""
    for encounter, choice in chosen:
        encounter.inferred.discard("start_date")
        encounter.given.pop("start_date", None)
        encounter.date, encounter.date_end = choice.value, choice.end or choice.value
        if choice.value is not None:
            encounter.inferred.add("start_date")
            first = encounter.sources[0].token
            encounter.given["start_date"] = choice.given or (first, first + 1)
