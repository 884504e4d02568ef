"""Who held an office on a day: every boundary, the order of rows, a user's rows over ours, and our own tables."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Document, Tenure
from ingest import officials
from ingest.knowledge import Knowledge, make_term, read_knowledge
from ingest.nlp import annotate, load_pipeline
from ingest.officials_tables import OFFICES, PEOPLE, TENURES
from tests.conftest import ROOT

DATA = ROOT / "ingest" / "data"
Rows = Sequence[Sequence[str]]
OFFICE = "office/fra/minister-of-foreign-affairs"
MINISTER = (OFFICE, "FRA", "foreign-minister", "Foreign Minister", "", "toy")
PRESIDENT = ("office/fra/president", "FRA", "head-of-state", "President", "", "toy")


def person(identifier: str, name: str, country: str = "FRA", aliases: str = "") -> tuple[str, ...]:
    return (identifier, name, country, "", "", aliases, "toy")


def write_tables(folder: Path, people: Rows, offices: Rows, tenures: Rows, name: str = "toy.csv") -> Path:
    """Write three tables; `read_knowledge` needs ours beside them."""
    for table, columns, rows in (
        ("people", PEOPLE, people),
        ("offices", OFFICES, offices),
        ("tenures", TENURES, tenures),
    ):
        path = folder / table / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerows([columns, *rows])
    return folder


def make_folder(folder: Path, people: Rows, offices: Rows, tenures: Rows) -> Path:
    """Write a whole knowledge base: our countries and posts with these people and offices."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in ("countries", "members", "organizations", "metonyms", "posts"):
        shutil.copy(DATA / f"{table}.csv", folder)
    return write_tables(folder, people, offices, tenures)


def make(people: Rows, offices: Rows, tenures: Rows) -> Knowledge:
    with TemporaryDirectory() as folder:
        return read_knowledge(make_folder(Path(folder), people, offices, tenures))


def held(
    since: str, until: str = "", *, who: str = "anna-roy", office: str = OFFICE, acting: str = ""
) -> tuple[str, ...]:
    return (who, office, since, until, acting, "toy")


TWO = [person("anna-roy", "Anna Roy"), person("luc-diaz", "Luc Diaz")]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# -- boundaries


@pytest.mark.parametrize(
    ("since", "until", "on", "expected"),
    [
        pytest.param("2022-12-30", "2023-07-25", "2022-12-29", [], id="the day before"),
        pytest.param("2022-12-30", "2023-07-25", "2022-12-30", ["anna-roy"], id="first day"),
        pytest.param("2022-12-30", "2023-07-25", "2023-07-25", ["anna-roy"], id="last day"),
        pytest.param("2022-12-30", "2023-07-25", "2023-07-26", [], id="the day after"),
        pytest.param("2023-02-01", "2023-02-01", "2023-02-01", ["anna-roy"], id="one day only"),
        pytest.param("2020-02", "2020-04", "2020-01-31", [], id="before a month"),
        pytest.param("2020-02", "2020-04", "2020-02-01", ["anna-roy"], id="first day of the first month"),
        pytest.param("2020-02", "2020-02", "2020-02-29", ["anna-roy"], id="leap day"),
        pytest.param("2020-02", "2020-04", "2020-04-30", ["anna-roy"], id="last day of the last month"),
        pytest.param("2020-02", "2020-04", "2020-05-01", [], id="after a month"),
        pytest.param("2020", "2021", "2019-12-31", [], id="before a year"),
        pytest.param("2020", "2021", "2020-01-01", ["anna-roy"], id="first day of the first year"),
        pytest.param("2020", "2021", "2021-12-31", ["anna-roy"], id="last day of the last year"),
        pytest.param("2020", "2021", "2022-01-01", [], id="after a year"),
        pytest.param("2020", "", "2099-01-01", ["anna-roy"], id="still in office"),
    ],
)
def test_holder_on_a_day(since: str, until: str, on: str, expected: list[str]) -> None:
    base = make(TWO, [MINISTER], [held(since, until)])
    assert base.holders(OFFICE, day(on)) == expected
    assert [term.tenure.office for term in base.terms_at("anna-roy", day(on))] == [OFFICE] * len(expected)


