"""Whom an office means: who has it in the text, or by the base on the document's day.

"the Chinese foreign minister"      whoever holds it that day, or already has it in the text
"the president"                     who has such an office in the text, the likeliest (`ingest.bare_offices`)
"his Iranian counterpart"           the holder of the antecedent's post in Iran
"""

from __future__ import annotations

import re
from functools import partial

from spacy.tokens import Doc

from ingest.annotations import Annotations, Candidate, Mention, MentionKind, OfficePhrase, OfficeUse, PersonEntity
from ingest.antecedents import likeliest
from ingest.bare_offices import hero_of, office_candidates
from ingest.entities import entity_of
from ingest.groups import compatriots
from ingest.home import home_of
from ingest.names import fold
from ingest.offices import ATTACH_ONLY, holders_of, known_offices

# Offices of which a state has one, so that "the Prime Minister" is that of the report's home.
_OF_ONE = frozenset(
    {"president", "prime minister", "premier", "foreign minister", "king", "head of state", "crown prince"}
)
# Of these a state has several; the base may know one of them.
_NEVER_ALONE = frozenset({"ambassador", "envoy", "special envoy", "minister", "deputy foreign minister"})
# A king is no president, and a prince may hold any post.
_TITLED = frozenset("king queen emperor empress pope pontiff sultan emir prince princess".split())
_THRONES = frozenset("king queen emperor empress pope pontiff sultan emir amir monarch".split())


def resolve_office(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    """Set whom an office means; `seen` are the mentions with people before it, in text order."""
    phrase = mention.office
    if phrase is None or phrase.is_former or _is_to_be_held(doc, mention):
        return
    if phrase.is_counterpart:
        _resolve_counterpart(doc, annotations, mention, phrase, seen)
        return
    if phrase.is_plural:
        keys = (
            [key for code in phrase.countries for key in _known_or_holders(annotations, phrase, code, mention, seen)]
            if phrase.head not in ATTACH_ONLY | _NEVER_ALONE
            else []  # a country has many envoys
        )
        mention.people = tuple(dict.fromkeys(keys)) or compatriots(doc, annotations, mention, seen)
        return
    possessor = next((m for m in reversed(seen) if m.end == mention.start - 1 and m.is_possessive), None)
    if possessor is not None and len(possessor.people) == 1 and phrase.country is None:
        # "President Biden's national security adviser"
        phrase.country, phrase.is_definite = annotations.people[possessor.people[0]].country, True
    if not phrase.is_definite or _is_anyone(doc, mention) or (phrase.country is None and _is_over_else(doc, mention)):
        return
    country = phrase.country
    if country is None and phrase.owner is not None:
        country = _owner_country(annotations, phrase, seen)
        seen = [m for m in seen if m.people != _owners(phrase, seen)]  # nobody is his own minister
    if country is not None:
        if phrase.head in ATTACH_ONLY and "spokesperson" not in phrase.posts:
            known = _known_in_text(annotations, phrase, country, seen)
            mention.people = (known,) if known else ()
            return
        known = _known_in_text(annotations, phrase, country, seen)
        if known and _serves(annotations, known, country):
            mention.people = (known,)
            return
        keys = (
            _holder_keys(annotations, phrase, country, mention)
            if "spokesperson" not in phrase.posts and phrase.head not in _NEVER_ALONE
            else []
        )
        if len(keys) == 1:
            mention.people = (keys[0],)
        elif known:
            mention.people = (known,)
        return
    known = _named_with(doc, annotations, mention, seen, phrase)
    if known is not None:
        mention.people = (known,)
    elif phrase.head in _OF_ONE and (state := _home_state(annotations)) is not None:
        mention.people = tuple(_holder_keys(annotations, phrase, state, mention))


def _named_with(
    doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], phrase: OfficePhrase
) -> str | None:
    """Return whom of those with an office the text names an office without a country means."""
    fits = partial(has_office, annotations, mention)
    known = likeliest(office_candidates(doc, annotations, mention, seen, fits), "antecedent-office")
    return (hero_of(doc, annotations, seen, known, fits) or known) if phrase.head in _OF_ONE else known


def _home_state(annotations: Annotations) -> str | None:
    """Return the state of a report's home, where it is sure, or is the dateline's."""
    home = home_of(annotations)
    return home.state if home.is_sure or home.state == home.dateline else None


_BECOMES = frozenset({"become", "becomes", "became", "becoming"})


def _is_to_be_held(doc: Doc, mention: Mention) -> bool:
    """Tell whether an office is what somebody comes to hold, so that it is not who has held it: "Kay, who will become secretary general"."""
    before = doc[max(0, mention.start - 2) : mention.start]
    return any(t.lower_ in _BECOMES for t in before) and all(
        t.lower_ in _BECOMES or t.pos_ in {"DET", "ADJ", "ADV", "AUX", "PRON"} for t in before[-1:]
    )


_ANYONE = frozenset({"no", "any", "another", "every", "each", "neither", "either"})


