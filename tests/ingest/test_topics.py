"""Topics are what was discussed or raised at an encounter: named by verbs, nouns and proper names; causes are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import diplograph
from graph.errors import DiplographError
from ingest.annotations import annotations_of
from ingest.build import build
from ingest.nlp import annotate, load_pipeline
from ingest.topics import VARIABLE, load_topics, own_table_hash, read_topics
from tests.ingest.helpers import Case, cases, document, encounter, read, statement

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")


def named(text: str) -> set[str]:
    """Return the topics that a text names anywhere."""
    return {topic for _, _, topic in annotations_of(annotate(load_pipeline(), document(text))).topics}


@cases(
    Case("a dam", "The filling of the Grand Ethiopian Renaissance Dam went on.", "water"),
    Case("a strait", "Warships passed through the Taiwan Strait.", "taiwan"),
    Case("a sea", "A collision in the South China Sea raised tempers.", "south-china-sea"),
    Case("a shoal", "Boats gathered at Second Thomas Shoal.", "south-china-sea"),
    Case("a pipeline", "Gas flowed again through Nord Stream 2.", "energy"),
    Case("an arms treaty", "Nothing has replaced the New START treaty.", "arms-control"),
    Case("a nuclear deal", "The JCPOA is all but dead.", "nuclear-programme"),
    Case(
        "a climate accord",
        "They stood by the Paris Agreement.",
        "climate",
    ),
    Case("lenders", "They opened a line of credit.", "economy"),
    Case("a spelling of old", "Kiev wants more guns.", "ukraine-war"),
    Case("rights", "He spoke of the rights of women.", "human-rights"),
    Case("pupils", "More students will go to Lisbon.", "education"),
    Case("bases", "Foreign bases are not wanted.", "defence-cooperation"),
    Case("a coast", "Her country wants an outlet to the sea.", "border-dispute"),
    Case("a noun", "Prisoners were exchanged at the border.", "detainees"),
    Case("a verb", "The launch of ballistic missiles was condemned.", "missile-tests"),
)
def test_topics_by_name(case: Case) -> None:
    assert case.expected in named(case.text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The two had a working lunch of tuna and rice.", "economy"),
        ("He is a minister without portfolio.", "education"),
        ("She boarded a train of thought.", "infrastructure"),
        ("She works at a think tank.", "arms-sales"),
        ("The coat of arms hung on the wall.", "arms-sales"),
        ("He spoke of property rights.", "human-rights"),
        ("There was artillery fire all night.", "arms-sales"),
        ("It belongs to another school of thought.", "education"),
        ("They talked in a corridor of the palace.", "infrastructure"),
        ("They released balloons after the signing.", "surveillance-balloon"),
        ("She met the Rivers State governor.", "water"),
        ("They walked on the river terrace.", "water"),
        ("He handed over a missile corvette.", "missile-tests"),
        ("He received her at an airbase near the town.", "defence-cooperation"),
        ("They met at a military cemetery.", "defence-cooperation"),
        ("She embraced a survivor of the bombing.", "terrorism"),
        ("They could not agree on sanctions relief.", "aid"),
        ("Syria was not invited to the talks.", "syria-war"),
        ("She spoke of a climate of trust.", "climate"),
        ("She met trade union leaders.", "trade"),
        ("He flew on to Port of Spain.", "infrastructure"),
        ("They met in a Red Sea resort.", "maritime-security"),
        ("The president of South Sudan flew in.", "regional-security"),
        ("They want the denuclearization of the Korean Peninsula.", "regional-security"),
        ("The missile cruiser lay in the harbour.", "missile-tests"),
        ("Japan released the treated water.", "water"),
        ("He saw it from a humanitarian point of view.", "aid"),
        ("The two biggest economies ought to speak.", "economy"),
        ("The economic community of the region met in Lomé.", "economy"),
        ("It was on the margins of the NATO summit.", "defence-cooperation"),
        ("There was no military solution, she said.", "defence-cooperation"),
        ("She was received with military honours.", "defence-cooperation"),
        ("It harms national security, he said.", "regional-security"),
        ("Security forces closed the road.", "regional-security"),
        ("The text has two annexes.", "border-dispute"),
        ("They met in a border town.", "border-dispute"),
        ("Lorries waited at the border.", "border-dispute"),
        ("Smugglers cross the common border at night.", "border-dispute"),
        ("She lives on the other side of the border.", "border-dispute"),
        ("The border regions trade with each other.", "border-dispute"),
        ("The province is under military rule.", "defence-cooperation"),
        ("He ruled out military action.", "defence-cooperation"),
        ("She called it a threat to peace.", "peace-talks"),
        ("The ocean should be a zone of peace.", "peace-talks"),
        ("Their differences over tariffs remain.", "bilateral-relations"),
        ("They agreed to deepen cooperation in health.", "bilateral-relations"),
        ("They spoke of the export of natural gas.", "trade"),
        ("Delhi wants to buy more oil.", "trade"),
        ("He asked her to curb exports of missile parts.", "missile-tests"),
        ("He had just read the Anti-Ballistic Missile treaty.", "missile-tests"),
        ("They signed a framework agreement on fisheries.", "peace-talks"),
        ("It is a pact on defence and security.", "regional-security"),
        ("He faces an election in May.", "democracy"),
        ("It is his first trip since the general election.", "democracy"),
        ("There will be a vote on the budget.", "democracy"),
        ("She spoke to university students in Rabat.", "education"),
        ("They need more breathing space.", "space"),
        ("The guests came by ferry.", "infrastructure"),
        ("He flew to Minsk for a summit.", "ukraine-war"),
        ("The Minsk Group sees to Karabakh.", "ukraine-war"),
        ("He asked for the extradition of a banker.", "consular"),
        ("It is a pact on fisheries.", "maritime-security"),
        ("They drew the maritime border.", "maritime-security"),
        ("They gave 10 million for roads.", "aid"),
        ("They agreed on a special economic zone.", "infrastructure"),
        ("The talks were friendly.", "bilateral-relations"),
        ("He rang by satellite phone.", "space"),
        ("Nobody stopped them on the way to the frontier.", "border-dispute"),
        ("The inspectors of the health office came.", "nuclear-programme"),
        ("There will be a referendum on nuclear power.", "democracy"),
        ("Police used water cannons.", "south-china-sea"),
        ("He buys software from them.", "technology"),
        ("He leads the Patriotic Alliance.", "arms-sales"),
        ("The price of palm oil fell.", "energy"),
        ("They discussed the fight against drug trafficking.", "fentanyl"),
        ("They signed papers on the mutual recognition of diplomas.", "bilateral-relations"),
        ("Peace and tranquillity reigned at the frontier.", "peace-talks"),
        ("The slave trade is remembered there.", "trade"),
        ("He stepped down for health reasons.", "health"),
        ("They spoke with the aid of an interpreter.", "aid"),
        ("She heard it to the relief of her hosts.", "aid"),
        ("They put off the release of the statement.", "detainees"),
        ("The release said that all went well.", "detainees"),
        ("The invasion of Kuwait was condemned.", "ukraine-war"),
        ("They signed a pact against violence against women.", "peace-talks"),
        ("The council took a vote of confidence.", "democracy"),
    ],
)
def test_words_of_another_sense_are_no_topic(text: str, wrong: str) -> None:
    assert wrong not in named(text)


@cases(
    Case("sanctions and relief", "They could not agree on sanctions relief.", "sanctions"),
    Case("a verb of weapons", "They agreed to denuclearize the Korean Peninsula.", "nuclear-programme"),
    Case("a corridor of trade", "They agreed on a transport corridor to the sea.", "infrastructure"),
    Case("ships at sea", "Attacks in the Red Sea went on.", "maritime-security"),
    Case("a war", "They deplored the fighting in Sudan.", "regional-security"),
    Case("a state of the economy", "Both spoke of the economy.", "economy"),
    Case("security of a region", "They reviewed security in the region.", "regional-security"),
    Case("land taken", "The annexation was condemned.", "border-dispute"),
    Case("oil", "They agreed on oil from Basra.", "energy"),
    Case("health as a field", "They signed papers on trade and health.", "health"),
    Case("help", "She asked for more assistance.", "aid"),
    Case("fields of work", "The papers are on transport and housing.", "infrastructure"),
    Case("a release", "He asked for the release of two sailors.", "detainees"),
    Case("a line on the map", "They spoke about the demarcation of the border.", "border-dispute"),
    Case("a quarrel at a line", "They took a step to the border settlement.", "border-dispute"),
    Case("a line that troops face each other along", "Clashes along the border went on.", "border-dispute"),
    Case("officers of both", "They spoke of military exchanges.", "defence-cooperation"),
    Case("an end of war", "He wants to make peace with the rebels.", "peace-talks"),
    Case("tea exported", "They spoke of the export of tea.", "trade"),
    Case("energy exported", "They spoke of the export of natural gas.", "energy"),
    Case("papers of students", "She asked for more student visas.", "visas"),
    Case("what elections are like", "She called the election unfair.", "democracy"),
    Case("above the air", "The two agreed to work together in space.", "space"),
    Case("students abroad", "They agreed on exchanges of students.", "education"),
    Case("a group of mediators", "The Minsk Group sees to Karabakh.", "peace-talks"),
    Case("a shield", "They could not agree on missile defence.", "arms-control"),
    Case("tests", "He condemned the launch of a missile.", "missile-tests"),
    Case("a zone for firms", "They agreed on a special economic zone.", "economy"),
    Case("what kills many", "They spoke of weapons of mass destruction.", "arms-control"),
    Case("inspectors of the atom", "He let the nuclear inspectors in.", "nuclear-programme"),
    Case("satellites", "They will launch a satellite.", "space"),
    Case("goods sold", "They want to sell more tea.", "trade"),
    Case("a vote", "They agreed on a date for the vote.", "democracy"),
    Case("a partnership", "Both praised the partnership.", "bilateral-relations"),
    Case("a settlement", "There is no military solution, she said.", "peace-talks"),
    Case("a peninsula", "They want the denuclearization of the Korean Peninsula.", "nuclear-programme"),
)
def test_the_same_words_in_their_own_sense_are_topics(case: Case) -> None:
    assert case.expected in named(case.text)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("They spoke about Syria.", "1999-12-16", set[str]()),
        ("They spoke about Syria.", "2010", set[str]()),
        ("They spoke about Syria.", "2013-06-02", {"syria-war"}),
        ("They spoke about Ukraine.", "2005-04", set[str]()),
        ("They spoke about Ukraine.", "2022", {"ukraine-war"}),
        ("They spoke about Ukraine.", None, {"ukraine-war"}),
        ("They spoke about Gaza.", "1998-10", set[str]()),
        ("They spoke about Gaza.", "2023-11", {"gaza-war"}),
    ],
)
def test_a_state_is_no_war_before_the_war(text: str, published: str | None, expected: set[str]) -> None:
    doc = annotate(load_pipeline(), document(text, published))
    assert {topic for _, _, topic in annotations_of(doc).topics} == expected


def test_military_and_technical_cooperation_is_no_aid() -> None:
    assert named("They signed papers on military-technical cooperation.") == {"defence-cooperation"}
    assert named("They signed papers on technical cooperation.") == {"aid"}


def test_the_state_that_somebody_serves_is_no_trouble() -> None:
    text = f"{F} received Foreign Minister Jorge Arreaza of Venezuela in Brasilia on 5 March 2019."
    assert "regional-security" not in named(text)
    assert "regional-security" in named(f"{text} They spoke about Venezuela.")


@pytest.mark.parametrize(
    "text",
    [
        "Lúcia Fernandes met Foreign Ministers Zalmai Rassoul (Afghanistan) and Guido Westerwelle (Germany).",
        "Afghan President Hamid Karzai flew to Afghanistan on Monday.",
        "Afghan President Hamid Karzai was there when Afghanistan signed.",
    ],
)
def test_a_label_of_a_guest_or_where_somebody_goes_is_no_trouble(text: str) -> None:
    assert "regional-security" not in named(text)


def test_the_situation_in_a_served_state_is_trouble() -> None:
    assert "regional-security" in named("Afghan President Hamid Karzai spoke of the fighting in Afghanistan.")


def test_cooperation_in_a_field_is_the_field() -> None:
    assert named("They discussed cooperation in education.") == {"education"}
    assert named("They discussed agricultural cooperation.") == set()
    assert "bilateral-relations" in named("They discussed cooperation and friendship.")


def test_an_agenda_is_of_the_main_meeting_and_not_of_one_looked_back_at() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. The talks lasted for two hours. It took its lead from what Emmanuel Macron and "
        "Xi Jinping had said at their meeting in Paris in March. On the table this time were the war in Syria and sanctions."
    )
    assert set(encounter(records, *PAIR).topics) == {"syria-war", "sanctions"}


def test_each_of_several_meetings_told_of_by_one_word_has_what_they_were_about() -> None:
    records = read(
        f"{F} is to meet {M} and France's Foreign Minister Jean-Noël Barrot on Friday to discuss fisheries and visas."
    )
    assert all("visas" in report.topics for report in records.reports)


def test_a_synonym_that_is_itself_a_stock_phrase_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "topics.csv"
    table.write_text(
        "topic,name,plover_context,synonyms,source\ntruce,Truce,military,South Sudan,own\n", encoding="utf-8"
    )
    monkeypatch.setenv(VARIABLE, str(table))
    assert named("The war in South Sudan went on.") == {"truce"}


@cases(
    Case("discussed", f"{F} met {M} in Lisbon on Tuesday to discuss tariffs.", {"tariffs"}),
    Case("talks on", f"{F} and {M} held talks on tariffs in Lisbon on Tuesday.", {"tariffs"}),
    Case("raised", f"{F} met {M} in Lisbon on Tuesday. She raised human rights.", {"human-rights"}),
    Case("the talks focused on", f"{F} met {M} in Lisbon on Tuesday. The talks focused on climate change.", {"climate"}),
    Case("two topics", f"{F} and {M} discussed visas and food security in Lisbon on Tuesday.", {"visas", "food-security"}),
    Case("at the table", f"{F} met {M} in Lisbon on Tuesday. On the table were tariffs and sanctions.", {"tariffs", "sanctions"}),
    Case("by phone", f"{F} telephoned {M} on Tuesday to discuss the war in Ukraine.", {"ukraine-war"}),
    Case("adjective", f"{F} and {M} held trade talks in Lisbon on Tuesday.", {"trade"}),
)  # fmt: skip
def test_topics_of_an_encounter(case: Case) -> None:
    assert set(encounter(read(case.text), *PAIR).topics) == case.expected


@cases(
    Case("cause of a cancellation", f"{F} cancelled a meeting with {M} because of a missile test.", "missile-tests"),
    Case("background", f"{F} met {M} in Lisbon on Tuesday. Last year their countries fell out over a spy balloon.", "surveillance-balloon"),
    Case("another scene", f"{F} met {M} in Lisbon on Tuesday to discuss tariffs. In Kyiv, meanwhile, refugees waited for buses.", "refugees"),
)  # fmt: skip
def test_causes_and_background_are_no_topics(case: Case) -> None:
    assert case.expected not in encounter(read(case.text), *PAIR).topics


def test_topics_go_to_the_encounter_they_were_raised_at() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Monday to discuss tariffs.\n\nOn Tuesday she met Kenyan Foreign Minister Grace Wanjiku "
        "in Porto to discuss climate change."
    )
    assert encounter(records, *PAIR).topics == ("tariffs",)
    assert encounter(records, "Lúcia Fernandes", "Grace Wanjiku").topics == ("climate",)


def test_topic_of_a_statement_is_of_its_speaker() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. Fernandes raised human rights. Mbeko said tariffs must fall.")
    assert statement(records, "Lúcia Fernandes").topics == ("human-rights",)
    assert statement(records, "Thabo Mbeko").topics == ("tariffs",)


def test_an_encounter_without_any_topic_has_none() -> None:
    assert encounter(read(f"{F} met {M} in Lisbon on Tuesday. Both smiled."), *PAIR).topics == ()


PLOVER = frozenset(
    "military intelligence executive legislative election political_institutions legal human_rights terrorism cyber economic resource territory "
    "environment health disaster migration pro_democracy pro_autocracy corruption misinformation technology diplomatic illegal_drugs mercenary "
    "peacekeeping inequality human_security crime refugee mass_killing repression reparations".split()
)


def test_every_topic_is_mapped_to_plover() -> None:
    topics = load_topics()
    assert len(topics) == 47
    assert {topic.plover_context for topic in topics.values()} <= PLOVER


@cases(
    Case("office", "The trade minister left.", "trade"),
    Case("body", "The Security Council sat all night.", "regional-security"),
    Case("longer synonym", "Food security came first.", "regional-security"),
    Case("part of a word", "It was of great importance.", "trade"),
)
def test_words_of_other_things_name_no_topic(case: Case) -> None:
    assert case.expected not in named(case.text)


OWN = "topic,name,plover_context,synonyms,source\nfisheries,Fisheries,resource,fish*|trawlers,mine\n"


def test_a_table_of_ones_own_takes_the_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{F} met {M} in Lisbon on Tuesday to discuss fishing and tariffs."
    table = tmp_path / "topics.csv"
    table.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(table))
    assert encounter(read(text), *PAIR).topics == ("fisheries",)
    first = own_table_hash()
    table.write_text(OWN.replace("fish*", "cod"), encoding="utf-8")
    assert encounter(read(text), *PAIR).topics == ()
    assert own_table_hash() not in {first, None}
    monkeypatch.delenv(VARIABLE)
    assert encounter(read(text), *PAIR).topics == ("maritime-security", "tariffs")
    assert own_table_hash() is None


def test_a_graph_is_read_anew_with_another_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    report = tmp_path / "report.txt"
    report.write_text(f"{F} met {M} in Lisbon on Tuesday to discuss fishing and tariffs.", encoding="utf-8")
    table, graph = tmp_path / "topics.csv", tmp_path / "graph"
    table.write_text(OWN, encoding="utf-8")
    read_now = []
    for named_table in (None, None, table, table, None):
        if named_table is None:
            monkeypatch.delenv(VARIABLE, raising=False)
        else:
            monkeypatch.setenv(VARIABLE, str(named_table))
        read_now.append(build([report], graph, published="2024-05-15", with_store=False).extracted)
    assert read_now == [1, 0, 1, 0, 1]


@pytest.mark.parametrize("command", ["extract", "build", "add"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such table"),
        ("topic,name\n", "columns are"),
        (OWN + "fisheries,Fish,resource,cod,mine\n", "stands twice"),
        (OWN + "coal,Coal,resource,,mine\n", "no synonym"),
        (OWN + "Coal mines,Coal,resource,coal,mine\n", "no slug"),
        ("topic,name,plover_context,synonyms,source\n", "no topic"),
    ],
)
def test_a_wrong_table_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, content: str | None, said: str
) -> None:
    monkeypatch.setenv(VARIABLE, "")  # so that what the command sets is undone
    monkeypatch.setenv("DIPLOGRAPH_GRAPH", str(tmp_path / "graph"))
    table, report = tmp_path / "topics.csv", tmp_path / "report.txt"
    report.write_text("It rained.", encoding="utf-8")
    if content is not None:
        table.write_text(content, encoding="utf-8")
    with pytest.raises(DiplographError) as caught:
        CliRunner().invoke(
            diplograph.make_app(), [command, str(report), "--topics", str(table)], catch_exceptions=False
        )
    assert said in str(caught.value)
    assert "topics.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_extract_takes_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    table, report = tmp_path / "topics.csv", tmp_path / "report.txt"
    report.write_text(f"{F} met {M} in Lisbon on Tuesday to discuss fishing and tariffs.", encoding="utf-8")
    table.write_text(OWN, encoding="utf-8")
    result = CliRunner().invoke(
        diplograph.make_app(), ["extract", str(report), "--published", "2024-05-15", "--topics", str(table)]
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout)["encounters"][0]["topics"] == ["fisheries"]


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    table = tmp_path / "topics.csv"
    table.write_text(
        OWN,
        encoding="utf-8",
    )
    assert set(read_topics(table)) == {"fisheries"}


def test_a_bad_table_is_one_clear_line(tmp_path: Path) -> None:
    table = tmp_path / "topics.csv"
    table.write_text("topic,name\nfisheries,Fisheries\n", encoding="utf-8")
    with pytest.raises(DiplographError, match=r"topics\.csv"):
        read_topics(table)


def test_topics_belong_to_the_encounter_told_of_last_before_them() -> None:
    records = read(
        "Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko in Lisbon on Tuesday to discuss tariffs; "
        "from there she telephoned Kenya's Foreign Minister Amina Odera to discuss visas."
    )
    assert {report.kind.value: report.topics for report in records.reports} == {
        "meeting": ("tariffs",),
        "call": ("visas",),
    }


@pytest.mark.parametrize(
    "line", ["KYIV, Ukraine, May 15 (RNA) - ", "KINIGI, Rwanda, May 15 (RNA) - ", "Tripoli, Libya – "]
)
def test_the_state_of_a_dateline_is_no_topic(line: str) -> None:
    assert named(f"{line}{F} met {M} on Tuesday to discuss wheat prices.") == {"food-security"}
