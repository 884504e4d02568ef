"""How what a document's words tell of stands, found once for each word: several scorers ask for the same ones."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.arguments import clause_bounds
from ingest.status import Standing, standing_of


class Standings:
    """Remembers the standing of each word of a Doc that was asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._known: dict[int, Standing | None] = {}

    def __call__(self, token: int) -> Standing | None:
        """Return how what a word tells of stands in its clause; None where it is denied."""
        if token not in self._known:
            self._known[token] = standing_of(self._doc, self._doc[token], *clause_bounds(self._doc, token))
        return self._known[token]
