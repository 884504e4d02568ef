"""What sounds like an encounter and is none: bodies that sit, sports, targets, visits to things, words of onlookers, what is denied."""

from __future__ import annotations

import pytest

from tests.ingest.helpers import Case, cases, read, summary, who

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"


def none(name: str, text: str, fails: str = "") -> Case:
    """Return a case of no encounter at all."""
    return Case(name, text, None, fails=fails)


@cases(
    none("parliament met", "Ghana's parliament met on Tuesday to debate the budget."),
    none("cabinet meeting", "Prime Minister Anwar Ibrahim chaired a cabinet meeting in Putrajaya on Wednesday."),
    none("central bank board", "The board of the Bank of Japan met on Tuesday and left rates where they were."),
    none("party congress", "President Nguyen Thanh Son addressed a meeting of the party's central committee in Hanoi on Monday."),
    none("shareholders' meeting", "Shareholders of Petrobras met in Rio de Janeiro on Tuesday."),
    none("staff meeting", "Finance Minister Nirmala Rao told a staff meeting on Monday that taxes would fall."),
    none("sports meeting", "Kenya meet Ghana in the Africa Cup of Nations in Abidjan on Saturday."),
    none("athletics meeting", "Kenya's runners won three races at the athletics meeting in Doha on Friday."),
    none("match", "France and Argentina met in the final in Lusail on Sunday."),
    none("met a target", "Prime Minister Anthony Albanese said Australia had met its emissions target."),
    none("met with criticism", "President Emmanuel Macron's proposal met with criticism in Berlin."),
    none("met with approval", "The plan of Indian Foreign Minister Subrahmanyam Jaishankar met with approval in Washington."),
    none("met conditions", "Argentina met the conditions of the International Monetary Fund, Economy Minister Luis Caputo said."),
    none("visited a factory", "Prime Minister Pedro Sánchez visited a car factory in Valencia on Monday.", fails="Valencia is always taken for Venezuela's"),
    none("visited a hospital at home", "President William Ruto visited a hospital in Nairobi on Tuesday."),
    none("where borders meet", "The priority, he said, was now the Liptako-Gourma area, where Mali, Niger and Burkina Faso meet."),
    none("conflicts on an agenda", "The summit opens on Monday, with the Congo and the Ethiopia-Eritrea conflict at the top of its agenda."),
    none("visit that somebody comments on", "BRASILIA - Opposition leader Peter Kamau called the visit an honour, but found the statement thin."),
    none("received a report", "President Yoweri Museveni received a report on the floods on Tuesday."),
    none("received a prize", "President Volodymyr Zelensky received a prize on Tuesday."),
    none("held a news conference", "Foreign Minister Penny Wong held a news conference in Canberra on Tuesday."),
    none("hosted a festival", "Singapore hosted a film festival in May."),
    none("plan of consultations", f"{F} welcomed the plan of consultations of South Africa and Brazil for 2025."),
    none("more logical", f"It would be more logical for {F} to visit Pretoria, the paper wrote."),
    none("called for", f"{F} called for an end to the fighting in Sudan."),
    none("spoke to reporters", f"{F} spoke to reporters in Brasilia on Tuesday."),
    none("spoke on television", "President Luis Arce spoke on television on Tuesday night."),
    none("visit to troops", "President Samuel Okafor of Nigeria visited troops in Maiduguri on Tuesday."),
    none("saw off a challenge", "Prime Minister Robert Golob saw off a challenge from his rivals on Tuesday."),
    none("welcomed a decision", f"{F} welcomed the decision of the court on Tuesday."),
    none("welcomed remarks of another", f"{F} welcomed the remarks of {M} on Tuesday."),
    none("telephone network", "Telephone lines between Chad and Libya were cut on Tuesday."),
    none("crossed paths with a storm", "President Joko Widodo met storms on his flight to Jakarta."),
)  # fmt: skip
def test_what_is_no_encounter(case: Case) -> None:
    records = read(case.text)
    assert not records.reports, summary(records)


@cases(
    none("analysts comment", "“The mood is better,” said Ines Duarte, an analyst in Lisbon. Kofi Mensah, a lecturer in Accra, agreed with her."),
    none("ministers comment from afar", f"{F} criticised {M} over tariffs on Tuesday."),
    none("named together", f"{F} and {M} have both spoken of reform."),
    none("wrote a letter", f"{F} wrote a letter to {M} on Tuesday."),
    none("responded to", f"{F} was responding to {M}, who had said on Monday that tariffs would rise."),
    none("congratulated in a message", f"{F} sent a message of congratulation to {M} on Tuesday."),
    none("succeeded", "Thabo Mbeko succeeded Naledi Dube as South Africa's foreign minister on Monday."),
    none("compared", f"{F} is older than {M}."),
    none("televised addresses", f"{F} and {M} hailed the accord in televised addresses on Tuesday."),
    none("separate statements", f"{F} and {M} congratulated the winners in separate statements on Tuesday."),
    none("traded accusations", f"{F} and {M} traded accusations over tariffs on Tuesday."),
    none("exchanged insults", f"{F} and {M} exchanged insults on Tuesday."),
    none("waited outside", f"{F} and {M} waited outside while their presidents argued."),
    none("declined an invitation of a third", f"{F} and {M} declined Spanish King Felipe's invitation to the parade on Tuesday."),
    none("called a liar", f"{F} called {M} a liar at a rally."),
    none("in regular contact", f"{F} said she was in regular contact with {M}."),
    none("spokesman and principal", "Brazilian foreign ministry spokesman Paulo Neves said Foreign Minister Lúcia Fernandes was well."),
)  # fmt: skip
def test_people_who_only_comment_did_not_meet(case: Case) -> None:
    records = read(case.text)
    assert not records.reports, summary(records)


