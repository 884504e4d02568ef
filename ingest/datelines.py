"""Days at the heads of texts and of their parts: datelines, the lines of diaries, the times of day of live reports.

"MOSCOW, March 20 (Agency) –"     2023-03-20 in a report of March 21, 2023
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc

from ingest.annotations import TimeMention, annotations_of
from ingest.date_words import DAY_NUMBER, MONTH_NAME, WEEKDAY_NAME, YEAR_NUMBER, day_of, month_of

FIRST_LINES = 60  # tokens within which a dateline stands
DATELINE_LENGTH = 60  # characters


def dateline_day(text: str, published: tuple[dt.date, dt.date] | None) -> dt.date | None:
    """Return the day of a dateline in the first lines ("MOSCOW, March 20 (Agency) –"), with the year it must be of."""
    head = text[:600]
    match = re.search(
        rf"^[A-Z][A-Z .,’'-]{{2,40}}[A-Z][^\n]{{0,25}}?,? (?:(?P<m>{MONTH_NAME}) (?P<d>{DAY_NUMBER})|(?P<d2>{DAY_NUMBER}) (?P<m2>{MONTH_NAME}))\b(?:,? (?P<y>{YEAR_NUMBER}))?",
        head,
        re.MULTILINE,
    )
    if match is None:
        return None
    month, day = month_of(match["m"] or match["m2"]), day_of(match["d"] or match["d2"])
    year = int(match["y"]) if match["y"] else (published[1].year if published else None)
    if year is None:
        return None
    try:
        found = dt.date(year, month, day)
        if published and not match["y"] and found > published[1] + dt.timedelta(days=2):
            found = dt.date(year - 1, month, day)
    except ValueError:
        return None
    return found


def is_of_dateline(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date phrase stands in the dateline: "MOSCOW, March 20 (Agency) –", "Oslo, May 2 (NB) The"."""
    start = doc[time.start].sent.start_char
    if time.start > FIRST_LINES:
        return False
    text = annotations_of(doc).text[start:]
    mixed = _MIXED_DATELINE.match(text)
    if mixed is not None:
        return doc[time.start].idx < start + mixed.end()
    line = re.match(r"[^\n]*?[–—/-]{1,2} |[^\n]{0,60}", text)
    if line is None or not doc[time.start].sent[0].text.isupper():
        return False
    before = doc[doc[time.start].sent.start : time.start]
    if before.text.startswith("A ") or any(t.pos_ in {"VERB", "AUX"} and not t.text.isupper() for t in before):
        return False  # "UN chief Kay met her on Monday."
    return doc[time.start].idx < start + line.end() and len(line.group()) < DATELINE_LENGTH


_MIXED_DATELINE = re.compile(
    rf"(?:[A-Z][\w’'-]+ ?){{1,3}}, (?:{MONTH_NAME}|[A-Z][a-z]{{2}}) {DAY_NUMBER}(?:,? {YEAR_NUMBER})?(?: ?\(| ?[-–—:]|, [A-Z]{{2,6}} --)"
)
CLOCK_LINES = 3
_CLOCK_LINE = re.compile(r"^\s*\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?\b", re.MULTILINE)


def is_live(doc: Doc) -> bool:
    """Tell whether a text is a live report, its paragraphs opened by the time of day."""
    return len(_CLOCK_LINE.findall(annotations_of(doc).text)) >= CLOCK_LINES


DIARY_LINES = 2  # lines with nothing but a day, from which a text is a diary
_DAY_LINE = re.compile(
    rf"^[ \t]*(?:{WEEKDAY_NAME},? )?(?P<day>{MONTH_NAME} {DAY_NUMBER}|{DAY_NUMBER} {MONTH_NAME})(?:,? {YEAR_NUMBER})?[ \t]*:?[ \t]*$",
    re.MULTILINE,
)


def diary_headings(text: str) -> set[int]:
    """Return where the lines of a diary stand that have nothing but a day; none where the text is no diary."""
    found = {match.start("day") for match in _DAY_LINE.finditer(text)}
    return found if len(found) >= DIARY_LINES else set()
