"""Puts together what a document tells of one encounter in several places; "the talks" joins what it points to."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc

from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations
from ingest.date_words import DAY
from ingest.encounter import AHEAD, OFF, Encounter, dates_clash, is_long_past, is_to_come, sides_of
from ingest.implied import put_partner, put_same_people
from ingest.rolls import OF_ALL, SIGNING
from ingest.scenes import aim_visit, find_scene, set_days_of_visits, set_in_scene, set_on_trips, set_where_others_met
from ingest.tours import put_travellers

DAYS_OF_CONFERENCE = dt.timedelta(days=2)


def combine(doc: Doc, annotations: Annotations, single: list[Encounter]) -> list[Encounter]:
    """Put together what tells of the same encounter, in text order; anaphors ("the talks") join what they point to."""
    groups: list[Encounter] = []
    for encounter in sorted((e for e in single if not e.is_anaphor), key=lambda e: e.sources[0].token):
        match = next((g for g in reversed(groups) if same_encounter(doc, annotations, g, encounter)), None)
        if match is None:
            groups.append(encounter)
        else:
            absorb(match, encounter)
    scene = find_scene(doc, annotations, groups)
    for encounter in (e for e in single if e.is_anaphor):
        target = _antecedent(doc, annotations, groups, encounter)
        if put_same_people(doc, groups, encounter):
            groups.append(encounter)
        elif target is not None:
            if encounter.status in OFF and target.status not in OFF:
                target.status = encounter.status  # "was to visit on Monday. The visit was postponed"
            absorb(target, encounter)
            if encounter.sources[0].rule == OF_ALL:
                for other in _attended_too(doc, groups, target, encounter):
                    absorb(other, encounter)
        elif (
            put_travellers(annotations, groups, encounter, doc[encounter.sources[0].token])
            or put_partner(doc, annotations, groups, encounter)
            or (encounter.kind is not Kind.VISIT and _is_of_states(annotations, encounter))
        ):
            _put(doc, annotations, groups, encounter)
        elif encounter.kind is Kind.VISIT and encounter.people:
            aim_visit(annotations, encounter, groups, scene)
            if encounter.country is not None:
                _put(doc, annotations, groups, encounter)
    groups.sort(key=lambda e: min(s.token for s in e.sources))
    set_on_trips(annotations, groups)
    set_where_others_met(groups)
    for encounter in groups:
        set_in_scene(doc, annotations, encounter, scene)
    set_days_of_visits(annotations, groups)
    return _combine_again(doc, annotations, groups)


def _put(doc: Doc, annotations: Annotations, groups: list[Encounter], encounter: Encounter) -> None:
    """Put an encounter with the group that tells of the same one, or by itself."""
    match = next((g for g in groups if same_encounter(doc, annotations, g, encounter)), None)
    if match is None:
        groups.append(encounter)
    else:
        absorb(match, encounter)


def _is_of_states(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether "the US-China talks in Geneva" names the sides and when or where: told of without having been told before."""
    has_own = encounter.date is not None or encounter.city is not None
    return not encounter.people and has_own and len(sides_of(annotations, encounter)) > 1


def _combine_again(doc: Doc, annotations: Annotations, groups: list[Encounter]) -> list[Encounter]:
    """Put together what turns out to be of one day and place once the scene is known."""
    kept: list[Encounter] = []
    for encounter in groups:
        match = None
        if encounter.inferred and encounter.people:
            match = next((k for k in kept if k.people and same_encounter(doc, annotations, k, encounter)), None)
        if match is None:
            kept.append(encounter)
        else:
            absorb(match, encounter)
    return kept


def same_encounter(doc: Doc, annotations: Annotations, left: Encounter, right: Encounter) -> bool:
    """Tell whether two encounters of one document are one."""
    if left.kind is not right.kind and {left.kind, right.kind} != {Kind.MEETING, Kind.CONFERENCE}:
        return False
    if left.kind is Kind.VISIT and right.kind is Kind.VISIT and _is_same_trip(left, right):
        return True
    if _is_part(left, right) or _is_part(right, left):
        return True
    if left.kind is not right.kind or (
        STANDING[left.status] != STANDING[right.status] and not (left.date and left.date == right.date)
    ):
        return False
    if left.meal != right.meal and right.meal is not None and left.meal is not None:
        return False
    if (left.meal is None) != (right.meal is None) and not _met_for_meal(doc, left, right):
        return False
    if dates_clash(left, right, _slack(doc, left, right)) or _is_of_the_past_alone(annotations, left, right):
        return False
    if left.kind is Kind.VISIT:
        return left.people == right.people and (left.country == right.country or None in (left.country, right.country))
    if left.city and right.city and left.city != right.city and left.country != right.country:
        return False
    if left.kind is Kind.CONFERENCE:
        return bool(set(left.codes) & set(right.codes)) or left.conference == right.conference
    a, b = set(left.people), set(right.people)
    if a != b and (_is_separate(doc, left) or _is_separate(doc, right)):
        return False
    if a and b:
        return a == b or (len(a & b) >= 2 and (a <= b or b <= a) and _same_sides(annotations, a, b))
    if not a and not b:
        return set(sides_of(annotations, left)) == set(sides_of(annotations, right))
    return False


