"""Make sentences of diplomatic news with known entities: templates filled with names from all over the world.

    {N} {T} {P} met {L} in {CA} on {D}.   ->   Kenyan Foreign Minister Wei Zhang met Novák in Oslo on Tuesday.

Slots: P person, L surname, T title, t title in small letters, C country, CA city, CU city in capitals, N adjective of a
country, D date, TM time or length, O organisation, W news agency, R region, E event, F building;
PL, FX, OX towns, buildings and bodies of little fame. Titles are no entities.
Also here: the change of names in marked reports, so that one report gives many. Nothing is taken from any report.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.gazetteer import TABLES, Gazetteer, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = Path(__file__).parent / "names.csv"
_PARTICLES = frozenset("al bin ibn de da di del della dos van von der le la el abu".split())
TITLES = (
    "President|Prime Minister|Foreign Minister|Defense Minister|Defence Minister|Foreign Secretary|Chancellor|"
    "Premier|Vice "
    "President|Deputy Prime Minister|Deputy Foreign Minister|Ambassador|Special Envoy|Secretary-General|"
    "Finance Minister|"
    "Secretary of State|Trade Minister|Interior Minister|State Councilor|National Security Adviser|King|"
    "Crown Prince|Emir|"
    "Mr.|Mr|Mrs.|Ms.|Ms|Dr.|Dr|Sir|Lord|Sheikh|Gen.|General|Sen.|Senator|Rep.|Speaker|High Representative|"
    "Queen|Sultan|"
    "Vice Foreign Minister|Minister of Foreign Affairs|Defense Secretary|Treasury Secretary|Commerce Secretary|"
    "Admiral|"
    "Under Secretary|Assistant Secretary|Home Secretary|External Affairs Minister|Climate Envoy|Taoiseach|"
    "Chairman|Pope|"
    "Director General|Commissioner|Spokesman|Spokesperson|Spokeswoman|UN envoy|Caretaker Prime Minister|"
    "Acting President"
).split("|")
_ROLES = (
    "president|prime minister|foreign minister|defence minister|foreign secretary|chancellor|premier|envoy|"
    "top diplomat|finance "
    "minister|ambassador|national security adviser|opposition leader|spokesman|spokeswoman|trade minister|"
    "deputy foreign "
    "minister|secretary of state|chief negotiator|interior minister|secretary-general|head of state|"
    "vice president|chairman"
).split("|")
_AGENCIES = (
    "Reuters|AP|AFP|Xinhua|Kyodo|Yonhap|TASS|Interfax|ANSA|dpa|UPI|PTI|WAM|Anadolu|Bloomberg|CNN|BBC|IRNA|"
    "Bernama|Antara|NAN"
).split("|")
_BODIES = (
    "Foreign Ministry|State Department|Foreign Office|Kremlin|White House|Pentagon|Ministry of Foreign Affairs|"
    "Security Council|"
    "UN Security Council|U.N. Security Council|European Commission|European Council|European Parliament|"
    "Congress|Senate|"
    "House of Representatives|Parliament|Politburo|State Council|Communist Party|Labour Party|Hamas|Hezbollah|"
    "Taliban|"
    "Treasury Department|Commerce Department|Defense Department|Defence Ministry|Ministry of Defense|"
    "National Security Council|"
    "General Assembly|Supreme Court|Central Bank|Cabinet|Knesset|Bundestag|Duma|CIA|FBI|MI6|IMF|EU|UN|U.N.|"
    "NATO|AU|OAS|WHO|"
    "Red Cross|Amnesty International|Chatham House|Carnegie Endowment|Brookings Institution|"
    "International Crisis Group|"
    "Council on Foreign Relations|Tsinghua University|Harvard University|University of Oxford|New York Times|"
    "Financial Times|"
    "Washington Post|Le Monde|Al Jazeera|Global Times|People’s Daily|Boeing|Airbus|Gazprom|Huawei|Microsoft|"
    "Revolutionary Guards"
).split("|")
_EVENTS = (
    "Munich Security Conference|G20 summit|G7 summit|NATO summit|UN General Assembly|APEC summit|"
    "Shangri-La Dialogue|BRICS summit|"
    "World Economic Forum|Summit of the Americas|East Asia Summit|Arab League summit|COP28|Doha Forum|"
    "ASEAN summit|Boao Forum|"
    "Asean Regional Forum|African Union summit|Cold War|World War II|Quad summit|Francophonie summit|Raisina Dialogue"
).split("|")
_BUILDINGS = (
    "Presidential Palace|Great Hall of the People|Élysée Palace|Oval Office|Blue House|Government House|"
    "Rose Garden|State House|"
    "Hyderabad House|Akasaka Palace|Elysee|Chequers|Camp David|Belvedere Palace|Diaoyutai State Guesthouse|"
    "Mar-a-Lago|Merdeka "
    "Palace|Hofburg|Palais des Nations|Andrews Air Force Base|Sheraton Hotel|Intercontinental Hotel|"
    "Zhongnanhai|Dar es Salam "
    "Palace|Quai d’Orsay|Villa Madama|Blair House|Dolmabahçe Palace|Rashtrapati Bhavan|Ben Gurion Airport|"
    "Palace Hotel"
).split("|")
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_RELATIVE = (
    "last week|next week|this week|next month|last month|last year|this year|this month|yesterday|today|"
    "two weeks ago|"
    "this weekend|last summer|three years ago|next year|last Friday|next Tuesday|two days|three weeks|a month|"
    "four years"
).split("|")
_TIMES = (
    "two hours|three hours|an hour|45 minutes|half an hour|90 minutes|five and a half hours|35 minutes|"
    "several hours|ten minutes|"
    "an hour and a half|10 a.m.|9:30 p.m.|8 pm|noon|midnight|six hours|20 minutes|about 40 minutes|nearly two hours"
).split("|")

_FACILITY_FORMS = (
    "{} International Airport|{} Airport|{} Palace|{} Hotel|{} Castle|{} Hall|{} Air Base|{} Air Force Base|"
    "{} Naval Base|"
    "{} Market|{} Stadium|{} Convention Centre|{} Conference Center|{} State House|{} Guesthouse|Hotel {}|Villa {}|"
    "Palace of {}|Port of {}|{} Cathedral|{} Mosque|{} Museum|{} Residence|{} Prison|{} House|{} Square|"
    "{} Tower|{} Barracks"
).split("|")
_BODY_FORMS = (
    "University of {}|{} University|{} Institute|{} Times|{} Post|{} Herald|Radio {}|{} Forum|{} Chamber of Commerce|"
    "{} Commission|{} Parliament|{} Stock Exchange|Bank of {}|{} Liberation Front|{} Airlines|{} Red Cross|"
    "{} Foundation|"
    "{} Policy Center|{} Centre for Strategic Studies|{} Journal|{} Group|{} Energy|"
    "{} Broadcasting Corporation|{} Army"
).split("|")
_LAND_FORMS = (
    "{} Sea|Gulf of {}|Lake {}|Strait of {}|Mount {}|{} River|{} Valley|{} Peninsula|{} Islands|Bay of {}|"
    "{} Basin|{} Delta"
).split("|")
_COMPANIES = (
    "Apple|Google|Twitter|Facebook|Amazon|Adidas|Disney|Ford|Toyota|Siemens|Shell|Total|Tesla|Zoom|Sony|"
    "Samsung|Nokia|Volkswagen|"
    "Universal|Rogers|Slate|Slack|Eon|Rosneft|Lukoil|Aramco|Tata|Reliance|Petrobras|Glencore|Pfizer|Alibaba|"
    "TikTok|SWIFT|Visa"
).split("|")

TEMPLATES = """{N} {T} {P} met {N} {T} {P} in {CA} on {D}.
{N} {T} {P} held talks with {P} in {CA} on {D}, the {N} {O} said.
{T} {P} and {T} {P} met in {CA} {D}.
{L} met {L} in {CA} on {D}.
{L} and {L} spoke for {TM} in {CA}.
{L} told {L} that {C} would not give way over {C}.
{P}, the {N} {t}, saw {P}, the {N} {t}, on the margins of the {E} in {CA}.
{P}, {C}’s {t}, said on {D} that {CA} was open to talks with {CA}.
{C}'s {t} {P} flies to {CA} {D} to see {T} {P}.
{T} {P} is expected in {CA} in {D} for a meeting with {L}.
{T} {L} met earlier on {D} with {P}, {C}’s top diplomat.
{T} {L} raised the matter with {T} {L}.
{T} {L} spoke by telephone with {N} {T} {P} on {D}, a call that lasted {TM}.
{O} spokesman {P} told reporters in {CA} that {L} had put off the trip.
{O} spokeswoman {P} said no meeting with {P} was planned.
The {O} announced that {T} {P} would visit {C} on {D}.
{L} invited {L} to {CA}, according to the {O}.
{L} will also see {P} and {P} before he leaves {C}.
{P}, {P} and {P} took part in the talks at the {F}.
A meeting between {L} and {L} was cancelled in {D}, {W} reported.
{L}’s visit to {C} is the first by a {N} {t} since {D}.
{L}'s stop in {CA} was called off after protests in {C}.
{C} and {C} agreed to reopen embassies, {T} {P} said.
“We have come a long way,” {L} said {D}.
“It is late,” {L} told {L} at the {F}. “Let us begin.”
{P}, a professor at {O}, doubted that {CA} would yield.
{P} of the {O} said {L} had little choice.
{T} {P} received {P} at the {F} in {CA}.
{N} leader {P} hosted his {N} counterpart {P} on {D}.
{C} asked {P} to come to {CA}, the {O} said on {D}.
{D}, {L} flew from {CA} to {CA}.
On {D}, {T} {P} landed in {CA} for a visit of {D}.
{CU}, {D} ({W}) — {N} {T} {P} will stay away from the summit in {CA}.
{CU} ({W}) - {C} summoned the {N} ambassador on {D}.
{CA}, {D} ({W}) -- {T} {P} of {C} began a visit to {C} with a dinner for {L}.
{CU}: {T} {P} held talks here with {L}, who arrived from {CA} on {D}.
{N} {T} {P} and his {N} counterpart {P} signed an accord in {CA}.
{L} repeated that {C} rejects any change in {R}.
{L} was joined by {P}, the {t}, and {P}, the {t}.
Asked about it, {L} smiled and said nothing.
But {L}’s words pointed to a shift, {N} analysts said.
{L} thanked {L} for the welcome at the {F}.
{N} officials said that {L} and {L} had dwelt on trade.
{L} last saw {L} at the {E} in {CA}, {C}, in {D}.
{T} {L} and {T} {L} are to meet in {CA} on {D} at {TM}.
{P} travelled to {C} in secret in {D}.
{L} accused {C} of meddling in {R}.
The talks between {T} {P} and {T} {P} ran to {TM}.
{P} wrote in the {O} that {C} ought to think again.
The {L} administration has turned {C} down.
Speaking in {CA} on {D}, {L} said ties with {C} had warmed.
{P} told the {O} on {D} that {N} troops would leave.
{L} declined to see {L}, whom he had been due to meet in {D}.
{P} is the senior {N} official for {R}.
{C} looks for partners in {R}, {L} said.
{L} met {N} business leaders at the {F}.
Senator {P} and Rep. {P} wrote to {L} this week.
{L} shook hands with {L} before the {E}.
Neither {L} nor {L} would take questions.
{T} {P} denied that he had met {P} in {CA}.
If {L} meets {L}, it will be the first time in {D}.
{L}, who saw {L} on {D}, called {CA} “ready”.
The foreign ministers of {C}, {C} and {C} will gather in {CA} on {D}.
The {t} of {C}, {P}, and the {t} of {C}, {P}, exchanged letters.
{P} ({C}) and {P} ({C}) chaired the session.
H.E. {P}, {T} of {C}, called on {P} at the {F}.
{T} {P} arrived at {TM} on {D} and left {CA} again after {TM}.
In {CA}, meanwhile, {L} warned that {R} could not wait until {D}.
{N}-{N} relations have been poor since {D}.
{C}-{C} talks resume in {CA} {D}.
The {N} {t} skipped the {E}; {P} went in his place.
According to {W}, {P} had asked the {O} for a list of {N} prisoners.
{P} succeeds {P} as {t} on {D}.
The former {t}, {P}, now with the {O}, called {L} naive.
{N} and {N} negotiators sat together for {TM} in {CA}.
{P} won the election in {D}, ahead of {P}.
Both {L} and {L} come from {CA}.
Then {L} rang {L}.
{T} {L} will go on from {CA} to {CA}, {CA} and {CA}.
{P}, {t} since {D}, was born in {CA} in {D}.
With {L} and {L} looking on, {P} read the text of the {N} proposal.
{L} thinks so. {L} does not. {C} waits.
When {L} reached {CA}, {L} was already in {C}.
{CU}, {C} – They came by boat, {L} first and {L} an hour later.
{CU}, {C}: {T} {L} said on {D} that {C} and {C} had settled the quarrel over {R}.
{L} landed at {FX} on {D} and was driven to {FX}.
The talks moved from {FX} to {FX} at {TM}.
In the town of {PL}, near the border with {C}, nobody had heard of {L}.
People in {PL} and {PL} waited for news from {CA}.
{PL}, {C} ({W}) — {T} {P} came home on {D}.
{P}, who grew up in {PL}, flew from {PL} to {CA}.
{PL}’s mayor, {P}, met the {N} delegation at {FX}.
{P} of the {OX} told {OX} that {C} was bluffing.
{OX} reported on {D} that {OX} would leave {C}.
The {OX}, based in {PL}, wrote to {L}.
{OX} and {OX} have pulled out of {C}, said {P} of {OX}.
Ships crossed the {R} towards {PL} on {D}.
A summit between {C} and {C} by video, over {OX}, lasted {TM}.
{C}, {C} and {PL} lie on the {R}.
The {N} army shelled {PL} on {D}, the {O} said; {L} called it a lie.
Protesters in {PL} burned pictures of {L}.
By {D} the {OX} will have moved to {PL}.
Fishermen from {PL} said that {C} had closed the {R}.
“In {PL} they know,” said {P}, a teacher from {PL}.
The {O} and the {O} will send envoys to {R} {D}.""".split("\n")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `surname` is what a later sentence says."""

    full: str
    surname: str


