"""Conferences that a score finds: where a text speaks of one, who attends, and what is none however likely."""

from __future__ import annotations

import math

import pytest

import ingest.likely_conferences
from graph.model import Kind, Report, Status
from ingest.annotations import annotations_of
from ingest.conference_events import find_conference_events
from ingest.conference_scores import Conferences
from ingest.encounters import find_encounters
from ingest.likely_conferences import load_conference_weights
from ingest.nlp import annotate, load_pipeline
from ingest.triggers import find_triggers
from ingest.weights import Weights
from tests.ingest.helpers import document, read, who

FERNANDES = "Lúcia Fernandes"
F = "Brazil's Foreign Minister Lúcia Fernandes"
N = "Kenyan President Grace Njeri"


def conferences(text: str) -> list[Report]:
    """Return the conferences a text tells of."""
    return [report for report in read(text).reports if report.kind is Kind.CONFERENCE]


def set_weights(monkeypatch: pytest.MonkeyPatch, attends: float, own_right: float = -9.0) -> None:
    """Let everybody be as likely to attend as another, and every event to be told of in its own right."""
    weights: dict[str, Weights] = {"attends": (attends, {}), "own-right": (own_right, {})}
    monkeypatch.setattr(ingest.likely_conferences, "load_conference_weights", lambda: weights)


def words_of_events(text: str) -> list[str]:
    """Return the words by which a text speaks of events of many delegations."""
    doc = annotate(load_pipeline(None), document(text))
    return [doc[event.token].text for event in find_conference_events(doc, find_triggers(doc))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"{F} spoke at the 17th SAARC Summit in Addu City.", "Summit"),
        (f"{F} was among the guests at the inauguration of President Grace Njeri.", "inauguration"),
        (f"{F} flew to Lima for a ministerial conference on forests.", "conference"),
        (f"{F} came briefly for the G20 in Brisbane.", "G20"),
        ("ECOWAS leaders gather in Abuja on Thursday.", "gather"),
        (f"{F} attended a meeting of foreign ministers in Oslo.", "meeting"),
        (f"{F} gave the opening address of the Shangri-La Dialogue.", "Dialogue"),
    ],
    ids=["by name", "inauguration", "noun", "by its body", "verb", "of ministers", "dialogue with a name"],
)
def test_a_text_speaks_of_an_event_of_many_delegations(text: str, word: str) -> None:
    assert words_of_events(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        f"{F} held a press conference in Lima.",
        f"{F} spoke to the National Assembly in Lima.",
        f"{F} came home from a meeting in Lima.",
        f"{F} praised the dialogue with Kenya.",
        f"{F} met {N} in Lima.",
    ],
    ids=["press conference", "parliament", "meeting of nobody", "dialogue", "no event"],
)
def test_these_are_no_events_of_many_delegations(text: str) -> None:
    assert words_of_events(text) == []


def test_one_phrase_is_one_event() -> None:
    assert len(words_of_events(f"{F} spoke at the summit of the African Union in Addis Ababa.")) == 1


def test_the_packaged_weights_are_finite_and_need_something_that_speaks_for_an_event() -> None:
    for bias, weights in load_conference_weights().values():
        assert bias < 0 < len(weights)
        assert all(math.isfinite(weight) for weight in weights.values())


def test_who_is_likely_to_attend_is_at_the_conference_with_its_place_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    (found,) = conferences(f"{F} praised on Monday the conference on forests in Nairobi.")
    assert (who(found), found.city, found.country) == ((FERNANDES,), "Nairobi", "KEN")
    assert found.rule == "learned:conference"


def test_an_event_told_of_in_its_own_right_has_its_body_only(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, -5.0, 5.0)
    (found,) = conferences("The next ASEAN summit is to be held in Jakarta in September.")
    assert (who(found), found.parties, found.city, found.status) == ((), ("ASEAN",), "Jakarta", Status.PLANNED)


def test_nobody_likely_and_nothing_told_of_is_no_conference(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, -5.0)
    assert conferences(f"{F} praised the conference on forests in Nairobi.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{F} did not attend the conference on forests in Nairobi.",
        f"{F} held a summit with {N} in Nairobi on Monday.",
        f"{F} met {N} on the margins of last week's conference on forests in Nairobi.",
        "The painter Paulo Neves opened the conference on forests in Nairobi.",
    ],
    ids=["denied", "a meeting of two", "the setting of another", "no official"],
)
def test_however_likely_these_are_no_conferences(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    assert conferences(text) == []


def test_a_conference_that_two_sentences_tell_of_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    set_weights(monkeypatch, 5.0)
    found = conferences(
        f"{F} praised on Monday the African Union summit in Nairobi. {N} spoke at the African Union summit on Monday."
    )
    assert [set(who(each)) for each in found] == [{FERNANDES, "Grace Njeri"}]


def test_candidates_come_event_by_event_with_nobody_last() -> None:
    doc = annotate(load_pipeline(None), document(f"{F} and {N} spoke at the African Union summit in Nairobi."))
    find_encounters(doc)
    keys = [candidate.key for candidate in Conferences(doc, find_triggers(doc), []).candidates()]
    assert set(keys[:-1]) == set(annotations_of(doc).people)
    assert keys[-1] is None


def test_both_who_met_at_a_summit_were_there() -> None:
    found = conferences(
        "Emmanuel Macron and Olaf Scholz last met in October at the NATO summit in Vilnius, which both attended."
    )
    assert [set(who(each)) for each in found] == [{"Emmanuel Macron", "Olaf Scholz"}]


@pytest.mark.parametrize(
    "text",
    [
        f"{F} and {N} attended the funeral of Prime Minister Joan Lee in Lagos on Monday.",
        f"{F} and {N} were among the guests at the funeral of Prime Minister Joan Lee in Lagos on Monday.",
        f"{F} joined {N} at the funeral of Prime Minister Joan Lee in Lagos on Monday.",
    ],
    ids=["attended", "guests", "joined"],
)
def test_a_funeral_is_one_conference_of_the_living(text: str) -> None:
    (found,) = read(text).reports
    assert (found.kind, who(found)) == (Kind.CONFERENCE, ("Grace Njeri", FERNANDES))


def test_the_summit_is_the_one_named_last() -> None:
    found = conferences(
        f"{F} opened the 17th Mercosur summit in Asuncion on Monday. On Tuesday Uruguayan President Pedro Rojas took part in the summit."
    )
    assert {who(report) for report in found} == {(FERNANDES, "Pedro Rojas")}


def test_a_summit_with_somebody_is_not_the_one_named_last() -> None:
    assert not any(
        "Pedro Rojas" in who(report)
        for report in conferences(
            f"{F} opened the 17th Mercosur summit in Asuncion on Monday. The summit with Uruguayan President Pedro Rojas in Lima is in June."
        )
    )


def test_those_at_a_ceremony_who_talk_there_have_met() -> None:
    records = read(
        f"{F} and {N} attended the funeral of Prime Minister Joan Lee in Lagos on Monday and met in private."
    )
    assert ("Grace Njeri", FERNANDES) in {who(report) for report in records.reports if report.kind is Kind.MEETING}


def test_a_conference_of_a_party_is_no_event_of_many_delegations() -> None:
    assert not words_of_events(f"{F} had been expected to speak at a conference of Conservative MPs in Doncaster.")


def test_who_works_at_a_forum_is_at_no_conference() -> None:
    assert not conferences("Robert Halloran of the Freedom Watch Forum said that it was too soon.")