def _is_anyone(doc: Doc, mention: Mention) -> bool:
    """Tell whether an office stands for whoever holds it: "no Pakistani foreign minister has been there since"."""
    return mention.start > 0 and bool(_ANYONE & {doc[mention.start - 1].lower_, doc[mention.start].lower_})


def _is_over_else(doc: Doc, mention: Mention) -> bool:
    """Tell whether an office says over what it is, and that is no state: "the head of the rebels' political wing"."""
    if doc[mention.end : mention.end + 1].text != "of":
        return False
    words = doc[mention.end + 1 : mention.end + 3].text.lower().split()
    return not _REALM.intersection(words)


_REALM = frozenset(
    "republic country state nation government council cabinet kingdom parliament commission union".split()
)


def _serves(annotations: Annotations, key: str, country: str) -> bool:
    """Tell whether somebody is known to serve a state, or has the office in the text with it: not one of unknown country."""
    entity = annotations.people[key]
    return entity.country == country or any(use.phrase.country == country for use in entity.offices)


def _known_or_holders(
    annotations: Annotations, phrase: OfficePhrase, country: str, mention: Mention, seen: list[Mention]
) -> list[str]:
    """Return who of a state is meant by "the Armenian and Azerbaijani leaders": who has the office in the text, else by the base."""
    known = _known_in_text(annotations, phrase, country, seen)
    return (
        [known]
        if known and _serves(annotations, known, country)
        else _holder_keys(annotations, phrase, country, mention)
    )


def _owner_country(annotations: Annotations, phrase: OfficePhrase, seen: list[Mention]) -> str | None:
    owners = _owners(phrase, seen)
    return annotations.people[owners[0]].country if owners else None


def _owners(phrase: OfficePhrase, seen: list[Mention]) -> tuple[str, ...]:
    """Return whose office it is said to be: "his finance minister"."""
    return next((m.people for m in reversed(seen) if m.start == phrase.owner), ())


def _fits(annotations: Annotations, entity: PersonEntity, phrase: OfficePhrase, country: str | None) -> bool:
    """Tell whether somebody may be meant by an office, judged by the base and by the offices the text gave so far."""
    if (
        country is not None
        and entity.country is not None
        and entity.country != country
        and not any(use.phrase.country == country for use in entity.offices)
    ):
        return False
    asked = phrase.head.replace("advisor", "adviser")
    for use in entity.offices:
        if use.phrase.is_former or _differ_in_rank(use.phrase.head, phrase.head):
            continue
        held = use.phrase.head.replace("advisor", "adviser")
        if (
            held == asked
            or set(use.phrase.posts[:2]) & set(phrase.posts[:2])
            or _is_kind_of(held, asked)
            or use.phrase.head.startswith(phrase.head + " ")
        ):
            return country is None or use.phrase.country in {None, country} or entity.country == country
    terms = annotations.terms(entity.person)
    if terms:
        offices = {o.id for o in known_offices(annotations.knowledge, phrase, country or entity.country)}
        if phrase.head == "secretary":
            offices |= {
                o.id
                for o in annotations.knowledge.offices_of_country.get(country or entity.country or "", ())
                if re.match(r"secretary (?:of|general)|\w+ secretary$", fold(o.title))
            }
        if phrase.head in _THRONES:  # a president is no monarch
            offices = {o for o in offices if fold(annotations.knowledge.offices[o].title).split()[0] in _THRONES}
        return any(term.tenure.office in offices for term in terms)
    return False


def _differ_in_rank(held: str, asked: str) -> bool:
    """Tell whether who has one office is not called by the other: a king is no president, but a monarch."""
    if held == asked or ("monarch" in {held, asked} and {held, asked} <= _THRONES):
        return False
    return bool((_TITLED | _THRONES) & {held, asked})


def _is_kind_of(office: str, head: str) -> bool:
    """Tell whether "the minister" may mean a foreign minister; a vice president is no president."""
    return office.endswith(" " + head) and not office.startswith(("vice ", "deputy ", "assistant "))


def is_bare(mention: Mention) -> bool:
    """Tell whether an office of one person has nothing that says of which state: "the president", not "his president"."""
    phrase = mention.office
    return (
        phrase is not None
        and phrase.is_definite
        and phrase.country is None
        and phrase.owner is None
        and not (phrase.is_plural or phrase.is_former or phrase.is_counterpart)
    )


def has_office(annotations: Annotations, mention: Mention, entity: PersonEntity) -> bool:
    """Tell whether somebody may be meant by an office without a country."""
    return mention.office is not None and _fits(annotations, entity, mention.office, None)


def _known_in_text(annotations: Annotations, phrase: OfficePhrase, country: str, seen: list[Mention]) -> str | None:
    """Return who fits an office of a state: the last named, else the only one whom the text names later."""
    fitting = [
        key
        for key in dict.fromkeys(m.people[0] for m in reversed(seen) if len(m.people) == 1)
        if _fits(annotations, annotations.people[key], phrase, country)
    ]
    if fitting:
        return next((key for key in fitting if _serves(annotations, key, country)), fitting[0])
    fitting = [entity.key for entity in annotations.people.values() if _fits(annotations, entity, phrase, country)]
    return fitting[0] if len(fitting) == 1 else None


