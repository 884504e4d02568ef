"""How long and where an encounter was: the duration and the place nearest to what tells of it."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, DurationMention, Mention, MentionKind, annotations_of
from ingest.date_words import COUNTED, DAY
from ingest.encounter import OFF, Encounter
from ingest.event_names import is_of_event
from ingest.frames import COMES, Trigger
from ingest.gazetteer import (
    capital_in,
    find_dateline,
    find_events,
    is_capital,
    is_city_state,
    is_second_of_dateline,
    load_events,
    load_venues,
)
from ingest.moments import OF_OWN_CLAUSE, OF_SENTENCE
from ingest.names import fold
from ingest.onward import is_gone_to_for, is_gone_to_from
from ingest.side_dates import FIRST_WORDS, is_in_own_clause, is_long_ago
from ingest.status import CANCEL
from ingest.syntax import OBJECT, SUBJECT, governing_verb, is_in_side_clause, is_in_what_clause, relative_of


def add_duration(annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set how long a meeting took: the nearest length of time of its clause."""
    near: tuple[int, DurationMention] | None = None
    for duration in annotations.durations:
        if start <= duration.start < end:
            distance = abs(duration.start - trigger.token)
            if near is None or distance < near[0]:
                near = (distance, duration)
    if near is not None and near[0] <= 14 and encounter.kind is not Kind.VISIT and encounter.status is Status.HELD:
        encounter.minutes, encounter.minutes_qualifier = near[1].minutes, near[1].qualifier
        encounter.given["duration_minutes"] = (near[1].start, near[1].end_token)


def add_place(doc: Doc, annotations: Annotations, encounter: Encounter, trigger: Trigger, start: int, end: int) -> None:
    """Set city, country and venue: the places of the sentence nearest to the trigger; a call has none."""
    if encounter.kind is Kind.CALL:
        return
    best: tuple[int, Mention] | None = None
    where = _antecedent_of_where(doc, annotations, doc[trigger.token]) or _antecedent_of_there(
        doc, annotations, doc[trigger.token]
    )
    events = find_events(doc, start, end)  # "at the edge of the Munich Security Conference"
    of_events = {i for event in events for i in range(event.start, event.end)}
    named = [m for m in annotations.mentions if m.start not in of_events]
    for mention in [*named, *events]:
        within = start <= mention.start < end and (
            mention.is_place or _is_host(doc, mention) or is_at_united_nations(doc, mention)
        )
        if mention != where and not within:
            continue
        if where is not None and mention.end <= where.start:
            continue  # "arrived in Lima from Oslo, where he had met her"
        if any(_is_of_office_or_name(doc, m, mention) for m in annotations.mentions):
            continue  # the Sultan of Sokoto need not be there, nor "Lee of Singapore"
        is_where = mention == where or _is_welcomed_to(doc, trigger, mention)
        distance = OF_WHERE if is_where else _place_distance(doc, encounter, trigger, mention, start)
        if distance is None:
            continue
        if mention.kind is MentionKind.VENUE:
            if distance <= FARTHEST_VENUE and encounter.venue is None and not _is_event(mention):
                encounter.venue = mention.name
                encounter.given["venue"] = (mention.start, mention.end)
            if city_of(mention) is None:
                continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    here = find_dateline(doc) if _is_told_here(doc[trigger.token]) else None
    if here is not None:
        _put(encounter, here)
    elif best is not None and best[0] <= FARTHEST_PLACE:
        _put(encounter, best[1])


def _is_told_here(word: Token) -> bool:
    """Tell whether somebody met "here", where the report was written: "met her here on Sunday", "held talks here"."""
    here = next((t for t in word.doc[word.i + 1 : word.sent.end] if t.lower_ == "here"), None)
    return here is not None and not any(
        t.pos_ in {"VERB", "AUX"} or t.text in {";", ":"} for t in word.doc[word.i + 1 : here.i]
    )


def _is_welcomed_to(doc: Doc, trigger: Trigger, mention: Mention) -> bool:
    """Tell whether a place is where somebody is welcomed: "welcomed him to Lima before the two went to Cuzco"."""
    root = doc[mention.start : mention.end].root
    return (
        trigger.frame.lemma == "welcome"
        and root.head.i == trigger.token
        and any(t.dep_ == "case" and t.lower_ == "to" for t in root.children)
    )


