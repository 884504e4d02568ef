"""Rolls: sentences that say who else was in the room.

    "Also at the talks were Foreign Minister A; the trade minister, B; and, for the Omani side, Ambassador C."

A roll is read from a cue ("also present", "attended by", "on the Omani side") and the list of names right behind or right
before it. Who is on it was at the meeting told of in the same sentence, else at one told of before, which `combining` picks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.apart import is_where_else
from ingest.arguments import clause_bounds
from ingest.attributes import add_place
from ingest.encounter import Encounter, Source, sides_of
from ingest.frames import Frame, Trigger
from ingest.listings import keys_of, list_before, list_behind
from ingest.moments import add_time
from ingest.nearby import is_represented, span_of
from ingest.roll_cues import cues_of
from ingest.status import standing_of

OF_ALL = "attendance:all"  # at several meetings told of before
SIGNING = "attendance:signing"  # a ceremony, told of beside the talks
_SAW_SIGNING = re.compile(
    r"\b(?:witness(?:ed)?|presided over|oversaw|attended) (?:at )?(?:the )?(?:signing|exchange)\b|\b(?:ceremony|signing)\b[^.;:]{0,60}\bwitnessed by\b"
)
_JOINED = re.compile(r"(?:was|were|been) (?:also )?(?:later )?joined by\b")
_FULL = re.compile(
    r"\b(?:delegation[- ]level|extended|expanded|enlarged|plenary|full) (?:format|talks|meeting|session|composition)\b|\b(?:at|in|during) (?:the|their) (?:[\w-]+ )?(?:meeting|talks|discussions|session)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is on a list of those present.

    Attributes:
        start: First token of its sentence; `end` the one after its last.
        token: Of the cue.
        people: Keys, in text order.
        leader: Whom they accompany, if it says so.
        saw_signing: They looked on while others signed.
        stop: Token behind the cue.
        hosts: Whom they joined, where these are named too: "A and B were joined by C".
        event: What they were at, if it has such a word: "the summit", "the conference".
        of_all: They were at several meetings: "were present at the meetings".
    """

    start: int
    end: int
    token: int
    people: tuple[str, ...]
    leader: str | None = None
    saw_signing: bool = False
    stop: int = 0
    hosts: tuple[str, ...] = ()
    event: str | None = None
    of_all: bool = False


_EVENT = re.compile(
    r"\b(?:the|their|its|this|an?) (?:[\w-]+ ){0,2}?(summit|conference|forum)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\bthe (?:above |two |three |various )?(?:[\w-]+ )?(?:meetings|activities|events|engagements)\b")
NEAR = 6  # tokens behind a cue


def find_rolls(doc: Doc, annotations: Annotations, index: dict[int, Mention]) -> list[Roll]:
    """Return the rolls of a document, one a sentence and leader, in text order."""
    rolls: list[Roll] = []
    for sent in doc.sents:
        named = [
            m
            for m in annotations.mentions
            if sent.start <= m.start < sent.end
            and m.kind in {MentionKind.PERSON, MentionKind.OFFICE}
            and len(m.people) == 1
            and not m.is_possessive
            and not is_represented(doc, m)
        ]
        named.sort(key=lambda m: (m.start, m.end))
        here: dict[str | None, Roll] = {}
        goes_on = bool(rolls) and rolls[-1].end == sent.start
        for cue, run, leader in cues_of(doc, sent, named, index, goes_on=goes_on):
            token = _verb_of(cue)
            if cue.start in annotations.in_quotes or not run or is_where_else(cue):
                continue
            standing = standing_of(doc, token, *clause_bounds(doc, token.i))
            if standing is None or STANDING[standing.status] != "held":
                continue
            told = here.get(leader)
            people = dict.fromkeys(
                [*(told.people if told else ()), *_beside(doc, named, cue), *(m.people[0] for m in run)]
            )
            at = told.token if told else cue.start
            hosts = _hosts(doc, named, cue) or (told.hosts if told else ())
            near = doc[max(sent.start, cue.start - 3) : min(sent.end, cue.end + NEAR)].text
            events = _EVENT.findall(near)
            here[leader] = Roll(
                sent.start,
                sent.end,
                at,
                tuple(people),
                leader,
                stop=cue.end,
                hosts=hosts,
                event=events[-1].lower() if events else None,
                of_all=_ALL.search(near) is not None,
            )
        witnesses = _witnesses(doc, annotations, sent)
        if witnesses:
            here = {None: Roll(sent.start, sent.end, sent.start, tuple(witnesses), saw_signing=True)}
        rolls.extend(here.values())
    return rolls


