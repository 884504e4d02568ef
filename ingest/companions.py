"""Who travelled along: "is accompanied by Foreign Minister Kouchner", "leads a delegation that includes Wu and Koo".

Companions are told of apart from the journey. They belong to every visit of whoever they go with that the sentence may mean: those
of the same day and place, or all that are held if it gives neither.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import mention_index
from ingest.attendance import lists_of
from ingest.encounter import Encounter, Source, dates_clash, is_long_past, is_outside
from ingest.syntax import subjects

# Behind whom these words stand, those follow who go with him.
_WITH = re.compile(
    r"\b(?:accompanied (?:on (?:the|his|her) (?:trip|visit|tour|journey) )?by|(?:delegation|entourage|party|team) (?:(?:that|which) )?(?:also )?"
    r"(?:includes?|included|including|comprises?|comprising|comprised)|travell?ing with (?:him|her) (?:is|are|was|were)|(?:on|in) (?:his|her|the) "
    r"(?:delegation|entourage) (?:is|are|was|were))\b"
)
# Before whom these words stand, he goes with somebody.
_GOES_WITH = re.compile(
    r"^,? ?(?:who |which )?(?:(?:is|are|was|were|has been|have been|had been) )?(?:also )?(?:accompanied|accompanying|accompanies)\b(?! by)"
)
_AT_TALKS = re.compile(r"\b(?:talks|meeting|session|summit|flanked)\b")
FARTHEST = 8  # tokens from the words to the first companion
MOST = 5  # longer lists are of guests and reporters


def add_companions(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Put those who travelled along into the visits of whoever they went with; visits of their own that say the same are dropped.

    Returns:
        The encounters without such visits.
    """
    if not any(encounter.kind is Kind.VISIT for encounter in encounters):
        return encounters
    index = mention_index(doc)
    for sent in doc.sents:
        for leaders, company, at in _parties(doc, annotations, sent, index):
            for visit in _visits_meant(annotations, encounters, leaders, sent):
                added = [key for key in company if key not in visit.people]
                if added:
                    visit.people += added
                    visit.sources.append(Source(sent.start, sent.end, "attendance:companion", at))
    return [each for each in encounters if not _is_contained(each, encounters)]


def _parties(
    doc: Doc, annotations: Annotations, sent: Span, index: dict[int, Mention]
) -> list[tuple[tuple[str, ...], list[str], int]]:
    """Return who travels with whom by a sentence: the leader, the companions, and where it is said."""
    found: list[tuple[tuple[str, ...], list[str], int]] = []
    for match in _WITH.finditer(sent.text):
        words = doc.char_span(sent.start_char + match.start(), sent.start_char + match.end(), alignment_mode="expand")
        if words is None or _AT_TALKS.search(doc[max(sent.start, words.start - 5) : words.start].text):
            continue
        company = _list_behind(doc, annotations, words.end, sent.end)
        leader = leader_of(words[0], company, index)
        if leader is not None and company:
            found.append((leader.people, company, words.start))
    for mention in annotations.mentions:
        if mention.kind is not MentionKind.PERSON or not sent.start <= mention.start < sent.end:
            continue
        goes = _GOES_WITH.match(doc[mention.end : min(sent.end, mention.end + 6)].text)
        if goes is None or len(mention.people) != 1:
            continue
        end = doc.char_span(doc[mention.end].idx, doc[mention.end].idx + goes.end(), alignment_mode="expand")
        behind = index.get(end.end) if end is not None else None
        if (
            behind is not None
            and len(behind.people) == 1
            and behind.people != mention.people
            and not behind.is_possessive
        ):
            found.append((behind.people, list(mention.people), mention.start))
    return found


def _list_behind(doc: Doc, annotations: Annotations, start: int, end: int) -> list[str]:
    """Return the people of the list that starts within a few tokens, none if it is longer than a delegation's."""
    named = [
        m
        for m in annotations.mentions
        if start <= m.start < end and m.kind is MentionKind.PERSON and len(m.people) == 1
    ]
    if not named or named[0].start - start > FARTHEST or any(t.pos_ == "VERB" for t in doc[start : named[0].start]):
        return []
    keys = list(dict.fromkeys(mention.people[0] for mention in lists_of(doc, named)[0]))
    return keys if len(keys) <= MOST else []


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
    annotations: Annotations, encounters: list[Encounter], leaders: tuple[str, ...], sent: Span
) -> list[Encounter]:
    """Return the visits of somebody that a sentence may be about: not long past, of its day if it has one, of a standing."""
    mine = [
        e for e in encounters if e.kind is Kind.VISIT and set(leaders) <= set(e.people) and STANDING[e.status] != "off"
    ]
    told = [e for e in mine if any(source.start == sent.start for source in e.sources)]
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
