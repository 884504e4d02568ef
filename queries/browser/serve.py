"""Serves a guide and the style on loopback only, with the header that lets Browser read them from another address."""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from graph.errors import InputError

_TYPES = {"html": "text/html", "adoc": "text/plain", "grass": "text/plain"}


def make_server(pages: Mapping[str, str], port: int) -> ThreadingHTTPServer:
    """Return a server of these pages, by name, on 127.0.0.1; port 0 takes a free one.

    Raises:
        InputError: The port is taken.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.split("?", 1)[0].lstrip("/")
            if name not in pages:
                self.send_error(404)
                return
            body = pages[name].encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{_TYPES[name.rsplit('.', 1)[-1]]}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Say nothing: the terminal shows what to type."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise InputError(f"port {port} cannot be used: {error.strerror or error}; --port names another") from error
