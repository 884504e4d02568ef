"""Scores whether two people of a sentence met, by a learned model.

A logistic regression over features of the words, the parse and the mentions (see `ingest.weights`).

It complements the triggers: where no rule speaks it can find an encounter, and where a rule is weak it can doubt it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.arguments import PEOPLE_KINDS, is_dependent
from ingest.names import fold
from ingest.weights import load_weights, score_features

if TYPE_CHECKING:
    from ingest.frames import Trigger

FARTHEST = 45  # tokens between two mentions
_SAYING = frozenset(
    "say tell add note warn accuse urge stress argue insist declare announce write explain describe call criticise praise".split()
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people of one sentence."""

    left: Mention
    right: Mention
    left_key: str
    right_key: str
    features: tuple[str, ...]


def probability(pair: Pair) -> float:
    """Return how likely they met, in [0, 1]; 0 without a model."""
    model = load_weights().get("meet")
    return score_features(model, pair.features) if model is not None else 0.0


def find_pairs(doc: Doc, sent: Span, triggers: list[Trigger]) -> Iterator[Pair]:
    """Yield the pairs of people of a sentence."""
    annotations = annotations_of(doc)
    inside = [m for m in annotations.mentions if sent.start <= m.start < sent.end]
    owners = {(m.people, m.start) for m in inside if _owns_office(m, inside)}
    people = one_mention_each(
        [
            m
            for m in inside
            if m.kind in PEOPLE_KINDS
            and len(m.people) == 1
            and not is_dependent(doc, m)
            and (m.people, m.start) not in owners
            and (m.people, m.end) not in owners  # "President" before "Biden's adviser"
        ]
    )
    here = [t for t in triggers if sent.start <= t.token < sent.end]
    for (left_key, left), (right_key, right) in combinations(people, 2):
        if left.start > right.start:
            left_key, left, right_key, right = right_key, right, left_key, left
        if right.start - left.end > FARTHEST:
            continue
        features = _features(doc, annotations, sent, left, right, left_key, right_key, here)
        yield Pair(left, right, left_key, right_key, tuple(features))


def _owns_office(mention: Mention, inside: list[Mention]) -> bool:
    """Tell whether somebody is named only to say whose minister is meant: "Xi's foreign minister, Qin Gang"."""
    return mention.is_possessive and any(
        other.kind is MentionKind.OFFICE
        and mention.end < other.start <= mention.end + 1
        and other.people != mention.people
        for other in inside
    )


_RANK = {
    MentionKind.PERSON: 0,
    MentionKind.OFFICE: 1,
    MentionKind.ROLE: 2,
    MentionKind.GROUP: 3,
    MentionKind.PRONOUN: 4,
}


def one_mention_each(mentions: list[Mention]) -> list[tuple[str, Mention]]:
    """Return each person of a sentence with the mention that says most: a name before a role before a pronoun."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        for key in mention.people:
            if key not in best or _RANK[mention.kind] < _RANK[best[key].kind]:
                best[key] = mention
    return sorted(best.items(), key=lambda item: (item[1].start, item[0]))


def _head(doc: Doc, mention: Mention) -> Token:
    return doc[mention.start : mention.end].root


def _ancestors(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head != chain[-1] and len(chain) < 12:
        chain.append(chain[-1].head)
    return chain


def common_head(left: Token, right: Token) -> Token:
    """Return the lowest word that governs both."""
    above = {t.i for t in _ancestors(left)}
    return next((t for t in _ancestors(right) if t.i in above), right.sent.root)


def _features(  # noqa: C901 - a list of features, one after the other
    doc: Doc,
    annotations: Annotations,
    sent: Span,
    left: Mention,
    right: Mention,
    left_key: str,
    right_key: str,
    triggers: list[Trigger],
) -> Iterator[str]:
    between = [t for t in doc[left.end : max(left.end, right.start)] if not t.is_space]
    one = annotations.people[left_key]
    two = annotations.people[right_key]
    yield f"kinds:{left.kind.value}-{right.kind.value}"
    yield f"gap:{min(6, len(between) // 4)}"
    same = one.country == two.country if one.country and two.country else None
    yield f"same-country:{same}"
    yield f"officials:{one.is_official + two.is_official}"
    if any(p == "spokesperson" for e in (one, two) for u in e.offices for p in u.phrase.posts[:1]):
        yield "spokesperson"
    for t in between[:12]:
        if not t.is_punct and (t.pos_ in {"VERB", "ADP", "CCONJ", "SCONJ", "NOUN", "ADV", "AUX", "PRON", "DET"}):
            yield f"between:{t.lemma_.lower() if t.pos_ in {'VERB', 'NOUN', 'AUX'} else t.lower_}"
    if len(between) <= 4:
        yield "short:" + "_".join(t.lower_ for t in between)
    for name, mention in (("l", left), ("r", right)):
        before = doc[mention.start - 1] if mention.start > sent.start else None
        after = doc[mention.end] if mention.end < sent.end else None
        yield f"{name}-before:{before.lower_ if before is not None else '^'}"
        yield f"{name}-after:{after.lower_ if after is not None and (after.is_punct or after.pos_ in {'ADP', 'CCONJ', 'AUX'}) else (after.pos_ if after is not None else '$')}"
        if mention.is_possessive:
            yield f"{name}-possessive"
        head = _head(doc, mention)
        yield f"{name}-dep:{head.dep_}"
        verb = next((t for t in _ancestors(head)[1:] if t.pos_ in {"VERB", "AUX", "NOUN"}), None)
        if verb is not None:
            yield f"{name}-governor:{verb.lemma_.lower()}"
            if verb.lemma_.lower() in _SAYING:
                yield f"{name}-says"
    common = common_head(_head(doc, left), _head(doc, right))
    yield f"common:{common.lemma_.lower()}"
    yield f"common-pos:{common.pos_}"
    yield f"depth:{min(5, len(_ancestors(_head(doc, left))))}-{min(5, len(_ancestors(_head(doc, right))))}"
    for trigger in triggers:
        where = (
            "between"
            if left.end <= trigger.token < right.start
            else "before"
            if trigger.token < left.start
            else "after"
        )
        near = min(abs(trigger.token - left.end), abs(trigger.token - right.start)) <= 6
        yield f"trigger:{trigger.frame.frame}:{where}"
        if near:
            yield f"near-trigger:{trigger.frame.frame}:{where}"
            yield f"near:{trigger.frame.lemma}:{where}"
    if not triggers:
        yield "no-trigger"
    if any(m.is_place and sent.start <= m.start < sent.end for m in annotations.mentions):
        yield "has-place"
    if any(sent.start <= t.start < sent.end for t in annotations.times):
        yield "has-time"
    if "“" in sent.text or '"' in sent.text:
        yield "has-quote"
    for t in sent:
        if t.pos_ in {"VERB", "NOUN", "ADV"} and t.is_alpha:
            yield f"word:{fold(t.lemma_)}"
