"""Visits that are told of when they are over: where somebody comes back from, and which place they leave.

"on his return from Tashkent on Wednesday", "back from Yerevan, Kay told the house", "on her way home from Manila"
"Kay left Baku on Sunday", "a day after Kay left Baku", "leaves today" where the report is written
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.date_words import DAY, MONTH
from ingest.encounter import Encounter, Source, is_long_past
from ingest.gazetteer import find_dateline, is_capital
from ingest.likely_visits import SEATS
from ingest.stays import POSTED
from ingest.subjects import resolve_relative, subject_tokens
from ingest.syntax import SUBJECT

RULE = "visit:over"
_WORDS = frozenset(
    "from leave leaves left leaving depart departs departed departing home back returned returns return flew".split()
)
_BACK_FROM = re.compile(
    r"(?:\b(?:on|upon|since|after|before|following) (?:his|her|their) (?:return|arrival back)|\b(?:way|flight|plane|aircraft|journey|trip) (?:back|home)"
    r"|(?:^|, ?|\b(?:is|was|just|barely|newly|freshly) )back|^home)"
    r"(?: (?:to|in) (?:[A-Z][\w’'-]+ ?){1,3}| home| here)?(?: (?:on|late|early) [\w ]{3,24}?)? from (?:the )?$",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?:for home\b|(?:the country |here )?(?:(?:later|early|late) )?(?:on [A-Z]\w+day\b|on [A-Z][a-z]+\.? \d|today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening)|[A-Z]\w+day\b)(?! for | to ))"
)
_AT_EVENT = re.compile(
    r" ?,? ?where (?:he|she) (?:had )?(?:attended|took part in|taken part in|joined|addressed)\b"
)  # a conference, not a visit
_GOES = frozenset({"leave", "depart"})


def visits_over(
    doc: Doc, annotations: Annotations, index: dict[int, Mention], told: list[Encounter]
) -> list[Encounter]:
    """Return the visits of officials abroad that are told of by where they come back from, or which place they leave.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        index: Mentions of people by token.
        told: What single words tell of; a stay told there is not told again.
    """
    known_stays = {
        (key, e.country)
        for e in told
        if e.kind is Kind.VISIT and e.status is Status.HELD and not is_long_past(e, annotations)
        for key in e.people
    }
    found: list[Encounter] = []
    for sent in doc.sents:
        if not any(t.lower_ in _WORDS for t in sent):
            continue
        places = [m for m in annotations.mentions if sent.start < m.start < sent.end and _is_site(m)]
        coming = _come_back(doc, sent, places, index)
        for person, place, at in [*coming, *_left(doc, sent, places, index), *_leave_here(annotations, sent, index)]:
            key = person.people[0]
            known = annotations.people[key]
            if not known.is_official or known.country in {None, place.code} or annotations.posts_of(key) & POSTED:
                continue
            if doc[person.start].lower_ in {"a", "an"} or place.name == SEATS.get(str(known.country)):
                continue  # "a senior diplomat flew home"
            if annotations.knowledge.is_member(str(place.code), str(known.country), annotations.day()):
                continue
            if (key, place.code) in known_stays:
                continue
            found.append(_visit(annotations, sent, key, place, at))
    return found


def _is_site(mention: Mention) -> bool:
    is_name = mention.kind in {MentionKind.CITY, MentionKind.COUNTRY} and mention.is_place and mention.code is not None
    return is_name and not mention.is_adjective and not mention.is_possessive


def _visit(annotations: Annotations, sent: Span, key: str, place: Mention, at: int) -> Encounter:
    """Return the visit of somebody to a place that they leave; the day told is the last one, so of it no more than its month is sure."""
    visit = Encounter(Kind.VISIT, Status.HELD, [key], [str(place.code)], country=place.code)
    if place.kind is MentionKind.CITY or is_capital(place):
        visit.city, visit.given["city"] = place.name, (place.start, place.end)
    visit.given["country"] = place.start, place.end
    last = place.end if place.end > at else at
    behind = [t for t in annotations.times if at < t.start < min(sent.end, last + 4) and t.kind != "years"]
    if behind and len(behind[0].value) >= MONTH and place.start >= sent.start:
        # No day is told by "leaves tomorrow", of a stay that has lasted for days
        visit.date = visit.date_end = behind[0].value[:MONTH] if len(behind[0].value) == DAY else behind[0].value
        visit.given["start_date"] = behind[0].start, behind[0].end_token
    visit.statuses = [(Status.HELD, at)]
    visit.sources = [Source(sent.start, sent.end, RULE, at)]
    return visit


def _come_back(
    doc: Doc, sent: Span, places: list[Mention], index: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention, int]]:
    """Yield who comes back from where: "on his return from Tashkent", "Kay, back from Yerevan,"."""
    for place in places:
        match = _BACK_FROM.search(doc[sent.start : place.start].text + " ")
        is_part = doc[place.end : place.end + 1].text[:1].isupper()  # "from North Africa"
        if match is None or is_part or _AT_EVENT.match(doc[place.end : sent.end].text):
            continue
        at = next(t.i for t in reversed(doc[sent.start : place.start]) if t.lower_ == "from")
        person = _whose(doc, sent, at, index)
        if person is not None:
            yield person, place, at


def _whose(doc: Doc, sent: Span, at: int, index: dict[int, Mention]) -> Mention | None:
    """Return who is on the way from somewhere: whom "his" means, who is named right before, else the subject."""
    own = next((t for t in reversed(doc[max(sent.start, at - 8) : at]) if t.lower_ in {"his", "her"}), None)
    if own is not None and (meant := _sole(index.get(own.i))) is not None:
        return meant
    before = next((t for t in reversed(doc[sent.start : at]) if t.text == ","), None)
    if own is None and before is not None and before.i - 1 in index and at - before.i < MOST_BETWEEN:
        return _sole(index[before.i - 1])
    return _sole(index.get(subject.i) if (subject := _subject_of(sent)) is not None else None)


MOST_BETWEEN = 7  # words from the comma behind a name to "from"


def _subject_of(sent: Span) -> Token | None:
    """Return the subject of a sentence's main clause."""
    return next((child for child in sent.root.children if child.dep_ in SUBJECT), None)


