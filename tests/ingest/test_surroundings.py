"""Where an encounter was whose sentences do not say so: what the document says of places around it."""

from __future__ import annotations

from ingest.encounters import told_encounters
from ingest.nlp import annotate, load_pipeline
from ingest.surroundings import PlaceChoice, Site, Surroundings
from ingest.whereabouts import COUNTRY, SILENCE, _gain
from tests.ingest.helpers import Case, cases, document, encounter, read

F, M = "Brazil's Foreign Minister Lúcia Fernandes", "South Africa's Foreign Minister Thabo Mbeko"
PAIR = ("Lúcia Fernandes", "Thabo Mbeko")
OSLO, LISBON = ("Oslo", "NOR"), ("Lisbon", "PRT")


def features(text: str) -> dict[Site, set[str]]:
    """Return what speaks for and against each place of the last encounter of a text."""
    doc = annotate(load_pipeline(), document(text))
    encounters = told_encounters(doc)
    return {choice.site: choice.features for choice in Surroundings(doc, encounters).candidates(encounters[-1])}


def test_place_named_together_with_the_day_of_an_encounter() -> None:
    found = features(f"Rain fell in Oslo on Monday. In Lisbon the sun shone on Tuesday.\n\nOn Monday {F} met {M}.")
    assert "day-named:city:False" in found[OSLO]
    assert "day-named:other:False" in found[LISBON]


def test_place_of_the_encounter_told_before() -> None:
    found = features(f"Chile's Foreign Minister Pablo Soto met {M} in Oslo. Lisbon is far. Then {F} met {M}.")
    assert "last:told:2" in found[OSLO]
    assert not any(name.startswith("last") for name in found[LISBON])


def test_right_country_is_worth_something_and_silence_where_nothing_can_be_known() -> None:
    oslo, bergen, lisbon, nowhere = (PlaceChoice(site) for site in (OSLO, ("Bergen", "NOR"), LISBON, (None, None)))
    assert _gain(oslo, oslo) == 1.0
    assert _gain(bergen, oslo) == COUNTRY
    assert _gain(lisbon, oslo) == 0.0
    assert _gain(nowhere, nowhere) == SILENCE
    assert _gain(nowhere, oslo) == _gain(oslo, nowhere) == 0.0


@cases(
    Case("fresh from", f"OSLO, May 15 (Agency) – {F}, fresh from Lisbon, met {M} on Monday at the castle in Oslo.", OSLO),
    Case("where the encounter before was", f"{F} met Chile's Foreign Minister Pablo Soto in Oslo on Monday. Later that day she met {M}.", OSLO),
)  # fmt: skip
def test_place_that_the_document_takes_for_granted(case: Case) -> None:
    report = encounter(read(case.text), *PAIR)
    assert (report.city, report.country) == case.expected
