"""A proxy on loopback that cuts a connection to the server after so many bytes, as a bad network would.

with CuttingProxy(server.bolt_port) as proxy:
    proxy.cut_after(50_000, answers=False)      # the next connections are cut at this point, once
    load(rows, open_neo4j(proxy.uri, …))
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self

_RESET = struct.pack("ii", 1, 0)


class CuttingProxy:
    """Passes connections on to a port of this machine; `sent` and `answered` count bytes."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._limit: int | None = None
        self._on_answers = False
        self.sent = self.answered = self.cuts = 0

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut_after(self, limit: int, *, answers: bool) -> None:
        """Cut once, when this many more bytes have been sent, or answered, on all connections together."""
        with self._lock:
            self.sent = self.answered = self.cuts = 0
            self._limit, self._on_answers = limit, answers

    def _is_cut(self, count: int, *, answer: bool) -> bool:
        with self._lock:
            if answer:
                self.answered += count
            else:
                self.sent += count
            passed = self.answered if self._on_answers else self.sent
            if self._limit is None or passed < self._limit:
                return False
            self._limit = None
            self.cuts += 1
            return True

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                for ends in ((client, server, False), (server, client, True)):
                    threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if self._is_cut(len(data), answer=answer):
                    for end in (source, target):
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
