"""Gives each encounter the topics that were discussed or raised at it, by what the text says and by learned weights.

topic_candidates(doc, encounter, encounters)   what speaks for each topic that the document names
assign_topics(doc, encounters)                 fills `encounter.topics`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.model import Status
from ingest.annotations import Annotations, annotations_of
from ingest.topics import topics_in
from ingest.weights import load_weights, score_features

if TYPE_CHECKING:
    from ingest.encounter import Encounter

_RAISE = re.compile(
    r"\b(?:discuss\w*|rais(?:ed|es|ing)|talk\w* (?:about|over)|address\w*|focus\w* on|cover\w*|dealt with|exchang\w+ views on|exchanged views|on the (?:agenda|table)|agenda|touch\w* on|review\w*|turned to|take up|took up|brought up|dominat\w+|centred on|centered on|about|over|regarding|concerning|on|urg\w+|press\w*|warn\w*|call\w* for|stress\w*|underlin\w+|emphasi\w+|expressed|told|said|subject|topics?|issues?|including|agreed)\b",
    re.IGNORECASE,
)


TOPIC_THRESHOLD = 0.2
_SPEECH = frozenset(
    "say tell raise urge warn stress discuss press call add note express ask demand insist underline emphasize emphasise".split()
)


LEAD = 3  # sentences


def main_topic(doc: Doc) -> str | None:
    """Return the topic that a document is about: named in most sentences, those of the lead and the title counting more.

    None where the lead does not name it.
    """
    annotations = annotations_of(doc)
    sentences = {sent.start: i for i, sent in enumerate(sent for sent in doc.sents if sent.text.strip())}
    places = {(sentences.get(doc[start].sent.start, 0), topic) for start, _, topic in annotations.topics}
    weights = dict.fromkeys(sorted(topics_in(annotations.document.title or "")), 3)
    for sentence, topic in sorted(places):
        weights[topic] = weights.get(topic, 0) + (3 if sentence < LEAD else 1)
    in_text = {topic for _, topic in places}
    best = max((topic for topic in weights if topic in in_text), key=lambda topic: weights[topic], default=None)
    return best if any(topic == best and sentence < LEAD for sentence, topic in places) else None


@dataclass(frozen=True, slots=True)
class TopicCandidate:
    """A topic that the document names, for an encounter it tells of, with what speaks for it."""

    topic: str
    start: int
    end: int
    features: tuple[str, ...]


def topic_candidates(doc: Doc, encounter: Encounter, encounters: list[Encounter]) -> Iterator[TopicCandidate]:
    """Yield each topic of the document with features for one encounter: where it stands, after what words, how often."""
    annotations = annotations_of(doc)
    sentences = [sent for sent in doc.sents if sent.text.strip()]
    number = {sent.start: i for i, sent in enumerate(sentences)}
    own = sorted({number[s.start] for s in encounter.sources if s.start in number})
    others = {number[s.start] for e in encounters if e is not encounter for s in e.sources if s.start in number}
    found: dict[str, list[tuple[int, int, int]]] = {}
    for start, end, topic in annotations.topics:
        found.setdefault(topic, []).append((number.get(doc[start].sent.start, 0), start, end))
    counts = sorted((len(places) for places in found.values()), reverse=True)
    general = list(_encounter_features(encounter, encounters))
    told = _told_of(doc, encounters)[next(i for i, each in enumerate(encounters) if each is encounter)]
    for topic, places in sorted(found.items()):
        nearest = min(places, key=lambda place: (_sentence_distance(place[0], own), place[1]))
        features = [
            f"topic:{topic}",
            *general,
            f"count:{min(4, len(places))}",
            f"rank:{min(3, counts.index(len(places)))}",
        ]
        features.append(f"told:{told.get(topic, 'no')}")
        features.append(f"lead:{min(place[0] for place in places) <= 1}")
        features += _place_features(doc, encounter, sentences, own, others, nearest)
        features += [f"{feature}+main:{encounter is encounters[0]}" for feature in features[-4:]]
        said = sum(1 for place in places if _is_said_by(annotations, sentences[place[0]], encounter))
        features.append(f"said:{min(2, said)}")
        yield TopicCandidate(topic, nearest[1], nearest[2], tuple(features))


def _told_of(doc: Doc, encounters: list[Encounter]) -> list[dict[str, str]]:
    """Return for each encounter the topics that follow what tells of it, each with how: "here", "later" or "said".

    "here": behind its word of meeting in the same sentence; "later": within eight sentences, in one that names nobody
    else; "said": a participant of the document's main encounter speaks of it.
    """
    annotations = annotations_of(doc)
    sentences = [sent for sent in doc.sents if sent.text.strip()]
    number = {sent.start: i for i, sent in enumerate(sentences)}
    told: list[dict[str, str]] = [{} for _ in encounters]
    sources: dict[int, list[tuple[int, int]]] = {}
    for k, encounter in enumerate(encounters):
        for source in encounter.sources:
            if source.start in number:
                sources.setdefault(number[source.start], []).append((source.token, k))
    main = max(
        range(len(encounters)),
        key=lambda k: (
            encounters[k].status is Status.HELD and len(encounters[k].people) > 1,
            len({s.start for s in encounters[k].sources}),
            -k,
        ),
    )
    for start, _, topic in annotations.topics:
        i = number.get(doc[start].sent.start)
        if i is None or _is_background(doc, start) or _is_new_scene(sentences[i]):
            continue
        if i in sources:
            before = [(token, k) for token, k in sources[i] if token < start]
            if before:
                told[max(before)[1]][topic] = "here"
            continue
        people = {
            key for m in annotations.mentions if sentences[i].start <= m.start < sentences[i].end for key in m.people
        }
        anchor = _anchor(encounters, sources, i)
        if (
            anchor is not None
            and _RAISE.search(sentences[i].text)
            and (not people or people & set(encounters[anchor].people))
        ):
            told[anchor].setdefault(topic, "later")
        elif people & set(encounters[main].people) and any(t.lemma_.lower() in _SPEECH for t in sentences[i]):
            told[main].setdefault(topic, "said")
    return told


def _anchor(encounters: list[Encounter], sources: dict[int, list[tuple[int, int]]], sentence: int) -> int | None:
    """Return the meeting or call last told of within eight sentences; of several in one sentence the largest."""
    for j in range(sentence - 1, max(-1, sentence - 9), -1):
        held = [
            k
            for _, k in sources.get(j, [])
            if encounters[k].status is Status.HELD and (len(encounters[k].people) > 1 or encounters[k].codes)
        ]
        if held:
            return max(held, key=lambda k: (len(encounters[k].people), k))
    return None


def _sentence_distance(sentence: int, own: list[int]) -> int:
    """Return how many sentences behind the nearest of an encounter's own; those before it count double."""
    return min((sentence - at if sentence >= at else 2 * (at - sentence) for at in own), default=99)


