"""Those whom a report of a gathering names one by one were there, unless it says that they kept away."""

from __future__ import annotations

import pytest

from graph.model import Kind, Report, Status
from ingest.annotations import annotations_of
from ingest.attendance import is_away
from ingest.build import keep_confident
from ingest.encounter import Encounter, Source
from ingest.explain import explain
from ingest.gatherings import Attendance
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import document, encounter, read, summary, who

PUBLISHED = "2023-09-06"
TEXT = (
    "NAIROBI, Sept 6 - African leaders closed their first climate summit in Nairobi on Wednesday with a call for a tax on carbon.\n\n"
    "Kenyan President William Ruto, who chaired the summit, said that the continent did not come to beg. Presidents Samia Suluhu Hassan of "
    "Tanzania, Paul Kagame of Rwanda, Hakainde Hichilema of Zambia and Julius Maada Bio of Sierra Leone sat beside him when the declaration "
    "was read.\n\n"
    "Ursula von der Leyen told the summit that Europe would pay for hydrogen. United Nations Secretary-General Antonio Guterres, who spoke at "
    "the opening, called the debts of Africa unjust. U.S. climate envoy John Kerry promised 30 million dollars. Senegal's President Macky Sall "
    "asked the plenary for patience. Guterres came to the plenary early and stayed late, as did Kerry and Von der Leyen. Ruto read the declaration to an applauding hall.\n\n"
    "Cyril Ramaphosa of South Africa stayed at home. Ugandan President Yoweri Museveni sent his vice president, Jessica Alupo. Nigeria's "
    "Bola Tinubu was not at the table. Congo's Felix Tshisekedi was represented by his environment minister.\n\n"
    "“Nobody in Washington listens”, said Mutahi Ngunyi, an analyst in Nairobi.\n"
)


def gathering(text: str) -> Report:
    """Return the encounter of most people."""
    return max(read(text, PUBLISHED).reports, key=lambda report: len(report.participants))


def test_who_speaks_at_a_summit_was_there() -> None:
    found = gathering(TEXT)
    assert {"William Ruto", "Ursula von der Leyen", "António Guterres", "John Kerry"} <= set(who(found))
    assert found.kind is Kind.CONFERENCE


@pytest.mark.parametrize(
    "name",
    ["Cyril Ramaphosa", "Yoweri Museveni", "Bola Tinubu", "Félix Tshisekedi", "Mutahi Ngunyi"],
    ids=["stayed at home", "sent another", "not at the table", "represented", "only comments"],
)
def test_who_kept_away_was_not(name: str) -> None:
    assert name in {person.name for person in read(TEXT, PUBLISHED).people}
    assert name not in who(gathering(TEXT))


def test_who_was_likely_there_is_told_as_inferred_with_the_sentence_that_says_so() -> None:
    found = gathering(TEXT)
    claims = {claim.value: claim for claim in found.claims if claim.attribute == "participant"}
    of = {participant.name: claims[participant.person] for participant in found.participants}
    joined, told = of["Ursula von der Leyen"], of["Paul Kagame"]
    assert (joined.qualifier, joined.rule, told.qualifier) == ("inferred", "learned:attend", None)
    assert joined.evidence.text.startswith("Ursula von der Leyen told the summit")
    assert joined.confidence < told.confidence


