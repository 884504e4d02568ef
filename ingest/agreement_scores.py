"""Finds agreements that no rule knows: whether a sentence tells of one, and whose it is, by learned weights.

    "Flights are to resume in autumn."  said of the two sides whose talks are told of before

Two logistic regressions (see `ingest.weights`) over named features: "agreement" scores a sentence, "agreement-parties"
scores each set of parties that it may mean: those named in it, those of the encounters told last, of the agreement before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from ingest.weights import load_weights, score_features

# The least probability of a sentence that no rule finds, and of its parties.
LEAST = 0.28
LEAST_PARTIES = 0.5
_SIDES = re.compile(
    r"\b(?:(?:the )?(?:two|three|four|five|six|both) (?:[\w-]+ )?(?:sides|countries|leaders|ministers|presidents|governments|parties|nations|neighbou?rs|"
    r"states|men|delegations|capitals)|both|they|the (?:leaders|sides|parties|ministers|presidents|members))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|are to|is to|would|shall)\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:not|no|never|without|fail\w*|refus\w*|hop\w+|if|unless|want\w*|urg\w+|call\w* (?:for|on)|could|may|might|should)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:agreements?|accords?|deals?|treat(?:y|ies)|pacts?|memorand\w+|declarations?|statements?|communiqu\w+|protocols?|contracts?|documents?|"
    r"texts?|plans?|roadmap|compromise|papers?)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"\b(?:sign(?:ed|ing|s)|agree[ds]?|ink(?:ed|ing)|adopt(?:ed|s)|conclud\w+|initial\w+|struck|reached|clinch\w+|sealed|announc\w+|pledg\w+|decid\w+|"
    r"settled|approved|undert\w+|commit\w*|resolv\w+|put their (?:names|signatures))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(two|both|three|four|five|six|seven) (?:[\w-]+ )?(?:sides|countries|leaders|ministers|presidents|governments|parties|nations|states|men|neighbours)\b",
    re.IGNORECASE,
)
_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BODIES = frozenset({"EUU", "UNO"})


@dataclass(frozen=True, slots=True)
class Told:
    """An encounter told of up to a sentence: how many tokens before it, what it is, between whom."""

    distance: int
    kind: str
    status: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence as one that may tell of an agreement.

    Attributes:
        rule: The rule that finds one in it, None if none does.
        ruled: The parties by that rule.
        is_terms: It gives the terms of a paper: "Under the accord …".
        named: Each state or body named as a side: code, token, whether a person stands for it.
        nearest: Parties of the encounter told last that has two sides.
        told: Encounters told of so far, the last first.
        topics: What it names.
        mentioned: Tokens that belong to mentions.
    """

    sent: Span
    rule: str | None
    ruled: tuple[str, ...]
    is_terms: bool
    named: tuple[tuple[str, int, bool], ...]
    nearest: tuple[str, ...]
    told: tuple[Told, ...]
    topics: frozenset[str]
    mentioned: frozenset[int]


def sentence_score(tellings: Sequence[Telling], i: int) -> float:
    """Return how likely sentence number i tells of an agreement, in [0, 1]; 0 without a model."""
    model = load_weights().get("agreement")
    return score_features(model, sentence_features(tellings, i)) if model is not None else 0.0


