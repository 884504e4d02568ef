"""Read CoNLL-U: the format of the treebanks, also with entities in the MISC column or as an IOB2 column.

# newdoc id = weblog-1
# sent_id = weblog-1-0001
# text = Rice met Straw.
1	Rice	Rice	PROPN	NNP	Number=Sing	2	nsubj	_	_
2	met	meet	VERB	VBD	Mood=Ind	0	root	_	_
3	Straw	Straw	PROPN	NNP	Number=Sing	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = list[str]


@dataclass(slots=True)
class Sentence:
    """One sentence; `rows` holds the columns of every line, multiword tokens ("3-4") included, empty nodes left out."""

    text: str = ""
    rows: list[Row] = field(default_factory=list)

    def words(self) -> list[Row]:
        """Return the rows of syntactic words."""
        return [row for row in self.rows if "-" not in row[0]]


@dataclass(slots=True)
class Treebank:
    """One document of a treebank, with its metadata by key."""

    name: str
    meta: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


def parse_conllu(source: str) -> Iterator[Treebank]:
    """Yield the documents of a file; a file without `# newdoc` is one document."""
    document = Treebank("")
    sentence = Sentence()
    for line in [*source.splitlines(), ""]:
        if line.startswith("# newdoc"):
            if document.sentences:
                yield document
            document = Treebank(line.partition("=")[2].strip())
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.strip() == "text":
                sentence.text = value.strip()
            elif key.strip().startswith("meta::"):
                document.meta[key.strip()[6:]] = value.strip()
        elif line.strip():
            row = line.split("\t")
            if "." not in row[0]:
                sentence.rows.append(row)
        elif sentence.rows:
            document.sentences.append(sentence)
            sentence = Sentence()
    if document.sentences:
        yield document


def read_conllu(path: Path) -> list[Treebank]:
    """Return the documents of a file."""
    return list(parse_conllu(path.read_text(encoding="utf-8")))


def is_held_out(name: str) -> bool:
    """Tell whether a document of PUD is kept for testing: three in ten, by a hash of its id."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 10 < 3
