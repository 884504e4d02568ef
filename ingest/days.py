"""When an encounter took place whose sentences do not say so: the likeliest of the days and months that the document names.

A date told beside the word of meeting stands. Where there is none, the document's dates are candidates, their months, its own
day and none at all, and the learned weights of `ingest.choices` tell which is taken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from graph.dates import day_range
from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations, TimeMention
from ingest.choices import choose_likely, load_choices
from ingest.dates import anchor_day, is_of_dateline
from ingest.encounter import Encounter
from ingest.whereabouts import Surroundings

DAY, MONTH = len("2023-06-19"), len("2023-06")
LATE = 0.75  # the part of a document behind which undated meetings are seldom of its main day
LEAST_LIKELY = 0.45  # below, what the rules say stands: a guess of theirs, or no day
_PRECISION = {DAY: "day", MONTH: "month"}


@dataclass(slots=True)
class DayChoice:
    """A date an encounter may be of; `given` are the tokens that name it nearest to the encounter."""

    value: str | None
    features: set[str] = field(default_factory=set)
    end: str | None = None
    given: tuple[int, int] | None = None
    distance: int = 99


class Calendar:
    """What a document says of days, found once for all its encounters."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        doc, annotations = surroundings.doc, surroundings.annotations
        self.times = [time for time in annotations.times if time.kind != "years"]
        self.in_dateline = {time.start for time in self.times if is_of_dateline(doc, time)}
        self.anchor = anchor_day(doc)
        days = [t.value for t in self.times if len(t.value) == DAY and t.start not in self.in_dateline]
        self.counts = Counter(days)
        self.ranks = {day: min(3, i) for i, (day, _) in enumerate(self.counts.most_common())}
        self.first = days[0] if days else None

    def candidates(self, encounter: Encounter) -> list[DayChoice]:
        """Return the dates an encounter may be of, none at all first."""
        choices: dict[str | None, DayChoice] = {None: DayChoice(None, {"none"})}

        def on(value: str) -> DayChoice:
            return choices.setdefault(value, DayChoice(value))

        group, first = STANDING[encounter.status], encounter.sources[0].token
        before = [t for t in self.times if t.start < first and t.start not in self.in_dateline]
        nearest = max(before, key=lambda t: t.start, default=None)
        nearest_day = max((t for t in before if len(t.value) == DAY), key=lambda t: t.start, default=None)
        for time in self.times:
            precision = _PRECISION.get(len(time.value), "year")
            distance, where = self._position(encounter, time)
            names = [where, f"{group}:{where}"]
            paragraphs = min(3, self.around.paragraph(first) - self.around.paragraph(time.start))
            if time is nearest:
                names += ["nearest", f"nearest:{paragraphs}"]
            if time is nearest_day:
                names += ["nearest-day", f"nearest-day:{paragraphs}"]
            if time.qualifier is not None:
                names.append(f"qualifier:{time.qualifier}")
            choice = on(time.value)
            choice.features.update(f"{precision}:{name}" for name in names)
            if distance < choice.distance:
                choice.distance, choice.end, choice.given = distance, time.end, (time.start, time.end_token)
            if precision == "day":
                on(time.value[:MONTH]).features.update(f"month-of-day:{name}" for name in names)
        for name, value in (
            ("scene", self.around.scene.day),
            ("own", self.anchor.isoformat() if self.anchor else None),
        ):
            if value is not None:
                on(value).features |= {name, f"{name}:{group}:{encounter.kind.value}"}
                on(value[:MONTH]).features |= {f"month-of-{name}", f"month-of-{name}:{group}:{encounter.kind.value}"}
        self._add_others(encounter, choices)
        if encounter.date is not None:
            choice = on(encounter.date)
            choice.features |= {"by-rule", f"by-rule:{len(encounter.date)}:{encounter.kind.value}"}
            choice.end = encounter.date_end if encounter.date_end != encounter.date else None
        self._describe(encounter, choices)
        return [choice for choice in choices.values() if self._may_be(encounter, choice.value)]

    def _position(self, encounter: Encounter, time: TimeMention) -> tuple[int, str]:
        if time.start in self.in_dateline:
            return 50, "dateline"
        return self.around.position(encounter, time.start)

    def _add_others(self, encounter: Encounter, choices: dict[str | None, DayChoice]) -> None:
        """Add the days of the encounter told before, and of the others that the same people had."""
        group, last = STANDING[encounter.status], None
        for other in self.around.encounters:
            if other is encounter:
                break
            last = other
        if last is not None and last.date is not None:
            gap = self.around.sentence(encounter.sources[0].token) - self.around.sentence(last.sources[-1].token)
            shared = bool(set(last.people) & set(encounter.people))
            choice = choices.setdefault(last.date, DayChoice(last.date))
            choice.features.add(f"last:{0 <= gap <= 2}:{shared}:{STANDING[last.status] == group}")
        for other in self.around.encounters:
            if other is encounter or other.date is None or not set(other.people) & set(encounter.people):
                continue
            same_place = other.country is not None and other.country == encounter.country
            how = f"{same_place}:{STANDING[other.status] == group}"
            choices.setdefault(other.date, DayChoice(other.date)).features.add(f"of-people:{how}")
            if len(other.date) == DAY:
                month = other.date[:MONTH]
                choices.setdefault(month, DayChoice(month)).features.add(f"month-of-people:{how}")

    def _describe(self, encounter: Encounter, choices: dict[str | None, DayChoice]) -> None:
        """Add to each candidate how precise it is, how it lies to the document's day, and how often it is named."""
        group, kind, frame = STANDING[encounter.status], encounter.kind.value, encounter.sources[0].rule.split(":")[0]
        late = encounter.sources[0].token > LATE * len(self.around.doc)
        elsewhere = encounter.country is not None and encounter.country != self.around.scene.country
        for value, choice in choices.items():
            precision = "none" if value is None else _PRECISION.get(len(value), "year")
            choice.features |= {
                f"precision:{precision}:{group}:{kind}",
                f"precision:{precision}:{frame}",
                f"precision:{precision}:{late}:{elsewhere}:{group}",
            }
            if value is None:
                continue
            lies = self._lies(value)
            choice.features |= {f"lies:{lies}:{precision}:{each}" for each in (group, kind)}
            if precision == "day":
                rank = self.ranks.get(value, "none")
                share = 5 * self.counts[value] // max(1, sum(self.counts.values()))
                choice.features |= {f"rank:{rank}:{group}", f"rank:{rank}:{elsewhere}:{late}", f"share:{share}:{group}"}
                if value == self.first:
                    choice.features.add(f"first-day:{group}:{kind}")

    def _lies(self, value: str) -> str:
        """Return how a date lies to the document's day."""
        published = self.around.annotations.published
        if published is None:
            return "unknown"
        base = self.anchor or published[1]
        first, last = day_range(value)
        if first <= base <= last:
            return "now"
        days = (base - last).days if last < base else (first - base).days
        size = next((str(limit) for limit in (1, 7, 31, 366) if days <= limit), "far")
        return ("before:" if last < base else "after:") + size

    def _may_be(self, encounter: Encounter, value: str | None) -> bool:
        """Tell whether a date may be that of an encounter of this standing: what took place is of no day to come."""
        published = self.around.annotations.published
        if value is None or published is None or value == encounter.date:
            return True
        first, last = day_range(value)
        return first <= published[1] if encounter.status is Status.HELD else last >= published[0]


