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
    "text plan settlement roadmap charter bargain armistice order orders framework frameworks mou mous understandings roadmaps".split()
)
# Verbs that make an agreement with such an object or passive subject.
_SIGN = frozenset(
    "sign initial conclude reach strike clinch adopt approve seal finalise finalize ink put initiale".split()
)
# Verbs that make one when several sides are their subject.
_TOGETHER = frozenset("pledge commit undertake vow promise decide resolve".split())
_ANNOUNCE = frozenset("announce declare unveil".split())
_PAST = {"struck": "strike", "signed": "sign", "agreed": "agree", "undertook": "undertake", "undertaken": "undertake", "initialed": "initial", "initialled": "initial", "put": "put", "pledged": "pledge"}  # fmt: skip
UNREAL = re.compile(
    r"\b(?:[Ff]ail(?:ed|ing|ure)? to|no (?:agreement|deal|accord|breakthrough)|without (?:an? )?(?:agreement|deal)|could not|cannot|did not|not yet|"
    r"refus(?:ed|es|ing) to|hop(?:ed|es|ing) to|would like to|want(?:s|ed)? to|may|might|[Ii]f|[Uu]nless|[Ww]hether|never|would have|was to have|were to have|"
    r"expected to|due to|set to|ready to|close to|yet to|urg(?:ed|es|ing)|plan(?:s|ned)? to|tr(?:y|ied|ying) to|called on)\b",
)
_MEETING = re.compile(
    r"^\s*(?:to )?(?:meet|visit|travel|come|go|speak|talk|see (?:each other|one another)|hold (?:(?:a|another|further|new|more) )?(?:[\w-]+ )?(?:talks|meetings?|summit))\b"
    r"(?!.*\b(?:annually|every|regularly|each year|commission)\b)",
    re.IGNORECASE,
)


def agreement_kind(doc: Doc, sent: Span, token: Token) -> str | None:
    """Return "agree", "sign" or "together" for a verb that may tell of an agreement."""
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB") and token.lower_ not in _PAST:
        return None
    lemma = _PAST.get(token.lower_, token.lemma_.lower())
    after = doc[token.i + 1 : min(sent.end, token.i + 14)]
    if lemma == "agree":
        if token.i + 1 < sent.end and doc[token.i + 1].lower_ == "with":
            return None
        return None if _MEETING.search(doc[token.i + 1 : sent.end].text) else "agree"
    if lemma in _SIGN:
        things = {child.lower_ for child in token.children if child.dep_ in {"obj", *PASSIVE_SUBJECT}}
        if things & PAPERS:
            return "sign"
        if lemma == "put":
            return "sign" if re.search(r"^their (?:names|signatures) to\b", after.text) else None
        near = [word.lower_ for word in after[:8]]
        stop = next(
            (i for i, word in enumerate(near) if word in {",", ";", ".", "with", "to", "in", "after"}), len(near)
        )
        return "sign" if set(near[:stop]) & PAPERS else None
    if lemma in _TOGETHER:
        return "together" if any(_is_clause(child) for child in token.children) else None
    if lemma in _ANNOUNCE and any(
        doc[i].lower_ in {"jointly", "together"}
        for i in range(max(sent.start, token.i - 2), min(sent.end, token.i + 3))
    ):
        return "together"
    return None


def is_only_to_meet(sent: Span) -> bool:
    """Tell whether all that is agreed in a sentence is to meet or to talk."""
    agreed = [token for token in sent if token.lemma_.lower() == "agree"]
    return bool(agreed) and all(_MEETING.search(sent.doc[token.i + 1 : sent.end].text) for token in agreed)


def _is_clause(child: Token) -> bool:
    return child.dep_ in {"xcomp", "ccomp", "advcl"} and child.pos_ in {"VERB", "AUX"}


def is_unreal(doc: Doc, sent: Span, token: Token) -> bool:
    """Tell whether an agreement is denied, hoped for, demanded or a condition."""
    if token.tag_ == "VB" or sent.text.rstrip().endswith("?"):
        return True
    if any(word.lower_ == "no" for child in token.children if child.dep_ == "obj" for word in child.children):
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
