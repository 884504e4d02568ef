"""Visits: who travels, and where to."""

from __future__ import annotations

import re
from itertools import product

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import Arguments, clause_bounds
from ingest.control import subjects
from ingest.encounter import Encounter
from ingest.frames import COMES, Trigger
from ingest.gazetteer import find_dateline, is_capital
from ingest.nearby import OF_MEETING, has_word, names_before, object_is_person, person_before, span_of
from ingest.status import INVITATION_TO
from ingest.stays import POSTED, group_there, is_here, is_there, last_told, who_stays
from ingest.stop_days import own_days, put_own_days
from ingest.syntax import FINITE, OBJECT, PASSIVE_SUBJECT, RELATIVE, SUBJECT, conjuncts, objects
from ingest.travellers import (
    guest_and_host,
    own_traveller,
    visiting_guests,
    whose_trip,
    without_sayers,
    without_those_aside,
    without_those_seen,
)
from ingest.triggers import ON_A_DAY
from ingest.unsaid_places import foreigners_there, invited_home, named_as_stop, understood, whose_feast

_PLACES = frozenset({MentionKind.CITY, MentionKind.COUNTRY})


def invitation_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Make of "A invited B to C" a visit by B that is proposed."""
    token = doc[trigger.token]
    _, end = clause_bounds(doc, trigger.token)
    place = _destination(doc, annotations, trigger, end)
    guest = next((index[i] for i in range(token.i + 1, min(end, token.i + 6)) if i in index and index[i].people), None)
    if token.tag_ == "VBN" and any(t.dep_ in PASSIVE_SUBJECT or t.dep_ == "aux:pass" for t in token.children):
        # "Kenyatta has been invited to Beijing"
        named = [index[t.i] for t in subjects(token) if t.i in index]
        straight = place is not None and doc[token.i + 1].lower_ == "to" and place.start <= token.i + 4
        guest = named[0] if named and straight else None
    if place is None and doc[token.i + 1].lower_ == "there":
        place = last_told(annotations, token)
        guest = next((index[t.i] for t in subjects(token) if t.i in index), None)
    asked = list(guest.people) if guest is not None else _each_before(doc, annotations, token, arguments)
    if place is None or not asked or doc[place.start - 1].lower_ in _OF_WHAT:
        return None
    gathering = _gathering_asked_to(guest, place, index, doc) if guest is not None else None
    if gathering is not None:
        return [gathering]
    body = _club_asked_to(guest, place, index) if guest is not None else None
    if guest is not None and body is not None and doc[body.end].lower_ in {"in", "at"}:
        return [_to_gathering(guest, body, place)]  # "invited her to the G20 in Bali"
    if guest is not None and len(asked) == 1:
        if annotations.people[asked[0]].country == place.code:
            return None
        asked += [key for each in _invited_with(doc, guest, place, index) for key in each.people]
    else:
        asked = [key for key in asked if annotations.people[key].country != place.code]
    made = [Encounter(Kind.VISIT, Status.PROPOSED, [key]) for key in asked]
    for encounter in made:
        _set_place(encounter, place)
    return made or None


def _each_before(doc: Doc, annotations: Annotations, token: Token, arguments: Arguments) -> list[str]:
    """Return whom "each of them" means, who are named before: "saw A, then B, and invited each of them to Lima"."""
    if doc[token.i + 1 : token.i + 4].text not in {"each of them", "both of them"}:
        return []
    named = dict.fromkeys(key for mention in names_before(annotations, token) for key in mention.people)
    return [key for key in named if key not in arguments.people]


_CLUBS = frozenset({"G7", "G8", "G20", "APEC", "BRICS"})


def _club_asked_to(guest: Mention, place: Mention, index: dict[int, Mention]) -> Mention | None:
    """Return the body to whose yearly meeting somebody is invited."""
    return next((index[i] for i in range(guest.end, place.start) if i in index and index[i].code in _CLUBS), None)


_TO_GATHERING = re.compile(
    r"\W*to (?:the |an? |this |its |his |her )(?:(?!visit|trip|for)[\w’'.&-]+ ){0,7}?(?P<event>summit|conference|forum|congress)(?: \w+)? (?:in|at) (?:the )?$"
)


def _gathering_asked_to(guest: Mention, place: Mention, index: dict[int, Mention], doc: Doc) -> Encounter | None:
    """Return the conference of many that somebody is invited to, which is no visit: "invited her to the bloc's summit in Bali"."""
    match = _TO_GATHERING.match(doc[guest.end : place.start].text + " ")
    if match is None:
        return None
    inside = (index[i] for i in range(guest.end, place.start) if i in index)
    codes = list(dict.fromkeys(m.code for m in inside if m.kind is MentionKind.ORGANIZATION and m.code))
    encounter = Encounter(
        Kind.CONFERENCE, Status.PROPOSED, list(guest.people), codes, conference=codes[0] if codes else match["event"]
    )
    _set_place(encounter, place)
    return encounter


def _to_gathering(guest: Mention, body: Mention, place: Mention) -> Encounter:
    """Return the yearly meeting of a body that somebody is invited to."""
    encounter = Encounter(Kind.CONFERENCE, Status.PROPOSED, list(guest.people), [str(body.code)], conference=body.code)
    _set_place(encounter, place)
    return encounter


# "invited her to work with him on Cuba"
_OF_WHAT = frozenset({"on", "about", "over", "against", "regarding", "concerning"})


def _invited_with(doc: Doc, guest: Mention, place: Mention, index: dict[int, Mention]) -> list[Mention]:
    """Return who else is invited: "invited Gaddafi and President Castro to South Africa"."""
    found: list[Mention] = []
    for i in range(guest.end, place.start):
        mention = index.get(i)
        if mention is None or mention.kind is not MentionKind.PERSON:
            if (
                mention is None
                and doc[i].lower_ not in {",", "and", "the"}
                and doc[i].pos_ not in {"PROPN", "ADJ", "NOUN"}
            ):
                break
            continue
        is_new = len(mention.people) == 1 and not mention.is_possessive
        if is_new and all(mention.people != other.people for other in (guest, *found)):
            found.append(mention)
    return found


def _destination(doc: Doc, annotations: Annotations, trigger: Trigger, end: int) -> Mention | None:
    """Return the place a trip goes to: the object of "visit", what follows "to", "in", or an adjective ("Beijing trip")."""
    token = doc[trigger.token]
    of_guests = {i for m in annotations.mentions if m.kind is MentionKind.OFFICE for i in range(m.start, m.end)}
    places = {
        m.start: m
        for m in annotations.mentions
        if m.kind in _PLACES and m.code and not (m.is_adjective and m.kind is MentionKind.COUNTRY)
        if token.lower_ != "visiting" or m.start not in of_guests  # "visiting Singapore Foreign Minister Wong"
    }
    is_left = False
    for steps, i in enumerate(range(token.i + 1, min(end, token.i + 14))):
        mention = places.get(i)
        if mention is not None and not mention.is_possessive:
            before = doc[i - 1].lower_ if i else ""
            if trigger.frame.lemma in {"leave", "depart"} and before != "for" and _is_left_for(doc, mention, end):
                continue  # "left Tokyo on Sunday for Seoul"
            if before == "from" and (
                any(t.lower_ == "to" for t in doc[mention.end : min(end, mention.end + 4)])
                or (
                    trigger.frame.lemma in COMES
                    and doc[trigger.token + 1].lower_ not in {"home", "back"}
                    and not re.match(r",? where\b", doc[mention.end : mention.end + 2].text)
                )
            ):
                is_left = True
                continue  # "flew from Brussels to Kyiv", "arrived here from Mexico"
            if is_left and before not in {"to", "in", "into", "at"}:
                continue  # "from Nairobi, Kampala and Dodoma"
            direct = trigger.frame.frame == "visit" and steps <= 4
            if (
                direct
                or before in {"to", "in", "into", "at", "for", "the", "of", "through", "from", "on", "capital", ","}
                or i == token.i + 1
                or (trigger.frame.lemma == "stop" and before in {"be", "is", "was"})
                or any(m.end == i and m.is_adjective and m.code == mention.code for m in annotations.mentions)
            ):
                return mention
        if trigger.frame.frame == "trip" and _tells_something_else(doc[i]):
            break
        if doc[i].text == "," and token.dep_ in RELATIVE and doc[i + 1 : i + 2] and doc[i + 1].tag_ in FINITE:
            break  # "Kay, who flew in on Monday, was to go on to Oslo": the main clause goes on
        if doc[i].lower_ in {
            "that",
            "who",
            "which",
            "because",
            "but",
            "after",
            "before",
            "when",
            "said",
            "says",
            "where",
            "since",
            "meeting",
            "talks",
            "summit",
            "follow",
            "conference",
        } or doc[i].text in {";", ":"}:
            break
    if any(t.lower_ == "there" for t in doc[token.i + 1 : token.i + 3]) and trigger.frame.frame == "travel":
        named = [m for m in annotations.mentions if m.kind in _PLACES and m.is_place and m.code and m.start < token.i]
        return max(named, key=lambda m: m.start, default=None)
    ends = {m.end: m for m in annotations.mentions if m.kind in _PLACES and m.code}
    if trigger.frame.frame == "trip":
        mention = named_as_stop(annotations, token) or ends.get(token.i) or ends.get(token.i - 1)
        if mention is not None and not (mention.is_possessive):
            return mention
    return None


def _is_left_for(doc: Doc, place: Mention, end: int) -> bool:
    """Tell whether "for" and a name follow soon behind the place somebody leaves."""
    following = doc[place.end : min(end, place.end + 6)]
    return any(t.lower_ == "for" and doc[t.i + 1 : t.i + 2].text[:1].isupper() for t in following)


_GOES_ON = frozenset("take bring lead carry include begin start end go continue come be have will would".split())


def _tells_something_else(word: Token) -> bool:
    """Tell whether a verb goes on to another matter than where a trip leads: "the visit by Ellwood focused on support to Syria"."""
    if word.lemma_.lower() in {"focus", "centre", "center", "concentrate"}:
        return True  # taken for participles: "the visit focused on …"
    return word.pos_ == "VERB" and word.tag_ in {"VBD", "VBZ", "VBP"} and word.lemma_.lower() not in _GOES_ON


def visits_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Return one visit for each traveller; a trip without a place is an anaphor, or is aimed later."""
    _, end = clause_bounds(doc, trigger.token)
    token = doc[trigger.token]
    place = _destination(doc, annotations, trigger, end) or _where_it_is_written(doc, trigger)
    if place is None and trigger.frame.lemma == "invitation":
        place = whose_feast(annotations, token, end)
    if trigger.frame.frame in {"stay", "carry"}:
        return _stays_of(doc, annotations, trigger, place, end, index)
    guests = visiting_guests(annotations, token, index)
    if guests:
        return _visits_of_guests(annotations, token, guests, arguments, place)
    called_on = _people_called_on(doc, trigger, index)
    if called_on is not None:
        met = list(dict.fromkeys([*arguments.people, *called_on]))
        return [Encounter(Kind.MEETING, Status.HELD, met, list(arguments.codes))] if len(met) > 1 else None
    guests, host = _of_host(annotations, trigger, token, arguments, place, index)
    if guests and host is not None and (place is None or place.code == host):
        return [_hosted(key, host, place) for key in guests]
    people = without_sayers(token, _travellers(doc, annotations, trigger, arguments, end, index), index)
    if trigger.frame.frame == "trip":
        place, people = _implied(doc, annotations, token, place, people, index, is_definite=arguments.is_definite)
    if not people:
        if trigger.frame.frame == "trip" and (arguments.is_definite or place is not None):
            encounter = Encounter(Kind.VISIT, Status.HELD, is_anaphor=True)
            _set_place(encounter, place)
            return [encounter]
        return None
    if _leads_nowhere(doc, trigger, place):
        return None
    made: list[Encounter] = []
    stops: list[Mention | None] = [place]
    if place is not None and doc[place.start - 1].lower_ != "from":
        stops += _further_places(doc, annotations, place, end)
    until = own_days(doc, annotations, stops, end)
    for key, each in product(people, stops):
        person = annotations.people[key]
        if each is not None and (person.country == each.code or _goes_home(doc, annotations, trigger, key, each)):
            continue
        encounter = Encounter(Kind.VISIT, Status.HELD, [key])
        put_own_days(doc, annotations, encounter, each, until)
        _set_place(encounter, each)
        encounter.is_anaphor = each is None
        made.append(encounter)
    return made or None