def test_report_of_talks_between_two_gathers_nobody_else() -> None:
    records = read(
        "NAIROBI, Sept 6 - Kenyan President William Ruto met Tanzanian President Samia Suluhu Hassan in Nairobi on Wednesday. They spoke about "
        "the harvest. Paul Kagame of Rwanda, Hakainde Hichilema of Zambia and U.S. climate envoy John Kerry had praised Kenya last month.",
        PUBLISHED,
    )
    found = encounter(records, "William Ruto", "Samia Suluhu Hassan")
    assert len(found.participants) == 2, summary(records)


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Kenya's William Ruto sent his foreign minister.", "Ruto", True),
        ("Kenya's William Ruto sent greetings.", "Ruto", False),
        ("Kenya's William Ruto declined, as did Samia Suluhu Hassan.", "Hassan", True),
        ("Kenya's William Ruto came, as did Samia Suluhu Hassan.", "Hassan", False),
        ("Kenya's William Ruto stayed late, as did Samia Suluhu Hassan.", "Hassan", False),
        ("Kenya's William Ruto did not come.", "Ruto", True),
        ("Kenya's William Ruto did not speak of money.", "Ruto", False),
        ("Kenya's William Ruto was represented by an envoy.", "Ruto", True),
        ("Musalia Mudavadi sat in for Kenya's President William Ruto.", "Ruto", True),
        ("Musalia Mudavadi sat beside Kenya's President William Ruto.", "Ruto", False),
        ("Kenya's William Ruto did not take part.", "Ruto", True),
        ("Kenya's William Ruto did not take offence.", "Ruto", False),
        ("Kenya's William Ruto stayed at home.", "Ruto", True),
        ("Kenya's William Ruto stayed for the dinner.", "Ruto", False),
        ("Kenya's William Ruto and Samia Suluhu Hassan skipped the summit.", "Hassan", True),
        ("They met in the absence of Kenya's President William Ruto.", "Ruto", True),
        ("They met in the presence of Kenya's President William Ruto.", "Ruto", False),
        ("Nobody spoke of William Ruto's absence.", "Ruto", True),
        ("Absent along with William Ruto was Samia Suluhu Hassan.", "Ruto", True),
        ("Absent along with William Ruto was Samia Suluhu Hassan.", "Hassan", True),
        ("Present along with William Ruto was Samia Suluhu Hassan.", "Hassan", False),
        ("Kenya's William Ruto was absent.", "Ruto", True),
        ("Kenya's William Ruto fell ill and stayed in Nairobi.", "Ruto", True),
        ("Kenya's William Ruto fell ill and came late.", "Ruto", False),
        ("William Ruto fell ill and Samia Suluhu Hassan stayed in Dodoma.", "Ruto", False),
        ("Kenya's William Ruto called off his trip.", "Ruto", True),
        ("Kenya's William Ruto called off his strike.", "Ruto", False),
        ("Kenya's William Ruto had Musalia Mudavadi represent Kenya.", "Ruto", True),
        ("Kenya's William Ruto hates to fly and had Musalia Mudavadi represent Kenya.", "Ruto", True),
    ],
)
def test_keeping_away(sentence: str, name: str, *, expected: bool) -> None:
    doc = annotate(load_pipeline(), document(sentence, PUBLISHED))
    mentions = annotations_of(doc).mentions
    meant = next(m for m in mentions if m.people and doc[m.start : m.end].text.endswith(name))
    assert is_away(doc, meant, frozenset(m.start for m in mentions if m.people)) is expected


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Emmanuel Macron", "“Nobody here waits for Emmanuel Macron,” Ruto told the summit."),
        ("Abiy Ahmed", "In Pretoria, Abiy Ahmed told the assembly of a party that he backed the declaration."),
        ("Abiy Ahmed", "Ethiopia's Abiy Ahmed has seen Guterres on the sidelines of the summit."),
    ],
    ids=["quoted", "in a city of another state", "on the sidelines"],
)
def test_who_is_only_spoken_of_does_not_join_a_gathering(name: str, sentence: str) -> None:
    text = f"{TEXT}\n{sentence}\n"
    assert name in {person.name for person in read(text, PUBLISHED).people}
    assert name not in who(gathering(text))


def attendance_at(text: str, *tables: tuple[Kind, str]) -> tuple[Attendance, dict[str, str]]:
    """Return what a text says of who was at encounters, each told as its kind and the surnames of its people, and the keys of surnames."""
    doc = annotate(load_pipeline(), document(text, "2023-03-01"))
    keys = {person.name.split()[-1]: key for key, person in annotations_of(doc).people.items()}
    made = [Encounter(kind, Status.HELD, [keys[name] for name in names.split()]) for kind, names in tables]
    for each in made:
        each.date, each.sources = "2023-03-01", [Source(0, 1, "meet:meet", 0)]
    return Attendance(doc, made), keys


