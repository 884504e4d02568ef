"""Finds date phrases and durations in a Doc and tells which days and how many minutes they mean.

    "on Monday" (published Tuesday 2023-06-20)     2023-06-19
    "in February"                                  2023-02
    "September 16 and 17"                          2023-09-16 to 2023-09-17
    "more than three hours"                        180 minutes, at least

A bare weekday means the most recent one, today included; with a future verb the next one (right in 90.6 % of gold cases,
against 46.1 % for "strictly before today").

Source:
    TIMEX3 of TimeML 1.2.1, anchored values.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from graph.dates import day_range
from graph.model import DurationQualifier
from ingest.annotations import DurationMention, MentionKind, TimeMention, annotations_of

MONTHS = {name.casefold(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS = {name.casefold(): i for i, name in enumerate(calendar.day_name)}
NUMBERS = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
NUMBERS |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "a": 1,
    "an": 1,
    "several": 0,
    "dozen": 12,
}


def count_of(number: str) -> int:
    """Return the number that a word or figures tell: "two", "12"."""
    return NUMBERS[number.casefold()] if number.isalpha() else int(number)


ORDINALS = {
    word: i + 1
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split()
    )
} | {
    f"twenty-{word}": 21 + i
    for i, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split())
}

_LATE_ORDINALS = [
    word for word, number in ORDINALS.items() if number > 3
]  # "on the second" is more often another thing

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
_BARE = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"  # months without a full stop, beside a day alone
_MONTH_OF_DAY = rf"(?:{_MONTH}|{_BARE})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d|20)\d\d"
_LATE_YEAR = r"(?:19|20)\d\d"  # of a number that stands alone: those before are more often counts
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_N = r"(?:\d+|[Aa]n?|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety))"
_PHRASE = re.compile(
    "|".join(
        (
            rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)",
            rf"(?P<mdrange>\b(?P<mr_m>{_MONTH_OF_DAY}) (?P<mr_a>{_DAY}) ?(?:-|–|to|and|through|until) ?(?:(?P<mr_m2>{_MONTH_OF_DAY}) )?(?P<mr_b>{_DAY})\b(?:,? (?P<mr_y>{_YEAR}))?)",
            rf"(?P<dmdm>\b(?P<dd_a>{_DAY}) (?P<dd_m>{_MONTH}) ?(?:-|–|to|until) ?(?P<dd_b>{_DAY}) (?P<dd_m2>{_MONTH})\b(?:,? (?P<dd_y>{_YEAR}))?)",
            rf"(?P<dmrange>\b(?P<dr_a>{_DAY}) ?(?:-|–|to|and|through|until) ?(?P<dr_b>{_DAY}) (?:of )?(?P<dr_m>{_MONTH_OF_DAY})\b(?:,? (?P<dr_y>{_YEAR}))?)",
            rf"(?P<md>\b(?P<md_m>{_MONTH_OF_DAY}) (?P<md_d>{_DAY})\b(?!\d)(?:,? (?P<md_y>{_YEAR}|(?:of )?(?:last|this|next) year\b))?)",
            rf"(?P<dm>\b(?P<dm_d>{_DAY}) (?:of )?(?P<dm_m>{_MONTH_OF_DAY})\b(?:,? (?P<dm_y>{_YEAR}|(?:of )?(?:last|this|next) year\b))?)",
            rf"(?P<lastdayof>\b(?:the )?last day of (?P<ld_m>{_MONTH}))",
            rf"(?P<my>\b(?:(?P<my_q>early|late|mid)[- ])?(?P<my_m>{_MONTH})(?: of|,)? (?P<my_y>{_YEAR})\b)",
            rf"(?P<wd>\b(?:(?P<wd_r>(?i:last|next|this|this coming|the coming|the following|the previous)) )?(?P<wd_d>{_WEEKDAY})(?:(?P<wd_w>,? (?:of )?(?:last|next) week)| last)?\b(?! (?:Times|Telegraph|Agreement|Mail|Post)\b)(?!,? \(?(?:the )?(?:{_MONTH} {_DAY}|{_DAY} (?:of )?{_MONTH})\b))",
            r"(?P<rel>\b(?i:the day before yesterday|the day after tomorrow|earlier (?:on )?today|later (?:on )?today|(?:earlier|later) in the day|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night)\b)",
            r"(?P<ana>\b(?:[Tt]he (?:day before|day after|(?:previous|following|next|same) (?:day|morning|afternoon|evening|night)|(?:morning|evening|night) (?:before|after))|[Tt]hat (?:same )?(?:morning|afternoon|evening|night|day)|[Aa] day (?:earlier|later))\b|\b[Aa] day (?:before|after)\b(?=\W*[.,;]))",
            rf"(?P<ago>\b(?P<ago_n>{_N}) (?P<ago_u>days?|weeks?|months?|years?) (?P<ago_w>ago|earlier|later|before(?! (?:the|his|her|its|their|an?)\b)|after that)\b)",
            r"(?P<unit>\b(?i:(?:(?P<un_q>earlier|later|late|early) )?(?P<un_r>last|this|next|the coming|the past|the previous|the following) (?P<un_u>week|month|year|weekend|spring|summer|autumn|fall|winter)|(?:(?:at|over|during|for|spent|spend|spends|spending) )?the (?:whole )?weekend)\b)",
            rf"(?P<clause>\b(?P<cl_n>{_N}) (?P<cl_u>days?|weeks?) (?P<cl_w>after|before)\b(?! (?:that|this|then|an?)\b))",
            r"(?P<since>\b(?i:in|over|during) the (?:weeks|months) (?:after|since) (?:that|then)\b|\b(?i:in|over|during) the (?:weeks|months) that followed\b)",
            r"(?P<soon>\b(?i:later (?:in the|this) week|before the week (?:is|was) out|(?:in|over|within) (?:the )?(?:coming|next few) days|within days|by the end of the week|earlier (?:in the|this) week)\b)",
            rf"(?P<ordinal>\b[Oo]n the (?P<or_d>(?:(?:{'|'.join(_LATE_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?=\s*[,.;:]| (?:he|she|they|it|and|the|in|at) | [A-Z])|(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?= of (?:the same|that) month\b))))",
            r"(?P<thisyear>\b(?i:before the (?:spring|summer|autumn|fall|winter)(?:[’']s| is)? ?(?:out|over)?|in the (?:spring|summer|winter)|later in the year|later this year|in the second half of (?:the|this) year|before (?:the year is out|the end of the year|the year[’']s end)|by (?:the end of the year|year[’']s end|year-end)|at the end of the year|in the (?:fall|autumn)|over the next few months|in (?:the )?coming months|in the months ahead)\b)",
            rf"(?P<mon>\b(?:(?P<mo_q>early|late|mid|earlier|last|next|this|since|that|the same)[- ])?(?P<mo_m>{_MONTH})\b(?! \d)(?P<mo_y>,? (?:of )?(?:the same|that|last|this|next|the previous|the following) year\b)?)",
            rf"(?P<years>\b(?:(?:from|in|of|between|since|until|by|for|during) )?(?P<ys_a>{_YEAR}) ?(?:–|—|-|to|and|until|through) ?(?P<ys_b>{_YEAR})\b(?!-))",
            r"(?P<decade>\b(?:(?:the|early|late|mid)[- ]){0,3}(?P<de_y>(?:1\d|20)\d0)[’']?s\b)",
            r"(?P<century>\b(?:(?:the|early|late|mid|first half of the|second half of the)[- ]){0,2}(?P<ce_n>\d{1,2}(?:th|st|nd|rd)|(?i:seventeenth|eighteenth|nineteenth|twentieth|twenty-first))[ -](?i:century))",
            r"(?P<thatyear>\b(?i:later |earlier )?(?:[Tt]hat|[Tt]he same) year\b)",
            rf"(?P<yr>\b(?:(?P<yr_q>early|late|mid)[- ])?(?:in|since|of|from|until|by|during|for|back in|before|after|,|–|through) (?:(?:early|late|mid)[- ])?(?P<yr_y>{_LATE_YEAR})\b(?!-))",
            r"(?P<oldyear>\b(?i:in|since|of|until|from) (?P<oy_y>1[5-8]\d\d)(?=[,.;:)]| (?:and|to|by|when|with|he|she|it|they|as|at|on|the|a)\b))",
        )
    )
)
_FUTURE = re.compile(
    r"\b(?:will|shall|[’']ll|is (?:due|set|scheduled|expected|to|planned)|are (?:due|set|scheduled|expected|to|planned)|due (?:to|in|on)|going to|next(?! to\b)|upcoming|plans? to|hopes? to|later(?! on\b)|tomorrow|ahead of|scheduled|leaves|departs|flies|travels|heads (?:to|for)|arrives|lands|ends|begins|starts|opens|closes|concludes|kicks off|returns)\b|\b(?:until|by|before)\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|met|held|said|told|after|earlier|last|visited|received|began|arrived)\b", re.IGNORECASE
)
_WAS_DUE = re.compile(r"\b(?:had been|was|were|been) (?:due|set|scheduled|expected|planned|to)\b", re.IGNORECASE)
DAY = len("2023-06-19")  # of a value that is a day
MONTH = len("2023-06")
_DUE_WITHIN = 120  # days
_BEHIND = re.compile(r"\b(?:since|after|(?<!\bthe )following(?: [\w’'-]+){1,6} on)\s*$", re.IGNORECASE)
_LATER_ON = re.compile(r"\blater on\s*$", re.IGNORECASE)  # "was to see her later on Friday": the day that is told of
_PUT_OFF = re.compile(
    r"\b(?:(?:put off|pushed back|postpon|delay|defer|adjourn|reschedul|moved)[^.;]*\b(?:until|till|to|for)|(?:extend|prolong)\w*\b[^.;]*\b(?:until|till))\s*$",
    re.IGNORECASE,
)
_PLANNED_FOR = re.compile(
    r"(?<!been )(?<!had )\b(?:planned|scheduled|slated|billed) (?:for|on|to (?:start|begin|open)(?: on)?)\s*$"
)
_MOVED = re.compile(r"[^.;]*\b(?:moved|brought forward|rescheduled)\b")  # behind the day something was planned for
_VERB_MAY = frozenset({"may", "march"})


RECENT = dt.timedelta(days=6)


@dataclass(slots=True)
class _Anchor:
    """The day phrases are measured from, and the day (and the date of any precision) last named.

    `named_in` is the first token of the sentence that named that day, `named_end` where the phrase ends; `is_near` tells of the
    phrase at hand that this is its own sentence or the one before, `is_elsewhere` that a new paragraph has begun since. `counts`
    are the days named so far.
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
    named_in: int = -1
    named_end: int = 0
    is_near: bool = False
    is_elsewhere: bool = False
    counts: Counter[dt.date] = field(default_factory=Counter)

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


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.casefold(), 0)


