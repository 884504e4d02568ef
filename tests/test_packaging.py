"""What is installed: our plain names are ours alone, the public API is what it says, and the data come along."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata, resources

import pytest

import diplograph
from tests.conftest import ROOT

NAMES = {"graph", "ingest", "queries", "seeds", "diplograph"}


def test_no_dependency_ships_a_name_of_ours() -> None:
    clashes = {
        f"{distribution.name}: {file}"
        for distribution in metadata.distributions()
        if distribution.name != "diplograph"
        for file in distribution.files or ()
        if len(file.parts) > 0 and file.parts[0].removesuffix(".py") in NAMES
    }
    assert clashes == set()


def test_every_public_name_is_there_and_sorted() -> None:
    assert diplograph.__all__ == sorted(diplograph.__all__)
    assert set(diplograph.__all__) == {*diplograph._PUBLIC, "main"}
    for name in diplograph.__all__:
        assert getattr(diplograph, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = diplograph.nonsense


@pytest.mark.parametrize(
    "path",
    [
        "queries/who-met-whom.cypher",
        "queries/browser/style.grass",
        "ingest/data/topics.csv",
        "ingest/data/topic_cues.csv",
        "ingest/model/meta.json",
        "ingest/model/LICENSE",
        "ingest/model/NOTICE",
        "seeds/MANIFEST.csv",
        "seeds/beijing-wire.txt",
    ],
)
def test_data_come_with_the_packages(path: str) -> None:
    package, _, rest = path.partition("/")
    assert resources.files(package).joinpath(rest).is_file()


def test_the_wheel_takes_whole_packages() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    taken = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert sorted(each.removesuffix(".py") for each in taken) == sorted(NAMES)
    assert all((ROOT / each).exists() for each in taken)


def test_the_licence_of_the_model_is_named() -> None:
    assert metadata.metadata("diplograph")["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"


def test_spacy_finds_our_component_by_entry_point() -> None:
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('diplograph_sentences')\n"
        "print(len(list(nlp('Mr. Xi met U.S. officials. They left.').sents)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"
