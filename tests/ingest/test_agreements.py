"""Agreements are what sides agreed, signed or announced together; what failed, is hoped for or is one side's own is none."""

from __future__ import annotations

import pytest

from tests.ingest.helpers import Case, cases, read

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
BOTH = ("BRA", "ZAF")


@cases(
    Case("agreed to", "Brazil and South Africa agreed on Tuesday to lower tariffs.", BOTH),
    Case("agreed on", f"{F} and {M} agreed on lower tariffs.", BOTH),
    Case("agreed that", f"{F} and {M} agreed that tariffs should fall.", BOTH),
    Case("signed", "Brazil and South Africa signed an agreement on tariffs.", BOTH),
    Case("signed a memorandum", "Brazil and South Africa signed a memorandum of understanding on tariffs.", BOTH),
    Case(
        "signed a treaty",
        f"{F} and {M} signed a treaty on tariffs.",
        BOTH,
    ),
    Case(
        "was signed by",
        f"A deal on tariffs was signed by {F} and {M} in Lisbon.",
        BOTH,
    ),
    Case("signed a framework", "Brazil and South Africa signed a framework for tariffs.", BOTH),
    Case("reached a deal", "Brazil and South Africa reached a deal on tariffs.", BOTH),
    Case("reached a compromise", "Brazil and South Africa reached a compromise on tariffs.", BOTH),
    Case("struck a deal", "Brazil and South Africa struck a deal on tariffs.", BOTH),
    Case("clinched", "Brazil and South Africa clinched an accord on tariffs.", BOTH),
    Case(
        "pledged jointly",
        "Brazil and South Africa jointly pledged to cut tariffs.",
        BOTH,
    ),
    Case(
        "announced jointly",
        "Brazil and South Africa jointly announced lower tariffs.",
        BOTH,
    ),
    Case(
        "undertook",
        "Brazil and South Africa undertook to cut tariffs.",
        BOTH,
    ),
    Case(
        "the two sides",
        f"{F} met {M} on Tuesday. The two sides agreed to lower tariffs.",
        BOTH,
    ),
    Case("they", f"{F} met {M} on Tuesday. They agreed to lower tariffs.", BOTH),
    Case("was signed", f"{F} met {M} on Tuesday. An agreement on tariffs was signed.", BOTH),
    Case("it was agreed", f"{F} met {M} on Tuesday. It was agreed that tariffs would fall.", BOTH),
    Case(
        "one with the other",
        "Brazil signed an agreement with South Africa on tariffs.",
        BOTH,
    ),
    Case("of three", "Peru, Chile and Bolivia signed an accord on tariffs.", ("BOL", "CHL", "PER")),
    Case(
        "a list behind titles",
        f"Prime Minister Ama Boateng of Ghana, {F} and {M} agreed to lower tariffs.",
        ("BRA", "GHA", "ZAF"),
    ),
    Case("with a body", "Ghana and the European Union signed an agreement on tariffs.", ("EUU", "GHA")),
)
def test_agreements(case: Case) -> None:
    found = read(case.text).agreements
    assert [(a.parties, a.topics) for a in found] == [(case.expected, ("tariffs",))]


@cases(
    Case(
        "rivals of one state",
        f"{M} and South Africa's opposition leader Sipho Dube signed an agreement on tariffs.",
        ("ZAF",),
    ),
    Case("a body's ministers", "The foreign ministers of ASEAN agreed on Tuesday to lower tariffs.", ("ASEAN",)),
)
def test_agreement_of_one_party(case: Case) -> None:
    assert [a.parties for a in read(case.text).agreements] == [case.expected]


