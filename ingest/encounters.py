"""From triggers to encounters: who, as what kind, how it stands, when, where; one object for each in a document.

First every trigger becomes an `Encounter` of its own sentence; then those that tell of the same meeting are put
together (`combine`), in text order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from graph.dates import day_range
from graph.model import DurationQualifier, Kind, Status
from ingest.annotations import Annotations, DurationMention, Mention, MentionKind, TimeMention, annotations_of
from ingest.arguments import SIDE_KINDS, Arguments, clause_bounds, find_arguments, mention_index
from ingest.dates import anchor_day
from ingest.gazetteer import NAMED_VENUES, load_cities
from ingest.names import fold
from ingest.relations import Pair, common_head, find_pairs, probability
from ingest.status import standing_of
from ingest.syntax import PASSIVE_SUBJECT, objects, obliques, subjects
from ingest.triggers import SMALL_BODIES, Frame, Trigger, find_triggers

OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.DECLINED})
AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})
LARGE_CITY = 200_000  # people; smaller names are too often words
MEALS = frozenset({"dinner", "lunch", "breakfast", "luncheon", "banquet"})
_CALL_WORDS = re.compile(
    r"\b(?:by (?:tele)?phone|on the (?:tele)?phone|over the (?:tele)?phone|(?:tele)?phone (?:call|conversation|talks?)|video(?:-?| )(?:call|link|conference|conversation)|videoconference|via video|by video|virtual(?:ly)?|telephoned|telephone|phoned|phone)\b",
    re.IGNORECASE,
)
_SIDELINES = re.compile(
    r"\b(?:on the (?:sidelines?|margins?|fringes?)|in the margins?|at the sidelines?)\b", re.IGNORECASE
)


# "during the summit", "on the eve of the conference": the event only dates or places what the sentence tells.
_ONLY_DATES = re.compile(
    r"\b(?:during|on the eve of|on the occasion of|at the edges? of|ahead of|before|after|since|until|like|unlike|from|by)\s+(?:the|an?|this|its|last|next|\w+['’]s)?\s*(?:[\w’'.-]+\s+){0,5}$"
)


_SPORT = re.compile(
    r"\b(?:cup|finals?|semi-?finals?|quarter-?finals?|match|league|championships?|tournament|qualifier|goals?|football|soccer|cricket|rugby|hockey|basketball|olympics?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Source:
    """A sentence that tells of an encounter: tokens [start, end) and the rule that found it."""

    start: int
    end: int
    rule: str
    token: int


@dataclass(slots=True)
class Encounter:
    """A meeting as the document tells of it, while it is put together.

    Attributes:
        people: Keys of people, in text order.
        codes: States and bodies named as sides, beside those the people serve.
        date: First day, as precise as the text; `date_end` the last.
        conference: Name of the event, for conferences.
        sources: Sentences that tell of it; the first is the evidence.
        given: Attribute to the token range that gives it.
        was_due: Told as ahead ("was to meet"), of a day that has passed since.
        at: Token to measure distances from, where it is not the trigger: "with A on Sunday; with B on Monday".
        inferred: Attributes that the document only takes for granted (day and place of its scene).
    """

    kind: Kind
    status: Status
    people: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    date: str | None = None
    date_end: str | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    minutes: int | None = None
    minutes_qualifier: DurationQualifier | None = None
    topics: set[str] = field(default_factory=set)
    conference: str | None = None
    meal: str | None = None
    sources: list[Source] = field(default_factory=list)
    given: dict[str, tuple[int, int]] = field(default_factory=dict)
    agreement: float = 0.0
    is_definite: bool = False
    is_anaphor: bool = False
    statuses: list[tuple[Status, int]] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)
    at: int | None = None
    was_due: bool = False


def find_encounters(doc: Doc) -> list[Encounter]:
    """Return the encounters a document tells of, in the order it first tells of each."""
    annotations = annotations_of(doc)
    index = mention_index(annotations)
    single: list[Encounter] = []
    for trigger in find_triggers(doc):
        encounter = _of_trigger(doc, annotations, trigger, index)
        if encounter is not None:
            single.extend(encounter)
    single.extend(_learned(doc, annotations, single))
    single.extend(_attendance(doc, annotations, single))
    return finish(annotations, combine(doc, annotations, single))


LEARNED_THRESHOLD = 0.5
_ATTENDED = re.compile(
    r"\b(?:also (?:present|attending|in attendance|at the table|in the room|there)|(?:was|were) (?:also )?(?:present|in attendance|at the table)|those present|(?:sat|sitting) in|(?:was|were) (?:joined|accompanied|flanked) by|attended by|on (?:the \w+|his|her) side (?:sat|were|was)|also took part)\b",
    re.IGNORECASE,
)


def _attendance(doc: Doc, annotations: Annotations, single: list[Encounter]) -> list[Encounter]:
    """Return those a sentence adds to the meeting told of before: "Also present were …", as anaphors."""
    found: list[Encounter] = []
    for sent in doc.sents:
        match = _ATTENDED.search(sent.text)
        if match is None or any(len(e.people) > 1 and e.sources[0].start == sent.start for e in single):
            continue
        people = dict.fromkeys(
            m.people[0]
            for m in annotations.mentions
            if sent.start <= m.start < sent.end
            and m.kind is MentionKind.PERSON
            and len(m.people) == 1
            and not m.is_possessive
        )
        if not people:
            continue
        encounter = Encounter(Kind.MEETING, Status.HELD, list(people), is_anaphor=True)
        at = doc.char_span(sent.start_char + match.start(), sent.start_char + match.end(), alignment_mode="expand")
        encounter.sources = [Source(sent.start, sent.end, "attendance", at.start if at is not None else sent.start)]
        encounter.statuses = [(Status.HELD, encounter.sources[0].token)]
        found.append(encounter)
    return found


UNTOLD_THRESHOLD = 0.65  # in sentences without any word of meeting


def _learned(doc: Doc, annotations: Annotations, single: list[Encounter]) -> list[Encounter]:
    """Return encounters of sentences in which no trigger joins people whom the relation model takes to have met."""
    triggers = find_triggers(doc)
    denied = [t.token for t in triggers if standing_of(doc, doc[t.token], *clause_bounds(doc, t.token)) is None]
    made: list[Encounter] = []
    for sent in doc.sents:
        if any(sent.start <= at < sent.end for at in denied):
            continue
        told = any(sent.start <= t.token < sent.end for t in triggers)
        groups: list[tuple[set[str], Pair, float]] = []
        for pair in find_pairs(doc, sent, triggers):
            if pair.kind != "meet":
                continue
            score = probability(pair)
            keys = {pair.left_key, pair.right_key}
            countries = {annotations.people[key].country for key in keys}
            if score < (LEARNED_THRESHOLD if told else UNTOLD_THRESHOLD) or (
                len(countries) < 2 and None not in countries
            ):
                continue
            if _in_brackets(doc, pair) or _apart(doc, pair):
                continue
            if any(len(keys & set(e.people)) == 2 for e in single):
                continue  # told of by a rule already: this sentence is more likely about that than about another
            groups.append((keys, pair, score))
        groups = _cliques(doc, annotations, groups)
        for keys, pair, score in groups:
            verb = common_head(doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root)
            while verb.pos_ == "PROPN" and verb.head != verb:
                verb = verb.head  # of two coordinated names: what they do
            start, end = clause_bounds(doc, verb.i)
            standing = standing_of(doc, verb, start, end)
            if standing is None:
                continue
            frame = Frame(verb.lemma_.lower(), "VERB", "learned", Kind.MEETING)
            trigger = Trigger(verb.i, verb.i + 1, frame)
            kind = Kind.CALL if _CALL_WORDS.search(sent.text) else Kind.MEETING
            people = sorted(
                keys,
                key=lambda key: min(m.start for m in annotations.mentions if key in m.people and m.start >= sent.start),
            )
            encounter = Encounter(kind, standing.status, people, agreement=score - 0.5)
            encounter.statuses = [(standing.status, verb.i)]
            encounter.sources = [Source(sent.start, sent.end, "learned:meet", verb.i)]
            _without_bystanders(doc, annotations, encounter)
            if len(encounter.people) < 2:
                continue
            _add_time(doc, annotations, encounter, trigger, start, end)
            _add_duration(annotations, encounter, trigger, sent.start, sent.end)
            _add_place(doc, annotations, encounter, trigger, sent.start, sent.end)
            made.append(encounter)
    return made


def _are_listed(doc: Doc, left: Mention, right: Mention) -> bool:
    """Tell whether two names stand in one list: only names, titles, countries, commas and "and" lie between."""
    between = doc[left.end : right.start]
    return all(
        t.pos_ in {"PROPN", "PUNCT", "CCONJ", "ADJ", "NOUN", "DET", "PART", "SPACE"} or t.lower_ in {"of", "for"}
        for t in between
    ) and not any(t.text in {";", "“", "”"} for t in between)


def _apart(doc: Doc, pair: Pair) -> bool:
    """Tell whether a semicolon parts two names whose clauses have verbs of their own."""
    between = doc[pair.left.end : pair.right.start]
    return any(t.text == ";" for t in between) and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in between)


def _in_brackets(doc: Doc, pair: Pair) -> bool:
    """Tell whether both names stand in one pair of brackets without a verb: a picture's credit, an aside."""
    start = max((t.i for t in doc[max(0, pair.left.start - 12) : pair.left.start] if t.text == "("), default=None)
    if start is None or any(t.text == ")" for t in doc[start : pair.right.start]):
        return False
    end = next((t.i for t in doc[pair.right.end : pair.right.end + 15] if t.text == ")"), None)
    return end is not None and not any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])


