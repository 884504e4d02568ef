"""Prints how well `ingest.dates` finds and reads date phrases, on public texts with dates marked by hand.

    python -m bench.time_expressions FOLDER [--errors]

Source: GUM, the Georgetown University Multilayer corpus (Zeldes 2017; annotations CC BY 4.0, texts under their own free
licences), which marks dates in the manner of TEI. FOLDER holds its `.conllu` files, where MISC has the marks:
`XML=<date when:::"2010-05">`, `from` and `to`, `notBefore` and `notAfter`; a mark opens before its token, `</date>` closes it
behind one.

Each document is read whole, as of the day its metadata give (`dateCreated`, else `dateModified`, else `dateCollected`).
A marked date counts as found where a phrase of ours overlaps it. Its value is compared where it is a day, a month, a year
or a closed range of the common era, as the first and last day that it may mean: both must be the same. Where two marked dates are the
ends of one range of ours ("2011–2017", "from 20 November to 11 December"), each is compared with its end.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.dates import day_range
from graph.errors import DateError, ReadError
from graph.keys import document_id
from graph.model import Document
from ingest.annotations import annotations_of
from ingest.nlp import annotate, load_pipeline

KINDS = ("day", "month", "year", "range")
_TAG = re.compile(r"<date(?P<attributes>[^>]*)>|(?P<close></date>)")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_DATED = re.compile(r"^# meta::(dateCreated|dateModified|dateCollected) = (\d{4}(?:-\d{2}){0,2})$")


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """A date marked in a text: where, of what kind, and its first and last day; None where these are open."""

    start: int
    end: int
    kind: str
    days: tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document with its marked dates."""

    name: str
    text: str
    published: str | None
    dates: tuple[MarkedDate, ...]


def meaning(attributes: dict[str, str]) -> tuple[str, tuple[dt.date, dt.date] | None]:
    """Return the kind of a mark and the days it means; `other` and None where it is open, partial or of another era.

    Example:
        >>> meaning({"when": "2010-05"})[1][1].isoformat()
        '2010-05-31'
    """
    if "when" in attributes:
        first = last = attributes["when"]
        kind = {4: "year", 7: "month", 10: "day"}.get(len(first), "other")
    else:
        first, last = attributes.get("from", ""), attributes.get("to", "")
        kind = "range"
    if not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", value) for value in (first, last)):
        return "other", None
    try:
        return kind, (day_range(first)[0], day_range(last)[1])
    except DateError:
        return "other", None


def read_marked(path: Path) -> MarkedText:
    """Return the text and the marked dates of one `.conllu` file.

    Raises:
        ReadError: A mark is closed that was not opened.
    """
    text, dates, opened = "", list[MarkedDate](), list[tuple[int, dict[str, str]]]()
    days: dict[str, str] = {}
    inside = 0  # the last word of a token of several words, whose letters stand in the line before
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        dated = _DATED.match(line)
        if dated:
            days[dated[1]] = dated[2]
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            inside = 0
            continue
        is_part = "-" not in cells[0] and int(cells[0]) <= inside
        if "-" in cells[0]:
            inside = int(cells[0].split("-")[1])
        start, end = len(text), len(text)
        if not is_part:
            text += cells[1]
            end = len(text)
            text += "" if "SpaceAfter=No" in cells[9].split("|") else " "
        for tag in _TAG.finditer(cells[9]):
            if not tag["close"]:
                opened.append((start, dict(_ATTRIBUTE.findall(tag["attributes"]))))
            elif opened:
                at, attributes = opened.pop()
                dates.append(MarkedDate(at, max(end, at + 1), *meaning(attributes)))
            else:
                raise ReadError(f"{path}, line {number}: </date> closes nothing; take the file from its source again")
    published = next((days[key] for key in ("dateCreated", "dateModified", "dateCollected") if key in days), None)
    return MarkedText(path.stem, text, published, tuple(dates))


def compare(marked: MarkedText) -> Iterator[tuple[MarkedDate, str, tuple[str, ...]]]:
    """Yield each marked date with "right", "wrong", "found" (value not comparable) or "missed", and what we read there."""
    nlp = load_pipeline(None)
    document = Document(document_id(text=marked.text), marked.name, marked.text, published=marked.published)
    doc = annotate(nlp, document)
    spans = [(doc[t.start : t.end_token], t) for t in annotations_of(doc).times]
    for date in marked.dates:
        here = [t for span, t in spans if span.start_char < date.end and date.start < span.end_char and t.value]
        read = tuple(t.value + (f"/{t.end}" if t.end else "") for t in here)
        if not here:
            yield date, "missed", read
        elif date.days is None:
            yield date, "found", read
        else:
            whole = (day_range(here[0].value)[0], day_range(here[-1].end or here[-1].value)[1])
            ends = [day_range(value) for value in (here[0].value, here[0].end) if value and here[0].end]
            yield date, "right" if date.days in (whole, *ends) else "wrong", read


def main() -> None:
    """Print a table by kind of date; with `--errors`, the phrases missed and misread, digits as 0, by how often."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="also print what was missed and misread")
    arguments = parser.parse_args()
    counts = Counter[tuple[str, str]]()
    errors = Counter[tuple[str, str, str]]()
    for path in sorted(arguments.folder.glob("*.conllu")):
        marked = read_marked(path)
        for date, how, read in compare(marked):
            counts[date.kind, how] += 1
            if how in {"missed", "wrong"}:
                phrase = re.sub(r"\d", "0", marked.text[date.start : date.end])
                meant = "/".join(day.isoformat() for day in date.days) if date.days else "open"
                errors[how, date.kind, phrase if how == "missed" else f"{phrase}: {' '.join(read)}, not {meant}"] += 1
    print("| date marked | marked | found | value right among those found |\n|---|---|---|---|")
    for kind in (*KINDS, "other"):
        of_kind = {how: counts[kind, how] for how in ("right", "wrong", "found", "missed")}
        total, compared = sum(of_kind.values()), of_kind["right"] + of_kind["wrong"]
        found = total - of_kind["missed"]
        right = f"{of_kind['right'] / compared:.3f}" if compared else "–"
        print(f"| {kind} | {total} | {found / max(1, total):.3f} | {right} |")
    total, compared = sum(counts.values()), sum(n for (_, how), n in counts.items() if how in {"right", "wrong"})
    found = total - sum(n for (_, how), n in counts.items() if how == "missed")
    right = sum(n for (_, how), n in counts.items() if how == "right")
    print(f"| all | {total} | {found / max(1, total):.3f} | {right / max(1, compared):.3f} |")
    for (how, kind, what), count in errors.most_common() if arguments.errors else ():
        print(f"{count:4} {how} {kind}: {what}")


if __name__ == "__main__":
    main()
