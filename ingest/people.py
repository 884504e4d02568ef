"""Finds names of people in a Doc and makes one entity of each person, linked to the knowledge base where it can be.

Names come from the NER, from full names of the knowledge base, from what follows a title, and from other mentions in the
same document; what is one person is decided by full name first, then by surname, title and country.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from ingest.annotations import (
    Annotations,
    Candidate,
    Mention,
    MentionKind,
    OfficePhrase,
    OfficeUse,
    PersonEntity,
    annotations_of,
)
from ingest.gazetteer import load_cities
from ingest.genders import gender_of_name
from ingest.knowledge import Knowledge
from ingest.names import (
    FAMILY_NAME_FIRST,
    HONORIFICS,
    PARTICLES,
    core_words,
    fold,
    name_words,
    short_names,
    spelling_key,
)
from ingest.offices import is_given_name, known_offices

LONGEST = 8
LINK_THRESHOLD = 0.5
FEMALE_TITLES = frozenset("mrs ms miss madame mme baroness princess queen sheikha lady dame smt daw".split())
ROYAL = frozenset("king queen emperor empress pope sultan".split())
MALE_TITLES = frozenset("mr sir lord king prince emir sultan sheikh shri".split())
# Posts whose holders are named by surname alone without introduction.
FAMOUS_POSTS = frozenset(
    "head-of-state head-of-government foreign-minister supreme-leader crown-prince secretary-general organization-president "
    "high-representative foreign-affairs-director national-security-adviser defence-minister finance-minister trade-minister".split()
)
_NOT_NAMES = frozenset(
    "the a an he she his her it they we i you this that these those and or but in on at of for from with to as by after before when while "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december mr mrs ms president minister secretary prime foreign defence defense state government ministry department "
    "summit talks war peace republic united nations council union party congress parliament senate house court agency press photo photos photograph caption image file video getty pool sputnik reuters xinhua tass afp bloomberg kyodo yonhap anadolu interfax".split()
)


@lru_cache(maxsize=4)
def _spelling_index(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Spelling keys of single name words to the people who bear them."""
    index: dict[str, set[str]] = defaultdict(set)
    for person in knowledge.people.values():
        for name in (person.name, *person.aliases):
            if fold(name).isascii():
                for word in core_words(name):
                    index[spelling_key(word)].add(person.id)
    return {key: frozenset(ids) for key, ids in index.items()}


@lru_cache(maxsize=65536)
def _keys(name: str) -> tuple[str, ...]:
    return tuple(spelling_key(word) for word in core_words(name))


def people_named(knowledge: Knowledge, name: str) -> list[tuple[str, float, str]]:
    """Return (person id, score, reason) for everybody a full name may mean, best first.

    Exact names and aliases score 1.0, other spellings or orders of the same words 0.9, a longer or shorter form that
    shares at least two words 0.8.
    """
    exact = knowledge.people_by_name.get(fold(name)) or knowledge.people_by_name.get(" ".join(name_words(name)))
    if exact:
        return [(person, 1.0, "full name") for person in exact]
    keys = _keys(name)
    if len(keys) < 2:
        return []
    index = _spelling_index(knowledge)
    counts: dict[str, int] = defaultdict(int)
    for key in set(keys):
        for person in index.get(key, ()):
            counts[person] += 1
    found: list[tuple[str, float, str]] = []
    for person, count in counts.items():
        if count < 2:
            continue
        best = max(
            (
                _likeness(keys, _keys(alias))
                for alias in (knowledge.people[person].name, *knowledge.people[person].aliases)
            ),
            default=0.0,
        )
        if best:
            found.append((person, best, "spelling" if best > 0.85 else "longer or shorter form"))
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    a, b = set(left), set(right)
    if len(b) < 2:
        return 0.0
    if a == b:
        return 0.9
    small, large = sorted((a, b), key=len)
    # A given name alone is not enough: the last word of the shorter form must be in the longer one.
    return 0.8 if len(small) >= 2 and small <= large and (left[0] in b or right[0] in a) else 0.0


