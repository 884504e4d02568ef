"""Tells what a statement is about: topics that its words name, and those that its surroundings leave understood.

    "“There is a long way to go,” he said."     about what was spoken of just before, or what the document is about
    "The harvest cannot wait, he told her."     about food, which only hints name (`ingest.topic_cues`)

A logistic regression ("statement-topic", see `ingest.weights`) scores each topic of the document for each statement: those
that it names, and those that its words hint at. It weighs, too, what all words of a sentence make likely (`ingest.topic_words`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ingest.annotations import annotations_of, sentences_of
from ingest.topic_cues import Cues
from ingest.topic_evidence import LEAD, main_topic
from ingest.topic_words import Likely, TopicWords, likely_in
from ingest.topics import load_topics, topics_in
from ingest.weights import load_weights, score_features, step_of

LEAST, LEAST_OVERALL = 0.2, 0.23  # of one statement, and of any of its speaker's
LEAST_AGREED = 0.2
# Topics that a statement may be about where nothing names them: it may speak of the visit or of the friendship itself.
_ALWAYS = ("bilateral-relations",)
# How strongly a sentence, or a document, must hint at a topic that it does not name.
_HINTED, _HINTED_OVERALL = 0.15, 0.75
_STRENGTHS = (0.01, 0.15, 0.3, 0.5, 0.9, 1.5)
_OVERALL = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3)


def _words(sent: Span) -> list[str]:
    """Return the base forms of a sentence's words that say something."""
    return list(
        dict.fromkeys(
            token.lemma_.lower() for token in sent if token.pos_ in {"VERB", "NOUN", "ADJ"} and token.is_alpha
        )
    )


