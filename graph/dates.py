"""Dates as precise as the text, and the days they span.

"2023-06-19"  2023-06-19 .. 2023-06-19
"2023-06"     2023-06-01 .. 2023-06-30
"2023"        2023-01-01 .. 2023-12-31
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from graph.errors import DateError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_range(value: str) -> tuple[date, date]:
    """Return the first and the last day that a partial ISO date spans.

    Raises:
        DateError: It is not such a date, or that day, month or year does not exist.

    Example:
        >>> [day.isoformat() for day in day_range("2024-02")]
        ['2024-02-01', '2024-02-29']
    """
    match = _PARTIAL.fullmatch(value)
    if match is None:
        raise DateError(f"{value!r} is no date: write a day, month or year such as 2023-06-19, 2023-06 or 2023")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise DateError(f"{value!r} is no date: {error}") from error
    if day is not None:
        return first, first
    last_month = 12 if month is None else month
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def readable(value: str) -> str:
    """Return a partial date as a sentence would have it.

    Example:
        >>> readable("2023-06-19"), readable("2023-06"), readable("2023")
        ('19 Jun 2023', 'Jun 2023', '2023')
    """
    first, _ = day_range(value)
    words = [str(first.year)]
    if len(value) > len("2023"):
        words.insert(0, _MONTHS[first.month - 1])
    if len(value) > len("2023-06"):
        words.insert(0, str(first.day))
    return " ".join(words)
