"""Finds which words of a Doc are names of people: by the recogniser, the base's names, titles, and names told before.

"President Xi Jinping and Blinken met. Mr Xi said"      Xi Jinping, Blinken, Xi
"the Modi-Putin summit"                                  Modi, Putin
"Anhui Province", "in Santa Marta"                       nobody, whatever the recogniser takes them for
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.bare_surnames import unmarked_leaders
from ingest.gazetteer import TOWNS, load_cities
from ingest.knowledge import Knowledge
from ingest.names import PARTICLES, fold
from ingest.titles import ROYAL, TITLES_ONLY, is_named_by_title, is_title

LONGEST = 8
_NOT_NAMES = frozenset(
    "the a an he she his her it they we i you this that these those and or but in on at of for from with to as by after before when while "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december mr mrs ms president minister secretary prime foreign defence defense state government ministry department "
    "summit talks war peace republic united nations council union party congress parliament senate house court agency press photo photos photograph caption image file video getty pool sputnik reuters xinhua tass afp bloomberg kyodo yonhap anadolu interfax".split()
)


def find_name_spans(
    doc: Doc, knowledge: Knowledge, names: list[Mention], offices: list[Mention]
) -> list[tuple[int, int]]:
    """Return the tokens of each name of a person, in text order.

    Args:
        doc: With NER and the sentences set.
        knowledge: Whose people are found by their full names.
        names: Mentions of countries, bodies, cities and venues.
        offices: Mentions of offices.
    """
    blocked = {i for m in names if m.kind is not MentionKind.CITY for i in range(m.start, m.end)}
    office_tokens = {i for m in offices for i in range(m.start, m.end)}
    # Each with its priority before start and end; the lowest goes first.
    scored = [(1, *span) for span in _entity_spans(doc, knowledge, blocked, office_tokens)]
    for index, token in enumerate(doc):
        if not token.text[:1].isupper():
            continue
        known_end = _known_name_end(doc, index, knowledge)
        if known_end is not None:
            is_royal = token.lower_ in ROYAL and not is_named_by_title(doc, index)
            scored.append((0, index + is_royal, known_end))
        if (
            index
            and (is_title(doc[index - 1]) or index in {m.end for m in offices})
            and index not in blocked
            and index not in office_tokens
        ):
            end = _capital_run(doc, index, blocked | office_tokens)
            if (
                end > index
                and not (
                    end - index == 1
                    and (
                        fold(token.text) in _NOT_NAMES | _PLACE_WORDS
                        or token.ent_type_ in {"ORG", "GPE", "LOC", "NORP", "EVENT", "DATE", "FAC"}
                    )
                )
                and not (token.is_sent_start and not is_title(doc[index - 1]))
                and not _is_body(doc, index, end)
            ):
                scored.append((2, index, end))
    spans: list[tuple[int, int]] = []
    taken: set[int] = set()
    for _, start, end in sorted(scored, key=lambda item: (item[0], item[1] - item[2], item[1])):
        start, end = _widen(doc, start, end, taken, blocked | office_tokens)
        if taken.isdisjoint(range(start, end)):
            spans.append((start, end))
            taken.update(range(start, end))
    spans += _propagated(doc, spans, taken, blocked, office_tokens)
    named = {i for m in names for i in range(m.start, m.end)}
    spans += unmarked_leaders(doc, annotations_of(doc), taken | named | office_tokens)
    return sorted(
        {(start, end) for start, end in spans if end - start > 1 or doc[start].lower_.rstrip(".") not in TITLES_ONLY}
    )


def _entity_spans(doc: Doc, knowledge: Knowledge, blocked: set[int], office_tokens: set[int]) -> list[tuple[int, int]]:
    """Return the names of people that the recogniser found, without what is no part of them."""
    found: list[tuple[int, int]] = []
    for ent in doc.ents:
        if ent.label_ in {"PERSON", "PER"}:
            start, end = ent.start, ent.end
            # "Blinken China", "Hiroshima Japan": names of places at the ends are not the person's.
            while end > start and (end - 1 in blocked or doc[end - 1].is_space):
                end -= 1
            while start < end and start in blocked:
                start += 1
            if end > start and (
                doc[end - 1].lower_ in _PLACE_WORDS
                or doc[end : end + 1].text in _PLACES_BEHIND
                or _is_city(doc, start, end, knowledge)
                or (start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in TOWNS)
            ):
                continue
            trimmed = _trim(doc, start, end, office_tokens)
            if trimmed is not None and _are_two(doc, *trimmed):
                found += [(trimmed[0], trimmed[0] + 1), (trimmed[1] - 1, trimmed[1])]
            elif trimmed is not None and not any(i in blocked for i in range(*trimmed)) and not _is_body(doc, *trimmed):
                found.append(trimmed)
    return found


_OF_TWO = frozenset(
    "meeting summit talks call phone dialogue encounter joint dinner lunch handshake declaration statement agreement accord deal "
    "relationship conversation".split()
)


def _are_two(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a hyphen joins two surnames before a word for what two do: "the Modi-Putin summit"."""
    if end - start != 3 or doc[start + 1].text not in {"-", "–"} or not (doc[start].is_title and doc[end - 1].is_title):
        return False
    if end < len(doc) and doc[end].lower_ in _OF_TWO:
        return True
    return all(_is_named_alone(doc, doc[i]) for i in (start, end - 1))  # "Modi-Putin: a friendship", in a headline


