"""Each kind of wrong row is refused with file, line, what is wrong and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import TableError
from ingest.knowledge import read_knowledge
from tests.ingest.test_knowledge import MINISTER, OFFICE, Rows, held, make_folder, person

ANNA = person("anna-roy", "Anna Roy")


def failure(folder: Path, people: Rows = (ANNA,), offices: Rows = (MINISTER,), tenures: Rows = ()) -> str:
    with pytest.raises(TableError) as caught:
        read_knowledge(make_folder(folder, people, offices, tenures))
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        pytest.param(("", "Anna Roy", "FRA", "", "", "", "toy"), "id is empty", id="no id"),
        pytest.param(("Anna Roy", "Anna Roy", "FRA", "", "", "", "toy"), "is no id of a person", id="id is no slug"),
        pytest.param(("anna-roy", "", "FRA", "", "", "", "toy"), "name is empty", id="no name"),
        pytest.param(("anna-roy", "Anna Roy", "France", "", "", "", "toy"), "no such code", id="country is no code"),
        pytest.param(("anna-roy", "Anna Roy", "FRA", "w", "", "", "toy"), "it should be m, f or empty", id="gender"),
        pytest.param(("anna-roy", "Anna Roy", "FRA", "f", "1970-13", "", "toy"), "is no date", id="born"),
        pytest.param(("anna-roy", "Anna Roy", "FRA", "f", "", "", ""), "source is empty", id="no source"),
        pytest.param(("anna-roy", "Anna Roy", "FRA"), "3 cells, should be 7", id="too few cells"),
    ],
)
def test_wrong_row_of_people(tmp_path: Path, row: tuple[str, ...], what: str) -> None:
    message = failure(tmp_path, [person("luc-diaz", "Luc Diaz"), row])
    assert message.startswith("toy.csv, line 3: ")
    assert what in message


@pytest.mark.parametrize(
    ("row", "what"),
    [
        pytest.param(("minister", "FRA", "foreign-minister", "X", "", "toy"), "is no id of an office", id="id"),
        pytest.param((OFFICE, "F", "foreign-minister", "X", "", "toy"), "no such code in countries.csv", id="country"),
        pytest.param((OFFICE, "FRA", "chief-wizard", "X", "", "toy"), "no such post in posts.csv", id="post"),
        pytest.param((OFFICE, "FRA", "foreign-minister", "", "", "toy"), "title is empty", id="no title"),
        pytest.param((OFFICE, "FRA", "foreign-minister", "X", "", ""), "source is empty", id="no source"),
    ],
)
def test_wrong_row_of_offices(tmp_path: Path, row: tuple[str, ...], what: str) -> None:
    message = failure(tmp_path, offices=[row])
    assert message.startswith("toy.csv, line 2: ")
    assert what in message


@pytest.mark.parametrize(
    ("row", "what"),
    [
        pytest.param(held("2020", who="nobody"), "no such id in people/", id="no such person"),
        pytest.param(held("2020", office="office/fra/none"), "no such id in offices/", id="no such office"),
        pytest.param(held("June 2020"), "write dates as YYYY-MM-DD", id="date in words"),
        pytest.param(held("2021-02-29"), "is no date", id="day that does not exist"),
        pytest.param(held("2020", "2020-13"), "is no date", id="month that does not exist"),
        pytest.param(held("2021", "2020"), "ends (2020) before it begins (2021)", id="ends before it begins"),
        pytest.param(held("2020", acting="yes"), "it should be true, false or empty", id="acting"),
        pytest.param(("anna-roy", OFFICE, "2020", "", "", ""), "source is empty", id="no source"),
    ],
)
def test_wrong_row_of_tenures(tmp_path: Path, row: tuple[str, ...], what: str) -> None:
    message = failure(tmp_path, tenures=[row])
    assert message.startswith("toy.csv, line 2: ")
    assert what in message


def test_a_term_that_ends_in_the_month_it_begins_is_right(tmp_path: Path) -> None:
    base = read_knowledge(make_folder(tmp_path, [ANNA], [MINISTER], [held("2020-05-20", "2020-05")]))
    assert len(base.terms) == 1


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        pytest.param("people", "anna-roy,Anne Roy,FRA,,,,toy", "stands twice, with name", id="two names"),
        pytest.param("people", "anna-roy,Anna Roy,DEU,,,,toy", "stands twice, with country", id="two countries"),
        pytest.param("offices", f"{OFFICE},DEU,foreign-minister,Foreign Minister,,toy", "another country", id="office"),
        pytest.param("offices", f"{OFFICE},FRA,foreign-minister,Chief,,toy", "stands twice, called", id="two titles"),
        pytest.param("tenures", f"anna-roy,{OFFICE},2020,,true,toy", "once acting", id="acting and not"),
    ],
)
def test_two_rows_that_contradict(tmp_path: Path, table: str, line: str, what: str) -> None:
    folder = make_folder(tmp_path, [ANNA], [MINISTER], [held("2020")])
    with (folder / table / "toy.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    with pytest.raises(TableError, match=what) as caught:
        read_knowledge(folder)
    assert str(caught.value).startswith("toy.csv, line 3: ")


def test_one_person_in_two_files_has_the_aliases_of_both(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, [person("anna-roy", "Anna Roy", aliases="A. Roy")], [MINISTER], [])
    (folder / "people" / "more.csv").write_text(
        "id,name,country,gender,born,aliases,source\nanna-roy,Anna Roy,,f,,Anna B. Roy,else\n", "utf-8"
    )
    found = read_knowledge(folder).people["anna-roy"]
    assert (found.aliases, found.gender, found.country) == (("A. Roy", "Anna B. Roy"), "f", "FRA")
    assert found.source == "else; toy"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param("id,name\n", "columns are id,name; they should be id,name,country", id="header"),
        pytest.param("", "they should be id,name,country", id="empty file"),
        pytest.param('id,name,country,gender,born,aliases,source\n"anna', "close the quotes", id="open quote"),
    ],
)
def test_wrong_file(tmp_path: Path, content: str, what: str) -> None:
    folder = make_folder(tmp_path, [ANNA], [MINISTER], [])
    (folder / "people" / "toy.csv").write_text(content, "utf-8")
    with pytest.raises(TableError, match=r"toy\.csv, line") as caught:
        read_knowledge(folder)
    assert what in str(caught.value)


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, [ANNA], [MINISTER], [])
    (folder / "people" / "toy.csv").write_bytes(b"id,name,country,gender,born,aliases,source\nx,Andr\xe9,,,,,t\n")
    with pytest.raises(TableError, match="save it as UTF-8"):
        read_knowledge(folder)


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        pytest.param("countries", "fra,France,,,,,Paris,head-of-state,toy", "is no alpha-3 code", id="code"),
        pytest.param("countries", "FRA,France,,,,,Paris,head-of-state,toy", "stands twice", id="twice"),
        pytest.param("countries", "QQQ,Nowhere,,,,,,wizard,toy", "it should be one of", id="led by"),
        pytest.param("organizations", "FRA,France,,,,toy", "stands twice", id="code of a state"),
        pytest.param("metonyms", "The Palace,QQQ,building,,,toy", "no such code", id="metonym of nowhere"),
        pytest.param("metonyms", "The Palace,FRA,building,soon,,toy", "is no date", id="since of a metonym"),
        pytest.param("posts", "foreign-minister,X,x,toy", "stands twice", id="post twice"),
        pytest.param("posts", "chief-wizard,Wizard,,toy", "phrases is empty", id="post without phrases"),
    ],
)
def test_wrong_row_of_the_other_tables(tmp_path: Path, table: str, line: str, what: str) -> None:
    folder = make_folder(tmp_path, [ANNA], [MINISTER], [])
    with (folder / f"{table}.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")
    with pytest.raises(TableError, match=what) as caught:
        read_knowledge(folder)
    assert str(caught.value).startswith(f"{table}.csv, line ")
