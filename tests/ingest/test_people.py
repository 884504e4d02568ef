"""People are known by name, office, role and pronoun, and linked to who held the office that day."""

from __future__ import annotations

import pytest

from graph.model import Person
from tests.ingest.helpers import Case, assert_met, cases, encounter, only, read, same_people, statement, summary, who


def person(text: str, name: str, published: str = "2023-06-20") -> Person:
    """Return somebody of a text by name."""
    found = [p for p in read(text, published).people if same_people((p.name,), (name,))]
    assert len(found) == 1, [p.name for p in read(text, published).people]
    return found[0]


@cases(
    Case("the French president", "The French president spoke on Tuesday.", "emmanuel-macron"),
    Case("of-phrase", "The foreign minister of Ukraine spoke on Tuesday.", "dmytro-kuleba"),
    Case("possessive", "Turkey's foreign minister spoke on Tuesday.", "hakan-fidan"),
    Case("abbreviation", "The U.S. secretary of state spoke on Tuesday.", "antony-blinken"),
    Case("international office", "The UN secretary-general spoke on Tuesday.", "antonio-guterres"),
    Case("European office", "The president of the European Commission spoke on Tuesday.", "ursula-von-der-leyen"),
    Case("crown prince", "The Saudi crown prince spoke on Tuesday.", "mohammed-bin-salman"),
    Case("chancellor", "The German chancellor spoke on Tuesday.", "olaf-scholz"),
    Case("African president", "The South African president spoke on Tuesday.", "cyril-ramaphosa"),
    Case("Latin American president", "Chile's president spoke on Tuesday.", "gabriel-boric"),
    Case("Pacific minister", "Australia's foreign minister spoke on Tuesday.", "penny-wong"),
)
def test_office_alone_means_its_holder(case: Case) -> None:
    people = read(f"{case.text} “The sanctions must go,” said the minister of nothing.", "2023-06-20").people
    assert case.expected in {p.id for p in people}


@cases(
    Case("before the change", "The British prime minister met the French president in Paris on Monday.", "rishi-sunak", published="2023-03-10"),
    Case("another holder", "The German chancellor met the French president in Paris on Monday.", "angela-merkel", published="2019-03-12"),
    Case("an American president", "The U.S. president met the French president in Paris on Monday.", "donald-trump", published="2018-11-13"),
)  # fmt: skip
def test_holder_is_that_of_the_day(case: Case) -> None:
    report = only(read(case.text, case.published))
    assert case.expected in {p.person for p in report.participants}


@cases(
    Case("full name", "Antony Blinken, the U.S. secretary of state, spoke.", "antony-blinken"),
    Case("middle initial", "U.S. Secretary of State Antony J. Blinken spoke.", "antony-blinken"),
    Case("short form", "U.S. Secretary of State Tony Blinken spoke.", "antony-blinken"),
    Case("transliteration", "Russian Foreign Minister Sergei Lavrov spoke.", "sergey-lavrov"),
    Case("without accents", "Turkish President Recep Tayyip Erdogan spoke.", "recep-tayyip-erdogan"),
    Case("by the name the press uses", "Brazil's President Lula spoke.", "luiz-inacio-lula-da-silva"),
    Case("surname behind an office", "Japanese Prime Minister Kishida spoke.", "fumio-kishida"),
    Case("title", "Ms Joly, Canada's foreign minister, spoke.", "melanie-joly"),
    Case("particles", "European Commission President Ursula von der Leyen spoke.", "ursula-von-der-leyen"),
    Case("family name first", "South Korean President Yoon Suk Yeol spoke.", "yoon-suk-yeol"),
)
def test_names_are_linked(case: Case) -> None:
    assert case.expected in {p.id for p in read(case.text, "2023-06-20").people}


def test_a_namesake_is_not_linked() -> None:
    found = person("David Cameron, a baker in Leeds, baked bread.", "David Cameron")
    assert not found.is_official


def test_a_name_like_part_of_a_known_one_is_linked_only_with_something_beside_it() -> None:
    text = "OAU Secretary-General Salim Ahmed Salim met Kenyan President Grace Wanjiku in Nairobi on Monday."
    assert "Salim Ahmed Salim" in {p.name for p in read(text, "1998-06-17").people}


def test_an_unknown_person_is_kept_with_country_and_office() -> None:
    found = person("Kenya's Trade Minister Grace Wanjiku spoke on Tuesday.", "Grace Wanjiku")
    assert (found.country, found.is_linked, found.is_official) == ("KEN", False, True)
    assert found.office is not None
    assert found.office.casefold() == "trade minister"


