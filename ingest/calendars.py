"""The days and months a document names, as candidates for when an encounter was that is told without: with what speaks for each.

Where a date stands (how many sentences or paragraphs away, at the head of the paragraph, as a headline of its own), how it is
said, whether it is the day of the scene, of the encounter told before or of others with the same people, and at which place;
how precise it is, and what the sentence is like (its tense, the time of day it tells).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.dates import day_range
from graph.model import STANDING, Kind, Status
from ingest.annotations import TimeMention
from ingest.date_anchors import anchor_day
from ingest.date_words import DAY, MONTH
from ingest.datelines import is_of_dateline
from ingest.encounter import AHEAD, Encounter
from ingest.side_dates import is_of_what_one_is_known_by, is_told_of_another
from ingest.surroundings import Surroundings
from ingest.syntax import governing_verb
from ingest.told_days import day_of_lead, is_of_saying, last_told, role_of

LATE = 0.75  # the part of a document behind which undated meetings are seldom of its main day
MOST_LEADING = 3  # tokens before a date that still heads its paragraph
LONGEST_HEADLINE = 6  # tokens of a line that names a day for what follows
_PRECISION = {DAY: "day", MONTH: "month"}
_CLOCK = re.compile(
    r"\b(?:evening|morning|afternoon|night|noon|lunch|dinner|breakfast|supper|hours?|minutes|dawn|midnight|lunched|dined)\b",
    re.IGNORECASE,
)
_MODAL = frozenset("will would shall may might could ’ll 'll".split())


@dataclass(slots=True)
class DayChoice:
    """A date an encounter may be of; `given` are the tokens that name it nearest to the encounter."""

    value: str | None
    features: set[str] = field(default_factory=set)
    end: str | None = None
    given: tuple[int, int] | None = None
    distance: int = 99


class Choices(dict[str | None, DayChoice]):
    """The candidates of one encounter by their date."""

    def on(self, value: str | None) -> DayChoice:
        """Return the candidate of a date, a new one where there is none."""
        return self.setdefault(value, DayChoice(value))

    def month_of(self, value: str) -> DayChoice:
        """Return the candidate of a day's month."""
        return self.on(value[:MONTH])


