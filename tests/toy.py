"""A toy corpus with all that is hard: contradictions, every status, calls, conferences, partial dates, odd names.

It is written as reports of documents; `merge` here is as plain as can be (reports name their cluster), so that tests
of the graph and of the queries depend on nothing but the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph import keys
from graph.model import (
    Agreement,
    Claim,
    Corpus,
    Document,
    DocumentRecords,
    DurationQualifier,
    Evidence,
    Kind,
    Meeting,
    Office,
    Participant,
    Participation,
    Person,
    Place,
    ReferenceData,
    Report,
    Statement,
    Status,
    Supported,
    Tenure,
)

COUNTRIES = {
    "CHN": "China",
    "GBR": "United Kingdom",
    "IND": "India",
    "IRL": "Ireland",
    "SWE": "Sweden",
    "USA": "United States",
    "UNO": "United Nations",
    "AUT": "Austria",
}
ALIASES: dict[str, tuple[str, ...]] = {"USA": ("America", "US"), "GBR": ("Britain", "UK")}
TOPICS = {
    "taiwan": "Taiwan",
    "trade": "Trade",
    "human-rights": "Human rights",
    "visas": "Visas",
    "climate": "Climate",
    "arms-control": "Arms control",
}
OFFICES = {
    office.id: office
    for office in (
        Office("office/usa/secretary-of-state", "Secretary of State", "USA", "foreign-minister"),
        Office("office/chn/minister-of-foreign-affairs", "Minister of Foreign Affairs", "CHN", "foreign-minister"),
        Office("office/chn/president", "President", "CHN", "head-of-state"),
        Office("office/gbr/prime-minister", "Prime Minister", "GBR", "head-of-government"),
        Office("office/gbr/chancellor", "Chancellor of the Exchequer", "GBR", "finance-minister"),
        Office("office/swe/minister-for-foreign-affairs", "Minister for Foreign Affairs", "SWE", "foreign-minister"),
        Office("office/uno/secretary-general", "Secretary-General", "UNO", "secretary-general"),
    )
}
TENURES = (
    Tenure("ann-lee", "office/usa/secretary-of-state", "2021-01-26", None, source="toy"),
    Tenure("wei-ming", "office/chn/minister-of-foreign-affairs", "2013-03-16", "2022-12-30", source="toy"),
    Tenure("wei-ming", "office/chn/minister-of-foreign-affairs", "2023-07-25", None, source="toy"),
    Tenure("li-na", "office/chn/president", "2013-03", None, source="toy"),
    Tenure("carl-lee", "office/gbr/chancellor", "2020-02", "2022-07-05", source="toy"),
    Tenure("carl-lee", "office/gbr/prime-minister", "2022-10-25", "2024", source="toy"),
    Tenure("bo-ek", "office/swe/minister-for-foreign-affairs", None, None, acting=True, source="toy"),
    Tenure("sara-noor", "office/uno/secretary-general", "2017", None, source="toy"),
)
PEOPLE = {
    person.id: person
    for person in (
        Person("ann-lee", "Ann Lee", "USA", "Secretary of State", is_official=True, is_linked=True),
        Person("bo-ek", "Bo Ek", "SWE", "Foreign Minister", is_official=True, is_linked=True),
        Person("carl-lee", "Carl Lee", "GBR", "Prime Minister", is_official=True, is_linked=True, aliases=("C. Lee",)),
        Person("li-na", "Li Na", "CHN", "President", is_official=True, is_linked=True),
        Person("sara-noor", "Sára Noor", "UNO", "Secretary-General", is_official=True, is_linked=True),
        Person("wei-ming", "Wei Ming", "CHN", "Foreign Minister", is_official=True, is_linked=True),
    )
}
BEIJING = Place("place/chn/beijing", "Beijing", "city", "CHN", None, 39.9, 116.4)
HALL = Place("place/chn/beijing/great-hall", "Great Hall", "venue", "CHN", BEIJING.id)
DELHI = Place("place/ind/new-delhi", "New Delhi", "city", "IND")
VIENNA = Place("place/none/vienna", "Vienna", "city")
HOTEL = Place("place/swe/none/hotel", "Hotel Nord", "venue", "SWE")


@dataclass
class Writer:
    """Writes one document sentence by sentence, noting where each stands."""

    name: str
    published: str | None
    publisher: str = "Toy Times"
    text: str = ""
    reports: list[Report] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return keys.document_id(url=f"https://example.org/{self.name}")

    def sentence(self, text: str) -> Evidence:
        start = len(self.text)
        self.text += text + " "
        return Evidence(text, start, start + len(text))

    def name_person(self, person: str | Person) -> Participant:
        known = PEOPLE[person] if isinstance(person, str) else person
        self.people[known.id] = known
        return Participant(known.id, known.name, known.country, known.office, known.office_id, known.country)

    def report(
        self,
        cluster: str,
        text: str,
        *people: str | Person,
        kind: Kind = Kind.MEETING,
        status: Status = Status.HELD,
        start: str | None = None,
        end: str | None = None,
        places: tuple[Place, ...] = (),
        country: str | None = None,
        parties: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        minutes: tuple[int, DurationQualifier] | None = None,
        reschedules: str | None = None,
        part_of: str | None = None,
    ) -> str:
        evidence = self.sentence(text)
        participants = tuple(self.name_person(person) for person in people)
        report_id = keys.report_id(self.id, evidence)
        city = next((place for place in places if place.kind == "city"), None)
        venue = next((place for place in places if place.kind == "venue"), None)
        where = country or next((place.country for place in places if place.country), None)
        given: list[tuple[str, str | None, str | None, str | None]] = [
            ("kind", kind.value, None, None),
            ("status", status.value, None, None),
            ("start_date", start, None, None),
            ("end_date", end, None, None),
            ("city", city.name if city else None, None, city.id if city else None),
            ("venue", venue.name if venue else None, None, venue.id if venue else None),
            ("duration_minutes", str(minutes[0]) if minutes else None, minutes[1].value if minutes else None, None),
            *(("participant", each.person, None, each.person) for each in participants),
            *(("party", code, None, code) for code in parties),
            *(("topic", topic, None, topic) for topic in topics),
        ]
        claims = tuple(
            Claim(
                keys.claim_id(self.id, evidence, attribute, value, report_id),
                attribute,
                value,
                evidence,
                qualifier,
                0.9,
                "toy",
                refers_to,
            )
            for attribute, value, qualifier, refers_to in given
            if value is not None
        )
        self.reports.append(
            Report(
                id=report_id,
                document=self.id,
                kind=kind,
                status=status,
                evidence=evidence,
                participants=participants,
                parties=tuple(sorted(parties)),
                start=start,
                end=end,
                city=city.name if city else None,
                country=where,
                venue=venue.name if venue else None,
                places=places,
                duration_minutes=minutes[0] if minutes else None,
                duration_qualifier=minutes[1] if minutes else None,
                topics=tuple(sorted(topics)),
                confidence=0.9,
                rule="toy",
                reschedules=reschedules,
                part_of=part_of,
                claims=claims,
            )
        )
        self.clusters[report_id] = cluster
        return report_id

    def statement(
        self,
        text: str,
        speaker: str | Person,
        addressee: str | Person | None = None,
        *,
        topics: tuple[str, ...] = (),
        kind: str = "said",
        quotation: bool = False,
        report: str | None = None,
    ) -> None:
        evidence = self.sentence(text)
        by = self.name_person(speaker)
        to = self.name_person(addressee) if addressee else None
        statement_id = keys.statement_id(self.id, evidence, by.person)
        self.statements.append(
            Statement(statement_id, self.id, by, evidence, to, topics, kind, quotation, report, 0.8, "toy")
        )

    def agreement(
        self, text: str, parties: tuple[str, ...], *, topics: tuple[str, ...] = (), report: str | None = None
    ) -> None:
        evidence = self.sentence(text)
        self.agreements.append(
            Agreement(keys.agreement_id(self.id, evidence), self.id, parties, evidence, topics, report, 0.7, "toy")
        )

    def office_claim(self, text: str, person: str, office: str, *, qualifier: str | None = None) -> None:
        evidence = self.sentence(text)
        self.name_person(person)
        self.claims.append(
            Claim(
                keys.claim_id(self.id, evidence, "office", office, person),
                "office",
                office,
                evidence,
                qualifier,
                0.6,
                "toy",
                None,
                person,
            )
        )

    def records(self) -> DocumentRecords:
        return DocumentRecords(
            Document(
                self.id,
                self.name,
                self.text,
                f"Title of {self.name}",
                self.publisher,
                self.published,
                "field" if self.published else None,
                f"https://example.org/{self.name}",
                f"/somewhere/{self.name}.txt",
            ),
            tuple(self.reports),
            tuple(self.statements),
            tuple(self.agreements),
            tuple(self.claims),
            tuple(self.people.values()),
        )


def _documents() -> list[Writer]:
    one = Writer("one", "2023-06-20")
    talks = one.report(
        "talks",
        "Ann Lee met Wei Ming in the Great Hall in Beijing on Monday for about 30 minutes.",
        "ann-lee",
        "wei-ming",
        start="2023-06-19",
        end="2023-06-19",
        places=(HALL, BEIJING),
        parties=("CHN", "USA"),
        topics=("taiwan", "trade"),
        minutes=(30, DurationQualifier.ABOUT),
        reschedules=(
            off := one.report(
                "february",
                "A trip in February had been cancelled.",
                "ann-lee",
                "wei-ming",
                kind=Kind.VISIT,
                status=Status.CANCELLED,
                start="2023-02-05",
                end="2023-02-06",
                country="CHN",
                parties=("CHN", "USA"),
            )
        ),
    )
    one.statement(
        "Lee raised human rights with Wei.",
        "ann-lee",
        "wei-ming",
        topics=("human-rights",),
        kind="raised",
        report=talks,
    )
    one.statement("“Taiwan is the core,” Wei said.", "wei-ming", topics=("taiwan",), quotation=True, report=talks)
    one.agreement("The two sides agreed on more visas.", ("CHN", "USA"), topics=("visas",), report=talks)
    fox = Person(keys.person_id("Dana Fox", country="USA", document=one.id), "Dana Fox", "USA", affiliation="Yale")
    one.statement("Dana Fox of Yale warned of trade wars.", fox, topics=("trade",), kind="warned")

    two = Writer("two", "2023-06-21", publisher="Daily Toy")
    two.report(
        "talks",
        "Lee and Wei talked for 35 minutes about Taiwan on June 19.",
        "ann-lee",
        "wei-ming",
        start="2023-06-19",
        end="2023-06-19",
        places=(BEIJING,),
        parties=("CHN", "USA"),
        topics=("taiwan",),
        minutes=(35, DurationQualifier.EXACT),
    )
    two.report(
        "february",
        "Lee's February visit was postponed.",
        "ann-lee",
        kind=Kind.VISIT,
        status=Status.POSTPONED,
        start="2023-02",
        end="2023-02",
        country="CHN",
        parties=("CHN", "USA"),
    )
    two.report("call", "Li Na and Lee spoke by phone in July.", "li-na", "ann-lee", kind=Kind.CALL,
               start="2023-07", end="2023-07", parties=("CHN", "USA"), topics=("trade",))  # fmt: skip
    two.office_claim("Carl Lee, the British foreign minister, looked on.", "carl-lee", "Foreign Minister",
                     qualifier="contradicts-base")  # fmt: skip

    three = Writer("three", "2023-09-11")
    summit = three.report(
        "summit",
        "Leaders gathered in New Delhi.",
        "ann-lee",
        "wei-ming",
        "carl-lee",
        "sara-noor",
        kind=Kind.CONFERENCE,
        start="2023-09-09",
        end="2023-09-10",
        places=(DELHI,),
        parties=("CHN", "GBR", "IND", "UNO", "USA"),
        topics=("climate",),
    )
    three.report("sidelines", "Bo Ek met Carl Lee on the sidelines.", "bo-ek", "carl-lee", start="2023-09-09",
                 end="2023-09-09", places=(DELHI,), parties=("GBR", "SWE"), topics=("climate", "trade"),
                 part_of=summit)  # fmt: skip
    three.report("plan", "Lee is to see Bo Ek in December.", "ann-lee", "bo-ek", status=Status.PLANNED,
                 start="2023-12", end="2023-12", parties=("SWE", "USA"))  # fmt: skip
    three.report("tour", "Carl Lee may visit China next year.", "carl-lee", kind=Kind.VISIT, status=Status.PROPOSED,
                 start="2024", end="2024", country="CHN", parties=("CHN", "GBR"))  # fmt: skip
    three.report("refusal", "Li Na declined to receive Carl Lee.", "li-na", "carl-lee", status=Status.DECLINED,
                 parties=("CHN", "GBR"))  # fmt: skip
    three.agreement("China and Sweden signed a climate pact.", ("CHN", "SWE"), topics=("climate",))
    three.statement("Li Na welcomed trade.", "li-na", topics=("trade",), kind="welcomed")

    four = Writer("four", None, publisher="Wire")
    four.report("delegations", "Chinese and American delegations met in Vienna.", start="2022-11-14",
                end="2022-11-15", places=(VIENNA,), parties=("CHN", "USA"), topics=("arms-control",))  # fmt: skip
    four.report("again", "Lee and Wei met again in Vienna.", "ann-lee", "wei-ming", start="2024-01-05",
                end="2024-01-05", places=(VIENNA,), parties=("CHN", "USA"), topics=("trade",))  # fmt: skip
    four.report("undated", "Bo Ek once met Wei Ming at the Hotel Nord.", "bo-ek", "wei-ming", places=(HOTEL,),
                parties=("CHN", "SWE"))  # fmt: skip
    neil = Person(
        keys.person_id('Aoife O\'Neil "Q"', country="IRL", document=four.id),
        'Aoife O\'Neil "Q"',
        "IRL",
        is_official=True,
    )
    four.report("private", "Aoife O'Neil \"Q\" met Sára Noor; `it` went \\well\\.", neil, "sara-noor",
                start="2023", end="2023", parties=("IRL", "UNO"))  # fmt: skip
    assert off
    return [one, two, three, four]


def make_corpus() -> Corpus:
    """Return the toy corpus."""
    return merge_reports([writer.records() for writer in _documents()])


def merge_reports(documents: Sequence[DocumentRecords]) -> Corpus:
    """Merge documents of the toy: reports of the cluster that `_documents` names go together."""
    clusters = {report: cluster for writer in _documents() for report, cluster in writer.clusters.items()}
    by_cluster: dict[str, list[Report]] = {}
    for records in sorted(documents, key=lambda records: records.document.published or "9"):
        for report in records.reports:
            by_cluster.setdefault(clusters[report.id], []).append(report)
    meeting_ids = {name: keys.meeting_id(report.id for report in group) for name, group in by_cluster.items()}
    meeting_of = {report: meeting_ids[name] for report, name in clusters.items() if name in meeting_ids}
    meetings = tuple(_merge(meeting_ids[name], group, meeting_of) for name, group in by_cluster.items())
    reference = ReferenceData(COUNTRIES, frozenset({"UNO"}), ALIASES, OFFICES, PEOPLE, TENURES, TOPICS)
    return Corpus(tuple(documents), meetings, reference)


_FIELDS = ("kind", "status", "start", "end", "city", "country", "venue", "duration_minutes")


def _merge(meeting_id: str, group: list[Report], meeting_of: dict[str, str]) -> Meeting:
    best: dict[str, object] = {}
    disputed = []
    for name in _FIELDS:
        values = Counter(value for report in group if (value := getattr(report, name)) is not None)
        best[name] = min(values, key=lambda value: (-values[value], -len(str(value)), str(value)), default=None)
        if len(values) > 1 and name not in ("start", "end"):
            disputed.append(name)
    source = next((report for report in group if report.duration_minutes == best["duration_minutes"]), group[0])
    names = sorted({each.name.split()[-1] for report in group for each in report.participants})
    where = f", {best['city']}" if best["city"] else ""
    return Meeting(
        id=meeting_id,
        caption=" – ".join(names or group[0].parties) + where + f" ({best['start'] or 'undated'})",
        kind=Kind(str(best["kind"])),
        status=Status(str(best["status"])),
        reports=tuple(sorted(report.id for report in group)),
        former_ids=("0000" + meeting_id[:16],) if len(group) > 1 else (),
        start=_text(best["start"]),
        end=_text(best["end"]),
        city=_text(best["city"]),
        country=_text(best["country"]),
        venue=_text(best["venue"]),
        places=tuple({place.id: place for report in group for place in report.places}.values()),
        duration_minutes=source.duration_minutes,
        duration_qualifier=source.duration_qualifier,
        participants=tuple(
            Participation(
                person,
                PEOPLE[person].office if person in PEOPLE else None,
                PEOPLE[person].office_id if person in PEOPLE else None,
                next(each.country for report in group for each in report.participants if each.person == person),
                tuple(sorted(r.id for r in group if any(each.person == person for each in r.participants))),
            )
            for person in sorted({each.person for report in group for each in report.participants})
        ),
        parties=_supported(group, "parties"),
        topics=_supported(group, "topics"),
        confidence=0.9,
        disputed=tuple(sorted(disputed)),
        part_of=tuple(sorted({meeting_of[report.part_of] for report in group if report.part_of})),
        reschedules=tuple(sorted({meeting_of[report.reschedules] for report in group if report.reschedules})),
    )


def _supported(group: list[Report], name: Literal["parties", "topics"]) -> tuple[Supported, ...]:
    values = sorted({value for report in group for value in getattr(report, name)})
    return tuple(
        Supported(value, tuple(sorted(report.id for report in group if value in getattr(report, name))))
        for value in values
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
