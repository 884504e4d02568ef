"""As reports really read: offices written short, several nations before one office, sides joined by hyphens, rows of bilaterals."""

from __future__ import annotations

from ingest.annotations import annotations_of
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import Case, cases, document, read, who

Told = set[tuple[tuple[str, ...], tuple[str, ...]]]


def told(case: Case) -> Told:
    """Return people and parties of each meeting and call of a text."""
    reports = read(case.text, case.published).reports
    return {(who(r), r.parties) for r in reports if r.kind.value in {"meeting", "call"}}


_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"
_ROJAS = "Chilean President Diego Rojas"


@cases(
    Case(
        "PM, FM and a surname",
        "PM Modi held talks with Nepal's FM Rosa Paz in Delhi on Monday.",
        {(("Narendra Modi", "Rosa Paz"), ("IND", "NPL"))},
        published="2024-05-07",
    ),
    Case(
        "an external affairs minister written short",
        "Japanese Prime Minister Fumio Kishida met EAM Jaishankar at 5 PM on Tuesday.",
        {(("Fumio Kishida", "S. Jaishankar"), ("IND", "JPN"))},
        published="2024-05-07",
    ),
    Case(
        "a cleric's title",
        "Norwegian Foreign Minister Ola Berg met Maulvi Juma Gul of Afghanistan in Oslo.",
        {(("Juma Gul", "Ola Berg"), ("AFG", "NOR"))},
    ),
)
def test_offices_written_short_and_titles_before_names(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "two nations before the office",
        "The Indian and Egyptian foreign ministers met in Muscat on Thursday.",
        {(("S. Jaishankar", "Sameh Shoukry"), ("EGY", "IND"))},
        published="2023-05-09",
    ),
    Case(
        "counterparts of three nations",
        "Russian Foreign Minister Sergei Lavrov met his Turkish, Iranian and Saudi counterparts in Cairo on Monday.",
        {
            (("Mevlüt Çavuşoğlu", "Sergey Lavrov"), ("RUS", "TUR")),
            (("Hossein Amir-Abdollahian", "Sergey Lavrov"), ("IRN", "RUS")),
            (("Faisal bin Farhan", "Sergey Lavrov"), ("RUS", "SAU")),
        },
        published="2023-05-09",
    ),
    Case(
        "presidents of two states",
        "She recalled that the presidents of Egypt and Kenya had met in Muscat in April.",
        {(("Abdel Fattah al-Sisi", "William Ruto"), ("EGY", "KEN"))},
        published="2023-05-09",
    ),
    Case(
        "heads of government, of whom one is a president",
        "The heads of government of Peru and Chile met in Muscat on Monday.",
        {(("Alberto Otárola", "Gabriel Boric"), ("CHL", "PER"))},
        published="2023-05-09",
    ),
    Case(
        "a state has many envoys and officials",
        "Israeli and Palestinian officials held talks in Cairo on Monday. Envoys from Chad and Niger met in Algiers.",
        {((), ("ISR", "PSE")), ((), ("NER", "TCD"))},
    ),
)
def test_an_office_held_in_several_states(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case("a meeting", "A US-Russia meeting took place in Riyadh on Monday.", {((), ("RUS", "USA"))}),
    Case("talks not told of before", "The Brazil-Chile talks in Geneva ended on Sunday.", {((), ("BRA", "CHL"))}),
    Case("a union and a state", "The EU-China summit will be held in Lyon in July.", {((), ("CHN", "EUU"))}),
    Case("delegations", "Delegations from Armenia and Georgia will meet in Lyon on Friday.", {((), ("ARM", "GEO"))}),
    Case(
        "talks told of before",
        f"{_VELA} met {_QUISPE} in Lima on Monday. The Ecuador-Peru talks were on trade.",
        {(("Juan Vela", "Marta Quispe"), ("ECU", "PER"))},
    ),
)
def test_states_without_people(case: Case) -> None:
    assert told(case) == case.expected


_VQ, _VR = (("Juan Vela", "Marta Quispe"), ("ECU", "PER")), (("Diego Rojas", "Juan Vela"), ("CHL", "ECU"))