class Calendar:
    """What a document says of days, found once for all its encounters."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        doc, annotations = surroundings.doc, surroundings.annotations
        self.times = [time for time in annotations.times if time.kind != "years" and not _is_by_the_way(doc, time)]
        self.in_dateline = {time.start for time in self.times if is_of_dateline(doc, time)}
        self.manners = {time.start: manner_of(doc, time) for time in self.times}
        self.anchor = anchor_day(doc)
        self.paragraphs = [0] + [token.i + 1 for token in doc if token.is_space and "\n" in token.text]
        days = [t.value for t in self.times if len(t.value) == DAY and t.start not in self.in_dateline]
        self.counts = Counter(days)
        self.ranks = {day: min(3, i) for i, (day, _) in enumerate(self.counts.most_common())}
        self.first = days[0] if days else None
        self.telling = [time for time in self.times if time.start not in self.in_dateline]
        self.roles = {time.start: role_of(doc, time) for time in self.telling}
        self.lead = day_of_lead(doc, self.telling, self.roles)
        self.countries = self._countries()

    def _countries(self) -> dict[str, set[str | None]]:
        """Return the countries of each day: those named in its sentences, and those of the encounters told of it."""
        found: dict[str, set[str | None]] = {}
        for time in self.times:
            if len(time.value) == DAY and time.start not in self.in_dateline:
                sent = self.around.doc[time.start].sent
                named = {site[1] for m, site in self.around.named if sent.start <= m.start < sent.end}
                found.setdefault(time.value, set()).update(named)
        for other in self.around.encounters:
            if other.date and len(other.date) == DAY and "start_date" not in other.inferred and other.country:
                found.setdefault(other.date, set()).add(other.country)
        return found

    def candidates(self, encounter: Encounter) -> list[DayChoice]:
        """Return the dates an encounter may be of, none at all first."""
        choices = Choices({None: DayChoice(None, {"none"})})
        self._add_named(encounter, choices)
        group, kind = STANDING[encounter.status], encounter.kind.value
        own, scene = self.anchor.isoformat() if self.anchor else None, self.around.scene.day
        if scene is not None:
            choices.on(scene).features |= {"scene", f"scene:{group}:{kind}"}
            choices.month_of(scene).features |= {"month-of-scene", f"month-of-scene:{group}:{kind}"}
        if own is not None:
            choices.on(own)
            choices.month_of(own).features |= {"month-of-own", f"month-of-own:{group}:{kind}"}
        self._add_last(encounter, choices)
        self._add_told(encounter, choices)
        self._add_visits(encounter, choices)
        self._add_of_people(encounter, choices)
        if encounter.date is not None:
            choice, precision = choices.on(encounter.date), _precision(encounter.date)
            frame = encounter.sources[0].rule.split(":")[0]
            choice.features |= {
                "by-rule",
                f"by-rule:{precision}:{kind}",
                f"by-rule:{precision}:{group}",
                f"by-rule:{frame}",
            }
            choice.end = encounter.date_end if encounter.date_end != encounter.date else None
            if precision == "day":
                choices.month_of(encounter.date).features |= {"month-of-rule", f"month-of-rule:{kind}:{group}"}
        self._describe(encounter, choices)
        others = self._of_others(encounter)
        if encounter.status in AHEAD:
            others |= self._of_saying()
        return [
            choice
            for choice in choices.values()
            if choice.value not in others and self._may_be(encounter, choice.value)
        ]

    def _of_saying(self) -> set[str]:
        """Return the days named only for when something was said, on which nothing that is to come will be."""
        doc = self.around.doc
        said = {t.value for t in self.telling if len(t.value) == DAY and is_of_saying(doc, t)}
        return said - {t.value for t in self.telling if not is_of_saying(doc, t)}

    def _of_others(self, encounter: Encounter) -> set[str]:
        """Return the days that the sentence of an encounter tells of another one, and no other sentence names."""
        word = self.around.doc[encounter.sources[0].token]
        sent = word.sent
        here = [t for t in self.telling if sent.start <= t.start < sent.end and len(t.value) == DAY]
        own = {t.value for t in self.telling if t not in here or not is_told_of_another(t, word, is_learned=False)}
        return {t.value for t in here} - own

    def _add_named(self, encounter: Encounter, choices: Choices) -> None:
        """Add the dates named, with where they stand and how they are said."""
        group, first = STANDING[encounter.status], encounter.sources[0].token
        before = [t for t in self.times if t.start < first and t.start not in self.in_dateline]
        nearest = max(before, key=lambda t: t.start, default=None)
        nearest_day = max((t for t in before if len(t.value) == DAY), key=lambda t: t.start, default=None)
        headline = max((t for t in before if self._is_headline(t)), key=lambda t: t.start, default=None)
        doc = self.around.doc
        sent = doc[first].sent
        for time in self.times:
            if sent.start <= time.start < sent.end and is_told_of_another(time, doc[first], is_learned=False):
                continue  # "received her, their first meeting since the war broke out on March 3"
            precision, manner = _precision(time.value), self.manners[time.start]
            distance, where = self._position(encounter, time)
            names = [where, f"{group}:{where}", f"{where}:{manner}"]
            paragraphs = min(3, self.around.paragraph(first) - self.around.paragraph(time.start))
            if time is nearest:
                names += ["nearest", f"nearest:{paragraphs}", f"nearest:{manner}"]
            if time is nearest_day:
                names += ["nearest-day", f"nearest-day:{paragraphs}"]
            if time is headline:
                names.append("headline")
            if 0 <= time.start - self._paragraph_start(first) <= MOST_LEADING:
                names += ["heads-paragraph", f"heads-paragraph:{time is nearest_day}"]
            if time.qualifier is not None:
                names.append(f"qualifier:{time.qualifier}")
            choice = choices.on(time.value)
            choice.features.update(f"{precision}:{name}" for name in names)
            if distance < choice.distance:
                choice.distance, choice.end, choice.given = distance, time.end, (time.start, time.end_token)
            if precision == "day":
                choices.month_of(time.value).features.update(f"month-of-day:{name}" for name in names)

    def _position(self, encounter: Encounter, time: TimeMention) -> tuple[int, str]:
        if time.start in self.in_dateline:
            return 50, "dateline"
        return self.around.position(encounter, time.start)

    def _paragraph_start(self, token: int) -> int:
        return self.paragraphs[bisect_right(self.paragraphs, token) - 1]

    def _is_headline(self, time: TimeMention) -> bool:
        """Tell whether a date is a line of its own: "Thursday, July 6", with a few words at most."""
        following = bisect_right(self.paragraphs, time.start)
        end = self.paragraphs[following] if following < len(self.paragraphs) else len(self.around.doc)
        return end - self.paragraphs[following - 1] <= LONGEST_HEADLINE + 1

    def _add_last(self, encounter: Encounter, choices: Choices) -> None:
        """Add the day of the encounter told before."""
        last = self.around.told_before(encounter)
        if last is None or last.date is None:
            return
        gap = self.around.sentence(encounter.sources[0].token) - self.around.sentence(last.sources[-1].token)
        shared = bool(set(last.people) & set(encounter.people))
        same = STANDING[last.status] == STANDING[encounter.status]
        how = f"{_precision(last.date)}:{'guess' if 'start_date' in last.inferred else 'told'}"
        choices.on(last.date).features |= {
            f"last:{0 <= gap <= 2}:{shared}:{same}",
            f"last:{how}:{_compare(last.country, encounter.country)}",
            f"last:{how}:{min(3, max(-1, gap))}:{same}",
        }

    def _add_told(self, encounter: Encounter, choices: Choices) -> None:
        """Add the day told last, asides left out, and that of the lead."""
        group, first = STANDING[encounter.status], encounter.sources[0].token
        told = last_told(self.telling, self.roles, first, is_held=encounter.status is Status.HELD)
        if told is not None:
            gap = min(3, self.around.paragraph(first) - self.around.paragraph(told.start))
            choices.on(told.value).features.add(f"told:{gap}")
            choices.month_of(told.value).features.add(f"month-of-told:{gap}")
        if self.lead is not None:
            choices.on(self.lead.value).features |= {f"lead:{group}", f"lead:{group}:{encounter.kind.value}"}

    def _add_visits(self, encounter: Encounter, choices: Choices) -> None:
        """Add the days of visits that those who met were on."""
        group = STANDING[encounter.status]
        for other in self.around.encounters:
            if other is encounter or other.kind is not Kind.VISIT or not set(other.people) & set(encounter.people):
                continue
            if other.date is None or len(other.date) < MONTH:
                continue
            where = _compare(encounter.country, other.country)
            form = _precision(other.date) if other.date_end in {None, other.date} else "range"
            same = STANDING[other.status] == group
            choice = choices.on(other.date)
            choice.features |= {f"visit:{form}:{where}:{group}", f"visit:{form}:{same}"}
            choices.month_of(other.date).features |= {
                f"month-of-visit:{form}:{where}:{group}",
                f"month-of-visit:{form}:{same}",
            }

    def _add_of_people(self, encounter: Encounter, choices: Choices) -> None:
        """Add the days of the other encounters that the same people had."""
        for other in self.around.encounters:
            if other is encounter or other.date is None or not set(other.people) & set(encounter.people):
                continue
            same_place = other.country is not None and other.country == encounter.country
            how = f"{same_place}:{STANDING[other.status] == STANDING[encounter.status]}"
            choices.on(other.date).features.add(f"of-people:{how}")

    def _describe(self, encounter: Encounter, choices: Choices) -> None:
        """Add to each candidate how precise it is, how it lies to the document's day, and how often it is named."""
        source = encounter.sources[0]
        group, kind, frame = STANDING[encounter.status], encounter.kind.value, source.rule.split(":")[0]
        late = source.token > LATE * len(self.around.doc)
        elsewhere = encounter.country is not None and encounter.country != self.around.scene.country
        tense = tense_at(self.around.doc[source.token])
        clock = _CLOCK.search(self.around.doc[source.start : source.end].text) is not None
        opens = source.start - self._paragraph_start(source.token) <= 1
        for value, choice in choices.items():
            precision = _precision(value)
            choice.features |= {
                f"precision:{precision}:{group}:{kind}",
                f"precision:{precision}:{frame}",
                f"precision:{precision}:{late}:{elsewhere}:{group}",
                f"clock:{clock}:{precision}:{group}",
                f"opens:{opens}:{precision}",
                f"length:{encounter.minutes is not None}:{precision}",
                f"sources:{min(3, len(encounter.sources))}:{precision}",
            }
            if value is None:
                continue
            lies, to_scene = self._lies(value), self._lies_to_scene(value)
            choice.features |= {f"lies:{lies}:{precision}:{each}" for each in (group, kind)}
            choice.features.add(f"tense:{tense}:{to_scene}:{precision}")
            if precision == "day":
                rank = self.ranks.get(value, "none")
                where = _compare(encounter.country, *self.countries.get(value, ()))
                choice.features |= {
                    f"rank:{rank}:{group}",
                    f"rank:{rank}:{elsewhere}:{late}",
                    f"day-place:{where}:{group}",
                }
                if value == self.first:
                    choice.features.add(f"first-day:{group}:{kind}")

    def _lies(self, value: str) -> str:
        """Return how a date lies to the document's day."""
        published = self.around.annotations.published
        return "unknown" if published is None else _lies_to((self.anchor or published[1]).isoformat(), value)

    def _lies_to_scene(self, value: str) -> str:
        """Return how a date lies to the day that the document is mostly about."""
        day = self.around.scene.day
        return "unknown" if day is None else _lies_to(day, value)

    def _may_be(self, encounter: Encounter, value: str | None) -> bool:
        """Tell whether a date may be that of an encounter of this standing: what took place is of no day to come."""
        published = self.around.annotations.published
        if value is None or published is None or value == encounter.date:
            return True
        first, last = day_range(value)
        return first <= published[1] if encounter.status is Status.HELD else last >= published[0]


