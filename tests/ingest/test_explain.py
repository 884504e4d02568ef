"""`extract --explain` shows what was found, where, and by what rule; it has the records that `extract` prints, and no others."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import diplograph
from ingest.explain import Explanation, Mark, explain
from ingest.explain_html import write_page
from ingest.explain_text import bracketed, coloured, nested, outermost, show
from tests.conftest import SEEDS
from tests.ingest.helpers import document, read

TEXT = (
    "LISBON, May 14 (Atlas) - Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko "
    "for about two hours on Tuesday. She told him that tariffs must fall. The two sides agreed to lower tariffs.\n\n"
    "French President Emmanuel Macron will visit Pretoria in June."
)


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explain(document(TEXT))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(diplograph.make_app(), ["extract", *arguments])
    return result.exit_code, result.output


def marked(explanation: Explanation, kind: str) -> dict[str, str | None]:
    text = explanation.document.text
    return {text[m.start_char : m.end_char]: m.means for m in explanation.marks if m.kind == kind}


def test_people_offices_places_dates_and_triggers_are_marked(explanation: Explanation) -> None:
    assert {"Lúcia Fernandes", "Thabo Mbeko", "Emmanuel Macron"} <= set(marked(explanation, "person"))
    assert marked(explanation, "person")["She"] == "Lúcia Fernandes"
    assert marked(explanation, "office")["French President"] == "Emmanuel Macron"
    assert marked(explanation, "place")["LISBON"] == "PRT"
    assert marked(explanation, "date")["June"] == "2024-06"
    assert marked(explanation, "duration")["about two hours"] == "about 120 min"
    assert marked(explanation, "trigger")["met"] == "e1"


def test_another_round_says_what_it_is_another_round_of() -> None:
    told = explain(document(TEXT + " The next round is to take place in Pretoria in July."))
    found = [ground for record in told.records for ground in record.grounds if ground.why.startswith("another round")]
    assert [(ground.words, ground.value) for ground in found] == [(("round",), "meeting")]


def test_records_are_those_of_extract(explanation: Explanation) -> None:
    records = read(TEXT)
    expected = [r.id for r in records.reports] + [s.id for s in records.statements] + [a.id for a in records.agreements]
    assert [record.id for record in explanation.records] == expected
    assert [r.confidence for r in explanation.records[: len(records.reports)]] == [
        r.confidence for r in records.reports
    ]


def test_each_record_says_what_made_it(explanation: Explanation) -> None:
    meeting = explanation.records[0]
    grounds = {ground.attribute: ground for ground in meeting.grounds}
    assert grounds["found by"].words == ("met",)
    assert "meet (verb" in grounds["found by"].why
    assert grounds["date"].words in {("Tuesday",), ("May 14",)}
    assert "2024-05-14 (dateline)" in grounds["date"].why
    assert grounds["duration"].value == "about 120 min"
    visit = next(r for r in explanation.records if r.title.startswith("visit"))
    status = next(g for g in visit.grounds if g.attribute == "status")
    assert (status.value, "will" in status.words[0]) == ("planned", True)


def test_linking_shows_candidates_with_scores_and_reasons(explanation: Explanation) -> None:
    macron = next(p for p in explanation.people if p.name == "Emmanuel Macron")
    identifier, score, reasons = macron.candidates[0]
    assert (macron.is_linked, identifier) == (True, "emmanuel-macron")
    assert 0.5 < score <= 1
    assert "full name" in reasons


def test_every_record_of_the_seeds_has_grounds() -> None:
    from ingest.readers import read_paths

    for each in read_paths([SEEDS]):
        found = explain(each)
        for record in found.records:
            assert record.grounds, record
            assert each.text[record.evidence.start_char : record.evidence.end_char] == record.evidence.text


def test_learned_scores_are_shown() -> None:
    from ingest.readers import read_paths

    whys = [
        ground.why
        for each in read_paths([SEEDS / "hanoi-summit.txt", SEEDS / "sochi-grain.txt"])
        for record in explain(each).records
        for ground in record.grounds
    ]
    assert any(re.search(r"topic score 0\.\d\d", why) for why in whys)
    assert all("learned pair score" not in why or re.search(r"score: [01]\.\d\d ", why) for why in whys)


def test_brackets_change_nothing_but_what_they_add(explanation: Explanation) -> None:
    shown = bracketed(explanation)
    assert "[trigger met = e1]" in shown
    assert "[office [side French = FRA] President = Emmanuel Macron]" in shown
    bare = re.sub(
        r" = [^\[\]]*\]|\]", "", re.sub(r"\[(?:person|office|side|place|date|duration|topic|trigger) ", "", shown)
    )
    assert bare == TEXT


def test_colours_change_nothing_but_what_they_add(explanation: Explanation) -> None:
    assert re.sub(r"‹[^›]*›", "", coloured(explanation).plain) == TEXT


def test_marks_that_cross_are_never_shown_crossed() -> None:
    marks = [Mark(0, 5, "person"), Mark(3, 8, "topic"), Mark(1, 2, "trigger", "e1"), Mark(6, 8, "date")]
    assert nested(marks) == [marks[0], marks[2], marks[3]]
    assert outermost(marks) == [marks[2], marks[1]]


def test_piped_output_has_brackets_and_no_escape_codes() -> None:
    code, output = run(str(SEEDS / "ohrid-night.txt"), "--explain")
    assert code == 0
    assert "[person " in output
    assert "\x1b" not in output
    assert re.search(r"^e1  ", output, re.MULTILINE)
    assert not re.search(r" $", output, re.MULTILINE)


@pytest.mark.parametrize(("no_colour", "bracket"), [(False, False), (True, True)])
def test_a_terminal_has_colour_unless_told_not_to(explanation: Explanation, no_colour: bool, bracket: bool) -> None:
    console = Console(force_terminal=True, width=100, color_system="standard", no_color=no_colour, record=True)
    with console.capture() as captured:
        show(explanation, console)
    assert ("[trigger " in captured.get()) is bracket
    assert ("\x1b[1;7;31mmet" in captured.get()) is not bracket


class Page(HTMLParser):
    """Takes the marked words, the links and the ids out of a page, and checks that its tags match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        self.ids += [str(value) for name, value in attrs if name == "id"]
        self.links += [str(value) for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_page_marks_the_text_and_leads_to_the_records(tmp_path: Path, explanation: Explanation) -> None:
    out = tmp_path / "page.html"
    assert write_page([explanation], out) == 1
    source = out.read_text("utf-8")
    page = Page(source)
    assert re.search(r'<mark class="entity" style="background: #ffb3a7">met<span><a href="#d1e1">e1</a>', source)
    assert set(page.links) <= {f"#{each}" for each in page.ids}
    assert {f"d1{record.name}" for record in explanation.records} <= set(page.ids)
    assert "about 120 min" in "".join(page.text)


def test_page_needs_nothing_from_elsewhere(tmp_path: Path, explanation: Explanation) -> None:
    out = tmp_path / "page.html"
    write_page([explanation], out)
    assert not re.search(r"https?:|<script|@import|url\(", out.read_text("utf-8"))


def test_text_with_markup_is_escaped(tmp_path: Path) -> None:
    text = "Brazil's Foreign Minister Lúcia Fernandes met Kenya's President <b>Grace & Wanjiku</b> on Tuesday. <script>alert(1)</script>"
    out = tmp_path / "page.html"
    write_page([explain(document(text, title="<i>Talks</i>"))], out)
    source = out.read_text("utf-8")
    assert "<script" not in source
    assert "<i>Talks" not in source
    assert "&lt;script&gt;" in source
    Page(source)


def test_html_option_writes_all_documents_on_one_page(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    code, output = run(str(SEEDS / "ohrid-night.txt"), str(SEEDS / "sochi-grain.txt"), "--html", str(out))
    assert (code, "2 documents" in output) == (0, True)
    page = Page(out.read_text("utf-8"))
    assert {"d1", "d2"} <= set(page.ids)
    assert set(page.links) <= {f"#{each}" for each in page.ids}


def test_a_text_without_records_is_shown_too(tmp_path: Path) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("It rained in the hills all day, and nobody came to the village.", encoding="utf-8")
    code, output = run(str(path), "--explain")
    assert (code, "It rained in the hills" in output) == (0, True)
    out = tmp_path / "page.html"
    assert run(str(path), "--html", str(out))[0] == 0
    assert "No encounter" in out.read_text("utf-8")


def test_min_confidence_holds(tmp_path: Path) -> None:
    path = tmp_path / "doc.txt"
    path.write_text(TEXT, encoding="utf-8")
    _, everything = run(str(path), "--explain", "--published", "2024-05-15")
    all_figures = sorted(float(f) for f in re.findall(r"confidence (\d\.\d\d)", everything))
    least = all_figures[0] + 0.01
    _, less = run(str(path), "--explain", "--published", "2024-05-15", "--min-confidence", f"{least:.2f}")
    figures = [float(f) for f in re.findall(r"confidence (\d\.\d\d)", less)]
    assert len(figures) < len(all_figures)
    assert figures
    assert min(figures) >= least - 0.005


def test_bad_input_does_not_cost_the_others(tmp_path: Path) -> None:
    rows = [{"doc": "a", "text": TEXT, "published": "2024-05-15"}, {"doc": "b", "text": TEXT, "published": "soon"}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, output = run(str(path), "--explain")
    assert code == 1
    assert "[trigger met = e1]" in output
    assert "soon" in output


@pytest.mark.parametrize("option", [["--merge"], ["--processes", "2"]])
def test_options_that_make_no_sense_together_are_wrong_usage(option: list[str]) -> None:
    code, output = run(str(SEEDS / "ohrid-night.txt"), "--explain", *option)
    assert (code, "--explain" in output) == (2, True)


def test_a_visit_by_score_says_how_likely_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.likely_visits.load_visit_weights", lambda: (5.0, {}))
    found = explain(document("Brazil's Foreign Minister Lúcia Fernandes opened a school in Nairobi."))
    whys = [ground.why for record in found.records for ground in record.grounds if ground.attribute == "found by"]
    assert whys == ["learned visit score: 0.99"]