OF_WHERE = 6  # as far as the place before "where" counts: a place of the clause's own may be nearer
FARTHEST_VENUE = 25
FARTHEST_PLACE = 28  # in tokens, with what `_place_distance` adds


def _is_of_office_or_name(doc: Doc, mention: Mention, place: Mention) -> bool:
    """Tell whether a place is part of an office, or the state that a person behind whose name it stands is of."""
    if mention.kind is MentionKind.OFFICE:
        return mention.start < place.start < mention.end
    return mention.kind is MentionKind.PERSON and mention.end == place.start - 1 and doc[mention.end].lower_ == "of"


def _put(encounter: Encounter, mention: Mention) -> None:
    is_seat = mention.kind is MentionKind.ORGANIZATION
    city, country = UNITED_NATIONS if is_seat else city_of(mention) or (None, mention.code)
    encounter.country = country or None  # of a place between two states neither is the country
    if city is not None:
        encounter.city = city
        encounter.given["city"] = (mention.start, mention.end)
    encounter.given["country"] = (mention.start, mention.end)


def city_of(mention: Mention) -> tuple[str, str | None] | None:
    """Return city and country that a mention of a place tells: its own, a venue's or an event's, a city state's."""
    if mention.kind is MentionKind.CITY:
        return str(mention.name), mention.code
    if mention.kind is MentionKind.VENUE:
        return _city_of_venue(str(mention.name))
    return (str(mention.name), mention.code) if is_city_state(mention) or is_capital(mention) else None


def _city_of_venue(name: str) -> tuple[str, str] | None:
    """Return city and country of a building: known by its name, without its last word, or as a capital's: "Rome's Ciampino airport"."""
    owned = re.split(r"[’']s ", name)
    parts = (name, owned[-1], name.rpartition(" ")[0], name.rpartition(" of the ")[2])  # "George Hall of the Kremlin"
    forms = [fold(each).removeprefix("the ") for each in parts]
    known = next(
        (site for form in forms for table in (load_venues(), load_events()) if (site := table.get(form))), None
    )
    return known or capital_in(" ".join(owned))


UNITED_NATIONS = ("New York", "USA")
_OTHER_SEATS = frozenset({"Geneva", "Vienna", "Nairobi"})
_AT_UN = re.compile(
    r"(?<!ambassador )(?<!envoy )(?<!mission )(?<!representative )(?<!diplomat )(?<!diplomats )\b(?:at|(?:in|at) the (?:kitchens?|corridors?|margins?|halls?|lobby|building) of) the $",
    re.IGNORECASE,
)


def is_at_united_nations(doc: Doc, mention: Mention) -> bool:
    """Tell whether something was at the seat of the United Nations: "met at the U.N.", in a report that is from none of its other seats."""
    if mention.code != "UNO" or mention.kind is not MentionKind.ORGANIZATION:
        return False
    line = find_dateline(doc)
    behind = doc[mention.end : mention.end + 1]
    is_longer = behind.text[:1].isupper() or any(t.pos_ in {"NOUN", "PROPN"} for t in behind)
    before = doc[max(doc[mention.start].sent.start, mention.start - 6) : mention.start].text + " "
    return not is_longer and _AT_UN.search(before) is not None and (line is None or line.name not in _OTHER_SEATS)


def _is_event(mention: Mention) -> bool:
    return fold(str(mention.name)).removeprefix("the ") in load_events()