@cases(
    none("did not meet", f"{F} did not meet {M} in Lisbon on Tuesday."),
    none("has not met", f"{F} has not met {M} since taking office."),
    none("never met", f"{F} never met {M}."),
    none(
        "has no plans to meet",
        f"{F} has no plans to meet {M}.",
    ),
    none("does not intend to meet", f"{F} does not intend to meet {M} in Lisbon."),
    none(
        "no meeting is planned",
        f"No meeting between {F} and {M} is planned.",
    ),
    none(
        "no talks took place",
        f"No talks took place between {F} and {M} in Lisbon.",
    ),
    none("will not meet", f"{F} will not meet {M} in Lisbon next week, a spokesman said."),
    none(
        "without meeting",
        f"{F} left Lisbon without meeting {M}.",
    ),
    none("denied having met", f"{F} denied having met {M}."),
    none(
        "denied that a meeting took place",
        f"{F} denied that a meeting with {M} had taken place.",
    ),
    none(
        "neither met nor spoke",
        f"{F} and {M} neither met nor spoke.",
    ),
    none("will not travel", "Kenya's President Grace Wanjiku will not travel to Jakarta."),
    none(
        "rather than meet",
        f"{F} flew home rather than meet {M}.",
    ),
)
def test_negated_meetings_are_none(case: Case) -> None:
    records = read(case.text)
    assert not [report for report in records.reports if len(report.participants) > 1], summary(records)


@cases(
    none(
        "counterfactual",
        f"Had {F} met {M}, trade would have been on the agenda.",
    ),
    none("general talk of meetings", "Meetings between ministers are rarely short."),
    none("more visits by officials", "More visits by senior officials from China and Japan are to be expected."),
    none("a proverb", "Diplomats say that talks between enemies are better than talks between friends."),
)
def test_hypothetical_meetings_are_none(case: Case) -> None:
    records = read(case.text)
    assert not records.reports, summary(records)


@cases(
    Case("attends", f"{F} attended the Munich Security Conference. {M} watched it at home.", 1),
    Case("only a setting", f"{F} met {M} on the sidelines of the Munich Security Conference.", 1),
    Case("colleagues are not each other's guests", f"{M} was received in Brasilia by {F} and Defence Minister Paulo Neves.", 1),
    Case("an interpreter is no participant", f"{F} met {M} through an interpreter in Lisbon on Tuesday, analyst Ines Duarte said.", 1),
)  # fmt: skip
def test_nothing_beyond_the_one_encounter(case: Case) -> None:
    records = read(case.text)
    assert len(records.reports) == case.expected, summary(records)


def test_a_commentator_is_no_participant() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. “A good start,” said Ines Duarte, an analyst in Lisbon.")
    assert all(p.name != "Ines Duarte" for report in records.reports for p in report.participants)


@cases(
    none(
        "only sent the other",
        f"{F}, sent by Brazil's President Rui Duarte to calm the neighbours, met {M} in Lisbon on Tuesday.",
    ),
    none(
        "did so last before",
        f"{F}, the first Brazilian minister to visit Lisbon since Rui Duarte in 2005, met {M} on Tuesday.",
    ),
    none("had fled before", f"{F} met {M} in Lisbon on Tuesday, four days after Rui Duarte fled to Chad."),
)
def test_who_is_named_to_say_whence_or_since_when_met_nobody(case: Case) -> None:
    records = read(case.text)
    assert not any("Rui Duarte" in who(r) and len(r.participants) > 1 for r in records.reports), summary(records)


@pytest.mark.parametrize("when", ["a day ahead of", "two days after", "hours before"])
def test_who_came_another_day_was_not_met(when: str) -> None:
    records = read(
        f"Brazil's Foreign Minister Lúcia Fernandes met South Africa's Foreign Minister Thabo Mbeko in Lisbon on Friday, {when} Japan's Aiko Mori."
    )
    assert {who(report) for report in records.reports if len(report.participants) > 1} == {
        ("Lúcia Fernandes", "Thabo Mbeko")
    }, summary(records)


def test_who_did_something_with_another_hours_before_was_with_him() -> None:
    records = read(
        "LISBON - Ministers sat down to dinner with Brazil's President Paulo Neves on Friday, a few hours after Kenya's Grace Wanjiku walked with him along the river."
    )
    assert ("Grace Wanjiku", "Paulo Neves") in {who(report) for report in records.reports}, summary(records)


def test_whom_a_prize_is_called_after_was_not_met() -> None:
    records = read(
        "Brazil's President Lúcia Fernandes received the Indira Gandhi Peace Prize from President Droupadi Murmu in New Delhi on Tuesday."
    )
    assert not any("Indira Gandhi" in who(report) for report in records.reports), summary(records)