def find_people(doc: Doc, names: list[Mention], offices: list[Mention]) -> list[Mention]:
    """Return person mentions, each with the key of its entity; entities are put into `annotations.people`.

    Args:
        doc: With NER and the sentences set.
        names: Mentions of countries, bodies, cities and venues.
        offices: Mentions of offices; those beside a name are attached to it.
    """
    annotations = annotations_of(doc)
    spans = _name_spans(doc, annotations.knowledge, names, offices)
    mentions = [
        Mention(
            start,
            end,
            MentionKind.PERSON,
            name=_clean(doc[start:end].text),
            is_possessive=end < len(doc) and doc[end].text in {"'s", "’s", "’"},
        )
        for start, end in spans
    ]
    attach_offices(doc, mentions, offices, names)
    full = [mention for mention in mentions if len(core_words(str(mention.name))) > 1]
    single = [mention for mention in mentions if len(core_words(str(mention.name))) == 1]
    beside = _offices_beside(mentions, offices)
    for mention in full:
        _assign_full(doc, annotations, mention, beside.get(id(mention), []), names)
    for mention in single:
        _assign_single(doc, annotations, mention, beside.get(id(mention), []), names)
    kept = [mention for mention in mentions if mention.people]
    for mention in kept:
        entity = annotations.people[mention.people[0]]
        entity.aliases.add(str(mention.name))
        for office in beside.get(id(mention), []):
            if office.office is not None:
                entity.offices.append(OfficeUse(office.office, office.start, office.end))
            office.people = mention.people
        _infer_gender(doc, mention, entity)
    for entity in annotations.people.values():
        entity.offices.sort(key=lambda use: use.start)
        entity.gender = entity.gender or gender_of_name(annotations.knowledge, entity.name, entity.country)
    return _without_doubtful(doc, annotations, kept)


