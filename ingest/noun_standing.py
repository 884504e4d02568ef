"""How a meeting named by a noun stands, by the verb that the noun is subject, object or adverbial of.

"is considering a trip", "are working on a meeting", "talks are under discussion"     proposed
"agreed to a meeting", "a visit has been announced", "has a meeting scheduled with"   planned
"a planned meeting did not go ahead", "a meeting foreseen for noon was not held"        cancelled
"ruled out a meeting", "a visit was not mentioned"                                    none at all
"the trip is intended to follow a meeting in Bali"                                    held
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Status
from ingest.syntax import NOT, PASSIVE_SUBJECT, SUBJECT
from ingest.tenses import comes_before


@dataclass(frozen=True, slots=True)
class NounStanding:
    """How a meeting stands, None where it is said that there is none, and the word it was read from."""

    status: Status | None
    cue: str


# Verbs whose object or passive subject is only thought of.
_THOUGHT_OF = frozenset(
    "consider contemplate mull weigh discuss suggest moot float propose want seek request demand desire explore favour favor ponder envisage "
    "urge offer study broach raise mention".split()
)
_ARRANGED = frozenset(
    "plan schedule announce arrange prepare organise organize confirm expect fix set promise agree slate foresee".split()
)
_TRIED = frozenset("try work hope seek want attempt offer help struggle".split())  # "trying to arrange a meeting"
# Verb and preposition behind which a meeting is only hoped for.
_HOPED_FOR = {
    "on": frozenset("work insist".split()),
    "towards": frozenset("work".split()),
    "toward": frozenset("work".split()),
    "for": frozenset("call press push hope ask appeal wait plead lobby petition angle clamour aim".split()),
    "about": frozenset("talk think".split()),
    "of": frozenset("think dream".split()),
    "at": frozenset("aim".split()),
}
_OFF = {("put", "off"): Status.POSTPONED, ("push", "back"): Status.POSTPONED, ("call", "off"): Status.CANCELLED}
_TIMETABLES = frozenset("schedule plan programme program calendar mechanism".split())
_LEAVING = frozenset("leave depart embark".split())
_MAKES = frozenset("make pay hold have".split())
_LETTING_IN = frozenset("welcome welcoming invite admit receive host".split())
# What is done to talks at large: "peace talks would be sped up", not to one meeting.
_HASTENED = frozenset("speed sped accelerate intensify step expand broaden deepen strengthen".split())
_COMES_ABOUT = frozenset("go happen occur materialise materialize come take".split())
_HELD = frozenset("hold realise realize arrange".split())
_GOES_AHEAD = _COMES_ABOUT | frozenset("last begin start end proceed continue include focus open".split())
_UNDECIDED = re.compile(
    r"\b(?:under (?:consideration|discussion)|on the cards|in the (?:works|offing|pipeline|air)|on the table|(?:whispered|talked|spoken) (?:about|of)|being (?:talked about|explored|sounded out|worked on|looked at|thought about))\b"
)
_OPEN = re.compile(
    r"\bno (?:final |firm )?decision (?:has (?:yet )?been (?:made|taken) |was (?:made|taken) )?(?:yet )?(?:on|about) (?:[\w’'-]+ ){0,4}$",
    re.IGNORECASE,
)
_FORESEEN = re.compile(r"\b(?:foreseen|planned|scheduled|arranged|due|set|expected|announced|agreed|slated)\b")
_NEXT = re.compile(r"^(?:comes?|follows?|is) (?:next|to follow|afterwards)\b")


def standing_by_verb(noun: Token) -> NounStanding | None:
    """Return how a meeting stands by the verb above its noun; None where that tells nothing."""
    participle = next((t for t in noun.children if t.i == noun.i + 1 and t.tag_ == "VBN"), None)
    if participle is not None and participle.lemma_.lower() in {"schedule", "plan", "set", "slate"}:
        return NounStanding(Status.PLANNED, participle.text)
    if _OPEN.search(noun.doc[noun.sent.start : noun.i].text + " "):
        return NounStanding(Status.PROPOSED, "no decision")
    if noun.dep_ == "ROOT":
        return _of_loose_subject(noun)
    verb = noun.head
    if verb.sent == noun.sent and noun.dep_ in SUBJECT and _will_be(verb):
        return NounStanding(Status.PLANNED, "would be")
    if verb.sent != noun.sent or verb == noun or verb.pos_ not in {"VERB", "AUX", "NOUN", "ADJ", "ADV"}:
        return None
    is_subject = noun.dep_ in SUBJECT or noun.dep_ in PASSIVE_SUBJECT
    if is_subject and not any(t.dep_ == "case" and t.i < noun.i for t in noun.children):
        return _of_subject(noun, verb, is_passive=noun.dep_ in PASSIVE_SUBJECT)
    if noun.dep_ in {"obj", "dobj"}:
        return _of_object(noun, verb)
    if noun.dep_ in {"obl", "nmod"}:
        return _of_adverbial(noun, verb)
    return None


def _will_be(place: Token) -> bool:
    """Tell whether a place is where something will lead, as somebody says or announces: "said his first trip would be to Lima"."""
    is_place = any(t.dep_ == "cop" for t in place.children) and any(t.dep_ == "case" for t in place.children)
    return is_place and (_is_to_be(place) or any(t.lower_ == "will" for t in place.children))


def _of_loose_subject(noun: Token) -> NounStanding | None:
    """Return how a meeting stands by the verb behind it, where long names keep the parser from seeing its subject."""
    for verb in noun.children:
        if verb.i > noun.i and verb.dep_ in {"parataxis", "acl"} and verb.pos_ == "VERB":
            auxiliaries = [t for t in verb.children if t.dep_.startswith("aux")]
            if auxiliaries and not any(t.tag_ in {"WP", "WDT"} for t in verb.subtree):
                return _of_subject(noun, verb, is_passive=any(t.dep_.endswith("pass") for t in auxiliaries))
    return None


def _of_subject(noun: Token, verb: Token, *, is_passive: bool) -> NounStanding | None:
    lemma = verb.lemma_.lower()
    is_none = any(t.lower_ == "no" for t in noun.children)
    if lemma == "fail" and any(t.dep_ == "xcomp" and t.lemma_.lower() in _COMES_ABOUT for t in verb.children):
        return NounStanding(Status.CANCELLED if _was_ahead(noun, verb) else None, verb.text)
    if is_none or _is_negated(verb):
        return _of_denied_subject(noun, verb, is_passive=is_passive, is_none=is_none)
    if _UNDECIDED.search(verb.doc[noun.i + 1 : min(verb.sent.end, verb.i + 5)].text):
        return NounStanding(Status.PROPOSED, verb.text)
    if _NEXT.match(verb.doc[verb.i : verb.i + 3].text):
        return NounStanding(Status.PLANNED, verb.text)
    if lemma in _GOES_AHEAD and _is_to_be(verb):
        return NounStanding(Status.PLANNED, verb.text)
    if is_passive and lemma in {"schedule", "plan", "set", "expect"} and any(t.lower_ == "had" for t in verb.children):
        is_other_day = any(t.lower_ in {"originally", "initially", "first"} for t in verb.children)
        return NounStanding(Status.POSTPONED if is_other_day else Status.CANCELLED, verb.text)
    if not is_passive or not _is_indefinite(noun):
        return None
    if lemma in _HASTENED and noun.tag_ == "NNS" and any(t.tag_ in {"MD", "TO"} for t in verb.children):
        return NounStanding(None, verb.text)
    if _is_ruled_out(verb):
        return NounStanding(None, verb.text)
    if lemma in _ARRANGED:
        return NounStanding(Status.PLANNED, verb.text)
    is_thought_of = lemma in _THOUGHT_OF and (lemma != "consider" or any(t.lower_ == "being" for t in verb.children))
    return NounStanding(Status.PROPOSED, verb.text) if is_thought_of else None


def _of_denied_subject(noun: Token, verb: Token, *, is_passive: bool, is_none: bool) -> NounStanding | None:
    """Return how a meeting stands of which its verb is denied: "the talks did not take place", "no visit is planned"."""
    lemma = verb.lemma_.lower()
    if is_passive and (lemma in _THOUGHT_OF or lemma in _ARRANGED):
        return NounStanding(None, verb.text)
    if not is_none and _could_not_be(verb, is_passive=is_passive):
        return NounStanding(Status.CANCELLED, verb.text)
    if not is_none and not is_passive and lemma in _COMES_ABOUT and _is_of_past(verb):
        return NounStanding(Status.CANCELLED if _was_ahead(noun, verb) else None, verb.text)
    if not is_none and is_passive and lemma == "hold" and any(t.lower_ in {"was", "were"} for t in verb.children):
        was_ahead = _FORESEEN.search(verb.doc[noun.i + 1 : verb.i].text) is not None
        return NounStanding(Status.CANCELLED if was_ahead else None, verb.text)
    return None


def _was_ahead(noun: Token, verb: Token) -> bool:
    """Tell whether a meeting that did not come about had been planned: "a planned meeting", "the talks", not "a summit between them"."""
    return not _is_indefinite(noun) or _FORESEEN.search(verb.doc[noun.left_edge.i : verb.i].text) is not None


def _is_to_be(verb: Token) -> bool:
    """Tell whether a verb has the future of what somebody said: "said the visit would last three days"."""
    would = any(t.lower_ == "would" for t in verb.children)
    return (
        would
        and verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and not any(t.lower_ == "if" for t in verb.sent)
    )


def _could_not_be(verb: Token, *, is_passive: bool) -> bool:
    """Tell whether a meeting, told by its verb, was meant to be and could not: "could not take place", "could not be held because of the floods"."""
    could = any(t.lower_ == "could" for t in verb.children) and not any(t.lower_ == "have" for t in verb.children)
    return could and verb.lemma_.lower() in (_HELD if is_passive else _COMES_ABOUT)


def _is_of_past(verb: Token) -> bool:
    """Tell whether a verb is denied of the past: "did not go ahead", "never came about"."""
    return verb.tag_ == "VBD" or any(t.lower_ == "did" for t in verb.children)


def _of_object(noun: Token, verb: Token) -> NounStanding | None:
    if _is_ruled_out(verb):
        return NounStanding(Status.PROPOSED if _is_negated(verb) else None, verb.text)
    if comes_before(noun):
        return NounStanding(Status.HELD, verb.text)
    if noun.i > verb.i and (off := _put_off(verb)) is not None and not _is_negated(verb):
        return NounStanding(off, verb.text)
    if verb.lemma_.lower() in _MAKES and _is_to_be(verb):
        return NounStanding(Status.PLANNED, "would")  # "said he would make his first visit"
    if _is_negated(verb) or not _is_indefinite(noun):
        return None
    lemma = verb.lemma_.lower()
    if lemma in _THOUGHT_OF:
        return NounStanding(Status.PROPOSED, verb.text)
    if lemma in _ARRANGED:
        is_tried = verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in _TRIED
        return NounStanding(Status.PROPOSED if is_tried else Status.PLANNED, verb.text)
    return None


def _put_off(verb: Token) -> Status | None:
    """Return how a verb with its particle behind the object leaves a meeting: "put the trip off", "called the talks off"."""
    behind = {t.lower_ for t in verb.children if t.i > verb.i and t.dep_ in {"compound:prt", "prt"}}
    return next((status for (lemma, word), status in _OFF.items() if verb.lemma_ == lemma and word in behind), None)


def _of_adverbial(noun: Token, verb: Token) -> NounStanding | None:
    case = next((t.lower_ for t in noun.children if t.dep_ == "case" and t.i < noun.i), None)
    lemma = verb.lemma_.lower()
    if case in {"at", "to"} and _is_negated(verb) and lemma in _LETTING_IN:
        return NounStanding(None, verb.text)  # "will not be welcoming him at the summit"
    if case is None or _is_negated(verb):
        return None
    if case == "of" and lemma in _TIMETABLES and verb.pos_ == "NOUN" and _is_indefinite(noun):
        return NounStanding(None, verb.text)  # "signed the plan of consultations for 2021"
    if lemma == "agree" and case in {"to", "on"} and verb.tag_ != "VBG" and _is_indefinite(noun):
        in_principle = re.search(r"\bin principle\b", verb.doc[verb.i : noun.i].text) is not None
        return NounStanding(Status.PROPOSED if in_principle else Status.PLANNED, verb.text)
    if lemma in _HOPED_FOR.get(case, ()) and _is_indefinite(noun):
        return NounStanding(Status.PROPOSED, verb.text)
    if case == "for" and lemma in _LEAVING and verb.pos_ == "VERB":
        return NounStanding(Status.PLANNED, verb.text)
    return None


def _is_negated(verb: Token) -> bool:
    return any(t.lower_ in NOT for t in verb.children)


def _is_ruled_out(verb: Token) -> bool:
    return verb.lemma_.lower() == "rule" and any(t.lower_ == "out" for t in verb.children)


def _is_indefinite(noun: Token) -> bool:
    """Tell whether a noun brings something up: "a trip", "talks", "another meeting", not "the talks" or "their meeting"."""
    return not any(
        t.dep_ in {"det", "nmod:poss", "poss"}
        and t.lower_ not in {"a", "an", "another", "some", "any", "further", "no"}
        for t in noun.children
    )
