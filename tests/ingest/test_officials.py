"""What the commands on officials answer, and how a user's own tables go before ours."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.testing import CliRunner

import diplograph
from graph.errors import InputError, QueryError, TableError
from graph.rows import Edge
from ingest import officials
from ingest.build import build, extract, rows_of_graph
from ingest.knowledge import Knowledge, lay_over, load_knowledge, read_knowledge
from ingest.officials_own import default_folder, own_folder, own_hash, target_folder
from ingest.readers import read_paths
from tests.ingest.test_knowledge import (
    MINISTER,
    OFFICE,
    PRESIDENT,
    TWO,
    Rows,
    day,
    held,
    make,
    make_folder,
    person,
    write_tables,
)

DEPUTY = ("office/fra/deputy-foreign-minister", "FRA", "deputy-foreign-minister", "Deputy Foreign Minister", "", "toy")
EVE = person("eve-sol", "Eve Sol")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that commands take for the user's tables."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("DIPLOGRAPH_OFFICIALS", str(folder))
    return folder


def laid_over(
    tenures: Rows, *, ours: Rows, people: Rows = (*TWO, EVE), offices: Rows = (MINISTER, DEPUTY)
) -> Knowledge:
    """Return our toy base with a user's rows over it."""
    with TemporaryDirectory() as place:
        base = make_folder(Path(place) / "base", TWO, [MINISTER, PRESIDENT, DEPUTY], ours)
        return lay_over(read_knowledge(base), write_tables(Path(place) / "own", people, offices, tenures))


# -- a user's rows over ours


def test_row_on_the_same_person_and_office_replaces_ours() -> None:
    base = laid_over([("anna-roy", OFFICE, "2019-01-01", "2019-12-31", "", "mine")], ours=[held("2020", "2021")])
    assert base.holders(OFFICE, day("2020-06-01")) == []
    assert base.holders(OFFICE, day("2019-06-01")) == ["anna-roy"]
    assert [term.tenure.source for term in base.terms_of_person["anna-roy"]] == ["mine"]


def test_all_of_our_rows_on_the_two_give_way() -> None:
    ours = [held("2010", "2012"), held("2020", "2021"), held("2015", office=PRESIDENT[0])]
    base = laid_over([held("2020-05", "2021-05")], ours=ours)
    assert [(t.tenure.office, t.tenure.since) for t in base.terms_of_person["anna-roy"]] == [
        (PRESIDENT[0], "2015"),
        (OFFICE, "2020-05"),
    ]


def test_successor_in_the_users_rows_ends_our_open_row() -> None:
    base = laid_over([held("2024-03-01", who="eve-sol")], ours=[held("2020-01-01")])
    assert base.holders(OFFICE, day("2024-02-29")) == ["anna-roy"]
    assert base.holders(OFFICE, day("2024-03-02")) == ["eve-sol"]
    ended = base.terms_of_person["anna-roy"][0].tenure
    assert (ended.until, ended.source) == ("2024-03-01", "toy; its end: toy")


def test_our_closed_row_stays_and_the_users_holder_is_the_one_named() -> None:
    base = laid_over([held("2021-01-01", "2021-12-31", who="eve-sol")], ours=[held("2020-01-01", "2022-12-31")])
    assert base.holders(OFFICE, day("2021-06-01")) == ["eve-sol"]
    assert base.holders(OFFICE, day("2020-06-01")) == ["anna-roy"]
    assert [problem for problem in officials.check(knowledge=base) if "overlap" in problem]


def test_office_of_several_holders_keeps_ours_beside_the_users() -> None:
    ours = [held("2020-01-01", office=DEPUTY[0])]
    base = laid_over([held("2021-01-01", who="eve-sol", office=DEPUTY[0])], ours=ours)
    assert base.holders(DEPUTY[0], day("2022-01-01")) == ["anna-roy", "eve-sol"]


def test_users_row_on_a_person_gives_name_and_keeps_our_names_as_aliases() -> None:
    base = laid_over([], ours=[], people=[person("anna-roy", "Anna Maria Roy", aliases="A. M. Roy")])
    assert base.people["anna-roy"].name == "Anna Maria Roy"
    assert base.people["anna-roy"].aliases == ("A. M. Roy", "Anna Roy")
    assert base.people_by_name["anna roy"] == ("anna-roy",)


def test_wrong_row_of_the_user_names_their_file(own: Path) -> None:
    write_tables(own, [person("eve-sol", "Eve Sol", "NOWHERE")], [], [], "mine.csv")
    with pytest.raises(TableError, match=r"mine\.csv, line 2: country is 'NOWHERE'"):
        load_knowledge()


