"""Visits that no rule sees and a learned score finds, and visits by rule that it takes for none.

What the sentences of a report make likely is put together for each person and state: as the mean of the surest sentence and of the
chance that at least one of them tells of a visit. Measured by document on our annotated reports: of the visits added three in four are
annotated, of those left out one in three.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from spacy.tokens import Doc

from graph.model import Kind, Status
from ingest.annotations import Annotations, annotations_of
from ingest.arguments import clause_bounds
from ingest.attributes import city_of
from ingest.encounter import Encounter, Source
from ingest.frames import Frame, Trigger
from ingest.moments import add_time
from ingest.stays import POSTED
from ingest.syntax import OBJECT, PASSIVE_SUBJECT, governing_verb
from ingest.visit_scores import Journeys, VisitCandidate
from ingest.weights import Weights, load_scorer, score_features

LIKELY = 0.65
UNLIKELY = 0.15


def load_visit_weights() -> Weights:
    """Return bias and weights, read once a process."""
    return load_scorer("visits.json")


def pooled(scores: Iterable[float]) -> float:
    """Return how likely a visit is that several sentences may tell of."""
    chances = list(scores)
    return (max(chances) + 1 - math.prod(1 - chance for chance in chances)) / 2


def weigh_visits(
    doc: Doc, triggers: list[Trigger], denied: list[int], encounters: list[Encounter]
) -> tuple[list[Encounter], list[Encounter]]:
    """Return the encounters without visits that are unlikely, and the visits to be added to them.

    Args:
        doc: The Doc.
        triggers: Its words of meeting and travel.
        denied: Tokens of those that say there was no meeting; their sentences are left alone.
        encounters: What rules and the pair scorer found.
    """
    annotations = annotations_of(doc)
    journeys = Journeys(doc, triggers, encounters)
    model = load_visit_weights()
    told: dict[tuple[str, str], list[tuple[float, VisitCandidate]]] = {}
    for sent, candidate in journeys.candidates():
        if journeys.standing(candidate.anchor) is None or any(sent.start <= at < sent.end for at in denied):
            continue
        if _only_sends(doc, annotations, candidate):
            continue
        score = score_features(model, candidate.features)
        told.setdefault((candidate.key, candidate.country), []).append((score, candidate))
    likely = {pair: pooled(score for score, _ in scored) for pair, scored in told.items()}
    by_rule = {
        (key, encounter.country) for encounter in encounters if encounter.kind is Kind.VISIT for key in encounter.people
    }
    kept = [encounter for encounter in encounters if not _is_unlikely(encounter, likely)]
    added: list[Encounter] = []
    for (key, country), chance in likely.items():
        if chance < LIKELY or {(key, country), (key, None)} & by_rule:
            continue
        _, best = max(told[key, country], key=lambda item: item[0])
        if _is_at_home(annotations, best):
            continue
        added.append(_visit(doc, annotations, journeys, best, chance))
    return kept, added


_SENDS = frozenset({"send", "dispatch", "despatch", "order", "recall"})


def _only_sends(doc: Doc, annotations: Annotations, candidate: VisitCandidate) -> bool:
    """Tell whether somebody only sends another to a place: "Kay, who had sent his foreign minister to Lima, flew to Quito"."""
    if candidate.place is None:
        return False
    verb = governing_verb(doc[candidate.place.start : candidate.place.end].root)
    if verb is None or verb.lemma_.lower() not in _SENDS:
        return False
    sent = [word for word in verb.children if word.dep_ in OBJECT | PASSIVE_SUBJECT]
    inside = {t.i for word in sent for t in word.subtree}
    own = (m for m in annotations.mentions if candidate.key in m.people and verb.sent.start <= m.start < verb.sent.end)
    return bool(sent) and not any(m.end - 1 in inside and not m.is_possessive for m in own)


_DOUBTED = frozenset({"trip", "travel", "carry"})


def _is_unlikely(encounter: Encounter, likely: dict[tuple[str, str], float]) -> bool:
    """Tell whether a visit told as held is likely to be nobody's.

    What is ahead or off is too seldom to be judged; who "visited" or "was in" a place seldom turns out not to have been there.
    """
    frame = encounter.sources[0].rule.split(":")[0]
    if encounter.kind is not Kind.VISIT or encounter.status is not Status.HELD or frame not in _DOUBTED:
        return False
    chances = [likely.get((key, str(encounter.country)), 1.0) for key in encounter.people]
    return bool(chances) and max(chances) < UNLIKELY


def _is_at_home(annotations: Annotations, candidate: VisitCandidate) -> bool:
    """Tell whether somebody is posted, serves a union that a state belongs to, or is where the body has its seat."""
    home = str(annotations.people[candidate.key].country)
    site = city_of(candidate.place) if candidate.place is not None else None
    if annotations.posts_of(candidate.key) & POSTED or (site is not None and SEATS.get(home) == site[0]):
        return True
    return annotations.knowledge.is_member(candidate.country, home, annotations.day())


SEATS = {
    "UNO": "New York",
    "NATO": "Brussels",
    "AU": "Addis Ababa",
    "ASEAN": "Jakarta",
    "IAEA": "Vienna",
    "LAS": "Cairo",
}


def _visit(
    doc: Doc, annotations: Annotations, journeys: Journeys, candidate: VisitCandidate, chance: float
) -> Encounter:
    """Return the visit of a candidate, told of by the sentence that makes it likeliest."""
    standing = journeys.standing(candidate.anchor)
    token = doc[candidate.anchor]
    status = standing.status if standing is not None else Status.HELD
    visit = Encounter(Kind.VISIT, status, [candidate.key], [candidate.country], country=candidate.country)
    visit.agreement = chance - 0.5
    visit.statuses = [(status, token.i)]
    visit.sources = [Source(token.sent.start, token.sent.end, "learned:visit", token.i)]
    frame = Frame(token.lemma_.lower(), token.pos_, "learned", Kind.VISIT)
    near = candidate.place.start if candidate.place is not None else token.i
    add_time(doc, annotations, visit, Trigger(near, near + 1, frame), *clause_bounds(doc, token.i))
    if candidate.place is not None:
        visit.given["country"] = candidate.place.start, candidate.place.end
        site = city_of(candidate.place)
        if site is not None:
            visit.city, visit.given["city"] = site[0], visit.given["country"]
    return visit