def _place_distance(doc: Doc, encounter: Encounter, trigger: Trigger, mention: Mention, start: int) -> int | None:
    """Return how far a place stands from a word of meeting, what speaks against it added; None where it cannot be meant."""
    distance = abs(mention.start - trigger.token) - (2 if mention.start > trigger.token else 0)
    before = doc[mention.start - 1].lower_ if mention.start else ""
    if encounter.status is Status.HELD and (
        _is_to_be_gone_to(doc, trigger, mention)
        or _is_of_stop(doc, trigger, mention)
        or (encounter.kind is not Kind.VISIT and is_gone_to_from(doc, trigger.token, mention))
    ):
        return None
    if encounter.kind is not Kind.VISIT and is_gone_to_for(doc[trigger.token], mention):
        return min(distance, OF_WHERE)
    if encounter.status not in OFF and _is_of_trip_called_off(doc[trigger.token], mention):
        return None
    distance += AS_EVENT if is_of_event(doc, mention) else 0
    distance += AS_DATELINE if _is_of_dateline(doc, mention) else 0
    distance += AS_SECOND if is_second_of_dateline(doc, mention) else 0
    between = doc[min(mention.start, trigger.token) : max(mention.start, trigger.token)]
    distance += 6 * sum(
        1 for t in between if t.lower_ in {"who", "whom", "whose", "which", "that", "after", "before", "since"}
    ) + 4 * sum(1 for t in between if t.pos_ == "VERB" and t.i != trigger.token)
    distance += OF_NEXT_CLAUSE if any(t.text == ";" for t in between) else 0
    root = doc[mention.start : mention.end].root
    word = doc[trigger.token]
    is_matter = root.head != word and is_of_matter(root)
    if (
        (is_matter and mention.kind is MentionKind.CITY)
        or _is_of_onlooker(root)
        or _is_behind_since(doc, root, word)
        or _is_of_other_event(root, word)
        or _is_told_of_another(root, word)
        or _is_known_by(doc, trigger, mention)
    ):
        return None
    if is_matter or is_in_side_clause(doc[mention.start], doc[trigger.token]):
        distance += 12
    if is_in_own_clause(root, doc[trigger.token]) and before in {"in", "at"}:
        distance = min(distance, OF_OWN_CLAUSE)  # "the summit, which she will host in Lima"
    if mention.kind is MentionKind.ORGANIZATION:
        return distance
    if mention.kind is MentionKind.VENUE:
        at = doc[mention.start - 2].lower_ if before == "the" and mention.start > 1 else before
        # An office speaks, sends or is told.
        return None if at in {"from", "to", "by", "with", "of"} and not _is_event(mention) else distance + AS_VENUE
    if _before_list(doc, mention) == "from" and (encounter.kind is not Kind.VISIT or trigger.frame.lemma in COMES):
        return None  # "Lula, fresh from Havana, met him"; "flew in from Manila"
    if before in {"to", "for"} and encounter.kind is not Kind.VISIT:
        if "invit" in doc[max(start, mention.start - 6) : mention.start].text.casefold():
            return None
        distance += 10
    if mention.start - start <= FIRST_WORDS and doc[start].sent.start == start and before in {"in", "at", "on"}:
        distance = min(distance, OF_SENTENCE)  # "In Lisbon, …" holds for the whole sentence
    if root.dep_ in SUBJECT | OBJECT and root.head.lemma_.lower() not in _REACH:
        distance += 15  # what is talked of, or acts
    return distance + (3 if mention.kind is MentionKind.COUNTRY else 0)


def _is_told_of_another(place: Token, word: Token) -> bool:
    return is_in_what_clause(place, word) or is_of_since_phrase(place, word)


_COUNTED_SINCE = re.compile(rf"\W*It was (?:the|their) (?:\w+ )?(?:{COUNTED})\b[^;]*\bsince\b")


def _is_behind_since(doc: Doc, place: Token, word: Token) -> bool:
    """Tell whether a place stands behind what a meeting is the first since: "It was their first talk since May, when they met in Oslo"."""
    return place.i > word.i and _COUNTED_SINCE.match(doc[word.sent.start : place.i].text) is not None


def is_of_since_phrase(place: Token, word: Token) -> bool:
    """Tell whether a place is of what a meeting is the first since: "met for the first time since the attack on the embassy in Beirut"."""
    for above in (place, *place.ancestors):
        if above == word or above.i < word.i:
            return False
        if any(child.lower_ == "since" and child.i < place.i for child in above.children):
            return above != place
    return False


# What is talked about, and where that was: "a truce in Idlib", "the Smolensk crash".
_MATTERS = frozenset(
    "truce ceasefire cease-fire war conflict crisis fighting violence unrest situation peace coup attack bombing massacre killing crash accident "
    "disaster earthquake flood clash offensive insurgency rebellion siege election".split()
)


