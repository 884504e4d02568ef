"""Tells that a meeting is one that somebody denies, or one that did not come about for those who failed, or took care, not to meet.

"denied that A had met B", "denied having met B"                   denied outright
"dismissed as untrue reports that A had met B"                     a report that is rejected
"rejected a story of a meeting between A and B"
"Reports that A had met B are false", "It is not true that …"      a report that is said to be false
"A avoided meeting B", "failed to hold their yearly talks"         no meeting, as told

What is denied of a meeting leaves it as it is: "denied that the talks had gone badly", "denied asking for money when he met B".
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from ingest.syntax import PASSIVE_SUBJECT, SUBJECT, top_of

_DENY = frozenset("deny disclaim refute disavow repudiate rebut".split())
# Verbs that reject a report.
_REJECT = _DENY | frozenset("reject dismiss discount rubbish scotch quash debunk ridicule contradict brush".split())
_CALL = frozenset(
    "describe call brand label term characterise characterize dub denounce".split()
)  # "described as false"
_REPORTS = frozenset(
    "report claim rumour rumor allegation suggestion speculation story account assertion accusation charge news article hint tale "
    "statement insinuation gossip information post".split()
)
_UNTRUE = (
    r"(?:false|untrue|baseless|unfounded|groundless|fake|fabricat\w+|invent\w+|nonsens\w+|ridiculous|absurd|fiction\w*|lies?|"
    r"incorrect|inaccurate|wrong|fanciful|malicious|rubbish|without (?:any )?(?:foundation|basis|substance)|wide of the mark|hoax)"
)
_UNTRUE_WORD = re.compile(rf"\b{_UNTRUE}\b", re.IGNORECASE)
_SAID_UNTRUE = re.compile(
    rf"\b(?:is|are|was|were|be|been) (?:[\w’'-]+ ){{0,2}}?(?:{_UNTRUE}|not (?:true|correct|accurate)|"
    r"denied|dismissed|rejected|refuted|rubbished|scotched|quashed)\b|\b(?:do|does|did) not correspond to (?:the )?(?:reality|truth|facts)\b",
    re.IGNORECASE,
)
_NO_TRUTH = re.compile(
    r"\b(?:no (?:\w+ )?(?:truth|substance|basis|foundation) (?:whatsoever |whatever |at all )?(?:in|to|for)|contrary to) (?:[\w’'-]+ ){0,4}$",
    re.IGNORECASE,
)
_NOT_TRUE = re.compile(rf"\b(?:not (?:true|correct|the case)|{_UNTRUE}) that\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"[;:]|, and\b|\b(?:but|who|which)\b")
_LIGHT = frozenset("hold have make pay conduct place receive get secure attend be arrange do give".split())
_MEET = frozenset("meet see speak talk hold receive".split())
_COMES_ABOUT = frozenset(
    "occur happen be hold materialise materialize conduct plan schedule prepare arrange preparation consideration way".split()
)
_COMES = frozenset("show turn appear".split())  # "failed to show up for a meeting"
_RUMOURED = frozenset("rumoured rumored alleged purported supposed reported".split())
_PUT_OFF = frozenset("cancel call scrap postpone delay defer shelve drop abandon".split())
_SHUNNED = frozenset("avoid evade dodge shirk".split())
_MISSED = frozenset("fail neglect omit unable".split())
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "cannot"})
_WHEN = frozenset("when while after as because since once before where whom who which".split())
STEPS = 7  # up from a word of encounter


def is_denied(trigger: Token) -> bool:
    """Tell whether somebody denies the meeting that a word tells of, or it is told that it was avoided or not managed."""
    claim = _claim_of(trigger)
    if _is_said_untrue(trigger, trigger) or _is_question_of_inviting(trigger) or _is_unknown(trigger):
        return True
    return claim is not None and _is_claim_denied(trigger, claim)


_KNOWS_OF_NONE = re.compile(
    r"\b(?:(?:not|n[’']t|never|hardly|neither|nor) (?:[\w’'-]+ ){0,4}?(?:told|informed|notified|advised|aware|know|knew|known|heard|hear|learned|learnt) "
    r"|unaware |(?:no|any) (?:[\w’'-]+ )?(?:knowledge|word|notice|notification|request|application|record|mention|indication) |(?:knew|knows|know|heard) nothing )"
    r"(?:of|about|for) (?:any|an?|such an?) (?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)


def _is_unknown(trigger: Token) -> bool:
    """Tell whether somebody says that he knows of no such meeting, or has not been asked for one: "had not been told of any visit"."""
    doc, first = trigger.doc, trigger.sent.start
    if trigger.pos_ in {"NOUN", "PROPN"}:
        return _KNOWS_OF_NONE.search(doc[first : trigger.i].text + " ") is not None
    asked = next((t for t in trigger.children if t.dep_ in {"obj", "dobj"} and t.lemma_.lower() in _BIDS), None)
    return asked is not None and any(t.lower_ == "no" for t in asked.children)


_BIDS = frozenset("request invitation word notice notification application offer proposal".split())


def _is_question_of_inviting(verb: Token) -> bool:
    """Tell whether somebody is only asked about inviting another: "Asked whether he would invite Kay to Oslo, he said"."""
    return verb.lemma_.lower() == "invite" and any(
        child.dep_ == "mark" and child.lower_ in {"whether", "if"} for child in verb.children
    )


def is_calling_off_denied(trigger: Token) -> bool:
    """Tell whether somebody denies that a meeting has been called off: "denied that the visit had been cancelled"."""
    verb = trigger.head
    is_off = verb.lemma_.lower() in _PUT_OFF and trigger.dep_ in PASSIVE_SUBJECT | {"obj", "dobj"}
    return is_off and _is_claim_denied(trigger, verb)


def _is_claim_denied(trigger: Token, told: Token) -> bool:
    for _ in range(STEPS):
        above = told.head
        if above == told or above.sent != trigger.sent:
            return _is_said_untrue(trigger, told)
        if _is_shunned(told, above) or _denies(told, above) or _is_said_untrue(trigger, told):
            return True
        if not _is_content(told):
            return False
        told = above
    return False


def is_setting_of_none(trigger: Token) -> bool:
    """Tell whether a conference is only where somebody does not meet another: "will not meet him at the UN assembly"."""
    noun = top_of(trigger, frozenset({"nmod", "compound", "flat"}))
    verb = noun.head
    if not any(t.dep_ == "case" and t.lower_ in {"at", "in"} for t in noun.children):
        return False
    if noun.dep_ != "obl" or verb.pos_ != "VERB" or verb.lemma_.lower() not in _MEET:
        return False
    return any(t.lower_ in _NOT for t in verb.children if t.i < verb.i) or is_denied(verb)


def _claim_of(trigger: Token) -> Token | None:
    """Return the word whose denial denies the meeting: the verb of meeting, or that which says that one of a noun was held."""
    if trigger.pos_ in {"VERB", "AUX"}:
        return trigger
    verb = trigger.head
    if trigger.dep_ in {"obj", "dobj"}:
        return verb if verb.lemma_.lower() in _LIGHT else trigger
    if trigger.dep_ in SUBJECT | PASSIVE_SUBJECT:
        return verb if _comes_about(verb) else None
    if trigger.dep_ == "obl" and verb.lemma_.lower() in _COMES:
        return verb
    return trigger if trigger.dep_ in {"nmod", "conj", "ccomp", "obl"} else None


def _comes_about(verb: Token) -> bool:
    """Tell whether a verb says of its subject that it was: "took place", "was held", "there had been"."""
    return verb.lemma_.lower() in _COMES_ABOUT or verb.doc[verb.i + 1 : verb.i + 2].text in {"place", "ahead"}


def _is_content(word: Token) -> bool:
    """Tell whether a word is of what the one above it says, not beside it: "that he had met", "to see", "of a meeting"."""
    if word.dep_ in {"ccomp", "xcomp", "conj", "csubj", "csubj:pass", "acl"}:
        return not any(t.lower_ in _WHEN and t.dep_ in {"mark", "advmod"} for t in word.children)
    if word.dep_ in SUBJECT:  # "there were any plans for him to visit"
        return any(t.dep_ == "expl" for t in word.head.children)
    if word.dep_ == "advcl":
        return word.tag_ == "VB" and any(t.lower_ == "to" for t in word.children)
    if word.dep_ == "acl:relcl":  # which the parser makes of "a story that A had received B", too
        return _is_report(word.head) and any(t.dep_ == "obj" and t.tag_ not in {"WDT", "WP"} for t in word.children)
    return word.dep_ == "nmod" and _is_report(word.head)


def _is_report(word: Token) -> bool:
    return word.lemma_.lower() in _REPORTS


def _is_negated(word: Token) -> bool:
    """Tell whether a word is denied itself, or not said: "did not deny", "neither confirmed nor denied", "declined to deny"."""
    before = {t.lower_ for t in word.doc[max(word.sent.start, word.i - 6) : word.i]}
    return bool(before & (_NOT | {"declined", "refused", "confirm"}))


def _denies(told: Token, above: Token) -> bool:
    """Tell whether the word above denies what is told: "denied that", "dismissed reports that"."""
    lemma = above.lemma_.lower()
    if lemma not in _REJECT | _CALL or _is_negated(above):
        return False
    if _is_report(told):
        if told.i < above.i and told.dep_ not in PASSIVE_SUBJECT:
            return False
        return lemma not in _CALL or _UNTRUE_WORD.search(above.doc[above.i : above.sent.end].text) is not None
    if lemma not in _DENY:
        return False
    if told.pos_ not in {"VERB", "AUX"}:
        return told.dep_ in {"obj", "dobj"}  # "denied a meeting with"
    return told.dep_ in {"ccomp", "xcomp", "obj"} and _is_content(told)


def _is_shunned(told: Token, above: Token) -> bool:
    """Tell whether those who were to meet took care not to, or failed to: "avoided meeting", "was unable to see"."""
    lemma = above.lemma_.lower()
    if _is_negated(above):
        return False
    if lemma in _SHUNNED:
        return told.dep_ in {"xcomp", "obj", "ccomp"}
    return lemma in _MISSED and told.dep_ == "xcomp" and told.tag_ == "VB"


def _is_said_untrue(trigger: Token, told: Token) -> bool:
    """Tell whether a report is said to be false, before what it tells or behind: "It is not true that", "Reports that … are false"."""
    doc, sent = trigger.doc, trigger.sent
    if told.dep_ in {"csubj", "ccomp"} and _NOT_TRUE.search(doc[told.head.i - 1 : told.left_edge.i + 1].text):
        return told.head.i < told.i
    is_rumour = told == trigger and any(t.lower_ in _RUMOURED for t in trigger.children)
    if not (is_rumour or _is_report(told)) or told.i > trigger.i:
        return False
    if _NO_TRUTH.search(doc[sent.start : told.i].text + " "):
        return True
    behind = doc[trigger.i : sent.end].text
    untrue = _SAID_UNTRUE.search(behind)
    return untrue is not None and _OTHER_CLAUSE.search(behind[: untrue.start()]) is None
