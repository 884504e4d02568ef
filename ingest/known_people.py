"""Whom of the base a name may mean, with a score in [0, 1] and the reasons for it.

"Volodymyr Zelenskiy"       by another spelling the president of Ukraine
"Blinken"                   who bears the surname and holds a post whose holders are known by it that day
"King Salman"               whom the base knows by title and given name
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from spacy.tokens import Doc

from ingest.annotations import Annotations, Candidate, Mention
from ingest.bare_surnames import official_called
from ingest.gazetteer import find_dateline
from ingest.knowledge import Knowledge
from ingest.names import core_words, fold, name_words, spelling_key, spelling_keys
from ingest.offices import known_offices
from ingest.titles import ROYAL

# Posts whose holders are named by surname alone without introduction.
FAMOUS_POSTS = frozenset(
    "head-of-state head-of-government foreign-minister supreme-leader crown-prince secretary-general organization-president "
    "high-representative foreign-affairs-director national-security-adviser defence-minister finance-minister trade-minister".split()
)
LINK_THRESHOLD = 0.5


def people_named(knowledge: Knowledge, name: str) -> list[tuple[str, float, str]]:
    """Return (person id, score, reason) for everybody a full name may mean, best first.

    Exact names and aliases score 1.0, other spellings or orders of the same words 0.9, a longer or shorter form that
    shares at least two words 0.7: too little without anything beside the name, or an office that day.
    """
    exact = knowledge.people_by_name.get(fold(name)) or knowledge.people_by_name.get(" ".join(name_words(name)))
    if exact:
        return [(person, 1.0, "full name") for person in exact]
    keys = spelling_keys(name)
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
                _likeness(keys, spelling_keys(alias))
                for alias in (knowledge.people[person].name, *knowledge.people[person].aliases)
            ),
            default=0.0,
        )
        if best:
            found.append((person, best, "spelling" if best > 0.85 else "longer or shorter form"))
    return sorted(found, key=lambda item: (-item[1], item[0]))


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


def _likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    a, b = set(left), set(right)
    if len(b) < 2:
        return 0.0
    if a == b:
        return 0.9
    small, large = sorted((a, b), key=len)
    # A given name alone is not enough: the last word of the shorter form must be in the longer one.
    return 0.7 if len(small) >= 2 and small <= large and (left[0] in b or right[0] in a) else 0.0


def candidates_in_full(
    annotations: Annotations, name: str, offices: list[Mention], codes: list[str]
) -> tuple[Candidate, ...]:
    """Return whom of the base a full name may mean, best first.

    Args:
        annotations: What was found in the document, with its day.
        name: Given name and surname.
        offices: Offices beside the name.
        codes: States and bodies beside it.
    """
    found = [
        _score(annotations, person, base, reason, offices, codes)
        for person, base, reason in people_named(annotations.knowledge, name)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.person)))


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


def candidates_by_surname(
    annotations: Annotations, form: str, offices: list[Mention], codes: list[str], *, in_company: bool = False
) -> tuple[Candidate, ...]:
    """Return whom of the base a surname, or another name of one word, may mean, best first.

    Args:
        annotations: What was found in the document so far.
        form: The folded name.
        offices: Offices beside it.
        codes: States and bodies beside it.
        in_company: Somebody known is named in the sentence, too (`ingest.bare_surnames`).
    """
    knowledge = annotations.knowledge
    called = official_called(annotations, form) if in_company else None
    found: list[Candidate] = []
    by_short = knowledge.people_by_short_name.get(form, knowledge.people_by_name.get(form, ()))
    bearers = [person for person in by_short if not is_fathers_name(form, knowledge.people[person].name)]
    named = _by_given_name(knowledge).get(form, ()) if offices else ()
    given = [person for person in named if knowledge.people[person].country in _BY_GIVEN_NAME]
    for person in dict.fromkeys((*bearers, *given)):
        terms, posts = annotations.terms(person), annotations.posts(person)
        country = knowledge.people[person].country
        score, reasons = (0.2, ["surname"]) if person in bearers else (0.0, ["given name"])
        if posts & FAMOUS_POSTS:
            score += 0.25
            reasons.append("holds a post known by surname that day")
        if person == called:
            score += 0.3
            reasons.append("the one official of that surname, in company")
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


# Here princes and sheikhs go by their given names: "Crown Prince Hassan", "the emir, Sheikh Tamim".
_BY_GIVEN_NAME = frozenset({"ARE", "BHR", "JOR", "KWT", "OMN", "QAT", "SAU"})


@lru_cache(maxsize=4)
def _by_given_name(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the people of the base by their given names."""
    found: dict[str, list[str]] = defaultdict(list)
    for person in knowledge.people.values():
        found[name_words(person.name)[0]].append(person.id)
    return {given: tuple(ids) for given, ids in found.items()}


def is_fathers_name(form: str, name: str) -> bool:
    """Tell whether a name is that of somebody's father, by which he is not called: "Salman" of "Mohammed bin Salman"."""
    return re.search(rf"\b(?:bin|ibn|bint) {re.escape(form)}\b", fold(name)) is not None


def _held_before(annotations: Annotations, person: str) -> set[str]:
    """Return the offices that somebody left before the document's day: "under President Obama"."""
    day = annotations.day()
    return {
        term.tenure.office
        for term in annotations.knowledge.terms_of_person.get(person, ())
        if day is not None and term.last < day
    }


def surest(candidates: tuple[Candidate, ...], *, ahead: float = 0.0) -> str | None:
    """Return whom to link a name to: the best candidate, if good enough and better than the next by more than `ahead`."""
    if not candidates or candidates[0].score < LINK_THRESHOLD:
        return None
    is_ahead = len(candidates) == 1 or candidates[0].score > candidates[1].score + ahead
    return candidates[0].person if is_ahead else None


REIGNS = frozenset({"king", "queen", "emperor", "empress", "sultan", "emir"})  # titles of who is on a throne


def monarch_called(doc: Doc, annotations: Annotations, mention: Mention, codes: list[str]) -> str | None:
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
    reigning = _reigning(annotations, name_words(str(mention.name))[-1], codes)
    if title in REIGNS and not codes:
        line = find_dateline(doc)
        here = [person for person in reigning if line and annotations.knowledge.people[person].country == line.code]
        if len(here) == 1:
            return here[0]  # "AMMAN - King Abdullah received"
        if len(reigning) == 1 and not any("head-of-state" in annotations.posts(person) for person in serving):
            return reigning[0]  # the other one of the name is not yet on the throne
    if not serving and reigning and (known or codes):
        return reigning[0] if len(reigning) == 1 else None
    return next(iter(serving if len(serving) == 1 else known if len(known) == 1 else ()), None)


def _reigning(annotations: Annotations, given: str, codes: list[str]) -> list[str]:
    """Return the heads of state of the document's day, of the states named, who go by a given name: "King Abdullah"."""
    people = annotations.knowledge.people
    return [
        person
        for person in sorted(_by_given_name(annotations.knowledge).get(given, ()))
        if "head-of-state" in annotations.posts(person) and (not codes or people[person].country in codes)
    ]
