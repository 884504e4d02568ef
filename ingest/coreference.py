"""Resolves offices, pronouns and groups to people of the document, in one pass through the text.

"the Chinese foreign minister"      whoever holds it that day, or already has it in the text
"his Iranian counterpart"           the holder of the antecedent's post in Iran
"he", "her", "the minister"         the person last in focus who fits
"the two presidents", "the pair"    the two people last named together
"""

from __future__ import annotations

import re
from functools import partial

from spacy.tokens import Doc, Token

from ingest.annotations import (
    Annotations,
    Candidate,
    Mention,
    MentionKind,
    OfficePhrase,
    OfficeUse,
    PersonEntity,
    annotations_of,
)
from ingest.antecedents import FEMALE, MALE, REACH, candidates_for, is_tag, likeliest, other_gender
from ingest.bare_offices import office_candidates
from ingest.cataphora import pair_ahead, pointed_forward
from ingest.entities import entity_of
from ingest.home import home_of
from ingest.names import fold
from ingest.offices import ATTACH_ONLY, holders_of, known_offices
from ingest.pairs import likeliest_pair, pair_candidates
from ingest.roles import find_roles, resolve_role
from ingest.subjects import resolve_relative, subject_tokens
from ingest.syntax import RELATIVE, clause_head, conjuncts

PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
_PAIR_NOUNS = frozenset(
    "leaders presidents men ministers women sides diplomats counterparts politicians officials chiefs heads of state premiers envoys".split()
)
_GROUP_WORDS = frozenset({"two", "pair", "duo", "both"})
_FEMALE_HEADS = frozenset({"queen", "spokeswoman", "chairwoman", "congresswoman", "princess"})