def _without_doubtful(doc: Doc, annotations: Annotations, mentions: list[Mention]) -> list[Mention]:
    """Drop people of one word who are not linked, have no title or office, and are named only once: mostly no people."""
    counts: dict[str, int] = defaultdict(int)
    titled: set[str] = set()
    for mention in mentions:
        counts[mention.people[0]] += 1
        if mention.start and _is_title(doc[mention.start - 1]):
            titled.add(mention.people[0])
    doubtful = {
        key
        for key, entity in annotations.people.items()
        if entity.person is None
        and not entity.offices
        and key not in titled
        and counts[key] < 2
        and len(core_words(entity.name)) == 1
    }
    for key in doubtful:
        del annotations.people[key]
    return [mention for mention in mentions if mention.people[0] not in doubtful]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[’']s$", "", text)).strip(" ,.")


def _offices_beside(mentions: list[Mention], offices: list[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for office in offices:
        if office.attached is not None:
            found[id(mentions[office.attached])].append(office)
    return found


# -- spans


def _name_spans(doc: Doc, knowledge: Knowledge, names: list[Mention], offices: list[Mention]) -> list[tuple[int, int]]:
    blocked = {i for m in names if m.kind is not MentionKind.CITY for i in range(m.start, m.end)}
    office_tokens = {i for m in offices for i in range(m.start, m.end)}
    # Each with its priority before start and end; the lowest goes first.
    scored = [(1, *span) for span in _entity_spans(doc, knowledge, blocked, office_tokens)]
    for index, token in enumerate(doc):
        if not token.text[:1].isupper():
            continue
        known_end = _known_name_end(doc, index, knowledge)
        if known_end is not None:
            is_title = token.lower_ in ROYAL and not is_given_name(doc, index)
            scored.append((0, index + is_title, known_end))
        if (
            index
            and (_is_title(doc[index - 1]) or index in {m.end for m in offices})
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
                and not (token.is_sent_start and not _is_title(doc[index - 1]))
                and not _is_body(doc, index, end)
            ):
                scored.append((2, index, end))
    spans: list[tuple[int, int]] = []
    taken: set[int] = set()
    for _, start, end in sorted(
        scored, key=lambda item: (item[0] if item[0] != 0 else 0, -(item[2] - item[1]), item[1])
    ):
        start, end = _widen(doc, start, end, taken, blocked | office_tokens)
        if taken.isdisjoint(range(start, end)):
            spans.append((start, end))
            taken.update(range(start, end))
    spans += _propagated(doc, spans, taken, blocked, office_tokens)
    return sorted(set(spans))


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
    return (
        end - start == 3
        and doc[start + 1].text in {"-", "–"}
        and doc[start].is_title
        and doc[end - 1].is_title
        and end < len(doc)
        and doc[end].lower_ in _OF_TWO
    )


# Words that no name of a person has: "Standing Committee", "National Defence", "Further", "the Prime Minister's Office".
_OF_BODIES = frozenset(
    "committee commission council congress assembly party ministry department office bank agency industry industries union court visit "
    "meeting forum process dialogue defence defense national standing further present based conference mission institute university "
    "association federation league movement army navy forces corporation company newspaper mausoleum cathedral mosque museum monument "
    "airport balkans group plan memorandum channel jirga qaeda accord accords agreement treaty doctrine initiative report act declaration "
    "charter talks summit deal pact fund project programme program award prize throwing".split()
)


def _is_body(doc: Doc, start: int, end: int) -> bool:
    """Tell whether what is taken for a name of a person holds a word of bodies, events and buildings."""
    return any(part in _OF_BODIES for token in doc[start:end] for part in token.lower_.split("-"))


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in HONORIFICS and token.text[:1].isupper()


def _trim(doc: Doc, start: int, end: int, office_tokens: set[int]) -> tuple[int, int] | None:
    for index in range(start, end):
        if doc[index].is_space:
            end = index
            break
    if (
        end - start > 1
        and doc[start].is_sent_start
        and doc[start].pos_ in {"ADV", "SCONJ", "ADP", "DET", "PRON", "CCONJ"}
    ):
        start += 1  # "Afterwards Blinken"
    while start < end and (
        start in office_tokens
        or (_is_title(doc[start]) and not is_given_name(doc, start))
        or not doc[start].text[:1].isalpha()
        or doc[start].lower_ in _NOT_NAMES
        or (doc[start].text == ".")
    ):
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
        ):
            return end
    return None


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
    "party movement alliance market province region county district prefecture governorate oblast island islands airport palace square street university hospital".split()
)


_PLACES_BEHIND = frozenset("market square street district province airport".split())  # "Tanah Abang market"


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


# -- offices beside names


def _is_of_elsewhere(knowledge: Knowledge, phrase: OfficePhrase, mention: Mention, mentions: list[Mention]) -> bool:
    """Tell whether a surname after a comma is of somebody the text names in full who serves another country.

    "the Indonesian president, Lee, Hun Sen and …" is a list, where Lee Hsien Loong is named before.
    """
    word = fold(str(mention.name))
    if phrase.country is None or " " in word:
        return False
    for other in mentions:
        words = name_words(str(other.name))
        if len(words) > 1 and word in words:
            known = people_named(knowledge, str(other.name))
            if known and knowledge.people[known[0][0]].country not in {None, phrase.country}:
                return True
    return False


def attach_offices(doc: Doc, mentions: list[Mention], offices: list[Mention], names: list[Mention]) -> None:
    """Set `attached` of each office that stands beside a name: before it, after it in apposition, or after "is"."""
    knowledge = annotations_of(doc).knowledge
    by_start = {mention.start: index for index, mention in enumerate(mentions)}
    by_end = {mention.end: index for index, mention in enumerate(mentions)}
    held = {i for office in offices for i in range(office.start, office.end)}
    for office in list(offices):
        phrase = office.office
        if phrase is None:
            continue
        end = (
            office.end
            if phrase.is_plural or _is_of_state(doc, office)
            else _end_of_complement(doc, office.end, by_start, held)
        )
        ahead = _skip(doc, end, {",", "-", "“", '"'} if not phrase.is_plural else set())
        if (
            ahead in by_start
            and not doc[ahead].is_sent_start
            and not (doc[ahead - 1].text == "," and _is_teller(doc, office, mentions[by_start[ahead]].end))
            and not (
                doc[office.end : ahead].text.strip() == ","
                and (
                    _is_list_comma(doc, office, mentions[by_start[ahead]], offices)
                    or _is_of_elsewhere(knowledge, phrase, mentions[by_start[ahead]], mentions)
                )
            )
        ):
            office.attached = by_start[ahead]
            if phrase.is_plural:
                _attach_list(doc, office, mentions, by_start[ahead], offices)
            continue
        if phrase.is_plural or doc[office.start].text == "POTUS":  # of one who needs no name beside it
            continue
        back = _skip_back(doc, office.start)
        if back in by_end and not _is_subject_behind(doc, office, back):
            office.attached = by_end[back]
    _share_out(doc, mentions, offices)
    _join_titles(doc, offices)
    _ = names


def _is_subject_behind(doc: Doc, office: Mention, back: int) -> bool:
    """Tell whether an office behind a name and a comma begins a clause: "Asked about Kay, the President answered …"."""
    if doc[back].text != "," or doc[office.start].lower_ != "the" or office.end >= len(doc):
        return False
    after = office.end + (doc[office.end].pos_ == "ADV")
    return office.is_possessive or (after < len(doc) and doc[after].tag_ in {"VBD", "VBZ", "MD"})


_TOLD = frozenset({"say", "add", "tell", "announce", "explain", "note", "recall", "report"})


def _is_teller(doc: Doc, office: Mention, index: int) -> bool:
    """Tell whether a name and its verb stand behind what it tells: "he would see the premier, Kay said", "Asked about the premier, Kay said".

    A name in apposition would be closed by a comma.
    """
    stop = doc[index : index + 2]
    if len(stop) < 2 or stop[0].tag_ not in {"VBD", "VBZ"} or stop[0].lemma_ not in _TOLD:
        return False
    return stop[1].text in {".", ","} or office.start - doc[office.start].sent.start > OPENING


OPENING = 3  # tokens: "The premier, Kay said" may be one who tells


def _join_titles(doc: Doc, offices: list[Mention]) -> None:
    """Give a name both of two titles before it: "Deputy Prime Minister and Foreign Minister Kay", not "the president and …"."""
    for first, second in pairwise(offices):
        if first.attached is not None or second.attached is None or first.office is None or first.office.is_plural:
            continue
        is_title = doc[first.end - 1].text[:1].isupper() and doc[first.start].lower_ != "the"
        is_deputy = first.office.head.startswith(("deputy ", "vice "))
        if doc[first.end : second.start].text == "and" and (is_title or is_deputy):
            first.attached = second.attached


def _share_out(doc: Doc, mentions: list[Mention], offices: list[Mention]) -> None:
    """Give each of two names the office that is his: "Kay and Roe, the president and the chancellor"."""
    by_end = {mention.end: index for index, mention in enumerate(mentions)}
    for first, second in pairwise(offices):
        back = _skip_back(doc, first.start)
        last = by_end.get(back)
        if not last or first.attached != last or first.start != back + 1 or doc[first.start].lower_ != "the":
            continue
        between = doc[mentions[last - 1].end : mentions[last].start]
        is_pair = len(between) == 1 and between.text == "and" and doc[first.end : second.start].text == "and"
        if is_pair and doc[second.start].lower_ == "the" and second.attached in {None, last}:
            first.attached, second.attached = last - 1, last


def _is_of_state(doc: Doc, office: Mention) -> bool:
    """Tell whether an office has its state behind it: "Foreign Minister of Chile"; then nothing else does."""
    phrase = office.office
    return phrase is not None and phrase.country is not None and doc[office.end - 1].ent_type_ in {"GPE", "NORP", "ORG"}


def _end_of_complement(doc: Doc, index: int, names: dict[int, int], offices: set[int]) -> int:
    """Return the end of what an office is over where a name follows, else the index.

    "of the movement, Name", "and European Integration, Name", "of Defense Name": without a comma only words with capitals.
    """
    if index >= len(doc) or doc[index].lower_ not in {"of", "for", "on", "and"}:
        return index
    if doc[index].lower_ == "and" and not doc[index + 1 : index + 2].text[:1].isupper():
        return index
    for at in range(index + 1, min(index + 7, len(doc) - 1)):
        token = doc[at]
        if token.text == ",":
            return at if _skip(doc, at, {","}) in names else index
        if at in names:
            words = [t.text for t in doc[index + 1 : at]]
            return at if words and all(w[:1].isupper() for w in words) else index
        if (
            token.is_sent_start
            or token.pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "ADP", "CCONJ"}
            or (doc[index].lower_ == "and" and at in offices)
        ):
            return index
    return index


