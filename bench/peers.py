"""Reads annotated reports by two simpler methods and by ours, side by side, as the table of peers in `bench/accuracy.md`.

    python -m bench.peers --set "own=tests/gold/dev,tests/gold/seeds"

keywords    two people named in a sentence that has one of the commonest words of meeting have met
dyads       who does what to whom, clause by clause, in the manner of the event coders of political science (Schrodt's PETRARCH,
            after the verbs of CAMEO): the actors of a verb's subject, the verb's code, the actors of its object
ours        the whole program

All three stand on the same tokens, syntax, names and linking of names to people and states, so that what differs is how
meetings are read; neither peer knows whom a pronoun means. PETRARCH itself wants the trees of a parser for Java and
dictionaries of actors that end in the 2010s; its actors are states and their branches. So a third measure is given beside
people and encounters: pairs of states that came together (held), once a document, which dyads of states can be right about.

As is usual with event data, the same two do the same thing once a document ("one a day").
"""

from __future__ import annotations

import argparse
import re
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.accuracy import as_json, cell
from bench.annotated import Annotated, read_annotated
from ingest.annotations import MentionKind, annotations_of
from ingest.control import subjects
from ingest.date_anchors import anchor_day
from ingest.nlp import annotate, load_pipeline
from ingest.records import make_records
from ingest.scoring import Score, evaluate
from ingest.syntax import PASSIVE_SUBJECT, objects, obliques

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

Json = dict[str, Any]

KEYWORDS = re.compile(
    r"\b(?:met|meet|meets|meeting|talks|held talks|visit(?:ed|s)?|received|hosted|spoke)\b", re.IGNORECASE
)
# Verbs by code of CAMEO: what they take as target, and the kind of encounter. 040 consult, 041 by telephone, 042 make a visit,
# 043 host a visit, 044 meet, 046 negotiate.
VERBS = {
    "040": ("confer consult discuss talk speak converse", ("with", "to"), "meeting"),
    "041": ("phone telephone call", ("with",), "call"),
    "042": ("visit tour travel fly arrive come go", ("to", "in"), "visit"),
    "043": ("host receive welcome greet entertain", (), "meeting"),
    "044": ("meet", ("with",), "meeting"),
    "046": ("negotiate", ("with",), "meeting"),
}
_BY_VERB = {verb: (code, *rest) for code, (verbs, *rest) in VERBS.items() for verb in verbs.split()}
_OBJECT_CODES = {"041", "042", "043", "044"}  # their object is the target; what is discussed or negotiated is a matter
_MOTION = frozenset("travel fly arrive come go".split())
_LIGHT = frozenset("hold have conduct begin start open conclude".split())
_NOUNS = frozenset("meeting talk summit conversation discussion consultation negotiation".split())
_INTENT = frozenset("plan expect schedule intend hope want seek set due agree".split())
_OTHER_PHRASES = frozenset({"conj", "acl", "acl:relcl", "advcl", "parataxis", "appos", "nmod", "obl", "punct"})

Actor = tuple[str | None, str | None]  # key of a person, code of a state


def read_by_keywords(doc: Doc) -> Iterator[Json]:
    """Yield each pair of people named in a sentence that has such a word, held on the document's day."""
    annotations = annotations_of(doc)
    for sent in doc.sents:
        if not KEYWORDS.search(sent.text):
            continue
        named = dict.fromkeys(
            m.people[0]
            for m in annotations.mentions
            if m.kind is MentionKind.PERSON and m.people and sent.start <= m.start < sent.end
        )
        for left, right in combinations(named, 2):
            sides = [(key, annotations.people[key].country) for key in (left, right)]
            yield _encounter(doc, sides, "meeting", is_ahead=False)


def read_by_dyads(doc: Doc) -> Iterator[Json]:
    """Yield an encounter for each source, verb of consulting and target of a clause that does not deny it."""
    actors = _actors_by_token(doc)
    for verb in doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        found = _coded(verb)
        if found is None or _is_denied(verb):
            continue
        targets, kind, is_mutual = found
        sources = [actor for word in subjects(verb) for actor in _of_phrase(word, actors)]
        others = [actor for word in targets for actor in _of_phrase(word, actors)]
        if _is_passive(verb):
            others = [actor for word in obliques(verb, frozenset({"by"})) for actor in _of_phrase(word, actors)]
        pairs = list(product(sources, others))
        if not others and is_mutual:
            pairs = list(combinations(sources, 2))
        for left, right in pairs:
            if left != right and (left[0] or left[1]) != (right[0] or right[1]):
                yield _encounter(doc, [left, right], kind, is_ahead=_is_ahead(verb))


def _coded(verb: Token) -> tuple[list[Token], str, bool] | None:
    """Return the targets of a verb that has a code, the kind of encounter and whether a joint subject did it to each other."""
    lemma = verb.lemma_.lower()
    if lemma in _LIGHT:
        nouns = [word for word in objects(verb) if word.lemma_.lower() in _NOUNS]
        if not nouns:
            return None
        behind = [word for noun in nouns for word in obliques(noun, frozenset({"with"}))]
        return [*behind, *obliques(verb, frozenset({"with"}))], "meeting", True
    if lemma not in _BY_VERB:
        return None
    code, prepositions, kind = _BY_VERB[lemma]
    targets = list(obliques(verb, frozenset(prepositions)))
    if code in _OBJECT_CODES and lemma not in _MOTION:
        targets += objects(verb)
    return targets, kind, code in {"040", "044", "046"}


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)