def _is_tour_here(tour: Encounter, visit: Encounter) -> bool:
    """Tell whether a noun of travel names the visit that another word tells of: "at the start of a tour …, Kay, who flew in on Monday"."""
    is_noun = tour.kind is visit.kind is Kind.VISIT and tour.sources[0].rule.startswith("trip:")
    if not is_noun or tour.people != visit.people or not {tour.status, visit.status} <= {Status.HELD}:
        return False
    if tour.country is None or tour.country != visit.country or (tour.city and visit.city and tour.city != visit.city):
        return False
    days = [dt.date.fromisoformat(e.date) for e in (tour, visit) if e.date is not None and len(e.date) == DAY]
    return len(days) == len((tour, visit)) and abs((days[0] - days[1]).days) <= DAYS_OF_CONFERENCE.days


def _slack(doc: Doc, left: Encounter, right: Encounter) -> dt.timedelta:
    """Return how far apart the days of one event may be told: a named conference, or a visit, lasts some days, of which each sentence tells its own."""
    if left.kind is Kind.VISIT:
        is_one = _arrived_for(doc, left, right) or _arrived_for(doc, right, left)
        return DAYS_OF_VISIT if is_one else dt.timedelta(0)
    is_named = left.conference is not None and left.conference == right.conference and left.conference[:1].isupper()
    return DAYS_OF_CONFERENCE if left.kind is Kind.CONFERENCE and is_named else dt.timedelta(0)


DAYS_OF_VISIT = dt.timedelta(days=4)  # from the day of arrival to one on which the guest is there
_ARRIVES = frozenset({"arrive", "land", "touch"})
_UNDER_WAY = re.compile(
    r"\b(?:on|during|in the course of|end of|conclusion of|day of|cut(?:s|ting)? short|end(?:s|ed|ing)|wrap(?:s|ped|ping) up|conclud(?:es|ed|ing)) (?:an?|his|her|their|the) (?:[\w-]+ ){0,3}$|\bvisiting$",
    re.IGNORECASE,
)


def _arrived_for(doc: Doc, arrival: Encounter, stay: Encounter) -> bool:
    """Tell whether one visit is told by the guest's arrival, and the other as under way on a later day: "her visiting colleague Kay"."""
    came, word = doc[arrival.sources[0].token], doc[stay.sources[0].token]
    if came.lemma_.lower() not in _ARRIVES or stay.date is None or arrival.date is None or arrival.date > stay.date:
        return False
    if len(arrival.date) != DAY or len(stay.date) != DAY:
        return False
    told = doc[word.sent.start : word.i + (word.lower_ == "visiting")].text
    return _UNDER_WAY.search(told + ("" if word.lower_ == "visiting" else " ")) is not None


def _is_of_the_past_alone(annotations: Annotations, left: Encounter, right: Encounter) -> bool:
    """Tell whether one is of long ago and the other, told before it, of no day: what a report is about, and what it looks back on."""
    for dated, undated in ((left, right), (right, left)):
        if dated.date is not None and undated.date is None and is_long_past(dated, annotations):
            return undated.sources[0].start < dated.sources[0].start
    return False


def _is_separate(doc: Doc, encounter: Encounter) -> bool:
    """Tell whether a meeting is said to be one by itself: "had a separate meeting", "joined them for", a ceremony of signing."""
    first = encounter.sources[0]
    return (
        first.rule.startswith("join:")
        or re.search(r"\bseparate(?:ly)?\b", doc[first.start : first.end].text) is not None
        or any(source.rule == SIGNING for source in encounter.sources)
    )


