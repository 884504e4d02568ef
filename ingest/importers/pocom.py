"""HistoryAtState's "Principal Officers and Chiefs of Mission": XML of American secretaries, envoys and missions.

    positions-principals/secretary.xml    <principal-position> with a <principal> for each holder
    missions-countries/china.xml          <country-mission> with a <chief> for each
    missions-orgs/representative-to-eu.xml   <org-mission>, likewise
    people/b/blinken-antony-j.xml         <person> with name and year of birth

One such file, or the folder that holds them all. Names come from `people/` beside the folder of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from graph.errors import DateError, InputError
from ingest.importers.entries import Codes, Entry, Remark, partial_date
from ingest.knowledge import Knowledge

STATE = "USA"  # whose officers these are
FOLDERS = ("positions-principals", "missions-countries", "missions-orgs")
AMBASSADORS = "ambassador-e-p"
_CHARGE = re.compile("charge-daffaires(-ad-interim|-pro-tem)?$|acting-principal-officer$")
_UNSERVED = re.compile(r"not commissioned|did not (?:proceed|serve|present|assume|take|go)|declined|died before", re.I)
# Names of places as the files have them where ours differ.
_PLACES = {"korea": "South Korea", "congo-democratic-republic": "DR Congo", "congo-republic": "COG"}
# Titles of the State Department's that do not say so, or that the press shortens.
_TITLES = {
    "Administrator of the Agency for International Development": "USAID Administrator",
    "Assistant Secretary of State for Politico-Military Affairs": "Assistant Secretary of State for Political-Military Affairs",
    "Chief Clerk": "Chief Clerk of the State Department",
    "Counselor": "Counselor of the State Department",
    "Director of the Bureau of Counterterrorism": "Coordinator for Counterterrorism",
    "Executive Secretary": "Executive Secretary of the State Department",
    "Legal Adviser": "Legal Adviser of the State Department",
    "Under Secretary for Economic Growth, Energy, and the Environment": "Under Secretary of State for Economic Growth, Energy, and the Environment",
    "Under Secretary of State for Arms Control and International Security Affairs": "Under Secretary of State for Arms Control and International Security",
}


def is_pocom(path: Path) -> bool:
    """Tell whether a path is the folder of this data or an XML file."""
    return path.suffix.lower() == ".xml" or any((path / folder).is_dir() for folder in FOLDERS)


def _parse(path: Path) -> etree._Element:
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise InputError(f"{path}: cannot be read as XML: {error}") from error


def _text(element: etree._Element | None, path: str) -> str:
    return " ".join((element.findtext(path) or "").split()) if element is not None else ""


class People:
    """Looks up people's names in `people/`."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the whole data."""
        self.folder = folder / "people"
        self._found: dict[str, tuple[str, str | None] | None] = {}

    def find(self, identifier: str) -> tuple[str, str | None] | None:
        """Return a person's name and year of birth, None where there is no such file.

        Raises:
            InputError: It cannot be read.
        """
        if identifier not in self._found:
            path = self.folder / identifier[:1] / f"{identifier}.xml"
            self._found[identifier] = self._read(path) if path.is_file() else None
        return self._found[identifier]

    def _read(self, path: Path) -> tuple[str, str | None] | None:
        person = _parse(path)
        parts = [_text(person, f"persName/{tag}") for tag in ("forename", "surname", "genName")]
        name = " ".join(part for part in parts if part)
        born = _text(person, "birth")
        return (name, born if re.fullmatch(r"\d{4}", born) else None) if name else None