# -- where they lie


def test_folder_named_by_the_variable_must_be_there(tmp_path: Path) -> None:
    assert own_folder({"DIPLOGRAPH_OFFICIALS": str(tmp_path)}) == tmp_path
    with pytest.raises(InputError, match="no such folder"):
        own_folder({"DIPLOGRAPH_OFFICIALS": str(tmp_path / "none")})


def test_usual_folder_is_used_once_it_is_there(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    usual = default_folder(environment)
    assert own_folder(environment) is None
    usual.mkdir(parents=True)
    assert own_folder(environment) == usual


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/diplograph/officials"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/diplograph/officials"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/diplograph/officials"),
        ("win32", {"LOCALAPPDATA": "/l", "USERPROFILE": "/u"}, "/l/diplograph/officials"),
    ],
)
def test_usual_folder_of_each_system(platform: str, environment: dict[str, str], expected: str) -> None:
    assert default_folder(environment, platform) == Path(expected)


def test_import_goes_to_the_folder_that_commands_read(tmp_path: Path) -> None:
    environment = {"DIPLOGRAPH_OFFICIALS": str(tmp_path)}
    assert target_folder(None, environment).path == tmp_path
    assert target_folder(None, environment).is_used
    assert not target_folder(tmp_path / "other", environment).is_used


def test_hash_is_of_the_tables_alone(own: Path) -> None:
    assert own_hash(None) is own_hash(own) is None
    write_tables(own, [EVE], [], [])
    first = own_hash(own)
    (own / "notes.txt").write_text("x")
    assert own_hash(own) == first
    write_tables(own, [EVE], [MINISTER], [])
    assert own_hash(own) != first


# -- commands