def _is_part(small: Encounter, large: Encounter) -> bool:
    """Tell whether one is a part of the other: what the relation model sees of a larger one that a rule reads, or the other way round."""
    if small.sources[0].start != large.sources[0].start or small.kind is not large.kind:
        return False
    if large.sources[0].rule in {"learned:meet", "join:join"} and small.sources[0].rule in {
        "talks:talks",
        "talks:meeting",
        "summit:summit",
    }:
        # "A and B to press C in talks", "A and B joined C for a meeting": the noun is given the two before it.
        return set(small.people) < set(large.people)
    return small.sources[0].rule == "learned:meet" and set(small.people) <= set(large.people) and len(large.people) > 2


def _same_sides(annotations: Annotations, left: set[str], right: set[str]) -> bool:
    """Tell whether two circles of people are of the same states: a third state's people make it another meeting."""
    small, large = sorted((left, right), key=len)
    sides = {annotations.people[key].country for key in small}
    return all(annotations.people[key].country in sides | {None} for key in large - small)


def _is_same_trip(left: Encounter, right: Encounter) -> bool:
    """Tell whether an undated "visit will …" is what a visit under way will bring, and no other visit."""
    if left.people != right.people or (left.country and right.country and left.country != right.country):
        return False
    if _is_tour_here(left, right) or _is_tour_here(right, left):
        return True
    pair = {STANDING[left.status], STANDING[right.status]}
    later = left if STANDING[left.status] == "ahead" else right
    return pair == {"held", "ahead"} and (later.date is None or len(later.date) == len("2023"))


def _met_for_meal(doc: Doc, left: Encounter, right: Encounter) -> bool:
    """Tell whether a meal is only what a meeting was for: "met for dinner"."""
    for meeting, meal in ((left, right), (right, left)):
        if meal.meal is None:
            continue
        token = meal.sources[0].token
        same = next((s.token for s in meeting.sources if s.start == meal.sources[0].start and s.token < token), None)
        if same is not None:
            between = doc[same + 1 : token].text
            if re.fullmatch(r"\W*(?:\w+\W+){0,3}(?:for|to|over|at) (?:an? |the )?(?:[\w-]+ ){0,2}", between + " "):
                return True
    return False


FARTHEST = 400  # tokens from "the talks" to where they were last told of


def _antecedent(doc: Doc, annotations: Annotations, groups: list[Encounter], anaphor: Encounter) -> Encounter | None:
    """Return the encounter "the talks" points to: the last one told before (or in the same sentence) that agrees."""
    if anaphor.sources[0].rule.startswith("attendance"):
        return _attended(doc, annotations, groups, anaphor)
    token = anaphor.sources[0].token
    best: tuple[int, Encounter] | None = None
    for group in groups:
        if group.kind is not anaphor.kind and not (anaphor.kind is Kind.MEETING and group.kind is Kind.CALL):
            continue
        if (anaphor.meal is not None) != (group.meal is not None):
            continue
        if dates_clash(group, anaphor) or (anaphor.people and not set(anaphor.people) <= set(group.people)):
            continue
        called_off = anaphor.status in OFF and (group.status in AHEAD or group.was_due)
        if _standing(annotations, group) != _standing(annotations, anaphor) and not called_off:
            continue
        if anaphor.codes and not set(anaphor.codes) <= set(sides_of(annotations, group)):
            continue
        if anaphor.city and group.city and anaphor.city != group.city:
            continue
        position = max((s.token for s in group.sources if s.start <= doc[token].sent.start), default=None)
        if position is None:
            continue
        distance = token - position
        if anaphor.date and group.date:
            distance -= 200
        if best is None or distance < best[0]:
            best = (distance, group)
    return best[1] if best is not None and best[0] < FARTHEST else None


def _standing(annotations: Annotations, encounter: Encounter) -> str:
    """Return how an encounter stands; one told as held of a day to come is ahead."""
    return STANDING[Status.PLANNED if is_to_come(encounter, annotations) else encounter.status]


def _attended(doc: Doc, annotations: Annotations, groups: list[Encounter], anaphor: Encounter) -> Encounter | None:
    """Return the meeting that those on a roll were at: one of the sentence before, else the one still spoken of.

    A report comes back to its main meeting: the last one told before counts less than both of two who met being named again.
    """
    roll = anaphor.sources[0]
    before = doc[max(0, roll.start - 1)].sent.start
    best: tuple[bool, bool, int, Encounter] | None = None
    for group in groups:
        if roll.rule == "attendance:with" and anaphor.people[0] not in group.people:
            continue
        told = max((source.token for source in group.sources if source.token < roll.token), default=None)
        if told is None or group.status is not Status.HELD or group.kind not in {Kind.MEETING, Kind.CONFERENCE}:
            continue
        if is_to_come(group, annotations):
            continue
        if anaphor.conference is not None and (group.meal is not None or is_long_past(group, annotations)):
            continue  # "In March the ministers met. The summit, attended by A and B, …"
        if group.meal is not None and _AT_TALKS.search(doc[roll.start : roll.end].text):
            continue
        if _is_of_one_on_it(doc, group, anaphor):
            continue
        is_named = anaphor.conference is not None and group.sources[0].rule.endswith(f":{anaphor.conference}")
        place = max(told, _both_named(annotations, group, roll.token))
        key = (is_named, told >= before, place)
        if (is_named or roll.token - place < FARTHEST) and (best is None or key > best[:3]):
            best = (*key, group)
    return best[3] if best is not None else None


