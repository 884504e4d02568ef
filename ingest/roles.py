"""Whom a role means, "the visitor", "his host", "the American": the people of the report, ranked by a learned model.

A learned choice (see `ingest.choices`) by who travels, who is at home where the report is, and who was called so before. It learns
from annotated encounters whose sentences name all but one of those who take part, and have one such role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.antecedents import Candidate, Deeds, likeliest, opening_of, role_of, sentences_between, titled_of
from ingest.subjects import subject_tokens
from ingest.syntax import SUBJECT, clause_head, objects, obliques

FAR = 6  # sentences
_LED = frozenset({"head-of-state", "head-of-government", "supreme-leader", "crown-prince"})
_TELLING = frozenset({"ccomp", "parataxis"})
_WITH_WHOM = frozenset({"to", "with", "by"})


def find_roles(doc: Doc, annotations: Annotations, taken: set[int]) -> list[Mention]:
    """Return the mentions of roles outside the tokens of other mentions."""
    return [*_find_demonyms(doc, annotations, taken), *_find_guests(doc, taken)]


_GUESTS = frozenset({"guest", "visitor", "traveller", "traveler", "guests", "visitors"})
_HOSTS = frozenset({"host", "hosts"})
_DIGNITARIES = frozenset({"dignitary", "leader", "president", "premier", "minister", "official", "diplomat", "envoy"})


def _find_demonyms(doc: Doc, annotations: Annotations, taken: set[int]) -> list[Mention]:
    """Find a nationality that stands for a person: "the American", "the South Korean", not "the American side"."""
    found: list[Mention] = []
    for name in annotations.mentions:
        if name.kind is not MentionKind.COUNTRY or not name.code or not name.start or name.start in taken:
            continue
        before, after = doc[name.start - 1], doc[name.end] if name.end < len(doc) else None
        if before.lower_ != "the" or doc[name.start : name.end].text.endswith(("ese", "s", "ch", "sh")):
            continue
        is_noun = after is None or (
            after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} and after.text != "-" and not after.text[:1].isdigit()
        )
        if name.is_adjective and is_noun and not doc[name.start].text.isupper():  # "the US" is a country
            found.append(
                Mention(
                    name.start,
                    name.end,
                    MentionKind.ROLE,
                    code=name.code,
                    name="demonym",
                    is_possessive=after is not None and after.text in {"'s", "’s"},
                )
            )
    return found


def _find_guests(doc: Doc, taken: set[int]) -> list[Mention]:
    """Find "the visitor", "his guest", "the host"."""
    found: list[Mention] = []
    for token in doc:
        is_visiting = token.lower_ in _DIGNITARIES and token.i > 0 and doc[token.i - 1].lower_ == "visiting"
        if is_visiting or (
            token.lower_ in _GUESTS | _HOSTS
            and token.i
            and token.i not in taken
            and token.pos_ not in {"VERB", "AUX"}
            and not _is_of_event(doc, token)
        ):
            at = token.i - 1
            while at > 0 and (doc[at].pos_ == "ADJ" or doc[at].lower_ == "visiting"):
                at -= 1
            if doc[at].lower_ in {"the", "his", "her", "their"}:
                found.append(
                    Mention(
                        token.i,
                        token.i + 1,
                        MentionKind.ROLE,
                        name="host" if token.lower_ in _HOSTS else "guest",
                        is_possessive=token.i + 1 < len(doc) and doc[token.i + 1].text in {"'s", "’s"},
                    )
                )
    return found


_EVENTS = frozenset({"summit", "conference", "forum", "meeting", "gathering", "ceremony", "evening", "day", "talks"})


def _is_of_event(doc: Doc, token: Token) -> bool:
    """Tell whether a guest or host is an event's, not somebody's: "Kay, the guest of the summit"."""
    behind = doc[token.i + 1 : min(token.sent.end, token.i + 5)]
    return len(behind) > 1 and behind[0].lower_ == "of" and any(t.lower_ in _EVENTS for t in behind[1:])


def resolve_role(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    """Set whom a role means; `seen` are the mentions with people before it, in text order."""
    if mention.code is None and mention.start:
        nation = next(
            (
                m
                for m in annotations.mentions
                if m.end == mention.start and m.kind is MentionKind.COUNTRY and m.is_adjective
            ),
            None,
        )
        mention.code = nation.code if nation is not None else None
    beside = _named_beside(doc, annotations, mention)
    if beside is not None:
        mention.people = beside.people
        return
    if doc[mention.end - 1].lower_ in {"guests", "visitors"}:
        mention.people = _several(doc, annotations, mention, seen)
        return
    named = _predicated(doc, annotations, mention)
    if named is not None:
        mention.people = named.people
        return
    candidates = role_candidates(doc, annotations, mention, seen)
    opposite = {"host": "guest", "guest": "host"}.get(str(mention.name))
    other = next((m.people for m in reversed(seen) if m.kind is MentionKind.ROLE and m.name == opposite), ())
    candidates = [each for each in candidates if each.key not in other] or candidates
    if candidates:  # of a state's people the one last named, else the likeliest
        best = candidates[0].key if mention.code else likeliest(candidates, "antecedent-role")
        mention.people = (str(best),)


def _named_beside(doc: Doc, annotations: Annotations, mention: Mention) -> Mention | None:
    """Return who is named in apposition: "with his host, President Benjamin Mkapa"."""
    if doc[mention.end : mention.end + 1].text != ",":
        return None
    named = next(
        (
            m
            for m in annotations.mentions
            if m.kind is MentionKind.PERSON and mention.end < m.start <= mention.end + 4 and len(m.people) == 1
        ),
        None,
    )
    is_beside = named is not None and all(
        t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in doc[mention.end + 1 : named.start]
    )
    return named if is_beside else None


def _predicated(doc: Doc, annotations: Annotations, mention: Mention) -> Mention | None:
    """Return who is said to be it: "Kay was the host", "his host was Kay"."""
    root = doc[mention.start : mention.end].root
    is_predicate = any(child.dep_ == "cop" for child in root.children)
    is_subject = root.dep_ in SUBJECT and any(child.dep_ == "cop" for child in root.head.children)
    words = (
        {c.i for c in root.children if c.dep_ in SUBJECT} if is_predicate else {root.head.i} if is_subject else set()
    )
    return next(
        (
            m
            for m in annotations.mentions
            if m.kind is MentionKind.PERSON and len(m.people) == 1 and words.intersection(range(m.start, m.end))
        ),
        None,
    )


def role_candidates(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> list[Candidate]:
    """Return whom a role may mean, with their features, the last named first."""
    barred, hosts = _others(doc, annotations, mention, seen)
    last: dict[str, Mention] = {}
    for other in seen:
        if len(other.people) == 1:
            last[other.people[0]] = other
    keys = [
        key
        for key in sorted(last, key=lambda key: -last[key].start)
        if key not in barred and not annotations.is_out_of_office(key)
    ]
    fitting = [
        key
        for key in keys
        if (code := annotations.people[key].country) is not None
        and (code == mention.code if mention.code else code not in hosts)
    ]
    context = _Context.of(doc, annotations, mention, seen)
    if not mention.code and not hosts:  # nobody is a guest at home, or a host abroad
        is_host = mention.name == "host"
        home = [key for key in fitting if (annotations.people[key].country == context.scene) == is_host]
        fitting = home or fitting
    return [
        Candidate(key, tuple(_features(doc, annotations, mention, key, last[key], rank, context)))
        for rank, key in enumerate(fitting)
    ]


def _owner(doc: Doc, mention: Mention, seen: list[Mention]) -> str | None:
    """Return whose guest or host somebody is: "his guest"."""
    at = mention.start - 1
    while at > 0 and doc[at].pos_ == "ADJ":
        at -= 1
    if at < 0 or doc[at].lower_ not in {"his", "her"}:
        return None
    return next((m.people[0] for m in reversed(seen) if m.start == at and len(m.people) == 1), None)


def _others(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> tuple[set[str], set[str]]:
    """Return who else takes part in a role's clause, or tells it, and the states of those who take part.

    A guest is of another country than the host, and nobody calls himself the visitor: "X said the visitor had asked Y".
    """
    root = doc[mention.start : mention.end].root
    verb = clause_head(root)
    words: list[Token] = []
    if verb != root:
        is_subject = root.dep_ in SUBJECT
        words = [*objects(verb), *obliques(verb, _WITH_WHOM)] if is_subject else subject_tokens(verb)
    beside = {m.people[0] for m in seen for word in words if m.start <= word.i < m.end and len(m.people) == 1}
    tellers: set[str] = set()
    above = verb
    for _ in range(3):
        if above.dep_ in _TELLING and above.head != above:
            told = {t.i for t in subject_tokens(above.head)}
            tellers |= {m.people[0] for m in seen if len(m.people) == 1 and told.intersection(range(m.start, m.end))}
        above = above.head
    owner = _owner(doc, mention, seen)
    partners = beside | ({owner} if owner is not None else set())
    states = {annotations.people[key].country for key in partners}
    return partners | tellers, {code for code in states if code is not None}


def _several(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return the two whom "the visitors" means: a pair of foreigners, else the two foreigners last named."""
    listed = _last_two_listed(doc, annotations, seen)
    if listed is not None:
        return listed
    barred, hosts = _others(doc, annotations, mention, seen)
    home = scene_country(doc, annotations)
    found: list[str] = []
    for other in reversed(seen):
        if len(other.people) == 2 and not found and _are_visitors(annotations, other, hosts, barred):
            return other.people  # "the presidents of Congo and Rwanda … his visitors"
        if len(other.people) != 1 or other.people[0] in barred or annotations.is_out_of_office(other.people[0]):
            continue
        country = annotations.people[other.people[0]].country
        fits = country not in hosts if hosts else home is not None and country != home
        if country is not None and fits and other.people[0] not in found:
            found.append(other.people[0])
        if len(found) == 2:
            return tuple(reversed(found))
    return ()


