"""A tiny training run: from CoNLL-U and marked reports to a pipeline that loads, tags and finds entities."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from training.conllu import parse_conllu
from training.convert import make_docs
from training.corpus_format import parse_document
from training.entities import marked_texts
from training.entity_sets import Completer, Labelled, detokenize, read_column_set
from training.evaluate import score_entities
from training.gazetteer import Gazetteer, find_dates, load_gazetteer
from training.offices import office_docs
from training.package import assemble
from training.silver import Fillers, make_silver, real_people, rename
from training.tokens import blank
from training.train import fit, save_tok2vec

pytestmark = pytest.mark.filterwarnings("ignore")  # spaCy's and its dependencies' own, in training only

CONLLU = """# newdoc id = one
# text = "Rice can't meet Straw."
1	"	"	PUNCT	``	_	4	punct	_	SpaceAfter=No
2	Rice	Rice	PROPN	NNP	Number=Sing	5	nsubj	_	_
3-4	can't	_	_	_	_	_	_	_	_
3	ca	can	AUX	MD	VerbForm=Fin	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	meet	meet	VERB	VB	VerbForm=Inf	0	root	_	_
6	Straw	Straw	PROPN	NNP	Number=Sing	5	obj	_	SpaceAfter=No
7	.	.	PUNCT	.	_	5	punct	_	SpaceAfter=No
8	"	"	PUNCT	''	_	5	punct	_	_

# text = They met.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2	met	meet	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def fillers(gazetteer: Gazetteer) -> Fillers:
    return Fillers(gazetteer, random.Random(1), real_people(extra=[]))  # noqa: S311 - test data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BEIJING, June 19 (Reuters) — “We met,”",
            ["BEIJING", ",", "June", "19", "(", "Reuters", ")", "—", "“", "We", "met", ",", "”"],
        ),
        ("Antony J. Blinken left the U.S.", ["Antony", "J.", "Blinken", "left", "the", "U.S."]),
        ("talks—the first", ["talks", "—", "the", "first"]),
        ("China’s minister can’t", ["China", "’s", "minister", "ca", "n’t"]),
        ("al-Sisi", ["al", "-", "Sisi"]),
    ],
    ids=["dateline", "initials", "dash", "apostrophes", "hyphen"],
)
def test_news_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in blank()(text)] == expected


def test_treebank_keeps_contractions_heads_and_sentences() -> None:
    (doc,) = make_docs(parse_conllu(CONLLU))
    assert doc.text.strip() == '"Rice can\'t meet Straw." They met.'
    assert [sent.root.text for sent in doc.sents] == ["meet", "met"]
    assert doc[3].head.text == "meet"
    assert doc[3].lemma_ == "not"


def test_treebank_variety_writes_curly_quotes() -> None:
    (doc,) = make_docs(parse_conllu(CONLLU), variety=1.0)
    assert doc[0].text == "“"
    assert doc[3].text == "n’t"


def test_dates_and_times_are_found_whole() -> None:
    text = "On Monday, June 19, 2023 they spoke for 35 minutes; May is no date, but in May it is. Last week, 1980s."
    assert [(text[a:b], label) for a, b, label in find_dates(text)] == [
        ("Monday", "DATE"),
        ("June 19, 2023", "DATE"),
        ("35 minutes", "TIME"),
        ("May", "DATE"),
        ("Last week", "DATE"),
        ("1980s", "DATE"),
    ]


def test_titles_and_possessives_stay_outside(gazetteer: Gazetteer) -> None:
    text = "Foreign Minister Ivan Petrov's car"
    labelled = Completer(gazetteer).complete(text, [(0, 28, "PERSON")])
    assert [text[a:b] for a, b, _ in labelled.spans] == ["Ivan Petrov"]


