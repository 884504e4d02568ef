"""Fits the weights of learned choices (`ingest.choices`) and of yes or no: conditional and plain logit with an L2 penalty, by L-BFGS.

Source:
    McFadden 1974 for the model; Nocedal and Wright, Numerical Optimization, algorithm 7.4, for the two loops.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

RAREST = 3  # a feature of fewer candidates is left out
SMALLEST = 0.01
ROUNDS = 100
REMEMBERED = 10  # steps from which the curvature is taken
ENOUGH = 1e-6  # by which the loss must fall in a round, as a part of it
SUFFICIENT = 1e-4  # part of the fall promised by the slope that a step must keep
SHORTEST = 1e-8

Vector = NDArray[np.float64]


def fit(examples: Sequence[tuple[Sequence[Sequence[str]], Sequence[bool]]], penalty: float) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest.

    Args:
        examples: Of each the candidates' features, and which candidates are right. Those with no right one teach nothing.
        penalty: How strongly weights are held down.
    """
    usable = [(features, right) for features, right in examples if any(right)]
    column = _columns(each for features, _ in usable for each in features)
    if not column:
        return {}
    rows, columns, group, target = [], [], [], []
    for number, (features, right) in enumerate(usable):
        for each, is_right in zip(features, right, strict=True):
            chosen = _cells(each, column)
            rows += [len(group)] * len(chosen)
            columns += chosen
            group.append(number)
            target.append(float(is_right))
    row, col, of = np.array(rows, dtype=int), np.array(columns, dtype=int), np.array(group, dtype=int)
    good = np.array(target)

    def loss(weights: Vector) -> tuple[float, Vector]:
        score = np.bincount(row, weights=weights[col], minlength=len(of))
        highest = np.full(len(usable), -np.inf)
        np.maximum.at(highest, of, score)
        likely = np.exp(score - highest[of])
        share = likely / np.bincount(of, weights=likely)[of]
        hit = share * good
        won = np.bincount(of, weights=hit)
        slope = np.bincount(col, weights=(share - hit / won[of])[row], minlength=len(column)) + penalty * weights
        return float(-np.log(won).sum() + penalty * (weights @ weights) / 2), slope

    weights = minimise(loss, np.zeros(len(column)))
    return {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= SMALLEST}


def fit_yes_no(
    features: Sequence[Sequence[str]], labels: Sequence[bool], penalty: float
) -> tuple[float, dict[str, float]]:
    """Return bias and weights of a logistic regression with an L2 penalty on the weights.

    Args:
        features: Of each example.
        labels: Whether it is right.
        penalty: How strongly weights are held down.
    """
    column = _columns(features)
    rows, columns = [], []
    for number, each in enumerate(features):
        chosen = _cells(each, column)
        rows += [number] * len(chosen)
        columns += chosen
    row, col = np.array(rows, dtype=int), np.array(columns, dtype=int)
    good = np.array(labels, dtype=float)

    def loss(weights: Vector) -> tuple[float, Vector]:
        score = np.bincount(row, weights=weights[:-1][col], minlength=len(good)) + weights[-1]
        missed = 1.0 / (1.0 + np.exp(-score)) - good
        slope = np.append(
            np.bincount(col, weights=missed[row], minlength=len(column)) + penalty * weights[:-1], missed.sum()
        )
        value = (np.logaddexp(0.0, score) - good * score).sum() + penalty * (weights[:-1] @ weights[:-1]) / 2
        return float(value), slope

    weights = minimise(loss, np.zeros(len(column) + 1))
    kept = {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= SMALLEST}
    return round(float(weights[-1]), 3), kept


def _columns(candidates: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return a column for each feature that is not too rare."""
    counts = Counter(name for each in candidates for name in set(each))
    return {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count >= RAREST))}


def _cells(features: Sequence[str], column: dict[str, int]) -> list[int]:
    return sorted({column[name] for name in features if name in column})


def minimise(loss: Callable[[Vector], tuple[float, Vector]], start: Vector) -> Vector:
    """Return where a convex function is least, given its value and slope anywhere."""
    at, (value, slope) = start, loss(start)
    steps: deque[tuple[Vector, Vector]] = deque(maxlen=REMEMBERED)
    for _ in range(ROUNDS):
        direction = -_scaled(slope, steps)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum()))
        promised = float(slope @ direction)
        while True:
            new_value, new_slope = loss(at + length * direction)
            if new_value <= value + SUFFICIENT * length * promised or length < SHORTEST:
                break
            length /= 2
        step, turn = length * direction, new_slope - slope
        if step @ turn > 0:
            steps.append((step, turn))
        at, fallen = at + step, value - new_value
        value, slope = new_value, new_slope
        if fallen <= ENOUGH * abs(value):
            break
    return at


def _scaled(slope: Vector, steps: deque[tuple[Vector, Vector]]) -> Vector:
    """Return a slope divided by the curvature that the last steps met."""
    found, parts = slope.copy(), []
    for step, turn in reversed(steps):
        part = (step @ found) / (turn @ step)
        found -= part * turn
        parts.append(part)
    if steps:
        step, turn = steps[-1]
        found *= (step @ turn) / (turn @ turn)
    for (step, turn), part in zip(steps, reversed(parts), strict=True):
        found += step * (part - (turn @ found) / (turn @ step))
    return found