def best_parties(telling: Telling, previous: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """Return the likeliest parties with their probability; none where nobody comes into question."""
    model = load_weights().get("agreement-parties")
    if model is None:
        return (), 0.0
    scored = [(score_features(model, features), parties) for parties, features in party_candidates(telling, previous)]
    score, parties = max(scored, key=lambda each: (each[0], each[1]), default=(0.0, ()))
    return parties, score


def sentence_features(tellings: Sequence[Telling], i: int) -> tuple[str, ...]:
    """Return what speaks for and against a sentence telling of an agreement."""
    return tuple(dict.fromkeys(_sentence_features(tellings, i)))


def _sentence_features(tellings: Sequence[Telling], i: int) -> Iterator[str]:
    telling = tellings[i]
    text = telling.sent.text
    several = len({code for code, _, _ in telling.named})
    signs = {
        "sides": _SIDES.search(text) is not None,
        "paper": _PAPER.search(text) is not None,
        "sign": _SIGN.search(text) is not None,
        "future": _FUTURE.search(text) is not None,
        "doubt": _DOUBT.search(text) is not None,
        "two": several >= 2,
    }
    present = [name for name, is_there in signs.items() if is_there]
    yield f"rule:{telling.rule or 'no'}"
    if telling.is_terms:
        yield "terms"
    yield f"states:{min(3, several)}"
    yield f"near:{bool(telling.nearest)}"
    yield f"distance:{min(5, telling.told[0].distance // 20) if telling.told else 9}"
    yield from present
    for n, one in enumerate(present):
        for two in present[n + 1 :]:
            yield f"{one}&{two}"
    yield f"topics:{min(3, len(telling.topics))}"
    if "“" in text or '"' in text:
        yield "quote"
    if i and (tellings[i - 1].rule or tellings[i - 1].is_terms):
        yield "behind-one"
    if i > 1 and tellings[i - 2].rule:
        yield "two-behind-one"
    for token in telling.sent:
        if token.pos_ in {"VERB", "NOUN", "ADV", "ADJ"} and token.is_alpha and token.i not in telling.mentioned:
            yield f"word:{token.lemma_.lower()}"
        if token.dep_ == "nsubj:pass":
            yield "passive"
    yield f"root:{telling.sent.root.lemma_.lower()}"


def party_candidates(telling: Telling, previous: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield each set of parties that a sentence may mean, with its features."""
    sources: dict[tuple[str, ...], list[str]] = {}
    for source, codes in _sources(telling, previous):
        if codes:
            sources.setdefault(tuple(sorted(set(codes))), []).append(source)
    for parties, names in sources.items():
        yield parties, tuple(dict.fromkeys(_party_features(telling, parties, names)))


def _sources(telling: Telling, previous: tuple[str, ...]) -> Iterator[tuple[str, Sequence[str]]]:
    if telling.rule:
        yield f"rule:{telling.rule}", telling.ruled
    yield "nearest", telling.nearest
    for n, told in enumerate(telling.told[:6]):
        yield f"told:{min(2, n)}", told.parties
        yield f"told:{told.kind}:{told.status}:{'close' if told.distance < 60 else 'far'}", told.parties
    codes = [code for code, _, _ in telling.named]
    yield "all", codes
    yield "people", [code for code, _, is_person in telling.named if is_person]
    yield "states", [code for code, _, is_person in telling.named if not is_person]
    verb = next((token.i for token in telling.sent if _SIGN.fullmatch(token.lower_)), None)
    if verb is not None:
        yield "before-verb", [code for code, at, _ in telling.named if at < verb]
        yield "behind-verb", [code for code, at, _ in telling.named if at > verb]
    if len(set(codes)) > 2:
        yield "first-two", list(dict.fromkeys(codes))[:2]
    yield "previous", previous


def _party_features(telling: Telling, parties: tuple[str, ...], sources: list[str]) -> Iterator[str]:
    named = {code for code, _, _ in telling.named}
    yield from sources
    yield f"size:{min(4, len(parties))}"
    for word in _NUMBER.findall(telling.sent.text):
        yield "number-fits" if _COUNT[word.lower()] == len(parties) else "number-off"
    if named:
        yield "covers-named" if named <= set(parties) else "lacks-named"
        yield f"unnamed:{min(2, len(set(parties) - named))}"
    else:
        yield "nothing-named"
    yield f"sources:{min(3, len(sources))}"
    if len(parties) == 1:
        yield "one-state" if len(parties[0]) == 3 and parties[0] not in _BODIES else "one-body"
    is_sides = _SIDES.search(telling.sent.text) is not None
    for source in sources:
        yield f"named{min(2, len(named))}&{source}"
        if is_sides:
            yield f"sides&{source}"
        if telling.rule:
            yield f"ruled&{source}"