def resolve(doc: Doc, offices: list[Mention], people: list[Mention]) -> list[Mention]:
    """Return office, pronoun and group mentions with the people they mean; `people` are the mentions by name."""
    annotations = annotations_of(doc)
    annotations.in_quotes = _in_quotes(doc)
    pronouns = _find_pronouns(doc)
    groups = _find_groups(doc, offices)
    covered = {i for mention in groups for i in range(mention.start, mention.end)}
    free = [m for m in offices if not covered.intersection(range(m.start, m.end)) or m.attached is not None]
    pronouns = [m for m in pronouns if m.start not in covered]
    taken = {i for m in [*offices, *people, *groups] for i in range(m.start, m.end)}
    roles = find_roles(doc, annotations, taken)
    resolved: list[Mention] = []
    order = sorted(
        [*free, *pronouns, *groups, *roles, *people], key=lambda m: (m.start, m.kind is not MentionKind.PERSON, m.end)
    )
    seen: list[Mention] = []
    named = {i: m for m in people for i in range(m.start, m.end) if len(m.people) == 1}
    for mention in order:
        if mention.kind is MentionKind.OFFICE and not mention.people:
            _resolve_office(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.PRONOUN:
            ahead = pointed_forward(doc, annotations, mention, named, seen)
            mention.people = ahead.people if ahead is not None else pair_ahead(doc, mention, named)
            if not mention.people:
                _resolve_pronoun(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.GROUP:
            _resolve_group(doc, annotations, mention, seen)
        elif mention.kind is MentionKind.ROLE:
            resolve_role(doc, annotations, mention, seen)
        if mention.people:
            seen.append(mention)
        if mention.kind is not MentionKind.PERSON:
            resolved.append(mention)
    return resolved


def _find_pronouns(doc: Doc) -> list[Mention]:
    found: list[Mention] = []
    for token in doc:
        style = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if style.text in _RANKS and style.i + 1 < len(doc):
            style = doc[style.i + 1]  # "His Royal Highness"
        if token.text == "HE" and style.text[:1].isupper() and not style.text.isupper():
            continue  # "HE President of the French Republic": His Excellency
        if token.lower_ in {"his", "her"} and style.text in _STYLES:
            after = doc[style.i + 1] if style.i + 1 < len(doc) else style
            if not (after.text[:1].isupper() or after.lower_ == "the"):  # "His Majesty King Abdullah" is named
                found.append(
                    Mention(
                        token.i, style.i + 1, MentionKind.PRONOUN, is_possessive=after.text in {"'s", "’s", "’", "'"}
                    )
                )
        elif token.lower_ in MALE | FEMALE:
            found.append(
                Mention(
                    token.i,
                    token.i + 1,
                    MentionKind.PRONOUN,
                    is_possessive=token.lower_ in {"his", "hers"}
                    or (token.lower_ == "her" and _is_possessive_her(token)),
                )
            )
        elif token.lower_ in {"they", "them", "their"}:
            found.append(Mention(token.i, token.i + 1, MentionKind.PRONOUN, is_possessive=token.lower_ == "their"))
    return found


_RANKS = frozenset({"Royal", "Serene", "Imperial"})
_STYLES = frozenset({"Majesty", "Highness", "Holiness", "Excellency", "Eminence"})


def _is_possessive_her(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.dep_ in {"nmod:poss", "poss"}


def _find_groups(doc: Doc, offices: list[Mention]) -> list[Mention]:
    """Find "the two leaders", "both presidents", "the pair", "the two", "the leaders" (of nobody else named)."""
    found: list[Mention] = []
    plural_starts = {m.start: m for m in offices if m.office and m.office.is_plural and m.attached is None}
    index = 0
    while index < len(doc):
        token = doc[index]
        low = token.lower_
        end = index
        if (
            low in {"the", "these", "those"}
            and index + 1 < len(doc)
            and doc[index + 1].lower_ in {"two", "pair", "duo", *_COUNTS}
        ):
            end = index + 2
        elif low == "both" and index + 1 < len(doc) and doc[index + 1].lower_ in _PAIR_NOUNS:
            end = index + 1
        elif low == "both" and token.dep_ in SUBJECTS | {"obj", "dobj", "obl"}:
            found.append(Mention(index, index + 1, MentionKind.GROUP))
        if end > index and end < len(doc) and doc[end].text == "-":
            end = index  # "the three-cornered talks"
        if end > index:
            stop = end
            while (
                stop < len(doc)
                and stop < end + 3
                and doc[stop].lower_ not in {"last", "first", "next"}  # "the two last met"
                and (doc[stop].lower_ in _PAIR_NOUNS or (doc[stop].pos_ in {"ADJ"} and doc[stop].text[0].islower()))
            ):
                stop += 1
            after = doc[stop] if stop < len(doc) else None
            noun = (
                after is not None
                and after.pos_ in {"NOUN", "PROPN"}
                and stop == end
                and doc[end - 1].lower_ in {"two", "three", "four"}
            )
            if noun and end in plural_starts:  # "the two defence ministers"
                plural = plural_starts[end]
                found.append(
                    Mention(index, plural.end, MentionKind.GROUP, name=plural.office.head if plural.office else "")
                )
                index = plural.end
                continue
            if not noun and not (stop > end and doc[stop - 1].pos_ == "ADJ"):
                head = next((doc[i].lower_ for i in range(end, stop) if doc[i].lower_ in _PAIR_NOUNS), "")
                found.append(Mention(index, stop, MentionKind.GROUP, name=head))
                index = stop
                continue
        if index in plural_starts:
            mention = plural_starts[index]
            if (
                mention.office
                and not mention.office.countries
                and mention.office.is_definite
                and mention.office.country is None
                and mention.office.owner is None
            ):
                found.append(Mention(mention.start, mention.end, MentionKind.GROUP, name=mention.office.head))
                index = mention.end
                continue
        index += 1
    return found


# -- offices


def _resolve_office(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    phrase = mention.office
    if phrase is None or phrase.is_former:
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
        mention.people = tuple(dict.fromkeys(keys)) or _compatriots(doc, annotations, mention, seen)
        return
    possessor = next((m for m in reversed(seen) if m.end == mention.start - 1 and m.is_possessive), None)
    if possessor is not None and len(possessor.people) == 1 and phrase.country is None:
        # "President Biden's national security adviser"
        phrase.country, phrase.is_definite = annotations.people[possessor.people[0]].country, True
    if not phrase.is_definite or (phrase.country is None and _is_over_else(doc, mention)):
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
    candidates = office_candidates(doc, annotations, mention, seen, partial(has_office, annotations, mention))
    known = likeliest(candidates, "antecedent-office")
    if known is not None:
        mention.people = (known,)
    elif phrase.head in _OF_ONE and (home := home_of(annotations)).is_sure and home.state:
        mention.people = tuple(_holder_keys(annotations, phrase, home.state, mention))


def _is_over_else(doc: Doc, mention: Mention) -> bool:
    """Tell whether an office says over what it is, and that is no state: "the head of the rebels' political wing"."""
    if doc[mention.end : mention.end + 1].text != "of":
        return False
    words = doc[mention.end + 1 : mention.end + 3].text.lower().split()
    return not _REALM.intersection(words)


_REALM = frozenset(
    "republic country state nation government council cabinet kingdom parliament commission union".split()
)
# Offices of which a state has one, so that "the Prime Minister" is that of the report's home.
_OF_ONE = frozenset({"president", "prime minister", "premier", "foreign minister", "king", "head of state"})
# Of these a state has several; the base may know one of them.
_NEVER_ALONE = frozenset({"ambassador", "envoy", "special envoy", "minister", "deputy foreign minister"})


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


def _compatriots(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return whom "the Russian ministers" means: two or three of that state and office named shortly before, together."""
    phrase = mention.office
    code = phrase.country if phrase is not None else None
    if phrase is None or code is None or doc[mention.start].lower_ != "the":
        return ()
    near = [m for m in seen if m.start >= _sentence_starts(doc, mention.start)[-1]]
    fitting = group_members(doc, annotations, mention, near, phrase.head)
    keys = [key for key in reversed(fitting) if annotations.people[key].country == code]
    return tuple(keys) if len(keys) in {2, 3} else ()


def _owner_country(annotations: Annotations, phrase: OfficePhrase, seen: list[Mention]) -> str | None:
    owners = _owners(phrase, seen)
    return annotations.people[owners[0]].country if owners else None


def _owners(phrase: OfficePhrase, seen: list[Mention]) -> tuple[str, ...]:
    """Return whose office it is said to be: "his finance minister"."""
    return next((m.people for m in reversed(seen) if m.start == phrase.owner), ())


def _posts_of(annotations: Annotations, entity: PersonEntity) -> set[str]:
    posts = {post for use in entity.offices if not use.phrase.is_former for post in use.phrase.posts[:1]}
    return posts | annotations.posts(entity.person)


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
        if use.phrase.is_former or (use.phrase.head != phrase.head and _TITLED & {use.phrase.head, phrase.head}):
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
        return any(term.tenure.office in offices for term in terms)
    return False


def _is_kind_of(office: str, head: str) -> bool:
    """Tell whether "the minister" may mean a foreign minister; a vice president is no president."""
    return office.endswith(" " + head) and not office.startswith(("vice ", "deputy ", "assistant "))


# A king is no president, and a prince may hold any post.
_TITLED = frozenset("king queen emperor empress pope pontiff sultan emir prince princess".split())


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


def _peer_of(annotations: Annotations, owner: PersonEntity, seen: list[Mention]) -> tuple[str, ...]:
    """Return who of another state was last named that has the same office: "Kay was sorry that his counterpart stayed away"."""
    held = _posts_of(annotations, owner)
    return next(
        (
            m.people
            for m in reversed(seen)
            if len(m.people) == 1
            and (entity := annotations.people[m.people[0]]).country not in {None, owner.country}
            and held & _posts_of(annotations, entity)
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
    held = _posts_of(annotations, antecedent)
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
                if entity.country == code and set(posts) & _posts_of(annotations, entity):
                    return entity.key
        keys = _holder_keys(annotations, wanted, code, mention)
        if len(keys) == 1:
            return keys[0]
    return None


# -- pronouns and groups


def _resolve_pronoun(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    low = doc[mention.start].lower_
    if low in {"they", "them", "their"}:
        if _has_plural_subject(doc, mention.start):
            return  # "US officials …, but they": not the people last named
        mention.people = _last_pair(doc, annotations, mention, seen, "")
        return
    if low in {"himself", "herself"} and seen and seen[-1].end == mention.start and len(seen[-1].people) == 1:
        mention.people = seen[-1].people  # "Kay himself"
        return
    wrong = other_gender(low)
    own = _own_subject(doc, mention, seen) if low in {"him", "her"} and not mention.is_possessive else None
    if own is not None and annotations.people[own].gender != wrong:
        mention.people = (own,)
        return
    fitting = antecedents(doc, annotations, mention, seen)
    start = doc[mention.start].sent.start
    here = [m for m in fitting if m.start >= start]
    if is_tag(
        doc, mention.start
    ):  # "Kay would come, he said": somebody else; not in "Kay was firm: nothing was agreed, he said"
        marks = [t.i for t in doc[start : mention.start] if t.text in {":", ";"}]
        here = [m for m in here if m.kind is MentionKind.PRONOUN or any(m.end <= mark for mark in marks)]
    if here and (
        _is_of_aside(doc, here[-1], mention) or (mention.is_possessive and doc[mention.start - 1].lower_ == "and")
    ):
        mention.people = here[-1].people  # "for Sanna Marin, on her way out, and her foreign minister"
        return
    subjects = [m for m in here if _is_subject(doc, m)] or [m for m in here if _leads(doc, m)]
    if subjects or (here and _is_of_clause(doc, mention.start)):
        mention.people = (subjects or here)[-1].people
        return
    if len({m.people[0] for m in here}) == 1 and _is_of_when_clause(doc, mention.start):
        mention.people = here[-1].people  # "after Zaev's visit to Sofia, when he held talks"
        return
    before = [m for m in fitting if m.start < start]
    key = likeliest(candidates_for(doc, annotations, mention, before))
    if key is not None:
        mention.people = (key,)
    elif here:
        mention.people = here[-1].people


def _is_of_when_clause(doc: Doc, index: int) -> bool:
    """Tell whether a pronoun is the subject of a clause with "when" or "where" that follows a comma: of whom it follows."""
    verb = doc[index].head
    return doc[index].dep_ in SUBJECTS and any(
        child.lower_ in {"when", "where"} and child.i > doc[index].sent.start and doc[child.i - 1].text == ","
        for child in verb.children
    )


def _is_of_aside(doc: Doc, named: Mention, pronoun: Mention) -> bool:
    """Tell whether a pronoun stands in an aside on who is named right before it: "Marin, on her way out since she lost"."""
    between = doc[named.end : pronoun.start]
    return (
        len(between) > 1
        and [t.i for t in between if t.text == ","] == [named.end]
        and (between[1].pos_ in {"ADP", "ADJ"} or between[1].tag_ in {"VBN", "VBG"})
    )


def _is_of_clause(doc: Doc, index: int) -> bool:
    """Tell whether a pronoun is the object of a verb that has a subject here: of the others named beside it one is meant."""
    return bool(_clause_subject(doc, index)) and doc[index].lower_ in {"him", "her"}


def antecedents(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> list[Mention]:
    """Return the mentions of one person each that "he" or "she" may point back to, in text order.

    Left out are those of the other gender, the subject and object of the pronoun's own verb, compatriots of whom it met, and
    who is named inside a quotation only.
    """
    low = doc[mention.start].lower_
    wrong = other_gender(low)
    excluded = _clause_subject(doc, mention.start) if low in {"him", "her"} and not mention.is_possessive else set()
    excluded |= _own_obliques(doc, mention.start) | _relative_head(doc, mention.start)
    barred = {m.people[0] for m in seen if excluded.intersection(range(m.start, m.end)) and len(m.people) == 1}
    if low in {"him", "her"} and not mention.is_possessive:
        barred |= _plural_subject(doc, mention, seen)
    other_side = _other_side(doc, annotations, mention.start)
    is_quoted = mention.start in annotations.in_quotes
    fitting = [
        m
        for m in seen
        if len(m.people) == 1
        and m.start < mention.start
        and annotations.people[m.people[0]].gender != wrong
        and m.people[0] not in barred
        # Whom somebody met is of another state: "X had received him", "he saw Y in Banjul".
        and annotations.people[m.people[0]].country not in other_side
        and (is_quoted or m.start not in annotations.in_quotes)
    ]
    if mention.end - mention.start > 1:  # "His Highness"
        styled = _styled(doc, annotations)
        fitting = [m for m in fitting if m.people[0] in styled] or fitting
    if wrong == "m":
        return [m for m in fitting if annotations.people[m.people[0]].gender == "f"] or fitting
    return fitting


def _styled(doc: Doc, annotations: Annotations) -> set[str]:
    """Return the people whose names come with a style: "His Highness the Amir Sheikh Tamim", "HRH Prince Faisal"."""
    return {
        m.people[0]
        for m in annotations.mentions
        if m.kind is MentionKind.PERSON
        and len(m.people) == 1
        and any(t.text in _STYLES | {"HRH", "HH"} for t in doc[max(doc[m.start].sent.start, m.start - 7) : m.start])
    }


def _plural_subject(doc: Doc, mention: Mention, seen: list[Mention]) -> set[str]:
    """Return the people of the subject of several in a pronoun's clause: "They met with him" is of a third."""
    top = clause_head(doc[mention.start])
    words = [child.i for child in top.children if child.dep_ in SUBJECTS]
    of_several = [m for m in seen if len(m.people) > 1 and any(m.start <= i < m.end for i in words)]
    return {key for m in of_several for key in m.people}


_MEETING_VERBS = frozenset(
    "meet see receive welcome greet host visit telephone phone call ring join entertain brief congratulate invite accompany".split()
)


def _own_obliques(doc: Doc, index: int) -> set[int]:
    """Return the words that hang on the verb of a pronoun subject: "with Ghazouani he talked about …" is of two people."""
    token = doc[index]
    if token.dep_ not in SUBJECTS:
        return set()
    return {child.i for child in token.head.children if child.dep_.startswith(("obl", "obj")) and child.i < index}


def _relative_head(doc: Doc, index: int) -> set[int]:
    """Return the noun of a clause with "whose" or "whom" that has a subject of its own: "Kay, by whose side he stood"."""
    verb = doc[index].head
    if doc[index].dep_ not in SUBJECTS or verb.dep_ not in RELATIVE:
        return set()
    opens = doc[verb.left_edge.i : index]
    return {verb.head.i} if any(t.lower_ in {"whose", "whom"} for t in opens) else set()


def _other_side(doc: Doc, annotations: Annotations, index: int) -> set[str]:
    """Return the states of the other people at a verb of meeting that has a pronoun as subject or object."""
    token = doc[index]
    verb = token.head
    if verb.lemma_.lower() not in _MEETING_VERBS or token.dep_ not in SUBJECTS | {"obj", "dobj", "iobj"}:
        return set()
    wanted = {"obj", "dobj"} if token.dep_ in SUBJECTS else SUBJECTS
    words = [child for child in verb.children if child.dep_ in wanted]
    if not words and verb.dep_ == "conj" and token.dep_ not in SUBJECTS:
        words = [child for child in verb.head.children if child.dep_ in SUBJECTS]
    codes = {
        annotations.people[m.people[0]].country
        for m in annotations.mentions
        for word in words
        if m.start <= word.i < m.end and m.kind is MentionKind.PERSON and len(m.people) == 1
    }
    return {code for code in codes if code is not None}


def _own_subject(doc: Doc, mention: Mention, seen: list[Mention]) -> str | None:
    """Return the subject that "around him", "beside her" points back to: places are seen from the subject."""
    if mention.start == 0 or doc[mention.start - 1].lower_ not in {
        "around",
        "behind",
        "beside",
        "before",
        "about",
        "round",
    }:
        return None
    verb = doc[mention.start].head
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            found = next((m for m in reversed(seen) if m.start <= subject.i < m.end and len(m.people) == 1), None)
            return found.people[0] if found is not None else None
        verb = verb.head
    return None


def _has_plural_subject(doc: Doc, index: int) -> bool:
    """Tell whether a plural noun, no name, is a subject earlier in the sentence: what "they" then means."""
    return any(token.dep_ in SUBJECTS and token.tag_ == "NNS" for token in doc[doc[index].sent.start : index])


def _clause_subject(doc: Doc, index: int) -> set[int]:
    """Return the subject words of the verb whose object a pronoun is; the two are never the same person."""
    token = doc[index]
    is_between = index > 0 and doc[index - 1].lower_ == "between"  # "he confirmed a meeting between him and Kay"
    if token.dep_ not in {"obj", "dobj", "iobj", "dative", "obl"} and not is_between:
        return set()
    verb = clause_head(token) if is_between else token.head
    words = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not words and verb.dep_ == "conj":
        words = [child for child in verb.head.children if child.dep_ in SUBJECTS]
    if not words and verb.dep_ == "advcl" and verb.tag_ == "VB":
        words = subject_tokens(verb)  # "flew there to fetch him"
    if not words and (verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")):
        # "promised to take him along", "was blamed for addressing him"; "asked Kay to take him": Kay takes
        told = [child for child in verb.head.children if child.dep_ in {"obj", "dobj"} and child.i < verb.i]
        words = told if verb.dep_ == "xcomp" and told else subject_tokens(verb)
    return {word.i for word in resolve_relative(words)}  # "the minister, who received him"


def _leads(doc: Doc, mention: Mention) -> bool:
    """Tell whether a mention opens its sentence, or at least hangs on no preposition."""
    start = doc[mention.start].sent.start
    before = doc[mention.start - 1] if mention.start > start else None
    if before is not None and before.lower_ == "for" and mention.start - 1 == start:
        return True  # "For Lula it was a homecoming"
    return before is None or (
        not mention.is_possessive
        and before.pos_ not in {"ADP"}
        and before.lower_ not in {"with", "and", ",", "by", "of", "to", "from", "for"}
    )


def _in_quotes(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks of their own sentence."""
    found: set[int] = set()
    for sent in doc.sents:
        is_open = False
        for token in sent:
            if is_open:
                found.add(token.i)
            if token.text in {"“", "``"}:
                is_open = True
            elif token.text in {"”", "''"}:
                is_open = False
    return frozenset(found)


def _sentence_starts(doc: Doc, index: int) -> list[int]:
    starts: list[int] = []
    at = index
    while len(starts) < REACH and at >= 0:
        sent = doc[at].sent
        if any(not t.is_space for t in sent):
            starts.append(sent.start)
        at = sent.start - 1
    return starts


def _is_subject(doc: Doc, mention: Mention) -> bool:
    return any(doc[i].dep_ in SUBJECTS for i in range(mention.start, mention.end)) and not mention.is_possessive


def _last_pair(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], head: str) -> tuple[str, ...]:
    """Return the two people a group or "they" means: of those within reach who fit `head` ("presidents"), the likeliest."""
    if (group := _of_many(doc, mention, seen, head)) is not None:
        return group
    hosts = _co_subjects(doc, mention, seen)
    members = [key for key in group_members(doc, annotations, mention, seen, head) if key not in hosts]
    pair = likeliest_pair(pair_candidates(doc, annotations, mention, seen, members))
    return pair or ()


def _co_subjects(doc: Doc, mention: Mention, seen: list[Mention]) -> set[str]:
    """Return the subjects of the verb that a group is an object of: "Macron and Merkel hosted a summit with the two leaders"."""
    root = doc[mention.start : mention.end].root
    verb = clause_head(root)
    if mention.is_possessive or root.dep_ in SUBJECTS or verb == root:
        return set()
    words = {word.i for subject in verb.children if subject.dep_ in SUBJECTS for word in conjuncts(subject)}
    acting = [m for m in seen if len(m.people) == 1 and words.intersection(range(m.start, m.end))]
    beside = [  # "A and B had received": the first of two that the parser lost
        m
        for m in seen
        for subject in acting
        if m.end <= subject.start
        and m.start >= subject.start - LISTED
        and len(m.people) == 1
        and m.start >= doc[subject.start].sent.start
        and re.match(r"(?:,[^,]*,)? and\b[^,;]*$", " " + doc[m.end : subject.start].text)
    ]
    return {m.people[0] for m in [*acting, *beside]}


LISTED = 12  # tokens between two who act together


def _of_many(doc: Doc, mention: Mention, seen: list[Mention], head: str) -> tuple[str, ...] | None:
    """Return the three or more whom the last mention of several names, where "they" may well go on with these."""
    floor = _sentence_starts(doc, mention.start)[-1]
    if not head and not _is_of_two(doc, mention) and (listed := _listed(doc, mention, seen)):
        return listed
    last = next((other for other in reversed(seen) if other.start >= floor or head), None)
    if last is not None and len(last.people) > 2 and not _is_of_two(doc, mention):
        return last.people
    return None


def _listed(doc: Doc, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return the three or more who are the subject of the sentence before: "Kay, Roe and Lund met. They agreed …"."""
    start = doc[mention.start].sent.start
    if start == 0 or any(m.start >= start for m in seen):
        return ()
    top = doc[start - 1].sent.root
    subject = next((child for child in top.children if child.dep_ in SUBJECTS), None)
    words = {word.i for word in conjuncts(subject)} if subject is not None else set()
    keys = dict.fromkeys(m.people[0] for m in seen if len(m.people) == 1 and words.intersection(range(m.start, m.end)))
    return tuple(keys) if len(keys) > 2 else ()


def group_members(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], head: str) -> list[str]:
    """Return who may be one of "the two leaders", "they": named within reach, or anywhere if the noun says what they are."""
    wanted = fold(head)
    singular = wanted[:-1] if wanted.endswith("s") else wanted
    floor = _sentence_starts(doc, mention.start)[-1]
    keys: dict[str, None] = {}
    for other in reversed(seen):
        if other.start < floor and not wanted:
            break
        for key in other.people:
            entity = annotations.people[key]
            if _is_spokesperson(annotations, entity) or (
                (singular == "leader" or wanted.startswith("head")) and not _leads_state(annotations, entity)
            ):
                continue
            if (" of " in wanted or singular in _OF_RANK) and not _is_called(entity, wanted):
                continue
            if singular == "minister" and any(post.endswith("minister") for post in annotations.posts_of(key)):
                keys.setdefault(key)  # a secretary of state is one
                continue
            if (
                (singular == "president" or singular.split()[-1:] == ["minister"])
                and not any(singular in use.phrase.head for use in entity.offices)
                and not _holds_titled(annotations, entity, singular)
                and singular.replace("defense", "defence").replace(" ", "-") not in annotations.posts_of(key)
            ):
                continue
            keys.setdefault(key)
    return list(keys)


# "The directors" are never presidents, as "the chiefs" may be.
_OF_RANK = frozenset("director commander general governor ambassador negotiator adviser advisor speaker".split())


def _is_called(entity: PersonEntity, plural: str) -> bool:
    """Tell whether the text calls somebody what a plural says: "the chiefs of defence forces", "the directors"."""
    word = plural.split(" of ")[0].split()[-1].removesuffix("s")
    return plural.startswith("head") or any(word in fold(use.phrase.head) for use in entity.offices)


def _is_of_two(doc: Doc, mention: Mention) -> bool:
    """Tell whether a group is said to be of two: "the two leaders", "both"."""
    return any(t.lower_ in _GROUP_WORDS for t in doc[mention.start : mention.end])


LEADERS = frozenset(
    "head-of-state head-of-government supreme-leader party-leader crown-prince regional-leader opposition-leader organization-president "
    "secretary-general".split()
)


def _leads_state(annotations: Annotations, entity: PersonEntity) -> bool:
    """Tell whether somebody may be one of "the two leaders": leads a state or body, or has no known office."""
    posts = _posts_of(annotations, entity)
    return not posts or bool(posts & LEADERS)


def _is_spokesperson(annotations: Annotations, entity: PersonEntity) -> bool:
    posts = _posts_of(annotations, entity)
    return bool(posts) and posts <= {"spokesperson"}


def _holds_titled(annotations: Annotations, entity: PersonEntity, title: str) -> bool:
    """Tell whether somebody holds an office with these words in its title on the document's day."""
    offices = annotations.knowledge.offices
    return any(title in offices[term.tenure.office].title.casefold() for term in annotations.terms(entity.person))


_COUNTS = {"three": 3, "trio": 3, "four": 4}


def _last_of(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention], count: int) -> tuple[str, ...]:
    """Return the people of the last sentence that names just so many, else the last so many named one after the other."""
    for start in _sentence_starts(doc, mention.start):
        stop = min(doc[start].sent.end, mention.start)
        keys = dict.fromkeys(
            key
            for other in seen
            if start <= other.start < stop
            for key in other.people
            if not _is_spokesperson(annotations, annotations.people[key])
        )
        if len(keys) == count:
            return tuple(keys)
    keys = dict.fromkeys(key for other in reversed(seen) for key in other.people)
    return tuple(reversed(list(keys)[:count])) if len(keys) >= count else ()


def _resolve_group(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    words = {token.lower_ for token in doc[mention.start : mention.end]}
    if words & {"side", "sides"}:
        return
    count = next((n for word, n in _COUNTS.items() if word in words), None)
    if count is not None:
        mention.people = _last_of(doc, annotations, mention, seen, count)
        return
    mention.people = _last_pair(doc, annotations, mention, seen, str(mention.name or ""))
