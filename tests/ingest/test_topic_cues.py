"""Words hint at topics that nothing names, each by its share; what a speaker's statements are about is chosen over all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import TableError
from ingest.nlp import annotate, load_pipeline
from ingest.statement_topics import LEAST, LEAST_OVERALL, chosen
from ingest.topic_cues import Cues, load_cues, read_cues
from ingest.topics import load_topics
from tests.ingest.helpers import Case, cases, document, read, statement

F = "Brazil's Foreign Minister Lúcia Fernandes"


def hints(text: str, sentence: int = 0) -> dict[str, float]:
    """Return how strongly a sentence of a text hints at each topic."""
    return dict(Cues.of(annotate(load_pipeline(), document(text))).hints[sentence])


@cases(
    Case("a word", "The trawlers stayed in harbour.", "maritime-security"),
    Case("its base form", "They were retaliating.", "regional-security"),
    Case("at the start, in capitals", "Voters stayed at home.", "democracy"),
    Case("a phrase", "The spare parts were on their way.", "arms-sales"),
    Case("a phrase with a hyphen", "They spoke of a win-win.", "bilateral-relations"),
    Case("an abbreviation", "The IMF waits.", "economy"),
)
def test_words_hint_at_a_topic(case: Case) -> None:
    assert case.expected in hints(case.text)


def test_an_abbreviation_in_small_letters_is_another_word() -> None:
    assert "health" in hints("It was the WHO that warned.")
    assert "health" not in hints("It was he who warned.")


def test_a_word_is_shared_by_its_topics_and_counts_once_a_sentence() -> None:
    topics = load_cues().words["border"]
    assert len(topics) > 1
    assert hints("From border to border it was quiet.") == pytest.approx(dict.fromkeys(topics, 1 / len(topics)))


def test_a_name_or_an_office_hints_at_nothing() -> None:
    assert hints("Trade Minister Irving Bridges smiled.") == {}


def test_each_sentence_hints_for_itself() -> None:
    text = "The harvest was poor. The voters knew."
    assert {"food-security", "democracy"} & hints(text, 0).keys() == {"food-security"}
    assert {"food-security", "democracy"} & hints(text, 1).keys() == {"democracy"}


def test_all_that_is_hinted_at_is_in_the_taxonomy() -> None:
    table = load_cues()
    hinted = {topic for topics in table.words.values() for topic in topics}
    hinted |= {topic for phrases in table.phrases.values() for _, topics in phrases for topic in topics}
    assert hinted == load_topics().keys()


@cases(
    Case("a topic twice", "topic,cues,source\naid,tents,x\naid,sacks,x\n", "stands twice"),
    Case("no cue", "topic,cues,source\naid,|,x\n", "no cue"),
)
def test_a_wrong_table_is_refused(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "cues.csv"
    table.write_text(case.text, encoding="utf-8")
    with pytest.raises(TableError, match=str(case.expected)):
        read_cues(table)


@cases(
    Case("crops", f"{F} warned that locusts had eaten the sorghum.", "food-security"),
    Case("fishing grounds", f"{F} complained of poachers and trawlers.", "maritime-security"),
    Case("guns", f"{F} asked for howitzers.", "arms-sales"),
    Case("a vote", f"{F} said that the ballots had been stolen and the voters cheated.", "democracy"),
)
def test_a_statement_is_about_what_its_words_belong_to(case: Case) -> None:
    assert case.expected in statement(read(case.text), "Lúcia Fernandes").topics


likelihoods = st.dictionaries(st.sampled_from(("aid", "trade", "water")), st.floats(0.0, 1.0), max_size=3)
sayings = st.lists(st.tuples(st.sampled_from("AB"), likelihoods), max_size=6)


@given(sayings)
def test_a_topic_that_one_statement_is_surely_about_is_chosen_there(said: list[tuple[str, dict[str, float]]]) -> None:
    for (_, likely), topics in zip(said, chosen(said), strict=True):
        assert set(topics) >= {topic for topic, probability in likely.items() if probability > LEAST_OVERALL + 1e-9}
        assert set(topics) <= likely.keys()


@given(sayings)
def test_a_topic_below_all_bars_is_chosen_nowhere(said: list[tuple[str, dict[str, float]]]) -> None:
    faint = [(speaker, {topic: p / 100 for topic, p in likely.items()}) for speaker, likely in said]
    assert all(topics == () for topics in chosen(faint))


def test_what_none_of_several_statements_is_surely_about_goes_to_the_likeliest() -> None:
    assert LEAST_OVERALL > LEAST - 0.05
    said = [("A", {"aid": 0.12}), ("A", {"aid": 0.15}), ("B", {"aid": 0.15})]
    assert chosen(said) == [(), ("aid",), ()]
