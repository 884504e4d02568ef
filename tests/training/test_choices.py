"""Fitting a choice: weights that make the right candidates the best."""

from __future__ import annotations

from training.choices import RAREST, fit


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
