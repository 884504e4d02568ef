"""Stays: "was in Beijing in June", "had been to Harare", "spent a day in Nairobi", "Kay, in Oslo last week, …", which tell of a visit without a verb of travel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.model import Kind
from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.frames import Frame, Trigger, load_frames
from ingest.gazetteer import is_capital, is_city_state
from ingest.status import NEGATION
from ingest.subjects import resolve_relative
from ingest.syntax import SUBJECT

STAY = Frame("be in", "VERB", "stay", Kind.VISIT)
POSTED = frozenset({"ambassador", "permanent-representative", "spokesperson"})  # they live or speak where they are
_BE = frozenset({"is", "was", "were", "are", "be", "been", "’s", "'s"})
AWAITED = frozenset({"expected", "due", "scheduled", "slated", "awaited"})
_THERE = _BE | AWAITED
_BETWEEN = frozenset(
    {
        "not",
        "never",
        "also",
        "now",
        "then",
        "already",
        "still",
        "himself",
        "herself",
        "currently",
        "both",
        "last",
        "only",
        "again",
        "here",
    }
)


def find_stays(doc: Doc) -> Iterator[Trigger]:
    """Yield a trigger at each verb that says somebody is in a place: "was in Riyadh", "is due in Kyiv"."""
    for place in annotations_of(doc).mentions:
        if place.kind not in {MentionKind.CITY, MentionKind.COUNTRY} or place.is_adjective or place.is_possessive:
            continue
        verb = _verb_before(doc, place) or _aside_of_name(doc, place)
        if verb is not None and not _is_denied(doc, verb, place.start):
            yield Trigger(verb.i, verb.i + 1, STAY)
    for token in doc:
        if _is_awaited_here(token) and not _is_denied(doc, token, token.i):
            yield Trigger(token.i, token.i + 1, STAY)
        if is_there(token) and not _is_denied(doc, token, token.i):
            yield Trigger(token.i, token.i + 1, STAY)
        if token.lower_ == "here" and _is_here_aside(token):
            yield Trigger(token.i, token.i + 1, STAY)
        elif token.lower_ == "here" and token.i > token.sent.start:
            verb = _helper_before(doc, token.i - 1, token.sent.start)
            if verb is not None and not _is_denied(doc, verb, token.i):
                yield Trigger(verb.i, verb.i + 1, STAY)


def _ends_name(annotations: Annotations, at: int) -> bool:
    return any(m.kind is MentionKind.PERSON and m.end == at for m in annotations.mentions)


_HERE_ASIDE = re.compile(r"(?:in (?:[A-Z][a-z]+ )?\d{4}|(?:on|for|to) (?:[\w’'-]+ ){1,12}?[\w’'-]+|last \w+),")


def _is_here_aside(token: Token) -> bool:
    """Tell whether an aside says of who is named before it that they were where the report is written: "Kay, here in 1994, chose his words"."""
    doc = token.doc
    if token.i < token.sent.start + 2 or doc[token.i - 1].text != ",":
        return False
    behind = doc[token.i + 1 : token.sent.end].text
    return _ends_name(annotations_of(doc), token.i - 1) and _HERE_ASIDE.match(behind) is not None


def is_awaited(doc: Doc, trigger: Trigger) -> bool:
    """Tell whether somebody is only expected in a place: "is due in Kyiv"."""
    return trigger.frame is STAY and doc[trigger.token].lower_ in AWAITED


def is_here(doc: Doc, trigger: Trigger) -> bool:
    """Tell whether somebody is said to be where the report is written: "was here on Sunday"."""
    word = doc[trigger.token]
    behind = doc[trigger.token + 1 : min(word.sent.end, trigger.token + 5)]
    return word.lower_ == "here" or any(t.lower_ == "here" for t in behind) or _is_awaited_here(word)


def is_there(verb: Token) -> bool:
    """Tell whether a verb says that somebody was, or is due, at a place told of before, at a time: "was there in May", "had last been there"."""
    if verb.lower_ not in _THERE:
        return False
    doc, sent = verb.doc, verb.sent
    if doc[verb.i + 1 : verb.i + 2].text != "there" or verb.i == sent.start:
        return False
    if any(t.lower_ == "last" for t in doc[max(sent.start, verb.i - 2) : verb.i]):
        return True
    behind = doc[verb.i + 2 : min(sent.end, verb.i + 4)]
    return any(t.ent_type_ in {"DATE", "TIME"} for t in behind)


def last_told(annotations: Annotations, verb: Token) -> Mention | None:
    """Return the place last told before a verb, in its sentence or the one before it."""
    start = verb.doc[verb.sent.start - 1].sent.start if verb.sent.start else 0
    told = [
        m for m in annotations.mentions if m.kind in _PLACES and m.is_place and m.code and start <= m.start < verb.i
    ]
    return max(told, key=lambda m: m.start, default=None)


_PLACES = frozenset({MentionKind.CITY, MentionKind.COUNTRY})
_DAY_NEXT = re.compile(
    r"(?:here|(?:here |in (?:the|this) country )?(?:later )?(?:on (?:[A-Z][a-z]+day|[A-Z][a-z]+\.? \d)|today|tonight|tomorrow|this (?:week|weekend|month)|next (?:week|month)))\b[^;:]{0,30}(?:[.,;]|\bfor\b|$)"
)


def _is_awaited_here(token: Token) -> bool:
    """Tell whether somebody is expected with a day and no place, where the report is written: "is due on Saturday"."""
    doc = token.doc
    if token.lower_ not in {"due", "expected"} or not any(
        t.lower_ in {"is", "are", "was", "were"} for t in doc[max(token.sent.start, token.i - 2) : token.i]
    ):
        return False
    return _DAY_NEXT.match(doc[token.i + 1 : min(token.sent.end, token.i + 9)].text) is not None


def _is_denied(doc: Doc, verb: Token, at: int) -> bool:
    """Tell whether somebody is said not to be there: "has not been to Nairobi", "was never in Kyiv"."""
    return any(t.lower_ in NEGATION for t in doc[max(verb.sent.start, verb.i - 2) : at])


def _verb_before(doc: Doc, place: Mention) -> Token | None:
    at = place.start - 1
    ends = (m for m in annotations_of(doc).mentions if m.is_adjective and m.end == place.start and m.code == place.code)
    at = min((m.start - 1 for m in ends), default=at)  # "in the Kenyan capital"
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1 or doc[at].lower_ not in {"in", "at", "to"} or doc[at].sent.start > at - 1:
        return None
    is_to = doc[at].lower_ == "to"
    at = _before_asides(doc, at - 1, doc[place.start].sent.start)
    token = doc[at]
    if is_to:
        return token if token.lower_ == "been" else None
    if token.lower_ in {"spent", "spends"} and any(t.ent_type_ in {"DATE", "TIME"} for t in doc[token.i : place.start]):
        return token
    if token.lower_ == "up" and token.i and doc[token.i - 1].lemma_.lower() == "turn":
        return doc[token.i - 1]
    if token.lower_ in AWAITED and any(t.lower_ in _BE for t in doc[max(token.sent.start, at - 4) : at]):
        return token
    if token.lower_ in _TAKEN_IN and not any(t.lower_ == "by" for t in doc[token.i : token.sent.end]):
        # "had been received in Delhi in May"
        return next((child for child in token.children if child.dep_ == "aux:pass"), None)
    return token if token.lower_ in _BE and token.pos_ in {"AUX", "VERB"} else None


_TAKEN_IN = frozenset({"received", "welcomed", "greeted", "entertained"})


def group_there(doc: Doc, trigger: Trigger, index: dict[int, Mention]) -> Mention | None:
    """Return the group that is in a place, where the subject is one: "the two were in Doha"."""
    token = doc[trigger.token]
    subject = _subject(token, _top(token))
    at = subject.i if subject is not None else token.i - 1
    mention = index.get(at)
    return mention if mention is not None and mention.kind is MentionKind.GROUP and len(mention.people) > 1 else None


# "in Oslo for consultations", "in Oslo to attend the funeral": a purpose, without a comma in it
_PURPOSE = re.compile(r"(?:for|to|on) (?!(?:the )?first time\b)(?:[\w’'-]+ ){1,9}$")


def _aside_of_name(doc: Doc, place: Mention) -> Token | None:
    """Return the "in" of an aside that says where somebody was: "Cheney, in Tbilisi last Thursday, promised aid", "Kay, in Oslo for talks, met him"."""
    at = place.start - 1
    sent = doc[place.start].sent
    if at == sent.start + 1 and doc[at].lower_ == "in" and doc[at - 1].lower_ in _WHILE:
        return doc[at]
    is_city = place.kind is MentionKind.CITY or is_capital(place) or is_city_state(place)
    annotations = annotations_of(doc)
    is_due = doc[at - 1].lower_ in AWAITED
    comma = at - 1 - is_due
    if comma <= sent.start or doc[at].lower_ != "in" or doc[comma].text != "," or not (is_city or is_due):
        return None
    is_named = _ends_name(annotations, comma)
    end = next((t.i for t in doc[place.end : sent.end] if t.text == ","), sent.end)
    if not is_named or end + 1 >= sent.end or doc[end + 1].tag_ != "VBD":
        return None
    is_timed = any(t.end_token == end and place.end <= t.start <= place.end + 1 for t in annotations.times)
    if is_due:
        return doc[at - 1] if is_timed else None
    inside = doc[place.end : end]
    is_for = _PURPOSE.match(inside.text + " ") is not None and not any(_is_of_trip(t) for t in inside)
    return doc[at] if is_timed or is_for else None


_WHILE = frozenset({"while", "whilst", "once"})


def _is_of_trip(word: Token) -> bool:
    """Tell whether a noun tells of the stay by itself: "in Oslo on a visit"."""
    frame = load_frames().get((word.lemma_.lower(), word.pos_))
    return frame is not None and frame.frame == "trip"


def _before_asides(doc: Doc, at: int, start: int) -> int:
    while at > start and (
        doc[at].lower_ in _BETWEEN or doc[at].ent_type_ in {"DATE", "TIME"} or doc[at].lower_ in {"on", "this", "next"}
    ):
        at -= 1
    return at


def _helper_before(doc: Doc, at: int, start: int) -> Token | None:
    token = doc[_before_asides(doc, at, start)]
    return token if token.lower_ in _BE and token.pos_ in {"AUX", "VERB"} else None


def who_stays(doc: Doc, trigger: Trigger, index: dict[int, Mention]) -> list[str]:
    """Return the people who are in the place: the verb's subject, or whom "who" points back to."""
    token = doc[trigger.token]
    top = _top(token)
    subject = _subject(token, top)
    if subject is not None and subject.lower_ in {"who", "which"}:
        before = next((index[i] for i in (subject.i - 1, subject.i - 2) if i in index), None)
        if before is None:  # "sent Kay, the head of the agency, who spent three days there"
            before = next((index[word.i] for word in resolve_relative([subject]) if word.i in index), None)
        return list(before.people) if before is not None else []
    if token.lower_ == "in" and token.i > token.sent.start and token.nbor(-1).lower_ in _WHILE:
        ahead = next((child for child in top.head.children if child.dep_ in SUBJECT and child.i > token.i), None)
        return _people_at(ahead, index) if ahead is not None else []
    if subject is None and top.dep_ in {"conj", "xcomp"}:
        subject = _subject(token, top.head)
    return _people_at(subject, index) if subject is not None else _named_before(token, index)


