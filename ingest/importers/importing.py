"""`diplograph officials import`: reads a file in any of the formats and writes a user's own tables.

    import_officials(Path("ministers.csv"), Path("~/my-officials"))

The tables are called as the file is, so that importing it again replaces them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from graph.errors import InputError, TableError
from graph.keys import slug
from graph.model import Office, Tenure
from ingest.importers import follow_the_money, wikidata
from ingest.importers.entries import Codes, Entry, Remark, codes_of
from ingest.importers.matching import Holding, find_person, new_id
from ingest.importers.plain import read_csv
from ingest.importers.pocom import is_pocom, read_pocom
from ingest.importers.titles import find_office
from ingest.knowledge import Knowledge, KnownPerson, lay_over, make_term, read_packaged
from ingest.officials_model import is_shared
from ingest.officials_tables import OFFICES, PEOPLE, TENURES, is_office_id, is_person_id

OLDEST = 60  # years for which somebody may be taken to hold an office without an end in the file
# One holder at a time, though the kind of post has many.
_SINGLE = frozenset({"ambassador", "permanent-representative"})


@dataclass(slots=True)
class ImportResult:
    """What was written, and what the user should know.

    Attributes:
        files: The tables.
        tenures, people, offices: How many rows each has.
        known_people, known_offices: How many of them are ours.
        remarks: Skipped rows with the reason, and what else is doubtful, in the order of the file.
    """

    files: list[Path] = field(default_factory=list)
    tenures: int = 0
    people: int = 0
    offices: int = 0
    known_people: int = 0
    known_offices: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Tell whether something was read and no row was bad."""
        return self.tenures > 0 and not any(remark.is_bad for remark in self.remarks)


