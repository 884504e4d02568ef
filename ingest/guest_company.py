"""Signs that somebody whom a report of a gathering names was there: in whose company they are named, and of which days that tells.

    "beside A and B, who were there, sat C"; "D had been in Oslo last week"; "around the table were A, B, C, D and E"

They are features for `ingest.gatherings`, whose scorer weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from ingest.annotations import Mention, annotations_of, paragraphs_of, sentences_of
from ingest.encounter import Encounter, is_outside

_NEAR = 2  # names on either side
_MOST = 4  # mentions whose sentences are looked at for days
_MOST_THERE = 6
_LATEST = 12  # in the order in which people are first named


class GuestCompany:
    """What the names of a document and the largest encounter found so far say of anybody's having been there."""

    def __init__(self, doc: Doc, named: list[Mention], largest: Encounter | None, lists: list[list[str]]) -> None:
        self.doc = doc
        self.annotations = annotations_of(doc)
        self.largest = largest
        self.there = set(largest.people) if largest is not None else set[str]()
        self._lists = lists
        self._order = [mention.people[0] for mention in named]
        self._sentences = sentences_of(doc)
        self._number = {sent.start: i for i, sent in enumerate(self._sentences)}
        self._at: dict[int, set[str]] = {}
        for mention in named:
            self._at.setdefault(doc[mention.start].sent.start, set()).add(mention.people[0])

    def of(self, key: str, mentions: list[Mention]) -> Iterator[str]:
        """Yield the signs of somebody by their mentions."""
        yield f"order:{min(_LATEST, self._place[key]) // 2}"
        yield from self._of_days(mentions)
        yield from self._of_neighbours(key)
        yield from self._of_list(key)
        yield from self._of_paragraphs(key, mentions)
        if self.largest is not None and key not in self.there:
            yield f"closed:{self.is_closed}:{self.largest.kind.value}"
            yield f"closed:{self.is_closed}:{min(_MOST_THERE, len(self.there))}"

    def _of_days(self, mentions: list[Mention]) -> Iterator[str]:
        """Yield whether the days named beside somebody are those of the encounter."""
        for mention in mentions[:_MOST]:
            sent = self.doc[mention.start].sent
            times = [t for t in self.annotations.times if sent.start <= t.start < sent.end]
            days = [t for t in times if t.kind == "day"]
            if days and self.largest is not None and self.largest.date:
                sign = "other" if all(is_outside(t, self.largest) for t in days) else "same"
            elif days:
                sign = "unknown"
            elif any(t.kind in {"month", "year"} for t in times):
                sign = "long"
            else:
                continue
            yield f"time:{sign}"
            yield f"time:{sign}:{mention is mentions[0]}"

    def _of_neighbours(self, key: str) -> Iterator[str]:
        """Yield how often one of the names right before and right behind is of somebody who was there."""
        before = behind = 0
        there = self.there - {key}
        for at, each in enumerate(self._order):
            if each == key:
                before += bool(there & set(self._order[max(0, at - _NEAR) : at]))
                behind += bool(there & set(self._order[at + 1 : at + 1 + _NEAR]))
        yield f"company:{min(2, before)}:{min(2, behind)}"

    def _of_list(self, key: str) -> Iterator[str]:
        """Yield how long a list somebody stands in, of how many states, and whether the others of it were there."""
        keys = set(next((keys for keys in self._lists if key in keys), []))
        if not keys:
            return
        yield f"list:{min(6, len(keys))}"
        yield f"list-states:{min(5, len({self.annotations.people[each].country for each in keys}))}"
        others = keys - {key}
        if others:
            inside = len(others & self.there)
            yield f"list-there:{'all' if inside == len(others) else 'some' if inside else 'none'}"

    def _of_paragraphs(self, key: str, mentions: list[Mention]) -> Iterator[str]:
        mine = {self._paragraph(mention.start) for mention in mentions}
        near = {each for paragraph in mine for each in self._in_paragraphs.get(paragraph, ())} - {key}
        yield f"paragraph-there:{round(len(near & self.there) / len(near) * 4) if near else 'none'}"

    @cached_property
    def _place(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(dict.fromkeys(self._order))}

    def _paragraph(self, token: int) -> int:
        return self._paragraphs[self._number.get(self.doc[token].sent.start, 0)]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return paragraphs_of(self._sentences)

    @cached_property
    def _in_paragraphs(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for start, keys in self._at.items():
            found.setdefault(self._paragraph(start), set()).update(keys)
        return found

    def is_left_out(self, key: str) -> bool:
        """Tell whether one sentence names all six or more who were there, one of somebody's own state among them, and not them."""
        if len(self.there) < _MOST_THERE or not self.is_closed or key in self.there:
            return False
        return self.annotations.people[key].country in self.annotations.states_of(self.there)

    @cached_property
    def is_closed(self) -> bool:
        """Tell whether one sentence names all of the encounter, or all but one, whom a pronoun may stand for."""
        return any(len(self.there - keys) <= 1 for keys in self._at.values())
