"""Gives each encounter the topics that were discussed or raised at it: a prior by rule, corrected by learned scores.

    topic_candidates(doc, encounter, encounters)   what speaks for each topic that the document names
    topic_score(candidate)                         in [0, 1]
    assign_topics(doc, encounters)                 fills `encounter.topics`

Few annotated reports give few right topics to learn from, so the weights are held down and a rule says first what is plain:
"met to discuss tariffs", "trade talks", what participants spoke of, what the document is about. Two scores correct it: one of
what the document says of the topic and the encounter, and one of which encounter each of the topic's places belongs to
(`ingest.topic_owners`). The log odds of each count half.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.model import STANDING, Status
from ingest.encounter import Encounter
from ingest.topic_evidence import CUE, LEAD, RAISE, Evidence, Place
from ingest.topic_owners import owned
from ingest.topic_words import TopicWords
from ingest.weights import load_weights, score_features, step_of

TOPIC_THRESHOLD = 0.5
# Added to the learned log odds and the prior, so that about 0.5 parts the two.
_SHIFT = 1.5
_UNLEARNED = 0.2


@dataclass(frozen=True, slots=True)
class TopicCandidate:
    """A topic that the document names, for an encounter it tells of, with what speaks for it.

    Attributes:
        prior: What plain signs count for, in log odds.
        owned: How likely one of its places belongs to the encounter.
    """

    topic: str
    start: int
    end: int
    features: tuple[str, ...]
    prior: float
    owned: float


def topic_score(candidate: TopicCandidate) -> float:
    """Return how likely a topic was talked of at an encounter, in [0, 1]."""
    model = load_weights().get("topic")
    learned = score_features(model, candidate.features) if model is not None else _UNLEARNED
    score = (_log_odds(learned) + _log_odds(candidate.owned)) / 2 + candidate.prior + _SHIFT
    return 1 / (1 + math.exp(-score))


def _log_odds(probability: float) -> float:
    held = min(1 - 1e-6, max(1e-6, probability))
    return math.log(held / (1 - held))


def topic_candidates(
    doc: Doc, encounter: Encounter, encounters: list[Encounter], learned: TopicWords | None = None
) -> Iterator[TopicCandidate]:
    """Yield each topic of the document with features for one encounter: where it stands, after what words, how often."""
    evidence = Evidence(doc, encounters, learned)
    k = next(i for i, each in enumerate(encounters) if each is encounter)
    yield from _candidates(evidence, k, owned(evidence))


def assign_topics(doc: Doc, encounters: list[Encounter]) -> None:
    """Give each encounter the topics that the document says were discussed or raised at it."""
    if not encounters:
        return
    evidence = Evidence(doc, encounters)
    likely = owned(evidence)
    for k, encounter in enumerate(encounters):
        for candidate in _candidates(evidence, k, likely):
            if topic_score(candidate) >= TOPIC_THRESHOLD:
                encounter.topics.add(candidate.topic)
                encounter.given.setdefault(f"topic {candidate.topic}", (candidate.start, candidate.end))


def _candidates(evidence: Evidence, k: int, likely: Mapping[tuple[int, str], float]) -> Iterator[TopicCandidate]:
    own = evidence.own[k]
    for topic, places in sorted(evidence.places.items()):
        nearest = min(places, key=lambda place: (_distance(place.sentence, own), place.start))
        traits = _traits(evidence, k, topic)
        features = [
            f"topic:{topic}",
            *_encounter_features(evidence, k),
            *_document_features(evidence, k, topic),
            *_place_features(evidence, k, nearest),
            *_owned_features(evidence, k, topic),
            *evidence.likely_by_words.features(nearest.sentence, topic, ("in", "naming")),
            *(f"is:{trait}" for trait in sorted(traits)),
        ]
        yield TopicCandidate(
            topic,
            nearest.start,
            nearest.end,
            tuple(dict.fromkeys(features)),
            sum(_PRIOR.get(t, 0.0) for t in traits) - 1,
            likely.get((k, topic), _UNLEARNED),
        )


# What each plain sign counts for, in log odds.
_PRIOR = {
    "same": 1.0,
    "told": 1.0,
    "said-after": 0.6,
    "said-after-twice": 0.6,
    "about": 0.8,
    "frequent": 0.4,
    "main": 0.5,
    "cue": 1.0,
    "agenda": 2.0,
    "names-talks": 2.0,
    "rare": -0.5,
    "not-held": -1.0,
    "background": -4.0,
    "of-another": -2.0,
    "beside-another": -2.0,
}


def _traits(evidence: Evidence, k: int, topic: str) -> set[str]:
    """Return the plain signs for and against a topic."""
    encounter = evidence.encounters[k]
    is_held = encounter.status is Status.HELD
    share = evidence.counts[topic] / max(1, sum(evidence.counts.values()))
    traits = {"main"} if k == evidence.main and is_held else set()
    if not is_held:
        traits.add("not-held")
    traits |= _traits_beside(evidence, k, topic)
    if evidence.told[k].get(topic) in {"here", "later"}:
        traits.add("told")
    after = sum(
        1
        for said in evidence.said
        if topic in said.topics
        and said.speakers & set(encounter.people)
        and any(0 <= said.sentence - at <= 6 for at in evidence.own[k])
    )
    if after:
        traits.add("said-after")
    if after > 1:
        traits.add("said-after-twice")
    if topic == evidence.main_topic and is_held:
        traits.add("about")
    if share >= 0.25:
        traits.add("frequent")
    elif share < 0.08:
        traits.add("rare")
    if topic in evidence.titled:
        traits.add("titled")
    places = evidence.places[topic]
    if any(evidence.agenda.get(place.sentence) == k for place in places):
        traits.add("agenda")
    if all(evidence.is_background(place.start) or evidence.is_new_scene(place.sentence) for place in places):
        traits.add("background")
    if all(
        place.sentence in evidence.own[k] and evidence.owners[place.start] and k not in evidence.owners[place.start]
        for place in places
    ):
        traits.add("beside-another")
    others = {i for j, sentences in enumerate(evidence.own) if j != k for i in sentences}
    if all(place.sentence in others and place.sentence not in evidence.own[k] for place in places):
        traits.add("of-another")
    return traits


def _traits_beside(evidence: Evidence, k: int, topic: str) -> set[str]:
    """Return the signs of a topic in a sentence that tells of the encounter: near it, behind "discuss", in "trade talks"."""
    beside = evidence.beside(k, topic)
    if beside is None:
        return set()
    place, away, between = beside
    token = place.start - away
    traits: set[str] = set()
    if not between and away > -12:
        traits.add("same")
    text = evidence.doc[min(token, place.start) : max(token, place.start) + 1].text
    if not between and (CUE.search(text) or _is_behind_on(evidence.doc, place.start)):
        traits.add("cue" if away > 0 else "cue-before")
    if 0 < -away <= place.end - place.start and evidence.doc[token].pos_ in {"NOUN", "PROPN"}:
        traits.add("names-talks")
    return traits


def _is_behind_on(doc: Doc, start: int) -> bool:
    return any(doc[i].lower_ in {"on", "about", "over"} for i in range(max(0, start - 2), start))


def _distance(sentence: int, own: list[int]) -> int:
    """Return how many sentences behind the nearest of an encounter's own; those before it count double."""
    return min((sentence - at if sentence >= at else 2 * (at - sentence) for at in own), default=99)


