"""Tells which officials whom a report names were at the gathering that it is about: a summit, a conference, a signing before guests.

    "Tusk, who chaired the summit with Straujuma, … Merkel warned the guests … Minsk's seat was taken by Makei. Lukashenko was not present."

Such reports name those who were there one by one, in sentences that tell of other things. Who is at the largest meeting found so
far shows what the others look like: a logistic regression ("gatherings.json", see `training.gatherings`) is fitted on both, and
those it finds likely join the conference, or the meeting of several, that most of them are at already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Span

from graph.model import Kind, Status
from ingest.annotations import Mention, MentionKind, annotations_of, paragraphs_of, sentences_of
from ingest.attendance import clause_text, is_absent, is_away
from ingest.encounter import BY_SCORE, Encounter, dates_clash, is_long_past
from ingest.guest_company import GuestCompany
from ingest.listings import lists_of
from ingest.meetings import SIDELINES
from ingest.speech import quoted_tokens
from ingest.syntax import APPOSITION, CONJUNCT, POSSESSIVE, RELATIVE, SUBJECT, top_of
from ingest.tenses import tense_of
from ingest.weights import load_scorer, score_features, step_of

LIKELY = 0.5
FEWEST, FEWEST_STATES = 5, 3  # officials and states that a report of a gathering names
FEWEST_THERE = 4  # likely ones
SEVERAL = 3  # people of a meeting that others may join
OF_CONFERENCE = 2  # by how many more people a meeting must have than a conference
LEAD = 4  # sentences
_MENTIONS = 4  # of a person, from the first, whose verbs are looked at; of their sentences three
_SENTENCES = 3
_GATHERING = re.compile(
    r"\b(summit|conference|forum|assembly|congress|plenary|gathering|ceremony|inauguration)s?\b", re.IGNORECASE
)
_SESSION = re.compile(
    r"\b(summit|conference|forum|assembly|congress|plenary|session|gathering|dialogue|talk|ceremony|meeting|funeral|inauguration|signing|accord|"
    r"treaty)s?\b",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"\b(delegations|delegates|heads of (?:state|government)|leaders|countries|nations|guests|foreign ministers|presidents|participants|members)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(plenary|summit|conference|hall|table|host|hosted|chair|chaired|arrived|flew|came|attended|absent|missing|sat|seat|speech|address|addressed|"
    r"told|opening|closing|session|forum|rostrum|declaration|signed|sidelines|photograph|invitation|invited|declined|stayed|boycott|sent)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:last|ago|since|earlier|had)\b")
_AHEAD = re.compile(r"\b(?:will|due|next|plans?|would)\b")
_FROM_AFAR = re.compile(r"\b(?:phone|telephone|call(?:ed)?|video|letter|message|statement|wrote|tweet\w*|posted)\b")
_REPRESENTED = re.compile(r"\b(?:represented by|sent|sat in for|in (?:his|her) (?:seat|chair|place)|seat)\b")
# What speaks otherwise of those who are not at the largest encounter than of those who are.
_OWN_WEIGHT = (
    "quoted:",
    "acts:",
    "mentions:",
    "absent:",
    "away:",
    "once",
    "list",
    "at",
    "side:",
    "state-there:",
    "rank:",
    "near-",
    "behind:",
    "post:",
    "first",
)
_NAMES = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_PARTS = CONJUNCT | APPOSITION | POSSESSIVE  # of a list or of a name: the verb is above them


def add_attendants(doc: Doc, encounters: list[Encounter]) -> None:
    """Put those who are likely to have been there into the gathering of a document, in place."""
    attendance = Attendance(doc, encounters)
    model = load_scorer("gatherings.json")
    chances = {key: score_features(model, features) for key, features in attendance.candidates()}
    there = [key for key, chance in chances.items() if chance >= LIKELY]
    gathering = attendance.joined_by(there)
    if gathering is None:
        return
    for key in there:
        if key not in gathering.people and key not in attendance.away and not attendance.is_apart(key):
            mention = attendance.mentions[key][0]
            gathering.people.append(key)
            gathering.joined[key] = chances[key]
            gathering.given[f"participant {key}"] = (mention.start, mention.end)


class Attendance:
    """What a document says of its officials, for who was at its gathering.

    Attributes:
        mentions: Of each named official those that mean them alone, in text order.
        largest: The meeting or conference of most states found so far, None where none is of several.
    """

    def __init__(self, doc: Doc, encounters: list[Encounter]) -> None:
        self.doc = doc
        self.encounters = encounters
        self.annotations = annotations_of(doc)
        people = self.annotations.people
        self._named = sorted(
            (m for m in self.annotations.mentions if m.kind in _NAMES and len(m.people) == 1), key=lambda m: m.start
        )
        self.mentions: dict[str, list[Mention]] = {}
        for mention in self._named:
            key = mention.people[0]
            if people[key].is_named and (people[key].is_official or self.annotations.posts_of(key)):
                self.mentions.setdefault(key, []).append(mention)
        self.sentences = sentences_of(doc)
        self._number = {sent.start: i for i, sent in enumerate(self.sentences)}
        self.states = self.annotations.states_of(self.mentions)
        held = [
            e
            for e in encounters
            if e.status is Status.HELD and e.kind is not Kind.VISIT and not is_long_past(e, self.annotations)
        ]
        self._now = [e for e in held if e.sources[0].rule != BY_SCORE]
        self._by_score = [e for e in held if e.sources[0].rule == BY_SCORE]
        self.largest = self._largest()

    def candidates(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each official with features; none where the document names too few of them."""
        if len(self.mentions) < FEWEST or len(self.states) < FEWEST_STATES:
            return
        for key in self.mentions:
            features = [*self.of_document, *self._of_person(key), *self._of_mentions(key), *self._of_encounters(key)]
            features += self._company.of(key, self.mentions[key])
            mixed = [
                f"{left}&{right}"
                for left in self.of_document
                if left.startswith(("largest", "most-there", "longest-list"))
                for right in features
                if right.startswith(("list:", "first-of-state", "at:", "at-none"))
            ]
            if self.largest is None or key not in self.largest.people:
                mixed += [f"out&{each}" for each in features if each.startswith(_OWN_WEIGHT)]
            yield key, tuple(dict.fromkeys([*features, *mixed]))

    def joined_by(self, there: list[str]) -> Encounter | None:
        """Return the conference, or meeting of several, that most of those who were there are at already."""
        if len(there) < FEWEST_THERE:
            return None
        return self._joined(self._now, there) or self._joined(self._by_score, there)

    def _joined(self, gatherings: list[Encounter], there: list[str]) -> Encounter | None:
        best = max(
            (e for e in gatherings if e.kind is Kind.CONFERENCE or len(e.people) >= SEVERAL),
            key=lambda e: (
                len(set(e.people) & set(there)) + (OF_CONFERENCE if e.kind is Kind.CONFERENCE else 0),
                -self.encounters.index(e),
            ),
            default=None,
        )
        if best is None:
            return None
        shared = len(set(best.people) & set(there))
        return best if shared >= min(2, len(best.people)) else None

    @cached_property
    def away(self) -> set[str]:
        """Return those of whom the document says that they kept away."""
        starts = frozenset(mention.start for mention in self._named)
        return {key for key, own in self.mentions.items() if any(is_away(self.doc, each, starts) for each in own)}

    def is_apart(self, key: str) -> bool:
        """Tell whether the report names somebody in a way that places them elsewhere than at the gathering, whatever else it says of them.

        So are those whom only the quoted name, those named once, in a sentence that tells of another state's city, those whom a sentence that
        tells of a meeting on the sidelines brings in, and those whom a full list of the guests leaves out.
        """
        mentions = self.mentions[key]
        first = next((m for m in mentions if m.kind is MentionKind.PERSON), mentions[0])
        sent = self.doc[first.start].sent
        return (
            (len(mentions) == 1 and sent.start in self._elsewhere)
            or all(mention.start in self._quoted for mention in mentions)
            or SIDELINES.search(sent.text) is not None
            or self._company.is_left_out(key)
        )

    @cached_property
    def _quoted(self) -> set[int]:
        return quoted_tokens(self.doc)

    def _largest(self) -> Encounter | None:
        several = [
            e
            for e in self._now
            if len(self.annotations.states_of(e.people)) >= FEWEST_STATES
            or (e.kind is Kind.CONFERENCE and len(e.people) > 1)
        ]
        conferences = [e for e in self._now if e.kind is Kind.CONFERENCE]
        return max(
            several,
            key=lambda e: (len(self.annotations.states_of(e.people)), e.kind is Kind.CONFERENCE, len(e.people)),
            default=conferences[0] if conferences else None,
        )

    def _sentence(self, token: int) -> int:
        return self._number.get(self.doc[token].sent.start, 0)

    @cached_property
    def _home(self) -> str | None:
        """Return the state of the first city that is meant as a place: that of the dateline where there is one."""
        return next((m.code for m in self.annotations.mentions if m.kind is MentionKind.CITY and m.is_place), None)

    @cached_property
    def _elsewhere(self) -> set[int]:
        """Return the first tokens of the sentences that name a city of another state."""
        cities = [m for m in self.annotations.mentions if m.kind is MentionKind.CITY and m.is_place]
        return {self.doc[m.start].sent.start for m in cities if m.code != self._home}

    @cached_property
    def _body(self) -> str | None:
        """Return the body of states named most."""
        codes = [m.code for m in self.annotations.mentions if m.kind is MentionKind.ORGANIZATION and m.code]
        members = Counter(code for code in codes if self.annotations.knowledge.members.get(code))
        return members.most_common(1)[0][0] if members else None

    @cached_property
    def _company(self) -> GuestCompany:
        return GuestCompany(self.doc, self._named, self.largest, self._lists)

    @cached_property
    def _lists(self) -> list[list[str]]:
        return [[m.people[0] for m in group] for group in lists_of(self.doc, self._named)]

    @cached_property
    def _paragraphs(self) -> list[int]:
        return paragraphs_of(self.sentences)

    @cached_property
    def _told(self) -> set[int]:
        """Return the sentences that tell of the largest encounter."""
        return {self._sentence(source.token) for source in self.largest.sources} if self.largest is not None else set()

    @cached_property
    def _rank(self) -> str | None:
        """Return the office that most at the largest encounter hold."""
        people = self.largest.people if self.largest is not None else []
        posts = Counter(post for key in people for post in sorted(self.annotations.posts_of(key)))
        return posts.most_common(1)[0][0] if posts else None

    @cached_property
    def of_document(self) -> list[str]:
        """Return what the document as a whole says of a gathering."""
        title = self.annotations.document.title or ""
        lead = " ".join(sent.text for sent in self.sentences[:LEAD])
        text = self.doc.text
        conferences = [e for e in self._now if e.kind is Kind.CONFERENCE]
        return [
            *(f"title:{word}" for word in _words(_GATHERING, title)),
            *(f"lead:{word}" for word in _words(_GATHERING, lead)),
            *(f"lead-crowd:{word}" for word in _words(_CROWD, lead)),
            f"gathering:{min(8, len(_GATHERING.findall(text)))}",
            f"crowd:{min(8, len(_CROWD.findall(text)))}",
            f"states:{min(14, len(self.states))}",
            f"officials:{min(24, len(self.mentions)) // 2}",
            f"conferences:{min(2, len(conferences))}",
            f"most-there:{min(8, max((len(e.people) for e in conferences), default=0))}",
            f"largest:{min(6, max((len(self.annotations.states_of(e.people)) for e in self._now), default=0))}",
            f"body:{self._body is not None}",
            f"longest-list:{min(8, max((len(set(keys)) for keys in self._lists), default=0))}",
            f"held:{min(8, len(self._now))}",
        ]

    def _of_person(self, key: str) -> Iterator[str]:
        annotations, person = self.annotations, self.annotations.people[key]
        mentions, posts = self.mentions[key], self.annotations.posts_of(key)
        if not posts:
            yield "post:none"
        for post in sorted(posts):
            yield f"post:{post}"
        yield f"official:{person.is_official}"
        yield f"out-of-office:{annotations.is_out_of_office(key)}"
        if person.country is None:
            yield "country:none"
        elif person.country == self._home:
            yield "country:home"
        else:
            is_member = self._body is not None and annotations.knowledge.is_member(
                person.country, self._body, annotations.day()
            )
            yield f"country:{'member' if is_member else 'other'}"
        yield f"mentions:{min(5, len(mentions))}"
        yield f"first:{min(4, self._sentence(mentions[0].start) // 3)}"
        yield f"titled:{person.name.split()[-1] in (annotations.document.title or '')}"
        yield f"first-of-state:{self._first_of.get(person.country) == key}"
        mode = self._mode
        yield f"mode:{mode}"
        people = self.largest.people if self.largest is not None else []
        size = "none" if self.largest is None else str(min(8, len(people)))
        yield f"largest-kind:{'none' if self.largest is None else self.largest.kind.value}:{size}"
        yield f"size:{size}:{person.is_official}"
        yield f"in:{key in people}"
        yield f"in:{key in people}:{len(people)}"
        yield f"state-there:{person.country in annotations.states_of(people)}:{mode}"
        yield f"rank:{self._rank in posts if self._rank else None}"

    @cached_property
    def _mode(self) -> str:
        return "joins" if self.largest is not None and len(self.largest.people) > 1 else "alone"

    @cached_property
    def _first_of(self) -> dict[str | None, str]:
        """Return of each state whom the document names first."""
        found: dict[str | None, str] = {}
        for mention in self._named:
            found.setdefault(self.annotations.people[mention.people[0]].country, mention.people[0])
        return found

    def _of_mentions(self, key: str) -> Iterator[str]:
        """Yield how somebody is spoken of: by which verbs, in which clauses and sentences."""
        mentions = self.mentions[key]
        absent = False
        for at, mention in enumerate(mentions[: _MENTIONS + 2]):
            sent, clause = self.doc[mention.start].sent, clause_text(self.doc, mention)
            if at < _MENTIONS:
                yield from self._of_verb(mention, is_first=at == 0)
            absent = absent or is_absent(clause)
            yield from self._of_sentence(sent)
            if _BEFORE.search(clause):
                yield "before"
            if _AHEAD.search(clause):
                yield "ahead"
            if _FROM_AFAR.search(clause):
                yield "from-afar"
            if mention.is_possessive:
                yield "possessive"
        quoted = [mention.start in self._quoted for mention in mentions]
        yield f"quoted:{'all' if all(quoted) else 'some' if any(quoted) else 'none'}"
        yield f"acts:{any(not is_in and self._acts(mention) for mention, is_in in zip(mentions, quoted, strict=True))}"
        yield f"absent:{absent}"
        yield f"away:{key in self.away}"
        if len(mentions) == 1:
            yield "once"
        near = " ".join(self.doc[mention.start].sent.text for mention in mentions[:_SENTENCES])
        for word in _words(_THERE, near):
            yield f"near:{word}"
        if _GATHERING.search(near):
            yield f"near-gathering:{self._mode}"
        numbers = [self._sentence(mention.start) for mention in mentions]
        told = {self._paragraphs[i] for i in self._told}
        yield f"same-paragraph:{bool(told & {self._paragraphs[i] for i in numbers})}"
        behind = min((i - at for i in numbers for at in self._told if i >= at), default=99)
        yield f"behind:{step_of(behind, (1, 2, 4, 9))}:{self._mode}"

    def _acts(self, mention: Mention) -> bool:
        """Tell whether somebody does or says something in the main clause of a sentence."""
        word = top_of(self.doc[mention.start : mention.end].root)
        return word.dep_ in SUBJECT and top_of(word.head).dep_ == "ROOT"

    def _of_verb(self, mention: Mention, *, is_first: bool) -> Iterator[str]:
        word = self.doc[mention.start : mention.end].root
        name = word.head if word.dep_ == "nmod:desc" else word
        for child in name.children:
            if child.dep_ in RELATIVE:
                yield f"relative:{child.lemma_.lower()}"
        word = top_of(word, _PARTS)
        verb = word.head
        lemma = verb.lemma_.lower()
        yield f"dep:{word.dep_}:{'first' if is_first else 'later'}"
        yield f"verb:{lemma}"
        yield f"tense:{tense_of(verb)}"
        yield f"dep-verb:{word.dep_}:{lemma}"

    def _of_sentence(self, sent: Span) -> Iterator[str]:
        words = _words(_SESSION, sent.text)
        if words:
            yield "with-word"
        for word in words:
            yield f"with:{word}"
        if sent.start in self._elsewhere:
            yield "elsewhere"
        if _REPRESENTED.search(sent.text):
            yield "represented"

    def _of_encounters(self, key: str) -> Iterator[str]:
        """Yield what encounters somebody is at already: beside the largest one, on other days, elsewhere."""
        mine = [e for e in self.encounters if key in e.people]
        if not mine:
            yield "at-none"
        for encounter in mine:
            yield f"at:{encounter.kind.value}:{encounter.status.value}:{min(4, len(encounter.people))}"
            yield "past" if is_long_past(encounter, self.annotations) else "now"
            if encounter is self.largest:
                continue
            here = {self._home, self.largest.country if self.largest is not None else None} - {None}
            if encounter.kind is Kind.VISIT:
                is_here = self._home is not None and encounter.country == self._home
                yield f"visit:{encounter.status.value}:{'here' if is_here else 'there'}"
                continue
            place = "none" if not encounter.country else "here" if encounter.country in here else "there"
            others = set(self.largest.people) - {key} if self.largest is not None else set()
            clash = self.largest is not None and dates_clash(encounter, self.largest)
            yield f"side:{encounter.status.value}:{bool(set(encounter.people) & others)}:{clash}:{place}"
            yield f"side:{encounter.kind.value}:{place}"
            yield f"side-size:{min(4, len(encounter.people))}"


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the words of a text that a pattern's group finds, each once, in lower case and in their order."""
    return sorted({word.lower() for word in pattern.findall(text)})
