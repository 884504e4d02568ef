"""Each format gives the same tables; people and offices are ours where name and office agree; every left-out row is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from ingest.importers.importing import ImportResult, import_officials
from ingest.knowledge import Knowledge, lay_over, read_packaged
from tests.ingest.test_knowledge import day

Json = dict[str, Any]
MINISTER = "office/chn/minister-of-foreign-affairs"


def bring(tmp_path: Path, name: str, content: str, **options: Any) -> tuple[ImportResult, Path]:
    """Import a file of this content, and return what came of it and the folder."""
    file, to = tmp_path / name, tmp_path / "own"
    file.write_text(content, "utf-8")
    return import_officials(file, to, **options), to


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted((folder / table).glob("*.csv")):
        found += csv.DictReader(path.read_text("utf-8").splitlines())
    return found


def tenures(folder: Path) -> list[tuple[str, ...]]:
    return [(r["person"], r["office"], r["since"], r["until"], r["acting"]) for r in rows(folder, "tenures")]


def told(result: ImportResult) -> str:
    return "\n".join(map(str, result.remarks))


# -- one holder in every format

EXPECTED = [("qin-gang", MINISTER, "2022-12-30", "2023-07-25", "")]


def ftm(identifier: str, schema: str, **properties: list[Any]) -> Json:
    return {"id": identifier, "schema": schema, "properties": properties}


def lines(*entities: Json) -> str:
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)


QIN = ftm("NK-1", "Person", name=["Qin Gang"], nationality=["cn"], birthDate=["1966-03-19"], gender=["male"])
POST = ftm("P-1", "Position", name=["Minister of Foreign Affairs"], country=["cn"])
TERM = ftm("O-1", "Occupancy", holder=["NK-1"], post=["P-1"], startDate=["2022-12-30"], endDate=["2023-07-25"])


def wikidata_time(value: str, precision: int = 11) -> Json:
    return {"datavalue": {"value": {"time": value, "precision": precision}, "type": "time"}}


def to_item(identifier: str) -> Json:
    return {"snaktype": "value", "datavalue": {"value": {"id": identifier}, "type": "wikibase-entityid"}}


def statement(position: str, since: Json | None, until: Json | None, rank: str = "normal", **more: Json) -> Json:
    qualifiers = {name: [value] for name, value in (("P580", since), ("P582", until)) if value}
    return {
        "mainsnak": to_item(position),
        "rank": rank,
        "qualifiers": {**qualifiers, **{k: [v] for k, v in more.items()}},
    }


def labelled(identifier: str, label: str | None, **claims: list[Json]) -> Json:
    return {"id": identifier, "labels": {"en": {"value": label}} if label else {}, "claims": claims}


def wikidata_qin(*held: Json) -> list[Json]:
    return [
        labelled("Q901", "Qin Gang", P39=list(held)),
        labelled(
            "Q902",
            "Minister of Foreign Affairs of the People's Republic of China",
            P1001=[{"mainsnak": to_item("Q148")}],
        ),
    ]


TERM_JSON = statement("Q902", wikidata_time("+2022-12-30T00:00:00Z"), wikidata_time("+2023-07-25T00:00:00Z"))
NESTED = {
    **QIN,
    "properties": {
        **QIN["properties"],
        "positionOccupancies": [ftm("O-1", "Occupancy", post=[POST], startDate=["2022-12-30"], endDate=["2023-07-25"])],
    },
}
FORMATS = {
    "plain.csv": "person,country,office,since,until\nQin Gang,China,Foreign Minister,2022-12-30,2023-07-25\n",
    "semicolons.csv": "Office;Person;Since;Until;Country\nforeign minister;Qin Gang;2022-12-30;2023-07-25;CHN\n",
    "title.csv": "person,office,start,end\nQin Gang,Chinese Foreign Minister,2022-12-30,2023-07-25\n",
    "sparql.csv": (
        "person,personLabel,position,positionLabel,start,end,countryLabel\n"
        "http://www.wikidata.org/entity/Q901,Qin Gang,http://www.wikidata.org/entity/Q902,"
        "Minister of Foreign Affairs of China,2022-12-30T00:00:00Z,2023-07-25T00:00:00Z,People's Republic of China\n"
    ),
    "entities.ftm.json": lines(QIN, POST, TERM),
    "nested.json": lines(NESTED),
    "entity.json": json.dumps({"entities": {entity["id"]: entity for entity in wikidata_qin(TERM_JSON)}}),
    "dump.json": "[\n" + ",\n".join(json.dumps(entity) for entity in wikidata_qin(TERM_JSON)) + "\n]\n",
    "lines.jsonl": lines(*wikidata_qin(TERM_JSON)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_finds_our_person_and_office(tmp_path: Path, name: str) -> None:
    result, folder = bring(tmp_path, name, FORMATS[name])
    assert tenures(folder) == EXPECTED
    assert (result.known_people, result.known_offices, result.is_clean) == (1, 1, True)
    assert not result.remarks
    assert all(row["source"] for row in rows(folder, "tenures"))


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_imported_goes_before_ours_with_its_source(tmp_path: Path, name: str) -> None:
    content = FORMATS[name].replace("2023-07-25", "2023-09-01")
    _, folder = bring(tmp_path, name, content)
    base = lay_over(read_packaged(), folder)
    found = [term.tenure for term in base.terms_of_person["qin-gang"] if term.tenure.office == MINISTER]
    assert [(tenure.since, tenure.until) for tenure in found] == [("2022-12-30", "2023-09-01")]
    assert found[0].source == rows(folder, "tenures")[0]["source"] != "general knowledge"
    assert base.holders(MINISTER, day("2023-08-15")) == ["qin-gang"]


def test_importing_again_gives_the_same_and_replaces(tmp_path: Path) -> None:
    content = "person,country,office,since\nZed Novak,France,Minister of Silly Walks,2020\n"
    _, folder = bring(tmp_path, "a.csv", content)
    first = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    bring(tmp_path, "a.csv", content)
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == first
    bring(tmp_path, "a.csv", content.replace("2020", "2021"))
    assert tenures(folder) == [("zed-novak", "office/fra/minister-of-silly-walks", "2021", "", "")]


def test_second_file_knows_the_people_and_offices_of_the_first(tmp_path: Path) -> None:
    bring(tmp_path, "a.csv", "person,country,office,since,until\nZed Novak,France,Minister of Silly Walks,2020,2021\n")
    result, folder = bring(
        tmp_path, "b.csv", "person,country,office,since\nZed Novak,France,minister of silly walks,2021\n"
    )
    assert (result.known_people, result.known_offices) == (1, 1)
    assert {row["person"] for row in rows(folder, "tenures")} == {"zed-novak"}
    lay_over(read_packaged(), folder)


# -- whom and what is meant


def test_namesake_with_another_office_is_somebody_else(tmp_path: Path) -> None:
    result, folder = bring(tmp_path, "a.csv", "person,country,office,since\nQin Gang,China,Mayor of Xiangtan,2001\n")
    assert tenures(folder) == [("qin-gang/chn", "office/chn/mayor-of-xiangtan", "2001", "", "")]
    assert "taken for somebody else than our qin-gang" in told(result)
    assert result.is_clean


def test_same_name_and_year_of_birth_is_ours(tmp_path: Path) -> None:
    born = read_packaged().people["qin-gang"].born
    assert born
    content = f"person,country,office,since,born\nQin Gang,China,Mayor of Xiangtan,2001,{born}\n"
    assert tenures(bring(tmp_path, "a.csv", content)[1])[0][0] == "qin-gang"


def test_the_file_may_name_our_ids(tmp_path: Path) -> None:
    content = f"person,country,office,since,person_id,office_id\nGang Q.,China,Head of Things,2022-12-30,qin-gang,{MINISTER}\n"
    assert tenures(bring(tmp_path, "a.csv", content)[1])[0][:2] == ("qin-gang", MINISTER)


def test_longer_form_of_a_name_needs_the_office_at_that_time(tmp_path: Path) -> None:
    head = "person,country,office,since,until\n"
    held = "Antony John Blinken,United States,Secretary of State,2021-01-26,2025-01-20\n"
    _, folder = bring(tmp_path, "a.csv", head + held)
    assert tenures(folder)[0][0] == "antony-blinken"
    assert rows(folder, "people")[0]["name"] == "Antony Blinken"
    assert rows(folder, "people")[0]["aliases"] == "Antony John Blinken"
    _, other = bring(tmp_path, "a.csv", head + held.replace("2021-01-26", "1911").replace("2025-01-20", "1912"))
    assert tenures(other)[0][0] == "antony-john-blinken"


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("President of the United States", "", "office/usa/president"),
        ("U.S. Secretary of State", "", "office/usa/secretary-of-state"),
        ("Acting Prime Minister of Japan", "JPN", "office/jpn/prime-minister"),
        ("Ambassador of the United States to China", "USA", "office/usa/ambassador-to-china"),
        ("Secretary-General of the United Nations", "", "office/uno/secretary-general"),
        ("Prime Minister of Flanders", "BEL", "office/bel/prime-minister-of-flanders"),
    ],
)
def test_titles(tmp_path: Path, title: str, country: str, office: str) -> None:
    _, folder = bring(tmp_path, "a.csv", f"person,country,office,since\nZed Novak,{country},{title},1801\n")
    assert [(row[1], row[4]) for row in tenures(folder)] == [(office, "true" if "Acting" in title else "")]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Prime Minister of Flanders", "official-other"),
        ("Governor of Ghent", "regional-leader"),
        ("Minister of Silly Walks", "minister-other"),
        ("Member of the Chamber of Representatives", "legislator"),
        ("Special Envoy for Puddles", "special-envoy"),
        ("Spouse of the Prime Minister", "official-other"),
    ],
)
def test_new_office_has_a_kind_that_does_not_pass_for_the_country_s_own(tmp_path: Path, title: str, kind: str) -> None:
    _, folder = bring(tmp_path, "a.csv", f"person,country,office,since\nZed Novak,Belgium,{title},2020\n")
    assert rows(folder, "offices")[0]["post"] == kind


# -- dates


def test_precisions_of_wikidata(tmp_path: Path) -> None:
    held = statement("Q902", wikidata_time("+2022-12-01T00:00:00Z", 10), wikidata_time("+2023-00-00T00:00:00Z", 9))
    _, folder = bring(tmp_path, "a.json", lines(*wikidata_qin(held)))
    assert tenures(folder)[0][2:4] == ("2022-12", "2023")


def test_query_without_precisions_gives_the_first_of_january_as_a_year(tmp_path: Path) -> None:
    head = "personLabel,positionLabel,countryLabel,start,end{}\nZed Novak,Mayor of Ghent,Belgium,2001-01-01T00:00:00Z,2004-05-06T00:00:00Z{}\n"
    _, folder = bring(tmp_path, "a.csv", head.format("", ""))
    assert tenures(folder)[0][2:4] == ("2001", "2004-05-06")
    _, folder = bring(tmp_path, "a.csv", head.format(",startPrecision,endPrecision", ",11,10"))
    assert tenures(folder)[0][2:4] == ("2001-01-01", "2004-05")


def test_end_that_the_file_leaves_open_is_when_somebody_followed(tmp_path: Path) -> None:
    content = (
        "person,country,office,since,until\nAda Bly,France,Minister of Silly Walks,2001-02-03,\n"
        "Zed Novak,France,Minister of Silly Walks,2005-06-07,2006\nBo Carr,France,Minister of Silly Walks,2006,\n"
    )
    result, folder = bring(
        tmp_path, "a.csv", content.replace("Minister of Silly Walks", "Prime Minister").replace("France", "Tuvalu")
    )
    assert [row[2:4] for row in tenures(folder)] == [("2001-02-03", "2005-06-07"), ("2006", ""), ("2005-06-07", "2006")]
    assert "Ada Bly, Prime Minister: without a last day; taken to be 2005-06-07" in told(result)


def test_ended_on_a_day_nobody_knows_is_left_out(tmp_path: Path) -> None:
    ended = ftm("O-1", "Occupancy", holder=["NK-1"], post=["P-1"], startDate=["2022-12-30"], status=["ended"])
    result, folder = bring(tmp_path, "a.json", lines(QIN, POST, ended))
    assert not folder.exists()
    assert "over, and no last day is known" in told(result)
    current = {**ended, "properties": {**ended["properties"], "status": ["current"]}}
    result, folder = bring(tmp_path, "a.json", lines(QIN, POST, current))
    assert tenures(folder)[0][2:4] == ("2022-12-30", "")


# -- what is left out, and why


@pytest.mark.parametrize(
    ("line", "reason", "is_bad"),
    [
        pytest.param(",China,Mayor of Ghent,2001,", "the person has no name", True, id="no name"),
        pytest.param("Zed Novak,China,,2001,", "has no title", True, id="no title"),
        pytest.param(
            "Zed Novak,Nowhere,Mayor of Ghent,2001,", "no state or body is called 'Nowhere'", True, id="country"
        ),
        pytest.param("Zed Novak,,Mayor,2001,", "neither the file nor the title 'Mayor' tells", False, id="no country"),
        pytest.param("Zed Novak,China,Mayor of Ghent,,", "there is no first day", False, id="no first day"),
        pytest.param("Zed Novak,China,Mayor of Ghent,in May,", "'in May' is no date", True, id="date"),
        pytest.param("Zed Novak,China,Mayor of Ghent,2001-02-30,", "is no date", True, id="day that does not exist"),
        pytest.param(
            "Zed Novak,China,Mayor of Ghent,2002,2001", "ends (2001) before it begins (2002)", True, id="order"
        ),
        pytest.param("Zed Novak,China", "2 cells under 5 columns", True, id="cells"),
        pytest.param(
            "Zed Novak,China,Mayor of Ghent,1801,", "begun in 1801 and without a last day", False, id="long ago"
        ),
    ],
)
def test_row_left_out_is_told_with_line_and_reason(tmp_path: Path, line: str, reason: str, is_bad: bool) -> None:
    content = f"person,country,office,since,until\nBo Carr,China,Mayor of Beijing,2001,2002\n{line}\n"
    result, folder = bring(tmp_path, "a.csv", content)
    assert len(tenures(folder)) == 1
    (remark,) = result.remarks
    assert remark.where == "a.csv, line 3"
    assert reason in remark.text
    assert (remark.is_skipped, remark.is_bad, result.is_clean) == (True, is_bad, not is_bad)


@pytest.mark.parametrize(
    ("columns", "value", "reason"),
    [
        ("acting", "perhaps", "acting is 'perhaps'"),
        ("gender", "x", "gender is 'x'"),
        ("kind", "wizard", "no kind of post is called 'wizard'"),
        ("person_id", "Zed Novak", "'Zed Novak' is no id"),
        ("office_id", "mayor", "'mayor' is no id"),
    ],
)
def test_wrong_value_of_an_optional_column(tmp_path: Path, columns: str, value: str, reason: str) -> None:
    content = f"person,country,office,since,{columns}\nZed Novak,China,Mayor of Ghent,2001,{value}\n"
    result, folder = bring(tmp_path, "a.csv", content)
    assert reason in told(result)
    assert not result.is_clean
    assert not folder.exists()


def test_column_that_is_not_understood_is_told(tmp_path: Path) -> None:
    result, _ = bring(
        tmp_path, "a.csv", "person,country,office,since,shoe size\nZed Novak,China,Mayor of Ghent,2001,44\n"
    )
    assert "column 'shoe size' is not used" in told(result)
    assert result.is_clean


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", "person,country\nZed,China\n", "there is no column for title, since"),
        ("a.csv", "", "there is no column for"),
        ("a.csv", "person,name,office,since\n", "mean the same"),
        ("a.json", "[1, 2]", "in none of the formats"),
        ("a.json", '{"x": 1}\n', "in none of the formats"),
        ("a.docx", "x", "in none of the formats"),
        ("a.xml", "<open>", "cannot be read as XML"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, name: str, content: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        bring(tmp_path, name, content)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        import_officials(tmp_path / "none.csv", tmp_path / "own")


def test_only_some_countries(tmp_path: Path) -> None:
    content = "person,country,office,since\nZed Novak,China,Mayor of Ghent,2001\nAda Bly,France,Mayor of Ghent,2001\n"
    result, folder = bring(tmp_path, "a.csv", content, only=["FRA"])
    assert [row[0] for row in tenures(folder)] == ["ada-bly"]
    assert "1 rows on others are left out" in told(result)
    with pytest.raises(InputError, match="no state or body has the code QQQ"):
        bring(tmp_path, "a.csv", content, only=["QQQ"])


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        pytest.param([POST, TERM], "the file has no person NK-1 with a name", id="no person"),
        pytest.param([QIN, TERM], "the file has no position P-1 with a name", id="no position"),
        pytest.param([ftm("O-2", "Occupancy", holder=["NK-1"])], "names no holder or no post", id="no post"),
        pytest.param([{"id": "x"}], "no Follow-the-Money entity", id="no entity"),
    ],
)
def test_entities_that_do_not_fit_together(tmp_path: Path, entities: list[Json], reason: str) -> None:
    other = ftm("NK-2", "Person", name=["Ada Bly"])
    result, _ = bring(tmp_path, "a.json", lines(other, *entities))
    assert reason in told(result)
    assert not result.is_clean


@pytest.mark.parametrize(
    ("entities", "reason"),
    [
        pytest.param(wikidata_qin(TERM_JSON)[:1], "no English name of position Q902; add its entity", id="no position"),
        pytest.param(wikidata_qin({**TERM_JSON, "rank": "deprecated"}), "marked as deprecated", id="deprecated"),
        pytest.param(wikidata_qin({"mainsnak": {"snaktype": "somevalue"}}), "not which", id="unknown position"),
        pytest.param(
            [labelled("Q901", None, P39=[TERM_JSON]), wikidata_qin()[1]], "it has no English name", id="no name"
        ),
        pytest.param(
            wikidata_qin(statement("Q902", wikidata_time("+1900-00-00T00:00:00Z", 7), None)),
            "less precise",
            id="century",
        ),
        pytest.param(
            wikidata_qin(statement("Q902", wikidata_time("-0044-03-15T00:00:00Z"), None)), "no date of our era", id="BC"
        ),
    ],
)
def test_statements_that_are_of_no_use(tmp_path: Path, entities: list[Json], reason: str) -> None:
    result, folder = bring(tmp_path, "a.json", lines(*entities))
    assert reason in told(result)
    assert not folder.exists()


def test_acting_and_unknown_end_in_wikidata(tmp_path: Path) -> None:
    acting = statement(
        "Q902",
        wikidata_time("+2001-01-01T00:00:00Z"),
        wikidata_time("+2001-02-01T00:00:00Z"),
        P5102=to_item("Q4676846"),
    )
    unknown = statement("Q902", wikidata_time("+2002-01-01T00:00:00Z"), {"snaktype": "somevalue"})
    result, folder = bring(tmp_path, "a.json", lines(*wikidata_qin(acting, unknown)))
    assert [row[4] for row in tenures(folder)] == ["true"]
    assert "no last day is known" in told(result)


# -- HistoryAtState


def pocom(tmp_path: Path, *principals: str, folder: str = "positions-principals", root: str | None = None) -> Path:
    home = tmp_path / "pocom"
    (home / "people" / "n").mkdir(parents=True)
    (home / "people" / "n" / "novak-zed.xml").write_text(
        "<person><id>novak-zed</id><persName><surname>Novak</surname><forename>Zed</forename>"
        "<genName>Jr.</genName></persName><birth>1950</birth></person>"
    )
    (home / folder).mkdir()
    file = home / folder / "file.xml"
    file.write_text(
        root
        or "<principal-position><id>secretary</id><names><singular>Secretary\n of State</singular></names><principals>"
        + "".join(principals)
        + "</principals><other-appointees><principal><id>x-1</id><person-id>bly-ada</person-id></principal></other-appointees>"
        "</principal-position>"
    )
    return file


def principal(identifier: str, since: str, until: str, note: str = "", person: str = "novak-zed") -> str:
    return (
        f"<principal><id>{identifier}</id><person-id>{person}</person-id><appointed><date>{since}</date></appointed>"
        f"<started><date>{'' if note else since}</date><note/></started><ended><date>{until}</date><note/></ended>"
        f"<note>{note}</note></principal>"
    )


def test_position_of_history_at_state(tmp_path: Path) -> None:
    file = pocom(
        tmp_path,
        principal("s-1", "1791-02-03", "1792-04-05"),
        principal("s-2", "1793-01", "", note="Declined."),
        principal("s-3", "1794", "1795", person="nobody"),
    )
    result = import_officials(file, tmp_path / "own")
    assert tenures(tmp_path / "own") == [
        ("zed-novak-jr", "office/usa/secretary-of-state", "1791-02-03", "1792-04-05", "")
    ]
    (person,) = rows(tmp_path / "own", "people")
    assert (person["name"], person["born"]) == ("Zed Novak Jr.", "1950")
    assert rows(tmp_path / "own", "tenures")[0]["source"] == "Principal Officers and Chiefs of Mission, s-1"
    assert "s-2: skipped: Zed Novak Jr. did not take up the post: Declined." in told(result)
    assert "nobody.xml to name them" in told(result)
    assert "named, and did not serve: bly-ada" in told(result)
    assert [remark.is_bad for remark in result.remarks].count(True) == 1


def test_missions_of_history_at_state_from_the_folder(tmp_path: Path) -> None:
    chief = (
        "<chief><id>{}</id><person-id>novak-zed</person-id><role-title-id>{}</role-title-id>"
        "<contemporary-territory-id>china</contemporary-territory-id><started><date>{}</date></started>"
        "<ended><date>{}</date></ended><note/></chief>"
    )
    root = (
        "<country-mission><territory-id>china</territory-id><chiefs>"
        + chief.format("c-1", "charge-daffaires-ad-interim", "1850-01-01", "1850-02-01")
        + chief.format("c-2", "ambassador-e-p", "1850-02-01", "1851-02-01")
        + "</chiefs><other-nominees/></country-mission>"
    )
    file = pocom(tmp_path, folder="missions-countries", root=root)
    import_officials(file.parents[1], tmp_path / "own")
    assert [row[1:] for row in tenures(tmp_path / "own")] == [
        ("office/usa/ambassador-to-china", "1850-01-01", "1850-02-01", "true"),
        ("office/usa/ambassador-to-china", "1850-02-01", "1851-02-01", ""),
    ]


def test_base_with_an_import_still_links_ours(tmp_path: Path) -> None:
    _, folder = bring(tmp_path, "a.csv", FORMATS["plain.csv"])
    base: Knowledge = lay_over(read_packaged(), folder)
    assert len(base.people) == len(read_packaged().people)
    assert base.people["qin-gang"].source == "a.csv"