def _of_host(
    annotations: Annotations,
    trigger: Trigger,
    token: Token,
    arguments: Arguments,
    place: Mention | None,
    index: dict[int, Mention],
) -> tuple[list[str], str | None]:
    """Return the guests of a visit and their host's country, where the sentence names a host and no place."""
    if trigger.frame.frame == "trip":
        return guest_and_host(annotations, token, index)
    if trigger.frame.frame != "visit" or place is not None:
        return [], None
    home = invited_home(annotations, token, arguments.people)
    return (arguments.people, home) if home is not None else ([], None)


_SEATS = {"EUU": "Brussels", "NATO": "Brussels", "UNO": "New York"}  # where those who serve a body go home to


def _goes_home(doc: Doc, annotations: Annotations, trigger: Trigger, key: str, place: Mention) -> bool:
    """Tell whether "he returns to Seoul" is of somebody else who is at home there, named in that sentence or the one before.

    Who serves a body goes home to its seat.
    """
    token = doc[trigger.token]
    sent = token.sent
    if trigger.frame.lemma == "return" and place.name == _SEATS.get(str(annotations.people[key].country)):
        return True
    if trigger.frame.lemma != "return" or any(key in m.people for m in names_before(annotations, token)):
        return False
    floor = doc[sent.start - 1].sent.start if sent.start else 0
    near = {k for m in annotations.mentions if floor <= m.start < trigger.token for k in m.people}
    return any(annotations.people[other].country == place.code for other in near)


