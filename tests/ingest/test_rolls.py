"""Lists of those present put people into the meeting told of before; who stayed away or is only spoken of is not on them."""

from __future__ import annotations

import pytest

from graph.model import Kind
from ingest.likeness import same_name
from tests.ingest.helpers import PUBLISHED, read, summary, who

TALKS = (
    "NAIROBI, May 14 - Kenyan President Grace Wanjiku held talks with Ugandan President Moses Okello in Nairobi on Tuesday. "
    "The two leaders discussed trade and the border at State House. "
)
LEADERS = ("Grace Wanjiku", "Moses Okello")


def are_together(text: str, names: tuple[str, ...]) -> tuple[bool, str]:
    """Tell whether all of these people are at one meeting of a text, and what was found."""
    records = read(text, PUBLISHED)
    tables = [who(report) for report in records.reports if report.kind in {Kind.MEETING, Kind.CONFERENCE}]
    found = any(all(any(same_name(name, other) for other in table) for name in names) for table in tables)
    return found, summary(records)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            (
                "Also at the meeting were Foreign Minister Jane Njoroge; Trade Minister Peter Kamau; and the Ugandan foreign "
                "minister, Mr. Samuel Mukasa."
            ),
            ("Jane Njoroge", "Peter Kamau", "Samuel Mukasa"),
        ),
        (
            (
                "Foreign Minister Jane Njoroge, Kenyan Ambassador to Uganda Mary Wafula and Ugandan Foreign Minister Samuel "
                "Mukasa were also present."
            ),
            ("Jane Njoroge", "Mary Wafula", "Samuel Mukasa"),
        ),
        (
            (
                "Foreign Minister Jane Njoroge, Trade Minister Peter Kamau and senior officials from both countries attended "
                "the meeting."
            ),
            ("Jane Njoroge", "Peter Kamau"),
        ),
        (
            (
                "The talks were also attended by Foreign Ministers Jane Njoroge (Kenya) and Samuel Mukasa (Uganda), and by the "
                "secretary to the cabinet, Peter Kamau."
            ),
            ("Jane Njoroge", "Samuel Mukasa", "Peter Kamau"),
        ),
        (
            (
                "From the Ugandan side, Foreign Minister Samuel Mukasa and Energy Minister Rose Akello participated. From the "
                "Kenyan side, Foreign Minister Jane Njoroge took part."
            ),
            ("Samuel Mukasa", "Rose Akello", "Jane Njoroge"),
        ),
        (
            (
                "On the Kenyan side were Foreign Minister Jane Njoroge and Agriculture and Agro-based Industry Minister Peter "
                "Kamau; on the Ugandan side, Foreign Minister Samuel Mukasa."
            ),
            ("Jane Njoroge", "Peter Kamau", "Samuel Mukasa"),
        ),
        (
            "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa were in the room.",
            ("Jane Njoroge", "Samuel Mukasa"),
        ),
        (
            (
                "The session lasted two hours, with Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa "
                "sitting in."
            ),
            ("Jane Njoroge", "Samuel Mukasa"),
        ),
        (
            "Expanded talks followed, joined by Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa.",
            ("Jane Njoroge", "Samuel Mukasa"),
        ),
        (
            (
                "A one-on-one session was followed by plenary talks which included Foreign Minister Jane Njoroge and Ugandan "
                "Foreign Minister Samuel Mukasa."
            ),
            ("Jane Njoroge", "Samuel Mukasa"),
        ),
        ("Also on hand were Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.", ("Jane Njoroge",)),
        (
            "At the table: Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.",
            ("Jane Njoroge", "Peter Kamau"),
        ),
        (
            "President Wanjiku was assisted by Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.",
            ("Jane Njoroge", "Peter Kamau"),
        ),
    ],
    ids=[
        "semicolons",
        "ambassador to a state and a name",
        "and senior officials",
        "attended by",
        "a side took part",
        "a verbless side",
        "in the room",
        "with them sitting in",
        "joined by",
        "talks which included",
        "on hand",
        "colon",
        "assisted by",
    ],
)
def test_who_is_on_a_roll_was_at_the_meeting_told_of_before(sentence: str, names: tuple[str, ...]) -> None:
    found, text = are_together(TALKS + sentence, LEADERS + names)
    assert found, text


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreign Minister Jane Njoroge was not present.",
        "Foreign Minister Jane Njoroge did not attend the talks.",
        "Also present were Trade Minister Peter Kamau and Energy Minister Rose Akello, but not Foreign Minister Jane Njoroge.",
        "Foreign Minister Jane Njoroge attended a conference in Rome last week.",
        "Foreign Minister Jane Njoroge will attend a summit in Rome next week.",
        "President Wanjiku, who is assisted in all matters by Foreign Minister Jane Njoroge, is in her second term.",
        "Foreign Minister Jane Njoroge was represented by her deputy, Peter Kamau.",
        "From the Kenyan side, Foreign Minister Jane Njoroge praised the farmers in a letter.",
    ],
    ids=["not present", "did not attend", "but not", "elsewhere", "ahead", "an adviser", "represented", "a side said"],
)
def test_who_was_not_there_is_on_no_roll(sentence: str) -> None:
    found, text = are_together(TALKS + sentence, ("Jane Njoroge", "Moses Okello"))
    assert not found, text


