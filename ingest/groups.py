"""Whom a group means, and "they": people named together or one after the other before it.

"the two presidents", "the pair", "they"    the likeliest two who fit the noun (`ingest.pairs`)
"Kay, Roe and Lund met. They agreed"        all three
"the three"                                 the last three named together
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.anaphors import COUNTS
from ingest.annotations import Annotations, Mention, PersonEntity
from ingest.antecedents import REACH
from ingest.names import fold
from ingest.pairs import likeliest_pair, pair_candidates
from ingest.syntax import SUBJECT, clause_head, conjuncts


def resolve_group(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    """Set whom a group means; `seen` are the mentions with people before it, in text order."""
    words = {token.lower_ for token in doc[mention.start : mention.end]}
    if words & {"side", "sides"}:
        return
    if "them" in words:
        mention.people = _both_named(doc, mention, seen)
        return
    count = next((n for word, n in COUNTS.items() if word in words), None)
    if count is not None:
        mention.people = _last_of(doc, annotations, mention, seen, count)
        return
    mention.people = last_pair(doc, annotations, mention, seen, str(mention.name or ""))


def _both_named(doc: Doc, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return the two whom "each of them" means: the only ones but for the subject, in this sentence and the one before."""
    start = doc[mention.start].sent.start
    floor = doc[start - 1].sent.start if start else 0
    acting = _co_subjects(doc, mention, seen)
    keys = dict.fromkeys(key for m in seen if m.start >= floor for key in m.people if key not in acting)
    return tuple(keys) if len(keys) == 2 and acting else ()


def last_pair(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], head: str) -> tuple[str, ...]:
    """Return the two people a group or "they" means: of those within reach who fit `head` ("presidents"), the likeliest."""
    if (group := _of_many(doc, mention, seen, head)) is not None:
        return group
    hosts = _co_subjects(doc, mention, seen)
    members = [key for key in group_members(doc, annotations, mention, seen, head) if key not in hosts]
    pair = likeliest_pair(pair_candidates(doc, annotations, mention, seen, members))
    return pair or ()


def _co_subjects(doc: Doc, mention: Mention, seen: list[Mention]) -> set[str]:
    """Return the subjects of the verb that a group is an object of: "Macron and Merkel hosted a summit with the two leaders"."""
    root = doc[mention.start : mention.end].root
    verb = clause_head(root)
    if mention.is_possessive or root.dep_ in SUBJECT or verb == root:
        return set()
    words = {word.i for subject in verb.children if subject.dep_ in SUBJECT for word in conjuncts(subject)}
    acting = [m for m in seen if len(m.people) == 1 and words.intersection(range(m.start, m.end))]
    beside = [  # "A and B had received": the first of two that the parser lost
        m
        for m in seen
        for subject in acting
        if m.end <= subject.start
        and m.start >= subject.start - LISTED
        and len(m.people) == 1
        and m.start >= doc[subject.start].sent.start
        and re.match(r"(?:,[^,]*,)? and\b[^,;]*$", " " + doc[m.end : subject.start].text)
    ]
    return {m.people[0] for m in [*acting, *beside]}


LISTED = 12  # tokens between two who act together


def _of_many(doc: Doc, mention: Mention, seen: list[Mention], head: str) -> tuple[str, ...] | None:
    """Return the three or more whom the last mention of several names, where "they" may well go on with these."""
    floor = _sentence_starts(doc, mention.start)[-1]
    if not head and not _is_of_two(doc, mention) and (listed := _listed(doc, mention, seen)):
        return listed
    last = next((other for other in reversed(seen) if other.start >= floor or head), None)
    if last is not None and len(last.people) > 2 and not _is_of_two(doc, mention):
        return last.people
    return None


