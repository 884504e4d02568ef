"""Roles, bare offices and pronouns mean those whom the clause and the scene leave, not whoever was named last."""

from __future__ import annotations

from tests.ingest.helpers import Case, assert_met, cases, read, summary, who

_GUEST = "Portugal's President Rui Fernandes"
_HOST = "Kenyan President John Mbeko"


@cases(
    Case(
        "the visitor does not tell of himself",
        f"NAIROBI — {_GUEST} arrived in Nairobi on Monday. Portugal's Foreign Minister Luis Prado said the visitor would meet {_HOST} on "
        "Tuesday.",
        ("John Mbeko", "Rui Fernandes"),
    ),
    Case(
        "the guest is not a minister named since",
        f"NAIROBI — {_GUEST} arrived in Nairobi on Monday. Fernandes was received by {_HOST}. Portugal's Foreign Minister Luis Prado flew "
        "to Kampala. On Tuesday the guest met Kenyan Foreign Minister Grace Wanjiku.",
        ("Grace Wanjiku", "Rui Fernandes"),
    ),
    Case(
        "the host is who is said to be it",
        f"NAIROBI — {_GUEST} arrived in Nairobi on Monday. His host was {_HOST}. The host met Ugandan President Peter Okello on Tuesday.",
        ("John Mbeko", "Peter Okello"),
    ),
)
def test_a_role_is_of_whom_the_visit_is(case: Case) -> None:
    assert_met(read(case.text), *case.expected)


def test_an_office_that_begins_a_clause_is_not_of_the_name_before_it() -> None:
    records = read(
        f"{_HOST} spoke in Nairobi on Monday. Asked about the Portuguese President, Rui Fernandes, the President said that the sanctions "
        "must be lifted."
    )
    assert {s.speaker.name for s in records.statements if "sanctions" in s.topics} == {"John Mbeko"}


def test_two_offices_behind_two_names_are_shared_out() -> None:
    people = {
        p.name: p.country
        for p in read(
            "It was Rui Fernandes and Karl Lindner, the Portuguese President and the Austrian Chancellor, who came to Nairobi on Monday."
        ).people
    }
    assert people["Rui Fernandes"] == "PRT"
    assert people["Karl Lindner"] == "AUT"


def test_a_vice_president_is_not_the_president() -> None:
    records = read(
        f"{_HOST} spoke in Nairobi on Monday. Vice President Peter Okello was ill. The president then met Portugal's President Rui "
        "Fernandes."
    )
    assert_met(records, "John Mbeko", "Rui Fernandes")


def test_the_head_of_something_else_is_nobody_named() -> None:
    records = read(
        "Peter Okello, the head of the Kenyan football union, spoke in Nairobi on Monday. Portugal's President Rui Fernandes met the head "
        "of the harbour on Tuesday."
    )
    assert not [report for report in records.reports if "Peter Okello" in who(report)], summary(records)


@cases(
    Case(
        "promised to take him along",
        f"{_GUEST} was received in Nairobi on Monday. {_HOST} promised to meet him again on Tuesday.",
        ("John Mbeko", "Rui Fernandes"),
    ),
    Case(
        "several met and they went on",
        "Portugal's President Rui Fernandes, Kenya's President John Mbeko and Uganda's President Peter Okello gathered in Nairobi on "
        "Monday. They met Chad's President Idris Saleh on Tuesday.",
        ("Idris Saleh", "John Mbeko", "Peter Okello", "Rui Fernandes"),
    ),
    Case(
        "by whose side he stood",
        f"{_GUEST} landed in Nairobi on Monday. {_HOST}, by whose side he stood, was silent. Fernandes then met him.",
        ("John Mbeko", "Rui Fernandes"),
    ),
)
def test_pronouns_follow_the_clause(case: Case) -> None:
    assert_met(read(case.text), *case.expected)


def test_who_says_what_stands_before_is_not_named_in_it() -> None:
    records = read(
        f"{_HOST} told reporters on Monday that the talks were long. The sanctions would be lifted by Portugal's President Rui Fernandes, "
        "he said."
    )
    assert {s.speaker.name for s in records.statements if "sanctions" in s.topics} == {"John Mbeko"}


_LIMA = "Peruvian President Marta Quispe"
_QUITO = "Ecuador's President Juan Vela"


def test_the_guest_of_a_summit_is_nobodys_guest() -> None:
    records = read(
        f"{_LIMA} received {_QUITO} in Lima on Monday. Chilean President Pedro Rojas, the guest of the summit, told the leaders on Tuesday "
        "that aid was worth little."
    )
    assert not any({"Pedro Rojas", "Marta Quispe"} <= set(who(report)) for report in records.reports), summary(records)


def test_no_president_is_nobody() -> None:
    records = read(
        f"{_QUITO} spoke in Quito on Monday. No Ecuadorian president has come to Peru with such ceremony since Ramiro Paz, said {_LIMA}."
    )
    assert not any("Juan Vela" in who(report) for report in records.reports), summary(records)


def test_a_president_is_no_monarch() -> None:
    records = read(
        "Cuban President Miguel Díaz-Canel stayed in Havana. King Felipe VI and Queen Letizia gave a dinner in Madrid on Monday. On Tuesday "
        f"the monarch received {_QUITO}."
    )
    assert_met(records, "Felipe VI", "Juan Vela")
