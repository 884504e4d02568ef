"""Builds the spaCy pipeline and runs it over a document.

    load_pipeline()            our own model in ingest/model/, or any installed one by name
    load_pipeline("fast")      our own with its first parser: half the time, and somewhat less is found
    annotate(nlp, document)    -> Doc with `doc._.diplograph` filled: mentions, people, times, topics

Label schemes differ (Universal Dependencies and ClearNLP; PER and PERSON): `ingest.schemes` gives every Doc ours.
"""

from __future__ import annotations

import logging
import os
import re
import warnings
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import spacy
from spacy import util
from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokens import Doc

from graph.dates import day_range
from graph.errors import DateError, ModelError
from graph.model import Document
from ingest.annotations import Annotations
from ingest.coreference import resolve
from ingest.dates import find_times
from ingest.durations import find_durations
from ingest.gazetteer import find_names
from ingest.knowledge import Knowledge, load_knowledge
from ingest.name_trees import mend_names
from ingest.offices import find_offices
from ingest.people import find_people
from ingest.schemes import unify
from ingest.sentences import COMPONENT, join_dateline
from ingest.tag_trees import mend_tags
from ingest.topics import find_topics
from ingest.trees import COMPONENT as TREES
from ingest.triggers import add_compounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MODEL_VARIABLE = "DIPLOGRAPH_MODEL"
_LOG = logging.getLogger(__name__)
FAST = "fast"
# Parts of our own model that reading does without: its finder of office spans, since the tables find 96 of a hundred of them and
# tell which posts they are (`training/README.md`), and one of its two parsers, since sentences come from `ingest.sentences`.
# Who loads the model with spaCy has them all.
UNREAD = ("office_tok2vec", "span_finder", "spancat")
_FIRST_PARSER = "parser"
# What a pipeline may lack, the token attributes that tell (any of them will do), and what follows from it.
_WISHES = (
    ("parser", frozenset({"token.dep"}), "who did what is then told by the order of words, and fewer encounters are found"),
    ("tagger", frozenset({"token.pos", "token.tag"}), "verbs are then known by a few fixed forms, and most encounters are missed"),
    ("lemmatizer", frozenset({"token.lemma"}), "verbs are then known by a few fixed forms, and many statements are missed"),
)  # fmt: skip


class _BareEnglish(English):  # type: ignore[no-untyped-call] # spaCy does not type what makes a subclass
    """English whose tokenizer has no special cases yet: the model's folder brings all, and spaCy would load its own first."""

    class Defaults(EnglishDefaults):
        tokenizer_exceptions: dict[str, list[dict[Any, Any]]] = {}  # noqa: RUF012 - as spaCy declares it


def load_packaged(*, fast: bool = False) -> Language:
    """Return our own model without the parts that reading does without.

    Args:
        fast: With its first parser in place of the one over an encoder.

    Raises:
        OSError, ValueError: It is not there, or this version of spaCy cannot read it.
    """
    unread = (*UNREAD, TREES if fast else _FIRST_PARSER)
    with resources.as_file(resources.files("ingest") / "model") as folder:
        nlp = _BareEnglish.from_config(util.load_config(folder / "config.cfg"), exclude=unread)
        nlp.from_disk(folder, exclude=unread)
    nlp.add_pipe(COMPONENT, first=True)  # either parser is for its sentences
    if fast:
        nlp.meta["name"] = f"{nlp.meta['name']}_{FAST}"
    return nlp


