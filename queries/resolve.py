"""What people type -> ids: "blinken" -> antony-blinken, "China" -> CHN, "2ad5" -> 2ad53537932578cfcd93.

Tried in this order, each by itself: the id; the whole name or another name; all typed words among the words of a name;
the beginning of an id. The first that fits anything decides; if it fits more than one, the message lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import QueryError
from graph.keys import slug
from graph.stores.base import Store

_SHOWN = 8
_SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something in the graph that may be meant."""

    id: str
    name: str
    others: tuple[str, ...] = ()
    hint: str = ""

    def describe(self) -> str:
        """Say it so that a reader can choose: `Antony Blinken (USA): antony-blinken`."""
        return f"{self.name}{f' ({self.hint})' if self.hint else ''}: {self.id}"


def resolve(store: Store, kind: str, typed: str) -> str:
    """Return the id of what somebody typed.

    Args:
        store: The graph to look in.
        kind: `person`, `country`, `topic` or `meeting`.
        typed: An id, the beginning of one, or a name or part of one; case, accents and hyphens do not matter.

    Raises:
        QueryError: Nothing or more than one thing fits; the message lists what is near.
    """
    candidates = RESOLVERS[kind](store)
    fitting = find_candidates(candidates, typed)
    if len(fitting) == 1:
        return fitting[0].id
    if fitting:
        raise QueryError(f"{typed!r} fits {len(fitting)} {_plural(kind)}; say which: {_list(fitting)}")
    raise QueryError(f"the graph knows no {kind} {typed!r}{_nearest(candidates, typed)}")


def find_candidates(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Return those that fit what somebody typed, sorted by name."""
    wanted = typed.strip()
    everything = list(candidates)
    words = set(slug(wanted).split("-"))
    tests: tuple[Callable[[Candidate], bool], ...] = (
        lambda each: each.id == wanted or each.id.lower() == wanted.lower(),
        lambda each: slug(wanted) in {slug(name) for name in (each.name, *each.others)},
        lambda each: any(words <= set(slug(name).split("-")) for name in (each.name, *each.others)),
        lambda each: len(wanted) >= _SHORTEST_PREFIX and each.id.startswith(wanted.lower()),
    )
    if not wanted:
        return []
    for test in tests:
        fitting = [each for each in everything if test(each)]
        if fitting:
            return sorted(fitting, key=lambda each: (each.name, each.id))
    return []


def _people(store: Store) -> list[Candidate]:
    rows = store.read(
        "MATCH (n:Person) RETURN n.id AS id, n.name AS name, n.aliases AS others, n.country AS country, "
        "coalesce(n.office, n.affiliation) AS office"
    )
    return [
        Candidate(
            row["id"], row["name"], tuple(row["others"] or ()), ", ".join(filter(None, (row["office"], row["country"])))
        )
        for row in rows
    ]


def _countries(store: Store) -> list[Candidate]:
    rows = store.read("MATCH (n:Country|Organization) RETURN n.id AS id, n.name AS name, n.aliases AS others")
    return [Candidate(row["id"], row["name"], tuple(row["others"] or ())) for row in rows]


def _topics(store: Store) -> list[Candidate]:
    rows = store.read("MATCH (n:Topic) RETURN n.id AS id, n.name AS name")
    return [Candidate(row["id"], row["name"], (row["id"],)) for row in rows]


def _meetings(store: Store) -> list[Candidate]:
    rows = store.read(
        "MATCH (n:Meeting) RETURN n.id AS id, n.caption AS name, n.former_ids AS others, n.status AS status"
    )
    return [Candidate(row["id"], row["name"], tuple(row["others"] or ()), row["status"]) for row in rows]


RESOLVERS: dict[str, Callable[[Store], list[Candidate]]] = {
    "person": _people,
    "country": _countries,
    "topic": _topics,
    "meeting": _meetings,
}


def _plural(kind: str) -> str:
    return {"person": "people", "country": "countries"}.get(kind, f"{kind}s")


def _list(candidates: list[Candidate]) -> str:
    shown = "; ".join(each.describe() for each in candidates[:_SHOWN])
    return shown + (f"; and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else "")


def _nearest(candidates: list[Candidate], typed: str) -> str:
    """Name what is spelt alike, by whole names and by single words of them."""
    spellings: dict[str, list[Candidate]] = {}
    for each in candidates:
        for name in (each.name, *each.others):
            for spelling in {slug(name), *slug(name).split("-")}:
                spellings.setdefault(spelling, []).append(each)
    close = get_close_matches(slug(typed), spellings, n=3, cutoff=0.7)
    near = {each.id: each for spelling in close for each in spellings[spelling]}
    return f"; near it are {_list(list(near.values()))}" if near else ""
