"""The scorer of visits learns from sentences of annotated visits, and is judged on documents it did not see."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")

from training.visits import Example, fit, judged


def example(document: int, name: str, *, told: bool, annotated: bool = False) -> Example:
    """Return a sentence about an official and a state with one feature."""
    return Example((f"report-{document}", name, "KEN"), (name,), told, told or annotated, by_rule=False)


REPORTS = [each for n in range(20) for each in (example(n, "arrived", told=True), example(n, "criticised", told=False))]


def test_what_stands_in_sentences_of_visits_speaks_for_one() -> None:
    _, weights = fit(REPORTS)
    assert weights["arrived"] > 0 > weights["criticised"]


def test_a_sentence_whose_visit_is_told_elsewhere_teaches_nothing() -> None:
    elsewhere = [example(n, "thanked", told=False, annotated=True) for n in range(20)]
    assert fit([*REPORTS, *elsewhere]) == fit(REPORTS)


def test_each_person_and_state_of_a_document_is_judged_once() -> None:
    found = list(judged([*REPORTS, *REPORTS]))
    assert sorted(each.pair for _, each in found) == sorted({each.pair for each in REPORTS})
    assert all((chance > 0.5) == each.is_annotated for chance, each in found)