class Fillers:
    """Draws names of people, places and dates; the same seed draws the same."""

    def __init__(self, gazetteer: Gazetteer, rng: random.Random, people: list[Name]) -> None:
        self.rng = rng
        self.gazetteer = gazetteer
        self.people = people
        short = (
            "Bosnia|St Vincent|St. Lucia|Trinidad|Antigua|St Kitts|DR Congo|Ivory Coast|Burma|Holy See|Palestine|Congo"
        )
        self.countries = [*(name for name in gazetteer.countries if len(name) < 33), *short.split("|")]
        self.regions = sorted(gazetteer.regions)
        self.towns = sorted(name for name in gazetteer.towns if name[0].isupper() and len(name) < 24)
        self.frequent = (
            "China|Russia|the United States|U.S.|US|Britain|France|Germany|Japan|India|Iran|Israel|Turkey|"
            "Ukraine|UK|Pakistan|"
            "Saudi Arabia|South Korea|North Korea|Egypt|Taiwan|Brazil|Australia|Poland|Vietnam|Qatar|Syria|"
            "Kenya|the Philippines"
        ).split("|")
        self.cities = [
            *gazetteer.capitals,
            *(
                "Geneva|New York|Istanbul|Dubai|Davos|Munich|Jeddah|Shanghai|Hong Kong|St. Petersburg|"
                "Sharm el-Sheikh|Brussels|The Hague|Washington|Beijing|Moscow|Kyiv|Tehran|Ankara|Sochi|Bali"
            ).split("|")
            * 4,
        ]
        with NAMES.open(encoding="utf-8", newline="") as file:
            self.tables = [
                (row["order"] == "eastern", row["given"].split(), row["family"].split()) for row in csv.DictReader(file)
            ]

    def person(self) -> Name:
        """Return a person: a quarter real, the rest given and family names of one region put together."""
        rng = self.rng
        if self.people and rng.random() < 0.25:
            return rng.choice(self.people)
        eastern, given, family = rng.choice(self.tables)
        first, last = (rng.choice(part).replace("_", " ") for part in (given, family))
        if eastern:
            return Name(f"{last} {first}" if rng.random() < 0.85 else f"{first} {last}", last)
        if rng.random() < 0.08:
            first = f"{first} {rng.choice('ABCDEFGHJKLMNPRSTW')}."
        elif rng.random() < 0.06:
            first = f"{first} {rng.choice(given)}"
        return Name(f"{first} {last}", last)

    def date(self) -> str:
        """Return a date phrase without its preposition."""
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randrange(12), rng.randint(1990, 2026)
        forms = (
            rng.choice(_DAYS),
            rng.choice(_DAYS),
            rng.choice(_DAYS),
            f"{_MONTHS[month]} {day}",
            f"{_SHORT[month]} {day}",
            f"{day} {_MONTHS[month]}",
            f"{_MONTHS[month]} {day}, {year}",
            f"{day} {_MONTHS[month]} {year}",
            _MONTHS[month],
            f"{_MONTHS[month]} {year}",
            str(year),
            rng.choice(_RELATIVE),
            rng.choice(_RELATIVE),
        )
        return rng.choice(forms)

    def _made(self, forms: list[str]) -> str:
        """Return a name made of a form and a town, a country's adjective, a surname or a full name."""
        rng = self.rng
        kinds = (
            rng.choice(self.towns),
            rng.choice(self.gazetteer.adjectives),
            self.person().surname,
            self.person().full,
        )
        return rng.choice(forms).format(rng.choices(kinds, weights=(4, 2, 2, 1))[0])

    def draw(self, slot: str) -> tuple[str, str]:
        """Return a slot's text and its label, "" for none."""
        rng = self.rng
        if slot in {"P", "L"}:
            name = self.person()
            return (name.full if slot == "P" else name.surname), "PERSON"
        if slot == "C":
            return rng.choice(self.frequent if rng.random() < 0.5 else self.countries), "GPE"
        if slot in {"CA", "CU"}:
            city = rng.choice(self.cities)
            return (city.upper() if slot == "CU" else city), "GPE"
        if slot == "N":
            if rng.random() < 0.15:
                return rng.choice(["U.S.", "US", "UK", "U.K."]), "GPE"
            return rng.choice(self.gazetteer.adjectives), "NORP"
        if slot == "O":
            return rng.choice([*_BODIES, *self.gazetteer.organizations]), "ORG"
        if slot == "R":
            if rng.random() < 0.3:
                return rng.choice(_LAND_FORMS).format(rng.choice(self.towns)), "LOC"
            return rng.choice(self.regions), "LOC"
        if slot == "PL":
            return rng.choice(self.towns), "GPE"
        if slot == "FX":
            return self._made(_FACILITY_FORMS), "FAC"
        if slot == "OX":
            return (rng.choice(_COMPANIES) if rng.random() < 0.4 else self._made(_BODY_FORMS)), "ORG"
        choices, label = {
            "D": ([self.date()], "DATE"),
            "TM": (_TIMES, "TIME"),
            "W": (_AGENCIES, "ORG"),
            "E": (_EVENTS, "EVENT"),
            "F": (_BUILDINGS, "FAC"),
            "T": (TITLES, ""),
            "t": (_ROLES, ""),
        }[slot]
        return rng.choice(choices), label