_STYLES = frozenset("excellency highness majesty holiness eminence royal serene beatitude".split())
_HONOURED = frozenset("hon honourable honorable rt right most rev reverend venerable".split())
STYLED = 8  # tokens of styles before a name: ", His Excellency the Right Hon. Dr."


def _skip(doc: Doc, index: int, marks: set[str]) -> int:
    """Return the index behind commas, honorifics and styles ("His Excellency Dr.", "the Hon."), never past a sentence's end."""
    stop = index + STYLED
    while index < min(stop, len(doc)) and not doc[index].is_sent_start:
        token = doc[index]
        low = token.lower_.replace(".", "")
        after = doc[index + 1].lower_.rstrip(".") if index + 1 < len(doc) else ""
        is_title = low in HONORIFICS | _STYLES | _HONOURED and token.text[:1].isupper()
        is_style = (low in {"his", "her"} and after in _STYLES) or (low == "the" and after in _HONOURED)
        was_title = doc[index - 1].lower_ in HONORIFICS | _HONOURED
        if not (token.text in marks or is_title or is_style or (token.text == "." and was_title)):
            break
        index += 1
    return index


def _skip_back(doc: Doc, index: int) -> int:
    """Return the end of what stands before an apposition or predicate: ", the", "(", "is the", "who is", "– the"."""
    at = index - 1
    steps = 0
    seen_mark = False
    while at >= 0 and steps < 5:
        low = doc[at].lower_
        if low in {",", "(", "–", "—", "is", "was", "became", "as", "remains"}:
            seen_mark = True
        elif (
            low
            not in {
                "the",
                "a",
                "an",
                "also",
                "who",
                "now",
                "still",
                "currently",
                "his",
                "her",
                "their",
                "country",
                "'s",
                "then",
                "he",
                "she",
                "himself",
                "herself",
            }
            and not doc[at].is_space
        ):
            break
        elif doc[at].is_space:
            return -1
        at -= 1
        steps += 1
    return at + 1 if seen_mark else -1


