"""Whom somebody met where a noun names one of the two: "A dinner hosted by Kay followed", "An audience with the King is foreseen".

The other is whom the report is about: who is on a visit to the state of the one named, else who takes part in most of what it
tells of. Of eleven such nouns in 424 annotated reports ten are of the pair so chosen.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from graph.model import STANDING, Kind, Status
from ingest.annotations import Annotations
from ingest.encounter import Encounter
from ingest.hospitality import visitor_before
from ingest.meetings import MEALS, comes_next
from ingest.syntax import SUBJECT, obliques

_GIVES = frozenset("host give hold offer throw lay tender".split())
FEW = 3  # people at an encounter that tells whom a report is about


def put_partner(doc: Doc, annotations: Annotations, groups: list[Encounter], told: Encounter) -> bool:
    """Add the other of the two to a meeting or call that names one of them; tell whether there is one."""
    if len(told.people) != 1 or told.kind not in {Kind.MEETING, Kind.CALL} or told.is_definite:
        return False  # "the meeting with Kay" has been told of before
    named, token = told.people[0], doc[told.sources[0].token]
    # As the subject of what became of it: "An audience with the King is foreseen"; who "held talks with the King" is told.
    partners = list(obliques(token, frozenset({"with"}))) if token.dep_ in SUBJECT else []
    if told.meal in MEALS:
        partners += _givers(token)
    if not any(_is_named_by(annotations, word, named) for word in partners) or _has_owner(token):
        return False
    alike = frozenset(status for status in Status if STANDING[status] == STANDING[told.status])
    visitor = visitor_before(annotations, groups, told, alike) if annotations.people[named].country else None
    other = visitor or _main_person(annotations, groups, named)
    if other is None:
        return False
    told.people.append(other)
    told.is_anaphor = False
    return True


def put_same_people(doc: Doc, groups: list[Encounter], meal: Encounter) -> bool:
    """Give a meal that names nobody the people of the meeting it follows: "The talks were followed by a working dinner".

    Returns:
        Whether the sentence or the one before tells of such a meeting.
    """
    if meal.meal not in MEALS or meal.people or meal.codes or meal.is_definite:
        return False
    source = meal.sources[0]
    if not comes_next(doc[source.token]):
        return False
    first = doc[max(0, source.start - 1)].sent.start
    before = [
        group
        for group in groups
        if group.kind is Kind.MEETING
        and group.meal is None
        and len(group.people) > 1
        and STANDING[group.status] == STANDING[meal.status]
        and any(first <= s.start and s.token < source.token for s in group.sources)
    ]
    if not before:
        return False
    talks = max(before, key=lambda group: max(s.token for s in group.sources if s.token < source.token))
    meal.people, meal.codes, meal.is_anaphor = list(talks.people), list(talks.codes), False
    if meal.date is None:
        meal.date, meal.date_end = talks.date, talks.date_end
        meal.inferred |= {"start_date"} if talks.date else set()
    if meal.country is None:
        meal.city, meal.country = talks.city, talks.country
        meal.inferred |= {"city", "country"} if talks.country else set()
    return True


def _givers(token: Token) -> list[Token]:
    """Return by whom a meal is given: "a banquet by Xi", "a dinner hosted by Xi"."""
    given = [child for child in token.children if child.dep_ == "acl" and child.lemma_.lower() in _GIVES]
    return [word for noun in (token, *given) for word in obliques(noun, frozenset({"by"}))]


def _is_named_by(annotations: Annotations, word: Token, key: str) -> bool:
    """Tell whether the phrase of a noun names somebody: "the foreign minister, Sameh Shoukry"."""
    first, last = word.left_edge.i, word.right_edge.i
    return any(key in m.people for m in annotations.mentions if first <= m.start <= last)


def _has_owner(token: Token) -> bool:
    """Tell whether a noun says whose it is, so that the other is no matter of choice: "a conversation of hers with X"."""
    return any(True for _ in obliques(token, frozenset({"of", "between"})))


def _main_person(annotations: Annotations, groups: list[Encounter], named: str) -> str | None:
    """Return who of another state takes part in most encounters of few people, in two or more."""
    home = annotations.people[named].country
    counts = Counter(
        key
        for group in groups
        if len(group.people) <= FEW
        for key in group.people
        if annotations.people[key].country not in {None, home}
    )
    most = counts.most_common(2)
    is_one = bool(most) and most[0][1] > 1 and (len(most) == 1 or most[0][1] > most[1][1])
    return most[0][0] if is_one else None
