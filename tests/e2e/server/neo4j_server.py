"""Starts, kills and stops a real Neo4j Community server on free loopback ports, without Docker.

    with Neo4jServer.start(LINES["lts"], folder) as server:
        server.uri, server.password      ("bolt://127.0.0.1:41233", …)

Maven fetches the jars once into `lib-VERSION` beside this file. Two lines: 5.26 LTS on Java 17 or newer, and the newest
calendar version that starts here on Java 25. What a machine lacks is said by `UnavailableError`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import neo4j

HERE = Path(__file__).parent
PASSWORD = "diplograph-tests"  # noqa: S105 (of a throw-away server on loopback)
_OPENS = ("java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch")
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_READY_SECONDS = 180
_SETTINGS = """
server.bolt.listen_address=127.0.0.1:{bolt_port}
server.http.listen_address=127.0.0.1:{http_port}
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
"""
_ENCRYPTION = """
server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.client_auth=NONE
dbms.ssl.policy.bolt.base_directory={certificates}
"""


class UnavailableError(Exception):
    """This machine cannot start the server; the message says what it lacks."""


@dataclass(frozen=True)
class Line:
    """A line of Neo4j's versions and the Java it needs."""

    version: str
    java: int


LINES = {"lts": Line("5.26.30", 17), "calendar": Line("2026.08.1", 25)}


def find_java(least: int) -> Path:
    """Return a `java` of at least this version, from JAVA_HOME, the path or the usual folders."""
    homes = [Path(home) for name in ("JAVA_HOME", f"JAVA_HOME_{least}_X64") if (home := os.environ.get(name))]
    for folder in (
        "/usr/lib/jvm",
        "/Library/Java/JavaVirtualMachines",
        "/opt/java",
        str(Path.home() / ".sdkman/candidates/java"),
    ):
        if Path(folder).is_dir():
            homes.extend(sorted(Path(folder).iterdir()))
    found = [path for home in homes for path in (home / "bin/java", home / "Contents/Home/bin/java") if path.exists()]
    on_path = shutil.which("java")
    candidates = [*([Path(on_path)] if on_path else []), *found]
    for java in candidates:
        text = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False).stderr
        match = re.search(r'version "(\d+)', text)
        if match and int(match[1]) >= least:
            return java
    raise UnavailableError(f"no Java {least} or newer")


def fetch_jars(version: str) -> Path:
    """Return the folder of a version's jars, fetched by Maven when it is not there."""
    folder = HERE / f"lib-{version}"
    if list(folder.glob("neo4j-server-*.jar")):
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("no Maven (mvn) to fetch the server's jars")
    command = [maven, "-q", "-B", "dependency:copy-dependencies", f"-Dneo4j.version={version}"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={folder}"], cwd=HERE, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UnavailableError(f"Maven cannot fetch Neo4j {version}: {done.stdout[-500:]}")
    return folder


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Neo4jServer:
    """A running server; `home` keeps its data between `kill` and `restart`.

    A `quick` one is compiled less by the JVM: for tests that live for seconds, not for measuring. `settings` are those
    it keeps, whatever else `write_settings` is given.
    """

    line: Line
    home: Path
    java: Path
    jars: Path
    bolt_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    quick: bool = True
    settings: str = ""

    @classmethod
    def install(cls, line: Line, home: Path, *, settings: str = "") -> Neo4jServer:
        """Make a server that has not been started yet; it may encrypt."""
        server = cls(line, home, find_java(line.java), fetch_jars(line.version))
        server.make_certificate()
        server.settings = _ENCRYPTION.format(certificates=server.certificate.parent) + settings
        server.write_settings()
        return server

    @classmethod
    def start(cls, line: Line, home: Path, *, settings: str = "") -> Neo4jServer:
        """Start a server with an empty database and a known password."""
        server = cls.install(line, home, settings=settings)
        server.restart()
        server.set_password()
        return server

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        return f"http://127.0.0.1:{self.http_port}/browser/"

    @property
    def certificate(self) -> Path:
        """The self-signed certificate that encrypted connections get."""
        return self.home / "certificates/public.crt"

    def write_settings(self, more: str = "") -> None:
        """Write what the next start goes by."""
        ports = _SETTINGS.format(bolt_port=self.bolt_port, http_port=self.http_port)
        (self.home / "conf").mkdir(exist_ok=True)
        (self.home / "conf/neo4j.conf").write_text(f"{ports}{self.settings}\n{more}\n", encoding="utf-8")

    def make_certificate(self) -> None:
        openssl = shutil.which("openssl")
        if openssl is None:
            raise UnavailableError("no openssl to make a certificate")
        self.certificate.parent.mkdir(parents=True)
        command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        files = ["-keyout", str(self.certificate.with_name("private.key")), "-out", str(self.certificate)]
        subprocess.run([*command, *names, *files], check=True, capture_output=True)

    def _java(self, heap: str) -> list[str]:
        opens = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPENS]
        quick = _QUICK if self.quick else ()
        return [str(self.java), *opens, *quick, f"-Xmx{heap}", "-cp", f"{self.jars}/*"]

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def restart(self) -> None:
        """Start the server's process and wait until it answers."""
        log = (self.home / "server.log").open("ab")
        arguments = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = [*self._java("1g"), str(HERE / "Server.java"), *arguments]
        self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        log.close()
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"Neo4j did not start:\n{(self.home / 'server.log').read_text()[-2000:]}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/", timeout=2):
                    return
            except OSError:
                time.sleep(0.3)
        raise RuntimeError(f"Neo4j was not ready after {_READY_SECONDS} s")

    def set_password(self) -> None:
        with (
            neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver,
            driver.session(database="system") as session,
        ):
            session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD).consume()

    def driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", PASSWORD), notifications_min_severity="OFF")

    def kill(self) -> None:
        """Kill the server as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Stop the server and wait for it."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def admin(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `neo4j-admin` on the stopped server's files."""
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [*self._java("1g"), "org.neo4j.cli.AdminTool", *arguments]
        return subprocess.run(command, env=environment, cwd=self.home, capture_output=True, text=True, check=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
