"""A user's own tables of office holders: where they lie, and how they go before ours.

They have our three folders (people, offices, tenures), in `$DIPLOGRAPH_OFFICIALS`, else in the user's data folder. A
user's rows on a person in an office take the place of all of ours on the two; a user's row on an office that one person
holds at a time ends our open row on somebody who came before.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import InputError
from graph.model import Office
from ingest.officials_model import KnownPerson, Term, is_shared, make_term
from ingest.officials_tables import table_files

VARIABLE = "DIPLOGRAPH_OFFICIALS"
TABLES = ("people", "offices", "tenures")


def default_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where a user's tables lie when `$DIPLOGRAPH_OFFICIALS` does not say: in the user's data folder."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "darwin":
        data = home / "Library" / "Application Support"
    elif platform == "win32":
        data = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "diplograph" / "officials"


def own_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder of the user's tables, None where there is none.

    Raises:
        InputError: `$DIPLOGRAPH_OFFICIALS` names a folder that is not there.
    """
    named = environment.get(VARIABLE)
    if named:
        if not Path(named).is_dir():
            raise InputError(
                f"${VARIABLE} is {named}, and there is no such folder; "
                f"`diplograph officials import FILE --to {named}` makes it, or unset the variable"
            )
        return Path(named)
    usual = default_folder(environment)
    return usual if usual.is_dir() else None


@dataclass(frozen=True, slots=True)
class Target:
    """Where to import to; `is_used` if commands read it as things stand, else after `setting`."""

    path: Path
    is_used: bool
    setting: str


def target_folder(to: Path | None, environment: Mapping[str, str] = os.environ) -> Target:
    """Return the folder to import to: the one given, else `$DIPLOGRAPH_OFFICIALS`, else the user's data folder."""
    used = Path(environment.get(VARIABLE) or default_folder(environment))
    path = to or used
    return Target(path, path.resolve() == used.resolve(), f"{VARIABLE}={path.resolve()}")


def own_files(folder: Path) -> list[Path]:
    """Return the tables of a folder, sorted."""
    return [path for table in TABLES for path in table_files(folder, table)]


def own_hash(folder: Path | None) -> str | None:
    """Return a hash of the user's tables, None where they have none."""
    files = own_files(folder) if folder else []
    if not files:
        return None
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.parent.name}/{path.name}".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def over_people(ours: Mapping[str, KnownPerson], own: Mapping[str, KnownPerson]) -> dict[str, KnownPerson]:
    """Return people by id; a user's row gives the name and the source, and what it leaves out stays ours."""
    people = dict(ours)
    for identifier, person in own.items():
        known = people.get(identifier)
        if known is not None:
            names = {known.name, *known.aliases, *person.aliases} - {person.name}
            person = KnownPerson(
                identifier,
                person.name,
                person.country or known.country,
                person.gender or known.gender,
                person.born or known.born,
                tuple(sorted(names)),
                person.source,
            )
        people[identifier] = person
    return dict(sorted(people.items()))


def over_offices(
    ours: tuple[dict[str, Office], dict[str, tuple[str, ...]]],
    own: tuple[dict[str, Office], dict[str, tuple[str, ...]]],
) -> tuple[dict[str, Office], dict[str, tuple[str, ...]]]:
    """Return offices and their titles by id; a user's row gives title, country and post, and our titles stay too."""
    offices = dict(sorted({**ours[0], **own[0]}.items()))
    aliases = {
        identifier: tuple(dict.fromkeys((*own[1].get(identifier, ()), *ours[1].get(identifier, ()))))
        for identifier in offices
    }
    return offices, aliases


def over_terms(ours: Iterable[Term], own: Iterable[Term], offices: Mapping[str, Office]) -> list[Term]:
    """Return the terms that hold when a user's are laid over ours."""
    own = list(own)
    said = {(term.tenure.person, term.tenure.office) for term in own}
    begun: dict[str, list[Term]] = defaultdict(list)
    for term in own:
        if term.tenure.since and not term.tenure.acting and not is_shared(offices[term.tenure.office]):
            begun[term.tenure.office].append(term)
    kept = [
        _ended(term, begun[term.tenure.office]) for term in ours if (term.tenure.person, term.tenure.office) not in said
    ]
    return [*kept, *own]


def _ended(term: Term, later: Iterable[Term]) -> Term:
    """Return an open term of ours with the day on which somebody followed by the user's rows."""
    if term.tenure.until is not None:
        return term
    following = [each for each in later if each.first > term.first]
    if not following:
        return term
    first = min(following, key=lambda each: (each.first, each.last, each.tenure.person))
    source = f"{term.tenure.source}; its end: {first.tenure.source}"
    return make_term(replace(term.tenure, until=first.tenure.since, source=source))