def _month(word: str) -> int:
    return MONTHS[word.casefold().rstrip(".")]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def dateline_day(text: str, published: tuple[dt.date, dt.date] | None) -> dt.date | None:
    """Return the day of a dateline in the first lines ("MOSCOW, March 20 (Agency) –"), with the year it must be of."""
    head = text[:600]
    match = re.search(
        rf"^[A-Z][A-Z .,’'-]{{2,40}}[A-Z][^\n]{{0,25}}?,? (?:(?P<m>{_MONTH}) (?P<d>{_DAY})|(?P<d2>{_DAY}) (?P<m2>{_MONTH}))\b(?:,? (?P<y>{_YEAR}))?",
        head,
        re.MULTILINE,
    )
    if match is None:
        return None
    month, day = _month(match["m"] or match["m2"]), _day_number(match["d"] or match["d2"])
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
    mixed = _MIXED_DATELINE.match(doc.text[start:])
    if mixed is not None:
        return doc[time.start].idx < start + mixed.end()
    line = re.match(r"[^\n]*?[–—/-]{1,2} |[^\n]{0,60}", doc.text[start:])
    if line is None or not doc[time.start].sent[0].text.isupper():
        return False
    return doc[time.start].idx < start + line.end() and len(line.group()) < DATELINE_LENGTH


