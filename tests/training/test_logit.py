"""Fitting a choice: weights that make the right candidates the best."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from training.logit import RAREST, fit, minimise


def test_fitting_finds_what_tells_right_from_wrong() -> None:
    examples = [([["in", "near"], ["from", "near"]], [True, False]), ([["from"], ["in"]], [False, True])] * (
        40 * RAREST
    )
    weights = fit(examples, 12.0)
    assert weights["in"] > 1 > -1 > weights["from"]
    assert abs(weights.get("near", 0.0)) < 0.1


def test_example_without_right_candidate_teaches_nothing() -> None:
    examples = [([["in"], ["from"]], [True, False])] * RAREST * 5
    assert fit([*examples, ([["in"], ["home"]], [False, False])], 12.0) == fit(examples, 12.0)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=5), st.floats(0.5, 20))
def test_least_of_a_bowl_is_its_bottom(bottom: list[float], steepness: float) -> None:
    aim = np.array(bottom)

    def bowl(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        return steepness * float((at - aim) @ (at - aim)), 2 * steepness * (at - aim)

    assert np.allclose(minimise(bowl, np.zeros(len(aim))), aim, atol=0.05)


def test_weights_are_where_a_step_either_way_is_no_better() -> None:
    examples = [([["in", "near"], ["from"]], [True, False]), ([["from"], ["in"]], [True, False])] * (5 * RAREST)
    weights = fit([*examples, *examples[:9:2]], 2.0)

    def loss(at: dict[str, float]) -> float:
        total = sum(weight * weight for weight in at.values())
        for features, right in [*examples, *examples[:9:2]]:
            scores = [math.exp(sum(at.get(name, 0.0) for name in each)) for each in features]
            total -= math.log(scores[right.index(True)] / sum(scores))
        return total

    for name in weights:
        for step in (-0.05, 0.05):
            assert loss(weights | {name: weights[name] + step}) > loss(weights)


def test_features_too_rare_teach_nothing() -> None:
    assert fit([([["in"], ["from"]], [True, False])], 2.0) == {}
