"""Meetings and calls: who takes part, by the frame of the word that tells of them."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Token

from graph.model import Kind, Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.apart import speaks_too
from ingest.arguments import ARRANGES, CREDENTIALS, SIDE_KINDS, Arguments, is_of_several, people_listed, who_before
from ingest.control import subjects
from ingest.encounter import Encounter, sides_of
from ingest.first_person import narrator
from ingest.frames import Trigger, load_frames
from ingest.gazetteer import load_cities
from ingest.names import fold
from ingest.nearby import OF_MEETING, has_word, object_is_person, person_before
from ingest.series import Stop, find_series
from ingest.speech import is_spokesperson
from ingest.syntax import FINITE, OBJECT, PASSIVE_SUBJECT, SUBJECT, conjuncts, governing_verb, objects, obliques
from ingest.triggers import SMALL_BODIES

WELCOME = "welcome"  # at the airport: told of beside the talks, as a meal is
_AT_AIRPORT = re.compile(r"\b(?:airport|tarmac|on (?:his|her|their) arrival|off the plane)\b", re.IGNORECASE)
MEALS = frozenset({"dinner", "lunch", "breakfast", "luncheon", "banquet"})
LARGE_CITY = 200_000  # people; smaller names are too often words
_BY_PHONE = re.compile(r"\b(?:by|over the) (?:tele)?phone\b|\bby video\b")  # "briefed her by telephone"
CALL_WORDS = re.compile(
    r"\b(?:by (?:tele)?phone|on the (?:tele)?phone|over the (?:tele)?phone|on the line (?:to|with)|(?:tele)?phone (?:call|conversation|talks?)|video(?:-?| )(?:call|link|conference|conversation)|videoconference|via video|by video|virtual(?:ly)?|telephoned|telephone|telephonic(?:ally)?|phoned|phone|(?:held|had|made) (?:separate )?calls (?:to|with))\b",
    re.IGNORECASE,
)


SIDELINES = re.compile(
    r"\b(?:on the (?:sidelines?|margins?|fringes?)|in the margins?|at the sidelines?)\b", re.IGNORECASE
)


# Frames that tell of a meeting only where both who met are named.
_OF_TWO = frozenset(
    "raise-with receive with join hands words call-on admit guest expect bring-together tell-by-phone".split()
)
_RECEIVED_CALL = re.compile(r"(?:an? |the |another )?(?:[\w-]+ ){0,3}calls?\b")
_COURTESY_CALL = re.compile(r"\b(?:courtesy|farewell|introductory) calls?\b", re.IGNORECASE)
_AT_A_DISTANCE = frozenset({"consult", "confer"})  # "consulted his counterparts by telephone"
_SPORT = re.compile(
    r"\b(?:cup|finals?|semi-?finals?|quarter-?finals?|match|(?<!arab )league|championships?|tournament|qualifier|goals?|football|soccer|cricket|rugby|hockey|basketball|olympics?)\b",
    re.IGNORECASE,
)


def meeting_of(  # noqa: C901 - one check for each frame
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> list[Encounter] | None:
    """Return the meetings or calls a trigger tells of; several where somebody met others one after the other."""
    token, frame = doc[trigger.token], trigger.frame.frame
    teller = narrator(doc, token) if len(arguments.people) == 1 else None
    if teller is not None and teller not in arguments.people:
        arguments.others = list(arguments.people)
        arguments.people.insert(0, teller)
        arguments.hosts = [teller]
    people = list(arguments.people)
    reciprocal = re.match(r"(?:each other|one another)\b", doc[token.i + 1 : token.i + 3].text) is not None
    if (
        frame in {"see", "expect"}
        and not (reciprocal and len(people) > 1)
        and not object_is_person(doc, token.i, index)
    ):
        return None
    if frame in {"call-on", "admit"}:
        at = next(
            (i for i in range(token.i + 1, min(len(doc), token.i + 8)) if doc[i].lower_ in {"on", "upon", "to"}), None
        )
        if at is None or not object_is_person(doc, at, index):
            return None
        called_on = (
            people_listed(doc, at + 1, index)
            if trigger.frame.lemma == "pay"
            else list(_first_people_after(doc, at, index))
        )
        callers = [key for word in subjects(token) if word.i in index for key in index[word.i].people]
        people = list(dict.fromkeys([*([key for key in callers if key not in called_on] or people), *called_on]))
        if trigger.frame.lemma == "present":  # ambassadors, one after the other
            named = [index[each.i] for word in subjects(token) for each in conjuncts(word) if each.i in index]
            envoys = dict.fromkeys(key for mention in named for key in mention.people)
            return [Encounter(Kind.MEETING, Status.HELD, [key, *called_on]) for key in envoys]
        if len(called_on) > 1:
            arguments.hosts, arguments.others = [key for key in people if key not in called_on], called_on
    if frame == "guest":
        # "dined with Kay and had been the guest of Roe": who dined
        own = [key for word in subjects(token) if word.i in index for key in index[word.i].people]
        is_own = bool(own) and any(child.dep_ == "cop" for child in token.children)
        guests, behind = own if is_own else person_before(token, index), _first_people_after(doc, token.i, index)
        people = list(dict.fromkeys([*guests, *behind]))
        arguments.people, arguments.hosts, arguments.others = people, people[: len(guests)], people[len(guests) :]
    if (
        frame == "speak"
        and not _speaks_with(doc, annotations, token.i, index)
        and not (
            len(people) == 2
            and doc[token.i + 1 : token.i + 2].text.casefold() not in {"to", "of", "at", "out", "about", "in"}
            and not speaks_too(token)
        )
    ):
        return None
    if frame == "sign":
        # Who signs a paper with somebody of another state stands beside him.
        people = [key for key in people if annotations.people[key].is_official]
        if len(annotations.states_of(people)) < 2:
            return None
        stops, _ = find_series(doc, annotations, token, index)
        row = _row(token, stops, arguments, index, is_shared=False) if stops else None
        if row is not None:  # "signed pacts with A in Oslo and with B in Bergen"
            return [Encounter(Kind.MEETING, Status.HELD, who, at=stop.start, until=stop.end) for who, stop in row]
        return [Encounter(Kind.MEETING, Status.HELD, people)]
    if frame == "sidelines":
        if has_word(token.sent, OF_MEETING | {"speak"}):
            return None  # "held talks with A and B on the sidelines": the talks tell of it
        people = list(dict.fromkeys(key for m in _clause_people(token, index) for key in m.people))
        if len(people) < 2:
            return None
        made = Encounter(Kind.MEETING, Status.HELD, people[-2:] if len(people) > 3 else people)
        event = re.match(r"\W*of (?:the )?([A-Z]\w+)", doc[token.i + 1 : min(token.sent.end, token.i + 5)].text)
        city = load_cities().get(fold(event.group(1))) if event else None
        if city and city[0].population > LARGE_CITY:
            made.city, made.country = city[0].name, city[0].code
        return [made]
    if frame == "raise-with" and not any(
        word.i in index and index[word.i].people
        for above in (token, *objects(token))
        for word in obliques(above, frozenset({"with"}))
    ):
        return None
    if frame in _OF_TWO and len(people) < 2:
        return None
    if frame == "summit" and _ON_SIDELINES_OF.search(doc[max(token.sent.start, token.i - 9) : token.i].text + " "):
        return None  # only where others met
    if frame in _ACTS_ON and trigger.frame.pos == "VERB" and _is_of_unnamed(token, arguments, index):
        return None
    if trigger.frame.lemma in {"welcome", "greet"} and trigger.frame.pos == "VERB" and _greets_no_one(token, index):
        return None  # "both leaders welcomed the elections"
    if frame == "receive" and any(t.lemma_.lower() in MEALS for t in objects(token)):
        return None  # the dinner itself tells of it
    if frame == "join" and not _joins_people(doc, token.i, index):
        return None
    if frame == "ring" and not object_is_person(doc, token.i, index):
        return None
    if frame == "tell-by-phone" and trigger.frame.lemma != "communicate" and not object_is_person(doc, token.i, index):
        return None  # "told reporters that he had spoken by phone"
    clause = doc[max(token.sent.start, token.i - 12) : min(token.sent.end, token.i + 14)].text
    kind = trigger.frame.kind
    in_a_call = _in_a_call(token)
    if (
        kind is Kind.MEETING
        and (in_a_call or CALL_WORDS.search(clause))
        and frame in {"talks", "speak", "meet", "raise-with", "with"}
        and not SIDELINES.search(clause)
    ):
        near = doc[max(token.sent.start, token.i - 4) : _end_of_phrase(token)].text
        is_at_a_distance = trigger.frame.lemma in _AT_A_DISTANCE
        if is_at_a_distance:
            near = clause
        elif frame == "raise-with":
            near = doc[token.i : min(token.sent.end, token.i + 25)].text
        is_spoken = frame != "meet" or is_at_a_distance
        if (is_spoken and (in_a_call or CALL_WORDS.search(near))) or (trigger.frame.lemma == "exchange" and in_a_call):
            kind = Kind.CALL  # "exchanged views in a video call"
        elif re.search(r"\b(?:virtually|by video|via video|video ?link)\b", near):
            kind = Kind.CALL
    if trigger.frame.lemma == "brief" and _BY_PHONE.search(doc[token.i : min(token.sent.end, token.i + 16)].text):
        kind = Kind.CALL
    if frame == "receive" and _RECEIVED_CALL.match(doc[token.i + 1 : min(token.sent.end, token.i + 9)].text):
        kind = Kind.CALL
    if kind is Kind.CALL and _COURTESY_CALL.search(doc[token.i - 1 : min(token.sent.end, token.i + 9)].text):
        kind = Kind.MEETING  # "received a courtesy call from X"
    encounter = Encounter(kind, Status.HELD, people, list(arguments.codes))
    if trigger.frame.lemma in MEALS or trigger.frame.lemma in {"dine"}:
        encounter.meal = "dinner" if trigger.frame.lemma == "dine" else trigger.frame.lemma
    elif frame == "receive" and _AT_AIRPORT.search(clause):
        encounter.meal = WELCOME
    sides = sides_of(annotations, encounter)
    if trigger.frame.pos == "NOUN" and arguments.others and not arguments.hosts and not is_of_several(token, index):
        subject = _missing_subject(doc, annotations, trigger, arguments, index)
        if subject is not None:
            people = [subject, *people]
            encounter.people = people
            arguments.hosts = [subject]
    if trigger.frame.pos == "NOUN" and len(people) > 2 and not arguments.hosts:
        arguments.hosts = _subject_behind(token, index, people)
    if frame == "call" and not people:
        people = encounter.people = _called(annotations, token, index)
    if not people and trigger.frame.pos == "NOUN" and _during(doc, token):
        people = encounter.people = _who_acted_together(annotations, token, index)
        if not people and not arguments.is_definite:
            people = encounter.people = person_before(token, index)
    if frame == "ring" and len(people) > 2 and arguments.others:
        callers = [key for key in people if key in arguments.hosts]
        called = [key for key in people if key not in arguments.hosts]
        if len(callers) > 1 and len(called) == 1:
            # "Both Powell and Straw telephoned Mr Kasuri": one call each
            return [Encounter(kind, Status.HELD, [key, called[0]]) for key in callers]
    stops, is_shared = find_series(doc, annotations, token, index) if frame in _IN_ROWS else ([], False)
    if stops:
        row = _row(token, stops, arguments, index, is_shared=is_shared)
        if row is not None:
            one_by_one = not is_shared and _met_one_by_one(doc, annotations, trigger, arguments, people)
            return [
                Encounter(kind, Status.HELD, who, at=stop.start, until=stop.end)
                for everybody, stop in row
                for who in (_with_each(everybody, stop) if one_by_one else [everybody])
            ]
    if kind is Kind.CALL and _called_each(annotations, token, arguments, people):
        return [Encounter(kind, Status.HELD, [arguments.hosts[0], key]) for key in people if key not in arguments.hosts]
    apart = _received_apart(doc, token, index) if trigger.frame.pos == "VERB" else []
    alone = {key for key, _ in apart}
    rest = [key for key in people if key not in alone]
    if len(apart) > 1 and rest and (len(people) > 2 or any(doc[at - 1].text == ";" for _, at in apart)):
        hosts = [key for key in rest if _comes_before(annotations, key, token)] or rest[:1]
        return [Encounter(kind, Status.HELD, [*hosts, key], at=at) for key, at in apart]
    if (
        len(people) > 1
        and trigger.frame.pos == "VERB"
        and _each(doc, token)
        and len(sides_of(annotations, Encounter(kind, Status.HELD, people))) == 1
    ):
        # "Yellen, Raimondo and Kerry each met with officials": colleagues, who met others one after the other.
        other = [
            m.code
            for m in annotations.mentions
            if token.i < m.start < token.sent.end and m.kind in SIDE_KINDS and m.code
        ]
        home = annotations.people[people[0]].country
        other = [code for code in other if code != home][:1]
        return [Encounter(kind, Status.HELD, [key], list(other)) for key in people] if other else None
    if (
        len(people) > 2
        and trigger.frame.pos == "VERB"
        and len(arguments.others) == 1
        and (_separately(doc, token) or _both_have(token))
    ):
        # "A and B met him separately"
        return [Encounter(kind, Status.HELD, [key, *arguments.others]) for key in arguments.hosts]
    if len(people) > 2 and trigger.frame.pos == "NOUN" and len(arguments.others) == 1 and _had_one_each(doc, token):
        # "A and B had audiences with C"
        return [Encounter(kind, Status.HELD, [key, *arguments.others]) for key in arguments.hosts]
    if (
        len(people) > 2
        and arguments.hosts
        and (
            _is_plural_meeting(doc, trigger)
            or _is_bilateral(annotations, token, [key for key in people if key not in arguments.hosts])
            or _met_one_by_one(doc, annotations, trigger, arguments, people)
            or _is_list_one_by_one(doc, token, index)
            or any(t.lemma_.lower() in CREDENTIALS for t in objects(token))  # one by one
        )
    ):
        # "his meetings with X and Y", "met separately with X and Y": one encounter with each.
        others = _with_those_between(token, [key for key in people if key not in arguments.hosts], index)
        return [Encounter(kind, Status.HELD, [*arguments.hosts, key]) for key in others]
    if len(people) >= 2:
        return [encounter]
    if trigger.frame.pos == "NOUN" and len(people) < 2 and _ends_name(token):
        return None
    if trigger.frame.pos == "NOUN" and arguments.is_definite and len(people) < 2:
        encounter.is_anaphor = True
        return [encounter]
    if len(people) == 1 and len(sides) >= 2 and trigger.frame.pos == "NOUN":
        return [encounter]
    if not people and _SPORT.search(token.sent.text):
        return None
    if (
        not people
        and len(sides) >= 2
        and frame in {"talks", "summit", "meet", "call"}
        and (trigger.frame.pos == "VERB" or re.search(r"\b(?:between|with|and)\b|\w[-–/]\w", clause))
    ):
        return [encounter]
    if trigger.frame.pos == "NOUN" and people and len(people) < 2:
        encounter.is_anaphor = True
        return [encounter]
    if not people and encounter.meal in MEALS and comes_next(token):
        encounter.is_anaphor = True
        return [encounter]
    body = _body_that_meets(annotations, token) if frame in {"meet", "talks", "summit"} and not people else None
    return [Encounter(Kind.CONFERENCE, Status.HELD, [], [body], conference=body)] if body is not None else None


def comes_next(noun: Token) -> bool:
    """Tell whether a meal is only said to have followed: "A dinner followed", "The talks were followed by a lunch"."""
    if noun.head.lemma_.lower() != "follow" or any(True for _ in obliques(noun, _OF_WHOM | {"for"})):
        return False
    if noun.dep_ == "nsubj":
        return not objects(noun.head)
    led = [word for word in noun.head.children if word.dep_ in PASSIVE_SUBJECT]
    is_meeting = any((word.lemma_.lower(), "NOUN") in load_frames() or word.pos_ == "PRON" for word in led)
    return noun.dep_ in {"obl", "obl:agent"} and is_meeting


# "In separate calls, she spoke to": before the verb
_OPENS_WITH_CALLS = re.compile(
    r"\b(?:In|During) (?:(?:an?|two|three|four|several|separate|back-to-back|his|her|their) )+(?:(?:tele)?phone )?calls?\b(?! (?:on|for|to)\b)"
)
_IN_A_CALL = re.compile(
    r"\b(?:in|during|by|via) (?:an? |the |their )?(?:[\w-]+ ){0,3}(?:phone|telephone|video|conference)[- ](?:call|conversation|link|conference)\b"
)


def _in_a_call(token: Token) -> bool:
    """Tell whether whoever speaks with others does so "in a joint video call", "in separate calls", however many they are."""
    end = next(
        (t.i for t in token.doc[token.i + 1 : token.sent.end] if t.pos_ == "VERB" or t.text in ";:“"), token.sent.end
    )
    return (
        _IN_A_CALL.search(token.doc[token.i + 1 : end].text) is not None
        or _OPENS_WITH_CALLS.search(token.doc[token.sent.start : token.i].text) is not None
    )


_ON_SIDELINES_OF = re.compile(
    r"\b(?:sidelines?|margins?|fringes?) of (?:the |an? |this |last |next )?(?:[\w’'-]+ ){0,4}$", re.IGNORECASE
)
_ACTS_ON = frozenset({"meet", "see", "receive", "call-on"})


def _is_of_unnamed(verb: Token, arguments: Arguments, index: dict[int, Mention]) -> bool:
    """Tell whether somebody who is not named met two who are: "The mission came to Oslo. It met Kay and Roe": not each other."""
    told = [word for word in verb.children if word.dep_ in SUBJECT and word.i < verb.i]
    is_unnamed = bool(told) and all(word.lower_ in {"it", "mission", "delegation", "team"} for word in told)
    is_known = any(word.i in index and index[word.i].people for word in told)
    return is_unnamed and not is_known and not arguments.hosts and len(arguments.others) > 1


def _ends_name(token: Token) -> bool:
    """Tell whether a noun ends the name of an event, which points to no meeting told before: "the Raisina Dialogue"."""
    return (
        token.i > token.sent.start + 1 and token.is_title and token.nbor(-1).is_title and token.nbor(-1).pos_ == "PROPN"
    )


def _end_of_phrase(token: Token) -> int:
    """Return where what directly belongs to a verb ends: seven words on, or more with a name among them, up to the next verb or stop."""
    doc, end = token.doc, min(token.sent.end, token.i + 7)
    while end < min(token.sent.end, token.i + 15) and not any(
        (t.pos_ in {"VERB", "AUX"} and t.dep_ != "amod")
        or t.text in {",", ";", ":", "“"}
        or t.lower_ in {"and", "that"}
        for t in doc[token.i + 1 : end + 1]
    ):
        end += 1
    return end


def _greets_no_one(token: Token, index: dict[int, Mention]) -> bool:
    """Tell whether what is welcomed is a thing: an object that is no person, and none named behind it."""
    things = [word for word in objects(token) if word.i > token.i and word.pos_ == "NOUN"]
    return (
        bool(things)
        and not any(
            index[i].people for word in things for i in range(word.left_edge.i, word.right_edge.i + 1) if i in index
        )
        and not any(word.lemma_.lower() in _GUESTS for word in things)
    )


_GUESTS = frozenset(
    "guest visitor delegation team minister leader official envoy counterpart colleague president premier group".split()
)
AT_ONCE = re.compile(
    r"\b(?:together|jointly|joint|conference|trilateral|three-way|four-way|group|virtual|video\w*|at the same time)\b",
    re.IGNORECASE,
)


def _called_each(annotations: Annotations, token: Token, arguments: Arguments, people: list[str]) -> bool:
    """Tell whether somebody rang several, one after the other: "spoke by telephone with A and with B"."""
    others = [key for key in people if key not in arguments.hosts]
    if len(arguments.hosts) != 1 or len(others) < 2 or AT_ONCE.search(token.sent.text) or _is_one_call(token):
        return False
    home = annotations.people[arguments.hosts[0]].country
    return all(annotations.people[key].country != home for key in others)


def _is_one_call(token: Token) -> bool:
    """Tell whether several are said to have been in one call: "held a call with A and B", "joined the call with A and B"."""
    if token.tag_ != "NN" or any(t.lower_ == "another" for t in token.doc[token.i : token.sent.end]):
        return False
    return (
        any(child.lower_ in {"a", "an", "one"} for child in token.children) or token.head.lemma_.lower() in _TAKES_PART
    )


_TAKES_PART = frozenset({"join", "attend", "lead", "chair", "host", "convene"})


def _called(annotations: Annotations, token: Token, index: dict[int, Mention]) -> list[str]:
    """Return caller and called of "a call to Netanyahu": the caller is the last foreigner named before."""
    to = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.lower_ in {"to", "from", "with"}), None)
    called = _first_people_after(token.doc, to.i, index) if to is not None else ()
    if len(called) != 1:
        return []
    home = annotations.people[called[0]].country
    for mention in reversed([m for m in annotations.mentions if m.start < token.i and len(m.people) == 1]):
        country = annotations.people[mention.people[0]].country
        if country is not None and country != home and not mention.is_possessive:
            return [mention.people[0], called[0]]
    return []


def _body_that_meets(annotations: Annotations, token: Token) -> str | None:
    """Return the code of a body that meets, itself or by its ministers: "ECOWAS leaders gather", "the forum meets", "held its summit".

    What is only a noun has a day and a city in its sentence, and so has what the ministers of a body of few members do.
    """
    words = subjects(token)
    if token.pos_ == "NOUN":
        is_held = token.dep_ in OBJECT and token.head.lemma_.lower() in _HOLDS
        is_on = token.dep_ in SUBJECT | PASSIVE_SUBJECT and token.head.lemma_.lower() in _GOES_ON
        words = subjects(token.head) if is_held else list(obliques(token, _OF_WHOM)) if is_on else []
        if any(True for _ in obliques(token, _WITH_WHOM)) or any(t.lower_ == "where" for t in token.head.children):
            return None
    for subject in words:
        for mention in annotations.mentions:
            if not mention.start <= subject.i < mention.end:
                continue
            codes = [mention.code] if mention.kind is MentionKind.ORGANIZATION else []
            if mention.office is not None and mention.office.is_plural:
                codes = [*mention.office.countries, mention.office.country]
            code = next((code for code in codes if code in annotations.knowledge.countries), None)
            if code is None or not annotations.knowledge.countries[code].is_organization:
                continue
            is_of_many = code not in SMALL_BODIES or mention.office is not None  # "EU leaders", not "the Commission"
            stands_alone = code not in SMALL_BODIES and token.pos_ != "NOUN"
            if is_of_many and (stands_alone or _has_day_and_city(annotations, token)):
                return code
    return None


_HOLDS = frozenset({"hold", "open", "convene", "begin", "end", "conclude"})
_GOES_ON = frozenset({"take", "open", "begin", "hold", "end", "conclude", "schedule"})
_WITH_WHOM = frozenset({"with", "between"})


def _has_day_and_city(annotations: Annotations, token: Token) -> bool:
    """Tell whether the sentence of a word has a day and a city that it may be of."""
    sent = token.sent
    return any(sent.start <= t.start < sent.end for t in annotations.times) and any(
        m.kind is MentionKind.CITY and sent.start <= m.start < sent.end for m in annotations.mentions
    )


def _first_people_after(doc: Doc, at: int, index: dict[int, Mention]) -> tuple[str, ...]:
    return next((index[i].people for i in range(at + 1, min(len(doc), at + 6)) if i in index and index[i].people), ())


def _clause_people(token: Token, index: dict[int, Mention]) -> list[Mention]:
    """Return the people named before "on the sidelines" in its clause, without possessors."""
    found: list[Mention] = []
    for i in range(max(token.sent.start, token.i - 22), token.i):
        mention = index.get(i)
        if mention is not None and mention.people and not mention.is_possessive and mention not in found:
            found.append(mention)
    return found


def _joins_people(doc: Doc, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether somebody joins people ("joined Putin", "were joined by"), not a party or a call for peace."""
    if doc[at + 1 : at + 2].text.casefold() == "by" or any(True for _ in obliques(doc[at], frozenset({"by"}))):
        return True
    mention = next((index.get(i) for i in range(at + 1, min(len(doc), at + 5)) if index.get(i) is not None), None)
    return mention is not None and bool(mention.people) and not mention.is_possessive


