"""Finds names of people in a Doc and makes one entity of each person, linked to the knowledge base where it can be.

Names come from the NER, from full names of the knowledge base, from what follows a title, and from other mentions in the
same document (`ingest.name_spans`); what is one person is decided by full name first, then by surname, title and country.
"""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Doc

from ingest.annotations import Annotations, Candidate, Mention, MentionKind, OfficeUse, PersonEntity, annotations_of
from ingest.appositions import attach_offices, codes_beside
from ingest.bare_surnames import in_company
from ingest.couples import spell_out_couples
from ingest.entities import add_name, entity_of, link, new_key, same_in_full
from ingest.genders import gender_of_name
from ingest.known_people import (
    FAMOUS_POSTS,
    candidates_by_surname,
    candidates_in_full,
    is_fathers_name,
    monarch_called,
    surest,
)
from ingest.like_places import is_like_place
from ingest.name_spans import find_name_spans
from ingest.names import FAMILY_NAME_FIRST, core_words, fold, name_words, spelling_key
from ingest.titles import FEMALE_TITLES, MALE_TITLES, ROYAL, is_title


def find_people(doc: Doc, names: list[Mention], offices: list[Mention]) -> list[Mention]:
    """Return person mentions, each with the key of its entity; entities are put into `annotations.people`.

    Args:
        doc: With NER and the sentences set.
        names: Mentions of countries, bodies, cities and venues.
        offices: Mentions of offices; those beside a name are attached to it.
    """
    annotations = annotations_of(doc)
    spans = find_name_spans(doc, annotations.knowledge, names, offices)
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
    mentions = spell_out_couples(doc, annotations.knowledge, mentions)
    attach_offices(doc, mentions, offices)
    full = [mention for mention in mentions if len(core_words(str(mention.name))) > 1]
    single = [mention for mention in mentions if len(core_words(str(mention.name))) == 1]
    beside = _offices_beside(mentions, offices)
    for mention in full:
        _assign_full(doc, annotations, mention, beside.get(id(mention), []), names)
    accompanied = in_company(doc, annotations, mentions, offices)
    reigning = {
        each.start for each in single for o in beside.get(id(each), []) if o.office and o.office.head in _THRONES
    }
    # "Rutte, Abdullah to meet", in a headline, is of the king named below
    for mention in sorted(single, key=lambda each: (each.start not in accompanied, each.start not in reigning)):
        _assign_single(
            doc, annotations, mention, beside.get(id(mention), []), names, in_company=mention.start in accompanied
        )
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


_THRONES = frozenset("king queen emperor empress pope sultan emir amir".split())


def _without_doubtful(doc: Doc, annotations: Annotations, mentions: list[Mention]) -> list[Mention]:
    """Drop people who are not linked, have no title or office, and either one word and one mention, or stand where places do."""
    named: dict[str, list[Mention]] = defaultdict(list)
    titled: set[str] = set()
    for mention in mentions:
        named[mention.people[0]].append(mention)
        if mention.start and is_title(doc[mention.start - 1]):
            titled.add(mention.people[0])
    doubtful = {
        key
        for key, entity in annotations.people.items()
        if entity.person is None
        and not entity.offices
        and key not in titled
        and (
            (len(named[key]) < 2 and len(core_words(entity.name)) == 1)
            or (entity.gender is None and is_like_place(doc, named[key]))
        )
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


def _assign_full(
    doc: Doc, annotations: Annotations, mention: Mention, offices: list[Mention], names: list[Mention]
) -> None:
    name = str(mention.name)
    codes = codes_beside(doc, mention, names)
    mention.candidates = candidates = candidates_in_full(annotations, name, offices, codes)
    person = surest(candidates)
    entity = same_in_full(annotations, name, person)
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
    add_name(entity, name, entity.country)
    if entity.person is None:
        words = name_words(name)
        entity.shorts |= {words[0], words[-1]}
        if len(core_words(name)) > len(core_words(entity.name)):
            entity.name = name
    mention.people = (entity.key,)


def _assign_single(
    doc: Doc,
    annotations: Annotations,
    mention: Mention,
    offices: list[Mention],
    names: list[Mention],
    *,
    in_company: bool,
) -> None:
    name = str(mention.name)
    words = name_words(name)
    form = " ".join(word for word in words if len(word) > 1) or " ".join(words)  # "D. Medvedev"
    codes = codes_beside(doc, mention, names) + [
        str(o.office.country) for o in offices if o.office and o.office.country
    ]
    before = [name.code for name in names if name.end == mention.start - 1 and name.code]  # "Saudi King Abdullah"
    monarch = monarch_called(doc, annotations, mention, [*codes, *before])
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
        mention.people = ((reigning or entity_of(annotations, monarch, why)).key,)
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
    candidates = candidates_by_surname(annotations, form, offices, codes, in_company=in_company)
    person = surest(candidates, ahead=0.05)
    if matching and not (person and _is_namesake(annotations, matching[0], offices, person)):
        mention.people = (matching[0].key,)
        return
    mention.candidates = candidates
    if person is not None:
        mention.people = (entity_of(annotations, person, candidates).key,)
        return
    token = doc[mention.start]
    if (
        token.ent_type_ not in {"PERSON", "PER"}
        and not offices
        and not (mention.start and is_title(doc[mention.start - 1]))
    ):
        return
    entity = PersonEntity(
        new_key(annotations), name, confidence=0.4, candidates=candidates, country=codes[0] if codes else None
    )
    entity.shorts.add(form)
    entity.words.add(form)
    annotations.people[entity.key] = entity
    mention.people = (entity.key,)


def _is_namesake(annotations: Annotations, named: PersonEntity, offices: list[Mention], person: str) -> bool:
    """Tell whether the office beside a name is not that of who was named before, but of another of the name: "Crown Prince Abdullah", beside "King Abdullah II", "President Bush", beside his father."""
    posts = {
        post for office in offices if office.office and not office.office.is_former for post in office.office.posts
    }
    own = annotations.present_posts_of(named.key)
    return named.person is not None and not posts & own and bool(posts & annotations.posts(person))


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
            name_words(entity.name)[0] if entity.country in FAMILY_NAME_FIRST else name_words(entity.name)[-1]
        )
        return (
            -int(entity.country in codes) if codes else 0,
            -int(bool(posts & held)),
            int((female and entity.gender == "m") or (male and entity.gender == "f")),
            int(is_fathers_name(form, entity.name)),
            -int(surname),
            -int(entity.country in FAMILY_NAME_FIRST and bool(held & FAMOUS_POSTS)),  # "Kim": others are given whole
            -int(bool(annotations.posts(entity.person) & FAMOUS_POSTS)),  # "Mr. Bush": the president, not his father
            -last,
            int(entity.key[1:]),
        )

    return sorted(matching, key=rank)


def _infer_gender(doc: Doc, mention: Mention, entity: PersonEntity) -> None:
    if entity.gender is None and mention.start > 0:
        title = doc[mention.start - 1].lower_.rstrip(".")
        if title in FEMALE_TITLES:
            entity.gender = "f"
        elif title in MALE_TITLES:
            entity.gender = "m"
