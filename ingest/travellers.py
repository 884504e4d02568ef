"""Whose journey a noun of travel tells of, where no argument of its own says so.

"is on a visit to Cairo", "embarked on a tour"     the subject
"Lavrov, on a visit to Cairo, thanked them"        the subject, or the name it hangs on
"For Xi it is the first journey to Moscow"         who it is for
"welcomed Modi for a state visit"                  the guest, and the host's country is where it leads
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.model import Status
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.arguments import Arguments
from ingest.control import subjects
from ingest.encounter import Encounter
from ingest.frames import load_frames
from ingest.status import INVITATION_TO
from ingest.subjects import resolve_relative, subject_tokens
from ingest.syntax import FINITE, OBJECT, PASSIVE_SUBJECT, RELATIVE, SUBJECT, conjuncts, objects, obliques, relative_of

# "on a visit", "embarked on a tour", "kicked off a tour", "touring the Gulf, with stops in Doha and Muscat".
_UNDER_WAY = frozenset({"on", "off", "with"})
_HANGS = frozenset({"obl", "nmod", "obj", "dobj", "advcl", "pobj", "prep"})
_HOSTS = frozenset("host receive welcome greet invite entertain".split())
MOST_TOGETHER = 3


def whose_trip(doc: Doc, token: Token, end: int, index: dict[int, Mention]) -> list[str]:
    """Return whose journey a noun means: who is counted up behind a colon, whom it is for, or who is on it."""
    return (
        _after_colon(doc, token, end, index)
        or _for_whom(token, index)
        or _who_is_on(token, index)
        or _subject_ahead(token, index)
        or _of_whole_trip(token, index)
        or _who_ends(token, index)
    )


def _who_ends(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return who ends a trip where the verb is taken for a noun: "Kay wound up a visit to Lima"."""
    verb = token.head
    is_wound = token.dep_ in OBJECT and verb.lower_ in {"wound", "winds"} and verb.nbor().lower_ == "up"
    return _people_of(subjects(verb), index) if is_wound else []


_OPENS = frozenset("during on in at after following throughout before".split())