@lru_cache(maxsize=2)
def load_pipeline(name: str | None = None) -> Language:
    """Return a pipeline ready for `annotate`.

    Args:
        name: An installed spaCy package or a path; None takes `$DIPLOGRAPH_MODEL`, else our own model; "fast" our own with its
            first parser.

    Raises:
        ModelError: It is not there, is not English, or finds no names. What else it lacks is told by a warning.
    """
    name = name or os.environ.get(MODEL_VARIABLE) or None
    with warnings.catch_warnings():
        # spaCy warns where a model was made with another minor version; the check below is ours.
        warnings.simplefilter("ignore")
        try:
            nlp = spacy.load(name) if name and name != FAST else load_packaged(fast=name == FAST)
        except (OSError, ValueError, ImportError) as error:
            what = (
                f"no spaCy pipeline {name!r} is installed here"
                if name
                else "the packaged language model cannot be loaded"
            )
            raise ModelError(
                f"{what} ({str(error).splitlines()[0]}); install it, or leave out --model to use the packaged one"
            ) from error
    called = f"pipeline {name!r}" if name else "the packaged language model"
    if nlp.lang != "en":
        raise ModelError(f"{called} reads language {nlp.lang!r}; diplograph reads English, so choose an English one")
    assigned = _assigned(nlp)
    if "doc.ents" not in assigned:
        raise ModelError(
            f"{called} has no entity recogniser ('ner'); without one no names are found, so choose another"
        )
    for component, attributes, consequence in _WISHES:
        if not attributes & assigned:
            _LOG.warning("%s has no %s: %s", called, component, consequence)
    for other in [each for each in nlp.pipe_names if nlp.get_pipe_meta(each).factory in {"senter", "sentencizer"}]:
        # Ours sets every boundary; a second opinion would only be ignored or fail.
        nlp.remove_pipe(other)
    if COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(COMPONENT, first=True)
    add_compounds(nlp)
    return nlp


def _assigned(nlp: Language) -> set[str]:
    """Return what the components of a pipeline fill in, such as `token.dep` and `doc.ents`."""
    found = {attribute for each in nlp.pipe_names for attribute in nlp.get_pipe_meta(each).assigns}
    for each in nlp.pipe_names:
        # These two fill in what their settings say, and declare nothing.
        if nlp.get_pipe_meta(each).factory == "attribute_ruler":
            found.add("token.pos")
        if nlp.get_pipe_config(each).get("annotate_ents"):
            found.add("doc.ents")
    return found


def model_description(nlp: Language) -> str:
    """Return name and version of a pipeline, as the graph directory keeps them."""
    return f"{nlp.meta.get('lang')}_{nlp.meta.get('name')} {nlp.meta.get('version')}"


def prepare(text: str) -> str:
    """Return text as the pipeline reads it: no-break and other odd blanks become blanks; offsets stay the same."""
    return re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)


def annotate(nlp: Language, document: Document, *, knowledge: Knowledge | None = None) -> Doc:
    """Return the Doc of a document's text with everything below the level of meetings found."""
    return find_all(nlp(prepare(document.text)), document, knowledge or load_knowledge())


def annotate_many(nlp: Language, documents: Iterable[Document], *, knowledge: Knowledge | None = None) -> Iterator[Doc]:
    """Yield the Docs of many documents, in order; the language model works in batches."""
    base = knowledge or load_knowledge()
    pairs = ((prepare(document.text), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        yield find_all(doc, document, base)


def find_all(doc: Doc, document: Document, knowledge: Knowledge) -> Doc:
    """Fill `doc._.diplograph`: names, offices, people, times, durations, topics."""
    unify(doc)
    join_dateline(doc)
    mend_tags(doc)
    published = None
    if document.published:
        try:
            published = day_range(document.published)
        except DateError as error:
            raise DateError(f"{document.name}: {error}") from error
    annotations = Annotations(document, knowledge, published, text=doc.text)
    doc._.diplograph = annotations
    names = find_names(doc)
    offices = find_offices(doc, names)
    annotations.mentions = list(names)
    people = find_people(doc, names, offices)
    mend_names(doc, people)
    named = {i for mention in people for i in range(mention.start, mention.end)}
    names = [mention for mention in names if named.isdisjoint(range(mention.start, mention.end))]
    annotations.mentions = [*names, *people]
    roles = resolve(doc, offices, people)
    annotations.mentions = sorted([*names, *people, *roles], key=lambda m: (m.start, m.end))
    annotations.times = find_times(doc)
    annotations.durations = find_durations(doc)
    annotations.topics = find_topics(doc)
    return doc