def run(*arguments: str) -> str:
    result = CliRunner().invoke(diplograph.make_app(), ["officials", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_at_and_of_and_check_use_the_users_rows(own: Path) -> None:
    assert "Eve Sol" not in run("at", "2031-05-05", "--country", "France")
    write_tables(own, [EVE], [MINISTER], [held("2031-01-01", who="eve-sol"), held("2031-02-01", who="eve-sol")])
    shown = run("at", "2031-05-05", "--country", "France")
    assert "Eve Sol" in shown
    assert "toy" in shown
    assert "2031-01-01" in run("of", "Eve Sol")
    assert "eve-sol" in run("check")


def test_reading_uses_the_users_rows_and_a_graph_is_read_anew(own: Path, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("---\npublished: 2031-05-05\n---\nThe Belgian foreign minister met Wang Yi in Geneva on Monday.\n")
    graph = tmp_path / "graph"
    assert build([text], graph, with_store=False).extracted == 1
    assert build([text], graph, with_store=False).reused == 1
    office = "office/bel/minister-of-foreign-affairs"
    write_tables(own, [EVE], [(office, "BEL", *MINISTER[2:])], [held("2031-01-01", who="eve-sol", office=office)])
    assert build([text], graph, with_store=False).extracted == 1
    (records,) = extract(read_paths([text]))
    assert "eve-sol" in {found.id for found in records.people}
    held_office = [row for row in rows_of_graph(graph) if isinstance(row, Edge) and row.start_id == "eve-sol"]
    (edge,) = [row for row in held_office if row.type == "HELD_OFFICE"]
    assert (edge.properties["since"], edge.properties["source"]) == ("2031-01-01", "toy")
    assert "until" not in edge.properties
    (own / "tenures" / "toy.csv").unlink()
    os.utime(own / "people" / "toy.csv")
    (records,) = extract(read_paths([text]))
    assert "eve-sol" not in {found.id for found in records.people}


# -- answers


BASE = make(
    [*TWO, person("anna-roy/deu", "Anna Roy", "DEU")],
    [MINISTER, PRESIDENT, DEPUTY],
    [held("2020-02-01", "2020-06-30"), held("2020-06-30", "2021", who="luc-diaz", acting="true")],
)


def test_held_at_lists_holders_with_acting_marked() -> None:
    rows = officials.held_at("2020-06-30", "french republic", knowledge=BASE)
    assert [(row.person, row.acting) for row in rows] == [("Anna Roy", ""), ("Luc Diaz", "acting")]
    assert officials.held_at("2020-07-01", "FRA", knowledge=BASE) == rows[1:]


@pytest.mark.parametrize(
    ("date", "country", "error"),
    [("2020-06", "FRA", "write it as YYYY-MM-DD"), ("2020-06-30", "Nowhere", "no country or organisation is called")],
)
def test_held_at_says_what_it_does_not_understand(date: str, country: str, error: str) -> None:
    with pytest.raises((InputError, QueryError), match=error):
        officials.held_at(date, country, knowledge=BASE)


def test_offices_of_a_name_that_two_bear_lists_both() -> None:
    with pytest.raises(QueryError, match=r"anna-roy.*anna-roy/deu"):
        officials.offices_of("Anna Roy", knowledge=BASE)
    assert [row.office for row in officials.offices_of("anna-roy", knowledge=BASE)] == ["Foreign Minister"]
    with pytest.raises(QueryError, match="nobody called"):
        officials.offices_of("Zed Nobody", knowledge=BASE)


@pytest.mark.parametrize(
    ("tenures", "expected"),
    [
        pytest.param([held("2020-01-01", "2020-06-30"), held("2020-06-30", "2021", who="luc-diaz")], [], id="same day"),
        pytest.param([held("2020-01-01", "2020-07"), held("2020-07", "2021", who="luc-diaz")], [], id="same month"),
        pytest.param(
            [held("2020-01-01", "2020-07-02"), held("2020-06-30", "2021", who="luc-diaz")], ["overlap"], id="overlap"
        ),
        pytest.param(
            [held("2020-01-01", "2020-07-02"), held("2020-06-30", "2021", who="luc-diaz", acting="true")],
            [],
            id="acting",
        ),
        pytest.param([held("2020-01-01"), held("2021", "2022", who="luc-diaz")], ["overlap"], id="inside an open term"),
        pytest.param([held("2010", "2012"), held("2014-06", "2015", who="luc-diaz")], ["nobody between"], id="gap"),
        pytest.param([held("2010", "2012"), held("2013-01", "2015", who="luc-diaz")], [], id="no gap"),
        pytest.param(
            [held("2010", "2015-06-01"), held("2013-01", "2016")], ["are of one person"], id="one person twice"
        ),
        pytest.param([held("1900", "2015")], ["lasted more than"], id="longer than a life"),
        pytest.param([], ["nobody is known"], id="nobody"),
    ],
)
def test_check(tenures: Rows, expected: list[str]) -> None:
    found = officials.check(knowledge=make(TWO, [MINISTER], tenures))
    assert len(found) == len(expected)
    assert all(what in problem for what, problem in zip(expected, found, strict=True))


def test_check_of_ages() -> None:
    child = ("anna-roy", "Anna Roy", "FRA", "f", "2010", "", "toy")
    found = officials.check(knowledge=make([child], [MINISTER], [held("2020")]))
    assert found == [f"{OFFICE}: anna-roy (2020–) began at the age of 10"]
    monarch = ("office/fra/king", "FRA", "head-of-state", "King", "", "toy")
    assert officials.check(knowledge=make([child], [monarch], [held("2020", office=monarch[0])])) == []


def test_check_leaves_offices_of_several_holders_alone() -> None:
    both = [held("2020", office=DEPUTY[0]), held("2021", who="luc-diaz", office=DEPUTY[0])]
    assert officials.check(knowledge=make(TWO, [DEPUTY], both)) == []


# -- the command `import`


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        pytest.param(
            "Zed Novak,China,Mayor of Ghent,2001", 0, "1 tenures of 1 people (0 of ours) in 1 offices", id="good"
        ),
        pytest.param("Zed Novak,China,Mayor of Ghent,", 1, "no office holder in it could be used", id="nothing"),
        pytest.param("Zed Novak,China,Mayor of Ghent,2001\nBo,,,x", 1, "a.csv, line 3: skipped: ", id="a bad row"),
        pytest.param("Zed Novak,China,Mayor of Ghent,2001\nAda Bly,China,Mayor,", 0, "no first day", id="of no use"),
    ],
)
def test_import_says_what_it_did_and_what_it_left_out(
    own: Path, tmp_path: Path, lines: str, code: int, said: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"person,country,office,since\n{lines}\n")
    result = CliRunner().invoke(diplograph.make_app(), ["officials", "import", str(file)])
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output
    assert (own / "tenures" / "a.csv").is_file() == ("2001" in lines)


def test_import_elsewhere_says_how_to_use_it(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("person,country,office,since\nZed Novak,China,Mayor of Ghent,2001\n")
    other = tmp_path / "other"
    result = CliRunner().invoke(diplograph.make_app(), ["officials", "import", str(file), "--to", str(other)])
    assert result.exit_code == 0
    assert f"to use them, set DIPLOGRAPH_OFFICIALS={other}" in result.output
