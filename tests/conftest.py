"""Fixtures that several folders share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True, scope="session")
def _no_officials_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a developer's own tables of officials out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIPLOGRAPH_OFFICIALS", str(tmp_path_factory.mktemp("officials")))
        yield


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph built from the seeds, with its store; tests read it and leave it as it is."""
    from ingest.build import build

    path = tmp_path_factory.mktemp("seeds") / "graph"
    build([SEEDS], path)
    return path
