"""Learned choices: the best candidate by weights."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ingest.choices import choose, choose_by_gain, load_choices

NAMES = st.sampled_from(["near", "far", "in", "from", "home"])


@dataclass(frozen=True)
class Option:
    features: frozenset[str]


OPTIONS = st.lists(st.builds(Option, st.frozensets(NAMES)), min_size=1, max_size=6)
WEIGHTS = st.dictionaries(NAMES, st.floats(-3, 3))


@given(WEIGHTS, OPTIONS)
def test_choice_is_one_of_the_best(weights: dict[str, float], options: list[Option]) -> None:
    def score(option: Option) -> float:
        return sum(weights.get(name, 0.0) for name in option.features)

    assert score(choose(weights, options)) >= max(map(score, options)) - 1e-6


@given(WEIGHTS, OPTIONS)
def test_more_candidates_that_say_nothing_change_no_choice(weights: dict[str, float], options: list[Option]) -> None:
    best = choose(weights, options)
    worse = Option(frozenset({"unheard of"}))
    if sum(weights.get(name, 0.0) for name in best.features) > 0:
        assert choose(weights, [*options, worse]) == best


@given(WEIGHTS, OPTIONS)
def test_where_only_the_right_one_counts_the_best_is_taken(weights: dict[str, float], options: list[Option]) -> None:
    def score(option: Option) -> float:
        return sum(weights.get(name, 0.0) for name in option.features)

    sure = choose_by_gain(weights, options, lambda taken, right: float(taken is right))
    assert score(sure) >= max(map(score, options)) - 1e-6


def test_what_is_seldom_far_off_goes_before_what_is_a_little_likelier() -> None:
    bold, safe, other = (Option(frozenset({name})) for name in ("near", "in", "far"))
    weights = {"near": 0.2, "in": 0.1}

    def gain(taken: Option, right: Option) -> float:
        return 1.0 if taken is right else -1.0 if taken is bold else 0.0

    assert choose(weights, [bold, safe, other]) is bold
    assert choose_by_gain(weights, [bold, safe, other], gain) is safe


def test_places_and_days_have_weights() -> None:
    assert load_choices()["place"]["dateline"] > 0
    assert load_choices()["day"]["by-rule"] > 0