def test_a_former_office_is_not_held() -> None:
    found = person("Former Kenyan Trade Minister Grace Wanjiku spoke on Tuesday.", "Grace Wanjiku")
    assert not found.is_official


def test_the_author_of_a_study_is_no_official() -> None:
    found = person("“A good start,” said Ines Duarte, a professor at the University of Porto.", "Ines Duarte")
    assert (found.is_official, found.office) == (False, None)


F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
FERNANDES, MBEKO = "Lúcia Fernandes", "Thabo Mbeko"


@cases(
    Case("he", f"{M} was in Lisbon. On Tuesday he met {F}.", (FERNANDES, MBEKO)),
    Case("she", f"{F} was in Lisbon. On Tuesday she met {M}.", (FERNANDES, MBEKO)),
    Case("him", f"{M} was in Lisbon. On Tuesday {F} met him.", (FERNANDES, MBEKO)),
    Case("his guest", f"{M} waited at the door. His guest, {F}, came late. The two met for an hour.", (FERNANDES, MBEKO)),
    Case("surname later", f"{F} was in Lisbon. On Tuesday Fernandes met {M}.", (FERNANDES, MBEKO)),
    Case("the minister", f"{F} was in Lisbon. On Tuesday the minister met Kenya's President Grace Wanjiku.", (FERNANDES, "Grace Wanjiku")),
    Case("the two ministers", f"{F} and {M} were in Lisbon. On Tuesday the two ministers met.", (FERNANDES, MBEKO)),
    Case("they", f"{F} and {M} were in Lisbon. On Tuesday they met.", (FERNANDES, MBEKO)),
    Case("each other", f"{F} and {M} met each other in Lisbon on Tuesday.", (FERNANDES, MBEKO)),
    Case("whom one is with is not oneself", f"{F} was in Lisbon. With {M} she spoke of tariffs. On Tuesday she met Kenya's President Grace Wanjiku.", (FERNANDES, "Grace Wanjiku")),
    Case("who is received is a foreigner", f"{M} came to Brasilia. Brazil's Trade Minister Paulo Neves waited. Brazil's President Otávio Reis received him on Tuesday.", ("Otávio Reis", MBEKO)),
    Case("for whom it is", f"{M} and Kenya's President Grace Wanjiku sent letters. For Lúcia Fernandes, Brazil's foreign minister, it was a long day. On Tuesday she met Peru's President Luis Rojas.", (FERNANDES, "Luis Rojas")),
    Case("the visiting dignitary", f"{M} came to Brasilia. Brazil's President Otávio Reis met the visiting dignitary on Tuesday.", ("Otávio Reis", MBEKO)),
    Case("the visitor", f"{M} came to Brasilia. Brazil's Trade Minister Paulo Neves waited. Brazil's President Otávio Reis saw the visitor on Tuesday.", ("Otávio Reis", MBEKO)),
    Case("his host by name", f"{M} came to Brasilia. On Tuesday he met with his host, President Otávio Reis of Brazil.", ("Otávio Reis", MBEKO)),
    Case("the head of a body, by name", f"{F} met the leader of the movement, Thabo Mbeko, on Tuesday.", (FERNANDES, MBEKO)),
    Case("a king by given name", f"{F} met King Salman in Riyadh on Tuesday.", (FERNANDES, "Salman bin Abdulaziz")),
    Case("a prince by given name", f"Saudi Foreign Minister Faisal bin Farhan came to Brasilia. On Tuesday {F} met Prince Faisal.", (FERNANDES, "Faisal bin Farhan")),
    Case("counterpart resolved by office", "French Foreign Minister Catherine Colonna met her Ukrainian counterpart in Kyiv on Monday.", ("Catherine Colonna", "Dmytro Kuleba")),
    Case("counterpart of counterpart", "Turkish Foreign Minister Hakan Fidan met his Russian opposite number in Sochi on Monday.", ("Hakan Fidan", "Sergey Lavrov")),
)  # fmt: skip
def test_coreference(case: Case) -> None:
    records = read(case.text, "2023-06-20")
    assert encounter(records, *case.expected), summary(records)


def test_the_three_are_those_of_the_last_sentence_that_names_three() -> None:
    records = read(
        "Kenya's President Grace Wanjiku received Uganda's President Moses Okello and Tanzania's President Asha Mwinyi on "
        "Monday. Brazil's Foreign Minister Lúcia Fernandes sent a letter. On Tuesday the three met again in Kampala."
    )
    assert any(
        same_people(who(report), ("Grace Wanjiku", "Moses Okello", "Asha Mwinyi")) and report.city == "Kampala"
        for report in records.reports
    ), summary(records)