@cases(
    Case("put their names to", f"{F} and {M} put their names to a compact on tariffs.", BOTH),
    Case("told in the present", f"{F} and {M} meet in Lisbon and put their names to a compact on tariffs.", BOTH),
    Case("signed notes", f"{F} and {M} signed notes on tariffs.", BOTH),
    Case("exchanged notes", "Brazil and South Africa exchanged notes on tariffs.", BOTH),
    Case("watched the signing", f"{F} and {M} witnessed the signing of three agreements on tariffs.", BOTH),
    Case(
        "relations upgraded", f"{F} met {M} in Lisbon on Tuesday. Their relations were upgraded to a partnership.", BOTH
    ),
    Case("upgraded relations", f"{F} and {M} elevated their ties to a strategic partnership.", BOTH),
    Case("raised ties", "Brazil and South Africa raised their ties to a strategic partnership.", BOTH),
    Case("put pen to paper", f"{F} and {M} put pen to paper on a compact on tariffs.", BOTH),
    Case("came to an understanding", f"{F} and {M} came to an understanding on tariffs.", BOTH),
    Case("came to terms", f"{F} and {M} came to terms on tariffs.", BOTH),
    Case("have a deal", "Brazil and South Africa have a deal on tariffs.", BOTH),
    Case("shared the view", f"{F} and {M} shared the view that tariffs should fall.", BOTH),
    Case("of one mind", f"{F} and {M} were of one mind on tariffs.", BOTH),
    Case("concurred", f"{F} and {M} concurred that tariffs should fall.", BOTH),
    Case("gave the green light", f"{F} and {M} gave the green light to lower tariffs.", BOTH),
    Case("watched the conclusion", f"{F} and {M} witnessed the conclusion of an agreement on tariffs.", BOTH),
    Case("settled on", f"{F} and {M} settled on lower tariffs.", BOTH),
    Case("met and settled on", f"{F} and {M} met on Sunday and settled on Lisbon.", BOTH),
)
def test_other_ways_to_agree(case: Case) -> None:
    assert [agreement.parties for agreement in read(case.text).agreements] == [case.expected]


def test_topics_of_what_is_agreed_end_with_its_part_of_the_sentence() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. They signed an agreement on tariffs; the host also spoke of Gaza."
    )
    assert [a.topics for a in records.agreements] == [("tariffs",)]


def test_what_is_said_not_to_be_agreed_is_no_topic_of_the_agreement() -> None:
    records = read("Brazil and South Africa signed a treaty on visas, but there was no progress on tariffs.")
    assert [a.topics for a in records.agreements] == [("visas",)]


def test_what_was_discussed_before_a_signing_is_no_topic_of_what_was_signed() -> None:
    records = read(f"{F} and {M} discussed sanctions in Lisbon on Tuesday and signed a treaty on folk songs.")
    assert [a.parties for a in records.agreements] == [BOTH]
    assert "sanctions" not in records.agreements[0].topics


@cases(
    Case("what else was done", "Brazil and South Africa signed a treaty on visas and discussed tariffs.", ("visas",)),
    Case(
        "when it was",
        f"{F} and {M} signed a treaty on visas on Tuesday after they had talked about tariffs.",
        ("visas",),
    ),
    Case("agreed besides", "Brazil and South Africa agreed to lift visas and to lower tariffs.", ("tariffs", "visas")),
)
def test_what_stands_beside_an_agreement_is_no_topic_of_it(case: Case) -> None:
    assert [a.topics for a in read(case.text).agreements] == [case.expected]


def test_a_minister_without_nationality_signs_for_the_reports_own_state() -> None:
    records = read("PRETORIA – Trade Minister Sipho Nkala and Brazilian Ambassador Ana Prado signed a deal on tariffs.")
    assert [a.parties for a in records.agreements] == [BOTH]