def _is_named_alone(doc: Doc, name: Token) -> bool:
    """Tell whether one of two that a hyphen joins is named elsewhere as somebody without the other."""
    return any(
        t.text == name.text
        and t.i != name.i
        and t.ent_type_ in {"PERSON", "PER"}
        and "-" not in {doc[t.i - 1].text if t.i else "", doc[t.i + 1 : t.i + 2].text}
        for t in doc
    )


# Words that no name of a person has: "Standing Committee", "National Defence", "Further", "the Prime Minister's Office".
_OF_BODIES = frozenset(
    "committee commission council congress assembly party ministry department office bank agency industry industries union court visit "
    "meeting forum process dialogue defence defense national standing further present based conference mission institute university "
    "association federation league movement army navy forces corporation company newspaper mausoleum cathedral mosque museum monument "
    "airport balkans group staff plan memorandum channel jirga qaeda accord accords agreement treaty doctrine initiative report act declaration "
    "charter talks summit deal pact fund project programme program award prize throwing "
    "majlis mejlis knesset bundestag bundesrat sejm verkhovna duma hural khural storting folketing riksdag eduskunta althing oireachtas".split()
)


def _is_body(doc: Doc, start: int, end: int) -> bool:
    """Tell whether what is taken for a name of a person holds a word of bodies, events and buildings."""
    return any(part in _OF_BODIES for token in doc[start:end] for part in token.lower_.split("-"))


def _trim(doc: Doc, start: int, end: int, office_tokens: set[int]) -> tuple[int, int] | None:
    for index in range(start, end):
        if doc[index].is_space or (index > start and doc[index].text in {"'s", "’s"}):
            end = index  # "Biden's Call", in a headline
            break
    if (
        end - start > 1
        and doc[start].is_sent_start
        and doc[start].pos_ in {"ADV", "SCONJ", "ADP", "DET", "PRON", "CCONJ"}
    ):
        start += 1  # "Afterwards Blinken"
    while start < end and (
        start in office_tokens
        or (is_title(doc[start]) and not is_named_by_title(doc, start))
        or not doc[start].text[:1].isalpha()
        or doc[start].lower_ in _NOT_NAMES
        or (doc[start].text == ".")
    ):
        if is_surname_he(doc, start):
            break
        start += 1
    while end > start and (
        doc[end - 1].text in {"'s", "’s", "’", "'", ",", ".", "–", "-"}
        or doc[end - 1].is_punct
        or (end - 1) in office_tokens
        or doc[end - 1].lower_ in _NOT_NAMES
    ):
        end -= 1
    if end <= start or (not doc[start].text[:1].isupper() and doc[start].lower_ not in PARTICLES):
        return None
    if end - start == 1 and (doc[start].lower_ in _NOT_NAMES or len(doc[start].text) < 2):
        return None
    if doc[start:end].text.isupper() and (
        fold(doc[start:end].text) in load_cities() or (end - start == 1 and len(doc[start].text) > 3)
    ):
        return None  # a dateline or an acronym
    return start, end