def _cliques(
    doc: Doc, annotations: Annotations, pairs: list[tuple[set[str], Pair, float]]
) -> list[tuple[set[str], Pair, float]]:
    """Put pairs together into meetings of several: only where everybody is taken to have met everybody of another side."""
    met = {frozenset(keys) for keys, _, _ in pairs}
    mentions = {key: m for _, pair, _ in pairs for key, m in ((pair.left_key, pair.left), (pair.right_key, pair.right))}
    in_order = sorted(mentions, key=lambda key: mentions[key].start)
    listed = {frozenset({a, b}) for a, b in combinations(in_order, 2) if _are_listed(doc, mentions[a], mentions[b])}
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
    return groups


def _of_trigger(
    doc: Doc, annotations: Annotations, trigger: Trigger, index: dict[int, Mention]
) -> list[Encounter] | None:
    token = doc[trigger.token]
    start, end = clause_bounds(doc, trigger.token)
    standing = standing_of(doc, token, start, end)
    if standing is None:
        return None
    arguments = find_arguments(doc, trigger, index)
    frame = trigger.frame.frame
    builder = {"conference": _conference, "invite": _invitation, "trip": _visit, "travel": _visit, "visit": _visit}.get(
        frame, _meeting
    )
    encounter = builder(doc, annotations, trigger, arguments, index)
    if encounter is None:
        return None
    sent = token.sent
    for made in encounter:
        made.status = Status.PROPOSED if frame == "invite" and standing.status is Status.HELD else standing.status
        made.statuses = [(made.status, token.i)]
        made.sources = [Source(sent.start, sent.end, f"{frame}:{trigger.frame.lemma}", token.i)]
        made.is_definite = arguments.is_definite
        both = arguments.by_parse & arguments.by_order
        had = len(made.people)
        _without_bystanders(doc, annotations, made)
        if had >= 2 > len(made.people) and made.kind is not Kind.VISIT and len(_sides(annotations, made)) < 2:
            return None
        made.agreement = len(both & set(made.people)) / len(made.people) if made.people else 0.0
        if made.at is not None:
            here = Trigger(made.at, made.at + 1, trigger.frame)
            bounds = clause_bounds(doc, made.at)
        else:
            here, bounds = trigger, (start, end)
        _add_time(doc, annotations, made, here, *bounds)
        _add_duration(annotations, made, here, *(bounds if made.at is not None else (sent.start, sent.end)))
        is_named_after_city = made.kind is not Kind.VISIT and made.city is not None
        if (made.kind is not Kind.VISIT or made.city is None) and not is_named_after_city:
            _add_place(doc, annotations, made, trigger, sent.start, sent.end)
        if (
            _looks_back(made, annotations)
            and made.status in AHEAD
            and standing.cue not in {"was to have"}
            and made.date
            and _is_past(made.date, annotations)
        ):
            made.status, made.was_due = Status.HELD, True
    return encounter


def _is_past(date: str, annotations: Annotations) -> bool:
    return annotations.published is not None and day_range(date)[1] < annotations.published[0]


def _looks_back(encounter: Encounter, annotations: Annotations) -> bool:
    return encounter.kind is not Kind.VISIT or annotations.published is not None


# -- kinds


