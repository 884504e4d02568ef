"""Cuts words into the pieces that a pretrained encoder knows.

    Blinken  ->  b ##link ##en

Source:
    WordPiece as BERT uses it, uncased (Devlin and others, BERT: Pre-training of Deep Bidirectional Transformers for Language
    Understanding, 2019): lower case, no accents, punctuation apart, then the longest known piece from the left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
WORDS = 65536  # of which the pieces are remembered
MOST = 6  # pieces of one word; what is longer tells nothing more of its syntax
_PARTS = re.compile(r"[^\W_]+|[^\w\s]|_")


class WordPieces:
    """The pieces by number.

    Attributes:
        pieces: In the order of their numbers.
        of: Returns the numbers of a word's pieces, at least one, at most six; remembers those of the last words.

    Raises:
        ValueError: The list lacks one of the three special pieces.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = list(pieces)
        self._numbers = {piece: i for i, piece in enumerate(self.pieces)}
        missing = [piece for piece in (UNKNOWN, START, END) if piece not in self._numbers]
        if missing:
            raise ValueError(f"a list of word pieces without {', '.join(missing)}")
        self.unknown, self.start, self.end = (self._numbers[piece] for piece in (UNKNOWN, START, END))
        self.of = lru_cache(WORDS)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        found = tuple(number for part in _PARTS.findall(_plain(word)) for number in self._cut(part))[:MOST]
        return found or (self.unknown,)

    def _cut(self, part: str) -> list[int]:
        numbers: list[int] = []
        begin = 0
        while begin < len(part):
            mark = "##" if begin else ""
            for end in range(len(part), begin, -1):
                number = self._numbers.get(mark + part[begin:end])
                if number is not None:
                    numbers.append(number)
                    begin = end
                    break
            else:
                return [self.unknown]
        return numbers


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
