"""Encounters that no rule sees: pairs of people whom the relation model takes to have met."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations
from ingest.arguments import clause_bounds
from ingest.attributes import add_duration, add_place
from ingest.bystanders import without_bystanders
from ingest.control import is_asked_for
from ingest.encounter import AHEAD, Encounter, Source, is_long_past, is_outside
from ingest.frames import Frame, Trigger
from ingest.listings import are_listed
from ingest.meetings import AT_ONCE, CALL_WORDS
from ingest.moments import add_time
from ingest.relations import Pair, common_head, find_pairs, probability
from ingest.rolls import Roll
from ingest.status import Standing, standing_of
from ingest.stays import is_awaited
from ingest.syntax import CLAUSE, FINITE, SUBJECT, clause_head, is_in_side_clause, relative_of
from ingest.tellers import only_tells
from ingest.unmet import cannot_meet

LEARNED_THRESHOLD = 0.4
UNTOLD_THRESHOLD = 0.5  # in sentences without any word of meeting


def learned_encounters(
    doc: Doc,
    annotations: Annotations,
    triggers: list[Trigger],
    denied: list[int],
    single: list[Encounter],
    rolls: list[Roll],
) -> list[Encounter]:
    """Return encounters of sentences in which no trigger joins people whom the relation model takes to have met.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        triggers: Its words of meeting.
        denied: Tokens of those that say there was no meeting; their sentences are left alone.
        single: What the other triggers tell of.
        rolls: Lists of those present, who met others than each other.
    """
    made: list[Encounter] = []
    for sent in doc.sents:
        told = any(sent.start <= t.token < sent.end for t in triggers)
        if any(sent.start <= at < sent.end for at in denied) or (
            not told and any(r.start == sent.start for r in rolls)
        ):
            continue
        here = [e for e in single if e.sources[0].start == sent.start]
        speaker = _last_speaker(doc, annotations, sent)
        groups: list[tuple[set[str], Pair, float]] = []
        for pair in find_pairs(doc, sent, triggers):
            score = probability(pair)
            keys = {pair.left_key, pair.right_key}
            if score < (LEARNED_THRESHOLD if told else UNTOLD_THRESHOLD) or cannot_meet(doc, annotations, pair):
                continue
            if _is_told_otherwise(here, keys, speaker) or only_tells(doc, annotations, keys, here):
                continue
            told_already = [e for e in single if e.kind is not Kind.VISIT and keys <= set(e.people)]
            is_here = any(e.sources[0].start == sent.start for e in told_already)
            if told_already and (is_here or not _is_of_another_time(annotations, sent, told_already)):
                continue  # this sentence is more likely about that than about another
            groups.append((keys, pair, score))
        groups = _cliques(doc, annotations, groups, _told_aside(doc, sent, here))
        for keys, pair, score in groups:
            verb = _joining(doc, pair)
            start, end = clause_bounds(doc, verb.i)
            standing = standing_of(doc, verb, start, end)
            if standing is None:
                continue
            by_phone = CALL_WORDS.search(sent.text) or _IN_TOUCH.search(doc[pair.left.end : pair.right.start].text)
            kind = Kind.CALL if by_phone else Kind.MEETING
            if standing.status is Status.HELD and kind is Kind.MEETING:
                standing = _of_second_verb(doc, verb, pair) or _of_words_near(doc, triggers, sent, pair)
            frame = Frame(verb.lemma_.lower(), "VERB", "learned", Kind.MEETING)
            trigger = Trigger(verb.i, verb.i + 1, frame)
            people = sorted(
                keys,
                # Two people of one mention ("the pair") start at one place: their keys tell which comes first.
                key=lambda key: (
                    min(m.start for m in annotations.mentions if key in m.people and m.start >= sent.start),
                    int(key[1:]),
                ),
            )
            encounter = Encounter(kind, standing.status, people, agreement=score - 0.5)
            encounter.statuses = [(standing.status, verb.i)]
            encounter.sources = [Source(sent.start, sent.end, "learned:meet", verb.i)]
            without_bystanders(doc, annotations, encounter)
            if len(encounter.people) < 2 or not any(annotations.people[key].is_official for key in encounter.people):
                continue
            days = {t.value for t in annotations.times if sent.start <= t.start < sent.end and t.kind != "years"}
            is_aside = relative_of(doc[pair.right.start : pair.right.end].root) is not None
            at = verb.i if len(days) < 2 and not is_aside else pair.right.end - 1
            near = Trigger(at, at + 1, frame)
            add_time(doc, annotations, encounter, near, start, end)
            if not is_long_past(encounter, annotations):
                encounter.people = [key for key in encounter.people if not annotations.is_out_of_office(key)]
                if len(encounter.people) < 2:
                    continue
            add_duration(annotations, encounter, trigger, sent.start, sent.end)
            is_where = encounter.status is Status.HELD and _is_where(doc, pair)
            add_place(doc, annotations, encounter, near if is_where else trigger, sent.start, sent.end)
            if is_where:
                _put_day_of_visit(encounter, here)
            made.extend(_each_call(sent, encounter))
    return made


def _is_where(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is named in what was done at a place: "visited Oslo, where he urged Kay to"."""
    clause = relative_of(doc[pair.right.start : pair.right.end].root)
    return clause is not None and any(t.lower_ == "where" for t in clause.subtree if t.i < pair.right.start)


