"""Finds statements: a named person said, raised, urged, accused or promised something on a topic.

"Blinken told Xi that …"                   speaker Blinken, addressee Xi, kind said
"He also urged the U.S. not to …"          speaker by pronoun
"said Matthew Miller, spokesperson … that the secretary stressed …"   credited to the principal
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.keys import statement_id
from graph.model import Report, Statement, Status
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.encounter import Encounter
from ingest.speech import Act, is_spokesperson, verb_lemma
from ingest.speech_sentences import acts_by_sentence
from ingest.statement_topics import Surroundings, chosen
from ingest.weights import step_of

if TYPE_CHECKING:
    from ingest.records import RecordMaker


def find_statements(
    doc: Doc, maker: RecordMaker, encounters: list[Encounter], reports: dict[int, Report]
) -> tuple[Statement, ...]:
    """Return the statements of a document, one for each speaker, addressee and sentence, in text order."""
    found: dict[str, Statement] = {}
    for sent, speaker, act, topics in spoken(doc):
        evidence = maker.evidence(sent.start, sent.end)
        named = {topic for start, _, topic in annotations_of(doc).topics if sent.start <= start < sent.end}
        made_by = maker.participant(speaker)
        made_to = maker.participant(act.addressee) if act.addressee and act.addressee != speaker else None
        report = _at_encounter(sent, speaker, act.addressee, encounters, reports)
        if made_to is None and report is not None and act.rule == "statement:verb" and _is_private(sent):
            others = [p for p in report.participants if p.person != made_by.person]
            made_to = others[0] if len(report.participants) == 2 and others else None
        identifier = statement_id(maker.document.id, evidence, made_by.person, made_to.person if made_to else None)
        found.setdefault(
            identifier,
            Statement(
                identifier,
                maker.document.id,
                made_by,
                evidence,
                made_to,
                topics,
                act.kind,
                "“" in sent.text or '"' in sent.text,
                report.id if report else None,
                0.75 if named.intersection(topics) else 0.6,
                act.rule,
            ),
        )
    return tuple(found.values())


def spoken(doc: Doc) -> Iterator[tuple[Span, str, Act, tuple[str, ...]]]:
    """Yield (sentence, speaker, act, topics) for all that is said, in text order."""
    surroundings = Surroundings.of(doc)
    said = list(said_by(doc))
    likely = [
        (speaker, surroundings.likely(sent, speaker, act.kind, act.rule, scope, manner_of(doc, sent, act, speaker)))
        for sent, speaker, act, scope in said
    ]
    for (sent, speaker, act, _), topics in zip(said, chosen(likely), strict=True):
        yield sent, speaker, act, topics


def manner_of(doc: Doc, sent: Span, act: Act, speaker: str) -> tuple[str, ...]:
    """Return features of how something is said: by what verb, how its speaker is named and what they are."""
    annotations = annotations_of(doc)
    mention = _mention_of(doc, act)
    verb, person = doc[act.verb], annotations.people[speaker]
    return (
        f"named-by:{mention.kind.value if mention is not None else 'none'}",
        f"alone:{len(act.speakers) == 1}",
        f"verb:{verb_lemma(verb)}",
        f"verb-at:{verb.tag_}:{verb.dep_}",
        f"official:{person.is_official}",
        f"spokesperson:{is_spokesperson(doc, speaker)}",
        f"quoted:{'“' in sent.text or chr(34) in sent.text}",
        f"long:{step_of(len(sent), (8, 14, 22, 32, 45))}",
    )


def _mention_of(doc: Doc, act: Act) -> Mention | None:
    """Return how the speaker of an act is named beside its verb, None in a quotation that goes on."""
    return next((each for each in annotations_of(doc).mentions if each.start == act.mention and each.people), None)


def _is_of_group(doc: Doc, act: Act) -> bool:
    mention = _mention_of(doc, act)
    return mention is not None and mention.kind in {MentionKind.PRONOUN, MentionKind.GROUP}


def said_by(doc: Doc) -> Iterator[tuple[Span, str, Act, set[str]]]:
    """Yield (sentence, speaker, act, topics that its verbs govern): one for each speaker of each sentence.

    What "they" or "the leaders" say together is nobody's own.
    """
    for sent, acts in acts_by_sentence(doc):
        topics = topics_by_act(doc, sent, acts)
        best: dict[str, tuple[Act, set[str]]] = {}
        for act, named in zip(acts, topics, strict=True):
            for speaker in act.speakers if len(act.speakers) == 1 or not _is_of_group(doc, act) else ():
                kept = best.get(speaker)
                if kept is None:
                    best[speaker] = (act, set(named))
                else:
                    kept[1].update(named)
                    if _rank(doc, act) < _rank(doc, kept[0]):
                        best[speaker] = (act, kept[1])
        for speaker, (act, scope) in best.items():
            yield sent, speaker, act, scope


def _rank(doc: Doc, act: Act) -> int:
    return 1 if doc[act.verb].lemma_.lower() in {"add", "go", "note"} or act.verb < 0 else 0


def topics_by_act(doc: Doc, sent: Span, acts: list[Act]) -> list[set[str]]:
    """Return the topics of each act of a sentence: those that its verb governs, or all if it is the only speaker's."""
    named = [(start, topic) for start, _, topic in annotations_of(doc).topics if sent.start <= start < sent.end]
    if len({act.speakers for act in acts}) == 1:
        return [{topic for _, topic in named} for _ in acts]
    found: list[set[str]] = [set() for _ in acts]
    verbs = {act.verb: number for number, act in enumerate(acts)}
    for start, topic in named:
        token = doc[start]
        governing: list[int] = []
        while True:
            if token.i in verbs:
                governing.append(verbs[token.i])
            if token.head == token or token.head.i < sent.start or token.head.i >= sent.end:
                break
            token = token.head
        if not governing:
            before = [act for act in acts if act.verb < start]
            governing = [verbs[(before[-1] if before else acts[0]).verb]]
        for number in governing:
            found[number].add(topic)
    return found


