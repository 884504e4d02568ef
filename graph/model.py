"""What is known: the records one document gives, and the meetings merged from them.

    Document  ->  DocumentRecords (reports, statements, agreements, claims, people)      one document
    [DocumentRecords], [Judgement]  ->  Meeting                                        all documents

Every class is a frozen dataclass; `graph.records` reads and writes them as JSON. Dates are strings as precise as the
text ("2023-06-19", "2023-06", "2023"); countries are codes (ISO 3166-1 alpha-3 and the extras of `graph.codes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

TextField = Literal["text", "title"]


class Kind(StrEnum):
    """What sort of meeting."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    CONFERENCE = "conference"


class Status(StrEnum):
    """How a meeting stands at the document's own time."""

    HELD = "held"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DECLINED = "declined"


# How statuses compare: what took place, what lies ahead, and what is off.
STANDING: Mapping[str, str] = {
    Status.HELD: "held",
    Status.PLANNED: "ahead",
    Status.PROPOSED: "ahead",
    Status.POSTPONED: "off",
    Status.CANCELLED: "off",
    Status.DECLINED: "off",
}


class DurationQualifier(StrEnum):
    """How a duration is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    NEARLY = "nearly"


class Verdict(StrEnum):
    """A person's decision on two reports."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Document:
    """An article, readout or list entry.

    Attributes:
        id: Hash of the address, or of text and publisher (`graph.keys.document_id`).
        name: What the user calls it: the row's `doc`, else the file's stem.
        text: Decoded, without byte-order mark, front matter and markup; line ends are newlines.
        title: Headline, apart from the text.
        published: Day, month or year.
        published_from: Where the date comes from: `field`, `manifest`, `metadata`, `front matter`, `dateline`,
            `credit`, `option`; None if there is no date.
        source: The file and row it was read from, for messages.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact substring that supports a record; offsets are half-open, in code points of the named field."""

    text: str
    start_char: int
    end_char: int
    field: TextField = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A venue or a city.

    Attributes:
        id: Slug: `place/chn/beijing`, `place/chn/beijing/great-hall-of-the-people`.
        kind: `city` or `venue`.
        country: Code, None if not known.
        city: Id of the city a venue lies in.
        latitude: Degrees north.
        longitude: Degrees east.
    """

    id: str
    name: str
    kind: Literal["city", "venue"] = "city"
    country: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A post; `country` is the code of the state or organisation it belongs to, `post` its kind (foreign-minister)."""

    id: str
    title: str
    country: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office from which day to which day, as precise as known; `until` None: still in office."""

    person: str
    office: str
    since: str | None = None
    until: str | None = None
    acting: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as one document or the knowledge base knows them.

    Attributes:
        id: Slug; an unlinked person's has country and document in it.
        name: Full canonical name.
        country: Code of the state served (for a private person in `people` the nationality).
        office: The office at the document's time, short, as the press says it.
        office_id: Its id where it is a known one.
        affiliation: Where a person without office works.
        is_official: Holds a state or international office at the document's time.
        is_linked: Known to the knowledge base.
        aliases: Other names under which the document or the base knows them.
        confidence: Of the linking.
    """

    id: str
    name: str
    country: str | None = None
    office: str | None = None
    office_id: str | None = None
    affiliation: str | None = None
    is_official: bool = False
    is_linked: bool = False
    aliases: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a report: in which office, for which state or body (`representing`, a code)."""

    person: str
    name: str
    country: str | None = None
    office: str | None = None
    office_id: str | None = None
    representing: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribute value that a document gives, with its evidence.

    Attributes:
        attribute: Of a meeting: `kind`, `status`, `start_date`, `end_date`, `city`, `country`, `venue`,
            `duration_minutes`, `participant`, `party`, `topic`; of a person: `office`, `country`.
        value: As text; numbers in decimal digits; ids for people, places, topics and offices.
        qualifier: For durations a `DurationQualifier`; for office claims `contradicts-base` or None.
        refers_to: Id of the node that the value names, if it names one.
        about_person: Id of the person a claim outside a meeting is about.
        rule: The rule or model that made it.
    """

    id: str
    attribute: str
    value: str
    evidence: Evidence
    qualifier: str | None = None
    confidence: float = 1.0
    rule: str = ""
    refers_to: str | None = None
    about_person: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says of one meeting; gold files and JSON output call it an encounter.

    Attributes:
        start: First day, as precise as the text; `end` the last one, inclusive.
        city: Name; `country` a code; `venue` a name.
        places: The places themselves, venue first.
        parties: Codes of states and bodies, sorted.
        topics: Slugs, sorted.
        reschedules: Id of the report (same document) of the meeting that this one replaces.
        part_of: Id of the report (same document) of the visit or conference that this meeting belongs to.
        form: `dinner`, `lunch` and the like, `welcome` (at an airport), which make an encounter of its own; else None.
        inferred: Attributes the document only takes for granted (`start_date`, `city`, `country` of its scene).
        claims: One for each attribute value, in text order.
    """

    id: str
    document: str
    kind: Kind
    status: Status
    evidence: Evidence
    participants: tuple[Participant, ...] = ()
    parties: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    places: tuple[Place, ...] = ()
    duration_minutes: int | None = None
    duration_qualifier: DurationQualifier | None = None
    topics: tuple[str, ...] = ()
    confidence: float = 1.0
    rule: str = ""
    reschedules: str | None = None
    part_of: str | None = None
    form: str | None = None
    inferred: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a named person said; `kind` is said, raised, urged, warned, accused, promised, denied or welcomed."""

    id: str
    document: str
    speaker: Participant
    evidence: Evidence
    addressee: Participant | None = None
    topics: tuple[str, ...] = ()
    kind: str = "said"
    is_quotation: bool = False
    report: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What sides agreed, signed or announced together; `report` is the meeting's report where it was reached."""

    id: str
    document: str
    parties: tuple[str, ...]
    evidence: Evidence
    topics: tuple[str, ...] = ()
    report: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """Everything that one document gives; a pure function of its bytes, the settings and the model."""

    document: Document
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    claims: tuple[Claim, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision that two reports are, or are not, of the same meeting."""

    left: str
    right: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Participation:
    """A person at a merged meeting, with the reports that say so."""

    person: str
    office: str | None
    office_id: str | None
    representing: str | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Supported:
    """A value of a merged meeting (party, topic, place id) with the reports that support it."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting itself, merged from all reports of it.

    Attributes:
        id: Hash of the smallest report id; `former_ids` are earlier ones.
        reports: Ids of the reports merged, sorted.
        disputed: Names of attributes on which claims contradict each other.
        confidence: In [0, 1].
        part_of: Ids of meetings; `reschedules` likewise.
    """

    id: str
    caption: str
    kind: Kind
    status: Status
    reports: tuple[str, ...]
    former_ids: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    places: tuple[Place, ...] = ()
    duration_minutes: int | None = None
    duration_qualifier: DurationQualifier | None = None
    participants: tuple[Participation, ...] = ()
    parties: tuple[Supported, ...] = ()
    topics: tuple[Supported, ...] = ()
    confidence: float = 1.0
    disputed: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    reschedules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """What the knowledge base adds to the nodes that documents mention: names of countries, offices, tenures, people.

    Attributes:
        countries: Code to English name, states and organisations alike.
        organizations: The codes among them that are organisations.
        aliases: Code to other names of a state or body ("US", "America"); queries accept them.
        offices: By office id.
        people: By person id; only those that some record names need be here.
        tenures: Of those people.
        topics: Slug to readable name.
    """

    countries: dict[str, str] = field(default_factory=dict)
    organizations: frozenset[str] = frozenset()
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()
    topics: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that a graph is built from, once merged."""

    documents: tuple[DocumentRecords, ...]
    meetings: tuple[Meeting, ...]
    reference: ReferenceData