def _sole(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and len(mention.people) == 1 else None


def _left(
    doc: Doc, sent: Span, places: list[Mention], index: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention, int]]:
    """Yield who left where: "left Baku on Sunday", "a day after leaving Beirut"."""
    for place in places:
        at = place.start - 1 - (doc[place.start - 1].lower_ == "the")
        if at < sent.start or doc[at].lemma_.lower() not in _GOES or doc[at].pos_ != "VERB":
            continue
        if doc[place.end : place.end + 1].text in {"out", "off", "alone", "with", "’s", "'s", "-"}:
            continue  # "left Rwanda off the list"
        person = _leaver(doc[at], index)
        if person is not None:
            yield person, place, at


def _leaver(verb: Token, index: dict[int, Mention]) -> Mention | None:
    words = resolve_relative(subject_tokens(verb))
    named = [index[word.i] for word in words if word.i in index]
    return _sole(named[0]) if len(named) == 1 and len(words) == 1 and not named[0].is_possessive else None


def _leave_here(
    annotations: Annotations, sent: Span, index: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention, int]]:
    """Yield who leaves where the report is written: "leaves today after breakfast with Roe", "was to fly home tonight"."""
    doc = sent.doc
    here = find_dateline(doc)
    if here is None:
        return
    for verb in sent:
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB" or lemma not in _GOES | {"fly", "return"}:
            continue
        behind = doc[verb.i + 1 : min(sent.end, verb.i + 5)].text
        person = _leaver(verb, index)
        if person is None or any(t.lower_ == "from" for t in doc[verb.i + 1 : min(sent.end, verb.i + 9)]):
            continue
        goes = behind.startswith("home") if lemma == "fly" else _TODAY.match(behind) is not None
        is_for = any(t.lower_ == "for" for t in doc[verb.i + 2 : min(sent.end, verb.i + 9)])
        if (goes and not is_for) or _goes_home(sent, verb, annotations, person):
            yield person, here, verb.i


_HOMEWARDS = re.compile(r"(?:back |home )?(?:to|for) (?:the )?(?=[A-Z])")


def _goes_home(sent: Span, verb: Token, annotations: Annotations, person: Mention) -> bool:
    """Tell whether somebody goes to their own country: "flew back to Nairobi last evening", "left for Nairobi"."""
    doc = sent.doc
    match = _HOMEWARDS.match(doc[verb.i + 1 : min(sent.end, verb.i + 6)].text)
    if match is None:
        return False
    home = annotations.people[person.people[0]].country
    at = doc[verb.i + 1].idx + match.end()
    return any(doc[m.start].idx == at and m.code == home for m in annotations.mentions if _is_site(m))