def is_of_matter(place: Token) -> bool:
    """Tell whether a place is of a matter that is talked about: "failed to agree on a truce in Idlib", "spoke of the Smolensk crash"."""
    noun = place.head
    is_of = place.dep_.startswith("nmod") or place.dep_ == "compound"
    return is_of and noun.pos_ == "NOUN" and noun.lemma_.lower() in _MATTERS


def _is_of_other_event(place: Token, word: Token) -> bool:
    """Tell whether a place is of an event by which an aside tells who somebody is: "Kay, the host of the summit in Lima next month, met Roe"."""
    above = place
    for _ in range(5):
        if above.dep_ == "appos":
            return above.left_edge.i <= place.i and above.head.ent_type_ == "PERSON" and word not in above.subtree
        if not above.dep_.startswith("nmod") or above.head == above:
            return False
        above = above.head
    return False


_ONLOOKERS = frozenset(
    "analyst economist expert professor lecturer researcher academic scholar specialist scientist historian commentator columnist strategist "
    "lawyer writer author editor correspondent reporter journalist fellow".split()
)


def _is_of_onlooker(place: Token) -> bool:
    """Tell whether a place is where somebody works who only speaks about it: "an economist in Lima", "a lecturer at a college in Quito"."""
    word = place
    while word.dep_.startswith("nmod") and word.head != word:
        word = word.head
    return word != place and word.lemma_.lower() in _ONLOOKERS


def _is_known_by(doc: Doc, trigger: Trigger, mention: Mention) -> bool:
    """Tell whether a place is of what somebody, or their own, did at another time.

    "X, whose country closed its office in Muscat, met her"; "X, who had been in Moscow in September, met her"
    """
    clause = relative_of(doc[mention.start : mention.end].root)
    if clause is None or clause.i == trigger.token or any(t.i == trigger.token for t in clause.subtree):
        return False
    words = list(clause.subtree)
    if any(t.tag_ == "WP$" and t.i < mention.start for t in words):
        return True
    if not any(t.lower_ == "who" and t.dep_ in SUBJECT for t in words):
        return False
    first, last = words[0].i, words[-1].i
    dates = [time for time in annotations_of(doc).times if first <= time.start <= last]
    return bool(dates) and all(len(time.value) < DAY or is_long_ago(annotations_of(doc), time) for time in dates)


def _before_list(doc: Doc, mention: Mention) -> str:
    """Return the word before a place, or before the list of places that it stands in: "from" of "from Bamako and Niamey"."""
    at = mention.start - 1
    while at > 1 and doc[at].lower_ in {"and", "or", ","} and doc[at - 1].ent_type_ in {"GPE", "LOC"}:
        at -= 1
        while at > 0 and doc[at].ent_type_ in {"GPE", "LOC"}:
            at -= 1
    return doc[at].lower_ if at >= 0 else ""


def _is_to_be_gone_to(doc: Doc, trigger: Trigger, mention: Mention) -> bool:
    """Tell whether a place is where one of those who met will go: "met his colleague, who is to travel to Yerevan"."""
    place = doc[mention.start : mention.end].root
    if mention.start < trigger.token or not is_in_side_clause(place, doc[trigger.token]):
        return False
    governor = governing_verb(place)
    return governor is not None and governor.i > trigger.token and governor.tag_ == "VB"


_STOP = re.compile(
    r"\b(?:(?:[Aa]fter|[Ff]ollowing) (?:an? |the |his |her )?(?:brief |short )?(?:stops?|stop-?over) (?:in|at|on)|"
    r"(?:[Bb]ack|[Hh]ome|[Ff]resh|[Rr]eturning|[Rr]eturned|[Ww]ay|[Rr]eturn) (?:back |home )?from (?:an? |the |his |her )?(?:[\w-]+ ){0,3}?"
    r"(?:visits?|trips?|tours?|stay|journey|stop) (?:to|of|in)) $"
)


def _is_of_stop(doc: Doc, trigger: Trigger, mention: Mention) -> bool:
    """Tell whether a place is one that somebody stopped at before: "after a stop in Oslo, he met her", "back from a visit to Oslo"."""
    return (
        mention.start < trigger.token
        and _STOP.search(doc[mention.start].sent.text[: doc[mention.start].idx - doc[mention.start].sent.start_char])
        is not None
    )


