"""Foreign leaders named in lists of trips and visits, and American office holders, held against the knowledge base.

Both lists are HistoryAtState's: `travels` (trips of presidents and secretaries of state, with remarks in prose) and `visits`
(foreign leaders who came). A leader counts as known if, on a day of the trip, the base has somebody of that name in the
office that the list gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from graph.dates import day_range
from graph.model import Office
from ingest.annotations import OfficePhrase
from ingest.importers.entries import Codes, Entry, codes_of
from ingest.importers.pocom import read_pocom
from ingest.importers.titles import find_office
from ingest.knowledge import Knowledge, KnownPerson
from ingest.known_people import people_named
from ingest.names import PARTICLES, core_words, fold, spelling_key
from ingest.offices import known_offices
from ingest.titles import HONORIFICS

LEADERS = frozenset(
    "head-of-state head-of-government foreign-minister defence-minister finance-minister trade-minister economy-minister "
    "national-security-adviser deputy-head-of-government deputy-head-of-state deputy-foreign-minister supreme-leader crown-prince "
    "secretary-general organization-president high-representative foreign-affairs-director organization-chair regional-leader".split()
)
_WORD = re.compile(r"[^\W\d_][\w’'.–-]*|[^\s\w]")
_LONGEST = 8
_NO_NAMES = frozenset("Elect Justice Meeting Summit Summit. Meeting. of".split())
_ALIKE = 0.7  # of 1, of letters in common: Wikremesinghe, Wickremesinghe


@dataclass(frozen=True, slots=True)
class Named:
    """A leader whom a list names, with the title and country it gives, on the days of the trip."""

    where: str
    name: str
    title: str
    code: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the base knows somebody; if not, why; `is_misspelt` if the holder's name differs by a letter or two."""

    named: Named
    is_known: bool
    why: str = ""
    is_misspelt: bool = False


def place_code(name: str, codes: Codes) -> str | None:
    """Return the code of a country as these lists spell it: "Korea, South", "Congo (Kinshasa)"."""
    name = re.sub(r"\s*\(.*?\)", "", " ".join(name.split())).replace("’", "'")
    turned = " ".join(reversed(name.split(", ")))
    return codes.find(turned) or codes.find(name) or codes.find(name.partition(",")[0])


class Titles:
    """Finds "Foreign Minister Guido Westerwelle" in a line: titles of the base, with the name behind."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the titles and phrases of a base."""
        self.knowledge = knowledge
        self.codes = codes_of(knowledge)
        self.posts: dict[str, set[str]] = {}
        self.homes: dict[str, set[str]] = {}
        for phrase, posts in knowledge.posts_by_phrase.items():
            self.posts.setdefault(fold(phrase), set()).update(posts)
        for office in knowledge.offices.values():
            for title in (office.title, *knowledge.office_aliases[office.id]):
                self.posts.setdefault(fold(title), set()).add(str(office.post))
                self.homes.setdefault(fold(title), set()).add(str(office.country))

    def find(self, where: str, text: str, code: str | None, first: dt.date, last: dt.date) -> Iterator[Named]:
        """Yield the leaders a text names."""
        words = _WORD.findall(text.replace("’s ", " ").replace("'s ", " "))
        index = 0
        while index < len(words):
            end = self._title_end(words, index)
            if end is None:
                index += 1
                continue
            title = " ".join(words[index:end])
            name_end = _name_end(words, end)
            country = self._country_before(words, index) or code
            homes = self.homes.get(fold(title), set())
            body = self.codes.by_name.get(fold(words[index])) if end > index + 1 else None
            if body and self.knowledge.countries[body].is_organization:
                country = body  # "UN Secretary-General"
            elif len(homes) == 1 and fold(title) not in self.knowledge.posts_by_phrase:
                country = next(iter(homes))  # "NATO Secretary General"
            is_former = index > 0 and fold(words[index - 1]) in {"former", "late", "elect", "then"}
            if name_end > end and country and not is_former and words[end] not in _NO_NAMES:
                yield Named(where, " ".join(words[end:name_end]), title, country, first, last)
            index = max(name_end, index + 1)

    def _title_end(self, words: list[str], start: int) -> int | None:
        if not words[start][:1].isupper():
            return None
        for end in range(min(len(words), start + _LONGEST), start, -1):
            if self.posts.get(fold(" ".join(words[start:end])), set()) & LEADERS:
                return end
        return None

    def _country_before(self, words: list[str], index: int) -> str | None:
        for length in (3, 2, 1):
            if index >= length:
                before = words[index - length : index]
                name = fold(" ".join(before)) if before[0][:1].isupper() else ""
                code = self.codes.by_adjective.get(name) or self.codes.by_name.get(name)
                if code:
                    return code
        return None


def _name_end(words: list[str], start: int) -> int:
    end = start
    while end < len(words) and end < start + _LONGEST:
        word = words[end]
        is_linked = word.lower() in PARTICLES and end + 1 < len(words) and words[end + 1][:1].isalpha()
        if not (word[:1].isupper() or is_linked) or word in {"Prime", "Foreign", "President", "Minister", "Attended"}:
            break
        end += 1
        if word.endswith(".") and len(word) > 3:
            break
    return end


