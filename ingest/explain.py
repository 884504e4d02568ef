"""Tells for each record of a document what it rests on: the words, and the rule or model that made it.

    explain(document)  ->  Explanation: the marks in the text, the records with their grounds, the people with their candidates

`ingest.explain_text` shows it in a terminal, `ingest.explain_html` as a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from graph.dates import readable
from graph.errors import DateError, ReadError
from graph.model import Agreement, Document, DocumentRecords, Evidence, Kind, Report, Statement
from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.arguments import clause_bounds
from ingest.date_anchors import anchor_day
from ingest.datelines import dateline_day
from ingest.discussed import TOPIC_THRESHOLD, assign_topics, topic_candidates, topic_score
from ingest.encounter import BY_SCORE, EDITION
from ingest.encounters import Encounter, Source, find_encounters
from ingest.frames import load_frames
from ingest.names import name_words
from ingest.records import RecordMaker, make_records
from ingest.relations import find_pairs, probability
from ingest.status import standing_of
from ingest.triggers import find_triggers

MARKS = ("person", "office", "side", "place", "date", "duration", "topic", "trigger")
_MARK_OF = {
    MentionKind.OFFICE: "office",
    MentionKind.COUNTRY: "side",
    MentionKind.ORGANIZATION: "side",
    MentionKind.CITY: "place",
    MentionKind.VENUE: "place",
}
_BY = {
    MentionKind.PERSON: "name",
    MentionKind.OFFICE: "office",
    MentionKind.PRONOUN: "pronoun",
    MentionKind.ROLE: "role",
    MentionKind.GROUP: "group",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that something was read from.

    Attributes:
        kind: One of `MARKS`.
        means: What it was taken for: a name, a day, a code, an encounter; None where the words say it themselves.
    """

    start_char: int
    end_char: int
    kind: str
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One value of a record: the words it was read from and why.

    Attributes:
        words: As the text has them; several where it rests on several.
        why: The rule, table row or model, with its score where there is one.
    """

    attribute: str
    value: str
    words: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A record with its grounds; `name` is its short name in the output of `extract`: e1, s1, a1."""

    name: str
    id: str
    kind: str
    title: str
    confidence: float
    rule: str
    evidence: Evidence
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Somebody of the document: whom the words were taken for, and who else was weighed.

    Attributes:
        words: The words that mean this person, each with how: name, office, pronoun, role, group.
        candidates: Id, score and reasons, best first.
    """

    name: str
    id: str
    is_linked: bool
    confidence: float
    words: tuple[tuple[str, str], ...] = ()
    candidates: tuple[tuple[str, float, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything found in one document, and why."""

    document: Document
    anchor: str
    marks: tuple[Mark, ...] = ()
    records: tuple[Explained, ...] = ()
    people: tuple[Linked, ...] = field(default=())


def explain(document: Document, *, model: str | None = None, min_confidence: float = 0.0) -> Explanation:
    """Return what a document says with the grounds of each record.

    Args:
        document: Read before.
        model: An installed spaCy pipeline; None for our own.
        min_confidence: Records below it are left out.

    Raises:
        ModelError: The model cannot be loaded.
        ReadError: The document's date is no date.
    """
    from ingest.build import keep_confident
    from ingest.nlp import annotate, load_pipeline

    try:
        doc = annotate(load_pipeline(model), document)
    except DateError as error:
        raise ReadError(f"{document.source or document.name}: {error}") from error
    return _Explainer(doc, keep_confident(make_records(doc), min_confidence)).explanation()


