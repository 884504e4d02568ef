"""Who else was there: the rest of a list of which some are at an encounter, and officials of the states whose body meets.

    "In the chair was Sultan Hassanal Bolkiah; Lee arrived last, while Duterte stayed at home."

A conference names those who come one by one over the whole report. Its people are the officials of the body's members
(`data/members.csv`) whom the document names, without those it says were absent, speaks of at another time or place, or has
meeting elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.encounter import Encounter, Source, dates_clash, is_long_past, is_outside
from ingest.listings import keys_of, list_before, list_behind, lists_of
from ingest.nearby import span_of
from ingest.speech import is_spokesperson
from ingest.syntax import APPOSITION, CLAUSE, CONJUNCT, NOT, PASSIVE_SUBJECT, SUBJECT, top_of

_ABSENT = re.compile(
    r"\b(?:absen\w+|stay(?:ed|s|ing)? (?:away|(?:at )?home)|(?:did|do|does|would|will|could|can|is|was) not (?:come|coming|attend\w*|travel\w*|appear|go|going|take part|participate|board|show up|turn up|be (?:there|present)|invited|expected)|skipp\w+|boycott\w*|declin\w+|cancel\w+|called off|pulled out|had (?:\w+ ){1,5}represent|by (?:tele)?phone|telephoned|by video|remotely|missing|predecessor|late|former)\b",
    re.IGNORECASE,
)
FEWEST_STATES = 3
_NAMES = frozenset({MentionKind.PERSON, MentionKind.OFFICE})


def complete_lists(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> None:
    """Put the rest of a list into an encounter that has two of it: "Lee, Muhyiddin, Hun Sen of Cambodia and …"."""
    told = Counter((encounter.sources[0].token, encounter.sources[0].rule) for encounter in encounters)
    for encounter in encounters:
        source = encounter.sources[0]
        of_each = told[source.token, source.rule] > 1 and not source.rule.startswith("learned")
        if encounter.kind is Kind.VISIT or of_each:  # "met A, B and C" is a meeting with each
            continue
        inside = [
            m
            for m in annotations.mentions
            if source.start <= m.start < source.end and m.kind in _NAMES and len(m.people) == 1 and not m.is_possessive
        ]
        for group in lists_of(doc, inside):
            keys = list(dict.fromkeys(m.people[0] for m in group if not is_spokesperson(doc, m.people[0])))
            if len(keys) >= 3 and len(set(keys) & set(encounter.people)) >= 2:
                encounter.people += [key for key in keys if key not in encounter.people]


_BEFORE_WITNESS = re.compile(
    r"\b(?:in the presence of|under the (?:mediation|auspices|chairmanship|gaze|eyes?) of|(?:mediated|moderated|facilitated|chaired|witnessed|"
    r"brokered|presided over|convened|accompanied|flanked|watched|overseen) by)(?: (?:the|visiting|his|her|their|its|then))*\s*$",
    re.IGNORECASE,
)
_BEHIND_WITNESS = re.compile(
    r"^(?:as (?:a |the |its )?(?:mediator|host|chairman|chair|witness|go-between|moderator)|(?:presiding|mediating|looking on|in the chair|in attendance))\b"
)


def add_witnesses(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> None:
    """Put in who presided over a meeting or saw it: "agreed in Luanda under the mediation of X", "with X as mediator"."""
    named = [m for m in annotations.mentions if m.kind in _NAMES and len(m.people) == 1]
    for run in lists_of(doc, named):
        mention, sent = run[0], doc[run[0].start].sent
        before = doc[max(sent.start, mention.start - 7) : mention.start].text
        behind = doc[run[-1].end : min(sent.end, run[-1].end + 5)].text.lstrip(", ")
        if not _BEFORE_WITNESS.search(before) and not (
            re.search(r"\bwith(?: (?!and\b)[\w’'-]+){0,5},?\s*$", before) and _BEHIND_WITNESS.match(behind)
        ):
            continue
        told = [
            e
            for e in encounters
            if e.kind is not Kind.VISIT and e.sources[0].start == sent.start and (len(e.people) > 1 or len(e.codes) > 1)
        ]
        if len(told) == 1:
            keys = dict.fromkeys(m.people[0] for m in run if m.start < sent.end)
            told[0].people += [key for key in keys if key not in told[0].people]


_EVENT = r"(?:summit|conference|forum|meeting|event|gathering|dialogue|talks)"
# Behind these words stands who was at the event told of before; before those of the second, who will be.
_ATTENDED_BY = re.compile(
    rf"^\W*(?:It|The (?:[\w-]+ ){{0,3}}{_EVENT})\b[^.;:“”]{{0,40}}? attended(?: also)? by\b", re.IGNORECASE
)
_WILL_ATTEND = re.compile(
    rf"\b(?:(?:will|would|(?:is|are)(?: also)? (?:expected |due |set |scheduled )?to) (?:also )?(?:attend(?: it| the {_EVENT})?|be there)"
    r"|(?:has|have) (?:also )?confirmed (?:his|her|their) attendance)(?=,? (?:too|as well)|\W*$|,)"
)
SOON = 3  # sentences from an event to who else attends it


def add_guests_of_event(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Put into a conference whom one of the next sentences says to attend it: "It was attended by Kay and Roe", "Kay will also attend".

    Returns:
        The encounters without those that the relation model makes of such guests alone.
    """
    apart: list[Encounter] = []
    sentences = list(doc.sents)
    number = {sent.start: i for i, sent in enumerate(sentences)}
    events = [e for e in encounters if e.kind is Kind.CONFERENCE and STANDING[e.status] != "off"]
    for at, sent in enumerate(sentences if events else ()):
        behind, before = _ATTENDED_BY.search(sent.text), _WILL_ATTEND.search(sent.text)
        match = behind or before
        if match is None:
            continue
        words = span_of(sent, match.start(), match.end())
        named = [
            m
            for m in annotations.mentions
            if sent.start <= m.start < sent.end and m.kind is MentionKind.PERSON and len(m.people) == 1
        ]
        run = list_behind(doc, named, words.end, sent.end) if behind else list_before(doc, named, words.start)
        told = [(number.get(s.start, at), e) for e in events for s in e.sources if s.start < sent.start]
        told = [(i, e) for i, e in told if at - i <= SOON and (STANDING[e.status] == "held") == (behind is not None)]
        if told and run:
            _, event = max(told, key=lambda each: each[0])
            event.people += [key for key in keys_of(run) if key not in event.people]
            event.sources.append(Source(sent.start, sent.end, "attendance:guest", words.start))
            apart += [e for e in encounters if is_of_party(e, set(keys_of(run)), sent)]
    return [e for e in encounters if not any(e is other for other in apart)]


