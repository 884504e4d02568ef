"""Any English pipeline will do: both schemes of labels give the same records, and what a pipeline lacks is said in one line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from typer.testing import CliRunner

import diplograph
from graph.errors import ModelError
from graph.model import DocumentRecords, Kind, Status
from ingest.knowledge import load_knowledge
from ingest.nlp import MODEL_VARIABLE, annotate, find_all, load_pipeline
from ingest.records import make_records
from ingest.schemes import unify
from tests.conftest import SEEDS
from tests.ingest.helpers import document, encounter, same_people, statement, summary, who

VOCAB = spacy.blank("en").vocab
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")
POS = {
    "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VBD": "VERB", "VBN": "VERB", "VB": "VERB", "VBG": "VERB", "MD": "AUX", "IN": "ADP",
    "DT": "DET", "CC": "CCONJ", "CD": "NUM", "POS": "PART", "TO": "PART", "PRP": "PRON", "WP": "PRON", ".": "PUNCT", ",": "PUNCT",
    "AUX": "AUX", "JJ": "ADJ",
}  # fmt: skip
LEMMAS = {
    "met": "meet", "was": "be", "were": "be", "received": "receive", "held": "hold", "said": "say", "told": "tell", "spoke": "speak",
    "sanctions": "sanction", "tariffs": "tariff", "talks": "talk", "hours": "hour",
}  # fmt: skip

# A token a line: word, tag, head and label in Universal Dependencies, head and label in ClearNLP (0 is the root), entity.
SENTENCES = {
    "met": """
        Brazil NNP 4 nmod:poss 6 poss GPE
        's POS 1 case 1 case -
        Foreign NNP 4 compound 4 compound -
        Minister NNP 5 nmod:desc 6 compound -
        Lúcia NNP 7 nsubj 6 compound PER
        Fernandes NNP 5 flat 7 nsubj PER
        met VBD 0 ROOT 0 ROOT -
        South NNP 9 compound 9 compound GPE
        Africa NNP 12 nmod:poss 14 poss GPE
        's POS 9 case 9 case -
        Foreign NNP 12 compound 12 compound -
        Minister NNP 13 nmod:desc 14 compound -
        Thabo NNP 7 obj 14 compound PER
        Mbeko NNP 13 flat 7 dobj PER
        in IN 16 case 7 prep -
        Lisbon NNP 7 obl 15 pobj GPE
        on IN 18 case 7 prep -
        Tuesday NNP 7 obl 17 pobj DATE
        . . 7 punct 7 punct -""",
    "passive": """
        South NNP 2 compound 2 compound GPE
        Africa NNP 5 nmod:poss 7 poss GPE
        's POS 2 case 2 case -
        Foreign NNP 5 compound 5 compound -
        Minister NNP 6 nmod:desc 7 compound -
        Thabo NNP 9 nsubj:pass 7 compound PER
        Mbeko NNP 6 flat 9 nsubjpass PER
        was AUX 9 aux:pass 9 auxpass -
        received VBN 0 ROOT 0 ROOT -
        by IN 15 case 9 agent -
        Brazil NNP 14 nmod:poss 16 poss GPE
        's POS 11 case 11 case -
        Foreign NNP 14 compound 14 compound -
        Minister NNP 15 nmod:desc 16 compound -
        Lúcia NNP 9 obl:agent 16 compound PER
        Fernandes NNP 15 flat 10 pobj PER
        on IN 18 case 9 prep -
        Monday NNP 9 obl 17 pobj DATE
        . . 9 punct 9 punct -""",
    "talks between": """
        Talks NNS 18 nsubj:pass 18 nsubjpass -
        between IN 7 case 1 prep -
        Brazil NNP 6 nmod:poss 8 poss GPE
        's POS 3 case 3 case -
        Foreign NNP 6 compound 6 compound -
        Minister NNP 7 nmod:desc 8 compound -
        Lúcia NNP 1 nmod 8 compound PER
        Fernandes NNP 7 flat 2 pobj PER
        and CC 15 cc 8 cc -
        South NNP 11 compound 11 compound GPE
        Africa NNP 14 nmod:poss 16 poss GPE
        's POS 11 case 11 case -
        Foreign NNP 14 compound 14 compound -
        Minister NNP 15 nmod:desc 16 compound -
        Thabo NNP 7 conj 16 compound PER
        Mbeko NNP 15 flat 8 conj PER
        were AUX 18 aux:pass 18 auxpass -
        held VBN 0 ROOT 0 ROOT -
        in IN 20 case 18 prep -
        Porto NNP 18 obl 19 pobj GPE
        . . 18 punct 18 punct -""",
    "said, of a relative clause": """
        Brazil NNP 4 nmod:poss 6 poss GPE
        's POS 1 case 1 case -
        Foreign NNP 4 compound 4 compound -
        Minister NNP 5 nmod:desc 6 compound -
        Lúcia NNP 21 nsubj 6 compound PER
        Fernandes NNP 5 flat 21 nsubj PER
        , , 9 punct 6 punct -
        who WP 9 nsubj 9 nsubj -
        met VBD 5 acl:relcl 6 relcl -
        South NNP 11 compound 11 compound GPE
        Africa NNP 14 nmod:poss 16 poss GPE
        's POS 11 case 11 case -
        Foreign NNP 14 compound 14 compound -
        Minister NNP 15 nmod:desc 16 compound -
        Thabo NNP 9 obj 16 compound PER
        Mbeko NNP 15 flat 9 dobj PER
        in IN 18 case 9 prep -
        Lisbon NNP 9 obl 17 pobj GPE
        , , 9 punct 6 punct -
        also NN 21 advmod 21 advmod -
        said VBD 0 ROOT 0 ROOT -
        that IN 25 mark 25 mark -
        sanctions NNS 25 nsubj 25 nsubj -
        must MD 25 aux 25 aux -
        go VB 21 ccomp 21 ccomp -
        . . 21 punct 21 punct -""",
    "spoke by phone": """
        Brazil NNP 4 nmod:poss 6 poss GPE
        's POS 1 case 1 case -
        Foreign NNP 4 compound 4 compound -
        Minister NNP 5 nmod:desc 6 compound -
        Lúcia NNP 7 nsubj 6 compound PER
        Fernandes NNP 5 flat 7 nsubj PER
        spoke VBD 0 ROOT 0 ROOT -
        by IN 9 case 7 prep -
        phone NN 7 obl 8 pobj -
        with IN 16 case 7 prep -
        South NNP 12 compound 12 compound GPE
        Africa NNP 15 nmod:poss 17 poss GPE
        's POS 12 case 12 case -
        Foreign NNP 15 compound 15 compound -
        Minister NNP 16 nmod:desc 17 compound -
        Thabo NNP 7 obl 17 compound PER
        Mbeko NNP 16 flat 10 pobj PER
        on IN 19 case 7 prep -
        Tuesday NNP 7 obl 18 pobj DATE
        . . 7 punct 7 punct -""",
    "will meet": """
        Brazil NNP 4 nmod:poss 6 poss GPE
        's POS 1 case 1 case -
        Foreign NNP 4 compound 4 compound -
        Minister NNP 5 nmod:desc 6 compound -
        Lúcia NNP 8 nsubj 6 compound PER
        Fernandes NNP 5 flat 8 nsubj PER
        will MD 8 aux 8 aux -
        meet VB 0 ROOT 0 ROOT -
        South NNP 10 compound 10 compound GPE
        Africa NNP 13 nmod:poss 15 poss GPE
        's POS 10 case 10 case -
        Foreign NNP 13 compound 13 compound -
        Minister NNP 14 nmod:desc 15 compound -
        Thabo NNP 8 obj 15 compound PER
        Mbeko NNP 14 flat 8 dobj PER
        in IN 17 case 8 prep -
        June NNP 8 obl 16 pobj DATE
        . . 8 punct 8 punct -""",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    word: str
    tag: str
    ud: tuple[int, str]
    clear: tuple[int, str]
    entity: str


def rows(name: str) -> list[Row]:
    found = []
    for number, line in enumerate(SENTENCES[name].strip().splitlines()):
        word, tag, ud_head, ud, clear_head, clear, entity = line.split()
        heads = [int(head) - 1 if head != "0" else number for head in (ud_head, clear_head)]
        found.append(Row(word, tag, (heads[0], ud), (heads[1], clear), entity if entity != "-" else ""))
    return found


def made(*names: str, scheme: str) -> Doc:
    """Return a Doc of some of the sentences by hand, in one scheme: `ud` with PERSON, `clear` with PER, `none` without arcs."""
    sentences = [rows(name) for name in names]
    every = [row for sentence in sentences for row in sentence]
    starts: list[bool | int | None] = [i == 0 for sentence in sentences for i in range(len(sentence))]
    spaces = [i + 1 < len(every) and every[i + 1].word not in {"'s", ".", ","} for i in range(len(every))]
    heads, deps, base = [], [], 0
    for sentence in sentences:
        for row in sentence:
            head, dep = row.clear if scheme == "clear" else row.ud
            heads.append(base + head)
            deps.append(dep)
        base += len(sentence)
    arcs = {} if scheme == "none" else {"heads": heads, "deps": deps}
    doc = Doc(
        VOCAB,
        [row.word for row in every],
        spaces,
        tags=["VBD" if row.tag == "AUX" else "RB" if row.word == "also" else row.tag for row in every],
        pos=["ADV" if row.word == "also" else POS[row.tag] for row in every],
        lemmas=[LEMMAS.get(row.word.lower(), row.word) for row in every],
        sent_starts=starts if scheme == "none" else None,
        **arcs,  # type: ignore[arg-type]
    )
    doc.ents = list(entities(doc, every, "PER" if scheme == "clear" else "PERSON"))
    return doc


def entities(doc: Doc, every: list[Row], person: str) -> Iterator[Span]:
    start = 0
    while start < len(every):
        end = start + 1
        label = every[start].entity
        while label and end < len(every) and every[end].entity == label:
            end += 1
        if label:
            yield Span(doc, start, end, label=person if label == "PER" else label)
        start = end


def records_of(doc: Doc) -> DocumentRecords:
    return make_records(find_all(doc, document(doc.text), load_knowledge()))


@pytest.mark.parametrize("name", SENTENCES)
def test_both_schemes_give_the_same_records(name: str) -> None:
    universal, clear = records_of(made(name, scheme="ud")), records_of(made(name, scheme="clear"))
    assert universal.reports, summary(universal)
    assert clear == universal


def test_both_schemes_give_the_same_records_of_a_text() -> None:
    universal, clear = records_of(made(*SENTENCES, scheme="ud")), records_of(made(*SENTENCES, scheme="clear"))
    assert len(universal.reports) > 2
    assert universal.statements
    assert clear == universal


@pytest.mark.parametrize("scheme", ["ud", "clear"])
def test_hand_made_docs_say_what_they_say(scheme: str) -> None:
    met = encounter(records_of(made("met", scheme=scheme)), *PAIR)
    assert (met.kind, met.status, met.city, met.start) == (Kind.MEETING, Status.HELD, "Lisbon", "2024-05-14")
    assert encounter(records_of(made("spoke by phone", scheme=scheme)), *PAIR).kind is Kind.CALL
    assert encounter(records_of(made("will meet", scheme=scheme)), *PAIR).status is Status.PLANNED
    said = statement(records_of(made("said, of a relative clause", scheme=scheme)), "Lúcia Fernandes")
    assert said.topics == ("sanctions",)


@pytest.mark.parametrize("name", SENTENCES)
def test_arcs_become_those_of_universal_dependencies(name: str) -> None:
    doc = unify(made(name, scheme="clear"))
    labels = {token.dep_ for token in doc}
    assert not labels & {"pobj", "prep", "dobj", "nsubjpass", "auxpass", "poss", "relcl", "agent"}
    wanted = made(name, scheme="ud")
    # Names differ (their last word governs in ClearNLP); whatever stands outside of names has the same arc.
    inside = {i for span in wanted.ents for i in range(span.start, span.end)}
    titles = {token.i for token in wanted if token.lower_ in {"minister", "foreign", "'s"}}
    for token, other in zip(doc, wanted, strict=True):
        if token.i not in inside | titles and token.head.i not in inside and other.head.i not in inside:
            assert (token.text, token.head.i, token.dep_) == (other.text, other.head.i, other.dep_)


def words(text: str) -> list[str]:
    return list[str](text.split())


def test_predicates_and_lists_are_turned_round() -> None:
    doc = Doc(
        VOCAB,
        words("Lula was host to Macron , Modi and Ruto"),
        pos=words("PROPN AUX NOUN ADP PROPN PUNCT PROPN CCONJ PROPN"),
        heads=[1, 1, 1, 2, 3, 4, 4, 6, 6],
        deps=words("nsubj ROOT attr prep pobj punct conj cc conj"),
    )
    unify(doc)
    found = {token.text: (token.head.text, token.dep_) for token in doc}
    assert found == {
        "Lula": ("host", "nsubj"),
        "was": ("host", "cop"),
        "host": ("host", "ROOT"),
        "to": ("Macron", "case"),
        "Macron": ("host", "nmod"),
        ",": ("Macron", "punct"),
        "Modi": ("Macron", "conj"),
        "and": ("Ruto", "cc"),
        "Ruto": ("Macron", "conj"),
    }


def test_there_was_a_meeting_has_a_subject() -> None:
    doc = Doc(
        VOCAB, words("There was a meeting"), pos=words("PRON AUX DET NOUN"), heads=[1, 1, 3, 1],
        deps=words("expl ROOT det attr"),
    )  # fmt: skip
    assert [token.dep_ for token in unify(doc)] == ["expl", "ROOT", "det", "nsubj"]


def test_a_doc_of_our_own_labels_is_left_as_it_is() -> None:
    doc = made(*SENTENCES, scheme="ud")
    before = [(token.head.i, token.dep_, token.ent_type_) for token in doc]
    assert [(token.head.i, token.dep_, token.ent_type_) for token in unify(doc)] == before


def test_without_a_parse_word_order_tells_who_met() -> None:
    records = records_of(made("met", scheme="none"))
    report = encounter(records, *PAIR)
    assert (report.kind, report.city, report.start) == (Kind.MEETING, "Lisbon", "2024-05-14")


# -- pipelines on disk


def saved(nlp: Language, path: Path) -> str:
    nlp.to_disk(path)
    return str(path)


def with_names(language: str = "en", *, name: str = "entity_ruler") -> Language:
    nlp = spacy.blank(language)
    ruler = nlp.add_pipe("entity_ruler", name=name)
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "PER", "pattern": "Lúcia Fernandes"}, {"label": "PER", "pattern": "Thabo Mbeko"}]
    )
    return nlp


@pytest.fixture(autouse=True)
def _no_model_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)


def run(*arguments: str, model: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        diplograph.make_app(), ["extract", str(SEEDS / "ohrid-night.txt"), "--model", model, *arguments]
    )
    error = f"{result.exception}" if isinstance(result.exception, ModelError) else ""
    return result.exit_code, error


@pytest.mark.parametrize("model", ["no_such_pipeline", "/no/such/folder", str(SEEDS)])
def test_a_missing_pipeline_is_one_clear_line(model: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_pipeline(model)
    message = str(caught.value)
    assert "\n" not in message
    assert model in message
    assert "leave out --model" in message
    assert run(model=model) == (1, message)


def test_a_pipeline_of_another_language_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reads language 'es'; diplograph reads English") as caught:
        load_pipeline(saved(with_names("es"), tmp_path / "spanish"))
    assert "\n" not in str(caught.value)


def test_a_pipeline_without_entity_recogniser_is_one_clear_line(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    with pytest.raises(
        ModelError, match=r"has no entity recogniser .* no names are found, so choose another"
    ) as caught:
        load_pipeline(saved(nlp, tmp_path / "bare"))
    assert "\n" not in str(caught.value)


def test_an_entity_recogniser_of_any_name_will_do(tmp_path: Path) -> None:
    nlp = load_pipeline(saved(with_names(name="people"), tmp_path / "renamed"))
    assert "people" in nlp.pipe_names


def test_what_a_pipeline_lacks_is_told_with_what_follows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = saved(with_names(), tmp_path / "names-only")
    with caplog.at_level(logging.WARNING, logger="ingest.nlp"):
        load_pipeline(path)
    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if f"{path!r} has no parser: " in line and "fewer encounters" in line]
    assert [line for line in lines if "has no tagger: " in line]
    assert all("\n" not in line for line in lines)


def test_our_own_pipeline_lacks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    load_pipeline.cache_clear()
    with caplog.at_level(logging.WARNING, logger="ingest.nlp"):
        load_pipeline()
    assert caplog.records == []


def test_a_pipeline_without_parser_and_tagger_reads_all_the_same(tmp_path: Path) -> None:
    nlp = load_pipeline(saved(with_names(), tmp_path / "names-only"))
    text = "Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko in Lisbon on Tuesday."
    records = make_records(annotate(nlp, document(text)))
    assert same_people(who(records.reports[0]), PAIR)


def test_sentence_boundaries_of_another_pipeline_give_way_to_ours(tmp_path: Path) -> None:
    nlp = with_names()
    nlp.add_pipe("sentencizer", name="splitter", first=True)
    loaded = load_pipeline(saved(nlp, tmp_path / "split"))
    assert "splitter" not in loaded.pipe_names
    assert [sent.text for sent in loaded("Mr. Xi met U.S. officials. He left.").sents] == [
        "Mr. Xi met U.S. officials.",
        "He left.",
    ]


def test_the_environment_names_a_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = with_names()
    nlp.meta["name"] = "of_ones_own"
    monkeypatch.setenv(MODEL_VARIABLE, saved(nlp, tmp_path / "own"))
    assert load_pipeline().meta["name"] == "of_ones_own"


def test_an_option_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, "no_such_pipeline")
    assert load_pipeline(saved(with_names(), tmp_path / "own")).pipe_names
