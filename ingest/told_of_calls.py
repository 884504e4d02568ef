"""What is told of a call by words that may be of a meeting too: how it went, and whom one of the two told of it.

"telephoned Y on Saturday. The two leaders talked for an hour"      the same call
"held a video conference. Then the two exchanged views on …"        the same call
"spoke to Y by video and then briefed the leaders of …"             another call
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.encounter import Encounter, dates_clash

_TALKS = frozenset({"speak", "talk", "exchange", "chat", "discuss", "converse", "word"})
_TELLS = frozenset({"brief", "inform", "update", "consult", "debrief"})
_NEXT = re.compile(r"\b(?:then|afterwards?|later|subsequently|after the call|following the call)\b", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(?:in person|face[- ]to[- ]face|met|meeting|hosted|received|dinner|lunch)\b", re.IGNORECASE)
_READOUT = re.compile(
    r"\b(?:readout|read-out|transcript|summary|account) of (?:the|their|that|a) (?:phone |telephone )?(?:call|phone conversation)\b"
)
REACH = 2  # sentences from a call to what is told of it


def put_as_calls(doc: Doc, single: list[Encounter]) -> None:
    """Make calls of what sentences close behind a call tell of the same people without a word of where."""
    starts = {sent.start: i for i, sent in enumerate(doc.sents)}
    calls = [e for e in single if e.kind is Kind.CALL and len(e.people) > 1]
    for encounter in single:
        source = encounter.sources[0]
        lemma = source.rule.rpartition(":")[2]
        if encounter.kind is not Kind.MEETING or encounter.status is not Status.HELD or lemma not in _TALKS | _TELLS:
            continue
        if "city" in encounter.given or _IN_PERSON.search(doc[source.start : source.end].text):
            continue
        if lemma in _TALKS and _READOUT.search(doc[source.start : source.end].text):
            _put_as_call(encounter)
            continue
        for call in calls:
            told = call.sources[0]
            away = starts.get(source.start, 0) - starts.get(told.start, 0)
            if not 0 <= away <= REACH or told.token >= source.token or dates_clash(call, encounter):
                continue
            if _is_of_call(doc, call, encounter, lemma):
                _put_as_call(encounter)
                break


def _put_as_call(encounter: Encounter) -> None:
    encounter.kind = Kind.CALL
    encounter.city = encounter.country = encounter.venue = None


def _is_of_call(doc: Doc, call: Encounter, encounter: Encounter, lemma: str) -> bool:
    if lemma in _TALKS:
        return set(encounter.people) == set(call.people)
    source = encounter.sources[0]
    return encounter.people[0] in call.people and _NEXT.search(doc[source.start : source.end].text) is not None
