"""Statements have their speaker, addressee, kind and topics, whatever form they are quoted in."""

from __future__ import annotations

import pytest

from tests.ingest.helpers import Case, cases, read, same_people, statement

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
FERNANDES, MBEKO = "Lúcia Fernandes", "Thabo Mbeko"


@cases(
    Case("said", f"{F} said tariffs on steel would fall.", "said"),
    Case("told", f"{F} told reporters that tariffs on steel would fall.", "said"),
    Case("raised", f"{F} raised human rights with {M}.", "raised"),
    Case("urged", f"{F} urged {M} to release the detainees.", "urged"),
    Case("called on", f"{F} called on South Africa to lift its sanctions.", "urged"),
    Case("warned", f"{F} warned that sanctions would follow.", "warned"),
    Case("accused", f"{F} accused South Africa of raising tariffs.", "accused"),
    Case("condemned", f"{F} condemned the missile tests.", "accused"),
    Case("offered", f"{F} offered training for 3,000 engineers.", "promised"),
    Case("offered to", f"{F} offered to house the refugees.", "promised"),
    Case("advised", f"{F} advised restraint in the border dispute.", "urged"),
    Case("called for, with a day between", f"{F} called on Tuesday for an end to the sanctions.", "urged"),
    Case("called on to, with an adverb", f"{F} called on South Africa to fully lift its sanctions.", "urged"),
    Case("called so", f"{F} called the idea of sanctions laughable.", "said"),
    Case("termed", f"{F} termed the sanctions historic.", "said"),
    Case("presented a plan", f"{F} presented Brazil's plan for a ceasefire.", "said"),
    Case("promised", f"{F} promised humanitarian aid to Sudan.", "promised"),
    Case("pledged", f"{F} pledged to lift sanctions.", "promised"),
    Case("denied", f"{F} denied that arms had been sold to Sudan.", "denied"),
    Case("rejected", f"{F} rejected the sanctions as unlawful.", "denied"),
    Case("welcomed", f"{F} welcomed the lifting of sanctions.", "welcomed"),
    Case("praised", f"{F} praised the ceasefire in Gaza.", "welcomed"),
    Case("expressed concern", f"{F} expressed concern about cyber attacks.", "said"),
    Case("pointed to", f"{F} pointed to the effect of the sanctions.", "said"),
    Case("dwelt on", f"{F} dwelt on the sanctions.", "said"),
    Case("favoured", f"{F} favoured sanctions.", "said"),
    Case("opposed", f"{F} opposed the sanctions.", "denied"),
    Case("endorsed", f"{F} endorsed the ceasefire in Gaza.", "welcomed"),
    Case("wanted something done", f"{F} wants the sanctions lifted.", "urged"),
    Case("was adamant", f"{F} was adamant that the sanctions would stay.", "said"),
    Case("expressed herself", f"{F} expressed herself in favour of sanctions.", "said"),
    Case("pinned the blame", f"{F} pinned the blame for the sanctions on South Africa.", "accused"),
    Case("put a price on it", f"{F} put the cost of the sanctions at 100 million dollars.", "said"),
    Case("drew attention", f"{F} drew attention to the sanctions.", "raised"),
    Case("thanked", f"{F} thanked {M} for the humanitarian aid.", "said"),
)
def test_kind_of_statement(case: Case) -> None:
    assert statement(read(case.text), FERNANDES).kind == case.expected


@cases(
    Case("direct, verb after", f"“The sanctions must go,” {F} said.", FERNANDES),
    Case("direct, inverted", f"“The sanctions must go,” said {F}.", FERNANDES),
    Case("direct, straight marks", f'"The sanctions must go," said {F}.', FERNANDES),
    Case("direct, guillemets", f"«The sanctions must go», said {F}.", FERNANDES),
    Case("direct, single marks", f"‘The sanctions must go,’ said {F}.", FERNANDES),
    Case("direct, colon", f"{F} said: “The sanctions must go.”", FERNANDES),
    Case("direct, split", f"“The sanctions,” {F} said, “must go.”", FERNANDES),
    Case("indirect", f"{F} said that the sanctions must go.", FERNANDES),
    Case("mixed", f"{F} said the sanctions were “a scandal”.", FERNANDES),
    Case("according to, first", f"According to {F}, the sanctions must go.", FERNANDES),
    Case("according to", f"The sanctions must go, according to {F}.", FERNANDES),
    Case("office alone", "“The sanctions must go,” the president of France, Emmanuel Macron, said.", "Emmanuel Macron"),
    Case("wrote on a platform", f"“The sanctions must go,” {F} wrote on X.", FERNANDES),
)
def test_forms_of_quotation(case: Case) -> None:
    found = statement(read(case.text), str(case.expected))
    assert found.topics == ("sanctions",)