def test_who_accompanies_one_of_two_meets_the_other() -> None:
    found, text = are_together(
        "NAIROBI, May 14 - Kenyan President Grace Wanjiku, accompanied by Foreign Minister Jane Njoroge and Trade Minister "
        "Peter Kamau, held talks with Ugandan President Moses Okello on Tuesday.",
        (*LEADERS, "Jane Njoroge", "Peter Kamau"),
    )
    assert found, text


def test_who_also_took_part_is_at_the_same_table() -> None:
    found, text = are_together(
        "NAIROBI, May 14 - Kenyan President Grace Wanjiku held talks on Tuesday with Ugandan President Moses Okello, in which "
        "Foreign Minister Jane Njoroge also took part.",
        (*LEADERS, "Jane Njoroge"),
    )
    assert found, text


def test_a_traveller_company_is_not_at_every_meeting_of_the_trip() -> None:
    found, text = are_together(
        "NAIROBI, May 14 - Ugandan President Moses Okello arrived in Nairobi on Tuesday for a three-day visit. He met Kenyan "
        "President Grace Wanjiku in the evening. He is accompanied by Energy Minister Rose Akello.",
        ("Grace Wanjiku", "Rose Akello"),
    )
    assert not found, text


def test_a_summit_is_told_by_its_roll_alone() -> None:
    found, text = are_together(
        "ARUSHA, May 14 - The summit on the war in Congo was held in Arusha on Tuesday. It was chaired by Kenyan President "
        "Grace Wanjiku and attended by Presidents Moses Okello (Uganda), Asha Mwinyi (Tanzania) and Jean Habimana (Rwanda).",
        (*LEADERS, "Asha Mwinyi", "Jean Habimana"),
    )
    assert found, text


def test_who_was_sent_in_somebodys_place_was_there() -> None:
    found, text = are_together(
        "ARUSHA, May 14 - Kenyan President Grace Wanjiku, Ugandan President Moses Okello and Rwandan President Jean Habimana met "
        "in Arusha on Tuesday. Tanzania's President Asha Mwinyi, who is ill, sent Foreign Minister Daudi Mushi.",
        (*LEADERS, "Jean Habimana", "Daudi Mushi"),
    )
    assert found, text


def test_who_was_sent_elsewhere_was_not_there() -> None:
    found, text = are_together(
        TALKS + "Last week Wanjiku sent Foreign Minister Jane Njoroge to Kampala.", (*LEADERS, "Jane Njoroge")
    )
    assert not found, text


