"""Scores extraction against annotations: the figures of our annotation guide.

encounter    paired one to one: people (or sides) shared, days not more than three apart
met          unordered pairs of people at one encounter, with the status as held, ahead or off
status, …    share of the paired encounters whose attribute is right
topics       of paired encounters; those of unpaired ones are missed or made up
statement    (speaker, topic) pairs;   agreement    (parties, topic) pairs
people       names; `canonical` the share of those found whose full name is exact
cluster      pairs of paired encounters of different documents that belong together
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeVar

from graph.dates import day_range
from graph.model import STANDING
from ingest.likeness import same_name, words_of

Json = dict[str, Any]
T = TypeVar("T")
ATTRIBUTES = ("kind", "status", "start", "city", "country", "venue", "duration_minutes")
SLACK = dt.timedelta(days=3)


@dataclass(slots=True)
class Score:
    """Right, made up and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def figures(self) -> Json:
        """Return precision, recall and F1, rounded to three places, and the counts."""
        found, gold = self.right + self.extra, self.right + self.missed
        precision = self.right / found if found else 0.0
        recall = self.right / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            "gold": gold,
            "found": found,
        }


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: its kind ("pair missed"), its document, and what."""

    kind: str
    doc: str
    what: str


@dataclass(slots=True)
class Evaluation:
    """Figures by name, and what is wrong."""

    figures: Json
    errors: list[Mistake] = field(default_factory=list)


def _names(encounter: Json) -> list[str]:
    return [p["name"] if isinstance(p, dict) else str(p) for p in encounter.get("participants") or []]


def _days(encounter: Json) -> tuple[dt.date, dt.date] | None:
    start = encounter.get("start")
    if not start:
        return None
    return day_range(str(start)[:10])[0], day_range(str(encounter.get("end") or start)[:10])[1]


def _clash(gold: Json, found: Json) -> bool:
    a, b = _days(gold), _days(found)
    return a is not None and b is not None and (b[0] > a[1] + SLACK or b[1] < a[0] - SLACK)


def _shared(left: list[str], right: list[str]) -> int:
    rest, hits = list(right), 0
    for name in left:
        match = next((other for other in rest if same_name(name, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


def affinity(gold: Json, found: Json) -> float:
    """Return how well two encounters agree; 0 where they cannot be the same."""
    if _clash(gold, found):
        return 0.0
    people, others = _names(gold), _names(found)
    sides, other_sides = set(gold.get("parties") or []), set(found.get("parties") or [])
    if len(people) >= 2:
        hits = _shared(people, others)
        if hits < 2:
            return 0.0
        base = 2 * hits / (len(people) + len(others))
    elif len(people) == 1:
        if not _shared(people, others) or (sides and not sides & other_sides):
            return 0.0
        base = 0.5 + len(sides & other_sides) / (2 * max(1, len(sides | other_sides)))
    else:
        if not sides or len(sides & other_sides) < min(2, len(sides)):
            return 0.0
        base = len(sides & other_sides) / len(sides | other_sides)
    base += 0.2 * (gold.get("kind") == found.get("kind"))
    base += 0.3 * (gold.get("start") is not None and gold.get("start") == found.get("start"))
    base += 0.2 * (STANDING.get(str(gold.get("status"))) == STANDING.get(str(found.get("status"))))
    return base + 0.1 * (gold.get("city") is not None and gold.get("city") == found.get("city"))


def pair_up(gold: list[Json], found: list[Json]) -> list[tuple[int, int]]:
    """Return index pairs of encounters taken to be the same, best first, each used once."""
    scored = sorted(
        ((affinity(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _match(
    gold: Sequence[T], found: Sequence[T], same: Callable[[T, T], bool], score: Score
) -> tuple[list[T], list[T]]:
    rest = list(found)
    missed: list[T] = []
    for item in gold:
        match = next((other for other in rest if same(item, other)), None)
        if match is None:
            missed.append(item)
        else:
            rest.remove(match)
    score.right += len(gold) - len(missed)
    score.missed += len(missed)
    score.extra += len(rest)
    return missed, rest


def _same_met(left: tuple[str, str, str], right: tuple[str, str, str]) -> bool:
    if left[2] != right[2]:
        return False
    straight = same_name(left[0], right[0]) and same_name(left[1], right[1])
    return straight or (same_name(left[0], right[1]) and same_name(left[1], right[0]))


def _unique(items: Sequence[T], same: Callable[[T, T], bool]) -> list[T]:
    kept: list[T] = []
    for item in items:
        if not any(same(item, other) for other in kept):
            kept.append(item)
    return kept


def _met(encounters: list[Json]) -> list[tuple[str, str, str]]:
    pairs = [
        (a, b, STANDING.get(str(e.get("status")), "held")) for e in encounters for a, b in combinations(_names(e), 2)
    ]
    return _unique(pairs, _same_met)


def _said(document: Json) -> list[tuple[str, str]]:
    pairs = [
        (str(s["speaker"]), topic)
        for s in document.get("statements") or []
        if s.get("speaker")
        for topic in s.get("topics") or []
    ]
    return _unique(pairs, lambda a, b: a[1] == b[1] and same_name(a[0], b[0]))


def _agreed(document: Json) -> list[tuple[tuple[str, ...], str]]:
    return sorted(
        {
            (tuple(sorted(a.get("parties") or [])), topic)
            for a in document.get("agreements") or []
            for topic in a.get("topics") or []
        }
    )


def evaluate(gold_documents: dict[str, Json], found_documents: dict[str, Json]) -> Evaluation:
    """Score documents by name; one without extraction counts as found empty."""
    scores: dict[str, Score] = defaultdict(Score)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    errors: list[Mistake] = []
    aligned: list[tuple[str, str | None, str | None]] = []
    for doc, gold in sorted(gold_documents.items()):
        found = found_documents.get(doc, {})
        aligned += _score_encounters(
            doc, gold.get("encounters") or [], found.get("encounters") or [], scores, right, total, errors
        )
        missed, extra = _match(
            _met(gold.get("encounters") or []), _met(found.get("encounters") or []), _same_met, scores["met"]
        )
        errors += [Mistake("pair missed", doc, str(item)) for item in missed] + [
            Mistake("pair made up", doc, str(item)) for item in extra
        ]
        said, also = _match(
            _said(gold), _said(found), lambda a, b: a[1] == b[1] and same_name(a[0], b[0]), scores["statement"]
        )
        errors += [Mistake("statement missed", doc, str(item)) for item in said] + [
            Mistake("statement made up", doc, str(item)) for item in also
        ]
        agreed, beyond = _match(_agreed(gold), _agreed(found), lambda a, b: a == b, scores["agreement"])
        errors += [Mistake("agreement missed", doc, str(item)) for item in agreed] + [
            Mistake("agreement made up", doc, str(item)) for item in beyond
        ]
        names, others = [p["name"] for p in gold.get("people") or []], [p["name"] for p in found.get("people") or []]
        lost, invented = _match(names, others, same_name, scores["people"])
        errors += [Mistake("person missed", doc, name) for name in lost] + [
            Mistake("person made up", doc, name) for name in invented
        ]
        total["canonical"] += len(names) - len(lost)
        right["canonical"] += sum(
            1 for name in names if name not in lost and any(words_of(name) == words_of(other) for other in others)
        )
    for (doc, gold_id, found_id), (other_doc, other_gold, other_found) in combinations(aligned, 2):
        if doc != other_doc and gold_id and other_gold:
            together, put = gold_id == other_gold, found_id is not None and found_id == other_found
            scores["cluster"].right += together and put
            scores["cluster"].missed += together and not put
            scores["cluster"].extra += put and not together
    figures: Json = {
        name: scores[name].figures()
        for name in ("met", "encounter", "topics", "statement", "agreement", "people", "cluster")
    }
    figures["attributes"] = {
        name: {
            "right": right[name],
            "of": total[name],
            "share": round(right[name] / total[name], 3) if total[name] else None,
        }
        for name in total
    }
    figures["documents"] = len(gold_documents)
    return Evaluation(figures, errors)


def _score_encounters(
    doc: str,
    gold: list[Json],
    found: list[Json],
    scores: dict[str, Score],
    right: Counter[str],
    total: Counter[str],
    errors: list[Mistake],
) -> list[tuple[str, str | None, str | None]]:
    pairs = pair_up(gold, found)
    scores["encounter"].right += len(pairs)
    scores["encounter"].missed += len(gold) - len(pairs)
    scores["encounter"].extra += len(found) - len(pairs)
    for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        scores["topics"].missed += len(gold[i].get("topics") or [])
        errors.append(Mistake("encounter missed", doc, _brief(gold[i])))
    for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
        scores["topics"].extra += len(found[j].get("topics") or [])
        errors.append(Mistake("encounter made up", doc, _brief(found[j])))
    aligned: list[tuple[str, str | None, str | None]] = []
    for i, j in pairs:
        g, f = gold[i], found[j]
        aligned.append((doc, g.get("cluster"), f.get("cluster")))
        for name in ATTRIBUTES:
            if name not in {"kind", "status"} and g.get(name) is None:
                continue
            total[name] += 1
            fits = (
                words_of(g.get(name)) == words_of(f.get(name))
                if name in {"city", "venue"}
                else g.get(name) == f.get(name)
            )
            right[name] += fits
            if not fits:
                errors.append(Mistake(f"{name} wrong", doc, f"{f.get(name)!r}, should be {g.get(name)!r}: {_brief(g)}"))
        _match(
            sorted(set(g.get("topics") or [])),
            sorted(set(f.get("topics") or [])),
            lambda a, b: a == b,
            scores["topics"],
        )
    return aligned


def _brief(encounter: Json) -> str:
    who = ", ".join(_names(encounter) or encounter.get("parties") or [])
    return f"{encounter.get('kind')} {encounter.get('status')} {who} {encounter.get('start') or ''} | {str(encounter.get('evidence'))[:160]}"
