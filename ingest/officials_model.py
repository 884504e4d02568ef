"""What the tables of countries, offices and office holders hold, as frozen dataclasses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.dates import day_range
from graph.errors import DateError, TableError
from graph.model import Office, Tenure

DAY_ONE, DAY_LAST = dt.date.min, dt.date.max

# Posts that several people hold at once in one office of the tables.
SHARED_POSTS = frozenset(
    "deputy-foreign-minister deputy-head-of-state deputy-head-of-government minister-other special-envoy chief-of-staff spokesperson "
    "ambassador legislator party-post envoy-of-organization commissioner assistant-secretary official-other regional-leader "
    "opposition-leader deputy-defence-minister deputy-finance-minister chief-negotiator permanent-representative foreign-affairs-director deputy-secretary-general".split()
)


# Of several offices of one person, the one the press calls them by: the first of these, then the one begun last.
PRECEDENCE = {
    post: rank
    for rank, post in enumerate(
        "head-of-state supreme-leader crown-prince head-of-government secretary-general organization-president high-representative "
        "foreign-minister".split()
    )
}


def is_shared(office: Office) -> bool:
    """Tell whether several people may hold an office at once."""
    return office.post in SHARED_POSTS or office.title.startswith("Deputy ")


@dataclass(frozen=True, slots=True)
class Country:
    """A state or an organisation with a code."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    is_organization: bool = False
    led_by: str = "head-of-state"


@dataclass(frozen=True, slots=True)
class Metonym:
    """A name that stands for a government: a palace, a ministry's street."""

    name: str
    code: str
    kind: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A state, or a body, that belongs to a body from one day to another, both included."""

    country: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Post:
    """A kind of office (foreign-minister) with the phrases that name it, without country."""

    post: str
    title: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the knowledge base."""

    id: str
    name: str
    country: str | None
    gender: str | None = None
    born: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A tenure with its days made plain: the earliest and latest it may have begun and ended.

    Attributes:
        is_own: From a user's tables, which go before ours.
    """

    tenure: Tenure
    first: dt.date
    first_sure: dt.date
    last_sure: dt.date
    last: dt.date
    is_own: bool = False

    def covers(self, day: dt.date) -> bool:
        """Tell whether the office may have been held on that day, both ends included."""
        return self.first <= day <= self.last

    def surely_covers(self, day: dt.date) -> bool:
        """Tell whether the office was held on that day, whatever the table leaves open."""
        return self.first_sure <= day <= self.last_sure


def make_term(tenure: Tenure, *, where: str = "tenure", is_own: bool = False) -> Term:
    """Return a tenure with its days.

    Raises:
        TableError: A date is none, or the tenure ends before it begins.
    """
    try:
        since = day_range(tenure.since) if tenure.since else (DAY_ONE, DAY_ONE)
        until = day_range(tenure.until) if tenure.until else (DAY_LAST, DAY_LAST)
    except DateError as error:
        raise TableError(f"{where}: {error}; write dates as YYYY-MM-DD, YYYY-MM or YYYY") from error
    if since[0] > until[1]:
        raise TableError(
            f"{where}: {tenure.person} in {tenure.office} ends ({tenure.until}) before it begins ({tenure.since}); "
            "put the dates right or leave the row out"
        )
    return Term(tenure, since[0], since[1], until[0], until[1], is_own)
