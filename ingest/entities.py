"""The people of a document, one entity for each: made, linked to the base, and found again by a full name."""

from __future__ import annotations

from ingest.annotations import Annotations, Candidate, OfficeUse, PersonEntity
from ingest.names import core_words, fold, name_words, short_names, spelling_key, spelling_keys


def new_key(annotations: Annotations) -> str:
    """Return a key that no person of the document has yet."""
    return f"p{max((int(key[1:]) for key in annotations.people), default=-1) + 1}"


def entity_of(
    annotations: Annotations, person: str, candidates: tuple[Candidate, ...], *, called: OfficeUse | None = None
) -> PersonEntity:
    """Return the document's entity for a known person, made where there is none yet.

    Args:
        annotations: What was found in the document so far.
        person: Id in the knowledge base.
        candidates: Whom the mention may mean, best first.
        called: The office by which alone the text means somebody whom it has not named.
    """
    entity = next((e for e in annotations.people.values() if e.person == person), None)
    if entity is None:
        entity = PersonEntity(new_key(annotations), annotations.knowledge.people[person].name, is_named=called is None)
        annotations.people[entity.key] = entity
        link(annotations, entity, person, candidates)
        if called is not None:
            entity.offices.append(called)
    return entity


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
            add_name(entity, name, known.country)
            if len(name_words(name)) == 1:
                entity.shorts.add(fold(name))


def add_name(entity: PersonEntity, name: str, country: str | None) -> None:
    """Let somebody who serves a state go by a name, and by the forms under which the press names them again."""
    entity.words |= set(core_words(name))
    entity.shorts |= short_names(name, country) | _given_names(name)


def _given_names(name: str) -> set[str]:
    """Return the given name of somebody called after their father, as the Gulf's princes are: "Prince Faisal"."""
    words = name_words(name)
    return {words[0]} if {"bin", "bint", "ibn"} & set(words[1:]) else set()


def same_in_full(annotations: Annotations, name: str, person: str | None) -> PersonEntity | None:
    """Return who of the document bears a full name already: the known person it is linked to, else by the words of the name."""
    words = set(core_words(name))
    keys = set(spelling_keys(name))
    for entity in annotations.people.values():
        if person is not None and entity.person == person:
            return entity
        if person is None and entity.person is None:
            other = set(core_words(entity.name))
            if (len(words & other) >= 2 and (words <= other or other <= words)) or keys == set(
                spelling_keys(entity.name)
            ):
                return entity
        if (
            person is None
            and entity.person is not None
            and len(words) > 1
            and (words <= entity.words or keys <= {spelling_key(w) for w in entity.words})
        ):
            return entity
    return None