@pytest.mark.parametrize(
    ("end", "start", "on", "expected"),
    [
        pytest.param("2023-07-25", "2023-07-25", "2023-07-24", ["anna-roy"], id="day before the change"),
        pytest.param("2023-07-25", "2023-07-25", "2023-07-25", ["anna-roy", "luc-diaz"], id="both held it on the day"),
        pytest.param("2023-07-25", "2023-07-25", "2023-07-26", ["luc-diaz"], id="day after the change"),
        pytest.param("2023-07-25", "2023-07-26", "2023-07-25", ["anna-roy"], id="last day of one"),
        pytest.param("2023-07-25", "2023-07-26", "2023-07-26", ["luc-diaz"], id="first day of the other"),
        pytest.param("2023-07-24", "2023-07-26", "2023-07-25", [], id="nobody in between"),
        pytest.param("2023-07", "2023-07", "2023-06-30", ["anna-roy"], id="sure before the month of change"),
        pytest.param("2023-07", "2023-07", "2023-07-01", ["anna-roy"], id="the old one still on the first day of it"),
        pytest.param("2023-07", "2023-07", "2023-07-15", ["anna-roy", "luc-diaz"], id="either in the month of change"),
        pytest.param("2023-07", "2023-07", "2023-07-31", ["luc-diaz"], id="the new one on the last day of it"),
        pytest.param("2023", "2023", "2023-06-15", ["anna-roy", "luc-diaz"], id="either in the year of change"),
        pytest.param("2023-07", "2023-08-10", "2023-07-20", ["anna-roy"], id="only one may have"),
    ],
)
def test_holder_around_a_change(end: str, start: str, on: str, expected: list[str]) -> None:
    base = make(TWO, [MINISTER], [held("2020-01-01", end), held(start, "2025-01-01", who="luc-diaz")])
    assert base.holders(OFFICE, day(on)) == expected


def test_acting_holder_counts_as_holder_and_is_marked() -> None:
    base = make(TWO, [MINISTER], [held("2020-01-01", "2020-02-01", acting="true")])
    assert base.holders(OFFICE, day("2020-01-15")) == ["anna-roy"]
    assert base.terms_at("anna-roy", day("2020-01-15"))[0].tenure.acting


def test_person_with_several_offices_has_the_one_of_precedence_first_then_the_later() -> None:
    envoy = ("office/fra/envoy", "FRA", "special-envoy", "Special Envoy", "", "toy")
    chair = ("office/fra/chair", "FRA", "organization-chair", "Chair", "", "toy")
    tenures = [held(f"202{i}-01-01", office=row[0]) for i, row in enumerate((MINISTER, PRESIDENT, envoy, chair))]
    base = make(TWO, [MINISTER, PRESIDENT, envoy, chair], tenures)
    offices = [term.tenure.office for term in base.terms_at("anna-roy", day("2024-01-01"))]
    assert offices == [PRESIDENT[0], OFFICE, chair[0], envoy[0]]


dates = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 28))


@given(first=dates, length=st.integers(0, 3000), off=st.integers(-40, 40), data=st.data())
def test_a_term_covers_its_days_and_no_others(first: dt.date, length: int, off: int, data: st.DataObject) -> None:
    last = first + dt.timedelta(days=length)
    term = make_term(Tenure("a", "b", first.isoformat(), last.isoformat()))
    inside = first + dt.timedelta(days=data.draw(st.integers(0, length)))
    assert term.covers(inside)
    assert term.surely_covers(inside)
    outside = last + dt.timedelta(days=off) if off > 0 else first + dt.timedelta(days=off - 1)
    assert not term.covers(outside)


@given(first=dates, length=st.integers(0, 3000), since=st.sampled_from([4, 7, 10]), until=st.sampled_from([4, 7, 10]))
def test_less_precise_dates_widen_what_may_be_and_narrow_what_is_sure(
    first: dt.date, length: int, since: int, until: int
) -> None:
    last = first + dt.timedelta(days=length)
    exact = make_term(Tenure("a", "b", first.isoformat(), last.isoformat()))
    rough = make_term(Tenure("a", "b", first.isoformat()[:since], last.isoformat()[:until]))
    assert rough.first <= exact.first <= rough.first_sure
    assert rough.last_sure <= exact.last <= rough.last


# -- the order of rows