_MIXED_DATELINE = re.compile(
    rf"(?:[A-Z][\w’'-]+ ?){{1,3}}, (?:{_MONTH}|[A-Z][a-z]{{2}}) {_DAY}(?:,? {_YEAR})?(?: ?\(| ?[-–—]|, [A-Z]{{2,6}} --)"
)
FIRST_LINES = 60  # tokens within which a dateline stands
DATELINE_LENGTH = 60  # characters


_CLOCK_LINE = re.compile(r"^\s*\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?\b", re.MULTILINE)


def is_live(doc: Doc) -> bool:
    """Tell whether a text is a live report, its paragraphs opened by the time of day."""
    return len(_CLOCK_LINE.findall(doc.text)) >= CLOCK_LINES


CLOCK_LINES = 3
_DAY_LINE = re.compile(
    rf"^[ \t]*(?:{_WEEKDAY},? )?(?P<day>{_MONTH} {_DAY}|{_DAY} {_MONTH})(?:,? {_YEAR})?[ \t]*:?[ \t]*$", re.MULTILINE
)
DIARY_LINES = 2  # lines with nothing but a day, from which a text is a diary


def anchor_day(doc: Doc) -> dt.date | None:
    """Return the day relative phrases are measured from, None where it is not known exactly."""
    return _anchor_of(doc).day


def _anchor_of(doc: Doc) -> _Anchor:
    published = annotations_of(doc).published
    dateline = dateline_day(doc.text, published)
    if dateline is not None and (
        published is None or published[0] != published[1] or abs((published[0] - dateline).days) <= 3
    ):
        return _Anchor(dateline, dateline)
    return _Anchor(published[0], published[1]) if published else _Anchor(None, None)


def find_times(doc: Doc) -> list[TimeMention]:
    """Return date phrases in text order, resolved against the document's date."""
    anchor = _anchor_of(doc)
    found: list[TimeMention] = []
    text = doc.text  # made anew at each use
    headings = {match.start("day") for match in _DAY_LINE.finditer(text)}
    is_diary = len(headings) >= DIARY_LINES
    unsure: list[int] = []  # weekdays that hang on no verb
    dated: set[str] = set()  # days named by their date
    for match in _PHRASE.finditer(text):
        kind = str(
            match.lastgroup
            and next(
                name
                for name in (
                    "iso",
                    "mdrange",
                    "dmdm",
                    "dmrange",
                    "md",
                    "dm",
                    "lastdayof",
                    "my",
                    "wd",
                    "rel",
                    "ana",
                    "ago",
                    "unit",
                    "clause",
                    "since",
                    "soon",
                    "ordinal",
                    "thisyear",
                    "mon",
                    "years",
                    "decade",
                    "century",
                    "thatyear",
                    "yr",
                    "oldyear",
                )
                if match[name]
            )
        )
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or _is_no_date(doc, match, kind):
            continue
        clause = text[max(doc[span.start].sent.start_char, match.start() - 60) : match.start()]
        anchor.tense = governing_tense(span)
        anchor.among_past = _is_among_past(span)
        anchor.told_year = _told_year(anchor, span)
        anchor.is_elsewhere = any(t.is_space and "\n" in t.text for t in doc[anchor.named_end : span.start])
        anchor.is_near = anchor.named_in in _this_and_last_sentence(span)
        resolved = _resolve(kind, match, clause, anchor)
        if resolved is None:
            continue
        value, end, what, qualifier = resolved
        if what == "clause":
            if not _opens_clause(span):
                continue
            what = "day"
        start = span.start
        if kind in {"yr", "oldyear", "years"}:
            start = next((t.i for t in span if t.text[:2].isdigit()), span.start)
        is_heading = is_diary and match.start() in headings
        _remember(anchor, span, match, kind, (value, what), is_heading=is_heading)
        if kind == "wd" and anchor.tense is None and what == "day":
            unsure.append(len(found))
        elif kind in {"iso", "md", "dm"}:
            dated.add(value)
        found.append(TimeMention(start, span.end, value, end, what, qualifier))
    _settle(found, unsure, dated)
    return _joined(doc, found)


