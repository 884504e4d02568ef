"""The tense of the verb that a phrase hangs on, which tells whether a day is past or still to come.

"They met in June"            past
"They will meet in June"      future
"in June, when they may meet" future
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from ingest.frames import load_frames
from ingest.syntax import FINITE, OBJECT, SUBJECT, top_of

_MODALS = frozenset("will shall may might would should can 'll ’ll 'd ’d".split())
_ONE_FORM = frozenset("put set cut let hit quit cast shut".split())
_CLAUSES = frozenset({"ROOT", "conj", "ccomp"})
# What somebody "came to" or "managed to" do, or a stop "allowed" them to, they did.
_DONE_BY = frozenset("go come travel fly manage be allow enable stop pause return land arrive drive".split())
_PLANNED = frozenset("expect schedule plan set slate due bill".split())


def governing_tense(span: Span) -> str | None:
    """Return the tense of the verb a date phrase hangs on: "future" (modals and infinitives too), "present" or "past".

    Also of the clause that hangs on the phrase: "in November, when the two may meet".
    """
    token = span.root
    for child in token.children:
        if child.dep_ in {"acl:relcl", "relcl", "advcl"} and child.i > token.i:
            found = tense_of(child)
            if found is not None:
                return found
    if any(child.dep_ == "cop" for child in token.children):
        return _tense_of_copula(token)  # "The vote is on Wednesday"
    for _ in range(6):
        if token.head == token:
            break
        if comes_before(token) or (token.tag_ == "VBG" and any(t.lower_ == "after" for t in token.children)):
            return "past"
        token = token.head
        if _opens_behind(token, span.end):
            token = token.head  # "told her on Monday that he would come"
        if _builds_on_past(token) or _follows_another(token, span.start) or is_agreed_after_talks(token, span.start):
            return "past"
        found = tense_of(token) if token.pos_ in {"VERB", "AUX"} or _is_verb_by_place(token) else None
        if found is not None:
            return found
        helpers = [child for child in token.children if child.dep_ in {"cop", "aux"}]
        if {"should", "have"} <= {child.lower_ for child in helpers}:
            return "past"  # "should have been in Oslo"
        copula = helpers[0] if helpers else None
        if copula is not None and token.pos_ not in {"VERB", "AUX"}:
            return tense_of(copula) or ("past" if copula.tag_ == "VBD" else "present")
    return None


def _tense_of_copula(phrase: Token) -> str:
    """Return the tense of what is said to be on a day: "is on Friday", "was on Friday", "will be on Friday"."""
    helpers = {child.lower_ for child in phrase.children if child.dep_.startswith(("aux", "cop"))}
    if helpers & _MODALS:
        return "future"
    return "past" if helpers & {"was", "were", "been"} else "present"


_SETS_OUT = frozenset("fly go travel leave depart head proceed continue move drive sail".split())


def is_what_one_left_for(span: Span) -> bool:
    """Tell whether a date phrase is of what somebody set out to do: "flew on to Oslo to see her on Friday"."""
    verb = span.root.head
    if verb.tag_ != "VB" or verb.dep_ not in {"advcl", "xcomp"} or not any(t.lower_ == "to" for t in verb.children):
        return False
    return verb.head.tag_ == "VBD" and verb.head.lemma_.lower() in _SETS_OUT


_RESOLVES = frozenset("agree decide pledge vow promise undertake resolve fail".split())


def is_resolved_on(verb: Token) -> bool:
    """Tell whether a verb is what somebody resolved to do: "agreed to set up a fund"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _RESOLVES and verb.head.tag_ in {"VBD", "VBN"}


def is_agreed_after_talks(verb: Token, at: int) -> bool:
    """Tell whether a day is that of the talks after which something was resolved on: "agreed to set up a fund after talks on Monday"."""
    behind = verb.doc[verb.i + 1 : at]
    after = next((t.i for t in reversed(behind) if t.lower_ in {"after", "following"}), None)
    talks = verb.doc[after + 1 : at] if after is not None and is_resolved_on(verb) else ()
    return any((t.lemma_.lower(), "NOUN") in load_frames() for t in talks) and not any(t.tag_ in FINITE for t in talks)


def comes_before(noun: Token) -> bool:
    """Tell whether something else follows what a noun names: "is intended to follow a meeting", not "will follow a meeting"."""
    verb = noun.head
    return noun.dep_ in OBJECT and verb.lemma_.lower() == "follow" and not any(t.tag_ == "MD" for t in verb.children)


def _opens_behind(verb: Token, at: int) -> bool:
    """Tell whether the "that" of a verb's clause stands behind a date that parsers hang on it."""
    return verb.dep_ == "ccomp" and any(t.dep_ == "mark" and t.lower_ == "that" and t.i >= at for t in verb.children)


def _follows_another(verb: Token, at: int) -> bool:
    """Tell whether a day stands behind what something of now follows: "the trip follows a visit by Kay to Oslo in May"."""
    nouns = [child for child in verb.children if child.dep_ in OBJECT and verb.i < child.i < at]
    return verb.tag_ in {"VBZ", "VBP"} and any(
        (noun.lemma_.lower(), "NOUN") in load_frames() and comes_before(noun) for noun in nouns
    )