@pytest.mark.parametrize(
    "sentences",
    [
        (
            "The two leaders witnessed the signing of an agreement on air services. It was signed by Kenyan Foreign Minister "
            "Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa."
        ),
        (
            "Kenyan Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa signed an agreement on air "
            "services. The ceremony was witnessed by President Wanjiku and President Okello."
        ),
    ],
    ids=["before", "after"],
)
def test_who_saw_a_signing_was_there_beside_the_talks(sentences: str) -> None:
    text = TALKS + sentences
    found, told = are_together(text, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told
    assert sum(report.kind is Kind.MEETING for report in read(text, PUBLISHED).reports) == 2, told


def test_a_roll_at_the_end_is_of_the_meeting_still_spoken_of() -> None:
    text = (
        "NAIROBI, May 14 - Ugandan Foreign Minister Samuel Mukasa called on Kenyan President Grace Wanjiku in Nairobi on Tuesday. "
        "Mukasa, who had met Kenyan Foreign Minister Jane Njoroge on Monday, handed over a letter. Wanjiku asked Mukasa for more "
        "trade. Mukasa thanked President Wanjiku. The port was also touched upon. Energy Minister Rose Akello was also present."
    )
    found, told = are_together(text, ("Grace Wanjiku", "Samuel Mukasa", "Rose Akello"))
    assert found, told
    made_up, told = are_together(text, ("Jane Njoroge", "Rose Akello"))
    assert not made_up, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Njoroge, the foreign minister, and Samuel Mukasa, the Ugandan foreign minister, were among the guests.",
        "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa were among those present.",
        "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa were seated behind them.",
        "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa looked on.",
        "The delegation included Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa.",
        "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa attended the above activities.",
        "Sitting opposite Wanjiku and Okello were their foreign ministers, Jane Njoroge and Samuel Mukasa.",
        "Also on the guest list were Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa.",
        "Foreign ministers Jane Njoroge and Samuel Mukasa took part as well.",
    ],
)
def test_who_sat_by_or_looked_on_was_there(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told


@pytest.mark.parametrize(
    "how",
    [", watched by Tanzanian President Amani Juma", ", as Tanzanian President Amani Juma looked on"],
)
def test_who_watched_a_signing_was_there(how: str) -> None:
    text = (
        f"Kenyan President Grace Wanjiku and Ugandan President Moses Okello signed a treaty in Nairobi on Tuesday{how}."
    )
    found, told = are_together(text, (*LEADERS, "Amani Juma"))
    assert found, told
    assert told.count("\n") == 0, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Tanzanian President Amani Juma looked for other buyers.",
        "Tanzanian President Amani Juma was among those who criticised the treaty.",
        "Tanzanian President Amani Juma sat between two chairs, as he put it.",
    ],
)
def test_who_only_watches_from_afar_was_not_there(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Amani Juma"))
    assert not found, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Njoroge, the Kenyan trade minister, and Samuel Mukasa, her Ugandan counterpart, took part.",
        "Foreign Ministers Jane Njoroge of Kenya and Samuel Mukasa of Uganda took part.",
    ],
)
def test_who_took_part_was_there(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told


def test_who_took_part_in_something_else_was_not_there() -> None:
    found, told = are_together(
        TALKS + "Tanzanian President Amani Juma took part in a marathon.", (*LEADERS, "Amani Juma")
    )
    assert not found, told


def test_those_by_whom_talks_were_attended_were_at_what_followed_them() -> None:
    text = (
        "Kenyan President Grace Wanjiku and Ugandan President Moses Okello signed a treaty in Nairobi on Tuesday after talks attended by "
        "Defence Ministers Jane Njoroge and Samuel Mukasa."
    )
    found, told = are_together(text, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreign Ministers Jane Njoroge and Samuel Mukasa took part.",
        "Foreign Ministers Jane Njoroge and Samuel Mukasa took part in the second half.",
        "They went on over lunch, where Foreign Ministers Jane Njoroge and Samuel Mukasa were also seated.",
        "Foreign Minister Jane Njoroge and Ugandan Foreign Minister Samuel Mukasa also had places at the table.",
        "Foreign Minister Jane Njoroge was present, as was Samuel Mukasa for the Ugandan side.",
        "Foreign Minister Jane Njoroge looked on, as did Foreign Minister Samuel Mukasa of Uganda.",
        "Foreign Minister Jane Njoroge joined the talks later. So did Ugandan Foreign Minister Samuel Mukasa.",
        "Foreign Minister Jane Njoroge was a member of the Kenyan delegation. Foreign Minister Samuel Mukasa sat on the Ugandan side.",
        "Kenya was represented also by Foreign Minister Jane Njoroge, Uganda by its foreign minister, Samuel Mukasa.",
        "The talks ended with a lunch attended by Foreign Ministers Jane Njoroge and Samuel Mukasa.",
        "Foreign Minister Jane Njoroge, along with Ugandan Foreign Minister Samuel Mukasa, attended the meeting.",
        "Foreign Minister Jane Njoroge, who took part together with Ugandan Foreign Minister Samuel Mukasa, called them frank.",
    ],
    ids=[
        "took part",
        "took part in a half",
        "where they were seated",
        "had places",
        "as was",
        "as did",
        "so did",
        "of a delegation",
        "represented also by",
        "lunch attended by",
        "along with",
        "took part together with",
    ],
)
def test_who_took_part_or_had_a_seat_was_there(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told


def test_the_delegation_from_a_town_was_at_the_talks() -> None:
    sentence = "The delegation from Kampala included Foreign Minister Samuel Mukasa and Energy Minister Rose Akello."
    found, told = are_together(TALKS + sentence, (*LEADERS, "Samuel Mukasa", "Rose Akello"))
    assert found, told


def test_heads_of_delegations_met() -> None:
    found, told = are_together(
        "NAIROBI, May 14 - Kenya and Uganda held talks in Nairobi on Tuesday. The Kenyan delegation was led by Trade Minister Peter "
        "Kamau, the Ugandan by Energy Minister Rose Akello.",
        ("Peter Kamau", "Rose Akello"),
    )
    assert found, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Foreign Minister Jane Njoroge took part in a marathon for charity.",
        "Foreign Minister Jane Njoroge had no place at the table.",
        "Some farmers praised the deal. So did Foreign Minister Jane Njoroge.",
        "Foreign Minister Jane Njoroge was on the team that drafted the budget.",
    ],
)
def test_who_took_part_in_something_else_is_on_no_roll(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, ("Jane Njoroge", "Moses Okello"))
    assert not found, told


