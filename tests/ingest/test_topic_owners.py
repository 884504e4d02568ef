"""Each place where a topic is named belongs to the encounter whose people speak of it, or to none."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from ingest.encounters import find_encounters
from ingest.nlp import annotate, load_pipeline
from ingest.topic_evidence import Evidence
from ingest.topic_owners import Owners, owned, shares
from tests.ingest.helpers import Case, cases, document, encounter, read

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
W = "Kenyan Foreign Minister Grace Wanjiku"
FIRST, SECOND = ("Lúcia Fernandes", "Thabo Mbeko"), ("Lúcia Fernandes", "Grace Wanjiku")
TWO = f"{F} met {M} in Lisbon on Monday. On Tuesday she met {W} in Porto."

SCORES = st.lists(st.floats(-20, 20), min_size=1, max_size=6)


def likelihoods(text: str) -> dict[tuple[int, str], float]:
    """Return how likely each topic was talked of at each encounter of a text."""
    doc = annotate(load_pipeline(), document(text))
    return owned(Evidence(doc, find_encounters(doc)))


@given(SCORES, st.floats(-20, 20))
def test_owners_and_background_share_one_likelihood(scores: list[float], background: float) -> None:
    found = shares(scores, background)
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) <= 1 + 1e-9
    assert math.isclose(max(found), found[scores.index(max(scores))], abs_tol=1e-12)


@given(SCORES, st.floats(-20, 20), st.floats(0.1, 5))
def test_a_surer_background_leaves_every_owner_less(scores: list[float], background: float, more: float) -> None:
    before, after = shares(scores, background), shares(scores, background + more)
    assert all(late <= early for early, late in zip(before, after, strict=True))


@cases(
    Case("the one told of last", f"{TWO} The two discussed tariffs.", (1, 0)),
    Case("whose guest speaks", f"{TWO} Mbeko said afterwards that tariffs must fall.", (0, 1)),
    Case("beside the word of meeting", f"{F} met {M} in Lisbon on Monday to discuss tariffs. On Tuesday she met {W}.", (0, 1)),
)  # fmt: skip
def test_the_likeliest_owner(case: Case) -> None:
    found = likelihoods(case.text)
    owner, other = case.expected
    assert found[owner, "tariffs"] > found[other, "tariffs"]


def test_another_place_never_makes_a_topic_less_likely() -> None:
    once = likelihoods(f"{TWO} The two discussed tariffs. Both smiled.")
    twice = likelihoods(f"{TWO} The two discussed tariffs. They spoke of tariffs again.")
    assert twice[1, "tariffs"] >= once[1, "tariffs"] * 0.9


def test_what_analysts_add_is_likelier_background_than_what_was_discussed() -> None:
    found = likelihoods(f"{TWO} The two discussed tariffs. Analysts say that sanctions failed years ago.")
    assert found[1, "tariffs"] > found[1, "sanctions"]


def test_topics_of_two_meetings_in_two_paragraphs_stay_apart() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Monday. They discussed tariffs.\n\nOn Tuesday she met {W} in Porto. They discussed climate change."
    )
    assert encounter(records, *FIRST).topics == ("tariffs",)
    assert encounter(records, *SECOND).topics == ("climate",)


def test_every_place_is_a_choice_among_all_encounters() -> None:
    doc = annotate(load_pipeline(), document(f"{TWO} The two discussed tariffs and sanctions."))
    encounters = find_encounters(doc)
    choices = list(Owners(Evidence(doc, encounters)).choices())
    assert [choice.topic for choice in choices] == ["sanctions", "tariffs"]
    assert all(len(choice.owners) == len(encounters) for choice in choices)