_IN_ROWS = frozenset(
    {"meet", "see", "receive", "call-on", "talks", "ring", "speak", "call", "meal", "with", "raise-with"}
)


def _row(
    token: Token,
    stops: list[Stop],
    arguments: Arguments,
    index: dict[int, Mention],
    *,
    is_shared: bool,
) -> list[tuple[list[str], Stop]] | None:
    """Return who was at each meeting of a row: those met and who met them; None where it is not known who did."""
    met = {key for stop in stops for key in stop.people}
    if is_shared:
        guest = list(index[token.i + 1].people)
        hosts = [key for key in arguments.people if key not in met and key not in guest]
        return [([*(stop.people or hosts), *guest], stop) for stop in stops] if hosts else None
    visitors = [key for key in arguments.hosts if key not in met]
    return [([*visitors, *stop.people], stop) for stop in stops] if visitors else None


def _with_each(people: list[str], stop: Stop) -> list[list[str]]:
    """Return a meeting with each of those met at one stop, for who sees one after the other."""
    return [[key for key in people if key == met or key not in stop.people] for met in stop.people]


def _received_apart(doc: Doc, token: Token, index: dict[int, Mention]) -> list[tuple[str, int]]:
    """Return those who each met somebody by themselves: "received by A and by B", "sat with A on Sunday; with B on Monday"."""
    found: dict[str, int] = {}
    for i in range(token.i + 1, min(token.sent.end, token.i + 70)):
        if doc[i].lower_ in {"by", "with"} and (
            i <= token.i + 2
            or doc[token.i + 1 : i].text.casefold() in {"as well", "there also"}
            or doc[i - 3 : i].text == "as well as"
            or doc[i - 1].lower_ in {"and", "then", "later", ",", ";", "afterwards", "first"}
        ):
            mention = next(
                (index[j] for j in range(i + 1, min(len(doc), i + 4)) if j in index and index[j].people), None
            )
            if mention is not None and len(mention.people) == 1:
                found.setdefault(mention.people[0], i)
    if _LOOKED_ON.search(doc[token.i : min(token.sent.end, token.i + 70)].text):
        return []
    return list(found.items())


