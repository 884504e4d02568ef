"""Tells what a statement is about: topics that its words name, and those that its surroundings leave understood.

    "“There is a long way to go,” he said."   about what was spoken of just before, or what the document is about

A logistic regression ("statement-topic", see `ingest.weights`) scores each topic of the document for each statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ingest.annotations import annotations_of
from ingest.topic_evidence import LEAD, main_topic
from ingest.topics import topics_in
from ingest.weights import load_weights, score_features

LEAST = 0.2
LEAST_AGREED = 0.18
# Topics that a statement may be about where nothing names them: it may speak of the visit or of the friendship itself.
_ALWAYS = ("bilateral-relations",)


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
    last: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc) -> Surroundings:
        """Look through a document."""
        annotations = annotations_of(doc)
        sentences = [sent for sent in doc.sents if sent.text.strip()]
        number = {sent.start: i for i, sent in enumerate(sentences)}
        named: list[set[str]] = [set() for _ in sentences]
        for start, _, topic in annotations.topics:
            named[number.get(doc[start].sent.start, 0)].add(topic)
        counts = Counter(topic for each in named for topic in each)
        return cls(doc, number, named, counts, main_topic(doc), topics_in(annotations.document.title or ""))

    def candidates(
        self, sent: Span, speaker: str, kind: str, rule: str, scope: set[str]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each topic of the document with features for a statement; `scope` are those that its verb governs."""
        i = self.number.get(sent.start, 0)
        silent = "silent" if not self.named[i] else "naming"
        shared = (
            f"kind:{kind}",
            f"rule:{rule}",
            f"named:{min(3, len(self.named[i]))}",
            f"scope:{min(3, len(scope))}",
            f"topics:{min(8, len(self.counts))}:{silent}",
            *(f"says:{word}:{silent}" for word in _words(sent)),
        )
        for topic in sorted({*self.counts, *_ALWAYS}):
            yield topic, tuple(dict.fromkeys((*shared, *self._features(i, sent, speaker, kind, topic, scope))))

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
        yield f"share:{sum(share >= least for least in (0.08, 0.15, 0.25, 0.4))}:{silent}"
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

    def topics(self, sent: Span, speaker: str, kind: str, rule: str, scope: set[str]) -> tuple[str, ...]:
        """Return what a statement is about, and remember it as what its speaker spoke of last."""
        model = load_weights()["statement-topic"]
        found = tuple(
            topic
            for topic, features in self.candidates(sent, speaker, kind, rule, scope)
            if score_features(model, features) >= LEAST
        )
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
