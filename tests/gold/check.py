"""Check gold annotations: one JSON file for each document, in the shape that `diplograph extract` gives.

    python -m tests.gold.check tests/gold/seeds tests/gold/dev

Texts are looked up as `NAME.txt` in the folder given as `texts`, else beside the JSON file, in `seeds/` and in
`training/corpus/`; inline marks are taken off first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import InputError
from training.corpus_format import parse_document

ROOT = Path(__file__).resolve().parents[2]

KINDS = {"meeting", "call", "visit", "conference"}
STATUSES = {"held", "planned", "proposed", "postponed", "cancelled", "declined"}
TOPICS = set(
    """aid arms-control arms-sales aviation bilateral-relations border-dispute climate consular cyber
    defence-cooperation democracy detainees economy education energy espionage export-controls fentanyl food-security
    gaza-war health human-rights infrastructure investment maritime-security media-access migration
    military-communications missile-tests nuclear-programme peace-talks people-to-people refugees regional-security
    sanctions south-china-sea space surveillance-balloon syria-war taiwan tariffs technology terrorism trade
    ukraine-war visas water""".split()
)
ENCOUNTER_KEYS = {
    "id", "cluster", "kind", "status", "participants", "parties", "start", "end", "city", "country", "venue",
    "duration_minutes", "topics", "evidence",
}  # fmt: skip
DOCUMENT_KEYS = {"doc", "title", "publisher", "published", "encounters", "statements", "agreements", "people"}
PERSON_KEYS = {"name", "country", "office", "official"}

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_CLUSTER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*-\d{4}(-\d{2}(-\d{2})?)?")


def find_text(name: str, folder: Path, texts: Path | None) -> Path | None:
    """Return the file that holds a document's text, None if there is none."""
    places = [texts] if texts else [folder, ROOT / "seeds", ROOT / "training" / "corpus"]
    return next((place / f"{name}.txt" for place in places if (place / f"{name}.txt").is_file()), None)


def is_date(value: object) -> bool:
    """Tell whether a value is an existing ISO day, month or year."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_topics(item: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the topics of an encounter, statement or agreement."""
    topics = item.get("topics")
    if not isinstance(topics, list):
        yield "topics is no list"
        return
    if unknown := sorted(set(topics) - TOPICS):
        yield f"unknown topics {unknown}"
    if topics != sorted(set(topics)):
        yield "topics are not sorted or not unique"


