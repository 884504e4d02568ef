"""Turn entity data into training and test files for the entity recogniser.

    python -m training.entities DATA HISTORY training/work [--all]

Gold: our own marked reports (training/corpus, several times over, most copies with other names put in, since nothing is
nearer to what is read), UNER over EWT and PUD, WikiGold, GUM (open genres), RE3D (see `training.entity_sets`).

Silver: filled templates (`training.silver`); remarks on official travels, where only sure names are labelled and other
capitalised words are left open; EWT sentences likewise.

Kept for testing: PUD documents held out, and every sixth report; `--all` trains on those reports too, for the
model that is shipped (the test files stay, but then measure nothing).
"""

from __future__ import annotations

import argparse
import html
import random
import re
from pathlib import Path

from spacy.tokens import DocBin

from training.conllu import is_held_out, read_conllu
from training.convert import read_gum
from training.corpus_format import MarkedDocument, read_corpus
from training.entity_sets import TITLE_WORDS, Completer, Labelled, read_column_set, read_gum_entities, read_uner
from training.gazetteer import load_gazetteer, without_overlap
from training.silver import TITLES, Fillers, make_silver, real_people, rename

SEED = 20
COPIES = 5
SILVER = 9000
SILVER_EWT = 4000
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "EVENT"})


def marked_texts(document: MarkedDocument) -> list[Labelled]:
    """Return a marked report in pieces of one to three paragraphs; of nested marks the outermost but OFFICE."""
    spans = without_overlap(sorted((s for s in document.spans if s[2] in LABELS), key=lambda span: (span[0], -span[1])))
    breaks = [0, *(match.end() for match in re.finditer(r"\n\s*\n", document.text)), len(document.text)]
    pieces: list[Labelled] = []
    first = 0
    while first < len(breaks) - 1:
        last = min(first + 1 + len(pieces) % 3, len(breaks) - 1)
        begin, text = breaks[first], document.text[breaks[first] : breaks[last]].rstrip()
        inside = [(a - begin, b - begin, label) for a, b, label in spans if begin <= a < begin + len(text)]
        pieces.append(Labelled(text, inside))
        first = last
    return pieces


def whole_text(document: MarkedDocument) -> Labelled:
    """Return a marked report in one piece."""
    ordered = sorted((s for s in document.spans if s[2] in LABELS), key=lambda span: (span[0], -span[1]))
    return Labelled(document.text, without_overlap(ordered))


def travel_remarks(history: Path, completer: Completer, rng: random.Random) -> list[Labelled]:
    """Return sentences of remarks on the travels of presidents and secretaries, with the names after titles."""
    title = "|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True))
    name = r"[A-ZÀ-Ž][\w’'-]+(?:\s(?:[A-Z]\.|(?:de|van|von|bin|al-)\s?[A-ZÀ-Ž][\w’'-]+|[A-ZÀ-Ž][\w’'-]+)){0,2}"
    pattern = re.compile(rf"\b(?:{title})\s({name})")
    texts = []
    for path in sorted(history.glob("travels/*-travels/**/*.xml")):
        for remark in re.findall(r"<remarks>(.*?)</remarks>", path.read_text(encoding="utf-8"), re.DOTALL):
            text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", remark))).strip()
            if len(text.split()) < 5:
                continue
            people = []
            for match in pattern.finditer(text):
                words = match[1].split()
                if not any(
                    w in TITLE_WORDS or w in completer.gazetteer.norp or w in completer.gazetteer.gpe for w in words
                ):
                    people.append((*match.span(1), "PERSON"))
            texts.append(completer.sure(text, people))
    rng.shuffle(texts)
    return texts[:3000]