@cases(
    Case("he", f"{M} arrived in Lisbon on Tuesday. He said the sanctions must go.", MBEKO),
    Case("she", f"{F} met {M} on Tuesday. She said the sanctions must go.", FERNANDES),
    Case("role", f"{F} met {M} on Tuesday. The South African minister said the sanctions must go.", MBEKO),
    Case("for his part", f"{F} met {M} on Tuesday. For his part, Mbeko said the sanctions must go.", MBEKO),
    Case("surname", f"{F} met {M} on Tuesday. The sanctions must go, Mbeko said.", MBEKO),
    Case("the Brazilian", f"{F} met {M} on Tuesday. The Brazilian said the sanctions must go.", FERNANDES),
)
def test_speakers_by_pronoun_and_role(case: Case) -> None:
    found = [s for s in read(case.text).statements if "sanctions" in s.topics]
    assert len(found) == 1
    assert same_people((found[0].speaker.name,), (str(case.expected),))


@cases(
    Case("who, behind an object", f"{F} flew home after seeing {M}, who told her that the sanctions must go.", MBEKO),
    Case(
        "behind an aside on a place",
        f"{M}, in Lisbon for a day with Lúcia Fernandes, remarked that the sanctions must go.",
        MBEKO,
    ),
    Case("aside with others", f"{M}, who dined with Lúcia Fernandes, insisted that the sanctions must go.", MBEKO),
    Case("the latter", f"{F} met {M} on Tuesday, and the latter said the sanctions must go.", MBEKO),
    Case("the former", f"{F} met {M} on Tuesday, and the former said the sanctions must go.", FERNANDES),
    Case("passive", f"The lifting of the sanctions was welcomed by {M}.", MBEKO),
    Case("their office", f"{M} left on Tuesday. Mbeko's office said that he wanted the sanctions to go.", MBEKO),
    Case("to whom he", f"{M} met {F} on Tuesday, to whom he promised that the sanctions would go.", MBEKO),
    Case(
        "who, behind an office",
        "Zanele Dube, secretary of state for Latin America, who met the press, said the sanctions must go.",
        "Zanele Dube",
    ),
    Case("subject of the clause before", f"{M} flew to Lisbon on Tuesday, and said the sanctions must go.", MBEKO),
)
def test_speakers_behind_clauses(case: Case) -> None:
    found = [s for s in read(case.text).statements if "sanctions" in s.topics]
    assert [s.speaker.name for s in found] == [case.expected]


@cases(
    Case("any verb beside a quotation", f"“The sanctions are nasty,” {F} found.", FERNANDES),
    Case(
        "inverted, with a description", "“The sanctions must go,” writes retired ambassador Zanele Dube.", "Zanele Dube"
    ),
    Case("thinks that", f"{F} thinks that the sanctions must go.", FERNANDES),
    Case("hoped, behind", f"The sanctions would soon be lifted, {F} hoped.", FERNANDES),
    Case("put to", f"{F} put the sanctions on her country to {M}.", FERNANDES),
    Case("wanted to know", f"{F} wanted to know why the sanctions stayed.", FERNANDES),
    Case("would like to know", f"{F} would like to know why the sanctions stay.", FERNANDES),
    Case("let somebody know", f"{F} let her guest know that the sanctions must go.", FERNANDES),
    Case("expected somebody to", f"{F} expected Brazil to lift the sanctions.", FERNANDES),
    Case("took up with", f"{F} took the sanctions up with {M}.", FERNANDES),
    Case("alerted", f"{F} alerted the guests to the sanctions.", FERNANDES),
    Case("spoke in a place of", f"{F} spoke in Lisbon of the sanctions.", FERNANDES),
)
def test_verbs_that_speak_only_in_company(case: Case) -> None:
    assert statement(read(case.text), str(case.expected)).topics == ("sanctions",)


def test_spokesperson_relays_the_principal() -> None:
    records = read(
        "“Foreign Minister Lúcia Fernandes stressed that the sanctions must go,” said Brazilian foreign ministry spokesman Paulo Neves."
    )
    found = [s for s in records.statements if "sanctions" in s.topics]
    assert [s.speaker.name for s in found] == [FERNANDES]