def check_parties(item: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the parties of an encounter or agreement."""
    parties = item.get("parties")
    if not isinstance(parties, list):
        yield "parties is no list"
        return
    if parties != sorted(set(parties)):
        yield "parties are not sorted or not unique"
    if odd := [code for code in parties if not _CODE.fullmatch(code)]:
        yield f"parties {odd} are no codes"


def check_encounter(item: dict[str, Any], people: set[str]) -> Iterator[str]:
    """Yield what is wrong with one encounter."""
    if missing := sorted(ENCOUNTER_KEYS - item.keys()):
        yield f"lacks {', '.join(missing)}"
        return
    if item["kind"] not in KINDS:
        yield f"unknown kind {item['kind']!r}"
    if item["status"] not in STATUSES:
        yield f"unknown status {item['status']!r}"
    if not _CLUSTER.fullmatch(item["cluster"]):
        yield f"cluster {item['cluster']!r} is not who-who-where-yyyy-mm"
    names = [participant["name"] for participant in item["participants"]]
    if strangers := sorted(set(names) - people):
        yield f"participants {strangers} are not in people"
    if len(names) != len(set(names)):
        yield "a participant stands twice"
    if not names and len(item["parties"]) < 2 and item["kind"] != "conference":
        yield "fewer than two sides"
    if item["kind"] == "visit" and (not names or len(item["parties"]) < 2):
        yield "a visit needs a visitor and a host"
    for key in ("start", "end"):
        if item[key] is not None and not is_date(item[key]):
            yield f"{key} {item[key]!r} is no ISO date"
    if (item["start"] is None) != (item["end"] is None):
        yield "only one of start and end is given"
    elif item["start"] and item["start"][: len(item["end"])] > item["end"]:
        yield "ends before it starts"
    duration = item["duration_minutes"]
    if duration is not None and (not isinstance(duration, int) or duration <= 0):
        yield f"duration {duration!r} is no number of minutes"
    yield from check_topics(item)
    yield from check_parties(item)


def check_people(people: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with the list of people."""
    names = [person.get("name", "") for person in people]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield f"people {twice} stand twice"
    for person in people:
        if missing := sorted(PERSON_KEYS - person.keys()):
            yield f"person {person.get('name')!r} lacks {', '.join(missing)}"
        elif not isinstance(person["official"], bool):
            yield f"person {person['name']!r}: official is neither true nor false"


def check_document(gold: dict[str, Any], text: str) -> Iterator[str]:
    """Yield what is wrong with the annotation of one document, whose plain text is given."""
    if missing := sorted(DOCUMENT_KEYS - gold.keys()):
        yield f"lacks {', '.join(missing)}"
        return
    if gold["published"] is not None and not is_date(gold["published"]):
        yield f"published {gold['published']!r} is no ISO date"
    yield from check_people(gold["people"])
    people = {person.get("name", "") for person in gold["people"]}
    ids = [encounter.get("id") for encounter in gold["encounters"]]
    if len(ids) != len(set(ids)):
        yield "two encounters have one id"
    for encounter in gold["encounters"]:
        yield from (f"encounter {encounter.get('id')}: {problem}" for problem in check_encounter(encounter, people))
    for number, statement in enumerate(gold["statements"], 1):
        problems = list(check_topics(statement))
        problems += [
            f"{role} {statement[role]!r} is not in people"
            for role in ("speaker", "addressee")
            if not (statement[role] in people or (role == "addressee" and statement[role] is None))
        ]
        yield from (f"statement {number}: {problem}" for problem in problems)
    for number, agreement in enumerate(gold["agreements"], 1):
        problems = [*check_topics(agreement), *check_parties(agreement)]
        if not agreement.get("parties"):
            problems.append("has no parties")
        yield from (f"agreement {number}: {problem}" for problem in problems)
    for section in ("encounters", "statements", "agreements"):
        for number, item in enumerate(gold[section], 1):
            evidence = item.get("evidence")
            if not evidence or evidence not in text:
                yield f"{section} {number}: evidence is not in the text: {str(evidence)[:60]!r}"


def check_file(path: Path, texts: Path | None = None) -> list[str]:
    """Return what is wrong with one gold file and its text, a line for each problem."""
    name = path.stem
    source = find_text(name, path.parent, texts)
    if source is None:
        return [f"{name}: no text; put {name}.txt beside the JSON file, in seeds/ or in training/corpus/"]
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = parse_document(source.read_text(encoding="utf-8"), name).text
    except (InputError, json.JSONDecodeError) as error:
        return [f"{name}: {error}"]
    if not isinstance(gold, dict):
        return [f"{name}: no JSON object"]
    problems = list(check_document(gold, text))
    if gold.get("doc") != name:
        problems.insert(0, f"doc is {gold.get('doc')!r}, the file is called {name!r}")
    return [f"{name}: {problem}" for problem in problems]


def check(folder: str | Path, texts: str | Path | None = None) -> list[str]:
    """Return what is wrong with the gold files of a folder, a line for each problem; empty if all is well.

    Args:
        folder: Holds NAME.json files.
        texts: Holds NAME.txt, marked or plain; by default they are looked for beside the JSON, in seeds/ and in
            training/corpus/.
    """
    paths = sorted(Path(folder).glob("*.json"))
    if not paths:
        return [f"{folder}: no .json file"]
    return [problem for path in paths for problem in check_file(path, Path(texts) if texts else None)]


def main() -> int:
    """Check folders and return the exit code."""
    parser = argparse.ArgumentParser(description="Check gold annotations.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path, help="where the NAME.txt files are")
    arguments = parser.parse_args()
    problems = [problem for folder in arguments.folders for problem in check(folder, arguments.texts)]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "well-formed\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
