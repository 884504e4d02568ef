"""What the components find in one Doc, kept in `doc._.diplograph`: mentions, people, times, triggers.

Indexes are token indexes of the Doc, half-open, as spaCy counts; they become code-point offsets when records are made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

from spacy.tokens import Doc, Span

from graph.model import Document, DurationQualifier
from ingest.knowledge import Knowledge, Term


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"  # by name
    OFFICE = "office"  # by an office: "the Chinese foreign minister"
    PRONOUN = "pronoun"
    ROLE = "role"  # "the American", "the visitor", "his host"
    GROUP = "group"  # several people at once: "the two leaders", "they"
    COUNTRY = "country"  # a state, its people or adjective, a metonym of its government
    ORGANIZATION = "organization"  # a body with a code
    CITY = "city"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person a mention may mean, with score in [0, 1] and the reasons for it."""

    person: str
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class OfficePhrase:
    """A role as the text gives it.

    Attributes:
        posts: Kinds of post the head may mean, best first.
        country: Code the phrase gives, or None.
        head: The post's words: "foreign minister".
        text: The role as a reader would quote it, without article, country and qualifier.
        is_former: "former", "ex-", "late".
        is_acting: "acting", "interim", "caretaker".
        is_designate: "-designate", "-elect", "incoming".
        is_plural: "foreign ministers".
        is_definite: Has "the", a possessive, or a country that makes it one person.
        owner: Token index of a possessive pronoun ("his Iranian counterpart"), or None.
        is_counterpart: "counterpart", "opposite number".
        countries: All codes of a plural phrase ("the foreign ministers of Oman and Qatar").
    """

    posts: tuple[str, ...]
    head: str
    text: str
    country: str | None = None
    is_former: bool = False
    is_acting: bool = False
    is_designate: bool = False
    is_plural: bool = False
    is_definite: bool = False
    is_counterpart: bool = False
    owner: int | None = None
    countries: tuple[str, ...] = ()


@dataclass(slots=True)
class Mention:
    """A span that names something.

    Attributes:
        people: Keys of the people it means: none if unresolved, one, or several for a group.
        code: Of a country or organisation.
        is_place: A country or city meant as a place, not as its government.
        is_adjective: "Chinese".
        is_possessive: Followed by a possessive 's, or a possessive pronoun.
        office: For office mentions.
        candidates: Whom it may mean, best first.
        attached: Index (in the list of mentions) of the person's name this office stands beside.
    """

    start: int
    end: int
    kind: MentionKind
    people: tuple[str, ...] = ()
    code: str | None = None
    name: str | None = None
    is_place: bool = False
    is_adjective: bool = False
    is_possessive: bool = False
    office: OfficePhrase | None = None
    candidates: tuple[Candidate, ...] = ()
    attached: int | None = None


@dataclass(slots=True)
class OfficeUse:
    """An office the document gives to a person, and where."""

    phrase: OfficePhrase
    start: int
    end: int


@dataclass(slots=True)
class PersonEntity:
    """Somebody in the document.

    Attributes:
        key: Unique in the document, in order of first mention by name: `p0`, `p1`.
        name: Best name: the base's, else the fullest in the text.
        person: Id in the knowledge base, None if not linked.
        offices: Offices the text gives, in text order.
        words: Folded core words of all names it goes by.
    """

    key: str
    name: str
    person: str | None = None
    country: str | None = None
    gender: str | None = None
    confidence: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    offices: list[OfficeUse] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    is_named: bool = True
    affiliation: str | None = None

    @property
    def is_official(self) -> bool:
        """Tell whether somebody is in the knowledge base, or the text gives an office."""
        return self.person is not None or bool(self.offices)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date phrase with the days it means.

    Attributes:
        value: As precise as the phrase: "2023-06-19", "2023-06", "2023"; for a range its first day.
        end: Last day of a range, else None.
        kind: `day`, `month`, `year`, `range` or `vague`.
        qualifier: "early", "late", "about" or None.
    """

    start: int
    end_token: int
    value: str
    end: str | None
    kind: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time in minutes with how it is meant."""

    start: int
    end_token: int
    minutes: int
    qualifier: DurationQualifier