def test_a_former_president_is_known_by_surname_and_title() -> None:
    assert person("The plan was drawn up under President Obama in the United States.", "Barack Obama").is_linked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wang Yi", "Wang Wenbin"),
        ("Kim Jong Un", "Kim Yo Jong"),
    ],
)
def test_people_of_one_surname_are_kept_apart(first: str, second: str) -> None:
    records = read(
        f"{first} met Brazil's Foreign Minister Lúcia Fernandes on Tuesday. {second} spoke to reporters later."
    )
    assert same_people(who(records.reports[0]), (first, FERNANDES))
    assert {first, second} <= {p.name for p in records.people}


def test_pronoun_goes_to_the_one_of_its_gender() -> None:
    records = read(f"{F} met {M} in Lisbon on Tuesday. He said tariffs must fall. She said visas must go.")
    assert statement(records, MBEKO).topics == ("tariffs",)
    assert statement(records, FERNANDES).topics == ("visas",)


def test_pronoun_goes_to_the_known_one_of_its_gender() -> None:
    records = read(
        "German Foreign Minister Annalena Baerbock met Turkish Foreign Minister Hakan Fidan in Berlin on Monday. "
        "He said tariffs must fall. She said visas must go.",
        "2023-06-20",
    )
    assert statement(records, "Hakan Fidan").topics == ("tariffs",)
    assert statement(records, "Annalena Baerbock").topics == ("visas",)


@pytest.mark.xfail(strict=True, reason="companies that look like names are taken for people")
def test_a_company_with_a_persons_name_is_nobody() -> None:
    people = read("Lockheed Martin and Rolls Royce signed contracts. Boeing did not.").people
    assert not people


@pytest.mark.xfail(strict=True, reason="ships and airports named after people are taken for them")
def test_a_ship_a_prize_and_a_street_are_nobody() -> None:
    people = read("The USS Ronald Reagan sailed past John F. Kennedy Airport on Tuesday.").people
    assert not people


@cases(
    Case("Her Excellency", "Brazil's Trade Minister Paulo Neves called on the Governor-General, Her Excellency Dame Ruth Bell, on Tuesday.", ("Paulo Neves", "Ruth Bell")),
    Case("a post over two things", f"{F} met the Minister of Foreign Affairs and European Integration, Ion Muntean, on Tuesday.", (FERNANDES, "Ion Muntean")),
    Case("a post on something", f"{F} met the adviser on foreign policy, Ion Muntean, on Tuesday.", (FERNANDES, "Ion Muntean")),
    Case("a post over what has no comma", f"{F} met US Deputy Assistant Secretary of Defense Carl Weaver on Tuesday.", (FERNANDES, "Carl Weaver")),
    Case("a prince whose name is a title", f"{F} met Defense Minister Prince Sultan bin Nasser on Tuesday.", (FERNANDES, "Sultan bin Nasser")),
    Case("an abbreviation of one office", "POTUS met the French president in Paris on Monday.", ("Joe Biden", "Emmanuel Macron")),
)  # fmt: skip
def test_office_beside_a_name_is_that_persons(case: Case) -> None:
    records = read(case.text, "2023-06-20")
    assert encounter(records, *case.expected), summary(records)
    assert len(records.people) == 2, [p.name for p in records.people]


def test_a_king_of_a_named_state_is_no_other_king() -> None:
    records = read(
        "Saudi King Abdullah flew to Amman on Friday to meet Jordanian King Abdullah II. He went home on Saturday.",
        "2010-07-31",
    )
    assert {(p.name, p.country) for p in records.people} == {("Abdullah bin Abdulaziz", "SAU"), ("Abdullah II", "JOR")}


def test_a_king_is_no_president() -> None:
    records = read(
        "Ion Muntean, president of the Farmers' Party, waited at the gate. The king met Brazil's Foreign Minister Lúcia "
        "Fernandes on Tuesday."
    )
    assert not [report for report in records.reports if len(report.participants) > 1], summary(records)


def test_an_office_of_a_named_state_is_not_somebodys_of_an_unknown_one() -> None:
    records = read(
        "Foreign Secretary Carl Weaver stood at the gate. On Tuesday Lúcia Fernandes of Brazil met the Japanese foreign minister in Lisbon.",
        "2023-06-20",
    )
    assert encounter(records, FERNANDES, "Yoshimasa Hayashi"), summary(records)


def test_a_party_and_a_market_are_nobody() -> None:
    people = read("The Bharatiya Janata Party met on Tuesday. Its leaders walked through Tanah Abang market.").people
    assert not people


