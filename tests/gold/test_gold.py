"""The project's own gold annotations are well-formed, and the texts behind them are the ones that ship."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.gold.check import ROOT, check
from training.corpus_format import read_corpus

GOLD = ROOT / "tests" / "gold"
CORPUS = ROOT / "training" / "corpus"
FOLDERS = sorted(folder for folder in GOLD.iterdir() if any(folder.glob("*.json")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_gold_is_well_formed(folder: Path) -> None:
    assert check(folder) == []


def test_seeds_and_dev_are_there() -> None:
    assert {"dev", "seeds"} <= {folder.name for folder in FOLDERS}


def test_marked_seeds_have_the_text_that_ships() -> None:
    marked = {document.name.removeprefix("seed-"): document for document in read_corpus(CORPUS)}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        assert marked[path.stem].text == path.read_text(encoding="utf-8").strip()


def test_manifest_describes_every_seed_as_gold_does() -> None:
    with (ROOT / "seeds" / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"].removesuffix(".txt"): row for row in csv.DictReader(file)}
    golds = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (GOLD / "seeds").glob("*.json")}
    assert rows.keys() == golds.keys() == {path.stem for path in (ROOT / "seeds").glob("*.txt")}
    for name, row in rows.items():
        assert (row["title"], row["publisher"], row["published"]) == tuple(
            golds[name][key] for key in ("title", "publisher", "published")
        )


def test_every_open_document_of_the_corpus_has_gold() -> None:
    golds = {path.stem for path in (GOLD / "dev").glob("*.json")} | {
        f"seed-{path.stem}" for path in (GOLD / "seeds").glob("*.json")
    }
    assert {document.name for document in read_corpus(CORPUS)} == golds


SPOILT: dict[str, tuple[dict[str, Any], str]] = {
    "evidence": ({"evidence": "No such sentence."}, "evidence is not in the text"),
    "status": ({"status": "over"}, "unknown status"),
    "kind": ({"kind": "party"}, "unknown kind"),
    "topic": ({"topics": ["golf"]}, "unknown topics"),
    "parties": ({"parties": ["USA", "CHN"]}, "parties are not sorted"),
    "date": ({"start": "2023-02-30", "end": "2023-02-30"}, "is no ISO date"),
    "stranger": ({"participants": [{"name": "Nobody", "country": None, "office": None}]}, "are not in people"),
    "duration": ({"duration_minutes": 0}, "is no number of minutes"),
}


@pytest.mark.parametrize(("change", "problem"), SPOILT.values(), ids=SPOILT.keys())
def test_check_finds_what_is_wrong(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    name = "beijing-wire"
    gold = json.loads((GOLD / "seeds" / f"{name}.json").read_text(encoding="utf-8"))
    gold["encounters"][0].update(change)
    (tmp_path / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    shutil.copy(ROOT / "seeds" / f"{name}.txt", tmp_path)
    assert any(problem in line for line in check(tmp_path))


def test_check_reports_a_missing_text(tmp_path: Path) -> None:
    shutil.copy(GOLD / "seeds" / "beijing-wire.json", tmp_path)
    assert check(tmp_path, texts=tmp_path) == [
        "beijing-wire: no text; put beijing-wire.txt beside the JSON file, in seeds/ or in training/corpus/"
    ]