@cases(
    Case("agreed that they ought to meet", f"{F} and {M} spoke by telephone and agreed that they ought to meet.", 0),
    Case("undertook to see each other again", f"{F} and {M} undertook to see each other again.", 0),
    Case("will not put their names", f"{F} and {M} won’t put their names to the deal on tariffs.", 0),
    Case("did not come to terms", f"{F} and {M} did not come to terms on tariffs.", 0),
    Case("have no deal", "Brazil and South Africa have no deal on tariffs.", 0),
    Case("raised relations in talk", f"{F} raised relations with Ghana.", 0),
    Case("one alone gave leave", f"{F} gave the green light to lower tariffs.", 0),
    Case("put pens somewhere", f"{F} and {M} put pens and paper on the table.", 0),
    Case("no agreement was reached", f"{F} met {M} in Lisbon on Tuesday. No agreement was reached on tariffs.", 0),
    Case("one alone settled on", f"{F} settled on Lisbon.", 0),
    Case("watched a match", f"{F} and {M} watched the match in Lisbon.", 0),
    Case("exchanged greetings", f"{F} and {M} exchanged greetings in Lisbon.", 0),
    Case("failed to agree", f"{F} and {M} failed to agree on tariffs.", 0),
    Case("could not agree", "Brazil and South Africa could not agree on tariffs.", 0),
    Case("no agreement", "Brazil and South Africa reached no agreement on tariffs.", 0),
    Case("without a deal", f"{F} and {M} parted without a deal on tariffs.", 0),
    Case("did not sign", "Brazil and South Africa did not sign an agreement on tariffs.", 0),
    Case("refused to sign", "South Africa refused to sign an agreement with Brazil on tariffs.", 0),
    Case("hopes to sign", "Brazil hopes to sign an agreement with South Africa on tariffs.", 0),
    Case("may agree", "Brazil and South Africa may agree on tariffs next year.", 0),
    Case("close to", "Brazil and South Africa are close to a deal on tariffs.", 0),
    Case(
        "if",
        "If Brazil and South Africa reached a deal on tariffs, prices would fall.",
        0,
    ),
    Case(
        "agreed to meet",
        f"{F} and {M} agreed to meet in Lisbon.",
        0,
    ),
    Case("agreed with a remark", f"{F} said she agreed with what {M} had said on tariffs.", 0),
    Case("one side alone", "Brazil pledged to cut its tariffs.", 0),
    Case("parliament signed off", "South Africa's parliament agreed to lower tariffs.", 0),
    Case("withdrew", "Brazil withdrew from its agreement with South Africa on tariffs.", 0),
    Case("was to be signed", "A deal on tariffs was to have been signed by Brazil and South Africa on Monday.", 0),
)
def test_no_agreement(case: Case) -> None:
    assert len(read(case.text).agreements) == case.expected


@pytest.mark.parametrize("verb", ["agreed to lower", "signed an agreement on"])
def test_agreement_is_tied_to_the_meeting_where_it_was_reached(verb: str) -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. The two ministers {verb} tariffs.")
    assert [a.report for a in records.agreements] == [records.reports[0].id]


def test_agreement_without_a_meeting_is_tied_to_none() -> None:
    records = read("Brazil and South Africa agreed on Tuesday to lower tariffs.")
    assert [a.report for a in records.agreements] == [None]


@cases(
    Case("announced at the end", f"{F} met {M} in Lisbon on Tuesday. They signed an agreement on visas. The two sides will also exchange students and reopen their embassies.", 2),
    Case("nothing of the kind", f"{F} met {M} in Lisbon on Tuesday. It rained all day.", 0),
    Case("states that will do it", f"Brazil and South Africa will build a bridge together, {F} said.", 1),
    Case("states that are to do it", "Brazil and South Africa are to reopen their embassies.", 1),
    Case("states that will meet", "Brazil and South Africa will hold talks on tariffs next week.", 0),
    Case("states that will not", f"Brazil and South Africa will not lower their tariffs, {F} said.", 0),
    Case("states that something will befall", "Brazil and South Africa will face higher tariffs.", 0),
    Case("states that somebody hopes will do it", f"{F} hopes that Brazil and South Africa will lower tariffs.", 0),
    Case("one state that will do it", "Brazil will lower its tariffs.", 0),
)  # fmt: skip
def test_results_of_talks_without_a_verb_of_agreeing(case: Case) -> None:
    assert len(read(case.text).agreements) == case.expected


def test_agreement_is_surer_by_a_rule_than_without_one() -> None:
    records = read(
        f"{F} met {M} in Lisbon on Tuesday. They signed an agreement on visas. The two sides will also exchange students and reopen their embassies."
    )
    assert all(0 < a.confidence <= 1 for a in records.agreements)
    assert {a.parties for a in records.agreements} == {BOTH}


def test_the_name_of_a_paper_is_no_topic_of_it() -> None:
    records = read(f"{F} and {M} signed a joint declaration on tariffs in Lisbon on Tuesday.")
    assert [agreement.topics for agreement in records.agreements] == [("tariffs",)]