def _last_two_listed(doc: Doc, annotations: Annotations, seen: list[Mention]) -> tuple[str, ...] | None:
    """Return the last two named if "and" joins them and each serves another state: "hosted A and B. His visitors agreed"."""
    named = [m for m in seen if m.kind is MentionKind.PERSON and len(m.people) == 1]
    if len(named) < 2:
        return None
    left, right = named[-2:]
    countries = {annotations.people[m.people[0]].country for m in (left, right)}
    between = doc[left.end : right.start].text
    is_listed = between.startswith("and") and re.search(r"[.;:]|, (?!the)", between) is None
    return (*left.people, *right.people) if is_listed and None not in countries and len(countries) == 2 else None


def _are_visitors(annotations: Annotations, pair: Mention, hosts: set[str], barred: set[str]) -> bool:
    """Tell whether two named together serve other states than their host."""
    countries = {annotations.people[key].country for key in pair.people}
    return bool(hosts) and None not in countries and not countries & hosts and not barred.intersection(pair.people)


def scene_country(doc: Doc, annotations: Annotations) -> str | None:
    """Return the country most named as a place, the dateline's first."""
    places = [m for m in annotations.mentions if m.is_place and m.code]
    dateline = next(
        (m.code for m in places if m.start < 60 and doc[m.start].text.isupper() and m.kind is MentionKind.CITY), None
    )
    counts: dict[str, int] = {}
    for place in places:
        counts[str(place.code)] = counts.get(str(place.code), 0) + (2 if place.code == dateline else 1)
    return max(counts, key=lambda code: (counts[code], code)) if counts else None


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for all candidates of a role."""

    scene: str | None
    here: str | None
    deeds: Deeds
    opening: frozenset[str]
    titled: frozenset[str]
    called: dict[str, str]
    owner: str | None
    role: str

    @classmethod
    def of(cls, doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> _Context:
        single = [other for other in seen if len(other.people) == 1]
        called = {str(other.name): other.people[0] for other in single if other.kind is MentionKind.ROLE}
        sent = doc[mention.start].sent
        place = next(
            (m for m in reversed(annotations.mentions) if m.is_place and m.code and m.start < sent.end),
            None,
        )
        return cls(
            scene_country(doc, annotations),
            place.code if place is not None else None,
            Deeds.of(doc, single),
            opening_of(doc, seen),
            titled_of(annotations),
            called,
            _owner(doc, mention, seen),
            role_of(doc, mention),
        )


def _features(
    doc: Doc, annotations: Annotations, mention: Mention, key: str, last: Mention, rank: int, context: _Context
) -> Iterator[str]:
    """Yield what speaks for and against somebody."""
    kind, entity = str(mention.name), annotations.people[key]
    distance = max(1, sentences_between(doc, last.start, mention.start, FAR))
    yield f"distance:{distance}"
    yield f"rank:{min(rank, 3)}"
    yield f"last:{role_of(doc, last)}:{min(distance, 2)}"
    shares = sorted(context.deeds.counts.values(), reverse=True)
    yield f"share:{min(3, shares.index(context.deeds.counts[key]))}"
    most = max(context.deeds.subjects.values(), default=0)
    acts = context.deeds.subjects[key]
    yield f"subject:{'most' if acts and acts == most else 'some' if acts else 'never'}"
    leads = bool(_LED & annotations.posts_of(key))
    yield f"leads:{leads}"
    if context.owner is not None:
        yield f"of-rank:{leads == bool(_LED & annotations.posts_of(context.owner))}"
    if key in context.opening:
        yield "opening"
        yield f"opening:{kind}"
    if key in context.titled:
        yield "titled"
    if mention.code is None:
        for name, code in (("scene", context.scene), ("here", context.here)):
            if code is not None:
                yield f"{name}:{kind}:{entity.country == code}"
    if key in context.deeds.travellers | context.deeds.received:
        yield f"traveller:{kind}"
    if key in context.deeds.hosts:
        yield f"receives:{kind}"
    for name, other in sorted(context.called.items()):
        if other == key:
            yield f"called:{name}:{kind}"
    if any("spokesperson" in use.phrase.posts for use in entity.offices):
        yield "spokesperson"