def read_travels(folder: Path, titles: Titles) -> Iterator[Named]:
    """Yield the leaders named in the remarks on American trips."""
    for path in sorted(folder.glob("*-travels/*.xml")):
        for trip in etree.parse(path).getroot().iterfind("trip"):
            days = _days(trip)
            remarks = " ".join((trip.findtext("remarks") or "").split())
            if days and remarks:
                code = place_code(trip.findtext("country") or "", titles.codes)
                yield from titles.find(f"travels {trip.findtext('id')}", remarks, code, *days)


def read_visits(folder: Path, titles: Titles) -> Iterator[Named]:
    """Yield the leaders who came to visit."""
    for path in sorted(folder.glob("data/*.xml")):
        for visit in etree.parse(path).getroot().iterfind("visit"):
            days = _days(visit)
            if days:
                visitor = " ".join((visit.findtext("visitor") or "").split())
                code = place_code(visit.findtext("from") or "", titles.codes)
                yield from titles.find(f"visits {visit.findtext('id')}", visitor, code, *days)


def _days(element: etree._Element) -> tuple[dt.date, dt.date] | None:
    first = (element.findtext("start-date") or "").strip()
    last = (element.findtext("end-date") or "").strip() or first
    return (day_range(first)[0], day_range(last)[1]) if first else None


def _offices(named: Named, code: str, knowledge: Knowledge) -> list[Office]:
    head = fold(named.title)
    posts = knowledge.posts_by_phrase.get(head, ())
    return known_offices(knowledge, OfficePhrase(posts, head, named.title, country=code), code)


def _holders(named: Named, offices: list[Office], knowledge: Knowledge) -> set[str]:
    return {
        term.tenure.person
        for office in offices
        for term in knowledge.terms_of_office.get(office.id, ())
        if term.first <= named.last and named.first <= term.last
    }


def is_american(named: Named, knowledge: Knowledge) -> bool:
    """Tell whether the one named is an American office holder of that title: "Accompanied President Obama"."""
    holders = _holders(named, _offices(named, "USA", knowledge), knowledge)
    return named.code == "USA" or any(bears(person, named.name, knowledge) for person in holders)


def judge(named: Named, knowledge: Knowledge) -> Verdict:
    """Tell whether the base has somebody of that name in that office on a day of the trip."""
    offices = _offices(named, named.code, knowledge)
    holders = _holders(named, offices, knowledge)
    if any(bears(person, named.name, knowledge) for person in holders) or _holds_elsewhere(named, knowledge):
        return Verdict(named, is_known=True)
    if not offices:
        return Verdict(named, is_known=False, why="no such office of theirs in the base")
    if not holders:
        return Verdict(named, is_known=False, why="nobody known in that office then")
    alike = any(_alike(knowledge.people[person], named.name) for person in holders)
    return Verdict(named, is_known=False, why=f"the base has {', '.join(sorted(holders))}", is_misspelt=alike)


def _holds_elsewhere(named: Named, knowledge: Knowledge) -> bool:
    """Tell whether somebody of that full name then held such an office of another country: guests at a summit abroad."""
    if len(core_words(named.name)) < 2:
        return False
    posts = set(knowledge.posts_by_phrase.get(fold(named.title), ()))
    return any(
        (office.post in posts or fold(named.title) in map(fold, knowledge.office_aliases[office.id]))
        and term.first <= named.last
        and named.first <= term.last
        for person, _, _ in people_named(knowledge, named.name)
        for term in knowledge.terms_of_person.get(person, ())
        for office in (knowledge.offices[term.tenure.office],)
    )


def _alike(known: KnownPerson, name: str) -> bool:
    wanted = core_words(name)[-1]
    return any(
        SequenceMatcher(None, wanted, core_words(alias)[-1]).ratio() > _ALIKE for alias in (known.name, *known.aliases)
    )


def bears(person: str, name: str, knowledge: Knowledge) -> bool:
    """Tell whether somebody goes by a name: in full in any spelling, or by one word of it that tells people apart."""
    if any(found == person for found, _, _ in people_named(knowledge, name)):
        return True
    known = knowledge.people[person]
    theirs = {spelling_key(word) for alias in (known.name, *known.aliases) for word in core_words(alias)}
    words = [word for word in core_words(name) if word not in HONORIFICS]
    return bool(words) and sum(spelling_key(word) in theirs for word in words) >= min(len(words), 2)


@dataclass(frozen=True, slots=True)
class Official:
    """An American office holder of pocom in an office that the base has; `is_known` if it has them then."""

    entry: Entry
    office: str
    is_known: bool
    holders: tuple[str, ...]


def judge_pocom(folder: Path, knowledge: Knowledge, *, since: int) -> Iterator[Official]:
    """Yield the holders of offices that the base claims to have, who began in a year or later."""
    codes = codes_of(knowledge)
    for entry in read_pocom(folder, codes, knowledge):
        if not isinstance(entry, Entry) or not entry.since or int(entry.since[:4]) < since:
            continue
        found = find_office(entry.title, entry.country, codes, knowledge)
        terms = knowledge.terms_of_office.get(found.office.id, ())
        if not found.is_known or not terms:
            continue
        first = day_range(entry.since)[0]
        # Where the list is not kept up to date, the base may have the day of arrival for that of the credentials.
        last = day_range(entry.until)[1] if entry.until else first + dt.timedelta(days=90)
        held = sorted({t.tenure.person for t in terms if t.first <= last and first <= t.last})
        is_known = any(bears(person, entry.name, knowledge) for person in held)
        yield Official(entry, found.office.id, is_known, tuple(held))
