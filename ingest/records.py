"""Makes records of what was found in a Doc: people, reports with their claims, office claims; each with its evidence.

The one place where token indexes become offsets and the document's own keys become ids.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from spacy.tokens import Doc

from graph.dates import day_range
from graph.keys import claim_id, office_id, person_id, place_id, report_id
from graph.model import Claim, DocumentRecords, Evidence, Kind, Office, Participant, Person, Place, Report
from ingest.agreements import find_agreements
from ingest.annotations import Annotations, OfficePhrase, OfficeUse, PersonEntity, annotations_of
from ingest.changes import link_changes
from ingest.confidence import encounter_confidence
from ingest.date_words import MONTH
from ingest.discussed import assign_topics
from ingest.encounters import Encounter, find_encounters
from ingest.frames import Trigger
from ingest.gazetteer import coordinates
from ingest.offices import known_offices
from ingest.statements import find_statements
from ingest.triggers import find_triggers

LONG_BEFORE = dt.timedelta(days=60)  # what a document tells of that is further back has the offices of its own day
# Heads that many offices share; by themselves they name none.
VAGUE_HEADS = frozenset(
    {"leader", "minister", "secretary", "official", "diplomat", "chief", "head", "aide", "director"}
)
JOINED = "learned:attend"  # rule of a claim that somebody was at a gathering (`ingest.gatherings`)
INFERRED = "inferred"  # qualifier of a claim whose value the document only takes for granted


class RecordMaker:
    """Turns the findings of one Doc into records."""

    def __init__(self, doc: Doc) -> None:
        """Take a Doc that `ingest.nlp.annotate` has been over."""
        self.doc = doc
        self.annotations: Annotations = annotations_of(doc)
        self.document = self.annotations.document
        self.people: dict[str, Person] = {}
        for key, entity in self.annotations.people.items():
            self.people[key] = self._person(entity)

    # -- evidence

    @cached_property
    def _triggers(self) -> list[Trigger]:
        return find_triggers(self.doc)

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the text of tokens [start, end) without blanks at its ends, with offsets in the document's text."""
        while start < end and self.doc[start].is_space:
            start += 1
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        span = self.doc[start:end]
        return Evidence(self.document.text[span.start_char : span.end_char], span.start_char, span.end_char)

    # -- people

    def _person(self, entity: PersonEntity) -> Person:
        office, known = self.office_of(entity)
        country = entity.country
        used = next((use.phrase for use in entity.offices if not use.phrase.is_former), None)
        official = bool(office) and (used is None or not set(used.posts[:1]) & {"official-other"})
        identifier = entity.person or person_id(entity.name, country=country, document=self.document.id)
        return Person(
            id=identifier,
            name=entity.name,
            country=country,
            office=office,
            office_id=known.id if known else None,
            affiliation=entity.affiliation,
            is_official=official,
            is_linked=entity.person is not None,
            aliases=tuple(sorted(entity.aliases - {entity.name})),
            confidence=round(entity.confidence, 3),
        )

    def office_of(self, entity: PersonEntity) -> tuple[str | None, Office | None]:
        """Return the office somebody holds at the document's time: as the text says, else by the base; and the known one."""
        knowledge, held = self.annotations.knowledge, self.annotations.terms(entity.person)
        held_ids = [term.tenure.office for term in held]
        for use in _best_uses(entity):
            offices = known_offices(knowledge, use.phrase, use.phrase.country or entity.country)
            match = next((o for o in offices if o.id in held_ids), None)
            if match is not None:
                return (
                    match.title
                    if use.phrase.head in {"leader", "minister", "secretary", "top leader"}
                    else _title(use.phrase)
                ), match
        if held:
            office = knowledge.offices[held[0].tenure.office]
            return office.title, office
        if entity.person is None or not knowledge.terms_of_person.get(entity.person):
            first = next(iter(_best_uses(entity)), None)
            if first is not None:
                return _title(first.phrase), None
        return None, None

    def participant(self, key: str, date: str | None = None) -> Participant:
        """Return somebody as participant or speaker, in the office held on the day of a meeting of long before."""
        person = self.people[key]
        plain = Participant(person.id, person.name, person.country, person.office, person.office_id, person.country)
        entity, published = self.annotations.people[key], self.annotations.day()
        if date is None or entity.person is None or published is None:
            return plain
        first, last = day_range(date)
        if last >= published - LONG_BEFORE or len(date) < MONTH:
            return plain
        knowledge = self.annotations.knowledge
        then = next(iter(knowledge.terms_at(entity.person, first)), None)
        if then is None or then.tenure.office == person.office_id:
            return plain
        office = knowledge.offices[then.tenure.office]
        country = office.country or person.country
        return Participant(person.id, person.name, country, office.title, office.id, country)

    # -- claims

    def claim(
        self,
        attribute: str,
        value: str,
        start: int,
        end: int,
        report: str | None,
        *,
        rule: str,
        confidence: float,
        qualifier: str | None = None,
        refers_to: str | None = None,
        about: str | None = None,
    ) -> Claim:
        """Return a claim whose evidence is the sentence of the tokens that give its value."""
        sent = self.doc[start].sent
        _ = end
        evidence = self.evidence(sent.start, sent.end)
        identifier = claim_id(self.document.id, evidence, attribute, value, report or about)
        return Claim(identifier, attribute, value, evidence, qualifier, round(confidence, 3), rule, refers_to, about)

    def office_claims(self) -> tuple[Claim, ...]:
        """Return who holds which office by this document, with what contradicts the base marked so."""
        claims: list[Claim] = []
        for key, entity in self.annotations.people.items():
            person = self.people[key]
            held = {term.tenure.office for term in self.annotations.terms(entity.person)}
            for use in entity.offices:
                qualifier = None
                country = use.phrase.country or entity.country
                if held and not use.phrase.is_former and not use.phrase.is_designate:
                    offices = {o.id for o in known_offices(self.annotations.knowledge, use.phrase, country)}
                    is_of_elsewhere = entity.country is not None and country != entity.country
                    if is_of_elsewhere and not offices & held:
                        qualifier = "contradicts-base"
                if use.phrase.is_former:
                    qualifier = "former"
                office = self._claimed_office(entity, use.phrase, country)
                value = office.id if office else office_id(country, use.phrase.head)
                claims.append(
                    self.claim(
                        "office",
                        value,
                        use.start,
                        use.end,
                        None,
                        rule="office:beside-name",
                        confidence=0.9,
                        qualifier=qualifier,
                        refers_to=value if office else None,
                        about=person.id,
                    )
                )
        return _unique(claims)

    def _claimed_office(self, entity: PersonEntity, phrase: OfficePhrase, country: str | None) -> Office | None:
        """Return the known office a phrase claims: one the person holds if it may mean that, else its best meaning."""
        offices = known_offices(self.annotations.knowledge, phrase, country)
        held = {term.tenure.office for term in self.annotations.terms(entity.person)}
        matching = next((office for office in offices if office.id in held), None)
        return matching or (next(iter(offices), None) if phrase.head not in VAGUE_HEADS else None)

    # -- reports

    def report(self, encounter: Encounter) -> Report:
        """Return the report of an encounter with a claim for each attribute."""
        first = encounter.sources[0]
        evidence = self.evidence(first.start, first.end)
        participants = tuple(self.participant(key, encounter.date) for key in encounter.people)
        parties = self.parties(encounter)
        places = self._places(encounter)
        confidence = encounter_confidence(self.doc, self.annotations, encounter, self._triggers)
        identifier = report_id(
            self.document.id,
            evidence,
            encounter.kind.value,
            *[p.person for p in participants],
            *parties,
            encounter.status.value,
            first.token,
        )
        claims = self._report_claims(encounter, identifier, participants, parties, places, confidence)
        return Report(
            id=identifier,
            document=self.document.id,
            kind=encounter.kind,
            status=encounter.status,
            evidence=evidence,
            participants=participants,
            parties=parties,
            start=encounter.date,
            end=encounter.date_end or encounter.date,
            city=encounter.city,
            country=encounter.country,
            venue=encounter.venue,
            places=places,
            duration_minutes=encounter.minutes,
            duration_qualifier=encounter.minutes_qualifier,
            topics=tuple(sorted(encounter.topics)),
            confidence=confidence,
            rule=first.rule,
            form=encounter.meal,
            inferred=tuple(sorted(encounter.inferred)),
            claims=claims,
        )

    def parties(self, encounter: Encounter) -> tuple[str, ...]:
        """Return the codes of states and bodies that take part: those the people serve, those named, a visit's host."""
        codes = {
            str(self.annotations.people[key].country)
            for key in encounter.people
            if self.annotations.people[key].country
        }
        codes |= set(encounter.codes)
        if encounter.kind is Kind.VISIT and encounter.country:
            codes.add(encounter.country)
        return tuple(sorted(codes))

    def _places(self, encounter: Encounter) -> tuple[Place, ...]:
        places: list[Place] = []
        city = place_id(encounter.country, encounter.city) if encounter.city else None
        if encounter.venue:
            places.append(
                Place(
                    place_id(encounter.country, encounter.city, encounter.venue),
                    encounter.venue,
                    "venue",
                    encounter.country,
                    city,
                )
            )
        if encounter.city and city:
            latitude, longitude = coordinates(encounter.city, encounter.country)
            places.append(Place(city, encounter.city, "city", encounter.country, None, latitude, longitude))
        return tuple(places)

    def _report_claims(
        self,
        encounter: Encounter,
        report: str,
        participants: tuple[Participant, ...],
        parties: tuple[str, ...],
        places: tuple[Place, ...],
        confidence: float,
    ) -> tuple[Claim, ...]:
        first = encounter.sources[0]
        claims: list[Claim] = []

        def add(
            attribute: str,
            value: str,
            where: tuple[int, int] | None = None,
            *,
            qualifier: str | None = None,
            refers_to: str | None = None,
            rule: str = first.rule,
            chance: float = 1.0,
        ) -> None:
            start, end = where or (first.token, first.token + 1)
            claims.append(
                self.claim(
                    attribute,
                    value,
                    start,
                    end,
                    report,
                    rule=rule,
                    confidence=confidence * chance,
                    qualifier=qualifier,
                    refers_to=refers_to,
                )
            )

        add("kind", encounter.kind.value)
        for status, token in dict.fromkeys(encounter.statuses):
            add("status", status.value, (token, token + 1))
        for participant, key in zip(participants, encounter.people, strict=True):
            chance = encounter.joined.get(key)
            is_joined = chance is not None
            add(
                "participant",
                participant.person,
                encounter.given.get(f"participant {key}"),
                qualifier=INFERRED if is_joined else None,
                refers_to=participant.person,
                rule=JOINED if is_joined else first.rule,
                chance=1.0 if chance is None else chance,
            )
        for code in parties:
            add("party", code, refers_to=code)
        if encounter.date:
            taken = INFERRED if "start_date" in encounter.inferred else None
            add("start_date", encounter.date, encounter.given.get("start_date"), qualifier=taken)
            if encounter.date_end and encounter.date_end != encounter.date:
                add("end_date", encounter.date_end, encounter.given.get("start_date"))
        if encounter.city:
            add(
                "city",
                encounter.city,
                encounter.given.get("city"),
                qualifier=INFERRED if "city" in encounter.inferred else None,
                refers_to=places[-1].id if places else None,
            )
        if encounter.country:
            add("country", encounter.country, encounter.given.get("country"), refers_to=encounter.country)
        if encounter.venue:
            add("venue", encounter.venue, encounter.given.get("venue"), refers_to=places[0].id if places else None)
        if encounter.minutes is not None:
            qualifier = encounter.minutes_qualifier.value if encounter.minutes_qualifier else None
            add(
                "duration_minutes", str(encounter.minutes), encounter.given.get("duration_minutes"), qualifier=qualifier
            )
        for topic in sorted(encounter.topics):
            add("topic", topic, encounter.given.get(f"topic {topic}"), refers_to=topic)
        return _unique(claims)