def _holder_keys(annotations: Annotations, phrase: OfficePhrase, country: str, mention: Mention) -> list[str]:
    day = annotations.day()
    if day is None:
        return []
    holders = holders_of(annotations.knowledge, phrase, country, day)
    mention.candidates = tuple(
        Candidate(person, 0.8 / len(holders), ("held the office that day",)) for person, _ in holders
    )
    if len(holders) != 1:
        return []
    called = OfficeUse(phrase, mention.start, mention.end)
    return [entity_of(annotations, holders[0][0], mention.candidates, called=called).key]


def _resolve_counterpart(
    doc: Doc, annotations: Annotations, mention: Mention, phrase: OfficePhrase, seen: list[Mention]
) -> None:
    named = _named_behind(doc, annotations, mention)
    if named is not None:
        mention.people = _named_in_turn(doc, annotations, named) if phrase.is_plural else named.people
        return
    antecedent: PersonEntity | None = None
    sentence = doc[mention.start].sent
    inside = [m for m in seen if m.start >= sentence.start and len(m.people) == 1 and m.kind is not MentionKind.PRONOUN]
    owner = next((m for m in reversed(seen) if m.start == phrase.owner), None) if phrase.owner is not None else None
    if owner is not None and owner.people:
        antecedent = annotations.people[owner.people[0]]
    elif inside:
        antecedent = annotations.people[inside[0].people[0]]
    else:
        before = [m for m in seen if len(m.people) == 1]
        antecedent = annotations.people[before[-1].people[0]] if before else None
    if antecedent is None:
        return
    codes = [phrase.country] if phrase.country is not None else list(phrase.countries)
    if not codes and phrase.owner is not None and not phrase.is_plural:
        mention.people = _peer_of(annotations, antecedent, seen)
        return
    found = [_counterpart_of(annotations, antecedent, code, mention, phrase, seen) for code in codes]
    mention.people = tuple(dict.fromkeys(key for key in found if key is not None))


def _named_behind(doc: Doc, annotations: Annotations, counterpart: Mention) -> Mention | None:
    """Return whose name stands behind a counterpart and where he is: "his counterpart there, Kay", "her counterpart in Bonn, Kay"."""
    comma = next((t.i for t in doc[counterpart.end : counterpart.end + 4] if t.text == ","), None)
    if comma is None or any(t.pos_ not in {"ADV", "ADP", "PROPN"} for t in doc[counterpart.end : comma]):
        return None
    people = (m for m in annotations.mentions if m.kind is MentionKind.PERSON and len(m.people) == 1)
    return next((m for m in people if m.start == comma + 1), None)


def _named_in_turn(doc: Doc, annotations: Annotations, first: Mention) -> tuple[str, ...]:
    """Return who is named state by state behind "her counterparts from Peru, Kay, and Chile, Roe", from the first on."""
    found, end = list(first.people), first.end
    while (comma := next((t.i for t in doc[end + 1 : end + 6] if t.text == ","), None)) is not None:
        named = next(
            (m for m in annotations.mentions if m.kind is MentionKind.PERSON and m.start == comma + 1 and m.people),
            None,
        )
        if named is None or any(t.pos_ not in {"CCONJ", "PROPN", "DET", "PUNCT"} for t in doc[end:comma]):
            break
        found += named.people
        end = named.end
    return tuple(dict.fromkeys(found))


def _peer_of(annotations: Annotations, owner: PersonEntity, seen: list[Mention]) -> tuple[str, ...]:
    """Return who of another state was last named that has the same office: "Kay was sorry that his counterpart stayed away"."""
    held = annotations.present_posts_of(owner.key)
    return next(
        (
            m.people
            for m in reversed(seen)
            if len(m.people) == 1
            and (entity := annotations.people[m.people[0]]).country not in {None, owner.country}
            and held & annotations.present_posts_of(entity.key)
        ),
        (),
    )


def _counterpart_of(
    annotations: Annotations,
    antecedent: PersonEntity,
    code: str,
    mention: Mention,
    phrase: OfficePhrase,
    seen: list[Mention],
) -> str | None:
    """Return who holds in a country the office that somebody holds in his own."""
    held = annotations.present_posts_of(antecedent.key)
    if held & {"foreign-affairs-director", "high-representative"}:
        held = held | {"foreign-minister"}
    for post in ("head-of-state", "head-of-government", *sorted(held)):
        if post not in held:
            continue
        led = {"head-of-state", "head-of-government"}
        posts = (
            (post,)
            if post not in led
            else (annotations.knowledge.countries[code].led_by, post)
            if code in annotations.knowledge.countries
            else (post,)
        )
        wanted = OfficePhrase(posts, post, phrase.text, code, is_definite=True)
        for m in reversed(seen):
            if len(m.people) == 1 and m.people[0] != antecedent.key:
                entity = annotations.people[m.people[0]]
                if entity.country == code and set(posts) & annotations.present_posts_of(entity.key):
                    return entity.key
        keys = _holder_keys(annotations, wanted, code, mention)
        if len(keys) == 1:
            return keys[0]
    return None
