"""Trains the relation model of `ingest.relations` on annotated reports and writes `ingest/data/relations.json`.

    python -m training.relations --texts training/corpus --gold tests/gold/dev --gold tests/gold/seeds [--model PATH]

Positive: two people of one gold encounter whose evidence lies in the sentence. Left out of training: pairs that some other
sentence's encounter has, since the sentence may well speak of it. All else is negative.
Reported: cross-validated precision and recall by document, five folds. Seeds are fixed; only numpy is needed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from spacy.language import Language

from graph.keys import document_id
from graph.model import Document
from ingest.agreement_scores import party_candidates, sentence_features
from ingest.agreements import agreed_by, tellings_of
from ingest.annotations import annotations_of
from ingest.discussed import topic_candidates
from ingest.encounters import find_encounters
from ingest.knowledge import load_knowledge
from ingest.names import core_words, spelling_key
from ingest.nlp import annotate, load_pipeline
from ingest.records import RecordMaker
from ingest.relations import Pair, find_pairs
from ingest.scoring import pair_up
from ingest.statement_topics import Surroundings
from ingest.statements import manner_of, said_by
from ingest.topic_words import TopicWords
from ingest.triggers import find_triggers
from ingest.weights import score_features
from training.annotated import annotated_docs, as_json, fitting_parser, folds, write_table
from training.topic_words import held_out, learn_from

SMALLEST = 0.02
# Strength of the L2 penalty: few of many topic candidates are right, so their weights must be held down.
PENALTY = {
    "meet": 3.0,
    "topic": 10.0,
    "agreement": 3.0,
    "agreement-parties": 3.0,
    "statement-topic": 20.0,
    "agreement-topic": 20.0,
}


# How often a feature must be seen; words of statements are many, and stand in a row for each topic of the document.
LEAST_SEEN = {"statement-topic": 8, "agreement-topic": 6}


def same_name(left: str, right: str) -> bool:
    """Tell whether two names share their core words, spelled alike."""
    a, b = ({spelling_key(w) for w in core_words(name)} for name in (left, right))
    return bool(a & b) and (a <= b or b <= a)


def collect(nlp: Language, texts: Path, golds: list[Path]) -> list[tuple[str, Pair, int]]:
    """Return (document, pair, label) for every pair that can be labelled."""
    rows: list[tuple[str, Pair, int]] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        people = annotations_of(doc).people
        triggers = find_triggers(doc)
        spans = [(doc.text.find(e["evidence"]), e) for e in gold["encounters"]]
        for sent in doc.sents:
            for pair in find_pairs(doc, sent, triggers):
                label, elsewhere = 0, False
                for start, encounter in spans:
                    met = [p["name"] for p in encounter["participants"]]
                    if not all(
                        any(same_name(people[key].name, other) for other in met)
                        for key in (pair.left_key, pair.right_key)
                    ):
                        continue
                    if start < sent.end_char and start + len(encounter["evidence"]) > sent.start_char:
                        label = 1
                    else:
                        elsewhere = True
                if label or not elsewhere:
                    rows.append((name, pair, label))
    return rows


def collect_sentences(nlp: Language, path: Path) -> list[tuple[str, Pair, int]]:
    """Return pairs of single sentences with slots, each filled with officials of two states, by name and with their office."""
    random = Random(7)
    day = dt.date(2023, 6, 1)
    base = load_knowledge()
    officials = [
        (base.countries[str(office.country)].name, base.people[person].name)
        for office in base.offices.values()
        if office.post == "foreign-minister" and office.country in base.countries
        for person in base.holders(office.id, day)
    ]
    rows: list[tuple[str, Pair, int]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line[:1] not in {"+", "-"}:
            continue
        for manner in ("{name}", "{country}’s foreign minister, {name},", "Foreign Minister {name} of {country}"):
            (home, one), (away, two) = random.sample(officials, 2)
            text = line[2:].replace("{A}", manner.format(name=one, country=home))
            text = text.replace("{B}", manner.format(name=two, country=away)).replace(",,", ",").replace(",.", ".")
            doc = annotate(nlp, Document(document_id(text=text), f"sentence-{number}", text, published=day.isoformat()))
            triggers = find_triggers(doc)
            rows += [
                (f"sentence-{number}", pair, int(line[0] == "+"))
                for sent in doc.sents
                for pair in find_pairs(doc, sent, triggers)
            ]
    return rows


def collect_topics(
    nlp: Language, texts: Path, golds: list[Path], words: Mapping[str, TopicWords]
) -> list[tuple[str, tuple[str, ...], int]]:
    """Return (document, features, label) for each topic of each encounter found; one that pairs with none has no right topic."""
    rows: list[tuple[str, tuple[str, ...], int]] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        encounters = find_encounters(doc)
        pairs = pair_up(gold["encounters"], as_json(doc, encounters))
        wanted = {j: set(gold["encounters"][i]["topics"]) for i, j in pairs}
        rows += [
            (name, candidate.features, int(candidate.topic in wanted.get(j, ())))
            for j, encounter in enumerate(encounters)
            for candidate in topic_candidates(doc, encounter, encounters, words.get(name))
        ]
    return rows


def collect_agreements(
    nlp: Language, texts: Path, golds: list[Path], words: Mapping[str, TopicWords]
) -> dict[str, list[tuple[str, tuple[str, ...], int]]]:
    """Return (document, features, label) for each sentence, and for each set of parties of those that tell of an agreement."""
    sentences: list[tuple[str, tuple[str, ...], int]] = []
    topics: list[tuple[str, tuple[str, ...], int]] = []
    parties: list[tuple[str, tuple[str, ...], int]] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        encounters = find_encounters(doc)
        maker = RecordMaker(doc)
        reports = {id(encounter): maker.report(encounter) for encounter in encounters}
        tellings = tellings_of(doc, encounters, reports)
        spans = [
            (doc.text.find(a["evidence"]), len(a["evidence"]), tuple(sorted(a["parties"]))) for a in gold["agreements"]
        ]
        previous: tuple[str, ...] = ()
        for i, telling in enumerate(tellings):
            sent = telling.sent
            told = {sides for at, size, sides in spans if 0 <= at < sent.end_char and at + size > sent.start_char}
            sentences.append((name, sentence_features(tellings, i), int(bool(told))))
            if told:
                parties += [
                    (name, features, int(candidate in told))
                    for candidate, features in party_candidates(telling, previous)
                ]
                previous = min(told)
        surroundings = Surroundings.of(doc, words.get(name))
        for sent, _, rule, scope in agreed_by(doc, encounters, reports):
            about = {
                topic
                for (at, size, _), agreement in zip(spans, gold["agreements"], strict=True)
                if 0 <= at < sent.end_char and at + size > sent.start_char
                for topic in agreement["topics"]
            }
            topics += [
                (name, features, int(topic in about))
                for topic, features in surroundings.candidates(sent, "", "agreement", rule, scope)
            ]
    return {"agreement": sentences, "agreement-parties": parties, "agreement-topic": topics}


def collect_statements(
    nlp: Language, texts: Path, golds: list[Path], words: Mapping[str, TopicWords]
) -> list[tuple[str, tuple[str, ...], int]]:
    """Return (document, features, label) for each topic of each statement found; one that is not annotated is about none.

    Words of each document are weighed by what was learned from others.
    """
    rows: list[tuple[str, tuple[str, ...], int]] = []
    for name, gold, doc in annotated_docs(nlp, texts, golds):
        people = annotations_of(doc).people
        surroundings = Surroundings.of(doc, words.get(name))
        spans = [(doc.text.find(s["evidence"]), s) for s in gold["statements"] if s["speaker"]]
        for sent, speaker, act, scope in said_by(doc):
            about = {
                topic
                for at, statement in spans
                if 0 <= at < sent.end_char
                and at + len(statement["evidence"]) > sent.start_char
                and same_name(people[speaker].name, statement["speaker"])
                for topic in statement["topics"]
            }
            rows += [
                (name, features, int(topic in about))
                for topic, features in surroundings.candidates(
                    sent, speaker, act.kind, act.rule, scope, manner_of(doc, sent, act, speaker)
                )
            ]
            surroundings.remember(sent, speaker)
    return rows


def fit(
    features: list[tuple[str, ...]], labels: list[int], *, penalty: float = 1.0, rounds: int = 400, least: int = 3
) -> tuple[float, dict[str, float]]:
    """Return bias and weights of a logistic regression with an L2 penalty, by gradient descent with momentum."""
    counts: dict[str, int] = {}
    for row in features:
        for name in set(row):
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= least)
    column = {name: i for i, name in enumerate(names)}
    cells = [(i, column[name]) for i, row in enumerate(features) for name in set(row) if name in column]
    rows = np.array([i for i, _ in cells], dtype=np.int64)
    columns = np.array([j for _, j in cells], dtype=np.int64)
    target = np.array(labels, dtype=np.float64)
    weights, bias = np.zeros(len(names)), 0.0
    speed, bias_speed = np.zeros_like(weights), 0.0
    rate = 0.5
    for _ in range(rounds):
        score = 1.0 / (1.0 + np.exp(-(np.bincount(rows, weights[columns], len(target)) + bias)))
        error = score - target
        slope = np.bincount(columns, error[rows], len(names))
        speed = 0.9 * speed - rate * (slope + penalty * weights) / len(target)
        bias_speed = 0.9 * bias_speed - rate * float(error.mean())
        weights = weights + speed
        bias += bias_speed
    return bias, {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= SMALLEST}


def main() -> None:
    """Train, report, write."""
    parser = fitting_parser(__doc__, "ingest/data/relations.json")
    parser.add_argument("--sentences", type=Path, default=Path(__file__).parent / "pairs.txt")
    parser.add_argument("--only", choices=tuple(PENALTY), help="Train this one; the others stay as they are.")
    args = parser.parse_args()
    # What is not trained here stays: what `training.topic_owners` wrote, and the others if one is asked for.
    table: dict[str, Any] = json.loads(args.out.read_text(encoding="utf-8")) if args.out.exists() else {}
    examples: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
    if args.only in {None, "meet"}:
        rows = collect(load_pipeline(args.model), args.texts, args.gold)
        rows += collect_sentences(load_pipeline(args.model), args.sentences)
        examples["meet"] = [(name, pair.features, label) for name, pair, label in rows]
    of_agreements = args.only in {None, "agreement", "agreement-parties", "agreement-topic"}
    of_statements = args.only in {None, "statement-topic"}
    words: dict[str, TopicWords] = {}
    if of_agreements or of_statements or args.only == "topic":
        words = held_out(learn_from(load_pipeline(args.model), args.texts, args.gold))
    if args.only in {None, "topic"}:
        examples["topic"] = collect_topics(load_pipeline(args.model), args.texts, args.gold, words)
    if of_agreements:
        examples |= collect_agreements(load_pipeline(args.model), args.texts, args.gold, words)
    if of_statements:
        examples["statement-topic"] = collect_statements(load_pipeline(args.model), args.texts, args.gold, words)
    for kind, chosen in examples.items():
        if args.only not in {None, kind}:
            continue
        print(f"{kind}: {len(chosen)} examples, {sum(label for _, _, label in chosen)} positive")
        scored: list[tuple[float, int]] = []
        for held in folds(name for name, _, _ in chosen):
            train = [(features, label) for name, features, label in chosen if name not in held]
            model = fit(
                [f for f, _ in train],
                [label for _, label in train],
                penalty=PENALTY[kind],
                least=LEAST_SEEN.get(kind, 3),
            )
            scored += [(score_features(model, features), label) for name, features, label in chosen if name in held]
        for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            found = [label for score, label in scored if score >= threshold]
            right = sum(found)
            total = sum(label for _, label in scored)
            print(f"  >= {threshold}: precision {right / max(1, len(found)):.3f} recall {right / max(1, total):.3f}")
        bias, weights = fit(
            [features for _, features, _ in chosen],
            [label for _, _, label in chosen],
            penalty=PENALTY[kind],
            least=LEAST_SEEN.get(kind, 3),
        )
        table[kind] = {"bias": round(bias, 3), "weights": dict(sorted(weights.items()))}
    write_table(args.out, table)


if __name__ == "__main__":
    main()