@cases(
    Case("said that another promised", f"{F} said that {M} had promised to lift the sanctions.", MBEKO),
    Case("told behind it", f"{M} promised to lift the sanctions, {F} told reporters.", MBEKO),
    Case("told of a talk", f"{F} said that she had seen {M} and that the sanctions must go.", FERNANDES),
)
def test_who_only_tells_what_another_said_says_nothing_of_it(case: Case) -> None:
    found = {s.speaker.name for s in read(case.text).statements if "sanctions" in s.topics}
    assert same_people(tuple(found), (str(case.expected),))


def test_spokesperson_tells_what_the_principal_feels() -> None:
    records = read(
        "Brazilian foreign ministry spokesman Paulo Neves said Foreign Minister Lúcia Fernandes was disappointed by the sanctions."
    )
    found = [s for s in records.statements if "sanctions" in s.topics]
    assert [s.speaker.name for s in found] == [FERNANDES]


def test_who_does_the_same_says_the_same() -> None:
    records = read(f"{F} denied the sanctions, and so did {M}.")
    assert same_people(tuple(sorted(s.speaker.name for s in records.statements)), (FERNANDES, MBEKO))


def test_paragraphs_of_minutes_are_of_whom_they_begin_by() -> None:
    records = read(
        "Spokesperson Ms. Paulina Neves: Good morning.\n\nQuestion: What of the sanctions?\n\n"
        "Spokesperson: There is no confusion. The sanctions must go."
    )
    assert [s.speaker.name for s in records.statements if "must go" in s.evidence.text] == ["Paulina Neves"]
    assert not [s for s in records.statements if "What of" in s.evidence.text]


def test_answers_are_of_the_spokesperson_who_takes_questions() -> None:
    text = (
        f"{M} is in Lisbon today. Foreign Ministry Spokesperson Lúcia Fernandes then took questions.\n\n"
        "Q: What about the sanctions of South Africa?\n\nA: The sanctions must go.\n\n"
        "Q: Will there be tariffs?\n\nA: Tariffs serve no one."
    )
    found = {s.speaker.name for s in read(text).statements if s.topics}
    assert same_people(tuple(found), (FERNANDES,))


def test_quotation_of_somebody_unnamed_does_not_go_on() -> None:
    records = read(f"“The sanctions must go,” {F} said. “They hurt trade,” said a delegate.")
    assert [s.evidence.text for s in records.statements] == [f"“The sanctions must go,” {F} said."]


def test_spokesperson_for_themselves() -> None:
    records = read("Brazilian foreign ministry spokesman Paulo Neves said the sanctions must go.")
    assert statement(records, "Paulo Neves").topics == ("sanctions",)


def test_quotation_over_several_sentences_is_of_one_speaker() -> None:
    records = read(f"“The sanctions must go,” {F} said. “They hurt trade. And they help nobody.”")
    assert {s.speaker.name for s in records.statements} == {FERNANDES}
    assert {topic for s in records.statements for topic in s.topics} == {"sanctions", "trade"}


@cases(
    Case("straight marks", f'"The talks were long," {F} said. "It is late. The sanctions must go."', (FERNANDES,)),
    Case("curly marks", f"“The talks were long,” {F} said. “It is late. The sanctions must go.”", (FERNANDES,)),
    Case(
        "one who is named at its end",
        f"“The talks were long,” {F} said.\n\n“The sanctions must go. It is late,” {M} said.",
        (MBEKO,),
    ),
    Case(
        "one of whom nothing is known",
        f"“The talks were long,” {F} said. “The sanctions must go. It is late,” said a delegate.",
        (),
    ),
)
def test_a_quotation_of_several_sentences_is_of_whom_it_stands_beside(case: Case) -> None:
    found = {s.speaker.name for s in read(case.text).statements if "sanctions" in s.topics}
    assert same_people(tuple(found), case.expected)


def test_joint_statement_is_of_both() -> None:
    records = read(f"In a joint statement, {F} and {M} condemned the sanctions.")
    assert same_people(tuple(sorted(s.speaker.name for s in records.statements)), (FERNANDES, MBEKO))


def test_each_of_two_speakers_in_one_sentence() -> None:
    records = read(f"{F} said the sanctions must go, while {M} said they should stay.")
    assert same_people(tuple(sorted(s.speaker.name for s in records.statements)), (FERNANDES, MBEKO))


