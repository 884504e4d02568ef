"""Tells which verbs speak of an agreement ("signed a pact", "agreed to", "jointly pledged to"), and whether it is real.

What failed, is hoped for, demanded or a condition is none, nor is a meeting that people agreed to hold.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from ingest.syntax import PASSIVE_SUBJECT

PAPERS = frozenset(
    "agreement agreements deal deals accord accords treaty treaties pact pacts memorandum memoranda memorandums declaration statement communique "
    "communiqué protocol contract contracts compromise consensus understanding document documents ceasefire truce convention act paper papers "
    "text plan settlement roadmap charter charters compact compacts protocols contracts notes letters minutes bargain armistice order orders framework frameworks mou mous understandings roadmaps".split()
)
# Verbs that make an agreement with such an object or passive subject.
_SIGN = frozenset(
    "sign initial conclude reach strike clinch adopt approve seal finalise finalize ink put initiale".split()
)
# What sides exchange to agree.
_EXCHANGED = frozenset({"notes", "letters", "instruments", "documents"})
RELATIONS = frozenset({"relations", "ties", "relationship", "partnership"})
_SIGNING = frozenset({"signing", "signature", "exchange", "conclusion", "initialling", "initialing"})
_WATCH = frozenset({"witness", "watch", "oversee", "attend"})  # the signing of a paper
# Verbs that make one when several sides are their subject.
_TOGETHER = frozenset("pledge commit undertake vow promise decide resolve".split())
_ANNOUNCE = frozenset("announce declare unveil".split())
_PAST = {"struck": "strike", "signed": "sign", "agreed": "agree", "undertook": "undertake", "undertaken": "undertake", "initialed": "initial", "initialled": "initial", "put": "put", "concurred": "concur", "pledged": "pledge", "upgraded": "upgrade"}  # fmt: skip
# Verbs that say of a plan that it need not come true.
_DOUBTED = frozenset(
    "hope doubt expect fear think believe predict urge want ask suggest warn claim suppose bet guess deny".split()
)
# What several may do, or may befall them, without any agreement.
_EACH = frozenset(
    "attend be become benefit celebrate clash compete continue face fall feel get go have hear host know lose mark need pay play remain say see "
    "send share stand stay suffer take vote win".split()
)
UNREAL = re.compile(
    r"\b(?:[Ff]ail(?:ed|ing|ure)? to|no (?:agreement|deal|accord|breakthrough)|without (?:an? )?(?:agreement|deal)|could not|cannot|did not|not yet|"
    r"refus(?:ed|es|ing) to|hop(?:ed|es|ing) to|would like to|want(?:s|ed)? to|may|might|[Ii]f|[Uu]nless|[Ww]hether|never|would have|was to have|were to have|"
    r"expected to|due to|set to|ready to|close to|yet to|urg(?:ed|es|ing)|plan(?:s|ned)? to|tr(?:y|ied|ying) to|called on)\b",
)
_MEETING = re.compile(
    r"^\s*(?:to |(?:that )?(?:they|the two|both) (?:ought to|should|must|would|will) )?(?:meet|visit|travel|come|go|speak|talk|see (?:each other|one another)(?: again)?|hold (?:(?:a|another|further|new|more) )?(?:[\w-]+ )?(?:talks|meetings?|summit))\b"
    r"(?!.*\b(?:annually|every|regularly|each year|commission)\b)",
    re.IGNORECASE,
)
_PUT_NAMES = re.compile(r"^their (?:names|signatures) (?:[\w’'-]+ )?to\b", re.IGNORECASE)
_PUT_PEN = re.compile(r"^pens? to paper (?:[\w’'-]+ ){0,4}?on\b", re.IGNORECASE)
_DEAL = r"(?:an? |the )?(?:[\w’'-]+ ){0,2}?(?:agreement|understanding|accord|deal|compromise|settlement|consensus)"
# How else verbs say that several agree.
_IDIOMS = {
    "come": re.compile(rf"^to (?:{_DEAL}|terms)\b(?! with)", re.IGNORECASE),
    "arrive": re.compile(rf"^at {_DEAL}\b", re.IGNORECASE),
    "have": re.compile(rf"^{_DEAL} on\b", re.IGNORECASE),
    "share": re.compile(r"^the (?:same )?(?:view|opinion|conviction|understanding) that\b", re.IGNORECASE),
    "be": re.compile(
        r"^(?:all )?(?:of (?:one|the same) (?:mind|opinion)|in (?:full |complete )?agreement)\b", re.IGNORECASE
    ),
    "see": re.compile(r"^eye to eye on\b", re.IGNORECASE),
    "give": re.compile(r"^(?:the|their) (?:green light|go-ahead|blessing) (?:to|for)\b", re.IGNORECASE),
}


def agreement_kind(doc: Doc, sent: Span, token: Token) -> str | None:
    """Return "agree", "sign" or "together" for a verb that may tell of an agreement."""
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB") and token.lower_ not in _PAST:
        return None
    lemma = _PAST.get(token.lower_, token.lemma_.lower())
    if lemma in {"agree", "concur"}:
        if token.i + 1 < sent.end and doc[token.i + 1].lower_ == "with":
            return None
        return None if _MEETING.search(doc[token.i + 1 : sent.end].text) else "agree"
    if lemma in _SIGN:
        return "sign" if _is_paper_signed(token, lemma) else None
    if lemma in {"exchange", "swap"}:
        return "sign" if _things(token) & _EXCHANGED else None
    if lemma in {"upgrade", "elevate", "raise", "lift"} and _things(token) & RELATIONS:
        return "sign"
    if lemma in _IDIOMS and _is_idiom(token, _IDIOMS[lemma]):
        return "agree"
    if lemma in _WATCH and _is_of_signing(token):
        return "sign"
    if lemma in {"settle", "decide"} and _is_settled_on(token):
        return "together"
    if lemma in _TOGETHER:
        if _MEETING.search(doc[token.i + 1 : sent.end].text):
            return None
        return "together" if any(_is_clause(child) for child in token.children) else None
    if lemma in _ANNOUNCE and any(
        doc[i].lower_ in {"jointly", "together"}
        for i in range(max(sent.start, token.i - 2), min(sent.end, token.i + 3))
    ):
        return "together"
    return None


def _is_paper_signed(verb: Token, lemma: str) -> bool:
    """Tell whether a verb of signing has a paper as its object or passive subject, or right behind it."""
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 14)]
    if _things(verb) & PAPERS:
        return True
    if lemma == "put":
        return (_PUT_NAMES.search(after.text) or _PUT_PEN.search(after.text)) is not None
    near = [word.lower_ for word in after[:8]]
    stop = next((i for i, word in enumerate(near) if word in {",", ";", ".", "with", "to", "in", "after"}), len(near))
    return not PAPERS.isdisjoint(near[:stop])


def _is_idiom(verb: Token, idiom: re.Pattern[str]) -> bool:
    """Tell whether the words behind a verb make it one of agreeing: "came to terms", "were of one mind"."""
    is_passive = any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)
    return not is_passive and idiom.search(verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 14)].text) is not None


def _things(verb: Token) -> set[str]:
    """Return what a verb is done to, in small letters."""
    return {child.lower_ for child in verb.children if child.dep_ in {"obj", *PASSIVE_SUBJECT}}


def _is_of_signing(verb: Token) -> bool:
    """Tell whether what is watched is the signing of a paper: "witnessed the signing of three agreements"."""
    after = [word.lower_ for word in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 14)]]
    opened = next((i for i, word in enumerate(after[:3]) if word in _SIGNING), None)
    return opened is not None and bool(PAPERS.union(_EXCHANGED) & set(after[opened + 1 :]))


def _is_settled_on(verb: Token) -> bool:
    """Tell whether several settle or decide upon something, with no clause: "the two settled on a month"."""
    behind = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    return behind is not None and behind.lower_ in {"on", "upon"} and behind.head.head == verb


def is_only_to_meet(sent: Span) -> bool:
    """Tell whether all that is agreed in a sentence is to meet or to talk."""
    agreed = [token for token in sent if token.lemma_.lower() == "agree"]
    return bool(agreed) and all(_MEETING.search(sent.doc[token.i + 1 : sent.end].text) for token in agreed)


def is_joint_plan(verb: Token) -> bool:
    """Tell whether a verb says what is to come, as of states that do it together: "will reopen", "are to build", not "will meet"."""
    helpers = {child.lower_ for child in verb.children if child.dep_.startswith(("aux", "mark", "cop"))}
    if verb.pos_ != "VERB" or not ("will" in helpers or {"are", "to"} <= helpers):
        return False
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _DOUBTED:
        return False
    return (
        verb.lemma_.lower() not in _EACH
        and not any(
            child.dep_ == "neg" or child.lower_ in {"not", "n't", "n’t", "never", "each"} for child in verb.children
        )
        and not any(child.lower_ in {"if", "unless", "whether", "when", "why", "how"} for child in verb.children)
        and _MEETING.search(verb.doc[verb.i : verb.sent.end].text) is None
    )


def _is_clause(child: Token) -> bool:
    return child.dep_ in {"xcomp", "ccomp", "advcl"} and child.pos_ in {"VERB", "AUX"}


def _is_present_put(verb: Token) -> bool:
    """Tell whether "put their names to" and "put pen to paper" are told in the present or past, which have the form of the infinitive."""
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 9)].text
    return (_PUT_NAMES.search(after) or _PUT_PEN.search(after)) is not None and not any(
        child.dep_.startswith("aux") or child.dep_ in {"mark", "neg"} for child in verb.children
    )


def is_unreal(doc: Doc, sent: Span, token: Token) -> bool:
    """Tell whether an agreement is denied, hoped for, demanded or a condition."""
    if sent.text.rstrip().endswith("?") or (token.tag_ == "VB" and not _is_present_put(token)):
        return True
    if any(
        word.lower_ == "no"
        for child in token.children
        if child.dep_ in {"obj", *PASSIVE_SUBJECT}
        for word in child.children
    ):
        return True
    start = sent.start
    for i in range(token.i - 1, sent.start - 1, -1):
        if doc[i].text in {";", "”", "“"} or (doc[i].text == "," and token.i - i > 9):
            start = i + 1
            break
    if UNREAL.search(doc[start : token.i].text) or UNREAL.match(sent.text.lstrip()):
        return True
    return any(
        child.dep_.startswith("aux") and child.lower_ in {"would", "could", "should", "will"}
        for child in token.children
    )
