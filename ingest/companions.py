"""Who travelled along: "is accompanied by Foreign Minister Kouchner", "leads a delegation that includes Wu and Koo".

Companions are told of apart from the journey. They belong to every visit of whoever they go with that the sentence may mean: those
of the same day and place, or all that are held if it gives neither.
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import mention_index
from ingest.attendance import is_of_party
from ingest.control import subjects
from ingest.encounter import Encounter, Source, dates_clash, is_long_past, is_outside
from ingest.listings import keys_of, list_before, list_behind
from ingest.nearby import span_of
from ingest.stays import POSTED

_PARTIES = ("delegation", "entourage", "party", "team")
_PARTY = rf"(?:{'|'.join(_PARTIES)})"
# Behind these words stands who goes with somebody, who is named in them or before.
_WITH = re.compile(
    rf"\b(?:accompanied (?:on (?:[\w’']+ ){{1,4}}|throughout )?by|ha[sd] with (?:him|her)|{_PARTY} (?:(?:that|which) )?(?:also )?"
    r"(?:includes?|included|including|comprises?|comprising|comprised)|delegation [^.;]{3,90}? and comprising|(?:travell?ing|with) (?:with )?(?:him|her)(?: on (?:the|this) \w+)? (?:is|are|was|were)|"
    rf"(?:on|in) (?:his|her|the) {_PARTY} (?:is|are|was|were)|members of (?:his|her|the) (?:[\w-]+ )?{_PARTY} (?:are|were|include[ds]?))\b"
    # "had in her entourage A and B"
    rf"|\b(?:has|have|had|brought) (?:with (?:him|her) )?(?:in|on|as part of) (?:his|her|the) {_PARTY}\b"
    # "Accompanying the Lao leader were", "On the President's entourage were"
    rf"|^\W*(?:also )?(?:accompanying|travell?ing with|(?:on|in) (?=[^.;,]*['’]s? {_PARTY}))[^.;,]{{2,60}}? (?:is|are|was|were)\b",
    re.IGNORECASE,
)
# Before these words does.
_ALONG = re.compile(
    r",? ?(?:who |which )?(?:\b(?:is|are|was|were|has been|have been|had been) )?(?:also )?\b(?:accompanied|accompanying|accompanies|accompany)\b(?! by)"
    rf"|\b(?:is|are|was|were) (?:also )?(?:on|in|part of|among|members? of) (?:the|his|her) (?:[\w-]+ ){{0,3}}(?:of (?:the|his|her) (?:[\w-]+ )?)?{_PARTY}\b"
    rf"|\b(?:travels?|travell?ed|(?:is|are|was|were) travell?ing|flew|came) with(?: the(?: {_PARTY})?)?\b"
)
_TRAVELS = frozenset("arrive fly travel come land leave depart return".split())
_AT_TALKS = re.compile(r"\b(?:talks|meeting|session|summit|flanked)\b")
MOST = 8  # longer lists are of guests and reporters


def add_companions(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Put those who travelled along into the visits of whoever they went with; visits of their own that say the same are dropped.

    Returns:
        The encounters without such visits.
    """
    if not any(encounter.kind is Kind.VISIT for encounter in encounters):
        return encounters
    index = mention_index(doc)
    apart: list[Encounter] = []
    for sent in doc.sents:
        for leaders, company, at in _parties(doc, annotations, encounters, sent, index):
            is_now = any(t.lower_ in {"is", "are"} for t in doc[max(sent.start, at - 2) : at + 2])
            visits = _visits_meant(annotations, encounters, leaders, sent, is_now=is_now)
            if visits:
                apart += [e for e in encounters if is_of_party(e, {*leaders, *company}, sent)]
            for visit in visits:
                added = [key for key in company if key not in visit.people]
                if added:
                    visit.people += added
                    visit.sources.append(Source(sent.start, sent.end, "attendance:companion", at))
    add_delegates(annotations, encounters)
    kept = [each for each in encounters if not any(each is other for other in apart)]
    return [each for each in kept if not _is_contained(each, kept)]