_LOOKED_ON = re.compile(
    r"\bwith [^;:]{3,120} (?:also )?(?:present|in attendance|looking on|sitting in|at (?:his|her|their) sides?)\b"
)


def _comes_before(annotations: Annotations, key: str, token: Token) -> bool:
    """Tell whether somebody is named in the sentence before a word."""
    return any(key in m.people and token.sent.start <= m.start < token.i for m in annotations.mentions)


def _each(doc: Doc, token: Token) -> bool:
    return doc[token.i - 1].lower_ == "each" or doc[token.i : token.i + 3].text.casefold().endswith(
        ("each", "separately")
    )


def _both_have(verb: Token) -> bool:
    """Tell whether each of two is said to have met somebody by now: "Both have met her"."""
    who = next((t for t in verb.children if t.dep_ in SUBJECT), None)
    has = any(t.lower_ in {"have", "had"} and t.dep_ == "aux" for t in verb.children)
    return who is not None and who.lower_ == "both" and has and verb.tag_ == "VBN"


_ONE_BY_ONE = r"(?:separately|in turn|in succession|one by one|one after (?:the )?(?:an)?other)"


def _separately(doc: Doc, token: Token) -> bool:
    """Tell whether a verb is said of each by himself: "met him separately", "were received on Sunday, each separately"."""
    end = next((t.i for t in doc[token.i + 1 : token.sent.end] if t.text in {",", ";", ":"}), token.sent.end)
    behind = doc[end : min(end + 4, token.sent.end)].text
    return (
        re.search(rf"\b(?:{_ONE_BY_ONE}|each)\b", doc[token.i - 1 : end].text) is not None
        or re.match(rf", (?:each )?{_ONE_BY_ONE}\b", behind) is not None
    )