@cases(
    Case("told", f"{F} told {M} that the sanctions must go.", MBEKO),
    Case("urged", f"{F} urged {M} to lift the sanctions.", MBEKO),
    Case("pressed", f"{F} pressed {M} on human rights.", MBEKO),
    Case("warned", f"{F} warned {M} of sanctions.", MBEKO),
    Case("thanked", f"{F} thanked {M} for the humanitarian aid.", MBEKO),
    Case("assured", f"{F} assured {M} that the sanctions would go.", MBEKO),
    Case(
        "raised with",
        f"{F} raised human rights with {M}.",
        MBEKO,
    ),
    Case("accused", f"{F} accused {M} of raising tariffs.", MBEKO),
    Case("pronoun", f"{F} met {M} on Tuesday. She told him that the sanctions must go.", MBEKO),
)
def test_addressee(case: Case) -> None:
    found = [s for s in read(case.text).statements if s.speaker.name == FERNANDES]
    assert len(found) == 1
    assert found[0].addressee is not None
    assert found[0].addressee.name == case.expected


@pytest.mark.parametrize(
    "text",
    [
        f"{F} told reporters that the sanctions must go.",
        f"{F} told parliament that the sanctions must go.",
        f"{F} urged Moscow to lift the sanctions.",
    ],
)
def test_states_and_crowds_are_no_addressee(text: str) -> None:
    assert statement(read(text), FERNANDES).addressee is None


def test_statement_is_tied_to_the_meeting_where_it_was_said() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. She told him that the sanctions must go.")
    assert statement(records, FERNANDES).report == records.reports[0].id


def test_statement_elsewhere_is_tied_to_no_meeting() -> None:
    records = read(
        f"{F} met {M} in Lisbon last year. In a speech in Brasilia on Tuesday Fernandes said sanctions help nobody."
    )
    assert statement(records, FERNANDES).report is None


def test_quotation_is_marked() -> None:
    assert statement(read(f"“The sanctions must go,” {F} said."), FERNANDES).is_quotation
    assert not statement(read(f"{F} said the sanctions must go."), FERNANDES).is_quotation


@cases(
    Case("by an institution", "The ministry said the sanctions must go.", 0),
    Case("by a source", f"{F} was in Lisbon. The sanctions were raised, a source in the delegation said.", 0),
    Case("by an aide behind somebody", f"Sanctions will be raised when {F} sees {M}, an aide said.", 0),
    Case("will go there to thank", f"{F} will go to Lisbon to thank her hosts for lifting sanctions.", 0),
    Case("was welcomed by", f"{F} was welcomed by {M} and toured the sanctions office.", 0),
    Case("raised ties", f"{F} raised ties with Ghana to a new level after the sanctions.", 0),
    Case("sure of somebody", f"{F} was sure of the sanctions team.", 0),
    Case("wants to go", f"{F} wants to see the sanctions office.", 0),
    Case("clapped", f"{F} applauded when the sanctions were lifted.", 0),
    Case("is to say", f"{F} is to announce sanctions.", 0),
    Case("said little", f"{F} said little about sanctions.", 0),
    Case("what somebody's task is", f"{F}, who advises the government on sanctions, left.", 0),
    Case("said nothing", f"{F} said nothing about sanctions.", 0),
    Case("declined to comment", f"{F} declined to comment on the sanctions.", 0),
    Case("no verb of speech", f"{F} read a book about sanctions.", 0),
    Case("a quotation, and what somebody did besides", f"“No sanctions,” the sign read. {F} left.", 0),
    Case("thoughts of people, not of facts", f"{F} thinks highly of the sanctions office.", 0),
    Case("took up a post", f"{F} took up her post in the sanctions office.", 0),
    Case("wanted to know a person", f"{F} wanted to meet the sanctions team.", 0),
    Case("put somewhere", f"{F} put the paper on sanctions in her bag.", 0),
    Case("was told by nobody", f"{F} was told about the sanctions.", 0),
    Case(
        "thoughts unknown",
        f"Nobody knows what {F} thinks of the sanctions.",
        0,
    ),
)
def test_no_statement(case: Case) -> None:
    assert len(read(case.text).statements) == case.expected


@cases(
    Case("they", f"{F} met {M} on Tuesday. They said the sanctions must go.", ()),
    Case("the two ministers", f"{F} met {M} on Tuesday. The two ministers said the sanctions must go.", ()),
    Case("both by name", "Lúcia Fernandes and Thabo Mbeko said the sanctions must go.", (FERNANDES, MBEKO)),
)
def test_what_a_group_says_is_no_single_persons_statement(case: Case) -> None:
    found = tuple(s.speaker.name for s in read(case.text).statements if "sanctions" in s.topics)
    assert same_people(found, case.expected)