def _builds_on_past(verb: Token) -> bool:
    """Tell whether something of now goes back to what stands behind the verb: "the visit builds on her call in June"."""
    is_present = verb.tag_ in {"VBZ", "VBP"} and not any(child.tag_ == "MD" for child in verb.children)
    on = {"on", "upon"}
    return verb.lemma_.lower() == "build" and is_present and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in on


def tense_of(verb: Token) -> str | None:
    """Return the tense of a verb: "future" (modals and infinitives too), "present", "past", None where it has none."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "auxpass", "cop", "mark"}]
    lows = {child.lower_ for child in auxiliaries}
    due = [child for child in verb.children if child.lower_ == "due"] if verb.tag_ == "VB" else []
    if due and (lows & {"is", "are"} or due[0].dep_ == "case"):
        # "is due to see him", "talks, due to begin on Sunday, were called off": "due to" may be parsed as one preposition
        return "future"
    if verb.tag_ == "VBN" and lows & {"'d", "’d"} and "be" not in lows:
        return "past"  # "he’d been there"
    if {"been", "to"} <= lows and lows & {"had", "has", "have"}:
        return "past"  # "had been to see him"
    if lows & _MODALS and "have" not in lows:
        return "future"
    if "should" in lows and "have" in lows:
        return "past"  # "should have been there on Monday"
    if verb.tag_ == "VBN" and lows & {"is", "are"} and verb.lemma_.lower() in _PLANNED and "been" not in lows:
        return "future"
    if verb.tag_ in {"VB", "VBN"} and "to" in lows and not lows & {"have"} and (verb.tag_ == "VB" or "be" in lows):
        governor = verb.head if verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"} else None
        is_done = governor is not None and governor.tag_ in {"VBD", "VBN"} and governor.lemma_.lower() in _DONE_BY
        if is_done or _was_first_to(verb):
            return "past"
        return "future"
    if verb.tag_ in {"VBD", "VBN"} and not lows & {"is", "are", "be"}:
        return "future" if not auxiliaries and _is_awaited(verb) else "past"
    if verb.tag_ == "VBN" and lows & {"is", "are"} and "been" not in lows:
        return "present"
    if verb.tag_ in {"VBP", "VB"} and not auxiliaries and _has_one_form(verb):
        return "past"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "past" if "had" in lows else "present"
    if not auxiliaries and (_is_verb_by_place(verb) or (verb.tag_ == "VB" and _has_subject_before(verb))):
        return "present"
    return None


def _was_first_to(verb: Token) -> bool:
    """Tell whether a verb is what somebody was the first, or last, to do: "was one of the first to ring him"."""
    if not verb.dep_.startswith("acl"):
        return False
    noun = verb.head
    top = top_of(noun, frozenset({"nmod"}))
    is_counted = any(t.lower_ in {"first", "last", "only"} for t in (noun, *noun.children))
    return is_counted and any(t.lower_ in {"was", "were"} for t in top.children if t.dep_ == "cop")


def _is_awaited(verb: Token) -> bool:
    """Tell whether somebody named is still to come: "Kay, expected in Oslo on Friday, said"."""
    return verb.lower_ == "expected" and verb.dep_ == "acl" and verb.head.pos_ == "PROPN"


def _is_verb_by_place(word: Token) -> bool:
    """Tell whether what is tagged as a plural is a verb, since a clause hangs on it: "On Wednesday the premier flies to Lima"."""
    has_copula = any(child.dep_ == "cop" for child in word.children)
    return word.tag_ == "NNS" and word.dep_ in _CLAUSES and not has_copula and _has_subject_before(word)


def _has_subject_before(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)


def _has_one_form(verb: Token) -> bool:
    """Tell whether a verb without ending is in the past, as its subject is one: "whose president put off a trip"."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECT), None)
    return (
        verb.lower_ in _ONE_FORM
        and verb.head.lemma_.lower() not in {"make", "let", "help", "have", "see", "watch"}
        and subject is not None
        and subject.tag_ in {"NN", "NNP"}
        and not any(child.dep_ == "conj" for child in subject.children)
    )


def is_among_past(span: Span) -> bool:
    """Tell whether a verb in the past stands between the same commas: "holds a thousand, and on Friday all seemed to"."""
    start, end = span.start, span.end
    while start > span.sent.start and not span.doc[start - 1].is_punct:
        start -= 1
    while end < span.sent.end and not span.doc[end].is_punct:
        end += 1
    return any(token.tag_ == "VBD" for token in span.doc[start:end])


def opens_clause(span: Span) -> bool:
    """Tell whether what follows a phrase is a clause with a verb of its own: "three days after he had met her"."""
    for token in span.doc[span.end : min(span.sent.end, span.end + 14)]:
        if token.text in {",", ";", ":", "."}:
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP"}:
            return True
    return False