def _remember(
    anchor: _Anchor, span: Span, match: re.Match[str], kind: str, told: tuple[str, str], *, is_heading: bool
) -> None:
    """Note what a phrase named, for those after it; a day at the head of a part is that from which it is told."""
    value, what = told
    if what != "years":
        anchor.named_value, anchor.named_at = value, span.sent.start
        anchor.is_explicit = re.search(rf"{_YEAR}$", match.group()) is not None and len(value) > len("2023")
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


def _settle(times: list[TimeMention], unsure: list[int], dated: set[str]) -> None:
    """Let a weekday that hangs on no verb be the next one where that is dated: "in Oslo on Sunday", and below "on May 14"."""
    for i in unsure:
        ahead = _iso(dt.date.fromisoformat(times[i].value) + dt.timedelta(weeks=1))
        if ahead in dated and times[i].value not in dated:
            times[i] = replace(times[i], value=ahead)


def _joined(doc: Doc, times: list[TimeMention]) -> list[TimeMention]:
    """Return date phrases with two days in a row made one: "on Thursday and Friday", "from Monday to Wednesday"."""
    kept: list[TimeMention] = []
    for time in times:
        last = kept[-1] if kept else None
        if last is not None and _go_on(doc, last, time):
            kept[-1] = replace(last, end_token=time.end_token, end=time.value, kind="range")
        else:
            kept.append(time)
    return kept


def _go_on(doc: Doc, first: TimeMention, second: TimeMention) -> bool:
    """Tell whether two weekdays with a word between them are the first and last of some days in a row."""
    if first.kind != "day" or second.kind != "day" or first.end is not None or second.start != first.end_token + 1:
        return False
    if doc[first.end_token - 1].text not in _WEEKDAY_NAMES or doc[second.start].text not in _WEEKDAY_NAMES:
        return False
    days = (dt.date.fromisoformat(second.value) - dt.date.fromisoformat(first.value)).days
    return 0 < days <= _MOST_BETWEEN.get(doc[first.end_token].lower_, 0)


_WEEKDAY_NAMES = frozenset(calendar.day_name)
_MOST_BETWEEN = {"and": 1, "to": 5, "through": 5, "until": 5, "–": 5}  # days from the first to the last


def _opens_clause(span: Span) -> bool:
    """Tell whether what follows a phrase is a clause with a verb of its own: "three days after he had met her"."""
    for token in span.doc[span.end : min(span.sent.end, span.end + 14)]:
        if token.text in {",", ";", ":", "."}:
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP"}:
            return True
    return False


def _is_no_date(doc: Doc, match: re.Match[str], kind: str) -> bool:
    if kind == "mon" and match["mo_m"].casefold() in _VERB_MAY and match["mo_q"] is None:
        span = doc.char_span(match.start("mo_m"), match.end("mo_m"), alignment_mode="expand")
        before = doc.text[max(0, match.start() - 12) : match.start()].casefold()
        if span is not None and (span[0].is_sent_start or _is_somebody(doc, span[0].i)):
            return True
        return not re.search(
            r"(?:\b(?:in|of|since|last|next|until|by|this|late|early|mid|from|to|for|for|and|before|after|during)|,|the|[’']s) $",
            before,
        )
    return False


def _is_somebody(doc: Doc, at: int) -> bool:
    """Tell whether a month's word is somebody's name: "the King and May"."""
    return any(m.kind is MentionKind.PERSON and m.start <= at < m.end for m in annotations_of(doc).mentions)


def _iso(day: dt.date) -> str:
    return day.isoformat()