def read_entries(path: Path, codes: Codes, knowledge: Knowledge) -> Iterator[Entry | Remark]:
    """Return what a file in any of the formats holds.

    Raises:
        InputError: It is not there, or in none of the formats.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file")
    if is_pocom(path):
        return read_pocom(path, codes, knowledge)
    if path.is_dir():
        raise InputError(f"{path} is a folder, and not HistoryAtState's `pocom`; give a file")
    if path.suffix.lower() in {".csv", ".tsv"}:
        return read_csv(path, codes)
    if path.suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        reader = _json_reader(path)
        if reader is not None:
            return reader(path, codes)
    raise InputError(
        f"{path}: in none of the formats we read: a CSV, Follow-the-Money or Wikidata JSON, HistoryAtState XML; "
        "docs/officials.md shows them"
    )


def _json_reader(path: Path) -> Callable[[Path, Codes], Iterator[Entry | Remark]] | None:
    """Return the reader of a JSON file, by its first entity; None where it holds neither kind."""
    with path.open("rb") as stream:
        first = next((line.strip().rstrip(b",") for line in stream if line.strip() not in {b"", b"["}), b"")
    for whole in (False, True):
        try:
            value = msgspec.json.decode(path.read_bytes() if whole else first)
        except msgspec.DecodeError:
            continue
        value = value[0] if isinstance(value, list) and value else value
        if follow_the_money.is_entity(value):
            return follow_the_money.read_entities
        if wikidata.is_entity(value):
            return wikidata.read_entities
    return None


def import_officials(path: Path, to: Path, *, name: str | None = None, only: Collection[str] = ()) -> ImportResult:
    """Write a file's office holders into a user's own tables, and say what became of every row.

    Args:
        path: The file, or HistoryAtState's folder.
        to: The folder with `people/`, `offices/` and `tenures/`; made where it is not there.
        name: What the tables are called; by default as the file.
        only: Codes of states and bodies; none for all.

    Raises:
        InputError: The file cannot be read at all, or the tables cannot be written.
        TableError: The user's other tables are wrong.
    """
    called = f"{slug(name or path.stem)}.csv"
    ours = read_packaged()
    knowledge = lay_over(ours, to, without=called) if to.is_dir() else ours
    codes = codes_of(knowledge)
    unknown = sorted(set(only) - set(knowledge.countries))
    if unknown:
        raise InputError(f"no state or body has the code {', '.join(unknown)}; give a code such as CHN")
    result = ImportResult()
    holdings, offices = _holdings(read_entries(path, codes, knowledge), codes, knowledge, only, result)
    people, tenures = _people(holdings, offices, knowledge, result)
    if not tenures:
        return result
    result.offices, result.people, result.tenures = len(offices), len(people), len(tenures)
    result.known_offices = sum(identifier in knowledge.offices for identifier in offices)
    result.known_people = sum(identifier in knowledge.people for identifier in people)
    _write(to, called, people, offices, tenures, path.name, result)
    lay_over(ours, to)  # so that what cannot be read is found out here
    return result


def _holdings(
    entries: Iterator[Entry | Remark],
    codes: Codes,
    knowledge: Knowledge,
    only: Collection[str],
    result: ImportResult,
) -> tuple[list[Holding], dict[str, Office]]:
    """Return the entries of use with their offices, ends taken from who followed where the file leaves them open."""
    meant: list[tuple[Entry, Office]] = []
    left = 0
    for entry in entries:
        if isinstance(entry, Remark):
            result.remarks.append(entry)
            continue
        found = _office(entry, codes, knowledge)
        if isinstance(found, Remark):
            result.remarks.append(found)
        elif only and found[1].country not in only:
            left += 1
        else:
            meant.append(found)
    if left:
        result.remarks.append(Remark("--country", f"{left} rows on others are left out", is_skipped=False))
    holdings: list[Holding] = []
    for entry, office in _with_ends(meant, result):
        tenure = Tenure(entry.key, office.id, entry.since, entry.until, entry.acting, entry.source)
        try:
            holdings.append(Holding(entry, office.id, office.post, office.country, make_term(tenure, where=entry.name)))
        except TableError as error:
            result.remarks.append(Remark(entry.where, str(error), is_bad=True))
    used = {holding.office for holding in holdings}
    return holdings, {office.id: office for _, office in meant if office.id in used}


def _office(entry: Entry, codes: Codes, knowledge: Knowledge) -> tuple[Entry, Office] | Remark:
    """Return the office an entry is of, or why it is of no use."""
    if entry.since is None:
        return Remark(entry.where, f"{entry.name}, {entry.title}: there is no first day")
    if entry.post and entry.post not in knowledge.posts:
        return Remark(
            entry.where, f"no kind of post is called {entry.post!r}; docs/officials.md lists them", is_bad=True
        )
    if entry.person_id and not is_person_id(entry.person_id):
        return Remark(entry.where, f"{entry.person_id!r} is no id; write one such as qin-gang", is_bad=True)
    if entry.office_id in knowledge.offices:
        return entry, knowledge.offices[str(entry.office_id)]
    if entry.office_id and not is_office_id(entry.office_id):
        return Remark(entry.where, f"{entry.office_id!r} is no id; write one such as office/chn/president", is_bad=True)
    found = find_office(entry.title, entry.country, codes, knowledge, post=entry.post)
    if found.office.country is None:
        text = f"{entry.name}: neither the file nor the title {entry.title!r} tells the state or body"
        return Remark(entry.where, text)
    office = replace(found.office, id=entry.office_id) if entry.office_id else found.office
    return replace(entry, acting=entry.acting or found.acting), office


def _with_ends(meant: list[tuple[Entry, Office]], result: ImportResult) -> Iterator[tuple[Entry, Office]]:
    begun: dict[str, list[Entry]] = defaultdict(list)
    for entry, office in meant:
        if not entry.acting:
            begun[office.id].append(entry)
    newest = max((int(str(entry.since)[:4]) for entry, _ in meant), default=0)
    for entry, office in meant:
        is_single = not is_shared(office) or office.post in _SINGLE
        if entry.until is None and is_single and (entry.has_ended or not is_shared(office)):
            later = [each.since for each in begun[office.id] if each.since and each.since > str(entry.since)]
            if later:
                text = (
                    f"{entry.name}, {entry.title}: without a last day; taken to be {min(later)}, when somebody followed"
                )
                result.remarks.append(Remark(entry.where, text, is_skipped=False))
                yield replace(entry, until=min(later)), office
                continue
        if entry.until is None and entry.has_ended:
            result.remarks.append(Remark(entry.where, f"{entry.name}, {entry.title}: over, and no last day is known"))
        elif entry.until is None and newest - int(str(entry.since)[:4]) > OLDEST:
            text = f"{entry.name}, {entry.title}: begun in {str(entry.since)[:4]} and without a last day"
            result.remarks.append(Remark(entry.where, text))
        else:
            yield entry, office


def _people(
    holdings: list[Holding], offices: dict[str, Office], knowledge: Knowledge, result: ImportResult
) -> tuple[dict[str, KnownPerson], list[Tenure]]:
    """Return the people by id, ours where they are, and their tenures."""
    by_key: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_key[holding.entry.key].append(holding)
    people: dict[str, KnownPerson] = {}
    tenures: list[Tenure] = []
    taken = set(knowledge.people)
    for held in by_key.values():
        entry = held[0].entry
        identifier = entry.person_id
        if identifier is None:
            identifier, remarks = find_person(held, knowledge)
            result.remarks += remarks
        country = _country(held, offices)
        if identifier is None:
            identifier = new_id(entry, country, taken)
        taken.add(identifier)
        people[identifier] = _person(identifier, held, country, knowledge)
        tenures += [replace(holding.term.tenure, person=identifier) for holding in held]
    return dict(sorted(people.items())), sorted(tenures, key=lambda t: (t.person, t.office, t.since or ""))


def _country(held: list[Holding], offices: dict[str, Office]) -> str | None:
    """Return the country served: that of the offices, before a nationality; the state, not the body."""
    served = [str(offices[holding.office].country) for holding in held]
    nations = held[0].entry.nationalities
    common = [code for code in served if code in nations]
    states = [code for code in served if len(code) == 3 and code not in {"EUU", "UNO"}]
    return next(iter([*common, *nations, *states, *served]), None)


def _person(identifier: str, held: list[Holding], country: str | None, knowledge: Knowledge) -> KnownPerson:
    entry, known = held[0].entry, knowledge.people.get(identifier)
    names = {" ".join(each.entry.name.split()) for each in held} | set(entry.aliases)
    name = known.name if known else " ".join(entry.name.split())
    return KnownPerson(
        identifier,
        name,
        known.country if known else country,
        (known.gender if known else None) or entry.gender,
        (known.born if known else None) or entry.born,
        tuple(sorted(names - {name} - set(known.aliases if known else ()))),
        entry.source,
    )


def _write(
    to: Path,
    called: str,
    people: dict[str, KnownPerson],
    offices: dict[str, Office],
    tenures: list[Tenure],
    source: str,
    result: ImportResult,
) -> None:
    rows: dict[str, tuple[tuple[str, ...], list[list[str]]]] = {
        "people": (
            PEOPLE,
            [
                [p.id, p.name, p.country or "", p.gender or "", p.born or "", "|".join(p.aliases), p.source]
                for p in people.values()
            ],
        ),
        "offices": (
            OFFICES,
            [
                [office.id, office.country or "", office.post or "", office.title, "", source]
                for _, office in sorted(offices.items())
            ],
        ),
        "tenures": (
            TENURES,
            [[t.person, t.office, t.since or "", t.until or "", "true" if t.acting else "", t.source] for t in tenures],
        ),
    }
    for table, (columns, lines) in rows.items():
        path = to / table / called
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            with fresh.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows(lines)
            fresh.replace(path)
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}; choose another folder with --to") from error
        result.files.append(path)
