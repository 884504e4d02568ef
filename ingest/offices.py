"""Finds offices in a Doc and tells which known office, and whose, a phrase means on a day.

"the Chinese foreign minister"                   posts (foreign-minister,), country CHN
"the foreign ministers of Oman and Qatar"        plural, countries (OMN, QAT)
"his Iranian counterpart"                        counterpart, country IRN, owner "his"
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from graph.model import Office
from ingest.annotations import Mention, MentionKind, OfficePhrase, annotations_of
from ingest.knowledge import Knowledge
from ingest.names import fold
from ingest.titles import is_named_by_title

LONGEST = 10
FORMER = frozenset({"former", "ex", "late", "erstwhile", "deposed", "ousted", "onetime", "one-time", "ex-"})
ACTING = frozenset({"acting", "interim", "caretaker", "transitional"})
DESIGNATE = frozenset({"incoming", "designate", "elect", "nominee", "next", "future"})
FILLERS = frozenset(
    "new current newly appointed outgoing veteran longtime long-time then visiting senior chief special top first permanent "
    "powerful influential embattled democratic republican de facto serving elected right-wing left-wing conservative own".split()
)
COUNTERPARTS = {
    "counterpart": False,
    "counterparts": True,
    "opposite number": False,
    "opposite numbers": True,
    "homologue": False,
}
# Heads too general to make a person of by themselves; they only qualify a name that stands beside them.
ATTACH_ONLY = frozenset(
    "chief head director chair chairman chairwoman chairperson general official diplomat aide adviser advisor deputy representative "
    "governor mayor envoy negotiator mediator commissioner senator lawmaker speaker counselor counsellor mp prince ruler co-chair "
    "co-chairman secretary coordinator congressman congresswoman commander".split()
) | {
    "senior official",
    "deputy director",
    "senior aide",
    "senior adviser",
    "party secretary",
    "department head",
    "council member",
}


# Offices that headlines and much of the press of South Asia, Africa and the Pacific write short; only in these letters: no "5 pm".
ABBREVIATED = {
    "PM": "prime minister",
    "DPM": "deputy prime minister",
    "FM": "foreign minister",
    "EAM": "external affairs minister",
    "VP": "vice president",
    "CM": "chief minister",
    "NSA": "national security adviser",
    "SG": "secretary-general",
    "POTUS": "president",
    "COAS": "army chief",
    "Amb": "ambassador",
}


@dataclass(frozen=True)
class _Phrases:
    """Folded phrases of offices: what posts they name, singular or plural, and in which countries they are a title."""

    posts: dict[str, tuple[str, ...]]
    plurals: dict[str, str]
    titles: dict[str, tuple[str, ...]]
    firsts: frozenset[str]


def _plural(phrase: str) -> str:
    words = phrase.split()
    at = next((i for i, word in enumerate(words) if word in {"of", "for", "to"} and i > 0), len(words)) - 1
    word = words[at]
    words[at] = (
        word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + ("men"[0:0] if word.endswith("s") else "s")
    )
    if word.endswith("man"):
        words[at] = word[:-3] + "men"
    return " ".join(words)


@lru_cache(maxsize=4)
def _phrases_of(knowledge: Knowledge) -> _Phrases:
    posts: dict[str, tuple[str, ...]] = {
        # Who is called president leads a state more often than anything else.
        fold(phrase): tuple(sorted(found, key=lambda post: post != "head-of-state"))
        for phrase, found in knowledge.posts_by_phrase.items()
    }
    titles: dict[str, set[str]] = {}
    for office in knowledge.offices.values():
        for title in (office.title, *knowledge.office_aliases[office.id]):
            name = fold(title)
            if len(name) < 4 or len(name.split()) > LONGEST:
                continue
            if office.post and office.post not in posts.get(name, ()):
                posts[name] = (*posts.get(name, ()), office.post)
            if office.country:
                titles.setdefault(name, set()).add(office.country)
    plurals = {_plural(phrase): phrase for phrase in posts}
    plurals.pop("generals", None)
    firsts = frozenset(name.split()[0] for name in (*posts, *plurals, *COUNTERPARTS))
    return _Phrases(posts, plurals, {name: tuple(sorted(codes)) for name, codes in titles.items()}, firsts)


def find_offices(doc: Doc, names: list[Mention]) -> list[Mention]:
    """Return office mentions in text order; `names` are the mentions of countries and bodies already found."""
    annotations = annotations_of(doc)
    phrases = _phrases_of(annotations.knowledge)
    ends = {
        mention.end: mention
        for mention in names
        if mention.kind in {MentionKind.COUNTRY, MentionKind.ORGANIZATION, MentionKind.CITY}
    }
    starts = {mention.start: mention for mention in names}
    inside = {
        index
        for mention in names
        for index in range(mention.start, mention.end)
        if mention.kind is not MentionKind.VENUE
    }
    found: list[Mention] = []
    index = 0
    while index < len(doc):
        first = fold(doc[index].text)
        short = _is_short_form(doc, index)
        if index in inside or not first or ((first.split() or [""])[0] not in phrases.firsts and not short):
            index += 1
            continue
        match = (
            (index + 1, fold(ABBREVIATED[doc[index].text.rstrip(".")])) if short else _match_head(doc, index, phrases)
        )
        if match is None:
            index += 1
            continue
        end, name = match
        mention = _build(doc, phrases, index, end, name, ends, starts)
        if found and mention.start < found[-1].end:
            mention.start = found[-1].end
        found.append(mention)
        index = max(mention.end, index + 1)
    return found


def _is_short_form(doc: Doc, index: int) -> bool:
    """Tell whether a word is an office written short: "PM Modi", "the PM", "the Chinese FM", "Amb. Power"; not "at 5 PM"."""
    if doc[index].text.rstrip(".") not in ABBREVIATED:
        return False
    before = doc[index - 1] if index else None
    after = doc[index + 1] if index + 1 < len(doc) else None
    if doc[index].text == "POTUS":
        return True
    if doc[index].text.startswith("Amb") or doc[index].text in {"NSA", "SG", "CM"}:
        return after is not None and after.text[:1].isupper()
    return before is None or not (before.like_num or before.text[:1].isdigit())


_OWNS = frozenset({"'s", "’s", "'", "’"})


def _match_head(doc: Doc, start: int, phrases: _Phrases) -> tuple[int, str] | None:
    if is_named_by_title(doc, start):
        return None
    for end in range(min(len(doc), start + LONGEST), start, -1):
        if doc[end - 1].is_space or doc[end - 1].is_punct or doc[end - 1].tag_ == "POS" or doc[end - 1].text in _OWNS:
            continue  # "the envoy's" is no plural
        name = fold(doc[start:end].text)
        if name in phrases.posts or name in phrases.plurals or name in COUNTERPARTS:
            # "general" and the like are titles before a name only.
            if name in {
                "general",
                "chief",
                "chair",
                "head",
                "deputy",
                "representative",
                "director",
                "secretary",
            } and doc[start].pos_ in {"ADJ", "VERB", "ADV"}:
                return None
            if doc[end - 1].pos_ == "VERB" and name in {"leader", "chair", "head"}:
                return None
            return end, name
    return None


def _build(
    doc: Doc,
    phrases: _Phrases,
    start: int,
    end: int,
    name: str,
    ends: dict[int, Mention],
    starts: dict[int, Mention],
) -> Mention:
    is_counterpart = name in COUNTERPARTS
    is_plural = (name in phrases.plurals and name not in phrases.posts) or COUNTERPARTS.get(name, False)
    head = phrases.plurals.get(name, name) if not is_counterpart else name
    phrase = OfficePhrase(
        phrases.posts.get(head, ()), head, doc[start:end].text, is_plural=is_plural, is_counterpart=is_counterpart
    )
    left = _extend_left(doc, start, ends, phrase)
    right = _extend_right(doc, end, starts, phrase)
    if phrase.head != "top diplomat":
        phrase.text = _quoted_text(doc, start, right)
    if doc[start].text == "POTUS":
        phrase.country, phrase.is_definite = "USA", True
    elif phrase.country is None and not is_counterpart:
        codes = phrases.titles.get(head, ())
        named = [code for code in codes if code != "VAT"]
        if head in _ONE_OF_A_KIND:
            phrase.country = codes[0] if codes else None
        elif len(named) == 1 and len(head.split()) > 1:
            phrase.country = named[0]
        elif "USA" in named and head in _US_TITLES:
            phrase.country = "USA"
    return Mention(
        left,
        right,
        MentionKind.OFFICE,
        office=phrase,
        is_possessive=right < len(doc) and doc[right].text in {"'s", "’s", "’"},
    )


_ONE_OF_A_KIND = frozenset({"pope", "pontiff", "holy father", "taoiseach", "tanaiste"})  # titles of one state alone
# Titles that, without a country, mean the American office in international prose.
_US_TITLES = frozenset(
    fold(title)
    for title in (
        "secretary of state", "treasury secretary", "commerce secretary", "defense secretary", "secretary of defense", "deputy secretary of state",
        "assistant secretary of state", "under secretary of state", "undersecretary of state", "energy secretary", "trade representative",
        "homeland security secretary", "secretary of the treasury", "secretary of commerce", "cia director",
    )
)  # fmt: skip


def _quoted_text(doc: Doc, start: int, end: int) -> str:
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return re.sub(r"\s+", " ", doc[start:end].text)


def _extend_left(doc: Doc, start: int, ends: dict[int, Mention], phrase: OfficePhrase) -> int:
    """Take in qualifiers, countries or body, article and possessive before the head; return the new start."""
    index = start
    codes: list[str] = []  # "the Indian and Chinese foreign ministers", last first
    while index > 0:
        before = doc[index - 1]
        if phrase.is_plural and codes and (listed := _country_before(doc, index, ends)) is not None:
            codes.append(str(listed.code))
            index = listed.start
            continue
        if before.text in {"'s", "’s", "’", "'"} and index - 1 in ends:
            mention = ends[index - 1]
            phrase.country, phrase.is_definite = phrase.country or mention.code, True
            index = mention.start
            break
        if index in ends and (ends[index].kind is not MentionKind.CITY or ends[index].is_adjective):
            mention = ends[index]
            phrase.country = mention.code if phrase.country is None else phrase.country
            if mention.kind is MentionKind.COUNTRY and mention.code is not None:
                codes.append(mention.code)
            index = mention.start
            if index > 1 and doc[index - 1].text == "-" and doc[index - 2].lower_ in {"then", "ex"}:
                phrase.is_former = phrase.is_former or doc[index - 2].lower_ == "ex"
                index -= 2
            continue
        low = before.lower_
        if _qualify(phrase, low):
            pass
        elif low == "-" and index > 1 and doc[index - 2].lower_ in {"ex", "then"}:
            phrase.is_former = phrase.is_former or doc[index - 2].lower_ == "ex"
            index -= 1
        elif low in {"his", "her", "their", "its"}:
            phrase.owner, phrase.is_definite = index - 1, True
            index -= 1
            break
        elif low in {"the", "this", "that"}:
            phrase.is_definite = True
            index -= 1
            break
        elif low in {"top", "chief", "most", "senior"} and phrase.head == "diplomat":
            # "the top US diplomat": the country stands inside.
            phrase.head, phrase.text = "top diplomat", "top diplomat"
            phrase.posts = ("foreign-affairs-director", "foreign-minister", "high-representative")
        elif low not in FILLERS or (phrase.is_counterpart and low == "own"):
            break
        index -= 1
    phrase.is_definite = phrase.is_definite or phrase.country is not None
    if len(codes) > 1:
        phrase.countries, phrase.country = tuple(reversed(codes)), None
    return index


def _qualify(phrase: OfficePhrase, word: str) -> bool:
    """Mark an office as former, acting or designate if a word says so, and tell whether it does."""
    if word in FORMER:
        phrase.is_former = True
    elif word in ACTING:
        phrase.is_acting = True
    elif word in DESIGNATE and word not in {"next", "future"}:
        phrase.is_designate = True
    else:
        return False
    return True


def _country_before(doc: Doc, index: int, ends: dict[int, Mention]) -> Mention | None:
    """Return the country before "and" or a comma that end at a token: "the Indian and | Chinese"."""
    at = index - 1
    if doc[at].lower_ not in {"and", ","}:
        return None
    if at and doc[at].lower_ == "and" and doc[at - 1].text == ",":
        at -= 1
    mention = ends.get(at)
    return mention if mention is not None and mention.kind is MentionKind.COUNTRY and mention.code is not None else None


def _extend_right(doc: Doc, end: int, starts: dict[int, Mention], phrase: OfficePhrase) -> int:
    """Take in "-designate", "of <country>[, <country> and <country>]", "for/to <…>" after the head; return the new end."""
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in DESIGNATE:
        phrase.is_designate = True
        end += 2
    index = end
    if index < len(doc) and doc[index].lower_ in {"of", "from"}:
        index += 1
        if index < len(doc) and doc[index].lower_ == "the":
            index += 1
        codes: list[str] = []
        while (
            index in starts
            and starts[index].code
            and (
                starts[index].kind in {MentionKind.COUNTRY, MentionKind.ORGANIZATION}
                or starts[index].kind is MentionKind.CITY
            )
            and not starts[index].is_adjective
        ):
            codes.append(str(starts[index].code))
            index = starts[index].end
            end = index
            if not phrase.is_plural:
                break
            while index < len(doc) and doc[index].lower_ in {",", "and", "the", "as", "well"}:
                index += 1
        if codes:
            phrase.countries = tuple(codes)
            phrase.is_definite = True
            if len(codes) == 1:
                phrase.country = codes[0]
            return end
    if (
        index < len(doc)
        and doc[end].lower_ in {"for", "to", "on"}
        and any(post in _LONG_POSTS for post in phrase.posts)
    ):
        stop = end + 1
        at = stop + 1 if doc[stop : stop + 1].text == "the" else stop
        if doc[end].lower_ == "to" and at in starts and starts[at].kind is MentionKind.COUNTRY:
            return starts[at].end  # a name may follow at once: "ambassador to Laos A"
        while (
            stop < len(doc)
            and stop < end + 8
            and (
                doc[stop].text[:1].isupper()
                or doc[stop].lower_
                in {
                    "the",
                    "of",
                    "and",
                    "affairs",
                    "peace",
                    "process",
                    "climate",
                    "change",
                    "security",
                    "negotiations",
                    "nuclear",
                    "east",
                }
            )
        ):
            stop += 1
        while stop > end + 1 and doc[stop - 1].lower_ in {"and", "the", "of", ","}:
            stop -= 1
        if stop > end + 1:
            return stop
    return end


_LONG_POSTS = frozenset(
    {
        "special-envoy",
        "envoy-of-organization",
        "assistant-secretary",
        "ambassador",
        "climate-envoy",
        "permanent-representative",
        "deputy-foreign-minister",
        "high-representative",
        "commissioner",
        "deputy-defence-minister",
        "deputy-finance-minister",
    }
)


# A ruler by force of arms; only offices whose aliases say so are meant.
_JUNTA = frozenset(
    {
        "junta leader",
        "junta chief",
        "military ruler",
        "military leader",
        "head of the junta",
        "coup leader",
        "leader of the junta",
    }
)


def known_offices(knowledge: Knowledge, phrase: OfficePhrase, country: str | None) -> list[Office]:
    """Return the offices of a country that a phrase may mean, best first: by exact title, then by kind of post."""
    if country is None:
        return []
    offices = knowledge.offices_of_country.get(country, ())
    head = phrase.head
    exact = [
        office
        for office in offices
        if head == fold(office.title) or head in map(fold, knowledge.office_aliases[office.id])
    ]
    if head in _JUNTA:
        return [office for office in offices if _JUNTA & set(map(fold, knowledge.office_aliases[office.id]))]
    by_post = [
        office
        for post in _ordered_posts(knowledge, phrase, country)
        for office in offices
        if office.post == post and office not in exact and _is_of_field(knowledge, office, head)
    ]
    if head == "head of government" and not by_post:
        by_post = [office for office in offices if office.post == "head-of-state"]  # a president leads the government
    if head in {
        "president",
        "king",
        "queen",
        "emir",
        "sultan",
        "emperor",
        "pope",
        "prime minister",
        "premier",
        "chancellor",
        "crown prince",
        "vice president",
        "foreign secretary",
        "secretary of state",
    }:
        named = [
            office
            for office in by_post
            if head in fold(office.title) or head in {fold(a) for a in knowledge.office_aliases[office.id]}
        ]
        if head in {"premier", "prime minister", "chancellor"}:
            named += [office for office in by_post if office not in named and office.post == "head-of-government"]
        elif head == "secretary of state" and country not in {"USA", "VAT", "MEX"}:
            named = []
        elif head == "foreign secretary" and not named:
            named = [office for office in by_post if office.post == "foreign-minister"]
        by_post = named
    return exact + by_post


_FIELDLESS = frozenset("minister secretary cabinet of for the state without portfolio and".split())


def _is_of_field(knowledge: Knowledge, office: Office, head: str) -> bool:
    """Tell whether a minister of a field of their own may be meant: no "environment minister" is the minister of communications."""
    if office.post != "minister-other":
        return True
    field = set(head.split()) - _FIELDLESS
    names = " ".join(map(fold, (office.title, *knowledge.office_aliases[office.id])))
    return not field or any(word[:6] in names for word in field)


def _ordered_posts(knowledge: Knowledge, phrase: OfficePhrase, country: str) -> tuple[str, ...]:
    if phrase.head in {"leader", "top leader", "paramount leader"}:
        led_by = knowledge.countries[country].led_by if country in knowledge.countries else "head-of-state"
        return tuple(dict.fromkeys((led_by, *phrase.posts)))
    if phrase.head == "top diplomat":
        return ("foreign-affairs-director", "foreign-minister", "high-representative")
    return phrase.posts


def holders_of(
    knowledge: Knowledge, phrase: OfficePhrase, country: str | None, day: dt.date
) -> list[tuple[str, Office]]:
    """Return who held the office a phrase means on a day, for the first of its offices that had a holder."""
    for office in known_offices(knowledge, phrase, country):
        holders = knowledge.holders(office.id, day)
        if holders:
            return [(person, office) for person in holders]
    return []