def read_pocom(path: Path, codes: Codes, knowledge: Knowledge) -> Iterator[Entry | Remark]:
    """Yield what a file of this data, or its folder, says of American office holders.

    Raises:
        InputError: There is no such file in the folder, or one is no XML.
    """
    files = sorted(file for folder in FOLDERS for file in (path / folder).glob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: none of {', '.join(FOLDERS)} with XML files in it")
    people: dict[Path, People] = {}
    for file in files:
        root = _parse(file)
        if root.tag not in {"principal-position", "country-mission", "org-mission"}:
            yield Remark(file.name, f"<{root.tag}> holds no office holders; give a position or a mission", is_bad=True)
            continue
        home = file.parent.parent
        found = list(_read_file(file, root, people.setdefault(home, People(home)), codes, knowledge))
        yield from _with_ends(found)


def _read_file(
    file: Path, root: etree._Element, people: People, codes: Codes, knowledge: Knowledge
) -> Iterator[Entry | Remark]:
    for element in [*root.iterfind("principals/principal"), *root.iterfind("chiefs/chief")]:
        yield _entry(f"{file.name}, {_text(element, 'id')}", root, element, people, codes, knowledge)
    for element in [*root.iterfind("other-nominees/*"), *root.iterfind("other-appointees/*")]:
        where = f"{file.name}, {_text(element, 'id') or element.tag}"
        yield Remark(where, f"named, and did not serve: {_text(element, 'person-id')}")


def _entry(
    where: str, root: etree._Element, element: etree._Element, people: People, codes: Codes, knowledge: Knowledge
) -> Entry | Remark:
    identifier, note = _text(element, "person-id"), _text(element, "note")
    person = people.find(identifier)
    if person is None:
        return Remark(
            where,
            f"there is no {people.folder / identifier[:1] / identifier}.xml to name them; keep the folders together",
            is_bad=True,
        )
    name, born = person
    try:
        since = next(
            filter(None, (partial_date(_text(element, f"{tag}/date")) for tag in ("started", "arrived", "appointed"))),
            None,
        )
        until = partial_date(_text(element, "ended/date"))
    except DateError as error:
        return Remark(where, f"{name}: {error}", is_bad=True)
    if not _text(element, "started/date") and _UNSERVED.search(note):
        return Remark(where, f"{name} did not take up the post: {note}")
    title, acting = _title(root, element, codes, knowledge)
    return Entry(
        where,
        identifier,
        name,
        title,
        STATE,
        since,
        until,
        f"Principal Officers and Chiefs of Mission, {_text(element, 'id')}",
        acting,
        born=born,
        nationalities=(STATE,),
    )


def _title(root: etree._Element, element: etree._Element, codes: Codes, knowledge: Knowledge) -> tuple[str, bool]:
    """Return the office's title, and whether this person only acted in it."""
    if root.tag == "country-mission":
        place = _text(element, "contemporary-territory-id") or _text(root, "territory-id")
        role = _text(element, "role-title-id")
        named = _PLACES.get(place, re.sub(r" \d{4}$", "", place.replace("-", " ").title()))
        code = codes.find(named)
        country = knowledge.countries[code].name if code else named
        if role == AMBASSADORS or _CHARGE.match(role):
            return f"Ambassador to {country}", role != AMBASSADORS
        return f"{role.replace('-', ' ').title()} to {country}", False
    singular = _text(root, "names/singular")
    if root.tag == "org-mission":
        singular = re.sub(r",? with the rank.*| \([A-Z][a-z]+\)$|^U\.S\. | of the U\.S\.A\.", "", singular)
        singular = re.sub(r"^(?:Permanent )?Representative on the Council of", "Ambassador to", singular)
        singular = re.sub(
            r"^(?:Permanent )?Representative to|^Ambassador Extraordinary.*? to", "Ambassador to", singular
        )
    if singular.endswith(" ad interim"):
        return singular.removesuffix(" ad interim"), True
    return _TITLES.get(singular, singular), False


def _with_ends(found: list[Entry | Remark]) -> Iterator[Entry | Remark]:
    """Mark those without a last day as over where somebody followed in the same office."""
    begun = [(entry.title, entry.since) for entry in found if isinstance(entry, Entry) and not entry.acting]
    for entry in found:
        if isinstance(entry, Entry) and entry.until is None and entry.since:
            later = any(title == entry.title and since and since > entry.since for title, since in begun)
            yield replace(entry, has_ended=later)
        else:
            yield entry