def visitors(history: Path) -> list[str]:
    """Return names of people who visited the United States in an office, titles cut off."""
    names = set()
    for path in sorted(history.glob("visits/data/*.xml")):
        for visitor in re.findall(r"<visitor>(.*?)</visitor>", path.read_text(encoding="utf-8"), re.DOTALL):
            for part in re.split(r",| and |;", html.unescape(re.sub(r"\s+", " ", visitor))):
                words = part.split()
                while words and (words[0] in TITLE_WORDS or words[0] in {"of", "the"}):
                    words = words[1:]
                if (
                    2 <= len(words) <= 4
                    and all(re.match(r"[A-ZÀ-Ža-z][\w.’'-]*$", word) for word in words)
                    and words[0][0].isupper()
                ):
                    names.add(" ".join(words))
    return sorted(names)


def build(data: Path, history: Path, corpus: Path, work: Path, *, train_on_all: bool) -> None:
    """Write ner_train, ner_dev, ner_test_pud and ner_test_reports."""
    rng = random.Random(SEED)
    completer = Completer(load_gazetteer())
    fillers = Fillers(completer.gazetteer, rng, real_people(extra=visitors(history)))
    reports = read_corpus(corpus)
    held = reports[::6]
    kept = reports if train_on_all else [report for report in reports if report not in held]
    uner = data / "uner"
    pud = list(read_uner(uner / "en_pud-ud-test.iob2", completer))
    gold = [text for part in ("dev", "test") for _, text in read_uner(uner / f"en_ewt-ud-{part}.iob2", completer)]
    gold += [text for name, text in pud if not is_held_out(name)] * 2
    gold += read_column_set(
        [data / "wikigold" / "wikigold.conll.txt"], None, {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}, completer
    )
    re3d = {"PERSON": "PERSON", "ORGANISATION": "ORG", "LOCATION": "LOC", "NATIONALITY": "NORP", "TEMPORAL": ""}
    re3d |= dict.fromkeys(("QUANTITY", "MONEY", "WEAPON", "MILITARYPLATFORM"), "")
    gold += read_column_set(sorted((data / "re3d").glob("*/*.conll")), "\t", re3d, completer)
    gum = read_gum(data / "gum-open")
    gold += [text for document in gum["train"] for text in read_gum_entities(document, completer)]
    own: list[Labelled] = []
    for report in kept:
        for text in marked_texts(report):
            own += [text, *(Labelled(*rename(text.text, text.spans, fillers)[:2]) for _ in range(COPIES - 1))]
    silver = [Labelled(*made) for made in make_silver(fillers, SILVER)]
    silver += travel_remarks(history, completer, rng)
    ewt = [
        s.text for d in read_conllu(data / "ud-english-ewt" / "train.conllu") for s in d.sentences if len(s.rows) > 6
    ]
    silver += [completer.sure(text) for text in rng.sample(ewt, min(SILVER_EWT, len(ewt)))]
    train = [text if rng.random() < 0.6 else _typographic(text) for text in [*gold, *own, *silver]]
    rng.shuffle(train)
    _write(train, work / "ner_train.spacy")
    tests = [whole_text(report) for report in held]
    pud_test = [text for name, text in pud if is_held_out(name)]
    _write(tests, work / "ner_test_reports.spacy")
    _write(pud_test, work / "ner_test_pud.spacy")
    _write([*tests, *pud_test], work / "ner_dev.spacy")


def _typographic(text: Labelled) -> Labelled:
    """Return the text with curly quotes; offsets stay."""
    changed = re.sub(r'(^|[\s(\[])"', r"\1“", text.text).replace('"', "”").replace("'", "’")
    return Labelled(changed, text.spans, text.unknown)


def _write(texts: list[Labelled], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    docs = [text.to_doc() for text in texts]
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(f"{path}: {len(docs)} texts, {sum(map(len, docs))} tokens, {sum(len(doc.ents) for doc in docs)} entities")


def main() -> None:
    """Convert the entity data."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path, help="folder with uner, wikigold, gum-open, re3d, ud-english-ewt")
    parser.add_argument("history", type=Path, help="folder with travels and visits of the Office of the Historian")
    parser.add_argument("work", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument("--all", action="store_true", help="train on the reports kept for testing too")
    arguments = parser.parse_args()
    build(arguments.data, arguments.history, arguments.corpus, arguments.work, train_on_all=arguments.all)


if __name__ == "__main__":
    main()
