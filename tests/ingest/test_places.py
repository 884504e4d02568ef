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
    Case("the Swiss city of", f"{F} met {M} in the Swiss city of Geneva on Tuesday.", ("Geneva", "CHE", None)),
    Case("exonym", f"{F} met {M} in Cologne on Tuesday.", ("Cologne", "DEU", None)),
    Case("accents", f"{F} met {M} in Bogotá on Tuesday.", ("Bogotá", "COL", None)),
    Case("without its accents", f"{F} met {M} in Bogota on Tuesday.", ("Bogota", "COL", None)),
    Case("resort that few live in", f"{F} met {M} in the Zimbabwean resort of Victoria Falls on Tuesday.", ("Victoria Falls", "ZWE", None)),
    Case("conference named after another city", f"{F} met {M} on the sidelines of the Tokyo International Conference on African Development in Nairobi on Tuesday.", ("Nairobi", "KEN", None)),
    Case("paper named after a city", f"{F} met {M} in Geneva on Tuesday over the Vienna Convention.", ("Geneva", "CHE", None)),
    Case("process named after a city", f"{F} met {M} in Dushanbe on Tuesday to speak of the Istanbul Process.", ("Dushanbe", "TJK", None)),
    Case("where one of them will go", f"{F} met {M}, who is expected to travel to Yerevan on Friday, in Lisbon on Tuesday.", ("Lisbon", "PRT", None)),
    Case("dateline of another place", f"BRASILIA - In Tajikistan for a conference, {F} met {M} on Tuesday.", (None, "TJK", None)),

    Case("American state with a namesake", f"{F} met {M} in Florida on Tuesday.", (None, "USA", None)),
    Case("American state in two words", f"{F} met {M} in North Carolina on Tuesday.", (None, "USA", None)),
    Case("city of an American state's name", f"{F} met {M} in New York on Tuesday.", ("New York", "USA", None)),
    Case("republic by its full name", f"{F} met {M} in the north of the Republic of Congo on Tuesday.", (None, "COG", None)),
    Case("part of a palace's name", f"{F} met {M} in Islamabad on Tuesday and called on President Asif Ali Zardari at the Aiwan-i-Sadr.", ("Islamabad", "PAK", None)),
    Case("part of a harbour's name", f"HONOLULU - {F} met {M} at Pearl Harbor on Tuesday.", ("Honolulu", "USA", None)),
    Case("part of a town's name", f"PARIS - {F} met {M} in a house at La Celle-Saint-Cloud on Tuesday.", ("Paris", "FRA", None)),
    Case("town that no table has, with its country", f"{F} met {M} in Obermatt, Switzerland, on Tuesday.", ("Obermatt", "CHE", None)),
    Case("resort that no table has, with its country before it", f"{F} met {M} on Tuesday in the Egyptian resort of Nabq Sands.", ("Nabq Sands", "EGY", None)),
    Case("dateline of a town that no table has", f"KINIGI, Rwanda, May 15 (RNA) - {F} met {M} here on Tuesday.", ("Kinigi", "RWA", None)),
    Case("small place where statesmen meet", f"{F} met {M} in Wildbad Kreuth on Tuesday.", ("Wildbad Kreuth", "DEU", None)),
    Case("province with its country", f"{F} met {M} in Helmand Province, Afghanistan, on Tuesday.", (None, "AFG", None)),
    Case("continent before a country", f"LISBON - In Asia, Japan leads, {F} told {M} as they met on Tuesday.", ("Lisbon", "PRT", None)),
    Case("city state that one of them is of", f"LANGKAWI - {F} met Foreign Minister Thabo Mbeko of Singapore here on Tuesday.", ("Langkawi", "MYS", None)),
    Case("where others of the party came from", f"LISBON - {F}, at the head of a team from Nairobi and Kampala, met {M} on Tuesday.", ("Lisbon", "PRT", None)),
    Case("truce in another place", f"LISBON - {F} met {M} on Tuesday but failed to agree on a truce in Idlib.", ("Lisbon", "PRT", None)),
    Case("crash at another place", f"LISBON - {F} and {M} spoke on Tuesday of the Smolensk crash when they met.", ("Lisbon", "PRT", None)),
    Case("dateline of an American state with a namesake", f"KEY WEST, Florida - {F} met {M} on Tuesday.", ("Key West", "USA", None)),
    Case("dateline of a place alone", f"Dublin. {F} met {M} on Tuesday.", ("Dublin", "IRL", None)),
    Case("dateline of a place and country alone", f"San Jose, Costa Rica. {F} met {M} on Tuesday.", ("San Jose", "CRI", None)),
    Case("part of a continent", f"LISBON - {F} met {M} on Tuesday for talks between Central Asia and the European Union.", ("Lisbon", "PRT", None)),
    Case("two words", f"{F} met {M} in Buenos Aires on Tuesday.", ("Buenos Aires", "ARG", None)),
    Case("venue and city", f"{F} met {M} at the Itamaraty Palace in Brasilia on Tuesday.", ("Brasilia", "BRA", "Itamaraty Palace")),
    Case("hotel", f"{F} met {M} at the Serena Hotel in Kabul on Tuesday.", ("Kabul", "AFG", "Serena Hotel")),
    Case("namesake, country given", f"{F} met {M} in Cambridge, Massachusetts, on Tuesday.", ("Cambridge", "USA", None)),
    Case("namesake, larger", f"{F} met {M} in Paris on Tuesday.", ("Paris", "FRA", None)),
    Case("sidelines of a conference named after its city", f"{F} met {M} on the sidelines of the Munich Security Conference on Saturday.", ("Munich", "DEU", None)),
    Case("building of another city than the dateline's", f"BERLIN - {F} met {M} at Trump Tower on Tuesday.", ("New York", "USA", "Trump Tower")),
    Case("airport of another city than the dateline's", f"BERLIN - {F} met {M} at Charles de Gaulle airport on Tuesday.", ("Paris", "FRA", "Charles de Gaulle airport")),
    Case("airport said to be a city's", f"BERLIN - {F} met {M} at Rome's Ciampino airport on Tuesday.", ("Rome", "ITA", "Rome's Ciampino airport")),
    Case("estate", f"WASHINGTON - {F} met {M} at the Sunnylands estate on Tuesday.", ("Rancho Mirage", "USA", "Sunnylands estate")),
    Case("town called one, of the dateline's state", f"MEXICO CITY - {F} met {M} in the southern city of Palenque on Tuesday.", ("Palenque", "MEX", None)),
    Case("resort called one, without a side", f"TOKYO - {F} met {M} in the resort of Okuyama on Tuesday.", ("Okuyama", "JPN", None)),
    Case("deed named after a city", f"BRUSSELS - {F} met {M} over the Salisbury poisoning on Tuesday.", ("Brussels", "BEL", None)),
    Case("at the UN, from elsewhere", f"KYIV - {F} met {M} at the U.N. on Tuesday.", ("New York", "USA", None)),
    Case("at the UN, from another seat of it", f"GENEVA - {F} met {M} at the United Nations on Tuesday.", ("Geneva", "CHE", None)),
    Case("ambassador at the UN", f"PARIS - {F} met {M}, who was once ambassador at the United Nations, on Tuesday.", ("Paris", "FRA", None)),
    Case("on the way", f"LISBON - {F}, who came from Moscow via Doha, met {M} on Tuesday.", ("Lisbon", "PRT", None)),
    Case("at the United Nations", f"{F} met {M} at the United Nations in New York on Tuesday.", ("New York", "USA", None)),
)  # fmt: skip
def test_place_of_a_meeting(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country, report.venue) == case.expected