_BESIDE = re.compile(
    r"\b(?:with|beside|alongside|facing|opposite|next to|across from)(?: (?!(?:or|in|at|to|on|from|of)\b)[\w’'.-]+){0,6}$"
)


def _beside(doc: Doc, named: list[Mention], cue: Span) -> list[str]:
    """Return who is named in a cue as one whom the others were with: "At the table with Kay and Roe were A and B"."""
    return [
        m.people[0] for m in named if cue.start < m.start < cue.end and _BESIDE.search(doc[cue.start : m.start].text)
    ]


def _hosts(doc: Doc, named: list[Mention], cue: Span) -> tuple[str, ...]:
    """Return both who were joined by others: "In Lima A and B were joined by Presidents C and D"."""
    if not _JOINED.match(cue.text):
        return ()
    hosts = keys_of(list_before(doc, named, cue.start))
    return tuple(hosts) if len(hosts) > 1 else ()


def _witnesses(doc: Doc, annotations: Annotations, sent: Span) -> list[str]:
    """Return who looked on while others signed: "the two leaders witnessed the signing of", "was witnessed by A and B"."""
    match = _SAW_SIGNING.search(sent.text)
    if match is None:
        return []
    cue = span_of(sent, match.start(), match.end())
    by_name = [
        m for m in annotations.mentions if m.kind in {MentionKind.PERSON, MentionKind.OFFICE} and len(m.people) == 1
    ]
    if cue[-1].lower_ == "by":
        return keys_of(list_behind(doc, by_name, cue.end, sent.end))
    before = [m for m in annotations.mentions if sent.start <= m.start and m.end <= cue.start]
    group = next((m for m in reversed(before) if len(m.people) > 1), None)
    if group is not None:
        return list(group.people)
    by_pronoun = [m for m in before if m.kind is MentionKind.PRONOUN and len(m.people) == 1]
    named = [m for m in [*by_name, *by_pronoun] if sent.start <= m.start and not m.is_possessive]
    return keys_of(list_before(doc, sorted(named, key=lambda m: (m.start, m.end)), cue.start))


def _verb_of(cue: Span) -> Token:
    """Return the verb of a cue, else its last word."""
    return next((t for t in reversed(cue) if t.pos_ in {"VERB", "AUX"}), cue[-1])


def put_rolls(doc: Doc, annotations: Annotations, rolls: list[Roll], single: list[Encounter]) -> None:
    """Put those on a roll into the meeting its sentence tells of, else add them as an anaphor of one told of before.

    What the sentence seems to tell of them alone ("The summit was attended by A and B") is taken out, unless no other
    meeting has been told of by then.
    """
    waiting: Roll | None = None  # "Egypt was represented by A. Chad sent B.": of one state each
    for each in rolls:
        roll = each
        if roll.saw_signing:
            _put_witnesses(doc, annotations, roll, single)
            continue
        if waiting is not None and waiting.end == roll.start and roll.leader is None:
            roll = replace(roll, people=tuple(dict.fromkeys((*waiting.people, *roll.people))))
        waiting = None
        people = (*roll.hosts, *roll.people) if roll.leader is None else (roll.leader, *roll.people)
        here = [
            e
            for e in single
            if len(e.people) > 1 and e.sources[0].start == roll.start and e.kind in {Kind.MEETING, Kind.CONFERENCE}
        ]
        alone = [
            e
            for e in here
            if not e.is_anaphor and (set(e.people) <= set(people) or roll.token <= e.sources[0].token < roll.stop)
        ]
        others = [e for e in here if not any(e is each for each in alone)]
        by_rule = [e for e in others if not e.sources[0].rule.startswith("learned")]
        if len(by_rule) == 1:
            # what the relation model sees of the same table
            everybody = {*by_rule[0].people, *people}
            alone += [e for e in others if e is not by_rule[0] and set(e.people) <= everybody]
            others = [e for e in others if not any(e is each for each in alone)]
        if len({frozenset(e.people) for e in others}) == 1:
            # "held talks, then met over lunch, where C and D were also seated": told last
            others = [max(others, key=lambda e: (e.sources[0].token < roll.token, e.sources[0].token))]
        if len(others) == 1:
            others[0].people += [key for key in people if key not in others[0].people]
            single[:] = [e for e in single if not any(e is each for each in alone)]
        elif others:
            continue
        elif roll.hosts and not _have_met(roll.hosts, [e for e in single if not any(e is each for each in alone)]):
            together = next((e for e in alone if set(roll.hosts) <= set(e.people)), None)
            if together is None:
                single[:] = [e for e in single if not any(e is each for each in alone)]
                single.append(_of_its_own(doc, annotations, roll))
        elif any(_may_be_meant(doc, annotations, e, roll, single) for e in single):
            single[:] = [e for e in single if not any(e is each for each in alone)]
            single.append(_encounter(roll, people))
        elif roll.leader is not None:
            single[:] = [e for e in single if not any(e is each for each in alone)]
        elif alone:
            alone[0].people += [key for key in people if key not in alone[0].people]
        elif len(annotations.states_of(people)) > 1:
            single.append(_of_its_own(doc, annotations, roll))
        else:
            waiting = roll


