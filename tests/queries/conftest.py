"""The toy graph in an embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.build import generate_rows
from graph.model import Corpus
from graph.stores.embedded import EmbeddedStore, create_embedded
from graph.stores.load import load
from tests.toy import make_corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return make_corpus()


@pytest.fixture(scope="session")
def store(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    opened = create_embedded(tmp_path_factory.mktemp("toy") / "store")
    load(generate_rows(corpus), opened)
    yield opened
    opened.close()
