"""A plain CSV of office holders, and the CSV that Wikidata's query service gives.

    person,country,office,since,until,acting,source
    Qin Gang,China,Minister of Foreign Affairs,2022-12-30,2023-07-25,,our desk

    person,personLabel,position,positionLabel,start,end,countryLabel
    http://www.wikidata.org/entity/Q4242,…,2022-12-30T00:00:00Z,…

Columns may stand in any order; docs/officials.md lists them with the names each may have.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DateError, InputError
from ingest.importers.entries import Codes, Entry, Remark, item, partial_date, sniff_csv, useful_aliases
from ingest.officials_tables import items

# Our column, and what it may be called, folded to letters alone.
NAMES = {
    "name": "person name holder fullname personlabel itemlabel holderlabel",
    "key": "personid id key",
    "item": "item holderitem",
    "country": "country countrycode state countrylabel jurisdiction jurisdictionlabel",
    "title": "office title position positionlabel post officelabel",
    "since": "since start startdate starttime from begin",
    "until": "until end enddate endtime to",
    "since_precision": "startprecision starttimeprecision sinceprecision",
    "until_precision": "endprecision endtimeprecision untilprecision",
    "acting": "acting",
    "aliases": "aliases alias",
    "gender": "gender sex",
    "born": "born birth birthdate dateofbirth",
    "nationality": "nationality citizenship",
    "office_id": "officeid",
    "kind": "kind kindofpost posttype",
    "source": "source",
}
_COLUMN = {name: column for column, names in NAMES.items() for name in names.split()}
_TRUE, _FALSE = frozenset("true yes 1 x acting".split()), frozenset({"", "false", "no", "0"})
_GENDERS = {"": None, "m": "m", "male": "m", "man": "m", "f": "f", "female": "f", "woman": "f"}


def _columns(header: list[str], path: Path) -> tuple[dict[str, int], list[Remark], bool]:
    """Return where each of our columns stands, what was not understood, and whether it is a query service's answer."""
    folded = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    is_sparql = any(name in folded for name in ("personlabel", "itemlabel", "holderlabel"))
    found: dict[str, int] = {}
    unknown: list[str] = []
    for index, name in enumerate(folded):
        column = _COLUMN.get(name)
        if is_sparql and name in {"person", "holder", "item", "position", "country", "post", "office"}:
            # Addresses; beside them stand the labels.
            column = "item" if name in {"person", "holder", "item"} else None
            if name == "country" and "countrylabel" not in folded:
                column = "country"
            elif column is None:
                continue
        if column is None:
            unknown.append(header[index])
        elif column in found:
            raise InputError(f"{path}, line 1: {header[found[column]]!r} and {header[index]!r} mean the same; keep one")
        else:
            found[column] = index
    missing = [column for column in ("name", "title", "since") if column not in found]
    if missing:
        raise InputError(
            f"{path}, line 1: there is no column for {', '.join(missing)}; docs/officials.md lists the columns"
        )
    remarks = [
        Remark(f"{path.name}, line 1", f"column {name!r} is not used", is_skipped=False) for name in unknown if name
    ]
    return found, remarks, is_sparql


def read_csv(path: Path, codes: Codes) -> Iterator[Entry | Remark]:
    """Yield what a CSV file holds, in its order.

    Raises:
        InputError: It is not UTF-8, empty, or lacks a column.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: {error}; save it as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), sniff_csv(text))
    header = next(reader, [])
    columns, remarks, is_sparql = _columns(header, path)
    yield from remarks
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path.name}, line {reader.line_num}"
        if len(cells) != len(header):
            yield Remark(where, f"{len(cells)} cells under {len(header)} columns", is_bad=True)
            continue
        row = {column: cells[index].strip() for column, index in columns.items()}
        yield _entry(row, where, path, codes, is_sparql)


def _entry(row: dict[str, str], where: str, path: Path, codes: Codes, is_sparql: bool) -> Entry | Remark:
    person = item(row.get("item", ""))
    if not row["name"] or row["name"] == person:
        return Remark(where, "the person has no name", is_bad=True)
    if not row["title"] or item(row["title"]):
        return Remark(where, f"the office of {row['name']} has no title", is_bad=True)
    code = codes.find(row.get("country"))
    if row.get("country") and code is None:
        return Remark(where, f"no state or body is called {row['country']!r}", is_bad=True)
    acting, gender = row.get("acting", "").lower(), row.get("gender", "").lower()
    if acting not in _TRUE | _FALSE:
        return Remark(where, f"acting is {row['acting']!r}; write true or leave it empty", is_bad=True)
    if gender not in _GENDERS:
        return Remark(where, f"gender is {row['gender']!r}; write m, f or leave it empty", is_bad=True)
    try:
        since = _date(row, "since", is_sparql)
        until = _date(row, "until", is_sparql)
        born = partial_date(row.get("born", ""))
    except DateError as error:
        return Remark(where, str(error), is_bad=True)
    nationality = codes.find(row.get("nationality"))
    return Entry(
        where,
        person or row.get("key") or row["name"],
        row["name"],
        row["title"],
        code,
        since,
        until,
        row.get("source") or (f"Wikidata {person}" if person else path.name),
        acting in _TRUE,
        aliases=useful_aliases(row["name"], items(row.get("aliases"))),
        gender=_GENDERS[gender],
        born=born,
        nationalities=(nationality,) if nationality else (),
        person_id=row.get("key") or None,
        office_id=row.get("office_id") or None,
        post=row.get("kind") or None,
    )


def _date(row: dict[str, str], column: str, is_sparql: bool) -> str | None:
    """Return a date; without a column of precisions, a query's 1 January is the year, for that is how it gives years."""
    precision = row.get(f"{column}_precision")
    if precision:
        if not precision.isdigit():
            raise DateError(f"precision {precision!r} is none; write 9 for a year, 10 for a month, 11 for a day")
        return partial_date(row[column], precision=int(precision))
    value = partial_date(row.get(column, ""))
    if is_sparql and f"{column}_precision" not in row and value and value.endswith("-01-01"):
        return value[:4]
    return value
