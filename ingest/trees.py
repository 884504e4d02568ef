"""Gives sentences their dependency trees by an encoder and a biaffine scorer: the parser of our own model.

Sentences begin where `ingest.sentences` says. Of each, every word is scored as the head of every other, the best tree is taken,
and then a label for each of its arcs. `training/README.md` says how well that goes, and what it costs.

Source:
    Dozat and Manning, Deep Biaffine Attention for Neural Dependency Parsing, 2017.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ingest.encoder import Encoder, Floats, Weights, gelu, linear, log_shares, read_weights, write_weights
from ingest.schemes import write_arcs
from ingest.word_pieces import WordPieces

COMPONENT = "diplograph_trees"
ROOT = "ROOT"
_HEADS = 12  # of the encoder's attention
_ENCODER = "encoder."
# Heads of the words of a sentence (-1 for its root), and the labels of their arcs.
Tree: TypeAlias = tuple[list[int], list[str]]
_FAR = 8  # in natural logarithms: three thousand times less likely
_LONG = 64  # words of a sentence of which each is tried below its best heads alone: a list of hundreds took a minute and more
_BEST = 8
_FEWER_ROOTS = 1e4  # more than any tree's score: a tree of one root is better than any of two


class TreeModel:
    """Weights that score trees.

    Attributes:
        encoder: Gives words their vectors.
        labels: Of arcs, in the order of their scores.
        weights: All, by name, those of the encoder behind `encoder.`.
    """

    def __init__(self, pieces: WordPieces, labels: Sequence[str], weights: Weights) -> None:
        self.labels = list(labels)
        self.weights = weights
        inside = {name.removeprefix(_ENCODER): rows for name, rows in weights.items() if name.startswith(_ENCODER)}
        self.encoder = Encoder(pieces, inside, heads=_HEADS)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """Return the tree of each sentence.

        One that is too long for the encoder is read in parts, whose roots hang on that of the first.
        """
        parts = [list(self._parts(words)) for words in sentences]
        found = iter(self._trees(self.encoder.vectors([part for each in parts for part in each])))
        return [_joined([next(found) for _ in each]) for each in parts]

    def _parts(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """Yield a sentence whole, or in parts that fit, cut behind a comma or semicolon where there is one."""
        begin, comma, pieces = 0, 0, 2
        for i, word in enumerate(words):
            pieces += len(self.encoder.pieces.of(word))
            if pieces > self.encoder.longest:
                end = comma or i
                yield words[begin:end]
                begin, comma = end, 0
                pieces = 2 + sum(len(self.encoder.pieces.of(each)) for each in words[begin : i + 1])
            if word in {",", ";"}:
                comma = i + 1
        yield words[begin:]

    def _trees(self, vectors: Sequence[Floats]) -> Iterator[Tree]:
        if not vectors:
            return
        rows, ends = np.concatenate(vectors), np.cumsum([0, *map(len, vectors)])
        arc_below = _with_one(self._part(rows, "arc_below")) @ self.weights["arc"]
        arc_above = self._part(rows, "arc_above")
        label_below, label_above = (_with_one(self._part(rows, f"label_{side}")) for side in ("below", "above"))
        between = np.einsum("wi,kij->wkj", label_below, self.weights["label"], optimize=True)
        root = self.labels.index(ROOT)
        for begin, end in pairwise(ends):
            heads = best_tree(log_shares(np.asarray(arc_below[begin:end] @ arc_above[begin:end].T, dtype=np.float32)))
            above = label_above[begin:end][[0, *(head + 1 for head in heads)]]
            scores = np.matmul(between[begin:end], above[:, :, None])[:, :, 0]
            scores[:, root] = -np.inf
            labels = [self.labels[int(i)] for i in scores[1:].argmax(-1)]
            yield heads, [ROOT if head < 0 else label for head, label in zip(heads, labels, strict=True)]

    def _part(self, rows: Floats, name: str) -> Floats:
        return gelu(linear(rows, self.weights, name))


class TreeParser:
    """The component: reads words and sentences of a Doc, writes heads and labels."""

    def __init__(self, model: TreeModel | None = None) -> None:
        self._model = model

    @property
    def tree_model(self) -> TreeModel:
        """The weights.

        Raises:
            ValueError: There are none yet.
        """
        if self._model is None:
            raise ValueError(f"{COMPONENT} has no weights; from_disk brings them")
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Give a Doc that has sentences new trees, in place."""
        heads = [sent.start for sent in doc.sents for _ in sent]  # blanks alone hang on the first
        deps = [ROOT if head == i else "dep" for i, head in enumerate(heads)]
        sents = [(sent, [token.i for token in sent if not token.is_space]) for sent in doc.sents]
        sents = [(sent, places) for sent, places in sents if places]
        found = self.tree_model.trees([[doc[i].text for i in places] for _, places in sents])
        for (sent, places), (above, labels) in zip(sents, found, strict=True):
            root = places[above.index(-1)]
            for i, head, label in zip(places, above, labels, strict=True):
                heads[i], deps[i] = (i if head < 0 else places[head]), label
            for token in sent:
                if token.is_space:
                    heads[token.i], deps[token.i] = (token.i - 1 if token.i > sent.start else root), "dep"
        write_arcs(doc, heads, deps)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - the signature is spaCy's
        """Write pieces, labels and weights into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        (path / "pieces.txt").write_text("\n".join(self.tree_model.encoder.pieces.pieces) + "\n", encoding="utf-8")
        (path / "labels.json").write_text(json.dumps(self.tree_model.labels), encoding="utf-8")
        write_weights(path / "weights.npz", self.tree_model.weights)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> TreeParser:  # noqa: ARG002
        """Take pieces, labels and weights from a folder.

        Raises:
            OSError, ValueError: It is not there, or does not hold what `to_disk` writes.
        """
        pieces = WordPieces((path / "pieces.txt").read_text("utf-8").splitlines())
        labels = json.loads((path / "labels.json").read_text("utf-8"))
        self._model = TreeModel(pieces, labels, read_weights(path / "weights.npz"))
        return self


def best_tree(scores: Floats) -> list[int]:
    """Return the head of each word in the tree of one root that scores most; -1 for its root.

    Where the best head of each word gives no tree, arcs far below a word's best one are not tried; in long sentences no more than
    the best few of each word, and the root.

    Args:
        scores: A row for each word and a first one that says nothing; of each, a value for the root and for each word as head.
    """
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = [-1, *(int(head) for head in scores[1:].argmax(-1))]
    if heads[1:].count(0) == 1 and _is_tree(heads):
        return [head - 1 for head in heads[1:]]
    floors = scores.max(-1) - _FAR
    if size > _LONG:
        floors = np.maximum(floors, np.sort(scores, -1)[:, -_BEST - 1])
    arcs: Any = nx.DiGraph()
    arcs.add_weighted_edges_from(
        (head, word, scores[word, head] - (0 if head else _FEWER_ROOTS))
        for word in range(1, size)
        for head in range(size)
        if scores[word, head] > floors[word] or head == 0
    )
    tree = nx.maximum_spanning_arborescence(arcs)
    above = {word: head for head, word in tree.edges}
    return [above[word] - 1 for word in range(1, size)]


def _is_tree(heads: Sequence[int]) -> bool:
    """Tell whether every word leads to the root."""
    reached = {0}
    for word in range(1, len(heads)):
        path: list[int] = []
        while word not in reached:
            if word in path:
                return False
            path.append(word)
            word = heads[word]
        reached.update(path)
    return True


def _with_one(rows: Floats) -> Floats:
    with_one: Floats = np.pad(rows, ((0, 0), (0, 1)), constant_values=1)
    return with_one


def _joined(trees: Sequence[Tree]) -> Tree:
    """Return the trees of a sentence's parts as one."""
    heads, labels = list(trees[0][0]), list(trees[0][1])
    root = heads.index(-1)
    for above, names in trees[1:]:
        offset = len(heads)
        heads += [root if head < 0 else head + offset for head in above]
        labels += ["parataxis" if head < 0 else name for head, name in zip(above, names, strict=True)]
    return heads, labels


@Language.factory(COMPONENT, assigns=["token.dep", "token.head"], requires=["token.is_sent_start"])
def make_component(nlp: Language, name: str) -> TreeParser:  # noqa: ARG001 - the signature is spaCy's
    """Return the component without weights; `from_disk` brings them."""
    return TreeParser()