def _is_list_comma(doc: Doc, office: Mention, mention: Mention, offices: list[Mention]) -> bool:
    """Tell whether "minister, Name" is a list: the office already closes an apposition ("Wang, the minister, Blinken …")."""
    back = _skip_back(doc, office.start)
    closes = back > 0 and doc[back - 1].ent_type_ in {"PERSON", "PER"} and back < office.start
    is_row = any(  # "the premier, Kay, the envoy, Roe, and …": a list of offices, each before its name
        other.attached is not None and doc[other.end].text == "," and "," not in doc[other.end + 1 : back].text
        for other in offices
        if other.end + 1 < back
    )
    return closes and mention.start - office.end <= 2 and not is_row


def _attach_list(doc: Doc, office: Mention, mentions: list[Mention], first: int, offices: list[Mention]) -> None:
    """Give a plural office to each name of a list ("Secretaries A, B and C"): one singular copy for each further name."""
    phrase = office.office
    if phrase is None:
        return
    index = first
    while index + 1 < len(mentions):
        between = doc[mentions[index].end : mentions[index + 1].start]
        if len(between) > 8 or any(t.pos_ in {"VERB", "AUX"} or t.text in {".", ";", ":"} for t in between):
            break
        if not any(t.text in {",", "and", "&"} for t in between):
            break
        index += 1
        single = OfficePhrase(
            phrase.posts,
            phrase.head,
            _singular(phrase),
            phrase.country,
            phrase.is_former,
            phrase.is_acting,
            phrase.is_designate,
            is_definite=True,
        )
        copy = Mention(office.start, office.end, MentionKind.OFFICE, office=single, attached=index)
        offices.append(copy)
    phrase.text, phrase.is_plural = _singular(phrase), False


def _singular(phrase: OfficePhrase) -> str:
    return phrase.head.title() if phrase.text[:1].isupper() else phrase.head


# -- entities


def new_key(annotations: Annotations) -> str:
    """Return a key that no person of the document has yet."""
    return f"p{max((int(key[1:]) for key in annotations.people), default=-1) + 1}"


_LED_BY = re.compile(
    r"\b(delegation|team|mission|side)\b,? (?:was |is )?(?:led|headed) by (?:the |[A-Z][\w.’'-]* ){0,6}$"
)


def _nearby_codes(doc: Doc, mention: Mention, names: list[Mention]) -> list[str]:
    """Return codes that stand right beside a name: "Russia's Lavrov", "Chung Eui-yong of South Korea", "Tileuberdi, of Kazakhstan".

    "A Chilean delegation led by President X" is of Chile too.
    """
    codes: list[str] = []
    led = _LED_BY.search(doc[max(0, mention.start - LONGEST - 3) : mention.start].text + " ")
    for name in names:
        if led is not None and name.code is not None and doc[name.end : name.end + 1].text == led.group(1):
            codes += [name.code] if 0 < mention.start - name.end <= LONGEST + 3 else []
        if name.code is None or not mention.start - 2 <= name.end <= mention.end + LONGEST + 3:
            continue
        if name.end == mention.start or (name.end == mention.start - 1 and doc[name.end].text in {"'s", "’s", "’"}):
            codes.append(name.code)
        is_close = mention.end <= name.start <= mention.end + 3
        gap = doc[mention.end : name.start].text.strip().casefold() if is_close else None
        if gap in {"of", ", of", "of the", "(", "from", "for"}:
            codes.append(name.code)
    return codes