@dataclass(slots=True)
class Annotations:
    """Everything found in one Doc; `in_quotes` are the tokens between quotation marks of their own sentence, `kept` what `once` keeps."""

    document: Document
    knowledge: Knowledge
    published: tuple[dt.date, dt.date] | None = None
    dateline_city: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    people: dict[str, PersonEntity] = field(default_factory=dict)
    times: list[TimeMention] = field(default_factory=list)
    durations: list[DurationMention] = field(default_factory=list)
    topics: list[tuple[int, int, str]] = field(default_factory=list)
    in_quotes: frozenset[int] = frozenset()
    text: str = ""  # of the Doc, which makes it anew at each use
    kept: dict[str, Any] = field(default_factory=dict)

    def day(self) -> dt.date | None:
        """Return the day to judge offices by: the last one the document may be of."""
        return self.published[1] if self.published else None

    def terms(self, person: str | None) -> list[Term]:
        """Return the offices somebody of the base holds on that day; none for nobody, or where no day is known."""
        day = self.day()
        return self.knowledge.terms_at(person, day) if person and day else []

    def posts(self, person: str | None) -> set[str]:
        """Return the kinds of those offices."""
        return {str(self.knowledge.offices[term.tenure.office].post) for term in self.terms(person)}

    def states_of(self, keys: Iterable[str]) -> set[str]:
        """Return the states and bodies that people serve."""
        return {country for key in keys if (country := self.people[key].country) is not None}

    def posts_of(self, key: str) -> set[str]:
        """Return the kinds of offices of somebody of the document: held on its day by the base, or given in the text."""
        entity = self.people[key]
        return self.posts(entity.person) | {post for use in entity.offices for post in use.phrase.posts[:1]}

    def present_posts_of(self, key: str) -> set[str]:
        """Return the same without the offices that the text calls former."""
        entity = self.people[key]
        told = {post for use in entity.offices if not use.phrase.is_former for post in use.phrase.posts[:1]}
        return self.posts(entity.person) | told

    def is_out_of_office(self, key: str) -> bool:
        """Tell whether the base knows that somebody held offices, but none on the document's day, which gives them none either."""
        entity = self.people[key]
        person = entity.person
        if person is None or self.day() is None or any(not use.phrase.is_former for use in entity.offices):
            return False
        return bool(self.knowledge.terms_of_person.get(person)) and not self.terms(person)


T = TypeVar("T")

if not Doc.has_extension("diplograph"):
    Doc.set_extension("diplograph", default=None)


def annotations_of(doc: Doc) -> Annotations:
    """Return what has been found in a Doc so far; `ingest.nlp.annotate` puts the container there."""
    found = doc._.diplograph
    if found is None:
        raise ValueError("the Doc has no annotations; call ingest.nlp.annotate")
    return cast("Annotations", found)


def once(find: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """Keep what a function finds in a Doc with its annotations, so that it is looked for once; nobody may change it."""

    @wraps(find)
    def kept(doc: Doc) -> T:
        annotations = annotations_of(doc)
        if find.__qualname__ not in annotations.kept:
            annotations.kept[find.__qualname__] = find(doc)
        return cast("T", annotations.kept[find.__qualname__])

    return kept


def sentences_of(doc: Doc) -> list[Span]:
    """Return the sentences that are more than blanks."""
    return [sent for sent in doc.sents if sent.text.strip()]


def paragraphs_of(sentences: Iterable[Span]) -> list[int]:
    """Return the number of each sentence's paragraph."""
    found, number = [], 0
    for sent in sentences:
        found.append(number)
        number += "\n" in sent.text
    return found


def sentence_of(doc: Doc, token: int) -> Span:
    """Return the sentence a token lies in."""
    return doc[token].sent
