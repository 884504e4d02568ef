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
from ingest.date_words import DAY, MONTH
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
        month = each.date if each.date is not None and len(each.date) == MONTH else None
        if each.kind is Kind.MEETING and each.status is Status.PLANNED and month is not None:
            # The month of the trip on which others will be met.
            candidates = [choice for choice in candidates if str(choice.value).startswith(month)] or candidates
        choice = choose_by_gain(weights, candidates, _gain)
        is_held = each.kind is Kind.MEETING and each.status is Status.HELD
        if is_held and (_is_first_of_several(calendar, choice) or _is_end_of_visit(calendar, each, choice)):
            choice = DayChoice(str(choice.value)[:MONTH], given=choice.given)
        chosen.append((each, _of_day_ahead(surroundings, calendar, each, choice) or choice))
    return chosen


_GOES_ON = frozenset({"also", "too", "there", "then", "separately", "sidelines", "fringes", "margins"})


def _of_day_ahead(
    surroundings: Surroundings, calendar: Calendar, encounter: Encounter, choice: DayChoice
) -> DayChoice | None:
    """Return the day that the sentence before tells of what is to come, where a plan goes on from it: "will be in Oslo on Friday. She will also see him"."""
    first = encounter.sources[0]
    if encounter.kind is not Kind.MEETING or encounter.status is not Status.PLANNED or first.start == 0:
        return None
    doc = surroundings.doc
    if not any(t.lower_ in _GOES_ON for t in doc[first.start : first.end]):
        return None
    before = doc[first.start - 1].sent
    told = [t for t in calendar.telling if before.start <= t.start < before.end]
    ahead = [t for t in told if len(t.value) == DAY and t.end in {None, t.value} and calendar.roles[t.start] == "ahead"]
    if len(told) != 1 or not ahead or not ahead[0].value.startswith(choice.value or ahead[0].value):
        return None
    return DayChoice(ahead[0].value, given=(ahead[0].start, ahead[0].end_token))


def _is_first_of_several(calendar: Calendar, choice: DayChoice) -> bool:
    """Tell whether a day is only named as the first of several, on any of which a meeting may have been: "was in Oslo from 7 to 9 May. He met her"."""
    named = [time for time in calendar.times if time.value == choice.value]
    is_single = choice.end in {None, choice.value}
    return is_single and bool(named) and all(time.end not in {None, time.value} for time in named)


def _is_end_of_visit(calendar: Calendar, encounter: Encounter, choice: DayChoice) -> bool:
    """Tell whether a day is only told as the last of a visit of several days: "flew home on Tuesday after a four-day visit. He met her"."""
    if choice.value is None or len(choice.value) != DAY or calendar.anchor is None:
        return False
    visits = {
        each.given["start_date"][0]
        for each in calendar.around.encounters
        if each.kind is Kind.VISIT
        and "start_date" in each.given
        and each.date != each.date_end == choice.value
        and set(each.people) & set(encounter.people)
        and encounter.country in {None, each.country}
    }
    named = [time.start for time in calendar.times if time.value == choice.value]
    return choice.value != calendar.anchor.isoformat() and bool(named) and set(named) <= visits


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