def _have_met(hosts: tuple[str, ...], encounters: list[Encounter]) -> bool:
    """Tell whether a meeting of all hosts is told of, which others may have joined."""
    return any(e.kind is not Kind.VISIT and set(hosts) <= set(e.people) for e in encounters)


def _put_witnesses(doc: Doc, annotations: Annotations, roll: Roll, single: list[Encounter]) -> None:
    """Put who saw a signing with those who signed by the sentences around: that is no meeting of the witnesses alone.

    Where nobody is said to have signed, leaders of two states who looked on together met, unless their meeting is told already.
    """
    first = doc[max(0, roll.start - 1)].sent.start
    last = doc[min(len(doc) - 1, doc[min(len(doc) - 1, roll.end)].sent.end)].sent.start
    signed = [
        e
        for e in single
        if e.status is Status.HELD
        and len(e.people) > 1
        and first <= e.sources[0].start <= last
        and doc[e.sources[0].token].lemma_ in {"sign", "initial"}
        and not set(e.people) & set(roll.people)
    ]
    if signed:
        single[:] = [e for e in single if not (e.sources[0].start == roll.start and set(e.people) == set(roll.people))]
    is_told = any(e.kind is not Kind.VISIT and len(set(e.people) & set(roll.people)) > 1 for e in single)
    if not signed and not is_told and len(annotations.states_of(roll.people)) > 1:
        single.append(_of_its_own(doc, annotations, roll))
    for encounter in signed:
        encounter.people += roll.people
        encounter.sources.append(Source(roll.start, roll.end, SIGNING, roll.token))


def _may_be_meant(
    doc: Doc, annotations: Annotations, encounter: Encounter, roll: Roll, encounters: list[Encounter]
) -> bool:
    """Tell whether a meeting told of before a roll is one that people may have been at.

    Who accompanies a traveller was at a meeting of his only where it follows at once, and one of delegations.
    """
    source = encounter.sources[0]
    if encounter.kind not in {Kind.MEETING, Kind.CONFERENCE} or encounter.status is not Status.HELD:
        return False
    if source.start >= roll.start or (len(encounter.people) < 2 and len(sides_of(annotations, encounter)) < 2):
        return False
    if roll.leader is None:
        return True
    before = doc[max(0, doc[max(0, roll.start - 1)].sent.start - 1)].sent
    travels = doc[roll.token].lower_ == "is" or any(
        e.kind is Kind.VISIT and roll.leader in e.people for e in encounters
    )
    is_full = _FULL.search(doc[before.start : roll.end].text) is not None
    return roll.leader in encounter.people and (is_full if travels else source.start >= before.start)


def _encounter(roll: Roll, people: tuple[str, ...]) -> Encounter:
    encounter = Encounter(Kind.MEETING, Status.HELD, list(people), is_anaphor=True)
    rule = "attendance" if roll.leader is None else "attendance:with"
    if roll.of_all and roll.leader is None:
        rule = OF_ALL
    encounter.conference = roll.event
    encounter.sources = [Source(roll.start, roll.end, rule, roll.token)]
    encounter.statuses = [(Status.HELD, roll.token)]
    return encounter


def _of_its_own(doc: Doc, annotations: Annotations, roll: Roll) -> Encounter:
    """Return the meeting that only a roll tells of: "The summit opened on Monday. Around the table were …"."""
    encounter = _encounter(roll, (*roll.hosts, *roll.people))
    encounter.is_anaphor, encounter.conference = False, None
    trigger = Trigger(roll.token, roll.token + 1, Frame("attend", "VERB", "attendance", Kind.MEETING))
    add_time(doc, annotations, encounter, trigger, roll.start, roll.end)
    add_place(doc, annotations, encounter, trigger, roll.start, roll.end)
    return encounter