def _score(
    annotations: Annotations, person: str, base: float, reason: str, offices: list[Mention], codes: list[str]
) -> Candidate:
    knowledge, day = annotations.knowledge, annotations.day()
    known = knowledge.people[person]
    score, reasons = base, [reason]
    serving = knowledge.terms_at(person, day) if day else list(knowledge.terms_of_person.get(person, ()))
    if serving:
        score += 0.1
        reasons.append("in office that day")
    held = {knowledge.offices[term.tenure.office].id for term in knowledge.terms_of_person.get(person, ())}
    for office in offices:
        phrase = office.office
        if phrase is None:
            continue
        if phrase.country and phrase.country == known.country:
            score += 0.15
            reasons.append("country of the office beside")
        elif phrase.country and known.country and base < 1.0:
            score -= 0.3
            reasons.append("other country beside")
        matching = {o.id for o in known_offices(knowledge, phrase, phrase.country or known.country)}
        if matching & {term.tenure.office for term in serving}:
            score += 0.2
            reasons.append("office beside")
        elif matching & held:
            score += 0.1
            reasons.append("office beside, at another time")
    if codes:
        score += 0.15 if known.country in codes else -0.1
        reasons.append("country beside")
    return Candidate(person, max(0.0, min(1.0, score * 0.7)), tuple(reasons))


def _assign_full(
    doc: Doc, annotations: Annotations, mention: Mention, offices: list[Mention], names: list[Mention]
) -> None:
    name = str(mention.name)
    codes = _nearby_codes(doc, mention, names)
    found = people_named(annotations.knowledge, name)
    candidates = tuple(
        sorted(
            (_score(annotations, person, base, reason, offices, codes) for person, base, reason in found),
            key=lambda c: (-c.score, c.person),
        )
    )
    mention.candidates = candidates
    person = (
        candidates[0].person
        if candidates
        and candidates[0].score >= LINK_THRESHOLD
        and (len(candidates) == 1 or candidates[0].score > candidates[1].score)
        else None
    )
    entity = _same_full(annotations, name, person)
    if entity is None:
        entity = PersonEntity(new_key(annotations), name, person)
        annotations.people[entity.key] = entity
        if person:
            link(annotations, entity, person, candidates)
        else:
            entity.country = (
                codes[0] if codes else next((o.office.country for o in offices if o.office and o.office.country), None)
            )
            entity.confidence = 0.6
            entity.candidates = candidates
    entity.words |= set(core_words(name))
    entity.shorts |= short_names(name, entity.country) | _given_names(name)
    if entity.person is None:
        words = name_words(name)
        entity.shorts |= {words[0], words[-1]}
        if len(core_words(name)) > len(core_words(entity.name)):
            entity.name = name
    mention.people = (entity.key,)


def link(annotations: Annotations, entity: PersonEntity, person: str, candidates: tuple[Candidate, ...]) -> None:
    """Make an entity the known person."""
    known = annotations.knowledge.people[person]
    entity.person, entity.name, entity.country, entity.gender = person, known.name, known.country, known.gender
    served = [annotations.knowledge.offices[term.tenure.office].country for term in annotations.terms(person)]
    if served and known.country not in served:
        entity.country = served[0]  # the state or body served that day, such as the EU
    entity.candidates = candidates
    entity.confidence = candidates[0].score if candidates else 0.8
    for name in (known.name, *known.aliases):
        if fold(name).isascii():
            entity.shorts |= short_names(name, known.country) | _given_names(name)
            entity.words |= set(core_words(name))
            if len(name_words(name)) == 1:
                entity.shorts.add(fold(name))


def _entity_of(annotations: Annotations, person: str, candidates: tuple[Candidate, ...]) -> PersonEntity:
    """Return the document's entity for a known person, made where there is none yet."""
    entity = next((e for e in annotations.people.values() if e.person == person), None)
    if entity is None:
        entity = PersonEntity(new_key(annotations), annotations.knowledge.people[person].name)
        annotations.people[entity.key] = entity
        link(annotations, entity, person, candidates)
    return entity