PEOPLE_ROWS = [
    person("anna-lee", "Anna Lee", "FRA"),
    person("bo-lee", "Bo Lee", "DEU", "Bo Erik Lee"),
    person("carl-lee", "Carl Lee", "ITA"),
    person("dora-park", "Dora Park", "FRA"),
    person("emil-park", "Emil Park", "DEU"),
]
OFFICE_ROWS = [
    MINISTER,
    PRESIDENT,
    ("office/deu/chancellor", "DEU", "head-of-government", "Chancellor", "federal chancellor", "toy"),
    ("office/deu/minister-of-foreign-affairs", "DEU", "foreign-minister", "Foreign Minister", "", "toy"),
    ("office/ita/prime-minister", "ITA", "head-of-government", "Prime Minister", "", "toy"),
]
TENURE_ROWS = [
    held("2020", "2021-06", who="anna-lee"),
    held("2021-06", who="dora-park"),
    held("2019", who="anna-lee", office=PRESIDENT[0]),
    held("2020-05", who="bo-lee", office="office/deu/chancellor"),
    held("2020-05", who="emil-park", office="office/deu/minister-of-foreign-affairs"),
    held("2020-05", who="bo-lee", office="office/deu/minister-of-foreign-affairs", acting="true"),
    held("2020-05", who="carl-lee", office="office/ita/prime-minister"),
]
TEXT = (
    "German Chancellor Lee met the French foreign minister in Rome on Tuesday. Park and Italian Prime Minister Carl Lee "
    "joined them, and the French president called Lee later. The German foreign minister, Emil Park, stayed away."
)


def linked(base: Knowledge) -> Sequence[object]:
    document = Document("d", "d", TEXT, published="2021-06-15")
    annotations = annotate(load_pipeline(), document, knowledge=base)._.diplograph
    return [(m.start, m.end, m.kind, m.people, m.candidates) for m in annotations.mentions] + [
        (entity.key, entity.name, entity.person, entity.country) for entity in annotations.people.values()
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(PEOPLE_ROWS), st.permutations(OFFICE_ROWS), st.permutations(TENURE_ROWS))
def test_linking_does_not_depend_on_the_order_of_rows(people: Rows, offices: Rows, tenures: Rows) -> None:
    expected = linked(make(PEOPLE_ROWS, OFFICE_ROWS, TENURE_ROWS))
    assert any(isinstance(row, tuple) and "emil-park" in row for row in expected)
    assert linked(make(people, offices, tenures)) == expected


def test_our_base_does_not_depend_on_the_order_of_rows_or_files(tmp_path: Path) -> None:
    shuffled = random.Random(7)  # noqa: S311 - a fixed shuffle
    for path in DATA.rglob("*.csv"):
        header, *lines = list(csv.reader(path.read_text("utf-8").splitlines()))
        shuffled.shuffle(lines)
        # Another name puts the file elsewhere among its like.
        name = path.name if path.parent == DATA else f"{shuffled.randrange(10**6)}-{path.name}"
        target = tmp_path / path.relative_to(DATA).parent / name
        target.parent.mkdir(exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *lines])
    ours, other = read_knowledge(DATA), read_knowledge(tmp_path)
    for field in ("countries", "posts", "offices", "office_aliases", "people", "capitals"):
        assert list(getattr(ours, field).items()) == list(getattr(other, field).items()), field
    assert ours.terms == other.terms
    assert ours.metonyms == other.metonyms


# -- our own tables


def test_our_tables_load_and_have_no_overlaps() -> None:
    """Three changes of power were disputed for some days: both claims stand in the tables."""
    rivals = {
        "office/civ/president: laurent-gbagbo",
        "office/gmb/president: yahya-jammeh",
        "office/mda/prime-minister: pavel-filip",
    }
    found = {problem.partition(" (")[0] for problem in officials.check() if "overlap" in problem}
    assert found == rivals


def test_our_tables_have_no_impossible_dates() -> None:
    assert [problem for problem in officials.check() if "began" in problem or "lasted" in problem] == []


@pytest.mark.parametrize("table", ["people", "offices", "tenures"])
def test_our_tables_are_sorted_by_key(table: str) -> None:
    for path in sorted((DATA / table).glob("*.csv")):
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))[1:]
        keys = [row[: 2 if table == "tenures" else 1] for row in rows]
        assert keys == sorted(keys), (
            f"{path.name}: sort its rows by {'person and office' if table == 'tenures' else 'id'}"
        )
