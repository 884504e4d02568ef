"""Every canned query answers as plain Python over the corpus does."""

from __future__ import annotations

import pytest

from graph.model import Corpus
from graph.stores.embedded import EmbeddedStore
from queries.catalogue import load_catalogue
from tests.queries.cases import CASES
from tests.queries.compare import check_case
from tests.queries.oracle import ORACLE


def test_every_query_has_an_oracle_and_a_case_that_finds_something(corpus: Corpus, store: EmbeddedStore) -> None:
    assert set(ORACLE) == set(load_catalogue())
    finding = {name for name, values in CASES if check_case(corpus, store, name, values)}
    assert finding == set(ORACLE)


@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(CASES)])
def test_the_embedded_store_answers_as_the_oracle(
    corpus: Corpus, store: EmbeddedStore, name: str, values: dict[str, str]
) -> None:
    check_case(corpus, store, name, values)