def is_surname_he(doc: Doc, index: int) -> bool:
    """Tell whether "He" is a surname that the recogniser found: "Vice Premier He Lifeng"."""
    if doc[index].text != "He" or index + 1 >= len(doc) or doc[index].ent_type_ != "PERSON":
        return False
    return doc[index + 1].ent_iob_ == "I" and doc[index + 1].is_title


def _known_name_end(doc: Doc, start: int, knowledge: Knowledge) -> int | None:
    """Return the end of the longest full name or one-word alias of a known person that starts at a token."""
    for end in range(min(len(doc), start + LONGEST), start, -1):
        if doc[end - 1].is_punct or doc[end - 1].is_space or not doc[end - 1].text[:1].isalnum():
            continue
        name = fold(doc[start:end].text)
        if name not in knowledge.people_by_name:
            continue
        if " " in name and (doc[end - 1].text[:1].isupper() or "-" in doc[start:end].text):
            return end
        single = knowledge.people_by_name[name]
        if (
            len(name) > 2
            and name not in _NOT_NAMES
            and doc[start].ent_type_ in {"PERSON", "PER", ""}
            and len(single) == 1
            and end - start == 1
            and doc[start].text == doc[start].text.strip()
            and _is_proper(doc[start])
            and not _goes_on_otherwise(doc, start, knowledge.people[single[0]].name)
        ):
            return end
    return None


def _goes_on_otherwise(doc: Doc, start: int, known: str) -> bool:
    """Tell whether a name by which one leader is known is here the first of another's: "Anwar Zaki", beside Anwar Ibrahim."""
    if start + 1 >= len(doc):
        return False
    behind = doc[start + 1]
    is_one_name = doc[start].ent_type_ in {"PERSON", "PER"} and behind.ent_iob_ == "I" and behind.pos_ == "PROPN"
    return is_one_name and behind.is_title and behind.is_alpha and fold(behind.text) not in fold(known).split()


def _is_proper(token: Token) -> bool:
    return (token.pos_ in {"PROPN", "NOUN", ""} and not token.is_sent_start) or token.ent_type_ in {"PERSON", "PER"}


def _capital_run(doc: Doc, start: int, blocked: set[int]) -> int:
    end = start
    while end < len(doc) and end < start + LONGEST and end not in blocked:
        token = doc[end]
        if token.is_space or token.text in {",", ";", ":", "(", ")", "“", "”", '"'}:
            break
        if (
            (
                token.text[:1].isupper()
                or (
                    token.text in {"-", "’", "'"}
                    and end > start
                    and end + 1 < len(doc)
                    and doc[end].whitespace_ == ""
                    and doc[end - 1].whitespace_ == ""
                )
            )
            or (
                token.lower_ in PARTICLES
                and end + 1 < len(doc)
                and (doc[end + 1].text[:1].isupper() or doc[end + 1].lower_ in PARTICLES)
            )
            or (end > start and doc[end - 1].text in {"-", "’"})
        ):
            end += 1
        else:
            break
    while end > start and doc[end - 1].text in {"-", "’", "'", "."}:
        end -= 1
    return end


def _widen(doc: Doc, start: int, end: int, taken: set[int], blocked: set[int]) -> tuple[int, int]:
    """Take in hyphenated parts and further name words the NER cut off ("Zayed Al-Nahyan", "Jong" "-" "un")."""
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and doc[end - 1].whitespace_ == ""
        and doc[end].whitespace_ == ""
        and end not in taken
        and doc[end + 1].is_alpha
        and doc[end + 1].lower_
        not in {"led", "backed", "era", "style", "like", "appointed", "mediated", "brokered", "hosted"}
        and not _are_two(doc, start, end + 2)
    ):
        end += 2
    while (
        start >= 2
        and doc[start - 1].text == "-"
        and doc[start - 1].whitespace_ == ""
        and doc[start - 2].whitespace_ == ""
        and doc[start - 2].text[:1].isupper()
        and start - 2 not in taken
        and start - 2 not in blocked
        and not _are_two(doc, start - 2, end)
    ):
        start -= 2
    while (
        end < len(doc)
        and end not in taken
        and end not in blocked
        and doc[end].lower_ in PARTICLES
        and doc[end].whitespace_
        and end + 1 < len(doc)
        and doc[end + 1].text[:1].isupper()
        and end + 1 not in blocked
        and doc[end].lower_ not in {"la", "le", "u", "of", "tun"}
    ):
        end = _capital_run(doc, end, blocked | taken)
    return start, end


