"""Whom "he" and "she" mean: the people before a pronoun, ranked by a learned model.

A learned choice (see `ingest.choices`) by where somebody was last named and as what, how often, and what the pronoun's own sentence
tells of. It learns from annotated encounters and statements: where a sentence says "he" and its encounter has
one participant whom it does not name, that is who "he" is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.choices import choose, load_choices
from ingest.names import fold
from ingest.syntax import OBJECT, SUBJECT

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})


def other_gender(pronoun: str) -> str:
    """Return the gender that whom a pronoun of one person means does not have, as `PersonEntity.gender` has it."""
    return "f" if pronoun in MALE else "m"


REACH = 6  # sentences back that a pronoun may point
LEADING = 3  # people named most often, who may be meant from farther away
TRAVEL = frozenset(
    "fly travel go arrive land visit leave head return come depart reach continue stop tour proceed attend begin end conclude".split()
)
_MEET = frozenset(
    "meet see receive welcome greet host hold have join talk confer dine lunch invite call telephone phone discuss sit spend".split()
)
HOSTING = frozenset("receive host welcome greet".split())
_SAY = frozenset(
    "say tell add note warn accuse urge stress argue insist declare announce write explain describe call reject promise pledge ask "
    "thank praise welcome express voice hope recall remark reiterate deny".split()
)
_ONWARD = frozenset(
    {"there", "then", "later", "earlier", "afterwards", "next", "before", "after", "also", "from", "here"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pronoun or an office may mean."""

    key: str
    features: tuple[str, ...]


def likeliest(candidates: list[Candidate], kind: str = "antecedent") -> str | None:
    """Return the likeliest of those whom a pronoun, or an office by weights of its own `kind`, may mean; of equals the first."""
    return choose(load_choices()[kind], candidates).key if candidates else None


def candidates_for(doc: Doc, annotations: Annotations, pronoun: Mention, allowed: list[Mention]) -> list[Candidate]:
    """Return whom a pronoun may mean, the last named first.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        pronoun: "he", "her" and the like.
        allowed: Mentions of one person each before it, in text order, without those it cannot mean.
    """
    if not allowed:
        return []
    deeds = Deeds.of(doc, allowed)
    leading = {key for key, _ in deeds.counts.most_common(LEADING)}
    floor = _sentences_back(doc, pronoun.start, REACH)
    last: dict[str, Mention] = {}
    for mention in allowed:
        last[mention.people[0]] = mention
    keys = sorted(
        (key for key, mention in last.items() if mention.start >= floor or key in leading),
        key=lambda key: -last[key].start,
    )
    context = _Context.of(doc, annotations, pronoun, allowed, deeds)
    return [
        Candidate(key, tuple(_features(doc, annotations, pronoun, key, last[key], rank, context)))
        for rank, key in enumerate(keys)
    ]


def sentences_between(doc: Doc, start: int, end: int, most: int) -> int:
    """Return how many sentences before a token's another token's sentence is, `most` at most."""
    first, at, count = doc[start].sent.start, doc[end].sent.start, 0
    while at > first and count < most:
        at = doc[at - 1].sent.start
        count += 1
    return count


def _sentences_back(doc: Doc, at: int, count: int) -> int:
    start = doc[at].sent.start
    for _ in range(count - 1):
        if start == 0:
            break
        start = doc[start - 1].sent.start
    return start


