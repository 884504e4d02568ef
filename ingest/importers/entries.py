"""What every format gives: entries (who held which office when, as the file says it) and remarks on what was left out."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from graph.dates import day_range
from graph.errors import DateError
from ingest.knowledge import Knowledge
from ingest.names import fold
from ingest.officials_tables import items, read_table

_TIME = re.compile(r"([+-]?)(\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_DAY, _MONTH, _YEAR = 11, 10, 9  # precisions as Wikidata counts them
_ITEM = re.compile(r"(?:.*/)?(Q\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row on an office holder, as a file has it.

    Attributes:
        where: The place in the file, for messages.
        key: Tells people of the file apart: an id, else the name.
        name: The person's.
        title: The office's, with or without its country.
        country: Code of the state or body the office is of; None where only the title can tell.
        since: As precise as the file.
        until: None where the office is still held, or the file does not say.
        has_ended: The file says that the office is no longer held, whether or not it says since when.
        nationalities: Codes.
        person_id: One of ours that the file names itself; likewise `office_id`, and `post` for a new office.
    """

    where: str
    key: str
    name: str
    title: str
    country: str | None
    since: str | None
    until: str | None
    source: str
    acting: bool = False
    has_ended: bool = False
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    born: str | None = None
    nationalities: tuple[str, ...] = ()
    person_id: str | None = None
    office_id: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the user should know of a place in the file.

    Attributes:
        is_skipped: The row was left out.
        is_bad: Because it is wrong, not only of no use here.
    """

    where: str
    text: str
    is_skipped: bool = True
    is_bad: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {'skipped: ' if self.is_skipped else ''}{self.text}"


def partial_date(text: str, *, precision: int | None = None) -> str | None:
    """Return a date as ISO, as precise as given: of `2022-12-30T00:00:00Z`, `+2022-12-00T00:00:00Z`, `2022-12`, `2022`.

    Args:
        text: Empty gives None.
        precision: As Wikidata counts: 9 year, 10 month, 11 day; None where the text alone tells.

    Raises:
        DateError: It is no date, one before our era, or less precise than a year.
    """
    if not text.strip():
        return None
    match = _TIME.fullmatch(text.strip())
    if match is None or match[1] == "-" or len(match[2]) > 4:
        raise DateError(f"{text!r} is no date of our era; write YYYY-MM-DD, YYYY-MM or YYYY")
    if precision is not None and precision < _YEAR:
        raise DateError(f"{text!r} is less precise than a year")
    parts = [match[2]]
    if match[3] not in {None, "00"} and (precision is None or precision >= _MONTH):
        parts.append(match[3])
        if match[4] not in {None, "00"} and (precision is None or precision >= _DAY):
            parts.append(match[4])
    value = "-".join(parts)
    day_range(value)
    return value


def item(value: str) -> str | None:
    """Return the Wikidata id that a value is or ends with."""
    match = _ITEM.fullmatch(value.strip())
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Codes:
    """Turns what files call a state or body into our codes."""

    by_name: Mapping[str, str]
    by_alpha2: Mapping[str, str]
    by_item: Mapping[str, str]
    by_adjective: Mapping[str, str]

    def find(self, value: str | None) -> str | None:
        """Return the code of a name, an alpha-2 or alpha-3 code, a Wikidata id or address; None where none is meant."""
        if not value or not value.strip():
            return None
        value = value.strip()
        found = self.by_item.get(item(value) or "")
        if found is None and len(value) == 2:
            found = self.by_alpha2.get(value.lower())
        return found or self.by_name.get(bare(value))


def bare(name: str) -> str:
    """Return a folded name without the article."""
    folded = fold(name)
    return folded.removeprefix("the ")


@lru_cache(maxsize=2)
def codes_of(knowledge: Knowledge) -> Codes:
    """Return the codes of a knowledge base."""
    by_name: dict[str, str] = {}
    by_adjective: dict[str, str] = {}
    for country in knowledge.countries.values():
        for name in (country.code, *country.names):
            by_name.setdefault(bare(name), country.code)
        for adjective in country.adjectives:
            by_adjective.setdefault(fold(adjective), country.code)
    by_alpha2: dict[str, str] = {}
    by_item: dict[str, str] = {}
    with resources.as_file(resources.files("ingest.importers") / "codes.csv") as path:
        for _, row in read_table(Path(path), ("code", "alpha2", "wikidata", "source")):
            if row["alpha2"]:
                by_alpha2[row["alpha2"]] = row["code"]
            by_item.update(dict.fromkeys(items(row["wikidata"]), row["code"]))
    return Codes(by_name, by_alpha2, by_item, by_adjective)


def useful_aliases(name: str, found: Mapping[str, None] | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the other names that may stand for somebody in a text: of two words at least, or in another script."""
    kept = {
        alias.strip()
        for alias in found
        if (" " in alias.strip() or not fold(alias).isascii()) and not re.search(r"[\d,;|()]", alias)
    }
    return tuple(sorted(kept - {name}))


def sniff_csv(text: str) -> type[csv.Dialect]:
    """Return the dialect of a CSV text, by its header: comma, semicolon or tab."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Found