def _visits_of_guests(
    annotations: Annotations, token: Token, guests: list[str], arguments: Arguments, place: Mention | None
) -> list[Encounter]:
    """Return the visits of "visiting Foreign Minister X", and the meeting with who speaks to them, who is no traveller.

    They are where the only others whom the sentence names before are at home.
    """
    hosts = [key for key in arguments.people if key not in guests]
    named = names_before(annotations, token)
    homes = {annotations.people[key].country for m in named for key in m.people if key not in guests}
    abroad = [key for key in guests if annotations.people[key].country not in homes]
    if place is None and len(homes) == 1 and None not in homes:
        visits = [_hosted(key, str(next(iter(homes))), None) for key in abroad]
    else:
        visits = [_to(key, place) for key in guests if place is None or annotations.people[key].country != place.code]
    if not hosts or has_word(token.sent, OF_MEETING):
        return visits
    return [*visits, Encounter(Kind.MEETING, Status.HELD, [*hosts, *guests])]


def _where_it_is_written(doc: Doc, trigger: Trigger) -> Mention | None:
    """Return the place of the dateline where somebody is told to have come there: "arrived here", "flew in on Tuesday", "who had come on Sunday"."""
    flew_in = _flew_in(doc, trigger)
    came = _had_come(doc[trigger.token]) or _comes_here(doc[trigger.token])
    if trigger.frame.lemma not in {"arrive", "land"} and not flew_in and not came:
        return None
    start = trigger.token + 1 + flew_in
    behind = doc[start : min(doc[trigger.token].sent.end, start + 4)].text
    return find_dateline(doc) if _HERE.match(behind) else None