@cases(
    Case("met two of two states", f"{_VELA} met {_QUISPE} and {_ROJAS} in New York on Monday.", {_VQ, _VR}),
    Case("an opening phrase", f"After talks with {_QUISPE} and {_ROJAS}, {_VELA} said trade would grow.", {_VQ, _VR}),
    Case(
        "countries in brackets",
        f"{_VELA} met Presidents Marta Quispe (Peru), Diego Rojas (Chile) and Ana Luna (Bolivia) in New York.",
        {_VQ, _VR, (("Ana Luna", "Juan Vela"), ("BOL", "ECU"))},
    ),
    Case(
        "together",
        f"{_VELA} met {_QUISPE} and {_ROJAS} together in New York on Monday.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), ("CHL", "ECU", "PER"))},
    ),
    Case(
        "three-way talks",
        f"{_VELA} held three-way talks with {_QUISPE} and {_ROJAS} on Monday.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), ("CHL", "ECU", "PER"))},
    ),
    Case(
        "one or the other",
        f"Would {_VELA} meet {_QUISPE} or {_ROJAS} in New York?",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), ("CHL", "ECU", "PER"))},
    ),
    Case(
        "received by one host",
        f"{_VELA} received {_QUISPE} and {_ROJAS} in Quito on Monday.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), ("CHL", "ECU", "PER"))},
    ),
)
def test_bilaterals_in_a_row_are_one_each(case: Case) -> None:
    assert told(case) == case.expected


def test_a_clock_time_is_no_office() -> None:
    doc = annotate(load_pipeline(), document(f"{_VELA} met {_QUISPE} at 5 PM on Monday.", "2023-05-09"))
    assert "PM" not in {doc[m.start : m.end].text for m in annotations_of(doc).mentions}


def people(case: Case) -> set[tuple[str, ...]]:
    """Return who was at each meeting and call of a text."""
    return {names for names, _ in told(case)}


_PAZ = "Peruvian Foreign Minister Rosa Paz"


@cases(
    Case(
        "sides named one after the other",
        f"{_VELA} received {_QUISPE} in Quito on Monday. Present at the talks from the Ecuadorian side were Pablo Mora, minister of "
        "Trade, and Ana Luna, head of the cabinet. Present from the Peruvian side were Rosa Paz, minister of Finance, and others.",
        {("Ana Luna", "Juan Vela", "Marta Quispe", "Pablo Mora", "Rosa Paz")},
    ),
    Case(
        "a side included",
        f"{_VELA} held talks with {_QUISPE} in Quito. The Peruvian side included Foreign Minister Rosa Paz.",
        {("Juan Vela", "Marta Quispe", "Rosa Paz")},
    ),
    Case(
        "initials, with semicolons",
        f"Peruvian Foreign Minister Rosa Paz arrived. {_VELA} met {_QUISPE} in Quito. The meeting of the heads of state was attended by: "
        "R. Paz; Minister of Trade Pablo Mora.",
        {("Juan Vela", "Marta Quispe", "Pablo Mora", "Rosa Paz")},
    ),
    Case(
        "it was attended by",
        f"{_VELA} hosted a summit with {_QUISPE} in Quito. It was attended by Presidents Diego Rojas (Chile) and Ana Luna (Bolivia).",
        {("Ana Luna", "Diego Rojas", "Juan Vela", "Marta Quispe")},
    ),
)
def test_who_else_was_there_by_side(case: Case) -> None:
    assert people(case) == case.expected


@cases(
    Case(
        "each separately",
        f"US Ambassador John Hill, British Ambassador Keith Barr and {_VELA} were received by {_QUISPE} on Sunday, each separately.",
        {("John Hill", "Marta Quispe"), ("Keith Barr", "Marta Quispe"), ("Juan Vela", "Marta Quispe")},
    ),
    Case(
        "in succession",
        f"{_VELA} met in succession with {_QUISPE}, {_ROJAS}, and Rt. Hon. Ana Luna, Prime Minister of Tuvalu.",
        {("Juan Vela", "Marta Quispe"), ("Diego Rojas", "Juan Vela"), ("Ana Luna", "Juan Vela")},
    ),
    Case(
        "a visit paid to a person",
        f"{_VELA} arrived in Lima on Monday. He also paid a courtesy visit to former Peruvian President Marta Quispe.",
        {("Juan Vela", "Marta Quispe")},
    ),
    Case(
        "a one-on-one",
        f"{_PAZ} had a one-on-one with {_ROJAS} at the palace in Santiago on Thursday morning.",
        {("Diego Rojas", "Rosa Paz")},
    ),
    Case(
        "received by one and by the other",
        f"{_PAZ} was later received by {_ROJAS} at the palace and by Prime Minister Ana Luna of Bolivia.",
        {("Diego Rojas", "Rosa Paz"), ("Ana Luna", "Rosa Paz")},
    ),
    Case(
        "how long with the first",
        f"In the breaks {_PAZ} met {_ROJAS} for 45 minutes and Bolivian President Ana Luna.",
        {("Diego Rojas", "Rosa Paz"), ("Ana Luna", "Rosa Paz")},
    ),
    Case(
        "a banquet in her honour",
        f"{_QUISPE} arrived in Santiago on Monday. A banquet in her honour was given by {_ROJAS} in the evening.",
        {("Diego Rojas", "Marta Quispe")},
    ),
    Case(
        "a luncheon in honour of",
        f"{_PAZ} hosted a luncheon in honour of Bolivian Foreign Minister Ana Luna at the palace.",
        {("Ana Luna", "Rosa Paz")},
    ),
    Case(
        "met at the airport by two",
        f"{_ROJAS} was met at the airport in Lima by {_QUISPE} and Foreign Minister Rosa Paz.",
        {("Diego Rojas", "Marta Quispe", "Rosa Paz")},
    ),
    Case(
        "politicians, among them",
        f"In the evening, a number of Chilean politicians called on {_QUISPE} at her hotel, among them Diego Rojas and Ana Luna.",
        {("Ana Luna", "Diego Rojas", "Marta Quispe")},
    ),
    Case(
        "accorded a welcome",
        f"{_VELA} was accorded a ceremonial welcome at the palace in Lima by {_QUISPE} on Monday.",
        {("Juan Vela", "Marta Quispe")},
    ),
    Case(
        "sat down to breakfast",
        f"{_ROJAS}, {_VELA} and {_QUISPE} sat down to breakfast in Lima on Monday.",
        {("Diego Rojas", "Juan Vela", "Marta Quispe")},
    ),
    Case(
        "a meeting took place, whose goes without saying",
        f"{_PAZ} met {_ROJAS} in Santiago on Monday. On the same day a meeting took place with Bolivian President Ana Luna.",
        {("Diego Rojas", "Rosa Paz"), ("Ana Luna", "Rosa Paz")},
    ),
    Case(
        "on behalf of",
        f"{_PAZ} met {_ROJAS} on behalf of {_QUISPE} in Santiago.",
        {("Diego Rojas", "Rosa Paz")},
    ),
    Case(
        "a visiting minister does not visit somebody",
        f"{_VELA} and visiting Foreign Minister Rosa Paz of Peru held talks in Quito.",
        {("Juan Vela", "Rosa Paz")},
    ),
)
def test_who_took_part(case: Case) -> None:
    assert people(case) == case.expected


