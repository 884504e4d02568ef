"""Where an encounter took place whose sentences do not say so: the likeliest of the places that the document names.

A place told beside the word of meeting stands. Where there is none, all cities and countries of the document are candidates
(`ingest.surroundings`), with the homes of those who met and none at all, and the learned weights of `ingest.choices` tell which
is taken.
"""

from __future__ import annotations

from graph.model import Kind
from ingest.choices import choose_by_gain, load_choices
from ingest.encounter import EDITION, Encounter, dates_clash, met_in_course_of
from ingest.surroundings import PlaceChoice, Surroundings

COUNTRY = 0.3  # what the right country is worth with a wrong city, in parts of what both are
SILENCE = 0.5  # what it is worth to give no place where none can be known


def lacks_place(encounter: Encounter) -> bool:
    """Tell whether no sentence of an encounter tells where it was, and it can be guessed: not of another round of talks."""
    is_told = (encounter.city or encounter.country) is not None and "country" not in encounter.inferred
    return encounter.kind is not Kind.CALL and not is_told and not encounter.sources[0].rule.startswith(EDITION)


def likeliest_places(surroundings: Surroundings) -> list[tuple[Encounter, PlaceChoice]]:
    """Return the place, or none, from which most is to be expected for each encounter whose sentences tell none."""
    return [
        (encounter, choose_by_gain(load_choices()["place"], surroundings.candidates(encounter), _gain))
        for encounter in surroundings.encounters
        if lacks_place(encounter)
    ]


def _gain(given: PlaceChoice, right: PlaceChoice) -> float:
    """Return what it is worth to give a place where another, or the same, is right."""
    if given.site[1] is None:
        return SILENCE if right.site[1] is None else 0.0
    if given.site[1] != right.site[1]:
        return 0.0
    return 1.0 if given.site[0] == right.site[0] else COUNTRY


def put_places(chosen: list[tuple[Encounter, PlaceChoice]]) -> None:
    """Give encounters the places chosen, marked as inferred."""
    for encounter, choice in chosen:
        encounter.city, encounter.country = choice.site
        for name, value in (("city", encounter.city), ("country", encounter.country)):
            encounter.inferred.discard(name)
            encounter.given.pop(name, None)
            if value is not None:
                encounter.inferred.add(name)
                if choice.given is not None:
                    encounter.given[name] = choice.given


def put_cities_of_visits(encounters: list[Encounter]) -> None:
    """Give a visit told of by its country alone the city where its traveller met others on it, if that is one: marked as inferred.

    "Kay visited Japan in July and held talks with Sato in Tokyo". In the annotated reports that city was right for fourteen such
    visits and wrong for none; five more have none there.
    """
    for visit in encounters:
        if visit.kind is not Kind.VISIT or visit.city is not None or visit.country is None or visit.date is None:
            continue
        on_visit = [met for met in met_in_course_of(visit, encounters) if met.date is not None]
        cities = {met.city: met for met in on_visit if met.city is not None and not dates_clash(visit, met)}
        if len(cities) == 1:
            (city, met), *_ = cities.items()
            visit.city = city
            visit.inferred.add("city")
            if "city" in met.given:
                visit.given["city"] = met.given["city"]