_CALLED_OFF = CANCEL | {"skip", "skippe"}  # as the lemmatiser has "skipped"


def _is_of_trip_called_off(word: Token, place: Mention) -> bool:
    """Tell whether a place is where somebody did not go after all: "scrapped a stop in Oslo and flew to Bern for talks"."""
    root = word.doc[place.start : place.end].root
    verb = governing_verb(root)
    if verb is None or verb.lemma_.lower() not in _CALLED_OFF or not verb.i < place.start < word.i:
        return False
    nouns = [child for child in verb.children if child.dep_ in OBJECT and child.i < place.start]
    return bool(nouns) and not any(t == word or t.is_ancestor(word) for t in (root, *nouns))


def _is_of_dateline(doc: Doc, mention: Mention) -> bool:
    line = find_dateline(doc) if mention.start < FIRST_LINE else None
    return line is not None and mention.start < line.end


FIRST_LINE = 15  # tokens within which a dateline begins
OF_NEXT_CLAUSE = 24  # "met at the palace; they had last seen each other in Oslo"
AS_DATELINE = 6  # "ANKARA - In Tajikistan for a conference, he met her"
AS_SECOND = 30  # where others reported from
AS_EVENT = 12  # a place told otherwise goes before a city in the name of an event
AS_VENUE = 4  # the city itself, named beside its building, goes before


def _is_host(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city or country hosts what is told: "when Granada hosts the summit"."""
    root = doc[mention.start : mention.end].root
    is_named = mention.kind in {MentionKind.CITY, MentionKind.COUNTRY} and not mention.is_adjective
    return is_named and root.dep_ in SUBJECT and root.head.lemma_.lower() == "host"


_REACH = frozenset("visit reach tour enter leave host see".split())


def _antecedent_of_where(doc: Doc, annotations: Annotations, trigger: Token) -> Mention | None:
    """Return the place before "where" whose clause a word stands in: "left for Jakarta, where A will receive B"."""
    token = trigger
    for _ in range(8):
        where = next((child for child in token.children if child.lower_ == "where" and child.i < trigger.i), None)
        if where is not None:
            return _last_place(doc, annotations, where.i, where.sent.start)
        if token.head == token:
            return None
        token = token.head
    return None


def _antecedent_of_there(doc: Doc, annotations: Annotations, trigger: Token) -> Mention | None:
    """Return the place last named before "there" or "the same city": "received him there on Monday"."""
    near = [child for child in trigger.children if child.lower_ == "there" and child.dep_ != "expl"]
    first = next((t for t in trigger.sent if t.is_alpha), None)
    if first is not None and first.lower_ == "there" and first.dep_ != "expl":
        near.append(first)
    clause = trigger.sent
    near += [t for t in clause if t.lower_ in _SITES and t.i > 1 and doc[t.i - 2 : t.i].text.casefold() == "the same"]
    if not near:
        return None
    before = trigger.sent.start
    for _ in range(2):
        before = doc[before - 1].sent.start if before else 0
    is_city = near[0].lower_ in _TOWNS
    last = _last_place(doc, annotations, near[0].i, before, is_city=is_city)
    line = find_dateline(doc) if is_city and last is None else None
    return line if line is not None and line.start >= before else last


_SITES = frozenset("city capital town venue place hotel hall palace room building resort".split())  # "in the same city"


_TOWNS = frozenset({"city", "capital", "town", "resort"})


def _last_place(doc: Doc, annotations: Annotations, at: int, start: int, *, is_city: bool = False) -> Mention | None:
    """Return the last city, country or known building named between two tokens, governments and what is quoted left out."""
    places = [
        m
        for m in annotations.mentions
        if start <= m.start < at
        and (m.kind is not MentionKind.COUNTRY or not is_city)
        and (m.start not in annotations.in_quotes or at in annotations.in_quotes)
        and not m.is_adjective
        and not m.is_possessive
        and (
            m.kind is MentionKind.CITY
            or (m.kind is MentionKind.COUNTRY and (m.is_place or doc[m.start - 1].lower_ in {"for", "to"}))
            or (m.kind is MentionKind.VENUE and city_of(m) is not None)
        )
    ]
    return max(places, key=lambda m: m.start, default=None)