def test_who_joined_two_elsewhere_met_them_and_nobody_else() -> None:
    text = (
        TALKS
        + "In Kigali on Monday Okello and Rwandan President Jean Habimana were joined by Presidents Asha Mwinyi of Tanzania and "
        "Paul Ndayi of Burundi."
    )
    found, told = are_together(text, ("Moses Okello", "Jean Habimana", "Asha Mwinyi", "Paul Ndayi"))
    assert found, told
    made_up, told = are_together(text, ("Grace Wanjiku", "Asha Mwinyi"))
    assert not made_up, told


def test_who_was_present_at_the_meetings_was_at_each() -> None:
    text = (
        "NAIROBI, May 14 - Ugandan President Moses Okello held separate meetings with Kenyan President Grace Wanjiku and Parliament "
        "Speaker Peter Kamau in Nairobi on Tuesday. Samuel Mukasa and Rose Akello were present at the meetings."
    )
    for host in ("Grace Wanjiku", "Peter Kamau"):
        found, told = are_together(text, ("Moses Okello", host, "Samuel Mukasa", "Rose Akello"))
        assert found, told


def test_who_was_present_at_the_summit_was_not_at_the_dinner_told_of_last() -> None:
    text = (
        "NAIROBI, May 14 - Kenyan President Grace Wanjiku and Ugandan President Moses Okello held a summit in Nairobi on Tuesday. In the "
        "evening Wanjiku gave a dinner for Rwandan President Jean Habimana. Foreign ministers Jane Njoroge and Samuel Mukasa were "
        "present at the summit."
    )
    found, told = are_together(text, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told
    made_up, told = are_together(text, ("Jean Habimana", "Samuel Mukasa"))
    assert not made_up, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Absent were the presidents of Rwanda, Jean Habimana, and Tanzania, Asha Mwinyi.",
        "Rwandan President Jean Habimana and Tanzanian President Asha Mwinyi stayed away.",
        "Rwandan President Jean Habimana and Tanzanian President Asha Mwinyi did not take part.",
    ],
)
def test_those_who_kept_away_have_not_met_one_another(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, ("Jean Habimana", "Asha Mwinyi"))
    assert not found, told


@pytest.mark.parametrize(
    "sentence",
    [
        "President Jean Habimana of Rwanda chaired the second session jointly with Tanzanian President Asha Mwinyi.",
        "The closing plenary, chaired jointly by Jean Habimana of Rwanda and Asha Mwinyi of Tanzania, lasted an hour.",
    ],
)
def test_who_chaired_a_session_was_there(sentence: str) -> None:
    text = (
        "NAIROBI, May 14 - Kenyan President Grace Wanjiku, Ugandan President Moses Okello, Rwandan President Jean Habimana and "
        "Tanzanian President Asha Mwinyi are in town. Wanjiku held talks with Okello in Nairobi on Tuesday. "
    )
    found, told = are_together(text + sentence, ("Jean Habimana", "Asha Mwinyi"))
    assert found, told


