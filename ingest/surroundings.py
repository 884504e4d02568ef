"""The places a document names, as candidates for where an encounter was that is told without: with what speaks for each.

Where and how a place is named, whether it is the document's scene, home of those who met, where the encounter told before was,
where the same people met otherwise, and what is named together with the encounter's day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.model import STANDING, Kind, Status
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.attributes import city_of, is_of_matter, is_of_since_phrase
from ingest.date_words import DAY
from ingest.encounter import AHEAD, Encounter, dates_clash, sides_of
from ingest.event_names import is_of_event
from ingest.gazetteer import find_dateline, find_events, is_city_state
from ingest.onward import is_gone_to_from
from ingest.scenes import find_scene
from ingest.syntax import SUBJECT

Site = tuple[str | None, str | None]  # city and country
NOWHERE: Site = (None, None)
_BEFORE = frozenset("in at to from of for with on outside near by between and".split())
POSTED_ABROAD = "ambassador"
MOST_SOURCES = 4  # sentences of an encounter that places are measured from
NEAR = 3  # sentences
CALLED = 9  # tokens behind a word of telephoning in which the place of who was called may stand


@dataclass(slots=True)
class PlaceChoice:
    """A place an encounter may have been at; `given` are the tokens that name it nearest to the encounter."""

    site: Site
    features: set[str] = field(default_factory=set)
    given: tuple[int, int] | None = None
    distance: int = 99


class Surroundings:
    """What a document says of places, found once for all its encounters."""

    def __init__(self, doc: Doc, encounters: list[Encounter]) -> None:
        self.doc = doc
        self.annotations = annotations_of(doc)
        self.encounters = encounters
        self.scene = find_scene(doc, self.annotations, encounters)
        self.title = (self.annotations.document.title or "").casefold()
        self._sentences = [sent.start for sent in doc.sents]
        self._breaks = [token.i for token in doc if token.is_space and "\n" in token.text]
        line = find_dateline(doc)
        self._line_end = line.end if line is not None else 0
        self.named = list(self._named())
        self.counts = Counter(site for _, site in self.named)
        self.countries = Counter(site[1] for _, site in self.named)
        self.first = next((site for m, site in self.named if site[0] and not self._in_dateline(m)), None)
        self.of_days = self._of_days()
        self.only_ahead = self._only_ahead()

    def _of_days(self) -> dict[str, set[Site]]:
        """Return the places named in the sentences of each day."""
        found: dict[str, set[Site]] = {}
        for time in self.annotations.times:
            if len(time.value) == DAY:
                sent = self.doc[time.start].sent
                named = {site for m, site in self.named if sent.start <= m.start < sent.end}
                found.setdefault(time.value, set()).update(named)
        return found

    def _only_ahead(self) -> set[Site]:
        """Return the places that are named only as where somebody is yet to go: nothing that has happened took place there."""
        ahead = {
            (encounter.city, encounter.country, encounter.given["city"])
            for encounter in self.encounters
            if encounter.status in AHEAD and encounter.kind is Kind.VISIT and "city" in encounter.given
        }
        gone_to = {(city, country) for city, country, _ in ahead}
        tokens = {given for _, _, given in ahead}
        return {site for site in gone_to if all((m.start, m.end) in tokens for m, other in self.named if other == site)}

    def _named(self) -> list[tuple[Mention, Site]]:
        events = find_events(self.doc, 0, len(self.doc))
        of_events = {i for event in events for i in range(event.start, event.end)}
        offices = [m for m in self.annotations.mentions if m.kind is MentionKind.OFFICE]
        of_offices = {i for m in offices for i in range(m.start, m.end)}
        found: list[tuple[Mention, Site]] = []
        called = self._where_called()
        for mention in [*(m for m in self.annotations.mentions if m.start not in of_events | called), *events]:
            if mention.is_adjective or (is_city_state(mention) and mention.start in of_offices):
                continue  # "Singapore Foreign Minister Wong"
            if mention.kind is MentionKind.CITY and is_of_matter(self.doc[mention.start : mention.end].root):
                continue
            site: Site | None = city_of(mention)
            if site is None and mention.kind is MentionKind.COUNTRY:
                site = (None, mention.code)
            if site is not None and site[1]:
                found.append((mention, site))
        return found

    def _where_called(self) -> set[int]:
        """Return the tokens of places where only the one at the other end was: "telephoned Kay in Oslo"."""
        found: set[int] = set()
        for source in (source for each in self.encounters if each.kind is Kind.CALL for source in each.sources):
            for token in self.doc[source.token + 1 : min(source.end, source.token + CALLED)]:
                if token.pos_ in {"VERB", "AUX"} or token.text in {",", ";", ":"}:
                    break
                if self.doc[token.i - 1].lower_ == "in":
                    found.add(token.i)
        return found

    def _in_dateline(self, mention: Mention) -> bool:
        return mention.start < self._line_end

    def candidates(self, encounter: Encounter) -> list[PlaceChoice]:
        """Return the places an encounter may have been at, none at all first."""
        choices = {NOWHERE: PlaceChoice(NOWHERE, {"none"})}

        def at(city: str | None, country: str | None) -> PlaceChoice:
            return choices.setdefault((city, country), PlaceChoice((city, country)))

        before = [m for m, _ in self.named if m.start < encounter.sources[0].token and m.is_place]
        left: set[Site] = set()
        nearest = max((m for m in before if not self._in_dateline(m)), key=lambda m: m.start, default=None)
        for mention, (city, country) in self.named:
            distance, where = self._position(encounter, mention)
            if encounter.kind is Kind.VISIT and distance == 0 and self.doc[mention.start - 1].lower_ == "from":
                left.add((city, country))  # "flew in from Manila" is no visit to it
            if distance == 0 and encounter.status is Status.HELD and self._is_of_something_else(encounter, mention):
                left.add((city, country))
            names = [where, *self._manner(encounter, mention, where, distance)]
            if mention is nearest:
                names.append("nearest")
            choice = at(city, country)
            choice.features.update(names)
            if distance < choice.distance:
                choice.distance, choice.given = distance, (mention.start, mention.end)
            if city is not None:
                at(None, country).features.add(f"of-city:{where}")
        self._add_others(encounter, choices)
        self._add_last(encounter, choices)
        for key in encounter.people:
            at(None, self.annotations.people[key].country)
        by_rule = {(encounter.city, encounter.country)}
        at(encounter.city, encounter.country).features.add("by-rule")
        self._describe(encounter, choices)
        if encounter.kind is Kind.MEETING:
            left |= {site for site in choices if site[1] in self._homes_of_envoys(encounter) and site not in by_rule}
        if encounter.status is Status.HELD:
            left |= (self.only_ahead | self._of_other_days(encounter)) - {(encounter.city, encounter.country)}
        return [choice for site, choice in choices.items() if site not in left]

    def _of_other_days(self, encounter: Encounter) -> set[Site]:
        """Return the cities that are named only as where the same people met on another day: "their last meeting was in Oslo in May"."""
        tokens = {
            other.given["city"]
            for other in self.encounters
            if "city" in other.given and set(other.people) == set(encounter.people) and dates_clash(encounter, other)
        }
        sites = {site for m, site in self.named if (m.start, m.end) in tokens}
        return {site for site in sites if all((m.start, m.end) in tokens for m, other in self.named if other == site)}

    def _homes_of_envoys(self, encounter: Encounter) -> set[str]:
        """Return the states whose ambassadors see others, who do so where they are posted: not at home."""
        envoys = {key for key in encounter.people if POSTED_ABROAD in self.annotations.posts_of(key)}
        homes = {str(self.annotations.people[key].country) for key in envoys}
        return homes - {str(self.annotations.people[key].country) for key in encounter.people if key not in envoys}

    def _is_of_something_else(self, encounter: Encounter, mention: Mention) -> bool:
        """Tell whether a place is only where somebody goes from an encounter, or of what it is the first since."""
        root = self.doc[mention.start : mention.end].root
        words = [each.token for each in encounter.sources if each.start <= mention.start < each.end]
        if encounter.kind is Kind.VISIT or not words:
            return False
        is_of_since = all(is_of_since_phrase(root, self.doc[word]) for word in words)
        return is_of_since or any(is_gone_to_from(self.doc, word, mention) for word in words)

    def _position(self, encounter: Encounter, mention: Mention) -> tuple[int, str]:
        """Return how far a place stands from an encounter's nearest sentence, and in words."""
        return (50, "dateline") if self._in_dateline(mention) else self.position(encounter, mention.start)

    def position(self, encounter: Encounter, token: int) -> tuple[int, str]:
        """Return how far a token stands from an encounter's nearest sentence, and in words."""
        sentence, paragraph = self.sentence(token), self.paragraph(token)
        best = (99, "")
        for source in encounter.sources[:MOST_SOURCES]:
            gap, paragraphs = sentence - self.sentence(source.token), paragraph - self.paragraph(source.token)
            if gap == 0:
                found = (0, "in-sentence")
            elif gap < 0:
                found = (
                    -gap + (3 if paragraphs else 0),
                    f"before:{f'par{min(3, -paragraphs)}' if paragraphs else min(4, -gap)}",
                )
            else:
                found = (gap + (6 if paragraphs else 2), f"after:{'par' if paragraphs else min(3, gap)}")
            best = min(best, found)
        return best

    def _manner(self, encounter: Encounter, mention: Mention, where: str, distance: int) -> list[str]:
        """Return how a place is named: what stands before it, and as what kind of name."""
        at = mention.start - 1
        if at >= 0 and self.doc[at].lower_ in {"the", "nearby", "neighbouring"}:
            at -= 1
        before = self.doc[at].lower_ if at >= 0 else ""
        if before not in _BEFORE:
            before = "subject" if self.doc[mention.start : mention.end].root.dep_ in SUBJECT else "other"
        if is_of_event(self.doc, mention):
            before = "event"
        kind = mention.kind.value + ("" if mention.is_place else "-state") + ("-own" if mention.is_possessive else "")
        names = [f"{before}:{kind}"]
        if distance <= NEAR:
            names += [f"{where}:{before}", f"{where}:{kind}:{before}", f"{where}:{encounter.kind.value}:{before}"]
        return names

    def _add_others(self, encounter: Encounter, choices: dict[Site, PlaceChoice]) -> None:
        """Add the document's scene, and where else the same people met."""
        scene, group = self.scene, STANDING[encounter.status]
        if scene.country is not None:
            choice = choices.setdefault((scene.city, scene.country), PlaceChoice((scene.city, scene.country)))
            choice.features |= {"scene", f"scene:{group}:{encounter.kind.value}"}
        for other in self.encounters:
            if other is encounter or other.kind is Kind.CALL or other.country is None:
                continue
            if set(other.people) & set(encounter.people):
                site = (other.city, other.country)
                same_day = other.date is not None and other.date == encounter.date
                choice = choices.setdefault(site, PlaceChoice(site))
                choice.features.add(f"of-people:{same_day}:{STANDING[other.status] == group}")

    def _add_last(self, encounter: Encounter, choices: dict[Site, PlaceChoice]) -> None:
        """Add what speaks for the place of the encounter told before, and for its country."""
        last = self.told_before(encounter)
        if last is None or last.kind is Kind.CALL or last.country is None:
            return
        gap = self.sentence(encounter.sources[0].token) - self.sentence(last.sources[-1].token)
        how = f"{'guess' if 'country' in last.inferred else 'told'}:{min(3, max(-1, gap))}"
        shared = bool(set(last.people) & set(encounter.people))
        for (city, country), choice in choices.items():
            if country == last.country:
                choice.features.add(f"last-country:{how}:{city is None}")
            if (city, country) == (last.city, last.country):
                same = STANDING[last.status] == STANDING[encounter.status]
                choice.features |= {f"last:{how}", f"last:{how.split(':')[0]}:{shared}:{same}"}

    def _named_on_day(self, encounter: Encounter, site: Site) -> str | None:
        """Return whether a place, its country or another one is named together with an encounter's day."""
        if encounter.date is None or len(encounter.date) != DAY:
            return None
        named = self.of_days.get(encounter.date, set())
        if site[0] is not None and site in named:
            return "city"
        return "country" if any(each[1] == site[1] for each in named) else "other" if named else "none"

    def _on_same_day(self, encounter: Encounter, site: Site) -> set[str]:
        """Return what the encounters of the same day tell of a place, whose sentences say where they were."""
        if encounter.date is None or len(encounter.date) != DAY:
            return set()
        others = [
            other
            for other in self.encounters
            if other is not encounter and other.date == encounter.date and other.kind is not Kind.CALL
        ]
        here = [other for other in others if (other.city, other.country) == site and "country" not in other.inferred]
        return {f"same-day:{bool(set(other.people) & set(encounter.people))}" for other in here}

    def _describe(self, encounter: Encounter, choices: dict[Site, PlaceChoice]) -> None:
        """Add to each candidate what it is to the document and to those who met."""
        group, kind, frame = STANDING[encounter.status], encounter.kind.value, encounter.sources[0].rule.split(":")[0]
        homes = [self.annotations.people[key].country for key in encounter.people]
        sides = sides_of(self.annotations, encounter)
        on_day = encounter.date is not None and encounter.date == self.scene.day
        for (city, country), choice in choices.items():
            form = "none" if country is None else "country" if city is None else "city"
            choice.features |= {f"form:{form}:{group}:{kind}", f"form:{form}:{frame}", f"form:{form}:{on_day}"}
            if country is None:
                continue
            home = "third"
            if country in sides:
                home = "first" if homes[:1] == [country] else "other" if country in homes else "side"
            scene = "in" if country == self.scene.country else "off"
            share = 5 * self.countries[country] // max(1, len(self.named))
            choice.features |= {
                f"home:{home}:{kind}:{form}",
                f"home:{home}:{frame}:{form}",
                f"{scene}-scene:{form}:{on_day}:{group}",
                f"share:{share}:{form}",
                f"count:{min(5, self.counts[city, country])}:{form}",
            }
            on_its_day = self._named_on_day(encounter, (city, country))
            if on_its_day is not None:
                choice.features.add(f"day-named:{on_its_day}:{city is None}")
            choice.features |= self._on_same_day(encounter, (city, country))
            if city is not None and (city, country) == self.first:
                choice.features.add("first-named")
            if city is not None and city.casefold() in self.title:
                choice.features.add("in-title")

    def told_before(self, encounter: Encounter) -> Encounter | None:
        """Return the encounter told of before another."""
        at = next(i for i, each in enumerate(self.encounters) if each is encounter)
        return self.encounters[at - 1] if at else None

    def sentence(self, token: int) -> int:
        """Return the number of a token's sentence."""
        return bisect_right(self._sentences, token) - 1

    def paragraph(self, token: int) -> int:
        """Return the number of a token's paragraph."""
        return bisect_right(self._breaks, token)
