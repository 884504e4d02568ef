"""Visits that a score finds or doubts: what it may say, and what it never does."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.likely_visits
from graph.model import Kind, Report
from ingest.likely_visits import load_visit_weights, pooled
from ingest.weights import Weights
from tests.ingest.helpers import read, who

FERNANDES = "Lúcia Fernandes"
F = "Brazil's Foreign Minister Lúcia Fernandes"
CHANCE = st.floats(min_value=0.0, max_value=1.0)


def visits(text: str) -> list[Report]:
    """Return the visits a text tells of."""
    return [report for report in read(text).reports if report.kind is Kind.VISIT]


def set_weights(monkeypatch: pytest.MonkeyPatch, bias: float) -> None:
    """Let every visit be as likely as another."""
    weights: Weights = (bias, {})
    monkeypatch.setattr(ingest.likely_visits, "load_visit_weights", lambda: weights)


def test_the_packaged_weights_hold_visits_for_unlikely_unless_something_speaks_for_them() -> None:
    bias, weights = load_visit_weights()
    assert bias < 0 < len(weights)
    assert all(math.isfinite(weight) for weight in weights.values())


@given(st.lists(CHANCE, min_size=1, max_size=6))
def test_several_sentences_make_a_visit_as_likely_as_the_surest_at_least(chances: list[float]) -> None:
    assert max(chances) - 1e-9 <= pooled(chances) <= 1.0


@given(st.lists(CHANCE, min_size=1, max_size=6), CHANCE)
def test_a_further_sentence_makes_no_visit_less_likely(chances: list[float], more: float) -> None:
    assert pooled([*chances, more]) >= pooled(chances) - 1e-9


def test_a_visit_that_is_likely_is_added_with_its_place_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    (visit,) = visits(f"{F} opened a school in Nairobi on Monday.")
    assert (who(visit), visit.city, visit.country, visit.start) == ((FERNANDES,), "Nairobi", "KEN", "2024-05-13")
    assert visit.rule == "learned:visit"


@pytest.mark.parametrize(
    "text",
    [
        f"{F} opened a school in Brasilia on Monday.",
        f"{F} has not been to Nairobi and did not travel to Kenya.",
        "Brazil's Ambassador Paulo Neves opened a school in Nairobi.",
        "The painter Grace Wanjiku opened a school in Lisbon.",
        "UN Secretary-General António Guterres opened a school in New York.",
        "The European Commission's president, Ursula von der Leyen, opened a school in Strasbourg.",
    ],
    ids=["at home", "denied", "posted there", "no official", "at the seat of the body", "in a state of the union"],
)
def test_however_likely_these_are_no_visits(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    assert visits(text) == []


def test_a_visit_by_rule_is_not_added_again(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    (visit,) = visits(f"{F} arrived in Nairobi on Monday. {FERNANDES} opened a school in Nairobi.")
    assert visit.rule == "travel:arrive"


def test_a_held_visit_that_is_unlikely_is_left_out_and_one_that_is_ahead_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, -5.0)
    assert visits(f"{F} arrived in Nairobi on Monday.") == []
    assert [visit.country for visit in visits(f"{F} will travel to Nairobi on Friday.")] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    [
        f"{F} arrived in Nairobi on Monday for talks.",
        f"{F} visited Nairobi on Monday.",
        f"{F} was in Nairobi last week.",
        f"{F} made a stop in Nairobi on Monday.",
        f"{F} is on a two-day visit to Kenya.",
    ],
)
def test_the_score_leaves_plain_visits_alone(text: str) -> None:
    assert [visit.country for visit in visits(text)] == ["KEN"]
