"""Meetings told in a row by one verb are one each, with their own people, day and place."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

_VELA = "Ecuador's President Juan Vela"
_LIMA_THEN_SANTIAGO = {
    (("Juan Vela", "Marta Quispe"), "2024-05-13", "Lima"),
    (("Diego Rojas", "Juan Vela"), "2024-05-14", "Santiago"),
}


def met(case: Case) -> set[tuple[tuple[str, ...], str | None, str | None]]:
    """Return who met, from which day and in which city, of each meeting of a text."""
    return {(who(r), r.start, r.city) for r in read(case.text, case.published).reports if r.kind.value == "meeting"}


@cases(
    Case(
        "objects with day and place",
        f"{_VELA} saw Peruvian President Marta Quispe in Lima on Monday, Chilean President Diego Rojas in Santiago on Tuesday and "
        "Bolivian President Elena Choque in Sucre on Wednesday.",
        {
            (("Juan Vela", "Marta Quispe"), "2024-05-13", "Lima"),
            (("Diego Rojas", "Juan Vela"), "2024-05-14", "Santiago"),
            (("Elena Choque", "Juan Vela"), "2024-05-15", "Sucre"),
        },
    ),
    Case(
        "hosts of one guest, the verb left out",
        f"{_VELA} is travelling. Peruvian President Marta Quispe received him in Lima on Monday and Chilean President Diego Rojas in "
        "Santiago on Tuesday.",
        _LIMA_THEN_SANTIAGO,
    ),
    Case(
        "after by",
        f"{_VELA} was received by Peruvian President Marta Quispe in Lima on Monday and by Chilean President Diego Rojas in Santiago "
        "on Tuesday.",
        _LIMA_THEN_SANTIAGO,
    ),
    Case(
        "the day before who received",
        f"{_VELA} was received on Monday by Peruvian President Marta Quispe in Lima, and on Tuesday by Chilean President Diego Rojas in "
        "Santiago.",
        _LIMA_THEN_SANTIAGO,
    ),
    Case(
        "talks with",
        f"{_VELA} held talks with Peruvian President Marta Quispe in Lima on Monday and Chilean President Diego Rojas in Santiago on "
        "Tuesday.",
        _LIMA_THEN_SANTIAGO,
    ),
    Case(
        "in the morning and in the afternoon",
        f"{_VELA} received Chile's Diego Rojas in the morning and Bolivia's Elena Choque in the afternoon.",
        {(("Diego Rojas", "Juan Vela"), "2024-05-15", None), (("Elena Choque", "Juan Vela"), "2024-05-15", None)},
    ),
    Case(
        "the day before the name",
        f"On Monday {_VELA} received Chile's Diego Rojas, on Tuesday Bolivia's Elena Choque.",
        {(("Diego Rojas", "Juan Vela"), "2024-05-13", None), (("Elena Choque", "Juan Vela"), "2024-05-14", None)},
    ),
    Case(
        "a place and a day between commas",
        f"{_VELA} met Chile's Diego Rojas in Santiago on Monday and, in Sucre on Tuesday, Bolivia's Elena Choque.",
        {
            (("Diego Rojas", "Juan Vela"), "2024-05-13", "Santiago"),
            (("Elena Choque", "Juan Vela"), "2024-05-14", "Sucre"),
        },
    ),
    Case(
        "followed by",
        f"{_VELA} met Chile's Diego Rojas in Quito on Monday, followed by Bolivia's Elena Choque.",
        {(("Diego Rojas", "Juan Vela"), "2024-05-13", "Quito"), (("Elena Choque", "Juan Vela"), "2024-05-13", "Quito")},
    ),
    Case(
        "as well as with",
        f"{_VELA} met with Chile's Diego Rojas as well as with Bolivia's Elena Choque in Quito on Monday.",
        {(("Diego Rojas", "Juan Vela"), "2024-05-13", "Quito"), (("Elena Choque", "Juan Vela"), "2024-05-13", "Quito")},
    ),
    Case(
        "after lunch",
        f"{_VELA} received Chile's Diego Rojas and, after lunch, Bolivia's Elena Choque in Quito on Monday.",
        {(("Diego Rojas", "Juan Vela"), "2024-05-13", "Quito"), (("Elena Choque", "Juan Vela"), "2024-05-13", "Quito")},
    ),
    Case(
        "he also",
        f"{_VELA} received Marta Quispe of Peru in Quito on Monday. Later he received army chief Diego Rojas of Chile. He also received "
        "Bolivia's Elena Choque.",
        {
            (("Juan Vela", "Marta Quispe"), "2024-05-13", "Quito"),
            (("Diego Rojas", "Juan Vela"), "2024-05-13", "Quito"),
            (("Elena Choque", "Juan Vela"), "2024-05-13", "Quito"),
        },
    ),
    Case(
        "in turn",
        f"{_VELA} received in turn Chilean President Diego Rojas, Peruvian President Marta Quispe and Bolivian President Elena "
        "Choque in Quito on Monday.",
        {
            (("Diego Rojas", "Juan Vela"), "2024-05-13", "Quito"),
            (("Juan Vela", "Marta Quispe"), "2024-05-13", "Quito"),
            (("Elena Choque", "Juan Vela"), "2024-05-13", "Quito"),
        },
    ),
)
def test_each_stop_of_a_row_is_a_meeting_of_its_own(case: Case) -> None:
    assert met(case) == case.expected, summary(read(case.text))


@cases(
    Case(
        "one table",
        f"{_VELA} received Peruvian President Marta Quispe and Bolivian President Elena Choque in Lima on Monday.",
        {(("Elena Choque", "Juan Vela", "Marta Quispe"), "2024-05-13", "Lima")},
    ),
    Case(
        "a day before what both did earlier",
        f"{_VELA} met Presidents Marta Quispe of Peru and Diego Rojas of Chile together in Lima on Monday, three days after the Peruvian "
        "and Chilean leaders had quarrelled.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "2024-05-13", "Lima")},
    ),
    Case(
        "a companion and a later act",
        f"{_VELA} met Peruvian President Marta Quispe in Lima on Monday, accompanied by Foreign Minister Pablo Mora, and left on "
        "Tuesday.",
        {(("Juan Vela", "Marta Quispe", "Pablo Mora"), "2024-05-13", "Lima")},
    ),
)
def test_people_listed_without_day_or_place_between_them_sat_together(case: Case) -> None:
    assert met(case) == case.expected, summary(read(case.text))


@cases(
    Case(
        "officials of where the report is set",
        "QUITO - Canada's Foreign Minister Ann Roy came on Monday. The minister met Vice President Luis Cano, who is in charge of the "
        "economy, and Rosa Paz, president of the National Assembly.",
        {("Ann Roy", "Luis Cano"), ("Ann Roy", "Rosa Paz")},
    ),
    Case(
        "spoken of together later",
        f"{_VELA} saw first Peruvian President Marta Quispe and then Chilean President Diego Rojas in Quito on Monday. The two presidents "
        "had not met.",
        {("Juan Vela", "Marta Quispe"), ("Diego Rojas", "Juan Vela")},
    ),
    Case(
        "an office will be there for talks",
        "Canada's Foreign Minister Ann Roy is on a tour. The foreign minister will be in Lima on Friday for talks with Peruvian "
        "President Marta Quispe and Peruvian Trade Minister Rosa Paz.",
        {("Ann Roy", "Marta Quispe"), ("Ann Roy", "Rosa Paz")},
    ),
    Case(
        "named as one group",
        f"{_VELA} received the Peruvian and Chilean trade ministers, Rosa Paz and Pedro Rojas, in Quito on Monday.",
        {("Juan Vela", "Pedro Rojas", "Rosa Paz")},
    ),
)
def test_a_visitor_sees_hosts_one_by_one(case: Case) -> None:
    assert {people for people, *_ in met(case)} == case.expected, summary(read(case.text))