def _nearest_year(month: int, day: int | None, clause: str, anchor: _Anchor) -> int | None:
    """Return the year of a month or day named without one: the most recent, or the next after a future verb."""
    if anchor.last is None or anchor.first is None:
        return None
    base = anchor.last
    if anchor.told_year is not None and anchor.told_year[0] < base.year:
        told, in_month = anchor.told_year
        return told if month >= in_month else told + 1
    year = base.year
    try:
        candidate = dt.date(year, month, day or 1)
    except ValueError:
        return year
    future = _last_match(_FUTURE, clause) > _last_match(_PAST, clause) and _WAS_DUE.search(clause) is None
    if anchor.tense is not None and not future and re.search(r"\b(?:since|last)\s*$", clause) is None:
        future = anchor.tense in {"future", "present"} and _WAS_DUE.search(clause) is None
    if anchor.tense == "past" or (anchor.tense == "present" and clause.endswith("of ")):
        future = False  # "the trip builds on her call of March 30": what is named by its day has been
    ahead = candidate > base if day else (year, month) > (base.year, base.month)
    if future and not ahead and day is None and month < base.month:
        return year + 1
    if future and (base - candidate).days > 60 and day:
        return year + 1
    due = _WAS_DUE.search(clause)
    if due is not None and " been " not in due.group() and 0 <= (candidate - base).days <= _DUE_WITHIN:
        return year  # what "was due in July" is still to come
    if not future and ahead:
        near = (candidate - base).days
        return (
            year
            if near <= 45 and day
            else year - 1
            if near > (45 if day else 75) or _PAST.search(clause) or "last" in clause
            else year
        )
    return year


def _last_match(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)


_MODALS = frozenset("will shall may might would should can 'll ’ll 'd ’d".split())


def governing_tense(span: Span) -> str | None:
    """Return the tense of the verb a date phrase hangs on: "future" (modals and infinitives too), "present" or "past".

    Also of the clause that hangs on the phrase: "in November, when the two may meet".
    """
    token = span.root
    for child in token.children:
        if child.dep_ in {"acl:relcl", "relcl", "advcl"} and child.i > token.i:
            found = _tense_of(child)
            if found is not None:
                return found
    for _ in range(6):
        if token.head == token:
            break
        token = token.head
        found = _tense_of(token) if token.pos_ in {"VERB", "AUX"} else None
        if found is not None:
            return found
        copula = next((child for child in token.children if child.dep_ in {"cop", "aux"}), None)
        if copula is not None and token.pos_ not in {"VERB", "AUX"}:
            return _tense_of(copula) or ("past" if copula.tag_ == "VBD" else "present")
    return None


def _told_year(anchor: _Anchor, span: Span) -> tuple[int, int] | None:
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


def _is_among_past(span: Span) -> bool:
    """Tell whether a verb in the past stands between the same commas: "holds a thousand, and on Friday all seemed to"."""
    start, end = span.start, span.end
    while start > span.sent.start and not span.doc[start - 1].is_punct:
        start -= 1
    while end < span.sent.end and not span.doc[end].is_punct:
        end += 1
    return any(token.tag_ == "VBD" for token in span.doc[start:end])


_PLANNED = frozenset("expect schedule plan set slate due bill".split())


def _tense_of(verb: Token) -> str | None:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "aux:pass", "auxpass", "cop", "mark"}]
    lows = {child.lower_ for child in auxiliaries}
    if verb.tag_ == "VBN" and lows & {"'d", "’d"} and "be" not in lows:
        return "past"  # "he’d been there"
    if lows & _MODALS and "have" not in lows:
        return "future"
    if verb.tag_ == "VBN" and lows & {"is", "are"} and verb.lemma_.lower() in _PLANNED and "been" not in lows:
        return "future"
    if verb.tag_ in {"VB", "VBN"} and "to" in lows and not lows & {"have"} and (verb.tag_ == "VB" or "be" in lows):
        governor = verb.head if verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"} else None
        if (
            governor is not None
            and governor.tag_ in {"VBD", "VBN"}
            and governor.lemma_.lower() in {"go", "come", "travel", "fly", "manage", "be"}
        ):
            return "past"
        return "future"
    if verb.tag_ in {"VBD", "VBN"} and not lows & {"is", "are", "be"}:
        return "past"
    if verb.tag_ == "VBN" and lows & {"is", "are"} and "been" not in lows:
        return "present"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "past" if "had" in lows else "present"
    return None


def _resolve(
    kind: str, match: re.Match[str], clause: str, anchor: _Anchor
) -> tuple[str, str | None, str, str | None] | None:
    try:
        return _RESOLVERS[kind](match, clause, anchor)
    except ValueError:
        # A day that does not exist ("31 June") dates nothing.
        return None


def _r_iso(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None]:
    return dt.date.fromisoformat(match["iso"]).isoformat(), None, "day", None


def _full(month: int, day: int, year: str | None, clause: str, anchor: _Anchor) -> dt.date | None:
    if year and year.isdigit():
        chosen: int | None = int(year)
    elif year:
        chosen = anchor.last.year - ("last" in year) + ("next" in year) if anchor.last else None
    else:
        chosen = _nearest_year(month, day, clause, anchor)
    return dt.date(chosen, month, day) if chosen else None