def _unique(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in claims}.values())


def _best_uses(entity: PersonEntity) -> list[OfficeUse]:
    """Return serving offices the text gives, the more telling first ("Foreign Minister" before "leader")."""
    serving = [use for use in entity.offices if not use.phrase.is_former and not use.phrase.is_designate]
    vague = {
        "leader",
        "minister",
        "secretary",
        "official",
        "diplomat",
        "chief",
        "head",
        "top diplomat",
        "aide",
        "president",
    }
    return sorted(serving, key=lambda use: (use.phrase.head in vague - {"president"}, use.start))


def _title(phrase: OfficePhrase) -> str:
    text = (
        phrase.text
        if phrase.text[:1].isupper() or len(phrase.text.split()) > 4
        else " ".join(
            w if w in {"of", "for", "the", "and", "to"} else w[:1].upper() + w[1:] for w in phrase.text.split()
        )
    )
    return ("acting " if phrase.is_acting and not text.casefold().startswith(("acting", "interim")) else "") + text


def make_records(doc: Doc) -> DocumentRecords:
    """Return everything an annotated Doc gives."""
    maker = RecordMaker(doc)
    encounters = find_encounters(doc)
    assign_topics(doc, encounters)
    reports = link_changes(doc, encounters, [maker.report(encounter) for encounter in encounters])
    by_encounter = dict(zip(map(id, encounters), reports, strict=True))
    statements = find_statements(doc, maker, encounters, by_encounter)
    agreements = find_agreements(doc, maker, encounters, by_encounter)
    named = {key for key, entity in maker.annotations.people.items()}
    used = tuple(maker.people[key] for key in maker.people if key in named)
    people = tuple({person.id: person for person in used}.values())
    return DocumentRecords(
        maker.document, _unique_reports(reports), statements, agreements, maker.office_claims(), people
    )


def _unique_reports(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    return tuple({report.id: report for report in reports}.values())
