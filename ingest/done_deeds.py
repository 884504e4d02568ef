"""Tells of a meeting that it took place, whatever had been wished, planned or put off before.

"their long-sought meeting took place on Friday"
"met in Oslo for a session postponed from May", "held a summit that had been put off twice"
"the visit, put off in May, began on Friday"
"cancelled his news conference but still met X"
"""

from __future__ import annotations

from spacy.tokens import Token

from ingest.syntax import OBJECT, PASSIVE_SUBJECT, SUBJECT

_TOOK_PLACE = frozenset("take happen occur begin start open end conclude".split())
_HELD = frozenset("hold have open begin start conclude end finish".split())
_UNSURE = frozenset("if whether unless until".split())
_HELPS = frozenset({"has", "have", "was", "were", "had", "did"})
_SHOOK = "shook"  # hands: often taken for a noun
# Verbs that tell of no more than a wish, or that it came to nothing.
_ONLY_BIDS = frozenset(
    "invite expect ask bid call summon plan propose offer suggest seek want hope agree announce decline refuse reject rebuff snub spurn turn "
    "cancel scrap postpone delay put withdraw".split()
)


def took_place(trigger: Token) -> bool:
    """Tell whether a verb with a past of its own says that a meeting came about: that of the meeting, or that of its noun."""
    if trigger.pos_ == "VERB" or trigger.lower_ == _SHOOK:
        return (
            (trigger.tag_ == "VBD" or trigger.lower_ == _SHOOK)
            and trigger.lemma_.lower() not in _ONLY_BIDS
            and _is_told_for_sure(trigger)
            and any(t.dep_ in SUBJECT for t in (trigger.head if trigger.dep_ == "conj" else trigger).children)
        )
    verb, lemma = trigger.head, trigger.head.lemma_.lower()
    if verb.pos_ != "VERB" or any(t.lower_ == "no" for t in trigger.children) or not _is_told_for_sure(verb):
        return False
    case = next((t.lower_ for t in trigger.children if t.dep_ == "case"), None)
    if case is not None:  # "had her for breakfast"
        return case in {"for", "to"} and trigger.dep_ == "obl" and lemma in {"have", "take"} and verb.tag_ == "VBD"
    if trigger.dep_ in PASSIVE_SUBJECT:
        return lemma == "hold" and _is_past(verb)
    if trigger.dep_ in SUBJECT:
        is_it = lemma in _TOOK_PLACE and (lemma != "take" or any(t.lower_ == "place" for t in verb.children))
        return is_it and _is_past(verb)
    return trigger.dep_ in OBJECT and lemma in _HELD and verb.tag_ == "VBD"


def _is_past(verb: Token) -> bool:
    helps = {t.lower_ for t in verb.children if t.dep_.startswith("aux")}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helps) and helps <= _HELPS | {"been", "being"})


def _is_told_for_sure(verb: Token) -> bool:
    """Tell whether a verb is neither denied nor under a condition."""
    return not any(
        t.dep_ == "neg" or t.lower_ in _UNSURE or t.lower_ in {"not", "n't", "n’t", "never", "nearly", "almost"}
        for t in verb.children
    )