def test_misc_is_left_open_not_outside(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "set.conll"
    path.write_text("The O\nBeatles I-ORG\nsang O\nHelp I-MISC\n. O\n\n", encoding="utf-8")
    (text,) = read_column_set([path], None, {"ORG": "ORG"}, Completer(gazetteer))
    doc = text.to_doc()
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Beatles", "ORG")]
    assert [token.text for token in doc if token.ent_iob == 0] == ["Help"]


def test_words_become_running_text() -> None:
    assert detokenize(["He", "said", '"', "no", '"', "(", "twice", ")", "."]) == 'He said "no" (twice).'


def test_silver_spans_are_the_names(fillers: Fillers) -> None:
    for text, spans in make_silver(fillers, 50):
        for start, end, _ in spans:
            assert text[start:end] == text[start:end].strip()
            assert not text[start:end].startswith(("the ", "President "))
        doc = Labelled(text, spans).to_doc()
        assert len(doc.ents) == len(spans), text


def test_renamed_report_keeps_labels_in_place(fillers: Fillers) -> None:
    text = "President Carter met Sadat in Cairo on Monday."
    spans = [(10, 16, "PERSON"), (21, 26, "PERSON"), (30, 35, "GPE"), (39, 45, "DATE")]
    other, moved, (office,) = rename(text, spans, fillers, outer=[(0, 16, "OFFICE")])
    assert [label for *_, label in moved] == [label for *_, label in spans]
    assert other[office[0] : office[1]] == "President " + other[moved[0][0] : moved[0][1]]
    assert other[moved[-1][0] : moved[-1][1]].endswith("day")


def test_marked_report_in_pieces_loses_no_entity() -> None:
    source = "\n\n".join(f"[PERSON Ann Lee] of [ORG ACME {i}] spoke." for i in range(7))
    pieces = marked_texts(parse_document(source, "x"))
    assert sum(len(piece.spans) for piece in pieces) == 14
    assert all(piece.text[a:b].startswith(("Ann", "ACME")) for piece in pieces for a, b, _ in piece.spans)


@pytest.mark.timeout(480)
def test_from_data_to_pipeline(tmp_path: Path, fillers: Fillers) -> None:
    docs = make_docs(parse_conllu(CONLLU * 20))
    DocBin(docs=docs).to_disk(tmp_path / "syntax.spacy")
    silver = [Labelled(*made).to_doc() for made in make_silver(fillers, 60)]
    DocBin(docs=silver).to_disk(tmp_path / "ner.spacy")
    names = "[OFFICE [NORP Polish] foreign minister] [PERSON Ann Lee] met [OFFICE President] [PERSON Rui Paz] in [GPE Lima]."
    report = parse_document(names, "x")
    reports = office_docs(report, fillers, 60)
    DocBin(docs=reports, store_user_data=True).to_disk(tmp_path / "office.spacy")
    configs = Path(__file__).parents[2] / "training" / "configs"
    paths: dict[str, Path] = {}
    for part, epochs in (("syntax", 20), ("ner", 20), ("office", 8)):
        data = tmp_path / f"{part}.spacy"
        tok2vec = "office_tok2vec" if part == "office" else "tok2vec"
        small = {"training__eval_frequency": 20, "training__dropout": 0.0}
        small[f"components__{tok2vec}__model__encode__width"] = 32
        limits: dict[str, Any] = {"training__max_epochs": epochs}
        if part == "ner":
            limits["training__batcher__size__start"] = 100
            limits["paths__init_tok2vec"] = save_tok2vec(paths["syntax"], tmp_path / "tok2vec.bin")
        if part == "syntax":
            limits["components__parser__min_action_freq"] = 1
        paths[part] = fit(configs / f"{part}.cfg", data, data, tmp_path / part, **small, **limits)
    nlp: Language = assemble(paths["syntax"], paths["ner"], office=paths["office"])
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    doc = loaded("They met.")
    assert [token.tag_ for token in doc] == ["PRP", "VBD", "."]
    assert doc[0].head.text == "met"
    assert score_entities(loaded, silver)["all"]["f"] > 0.3
    assert score_entities(loaded, reports, key="offices")["all"]["f"] > 0.5