def _is_denied(verb: Token) -> bool:
    return any(child.lower_ in {"not", "n't", "n’t", "never"} for child in verb.children)


def _is_ahead(verb: Token) -> bool:
    has_will = any(child.lower_ in {"will", "would", "’ll", "'ll", "may", "could", "to"} for child in verb.children)
    return has_will or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _INTENT)


def _actors_by_token(doc: Doc) -> dict[int, Actor]:
    """Return what each token names: a person with the state, or a state; offices stand for the state they are of."""
    annotations = annotations_of(doc)
    found: dict[int, Actor] = {}
    for mention in sorted(annotations.mentions, key=lambda m: m.kind is MentionKind.PERSON):
        actor: Actor | None = None
        if mention.kind is MentionKind.PERSON and mention.people:
            key = mention.people[0]
            actor = (key, annotations.people[key].country)
        elif mention.kind is MentionKind.OFFICE and mention.office and mention.office.country:
            actor = (None, mention.office.country)
        elif mention.kind is MentionKind.COUNTRY and mention.code:
            actor = (None, mention.code)
        if actor:
            found |= dict.fromkeys(range(mention.start, mention.end), actor)
    return found


def _of_phrase(head: Token, actors: dict[int, Actor]) -> list[Actor]:
    """Return the actors of a noun phrase, one for each noun coordinated in it: a person before the state."""
    found: list[Actor] = []
    for noun in [head, *head.conjuncts] if head.dep_ != "conj" else [head]:
        words = [noun, *(w for child in noun.children if child.dep_ not in _OTHER_PHRASES for w in child.subtree)]
        words += [w for child in noun.children if child.dep_ == "appos" for w in child.subtree]
        named = list(dict.fromkeys(actors[w.i] for w in sorted(words, key=lambda w: w.i) if w.i in actors))
        people = [actor for actor in named if actor[0]]
        found += (people or named)[:1]
    return list(dict.fromkeys(found))


def _encounter(doc: Doc, sides: list[Actor], kind: str, *, is_ahead: bool) -> Json:
    annotations = annotations_of(doc)
    day = anchor_day(doc)
    people = [annotations.people[key] for key, _ in sides if key]
    return {
        "kind": kind,
        "status": "planned" if is_ahead else "held",
        "participants": [{"name": person.name, "country": person.country} for person in people],
        "parties": sorted({code for _, code in sides if code}),
        "start": day.isoformat() if day and not is_ahead else None,
        "topics": [],
    }


def by_peer(documents: list[Annotated]) -> dict[str, dict[str, Json]]:
    """Return for each method what it finds in each document, as JSON of the same shape as the annotations."""
    nlp = load_pipeline(None)
    records = []
    found: dict[str, dict[str, Json]] = {"keywords": {}, "dyads": {}}
    for each in documents:
        doc, name = annotate(nlp, each.document), each.document.name
        people = [{"name": person.name} for person in annotations_of(doc).people.values() if person.is_named]
        for peer, method in (("keywords", read_by_keywords), ("dyads", read_by_dyads)):
            once = {str(encounter): encounter for encounter in method(doc)}
            found[peer][name] = {
                "doc": name,
                "encounters": list(once.values()),
                "statements": [],
                "agreements": [],
                "people": people,
            }
        records.append(make_records(doc))
    return {**found, "ours": as_json(records)}


def state_pairs(found: Json) -> set[tuple[str, str]]:
    """Return the pairs of states that came together, in code order."""
    held = [encounter for encounter in found["encounters"] if encounter["status"] == "held"]
    return {pair for encounter in held for pair in combinations(sorted(set(encounter.get("parties") or [])), 2)}


def score_states(golds: dict[str, Json], found: dict[str, Json]) -> Json:
    """Return F1, precision and recall of pairs of states, counted once a document."""
    score = Score()
    for name, gold in golds.items():
        right, guessed = state_pairs(gold), state_pairs(found[name])
        score.right += len(right & guessed)
        score.extra += len(guessed - right)
        score.missed += len(right - guessed)
    return score.figures()


def main() -> None:
    """Print a row for each set and method."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", action="append", required=True, metavar="NAME=DIR[,DIR]")
    parser.add_argument("--texts", type=Path, help="Where NAME.txt lies if it is not found by itself.")
    args = parser.parse_args()
    print("| set | method | met | encounter | pairs of states |\n|---|---|---|---|---|")
    for each in args.set:
        name, _, folders = each.partition("=")
        documents = [document for folder in folders.split(",") for document in read_annotated(Path(folder), args.texts)]
        golds = {d.document.name: d.gold for d in documents}
        for peer, found in by_peer(documents).items():
            figures = evaluate(golds, found).figures
            cells = [figures["met"], figures["encounter"], score_states(golds, found)]
            print(f"| {name} | {peer} | {' | '.join(map(cell, cells))} |")


if __name__ == "__main__":
    main()