def _is_private(sent: Span) -> bool:
    """Tell whether a sentence gives words said behind closed doors: no reporters, no interview."""
    return (
        re.search(
            r"\b(?:reporters|press|interview|journalists|news conference|broadcaster|parliament|statement|tweet|Twitter|television)\b",
            sent.text,
        )
        is None
        and re.search(
            r"\b(?:during the (?:meeting|talks|call)|at the (?:meeting|talks)|in (?:their|the) (?:meeting|talks)|told|his (?:host|guest|visitor)|her (?:host|guest|visitor))\b",
            sent.text,
        )
        is not None
    )


_ELSEWHERE = re.compile(
    r"\b(?:[Ii]n a (?:speech|statement|tweet|post|television|televised|radio|letter)|[Ii]n an? (?:[\w-]+ )?(?:interview|address)|told (?:reporters|journalists|"
    r"parliament|lawmakers|the press|a (?:joint )?(?:news|press) conference|[A-Z]{2,})|wrote|tweeted|at a (?:rally|forum|university|think[ -]tank))\b"
)
_AT_IT = re.compile(r"\b(?:during|at|in) (?:the|their|a) (?:meeting|talks|call|summit|session|lunch|dinner)\b")


def _at_encounter(
    sent: Span, speaker: str, addressee: str | None, encounters: list[Encounter], reports: dict[int, Report]
) -> Report | None:
    """Return the report of the encounter at which something was said: of the same sentence, or the last told with both there."""
    if _ELSEWHERE.search(sent.text) and not _AT_IT.search(sent.text):
        return None
    best: tuple[int, Encounter] | None = None
    for encounter in encounters:
        if (
            encounter.status is not Status.HELD
            or speaker not in encounter.people
            or (addressee and addressee not in encounter.people)
        ):
            continue
        tokens = [source.token for source in encounter.sources if source.start <= sent.start]
        if not tokens:
            continue
        distance = sent.start - max(tokens)
        if best is None or distance < best[0]:
            best = (distance, encounter)
    if best is None or (best[0] > 150 and addressee is None):
        return None
    return reports[id(best[1])]
