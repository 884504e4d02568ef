"""Scores extraction on a user's own annotations: reads them, extracts their texts, and prints figures and mistakes.

The figures themselves are `ingest.scoring`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

import msgspec

from graph.dates import day_range
from graph.errors import DateError, InputError
from ingest.scoring import Evaluation, Json, Mistake, evaluate

__all__ = ["evaluate", "evaluate_folders", "format_errors", "format_figures"]


class _Named(msgspec.Struct):
    name: str


class _Encounter(msgspec.Struct):
    kind: str
    status: str
    participants: list[_Named | str] | None = None
    parties: list[str] | None = None
    start: str | None = None
    end: str | None = None
    topics: list[str] | None = None


class _Statement(msgspec.Struct):
    speaker: str | None = None
    topics: list[str] | None = None


class _Agreement(msgspec.Struct):
    parties: list[str] | None = None
    topics: list[str] | None = None


class _Annotation(msgspec.Struct):
    """What the scorer relies on; further keys may stand beside."""

    encounters: list[_Encounter] | None = None
    statements: list[_Statement] | None = None
    agreements: list[_Agreement] | None = None
    people: list[_Named] | None = None


def evaluate_folders(
    folders: Sequence[Path],
    *,
    texts: Path | None = None,
    predictions: Path | None = None,
    model: str | None = None,
    on_document: Callable[[int], None] | None = None,
) -> Evaluation:
    """Score a user's annotations: NAME.json files, with their texts beside them, in `texts`, or already extracted.

    Args:
        folders: Where the annotations lie.
        texts: Where NAME.txt lies, if not beside NAME.json.
        predictions: What `extract --merge` printed for these texts, to be scored instead of extracting anew.
        model: An installed spaCy pipeline; None for our own.
        on_document: Called with the number of documents extracted so far.

    Raises:
        InputError: A folder holds no annotation, one of them has not the shape of our guide, or two share a name.
        ReadError: The text of one cannot be read.
    """
    gold: dict[str, Json] = {}
    homes: dict[str, Path] = {}
    for folder in folders:
        found = sorted(folder.glob("*.json"))
        if not found:
            raise InputError(f"{folder}: no annotation (NAME.json) in this folder")
        for path in found:
            if path.stem in homes:
                raise InputError(f"two annotations are called {path.stem!r}: in {homes[path.stem]} and {folder}")
            gold[path.stem] = _checked(path.read_bytes(), str(path))
            homes[path.stem] = folder
    extracted = _read_predictions(predictions) if predictions else _extract(gold, homes, texts, model, on_document)
    return evaluate(gold, extracted)


def _checked(data: bytes, where: str) -> Json:
    try:
        parsed: Json = msgspec.json.decode(data)
        checked = msgspec.convert(parsed, _Annotation)
        for encounter in checked.encounters or ():
            for day in (encounter.start, encounter.end):
                if day:
                    day_range(day[:10])
    except (msgspec.DecodeError, DateError) as error:
        raise InputError(f"{where}: {error}; docs/annotation.md shows the shape of an annotation") from error
    return parsed


def _read_predictions(path: Path) -> dict[str, Json]:
    rows: dict[str, Json] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            where = f"{path}, line {number}"
            row = _checked(line, where)
            if not isinstance(row.get("doc"), str):
                raise InputError(f"{where}: no `doc`; give what `extract` printed")
            name = PurePath(row["doc"])
            rows[name.stem if name.suffix in {".txt", ".json"} else row["doc"]] = row
    return rows


def _extract(
    gold: dict[str, Json],
    homes: dict[str, Path],
    texts: Path | None,
    model: str | None,
    on_document: Callable[[int], None] | None,
) -> dict[str, Json]:
    from ingest.build import extract
    from ingest.encounter_json import to_encounter_json
    from ingest.merging import merge
    from ingest.readers.draft import Draft, complete
    from ingest.readers.text import decode, parse_front_matter

    documents = []
    for name, annotated in sorted(gold.items()):
        path = (texts or homes[name]) / f"{name}.txt"
        if not path.is_file():
            raise InputError(
                f"{path}: the text of {homes[name] / (name + '.json')} is not there; say with --texts where it lies"
            )
        _, text = parse_front_matter(decode(path.read_bytes(), str(path)), str(path))
        draft = Draft(name, text, str(path))
        draft.fill(
            {
                "title": annotated.get("title"),
                "publisher": annotated.get("publisher"),
                "published": annotated.get("published") or annotated.get("published_hint"),
                "url": annotated.get("url"),
            },
            "field",
        )
        documents.append(complete(draft))
    records = []
    for record in extract(documents, model=model):
        records.append(record)
        if on_document is not None:
            on_document(len(records))
    clusters = {report: meeting.id for meeting in merge(records) for report in meeting.reports}
    return {record.document.name: to_encounter_json(record, clusters=clusters) for record in records}


def format_figures(figures: Json) -> str:
    """Return figures as lines of text."""
    lines = []
    for name, row in figures.items():
        if name == "attributes":
            lines += [f"{key:18} {cell['share']}  ({cell['right']} of {cell['of']})" for key, cell in row.items()]
        elif isinstance(row, dict):
            lines.append(
                f"{name:18} F1 {row['f1']:.3f}  P {row['precision']:.3f}  R {row['recall']:.3f}  gold {row['gold']} found {row['found']}"
            )
    return "\n".join([*lines, f"documents {figures['documents']}"])


def format_errors(errors: Sequence[Mistake]) -> str:
    """Return what is wrong, the commonest kind first."""
    counts = Counter(mistake.kind for mistake in errors)
    lines: list[str] = []
    for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"\n{kind} ({count})")
        lines += [f"  {mistake.doc}: {mistake.what}" for mistake in errors if mistake.kind == kind]
    return "\n".join(lines)