def _put_day_of_visit(encounter: Encounter, here: list[Encounter]) -> None:
    """Give a meeting in the course of a visit that its sentence tells the one day of it: "three days after he visited Oslo, where he urged Kay to"."""
    place = encounter.given.get("city") or encounter.given.get("country")
    stops = [e for e in here if e.kind is Kind.VISIT and place in (e.given.get("city"), e.given.get("country"))]
    stops = [e for e in stops if e.status is encounter.status and set(e.people) & set(encounter.people)]
    stop = next((e for e in stops if e.date is not None), None)
    if place is not None and stop is not None and stop.date_end in {None, stop.date}:
        encounter.date = encounter.date_end = stop.date
        if "start_date" in stop.given:
            encounter.given["start_date"] = stop.given["start_date"]


_IN_TOUCH = re.compile(r"\b(?:in|into|made|had) (?:[\w-]+ )?(?:touch|contact) with\b")
_SEVERAL_CALLS = re.compile(r"\b(?:calls|conversations|telephoned|phoned|rang)\b")


def _each_call(sent: Span, encounter: Encounter) -> list[Encounter]:
    """Return a call of the first with each of the others: "asked for a ceasefire in telephone calls to A and B"."""
    caller, *others = encounter.people
    if (
        encounter.kind is not Kind.CALL
        or len(others) < 2
        or not (_SEVERAL_CALLS.search(sent.text) or _IN_TOUCH.search(sent.text))
        or AT_ONCE.search(sent.text)
    ):
        return [encounter]
    return [
        replace(encounter, people=[caller, other], statuses=[*encounter.statuses], sources=[*encounter.sources])
        for other in others
    ]


def _joining(doc: Doc, pair: Pair) -> Token:
    """Return the word that joins two names: of coordinated ones what they do, of "Li, whom Wang telephoned" the verb behind "whom"."""
    left, right = doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root
    verb = common_head(left, right)
    clause = relative_of(right)
    if clause is not None and clause.head == verb and any(t.lower_ == "whom" for t in clause.children):
        return clause
    while verb.pos_ == "PROPN" and verb.head != verb:
        verb = verb.head
    return verb


def _last_speaker(doc: Doc, annotations: Annotations, sent: Span) -> str | None:
    """Return who a sentence is said by, where that is told behind: "…, President Clinton said", "…, he said on leaving"."""
    words = [t for t in sent if not t.is_space and not t.is_punct]
    verb = next((t for t in (words[-1], sent.root) if t.lower_ in _SAID), None) if words else None
    if verb is None:
        return None
    mention = next((m for m in annotations.mentions if m.end == verb.i and len(m.people) == 1), None)
    start = min(
        (
            m.start
            for m in annotations.mentions
            if mention and m.people == mention.people and m.end >= mention.start - 1 and m.start >= sent.start
        ),
        default=-1,
    )
    if mention is None or start <= 0:
        return None
    first = min([start, *(t.left_edge.i for t in verb.children if t.dep_ in SUBJECT)])  # "…, Kay's aide Roe said"
    return mention.people[0] if doc[first - 1].text in {",", "”", '"'} else None


_SAID = frozenset({"said", "says", "added", "announced", "told"})


def _is_told_otherwise(here: list[Encounter], keys: set[str], speaker: str | None) -> bool:
    """Tell whether the rules say of two what else they did: "received Netanyahu on March 3 and Abbas two weeks later", "has invited him"."""
    if any(e.sources[0].rule.startswith("invite") and keys & set(e.people) for e in here):
        return True
    groups = [set(e.people) for e in here if len(e.people) > 1]
    if groups and speaker is not None and speaker in keys and not any(speaker in group for group in groups):
        return True  # "A and B ended their talks, President C said"
    return all(any(key in group for group in groups) for key in keys) and not any(keys <= group for group in groups)


def _of_second_verb(doc: Doc, verb: Token, pair: Pair) -> Standing | None:
    """Return how a meeting stands that the second of two verbs tells of as ahead: "left for Lima and is to present them to him tonight"."""
    own = clause_head(doc[pair.right.start : pair.right.end].root)
    helps = {t.lower_ for t in own.children if t.dep_ in {"aux", "mark"}}
    if own == verb or own.dep_ != "conj" or not helps & {"to", "will"} or verb not in own.ancestors:
        return None
    standing = standing_of(doc, own, *clause_bounds(doc, own.i))
    return standing if standing is not None and standing.status in AHEAD else None