def _given_names(name: str) -> set[str]:
    """Return the given name of somebody called after their father, as the Gulf's princes are: "Prince Faisal"."""
    words = name_words(name)
    return {words[0]} if {"bin", "bint", "ibn"} & set(words[1:]) else set()


def _same_full(annotations: Annotations, name: str, person: str | None) -> PersonEntity | None:
    words = set(core_words(name))
    keys = set(_keys(name))
    for entity in annotations.people.values():
        if person is not None and entity.person == person:
            return entity
        if person is None and entity.person is None:
            other = set(core_words(entity.name))
            if (len(words & other) >= 2 and (words <= other or other <= words)) or keys == set(_keys(entity.name)):
                return entity
        if (
            person is None
            and entity.person is not None
            and len(words) > 1
            and (words <= entity.words or keys <= {spelling_key(w) for w in entity.words})
        ):
            return entity
    return None


def _monarch(doc: Doc, annotations: Annotations, mention: Mention, codes: list[str]) -> str | None:
    """Return who is meant by "King Salman": somebody the base knows by title and given name, in office that day if several.

    Of "Saudi King Abdullah", none of another state is.
    """
    title = doc[mention.start].lower_ if mention.end - mention.start > 1 else doc[max(0, mention.start - 1)].lower_
    if title not in ROYAL:
        return None
    known = [
        person
        for person in annotations.knowledge.people_by_name.get(fold(f"{title} {name_words(str(mention.name))[-1]}"), ())
        if not codes or annotations.knowledge.people[person].country in codes
    ]
    serving = [person for person in known if annotations.terms(person)]
    return next(iter(serving if len(serving) == 1 else known if len(known) == 1 else ()), None)


def _assign_single(
    doc: Doc, annotations: Annotations, mention: Mention, offices: list[Mention], names: list[Mention]
) -> None:
    name = str(mention.name)
    words = name_words(name)
    form = " ".join(word for word in words if len(word) > 1) or " ".join(words)  # "D. Medvedev"
    codes = _nearby_codes(doc, mention, names) + [
        str(o.office.country) for o in offices if o.office and o.office.country
    ]
    before = [name.code for name in names if name.end == mention.start - 1 and name.code]  # "Saudi King Abdullah"
    monarch = _monarch(doc, annotations, mention, [*codes, *before])
    if monarch is not None:
        reigning = next(
            (
                e
                for e in annotations.people.values()
                if form in e.shorts
                and "head-of-state" in annotations.posts(e.person)
                and e.country == annotations.knowledge.people[monarch].country
            ),
            None,
        )
        why = (Candidate(monarch, 0.8, ("known by title and given name",)),)
        mention.people = ((reigning or _entity_of(annotations, monarch, why)).key,)
        return
    key = spelling_key(form)
    matching = [
        entity
        for entity in annotations.people.values()
        if form in entity.shorts or form in {fold(a) for a in entity.aliases}
    ]
    if not matching:
        matching = [
            entity
            for entity in annotations.people.values()
            if key in {spelling_key(short) for short in entity.shorts} and len(form) > 3
        ]
    if not matching:
        matching = _called_by_given_name(doc, annotations, mention, form)
        if offices:  # "President Samia"
            beside = {post for office in offices if office.office for post in office.office.posts}
            matching = [entity for entity in matching if beside & annotations.posts_of(entity.key)]
    if len(words) > 1 and len(words[0]) == 1:
        matching = [entity for entity in matching if name_words(entity.name)[0].startswith(words[0])] or matching
    if len(matching) > 1:
        matching = _narrow(doc, annotations, mention, matching, offices, codes)
    if matching:
        mention.people = (matching[0].key,)
        return
    candidates = _surname_candidates(annotations, form, offices, codes)
    mention.candidates = candidates
    if (
        candidates
        and candidates[0].score >= LINK_THRESHOLD
        and (len(candidates) == 1 or candidates[0].score > candidates[1].score + 0.05)
    ):
        mention.people = (_entity_of(annotations, candidates[0].person, candidates).key,)
        return
    token = doc[mention.start]
    if (
        token.ent_type_ not in {"PERSON", "PER"}
        and not offices
        and not (mention.start and _is_title(doc[mention.start - 1]))
    ):
        return
    entity = PersonEntity(
        new_key(annotations), name, confidence=0.4, candidates=candidates, country=codes[0] if codes else None
    )
    entity.shorts.add(form)
    entity.words.add(form)
    annotations.people[entity.key] = entity
    mention.people = (entity.key,)