_AT_TALKS = re.compile(
    r"\b(?:at|in|attended|joined) (?:the|their|this|these) (?:[\w-]+ ){0,2}(?:talks|meeting|session|plenary|act|ceremony|negotiations|summit)\b",
    re.IGNORECASE,
)


def _is_of_one_on_it(doc: Doc, group: Encounter, anaphor: Encounter) -> bool:
    """Tell whether two met of whom one is on a side's roll: "A and B met over gas. On the Omani side sat C, D and A": at what their leaders did."""
    roll = anaphor.sources[0]
    return (
        len(group.people) == 2
        and len(anaphor.people) > 2
        and len(set(group.people) & set(anaphor.people)) == 1
        and roll.rule != "attendance:with"
        and " side " in doc[roll.start : roll.end].text
    )


SENTENCES_BEFORE = 3  # in which "the meetings" were told of


def _attended_too(doc: Doc, groups: list[Encounter], target: Encounter, anaphor: Encounter) -> list[Encounter]:
    """Return the other meetings right before that "were present at the meetings" speaks of: with one of those at the last."""
    roll = anaphor.sources[0]
    first = roll.start
    for _ in range(SENTENCES_BEFORE):
        first = doc[max(0, first - 1)].sent.start
    return [
        group
        for group in groups
        if group is not target
        and group.kind is Kind.MEETING
        and group.status is Status.HELD
        and set(group.people) & set(target.people) - set(anaphor.people)
        and any(first <= source.start < roll.start for source in group.sources)
        and not dates_clash(group, target)
    ]


def _both_named(annotations: Annotations, encounter: Encounter, before: int) -> int:
    """Return the last token up to which both of two who met are spoken of; 0 for more of them."""
    if len(encounter.people) != 2:
        return 0
    return min(
        max((m.start for m in annotations.mentions if m.start < before and key in m.people), default=0)
        for key in encounter.people
    )


def absorb(into: Encounter, other: Encounter) -> None:
    """Take another telling of the same encounter in: what is more precise stays, what is missing is added."""
    for key in other.people:
        if key not in into.people:
            into.people.append(key)
    for code in other.codes:
        if code not in into.codes:
            into.codes.append(code)
    borrowed = other.is_anaphor and other.sources[0].start - into.sources[-1].start > 0 and not other.is_definite
    if other.date and not borrowed and (into.date is None or len(other.date) > len(into.date)):
        into.date, into.date_end = other.date, other.date_end
        into.given["start_date"] = other.given["start_date"]
    if _begins_before(other, into):
        into.date_end = max(str(into.date_end or into.date), str(other.date_end or other.date))
        into.date, into.given["start_date"] = other.date, other.given["start_date"]
    for name in ("city", "country", "venue"):
        if getattr(into, name) is None and getattr(other, name) is not None:
            if name == "city" and into.country is not None and other.country != into.country:
                continue
            setattr(into, name, getattr(other, name))
            if name in other.given:
                into.given[name] = other.given[name]
    if into.minutes is None and other.minutes is not None:
        into.minutes, into.minutes_qualifier = other.minutes, other.minutes_qualifier
        into.given["duration_minutes"] = other.given["duration_minutes"]
    into.meal = into.meal or other.meal
    into.topics |= other.topics
    into.sources += other.sources
    into.statuses += other.statuses
    into.was_to = into.was_to and other.was_to
    into.agreement = max(into.agreement, other.agreement)
    if (
        into.status is not other.status
        and not other.is_anaphor
        and STANDING[into.status] == STANDING[other.status] == "off"
    ):
        into.statuses = sorted(into.statuses, key=lambda item: item[1])


def _begins_before(other: Encounter, visit: Encounter) -> bool:
    """Tell whether another telling of a visit has it begin on an earlier day."""
    days = [e.date for e in (other, visit) if e.kind is Kind.VISIT and e.date is not None and len(e.date) == DAY]
    return len(days) == len((other, visit)) and days[0] < days[1]
