"""Browser: links, guides, style and scripts."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request
from html.parser import HTMLParser
from http.server import ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import typer
import yaml
from typer.testing import CliRunner

from graph.errors import InputError
from graph.schema import EXTRA_LABELS, LABELS, TYPES
from graph.stores.embedded import EmbeddedStore, create_embedded
from queries.browser.chapters import Chapter, find_chapters
from queries.browser.commands import register
from queries.browser.guide import write_asciidoc, write_html
from queries.browser.links import browser_link
from queries.browser.scripts import read_style, script_of, style_setting, write_scripts
from queries.browser.serve import make_server
from queries.catalogue import load_catalogue
from queries.guard import check_read_only

RULE = re.compile(r"(node|relationship)(?:\.(\w+))? \{([^}]*)\}")


def colours() -> dict[str, str]:
    found = {}
    for kind, name, body in RULE.findall(read_style()):
        if kind == "node" and name:
            found[name] = re.search(r"  color: (#\w{6});", body)[1]  # type: ignore[index]
    return found


def test_every_label_and_type_has_a_style_and_special_ones_come_last() -> None:
    names = list(colours())
    assert set(names) == {*LABELS, *(extra for extras in EXTRA_LABELS.values() for extra in extras)}
    for label, extras in EXTRA_LABELS.items():
        assert all(names.index(extra) > names.index(label) for extra in extras)
    assert {name for kind, name, _ in RULE.findall(read_style()) if kind == "relationship" and name} == set(TYPES)
    assert not re.search(r": [^;]*:", read_style()), "Browser drops a property with a second colon"


def test_browser_can_put_on_the_style_by_itself() -> None:
    name, _, value = style_setting().partition("=style ")
    assert name == "browser.post_connect_cmd"
    assert ";" not in value
    assert value.isascii()
    rules = json.loads(value)
    assert {each.partition(".")[2]: rule["color"] for each, rule in rules.items() if each.startswith("node.")} == (
        colours()
    )
    assert len(rules) == read_style().count("{\n")
    compose = yaml.safe_load((Path(__file__).parents[2] / "compose.yaml").read_text("utf-8"))
    environment = compose["services"]["neo4j"]["environment"]
    assert environment["NEO4J_browser_post__connect__cmd"] == f"style {value}"


# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
VISIONS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
STATUSES = EXTRA_LABELS["Meeting"]
APART = ("Official", "Person", "Country", "Organization", "Topic", "Document", *STATUSES)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """Return a colour as CIELAB (D65), as such eyes see it."""
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in VISIONS[vision]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz]
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        (value / w) ** (1 / 3) if value / w > 0.008856 else 7.787 * value / w + 16 / 116
        for value, w in zip(xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", list(VISIONS))
def test_what_must_be_told_apart_can_be_also_by_colour_blind_eyes(vision: str) -> None:
    style = colours()
    for one, other in combinations(APART, 2):
        a, b = lab(style[one], vision), lab(style[other], vision)
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert distance > 24, f"{one} and {other} are {distance:.0f} apart for {vision} eyes"


def test_every_chapter_reads_and_finds_something(store: EmbeddedStore) -> None:
    chapters = find_chapters(store)
    assert len(chapters) == 7
    for chapter in chapters:
        check_read_only(chapter.cypher)
        assert store.read(chapter.cypher), chapter.title
    assert chapters[0].title == "Whom did Ann Lee meet?"


def test_an_empty_graph_has_no_chapters(tmp_path: Path) -> None:
    opened = create_embedded(tmp_path / "store")
    assert find_chapters(opened) == []
    opened.close()


def test_a_link_opens_browser_with_the_query_in_the_editor() -> None:
    cypher = "MATCH (p:Person {name: 'Ünï & #1'})\nRETURN p"
    link = browser_link(cypher, uri="neo4j+s://db.example.org:7688", user="me@x", database="mine")
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "db.example.org:7473", "/browser/")
    assert parse_qs(parts.query) == {
        "dbms": ["neo4j+s://me%40x@db.example.org:7688"],
        "db": ["mine"],
        "cmd": ["edit"],
        "arg": [cypher],
    }
    assert browser_link("RETURN 1", uri="bolt://[::1]", browser="http://b/").startswith(
        "http://b/?dbms=bolt%3A%2F%2Fneo4j%40"
    )
    with pytest.raises(InputError, match="no address of a Neo4j server"):
        browser_link("RETURN 1", uri="localhost:7687")


class Slides(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the base class's)
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the base class's)
        self.tags.pop()

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.texts.setdefault(self.tags[-1], []).append(data)


HOSTILE = Chapter("<script>alert(1)</script> *b* {x}", "a & b __c__ image::x[] `d`\n== e", "RETURN '<b>' AS x")


def test_nothing_in_a_guide_becomes_markup() -> None:
    slides = Slides()
    slides.feed(write_html([HOSTILE], "http://localhost:1/style.grass"))
    assert "script" not in slides.texts
    assert HOSTILE.title in slides.texts["h3"]
    assert slides.texts["pre"] == [":style http://localhost:1/style.grass", HOSTILE.cypher]
    text = write_asciidoc([HOSTILE])
    assert [line for line in text.splitlines() if line.startswith("==")] == [
        "== &#60;script&#62;alert(1)&#60;/script&#62; &#42;b&#42; &#123;x&#125;"
    ]
    assert "image&#58;&#58;x&#91;&#93;" in text
    assert "----\nRETURN '<b>' AS x\n----" in text


def test_the_guide_is_served_on_loopback_to_browser_only() -> None:
    with make_server({"guide.html": "ünï"}, 0) as server:
        host, port = server.server_address[:2]
        assert host == "127.0.0.1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/guide.html", timeout=5) as answer:
                assert answer.read().decode() == "ünï"
                assert answer.headers["Access-Control-Allow-Origin"] == "*"
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/../etc/passwd", timeout=5)
            with pytest.raises(InputError, match="--port names another"):
                make_server({}, int(port))
        finally:
            server.shutdown()
            thread.join()


def test_scripts_open_with_their_title_and_set_every_parameter(tmp_path: Path) -> None:
    assert write_scripts(tmp_path) == len(load_catalogue()) == len(list(tmp_path.glob("*.cypher")))
    assert (tmp_path / "neo4j.conf").read_text("utf-8") == f"{style_setting()}\n"
    for query in load_catalogue().values():
        lines = script_of(query).splitlines()
        assert lines[0] == f"// {query.title}"
        given = {line.split(" ")[1] for line in lines if line.startswith(":param ")}
        assert given == {parameter.name for parameter in query.parameters}


@pytest.fixture
def app(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """The commands, on the toy graph whatever the address."""
    monkeypatch.setattr(store, "close", lambda: None)
    monkeypatch.setattr("graph.target.open_server", lambda _, **__: store)
    made = typer.Typer()
    register(made)
    return made


def test_browser_prints_a_link_a_chapter_and_opens_the_first(
    app: typer.Typer, store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    arguments = ["browser", "--uri", "neo4j://db:7687", "--database", "mine", "--scripts", str(tmp_path)]
    printed = CliRunner().invoke(app, arguments)
    assert not opened
    chapters = find_chapters(store)
    links = [line.strip() for line in printed.stdout.splitlines() if line.startswith("  ")]
    assert links == [browser_link(each.cypher, uri="neo4j://db:7687", database="mine") for each in chapters]
    assert [each.title for each in chapters] == printed.stdout.splitlines()[::2]
    assert f"{len(load_catalogue())} scripts and style.grass written" in printed.stderr
    assert (tmp_path / "style.grass").exists()
    CliRunner().invoke(app, [*arguments, "--open"])
    assert opened == links[:1]


def test_guide_serves_both_browsers_until_interrupted(app: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: dict[str, str] = {}

    def serve(server: ThreadingHTTPServer) -> None:
        for name in ("guide.html", "guide.adoc", "style.grass"):
            thread = threading.Thread(target=server.handle_request)
            thread.start()
            with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/{name}", timeout=5) as answer:
                fetched[name] = answer.read().decode()
            thread.join()
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", serve)
    said = CliRunner().invoke(app, ["guide", "--port", "0"])
    assert said.exit_code == 0
    address = re.search(r":play (http://localhost:\d+)/guide\.html", said.stdout)[1]  # type: ignore[index]
    assert f":play {address}/guide.adoc" in said.stdout
    assert f":style {address}/style.grass" in fetched["guide.html"]
    assert all("Whom did Ann Lee meet?" in fetched[name] for name in ("guide.html", "guide.adoc"))
    assert fetched["style.grass"] == read_style()
