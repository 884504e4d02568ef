"""Neo4j Browser for real: the guide's first query draws our graph in our style, and the guide plays."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from graph.build import generate_rows
from graph.stores.load import load
from queries.browser.chapters import find_chapters
from queries.browser.guide import write_html
from queries.browser.links import browser_link
from queries.browser.scripts import read_style
from queries.browser.serve import make_server
from tests.e2e.browser_driver import (
    find_chromium,
    node_colours,
    open_browser,
    picture,
    run_command,
    run_query,
)
from tests.e2e.conftest import connect, empty, skip
from tests.e2e.server.neo4j_server import Neo4jServer
from tests.toy import make_corpus

pytestmark = [pytest.mark.neo4j, pytest.mark.browser]


# Of officials and of meetings held.
OURS = {"#40088D", "#C85B13"}


def test_browser_draws_the_guides_first_query_in_our_style(lts: Neo4jServer, tmp_path: Path) -> None:
    pytest.importorskip("playwright", reason="Playwright is not installed (dependency group `browser`)")
    if find_chromium() is None:
        skip("no Chromium")
    store = connect(lts)
    empty(store)
    load(generate_rows(make_corpus()), store)
    chapters = find_chapters(store)
    store.close()
    link = browser_link(chapters[0].cypher, uri=lts.uri, browser=lts.browser)
    pages = {"style.grass": read_style()}
    with make_server(pages, 0) as guide, open_browser(lts, link=link) as page:
        address = f"http://localhost:{guide.server_address[1]}"
        pages["guide.html"] = write_html(chapters, f"{address}/style.grass")
        serving = threading.Thread(target=guide.serve_forever)
        serving.start()
        try:
            assert chapters[0].cypher[:40] in page.locator("#monaco-main-editor").inner_text().replace("\u00a0", " ")
            frame = run_query(page, chapters[0].cypher)
            assert node_colours(frame) >= OURS
            assert "Ann Lee" in frame.inner_text().replace("\n", " ")
            picture(frame, tmp_path / "graph.png")
            assert (tmp_path / "graph.png").stat().st_size > 10_000
            played = run_command(page, f":play {address}/guide.html")
            played.get_by_text("Your graph of diplomacy").first.wait_for(timeout=30_000)
            # The guide's first command, for a server that does not have the style among its settings.
            run_command(page, ":style reset")
            assert not node_colours(run_query(page, chapters[0].cypher)) & OURS
            run_command(page, f":style {address}/style.grass")
            assert node_colours(run_query(page, chapters[0].cypher)) >= OURS
        finally:
            guide.shutdown()
            serving.join()
