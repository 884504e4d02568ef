"""Conferences: events of many delegations that somebody attends, or that are told of in their own right."""

from __future__ import annotations

import re
from itertools import islice

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import Arguments, people_listed
from ingest.control import subjects
from ingest.encounter import Encounter
from ingest.frames import Trigger
from ingest.meetings import SIDELINES
from ingest.nearby import person_before
from ingest.subjects import resolve_relative
from ingest.syntax import OBJECT, PASSIVE_SUBJECT, RELATIVE, SIDE_CLAUSE, SUBJECT, objects, obliques

# "during the summit", "on the eve of the conference": the event only dates or places what the sentence tells.
DATES_OR_PLACES = r"during|on the eve of|on the occasion of|at the edges? of|ahead of|before|after|following|since|until|like|unlike|from|by"
UP_TO_EVENT = r"\s+(?:the|an?|this|its|last|next|\w+['’]s)?\s*(?:[\w’'.-]+\s+){0,7}$"
_ONLY_DATES = re.compile(rf"\b(?:{DATES_OR_PLACES}){UP_TO_EVENT}")


def conference_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Return the conference a named event tells of: who attends, else the bodies whose it is; None where it is only a setting."""
    token = doc[trigger.token]
    if trigger.conference is None:
        return None
    near = doc[max(token.sent.start, token.i - 10) : token.i].text
    if SIDELINES.search(near) or _ONLY_DATES.search(near + " "):
        return None
    people = list(arguments.people) or _drawn(token, index)
    if not trigger.parties and not any(annotations.people[key].is_official for key in people):
        people = []  # "Robert Hill of the Pacific Forum"
    attends = re.search(
        r"\b(?:attend\w*|address\w*|join\w*|participat\w+|tak\w+ part in|took part in|speak\w* at|spoke at|at|going to|go to|host\w*|chair\w*|presid\w+ over|open\w*|clos\w+|arriv\w+ at|c[ao]me to|sent to|represented at|flew to|travel\w+ to|due at|expected at|(?:fl[iy]\w*|flew|travel\w*|proceed\w*|head\w*|go(?:es|ing)?|went|arriv\w+|c[ao]me)\b[^,;:]{1,50} for)\s+(?:the|a|an|its|this|last|\w+['’]s|\w+)?\s*(?:\w+[ -]){0,6}$",
        near + " ",
        re.IGNORECASE,
    )
    if attends and not people:
        # Who has no office works at a forum: "a former diplomat now at the Forum".
        people = [key for key in person_before(token, index) if annotations.people[key].is_official]
        if _is_of_clause_about_others(token, index, people):
            people = []
    if attends and len(people) == 1:
        people = _who_met_there(token, index) or people
    if not people and not trigger.parties:
        return None
    is_set = not people and _is_set_for(token, annotations)
    if not people and not is_set and (_in_subordinate(token) or _ONLY_DATES.search(near)):
        return None
    if (
        not people
        and not is_set
        and not _is_told_of(token, annotations)
        and not re.search(
            r"\b(?:held|convene[ds]?|gather(?:ed|s)?|met|opened|hosts?|hosted|ended|closed|filled|agreed|decided|follow\w*)\b",
            token.sent.text,
        )
    ):
        return None
    parties = list(dict.fromkeys([*trigger.parties, *_host_states(token, annotations)]))
    encounter = Encounter(Kind.CONFERENCE, Status.HELD, people, parties, conference=trigger.conference)
    if trigger.city is not None:
        encounter.city, encounter.country = trigger.city
    return [encounter]


def _host_states(token: Token, annotations: Annotations) -> list[str]:
    """Return the state that hosts an event: "Peru will host the summit", "the summit that Peru is to host"."""
    verbs = [token.head] if token.dep_ in OBJECT else [t for t in token.children if t.dep_ in RELATIVE]
    words = [word for verb in verbs if verb.lemma_.lower() == "host" for word in subjects(verb)]
    return [
        str(m.code)
        for m in annotations.mentions
        if m.kind is MentionKind.COUNTRY and m.code and any(m.start <= word.i < m.end for word in words)
    ]


_DRAWS = frozenset({"draw", "hear", "attract", "assemble"})


def _drawn(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return who came to an event that is the subject: "The summit drew A, B and C", "The conference will hear A"."""
    verb = token.head
    if token.dep_ not in SUBJECT or verb.lemma_.lower() not in _DRAWS:
        return []
    first = next((word for word in objects(verb) if word.i in index), None)
    return people_listed(token.doc, index[first.i].start, index) if first is not None else []


_OPENS = frozenset({"open", "begin", "start", "meet", "convene", "gather", "assemble"})
_IS_HELD = frozenset({"hold", "schedule", "host", "convene", "plan"})


def _is_set_for(token: Token, annotations: Annotations) -> bool:
    """Tell whether a sentence says when and where an event is: "the bloc's summit, which opens in Lima on Monday", "will be held in Lima in May"."""
    verb = token.head
    if token.dep_ in SUBJECT:
        is_told = verb.lemma_.lower() in _OPENS or (
            verb.lemma_.lower() == "take" and any(t.lower_ == "place" for t in objects(verb))
        )
    else:
        is_told = token.dep_ in PASSIVE_SUBJECT and verb.lemma_.lower() in _IS_HELD
    if not is_told:
        return False
    behind = range(verb.i, min(token.sent.end, verb.i + 12))
    before = range(token.sent.start, token.i)
    has_day = any(t.start in behind or t.start in before for t in annotations.times)
    return has_day and any(m.kind is MentionKind.CITY and m.start in behind for m in annotations.mentions)


_MEETS = frozenset({"meet", "see"})


def _who_met_there(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return both who met at an event: "met Putin at the summit"; none where no verb of meeting governs it."""
    verb = next((t for t in islice(token.ancestors, 4) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _MEETS:
        return []
    words = [*resolve_relative(subjects(verb)), *objects(verb), *obliques(verb, frozenset({"with"}))]
    named = [index[word.i] for word in words if word.i in index and not index[word.i].is_possessive]
    found = list(dict.fromkeys(key for mention in named for key in mention.people))
    return found if len(found) > 1 else []


def _is_of_clause_about_others(token: Token, index: dict[int, Mention], people: list[str]) -> bool:
    """Tell whether a clause about something else brings an event in: "backed the promise that was given at the summit"."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        mention = index.get(i)
        if mention is not None and set(mention.people) & set(people):
            return False
        word = token.doc[i]
        if word.lower_ in {"that", "which"} and word.dep_ in SUBJECT | PASSIVE_SUBJECT:
            return True
    return False


def _is_told_of(token: Token, annotations: Annotations) -> bool:
    """Tell whether an event is what a sentence with a day tells of: "A summit of the bloc in Abuja on 19 May gave its blessing"."""
    verb = token.head
    near = range(token.i, min(token.sent.end, token.i + 12))
    return (
        token.dep_ in SUBJECT
        and verb.tag_ == "VBD"
        and verb.i > token.i
        and any(t.start in near and t.start < verb.i for t in annotations.times)
    )


def _in_subordinate(token: Token) -> bool:
    """Tell whether a noun stands in a relative or adverbial clause."""
    for _ in range(10):
        if token.dep_ in SIDE_CLAUSE:
            return True
        if token.head == token:
            return False
        token = token.head
    return False
