"""Further rounds of talks that are told without anybody named.

"The next round is to take place in Oslo in May."           of the sides whose talks were told of before
"The inaugural dialogue was held in Lima in 2021."
"Experts of the two countries will meet on Friday."

Such a sentence must have a day, month or year of its own; who came or will come is not told.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from graph.model import STANDING, Kind
from ingest.annotations import Annotations, MentionKind
from ingest.arguments import clause_bounds
from ingest.attributes import add_place
from ingest.encounter import EDITION, Encounter, Source, dates_clash, sides_of
from ingest.frames import Frame, Trigger
from ingest.moments import add_time
from ingest.status import standing_of

MOST_SIDES = 3
_WHICH = (
    r"(?:next|previous|last|following|inaugural|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|another|new|fresh|further|"
    r"\d+(?:st|nd|rd|th))"
)
_EDITION = re.compile(
    rf"\b(?:the|an?|its|their|this) (?:\w+['’]s )?(?:\w+ )?{_WHICH} (?:[\w+-]+ ){{0,4}}?(?P<word>round|session|meeting|summit|dialogue|talks|consultations|negotiations)\b"
    r"(?! (?:between|with|among)\b| of (?:the )?(?:\w+ )?(?:vot\w+|elections?|ballots?|sanctions|tariffs|funding|fighting|violence|strikes|applause|parliament|assembly|congress|court))",
    re.IGNORECASE,
)
_HELD_BEHIND = re.compile(
    r"^[^.;:“]{0,60}?\b(?:held|take place|takes place|took place|taken place|convened?|opened|open|begin|began|start(?:ed)?|scheduled|planned|"
    r"set for|due|expected|slated|postponed|put off|cancelled|canceled)\b"
)
_HOLDS_BEFORE = re.compile(
    r"\b(?:they|two|three|both|sides|countries|governments|commission|committee|council|ministers|leaders|presidents)\b[^.;:“]{0,60}"
    r"\b(?:hold|holds|held|host|hosts|hosted|convene|convened) $",
    re.IGNORECASE,
)
_SIDES = (
    r"(?:the two|the three|both|the) (?:countries|sides|governments|nations|states|parties|neighbou?rs|delegations)"
)
_TEAMS = re.compile(
    rf"\b(?:(?:\w+ )?(?:experts|officials|delegations|negotiators|teams|groups|committees|ministers|diplomats|representatives) (?:from|of) {_SIDES}|{_SIDES})"
    r" (?:will|would|are to|were to|are (?:due|expected|scheduled) to|agreed to|have agreed to|had agreed to|plan to) (?:also |again |next )?"
    r"(?P<word>meet|hold)\b(?! (?:elections|a referendum|on to|their (?:own )?\w+s|the (?:deadline|criteria|targets?|needs|demands|conditions|costs)|targets|criteria))",
    re.IGNORECASE,
)


def further_editions(doc: Doc, annotations: Annotations, encounters: list[Encounter]) -> list[Encounter]:
    """Return the rounds and meetings of teams that sentences tell of by a day and a place alone.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        encounters: What is told of with people or sides.
    """
    made: list[Encounter] = []
    for sent in doc.sents:
        word = _edition_in(doc, sent)
        if word is None or word.i in annotations.in_quotes:
            continue
        base = _told_before(annotations, encounters, word)
        edition = _edition(doc, annotations, sent, word, base) if base is not None else None
        if edition is not None and not any(_is_told(annotations, edition, other) for other in [*encounters, *made]):
            made.append(edition)
    return made


_OF_NAMED_BODY = re.compile(r"\b(?:G-?(?:7|8|20)|[A-Z]{3,}|Group of (?:Seven|Eight|20|Twenty)) (?:[\w-]+ )?$")


def _edition_in(doc: Doc, sent: Span) -> Token | None:
    """Return the word that tells of another round, or of teams that meet; None where a sentence has none."""
    text = sent.text
    for match in _EDITION.finditer(text):
        if _OF_NAMED_BODY.search(text[: match.start("word")]):
            continue  # "the last G20 summit" is no round of the talks told of
        if _HELD_BEHIND.match(text[match.end() :]) or _HOLDS_BEFORE.search(text[: match.start()]):
            return _token_at(doc, sent, match.start("word"))
    teams = _TEAMS.search(text)
    return _token_at(doc, sent, teams.start("word")) if teams is not None else None


def _token_at(doc: Doc, sent: Span, character: int) -> Token | None:
    span = doc.char_span(sent.start_char + character, sent.start_char + character + 1, alignment_mode="expand")
    return span[0] if span is not None else None


_OF_BODY = re.compile(
    r"^of the (?:organi[sz]ation|bloc|group|grouping|alliance|body|union|forum|association|community)\b"
)


def _told_before(annotations: Annotations, encounters: list[Encounter], word: Token) -> Encounter | None:
    """Return the meeting or conference that a word tells another round of: its sides are known, two or three states, or a body.

    "The next round" is of what is told of most, "a second round" of what was told last, "the summit of the bloc" of a conference.
    """
    of_body = _OF_BODY.match(word.doc[word.i + 1 : word.i + 4].text)
    fitting = [
        encounter
        for encounter in encounters
        if encounter.kind is not Kind.VISIT
        and _first_token(encounter) < word.i
        and (
            (encounter.kind is Kind.CONFERENCE and encounter.codes)
            or (not of_body and 2 <= len(sides_of(annotations, encounter)) <= MOST_SIDES)
        )
    ]
    if any(child.lower_ in {"a", "an"} for child in word.children):
        return max(reversed(fitting), key=_first_token, default=None)
    return max(fitting, key=lambda each: (len(each.sources), -_first_token(each)), default=None)


def _first_token(encounter: Encounter) -> int:
    return min(source.token for source in encounter.sources)


def _edition(doc: Doc, annotations: Annotations, sent: Span, word: Token, base: Encounter) -> Encounter | None:
    """Return the further round of a meeting; None where people are named to act in it, or it has no date of its own."""
    start, end = clause_bounds(doc, word.i)
    acting = [
        m
        for m in annotations.mentions
        if start <= m.start < word.i
        and m.people
        and m.kind in {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN}
    ]
    standing = standing_of(doc, word, start, end)
    if acting or standing is None:
        return None
    is_conference = base.kind is Kind.CONFERENCE
    codes = list(base.codes) if is_conference else sides_of(annotations, base)
    edition = Encounter(base.kind if is_conference else Kind.MEETING, standing.status, [], codes)
    edition.statuses = [(standing.status, word.i)]
    edition.sources = [Source(sent.start, sent.end, f"{EDITION}:{word.lemma_.lower()}", word.i)]
    pos = "VERB" if word.pos_ == "VERB" else "NOUN"
    trigger = Trigger(word.i, word.i + 1, Frame(word.lemma_.lower(), pos, "talks", edition.kind))
    add_time(doc, annotations, edition, trigger, start, end)
    if edition.date is None:
        return None
    add_place(doc, annotations, edition, trigger, sent.start, sent.end)
    return edition


def _is_told(annotations: Annotations, edition: Encounter, other: Encounter) -> bool:
    """Tell whether an encounter of the same sides, standing and days is told of already."""
    return (
        other.kind is not Kind.VISIT
        and set(edition.codes) <= set(sides_of(annotations, other))
        and STANDING[edition.status] == STANDING[other.status]
        and other.date is not None
        and not dates_clash(edition, other)
    )