def fill(template: str, fillers: Fillers) -> tuple[str, list[Span]]:
    """Return a template's sentence with its entities."""
    text = ""
    spans: list[Span] = []
    for part in re.split(r"(\{\w+\})", template):
        if not part.startswith("{"):
            text += part
            continue
        value, label = fillers.draw(part[1:-1])
        for before in ("the ", "about ", "nearly "):
            if label and value.startswith(before):
                text += before
                value = value[len(before) :]
        start = len(text)
        text += value
        if label:
            spans.append((start, len(text), label))
    return text[0].upper() + text[1:], spans


def real_people(*, extra: list[str]) -> list[Name]:
    """Return people from the project's tables and full names from elsewhere."""
    names: list[Name] = []
    for path in sorted((TABLES / "people").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                eastern = row.get("country") in {"CHN", "KOR", "PRK", "TWN", "HKG", "VNM"}
                names.append(Name(row["name"], surname_of(row["name"], eastern=eastern)))
    names += [Name(name, surname_of(name)) for name in extra]
    return sorted({name for name in names if name.full.isascii() or name.full[0].isalpha()}, key=lambda n: n.full)


def surname_of(full: str, *, eastern: bool = False) -> str:
    """Return the surname with its particles ("Mark van den Berg": "van den Berg")."""
    parts = full.split()
    if eastern or len(parts) == 1:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower().strip("-") in _PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def rename(
    text: str, spans: list[Span], fillers: Fillers, *, outer: Iterable[Span] = ()
) -> tuple[str, list[Span], list[Span]]:
    """Return a marked text with other people, countries, peoples, cities, weekdays and months in it.

    Args:
        text: The text.
        spans: Its names, without overlap.
        fillers: Where new names come from.
        outer: Spans that may hold names, such as offices; they move along.

    Returns:
        The new text, the names in it, the outer spans in it.
    """
    pieces: list[str] = []
    new: list[Span] = []
    last = length = 0
    moved = {0: 0}
    for start, end, label in spans:
        value = _renamed(text[start:end], label, fillers)
        length += start - last
        moved[start] = length
        new.append((length, length + len(value), label))
        pieces += [text[last:start], value]
        length += len(value)
        moved[end] = length
        last = end

    def place(old: int) -> int:
        before = max(known for known in moved if known <= old)
        return moved[before] + old - before

    return "".join([*pieces, text[last:]]), new, [(place(start), place(end), label) for start, end, label in outer]


def _renamed(value: str, label: str, fillers: Fillers) -> str:
    rng, gazetteer = fillers.rng, fillers.gazetteer
    if label == "PERSON":
        name = fillers.person()
        return name.full if " " in value and not value[0].islower() else name.surname
    if label == "GPE" and value in gazetteer.countries:
        return rng.choice(fillers.countries)
    if label == "GPE" and value in gazetteer.capitals:
        return rng.choice(fillers.cities)
    if label == "NORP" and value in gazetteer.adjectives:
        return rng.choice(gazetteer.adjectives)
    if label == "DATE":
        value = re.sub("|".join(_DAYS), lambda _: rng.choice(_DAYS), value)
        return re.sub("|".join(_MONTHS), lambda _: rng.choice(_MONTHS), value)
    if label == "ORG" and rng.random() < 0.2:
        return rng.choice(gazetteer.organizations)
    return value


def make_silver(fillers: Fillers, count: int) -> list[tuple[str, list[Span]]]:
    """Return texts of one to three filled templates."""
    texts = []
    while count > 0:
        text, spans = "", []
        for _ in range(fillers.rng.choice((1, 1, 2, 3))):
            more, found = fill(fillers.rng.choice(TEMPLATES), fillers)
            if text:
                text += fillers.rng.choice((" ", " ", "\n\n"))
            spans += [(start + len(text), end + len(text), label) for start, end, label in found]
            text += more
            count -= 1
        texts.append((text, spans))
    return texts