@cases(
    Case("capital as seat of talk", f"{F} met {M} in Lisbon on Tuesday as Washington watched.", ("Lisbon", "PRT")),
    Case("between capitals", f"{F} met {M} in Lisbon on Tuesday to mend ties between Brasilia and Pretoria.", ("Lisbon", "PRT")),
    Case("building of a government", f"{F} met {M} in Lisbon on Tuesday. The Kremlin was silent.", ("Lisbon", "PRT")),
    Case("town of origin", f"{F}, who was born in Recife, met {M} in Lisbon on Tuesday.", ("Lisbon", "PRT")),
    Case("where they spoke of", f"{F} met {M} in Lisbon on Tuesday to discuss the siege of Khartoum.", ("Lisbon", "PRT")),
)  # fmt: skip
def test_capitals_as_governments_are_no_place(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected


def test_capital_that_only_speaks_is_not_where_they_met() -> None:
    report = encounter(read(f"{F} met {M} on Tuesday. Moscow criticised the talks."), *PAIR)
    assert (report.city, report.country == "RUS") == (None, False)


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


def test_call_has_no_place() -> None:
    report = encounter(read(f"LISBON, May 14 (Atlas) - {F} telephoned {M} on Tuesday."), *PAIR)
    assert (report.city, report.country) == (None, None)


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


def test_namesake_takes_the_country_of_those_who_met() -> None:
    report = encounter(
        read("Spain's Prime Minister Ramón Ortega received Ghana's President Kofi Mensah in Valencia on Tuesday."),
        "Ramón Ortega",
        "Kofi Mensah",
    )
    assert (report.city, report.country) == ("Valencia", "ESP")


@cases(
    Case("behind where", f"{F} left on Monday for Jakarta, where {M} received her on Tuesday.", ("Jakarta", "IDN")),
    Case("own place before that of where", f"{F} was in Lima on Monday, where she met {M}, and on Tuesday she met Chile's Foreign Minister Pablo Soto in Quito.", ("Lima", "PER")),
    Case("there", f"{F} flew to Maputo. {M} received her there on Tuesday.", ("Maputo", "MOZ")),
    Case("the same city", f"{F} spoke to students in Lisbon. She met {M} in the same city on Tuesday.", ("Lisbon", "PRT")),
    Case("first words of the sentence", f"In Maputo, as the rains that had closed the roads for weeks went on, {F} met {M} on Tuesday.", ("Maputo", "MOZ")),
    Case("city that hosts", f"Lima hosted talks between {F} and {M} on Tuesday.", ("Lima", "PER")),
    Case("city state", f"{F} met {M} in Singapore on Tuesday.", ("Singapore", "SGP")),
    Case("event that is always held in one place", f"{F} met {M} on the sidelines of the Shangri-La Dialogue on Saturday.", ("Singapore", "SGP")),
    Case("at the edge of an event", f"{F} met {M} at the edge of the Munich Security Conference on Saturday.", ("Munich", "DEU")),
    Case("building named after a capital", f"{F} met {M} in the Prague Castle on Tuesday.", ("Prague", "CZE")),
    Case("city they spoke of", f"{F} met {M} at Casa Rosada on Tuesday, where they discussed Gaza.", ("Buenos Aires", "ARG")),
)  # fmt: skip
def test_place_told_by_other_words(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected


@cases(
    Case("capitals", f"LISBON, May 15 (Agency) – {F} met {M} on Tuesday.", ("Lisbon", "PRT")),
    Case("with its state", f"DAYTON, Ohio, May 15 (Agency) -- {F} met {M} on Tuesday.", ("Dayton", "USA")),
    Case("mixed case", f"Batam, Indonesia – {F} met {M} on Tuesday.", ("Batam", "IDN")),
    Case("with a colon", f"MAPUTO: {F} met {M} on Tuesday.", ("Maputo", "MOZ")),
    Case("agency in brackets and no dash", f"Maputo, May 15 (NB) {F} held talks with {M} here on Tuesday. Lisbon was informed.", ("Maputo", "MOZ")),
    Case("agency before the dash", f"Maputo, May 15, 2024, MNA -- {F} met {M} on Tuesday. A plane from Lisbon had been late.", ("Maputo", "MOZ")),
    Case("hour of the day", f"MAPUTO, 9:40 am. {F} met {M} early today. The flight to Lisbon is late.", ("Maputo", "MOZ")),
    Case("desk elsewhere", f"MAPUTO: After two days of waiting in Lisbon, {F} told reporters in Lisbon that she had met {M} on Tuesday.", ("Lisbon", "PRT")),
)  # fmt: skip
def test_dateline_is_the_scene(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected


def test_meeting_without_place_is_where_its_people_met_that_day() -> None:
    records = read(
        f"{F} and Chile's Foreign Minister Pablo Soto opened talks in Quito on 3 March. On 3 March, Fernandes met {M}, too."
    )
    assert encounter(records, *PAIR).city == "Quito"


@cases(
    Case("the title and opening say where", f"The summit of the two unions opened in Lisbon on Monday. Portugal had prepared it for a year. On the second day, after a long lunch, {F} drew {M} aside and the two talked for an hour.", ("Lisbon", "PRT")),
    Case("told beside the word of meeting", f"The summit of the two unions opened in Lisbon on Monday. Lisbon was full. Lisbon slept badly. In Maputo, {F} met {M} in April.", ("Maputo", "MOZ")),
)  # fmt: skip
def test_place_that_the_document_takes_for_granted(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected
    assert ("city" in report.inferred) == (case.name != "told beside the word of meeting")


def test_capital_in_a_list_keeps_its_accents() -> None:
    found = read(f"{F} will visit Jakarta, Malé and Hanoi.").reports
    assert [report.city for report in found] == ["Jakarta", "Malé", "Hanoi"]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Katmandu", ("Kathmandu", "NPL")),
        ("Canton", ("Guangzhou", "CHN")),
        ("Canton, Ohio,", ("Canton", "USA")),
    ],
    ids=["a capital", "a city", "a namesake"],
)
def test_a_former_name_of_a_city_is_shown_as_it_is_called_today(told: str, place: tuple[str, str]) -> None:
    (report,) = read(
        f"Brazil's Foreign Minister Lúcia Fernandes met Chinese Foreign Minister Wang Yi in {told} on Monday."
    ).reports
    assert (report.city, report.country) == place


@pytest.mark.parametrize(
    "text",
    [
        "ANKARA, May 14 - Brazil's Foreign Minister Lúcia Fernandes left here for Doha on Monday after talks with Hakan Fidan.",
        "ANKARA, May 14 - Brazil's Foreign Minister Lúcia Fernandes has held talks with Hakan Fidan and flies to Doha today.",
    ],
    ids=["left for, after", "has met, and flies to"],
)
def test_where_somebody_goes_from_a_meeting_is_not_where_it_was(text: str) -> None:
    report = encounter(read(text, "2024-05-14"), "Lúcia Fernandes", "Hakan Fidan")
    assert (report.city, report.country) == ("Ankara", "TUR")


def test_where_somebody_flies_for_talks_is_where_they_were() -> None:
    records = read("Brazil's Foreign Minister Lúcia Fernandes flew to Doha on Monday for talks with Hakan Fidan.")
    assert encounter(records, "Lúcia Fernandes", "Hakan Fidan").city == "Doha"


def test_a_city_state_whose_minister_visits_is_not_where_he_is() -> None:
    records = read(
        "BANGKOK: Visiting Singapore Foreign Minister Vivian Balakrishnan called on Prime Minister Srettha Thavisin on Tuesday.",
        "2024-05-15",
    )
    report = encounter(records, "Vivian Balakrishnan", "Srettha Thavisin")
    assert (report.city, report.country) == ("Bangkok", "THA")


@cases(
    Case("since", f"LISBON - {F} and {M} met on Monday for the first time since the attack on the embassy in Beirut.", ("Lisbon", "PRT")),
    Case("own place", f"{F} and {M} met in Lisbon for the first time since the truce in Beirut.", ("Lisbon", "PRT")),
)  # fmt: skip
def test_where_a_meeting_is_the_first_since_is_not_where_it_was(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected


@cases(
    Case("what somebody's own did", f"LISBON, May 15 - {F}, whose country closed its mission in Oslo, met {M} on Tuesday.", "Lisbon"),
    Case("where somebody had been", f"LISBON, May 15 - {F} on Tuesday met {M}, who had been in Oslo in March.", "Lisbon"),
    Case("where somebody came to", f"{F}, who arrived in Oslo on Tuesday, met {M}.", "Oslo"),
    Case("where somebody is", f"LISBON, May 15 - {F}, who is in Oslo for two days, met {M}.", "Oslo"),
)  # fmt: skip
def test_where_somebody_was_at_another_time_is_no_place_of_the_meeting(case: Case) -> None:
    assert encounter(read(case.text), *PAIR).city == case.expected


@cases(
    Case("one city", f"{F} visited Japan in March and held talks with {M} in Osaka.", "Osaka"),
    Case("two cities", f"{F} visited Japan in March. In Osaka she met {M} in March. In Kobe she met Norwegian Foreign Minister Anna Berg in March.", None),
    Case("another day", f"{F} visited Japan in March. In Osaka she had met {M} in 2019.", None),
    Case("another country", f"{F} visited Japan in March and held talks with {M} in Seoul.", None),
)  # fmt: skip
def test_a_visit_was_in_the_city_where_its_traveller_met_others(case: Case) -> None:
    (visit,) = (each for each in read(case.text).reports if each.country == "JPN" and each.kind.value == "visit")
    assert visit.city == case.expected
    assert ("city" in visit.inferred) == (case.expected is not None)


@cases(
    Case("two cities in the dateline", f"LISBON/BRASILIA, May 15 (Agency) - {F} met {M} on Tuesday.", ("Lisbon", "PRT")),
    Case("said beside the verb", f"LISBON/NAIROBI - {F} met {M} in Nairobi on Tuesday.", ("Nairobi", "KEN")),
    Case("told here", f"LISBON, May 15 - {F} met {M} here on Tuesday before a summit in Nairobi.", ("Lisbon", "PRT")),
    Case("talks held here", f"LISBON, May 15 - {F} held talks with {M} here Tuesday on a fair in Nairobi.", ("Lisbon", "PRT")),
)  # fmt: skip
def test_the_second_city_of_a_dateline_is_only_where_others_wrote(case: Case) -> None:
    found = encounter(read(case.text), *PAIR)
    assert (found.city, found.country) == case.expected


def test_who_is_welcomed_to_a_city_is_met_there() -> None:
    found = encounter(
        read(f"NAIROBI - {F} welcomed {M} to Lisbon on Tuesday before the two went to Nairobi for a fair."), *PAIR
    )
    assert found.city == "Lisbon"


def test_where_somebody_was_called_others_did_not_meet() -> None:
    found = encounter(
        read(
            f"NAIROBI - Kenya's President Joan Kamau telephoned President Juan Vela in Quito about fish. {F} met {M} on Monday."
        ),
        *PAIR,
    )
    assert found.city != "Quito"
