"""Turn the treebanks into training and test files for tagger, morphologizer, lemmatizer and parser.

    python -m training.convert DATA training/work

Trained on: EWT train and most of dev, GUM (open genres) train, PUD without the documents held out. Tested on: EWT test,
GUM dev and test, PUD held out. A small part of EWT dev and GUM train selects the model.

Part of the training text is varied, since the treebanks are in plain ASCII, a sentence a line: typographic quotes and
dashes, blank lines between paragraphs.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin

from training.conllu import Sentence, Treebank, is_held_out, read_conllu
from training.tokens import blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEED = 20
SENTENCES_PER_DOC = 8
TREEBANKS = ("ud-english-ewt", "gum-open", "ud-english-pud")
_QUOTES = {"``": "“", "''": "”"}


class Columns:
    """The columns of a Doc under construction."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.starts: list[bool] = []

    def add_sentence(self, sentence: Sentence, *, typographic: bool) -> None:
        """Append a sentence; `typographic` writes its quotes and apostrophes as books and newspapers do."""
        spaces = _spaces(sentence)
        if spaces is None:
            return
        base = len(self.words)
        for i, row in enumerate(sentence.words()):
            self.words.append(_typographic(row[1], row[4]) if typographic else row[1])
            self.spaces.append(spaces[i])
            self.tags.append(row[4])
            self.pos.append(row[3])
            self.morphs.append("" if row[5] == "_" else row[5])
            self.lemmas.append(row[2])
            head = int(row[6])
            self.heads.append(base + (head - 1 if head else i))
            self.deps.append(row[7] if head else "ROOT")
            self.starts.append(i == 0)
        self.spaces[-1] = True

    def add_blank_line(self) -> None:
        """Append a token of line breaks, as they stand between paragraphs."""
        self.spaces[-1] = False
        self.words.append("\n\n")
        self.spaces.append(False)
        self.tags.append("_SP")
        self.pos.append("SPACE")
        self.morphs.append("")
        self.lemmas.append("\n\n")
        self.heads.append(len(self.words) - 2)
        self.deps.append("dep")
        self.starts.append(False)

    def to_doc(self) -> Doc:
        """Return the Doc."""
        return Doc(
            blank_vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags,
            pos=self.pos,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads,
            deps=self.deps,
            sent_starts=self.starts,
        )


blank_vocab = blank().vocab


def _typographic(form: str, tag: str) -> str:
    if form in {'"', "``", "''"}:
        return _QUOTES.get(tag, "”")
    if form == "'":
        return "‘" if tag == "``" else "’"
    if form == "--":
        return "—"
    return form.replace("'", "’")


def _spaces(sentence: Sentence) -> list[bool] | None:
    """Return for each word whether a blank follows; None if a multiword token is not just its words in a row."""
    inner: dict[int, bool] = {}
    words = sentence.words()
    for row in sentence.rows:
        if "-" not in row[0]:
            continue
        first, last = (int(part) for part in row[0].split("-"))
        if "".join(word[1] for word in words[first - 1 : last]) != row[1]:
            return None
        inner |= dict.fromkeys(range(first, last), False)
        inner[last] = "SpaceAfter=No" not in row[9]
    return [inner.get(i, "SpaceAfter=No" not in row[9]) for i, row in enumerate(words, start=1)]


def make_docs(documents: Iterable[Treebank], *, variety: float = 0.0, rng: random.Random | None = None) -> list[Doc]:
    """Return Docs of up to eight sentences each.

    Args:
        documents: Treebank documents.
        variety: Share of the Docs that get typographic quotes; half of it, of the sentences that begin a paragraph.
        rng: Source of the variety; needed if there is any.
    """
    rng = rng or random.Random(SEED)
    docs = []
    for document in documents:
        sentences = document.sentences
        for begin in range(0, len(sentences), SENTENCES_PER_DOC):
            columns = Columns()
            typographic = rng.random() < variety
            for sentence in sentences[begin : begin + SENTENCES_PER_DOC]:
                if columns.words and rng.random() < variety / 2:
                    columns.add_blank_line()
                columns.add_sentence(sentence, typographic=typographic)
            if columns.words:
                docs.append(columns.to_doc())
    return docs


def write_docs(docs: Sequence[Doc], path: Path) -> None:
    """Write Docs to a `.spacy` file and print what it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path}: {len(docs)} docs, {sum(len(doc) for doc in docs)} tokens")


def read_gum(folder: Path) -> dict[str, list[Treebank]]:
    """Return GUM's documents by split."""
    split = ""
    splits: dict[str, str] = {}
    for line in (folder / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            split = line[3:].strip()
        elif line.strip().startswith("* "):
            splits[line.strip()[2:].split()[0]] = split
    parts: dict[str, list[Treebank]] = {"train": [], "dev": [], "test": []}
    for path in sorted(folder.glob("*.conllu")):
        for document in read_conllu(path):
            parts[splits.get(document.name, "train")].append(document)
    return parts


def convert(data: Path, work: Path) -> None:
    """Write syntax_train, syntax_dev and the three test files."""
    rng = random.Random(SEED)
    ewt = data / "ud-english-ewt"
    gum = read_gum(data / "gum-open")
    pud = read_conllu(data / "ud-english-pud" / "pud.conllu")
    ewt_dev = read_conllu(ewt / "dev.conllu")
    select = [document for document in ewt_dev if is_held_out(document.name)] + gum["train"][::25]
    chosen = {document.name for document in select}
    train = [
        *read_conllu(ewt / "train.conllu"),
        *(d for d in ewt_dev if d.name not in chosen),
        *(d for d in gum["train"] if d.name not in chosen),
    ]
    news = [document for document in pud if not is_held_out(document.name)]
    write_docs(make_docs([*train, *news, *news], variety=0.4, rng=rng), work / "syntax_train.spacy")
    write_docs(make_docs(select), work / "syntax_dev.spacy")
    write_docs(make_docs(read_conllu(ewt / "test.conllu")), work / "ewt_test.spacy")
    write_docs(make_docs([*gum["dev"], *gum["test"]]), work / "gum_test.spacy")
    write_docs(make_docs([d for d in pud if is_held_out(d.name)]), work / "pud_test.spacy")


def main() -> None:
    """Convert the treebanks."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path, help=f"folder with {', '.join(TREEBANKS)}")
    parser.add_argument("work", type=Path, help="folder for what is written")
    arguments = parser.parse_args()
    convert(arguments.data, arguments.work)


if __name__ == "__main__":
    main()