def add_delegates(annotations: Annotations, encounters: list[Encounter]) -> None:
    """Put colleagues who sat beside a visitor at talks with the hosts, in the state visited, into the visit: they are there.

    So are ministers who met hosts by themselves on the days of a visit by their head of state or government.
    """
    visits = [e for e in encounters if e.kind is Kind.VISIT and STANDING[e.status] == "held" and e.country]
    talks = [e for e in encounters if e.kind is not Kind.VISIT and STANDING[e.status] == "held" and e.country]
    now = [visit for visit in visits if not is_long_past(visit, annotations)]
    of_their_own = {(key, visit.country) for visit in now for key in visit.people}
    for visit in visits:
        homes = annotations.states_of(visit.people)
        for meeting in talks if len(homes) == 1 else ():
            if meeting.country != visit.country:
                continue
            if not set(meeting.people) & set(visit.people) and not _is_own_round(annotations, visit, meeting):
                continue
            hosted = any(annotations.people[key].country == visit.country for key in meeting.people)
            if not hosted or dates_clash(visit, meeting, STAY):
                continue
            there = [
                key for key in meeting.people if (key, visit.country) not in of_their_own and key not in visit.people
            ]
            added = [key for key in there if _is_delegate(annotations, key, homes)]
            if added:
                source = meeting.sources[0]
                visit.people += added
                visit.sources.append(Source(source.start, source.end, "attendance:delegate", source.token))


def _is_own_round(annotations: Annotations, visit: Encounter, meeting: Encounter) -> bool:
    """Tell whether ministers meet on the days of a visit by a head of state or government: "The foreign ministers met separately"."""
    is_of_head = any(annotations.posts_of(key) & HEADS for key in visit.people)
    if not is_of_head or meeting.kind is not Kind.MEETING or len(meeting.people) > MOST_AT_ROUND:
        return False
    if is_long_past(meeting, annotations) or is_long_past(visit, annotations):
        return False
    are_dated = visit.date is not None and meeting.date is not None
    return (
        are_dated and not str(meeting.date) < str(visit.date) and all(annotations.posts_of(k) for k in meeting.people)
    )


HEADS = frozenset({"head-of-state", "head-of-government"})
MOST_AT_ROUND = 4
_BESIDE = frozenset({"with", "the"})  # "travelled with the chancellor"
STAY = dt.timedelta(days=3)  # that talks may be after the first day of a visit


def _is_delegate(annotations: Annotations, key: str, homes: set[str]) -> bool:
    """Tell whether an official serves the visitor's state and does not live where he represents it."""
    person = annotations.people[key]
    return person.is_official and person.country in homes and not annotations.posts_of(key) & POSTED


def _parties(
    doc: Doc, annotations: Annotations, encounters: list[Encounter], sent: Span, index: dict[int, Mention]
) -> list[tuple[tuple[str, ...], list[str], int]]:
    """Return who travels with whom by a sentence: the leader, the companions, and where it is said."""
    found: list[tuple[tuple[str, ...], list[str], int]] = []
    named = [
        m
        for m in annotations.mentions
        if sent.start <= m.start < sent.end and m.kind is MentionKind.PERSON and len(m.people) == 1
    ]
    for match in _WITH.finditer(sent.text):
        words = span_of(sent, match.start(), match.end())
        if _AT_TALKS.search(doc[max(sent.start, words.start - 5) : words.start].text):
            continue
        company = keys_of(list_behind(doc, named, words.end, sent.end))
        inside = [m for m in annotations.mentions if words.start <= m.start < words.end and len(m.people) == 1]
        leader = inside[-1] if inside else leader_of(words[0], company, index)
        if leader is not None and leader.people[0] not in company:
            found.append((leader.people, company, words.start))
        elif leader is None:
            found += [((key,), company, words.start) for key in _sole_traveller(annotations, encounters, company)]
    for match in _ALONG.finditer(sent.text):
        words = span_of(sent, match.start(), match.end())
        company, behind = keys_of(list_before(doc, named, words.start)), index.get(words.end)
        if words[-1].lower_ in _PARTIES:
            found += [((key,), company, words.start) for key in _sole_traveller(annotations, encounters, company)]
        elif behind is not None and len(behind.people) == 1 and not behind.is_possessive:
            company = [key for key in company if key != behind.people[0]]
            if words[-1].lower_ not in _BESIDE or _are_of_one_state(annotations, behind.people[0], company):
                found.append((behind.people, company, words.start))
    found += _came_with(doc, annotations, sent, named, index)
    return [party for party in found if 0 < len(party[1]) <= MOST]


