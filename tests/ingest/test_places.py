"""Places of encounters: cities, countries, venues, conferences that lend their city; capitals as governments and as cities."""

from __future__ import annotations

import pytest

from ingest.gazetteer import coordinates
from tests.ingest.helpers import Case, cases, encounter, only, read, summary

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")


@cases(
    Case("city", f"{F} met {M} in Lisbon on Tuesday.", ("Lisbon", "PRT", None)),
    Case("small city", f"{F} met {M} in Arica on Tuesday.", ("Arica", "CHL", None)),
    Case("country alone", f"{F} met {M} in Mongolia on Tuesday.", (None, "MNG", None)),
    Case("country with article", f"{F} met {M} in the Netherlands on Tuesday.", (None, "NLD", None)),
    Case("city and country", f"{F} met {M} in Almaty, Kazakhstan, on Tuesday.", ("Almaty", "KAZ", None)),
    Case("the Kenyan capital", f"{F} met {M} in the Kenyan capital, Nairobi, on Tuesday.", ("Nairobi", "KEN", None)),
    Case("the Swiss city of", f"{F} met {M} in the Swiss city of Geneva on Tuesday.", ("Geneva", "CHE", None), fails='"the Swiss city of Geneva" gives no place'),
    Case("exonym", f"{F} met {M} in Cologne on Tuesday.", ("Cologne", "DEU", None)),
    Case("accents", f"{F} met {M} in Bogotá on Tuesday.", ("Bogota", "COL", None)),
    Case("two words", f"{F} met {M} in Buenos Aires on Tuesday.", ("Buenos Aires", "ARG", None)),
    Case("venue and city", f"{F} met {M} at the Itamaraty Palace in Brasilia on Tuesday.", ("Brasilia", "BRA", "Itamaraty Palace")),
    Case("hotel", f"{F} met {M} at the Serena Hotel in Kabul on Tuesday.", ("Kabul", "AFG", "Serena Hotel")),
    Case("namesake, country given", f"{F} met {M} in Cambridge, Massachusetts, on Tuesday.", ("Cambridge", "USA", None), fails="a state of the Union behind a city is not read"),
    Case("namesake, larger", f"{F} met {M} in Paris on Tuesday.", ("Paris", "FRA", None)),
    Case("sidelines of a conference named after its city", f"{F} met {M} on the sidelines of the Munich Security Conference on Saturday.", ("Munich", "DEU", None)),
    Case("at the United Nations", f"{F} met {M} at the United Nations in New York on Tuesday.", ("New York", "USA", None)),
)  # fmt: skip
def test_place_of_a_meeting(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country, report.venue) == case.expected


@cases(
    Case("capital that decides", f"{F} met {M} on Tuesday. Moscow criticised the talks.", (None, None)),
    Case("capital as seat of talk", f"{F} met {M} in Lisbon on Tuesday as Washington watched.", ("Lisbon", "PRT")),
    Case("between capitals", f"{F} met {M} in Lisbon on Tuesday to mend ties between Brasilia and Pretoria.", ("Lisbon", "PRT")),
    Case("building of a government", f"{F} met {M} in Lisbon on Tuesday. The Kremlin was silent.", ("Lisbon", "PRT")),
    Case("town of origin", f"{F}, who was born in Recife, met {M} in Lisbon on Tuesday.", ("Lisbon", "PRT")),
    Case("where they spoke of", f"{F} met {M} in Lisbon on Tuesday to discuss the siege of Khartoum.", ("Lisbon", "PRT")),
)  # fmt: skip
def test_capitals_as_governments_are_no_place(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected


def test_capital_as_a_place() -> None:
    report = only(read("Kenya's President Grace Wanjiku arrived in Moscow on Tuesday."))
    assert (report.city, report.country, report.parties) == ("Moscow", "RUS", ("KEN", "RUS"))


def test_metonym_is_a_party_not_a_place() -> None:
    report = only(read("Tehran and Riyadh held talks in Baghdad on Tuesday."))
    assert (report.parties, report.city) == (("IRN", "SAU"), "Baghdad")


def test_dateline_is_the_place_of_what_has_none() -> None:
    text = f"LISBON, May 14 (Atlas) - {F} met {M} on Tuesday."
    report = encounter(read(text), *PAIR)
    assert (report.city, report.country) == ("Lisbon", "PRT")


@pytest.mark.xfail(strict=True, reason="a call takes the dateline's place")
def test_call_has_no_place() -> None:
    report = encounter(read(f"LISBON, May 14 (Atlas) - {F} telephoned {M} on Tuesday."), *PAIR)
    assert (report.city, report.country) == (None, None)


@pytest.mark.xfail(strict=True, reason='"met A in X and B in Y" is put into one')
def test_each_of_two_meetings_has_its_own_place() -> None:
    records = read(f"{F} met {M} in Lisbon on Monday and Kenyan Foreign Minister Grace Wanjiku in Porto on Tuesday.")
    found = {(len(r.participants), r.city) for r in records.reports}
    assert found == {(2, "Lisbon"), (2, "Porto")}, summary(records)


def test_city_has_coordinates_and_venue_lies_in_it() -> None:
    report = encounter(read(f"{F} met {M} at the Serena Hotel in Kabul on Tuesday."), *PAIR)
    venue, city = report.places
    assert (venue.kind, city.kind, venue.city) == ("venue", "city", city.id)
    assert city.latitude is not None
    assert city.longitude is not None
    assert (round(city.latitude), round(city.longitude)) == (35, 69)


def test_a_namesake_is_told_by_its_country() -> None:
    spain, venezuela = coordinates("Valencia", "ESP"), coordinates("Valencia", "VEN")
    assert spain != venezuela
    assert round(spain[0] or 0) == 39


@pytest.mark.xfail(strict=True, reason="of namesakes always the largest city is taken")
def test_namesake_takes_the_country_of_those_who_met() -> None:
    report = only(
        read("Spain's Prime Minister Ramón Ortega received Ghana's President Kofi Mensah in Valencia on Tuesday.")
    )
    assert (report.city, report.country) == ("Valencia", "ESP")
