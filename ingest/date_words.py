"""The words and figures that date phrases are made of, as numbers and as parts of patterns, and how long their values are."""

from __future__ import annotations

import calendar
import re

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
# "On the second" is more often another thing.
COUNTED = r"first|second|third|fourth|fifth|sixth|last|latest|\d+(?:st|nd|rd|th)"  # one among others
COUNTED_DAY = r"first|second|third|fourth|fifth|sixth|seventh"  # of a visit
LATE_ORDINALS = [word for word, number in ORDINALS.items() if number > 3]
DAY = len("2023-06-19")  # of a value that is a day
MONTH = len("2023-06")
MONTH_NAME = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
_BARE = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"  # months without a full stop, beside a day alone
MONTH_OF_DAY = rf"(?:{MONTH_NAME}|{_BARE})"
DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR_NUMBER = r"(?:1\d|20)\d\d"
LATE_YEAR = r"(?:19|20)\d\d"  # of a number that stands alone: those before are more often counts
WEEKDAY_NAME = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
COUNT = r"(?:\d+|[Aa]n?|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety))"

# What is to come: "in three days", "in about two weeks' time", not "in two days of talks".
IN_A_WHILE = (
    rf"\b[Ii]n (?:about |some )?(?P<ah_n>{COUNT}) (?P<ah_u>days?|weeks?|months?)\b(?P<ah_t>[’']? time\b)?(?! of\b)"
)
# "the third visit in two weeks", "twice in ten days": a stretch that ends today.
OF_LATE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|\w+th|last|only|latest|times?|once|twice|more|most|least|visits|trips|meetings|calls)\b[^,;.]*$",
    re.IGNORECASE,
)


def count_of(number: str) -> int:
    """Return the number that a word or figures tell: "two", "12"; 0 where it tells none."""
    return int(number) if number.isdigit() else NUMBERS.get(number.casefold(), 0)


def month_of(word: str) -> int:
    """Return the number of a month by its name: "May", "Sept."."""
    return MONTHS[word.casefold().rstrip(".")]


def day_of(word: str) -> int:
    """Return the day of the month that figures tell: "5", "21st"."""
    return int(re.sub(r"\D", "", word))