def _meeting(  # noqa: C901 - one check for each frame
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    token, frame = doc[trigger.token], trigger.frame.frame
    people = list(arguments.people)
    reciprocal = re.match(r"(?:each other|one another)\b", doc[token.i + 1 : token.i + 3].text) is not None
    if frame == "see" and not (reciprocal and len(people) > 1) and not _object_is_person(doc, token.i, index):
        return None
    if frame in {"call-on", "admit"}:
        at = next(
            (i for i in range(token.i + 1, min(len(doc), token.i + 8)) if doc[i].lower_ in {"on", "upon", "to"}), None
        )
        if at is None or not _object_is_person(doc, at, index):
            return None
        people = list(dict.fromkeys([*people, *(key for m in _first_person_after(doc, at, index) for key in m.people)]))
    if (
        frame == "speak"
        and not _speaks_with(doc, token.i, index)
        and not (
            len(people) == 2
            and doc[token.i + 1 : token.i + 2].text.casefold() not in {"to", "of", "at", "out", "about", "in"}
        )
    ):
        return None
    if frame == "sidelines":
        people = [key for m in _clause_people(token, index) for key in m.people]
        people = list(dict.fromkeys(people))
        if len(people) < 2:
            return None
        made = Encounter(Kind.MEETING, Status.HELD, people[-2:] if len(people) > 3 else people)
        event = re.match(r"\W*of (?:the )?([A-Z]\w+)", doc[token.i + 1 : min(token.sent.end, token.i + 5)].text)
        city = load_cities().get(fold(event.group(1))) if event else None
        if city and city[0].population > LARGE_CITY:
            made.city, made.country = city[0].name, city[0].code
        return [made]
    if frame in {"receive", "with", "join", "hands", "words", "call-on", "admit"} and len(people) < 2:
        return None
    if frame == "receive" and any(t.lemma_.lower() in MEALS for t in objects(token)):
        return None  # the dinner itself tells of it
    if frame == "join" and not _joins_people(doc, token.i, index):
        return None
    if frame == "ring" and not _object_is_person(doc, token.i, index):
        return None
    clause = doc[max(token.sent.start, token.i - 12) : min(token.sent.end, token.i + 14)].text
    kind = trigger.frame.kind
    if (
        kind is Kind.MEETING
        and _CALL_WORDS.search(clause)
        and frame in {"talks", "speak", "meet"}
        and not _SIDELINES.search(clause)
    ):
        near = doc[max(token.sent.start, token.i - 4) : min(token.sent.end, token.i + 7)].text
        if (frame != "meet" and _CALL_WORDS.search(near)) or re.search(
            r"\b(?:virtually|by video|via video|video ?link)\b", near
        ):
            kind = Kind.CALL
    encounter = Encounter(kind, Status.HELD, people, list(arguments.codes))
    if trigger.frame.lemma in MEALS or trigger.frame.lemma in {"dine"}:
        encounter.meal = "dinner" if trigger.frame.lemma == "dine" else trigger.frame.lemma
    sides = _sides(annotations, encounter)
    if trigger.frame.pos == "NOUN" and arguments.others and not arguments.hosts:
        subject = _missing_subject(doc, annotations, trigger, arguments, index)
        if subject is not None:
            people = [subject, *people]
            encounter.people = people
            arguments.hosts = [subject]
    if not people and trigger.frame.pos == "NOUN" and not arguments.is_definite and _during(doc, token):
        people = [key for m in _subject_people(token.sent, token.i, index) for key in m.people]
        encounter.people = people
    apart = _received_apart(doc, token, index) if trigger.frame.pos == "VERB" else []
    alone = {key for key, _ in apart}
    rest = [key for key in people if key not in alone]
    if len(apart) > 1 and rest and (len(people) > 2 or any(doc[at - 1].text == ";" for _, at in apart)):
        hosts = [key for key in rest if _comes_before(annotations, key, token)] or rest[:1]
        return [Encounter(kind, Status.HELD, [*hosts, key], at=at) for key, at in apart]
    if (
        len(people) > 1
        and trigger.frame.pos == "VERB"
        and _each(doc, token)
        and len(_sides(annotations, Encounter(kind, Status.HELD, people))) == 1
    ):
        # "Yellen, Raimondo and Kerry each met with officials": colleagues, who met others one after the other.
        other = [
            m.code
            for m in annotations.mentions
            if token.i < m.start < token.sent.end and m.kind in SIDE_KINDS and m.code
        ]
        home = annotations.people[people[0]].country
        other = [code for code in other if code != home][:1]
        return [Encounter(kind, Status.HELD, [key], list(other)) for key in people] if other else None
    if len(people) > 2 and arguments.hosts and _is_plural_meeting(doc, trigger):
        # "his meetings with X and Y", "met separately with X and Y": one encounter with each.
        return [Encounter(kind, Status.HELD, [*arguments.hosts, key]) for key in people if key not in arguments.hosts]
    if len(people) >= 2:
        return [encounter]
    if trigger.frame.pos == "NOUN" and arguments.is_definite and len(people) < 2:
        encounter.is_anaphor = True
        return [encounter]
    if len(people) == 1 and len(sides) >= 2 and trigger.frame.pos == "NOUN":
        return [encounter]
    if not people and _SPORT.search(token.sent.text):
        return None
    if (
        not people
        and len(sides) >= 2
        and frame in {"talks", "summit", "meet", "call"}
        and (trigger.frame.pos == "VERB" or re.search(r"\b(?:between|with|and)\b", clause))
    ):
        return [encounter]
    if trigger.frame.pos == "NOUN" and people and len(people) < 2:
        encounter.is_anaphor = True
        return [encounter]
    return None


def _first_person_after(doc: Doc, at: int, index: dict[int, Mention]) -> list[Mention]:
    for i in range(at + 1, min(len(doc), at + 6)):
        if i in index and index[i].people:
            return [index[i]]
    return []


def _clause_people(token: Token, index: dict[int, Mention]) -> list[Mention]:
    """Return the people named before "on the sidelines" in its clause, without possessors."""
    found: list[Mention] = []
    for i in range(max(token.sent.start, token.i - 22), token.i):
        mention = index.get(i)
        if mention is not None and mention.people and not mention.is_possessive and mention not in found:
            found.append(mention)
    return found


def _joins_people(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether somebody joins people ("joined Putin", "were joined by"), not a party or a call for peace."""
    after = doc[at + 1 : at + 2].text.casefold()
    if after == "by":
        return True
    mention = next((index.get(i) for i in range(at + 1, min(len(doc), at + 5)) if index.get(i) is not None), None)
    return mention is not None and bool(mention.people) and not mention.is_possessive


def _invitation(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Make of "A invited B to C" a visit by B that is proposed."""
    token = doc[trigger.token]
    _, end = clause_bounds(doc, trigger.token)
    place = _destination(doc, annotations, trigger, end)
    guest = next((index[i] for i in range(token.i + 1, min(end, token.i + 6)) if i in index and index[i].people), None)
    if guest is None or len(guest.people) != 1 or place is None:
        return None
    if annotations.people[guest.people[0]].country == place.code:
        return None
    encounter = Encounter(Kind.VISIT, Status.PROPOSED, list(guest.people))
    _set_place(encounter, place)
    return [encounter]


def _received_apart(doc: Doc, token: Token, index: dict[int, Mention]) -> list[tuple[str, int]]:
    """Return those who each met somebody by themselves: "received by A and by B", "sat with A on Sunday; with B on Monday"."""
    found: dict[str, int] = {}
    for i in range(token.i + 1, min(token.sent.end, token.i + 70)):
        if doc[i].lower_ in {"by", "with"} and (
            i <= token.i + 2 or doc[i - 1].lower_ in {"and", "then", "later", ",", ";", "afterwards", "first"}
        ):
            mention = next(
                (index[j] for j in range(i + 1, min(len(doc), i + 4)) if j in index and index[j].people), None
            )
            if mention is not None and len(mention.people) == 1:
                found.setdefault(mention.people[0], i)
    return list(found.items())


def _comes_before(annotations: Annotations, key: str, token: Token) -> bool:
    """Tell whether somebody is named in the sentence before a word."""
    return any(key in m.people and token.sent.start <= m.start < token.i for m in annotations.mentions)


def _each(doc: Doc, token: Token) -> bool:
    return doc[token.i - 1].lower_ == "each" or doc[token.i : token.i + 3].text.casefold().endswith(
        ("each", "separately")
    )


def _is_plural_meeting(doc: Doc, trigger: Trigger) -> bool:
    token = doc[trigger.token]
    around = doc[max(token.sent.start, token.i - 3) : min(token.sent.end, token.i + 4)].text
    if trigger.frame.pos == "VERB":
        return re.search(r"\bseparate(?:ly)?\b|\beach\b|\bin turn\b", around) is not None
    return (
        token.lower_ == "meetings"
        or (
            token.lower_ == "talks"
            and doc[max(token.sent.start, token.i - 12) : token.i].text.casefold().find("meetings") >= 0
        )
        or re.search(r"\bseparate\b", around) is not None
    )


def _missing_subject(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> str | None:
    """Return who held "talks with Y": the sentence's first person before the noun, else the one the document is about."""
    token = doc[trigger.token]
    if re.search(r"\bbetween\b", doc[token.i : min(token.sent.end, token.i + 4)].text):
        return None
    countries = {annotations.people[key].country for key in arguments.people}
    for i in range(token.sent.start, token.i):
        mention = index.get(i)
        if (
            mention is not None
            and len(mention.people) == 1
            and mention.people[0] not in arguments.people
            and mention.kind is not MentionKind.OFFICE
        ):
            country = annotations.people[mention.people[0]].country
            if country not in countries or None in countries:
                return mention.people[0]
    return None


def _object_is_person(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether the next words name a person: "is to see Sergei Lavrov", "rang his counterpart"."""
    for i in range(at + 1, min(len(doc), at + 6)):
        mention = index.get(i)
        if mention is not None and mention.people and mention.kind is not MentionKind.PRONOUN:
            return not mention.is_possessive
        if mention is not None and mention.people:
            return (doc[i].lower_ in {"him", "her"} and not mention.is_possessive) or (mention.is_possessive and False)
        if (
            doc[i].lower_ not in {"the", "his", "her", "both", "then", ",", "-", "with"}
            and mention is None
            and doc[i].pos_ not in {"ADJ", "PROPN"}
        ):
            return False
    return False


def _speaks_with(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether "speak" or "talk" is with somebody: "spoke by phone with", "talked on the margins of", not "spoke to reporters"."""
    text = doc[at + 1 : min(len(doc), at + 9)].text
    if _CALL_WORDS.search(text):
        return True
    match = re.match(r"\W*(?:\w+\W+){0,3}?(?:with|to)\b", text)
    if not match:
        return (
            re.match(r"\W*(?:on the (?:margins|sidelines)|face to face|in person|privately|for \w+)", text) is not None
        )
    for i in range(at + 1, min(len(doc), at + 8)):
        if doc[i].lower_ in {"with", "to"}:
            nxt = next((index.get(j) for j in range(i + 1, min(len(doc), i + 4)) if index.get(j) is not None), None)
            return nxt is not None and bool(nxt.people) and doc[i].lower_ == "with"
    return False


def _destination(doc: Doc, annotations: Annotations, trigger: Trigger, end: int) -> Mention | None:
    """Return the place a trip goes to: the object of "visit", what follows "to", "in", or an adjective ("Beijing trip")."""
    token = doc[trigger.token]
    places = {
        m.start: m
        for m in annotations.mentions
        if m.kind in {MentionKind.CITY, MentionKind.COUNTRY}
        and m.code
        and not (m.is_adjective and m.kind is MentionKind.COUNTRY)
    }
    for steps, i in enumerate(range(token.i + 1, min(end, token.i + 14))):
        mention = places.get(i)
        if mention is not None and not mention.is_possessive:
            before = doc[i - 1].lower_ if i else ""
            direct = trigger.frame.frame == "visit" and steps <= 4
            if (
                direct
                or before in {"to", "in", "into", "at", "for", "the", "of", "through", "from", "on", "capital", ","}
                or i == token.i + 1
            ):
                return mention
        if doc[i].lower_ in {
            "that",
            "who",
            "which",
            "because",
            "but",
            "after",
            "before",
            "when",
            "said",
            "says",
            "where",
            "since",
            "meeting",
            "talks",
            "summit",
            "follow",
            "conference",
        } or doc[i].text in {";", ":"}:
            break
    ends = {m.end: m for m in annotations.mentions if m.kind in {MentionKind.CITY, MentionKind.COUNTRY} and m.code}
    if trigger.frame.frame == "trip":
        mention = ends.get(token.i) or ends.get(token.i - 1)
        if mention is not None and not (mention.is_possessive):
            return mention
    return None


def _visit(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    _, end = clause_bounds(doc, trigger.token)
    token = doc[trigger.token]
    place = _destination(doc, annotations, trigger, end)
    if trigger.frame.frame == "visit" and place is None and _object_is_person(doc, trigger.token, index):
        return (
            [Encounter(Kind.MEETING, Status.HELD, list(arguments.people), list(arguments.codes))]
            if len(arguments.people) >= 2
            else None
        )
    people = [
        key for key in arguments.people if annotations.people[key].person is not None or annotations.people[key].offices
    ]
    if trigger.frame.frame == "trip" and token.i and doc[token.i - 1].lower_ in {"this", "that", "such"}:
        people = []
    if not people:
        people = _after_colon(doc, token, end, index)
    if not people and trigger.frame.frame == "trip" and arguments.is_definite and _called_off(doc, token):
        # "Blinken had been due in Beijing, but the trip was scrapped"
        subjects = _subject_people(token.sent, token.i, index)
        people = [key for m in subjects for key in m.people if len(m.people) == 1]
    if not people:
        if trigger.frame.frame == "trip" and (arguments.is_definite or place is not None):
            encounter = Encounter(Kind.VISIT, Status.HELD, is_anaphor=True)
            _set_place(encounter, place)
            return [encounter]
        return None
    if trigger.frame.frame in {"travel", "visit"} and place is None and trigger.frame.lemma not in {"arrive", "land"}:
        return None
    if (
        place is not None
        and place.kind is MentionKind.COUNTRY
        and trigger.frame.frame == "travel"
        and token.lemma_.lower() in {"go", "head"}
        and place.is_adjective
    ):
        return None
    made: list[Encounter] = []
    for key in people:
        person = annotations.people[key]
        if place is not None and person.country == place.code:
            continue
        encounter = Encounter(Kind.VISIT, Status.HELD, [key])
        _set_place(encounter, place)
        encounter.is_anaphor = place is None
        made.append(encounter)
    return made or None


def _after_colon(doc: Doc, token: Token, end: int, index: dict[int, Mention]) -> list[str]:
    """Return who is counted up behind a colon: "Three ministers have made the journey: A, of …; B; and C"."""
    if end >= len(doc) or doc[end].text != ":" or end >= token.sent.end:
        return []
    counted = re.search(
        r"\b(?:two|three|four|five|six|several|many|\d+|members|ministers|officials|leaders|presidents|envoys)\b",
        doc[token.sent.start : token.i].text.casefold(),
    )
    found: list[str] = []
    for i in range(end + 1, token.sent.end):
        mention = index.get(i)
        starts = mention is not None and mention.start == i and mention.kind is MentionKind.PERSON
        if (
            mention is not None
            and starts
            and not mention.is_possessive
            and doc[i - 1].lower_ in {":", ",", ";", "and"} | _TITLES
        ):
            found += [key for key in mention.people if key not in found]
    return found if counted else []


_TITLES = frozenset("president minister secretary chancellor premier mr mrs ms".split())


def _called_off(doc: Doc, token: Token) -> bool:
    """Tell whether what follows a noun says that it was called off."""
    after = doc[token.i + 1 : min(token.sent.end, token.i + 6)].text
    return (
        re.search(r"\b(?:scrapped|cancel\w+|called off|postponed|put off|dropped|shelved|scuttled|delayed)\b", after)
        is not None
    )


def _set_place(encounter: Encounter, place: Mention | None) -> None:
    if place is None:
        return
    encounter.country = place.code
    if place.kind is MentionKind.CITY or (
        place.name is not None and place.kind is MentionKind.COUNTRY and _is_capital_name(place)
    ):
        encounter.city = place.name
        encounter.given["city"] = (place.start, place.end)
    encounter.given["country"] = (place.start, place.end)
    if place.code:
        encounter.codes.append(place.code)


def _is_capital_name(place: Mention) -> bool:
    from ingest.knowledge import load_knowledge

    country = load_knowledge().countries.get(str(place.code))
    return country is not None and place.name == country.capital


def _conference(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    token = doc[trigger.token]
    if trigger.conference is None:
        return None
    near = doc[max(token.sent.start, token.i - 10) : token.i].text
    if _SIDELINES.search(near) or _ONLY_DATES.search(near + " "):
        return None
    people = list(arguments.people)
    attends = re.search(
        r"\b(?:attend\w*|address\w*|join\w*|participat\w+|tak\w+ part in|took part in|speak\w* at|spoke at|at|going to|go to|host\w*|chair\w*)\s+(?:the|a|an|its|this|last|\w+['’]s|\w+)?\s*(?:\w+[ -]){0,6}$",
        near + " ",
        re.IGNORECASE,
    )
    if attends and not people:
        people = [key for m in _subject_people(token.sent, token.i, index) for key in m.people]
    if not people and not trigger.parties:
        return None
    if not people and (_in_subordinate(token) or _ONLY_DATES.search(near)):
        return None
    if not people and not re.search(
        r"\b(?:held|convene[ds]?|gather(?:ed|s)?|met|opened|hosts?|hosted|ended|closed|filled|agreed|decided|follow\w*)\b",
        token.sent.text,
    ):
        return None
    encounter = Encounter(Kind.CONFERENCE, Status.HELD, people, list(trigger.parties), conference=trigger.conference)
    if trigger.city is not None:
        encounter.city, encounter.country = trigger.city
    return [encounter]


def _in_subordinate(token: Token) -> bool:
    """Tell whether a noun stands in a relative or adverbial clause."""
    for _ in range(10):
        if token.dep_ in {"acl:relcl", "relcl", "advcl", "acl"}:
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def _during(doc: Doc, token: Token) -> bool:
    return (
        re.search(
            r"\b(?:after|following|during|at|in|from)\s+(?:\S+\s+){0,4}$",
            doc[max(token.sent.start, token.i - 6) : token.i].text + " ",
        )
        is not None
    )


def _subject_people(sent: Span, at: int, index: dict[int, Mention]) -> list[Mention]:
    seen: list[Mention] = []
    for i in range(at - 1, sent.start - 1, -1):
        mention = index.get(i)
        if mention is not None and mention.people and not mention.is_possessive and mention not in seen:
            seen.append(mention)
            break
    return seen


# -- attributes


def _add_time(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    sent = doc[trigger.token].sent
    nearest: tuple[float, TimeMention] | None = None
    inside = 0
    for time in annotations.times:
        if not (sent.start <= time.start < sent.end) or (time.kind == "vague" and not time.value):
            continue
        distance = (
            abs(time.start - trigger.token) if time.start > trigger.token else abs(trigger.token - time.end_token) + 1
        )
        if not (start <= time.start < end):
            distance += 15
        between = doc[min(time.start, trigger.token) : max(time.start, trigger.token)]
        distance += 8 * sum(
            1
            for t in between
            if t.lower_ in {"who", "which", "that", "after", "before", "since", "when", "where", "whose", "whom"}
        ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
        if doc[time.start - 1 : time.start].text.casefold() in {"since", "until", "by"} and time.start:
            distance += 25
        if (
            time.kind == "year"
            and time.qualifier is None
            and time.start > sent.start
            and doc[time.start - 1].lower_ == "since"
        ):
            continue
        if _is_in_side_clause(doc[time.start : time.end_token].root, doc[trigger.token]):
            distance += 12
        governor = _governing_verb(doc[time.start : time.end_token].root)
        if governor is not None and doc[trigger.token].pos_ == "VERB" and governor != doc[trigger.token]:
            distance += 6 if governor.dep_ == "conj" or doc[trigger.token].dep_ == "conj" else 0
        if time.start - sent.start <= 3:
            distance = min(distance, 14)  # "On Sunday, …" holds for the whole sentence
        if time.qualifier == "later" and encounter.status is Status.HELD:
            continue
        inside += 1
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time)
    if nearest is not None and nearest[0] <= (30 if inside > 1 else 45):
        time = nearest[1]
        encounter.date, encounter.date_end = time.value, time.end or time.value
        encounter.given["start_date"] = (time.start, time.end_token)
        if encounter.status is Status.HELD and "since" in (
            time.qualifier,
            doc[time.start - 1].lower_ if time.start else "",
        ):
            encounter.date = encounter.date_end = time.value[:4]  # some day since then


def _governing_verb(token: Token) -> Token | None:
    for _ in range(5):
        if token.pos_ == "VERB":
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _is_in_side_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a word stands in a relative or adverbial clause that the trigger is not part of."""
    for _ in range(8):
        if token.head == token:
            return False
        if token.dep_ in {"acl:relcl", "relcl", "advcl", "acl"} and token.pos_ in {"VERB", "AUX"}:
            return not any(t == trigger for t in token.subtree)
        token = token.head
    return False


def _add_duration(annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    near: tuple[int, DurationMention] | None = None
    for duration in annotations.durations:
        if start <= duration.start < end:
            distance = abs(duration.start - trigger.token)
            if near is None or distance < near[0]:
                near = (distance, duration)
    if near is not None and near[0] <= 14 and encounter.kind is not Kind.VISIT and encounter.status is Status.HELD:
        encounter.minutes, encounter.minutes_qualifier = near[1].minutes, near[1].qualifier
        encounter.given["duration_minutes"] = (near[1].start, near[1].end_token)


def _add_place(  # noqa: C901 - what makes a place likelier, one after the other
    doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int
) -> None:
    best: tuple[int, Mention] | None = None
    for mention in annotations.mentions:
        if not (start <= mention.start < end) or not mention.is_place:
            continue
        distance = abs(mention.start - trigger.token)
        before = doc[mention.start - 1].lower_ if mention.start else ""
        if mention.start > trigger.token:
            distance -= 2
        between = doc[min(mention.start, trigger.token) : max(mention.start, trigger.token)]
        distance += 6 * sum(
            1 for t in between if t.lower_ in {"who", "whom", "whose", "which", "that", "after", "before", "since"}
        ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
        if any(m.kind is MentionKind.OFFICE and m.start < mention.start < m.end for m in annotations.mentions):
            continue  # the Sultan of Sokoto need not be there
        if _is_in_side_clause(doc[mention.start], doc[trigger.token]):
            distance += 12
        if mention.kind is MentionKind.VENUE:
            if distance <= 25 and encounter.venue is None:
                encounter.venue = mention.name
                encounter.given["venue"] = (mention.start, mention.end)
                known = NAMED_VENUES.get(fold(str(mention.name)).removeprefix("the "))
                if known is not None and best is None:
                    encounter.city, encounter.country = known
                    encounter.given["city"] = encounter.given["country"] = (mention.start, mention.end)
            continue
        if before in {"to", "for", "from"} and encounter.kind is not Kind.VISIT:
            if "invit" in doc[max(start, mention.start - 6) : mention.start].text.casefold():
                continue
            distance += 10
        if mention.kind is MentionKind.COUNTRY:
            distance += 3
        if best is None or distance < best[0]:
            best = (distance, mention)
    if best is not None and best[0] <= 28:
        mention = best[1]
        encounter.country = mention.code
        if mention.kind is MentionKind.CITY:
            encounter.city = mention.name
            encounter.given["city"] = (mention.start, mention.end)
        encounter.given["country"] = (mention.start, mention.end)


def _sides(annotations: Annotations, encounter: Encounter) -> list[str]:
    codes = [str(annotations.people[key].country) for key in encounter.people if annotations.people[key].country]
    return list(dict.fromkeys([*codes, *encounter.codes]))


# -- putting together


def combine(doc: Doc, annotations: Annotations, single: list[Encounter]) -> list[Encounter]:
    """Put together what tells of the same encounter, in text order; anaphors ("the talks") join what they point to."""
    groups: list[Encounter] = []
    for encounter in sorted((e for e in single if not e.is_anaphor), key=lambda e: e.sources[0].token):
        match = next((g for g in reversed(groups) if same_encounter(doc, annotations, g, encounter)), None)
        if match is None:
            groups.append(encounter)
        else:
            absorb(match, encounter)
    scene = find_scene(doc, annotations, groups)
    for encounter in (e for e in single if e.is_anaphor):
        target = _antecedent(doc, annotations, groups, encounter)
        if target is not None:
            if encounter.status in OFF and target.status not in OFF:
                target.status = encounter.status  # "was to visit on Monday. The visit was postponed"
            absorb(target, encounter)
        elif encounter.kind is Kind.VISIT and encounter.people:
            _aim_visit(annotations, encounter, groups, scene)
            if encounter.country is not None:
                match = next((g for g in groups if same_encounter(doc, annotations, g, encounter)), None)
                if match is None:
                    groups.append(encounter)
                else:
                    absorb(match, encounter)
    groups.sort(key=lambda e: min(s.token for s in e.sources))
    _set_on_trips(annotations, groups)
    for encounter in groups:
        _set_in_scene(doc, annotations, encounter, scene)
    return _combine_again(doc, annotations, groups)


def _combine_again(doc: Doc, annotations: Annotations, groups: list[Encounter]) -> list[Encounter]:
    """Put together what turns out to be of one day and place once the scene is known."""
    kept: list[Encounter] = []
    for encounter in groups:
        match = None
        if encounter.inferred and encounter.people:
            match = next((k for k in kept if k.people and same_encounter(doc, annotations, k, encounter)), None)
        if match is None:
            kept.append(encounter)
        else:
            absorb(match, encounter)
    return kept


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the document's main event takes place: what its other sentences take for granted."""

    city: str | None = None
    country: str | None = None
    day: str | None = None
    visitors: frozenset[str] = frozenset()


RECENT = dt.timedelta(days=6)


def find_scene(doc: Doc, annotations: Annotations, groups: list[Encounter]) -> Scene:
    """Return the scene: day and place of what the document is about.

    The day is the one it names most within the week before it, else its own. The place is that of its dateline, else the
    city it names most, those of its first third counted twice, else that of its main visit or first meeting.
    """
    held = [e for e in groups if e.status is Status.HELD and (e.date is None or not _is_long_past(e, annotations))]
    placed = [e for e in held if e.country is not None]
    lead = [e for e in placed if e.sources[0].token < max(160, len(doc) // 3)]
    chosen = (
        next((e for e in lead if e.city), None)
        or next((e for e in lead if e.kind is Kind.VISIT), None)
        or next(iter(lead), None)
    )
    dateline = next(
        (
            m
            for m in annotations.mentions
            if m.kind is MentionKind.CITY and m.start < 60 and doc[m.start].text.isupper()
        ),
        None,
    )
    text = _scene_day(doc, annotations)
    guests = frozenset(
        key
        for e in held
        if e.kind is Kind.VISIT and chosen is not None and e.country == chosen.country
        for key in e.people
    )
    if dateline is not None:
        return Scene(dateline.name, dateline.code, text, guests)
    cities = Counter[tuple[str | None, str | None]]()
    for m in annotations.mentions:
        if m.kind is MentionKind.CITY and m.is_place and m.code:
            cities[m.name, m.code] += 2 if m.start < len(doc) // 3 else 1
    if cities:
        (city, code), _ = max(cities.items(), key=lambda item: (item[1], str(item[0])))
        return Scene(city, code, text, guests)
    if chosen is not None:
        return Scene(chosen.city, chosen.country, text, guests)
    countries = Counter(m.code for m in annotations.mentions if m.is_place and m.code)
    country = max(countries, key=lambda each: (countries[each], str(each))) if countries else None
    return Scene(None, country, text)


def _scene_day(doc: Doc, annotations: Annotations) -> str | None:
    """Return the day that the document names most within the week before it, the later of two; else its own."""
    anchor = anchor_day(doc)
    if anchor is None:
        return None
    # Not the dateline's own day: an article tells more often of the day before.
    days = Counter(
        time.value
        for time in annotations.times
        if time.kind == "day" and time.start > 12 and anchor - RECENT <= dt.date.fromisoformat(time.value) <= anchor
    )
    return max(days, key=lambda day: (days[day], day)) if days else anchor.isoformat()


def _is_long_past(encounter: Encounter, annotations: Annotations) -> bool:
    if annotations.published is None or encounter.date is None:
        return False
    return day_range(encounter.date_end or encounter.date)[1] < annotations.published[0] - dt.timedelta(days=10)


def _aim_visit(annotations: Annotations, encounter: Encounter, groups: list[Encounter], scene: Scene) -> None:
    """Give a trip without destination that of the same person's other trip, else the scene's country if foreign."""
    home = annotations.people[encounter.people[0]].country
    same = next((g for g in groups if g.kind is Kind.VISIT and g.people == encounter.people and g.country), None)
    other = next((g for g in groups if g.kind is Kind.VISIT and g.country and g.country != home), None)
    for country in (same.country if same else None, scene.country, other.country if other else None):
        if country is not None and country != home:
            encounter.country = country
            encounter.codes.append(country)
            return


_LOOK_BACK = re.compile(
    r"\b(?:last|earlier this (?:month|year)|previous(?:ly)?|ago|since|had (?:\w+ )?(?:met|visited|held|spoken|travell?ed)|first (?:met|visited)|once|in (?:19|20)\d\d|years? before|when (?:he|she) was)\b",
    re.IGNORECASE,
)


def _set_in_scene(doc: Doc, annotations: Annotations, encounter: Encounter, scene: Scene) -> None:
    """Fill in day and place that the document takes for granted.

    A day told in the paragraph before ("In May, …. Sullivan met Wang in Vienna.") goes on for a meeting elsewhere; the
    document's own day is that of what takes place now, at its scene.
    """
    first = encounter.sources[0]
    near = doc[max(first.start, first.token - 14) : min(first.end, first.token + 14)].text
    looks_back = _LOOK_BACK.search(re.sub(r"\bsince (?:19|20)\d\d\b", "", near)) is not None
    elsewhere = encounter.country is not None and encounter.country != scene.country
    now = encounter.status is Status.HELD and not looks_back and not elsewhere
    if encounter.date is None and encounter.status is Status.HELD and (elsewhere or looks_back):
        told = _time_before(doc, annotations, first.start)
        if told is not None:
            encounter.date, encounter.date_end = told.value, told.end or told.value
            encounter.given["start_date"] = (told.start, told.end_token)
            encounter.inferred.add("start_date")
    elif encounter.date is None and now and scene.day is not None and encounter.kind is not Kind.CONFERENCE:
        encounter.date = encounter.date_end = scene.day
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred.add("start_date")
    if _is_next_here(annotations, encounter, scene) and scene.day is not None:
        # "It was not clear if he would meet the president": during the visit that is under way.
        encounter.date = encounter.date_end = scene.day[:7]
        encounter.country, encounter.city = scene.country, scene.city
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred |= {"start_date", "city", "country"}
    if encounter.kind is Kind.MEETING and encounter.country is None and scene.country is not None:
        near = encounter.date is not None and not _is_long_past(encounter, annotations)
        here = scene.country in set(_sides(annotations, encounter)) or encounter.date == scene.day
        if encounter.status in {Status.HELD, Status.PLANNED} and near and here:
            encounter.country, encounter.city = scene.country, scene.city
            encounter.inferred |= {"city", "country"}
    if encounter.kind is Kind.MEETING and encounter.country is None and encounter.status is Status.HELD:
        host = _host_country(doc, annotations, encounter)
        if host is not None:
            encounter.country = host
            encounter.city = scene.city if host == scene.country else None
            encounter.inferred |= {"city", "country"}
    elif _lacks_scene_city(encounter, scene) and now:
        encounter.city = scene.city
        encounter.inferred.add("city")


def _set_on_trips(annotations: Annotations, groups: list[Encounter]) -> None:
    """Give an undated meeting that is planned the month of the one trip its traveller makes, and the place if it is the host's."""
    trips: dict[str, list[Encounter]] = {}
    for trip in groups:
        if (
            trip.kind is Kind.VISIT
            and trip.status in {Status.HELD, Status.PLANNED}
            and trip.date
            and len(trip.date) > 4
        ):
            if trip.status is Status.HELD and _is_long_past(trip, annotations):
                continue
            for key in trip.people:
                trips.setdefault(key, []).append(trip)
    for encounter in groups:
        if encounter.kind is not Kind.MEETING or encounter.status is not Status.PLANNED or encounter.date:
            continue
        chosen = [trip for key in encounter.people for trip in trips.get(key, ())]
        months = {trip.date[:7] for trip in chosen if trip.date}
        if len(months) != 1:
            continue
        encounter.date = encounter.date_end = months.pop()
        first = encounter.sources[0]
        encounter.given["start_date"] = (first.token, first.token + 1)
        encounter.inferred.add("start_date")
        host = {annotations.people[key].country for key in encounter.people}
        here = [trip for trip in chosen if trip.country in host]
        if encounter.country is None and len({trip.country for trip in here}) == 1:
            encounter.country = here[0].country
            encounter.inferred.add("country")


def _host_country(doc: Doc, annotations: Annotations, encounter: Encounter) -> str | None:
    """Return the country of who "received", "hosted" or "welcomed" the others: most receive at home."""
    source = encounter.sources[0]
    if not source.rule.startswith("receive:") or len({annotations.people[key].country for key in encounter.people}) < 2:
        return None
    verb = doc[source.token]
    passive = any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)
    hosts = list(obliques(verb, frozenset({"by"}))) if passive else subjects(verb)
    for at in (word.i for word in hosts):
        mention = next((m for m in annotations.mentions if m.start <= at < m.end and len(m.people) == 1), None)
        if mention is not None and mention.people[0] in encounter.people:
            return annotations.people[mention.people[0]].country
    return None


def _is_next_here(annotations: Annotations, encounter: Encounter, scene: Scene) -> bool:
    """Tell whether a meeting that lies ahead, undated, is of the visitor of the scene and somebody of its country."""
    if encounter.kind is not Kind.MEETING or encounter.status not in AHEAD or encounter.date or encounter.country:
        return False
    countries = {annotations.people[key].country for key in encounter.people}
    return bool(scene.visitors & set(encounter.people)) and scene.country in countries and len(countries) > 1


def _lacks_scene_city(encounter: Encounter, scene: Scene) -> bool:
    """Tell whether an encounter lies in the scene's country, which the text does not say, and names no city."""
    return (
        encounter.kind is not Kind.CALL
        and encounter.city is None
        and scene.city is not None
        and encounter.country is not None
        and encounter.country == scene.country
        and "country" not in encounter.given
    )


def _time_before(doc: Doc, annotations: Annotations, start: int) -> TimeMention | None:
    """Return the last month or year named in the sentence before, of the same paragraph."""
    if start == 0 or (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        return None
    before = doc[start - 1].sent
    times = [
        t for t in annotations.times if before.start <= t.start < before.end and t.kind in {"month", "year", "day"}
    ]
    return times[-1] if times else None


def same_encounter(doc: Doc, annotations: Annotations, left: Encounter, right: Encounter) -> bool:
    """Tell whether two encounters of one document are one."""
    if left.kind is not right.kind and {left.kind, right.kind} != {Kind.MEETING, Kind.CONFERENCE}:
        return False
    if left.kind is Kind.VISIT and right.kind is Kind.VISIT and _is_same_trip(left, right):
        return True
    if left.kind is not right.kind or (
        _group(left.status) != _group(right.status) and not (left.date and left.date == right.date)
    ):
        return False
    if left.meal != right.meal and right.meal is not None and left.meal is not None:
        return False
    if (left.meal is None) != (right.meal is None) and not _met_for_meal(doc, left, right):
        return False
    if _dates_clash(left, right):
        return False
    if left.kind is Kind.VISIT:
        return left.people == right.people and (left.country == right.country or None in (left.country, right.country))
    if left.city and right.city and left.city != right.city and left.country != right.country:
        return False
    if left.kind is Kind.CONFERENCE:
        return bool(set(left.codes) & set(right.codes)) or left.conference == right.conference
    a, b = set(left.people), set(right.people)
    if a != b and any(s.rule.startswith("join:") for s in (left.sources[0], right.sources[0])):
        return False
    if a and b:
        return a == b or (len(a & b) >= 2 and (a <= b or b <= a) and _same_sides(annotations, a, b))
    if not a and not b:
        return set(_sides(annotations, left)) == set(_sides(annotations, right))
    return False


def _same_sides(annotations: Annotations, left: set[str], right: set[str]) -> bool:
    """Tell whether two circles of people are of the same states: a third state's people make it another meeting."""
    small, large = sorted((left, right), key=len)
    sides = {annotations.people[key].country for key in small}
    return all(annotations.people[key].country in sides | {None} for key in large - small)


def _is_same_trip(left: Encounter, right: Encounter) -> bool:
    """Tell whether an undated "visit will …" is what a visit under way will bring, and no other visit."""
    if left.people != right.people or (left.country and right.country and left.country != right.country):
        return False
    pair = {_group(left.status), _group(right.status)}
    later = left if _group(left.status) == "ahead" else right
    return pair == {"held", "ahead"} and (later.date is None or len(later.date) == len("2023"))


def _met_for_meal(doc: Doc, left: Encounter, right: Encounter) -> bool:
    """Tell whether a meal is only what a meeting was for: "met for dinner"."""
    for meeting, meal in ((left, right), (right, left)):
        if meal.meal is None:
            continue
        token = meal.sources[0].token
        same = next((s.token for s in meeting.sources if s.start == meal.sources[0].start and s.token < token), None)
        if same is not None:
            between = doc[same + 1 : token].text
            if re.fullmatch(r"\W*(?:\w+\W+){0,3}for (?:an? |the )?(?:[\w-]+ ){0,2}", between + " "):
                return True
    return False


def _group(status: Status) -> str:
    return "off" if status in OFF else "ahead" if status in AHEAD else "held"


def _dates_clash(left: Encounter, right: Encounter) -> bool:
    if not left.date or not right.date:
        return False
    a0, a1 = day_range(left.date)[0], day_range(left.date_end or left.date)[1]
    b0, b1 = day_range(right.date)[0], day_range(right.date_end or right.date)[1]
    return a0 > b1 or b0 > a1


def _antecedent(doc: Doc, annotations: Annotations, groups: list[Encounter], anaphor: Encounter) -> Encounter | None:
    """Return the encounter "the talks" points to: the last one told before (or in the same sentence) that agrees."""
    token = anaphor.sources[0].token
    best: tuple[int, Encounter] | None = None
    for group in groups:
        if group.kind is not anaphor.kind and not (anaphor.kind is Kind.MEETING and group.kind is Kind.CALL):
            continue
        if anaphor.sources[0].rule == "attendance":
            position = max((s.token for s in group.sources if s.token < token), default=None)
            if position is not None and group.status is Status.HELD and (best is None or token - position < best[0]):
                best = (token - position, group)
            continue
        if (anaphor.meal is not None) != (group.meal is not None):
            continue
        if _dates_clash(group, anaphor) or (anaphor.people and not set(anaphor.people) <= set(group.people)):
            continue
        called_off = anaphor.status in OFF and (group.status in AHEAD or group.was_due)
        if _group(group.status) != _group(anaphor.status) and not called_off:
            continue
        if anaphor.codes and not set(anaphor.codes) <= set(_sides(annotations, group)):
            continue
        if anaphor.city and group.city and anaphor.city != group.city:
            continue
        position = max((s.token for s in group.sources if s.start <= doc[token].sent.start), default=None)
        if position is None:
            continue
        distance = token - position
        if anaphor.date and group.date:
            distance -= 200
        if best is None or distance < best[0]:
            best = (distance, group)
    return best[1] if best is not None and best[0] < 400 else None


def absorb(into: Encounter, other: Encounter) -> None:
    """Take another telling of the same encounter in: what is more precise stays, what is missing is added."""
    for key in other.people:
        if key not in into.people:
            into.people.append(key)
    for code in other.codes:
        if code not in into.codes:
            into.codes.append(code)
    borrowed = other.is_anaphor and other.sources[0].start - into.sources[-1].start > 0 and not other.is_definite
    if other.date and not borrowed and (into.date is None or len(other.date) > len(into.date)):
        into.date, into.date_end = other.date, other.date_end
        into.given["start_date"] = other.given["start_date"]
    for name in ("city", "country", "venue"):
        if getattr(into, name) is None and getattr(other, name) is not None:
            if name == "city" and into.country is not None and other.country != into.country:
                continue
            setattr(into, name, getattr(other, name))
            if name in other.given:
                into.given[name] = other.given[name]
    if into.minutes is None and other.minutes is not None:
        into.minutes, into.minutes_qualifier = other.minutes, other.minutes_qualifier
        into.given["duration_minutes"] = other.given["duration_minutes"]
    into.meal = into.meal or other.meal
    into.topics |= other.topics
    into.sources += other.sources
    into.statuses += other.statuses
    into.agreement = max(into.agreement, other.agreement)
    if (
        into.status is not other.status
        and not other.is_anaphor
        and _group(into.status) == _group(other.status) == "off"
    ):
        into.statuses = sorted(into.statuses, key=lambda item: item[1])


def finish(annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Settle what needs the whole document: status by date, country of a city, small bodies' conferences."""
    published = annotations.published
    for encounter in encounters:
        if (
            encounter.kind is Kind.CONFERENCE
            and encounter.codes
            and set(encounter.codes) <= SMALL_BODIES
            and len(encounter.people) <= 6
            and not encounter.conference
        ):
            encounter.kind = Kind.MEETING
        if published and encounter.date and encounter.status is Status.HELD:
            first = day_range(encounter.date)[0]
            if first > published[1] + dt.timedelta(days=0):
                encounter.status = Status.PLANNED
    return [e for e in encounters if (e.people or e.codes) and not _is_internal(annotations, e)]


def _is_internal(annotations: Annotations, encounter: Encounter) -> bool:
    """Tell whether all people serve one state: colleagues, who are named together more often than they meet."""
    if encounter.kind in {Kind.VISIT, Kind.CONFERENCE} or len(encounter.people) < 2:
        return False
    countries = {annotations.people[key].country for key in encounter.people}
    return len(countries) == 1 and None not in countries and len(set(_sides(annotations, encounter))) < 2


def _is_spokesperson(annotations: Annotations, key: str) -> bool:
    """Tell whether somebody speaks for others on the document's day, and holds no other office, by the base."""
    person, day = annotations.people[key].person, annotations.day()
    if person is None or day is None:
        return False
    posts = {annotations.knowledge.offices[t.tenure.office].post for t in annotations.knowledge.terms_at(person, day)}
    return posts == {"spokesperson"}


def _without_bystanders(doc: Doc, annotations: Annotations, encounter: Encounter) -> None:
    """Take out people who only speak about an encounter: spokespeople, and experts without an office who say it."""
    source = encounter.sources[0]
    for key in list(encounter.people):
        entity = annotations.people[key]
        serving = [use.phrase for use in entity.offices if not use.phrase.is_former]
        if (serving and all(set(phrase.posts[:1]) == {"spokesperson"} for phrase in serving)) or (
            not serving and _is_spokesperson(annotations, key)
        ):
            encounter.people.remove(key)
        elif entity.person is None and not serving:
            for mention in annotations.mentions:
                if key in mention.people and source.start <= mention.start < source.end:
                    around = doc[max(source.start, mention.start - 2) : min(source.end, mention.end + 3)].text
                    if re.search(
                        r"\b(?:said|says|added|argued|argues|noted|wrote|told|according to|believes|explained)\b",
                        around,
                    ):
                        encounter.people.remove(key)
                        break