def test_roll_is_of_the_meeting_that_it_names() -> None:
    text = (
        "NAIROBI, May 14 - Kenyan President Grace Wanjiku held a summit meeting with Ugandan President Moses Okello in Nairobi on Tuesday. "
        "In the afternoon President Okello spoke with the speaker of parliament, Peter Kamau.\n\n"
        "(Note) Foreign Minister Jane Njoroge was present at the summit meeting on the Kenyan side."
    )
    found, told = are_together(text, (*LEADERS, "Jane Njoroge"))
    assert found, told
    assert not are_together(text, ("Peter Kamau", "Jane Njoroge"))[0]


def test_roll_is_not_of_a_meeting_of_one_of_those_on_it() -> None:
    text = (
        f"{TALKS}Foreign Minister Jane Njoroge met Ugandan Energy Minister Rose Akello. Present on the Kenyan side were Trade Minister Peter "
        "Kamau, Water Minister Mary Wafula and Foreign Minister Jane Njoroge."
    )
    found, told = are_together(text, (*LEADERS, "Jane Njoroge", "Peter Kamau"))
    assert found, told
    assert not are_together(text, ("Peter Kamau", "Rose Akello"))[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("At the table with Jane Njoroge were", True), ("At the talks about Jane Njoroge were", False)],
    ids=["with", "about"],
)
def test_who_the_others_sat_with_is_on_a_roll(words: str, *, expected: bool) -> None:
    names = ("Jane Njoroge", "Peter Kamau", "Samuel Mukasa")
    found, told = are_together(f"{TALKS}{words} Trade Minister Peter Kamau and Energy Minister Samuel Mukasa.", names)
    assert found is expected, told


@pytest.mark.parametrize(
    "sentence",
    [
        "To his right sat Trade Minister Peter Kamau and Energy Minister Samuel Mukasa.",
        "Around them stood Trade Minister Peter Kamau and Energy Minister Samuel Mukasa.",
        "Trade Minister Peter Kamau and Energy Minister Samuel Mukasa sat on his left.",
        "Trade Minister Peter Kamau and Energy Minister Samuel Mukasa completed the table.",
    ],
)
def test_who_sat_around_the_two_was_there(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Peter Kamau", "Samuel Mukasa"))
    assert found, told


@pytest.mark.parametrize(
    "sentence",
    [
        "To the left of the two presidents stands the coalition of Trade Minister Peter Kamau.",
        "The trees around the house were planted by Trade Minister Peter Kamau.",
    ],
)
def test_who_stands_on_the_left_in_politics_was_not(sentence: str) -> None:
    found, told = are_together(TALKS + sentence, (*LEADERS, "Peter Kamau"))
    assert not found, told


def test_roll_of_a_meeting_is_not_of_the_breakfast_told_before() -> None:
    text = f"{TALKS}Foreign Minister Jane Njoroge had breakfast with Moses Okello. Trade Minister Peter Kamau was also present at the talks."
    found, told = are_together(text, (*LEADERS, "Peter Kamau"))
    assert found, told
    assert not are_together(text, ("Jane Njoroge", "Peter Kamau"))[0]


def test_with_whom_in_attendance_two_met_is_at_the_same_table() -> None:
    text = (
        "Kenyan President Grace Wanjiku met Ugandan President Moses Okello in Kampala on Tuesday, with their energy ministers, Jane "
        "Njoroge and Samuel Mukasa, in attendance."
    )
    found, told = are_together(text, (*LEADERS, "Jane Njoroge", "Samuel Mukasa"))
    assert found, told
    assert told.count("\n") == 0, told


@pytest.mark.parametrize(
    "sentences",
    [
        "Egypt was represented by Sameh Shoukry, Kenya by Musalia Mudavadi and Rwanda by Vincent Biruta.",
        "Egypt was represented by Sameh Shoukry and Kenya by Musalia Mudavadi. Rwanda sent Vincent Biruta.",
        "The talks were chaired by Egyptian Foreign Minister Sameh Shoukry. Taking part were Musalia Mudavadi and Vincent Biruta.",
    ],
    ids=["in one sentence", "in two", "the chair first"],
)
def test_who_represents_each_state_met_the_others(sentences: str) -> None:
    text = f"Talks on the dam opened in Lagos on Monday. {sentences}"
    found, told = are_together(text, ("Sameh Shoukry", "Musalia Mudavadi", "Vincent Biruta"))
    assert found, told
    assert told.count("\n") == 0, told


def test_lawyers_of_two_sides_in_court_are_no_roll() -> None:
    text = "The case was heard in Lagos on Monday. The company was represented by lawyer Peter Kamau, the union by Mary Wafula."
    assert not read(text, PUBLISHED).reports
