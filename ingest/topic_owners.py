"""Chooses for each place where a topic is named the encounter that it belongs to, or none, and tells how likely each has the topic.

    "A met B. … They spoke about grain."   grain belongs to the meeting of A and B, not to the visit told of in between

The encounters of the document and "none" (background) are the candidates of a choice by learned weights, "topic-owner" and
"topic-background" (see `ingest.weights`, `training.topic_owners`). A topic was talked of at an encounter unless none of its
places belongs there.

Source:
    Conditional logit (McFadden 1974); noisy-or (Pearl 1988).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.model import STANDING
from ingest.annotations import Mention, paragraphs_of
from ingest.encounter import is_long_past
from ingest.topic_evidence import CUE, Evidence, Place
from ingest.weights import load_weights, step_of

_NEAR = (4, 8, 14, 22)  # tokens
_BEHIND = (1, 2, 3, 5, 9)  # sentences
_SHARES = (0.08, 0.15, 0.25, 0.4)
_DISTANCES = (0, 1, 2, 3, 5, 9, 50)  # sentences


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where a topic is named: what speaks for its being background, and for each encounter as its owner."""

    topic: str
    background: tuple[str, ...]
    owners: tuple[tuple[str, ...], ...]


def owned(evidence: Evidence) -> dict[tuple[int, str], float]:
    """Return how likely each topic was talked of at each encounter, by number of the encounter and topic, in [0, 1]."""
    weights = load_weights()
    if "topic-owner" not in weights or "topic-background" not in weights:
        return {}
    owner, background = weights["topic-owner"][1], weights["topic-background"][1]
    none_of: dict[tuple[int, str], float] = {}
    for choice in Owners(evidence).choices():
        scores = [sum(owner.get(name, 0.0) for name in features) for features in choice.owners]
        for k, share in enumerate(shares(scores, sum(background.get(name, 0.0) for name in choice.background))):
            none_of[k, choice.topic] = none_of.get((k, choice.topic), 1.0) * (1.0 - share)
    return {key: 1.0 - probability for key, probability in none_of.items()}


def shares(scores: list[float], background: float) -> list[float]:
    """Return the likelihood of each owner among all and the background."""
    top = max([background, *scores])
    likely = [math.exp(score - top) for score in scores]
    total = sum(likely) + math.exp(background - top)
    return [each / total for each in likely]


