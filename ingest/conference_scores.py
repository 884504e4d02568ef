"""Scores whether a sentence tells of a conference, and of somebody there: candidates, and what speaks for each.

A candidate is an event of `ingest.conference_events` with an official of its sentence, or with nobody: an event told of in its own right. The
weights are two logistic regressions (`training.conferences`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind
from ingest.absentees import is_only_named
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.arguments import PEOPLE_KINDS, is_dependent
from ingest.conference_events import Event, find_conference_events
from ingest.conferences import DATES_OR_PLACES, UP_TO_EVENT
from ingest.encounter import Encounter
from ingest.frames import Trigger
from ingest.meetings import SIDELINES
from ingest.nearby import is_represented
from ingest.relations import one_mention_each
from ingest.standings import Standings
from ingest.syntax import SUBJECT, governing_verb
from ingest.visit_scores import SITES, path_between

_ONLY_DATES = re.compile(rf"\b(?:{DATES_OR_PLACES}|for){UP_TO_EVENT}", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:ahead of|before|after|following|on the eve of|prior to|since|until)\s+(?:(?:the|an?|this|its|last|next|a meeting of|the meeting of)\s+)?$",
    re.IGNORECASE,
)
_AT_ITS_EDGE = re.compile(
    r"\b(?:on|in|at) the (?:sidelines?|margins?|fringes?|edges?|periphery) of (?:the |an? |this |last |its )?(?:[\w’'.-]+\s+){0,8}$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|annual|next|last|extraordinary|special|emergency)\b",
    re.IGNORECASE,
)
NEAR = 8  # words between an event and its day or place


@dataclass(frozen=True, slots=True)
class ConferenceCandidate:
    """An event of a sentence, and somebody who may be there.

    Attributes:
        event: The event.
        key: The person; None for the event in its own right.
        features: What speaks for and against it.
    """

    event: Event
    key: str | None
    features: tuple[str, ...]


class Conferences:
    """What a document says of its events, found once for all its sentences."""

    def __init__(self, doc: Doc, triggers: list[Trigger], encounters: list[Encounter]) -> None:
        self.doc = doc
        self.annotations = annotations_of(doc)
        self.triggers = triggers
        self.encounters = encounters
        self.events = find_conference_events(doc, triggers)
        self.codes = Counter(code for event in self.events for code in event.codes)
        self._by_rule = {s.token for e in encounters if e.kind is Kind.CONFERENCE for s in e.sources}
        self.standing = Standings(doc)

    def candidates(self) -> Iterator[ConferenceCandidate]:
        """Yield the candidates of each event, that of the event in its own right last; none of one on whose sidelines others met."""
        for event in self.events:
            if self._is_on_sidelines(event):
                continue
            sent = self.doc[event.token].sent
            inside = [m for m in self.annotations.mentions if sent.start <= m.start < sent.end]
            people = self._people(inside)
            common = list(self._of_event(event, sent, people))
            for key, who in people if not self._only_dates(event, sent) else ():
                yield ConferenceCandidate(
                    event, key, tuple(dict.fromkeys([*common, *self._of_person(event, sent, inside, key, who)]))
                )
            yield ConferenceCandidate(
                event, None, tuple(dict.fromkeys([*common, *self._in_own_right(event, sent, inside)]))
            )

    def _is_on_sidelines(self, event: Event) -> bool:
        """Tell whether an event is only the setting of another, by rule 14 of the guide of annotation."""
        sent = self.doc[event.token].sent
        return _AT_ITS_EDGE.search(self.doc[max(sent.start, event.token - 12) : event.token].text + " ") is not None

    def _only_dates(self, event: Event, sent: Span) -> bool:
        """Tell whether an event only says when something else was: "held talks ahead of the summit in Oslo"."""
        start = _start_of_phrase(self.doc, event, sent)
        return _WHEN.search(self.doc[max(sent.start, start - 5) : start].text + " ") is not None

    def _people(self, inside: list[Mention]) -> list[tuple[str, Mention]]:
        """Return the officials of a sentence, each by the mention that says most, without those in whose place others came, or whose funeral it is."""
        able = [
            m
            for m in inside
            if m.kind in PEOPLE_KINDS and not is_dependent(self.doc, m) and not is_represented(self.doc, m)
        ]
        dead = {m.people for m in inside if m.kind is MentionKind.PERSON and is_only_named(self.doc, m)}
        people = self.annotations.people
        return [(key, m) for key, m in one_mention_each(able) if people[key].is_official and m.people not in dead]

    def _of_event(self, event: Event, sent: Span, people: list[tuple[str, Mention]]) -> Iterator[str]:
        """Yield how a sentence speaks of an event."""
        yield from self._of_word(event)
        yield from self._of_words_beside(event, sent)
        yield from self._of_verb(event)
        yield from self._of_time_and_place(event, sent)
        yield from self._of_sentence(event, sent, people)

    def _of_word(self, event: Event) -> Iterator[str]:
        head = self.doc[event.token]
        yield f"event:{event.manner}"
        yield f"event-word:{head.lemma_.lower()}"
        yield f"event-dep:{head.dep_}"
        yield f"event-dep:{event.manner}:{head.dep_}"
        yield f"codes:{min(2, len(event.codes))}"
        for code in event.codes:
            yield f"of-states:{bool(self.annotations.knowledge.members.get(code))}"
            yield f"code-told:{min(4, self.codes[code])}"

    def _of_words_beside(self, event: Event, sent: Span) -> Iterator[str]:
        doc, start = self.doc, _start_of_phrase(self.doc, event, sent)
        before = [doc[i].lower_ for i in range(max(sent.start, start - 3), start)]
        for i, each in enumerate(reversed(before)):
            yield f"before:{i}:{each}"
            yield f"before-any:{each}"
        if before:
            yield f"before:{event.manner}:{before[-1]}"
        if len(before) > 1:
            yield f"before-two:{before[-2]}_{before[-1]}"
        behind = [_word(doc[i]) for i in range(event.end, min(sent.end, event.end + 4))]
        for each in behind:
            yield f"after:{each}"
        if behind:
            yield f"after:0:{behind[0]}"

    def _of_verb(self, event: Event) -> Iterator[str]:
        head = self.doc[event.token]
        verb = governing_verb(head)
        if verb is None:
            return
        yield f"verb:{verb.lemma_.lower()}"
        yield f"verb:{verb.lemma_.lower()}:{head.dep_}"
        yield f"verb-tag:{verb.tag_}"
        if verb.head != verb:
            yield f"verb-above:{verb.head.lemma_.lower()}:{verb.dep_}"
        yield f"verb-dep:{verb.dep_}"

    def _of_time_and_place(self, event: Event, sent: Span) -> Iterator[str]:
        doc, annotations = self.doc, self.annotations
        near = range(max(sent.start, event.token - NEAR), min(sent.end, event.token + NEAR + 1))
        yield f"time-near:{any(t.start in near for t in annotations.times)}"
        yield f"time:{any(sent.start <= t.start < sent.end for t in annotations.times)}"
        sites = [m for m in annotations.mentions if m.kind in SITES and m.is_place]
        yield f"place-near:{any(m.start in near for m in sites)}"
        behind = [m for m in sites if event.end < m.start <= event.end + 3]
        yield f"place-behind:{any(doc[m.start - 1].lower_ in {'in', 'at', 'on'} for m in behind)}"

    def _of_sentence(self, event: Event, sent: Span, people: list[tuple[str, Mention]]) -> Iterator[str]:
        doc = self.doc
        text = doc[max(sent.start, event.token - 10) : event.token].text + " "
        yield f"sidelines:{SIDELINES.search(text) is not None}"
        yield f"only-dates:{_ONLY_DATES.search(text) is not None}"
        yield f"ordinal:{_ORDINAL.search(doc[max(sent.start, event.token - 7) : event.token].text) is not None}"
        standing = self.standing(event.token)
        yield f"standing:{standing.status.value if standing is not None else 'denied'}"
        yield f"by-rule:{event.token in self._by_rule}"
        frames = {t.frame.frame for t in self.triggers if sent.start <= t.token < sent.end and t.token != event.token}
        for frame in sorted(frames) or ["none"]:
            yield f"frame:{frame}"
        yield f"people:{min(3, len(people))}"
        yield f"quoted:{event.token in self.annotations.in_quotes}"
        yield f"where:{min(3, int(sent.start / max(1, len(doc)) * 4))}"
        for other in self.encounters:
            if any(source.start == sent.start for source in other.sources):
                yield f"told:{other.kind.value}"

    def _of_person(self, event: Event, sent: Span, inside: list[Mention], key: str, who: Mention) -> Iterator[str]:
        """Yield how a sentence names somebody, and how that hangs together with the event."""
        doc = self.doc
        yield "somebody"
        yield f"who:{who.kind.value}"
        if who.is_possessive:
            yield "who-possessive"
        for i in range(max(sent.start, who.start - 2), who.start):
            yield f"who-before:{doc[i].lower_}"
        for i in range(who.end, min(sent.end, who.end + 3)):
            yield f"who-after:{_word(doc[i])}"
        yield from self._of_verbs_of_both(event, who)
        yield from self._of_words_between(event, inside, key, who)
        home, day = str(self.annotations.people[key].country), self.annotations.day()
        is_member = self.annotations.knowledge.is_member
        yield f"member:{any(home == code or is_member(home, code, day) for code in event.codes)}"
        for post in sorted(self.annotations.posts_of(key))[:3] or ["none"]:
            yield f"post:{post}"
        for other in self.encounters:
            if any(source.start == sent.start for source in other.sources):
                yield f"told:{other.kind.value}:{key in other.people}:{min(3, len(other.people))}"
            elif key in other.people:
                yield f"elsewhere:{other.kind.value}:{STANDING[other.status]}"
        first = {m.people[0] for m in inside if m.kind in PEOPLE_KINDS and m.people and m.start < who.start}
        yield f"first:{not first - {key}}"

    def _of_verbs_of_both(self, event: Event, who: Mention) -> Iterator[str]:
        head, token = self.doc[who.start : who.end].root, self.doc[event.token]
        yield f"who-dep:{head.dep_}"
        verb = governing_verb(head.head) if head.head != head else None
        above = governing_verb(token)
        if verb is not None:
            is_same = above is not None and verb == above
            yield f"who-verb:{verb.lemma_.lower()}"
            yield f"who-verb:{verb.lemma_.lower()}:{head.dep_}"
            yield f"same-verb:{is_same}"
            if is_same:
                yield f"both:{verb.lemma_.lower()}:{head.dep_}:{token.dep_}"
                yield f"both:{head.dep_}:{token.dep_}"
        yield f"path:{path_between(head, token)}"

    def _of_words_between(self, event: Event, inside: list[Mention], key: str, who: Mention) -> Iterator[str]:
        side = "before" if who.start < event.token else "behind"
        gap = event.start - who.end if event.start >= who.end else who.start - event.end
        yield f"gap:{side}:{min(6, max(0, gap) // 4)}"
        between = self.doc[min(who.end, event.end) : max(who.start, event.start)]
        rivals = {k for m in inside if between.start <= m.start < between.end for k in m.people if k != key}
        yield f"rivals:{side}:{min(3, len(rivals))}"
        for t in between[:14]:
            if t.pos_ in {"VERB", "ADP", "SCONJ", "NOUN", "AUX", "PRON"}:
                yield f"between:{side}:{t.lemma_.lower()}"
        verbs = [t for t in between if t.pos_ == "VERB"]
        yield f"verbs-between:{side}:{min(3, len(verbs))}"
        if verbs:
            yield f"nearest-verb:{side}:{(verbs[-1] if side == 'before' else verbs[0]).lemma_.lower()}"

    def _in_own_right(self, event: Event, sent: Span, inside: list[Mention]) -> Iterator[str]:
        """Yield what tells whether an event is told of by itself."""
        head = self.doc[event.token]
        yield f"subject:{head.dep_ in SUBJECT}:{event.manner}"
        yield f"states:{min(3, len({m.code for m in inside if m.kind is MentionKind.COUNTRY}))}"
        yield f"lead:{sent.start < 60}"
        told = [e for e in self.encounters if e.kind is Kind.CONFERENCE and set(e.codes) & set(event.codes)]
        yield f"told-elsewhere:{bool(told)}"
        title = (self.annotations.document.title or "").casefold()
        yield f"in-title:{head.lower_ in title}"


def _start_of_phrase(doc: Doc, event: Event, sent: Span) -> int:
    """Return where the noun phrase of an event begins: "the 17th annual SAARC summit"."""
    start = event.start
    while start > max(sent.start, event.token - 8) and _is_in_phrase(doc[start - 1]):
        start -= 1
    return start


def _is_in_phrase(word: Token) -> bool:
    if word.pos_ in {"ADJ", "PROPN", "NUM", "DET", "PART"} or word.text in {"’s", "'s", "-"}:
        return True
    return word.pos_ == "NOUN" and word.dep_ in {"compound", "amod", "det", "nmod:poss", "case"}


def _word(token: Token) -> str:
    """Return a word, or the type of the name it is in."""
    return token.ent_type_ or token.lower_
