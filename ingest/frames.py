"""What a word that tells of an encounter takes and means: its frame, by `data/triggers.csv`, and where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from graph.model import Kind
from ingest.knowledge import read_table


@dataclass(frozen=True, slots=True)
class Frame:
    """How a trigger word takes its people and what kind of meeting it means."""

    lemma: str
    pos: str
    frame: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word in the text; `conference` names the event where the trigger is a named one."""

    token: int
    end: int
    frame: Frame
    conference: str | None = None
    parties: tuple[str, ...] = ()
    city: tuple[str, str] | None = None


COMES = frozenset({"arrive", "fly", "come", "land", "jet"})  # "from" behind them names no place they lead to


@lru_cache(maxsize=1)
def load_frames() -> dict[tuple[str, str], Frame]:
    """Return frames by lemma and part of speech."""
    with resources.as_file(resources.files("ingest") / "data" / "triggers.csv") as path:
        return {
            (row["lemma"], row["pos"]): Frame(row["lemma"], row["pos"], row["frame"], Kind(row["kind"]))
            for _, row in read_table(Path(path), ("lemma", "pos", "frame", "kind", "source"))
        }
