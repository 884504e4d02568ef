"""What a document says for and against each of its topics having been talked of at an encounter.

told       how a topic follows what tells of encounters: "here" in the same sentence, "later" in those behind it
said       statements of participants that are about it
same       it stands in a sentence that tells of the encounter, before or behind the word of meeting
main       the document is about it, and mainly about this encounter
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from graph.model import Kind, Status
from ingest.annotations import Annotations, annotations_of, sentences_of
from ingest.encounter import Encounter
from ingest.topic_words import Likely, TopicWords, likely_in
from ingest.topics import topics_in

LEAD = 3  # sentences
# Tokens: how far before a word of meeting a topic may stand, how far behind it, and what a semicolon between them counts for.
_TALKS = frozenset({Kind.MEETING, Kind.CALL})
_FAR = 12  # sentences over which an encounter stays what a report goes on to tell of
_BESIDE, _FARTHEST, _PARTED = 12, 400, 25
RAISE = re.compile(
    r"\b(?:discuss\w*|rais(?:ed|es|ing)|talk\w* (?:about|over)|address\w*|focus\w* on|cover\w*|dealt with|exchang\w+ views on|exchanged views|"
    r"on the (?:agenda|table)|agenda|touch\w* on|review\w*|turned to|take up|took up|brought up|dominat\w+|centred on|centered on|about|over|"
    r"regarding|concerning|on|urg\w+|press\w*|warn\w*|call\w* for|stress\w*|underlin\w+|emphasi\w+|expressed|told|said|subject|topics?|issues?|"
    r"including|agreed)\b",
    re.IGNORECASE,
)
CUE = re.compile(
    r"\b(?:discuss\w*|rais(?:ed|es|ing)|talk\w* (?:about|over)|talks (?:on|about|over)|address\w*|focus\w* on|cover\w*|dealt with|"
    r"exchang\w+ views|agenda|on the table|touch\w* (?:up)?on|review\w*|turned to|took? up|brought up|dominat\w+|cent(?:re|er)d on|"
    r"subjects?|topics?|consult\w*|negotiat\w*|spoke (?:about|of)|went over|ranged (?:over|from))\b",
    re.IGNORECASE,
)
# What only tells of what was talked of, with no word of who: "On the table were …", "… came up", "So did …", "The talks covered …".
AGENDA = re.compile(
    r"\b(?:on the (?:agenda|table)|came up|was (?:also )?(?:raised|discussed)|were (?:also )?(?:raised|discussed|touched (?:up)?on|addressed|reviewed)|"
    r"(?:topics?|subjects?|issues|matters|themes) (?:of|discussed|raised|included?|were|ranged|such as)|among the (?:topics|subjects|issues)|"
    r"(?:talks?|meeting|discussions?|conversation|agenda|session|call) (?:also )?(?:covered|focus\w*|cent(?:re|er)d|dealt|touched|turned|included?|ranged|dwelt|revolved|"
    r"concerned|addressed|dominated)|(?:they|both|leaders|ministers|presidents|sides|two|men|pair|parties) (?:also |then |further )?(?:discussed|talked|spoke|exchanged|reviewed|"
    r"considered|dealt|touched|went over|addressed|turned|covered))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\W*(?:So (?:did|was|were)|Also|Other|Another|Further|Besides|Among)\b")
SPEECH = frozenset(
    "say tell raise urge warn stress discuss press call add note express ask demand insist underline emphasize emphasise".split()
)
_BACKGROUND = re.compile(
    r"\b(?:due to|because of|after an?|since the|strained (?:by|after)|scrapped|shot down|amid|despite|first since|fell out over|in spite of)\b[^,;]*$"
)
_NEW_SCENE = re.compile(
    r"\b(?:analysts?|professor|fellows? at|expert|scholar|last year|years ago|in recent|critics|lawmakers|meanwhile|elsewhere)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a topic is named: the number of its sentence, and its tokens."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """Something said, for what topics it names."""

    sentence: int
    speakers: frozenset[str]
    topics: frozenset[str]


class Evidence:
    """Everything that the topics of one document's encounters are judged by."""

    def __init__(self, doc: Doc, encounters: list[Encounter], learned: TopicWords | None = None) -> None:
        """Number the sentences and find where topics are named; words are weighed by what is given, or by our weights."""
        self._learned = learned
        self.doc = doc
        self.encounters = encounters
        self.annotations: Annotations = annotations_of(doc)
        self.sentences: list[Span] = sentences_of(doc)
        self.number = {sent.start: i for i, sent in enumerate(self.sentences)}
        self.places: dict[str, list[Place]] = defaultdict(list)
        for start, end, topic in self.annotations.topics:
            self.places[topic].append(Place(self.number.get(doc[start].sent.start, 0), start, end))
        self.own = [sorted({self.number[s.start] for s in e.sources if s.start in self.number}) for e in encounters]

    @cached_property
    def likely_by_words(self) -> Likely:
        """Return how likely the words of each sentence speak of each topic."""
        return Likely.of(self.sentences, self._learned) if self._learned else likely_in(self.doc)

    @cached_property
    def counts(self) -> Counter[str]:
        """Return in how many sentences each topic is named."""
        return Counter({topic: len({place.sentence for place in places}) for topic, places in self.places.items()})

    @cached_property
    def main(self) -> int:
        """Return the encounter that the document is mainly about: held, of several people, told of most often."""
        return max(
            range(len(self.encounters)),
            key=lambda k: (
                self.encounters[k].status is Status.HELD and len(self.encounters[k].people) > 1,
                len({s.start for s in self.encounters[k].sources}),
                -k,
            ),
        )

    @cached_property
    def speaking(self) -> list[frozenset[str]]:
        """Return for each sentence who is named in it, nobody where it has no verb of speech."""
        named: dict[int, set[str]] = defaultdict(set)
        for mention in self.annotations.mentions:
            named[self.number.get(self.doc[mention.start].sent.start, -1)].update(mention.people)
        return [
            frozenset(named[i]) if any(token.lemma_.lower() in SPEECH for token in sent) else frozenset()
            for i, sent in enumerate(self.sentences)
        ]

    @cached_property
    def main_topic(self) -> str | None:
        """Return the topic that the document is about."""
        return main_topic(self.doc)

    @cached_property
    def titled(self) -> set[str]:
        """Return the topics of the title."""
        return topics_in(self.annotations.document.title or "")

    @cached_property
    def said(self) -> list[Said]:
        """Return what is said in the document, for its topics."""
        from ingest.speech_sentences import acts_by_sentence
        from ingest.statements import topics_by_act

        return [
            Said(self.number.get(sent.start, 0), frozenset(act.speakers), frozenset(topics))
            for sent, acts in acts_by_sentence(self.doc)
            for act, topics in zip(acts, topics_by_act(self.doc, sent, acts), strict=True)
        ]

    @cached_property
    def told(self) -> list[dict[str, str]]:
        """Return for each encounter the topics that follow what tells of it, each with how: "here", "later" or "said".

        "here": behind its word of meeting in the same sentence; "later": within eight sentences, in one that names nobody
        else; "said": a participant of the document's main encounter speaks of it.
        """
        told: list[dict[str, str]] = [{} for _ in self.encounters]
        sources = self._sources()
        for start, _, topic in self.annotations.topics:
            i = self.number.get(self.doc[start].sent.start)
            if i is None or self.is_background(start) or self.is_new_scene(i):
                continue
            if i in sources:
                last = max((token for token, _ in sources[i] if token < start), default=-1)
                for token, k in sources[i]:
                    if token == last:
                        told[k][topic] = "here"
                continue
            sent = self.sentences[i]
            people = {key for m in self.annotations.mentions if sent.start <= m.start < sent.end for key in m.people}
            anchor = self._anchor(sources, i)
            if (
                anchor is not None
                and RAISE.search(sent.text)
                and (not people or people & set(self.encounters[anchor].people))
            ):
                told[anchor].setdefault(topic, "later")
            elif self.speaking[i].intersection(self.encounters[self.main].people):
                told[self.main].setdefault(topic, "said")
        return told

    @cached_property
    def agenda(self) -> dict[int, int]:
        """Return for each sentence that only tells what was talked of, by number, the encounter where it was.

        That is the main one of the document where what is told of in between only looks back.
        """
        found: dict[int, int] = {}
        sources = self._sources()
        for i, sent in enumerate(self.sentences):
            if i in sources or self.is_new_scene(i):
                continue
            if AGENDA.search(sent.text) is None and not (i - 1 in found and _GOES_ON.search(sent.text)):
                continue
            people = {key for m in self.annotations.mentions if sent.start <= m.start < sent.end for key in m.people}
            k = self._focus(sources, i, people)
            if k is not None:
                found[i] = k
        return found

    def _focus(self, sources: dict[int, list[tuple[int, int]]], sentence: int, people: set[str]) -> int | None:
        """Return the encounter that a sentence goes on to tell of: the last one, or the main one before looks back."""
        main = self.encounters[self.main]
        for kinds in (_TALKS, frozenset(Kind)):
            last: int | None = None
            for j in range(sentence - 1, max(-1, sentence - 1 - _FAR), -1):
                for _, k in reversed(sources.get(j, [])):
                    each = self.encounters[k]
                    if each.kind not in kinds or (people and not people & set(each.people)):
                        continue
                    if k == self.main:
                        return k
                    is_back = each.date is not None and main.date is not None and each.date < main.date
                    if not is_back and each.status is Status.HELD and (len(each.people) > 1 or each.codes):
                        return k
                    last = k if last is None else last
            if last is not None:
                return last
        return None

    def _sources(self) -> dict[int, list[tuple[int, int]]]:
        sources: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for k, encounter in enumerate(self.encounters):
            for source in encounter.sources:
                if source.start in self.number:
                    sources[self.number[source.start]].append((source.token, k))
        return sources

    @cached_property
    def owners(self) -> dict[int, frozenset[int]]:
        """Return for each token that names a topic the encounters told of last before it, or right behind it; none if far off.

        Those that one word tells of own it together: "met A and B to talk about grain".
        """
        told = [
            (source.token, self.number.get(source.start, -1), k)
            for k, encounter in enumerate(self.encounters)
            for source in encounter.sources
        ]
        return {place.start: self._owner(place, told) for places in self.places.values() for place in places}

    def _owner(self, place: Place, told: list[tuple[int, int, int]]) -> frozenset[int]:
        """Return the numbers of the encounters that a topic's place belongs to, of (token, sentence, encounter)."""
        best: tuple[int, set[int]] | None = None
        for token, sentence, k in told:
            away = place.start - token
            if away < 0:
                if sentence != place.sentence or away < -_BESIDE:
                    continue
                away *= -3
            elif sentence == place.sentence and any(word.text == ";" for word in self.doc[token : place.start]):
                away += _PARTED
            if away < _FARTHEST and (best is None or away < best[0]):
                best = (away, {k})
            elif best is not None and away == best[0]:
                best[1].add(k)
        return frozenset(best[1]) if best is not None else frozenset()

    def _anchor(self, sources: dict[int, list[tuple[int, int]]], sentence: int) -> int | None:
        """Return the meeting or call last told of within eight sentences; of several in one sentence the largest."""
        for j in range(sentence - 1, max(-1, sentence - 9), -1):
            held = [
                k
                for _, k in sources.get(j, [])
                if self.encounters[k].status is Status.HELD
                and (len(self.encounters[k].people) > 1 or self.encounters[k].codes)
            ]
            if held:
                return max(held, key=lambda k: (len(self.encounters[k].people), k))
        return None

    def is_background(self, start: int) -> bool:
        """Tell whether a topic only gives a cause: "over which …", "strained by", "since", "after a spy balloon"."""
        before = self.doc[max(self.doc[start].sent.start, start - 6) : start].text.casefold()
        return _BACKGROUND.search(before) is not None

    def is_new_scene(self, sentence: int) -> bool:
        """Tell whether a sentence speaks of something else: analysts, last year, a look back."""
        return _NEW_SCENE.search(self.sentences[sentence].text) is not None

    def beside(self, k: int, topic: str) -> tuple[Place, int, bool] | None:
        """Return where a topic stands nearest to a word that tells of an encounter, in the same sentence.

        With the distance from that word, below 0 before it, and whether another encounter is told of between.
        """
        best: tuple[int, Place, int, bool] | None = None
        for place in self.places[topic]:
            if place.sentence not in self.own[k] or self.is_background(place.start):
                continue
            for source in self.encounters[k].sources:
                if self.number.get(source.start) != place.sentence:
                    continue
                low, high = sorted((source.token, place.start))
                between = any(
                    low < other.token < high
                    for each in self.encounters
                    if each is not self.encounters[k]
                    for other in each.sources
                )
                away = place.start - source.token
                cost = (away if away > 0 else -3 * away) + 40 * between
                if best is None or cost < best[0]:
                    best = (cost, place, away, between)
        return best[1:] if best is not None else None


def main_topic(doc: Doc) -> str | None:
    """Return the topic that a document is about: named in most sentences, those of the lead and the title counting more.

    None where the lead does not name it.
    """
    annotations = annotations_of(doc)
    sentences = {sent.start: i for i, sent in enumerate(sentences_of(doc))}
    places = {(sentences.get(doc[start].sent.start, 0), topic) for start, _, topic in annotations.topics}
    weights = dict.fromkeys(sorted(topics_in(annotations.document.title or "")), 3)
    for sentence, topic in sorted(places):
        weights[topic] = weights.get(topic, 0) + (3 if sentence < LEAD else 1)
    in_text = {topic for _, topic in places}
    best = max((topic for topic in weights if topic in in_text), key=lambda topic: weights[topic], default=None)
    return best if any(topic == best and sentence < LEAD for sentence, topic in places) else None