@cases(
    Case("a committee behind an office", f"{F} called on Li Zhan, the chairman of the Standing Committee, on Tuesday.", (FERNANDES, "Li Zhan")),
    Case("an office of an office", f"{F} went to the Prime Minister’s Office and met Ion Muntean.", (FERNANDES, "Ion Muntean")),
    Case("a plan and an assembly", "Paulo Neves praised the Bell Plan, the Carter Memorandum and the Loya Jirga.", ("Paulo Neves",)),
    Case("the first word", f"Further, {F} met Ion Muntean in Chisinau.", (FERNANDES, "Ion Muntean")),
)  # fmt: skip
def test_bodies_and_first_words_are_nobody(case: Case) -> None:
    assert {person.name for person in read(case.text).people} == set(case.expected)


def test_office_held_by_two_people_over_time_is_the_one_of_the_document() -> None:
    early = only(read("The Chinese foreign minister met the French president in Beijing on Thursday.", "2023-04-07"))
    late = only(read("The Chinese foreign minister met the French president in Paris on Thursday.", "2024-05-10"))
    assert "qin-gang" in {p.person for p in early.participants}
    assert "wang-yi" in {p.person for p in late.participants}


def test_two_surnames_with_a_hyphen_before_a_summit_are_two_people() -> None:
    records = read(
        "The Modi-Putin summit in Delhi ended on Friday. India’s Narendra Modi and Russia’s Vladimir Putin smiled.",
        "2025-12-06",
    )
    assert {person.name for person in records.people} == {"Narendra Modi", "Vladimir Putin"}
    assert same_people(who(only(records)), ("Narendra Modi", "Vladimir Putin"))


@cases(
    Case("a title before a given name", "Tanzanian President Neema Asha Mfinanga met Kenyan President John Mbeko in Dodoma. President Neema praised him.", {"Neema Asha Mfinanga", "John Mbeko"}),
    Case("a sovereign's title that is a name", "Saudi Defence Minister Prince Sultan bin Abdulaziz called on President Mohammad Khatami.", {"Sultan bin Abdulaziz", "Mohammad Khatami"}),
    Case("a sovereign's title that is one", "Sultan Qaboos bin Said received President Mohammad Khatami in Muscat.", {"Qaboos bin Said", "Mohammad Khatami"}),
)  # fmt: skip
def test_titles_before_given_names_and_titles_that_are_names(case: Case) -> None:
    assert {person.name for person in read(case.text, "1999-05-17").people} == case.expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "President Bola Tinubu told Foreign Minister Wang Yi that he would like to see the Kano-Kaduna railway completed.",
            "Kano",
        ),
        ("With President Ilham Aliyev he spoke of trade, but Nagorno-Karabakh took precedence.", "Karabakh"),
        ("The programme takes President Ilham Aliyev to the Milli Majlis in Baku.", "Majlis"),
        ("President Hosni Mubarak received Yasser Arafat in the Egyptian resort of Nabq Sands.", "Nabq"),
    ],
)
def test_railways_regions_parliaments_and_resorts_are_nobody(text: str, name: str) -> None:
    assert not any(name in person.name for person in read(text).people)


def test_an_office_between_two_names_is_of_the_one_it_stands_before() -> None:
    records = read(
        "On the instruction of the President of the Republic, Mr Rui Duarte, the Minister of Foreign Affairs and of the Diaspora, Mr Abel "
        "Moreira, concluded a tour in Tunis on Tuesday. In Tunis, the Minister was received by Tunisian President Kais Saied."
    )
    assert ("Abel Moreira", "Kaïs Saïed") in {who(report) for report in records.reports}, summary(records)
    assert not any("Rui Duarte" in who(report) for report in records.reports), summary(records)


def test_who_is_the_one_named_right_before_it() -> None:
    records = read(
        "Nigerian President Femi Okafor then sent the head of the National Intelligence Agency, Musa Bello, who spent three days in Pretoria "
        "and saw South African Foreign Minister Thabo Mbeko on Monday."
    )
    assert ("Musa Bello", "Thabo Mbeko") in {who(report) for report in records.reports}, summary(records)


def test_a_family_name_that_stands_first_in_singapore_is_that_of_the_one_called_by_it() -> None:
    records = read(
        "SINGAPORE - Prime Minister Lee Hsien Loong met Malaysian Prime Minister Najib Razak on Monday. The accord carries out what Lee Kuan "
        "Yew signed in 1990. On Tuesday Mr Lee called on President Susilo Bambang Yudhoyono of Indonesia in Bogor.",
        "2010-09-22",
    )
    assert ("Lee Hsien Loong", "Susilo Bambang Yudhoyono") in {who(report) for report in records.reports}, summary(
        records
    )