def _listed(doc: Doc, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return the three or more who are the subject of the sentence before: "Kay, Roe and Lund met. They agreed …"."""
    start = doc[mention.start].sent.start
    if start == 0 or any(m.start >= start for m in seen):
        return ()
    top = doc[start - 1].sent.root
    subject = next((child for child in top.children if child.dep_ in SUBJECT), None)
    words = {word.i for word in conjuncts(subject)} if subject is not None else set()
    keys = dict.fromkeys(m.people[0] for m in seen if len(m.people) == 1 and words.intersection(range(m.start, m.end)))
    return tuple(keys) if len(keys) > 2 else ()


def group_members(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], head: str) -> list[str]:
    """Return who may be one of "the two leaders", "they": named within reach, or anywhere if the noun says what they are."""
    wanted = fold(head)
    singular = wanted[:-1] if wanted.endswith("s") else wanted
    floor = _sentence_starts(doc, mention.start)[-1]
    keys: dict[str, None] = {}
    for other in reversed(seen):
        if other.start < floor and not wanted:
            break
        for key in other.people:
            entity = annotations.people[key]
            if _is_spokesperson(annotations, entity) or (
                (singular == "leader" or wanted.startswith("head")) and not _leads_state(annotations, entity)
            ):
                continue
            if (" of " in wanted or singular in _OF_RANK) and not _is_called(entity, wanted):
                continue
            if singular == "minister" and any(post.endswith("minister") for post in annotations.posts_of(key)):
                keys.setdefault(key)  # a secretary of state is one
                continue
            if (
                (singular == "president" or singular.split()[-1:] == ["minister"])
                and not any(singular in use.phrase.head for use in entity.offices)
                and not _holds_titled(annotations, entity, singular)
                and singular.replace("defense", "defence").replace(" ", "-") not in annotations.posts_of(key)
            ):
                continue
            keys.setdefault(key)
    return list(keys)


# "The directors" are never presidents, as "the chiefs" may be.
_OF_RANK = frozenset("director commander general governor ambassador negotiator adviser advisor speaker".split())


def _is_called(entity: PersonEntity, plural: str) -> bool:
    """Tell whether the text calls somebody what a plural says: "the chiefs of defence forces", "the directors"."""
    word = plural.split(" of ")[0].split()[-1].removesuffix("s")
    return plural.startswith("head") or any(word in fold(use.phrase.head) for use in entity.offices)


_GROUP_WORDS = frozenset({"two", "pair", "duo", "both"})


def _is_of_two(doc: Doc, mention: Mention) -> bool:
    """Tell whether a group is said to be of two: "the two leaders", "both"."""
    return any(t.lower_ in _GROUP_WORDS for t in doc[mention.start : mention.end])


LEADERS = frozenset(
    "head-of-state head-of-government supreme-leader party-leader crown-prince regional-leader opposition-leader organization-president "
    "secretary-general".split()
)


def _leads_state(annotations: Annotations, entity: PersonEntity) -> bool:
    """Tell whether somebody may be one of "the two leaders": leads a state or body, or has no known office."""
    posts = annotations.present_posts_of(entity.key)
    return not posts or bool(posts & LEADERS)


def _is_spokesperson(annotations: Annotations, entity: PersonEntity) -> bool:
    posts = annotations.present_posts_of(entity.key)
    return bool(posts) and posts <= {"spokesperson"}


def _holds_titled(annotations: Annotations, entity: PersonEntity, title: str) -> bool:
    """Tell whether somebody holds an office with these words in its title on the document's day."""
    offices = annotations.knowledge.offices
    return any(title in offices[term.tenure.office].title.casefold() for term in annotations.terms(entity.person))


def _last_of(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], count: int) -> tuple[str, ...]:
    """Return the people of the last sentence that names just so many, else the last so many named one after the other."""
    for start in _sentence_starts(doc, mention.start):
        stop = min(doc[start].sent.end, mention.start)
        keys = dict.fromkeys(
            key
            for other in seen
            if start <= other.start < stop
            for key in other.people
            if not _is_spokesperson(annotations, annotations.people[key])
        )
        if len(keys) == count:
            return tuple(keys)
    keys = dict.fromkeys(key for other in reversed(seen) for key in other.people)
    return tuple(reversed(list(keys)[:count])) if len(keys) >= count else ()


def compatriots(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return whom "the Russian ministers" means: two or three of that state and office named shortly before, together."""
    phrase = mention.office
    code = phrase.country if phrase is not None else None
    if phrase is None or code is None or doc[mention.start].lower_ != "the":
        return ()
    near = [m for m in seen if m.start >= _sentence_starts(doc, mention.start)[-1]]
    fitting = group_members(doc, annotations, mention, near, phrase.head)
    keys = [key for key in reversed(fitting) if annotations.people[key].country == code]
    return tuple(keys) if len(keys) in {2, 3} else ()


def _sentence_starts(doc: Doc, index: int) -> list[int]:
    starts: list[int] = []
    at = index
    while len(starts) < REACH and at >= 0:
        sent = doc[at].sent
        if any(not t.is_space for t in sent):
            starts.append(sent.start)
        at = sent.start - 1
    return starts
