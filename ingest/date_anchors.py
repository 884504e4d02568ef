"""What a date phrase is measured from: the document's day, and the day last named, which moves on from phrase to phrase.

"On 3 June they signed. The next day …"      June 4
"On 3 June 2010 they signed; on 5 July …"    of 2010, too
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from ingest.annotations import annotations_of
from ingest.date_words import DAY, YEAR_NUMBER
from ingest.datelines import FIRST_LINES, dateline_day
from ingest.tenses import governing_tense, is_among_past, is_what_one_left_for

RECENT = dt.timedelta(days=6)


@dataclass(slots=True)
class Anchor:
    """The day phrases are measured from, and the day (and the date of any precision) last named.

    `named_in` is the first token of the sentence that named that day, `named_end` where the phrase ends; `is_near` tells of the
    phrase at hand that this is its own sentence or the one before, `is_elsewhere` that a new paragraph has begun since, `is_aim` that
    it is of what somebody set out to do. `counts` are the days named so far, `stretch` the first and last of those last named together.
    """

    first: dt.date | None
    last: dt.date | None
    named: dt.date | None = None
    named_value: str | None = None
    named_at: int = -1
    is_explicit: bool = False
    told_year: tuple[int, int] | None = None
    tense: str | None = None
    among_past: bool = False
    is_aim: bool = False
    named_in: int = -1
    named_end: int = 0
    is_near: bool = False
    is_elsewhere: bool = False
    counts: Counter[dt.date] = field(default_factory=Counter)
    stretch: tuple[str, str] | None = None

    @property
    def day(self) -> dt.date | None:
        """The document's day where it is known exactly."""
        return self.first if self.first is not None and self.first == self.last else None

    @property
    def looked_back_from(self) -> dt.date | None:
        """The day that "the day before" is before: the one last named, in a new paragraph the one told of most so far."""
        if self.named is None or not self.is_elsewhere or self.day is None:
            return self.named or self.day
        recent = [day for day in self.counts if self.day - RECENT <= day <= self.day]
        return max(recent, key=lambda day: self.counts[day], default=self.day)


def anchor_day(doc: Doc) -> dt.date | None:
    """Return the day relative phrases are measured from, None where it is not known exactly."""
    return anchor_of(doc).day


def anchor_of(doc: Doc) -> Anchor:
    """Return what the first date phrase is measured from: the day of the dateline, else when the document was published."""
    annotations = annotations_of(doc)
    published = annotations.published
    dateline = dateline_day(annotations.text, published)
    if dateline is not None and (
        published is None or published[0] != published[1] or abs((published[0] - dateline).days) <= 3
    ):
        return Anchor(dateline, dateline)
    return Anchor(published[0], published[1]) if published else Anchor(None, None)


def turn_to(anchor: Anchor, span: Span) -> None:
    """Note how the phrase at hand stands: its tense, and whether the day last named is near."""
    anchor.tense = governing_tense(span)
    anchor.among_past = is_among_past(span)
    anchor.is_aim = is_what_one_left_for(span)
    anchor.told_year = _told_year(anchor, span)
    anchor.is_elsewhere = any(t.is_space and "\n" in t.text for t in span.doc[anchor.named_end : span.start])
    anchor.is_near = anchor.named_in in _this_and_last_sentence(span)


def _told_year(anchor: Anchor, span: Span) -> tuple[int, int] | None:
    """Return year and month of a date told with its year in this sentence or the one before: it holds for the next, too.

    "On 3 June 2010 they signed; on 5 July it was in force."
    """
    if not anchor.is_explicit or anchor.named_value is None or anchor.tense != "past":
        return None
    if anchor.named_at not in _this_and_last_sentence(span):
        return None
    if anchor.named_at != span.sent.start and len(anchor.named_value) != DAY and any(t.like_num for t in span):
        return None  # "in January 2004. On November 30 they spoke": of what the report is about
    return int(anchor.named_value[:4]), int(anchor.named_value[5:7])


def _this_and_last_sentence(span: Span) -> set[int]:
    """Return the first tokens of the sentence of a phrase and of the one before."""
    start = span.sent.start
    return {start, span.doc[start - 1].sent.start} if start else {start}


def remember(
    anchor: Anchor, span: Span, match: re.Match[str], kind: str, told: tuple[str, str], *, is_heading: bool
) -> None:
    """Note what a phrase named, for those after it; a day at the head of a part is that from which it is told."""
    value, what = told
    if what != "years":
        anchor.named_value, anchor.named_at = value, span.sent.start
        anchor.is_explicit = re.search(rf"{YEAR_NUMBER}$", match.group()) is not None and len(value) > len("2023")
    if len(value) != DAY or kind == "clause":
        return
    day = dt.date.fromisoformat(value)
    if is_heading:
        anchor.first = anchor.last = day
    # "Three days earlier" is a look back, behind which the text goes on from where it was.
    is_relative = kind == "ana" or (kind == "ago" and match["ago_w"] != "ago")
    if not is_relative or anchor.named is None or day >= anchor.named:
        anchor.named, anchor.named_in, anchor.named_end = day, span.sent.start, span.end
        if not (span.start < FIRST_LINES and day == anchor.day and kind not in {"wd", "rel"}):
            anchor.counts[day] += 1  # a dateline tells of no day