def _r_mdrange(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    first = _full(_month(match["mr_m"]), _day_number(match["mr_a"]), match["mr_y"], clause, anchor)
    if first is None:
        return None
    last = dt.date(first.year, _month(match["mr_m2"] or match["mr_m"]), _day_number(match["mr_b"]))
    return (_iso(first), _iso(last), "range", None) if last >= first else (_iso(first), None, "day", None)


def _r_dmdm(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    first = _full(_month(match["dd_m"]), _day_number(match["dd_a"]), match["dd_y"], clause, anchor)
    if first is None:
        return None
    month = _month(match["dd_m2"])
    last = dt.date(first.year + (month < first.month), month, _day_number(match["dd_b"]))
    return _iso(first), _iso(last), "range", None


def _r_soon(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    base = anchor.day or anchor.last
    return (f"{base.year}-{base.month:02}", None, "month", "week") if base is not None else None


def _r_ordinal(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    base = anchor.named or anchor.day
    if base is None:
        return None
    word = match["or_d"].casefold()
    number = _day_number(word) if word[0].isdigit() else ORDINALS[word]
    if anchor.named_value is not None and len(anchor.named_value) == MONTH:
        return _iso(dt.date.fromisoformat(f"{anchor.named_value}-01").replace(day=number)), None, "day", None
    found = base.replace(day=number)
    if found > (anchor.day or base) and anchor.tense != "future":
        found = (base.replace(day=1) - dt.timedelta(days=1)).replace(day=number)
    return _iso(found), None, "day", None


def _r_dmrange(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    first = _full(_month(match["dr_m"]), _day_number(match["dr_a"]), match["dr_y"], clause, anchor)
    if first is None:
        return None
    last = first.replace(day=_day_number(match["dr_b"]))
    return (_iso(first), _iso(last), "range", None) if last >= first else (_iso(first), None, "day", None)


def _r_md(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    day = _full(_month(match["md_m"]), _day_number(match["md_d"]), match["md_y"], clause, anchor)
    return (_iso(day), None, "day", None) if day else None


def _r_dm(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    day = _full(_month(match["dm_m"]), _day_number(match["dm_d"]), match["dm_y"], clause, anchor)
    return (_iso(day), None, "day", None) if day else None


def _r_lastdayof(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    month = _month(match["ld_m"])
    year = _nearest_year(month, None, clause, anchor)
    return (_iso(dt.date(year, month, calendar.monthrange(year, month)[1])), None, "day", None) if year else None


def _r_my(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None]:
    return f"{match['my_y']}-{_month(match['my_m']):02}", None, "month", match["my_q"]


def _r_wd(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    base = anchor.day
    if base is None:
        if anchor.last is not None and anchor.first is not None and (anchor.last - anchor.first).days <= 31:
            return f"{anchor.last.year}-{anchor.last.month:02}", None, "month", "vague"
        return None
    wanted = WEEKDAYS[match["wd_d"].casefold()]
    back = (base.weekday() - wanted) % 7
    ahead = (wanted - base.weekday()) % 7
    relation = (match["wd_r"] or "").casefold()
    if match["wd_w"] is not None:
        week = base + dt.timedelta(weeks=-1 if "last" in match["wd_w"] else 1)
        return _iso(week + dt.timedelta(days=wanted - base.weekday())), None, "day", None
    if relation in {"next", "this coming", "the coming", "the following"}:
        return _iso(base + dt.timedelta(days=ahead or 7)), None, "day", None
    if relation == "last" or match["wd"].endswith(" last"):
        # Of yesterday or the day before nobody says "last Wednesday".
        return _iso(base - dt.timedelta(days=back + 7 if back < FEW_DAYS else back)), None, "day", None
    is_of_now = back < FEW_DAYS and _LATER_ON.search(clause) is not None
    is_planned = _PLANNED_FOR.search(clause) is not None and _MOVED.match(match.string, match.end()) is None
    if back != 0 and is_planned:
        return _iso(base + dt.timedelta(days=ahead)), None, "day", None
    if back != 0 and not is_of_now and _is_ahead(clause, anchor, is_this=relation == "this"):
        return _iso(base + dt.timedelta(days=ahead)), None, "day", None
    return _iso(base - dt.timedelta(days=back)), None, "day", None


FEW_DAYS = 3
SATURDAY = 5


def _is_ahead(clause: str, anchor: _Anchor, *, is_this: bool) -> bool:
    """Tell whether a weekday is the next one: by the verb it hangs on, where that tells nothing by the words before.

    What somebody "was due" to do on a day is more often still to come.
    """
    near = clause[-45:]
    if _BEHIND.search(near) is not None:
        return False
    due = _WAS_DUE.search(clause)
    if (due is not None and "to have" not in clause[due.start() :]) or _PUT_OFF.search(clause) is not None:
        return True
    if anchor.tense == "past":
        return False
    if is_this:
        return True
    if anchor.tense == "future" or (anchor.tense == "present" and not anchor.among_past):
        return True
    return _last_match(_FUTURE, near) > _last_match(_PAST, near)


def _r_rel(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    base = anchor.day
    if base is None:
        return None
    text = match["rel"].casefold()
    if text.endswith("in the day"):
        opens = match["rel"][0].isupper()  # "Later in the day, …" goes on from what is told of
        base = (anchor.named if anchor.is_near else anchor.looked_back_from if opens else None) or base
    shift = (
        -2
        if "before yesterday" in text
        else 2
        if "after tomorrow" in text
        else -1
        if text in {"yesterday", "last night"}
        else 1
        if text == "tomorrow"
        else 0
    )
    return _iso(base + dt.timedelta(days=shift)), None, "day", None


def _r_ana(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    text = match["ana"].casefold()
    shift = (
        -1
        if re.search(r"\b(?:before|previous|earlier)\b", text)
        else 1
        if re.search(r"\b(?:after|following|next|later)\b", text)
        else 0
    )
    base = anchor.looked_back_from if shift < 0 else anchor.named or anchor.day
    if base is None:
        return None
    if anchor.day is not None and base > anchor.day and anchor.tense == "past":
        base = anchor.day  # what was done "that day" was not done on a day to come
    return _iso(base + dt.timedelta(days=shift)), None, "day", None


def _shift_months(base: dt.date, months: int) -> dt.date:
    index = base.year * 12 + base.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def _r_ago(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    relative = match["ago_w"] in {"earlier", "later", "before", "after that"}
    is_back = match["ago_w"] in {"earlier", "before"}
    base = (anchor.looked_back_from if is_back else anchor.named if relative else None) or anchor.day or anchor.last
    unit = match["ago_u"].rstrip("s")
    if relative and anchor.named_value and (unit == "year" or (unit == "month" and len(anchor.named_value) > 4)):
        base = day_range(anchor.named_value)[0]  # "in 2015 …; a year later"
    elif base is None or (match["ago_w"] == "before" and anchor.named is None):
        return None
    count = _number(match["ago_n"]) * (1 if match["ago_w"] in {"later", "after that"} else -1)
    if unit == "day":
        return (_iso(base + dt.timedelta(days=count)), None, "day", None) if anchor.day or relative else None
    if unit == "week":
        day = base + dt.timedelta(weeks=count)
        exact = "to the day" in match.string[match.end() : match.end() + 12] or (relative and anchor.named is not None)
        return (
            (_iso(day), None, "day", "about")
            if abs(count) == 1 and exact
            else (f"{day.year}-{day.month:02}", None, "month", "about")
        )
    if unit == "month":
        month = _shift_months(base, count)
        return f"{month.year}-{month.month:02}", None, "month", "about"
    return str(base.year + count), None, "year", "about"


def _r_unit(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    base = anchor.day or anchor.last
    if base is None:
        return None
    relation, unit = (match["un_r"] or "").casefold(), match["un_u"] or "weekend"
    step = (
        -1
        if relation in {"last", "the past", "the previous"}
        else 1
        if relation in {"next", "the coming", "the following"}
        else 0
    )
    if unit == "week":
        if anchor.day is None:
            return None
        # A week over the turn of a month is of the month that most of its working days lie in.
        middle = base - dt.timedelta(days=base.weekday() - 2) + dt.timedelta(weeks=step)
        return f"{middle.year}-{middle.month:02}", None, "month", "week"
    if unit == "weekend":
        if anchor.day is None:
            return None
        back = (base.weekday() - SATURDAY) % 7
        ahead = step > 0 or (step == 0 and back > 1 and _is_ahead(clause, anchor, is_this=relation == "this"))
        saturday = base + dt.timedelta(days=(SATURDAY - base.weekday()) % 7 if ahead else -back)
        return _iso(saturday), _iso(saturday + dt.timedelta(days=1)), "range", None
    if unit == "month":
        month = _shift_months(base, step)
        return f"{month.year}-{month.month:02}", None, "month", match["un_q"]
    return str(base.year + step), None, "year", match["un_q"]


def _r_clause(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    """Return the day of what stands behind "three days after": as long before the day named last as it says."""
    base = anchor.named if anchor.named is not None and clause.strip() else anchor.day
    if base is None or not _number(match["cl_n"]):
        return None
    step = _number(match["cl_n"]) * (7 if match["cl_u"].startswith("week") else 1)
    day = base + dt.timedelta(days=step if match["cl_w"] == "before" else -step)
    return _iso(day), None, "clause", None


def _r_since(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    """Return the year of "in the months after that": of what was named last, no more precise."""
    return (anchor.named_value[:4], None, "year", "about") if anchor.named_value else None


def _r_thisyear(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    return (str(anchor.last.year), None, "year", "later") if anchor.last and anchor.last.month < 11 else None


def _r_mon(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    month = _month(match["mo_m"])
    if anchor.last is None:
        return None
    qualifier = (match["mo_q"] or "").casefold()
    base = anchor.last
    if qualifier == "since":
        anchor.tense = "past"
    of_year = (match["mo_y"] or "").casefold()
    if re.search(r"\b(?:last|this|next)\b", of_year):
        year = base.year + ("next" in of_year) - ("last" in of_year)
    elif qualifier == "last":
        year = base.year if month < base.month else base.year - 1
    elif qualifier == "next":
        year = base.year if month > base.month else base.year + 1
    elif (qualifier in {"that", "the same"} or of_year) and anchor.named_value:
        year = int(anchor.named_value[:4]) + ("following" in of_year) - ("previous" in of_year)
    else:
        found = _nearest_year(month, None, clause, anchor)
        if found is None:
            return None
        year = found
    return f"{year}-{month:02}", None, "month", qualifier or None


def _r_yr(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None]:
    return match["yr_y"], None, "year", match["yr_q"]


def _r_years(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    first, last = match["ys_a"], match["ys_b"]
    return (first, last, "years", None) if first < last else None


def _r_decade(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None]:
    first = int(match["de_y"])
    return str(first), str(first + 9), "years", None


def _r_century(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    word = match["ce_n"].casefold()
    number = _day_number(word) if word[0].isdigit() else ORDINALS[word]
    # As people count: the eighteenth century is the years that begin with 17.
    return (f"{number * 100 - 100}", f"{number * 100 - 1}", "years", None) if 11 <= number <= 21 else None


def _r_thatyear(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None] | None:
    return (anchor.named_value[:4], None, "year", None) if anchor.named_value else None


def _r_oldyear(match: re.Match[str], clause: str, anchor: _Anchor) -> tuple[str, str | None, str, str | None]:
    return match["oy_y"], None, "year", None


_RESOLVERS = {
    "iso": _r_iso, "mdrange": _r_mdrange, "dmdm": _r_dmdm, "dmrange": _r_dmrange, "soon": _r_soon, "ordinal": _r_ordinal, "md": _r_md, "dm": _r_dm, "lastdayof": _r_lastdayof, "my": _r_my, "wd": _r_wd,
    "rel": _r_rel, "ana": _r_ana, "ago": _r_ago, "unit": _r_unit, "since": _r_since, "clause": _r_clause, "thisyear": _r_thisyear, "mon": _r_mon, "yr": _r_yr,
    "years": _r_years, "decade": _r_decade, "century": _r_century, "thatyear": _r_thatyear, "oldyear": _r_oldyear,
}  # fmt: skip

# -- durations

_QUALIFIER = r"(?P<q>more than|over|at least|nearly|almost|just under|close to|about|around|roughly|some|approximately|an estimated|well over|just over|as long as|up to)"
_DURATION = re.compile(
    rf"(?:\b{_QUALIFIER} )?(?:"
    rf"(?P<hm>\b(?P<hm_h>{_N}) (?:hours?) and (?P<hm_m>{_N}) minutes?)"
    rf"|(?P<hf>\b(?P<hf_n>{_N})(?:[ -]and[ -]a)[ -](?P<hf_f>half|quarter|three-quarters?)[ -]hours?)"
    rf"|(?P<ahalf>\b(?:an|one|a) hour and (?:a )?(?P<ah_f>half|quarter|three-quarters))"
    rf"|(?P<halfhour>\b(?:half an hour|a half[- ]hour|half-hour))"
    rf"|(?P<tq>\bthree[- ]quarters of an hour)"
    rf"|(?P<hl>\b(?:hour-long|hourlong|one-hour))"
    rf"|(?P<h>\b(?P<h_n>{_N}|\d+\.\d+)[ -]?hours?(?:-long)?\b)"
    rf"|(?P<m>\b(?P<m_n>\d+|{_N}|forty-five|twenty-five|thirty-five|fifty-five)[ -]minutes?(?:-long)?\b)"
    r")(?! (?:ago|earlier|later|after|before|notice|flight|drive|away|of (?:the|him|her)))(?! into)",
    re.IGNORECASE,
)
_FRACTION = {"half": 30, "quarter": 15, "three-quarters": 45, "three-quarter": 45}


def find_durations(doc: Doc) -> list[DurationMention]:
    """Return lengths of time in text order, in minutes."""
    found: list[DurationMention] = []
    for match in _DURATION.finditer(doc.text):
        minutes = _minutes(match)
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if minutes and span is not None:
            found.append(DurationMention(span.start, span.end, minutes, _qualifier(match["q"])))
    return found


def _minutes(match: re.Match[str]) -> int:
    if match["hm"]:
        return _number(match["hm_h"]) * 60 + _number(match["hm_m"])
    if match["hf"]:
        return _number(match["hf_n"]) * 60 + _FRACTION[match["hf_f"].casefold()]
    if match["ahalf"]:
        return 60 + _FRACTION[match["ah_f"].casefold()]
    if match["halfhour"]:
        return 30
    if match["hl"]:
        return 60
    if match["tq"]:
        return 45
    if match["h"]:
        return round(float(match["h_n"]) * 60) if re.fullmatch(r"[\d.]+", match["h_n"]) else _number(match["h_n"]) * 60
    word = match["m_n"].casefold()
    return sum(_number(part) for part in word.split("-")) if "-" in word else _number(word)


def _qualifier(word: str | None) -> DurationQualifier:
    low = (word or "").casefold()
    if low in {"more than", "over", "at least", "well over", "just over"}:
        return DurationQualifier.AT_LEAST
    if low in {"nearly", "almost", "just under", "close to", "up to"}:
        return DurationQualifier.NEARLY
    if low in {"about", "around", "roughly", "some", "approximately", "an estimated"}:
        return DurationQualifier.ABOUT
    return DurationQualifier.EXACT
