"""Leaders named by surname alone, never introduced, in each other's company; and surnames alone that are nobody known."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, same_people, who

_SANCHEZ, _SCHOLZ, _MELONI = "Pedro Sánchez", "Olaf Scholz", "Giorgia Meloni"


@cases(
    Case("one met two", "Macron met Scholz and Meloni on Tuesday.", [("Emmanuel Macron", _SCHOLZ), ("Emmanuel Macron", _MELONI)], "2024-05-15"),
    Case("by telephone", "Niinistö rang Zelensky on Monday.", [("Sauli Niinistö", "Volodymyr Zelenskyy")], "2023-06-20"),
    Case("beside somebody named in full", "Spain's Prime Minister Pedro Sánchez met Scholz on Tuesday.", [(_SANCHEZ, _SCHOLZ)], "2024-05-15"),
    Case("beside an office", "Meloni met the Spanish prime minister on Tuesday.", [(_MELONI, _SANCHEZ)], "2024-05-15"),
    Case("a list of four", "Sanchez, Scholz, Meloni and Macron held a meeting on Tuesday.", [(_SANCHEZ, _SCHOLZ, _MELONI, "Emmanuel Macron")], "2024-05-15"),
    Case("a surname that many bear, beside a rare one", "TOKYO - Abe and Park met on Monday.", [("Shinzo Abe", "Park Geun-hye")], "2015-11-04"),
    Case("a surname that is a month", "On Thursday May will be in Paris to see Macron.", [("Theresa May", "Emmanuel Macron")], "2018-10-15"),
    Case("the one official of a surname, beside a leader", "On Tuesday, Witkoff saw Putin in Moscow.", [("Steve Witkoff", "Vladimir Putin")], "2025-08-06"),
    Case("an earlier day", "Shevardnadze met Hurd in London on Monday.", [("Eduard Shevardnadze", "Douglas Hurd")], "1990-04-10"),
)  # fmt: skip
def test_leaders_are_known_by_surname_in_company(case: Case) -> None:
    found = [who(report) for report in read(case.text, case.published).reports if report.kind.value != "visit"]
    assert len(found) == len(case.expected), found
    for people in case.expected:
        assert any(same_people(each, people) for each in found), found


@cases(
    Case("two surnames that many bear", "Harris met Mitchell in a bar on Tuesday.", set(), "2024-11-06"),
    Case("somebody else of the text", "Anna Scholz, a nurse, was hurt. Prime Minister Giorgia Meloni met Scholz on Tuesday.", {"Anna Scholz", _MELONI}, "2024-05-15"),
    Case("nobody known beside", "Scholz, a plumber, met Weber, a nurse, at a party on Tuesday.", set(), "2024-05-15"),
    Case("a surname before a thing", "Bush fires raged on Tuesday, and Prime Minister John Howard met firemen.", {"John Howard"}, "2002-12-03"),
    Case("a county", "The team from Kerry met Prime Minister David Cameron on Tuesday.", {"David Cameron"}, "2014-06-05"),
    Case("a word that opens a sentence", "Power has since lain with a council, Prime Minister Giorgia Meloni was told, and she met General Omar Keita.", {_MELONI, "Omar Keita"}, "2023-08-12"),
    Case("a word that the text has otherwise", "Farmers said rice was dear. Rice met a ban from President George W. Bush on Tuesday.", {"George W. Bush"}, "2006-12-05"),
    Case("a month", "In May Macron saw Scholz, and in London May was cold.", {"Emmanuel Macron", _SCHOLZ}, "2018-07-12"),
    Case("a leader of another day", "Hollande met Meloni on Tuesday.", {_MELONI}, "2024-05-15"),
)  # fmt: skip
def test_surnames_alone_that_are_no_leaders(case: Case) -> None:
    records = read(case.text, case.published)
    assert {person.name for person in records.people if person.is_official} <= {"Scholz", *case.expected}
    assert not {person.name for person in records.people} & {
        "Theresa May",
        "John Kerry",
        "Condoleezza Rice",
        "Samantha Power",
    }