def lacks_day(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether no sentence of an encounter tells when it was, nor the meetings of a visit do."""
    if encounter.date is not None and ("start_date" not in encounter.inferred or encounter.kind is Kind.VISIT):
        return False
    spans = [(source.start, source.end) for source in encounter.sources]
    vague = [time.start for time in annotations.times if time.kind == "years"]
    return not any(start <= at < end for start, end in spans for at in vague)  # "in the 1990s" is no day of these


def likeliest_days(surroundings: Surroundings) -> list[tuple[Encounter, DayChoice]]:
    """Return the likeliest date, or none, of each encounter told without; those are left out of which nothing is likely.

    A wrong day makes one meeting another, which no day at all does not.
    """
    undated = [encounter for encounter in surroundings.encounters if lacks_day(surroundings.annotations, encounter)]
    if not undated:
        return []
    calendar, weights = Calendar(surroundings), load_choices()["day"]
    chosen = [(each, choose_likely(weights, calendar.candidates(each), LEAST_LIKELY)) for each in undated]
    return [(encounter, choice) for encounter, choice in chosen if choice is not None]


def put_days(chosen: list[tuple[Encounter, DayChoice]]) -> None:
    """Give encounters the dates chosen, marked as inferred."""
    for encounter, choice in chosen:
        encounter.inferred.discard("start_date")
        encounter.given.pop("start_date", None)
        encounter.date = choice.value
        encounter.date_end = choice.end or choice.value
        if choice.value is not None:
            encounter.inferred.add("start_date")
            first = encounter.sources[0].token
            encounter.given["start_date"] = choice.given or (first, first + 1)
