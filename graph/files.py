"""Writing files so that nobody ever sees half of one, and locking a directory against a second writer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import GraphError

if sys.platform != "win32":
    import fcntl


@contextmanager
def write_aside(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to, and put what was written there in its place if nothing went wrong.

    The caller closes what it opened. After an error, `path` is as it was.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Write a whole file at once; with `sync` it is on the disk before it takes its place."""
    with write_aside(path) as aside, aside.open("wb") as file:
        file.write(data)
        if sync:
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock on a directory; it ends with the process at the latest.

    Raises:
        GraphError: Another process holds it.
    """
    with (path / ".lock").open("w") as file:
        if not _try_lock(file):
            raise GraphError(f"{path} is being changed by another process; wait until it is done, or end it")
        yield


def _try_lock(file: IO[str]) -> bool:
    if sys.platform == "win32":  # the lock there is that an open file cannot be opened for writing by another
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
