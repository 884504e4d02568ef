"""Drives a real Neo4j Browser (5.24) in headless Chromium: logs in, runs commands and queries, takes pictures.

with open_browser(server) as page:
    run_command(page, ":style …")
    picture(run_query(page, "MATCH …"), Path("graph.png"))
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.server.neo4j_server import PASSWORD, Neo4jServer

_EDITOR = "#monaco-main-editor .monaco-editor"
_FRAME = '[data-testid="frame"]'
_COMMAND = '[data-testid="frameCommand"]'
_CONNECTED = "You are connected as user"


def find_chromium() -> str | None:
    """Return the system's Chromium, if there is one."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@contextmanager
def open_browser(server: Neo4jServer, *, link: str | None = None) -> Iterator[Any]:
    """Give a page of Neo4j Browser, logged in to a server; only loopback addresses are let through."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1500, "height": 1000})
        page.route("**/*", lambda route: route.continue_() if _is_local(route.request.url) else route.abort())
        page.goto(link or server.browser, wait_until="domcontentloaded")
        page.wait_for_selector('[data-testid="boltaddress"], [data-testid="username"]', timeout=90_000)
        page.select_option('[data-testid="bolt-scheme-select"]', "bolt://")
        page.fill('[data-testid="boltaddress"]', server.uri.removeprefix("bolt://"))
        page.fill('[data-testid="username"]', "neo4j")
        page.fill('[data-testid="password"]', PASSWORD)
        page.locator('[data-testid="connect"]').click()
        page.get_by_text(_CONNECTED).first.wait_for(timeout=60_000)
        page.wait_for_selector(_EDITOR, timeout=60_000)
        page.wait_for_timeout(1500)
        try:
            yield page
        finally:
            browser.close()


def _is_local(url: str) -> bool:
    return any(part in url for part in ("//127.0.0.1", "//localhost")) or url.startswith(("data:", "blob:"))


def run_command(page: Any, text: str) -> Any:  # Playwright's types are not there without it
    """Run a command or query and return its frame."""
    page.locator(_EDITOR).first.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.locator('[data-testid="editor-Run"]').click()
    frame = page.locator(_FRAME).filter(has=page.locator(_COMMAND, has_text=text[:40])).first
    frame.wait_for(timeout=60_000)
    return frame


def run_query(page: Any, cypher: str) -> Any:
    """Run a query whose answer is a graph, and return its frame once the graph has come to rest."""
    frame = run_command(page, cypher)
    frame.locator("svg g.node").first.wait_for(timeout=60_000)
    page.wait_for_timeout(4000)
    return frame


def node_colours(frame: Any) -> set[str]:
    """Return the colours of the circles drawn, in capitals."""
    fills = frame.locator("svg g.node circle").evaluate_all("all => all.map(each => each.getAttribute('fill'))")
    return {fill.upper() for fill in fills if fill and fill.startswith("#")}


def picture(frame: Any, out: Path) -> None:
    """Take a picture of a frame."""
    frame.screenshot(path=str(out))