def _sole_traveller(annotations: Annotations, encounters: list[Encounter], company: list[str]) -> list[str]:
    """Return who alone of a delegation's state is on a visit: whose delegation it is."""
    states = annotations.states_of(company)
    travellers = {
        key
        for e in encounters
        for key in e.people
        if e.kind is Kind.VISIT
        and STANDING[e.status] != "off"
        and (not states or annotations.people[key].country in states)
        and key not in company
    }
    return list(travellers) if len(travellers) == 1 and len(states) < 2 else []


def _came_with(
    doc: Doc, annotations: Annotations, sent: Span, named: list[Mention], index: dict[int, Mention]
) -> list[tuple[tuple[str, ...], list[str], int]]:
    """Return who arrived with whom, all of one state: "flew in on Monday with Foreign Secretary A and B"."""
    found: list[tuple[tuple[str, ...], list[str], int]] = []
    for verb in sent:
        if verb.lemma_.lower() not in _TRAVELS or verb.pos_ != "VERB":
            continue
        at = next((t for t in doc[verb.i + 1 : min(sent.end, verb.i + 14)] if t.lower_ == "with"), None)
        if at is None or any(t.pos_ in {"VERB", "AUX"} or t.text in {";", "“"} for t in doc[verb.i + 1 : at.i]):
            continue
        company = keys_of(list_behind(doc, named, at.i + 1, sent.end))
        leader = leader_of(verb, company, index)
        if leader is None:
            continue
        if _are_of_one_state(annotations, leader.people[0], company):
            found.append((leader.people, company, verb.i))
    return found


def _are_of_one_state(annotations: Annotations, leader: str, company: list[str]) -> bool:
    """Tell whether those who come with somebody may all serve the state that he serves."""
    home = annotations.people[leader].country
    return home is not None and all(annotations.people[key].country in {home, None} for key in company)


def leader_of(word: Token, company: list[str], index: dict[int, Mention]) -> Mention | None:
    """Return who is accompanied or leads: the subject, else the last person named before in the sentence."""
    verb = word
    for _ in range(4):
        for subject in subjects(verb):
            mention = index.get(subject.i)
            if mention is not None and len(mention.people) == 1 and mention.people[0] not in company:
                return mention
        if verb.head == verb:
            break
        verb = verb.head
    for i in range(word.i - 1, word.sent.start - 1, -1):
        mention = index.get(i)
        if (
            mention is not None
            and len(mention.people) == 1
            and not mention.is_possessive
            and mention.people[0] not in company
        ):
            return mention
    return None


def _visits_meant(
    annotations: Annotations, encounters: list[Encounter], leaders: tuple[str, ...], sent: Span, *, is_now: bool
) -> list[Encounter]:
    """Return the visits of somebody that a sentence may be about: not long past, of its day if it has one, of a standing.

    "The king, who is accompanied by Kay, had last been here in 2019" is of the visit now.
    """
    mine = [
        e for e in encounters if e.kind is Kind.VISIT and set(leaders) <= set(e.people) and STANDING[e.status] != "off"
    ]
    told = [e for e in mine if any(source.start == sent.start for source in e.sources)]
    if is_now and told and all(is_long_past(e, annotations) for e in told):
        return [e for e in mine if STANDING[e.status] == "held" and not is_long_past(e, annotations)]
    if told:
        return told
    times = [t for t in annotations.times if sent.start <= t.start < sent.end and t.kind == "day"]
    held = [e for e in mine if STANDING[e.status] == "held" and not is_long_past(e, annotations)]
    return [e for e in held or mine[:1] if not (times and all(is_outside(time, e) for time in times))]


def _is_contained(small: Encounter, encounters: list[Encounter]) -> bool:
    """Tell whether a visit of one companion is told of again in that of all."""
    return small.kind is Kind.VISIT and any(
        large is not small
        and large.kind is Kind.VISIT
        and any(source.rule == "attendance:companion" for source in large.sources)
        and set(small.people) < set(large.people)
        and small.country == large.country
        and STANDING[small.status] == STANDING[large.status]
        and not dates_clash(small, large)
        for large in encounters
    )
