"""Tells whose doing a verb is: its subjects, and of an infinitive or gerund without one whoever above it does it.

"urged Li to see Hu", "called on Li to resume talks with Hu"     Li
"sent Li to Oslo to see Hu", "arranged for Li to see Hu"         Li
"criticised Li for meeting Hu", "accused Li of meeting Hu"       Li
"welcomed Li's decision to meet Hu"                              Li

Source:
    Verbs and nouns of control, from general knowledge of English.
"""

from __future__ import annotations

from spacy.tokens import Token

from ingest.syntax import OBJECT, PASSIVE_SUBJECT, POSSESSIVE, SUBJECT, is_late

_ASKS = frozenset(
    "urge ask press pressure encourage push exhort request call appeal advise beg implore lobby counsel tell challenge".split()
)
_ORDERS = frozenset("order instruct authorise authorize task direct".split())
_MAKES = frozenset("persuade convince send dispatch despatch delegate".split())
# Of whom something is thought for what he did: "for" or "of" and a gerund.
_JUDGES = frozenset(
    "criticise criticize accuse suspect condemn denounce blame attack berate rebuke chide fault thank praise commend applaud congratulate "
    "forgive".split()
)
# What somebody has who is to do it himself; "Li's invitation to visit" is not.
_OWN = frozenset(
    "decision plan wish intention desire readiness willingness refusal choice hope ambition attempt effort bid move trip journey pledge "
    "promise agreement offer request threat vow reluctance failure haste chance opportunity right".split()
)
_ON = {"call": frozenset({"on", "upon"}), "appeal": frozenset({"to"})}
_NOBODY = frozenset("permission leave time help chance opportunity".split())
_BELOW = frozenset({"xcomp", "advcl", "ccomp"})


def subjects(token: Token) -> list[Token]:
    """Return a verb's subjects, those it shares with the verb it is coordinated with or depends on included."""
    found = [child for child in token.children if child.dep_ in SUBJECT and not is_late(child)] or controllers(token)
    if found:
        return found
    if token.dep_ in {"conj", "xcomp"} and token.head != token:
        return subjects(token.head)
    return []


def controllers(token: Token) -> list[Token]:
    """Return who does what an infinitive or gerund tells of, or one that it is added to; nobody where its own subject or the one above it does."""
    first = _first(token)
    if first.dep_ == "acl" and _is_infinitive(first) and first.head.lemma_.lower() in _OWN:
        return [child for child in first.head.children if child.dep_ in POSSESSIVE]
    verb = _verb_above(first)
    return _acting(verb, first) if verb is not None else []


def is_asked_for(trigger: Token) -> bool:
    """Tell whether what a verb or noun of meeting tells of is only asked of somebody: "urged Li to hold talks with Hu"."""
    return _is_told(trigger, _ASKS)


def is_ordered(trigger: Token) -> bool:
    """Tell whether somebody is told to do what a verb or noun of meeting tells of: "instructed Li to hold talks with Hu"."""
    return _is_told(trigger, _ORDERS)


def is_judged(trigger: Token) -> bool:
    """Tell whether somebody is praised or blamed for what a verb of meeting tells of: "accused Li of meeting Hu"."""
    verb = _verb_above(trigger)
    return verb is not None and verb.lemma_.lower() in _JUDGES


def is_asked_not_to(trigger: Token) -> bool:
    """Tell whether somebody is asked or told not to meet anybody: "urged Li not to see Hu"."""
    told = _verb_of(trigger)
    return _verb_above(_first(told)) is not None and any(child.lower_ in {"not", "never"} for child in told.children)


def _is_told(trigger: Token, verbs: frozenset[str]) -> bool:
    first = _first(_verb_of(trigger))
    verb = _verb_above(first)
    return verb is not None and verb.lemma_.lower() in verbs and bool(_acting(verb, first))


def _verb_of(trigger: Token) -> Token:
    """Return a verb of meeting, or the verb whose object a noun of meeting is."""
    return trigger.head if trigger.dep_ in OBJECT else trigger


def _first(token: Token) -> Token:
    """Return the first of the infinitives that "and" joins."""
    while token.dep_ == "conj" and _is_infinitive(token.head):
        token = token.head
    return token


def _verb_above(first: Token) -> Token | None:
    """Return the verb of asking, sending or judging that an infinitive or a gerund hangs on."""
    above = first.head
    if first.dep_ not in _BELOW or above.i > first.i or any(child.dep_.startswith("nsubj") for child in first.children):
        return None
    lemma = above.lemma_.lower()
    if _is_infinitive(first):
        return above if lemma in _ASKS | _ORDERS | _MAKES or _is_for_somebody(first) else None
    marked = any(child.lower_ in {"for", "of", "on"} and child.dep_ in {"mark", "case"} for child in first.children)
    return above if marked and first.lower_.endswith("ing") and lemma in _JUDGES else None


def _is_for_somebody(infinitive: Token) -> bool:
    """Tell whether "for" opens an infinitive with a name, which parsers may hang elsewhere: "arranged for Li to see Hu"."""
    marked = any(child.lower_ == "for" and child.dep_ == "mark" for child in infinitive.children)
    return marked and _is_infinitive(infinitive)


def _is_infinitive(token: Token) -> bool:
    """Tell whether "to" marks a word, whatever the tagger takes it for: "to lower tariffs"."""
    return any(child.lower_ == "to" and child.dep_ in {"mark", "aux"} for child in token.children)


def _acting(verb: Token, told: Token) -> list[Token]:
    """Return whom a verb asks, sends or judges, before what he is to do or did."""
    lemma = verb.lemma_.lower()
    if any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children):
        return [word for word in verb.children if word.dep_ in PASSIVE_SUBJECT]
    between = [word for word in verb.children if verb.i < word.i < told.i]
    if lemma in _ON:
        first = next((word for word in between if word.dep_ == "obl" and _has_case(word, _ON[lemma])), None)
        # "called on President Li": parsers hang office and name on the verb side by side
        asked = [word for word in between if first is not None and (word == first or _is_bare_name(word))]
    elif lemma not in _ASKS | _ORDERS | _MAKES and _is_for_somebody(told):
        asked = [word for word in between if _is_bare_name(word)]
    else:
        asked = [word for word in between if word.dep_ in OBJECT and word.lemma_.lower() not in _NOBODY]
    return [each for word in asked for each in _joined(word)]


def _has_case(word: Token, cases: frozenset[str]) -> bool:
    return any(child.dep_ == "case" and child.lower_ in cases for child in word.children)


def _is_bare_name(word: Token) -> bool:
    return word.dep_ == "obl" and word.pos_ == "PROPN" and not any(child.dep_ == "case" for child in word.children)


def _joined(word: Token) -> list[Token]:
    """Return a word with those that "and" joins to it."""
    return [word, *(each for child in word.children if child.dep_ == "conj" for each in _joined(child))]