def _comes_here(verb: Token) -> bool:
    """Tell whether somebody comes to where the report is written: "the first premier to come here"."""
    return verb.lemma_.lower() == "come" and verb.doc[verb.i + 1 : verb.i + 2].text == "here"


def _had_come(verb: Token) -> bool:
    """Tell whether it is added of somebody that they came: "Kay, who came on Sunday", "Kay had come the day before", not "the offer had come"."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECT), None)
    if verb.lemma_.lower() != "come" or subject is None:
        return False
    is_name = subject.pos_ == "PROPN" or subject.lower_ in {"he", "she"}
    return subject.lower_ == "who" or (is_name and any(child.lower_ == "had" for child in verb.children))


_HERE = re.compile(rf"here\b|in (?:the (?:country|kingdom|republic|sultanate|emirate|capital)|town)\b|{ON_A_DAY}")
_MAY_LACK_PLACE = frozenset({"arrive", "land", "come"})


_HOME_FROM = re.compile(
    r"\b(?:home|back|return\w*) (?:(?:in|to) (?:[A-Z][\w’'-]+ ){1,3}(?:on \w+ )?)?(?:from|after) (?:his|her|their|the|that|this) (?:[\w-]+ ){0,2}$"
)


def _implied(
    doc: Doc,
    annotations: Annotations,
    token: Token,
    place: Mention | None,
    people: list[str],
    index: dict[int, Mention],
    *,
    is_definite: bool,
) -> tuple[Mention | None, list[str]]:
    """Return where and whose the trip is that a noun means, if travellers or place are left out: in whose course something was done, called off."""
    if people:
        return (place, people) if place is not None else understood(doc, annotations, token, people)
    if place is None:
        where, guests = foreigners_there(doc, annotations, token)
        if guests:
            return where, guests
    if is_definite and _called_off(doc, token):
        # "Blinken had been due in Beijing, but the trip was scrapped"
        named = person_before(token, index)
        return place or _place_before(annotations, token), named if len(named) == 1 else []
    return place, []


def _leads_nowhere(doc: Doc, trigger: Trigger, place: Mention | None) -> bool:
    """Tell whether a word of travel leads nowhere by itself: "travelled", "went American", "once he is home from his journey"."""
    token = doc[trigger.token]
    if place is not None:
        is_people = place.kind is MentionKind.COUNTRY and place.is_adjective
        return is_people and trigger.frame.frame == "travel" and token.lemma_.lower() in {"go", "head"}
    if trigger.frame.frame == "trip":
        return _HOME_FROM.search(doc[token.sent.start : token.i].text + " ") is not None
    if trigger.frame.lemma == "come" and re.match(ON_A_DAY, doc[token.i + 1 : token.sent.end].text):
        return not _had_come(token)  # "the offer of the minister came on Monday"
    may_lack = trigger.frame.lemma in _MAY_LACK_PLACE or _flew_in(doc, trigger)
    return trigger.frame.frame in {"travel", "visit"} and not may_lack


def _flew_in(doc: Doc, trigger: Trigger) -> bool:
    return trigger.frame.lemma == "fly" and doc[trigger.token + 1 : trigger.token + 2].text == "in"


def _travellers(
    doc: Doc,
    annotations: Annotations,
    trigger: Trigger,
    arguments: Arguments,
    end: int,
    index: dict[int, Mention],
) -> list[str]:
    """Return the officials who travel: those the word takes, else those a noun's surroundings give."""
    token = doc[trigger.token]
    invited = _invited(doc, token, index)
    if not invited and trigger.frame.frame == "trip":
        invited = own_traveller(token, index)
    if invited:
        return [key for key in invited if annotations.people[key].is_official]
    people = [key for key in arguments.people if annotations.people[key].is_official]
    if trigger.frame.frame == "trip":
        if token.i and doc[token.i - 1].lower_ in {"this", "that", "such"}:
            people = []
        if arguments.is_definite and token.dep_ in OBJECT and _is_comment(token):
            return []  # "the opposition leader called the visit an honour"
        people = without_those_seen(doc, annotations, token, arguments, people, index)
        people = without_those_aside(token, people, index)
    return people or [key for key in whose_trip(doc, token, end, index) if annotations.people[key].is_official]