@dataclass(frozen=True, slots=True)
class Deeds:
    """Who was named, and what they did, in the text so far.

    Attributes:
        counts: How often each was named.
        subjects: How often as a subject.
        travellers: Who travelled, by the verb they are a subject of.
        received: Whom others received.
        hosts: Who received others.
    """

    counts: Counter[str]
    subjects: Counter[str]
    travellers: frozenset[str]
    received: frozenset[str]
    hosts: frozenset[str]

    @classmethod
    def of(cls, doc: Doc, mentions: list[Mention]) -> Deeds:
        """Return the deeds that mentions of one person each tell of."""
        subjects: Counter[str] = Counter()
        travellers: set[str] = set()
        received: set[str] = set()
        hosts: set[str] = set()
        for mention in mentions:
            key, root = mention.people[0], doc[mention.start : mention.end].root
            lemma = root.head.lemma_.lower()
            is_subject = root.dep_ in SUBJECT and not mention.is_possessive
            if is_subject:
                subjects[key] += 1
                if lemma in TRAVEL:
                    travellers.add(key)
            if lemma in HOSTING and ((is_subject and "pass" in root.dep_) or root.dep_ in {"obj", "dobj"}):
                received.add(key)
            if receives(root):
                hosts.add(key)
        counts = Counter(mention.people[0] for mention in mentions)
        return cls(counts, subjects, frozenset(travellers), frozenset(received), frozenset(hosts))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for all candidates of a pronoun."""

    deeds: Deeds
    here: str | None
    first: str
    opening: frozenset[str]
    titled: frozenset[str]
    last_pronoun: str | None
    last_speaker: str | None
    role: str
    verb: str
    onward: bool
    opens: bool
    paragraph: int
    countries: frozenset[str]
    named: frozenset[str | None]

    @classmethod
    def of(cls, doc: Doc, annotations: Annotations, pronoun: Mention, allowed: list[Mention], deeds: Deeds) -> _Context:
        same = MALE if doc[pronoun.start].lower_ in MALE else FEMALE
        alike = (m for m in reversed(allowed) if m.kind is MentionKind.PRONOUN and doc[m.start].lower_ in same)
        speaking = (m for m in reversed(allowed) if _speaks(doc, m))
        token = doc[pronoun.start]
        sent = token.sent
        inside = [m for m in annotations.mentions if sent.start <= m.start < sent.end]
        return cls(
            deeds,
            next(
                (m.code for m in reversed(annotations.mentions) if m.is_place and m.code and m.start < sent.start), None
            ),
            allowed[0].people[0],
            opening_of(doc, allowed),
            titled_of(annotations),
            next((m.people[0] for m in alike), None),
            next((m.people[0] for m in speaking), None),
            _role(token, pronoun),
            _class_of(token),
            any(t.lower_ in _ONWARD for t in doc[sent.start : min(sent.end, sent.start + 3)]),
            pronoun.start - sent.start <= 1,
            next((i for i in range(pronoun.start - 1, -1, -1) if "\n" in doc[i].text), -1),
            frozenset(str(m.code) for m in inside if m.is_place and m.code),
            frozenset(
                annotations.people[m.people[0]].country
                for m in inside
                if m.kind is MentionKind.PERSON and len(m.people) == 1
            ),
        )


def _speaks(doc: Doc, mention: Mention) -> bool:
    """Tell whether a mention is the subject of a verb of saying."""
    root = doc[mention.start : mention.end].root
    return root.dep_ in SUBJECT and not mention.is_possessive and root.head.lemma_.lower() in _SAY


def receives(word: Token) -> bool:
    """Tell whether a word names who receives others: "Kay welcomed them", "they were received by Kay"."""
    is_host = word.dep_ == "nsubj" or any(t.lower_ == "by" and t.i < word.i for t in word.children)
    return is_host and word.head.lemma_.lower() in HOSTING


def opening_of(doc: Doc, mentions: list[Mention]) -> frozenset[str]:
    """Return whom the first sentence with people names: whom the report is about."""
    first = next((m.start for m in mentions if m.people), None)
    stop = doc[first].sent.end if first is not None else 0
    return frozenset(m.people[0] for m in mentions if len(m.people) == 1 and m.start < stop)


def titled_of(annotations: Annotations) -> frozenset[str]:
    """Return whom the headline names."""
    words = set(re.findall(r"\w+", fold(annotations.document.title or "")))
    return frozenset(key for key, entity in annotations.people.items() if words & entity.shorts)


def is_tag(doc: Doc, index: int) -> bool:
    """Tell whether a pronoun says what stands before it: "it would be ready, he said"."""
    token = doc[index]
    return (
        token.dep_ in SUBJECT
        and token.head.lemma_.lower() in _SAY
        and index > token.sent.start + 2
        and doc[index - 1].text in {",", "”", '"', "''"}
        and token.head.i > index
        and not any(child.dep_ == "ccomp" and child.i > token.head.i for child in token.head.children)
    )


def _role(token: Token, mention: Mention) -> str:
    if mention.is_possessive:
        return "poss"
    if token.dep_ in SUBJECT or (token.dep_ == "appos" and token.head.dep_ in SUBJECT):
        return "subj"  # "His predecessor, X, made his first visit"
    return "obj" if token.dep_ in OBJECT else "obl"


def role_of(doc: Doc, mention: Mention) -> str:
    """Return what a mention is in its clause: subject, object, possessor or else."""
    return _role(doc[mention.start : mention.end].root, mention)


def _class_of(token: Token) -> str:
    """Return what the verb that governs a word tells of: travel, a meeting, speech or else."""
    for _ in range(4):
        if token.pos_ in {"VERB", "AUX"}:
            lemma = token.lemma_.lower()
            return "travel" if lemma in TRAVEL else "say" if lemma in _SAY else "meet" if lemma in _MEET else "other"
        if token.head == token:
            break
        token = token.head
    return "none"


def _few(count: int) -> str:
    return str(count) if count < 3 else "3-4" if count < 5 else "5-9" if count < 10 else "10+"


def _features(
    doc: Doc, annotations: Annotations, pronoun: Mention, key: str, last: Mention, rank: int, context: _Context
) -> Iterator[str]:
    """Yield what speaks for and against somebody; nothing depends on how far into the document the pronoun stands."""
    there = doc[last.start].sent
    distance = sentences_between(doc, last.start, pronoun.start, REACH)
    role = role_of(doc, last)
    yield f"distance:{distance}"
    yield f"rank:{min(rank, 4)}"
    yield f"role:{min(distance, 2)}:{role}"
    yield f"roles:{context.role}<{role}:{min(distance, 2)}"
    yield f"kind:{last.kind.value}:{min(distance, 2)}"
    if distance and last.start - there.start <= 4:
        yield f"opens:{min(distance, 2)}"
    first = next((m for m in annotations.mentions if m.people and there.start <= m.start < there.end), None)
    if last.kind is MentionKind.OFFICE and role == "subj" and last.start <= there.start + 1:
        first = last  # "The President will be in Oslo for talks with Kay. On Friday he …"
    if distance and first is not None and key in first.people:
        yield f"first-of-sentence:{min(distance, 2)}"
        yield f"first-of-sentence:{min(distance, 2)}:{role}"
    share = sorted(context.deeds.counts.values(), reverse=True).index(context.deeds.counts[key])
    yield f"named:{_few(context.deeds.counts[key])}"
    yield f"share:{min(share, 3)}"
    yield f"share:{min(share, 3)}:{context.role}:{context.verb}"
    most = max(context.deeds.subjects.values(), default=0)
    yield f"subject:{'most' if most and context.deeds.subjects[key] == most else 'some' if context.deeds.subjects[key] else 'never'}"
    if context.paragraph >= last.end:
        yield f"paragraph:{min(distance, 2)}:{context.opens}"
    yield from _standing(key, distance, context)
    yield from _who_it_is(annotations, key, distance, context)


def _standing(key: str, distance: int, context: _Context) -> Iterator[str]:
    """Yield what somebody has done in the text so far."""
    if key == context.first:
        yield "first"
    if key in context.opening:
        yield "opening"
        yield f"opening:{context.role}:{context.verb}"
    if key in context.titled:
        yield "titled"
        yield f"titled:{context.role}:{context.verb}"
    if key == context.last_pronoun:
        yield "chain"
        yield f"chain:{min(distance, 2)}:{context.role}"
    if key == context.last_speaker:
        yield "speaker"
        yield f"speaker:{context.verb}"
    if key in context.deeds.travellers:
        yield "traveller"
        yield f"traveller:{context.verb}:{context.role}"
        if context.onward:
            yield "traveller:onward"
    if key in context.deeds.hosts:
        yield f"host:{context.verb}:{context.role}"


def _who_it_is(annotations: Annotations, key: str, distance: int, context: _Context) -> Iterator[str]:
    """Yield what is known of somebody: office, gender, and whose country the text is in."""
    entity = annotations.people[key]
    yield f"official:{entity.is_official}"
    yield f"gender:{entity.gender or 'unknown'}"
    if any("spokesperson" in use.phrase.posts for use in entity.offices):
        yield "spokesperson"
    if entity.country is not None:
        if entity.country in context.countries:
            yield f"at-home:{context.verb}:{context.role}"
        if entity.country == context.here:
            yield f"was-at-home:{context.verb}:{context.role}"
        if entity.country in context.named and distance:
            yield f"compatriot:{context.verb}"
