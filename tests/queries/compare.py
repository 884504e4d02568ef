"""Asks a store every case and compares with the oracle; used for the embedded store here and for Neo4j in tests/e2e."""

from __future__ import annotations

import json

from graph.model import Corpus
from graph.stores.base import Store
from queries.catalogue import bind, find_query, run_bound
from tests.queries.oracle import ORACLE, World


def typed(corpus: Corpus, values: dict[str, str]) -> dict[str, str | None]:
    """Put the ids of meetings where a case names a caption."""
    return {
        name: next(m.id for m in corpus.meetings if m.caption.startswith(value.removeprefix("MEETING:")))
        if value.startswith("MEETING:")
        else value
        for name, value in values.items()
    }


def check_case(corpus: Corpus, store: Store, name: str, values: dict[str, str]) -> list[dict[str, object]]:
    """Assert that a store answers a case as the oracle does, and return the rows in the store's order."""
    query = find_query(name)
    bound = bind(query, store, typed(corpus, values))
    rows = run_bound(query, store, bound)
    expected = ORACLE[name](World(corpus), dict(bound))
    assert sorted(map(_key, rows)) == sorted(map(_key, expected))
    return rows


def _key(row: dict[str, object]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
