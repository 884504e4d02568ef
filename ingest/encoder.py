"""A small pretrained transformer that gives each word of a sentence a vector in its context; numpy alone, no network.

    sentence            [CLS] b ##link ##en met x ##i [SEP]
    first pieces        [CLS] b            met x               one vector each

Its weights are kept in eight bits, a scale a row, and are single floats in memory.

Source:
    The encoder of Vaswani and others (Attention Is All You Need, 2017) with the sizes and the starting weights of MiniLM (Wang
    and others, MiniLM: Deep Self-Attention Distillation, 2020). Error function: Abramowitz and Stegun, Handbook of
    Mathematical Functions, 7.1.26, right to 1.5e-7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.word_pieces import WordPieces

Floats: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = Mapping[str, Floats]

_SCALE = ".scale"
_EPSILON = np.float32(1e-12)
_ROWS = 64


class Encoder:
    """Word pieces and weights.

    Attributes:
        pieces: Cuts words.
        longest: Pieces a sentence may have.
        width: Length of a vector.
    """

    def __init__(self, pieces: WordPieces, weights: Weights, *, heads: int) -> None:
        self.pieces = pieces
        self._weights = weights
        self._heads = heads
        self.longest, self.width = weights["position"].shape
        self._layers = len({name.split(".")[1] for name in weights if name.startswith("layer.")})

    def vectors(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """Return for each sentence a row for its start and one for each word.

        Sentences see nothing of one another; they are read together since that is faster.

        Raises:
            ValueError: A sentence has more pieces than `longest`, its start and end counted.
        """
        if not sentences:
            return []
        cut = [self._cut(words) for words in sentences]
        bounds = np.cumsum([0, *(len(numbers) for numbers, _ in cut)])
        places = np.concatenate([np.arange(len(numbers)) for numbers, _ in cut])
        rows = self._weights["piece"][np.concatenate([numbers for numbers, _ in cut])]
        rows = self._normal(rows + self._weights["position"][places], "embedding")
        spans = [slice(begin, end) for begin, end in pairwise(bounds)]
        for layer in range(self._layers):
            rows = self._layer(rows, f"layer.{layer}", spans)
        return [rows[span][firsts] for span, (_, firsts) in zip(spans, cut, strict=True)]

    def _cut(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the pieces of a sentence, and where its start and the first piece of each word stand."""
        numbers, firsts = [self.pieces.start], [0]
        for word in words:
            firsts.append(len(numbers))
            numbers.extend(self.pieces.of(word))
        numbers.append(self.pieces.end)
        if len(numbers) > self.longest:
            raise ValueError(f"a sentence of {len(numbers)} word pieces; {self.longest} is the most")
        return numbers, firsts

    def _layer(self, rows: Floats, name: str, spans: Sequence[slice]) -> Floats:
        query, key, value = (linear(rows, self._weights, f"{name}.{part}") for part in ("query", "key", "value"))
        mixed = np.empty_like(rows)
        for span in spans:
            mixed[span] = self._attend(query[span], key[span], value[span])
        rows = self._normal(rows + linear(mixed, self._weights, f"{name}.mix"), f"{name}.attended")
        inner = gelu(linear(rows, self._weights, f"{name}.inner"))
        return self._normal(rows + linear(inner, self._weights, f"{name}.outer"), f"{name}.out")

    def _attend(self, query: Floats, key: Floats, value: Floats) -> Floats:
        size = len(query)
        split = (size, self._heads, self.width // self._heads)
        queries, keys, values = (each.reshape(split).transpose(1, 0, 2) for each in (query, key, value))
        shares = np.exp(_below_zero(queries @ keys.transpose(0, 2, 1) / np.sqrt(np.float32(split[2]))))
        shares /= shares.sum(-1, keepdims=True)
        return (shares @ values).transpose(1, 0, 2).reshape(size, self.width)

    def _normal(self, rows: Floats, name: str) -> Floats:
        rows = rows - rows.mean(-1, keepdims=True)
        spread = np.sqrt((rows * rows).mean(-1, keepdims=True) + _EPSILON)
        out: Floats = rows / spread * self._weights[f"{name}.gain"] + self._weights[f"{name}.bias"]
        return out


def linear(rows: Floats, weights: Weights, name: str) -> Floats:
    """Return a matrix (a row for each value that comes out) times each row, plus its bias."""
    out: Floats = rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def gelu(rows: Floats) -> Floats:
    """Return each value times the share of a normal distribution that lies below it.

    Worked out in place on a few rows at a time, which stay in the processor's cache: five times as fast.
    """
    found = np.empty_like(rows)
    for begin in range(0, len(rows), _ROWS):
        values, out = rows[begin : begin + _ROWS], found[begin : begin + _ROWS]
        size = np.abs(values)
        t = size * np.float32(0.3275911 * 0.5**0.5)
        t += 1
        np.reciprocal(t, out=t)
        tail = t * np.float32(1.061405429)
        for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
            tail += np.float32(factor)
            tail *= t
        np.multiply(size, size, out=t)
        t *= np.float32(-0.5)
        tail *= np.exp(t, out=t)
        tail *= size
        tail *= np.float32(0.5)
        np.maximum(values, 0, out=out)
        out -= tail
    return found


def log_shares(scores: Floats) -> Floats:
    """Return the logarithms of the shares that the scores of a row give."""
    scores = _below_zero(scores)
    shares: Floats = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return shares


def _below_zero(scores: Floats) -> Floats:
    below: Floats = scores - scores.max(-1, keepdims=True)
    return below


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights: matrices in eight bits with a scale a row, all else in single floats."""
    kept: dict[str, NDArray[np.float32 | np.int8]] = {}
    for name, values in weights.items():
        if values.ndim < 2:
            kept[name] = values
            continue
        kept[name], kept[name + _SCALE] = in_eight_bits(values)
    np.savez(path, allow_pickle=False, **kept)


def in_eight_bits(values: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix in eight bits, and the scale of each row, by which it is multiplied again."""
    scale = np.maximum(np.abs(values).max(-1, keepdims=True), _EPSILON) / 127
    return np.rint(values / scale).astype(np.int8), scale.astype(np.float32)


def read_weights(path: Path) -> dict[str, Floats]:
    """Return the weights of a file as single floats.

    Raises:
        OSError, ValueError: It is not there, or no file of weights.
    """
    with np.load(path, allow_pickle=False) as kept:
        return dict(_unpacked(kept))


def _unpacked(kept: Mapping[str, NDArray[np.float32 | np.int8]]) -> Iterator[tuple[str, Floats]]:
    for name in kept:
        if name.endswith(_SCALE):
            continue
        values = kept[name].astype(np.float32)
        yield name, values * kept[name + _SCALE] if name + _SCALE in kept else values
