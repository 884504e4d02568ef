"""What the knowledge base covers: by country and year, and against lists of trips, visits and American office holders.

    python bench/coverage.py --pocom DIR --travels DIR --visits DIR > bench/coverage.md
    python bench/coverage.py … --misses          lists every miss instead

The three folders are HistoryAtState's data sets of those names; each may be left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from coverage_sources import (
    Official,
    Titles,
    Verdict,
    is_american,
    judge,
    judge_pocom,
    read_travels,
    read_visits,
)

from ingest.knowledge import Knowledge, Term, read_packaged

POSTS = {
    "head-of-state": "head of state",
    "head-of-government": "head of government",
    "foreign-minister": "foreign minister",
}
LONG = ("CHN", "FRA", "GBR", "RUS", "USA", "DEU", "IND", "JPN")
G20 = frozenset("ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF".split())
FIRST, LAST = 2005, 2025
# States younger than the table.
BEGUN = {
    "MNE": dt.date(2006, 6, 3),
    "SSD": dt.date(2011, 7, 9),
    "XKX": dt.date(2008, 2, 17),
    "RUS": dt.date(1991, 12, 25),
}
# Whose head is the British monarch; Barbados until it became a republic.
REALMS: dict[str, dt.date | None] = {
    **dict.fromkeys("ATG AUS BHS BLZ CAN COK GRD JAM KNA LCA NIU NZL PNG SLB TUV VCT".split()),
    "BRB": dt.date(2021, 11, 30),
}
NO_STATES = frozenset({"HKG", "MAC"})


def terms_of(base: Knowledge, code: str, post: str) -> list[Term]:
    """Return the terms in a country's offices of a kind."""
    return [
        term
        for office in base.offices_of_country.get(code, ())
        if office.post == post
        for term in base.terms_of_office.get(office.id, ())
    ]


def span_of(base: Knowledge, code: str, post: str) -> tuple[dt.date, dt.date] | None:
    """Return the days of which a holder should be known; None where there is no such office."""
    begun = BEGUN.get(code, dt.date.min)
    terms = terms_of(base, code, post)
    if post != "head-of-government" and code in NO_STATES:
        return None
    if post == "head-of-state" and code in REALMS:
        return None if REALMS[code] is None else (REALMS[code], dt.date.max)
    if post == "head-of-government" and base.countries[code].led_by != "head-of-government":
        if not terms:
            return None
        return max(begun, min(t.first for t in terms)), max(t.last for t in terms)
    return begun, dt.date.max


def share(terms: Sequence[Term], first: dt.date, last: dt.date) -> tuple[int, int]:
    """Return how many of these days somebody is known to have been in office, and how many they are."""
    covered: set[int] = set()
    for term in terms:
        low, high = max(term.first, first), min(term.last, last)
        if low <= high:
            covered.update(range(low.toordinal(), high.toordinal() + 1))
    return len(covered), (last - first).days + 1


def year_share(base: Knowledge, code: str, year: int, posts: Iterable[str] = POSTS) -> float | None:
    """Return the share of days of a year of which the holders are known; None where there was nothing to hold."""
    known = days = 0
    for post in posts:
        span = span_of(base, code, post)
        if span is None:
            continue
        first, last = max(span[0], dt.date(year, 1, 1)), min(span[1], dt.date(year, 12, 31))
        if first <= last:
            found, of = share(terms_of(base, code, post), first, last)
            known, days = known + found, days + of
    return known / days if days else None


def table(base: Knowledge, codes: Sequence[str], years: range) -> list[str]:
    """Return a table of countries by years."""
    lines = [f"| country | {' | '.join(str(year)[2:] for year in years)} |", "| --- |" + " ---: |" * len(years)]
    for code in codes:
        cells = ["" if (s := year_share(base, code, year)) is None else f"{100 * s:.0f}" for year in years]
        lines.append(f"| {base.country_name(code)} | {' | '.join(cells)} |")
    return lines


def groups(base: Knowledge, states: Sequence[str]) -> list[str]:
    """Return the shares of groups of states, by post."""
    chosen = {
        f"permanent five, Germany, India, Japan, 1990–{LAST}": (LONG, range(1990, LAST + 1)),
        f"G20, {FIRST}–{LAST}": (sorted(G20), range(FIRST, LAST + 1)),
        f"all others, {FIRST}–{LAST}": ([code for code in states if code not in G20], range(FIRST, LAST + 1)),
    }
    lines = [f"| states and years | {' | '.join(POSTS.values())} |", "| --- | ---: | ---: | ---: |"]
    for name, (codes, years) in chosen.items():
        cells: list[str] = []
        for post in POSTS:
            shares = [s for code in codes for year in years if (s := year_share(base, code, year, [post])) is not None]
            cells.append(f"{100 * sum(shares) / len(shares):.1f} %")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def gaps(base: Knowledge, states: Sequence[str]) -> list[str]:
    """Return what is least known since the first year of the table: below nine days in ten."""
    lines: list[str] = []
    for code in states:
        for post, name in POSTS.items():
            years = [year for year in range(FIRST, LAST + 1) if (year_share(base, code, year, [post]) or 1.0) < 1.0]
            zero = [year for year in range(FIRST, LAST + 1) if year_share(base, code, year, [post]) == 0]
            shares = [s for year in range(FIRST, LAST + 1) if (s := year_share(base, code, year, [post])) is not None]
            if shares and sum(shares) / len(shares) < 0.9:
                lacking = ", ".join(str(year) for year in sorted({*years, *zero}))
                lines.append(
                    f"- {base.country_name(code)}, {name}: {100 * sum(shares) / len(shares):.0f} % (lacking in {lacking})"
                )
    return lines


