"""Who travels along is on the visit; who was only met on it is not, and those who came together have not met thereby."""

from __future__ import annotations

import pytest

from graph.model import Kind
from tests.ingest.helpers import PUBLISHED, read, same_people, summary, who

ARRIVAL = "ROME, May 14 - Kenyan President Grace Wanjiku arrived in Rome on Monday for a state visit. "
TWO = ("Jane Njoroge", "Peter Kamau")


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Accompanying the president were Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.", TWO),
        ("With her were Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.", TWO),
        ("The delegation includes Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.", TWO),
        ("Foreign Minister Jane Njoroge and Trade Minister Peter Kamau are on the delegation.", TWO),
        ("Foreign Minister Jane Njoroge and Trade Minister Peter Kamau are accompanying the president.", TWO),
        ("Wanjiku had in her entourage Foreign Minister Jane Njoroge and Trade Minister Peter Kamau.", TWO),
        (
            (
                "Foreign Minister Jane Njoroge and Trade Minister Peter Kamau are among the nine official members of the "
                "entourage."
            ),
            TWO,
        ),
        ("Wanjiku was accompanied by her foreign minister, Jane Njoroge, and by the trade minister, Peter Kamau.", TWO),
        (
            (
                "On the president's entourage were the Minister of Defence, Brig.-Gen. Peter Kamau (rtd.); the Minister of State "
                "for Petroleum, Dr. Ibe Otieno; and Foreign Minister Jane Njoroge."
            ),
            (*TWO, "Ibe Otieno"),
        ),
        (
            "Foreign Minister Jane Njoroge and Trade Minister Peter Kamau, who travelled with the president, met reporters.",
            TWO,
        ),
        ("Foreign Minister Jane Njoroge and Trade Minister Peter Kamau are travelling with the delegation.", TWO),
        (
            "Foreign Minister Jane Njoroge and Trade Minister Peter Kamau are among the nine official members of the delegation.",
            TWO,
        ),
        ("She had in her entourage Foreign Minister Jane Njoroge; and Trade Minister Peter Kamau.", TWO),
        (
            "She was accompanied on both legs by Foreign Minister Jane Njoroge and the trade minister, Peter Kamau.",
            TWO,
        ),
    ],
    ids=[
        "accompanying",
        "with her",
        "includes",
        "on the delegation",
        "are accompanying",
        "in her entourage",
        "members of the entourage",
        "her minister",
        "semicolons",
        "travelled with the president",
        "travelling with the delegation",
        "among the members",
        "had in her entourage",
        "on both legs",
    ],
)
def test_who_travels_along_is_on_the_visit(sentence: str, company: tuple[str, ...]) -> None:
    records = read(ARRIVAL + sentence, PUBLISHED)
    visits = [who(report) for report in records.reports if report.kind is Kind.VISIT]
    assert any(same_people(visit, ("Grace Wanjiku", *company)) for visit in visits), summary(records)


def test_who_arrived_together_are_on_one_visit_and_at_no_meeting() -> None:
    records = read(
        "ROME, May 14 - Kenyan President Grace Wanjiku flew into Rome on Monday with Foreign Minister Jane Njoroge and Peter "
        "Kamau, secretary at the Foreign Ministry.",
        PUBLISHED,
    )
    assert [(report.kind, len(who(report))) for report in records.reports] == [(Kind.VISIT, 3)], summary(records)


@pytest.mark.parametrize(
    "sentence",
    [
        "She flew home on Tuesday with a promise from Italian Foreign Minister Luca Bianchi.",
        "Accompanying letters were signed by Italian Foreign Minister Luca Bianchi.",
        "The Italian delegation at the talks included Foreign Minister Luca Bianchi.",
        "Italian Foreign Minister Luca Bianchi travelled with the president to Florence.",
    ],
    ids=["a promise", "letters", "the hosts' delegation", "a host who shows the country"],
)
def test_who_is_met_on_a_visit_is_not_on_it(sentence: str) -> None:
    records = read(ARRIVAL + sentence, PUBLISHED)
    visits = [who(report) for report in records.reports if report.kind is Kind.VISIT]
    assert visits, summary(records)
    assert not any("Luca Bianchi" in visit for visit in visits), summary(records)


def test_a_colleague_at_the_talks_abroad_is_on_the_visit() -> None:
    records = read(
        ARRIVAL
        + "On Tuesday Wanjiku and Kenyan Foreign Minister Jane Njoroge held talks in Rome with Italian Prime Minister Carla Bianchi."
    )
    visits = [who(report) for report in records.reports if report.kind is Kind.VISIT]
    assert any(same_people(visit, ("Grace Wanjiku", "Jane Njoroge")) for visit in visits), summary(records)


def test_an_ambassador_at_the_talks_is_not_on_the_visit() -> None:
    records = read(
        ARRIVAL
        + "On Tuesday Wanjiku and Kenya's ambassador in Rome, Jane Njoroge, held talks in Rome with Italian Prime Minister Carla Bianchi."
    )
    visits = [who(report) for report in records.reports if report.kind is Kind.VISIT]
    assert visits == [("Grace Wanjiku",)], summary(records)


def test_a_colleague_at_the_talks_who_came_before_by_himself_is_on_the_visit_too() -> None:
    records = read(
        ARRIVAL
        + "On Tuesday Wanjiku and Kenyan Foreign Minister Jane Njoroge held talks in Rome with Italian Prime Minister Carla Bianchi. "
        "Njoroge had visited Rome in March 2016."
    )
    visits = [who(report) for report in records.reports if report.kind is Kind.VISIT]
    assert any(same_people(visit, ("Grace Wanjiku", "Jane Njoroge")) for visit in visits), summary(records)


def test_ministers_who_met_hosts_on_the_days_of_a_visit_are_on_it() -> None:
    text = (
        "LIMA, May 15 - Kenyan President William Ruto arrived in Lima on Tuesday for a visit and met President Dina Boluarte. "
        "Kenyan Foreign Minister Musalia Mudavadi met separately with Peruvian Foreign Minister Javier González-Olaechea on Tuesday."
    )
    (visit,) = [r for r in read(text).reports if r.kind is Kind.VISIT]
    assert who(visit) == ("Musalia Mudavadi", "William Ruto")


def test_a_minister_who_met_hosts_before_a_visit_is_not_on_it() -> None:
    text = (
        "LIMA, May 15 - Kenyan President William Ruto arrived in Lima on Tuesday for a visit and met President Dina Boluarte. "
        "Kenyan Foreign Minister Musalia Mudavadi met with Peruvian Foreign Minister Javier González-Olaechea in Lima on May 3."
    )
    visits = [who(r) for r in read(text).reports if r.kind is Kind.VISIT]
    assert ("William Ruto",) in visits
