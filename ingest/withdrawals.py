"""Tells that somebody draws back from a meeting, where the verb that says so stands away from the meeting's word.

"pulled out of talks with X", "withdrew his invitation to X"       cancelled
"decided not to attend a dinner where he was due to meet X"         cancelled
"refused, on the sidelines of the assembly, to hold talks with X"   declined
"will not come to Oslo for talks with X"                            none
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from graph.model import Status
from ingest.syntax import FINITE, NOT, OBJECT, gone_for

_PULLED_OUT = re.compile(
    r"\b(?:pull(?:ed|s|ing)? out|back(?:ed|s|ing)? out|drop(?:ped|s|ping)? out|bow(?:ed|s|ing)? out|withdr(?:ew|aws|awn|awing|aw)) (?:of|from) "
    r"(?:(?:an?|the|his|her|their|its|planned|scheduled|bilateral|direct|joint|further|(?!peace\b)[\w’'-]+) ){0,4}$",
    re.IGNORECASE,
)
# "decided not to attend a dinner in Oslo where he was due to meet X"
_WAS_TO_BE_THERE = re.compile(
    r"\b(?:decided (?:not to|against)|(?:will|would) not (?:attend|come|go|travel|be|take part|make)|pulled out of|withdrew from|skipped|is skipping|"
    r"cancell?ed|called off) [^;:]*\b(?:where|at which|during which) (?:he|she|they|the [\w-]+(?: [\w-]+)?) (?:was|were|had been) (?:also )?(?:set|due|to|expected|scheduled|supposed) "
    r"(?:to )?(?:have )?(?:[a-z]+ ){0,4}$",
    re.IGNORECASE,
)
_REFUSES = frozenset({"refuse", "decline"})
_HOLDS = frozenset("hold have attend grant give take accept".split())
_GOES = frozenset("come go travel fly journey return be".split())


def withdrawn(trigger: Token) -> Status | None:
    """Return how a meeting stands from which somebody draws back: cancelled or declined; None where nobody does.

    Args:
        trigger: The verb or noun of meeting.
    """
    doc, sent = trigger.doc, trigger.sent
    if trigger.pos_ == "NOUN" and _PULLED_OUT.search(doc[sent.start : trigger.i].text + " "):
        return Status.CANCELLED
    if _WAS_TO_BE_THERE.search(doc[sent.start : trigger.i].text + " "):
        return Status.CANCELLED
    verb = trigger.head if trigger.dep_ in OBJECT and trigger.head.lemma_.lower() in _HOLDS else trigger
    refusal = verb.head
    if (
        verb.dep_ in {"xcomp", "advcl"}
        and verb.tag_ == "VB"
        and refusal.lemma_.lower() in _REFUSES
        and refusal.i < verb.i
    ):
        return None if _is_negated(refusal) else Status.DECLINED
    return None


def is_stayed_away_from(noun: Token) -> bool:
    """Tell whether a noun of meeting is what somebody does not travel for: "will not come to Oslo for talks with X"."""
    verb = gone_for(noun)
    return verb is not None and verb.lemma_.lower() in _GOES and _is_negated(verb)


def _is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied, and no other verb with a tense stands between its "not" and it."""
    return any(
        t.lower_ in NOT and t.i < verb.i and not any(u.tag_ in FINITE for u in verb.doc[t.i + 1 : verb.i])
        for t in verb.children
    )