def _encounter_features(encounter: Encounter, encounters: list[Encounter]) -> Iterator[str]:
    yield f"kind:{encounter.kind.value}"
    yield f"status:{encounter.status.value}"
    yield f"people:{min(3, len(encounter.people))}"
    yield f"sources:{min(4, len(encounter.sources))}"
    yield f"order:{min(3, next(i for i, each in enumerate(encounters) if each is encounter))}"
    yield f"meal:{encounter.meal is not None}"


def _place_features(
    doc: Doc,
    encounter: Encounter,
    sentences: list[Span],
    own: list[int],
    others: set[int],
    nearest: tuple[int, int, int],
) -> list[str]:
    sentence, start, _ = nearest
    distance = _sentence_distance(sentence, own)
    features = [f"distance:{min(8, distance)}"]
    if distance == 0:
        token = min((s.token for s in encounter.sources), key=lambda at: abs(at - start))
        text = doc[min(token, start) : max(token, start) + 1].text
        features.append(f"own:{min(4, abs(start - token) // 6)}:{'after' if start > token else 'before'}")
        features.append(f"cue:{_RAISE.search(text) is not None}")
        features += [f"word:{match.group().casefold()}" for match in _RAISE.finditer(text)][:4]
    else:
        anchor = max((at for at in own if at <= sentence), default=sentence)
        between = any(at in others for at in range(anchor + 1, sentence + 1))
        features.append(f"other-between:{between}")
        features.append(f"cue-there:{_RAISE.search(sentences[sentence].text) is not None}")
        features.append(
            f"same-paragraph:{not any(t.is_space and chr(10) in t.text for t in doc[sentences[anchor].start : start])}"
        )
    features.append(f"background:{_is_background(doc, start)}")
    features.append(f"new-scene:{_is_new_scene(sentences[sentence])}")
    return features


def _is_said_by(annotations: Annotations, sent: Span, encounter: Encounter) -> bool:
    """Tell whether a participant is named in a sentence with a verb of speech."""
    if not any(token.lemma_.lower() in _SPEECH for token in sent):
        return False
    people = set(encounter.people)
    return any(people & set(m.people) for m in annotations.mentions if sent.start <= m.start < sent.end)


def assign_topics(doc: Doc, encounters: list[Encounter]) -> None:
    """Give each encounter the topics that the document says were discussed or raised at it, by the learned weights."""
    model = load_weights().get("topic")
    if model is None:
        return
    for encounter in encounters:
        for candidate in topic_candidates(doc, encounter, encounters):
            if score_features(model, candidate.features) >= TOPIC_THRESHOLD:
                encounter.topics.add(candidate.topic)
                encounter.given.setdefault(f"topic {candidate.topic}", (candidate.start, candidate.end))


def _is_background(doc: Doc, start: int) -> bool:
    """Tell whether a topic only gives a cause: "over which …", "strained by", "since", "after a spy balloon"."""
    before = doc[max(doc[start].sent.start, start - 6) : start].text.casefold()
    return (
        re.search(
            r"\b(?:due to|because of|after a|after an|since the|strained (?:by|after)|scrapped|shot down|amid|despite|first since)\b[^,;]*$",
            before,
        )
        is not None
    )


def _is_new_scene(sent: Span) -> bool:
    """Tell whether a sentence speaks of something else: analysts, last year, a look back."""
    return (
        re.search(
            r"\b(?:analysts?|professor|fellow|expert|scholar|last year|years ago|in recent|critics|lawmakers)\b",
            sent.text,
        )
        is not None
    )