class Owners:
    """The choices of a document."""

    def __init__(self, evidence: Evidence) -> None:
        """Gather who is named in each sentence, who speaks in it, its paragraph, and where encounters are told of."""
        self.evidence = evidence
        self.people: list[set[str]] = [set() for _ in evidence.sentences]
        self.mentions: list[list[Mention]] = [[] for _ in evidence.sentences]
        for mention in evidence.annotations.mentions:
            i = evidence.number.get(evidence.doc[mention.start].sent.start)
            if i is not None and mention.people:
                self.mentions[i].append(mention)
                self.people[i].update(mention.people)
        self.speakers: dict[int, list[frozenset[str]]] = {}
        for said in evidence.said:
            self.speakers.setdefault(said.sentence, []).append(said.speakers)
        self.sources = [
            sorted({(evidence.number[s.start], s.token) for s in encounter.sources if s.start in evidence.number})
            for encounter in evidence.encounters
        ]
        self._told = sorted((token, k) for k, sources in enumerate(self.sources) for _, token in sources)

    @cached_property
    def paragraphs(self) -> list[int]:
        """Return the number of each sentence's paragraph."""
        return paragraphs_of(self.evidence.sentences)

    def choices(self) -> Iterator[Choice]:
        """Yield each place where a topic is named, in the order of topics."""
        for topic, places in sorted(self.evidence.places.items()):
            for place in places:
                yield Choice(
                    topic,
                    tuple(dict.fromkeys(self._background(topic, place))),
                    tuple(tuple(dict.fromkeys(self._owner(place, k))) for k in range(len(self.evidence.encounters))),
                )

    def _background(self, topic: str, place: Place) -> Iterator[str]:
        evidence, i = self.evidence, place.sentence
        known = {key for encounter in evidence.encounters for key in encounter.people}
        here = self.people[i]
        told = [i - at for sources in self.sources for at, _ in sources if at <= i]
        yield "bias"
        yield f"topic:{topic}"
        yield f"cue:{CUE.search(evidence.doc[evidence.sentences[i].start : place.start].text) is not None}"
        yield f"background:{evidence.is_background(place.start)}"
        yield f"new-scene:{evidence.is_new_scene(i)}"
        yield f"sentence:{min(3, i)}"
        yield f"share:{step_of(evidence.counts[topic] / max(1, sum(evidence.counts.values())), _SHARES)}"
        yield f"titled:{topic in evidence.titled}"
        yield f"about:{topic == evidence.main_topic}"
        yield f"told:{step_of(min(told, default=99), _DISTANCES)}"
        yield from evidence.likely_by_words.features(i, topic, ("in", "naming"))
        yield f"people:{'none' if not here else 'known' if here <= known else 'some' if here & known else 'others'}"

    def _owner(self, place: Place, k: int) -> Iterator[str]:
        evidence, encounter, i = self.evidence, self.evidence.encounters[k], place.sentence
        standing, size = STANDING[encounter.status], min(3, len(encounter.people))
        yield f"kind:{encounter.kind.value}:{standing}"
        yield f"size:{size}"
        yield f"role:{'main' if k == evidence.main else 'other'}:{standing}"
        yield f"meal:{encounter.meal is not None}"
        if is_long_past(encounter, evidence.annotations):
            yield "long-past"
        where = "none"
        if self.sources[k]:
            where = (
                "same"
                if any(at == i for at, _ in self.sources[k])
                else "behind"
                if self.sources[k][0][0] < i
                else "ahead"
            )
            yield from self._place_features(place, k, where)
        yield from self._people_features(place, k, size, where)

    def _place_features(self, place: Place, k: int, where: str) -> Iterator[str]:
        """Yield how a topic stands to the words that tell of an encounter: beside them, behind them, ahead of them."""
        evidence, encounter, i = self.evidence, self.evidence.encounters[k], place.sentence
        standing = STANDING[encounter.status]
        if where == "same":
            token = min((token for at, token in self.sources[k] if at == i), key=lambda t: abs(place.start - t))
            side = "after" if place.start > token else "before"
            low, high = sorted((token, place.start))
            yield f"same:{side}:{step_of(high - low, _NEAR)}"
            yield f"same:{side}:others:{self._others_told(k, low, high, 2)}"
            yield f"same:{side}:{encounter.kind.value}"
            yield f"same:{side}:{standing}"
            yield f"same:{side}:cue:{CUE.search(evidence.doc[low : high + 1].text) is not None}"
        elif where == "behind":
            at, token = max((at, token) for at, token in self.sources[k] if at < i)
            step, nearer = step_of(i - at, _BEHIND), self._others_told(k, token, place.start, 3)
            yield f"behind:{step}"
            yield f"behind:others:{nearer}"
            yield f"behind:{min(3, step)}:others:{min(2, nearer)}"
            yield f"behind:{encounter.kind.value}:{min(3, step)}"
            yield f"behind:{standing}:{min(3, step)}"
            apart = min(1, self.paragraphs[i] - self.paragraphs[at])
            yield f"paragraph:{apart}:others:{min(1, nearer)}"
        else:
            at = self.sources[k][0][0]
            yield f"ahead:{step_of(at - i, (1, 2, 3, 6))}"
            yield f"ahead:{encounter.kind.value}"
            yield f"ahead:lead:{i < 2}"

    def _others_told(self, k: int, low: int, high: int, most: int) -> int:
        """Return how many other encounters are told of between two tokens, counted up to a number."""
        found: set[int] = set()
        for i in range(bisect_right(self._told, (low, len(self.sources))), len(self._told)):
            token, other = self._told[i]
            if token >= high or len(found) >= most:
                break
            if other != k:
                found.add(other)
        return len(found)

    def _latest(self, here: set[str], before: int) -> int | None:
        """Return the encounter of certain people, and maybe others, that was told of last."""
        for token, k in reversed(self._told):
            if token < before and here <= set(self.evidence.encounters[k].people):
                return k
        return None

    def _people_features(self, place: Place, k: int, size: int, where: str) -> Iterator[str]:
        """Yield whether those named, spoken of last, and speaking in a topic's sentence took part in an encounter."""
        i = place.sentence
        here, people = self.people[i], set(self.evidence.encounters[k].people)
        named = (
            "none"
            if not here
            else "equal"
            if here == people
            else "in"
            if here <= people
            else "covers"
            if people <= here
            else "some"
            if here & people
            else "out"
        )
        yield f"named:{named}:{where}"
        yield f"named:{named}:size:{size}"
        if here and here <= people:
            yield f"latest:{k == self._latest(here, place.start)}:{where}"
        before = [mention for mention in self.mentions[i] if mention.end <= place.start]
        if before:
            yield f"last:{_part(set(max(before, key=lambda m: m.start).people), people)}:{where}"
        for mention in self.mentions[i]:
            if len(mention.people) > 1:
                yield f"group:{'equal' if set(mention.people) == people else _part(set(mention.people), people)}"
        for speakers in self.speakers.get(i, [])[:3]:
            yield f"speaks:{'in' if speakers & people else 'out'}:{where}"


def _part(some: set[str], people: set[str]) -> str:
    return "in" if some <= people else "some" if some & people else "out"