def _is_by_the_way(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a weekday or date is of what somebody is known by: "X, who was elected on Monday"; yesterday more often of the news."""
    is_day = len(time.value) == DAY and manner_of(doc, time) in {"weekday", "date"}
    return is_day and is_of_what_one_is_known_by(doc[time.start : time.end_token].root)


def _precision(value: str | None) -> str:
    return "none" if value is None else _PRECISION.get(len(value), "year")


def _compare(country: str | None, *others: str | None) -> str:
    """Tell whether a country is among others; unknown where one side is."""
    if country is None or not any(others):
        return "unknown"
    return "same" if country in others else "other"


def _lies_to(day: str, value: str) -> str:
    """Return how a date lies to a day: before or after, and within how many days."""
    base = day_range(day)[0]
    first, last = day_range(value)
    if first <= base <= last:
        return "now"
    distance = (base - last).days if last < base else (first - base).days
    size = next((str(limit) for limit in (1, 7, 31, 366) if distance <= limit), "far")
    return ("before:" if last < base else "after:") + size


def manner_of(doc: Doc, time: TimeMention) -> str:
    """Return how a date is said: "weekday", "date", "relative" (today), "that-day", "ago", "week", "month" or "year"."""
    text = doc[time.start : time.end_token].text.casefold()
    if len(time.value) < MONTH:
        return "year"
    if re.search(r"\b(?:ago|earlier|later|before|after)\b", text):
        return "ago" if re.search(r"(?:days|weeks?|months?|years)\b", text) else "that-day"
    if re.search(r"\b(?:that|same|following|previous|next) (?:same )?(?:day|morning|afternoon|evening|night)\b", text):
        return "that-day"
    if "week" in text:
        return "week"
    if len(time.value) == MONTH:
        return "month"
    if re.search(r"\b(?:today|yesterday|tomorrow|tonight|this|last night)\b", text):
        return "relative"
    return "weekday" if "day" in text else "date"


def tense_at(token: Token) -> str:
    """Return the form of the verb that a word of meeting is, or hangs on: "had", "has", "will" or its tag."""
    verb = token if token.pos_ == "VERB" else governing_verb(token)
    if verb is None:
        return "noun"
    auxiliaries = {child.lower_ for child in verb.children if child.dep_.startswith(("aux", "cop"))}
    if "had" in auxiliaries:
        return "had"
    if auxiliaries & _MODAL:
        return "will"
    return "has" if auxiliaries & {"has", "have", "’ve", "'ve"} else verb.tag_
