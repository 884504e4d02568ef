"""Loads the same graph in every way, alternating, and prints what each took and what the database then held.

    python -m venv VENV && VENV/bin/pip install neo4j msgspec neo4j-graphrag langchain-neo4j
    VENV/bin/python bench/load/run.py --rounds 3

A real Neo4j 5.26 server is started as for the tests; the libraries' APOC is fetched by Maven. Each way runs in a
process of its own, on an emptied database; `ours` a second time on what the first left.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import neo4j  # noqa: E402 (likewise)
from generate import generate_edges, generate_nodes  # noqa: E402 (after the path is set)
from ways import WAYS  # noqa: E402 (likewise)

from tests.e2e.server.neo4j_server import LINES, PASSWORD, Neo4jServer, fetch_jars  # noqa: E402 (likewise)


def start_server(home: Path) -> Neo4jServer:
    plain = fetch_jars(LINES["lts"].version)
    jars = plain.with_name(plain.name + "-apoc")
    if not jars.exists():
        shutil.copytree(plain, jars)
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom-apoc.xml"), "dependency:copy-dependencies"]
        subprocess.run([*command, "-DincludeScope=runtime", f"-DoutputDirectory={jars}"], check=True)  # noqa: S603 (our own words)
    (home / "plugins").mkdir(parents=True)
    for jar in jars.glob("apoc-*.jar"):
        shutil.copy(jar, home / "plugins")
    server = Neo4jServer(LINES["lts"], home, Path(shutil.which("java") or "java"), jars, quick=False)
    server.write_settings("dbms.security.procedures.unrestricted=apoc.*\nserver.memory.heap.initial_size=1g")
    server.restart()
    server.set_password()
    return server


def empty(driver: neo4j.Driver) -> None:
    with driver.session(database="neo4j") as session:
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()
        for record in list(session.run("SHOW CONSTRAINTS YIELD name")):
            session.run(f"DROP CONSTRAINT `{record['name']}`").consume()
        for record in list(session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")):
            session.run(f"DROP INDEX `{record['name']}`").consume()


def count(driver: neo4j.Driver) -> tuple[int, int]:
    nodes = driver.execute_query("MATCH (n) WHERE NOT n:Load RETURN count(n) AS n", database_="neo4j").records[0]["n"]
    edges = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS n", database_="neo4j").records[0]["n"]
    return nodes, edges


def load_once(way: str, uri: str, scale: float) -> None:
    """Load in this process and print seconds, those of its processor, and peak memory (the plain graph left out)."""
    nodes, edges = list(generate_nodes(scale)), list(generate_edges(scale))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, worked = time.perf_counter(), time.process_time()
    WAYS[way](uri, PASSWORD, nodes, edges)
    seconds = time.perf_counter() - began
    client = time.process_time() - worked
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        json.dumps(
            {
                "seconds": round(seconds, 2),
                "client": round(client, 2),
                "mib": round(memory),
                "rows": len(nodes) + len(edges),
            }
        )
    )


def processor_seconds(pid: int) -> float:
    """Return what a process has used of the processors; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(way: str, server: Neo4jServer, scale: float) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__)), "--way", way, "--uri", server.uri, "--scale", str(scale)]
    assert server.process is not None  # noqa: S101 (it has been started)
    before = processor_seconds(server.process.pid)
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own words)
    used = processor_seconds(server.process.pid) - before
    return {**json.loads(done.stdout.splitlines()[-1]), "server": round(used, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--way", help=argparse.SUPPRESS)  # of a process of its own
    parser.add_argument("--uri", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        load_once(options.way, options.uri, options.scale)
        return
    results: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as home, start_server(Path(home)) as server, server.driver() as driver:
        for way in options.ways:  # warm the server's caches and compiler
            empty(driver)
            measure(way, server, options.scale / 4)
        for number in range(options.rounds):
            for way in options.ways if number % 2 == 0 else reversed(options.ways):
                empty(driver)
                first = measure(way, server, options.scale)
                nodes, edges = count(driver)
                results.setdefault(way, []).append(first)
                print(number, way, first, f"holds {nodes} nodes, {edges} relationships", flush=True)
                if way == "ours":
                    second = measure(way, server, options.scale)
                    results.setdefault("ours again", []).append(second)
                    print(number, "ours again", second, "holds", *count(driver), flush=True)
    medians = {
        way: {name: statistics.median(each[name] for each in found) for name in found[0]}
        for way, found in results.items()
    }
    for way, found in medians.items():
        compared = "   ".join(
            f"{found['seconds'] / medians[other]['seconds']:.2f} of {other}" for other in options.ways if other != way
        )
        used = f"client {found['client']:.1f} s   server {found['server']:.1f} s   {found['mib']:.0f} MiB"
        print(f"{way:16} median {found['seconds']:6.1f} s   {used}   {compared}")


if __name__ == "__main__":
    main()
