"""Put the trained parts together into one pipeline that spacy.load can read, with its licence and notice.

    python -m training.package training/work/syntax/model-best training/work/ner_all/model-best ingest/model
        --office training/work/office_all/model-best    the finder of offices as well
        --trees training/work/trees                     the parser over an encoder as well
        --scores training/work/scores.json              keep the scores of `training.evaluate --json` in the model's meta.json

The entity recogniser keeps a tok2vec of its own, and so does the finder of offices.
"""

from __future__ import annotations

import argparse
import json
import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
import srsly
from spacy.tokenizer import Tokenizer

from ingest.trees import COMPONENT

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "diplograph_news"
VERSION = "1.2.0"
HERE = Path(__file__).parent
OFFICE_PARTS = ("office_tok2vec", "span_finder", "spancat")
SOURCES = (
    {
        "name": "UD English EWT",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "UD English PUD",
        "url": "https://github.com/UniversalDependencies/UD_English-PUD",
        "license": "CC BY-SA 3.0",
    },
    {
        "name": "GUM, genres with open texts",
        "url": "https://github.com/amir-zeldes/gum",
        "license": "CC BY 4.0, texts CC BY, CC BY-SA or public domain",
    },
    {"name": "Universal NER", "url": "https://www.universalner.org", "license": "CC BY-SA 4.0 and 3.0"},
    {
        "name": "WikiGold",
        "url": "https://figshare.com/articles/Learning_multilingual_named_entity_recognition_from_Wikipedia/5462500",
        "license": "CC BY 4.0",
    },
    {
        "name": "RE3D, without its BBC part",
        "url": "https://github.com/dstl/re3d",
        "license": "Open Government Licence, public domain",
    },
    {
        "name": "Office of the Historian: travels and visits",
        "url": "https://github.com/HistoryAtState",
        "license": "CC0",
    },
    {
        "name": "all-MiniLM-L6-v2: weights that the encoder began from",
        "url": "https://www.sbert.net",
        "license": "Apache-2.0",
    },
    {"name": "GeoNames", "url": "https://www.geonames.org", "license": "CC BY 4.0"},
    {"name": "diplograph: reports written and marked for it", "url": "", "license": "Apache-2.0"},
)


def assemble(
    syntax: Path,
    ner: Path,
    scores: dict[str, Any] | None = None,
    *,
    office: Path | None = None,
    trees: Path | None = None,
) -> Language:
    """Return the pipeline: tagger, morphologizer, lemmatizer and parser over one tok2vec, entities over another.

    With `trees`, a parser over an encoder of its own behind the first one, whose sentences it keeps; with `office`, a finder of
    offices over a third tok2vec.
    """
    with warnings.catch_warnings():
        # Joining pipelines warns that their vocabularies' vectors differ; neither has any.
        warnings.simplefilter("ignore")
        nlp = spacy.load(syntax)
        if trees:
            add_trees(nlp, trees)
        recognizer = spacy.load(ner)
        recognizer.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
        nlp.add_pipe("ner", source=recognizer)
        if office:
            finder = spacy.load(office)
            for name in OFFICE_PARTS:
                nlp.add_pipe(name, source=finder)
    nlp.config["paths"] = {"train": None, "dev": None, "vectors": None, "init_tok2vec": None}
    nlp.config["initialize"]["before_init"] = None
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        license="CC BY-SA 4.0",
        author="The diplograph developers",
        description="English pipeline for reports of diplomacy: dependencies, entities and offices, learnt from open data.",
        sources=list(SOURCES),
        performance=scores or {},
    )
    return nlp


def add_trees(nlp: Language, folder: Path) -> None:
    """Add the parser that `training.trees` wrote to a pipeline that has one."""
    component: Any = nlp.add_pipe(COMPONENT, after="parser")
    component.from_disk(folder)


def trim_strings(folder: Path) -> int:
    """Leave in a pipeline's folder only the strings that reading may ask for by number, and return how many.

    Training leaves every word it met there, which each later load reads and hashes for nothing: words of a text come back
    with the text. Kept are labels, the tokenizer's special cases and the pieces that lemmas are put together from.
    """
    nlp = spacy.load(folder)
    known = nlp.vocab.strings
    kept = {label for labels in nlp.pipe_labels.values() for label in labels}
    kept |= {part for label in kept for feature in label.split("|") for part in (feature, *feature.split("="))}
    if isinstance(nlp.tokenizer, Tokenizer):
        kept |= {text for pieces in nlp.tokenizer.rules.values() for piece in pieces for text in piece.values()}
        kept |= set(nlp.tokenizer.rules)
    trees = folder / "trainable_lemmatizer" / "trees"
    if trees.exists():
        nodes = srsly.msgpack_loads(trees.read_bytes())["trees"]
        kept |= {known[node[key]] for node in nodes for key in ("orig", "subst") if key in node}
    strings = sorted(text for text in kept if text in known)
    srsly.write_json(folder / "vocab" / "strings.json", strings)
    return len(strings)


def package(
    syntax: Path,
    ner: Path,
    out: Path,
    *,
    office: Path | None = None,
    trees: Path | None = None,
    scores: Path | None = None,
) -> None:
    """Write the pipeline to a folder, in place of what was there."""
    measured = json.loads(scores.read_text(encoding="utf-8")) if scores else None
    nlp = assemble(syntax, ner, measured, office=office, trees=trees)
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)
    (out / "vocab" / "lookups.bin").unlink(missing_ok=True)
    trim_strings(out)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(HERE / "legal" / name, out / name)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {nlp.meta['name']} {nlp.meta['version']}, {size / 1e6:.1f} MB, {', '.join(nlp.pipe_names)}")


def main() -> None:
    """Package the trained parts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("ner", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--office", type=Path, help="the trained finder of offices")
    parser.add_argument("--trees", type=Path, help="the parser that training.trees wrote")
    parser.add_argument("--scores", type=Path, help="scores to keep in meta.json")
    arguments = parser.parse_args()
    package(
        arguments.syntax,
        arguments.ner,
        arguments.out,
        office=arguments.office,
        trees=arguments.trees,
        scores=arguments.scores,
    )


if __name__ == "__main__":
    main()