def _called_by_given_name(doc: Doc, annotations: Annotations, mention: Mention, form: str) -> list[PersonEntity]:
    """Return the one person named in full whose given name this is, as South Asian papers call people after the first time."""
    if doc[mention.start].ent_type_ not in {"PERSON", "PER", ""} or str(mention.name).casefold() in ROYAL:
        return []  # the second word of San José
    bearers = [
        entity
        for entity in annotations.people.values()
        if len(name_words(entity.name)) > 1 and name_words(entity.name)[0] == form and len(form) > 3
    ]
    return bearers if len(bearers) == 1 else []


def _narrow(
    doc: Doc,
    annotations: Annotations,
    mention: Mention,
    matching: list[PersonEntity],
    offices: list[Mention],
    codes: list[str],
) -> list[PersonEntity]:
    """Order people of one surname by title, gender, country and office beside, then by who was named last."""
    female = mention.start > 0 and doc[mention.start - 1].lower_.rstrip(".") in FEMALE_TITLES
    male = mention.start > 0 and doc[mention.start - 1].lower_.rstrip(".") in MALE_TITLES
    posts = {post for office in offices if office.office for post in office.office.posts}
    form = " ".join(name_words(str(mention.name)))

    def rank(entity: PersonEntity) -> tuple[int, ...]:
        held = {post for use in entity.offices for post in use.phrase.posts}
        held |= annotations.posts(entity.person)
        last = max(
            (m.start for m in annotations.mentions if entity.key in m.people and m.start < mention.start), default=-1
        )
        surname = form == (
            name_words(entity.name)[0]
            if entity.country in {"CHN", "TWN", "KOR", "PRK"}
            else name_words(entity.name)[-1]
        )
        return (
            -int(entity.country in codes) if codes else 0,
            -int(bool(posts & held)),
            int((female and entity.gender == "m") or (male and entity.gender == "f")),
            -int(surname),
            -int(entity.country in FAMILY_NAME_FIRST and bool(held & FAMOUS_POSTS)),  # "Kim": others are given whole
            -last,
            int(entity.key[1:]),
        )

    return sorted(matching, key=rank)


def _held_before(annotations: Annotations, person: str) -> set[str]:
    """Return the offices that somebody left before the document's day: "under President Obama"."""
    day = annotations.day()
    return {
        term.tenure.office
        for term in annotations.knowledge.terms_of_person.get(person, ())
        if day is not None and term.last < day
    }


def _surname_candidates(
    annotations: Annotations, form: str, offices: list[Mention], codes: list[str]
) -> tuple[Candidate, ...]:
    knowledge = annotations.knowledge
    found: list[Candidate] = []
    for person in knowledge.people_by_short_name.get(form, knowledge.people_by_name.get(form, ())):
        terms, posts = annotations.terms(person), annotations.posts(person)
        country = knowledge.people[person].country
        score, reasons = 0.2, ["surname"]
        if posts & FAMOUS_POSTS:
            score += 0.25
            reasons.append("holds a post known by surname that day")
        if form in knowledge.people_by_name and person in knowledge.people_by_name[form]:
            score += 0.3
            reasons.append("known by this one name")
        if codes and country in codes:
            score += 0.2
            reasons.append("country beside")
        elif codes:
            score -= 0.3
        for office in offices:
            if office.office is None:
                continue
            matching = {o.id for o in known_offices(knowledge, office.office, office.office.country or country)}
            if matching & {term.tenure.office for term in terms}:
                score += 0.35
                reasons.append("office beside")
            elif matching & _held_before(annotations, person):
                score += 0.25
                reasons.append("office beside, held before")
        mentioned = {m.code for m in annotations.mentions if m.code}
        if country in mentioned:
            score += 0.1
            reasons.append("country in the document")
        found.append(Candidate(person, max(0.0, min(1.0, score)), tuple(reasons)))
    return tuple(sorted(found, key=lambda c: (-c.score, c.person)))


def _infer_gender(doc: Doc, mention: Mention, entity: PersonEntity) -> None:
    if entity.gender is None and mention.start > 0:
        title = doc[mention.start - 1].lower_.rstrip(".")
        if title in FEMALE_TITLES:
            entity.gender = "f"
        elif title in MALE_TITLES:
            entity.gender = "m"