def _top(token: Token) -> Token:
    """Return the word that "was" helps along: "Oslo" of "was in Oslo"."""
    return token.head if token.dep_ in {"cop", "aux", "aux:pass", "case"} else token


def _subject(token: Token, top: Token) -> Token | None:
    return next((child for child in top.children if child.dep_ in SUBJECT and child.i < token.i), None)


def _named_before(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return who is named right before a verb and what helps it: "Shoukry plans to be in", "Tinubu was on Monday expected in"."""
    doc, at = token.doc, token.i - 1
    while at > token.sent.start and (
        doc[at].pos_ in {"AUX", "ADV", "PART"} or doc[at].lower_ in _HELPS or doc[at].ent_type_ in {"DATE", "TIME"}
    ):
        at -= 1
    mention = index.get(at - 1 if doc[at].text == "," else at)  # "Tahnoun, the adviser, turned up in Ankara"
    return list(mention.people) if mention is not None and not mention.is_possessive else []


_HELPS = frozenset(
    "to on plans planned hopes hoped wants wanted intends intended expects expected due set scheduled".split()
)


def _people_at(word: Token, index: dict[int, Mention]) -> list[str]:
    words = [word, *(child for child in word.children if child.dep_ in {"conj", "flat", "appos", "compound"})]
    found: list[str] = []
    for each in words:
        mention = index.get(each.i)
        if mention is not None and not mention.is_possessive:
            found += [key for key in mention.people if key not in found]
    return found