def _invited(doc: Doc, token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whom an invitation is to: "extended an invitation to Kay and Roe to visit Oslo"."""
    sent = token.sent
    match = INVITATION_TO.search(doc[sent.start : token.i].text + " ")
    if match is None:
        return []
    words = span_of(sent, match.start("whom"), match.end("whom"))
    inside = [index[i] for i in range(words.start, words.end) if i in index]
    return list(dict.fromkeys(key for mention in inside if not mention.is_possessive for key in mention.people))


def _is_comment(trip: Token) -> bool:
    """Tell whether a trip is only spoken about: "called the visit an honour", "discussed the visit"; not "discussed his visit"."""
    lemma = trip.head.lemma_.lower()
    if lemma in _SPEAKS_OF and any(t.dep_ == "det" and t.lower_ == "the" for t in trip.children):
        return True
    return lemma in _COMMENTS and not any(child.lower_ == "off" for child in trip.head.children)


_SPEAKS_OF = frozenset("discuss raise mention prepare arrange organise organize explain follow watch".split())


_COMMENTS = frozenset(
    "call welcome praise criticise criticize hail describe condemn denounce dismiss applaud slam question oppose support deplore see".split()
)


def _hosted(key: str, host: str, place: Mention | None) -> Encounter:
    """Return the visit of a guest to their host's country."""
    encounter = Encounter(Kind.VISIT, Status.HELD, [key])
    _set_place(encounter, place)
    if place is None:
        encounter.country = host
        encounter.codes.append(host)
    return encounter


def _to(key: str, place: Mention | None) -> Encounter:
    """Return the visit of somebody to a place; without one it is aimed later."""
    encounter = Encounter(Kind.VISIT, Status.HELD, [key], is_anaphor=place is None)
    _set_place(encounter, place)
    return encounter


def _people_called_on(doc: Doc, trigger: Trigger, index: dict[int, Mention]) -> list[str] | None:
    """Return whom a visit is to where it is to people: "visited President X", "a courtesy visit to X"; None if it is to a place."""
    token = doc[trigger.token]
    if trigger.frame.frame == "visit" and object_is_person(doc, trigger.token, index):
        return _people_visited(token, index)
    return (_person_paid_visit(token, index) or None) if trigger.frame.frame == "trip" else None


def _person_paid_visit(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whom "paid a courtesy visit to President X" is to; nobody for "a visit to the President's village"."""
    doc = token.doc
    if doc[token.i + 1 : token.i + 2].text != "to":
        return []
    mention = next((index[i] for i in range(token.i + 2, min(token.sent.end, token.i + 5)) if i in index), None)
    if mention is None or not mention.people or mention.is_possessive or mention.kind is MentionKind.PRONOUN:
        return []
    return list(mention.people)


def _people_visited(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whom somebody visits: the verb's objects, else who is named right behind it."""
    named = [index[word.i] for each in objects(token) for word in conjuncts(each) if word.i in index]
    if not any(mention.people for mention in named):
        named = [index[i] for i in range(token.i + 1, min(token.sent.end, token.i + 6)) if i in index][:1]
    return [key for mention in named if not mention.is_possessive for key in mention.people]


def _who_is_there(doc: Doc, trigger: Trigger, index: dict[int, Mention]) -> list[str]:
    """Return who stays, or whom a journey takes somewhere: "a tour that had also taken him to Dakar and Luanda"."""
    token = doc[trigger.token]
    if trigger.frame.frame == "stay" or any(child.dep_ == "aux:pass" for child in token.children):
        return who_stays(doc, trigger, index)
    behind = (index[i] for i in range(trigger.token + 1, trigger.token + 4) if i in index)
    # "sent his foreign minister to Lima"
    return next((list(m.people) for m in behind if not m.is_possessive or doc[m.start].lower_ == "him"), [])


def _stays(
    doc: Doc, annotations: Annotations, people: list[str], places: list[Mention], end: int
) -> list[Encounter] | None:
    """Return the visit of each official who is in a foreign place, where they are not posted."""
    made: list[Encounter] = []
    until = own_days(doc, annotations, places, end)
    for key, place in product(people, places):
        person = annotations.people[key]
        if not person.is_official or annotations.posts_of(key) & POSTED or person.country in {None, place.code}:
            continue
        if annotations.knowledge.is_member(str(place.code), str(person.country), annotations.day()):
            continue  # at home in a state of the union they serve
        encounter = Encounter(Kind.VISIT, Status.HELD, [key])
        put_own_days(doc, annotations, encounter, place, until)
        _set_place(encounter, place)
        made.append(encounter)
    return made or None


def _stays_of(
    doc: Doc, annotations: Annotations, trigger: Trigger, place: Mention | None, end: int, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Return what "was in Oslo", "was here" and "the two were in Oslo" tell of."""
    if is_there(doc[trigger.token]):
        place = last_told(annotations, doc[trigger.token])
    place = place or (find_dateline(doc) if is_here(doc, trigger) else None)
    group = group_there(doc, trigger, index) if place is not None else None
    if place is not None and group is not None:
        together = _meeting_abroad(annotations, group, place)
        if together is not None:
            return [together]
    places = [] if place is None else [place, *_further_places(doc, annotations, place, end)]
    return _stays(doc, annotations, _who_is_there(doc, trigger, index), places, end)


def _meeting_abroad(annotations: Annotations, group: Mention, place: Mention) -> Encounter | None:
    """Return the meeting of two of different states who are in a third one: "the two were in Doha", "both are expected in Oslo"."""
    countries = [annotations.people[key].country for key in group.people]
    if len(set(countries)) < len(countries) or {None, place.code} & set(countries):
        return None
    encounter = Encounter(Kind.MEETING, Status.HELD, list(group.people))
    _set_place(encounter, place)
    return encounter


_JOINS = frozenset({",", "and", "then", "to", "on", "later", "finally", "the", "in", "of", "there"})


def _further_places(doc: Doc, annotations: Annotations, place: Mention, end: int) -> list[Mention]:
    """Return the other countries of a list of destinations: "to Tokyo, Singapore and Paris"."""
    starts = {
        m.start: m
        for m in annotations.mentions
        if m.kind in _PLACES and m.code and not m.is_adjective and not m.is_possessive
    }
    found: list[Mention] = []
    at, codes = place.end, {place.code}
    while at < end:
        mention = starts.get(at)
        if mention is not None:
            if mention.code not in codes:
                codes.add(mention.code)
                found.append(mention)
            at = mention.end
        elif doc[at].lower_ in _JOINS or doc[at].ent_type_ in {"DATE", "TIME"}:
            at += 1
        else:
            onward = next((i for i in sorted(starts) if at < i < end and _THEN_TO.search(doc[at:i].text + " ")), None)
            if onward is None:
                break
            at = onward
    return found


# "to Beijing to explain the treaty, and then to Jakarta and Manila"
_THEN_TO = re.compile(
    r"^[^.;:“”]*(?:\band|,)(?: and)? (?:then|later|afterwards|finally|from there) (?:on )?to (?:the )?$"
)


def _place_before(annotations: Annotations, token: Token) -> Mention | None:
    """Return the place last named before a word in its sentence: "had been due in Beijing, but the trip was scrapped"."""
    places = [
        m for m in annotations.mentions if m.kind in _PLACES and m.is_place and token.sent.start <= m.start < token.i
    ]
    return max(places, key=lambda m: m.start, default=None)


def _called_off(doc: Doc, token: Token) -> bool:
    """Tell whether what follows a noun says that it was called off."""
    after = doc[token.i + 1 : min(token.sent.end, token.i + 6)].text
    return (
        re.search(r"\b(?:scrapped|cancel\w+|called off|postponed|put off|dropped|shelved|scuttled|delayed)\b", after)
        is not None
    )


def _set_place(encounter: Encounter, place: Mention | None) -> None:
    if place is None:
        return
    encounter.country = place.code
    if place.kind is MentionKind.CITY or is_capital(place):
        encounter.city = place.name
        encounter.given["city"] = (place.start, place.end)
    encounter.given["country"] = (place.start, place.end)
    if place.code:
        encounter.codes.append(place.code)