def _subject_ahead(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return the subject behind a phrase of travel that opens its sentence: "During a stay in Lima, Kay spoke of peace"."""
    sent = token.sent
    first = next((t for t in sent if not t.is_punct and not t.is_space), token)
    own = any(child.lower_ in _DETERMINERS for child in token.children)
    if not own or token.i - first.i > FARTHEST_IN or first.lower_ not in _OPENS:
        return []
    top = token
    while top.head != top and not any(c.dep_ in SUBJECT and c.i > token.i for c in top.head.children):
        top = top.head
    if any(t.tag_ in FINITE for t in sent.doc[first.i : token.i]):
        return []
    return _people_of([c for c in top.head.children if c.dep_ in SUBJECT and c.i > token.i][:1], index)


FARTHEST_IN = 7  # words from the start of a sentence to its trip: "On the second day of a visit"


def _of_whole_trip(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whose stops a trip includes: "Kay's tour also includes stops in Rabat and Tunis"."""
    verb = token.head
    if token.dep_ not in OBJECT or verb.lemma_.lower() not in {"include", "involve", "feature", "comprise"}:
        return []
    trips = [t for t in subjects(verb) if (t.lemma_.lower(), "NOUN") in load_frames()]
    inside = [index[t.i] for trip in trips for t in trip.subtree if t.i in index and t.i < verb.i]
    return list(dict.fromkeys(key for m in inside for key in m.people))


def own_traveller(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whose journey the words right around a noun say it is, whoever else the sentence names.

    "Kay, whose trip to Lima …", "the visit that she was to make", "the visit of Kay to Lima", "her predecessor, Roe, made her visit".
    """
    if any(child.lower_ == "whose" for child in token.children) and token.doc[token.i + 1].lower_ in {"to", "in"}:
        clause = next((t for t in (token, *token.ancestors) if t.dep_ in RELATIVE), None)
        return _people_of([clause.head], index) if clause is not None else []
    for clause in token.children:
        if clause.dep_ in RELATIVE and clause.lemma_.lower() in _MAKES and clause.i > token.i:
            words = [child for child in clause.children if child.dep_ in SUBJECT and child.lower_ not in _RELATIVES]
            if words:
                return _people_of(words, index)
    verb = token.head
    if token.dep_ in OBJECT and verb.lemma_.lower() in _MAKES and any(child.tag_ == "PRP$" for child in token.children):
        found = _people_of(resolve_relative(subject_tokens(verb)), index)
        if len(found) == 1:
            return found
    return _of_whom(token, index)


_MAKES = frozenset({"make", "pay", "undertake", "begin", "start", "end", "finish", "conclude", "complete", "cut"})
_RELATIVES = frozenset({"who", "which", "that"})


def _of_whom(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whose visit it is in "the visit of Foreign Minister Ishaq Dar to Beijing", by the order of words."""
    doc, at = token.doc, token.i + 2
    if doc[token.i + 1 : at].text not in {"of", "by"}:
        return []
    found: list[str] = []
    while at < token.sent.end:
        mention = index.get(at)
        if mention is not None and mention.people and not mention.is_possessive:
            found += [key for key in mention.people if key not in found]
            at = mention.end
        elif mention is not None and mention.kind in {MentionKind.OFFICE, MentionKind.COUNTRY}:
            at = mention.end
        elif doc[at].lower_ in {"the", ",", "and"} or doc[at].pos_ == "PROPN":
            at += 1  # "of Bangabandhu Sheikh Mujibur Rahman"
        else:
            break
    return found if doc[at : at + 1].text in {"to", "in"} else []


def _who_is_on(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return who is "on a visit": the subject of "is", of the verb it hangs on, or the name it hangs on."""
    cases = {child.lower_ for child in token.children if child.dep_ in {"case", "compound:prt"} and child.i < token.i}
    if any(child.dep_ == "cop" for child in token.children) and "on" in cases:
        return _people_of(resolve_relative([child for child in token.children if child.dep_ in SUBJECT]), index)
    if cases & _UNDER_WAY and token.dep_ in _HANGS and token.head.pos_ in {"VERB", "AUX"}:
        found = _people_of(resolve_relative(subject_tokens(token.head)), index)
        if found:
            return found
    return _named_before(token, index)


def _named_before(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return who is named right before "on a visit": "Lavrov, on a short visit to Cairo, …", "Lavrov, who is on …"."""
    doc, at = token.doc, token.i - 1
    while at > token.sent.start and at > token.i - 8 and doc[at].lower_ != "on" and doc[at].pos_ != "VERB":
        at -= 1
    if doc[at].lower_ != "on" or not any(t.lower_ in _DETERMINERS for t in doc[at + 1 : token.i]):
        return []
    at -= 1
    while at > token.sent.start and (doc[at].lower_ in _IS_ON or doc[at].pos_ == "ADV"):
        at -= 1
    mention = index.get(at)
    return list(mention.people) if mention is not None and not mention.is_possessive else []


_DETERMINERS = frozenset({"a", "an", "his", "her", "their"})
_IS_ON = frozenset({",", "who", "is", "was", "are", "were", "been", "has", "had"})


def _people_of(words: list[Token], index: dict[int, Mention]) -> list[str]:
    """Return the people that words and what is coordinated with them name, possessors left out."""
    found: list[str] = []
    for word in words:
        for each in conjuncts(word):
            at = [each.i, *(c.i for c in each.children if c.dep_ in {"flat", "appos", "compound", "nmod:desc"})]
            mention = next((index[i] for i in at if i in index and index[i].people), None)
            if mention is not None and not mention.is_possessive:
                found += [key for key in mention.people if key not in found]
    return found


_SAYS = frozenset("say add announce confirm declare state tell hope think believe insist stress".split())


def without_sayers(token: Token, people: list[str], index: dict[int, Mention]) -> list[str]:
    """Leave out who only speaks of a trip: "A said the visit to Lima would go ahead", not "A said his visit would", nor "said a visit was possible"."""
    clause = token.head
    is_said = token.dep_ in SUBJECT | PASSIVE_SUBJECT and clause.dep_ == "ccomp" and clause.head.lemma_.lower() in _SAYS
    if not is_said or not any(t.lower_ in {"the", "this", "that"} for t in token.children):
        return people
    sayers = _people_of(subjects(clause.head), index)
    return [key for key in people if key not in sayers]


def without_those_seen(
    doc: Doc, annotations: Annotations, token: Token, arguments: Arguments, people: list[str], index: dict[int, Mention]
) -> list[str]:
    """Leave out whom travellers saw on a trip: "Lavrov, on a tour of Africa, held talks with Lourenço"."""
    homes = {annotations.people[key].country for key in arguments.hosts}
    verb = next((t.i for t in doc[token.i + 1 : token.sent.end] if t.pos_ == "VERB"), token.sent.end)
    seen = {key for i in range(verb, token.sent.end) if i in index for key in index[i].people}
    seen = {key for key in seen & set(arguments.others) if annotations.people[key].country not in homes}
    return [key for key in people if key not in seen] if homes else people


def without_those_aside(token: Token, people: list[str], index: dict[int, Mention]) -> list[str]:
    """Leave out whom an aside before the trip names: "Kay, who was in Oslo to see Roe, cancelled a visit to Bonn"."""
    named = {id(m): m for i, m in index.items() if token.sent.start <= i < token.sent.end}.values()
    aside = {key for m in named if _is_aside(token, m) for key in m.people}
    aside -= {key for m in named if not _is_aside(token, m) for key in m.people}
    return [key for key in people if key not in aside] if aside < set(people) else people


def _is_aside(token: Token, mention: Mention) -> bool:
    """Tell whether somebody is named in a relative clause that closes before a word."""
    clause = relative_of(token.doc[mention.start : mention.end].root)
    return clause is not None and clause.left_edge.i <= mention.start and clause.right_edge.i < token.i


def visiting_guests(annotations: Annotations, token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whom "visiting" describes: "visiting Foreign Minister X", "Turkey's visiting president"; not "while visiting X"."""
    if token.lower_ != "visiting" or token.i + 1 >= token.sent.end:
        return []
    mention = index.get(token.i + 1)
    if mention is None or mention.kind is not MentionKind.OFFICE or len(mention.people) != 1:
        return []
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is not None and (before.pos_ == "AUX" or before.lower_ in _NO_GUEST):
        return []
    return [key for key in mention.people if annotations.people[key].is_official]


_NO_GUEST = frozenset(
    "while when after before since of in from for on without who , by is was are were been being".split()
)


def guest_and_host(annotations: Annotations, token: Token, index: dict[int, Mention]) -> tuple[list[str], str | None]:
    """Return the guests of "hosted Modi for a state visit" and their host's country; none unless both are named."""
    verb = token.head
    cases = {child.lower_ for child in token.children if child.dep_ == "case"}
    if verb.lemma_.lower() not in _HOSTS or token.dep_ not in {"obl", "advcl", "nmod"} or not cases & {"for", "on"}:
        return [], None
    passive = any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)
    hosts = list(obliques(verb, frozenset({"by"}))) if passive else subjects(verb)
    guests = _people_of(subjects(verb) if passive else objects(verb), index)
    if not guests and not passive:
        behind = next((index[i] for i in range(verb.i + 1, min(token.i, verb.i + 6)) if i in index), None)
        guests = list(behind.people) if behind is not None else []
    countries = {annotations.people[key].country for key in _people_of(hosts, index)}
    countries |= {index[word.i].code for word in hosts if word.i in index and index[word.i].kind is MentionKind.COUNTRY}
    country = countries.pop() if len(countries) == 1 else None
    return [key for key in guests if annotations.people[key].country != country], country


def travelled_together(doc: Doc, annotations: Annotations, made: list[Encounter]) -> list[Encounter]:
    """Put the visits of two or three of one state, told of in one breath, together: they came as one delegation."""
    joint: list[Encounter] = []
    for visit in made:
        same = next((each for each in joint if _came_with(doc, annotations, each, visit)), None)
        if same is None:
            joint.append(visit)
        else:
            same.people += [key for key in visit.people if key not in same.people]
    return joint if all(len(visit.people) <= MOST_TOGETHER for visit in joint) else made


def _came_with(doc: Doc, annotations: Annotations, left: Encounter, right: Encounter) -> bool:
    """Tell whether two visits of one sentence are of one delegation: "A and B went to", "they arrived", "A was in … with B"."""
    if (left.country, left.at) != (right.country, right.at):
        return False
    if _SHARED.search(doc[left.sources[0].start : left.sources[0].end].text):
        return True
    if left.status is not Status.HELD and not _are_invited(doc, left):
        return False
    if {annotations.people[key].country for key in left.people} != {annotations.people[right.people[0]].country}:
        return False
    source = left.sources[0]
    inside = [m for m in annotations.mentions if source.start <= m.start < source.end and m.people]
    ones = [m for m in inside if left.people[-1] in m.people]
    others = [m for m in inside if right.people[0] in m.people]
    return any(
        a is b or _JOINED.search(doc[min(a.end, b.end) : max(a.start, b.start)].text) for a in ones for b in others
    )


def _are_invited(doc: Doc, visit: Encounter) -> bool:
    source = visit.sources[0]
    return INVITATION_TO.search(doc[source.start : source.token].text + " ") is not None


_SHARED = re.compile(
    r"\b(?:travel|go|fly|head|visit)\w*\b[^,;:.]*\btogether\b|\bjoint (?:visit|trip|tour|journey)\b"
    r"|\b(?:visit|trip|tour|journey) (?:by|of) (?:both|(?:the )?(?:two|three)|[^,;:.“”]+ and )\b"
)
_JOINED = re.compile(r"^[^;:“”]*\b(?:and|with|alongside|accompanied by|joined by)\b[^;:“”]*$")


def _for_whom(token: Token, index: dict[int, Mention]) -> list[str]:
    """Return whose journey it is in "For Xi it is the first journey to Moscow"."""
    first = next((t for t in token.sent if not t.is_space), token)
    mention = index.get(first.i + 1)
    return list(mention.people) if first.lower_ == "for" and mention is not None else []


def _after_colon(doc: Doc, token: Token, end: int, index: dict[int, Mention]) -> list[str]:
    """Return who is counted up behind a colon: "Three ministers have made the journey: A, of …; B; and C"."""
    if end >= len(doc) or doc[end].text != ":" or end >= token.sent.end:
        return []
    counted = re.search(
        r"\b(?:two|three|four|five|six|several|many|\d+|members|ministers|officials|leaders|presidents|envoys)\b",
        doc[token.sent.start : token.i].text.casefold(),
    )
    found: list[str] = []
    for i in range(end + 1, token.sent.end):
        mention = index.get(i)
        starts = mention is not None and mention.start == i and mention.kind is MentionKind.PERSON
        if (
            mention is not None
            and starts
            and not mention.is_possessive
            and doc[i - 1].lower_ in {":", ",", ";", "and"} | _TITLES
        ):
            found += [key for key in mention.people if key not in found]
    return found if counted else []


_TITLES = frozenset("president minister secretary chancellor premier mr mrs ms".split())
