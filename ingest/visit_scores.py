"""Scores whether a sentence tells that somebody went to a country: candidates for visits that no rule finds, and what speaks for each.

A candidate is an official of the sentence and a foreign state of it: named, by a city or an adjective, or, where it names none, the state
named last or that of the document's scene. The weights are a logistic regression (`training.visits`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.arguments import PEOPLE_KINDS, is_dependent
from ingest.encounter import Encounter, is_long_past
from ingest.frames import Trigger
from ingest.gazetteer import find_dateline
from ingest.relations import common_head, one_mention_each
from ingest.scenes import find_scene
from ingest.standings import Standings
from ingest.syntax import SUBJECT, governing_verb

SITES = frozenset({MentionKind.CITY, MentionKind.COUNTRY, MentionKind.VENUE})
_HEADS = frozenset({"head-of-state", "head-of-government"})
FARTHEST_PATH = 6
NEAR = 8  # words between a person and a word of meeting or travel


@dataclass(frozen=True, slots=True)
class VisitCandidate:
    """Somebody of a sentence and a state they may have gone to.

    Attributes:
        key: The person.
        country: Code of the state.
        place: Where the sentence names the state; None where it does not.
        anchor: The word that joins the two, or governs the person.
    """

    key: str
    country: str
    place: Mention | None
    anchor: int
    features: tuple[str, ...]


class Journeys:
    """What a document says of who was where, found once for all its sentences."""

    def __init__(self, doc: Doc, triggers: list[Trigger], encounters: list[Encounter]) -> None:
        self.doc = doc
        self.annotations = annotations_of(doc)
        self.triggers = triggers
        self.encounters = encounters
        self.scene = find_scene(doc, self.annotations, encounters)
        line = find_dateline(doc)
        self._line_end = line.end if line is not None else 0
        self._line_code = line.code if line is not None else None
        self.named = Counter(key for m in self.annotations.mentions for key in m.people)
        self.codes = Counter(m.code for m in self.annotations.mentions if m.kind in SITES and m.code)
        self.leader = max(self.named, key=lambda key: (self.named[key], key), default=None)
        self.standing = Standings(doc)

    def candidates(self) -> Iterator[tuple[Span, VisitCandidate]]:
        """Yield each sentence's candidates."""
        last: Mention | None = None
        for sent in self.doc.sents:
            inside = [m for m in self.annotations.mentions if sent.start <= m.start < sent.end]
            people = self._people(inside)
            places = self._places(inside)
            for key, who in people:
                home = self.annotations.people[key].country
                found = False
                for code, place in places:
                    if code != home:
                        found = True
                        yield sent, self._candidate(sent, inside, key, who, code, place, "named")
                if not found:
                    implied: dict[str, str] = {}
                    if last is not None and last.code:
                        implied[last.code] = "last"
                    if self.scene.country is not None:
                        implied[self.scene.country] = "scene" if self.scene.country not in implied else "last-scene"
                    for code, how in implied.items():
                        if code != home:
                            yield sent, self._candidate(sent, inside, key, who, code, None, how)
            last = next((m for m in reversed(inside) if m.kind in SITES and m.is_place and m.code), last)

    def _people(self, inside: list[Mention]) -> list[tuple[str, Mention]]:
        """Return the officials of a sentence, each by the mention that says most."""
        named = one_mention_each([m for m in inside if m.kind in PEOPLE_KINDS and not is_dependent(self.doc, m)])
        people = self.annotations.people
        return [(key, m) for key, m in named if people[key].country is not None and people[key].is_official]

    def _places(self, inside: list[Mention]) -> list[tuple[str, Mention]]:
        """Return the states of a sentence, each by its first mention as a place, else by any."""
        best: dict[str, Mention] = {}
        for mention in inside:
            if mention.kind not in SITES or not mention.code or mention.start < self._line_end:
                continue
            known = best.get(mention.code)
            if known is None or (_is_site(mention) and not _is_site(known)):
                best[mention.code] = mention
        return list(best.items())

    def _candidate(
        self, sent: Span, inside: list[Mention], key: str, who: Mention, code: str, place: Mention | None, how: str
    ) -> VisitCandidate:
        head = self.doc[who.start : who.end].root
        if place is not None:
            anchor = common_head(head, self.doc[place.start : place.end].root)
        else:
            anchor = governing_verb(head) or head
        features = tuple(
            dict.fromkeys(
                [
                    *self._of_document(key, code),
                    *self._of_person(sent, inside, key, who, code),
                    *self._of_place(sent, inside, key, who, place, how),
                    *self._of_sentence(sent, key, who, code, place, anchor),
                ]
            )
        )
        return VisitCandidate(key, code, place, anchor.i, features)

    def _of_document(self, key: str, code: str) -> Iterator[str]:
        """Yield what the whole document says of somebody and a state."""
        annotations = self.annotations
        scene = "in" if code == self.scene.country else "off"
        yield f"scene:{scene}"
        yield f"dateline:{'none' if self._line_code is None else self._line_code == code}"
        yield f"visitor:{key in self.scene.visitors}:{scene}"
        yield f"leader:{key == self.leader}:{scene}"
        yield f"named:{min(4, self.named[key])}"
        yield f"country-named:{min(4, self.codes[code] // 2)}"
        posts = annotations.posts_of(key)
        kind = "envoy" if posts & {"ambassador", "permanent-representative", "spokesperson"} else "none"
        kind = (
            "head"
            if posts & _HEADS
            else "foreign"
            if "foreign-minister" in posts
            else "other"
            if posts and kind == "none"
            else kind
        )
        yield f"post:{kind}"
        for post in sorted(posts)[:3]:
            yield f"post:{post}"
        is_member = annotations.knowledge.is_member(code, str(annotations.people[key].country), annotations.day())
        if is_member:
            yield "member"
        for other in self.encounters:
            if key not in other.people or other.kind is Kind.CALL:
                continue
            group = STANDING[other.status]
            far = "far" if is_long_past(other, annotations) else "near"
            if other.kind is Kind.VISIT:
                yield f"visits:{'here' if other.country == code else 'elsewhere'}:{group}"
                continue
            hosts = any(annotations.people[each].country == code for each in other.people)
            told = "guess" if "country" in other.inferred else "told"
            if other.country == code:
                yield f"met-here:{group}:{hosts}"
                yield f"met-here:{group}:{hosts}:{told}:{far}"
            elif hosts:
                yield f"met-hosts:{group}:{'unplaced' if other.country is None else 'elsewhere'}"
            elif other.country is not None and far == "near":
                yield f"met-elsewhere:{group}"

    def _of_person(self, sent: Span, inside: list[Mention], key: str, who: Mention, code: str) -> Iterator[str]:
        """Yield how a sentence names somebody."""
        doc, head = self.doc, self.doc[who.start : who.end].root
        yield f"who:{who.kind.value}"
        yield f"who-dep:{head.dep_}"
        if who.is_possessive:
            yield "who-possessive"
        verb = governing_verb(head.head) if head.head != head else None
        if verb is not None:
            yield f"who-verb:{verb.lemma_.lower()}"
            yield f"who-verb:{verb.lemma_.lower()}:{head.dep_}"
            yield f"who-tag:{verb.tag_}"
        first = {m.people[0] for m in inside if m.kind in PEOPLE_KINDS and m.people and m.start < who.start}
        yield f"before-who:{min(2, len(first - {key}))}"
        others = {k for m in inside for k in m.people} - {key}
        hosts = {k for k in others if self.annotations.people[k].country == code}
        yield f"others:{min(3, len(others))}:hosts:{min(2, len(hosts))}"
        for i in range(max(sent.start, who.start - 2), who.start):
            yield f"who-before:{doc[i].lower_}"
        for i in range(who.end, min(sent.end, who.end + 3)):
            yield f"who-after:{doc[i].lower_ if not doc[i].ent_type_ else doc[i].ent_type_}"
        yield f"who-first:{who.start - sent.start < 4}"

    def _of_place(
        self, sent: Span, inside: list[Mention], key: str, who: Mention, place: Mention | None, how: str
    ) -> Iterator[str]:
        """Yield how a sentence names a state, and how that hangs together with the person."""
        doc = self.doc
        yield f"how:{how}"
        if place is None:
            for word in ("here", "there", "home", "back"):
                if any(t.lower_ == word for t in sent):
                    yield f"how:{how}:{word}"
            return
        kind = _manner(place)
        yield f"place:{kind}"
        at = place.start - 1
        while at > sent.start and (
            doc[at].lower_ in {"the", "nearby", "capital", ","}
            or any(m.start <= at < m.end and m.kind in SITES for m in inside)
        ):
            at -= 1
        before = doc[at].lower_ if at >= sent.start else "^"
        yield f"place-before:{before}"
        yield f"place-before:{before}:{kind}"
        head = doc[place.start : place.end].root
        above = head.head if head.head != head else head
        yield f"place-head:{above.lemma_.lower()}"
        yield f"place-head:{before}:{above.lemma_.lower()}"
        if head.dep_ in SUBJECT:
            yield "place-subject"
        verb = governing_verb(above)
        if verb is not None:
            yield f"place-verb:{verb.lemma_.lower()}:{before}"
        gap = place.start - who.end if place.start >= who.end else who.start - place.end
        yield f"gap:{'after' if place.start >= who.end else 'before'}:{min(6, max(0, gap) // 4)}"
        between = doc[min(who.end, place.end) : max(who.start, place.start)]
        rivals = {k for m in inside if between.start <= m.start < between.end for k in m.people if k != key}
        sites = {
            m.code
            for m in inside
            if m.kind in SITES and between.start <= m.start < between.end and m.code != place.code
        }
        yield f"between-people:{min(2, len(rivals))}"
        yield f"between-sites:{min(2, len(sites))}"
        yield f"path:{path_between(doc[who.start : who.end].root, head)}"

    def _of_sentence(
        self, sent: Span, key: str, who: Mention, code: str, place: Mention | None, anchor: Token
    ) -> Iterator[str]:
        """Yield the words of a sentence and what rules make of it."""
        standing = self.standing(anchor.i)
        yield f"standing:{standing.status.value if standing is not None else 'denied'}"
        yield f"anchor:{anchor.lemma_.lower()}"
        frames: set[str] = set()
        for trigger in self.triggers:
            if sent.start <= trigger.token < sent.end:
                frames.add(trigger.frame.frame)
                if min(abs(trigger.token - who.start), abs(trigger.token - who.end)) <= NEAR:
                    yield f"near-frame:{trigger.frame.frame}"
                if trigger.token == anchor.i:
                    yield f"anchor-frame:{trigger.frame.frame}"
        for frame in sorted(frames):
            yield f"frame:{frame}"
        if not frames:
            yield "frame:none"
        for other in self.encounters:
            if any(source.start == sent.start for source in other.sources):
                mine = key in other.people
                here = "here" if other.country == code else "elsewhere" if other.country else "unplaced"
                yield f"told:{other.kind.value}:{mine}:{here}"
        yield f"time:{any(sent.start <= t.start < sent.end for t in self.annotations.times)}"
        yield f"quoted:{who.start in self.annotations.in_quotes}"
        yield f"place-quoted:{place is not None and place.start in self.annotations.in_quotes}"
        where = sent.start / max(1, len(self.doc))
        yield f"where:{min(3, int(where * 4))}"


def _is_site(mention: Mention) -> bool:
    return mention.kind is not MentionKind.COUNTRY or (mention.is_place and not mention.is_adjective)


def _manner(place: Mention) -> str:
    """Return as what kind of name a state is named."""
    form = "adjective" if place.is_adjective else "place" if place.is_place else "state"
    return f"{place.kind.value}-{form}{'-own' if place.is_possessive else ''}"


def path_between(left: Token, right: Token) -> str:
    """Return the arcs from one word up to the word that governs both and down to the other."""
    top = common_head(left, right)
    up: list[str] = []
    while left != top and len(up) < FARTHEST_PATH:
        up.append(left.dep_)
        left = left.head
    down: list[str] = []
    while right != top and len(down) < FARTHEST_PATH:
        down.append(right.dep_)
        right = right.head
    return ">".join(up) + f"^{top.pos_}^" + "<".join(reversed(down))
