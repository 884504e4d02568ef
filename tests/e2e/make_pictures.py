"""Makes the pictures of Neo4j Browser in docs: `python -m tests.e2e.make_pictures GRAPH docs/pictures`.

Needs Java, Maven, Chromium and Playwright (`uv sync --group browser`). GRAPH is a graph directory, such as
`diplograph demo` leaves.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from graph.stores.load import load
from ingest.build import rows_of_graph
from queries.browser.chapters import find_chapters
from queries.browser.scripts import style_setting
from tests.e2e.browser_driver import open_browser, picture, run_query
from tests.e2e.conftest import connect
from tests.e2e.server.neo4j_server import LINES, Neo4jServer


def main() -> None:
    """Load the graph into a server of its own and take a picture of each chapter that draws one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    start = Neo4jServer.start
    with tempfile.TemporaryDirectory() as home, start(LINES["lts"], Path(home), settings=style_setting()) as server:
        store = connect(server)
        load(rows_of_graph(options.graph), store)
        chapters = [each for each in find_chapters(store) if " path" in each.cypher]
        store.close()
        with open_browser(server) as page:
            for number, chapter in enumerate(chapters, start=1):
                picture(run_query(page, chapter.cypher), options.out / f"browser-{number}.png")


if __name__ == "__main__":
    main()