class _Explainer:
    """Goes over the findings of one Doc once more, by the records they became."""

    def __init__(self, doc: Doc, records: DocumentRecords) -> None:
        self.doc = doc
        self.records = records
        self.annotations: Annotations = annotations_of(doc)
        self.document = records.document
        self.names = {report.id: f"e{number}" for number, report in enumerate(records.reports, 1)}
        self.encounters = find_encounters(doc)
        assign_topics(doc, self.encounters)
        maker = RecordMaker(doc)
        self.encounter_of = {maker.report(encounter).id: encounter for encounter in self.encounters}
        self.persons = {key: person.id for key, person in maker.people.items()}
        self.triggers = find_triggers(doc)
        self.anchor = anchor_day(doc)

    def explanation(self) -> Explanation:
        return Explanation(
            self.document, self._anchor(), self._marks(), tuple(self._explained()), tuple(self._people())
        )

    def _anchor(self) -> str:
        if self.anchor is None:
            return self.document.published or "no day known"
        day = self.anchor.isoformat()
        of_line = dateline_day(self.doc.text, self.annotations.published)
        return f"{day} (dateline)" if of_line == self.anchor else f"{day} (published)"

    # -- marks

    def _chars(self, start: int, end: int) -> tuple[int, int]:
        span = self.doc[start:end]
        return span.start_char, span.end_char

    def _text(self, start: int, end: int) -> str:
        first, last = self._chars(start, end)
        return " ".join(self.document.text[first:last].split())

    def _marks(self) -> tuple[Mark, ...]:
        found: set[Mark] = set()
        for mention in self.annotations.mentions:
            found.add(Mark(*self._chars(mention.start, mention.end), self._mark_kind(mention), self._meaning(mention)))
        for time in self.annotations.times:
            value = time.value + (f" to {time.end}" if time.end and time.end != time.value else "")
            found.add(Mark(*self._chars(time.start, time.end_token), "date", value or None))
        for duration in self.annotations.durations:
            means = f"{duration.qualifier.value} {duration.minutes} min"
            found.add(Mark(*self._chars(duration.start, duration.end_token), "duration", means))
        for start, end, topic in self.annotations.topics:
            found.add(Mark(*self._chars(start, end), "topic", topic))
        ends = {trigger.token: trigger.end for trigger in self.triggers}
        told: dict[int, list[str]] = {}
        for report, encounter in self.encounter_of.items():
            for source in encounter.sources if report in self.names else ():
                told.setdefault(source.token, []).append(self.names[report])
        for token, names in told.items():
            found.add(Mark(*self._chars(token, ends.get(token, token + 1)), "trigger", ", ".join(dict.fromkeys(names))))
        return tuple(sorted(found, key=lambda mark: (mark.start_char, -mark.end_char, MARKS.index(mark.kind))))

    def _mark_kind(self, mention: Mention) -> str:
        kind = _MARK_OF.get(mention.kind, "person")
        return "place" if kind == "side" and mention.is_place else kind

    def _meaning(self, mention: Mention) -> str | None:
        if not mention.people:
            return mention.code
        if mention.kind is MentionKind.PERSON:
            said = set(name_words(self._text(mention.start, mention.end)))
            fitting = [e for e in self.annotations.people.values() if said <= set(name_words(e.name))]
            if len(fitting) == 1:
                return None
        return " & ".join(self._name(key) for key in mention.people)

    # -- records

    def _explained(self) -> Iterator[Explained]:
        for report in self.records.reports:
            encounter = self.encounter_of[report.id]
            grounds = tuple(self._of_encounter(report, encounter))
            rule = ", ".join(dict.fromkeys(source.rule for source in encounter.sources))
            yield self._record(self.names[report.id], "encounter", _title(report), report, rule, grounds)
        for number, statement in enumerate(self.records.statements, 1):
            to = f" to {statement.addressee.name}" if statement.addressee else ""
            title = f"{statement.speaker.name} {statement.kind}{to}"
            grounds = tuple(self._of_statement(statement))
            yield self._record(f"s{number}", "statement", title, statement, statement.rule, grounds)
        for number, agreement in enumerate(self.records.agreements, 1):
            title = " – ".join(agreement.parties)
            grounds = tuple(self._of_agreement(agreement))
            yield self._record(f"a{number}", "agreement", title, agreement, agreement.rule, grounds)

    def _record(
        self,
        name: str,
        kind: str,
        title: str,
        record: Report | Statement | Agreement,
        rule: str,
        grounds: tuple[Ground, ...],
    ) -> Explained:
        return Explained(name, record.id, kind, title, record.confidence, rule, record.evidence, grounds)

    def _of_encounter(self, report: Report, encounter: Encounter) -> Iterator[Ground]:
        for source in encounter.sources:
            yield Ground(
                "found by", report.kind.value, (self._trigger_words(source),), self._why_found(encounter, source)
            )
        yield from self._statuses(report, encounter)
        keys = {self.persons[key]: key for key in encounter.people}
        for participant in report.participants:
            key = keys[participant.person]
            side = ", ".join(part for part in (participant.office, participant.country) if part)
            words, why = self._words_for(key, [(s.start, s.end) for s in encounter.sources])
            if key in encounter.joined:
                words = (self._text(*encounter.given[f"participant {key}"]),)
                why = f"likely there by what the report says of them ({encounter.joined[key]:.2f})"
            yield Ground("participant", f"{participant.name} ({side})" if side else participant.name, words, why)
        yield Ground("parties", ", ".join(report.parties), (), "served, named, or host")
        yield from self._when_and_where(report, encounter)
        yield from self._topics(report, encounter)

    def _trigger_words(self, source: Source) -> str:
        end = next((t.end for t in self.triggers if t.token == source.token), source.token + 1)
        return self._text(source.token, end)

    def _why_found(self, encounter: Encounter, source: Source) -> str:
        frame, _, lemma = source.rule.partition(":")
        if source.rule in {"learned:visit", BY_SCORE}:
            return f"learned {lemma} score: {encounter.agreement + 0.5:.2f}"
        if frame == "learned":
            sent = self.doc[source.token].sent
            scores = [
                f"{probability(pair):.2f} {self._name(pair.left_key)} & {self._name(pair.right_key)}"
                for pair in find_pairs(self.doc, sent, self.triggers)
            ]
            return f"learned pair score: {'; '.join(sorted(scores, reverse=True)[:3])}"
        if frame == "conference":
            return "named event"
        if frame == EDITION:
            return "another round of the talks told of before, by the sides of these"
        row = next((f for f in load_frames().values() if f.lemma == lemma and f.frame == frame), None)
        shape = f"{row.lemma} ({row.pos.casefold()}, {frame})" if row else f"{lemma} ({frame})"
        return f"trigger row {shape}"

    def _name(self, key: str) -> str:
        return self.annotations.people[key].name

    def _statuses(self, report: Report, encounter: Encounter) -> Iterator[Ground]:
        seen: dict[Ground, None] = {}
        for status, token in encounter.statuses:
            standing = standing_of(self.doc, self.doc[token], *clause_bounds(self.doc, token))
            cue = " ".join(standing.cue.split()) if standing else ""
            why = "status rule: cue" if cue else "status rule: tense alone"
            seen.setdefault(Ground("status", status.value, (cue,) if cue else (), why))
        yield from seen
        if report.status not in {status for status, _ in encounter.statuses}:
            yield Ground("status", report.status.value, (), "settled by date and document day")

    def _words_for(self, key: str, spans: list[tuple[int, int]]) -> tuple[tuple[str, ...], str]:
        """Return how the sentences of a record name somebody, and by what rules."""
        mentions = [
            m
            for m in self.annotations.mentions
            if key in m.people and any(start <= m.start < end for start, end in spans)
        ]
        words = dict.fromkeys(self._text(m.start, m.end) for m in mentions)
        ways = dict.fromkeys(_BY[m.kind] for m in mentions)
        return tuple(words), "by " + ", ".join(ways) if ways else "carried over from another sentence"

    def _given(self, encounter: Encounter, attribute: str) -> tuple[str, ...]:
        where = encounter.given.get(attribute)
        return (self._text(*where),) if where and attribute not in encounter.inferred else ()

    def _when_and_where(self, report: Report, encounter: Encounter) -> Iterator[Ground]:
        if report.start:
            value = report.start + (f" to {report.end}" if report.end and report.end != report.start else "")
            words = self._given(encounter, "start_date")
            time = next(
                (
                    t
                    for t in self.annotations.times
                    if (t.start, t.end_token) == encounter.given.get("start_date") and words
                ),
                None,
            )
            rule = f"date rule {time.kind}, from {self._anchor()}" if time else "scene of the document"
            yield Ground("date", value, words, rule)
        for attribute, said in (("city", report.city), ("country", report.country), ("venue", report.venue)):
            if said:
                words = self._given(encounter, attribute)
                yield Ground(attribute, said, words, "place nearest the trigger" if words else "scene of the document")
        if report.duration_minutes is not None:
            how = report.duration_qualifier.value if report.duration_qualifier else "exact"
            yield Ground(
                "duration",
                f"{how} {report.duration_minutes} min",
                self._given(encounter, "duration_minutes"),
                "duration rule",
            )

    def _topics(self, report: Report, encounter: Encounter) -> Iterator[Ground]:
        scores = {c.topic: topic_score(c) for c in topic_candidates(self.doc, encounter, self.encounters)}
        for topic in report.topics:
            yield Ground(
                "topic",
                topic,
                self._given(encounter, f"topic {topic}"),
                f"topic score {scores[topic]:.2f}, of {TOPIC_THRESHOLD} needed",
            )

    def _of_statement(self, statement: Statement) -> Iterator[Ground]:
        start, end = self._tokens(statement.evidence)
        yield Ground(
            "kind",
            statement.kind + (", quoted" if statement.is_quotation else ""),
            (),
            f"statement rule {statement.rule.partition(':')[2]}",
        )
        for role, who in (("speaker", statement.speaker), ("addressee", statement.addressee)):
            if who is not None:
                key = next(k for k, e in self.annotations.people.items() if who.name == e.name)
                words, why = self._words_for(key, [(start, end)])
                yield Ground(role, who.name, words, why)
        yield from self._sentence_topics(statement.topics, start, end)
        if statement.report:
            yield Ground("said at", self.names[statement.report], (), "last encounter told with the speaker")

    def _of_agreement(self, agreement: Agreement) -> Iterator[Ground]:
        start, end = self._tokens(agreement.evidence)
        sides = [
            self._text(m.start, m.end)
            for m in self.annotations.mentions
            if start <= m.start < end and (m.code or m.people)
        ]
        yield Ground(
            "parties",
            ", ".join(agreement.parties),
            tuple(dict.fromkeys(sides)),
            f"agreement rule {agreement.rule.partition(':')[2]}",
        )
        yield from self._sentence_topics(agreement.topics, start, end)
        if agreement.report:
            yield Ground("reached at", self.names[agreement.report], (), "last encounter told as held")

    def _tokens(self, evidence: Evidence) -> tuple[int, int]:
        span = self.doc.char_span(evidence.start_char, evidence.end_char, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)

    def _sentence_topics(self, topics: tuple[str, ...], start: int, end: int) -> Iterator[Ground]:
        for topic in topics:
            words = [self._text(s, e) for s, e, name in self.annotations.topics if name == topic and start <= s < end]
            yield Ground("topic", topic, tuple(dict.fromkeys(words)), "topic table")

    # -- people

    def _people(self) -> Iterator[Linked]:
        ids = {person.name: person for person in self.records.people}
        for key, entity in self.annotations.people.items():
            person = ids.get(entity.name)
            words = dict.fromkeys(
                (self._text(m.start, m.end), _BY[m.kind]) for m in self.annotations.mentions if key in m.people
            )
            yield Linked(
                entity.name,
                entity.person or (person.id if person else key),
                entity.person is not None,
                round(entity.confidence, 3),
                tuple(words),
                tuple((c.person, round(c.score, 3), c.reasons) for c in entity.candidates[:4]),
            )


def _title(report: Report) -> str:
    who = [p.name for p in report.participants] or list(report.parties)
    verb = "to" if report.kind is Kind.VISIT else "in"
    place = f" {verb} {report.city or report.country}" if report.city or report.country else ""
    when = f", {readable(report.start)}" if report.start else ""
    return f"{report.kind.value} {report.status.value}: {' – '.join(who)}{place}{when}"