@cases(
    Case(
        "pleased to meet",
        f"“Pleased to meet President Diego Rojas of Chile in Lima today,” {_PAZ} wrote on X.",
        {("Diego Rojas", "Rosa Paz")},
    ),
    Case(
        "a note without subject",
        f"{_PAZ} said on Twitter: “Met President Diego Rojas of Chile in Lima today.”",
        {("Diego Rojas", "Rosa Paz")},
    ),
    Case(
        "I met",
        f"“I met President Diego Rojas of Chile on Monday and was impressed,” {_PAZ} said.",
        {("Diego Rojas", "Rosa Paz")},
    ),
    Case("of others", f"“Chile’s envoy met President Diego Rojas on Monday,” {_PAZ} said.", set()),
)
def test_a_meeting_told_in_the_first_person_is_the_speakers(case: Case) -> None:
    assert people(case) == case.expected
    assert all(r.status.value == "held" for r in read(case.text).reports)


def test_who_is_represented_is_not_at_the_conference() -> None:
    records = read(f"{_PAZ}, representing {_QUISPE}, attended the APEC summit in Lima on Monday.")
    assert [who(r) for r in records.reports if r.kind.value == "conference"] == [("Rosa Paz",)]


def test_who_is_at_home_is_not_on_the_visit() -> None:
    records = read(
        f"On May 31 in Santiago, {_PAZ} will open a visit with Trade Minister Ana Luna of Chile and {_ROJAS}."
    )
    assert all("Diego Rojas" not in who(r) for r in records.reports if r.kind.value == "visit")
    records = read(f"{_PAZ} will travel to Santiago on May 31 with {_ROJAS}.")
    assert [who(r) for r in records.reports if r.kind.value == "visit"] == [("Rosa Paz",)]


def test_a_call_received_is_a_call() -> None:
    records = read(f"{_QUISPE} received a phone call on Sunday from her Chilean counterpart, Diego Rojas.")
    assert [(r.kind.value, who(r)) for r in records.reports] == [("call", ("Diego Rojas", "Marta Quispe"))]


def test_who_leads_a_nations_delegation_is_of_that_nation() -> None:
    records = read(f"A Chilean delegation led by President Diego Rojas met {_QUISPE} in Lima on Monday.")
    assert [r.parties for r in records.reports if r.kind.value == "meeting"] == [("CHL", "PER")]


def test_those_of_one_list_are_with_whom_one_of_them_is() -> None:
    records = read(
        f"{_VELA} will be in Lima on Friday for a gathering, his office has announced, and he can expect to find there, besides the "
        f"host, {_QUISPE}, Chile’s Diego Rojas and Bolivian President Ana Luna."
    )
    assert [who(r) for r in records.reports if r.kind.value == "meeting"] == [
        ("Ana Luna", "Diego Rojas", "Juan Vela", "Marta Quispe")
    ]
