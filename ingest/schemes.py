"""Gives the Doc of any English pipeline the labels that our components and learned weights know.

    ClearNLP   met -prep-> in -pobj-> Lisbon     was -attr-> host      A -conj-> B -conj-> C    dobj  nsubjpass  poss
    UD         met -obl-> Lisbon -case-> in      host -cop-> was       A -conj-> B, A -> C      obj   nsubj:pass nmod:poss

    PER (CoNLL, WikiNER)  ->  PERSON (OntoNotes)

Source:
    Universal Dependencies v2 guidelines; the ClearNLP labels as spaCy's English pipelines document them.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from spacy.tokens import Doc, Span

_CLEAR = frozenset({"pobj", "dobj", "nsubjpass", "auxpass", "attr", "acomp", "poss", "npadvmod", "relcl"})
_NAMES = {
    "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj", "auxpass": "aux:pass",
    "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "advmod", "predet": "det:predet",
    "preconj": "cc:preconj", "npadvmod": "obl:unmarked", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp",
    "intj": "discourse", "quantmod": "advmod", "prep": "advmod", "agent": "advmod", "pobj": "obl", "pcomp": "advcl",
    "meta": "dep",
}  # fmt: skip
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_BE = frozenset("be is are was were been being am 's ’s 're ’re".split())
_CLAUSES = frozenset({"VERB", "AUX", "ADJ", "ADV", ""})
_ENTITIES = {"PER": "PERSON", "PERS": "PERSON", "Person": "PERSON", "person": "PERSON"}


def unify(doc: Doc) -> Doc:
    """Give a Doc our labels, in place: arcs of Universal Dependencies, PERSON for people; one that has them stays as it is."""
    if any(ent.label_ in _ENTITIES for ent in doc.ents):
        doc.ents = [
            Span(doc, ent.start, ent.end, label=_ENTITIES.get(ent.label_, ent.label_), kb_id=ent.kb_id_)
            for ent in doc.ents
        ]
    if any(token.dep_ in _CLEAR for token in doc):
        _Arcs(doc).convert()
    return doc


def write_arcs(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """Give all tokens of a Doc their heads, by number, and labels at once; sentences follow from them."""
    offsets = [head - i for i, head in enumerate(heads)]
    labels = [doc.vocab.strings.add(dep) for dep in deps]
    rows = np.array([offsets, np.array(labels, dtype="uint64").astype("int64")], dtype="int64").T
    doc.from_array(["HEAD", "DEP"], cast("Any", rows.astype("uint64")))


class _Arcs:
    """Heads and labels of a Doc as lists, changed step by step and then written back at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]

    def convert(self) -> None:
        for preposition in sorted(range(len(self.heads)), key=self._depth, reverse=True):
            if self.deps[preposition] in _PREPOSITIONS:
                self._lift_object(preposition)
        for verb in range(len(self.heads)):
            if self.doc[verb].lower_ in _BE and self.doc[verb].pos_ in {"AUX", "VERB", ""}:
                self._lift_predicate(verb)
        self._flatten_lists()
        self.deps = [_NAMES.get(dep, dep) for dep in self.deps]
        write_arcs(self.doc, self.heads, self.deps)

    def _depth(self, token: int) -> int:
        depth = 0
        while self.heads[token] != token:
            token, depth = self.heads[token], depth + 1
        return depth

    def _children(self, token: int) -> list[int]:
        return [i for i, head in enumerate(self.heads) if head == token and i != token]

    def _put_above(self, token: int, word: int) -> None:
        """Give a word the place of the token it hangs on; the token, without its children, hangs on the word."""
        is_root = self.heads[token] == token
        for child in self._children(token):
            if child != word:
                self.heads[child] = word
        self.heads[word] = word if is_root else self.heads[token]
        self.heads[token] = word

    def _lift_object(self, preposition: int) -> None:
        """Turn "in -pobj-> Lisbon" round; a preposition without an object is an adverb."""
        objects = [i for i in self._children(preposition) if self.deps[i] in {"pobj", "pcomp", "obl", "nmod"}]
        if not objects:
            if self.deps[preposition] != "dative":
                self.deps[preposition] = "advmod"
            return
        word, role = objects[0], self.deps[preposition]
        governor = self.heads[preposition]
        was_root = governor == preposition
        verbal = self.doc[governor].pos_ in _CLAUSES
        clause = self.deps[word] == "pcomp" and self.doc[word].pos_ in {"VERB", "AUX"}
        self._put_above(preposition, word)
        self.deps[preposition] = "mark" if clause else "case"
        if was_root:
            self.deps[word] = "ROOT"
        elif clause:
            self.deps[word] = "advcl" if verbal else "acl"
        elif role == "agent":
            self.deps[word] = "obl:agent"
        else:
            self.deps[word] = "obl" if verbal else "nmod"

    def _lift_predicate(self, verb: int) -> None:
        """Turn "was -attr-> host" and "was in -> Beijing" round; in "there was a meeting" the meeting is the subject."""
        children = self._children(verb)
        predicate = next((i for i in children if self.deps[i] in {"attr", "acomp"}), None)
        if predicate is not None and any(self.deps[i] == "expl" for i in children):
            self.deps[predicate] = "nsubj"
            return
        if predicate is None and not any(self.deps[i] in {"ccomp", "xcomp", "oprd"} for i in children):
            predicate = next((i for i in children if self.deps[i] == "obl" and i > verb), None)
        if predicate is None or self.deps[verb] in {"aux", "auxpass"}:
            return
        role = self.deps[verb]
        self._put_above(verb, predicate)
        self.deps[predicate], self.deps[verb] = role, "cop"

    def _flatten_lists(self) -> None:
        """Hang all of "A, B and C" on A, and each "and" on what follows it."""
        for word, dep in enumerate(self.deps):
            while dep == "conj" and self.deps[self.heads[word]] == "conj" and self.heads[word] < word:
                self.heads[word] = self.heads[self.heads[word]]
        for word, dep in enumerate(self.deps):
            if dep == "cc":
                above = self.heads[word]
                first = self.heads[above] if self.deps[above] == "conj" else above
                following = [i for i in self._children(first) if self.deps[i] == "conj" and i > word]
                if following:
                    self.heads[word] = following[0]