def _is_list_one_by_one(doc: Doc, token: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a list of those met closes with "each in turn": "sat down with A, B and C, each in turn"."""
    at = token.i + 1
    last: Mention | None = None
    while at < min(token.sent.end, token.i + 60):
        mention = index.get(at)
        if mention is not None and mention.people:
            last, at = mention, mention.end
        elif doc[at].text == "," or doc[at].pos_ not in {"VERB", "AUX", "PUNCT"}:
            closing = doc[at : min(at + 7, token.sent.end)].text
            if last is not None and at == last.end and re.match(rf"(?:, )?(?:and )?(?:each )?{_ONE_BY_ONE}\b", closing):
                return True
            at += 1
        else:
            return False
    return False


def _with_those_between(token: Token, others: list[str], index: dict[int, Mention]) -> list[str]:
    """Return those met one after the other with whom the parse left out of their list: "received in turn A, B and C"."""
    first = next(
        (i for i in range(token.i + 1, token.sent.end) if i in index and index[i].people == tuple(others[:1])), None
    )
    listed = people_listed(token.doc, first, index) if first is not None and others else []
    return listed if set(others) < set(listed) and listed[-1] == others[-1] else others


_EACH_HIS_OWN = re.compile(r"\bseparate (?:[\w-]+ )?$")


def _had_one_each(doc: Doc, noun: Token) -> bool:
    """Tell whether several had a meeting each with one: "had audiences with the Pope", "held separate talks with her"."""
    if noun.dep_ not in OBJECT or noun.tag_ != "NNS":
        return False
    before = doc[max(noun.sent.start, noun.i - 3) : noun.i].text + " "
    return noun.lemma_.lower() == "audience" or _EACH_HIS_OWN.search(before) is not None


def _is_plural_meeting(doc: Doc, trigger: Trigger) -> bool:
    token = doc[trigger.token]
    around = doc[max(token.sent.start, token.i - 3) : min(token.sent.end, token.i + 4)].text
    if trigger.frame.pos == "VERB":
        return re.search(r"\bseparate(?:ly)?\b|\beach\b|\bin (?:turn|succession)\b", around) is not None
    return (
        token.lower_ == "meetings"
        or doc[token.i + 1 : token.i + 4].text == "with each of"
        or (
            token.lower_ == "talks"
            and doc[max(token.sent.start, token.i - 12) : token.i].text.casefold().find("meetings") >= 0
        )
        or re.search(r"\bseparate\b", around) is not None
    )


def _is_bilateral(annotations: Annotations, token: Token, others: list[str]) -> bool:
    """Tell whether talks with several are of two sides each: "bilateral talks with A of Ethiopia and B of Somalia"."""
    before = token.doc[max(token.sent.start, token.i - 2) : token.i].text.casefold()
    return re.search(r"\b(?:bilateral|one-on-one)\b", before) is not None and len(annotations.states_of(others)) == len(
        others
    )


_TOGETHER = re.compile(
    r"\b(?:together|jointly|joint|joined|attended by|tri-?lateral|three-way|four-way|quadrilateral|quad|flanked|in the presence|accompanied|"
    r"at one table|along with|(?:all|the) (?:three|four|five)|of (?:three|four|five)|three-party|tripartite|quartet|summit|gathering|"
    r"present(?= ?(?:[,.;]|at\b|for\b|throughout\b)))\b",
    re.IGNORECASE,
)


def _met_one_by_one(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, people: list[str]
) -> bool:
    """Tell whether one person is said to have met several: "he met the prime minister and the speaker", "met A, B and C".

    A visitor calls on one after the other, and at a conference sees one after the other; those who sit at one table are said to
    be together.
    """
    token = doc[trigger.token]
    others = [key for key in people if key not in arguments.hosts]
    states = {annotations.people[key].country for key in others}
    if (
        trigger.frame.frame not in {"meet", "see", "call-on", "talks", "speak", "receive"}
        or trigger.frame.lemma in _MEAL_VERBS
    ):
        return False
    if len(arguments.hosts) != 1 or len(others) < 2 or _TOGETHER.search(token.sent.text):
        return False
    if _LOOKED_ON.search(doc[token.i : token.sent.end].text):
        return False
    home = annotations.people[arguments.hosts[0]].country
    if _is_of_group(annotations, token, set(others)):
        return False  # "received the Russian ministers"
    if re.search(r"\brespectively\b", doc[token.i : token.sent.end].text):
        return True
    if any(child.dep_ in PASSIVE_SUBJECT for child in token.children) and trigger.frame.lemma in _GREETS:
        return False  # "was met at the airport by the premier and the foreign minister"
    if trigger.frame.pos == "NOUN" and token.lower_ in _ONE_SITTING:
        return False  # "a meeting with A, B and several ministers"
    named = [
        m for m in annotations.mentions if m.start > token.i and m.end <= token.sent.end and set(m.people) & set(others)
    ]
    between = doc[named[0].end : named[-1].start].text if named else ""
    if _AND_HIS_OWN.search(between):
        return False
    if states == {None}:
        # officials of where the report is set, of whom it does not say so: "The minister met Vice President A and B, the speaker"
        return (
            trigger.frame.frame in {"meet", "see", "call-on"}
            and home is not None
            and all(annotations.people[key].is_official for key in others)
        )
    if len(states) == 1:
        return home not in states
    return (
        trigger.frame.frame != "receive"
        and re.search(r"\bor\b", between) is None  # "would he see A or B?"
        and trigger.frame.lemma not in _TOUCH
        and not AT_ONCE.search(token.sent.text)
        and re.search(r"(?<!and )(?<!also )(?<!, )\bwith (?:the |[A-Z][\w.’'-]* ){0,6}$", between + " ")
        is None  # "see A again with B"
        and home is not None
        and home not in states
        and not any(child.dep_ in PASSIVE_SUBJECT for child in token.children)
    )


def _is_of_group(annotations: Annotations, token: Token, others: set[str]) -> bool:
    """Tell whether a verb names those met as one group, and not each: "received the Russian ministers", not "saw A and B, who …. Both men"."""
    for mention in annotations.mentions:
        if not token.i < mention.start < token.sent.end or not set(mention.people) & others:
            continue
        if mention.kind is MentionKind.PERSON:
            return False
        if others <= set(mention.people) and not (mention.office is not None and mention.office.is_counterpart):
            return True
    return False


_ONE_SITTING = frozenset({"meeting", "conversation", "session"})
_AND_HIS_OWN = re.compile(
    r"\band (?:his|her) (?:[\w-]+ ){0,4}(?:minister|secretary|adviser|advisor|deputy|wife|husband|spouse|son|daughter)\b"
)
_GREETS = frozenset({"meet", "welcome", "greet"})
_TOUCH = frozenset({"embrace", "hug", "be", "have"})
_MEAL_VERBS = frozenset({"dine", "lunch", "breakfast", "host"})


def _missing_subject(
    doc: Doc, annotations: Annotations, trigger: Trigger, arguments: Arguments, index: dict[int, Mention]
) -> str | None:
    """Return who held "talks with Y": the sentence's first person before the noun, else the one the document is about."""
    token = doc[trigger.token]
    if re.search(r"\bbetween\b", doc[token.i : min(token.sent.end, token.i + 4)].text):
        return None
    countries = {annotations.people[key].country for key in arguments.people}
    alone = _who_was_there_for(token, countries, annotations, index)
    if alone is not None:
        return alone
    for i in range(token.sent.start, token.i):
        mention = index.get(i)
        if (
            mention is not None
            and len(mention.people) == 1
            and mention.people[0] not in arguments.people
            and (mention.kind is not MentionKind.OFFICE or _is_subject(token, mention))
        ):
            country = annotations.people[mention.people[0]].country
            if country not in countries or None in countries:
                return mention.people[0]
    behind = _subject_of_opening(annotations, token, countries, index)
    if behind is not None:
        return behind
    if _took_place(token) or _told_by_spokesperson(token, index):
        return _main_person(doc, annotations, token.sent.start, countries)
    return None


def _who_was_there_for(
    token: Token, countries: set[str | None], annotations: Annotations, index: dict[int, Mention]
) -> str | None:
    """Return whom "who" means in whose clause talks are told of: "praised the minister, Kay, who was in Lima for talks with Roe"."""
    who = who_before(token, token.sent.start)
    named = index.get(who.i - 1 - (who.nbor(-1).text == ",")) if who is not None and who.i > 1 else None
    if named is None or named.kind is not MentionKind.PERSON or len(named.people) != 1:
        return None
    country = annotations.people[named.people[0]].country
    return named.people[0] if country not in countries or country is None else None


_BESIDE_TALKS = frozenset({"after", "following", "before", "during", "at", "in"})


def _is_subject(noun: Token, office: Mention) -> bool:
    """Tell whether an office is the subject of the sentence of a noun: "The Secretary will be in Oslo for talks with A"."""
    return any(office.start <= word.i < office.end for word in subjects(noun.sent.root))


def _subject_of_opening(
    annotations: Annotations, token: Token, countries: set[str | None], index: dict[int, Mention]
) -> str | None:
    """Return who did something after talks that open a sentence: the subject of "After talks with A, B inspected the troops"."""
    verb = governing_verb(token)
    case = next((t.lower_ for t in token.children if t.dep_ == "case"), None)
    if token.dep_ != "obl" or token.head != verb or verb is None or case not in _BESIDE_TALKS or token.i > verb.i:
        return None
    acting = [index[word.i] for word in subjects(verb) if word.i in index and token.i < word.i < verb.i]
    if len(acting) != 1 or len(acting[0].people) != 1 or acting[0].is_possessive:
        return None
    country = annotations.people[acting[0].people[0]].country
    return acting[0].people[0] if country is not None and country not in countries and None not in countries else None


def _told_by_spokesperson(token: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a spokesman tells of a meeting: "On the outcome of the meeting with X, the spokesman said"."""
    acting = [index[word.i] for word in subjects(token.sent.root) if word.i in index]
    return any(len(m.people) == 1 and is_spokesperson(token.doc, m.people[0]) for m in acting)


def _took_place(token: Token) -> bool:
    """Tell whether a noun is the subject of a sentence that names one side only: "a meeting was also held with X", "talks with X are likely"."""
    return token.dep_ in SUBJECT | PASSIVE_SUBJECT and token.head.lemma_.lower() in _TAKES_PLACE


_TAKES_PLACE = ARRANGES | frozenset(
    "take follow cancel postpone reschedule likely possible agenda programme program itinerary card foresee plan".split()
)


def _main_person(doc: Doc, annotations: Annotations, before: int, countries: set[str | None]) -> str | None:
    """Return who was the subject of the most sentences up to a token, of another state: whose meetings a report lists.

    Who speaks for them is the subject of many, and has no meetings.
    """
    counts = Counter(
        m.people[0]
        for m in annotations.mentions
        if m.start < before
        and len(m.people) == 1
        and not m.is_possessive
        and any(t.dep_ in SUBJECT for t in doc[m.start : m.end])
        and not is_spokesperson(doc, m.people[0])
    )
    most = counts.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    key = most[0][0]
    return key if annotations.people[key].country not in {None, *countries} else None


_OF_WHOM = frozenset({"of", "with", "between", "among"})


def _who_acted_together(annotations: Annotations, token: Token, index: dict[int, Mention]) -> list[str]:
    """Return the people of two states who did something after a meeting: "A and B could not hide their anger after long talks"."""
    verb = governing_verb(token)
    if verb is None or token.i < verb.i or any(t.lower_ == "the" for t in token.children):
        return []
    if not any(t.dep_ == "case" and t.lower_ in {"after", "following"} for t in token.children):
        return []  # "were received in audience"
    if any(True for _ in obliques(token, _OF_WHOM)):
        return []  # "after a meeting of the security council"
    acting = [word for subject in subjects(verb) for word in conjuncts(subject)]
    named = [index[word.i] for word in acting if word.i in index]
    people = list(dict.fromkeys(key for m in named if m.kind is MentionKind.PERSON for key in m.people))
    states = {annotations.people[key].country for key in people}
    return people if len(people) > 1 and len(states) > 1 and None not in states else []


def _subject_behind(token: Token, index: dict[int, Mention], people: list[str]) -> list[str]:
    """Return whose meetings an opening phrase is of: the subject behind it in "After talks with A and B, C said".

    By order, since the parser takes the name behind the comma for one more of the list.
    """
    doc = token.doc
    for word in doc[token.i + 1 : token.sent.end]:
        mention = index.get(word.i)
        if (
            mention is not None
            and len(mention.people) == 1
            and mention.people[0] in people
            and mention.end < len(doc)
            and doc[mention.end].tag_ in FINITE
            and "," in {t.text for t in doc[max(token.i, mention.start - 6) : mention.start]}
        ):
            return list(mention.people)
    return []


def _speaks_with(doc: Doc, annotations: Annotations, at: int, index: dict[int, Mention]) -> bool:
    """Tell whether "speak" or "talk" is with somebody: "spoke by phone with", "spoke to the minister", not "spoke to reporters"."""
    text = doc[at + 1 : min(len(doc), at + 9)].text
    if CALL_WORDS.search(text):
        return True
    if any(
        word.lower_ == "whom" or (word.i in index and index[word.i].people)
        for word in obliques(doc[at], frozenset({"with"}))
    ):
        return True
    if not re.search(r"\b(?:with|to)\b", doc[at + 1 : min(doc[at].sent.end, at + 16)].text):
        return (
            re.match(r"\W*(?:on the (?:margins|sidelines)|face to face|in person|privately|for \w+)", text) is not None
        )
    for i in range(at + 1, min(doc[at].sent.end, at + 16)):
        if doc[i].lower_ == "with" or (doc[i].lower_ == "to" and i < at + 8):
            inside = [index[j] for j in range(i + 1, min(len(doc), i + 4)) if j in index]
            inside = [m for m in inside if m.kind not in SIDE_KINDS or not m.is_possessive]  # "to Ukraine's A"
            nxt = inside[0] if inside else None
            if nxt is not None and nxt.kind is MentionKind.PRONOUN and nxt.is_possessive:
                nxt = next((m for m in inside if m.kind is MentionKind.OFFICE), nxt)  # "to his counterparts"
            if nxt is None or not nxt.people:
                return False
            return doc[i].lower_ == "with" or (
                # to others, reporters for one, somebody only speaks
                not nxt.is_possessive and all(annotations.people[key].is_official for key in nxt.people)
            )
        if doc[i].pos_ == "VERB" or doc[i].text in {";", ":", ",", "“"}:
            break
    return False


def _during(doc: Doc, token: Token) -> bool:
    return (
        re.search(
            r"\b(?:after|following|during|at|in|from)\s+(?:\S+\s+){0,4}$",
            doc[max(token.sent.start, token.i - 6) : token.i].text + " ",
        )
        is not None
    )