# "Anhui Province", "Riyadh Region": places, whatever they are taken for.
_PLACE_WORDS = frozenset(
    "party movement alliance market province region county district prefecture governorate oblast island islands airport palace square street university hospital "
    "karabakh kashmir abkhazia ossetia transnistria chechnya darfur tigray donbas donbass crimea xinjiang tibet golan sinai".split()
)
_PLACES_BEHIND = frozenset(
    "market square street district province airport railway pipeline corridor highway border".split()
)  # "Tanah Abang market"


def _is_city(doc: Doc, start: int, end: int, knowledge: Knowledge) -> bool:
    """Tell whether what is taken for a person is a city of two words that the text is in or goes to: "in Santa Marta"."""
    name = fold(doc[start:end].text)
    if end - start < 2 or name in knowledge.people_by_name or name not in load_cities():
        return False
    words = doc[start:end].text
    return start == 0 or any(
        doc[i : i + end - start].text == words and i and doc[i - 1].lower_ in {"in", "to", "from", "near", "at"}
        for i in range(len(doc) - (end - start))
    )


def _is_named_as_month(doc: Doc, index: int) -> bool:
    """Tell whether a word that is a month as well is a surname here: "the King and May", not "in May" or "May 5"."""
    token = doc[index]
    if (
        token.lower_ not in {"may", "march"}
        or token.ent_type_ == "DATE"
        or (token.is_sent_start and token.tag_ == "MD")
    ):
        return False
    before = doc[index - 1].lower_ if index else ""
    after = doc[index + 1] if index + 1 < len(doc) else token
    return before not in _BEFORE_MONTH and not after.like_num and after.tag_ != "CD" and doc[index - 1].tag_ != "CD"


_BEFORE_MONTH = frozenset("in of since last next this early late mid until by during from the each every".split())
_SAINTS = frozenset(
    {"san", "santa", "são", "sao", "saint", "st.", "st", "santo", "port", "fort", "mount", "cape", "lake"}
)


def _propagated(
    doc: Doc, spans: list[tuple[int, int]], taken: set[int], blocked: set[int], office_tokens: set[int]
) -> list[tuple[int, int]]:
    """Return further mentions of surnames that some span names in full."""
    surnames: set[str] = set()
    for start, end in spans:
        words = [
            doc[i]
            for i in range(start, end)
            if doc[i].is_alpha and len(doc[i].text) > 2 and doc[i].lower_ not in PARTICLES
        ]
        if len(words) >= 2:
            surnames |= {word.text for word in (words[0], words[-1], *words[1:])}
        elif words:
            surnames.add(words[0].text)
        elif end - start > 0 and len(doc[start].text) == 2:
            surnames.add(doc[start].text)
        if end - start >= 2 and len(doc[start].text) == 2 and doc[start].is_alpha:
            surnames.add(doc[start].text)
    more: list[tuple[int, int]] = []
    for index, token in enumerate(doc):
        if token.text not in surnames or index in taken or index in office_tokens:
            continue
        if index in blocked and token.ent_type_ not in {"PERSON", "PER"}:
            continue
        if index and doc[index - 1].lower_ in _SAINTS and doc[index - 1].text[:1].isupper():
            continue  # "in San José"
        if (
            token.ent_type_ in {"ORG", "FAC", "EVENT"} and index + 1 < len(doc) and doc[index + 1].text[:1].isupper()
        ) or (fold(token.text) in _NOT_NAMES and not _is_named_as_month(doc, index)):
            continue
        start, end = _widen(doc, index, index + 1, taken, blocked)
        more.append((start, end))
        taken.update(range(start, end))
    return more