def leader_lines(verdicts: dict[str, list[Verdict]]) -> list[str]:
    """Return the shares of leaders known, by list and by odd and even years."""
    lines = [
        "| list | years | leaders named | known with the office then | of the rest, misspelt in the list |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for name, found in verdicts.items():
        for parity, years in ((1, "odd"), (0, "even")):
            part = [v for v in found if v.named.first.year % 2 == parity]
            known = sum(v.is_known for v in part)
            misspelt = sum(v.is_misspelt for v in part)
            lines.append(
                f"| {name} | {years} | {len(part)} | {known} ({100 * known / max(1, len(part)):.1f} %) | {misspelt} |"
            )
    return lines


def reason_lines(verdicts: dict[str, list[Verdict]]) -> list[str]:
    """Return how many leaders are not known for which reason."""
    counts = Counter(
        "the holder's name is misspelt in the list, or spelt in a way the base lacks"
        if v.is_misspelt
        else "the base has somebody else in that office then"
        if v.why.startswith("the base has")
        else v.why
        for found in verdicts.values()
        for v in found
        if not v.is_known
    )
    return [f"- {count} {reason}" for reason, count in counts.most_common()]


def kind_of(official: Official) -> str:
    """Return the group an American office is counted in."""
    if official.office == "office/usa/secretary-of-state":
        return "secretaries of state"
    return (
        "chiefs of mission"
        if "ambassador-to" in official.office or "chief-of-mission" in official.office
        else "other principals"
    )


def pocom_lines(officials: Sequence[Official], base: Knowledge) -> list[str]:
    """Return the shares of American office holders known: since the base's first holder of the post, and since 1990."""
    lines = ["| who | since our first holder of the post | since 1990 |", "| --- | ---: | ---: |"]
    by_kind: dict[str, list[Official]] = defaultdict(list)
    for official in officials:
        if not official.entry.acting:
            by_kind[kind_of(official)].append(official)
    for kind, found in sorted(by_kind.items()):
        claimed = [o for o in found if is_claimed(o, base)]
        cells = [
            f"{sum(o.is_known for o in part)} of {len(part)} ({100 * sum(o.is_known for o in part) / max(1, len(part)):.1f} %)"
            for part in (claimed, found)
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return lines


def is_claimed(official: Official, base: Knowledge) -> bool:
    """Tell whether somebody began when the base had begun with that post."""
    first = min(term.first for term in base.terms_of_office[official.office])
    return str(official.entry.since) >= first.isoformat()[: len(str(official.entry.since))]


def misses(verdicts: dict[str, list[Verdict]], officials: Sequence[Official]) -> list[str]:
    """Return a line for each leader or American official whom the base does not know."""
    lines = [
        f"{name} {v.named.first} {v.named.code} {v.named.title} {v.named.name}: {'misspelt? ' if v.is_misspelt else ''}{v.why}"
        for name, found in verdicts.items()
        for v in found
        if not v.is_known
    ]
    return lines + [
        f"pocom {o.office} {o.entry.name} {o.entry.since}–{o.entry.until or ''}: {', '.join(o.holders) or 'nobody'}"
        for o in officials
        if not o.is_known and not o.entry.acting
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("pocom", "travels", "visits"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    base = read_packaged()
    titles = Titles(base)
    verdicts: dict[str, list[Verdict]] = {}
    for name, read in (("travels", read_travels), ("visits", read_visits)):
        if getattr(options, name):
            named = [n for n in read(getattr(options, name), titles) if n.first.year >= FIRST]
            verdicts[name] = [judge(n, base) for n in named if not is_american(n, base)]
    officials = list(judge_pocom(options.pocom, base, since=1990)) if options.pocom else []
    if options.misses:
        print("\n".join(misses(verdicts, officials)))
        return
    states = [code for code, country in base.countries.items() if not country.is_organization]
    print("# What the knowledge base covers\n")
    print("Made by `python bench/coverage.py --pocom DIR --travels DIR --visits DIR` (HistoryAtState's data sets).\n")
    print(f"{len(base.people)} people, {len(base.offices)} offices, {len(base.terms)} tenures.\n")
    print("## Share of days with a known holder\n")
    print("\n".join(groups(base, states)))
    print(
        "\nA head of government is asked for where the state has one beside its head, a head of state where it is not the British monarch.\n"
    )
    if verdicts:
        print("## Foreign leaders named in lists of American trips and visits, since 2005\n")
        print(
            "Known means: on a day of the trip somebody of that name held the office that the list gives. The odd years are\nthe measure; the lists have misprints, and call some heads of government presidents.\n"
        )
        print("\n".join(leader_lines(verdicts)) + "\n")
        print("Why the others are not, all years (`--misses` lists them):\n")
        print("\n".join(reason_lines(verdicts)) + "\n")
    if officials:
        print("## American office holders of Principal Officers and Chiefs of Mission\n")
        print("Only posts that the base has, without those who acted.\n")
        print("\n".join(pocom_lines(officials, base)) + "\n")
    print(f"## By country, {FIRST}–{LAST}\n\nPer cent of the days of the three posts.\n")
    print("\n".join(table(base, states, range(FIRST, LAST + 1))))
    print("\n## 1990–2004\n")
    print("\n".join(table(base, LONG, range(1990, FIRST))))
    print("\n## Where less than nine days in ten are known\n")
    print("\n".join(gaps(base, states)) or "Nowhere.")


if __name__ == "__main__":
    main()