def is_of_party(encounter: Encounter, party: set[str], sent: Span) -> bool:
    """Tell whether the relation model takes those who came together for people who met."""
    source = encounter.sources[0]
    return source.rule == "learned:meet" and source.start == sent.start and set(encounter.people) <= party


def add_members(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> None:
    """Put the officials of a body's members into the conference of that body that the document is about."""
    for encounter in encounters:
        if encounter.status is not Status.HELD or is_long_past(encounter, annotations):
            continue
        bodies = _bodies_of(doc, annotations, encounter)
        for key, mention in _attending(doc, annotations, encounter, encounters, bodies):
            encounter.people.append(key)
            sent = doc[mention.start].sent
            encounter.sources.append(Source(sent.start, sent.end, "attendance:member", mention.start))


def _bodies_of(doc: Doc, annotations: Annotations, encounter: Encounter) -> list[str]:
    """Return the bodies whose conference it is: those named, else those of the document that all its states belong to.

    A conference told of late in the document, with nobody or one person named there, is not what the document is about.
    """
    knowledge, day = annotations.knowledge, annotations.day()
    if encounter.kind is Kind.CONFERENCE:
        named = [code for code in encounter.codes if knowledge.members.get(code)]
        if named and (len(encounter.people) > 1 or encounter.sources[0].token < len(doc) // 3):
            return named
    states = annotations.states_of(encounter.people)
    if len(states) < FEWEST_STATES or encounter.kind not in {Kind.MEETING, Kind.CONFERENCE}:
        return []
    mentioned = dict.fromkeys(m.code for m in annotations.mentions if m.kind is MentionKind.ORGANIZATION and m.code)
    return [code for code in mentioned if all(knowledge.is_member(state, code, day) for state in states)]


def _attending(
    doc: Doc, annotations: Annotations, encounter: Encounter, encounters: list[Encounter], bodies: list[str]
) -> list[tuple[str, Mention]]:
    found: list[tuple[str, Mention]] = []
    represented = {annotations.people[key].country for key in encounter.people}
    for key, person in annotations.people.items():
        if key in encounter.people or not person.is_named or person.country in {None, *represented}:
            continue
        posts = annotations.posts(person.person)
        if (
            not posts
            or posts == {"spokesperson"}
            or not any(annotations.knowledge.is_member(str(person.country), body, annotations.day()) for body in bodies)
        ):
            continue
        others = [e for e in encounters if key in e.people and e is not encounter]
        if any(
            e.status is Status.HELD
            and not dates_clash(e, encounter)
            and e.country
            and encounter.country
            and e.country != encounter.country
            and e.date
            for e in others
        ):
            continue
        mentions = [m for m in annotations.mentions if m.people == (key,) and m.kind in _NAMES]
        if any(is_absent(clause_text(doc, m)) for m in mentions):
            continue
        there = [m for m in mentions if not _speaks_of_other_time(doc, annotations, encounter, m)]
        if there:
            found.append((key, there[0]))
    return found


def is_absent(clause: str) -> bool:
    """Tell whether a clause says of somebody that they were not there."""
    return _ABSENT.search(clause) is not None


# "Putin sent his foreign minister", "Bukele declined, as did Giammattei", "Kagame did not come", "Mahama was not at the table"
_STAYS = frozenset("decline skip boycott refuse stay miss shun absent".split())
_COMES = frozenset(
    "come attend travel appear go join fly arrive turn show be invite welcome expect participate board".split()
)
_ENVOY = re.compile(
    r"\b(?:deputy|vice|minister|secretary|envoy|representative|brother|son|ambassador|premier|chef|chief|adviser|advisor|speaker|official)\b",
    re.IGNORECASE,
)
_IN_HIS_STEAD = re.compile(
    r"\b(?:on behalf of|in place of|instead of|in lieu of|deputi[sz]ing for|standing in for|sat in for|stood in for|there for|represented|representing)"
    r"(?: (?!(?:and|or|with|by|in|at|to|on|from|than)\b)[\w’'.-]+){0,4}\s*$",
    re.IGNORECASE,
)
# "in the absence of Kay", "Kay's absence", "Absent along with Kay were Roe and Lund"
_ABSENCE_OF = re.compile(
    r"\babsence of (?:(?!(?:and|or|with|by|in|at|to|on|from|than)\b)[\w’'.-]+ ){0,4}$", re.IGNORECASE
)
_HIS_ABSENCE = re.compile(r"^ ?[’']s? absence\b")
_ABSENT_ARE = re.compile(r"^\W*(?:Also |Conspicuously |Notably )?(?:Absent|Missing)\b(?! from)[^.;:]*$")
_HIS_TRIP = re.compile(
    r"(?:call\w* off|cancel\w*|postpone\w*) (?:at the last minute )?(?:his|her|their) (?:own |planned )?(?:trip|visit|journey|travel|attendance|participation|appearance|flight)\b"
)


def is_away(doc: Doc, mention: Mention, sent_by: frozenset[int]) -> bool:
    """Tell whether somebody is said to have kept away, or to have sent another in their place.

    Args:
        doc: The Doc.
        mention: Names them.
        sent_by: First tokens of all mentions of people, to tell whom somebody sent.
    """
    sent = doc[mention.start].sent
    before = doc[max(sent.start, mention.start - 8) : mention.start].text + " "
    if (
        _IN_HIS_STEAD.search(before)
        or _ABSENCE_OF.search(before)
        or _HIS_ABSENCE.match(doc[mention.end : min(sent.end, mention.end + 2)].text)
        or _ABSENT_ARE.match(doc[sent.start : mention.start].text)
    ):
        return True
    word = top_of(doc[mention.start : mention.end].root, CONJUNCT | APPOSITION)
    verb = word.head
    if word.dep_ not in SUBJECT | PASSIVE_SUBJECT:
        return False
    lemma = verb.lemma_.lower()
    if lemma == "send":
        behind = range(verb.i + 1, min(sent.end, verb.i + 8))
        return any(i in sent_by for i in behind) or _ENVOY.search(doc[verb.i : behind.stop].text) is not None
    if lemma == "represent":
        return word.dep_ in PASSIVE_SUBJECT
    if lemma == "do" and doc[max(sent.start, verb.i - 1)].lower_ in {"as", "so"}:
        return any(_keeps_away(t) for t in doc[sent.start : verb.i])
    verbs = [verb, *(t for t in verb.conjuncts if not any(c.dep_ in SUBJECT for c in t.children))]
    if any(_keeps_away(t) or _is_represented_by(t) for t in verbs):
        return True
    parts = [verb, *(t for t in verb.children if t.dep_ in {"cop", "aux", "neg", "advmod"})]
    is_part = lemma == "take" and any(t.lower_ == "part" for t in verb.children)
    return (is_part or lemma in _COMES | {"table"}) and any(t.lower_ in NOT for t in parts)


def _is_represented_by(verb: Token) -> bool:
    """Tell whether a verb says that somebody had another represent them."""
    return verb.lemma_ == "have" and any(
        t.lemma_ == "represent" and t.dep_ in {"ccomp", "xcomp"} for t in verb.children
    )


def _keeps_away(verb: Token) -> bool:
    """Tell whether a verb says that somebody does not come: "declined", "stayed at home", "called off his trip", not "stayed late"."""
    lemma, behind = verb.lemma_.lower(), verb.doc[verb.i : min(verb.sent.end, verb.i + 4)].text
    if lemma in {"call", "cancel", "postpone"}:
        return _HIS_TRIP.match(verb.doc[verb.i : min(verb.sent.end, verb.i + 7)].text) is not None
    return lemma in _STAYS and (lemma != "stay" or re.search(r"\b(?:home|away|in)\b", behind) is not None)


def clause_text(doc: Doc, mention: Mention) -> str:
    """Return the words of the clause that a mention stands in."""
    top = doc[mention.start : mention.end].root
    while top.head != top and not (top.dep_ in CLAUSE and top.pos_ in {"VERB", "AUX"}):
        top = top.head
    return " ".join(t.text for t in top.subtree)


def _speaks_of_other_time(doc: Doc, annotations: Annotations, encounter: Encounter, mention: Mention) -> bool:
    """Tell whether the sentence of a mention has a day outside the encounter's, or a city elsewhere."""
    sent = doc[mention.start].sent
    if any(sent.start <= time.start < sent.end and is_outside(time, encounter) for time in annotations.times):
        return True
    return any(
        m.kind is MentionKind.CITY and m.is_place and m.code != encounter.country
        for m in annotations.mentions
        if sent.start <= m.start < sent.end and encounter.country
    )
