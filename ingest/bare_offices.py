"""Whom an office without a country means: "the president", "the Prime Minister", "the minister", ranked by a learned model.

A learned choice (see `ingest.choices`) among those who have such an office: named before, named later, or only known by the base to
hold it in the report's home state. It learns from annotated encounters and statements whose sentences name no other who has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention, MentionKind, OfficePhrase, PersonEntity
from ingest.antecedents import Candidate, opening_of, role_of, sentences_between, titled_of
from ingest.home import Home, home_of
from ingest.subjects import subject_tokens
from ingest.syntax import SUBJECT, clause_head

FAR = 6  # sentences


def office_candidates(
    doc: Doc,
    annotations: Annotations,
    mention: Mention,
    seen: list[Mention],
    fits: Callable[[PersonEntity], bool],
) -> list[Candidate]:
    """Return whom an office without a country may mean, with their features, the last named first.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        mention: The office.
        seen: Mentions with people before it, in text order.
        fits: Tells whether somebody has the office.
    """
    phrase = mention.office
    if phrase is None:
        return []
    last: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for other in seen:
        if len(other.people) == 1:
            subjects[other.people[0]] += role_of(doc, other) == "subj"
            last[other.people[0]] = other
            counts[other.people[0]] += 1
    acting = _acting(doc, mention)
    barred = {key for other in seen if acting.intersection(range(other.start, other.end)) for key in other.people}
    before = [key for key in sorted(last, key=lambda key: -last[key].start) if fits(annotations.people[key])]
    ahead = [key for key, entity in annotations.people.items() if key not in last and entity.is_named and fits(entity)]
    keys = [key for key in (*before, *ahead) if key not in barred]
    home = home_of(annotations)
    shares = sorted((counts[key] for key in keys), reverse=True)
    chain = next(
        (
            other.people[0]
            for other in reversed(seen)
            if other.kind is MentionKind.OFFICE
            and other.office is not None
            and other.office.country is None
            and other.office.head == phrase.head
            and len(other.people) == 1
        ),
        None,
    )
    most = [*sorted(counts.values(), reverse=True), 0]
    context = _Context(
        phrase,
        home,
        chain,
        counts,
        shares,
        most,
        subjects,
        opening_of(doc, seen),
        titled_of(annotations),
        role_of(doc, mention),
    )
    return [
        Candidate(key, tuple(_features(doc, annotations, mention, key, last.get(key), rank, context)))
        for rank, key in enumerate(keys)
    ]


def hero_of(
    doc: Doc, annotations: Annotations, seen: list[Mention], chosen: str | None, fits: Callable[[PersonEntity], bool]
) -> str | None:
    """Return whose news a report of an official's own state is, where an office would else be taken for a foreigner's.

    A report that names its own president in the headline and in its first sentence means him by "the president", also where it
    named a visitor with the same office since; not where the visitor is in both as well.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        seen: Mentions with people before the office, in text order.
        chosen: Who is the likeliest otherwise.
        fits: Tells whether somebody has the office.
    """
    home = home_of(annotations)
    leads = opening_of(doc, seen) & titled_of(annotations)
    if chosen is None or chosen in leads or annotations.people[chosen].country == home.state:
        return None
    own = [
        key for key in sorted(leads) if annotations.people[key].country == home.state and fits(annotations.people[key])
    ]
    return own[0] if len(own) == 1 else None


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for all candidates of an office."""

    phrase: OfficePhrase
    home: Home
    chain: str | None
    counts: Counter[str]
    shares: list[int]
    most: list[int]
    subjects: Counter[str]
    opening: frozenset[str]
    titled: frozenset[str]
    role: str


def _acting(doc: Doc, mention: Mention) -> set[int]:
    """Return the subject words of the verb that an office hangs on, unless it is the subject: nobody meets themselves."""
    root = doc[mention.start : mention.end].root
    verb = clause_head(root)
    if root.dep_ in SUBJECT or verb == root:
        return set()
    return {word.i for word in subject_tokens(verb)} - set(range(mention.start, mention.end))


def _features(
    doc: Doc,
    annotations: Annotations,
    mention: Mention,
    key: str,
    last: Mention | None,
    rank: int,
    context: _Context,
) -> Iterator[str]:
    """Yield what speaks for and against somebody."""
    entity = annotations.people[key]
    uses = [use for use in entity.offices if not use.phrase.is_former]
    alike = [use for use in uses if use.phrase.head == context.phrase.head]
    told = "same" if alike else "other" if uses else "none"
    foreign = any(use.phrase.country for use in (alike or uses))
    yield f"told:{told}"
    yield f"told:{told}:{'foreign' if foreign else 'bare'}"
    if entity.country is not None:
        of_home = entity.country == context.home.state
        yield f"home:{of_home}"
        yield f"home:{of_home}:{'foreign' if foreign else 'bare'}"
        yield f"home:{of_home}:{context.home.is_sure}"
        yield f"dateline:{entity.country == context.home.dateline}"
        yield f"most-named:{entity.country == context.home.most_named}"
    else:
        yield "unknown-country"
    if last is None:
        yield "ahead"
    else:
        distance = sentences_between(doc, last.start, mention.start, FAR)
        yield f"distance:{distance}"
        yield f"rank:{min(rank, 3)}"
        yield f"rank:{min(rank, 3)}:{min(distance, 2)}"
        yield f"last:{role_of(doc, last)}:{min(distance, 2)}"
        if distance == 0:
            yield f"here:{role_of(doc, last)}:{last.kind is MentionKind.PERSON}"
    share = context.shares.index(context.counts[key])
    yield f"share:{min(share, 3)}"
    yield f"share-of-all:{min(context.most.index(context.counts[key]), 3)}"
    most = max(context.subjects.values(), default=0)
    acts = context.subjects[key]
    yield f"subject:{'most' if acts and acts == most else 'some' if acts else 'never'}"
    if key in context.opening:
        yield "opening"
    if key in context.titled:
        yield "titled"
    if entity.country is None or entity.country == context.home.state:
        yield f"home:{context.phrase.head.split()[-1]}"
    if key == context.chain:
        yield "chain"
    elif context.chain is not None:
        yield "not-chain"
    if entity.person and not annotations.terms(entity.person):
        yield "out-of-office"
    yield f"role:{context.role}:{foreign}"