@dataclass(slots=True)
class Surroundings:
    """Where a document names which topic, by number of sentence, and what each speaker spoke of last."""

    doc: Doc
    number: dict[int, int]
    named: list[set[str]]
    counts: Counter[str]
    main: str | None
    titled: set[str]
    cues: Cues
    overall: dict[str, float]
    ranks: dict[str, int]
    likely_by_words: Likely
    last: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, learned: TopicWords | None = None) -> Surroundings:
        """Look through a document, with other weights of words than ours where some are given."""
        annotations = annotations_of(doc)
        sentences = sentences_of(doc)
        number = {sent.start: i for i, sent in enumerate(sentences)}
        named: list[set[str]] = [set() for _ in sentences]
        for start, _, topic in annotations.topics:
            named[number.get(doc[start].sent.start, 0)].add(topic)
        counts = Counter(topic for each in named for topic in each)
        cues = Cues.of(doc)
        overall: dict[str, float] = {}
        for hints, topics in zip(cues.hints, named, strict=True):
            for topic in sorted({*hints, *topics}):
                overall[topic] = overall.get(topic, 0.0) + hints.get(topic, 0.0) + (topic in topics)
        ranks = {topic: rank for rank, topic in enumerate(sorted(overall, key=lambda topic: -overall[topic]))}
        titled = topics_in(annotations.document.title or "")
        likely = Likely.of(sentences, learned) if learned else likely_in(doc)
        return cls(doc, number, named, counts, main_topic(doc), titled, cues, overall, ranks, likely)

    def candidates(
        self, sent: Span, speaker: str, kind: str, rule: str, scope: set[str], manner: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each topic of the document with features for a statement.

        Args:
            sent: Its sentence.
            speaker: Who makes it.
            kind: Of what kind it is.
            rule: The rule that found it.
            scope: The topics that its verb governs.
            manner: Features of how it is made.
        """
        i = self.number.get(sent.start, 0)
        silent = "silent" if not self.named[i] else "naming"
        shared = (
            f"kind:{kind}",
            f"rule:{rule}",
            f"named:{min(3, len(self.named[i]))}",
            f"scope:{min(3, len(scope))}",
            f"topics:{min(8, len(self.counts))}:{silent}",
            *(f"says:{word}:{silent}" for word in _words(sent)),
            *(feature for sign in manner for feature in (sign, f"{sign}:{silent}")),
        )
        for topic in self._topics(i):
            features = (
                *shared,
                *self._features(i, sent, speaker, kind, topic, scope),
                *self._hints(i, topic),
                *self.likely_by_words.features(i, topic, self._manner_of_naming(i, topic)),
            )
            yield topic, tuple(dict.fromkeys(features))

    def _topics(self, i: int) -> list[str]:
        """Return the topics that the document names, or hints at in a sentence or strongly, of our taxonomy."""
        hinted = {topic for topic, strength in self.cues.hints[i].items() if strength >= _HINTED}
        hinted |= {topic for topic, strength in self.overall.items() if strength >= _HINTED_OVERALL}
        return sorted({*self.counts, *(hinted & load_topics().keys()), *_ALWAYS})

    def _hints(self, i: int, topic: str) -> Iterator[str]:
        """Yield how strongly a sentence, those beside it and the document hint at a topic."""
        hints, silent = self.cues.hints[i], "silent" if not self.named[i] else "naming"
        strength = hints.get(topic, 0.0)
        step = step_of(strength, _STRENGTHS)
        where = "in" if topic in self.named[i] else "out"
        stronger = sum(other > strength for other in hints.values()) if strength else 9
        before = max((self.cues.hints[j].get(topic, 0.0) for j in range(max(0, i - 2), i)), default=0.0)
        behind = self.cues.hints[i + 1].get(topic, 0.0) if i + 1 < len(self.named) else 0.0
        rank = min(6, self.ranks.get(topic, 6))
        yield f"hint:{step}"
        yield f"hint:{step}:{where}"
        yield f"hint:{step}:{silent}"
        yield f"hint:{step}:topic:{topic}"
        yield f"hint-rank:{min(3, stronger)}:{where}"
        yield f"hint-before:{step_of(before, _STRENGTHS)}:{silent}"
        yield f"hint-behind:{step_of(behind, _STRENGTHS)}"
        yield f"hint-share:{step_of(self.overall.get(topic, 0.0) / (sum(self.overall.values()) or 1), _OVERALL)}:{silent}"
        yield f"hint-overall:{topic in self.counts}:{step_of(self.overall.get(topic, 0.0), (0.5, 1, 2, 3, 5))}"
        yield f"topic-rank:{rank}:{silent}"
        yield f"topic-rank:{rank}:hinted:{step > 0}"
        yield f"hints:{step_of(sum(hints.values()), (0.3, 1, 2, 3))}:{step > 0}"

    def _manner_of_naming(self, i: int, topic: str) -> tuple[str, str]:
        """Tell whether a sentence names a topic, and whether it names any."""
        return "in" if topic in self.named[i] else "out", "silent" if not self.named[i] else "naming"

    def _features(self, i: int, sent: Span, speaker: str, kind: str, topic: str, scope: set[str]) -> Iterator[str]:
        share = self.counts[topic] / max(1, sum(self.counts.values()))
        rank = sum(1 for count in self.counts.values() if count > self.counts[topic])
        at = self._where(i, topic, scope)
        silent = "silent" if not self.named[i] else "naming"
        yield f"topic:{topic}"
        yield f"at:{at}"
        yield f"at:{at}:{silent}"
        yield f"at:{at}:named:{min(3, len(self.named[i]))}"
        yield f"at:{at}:{kind}"
        yield f"at:{at}:topic:{topic}"
        yield f"share:{step_of(share, (0.08, 0.15, 0.25, 0.4))}:{silent}"
        yield f"rank:{min(3, rank)}:{silent}"
        yield f"main:{topic == self.main}:{silent}"
        if topic in self.titled:
            yield f"titled:{silent}"
        if any(topic in named for named in self.named[:LEAD]):
            yield f"lead:{silent}"
        if i < LEAD:
            yield f"early:{at}"
        if not self.counts[topic]:
            yield f"absent:{silent}"
        before = [i - j for j in range(max(0, i - 6), i) if topic in self.named[j]]
        yield f"before:{min(before, default=9)}:{silent}"
        behind = i + 1 < len(self.named) and topic in self.named[i + 1]
        if behind:
            yield f"behind:{silent}"
        last = self.last.get(speaker)
        if last is not None and topic in last[1]:
            yield f"spoke-of-it:{'just' if i - last[0] <= 2 else 'before'}:{silent}"
        if at in {"scope", "sentence"}:
            for start, end, each in annotations_of(self.doc).topics:
                if each == topic and sent.start <= start < sent.end:
                    yield f"word:{self.doc[start:end].text.lower()}"

    def _where(self, i: int, topic: str, scope: set[str]) -> str:
        """Tell where a topic is named next to a statement: in its "scope", in its "sentence", "near", "far"."""
        if topic in scope:
            return "scope"
        if topic in self.named[i]:
            return "sentence"
        return "near" if any(topic in named for named in self.named[max(0, i - 2) : i]) else "far"

    def likely(
        self, sent: Span, speaker: str, kind: str, rule: str, scope: set[str], manner: tuple[str, ...]
    ) -> dict[str, float]:
        """Return how likely a statement is about each topic, and remember it as what its speaker spoke of last."""
        model = load_weights()["statement-topic"]
        found = {
            topic: score_features(model, features)
            for topic, features in self.candidates(sent, speaker, kind, rule, scope, manner)
        }
        self.remember(sent, speaker)
        return found

    def agreed(self, sent: Span, rule: str, scope: set[str]) -> tuple[str, ...]:
        """Return what an agreement is about, by weights of its own ("agreement-topic")."""
        model = load_weights()["agreement-topic"]
        beside = self.named[self.number.get(sent.start, 0)] - scope
        return tuple(
            topic
            for topic, features in self.candidates(sent, "", "agreement", rule, scope)
            if topic not in beside and score_features(model, features) >= LEAST_AGREED
        )

    def remember(self, sent: Span, speaker: str) -> None:
        """Note what a speaker's sentence names."""
        i = self.number.get(sent.start, 0)
        self.last[speaker] = (i, frozenset(self.named[i]))


def chosen(said: Sequence[tuple[str, Mapping[str, float]]]) -> list[tuple[str, ...]]:
    """Return what each statement of a document is about, of (speaker, how likely each topic is).

    A speaker speaks of a topic unless none of their statements is about it; what no single one is likely to be about is
    given to the likeliest.
    """
    none_of: dict[tuple[str, str], float] = {}
    most: dict[tuple[str, str], float] = {}
    for speaker, likely in said:
        for topic, probability in likely.items():
            none_of[speaker, topic] = none_of.get((speaker, topic), 1.0) * (1.0 - probability)
            most[speaker, topic] = max(most.get((speaker, topic), 0.0), probability)
    return [
        tuple(
            topic
            for topic, probability in sorted(likely.items())
            if 1.0 - none_of[speaker, topic] >= LEAST_OVERALL
            and (probability >= LEAST or probability == most[speaker, topic])
        )
        for speaker, likely in said
    ]