_OF_VERBS = CLAUSE | {"aux", "aux:pass", "cop"}  # labels of finite verbs: "talks" that hangs as a noun is none


def _of_words_near(doc: Doc, triggers: list[Trigger], sent: Span, pair: Pair) -> Standing:
    """Return how a meeting stands by the nearest word of meeting between or behind two names: "Xi would like to see him"."""
    has_to = any(t.tag_ == "TO" and t.head.tag_ == "VB" for t in sent)
    if has_to and not any(t.tag_ in FINITE and t.dep_ in _OF_VERBS for t in sent):
        return Standing(Status.PLANNED, "to")  # a headline: "Macron to press Xi in Beijing talks"
    end = next((t.i for t in doc[pair.right.end : sent.end] if t.text in {";", ":"}), sent.end)
    near = [
        t
        for t in triggers
        if pair.left.start < t.token < min(end, pair.right.end + 8)
        and not _comes_behind(doc[t.token])
        and not is_asked_for(doc[t.token])
    ]
    for trigger in sorted(near, key=lambda t: abs(t.token - pair.right.start)):
        if is_awaited(doc, trigger):
            return Standing(Status.PLANNED, doc[trigger.token].text)  # "is due in Athens to inform him"
        told = standing_of(doc, doc[trigger.token], *clause_bounds(doc, trigger.token))
        if told is not None:
            return told if told.cue != "to" else Standing(Status.HELD, "")  # "drove up to see him"
    return Standing(Status.HELD, "")


def _comes_behind(verb: Token) -> bool:
    """Tell whether a verb says what somebody did next: "danced at the wedding before flying on"."""
    return verb.tag_ == "VBG" and verb.i > verb.sent.start and verb.nbor(-1).lower_ == "before"


def _is_of_another_time(annotations: Annotations, sent: Span, encounters: list[Encounter]) -> bool:
    """Tell whether a sentence has a day, month or year of its own, and none of these encounters falls in it."""
    times = [t for t in annotations.times if sent.start <= t.start < sent.end and t.kind in {"day", "month", "year"}]
    return bool(times) and all(e.date is not None and all(is_outside(t, e) for t in times) for e in encounters)


def _cliques(
    doc: Doc, annotations: Annotations, pairs: list[tuple[set[str], Pair, float]], beside: set[frozenset[str]]
) -> list[tuple[set[str], Pair, float]]:
    """Put pairs together into meetings of several: only where everybody is taken to have met everybody of another side.

    `beside` are pairs of whom a side clause tells something else, who may have met with the others as well.
    """
    met = {frozenset(keys) for keys, _, _ in pairs} | beside
    mentions = {key: m for _, pair, _ in pairs for key, m in ((pair.left_key, pair.left), (pair.right_key, pair.right))}
    in_order = sorted(mentions, key=lambda key: mentions[key].start)
    listed = {frozenset({a, b}) for a, b in combinations(in_order, 2) if are_listed(doc, mentions[a], mentions[b])}
    groups: list[tuple[set[str], Pair, float]] = []

    def fits(group: set[str], key: str) -> bool:
        return all(
            frozenset({key, other}) in met
            or frozenset({key, other}) in listed
            or annotations.people[key].country == annotations.people[other].country
            for other in group
            if other != key
        )

    for keys, pair, score in sorted(pairs, key=lambda item: -item[2]):
        group = next((g for g in groups if g[0] & keys and all(fits(g[0], key) for key in keys)), None)
        if group is not None:
            group[0].update(keys)
        elif not any(keys <= g[0] for g in groups):
            groups.append((set(keys), pair, score))
    return _with_lists(groups, listed)


def _told_aside(doc: Doc, sent: Span, here: list[Encounter]) -> set[frozenset[str]]:
    """Return the pairs of whom a side clause of a sentence tells that they met."""
    aside = [e for e in here if is_in_side_clause(doc[e.sources[0].token], sent.root)]
    return {frozenset(pair) for encounter in aside for pair in combinations(encounter.people, 2)}


def _with_lists(
    groups: list[tuple[set[str], Pair, float]], listed: set[frozenset[str]]
) -> list[tuple[set[str], Pair, float]]:
    """Put those of one list with who is at it with one of them: "Blinken can expect to find there A, B and C"."""

    def is_list(keys: set[str]) -> bool:
        return all(any(frozenset({a, b}) in listed for b in keys if b != a) for a in keys)

    kept = [group for group in groups if not is_list(group[0])]
    for keys, pair, score in groups:
        if is_list(keys):
            joined = [group for group in kept if group[0] & keys and len(group[0]) == 2]
            for group in joined:
                group[0].update(keys)
            if not joined:
                kept.append((keys, pair, score))
    return kept