MINISTERS = (
    "ASTANA, March 1 - Antony Blinken met his colleagues of Central Asia in Astana on Wednesday. Around the table were Foreign Ministers Mukhtar "
    "Tileuberdi of Kazakhstan, Jeenbek Kulubaev of Kyrgyzstan, Sirojiddin Muhriddin of Tajikistan, Rashid Meredov of Turkmenistan and "
    "Bakhtiyor Saidov of Uzbekistan. Kassym-Jomart Tokayev spoke of trade. Gitanas Nausėda spoke of gas. Energy was on the agenda."
)


@pytest.mark.parametrize(
    ("there", "name", "expected"),
    [
        ("Blinken Tileuberdi Kulubaev Muhriddin Meredov Saidov", "Tokayev", True),
        ("Blinken Tileuberdi Kulubaev Muhriddin Meredov Saidov", "Nausėda", False),
        ("Blinken Tileuberdi Kulubaev Muhriddin Meredov", "Tokayev", False),
    ],
    ids=["of a state that is there", "of another state", "of fewer"],
)
def test_full_list_of_guests_leaves_out_who_is_of_their_states(there: str, name: str, *, expected: bool) -> None:
    attendance, keys = attendance_at(MINISTERS, (Kind.MEETING, there))
    assert attendance.is_apart(keys[name]) is expected


def test_meeting_of_most_is_joined_rather_than_a_small_conference() -> None:
    there = "Blinken Tileuberdi Kulubaev Muhriddin Meredov"
    attendance, keys = attendance_at(MINISTERS, (Kind.CONFERENCE, "Blinken"), (Kind.MEETING, there))
    forum, table = attendance.encounters
    likely = [keys[name] for name in there.split()]
    assert attendance.joined_by(likely) is table
    table.people = [*likely[:2], keys["Tokayev"]]
    assert attendance.joined_by(likely) is forum


def test_company_tells_days_neighbours_and_lists() -> None:
    text = (
        "LIMA, March 1 - Antony Blinken met Olaf Scholz, Rishi Sunak and Emmanuel Macron in Lima on Wednesday. Beside Macron and Sunak sat Jens "
        "Stoltenberg. On February 2 Gitanas Nausėda spoke of gas."
    )
    attendance, keys = attendance_at(text, (Kind.MEETING, "Blinken Scholz Sunak Macron"))
    features = {key: set(each) for key, each in attendance.candidates()}
    assert "company:1:0" in features[keys["Stoltenberg"]]
    assert "time:same" in features[keys["Sunak"]]
    assert "time:other" in features[keys["Nausėda"]]
    assert "list-there:all" in features[keys["Sunak"]]
    assert not {"list-there:all", "time:same"} & features[keys["Stoltenberg"]]


def test_the_doubtful_are_left_out_of_a_gathering_that_is_kept() -> None:
    records = read(TEXT, PUBLISHED)
    kept = keep_confident(records, 0.8)
    before, after = (max(each.reports, key=lambda r: len(r.participants)) for each in (records, kept))
    chances = {claim.value: claim.confidence for claim in before.claims if claim.attribute == "participant"}
    assert {p.person for p in after.participants} == {person for person, chance in chances.items() if chance >= 0.8}
    assert 0 < len(after.participants) < len(before.participants)
    assert "UNO" in before.parties
    assert "UNO" not in after.parties
    assert {claim.value for claim in after.claims if claim.attribute == "participant"} == {
        p.person for p in after.participants
    }


def test_explanation_tells_why_somebody_was_likely_there() -> None:
    found = explain(document(TEXT, PUBLISHED), min_confidence=0.5)
    grounds = max(([g for g in each.grounds if g.attribute == "participant"] for each in found.records), key=len)
    of = {g.value.split(" (")[0]: g for g in grounds}
    assert of["Ursula von der Leyen"].words == ("Ursula von der Leyen",)
    assert of["Ursula von der Leyen"].why.startswith("likely there by what the report says")
    assert not of["Paul Kagame"].why.startswith("likely")