@cases(
    Case("who reigns", "King Abdullah received the French president in Amman on Monday.", {"Abdullah II", "Emmanuel Macron"}, "2024-06-19"),
    Case("who reigned, with nobody of that name on a throne", "The late King Hussein had received the French president in Amman.", {"Emmanuel Macron", "Hussein bin Talal"}, "2024-06-19"),
)  # fmt: skip
def test_a_king_of_an_earlier_day_gives_way_to_one_who_reigns(case: Case) -> None:
    assert {person.name for person in read(case.text, case.published).people} <= case.expected
    assert ("Abdullah II" in case.expected) == (
        "Abdullah II" in {person.name for person in read(case.text, case.published).people}
    )


@cases(
    Case("with the king", "King Salman arrived in Lima on Monday with Deputy Crown Prince Mohammed bin Salman. On Tuesday Salman met Ecuador's President Juan Vela.", ("Juan Vela", "Salman bin Abdulaziz")),
    Case("of the prince", "Mohammed bin Salman arrived in Lima on Monday. On Tuesday bin Salman met Ecuador's President Juan Vela.", ("Juan Vela", "Mohammed bin Salman")),
)  # fmt: skip
def test_a_son_is_not_called_by_his_fathers_name_where_the_father_is_named(case: Case) -> None:
    assert_met(read(case.text, "2016-05-18"), *case.expected)


@cases(
    Case("a building", "Vela thanked Quispe at Wisma Duta in Lima. Ecuador's President Juan Vela met Peruvian President Marta Quispe near Wisma Duta.", "Wisma Duta"),
    Case("a title alone", "Foreign Ministers Datuk Seri Hamid Osman of Malaysia and Grace Wanjiku of Kenya breakfasted together.", "Datuk"),
)  # fmt: skip
def test_what_stands_where_places_do_and_bare_titles_are_nobody(case: Case) -> None:
    assert case.expected not in {person.name for person in read(case.text).people}


@pytest.mark.parametrize(
    ("dateline", "day", "king"),
    [("AMMAN", "2010-05-11", "Abdullah II"), ("JEDDAH", "2010-05-11", "Abdullah bin Abdulaziz"), ("CAIRO", "2005-05-10", "Abdullah II")],
    ids=["one of two, at home", "the other, at home", "before the other's reign"],
)  # fmt: skip
def test_a_king_is_the_one_where_the_report_is_from_or_who_reigns(dateline: str, day: str, king: str) -> None:
    text = f"{dateline} - King Abdullah received Italy's Foreign Minister Chiara Rossi."
    assert encounter(read(text, day), king, "Chiara Rossi")


def test_a_crown_prince_is_not_the_king_of_his_name() -> None:
    text = "Crown Prince Abdullah met Italy's Foreign Minister Chiara Rossi in Tunis. King Abdullah II sent a message."
    assert encounter(read(text, "2003-05-13"), "Abdullah bin Abdulaziz", "Chiara Rossi")


@cases(
    Case("possessive", "Jordan's King Abdullah met Ecuador's President Juan Vela in Amman on Monday.", ("Abdullah II", "Juan Vela")),
    Case("of", "King Abdullah of Jordan met Ecuador's President Juan Vela in Amman on Monday.", ("Abdullah II", "Juan Vela")),
    Case("of another", "King Abdullah of Saudi Arabia met Ecuador's President Juan Vela in Riyadh on Monday.", ("Abdullah bin Abdulaziz", "Juan Vela")),
)  # fmt: skip
def test_a_king_of_a_named_state_is_who_reigns_there_and_not_his_son(case: Case) -> None:
    assert_met(read(case.text, "2010-05-19"), *case.expected)


@cases(
    Case("the emir", "Qatar's Emir Sheikh Hamad met Ecuador's President Juan Vela in Doha on Monday.", ("Hamad bin Khalifa Al Thani", "Juan Vela")),
    Case("a king and an emir", "Jordan's King Abdullah and Kuwait's Emir Sheikh Sabah met in Amman on Monday.", ("Abdullah II", "Sabah al-Ahmad al-Sabah")),
    Case("a minister", "Saudi Foreign Minister Prince Saud met Ecuador's President Juan Vela in Riyadh on Monday.", ("Juan Vela", "Saud al-Faisal")),
)  # fmt: skip
def test_a_prince_goes_by_his_given_name_and_his_son_not_by_that(case: Case) -> None:
    assert_met(read(case.text, "2006-05-17"), *case.expected)
