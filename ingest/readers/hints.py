"""Dates and publishers that a text itself gives: the dateline and the closing credit.

BEIJING, June 19 (Reuters) –                    dateline: a day without a year
The Globe and Mail, June 19, 2023               closing credit: publisher and day
New York Times News Service                     closing credit: publisher alone
"""

from __future__ import annotations

import datetime as dt
import re

from graph.dates import day_range
from graph.errors import DateError
from ingest.date_words import MONTHS
from ingest.datelines import dateline_day

_MONTH = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_CREDIT = re.compile(
    rf"^(?P<publisher>[A-Z][\w&’'. -]{{2,60}}?),? (?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>(?:19|20)\d\d)\.?$"
)
_SERVICE = re.compile(
    r"^(?:©|\(c\)|By|From|Source:|Credit:)?\s*(?P<publisher>[A-Z][\w&’'. -]{2,50}(?:News Service|Press|Agency|Times|Post|Herald|Tribune|Reuters|AFP|Xinhua))\.?$"
)
_AGENCY = re.compile(
    r"^[A-Z][A-Z .,’'-]{2,40}[^\n]{0,30}?\((?P<agency>Reuters|AP|AFP|Xinhua|UPI|ANI|PTI|IANS|Bloomberg|Agencies|Agency)\)"
)


def credit_of(text: str) -> dict[str, str | None]:
    """Return publisher and date of a closing credit in the last two lines, and the agency of the dateline."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    found: dict[str, str | None] = {}
    for line in lines[-2:]:
        match = _CREDIT.match(line)
        if match is not None:
            day = dt.date(int(match["year"]), MONTHS[match["month"].casefold()], min(int(match["day"]), 28))
            if int(match["day"]) > 28:
                try:
                    day = day.replace(day=int(match["day"]))
                except ValueError:
                    continue
            return {"publisher": match["publisher"].strip(), "published": day.isoformat()}
        service = _SERVICE.match(line)
        if service is not None and len(lines) > 2:
            found = {"publisher": service["publisher"].strip()}
    if not found:
        for line in lines[:3]:
            agency = _AGENCY.match(line)
            if agency is not None and agency["agency"] not in {"Agency", "Agencies"}:
                return {"publisher": agency["agency"]}
    return found


def dateline_date(text: str, about: str | None) -> str | None:
    """Return the day of a dateline, its year taken from the date the document is known to be of (a year, month or day)."""
    try:
        known = day_range(about) if about else None
    except DateError:
        known = None
    day = dateline_day(text, known)
    return day.isoformat() if day else None