def _encounter_features(evidence: Evidence, k: int) -> Iterator[str]:
    encounter = evidence.encounters[k]
    yield f"kind:{encounter.kind.value}"
    yield f"status:{encounter.status.value}"
    yield f"people:{min(3, len(encounter.people))}"
    yield f"sources:{min(4, len(encounter.sources))}"
    yield f"order:{min(3, k)}"
    yield f"meal:{encounter.meal is not None}"


def _document_features(evidence: Evidence, k: int, topic: str) -> Iterator[str]:
    encounter, places = evidence.encounters[k], evidence.places[topic]
    role = "main" if k == evidence.main else "other"
    standing = STANDING[encounter.status]
    rank = sum(1 for count in evidence.counts.values() if count > evidence.counts[topic])
    share = evidence.counts[topic] / max(1, sum(evidence.counts.values()))
    mine = sum(1 for said in evidence.said if topic in said.topics and said.speakers & set(encounter.people))
    spoken = sum(1 for place in places if evidence.speaking[place.sentence].intersection(encounter.people))
    yield f"count:{min(4, len(places))}"
    yield f"rank:{min(3, rank)}:{role}"
    yield f"share:{step_of(share, (0.08, 0.15, 0.25, 0.4))}:{role}"
    yield f"told:{evidence.told[k].get(topic, 'no')}"
    yield f"lead:{min(place.sentence for place in places) < LEAD}:{role}"
    yield f"about:{topic == evidence.main_topic}:{role}:{standing}"
    yield f"titled:{topic in evidence.titled}:{role}"
    yield f"mine:{min(2, mine)}:{role}"
    yield f"spoken:{min(2, spoken)}"
    yield f"role:{role}:{standing}"


def _place_features(evidence: Evidence, k: int, nearest: Place) -> Iterator[str]:
    own, doc = evidence.own[k], evidence.doc
    distance = _distance(nearest.sentence, own)
    yield f"distance:{min(8, distance)}"
    if distance == 0:
        token = min((s.token for s in evidence.encounters[k].sources), key=lambda at: abs(at - nearest.start))
        text = doc[min(token, nearest.start) : max(token, nearest.start) + 1].text
        yield f"own:{min(4, abs(nearest.start - token) // 6)}:{'after' if nearest.start > token else 'before'}"
        yield f"cue:{RAISE.search(text) is not None}"
        yield f"parted:{';' in text}"
    else:
        anchor = max((at for at in own if at <= nearest.sentence), default=nearest.sentence)
        others = {i for j, sentences in enumerate(evidence.own) if j != k for i in sentences}
        yield f"other-between:{any(at in others for at in range(anchor + 1, nearest.sentence + 1))}"
        yield f"cue-there:{RAISE.search(evidence.sentences[nearest.sentence].text) is not None}"
        between = doc[evidence.sentences[anchor].start : nearest.start]
        yield f"same-paragraph:{not any(token.is_space and chr(10) in token.text for token in between)}"
    yield f"background:{evidence.is_background(nearest.start)}"
    yield f"new-scene:{evidence.is_new_scene(nearest.sentence)}"


def _owned_features(evidence: Evidence, k: int, topic: str) -> Iterator[str]:
    """Yield how many of a topic's places follow this encounter's words sooner than any other's, and whether others own some."""
    owners = [evidence.owners[place.start] for place in evidence.places[topic]]
    mine = sum(1 for each in owners if k in each)
    others = sum(1 for each in owners if each and k not in each)
    yield f"owned:{min(3, mine)}"
    yield f"owned:{min(2, mine)}:others:{min(2, others)}"
