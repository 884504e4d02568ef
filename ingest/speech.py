"""Finds who says something in a sentence, to whom, and by what kind of verb.

find_acts(doc, sent, index)   one act for each verb of speech whose speaker is known

"F told M that …"                    speaker F, addressee M, kind said
"…, she went on"                     the pronoun's person
"M, who warned him that …"           the person the clause hangs on
"F said …, while M said …"           two acts
"said the spokesman that F stressed", "… that F was disappointed"   the principal's words, not the spokesman's
"M denied it, and so did F"          both
"F was adamant that it would stay"   as if F said so
"F said that M promised it"          what M says, F only tells of it
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.arguments import PEOPLE_KINDS
from ingest.nearby import span_of
from ingest.speakers import find_agent, find_speakers, is_usable
from ingest.speech_verbs import KINDS, NO_SPEECH, OBJECTS, PARTICLES, PAST, STANCES, TAKES_ADDRESSEE, WITH_CLAUSE
from ingest.syntax import PASSIVE_SUBJECT, SUBJECT

_UNREAL = frozenset(
    {"decline", "refuse", "fail", "avoid", "expect", "plan", "want", "intend", "hope", "likely", "due", "set", "forget"}
)
_NOT_YET = frozenset({"will", "may", "might", "could", "should", "'ll", "’ll"})
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_NOBODY = frozenset({"nobody", "none", "no"})
# What a principal feels or wants, by a spokesperson.
_DISPOSED = frozenset(
    "want hope believe wish intend expect regret seek oppose support favour favor consider think feel share understand appreciate "
    "disappointed concerned ready confident willing pleased open prepared satisfied hopeful optimistic committed convinced determined "
    "grateful sorry happy worried keen eager".split()
)
# What is lifted, not spoken of, by who raises it.
_RAISED = frozenset(
    "tariff price wage tax duty rate flag hand money fund eyebrow levy tie relation relationship".split()
)
_CURIOUS = frozenset({"want", "wish", "like", "demand"})
_AT_SO_MUCH = re.compile(
    r"(?:the|its|his|her|their) (?:[\w’'-]+ ){1,9}?at (?:(?:some|about|around|nearly|almost|more than|less than|up to) )?[$€£¥]? ?\d"
)
_KNOW = re.compile(r"to know\b|to be told\b")
_BY_ACCOUNT = re.compile(
    r"\b(?:in|by|on) (?:[\w.’'-]+ ){0,3}?(?:words|view|opinion|assessment|account|reckoning|telling|version|judgement|judgment)\b"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something said: by whom, to whom, the verb's token, and the rule that found it."""

    verb: int
    speakers: tuple[str, ...]
    addressee: str | None
    kind: str
    rule: str
    mention: int  # where the speaker stands


def quoted_tokens(doc: Doc) -> set[int]:
    """Return the tokens inside quotation marks; a mark left open is closed by the end of its paragraph."""
    inside: set[int] = set()
    is_open = False
    for token in doc:
        if token.text in {"“", "``", "«"} or (token.text == '"' and not is_open):
            is_open = True
        elif (
            token.text in {"”", "''", "»"}
            or (token.text == '"' and is_open)
            or (token.is_space and "\n\n" in token.text)
        ):
            is_open = False
        elif is_open:
            inside.add(token.i)
    return inside


def find_acts(doc: Doc, sent: Span, index: dict[int, Mention], quoted: set[int]) -> list[Act]:
    """Return the acts of speech of a sentence, in text order; a spokesperson who relays a principal's words is none."""
    acts = [act for token in sent if (act := _act_of(doc, sent, token, index, quoted)) is not None]
    found = [act for act in acts if act.verb not in quoted]
    if not found:
        found = [act for act in (_according_to(doc, sent, index), _after_colon(doc, sent, index)) if act is not None]
    elif (
        sent[0].lower_ == "according"
        and any(token.text == ";" for token in doc[sent.start : found[0].verb])
        and (source := _according_to(doc, sent, index)) is not None
    ):
        found = [source, *(act for act in found if act.speakers != source.speakers)]
    found = [act for act in found if not _only_relays(doc, act, found)]
    found += _as_did(doc, sent, index, found)
    return [_principal(doc, act, acts) or act for act in found]


def _only_relays(doc: Doc, act: Act, acts: list[Act]) -> bool:
    """Tell whether an act only tells what somebody else said: "X said Y promised her a visa" is Y's promise, not X's."""
    return act.kind == "said" and any(
        other.verb >= 0
        and doc[other.verb].dep_ == "ccomp"
        and doc[other.verb].head.i == act.verb
        and not set(other.speakers) & set(act.speakers)
        for other in acts
    )


def _act_of(doc: Doc, sent: Span, token: Token, index: dict[int, Mention], quoted: set[int]) -> Act | None:
    if not _is_verb(token, index) or (token.i in index and index[token.i].kind is MentionKind.PERSON):
        return None
    kind = kind_of(doc, sent, token, index) or _by_quotation(doc, sent, token, index, quoted)
    if kind is None:
        return None
    if any(child.dep_ in PASSIVE_SUBJECT for child in token.children):
        agent = find_agent(sent, token, index)
        if agent is not None and len(agent.people) == 1 and not _is_unreal(token, is_passive=True):
            return Act(token.i, agent.people, None, kind, "statement:passive", agent.start)
    if _is_unreal(token):
        return None
    subject = find_speakers(doc, sent, token, index, quoted)
    if subject is None:
        return None
    speakers, mention = subject
    if len(speakers) > 1 and kind == "promised":
        return None  # What several promise together is an agreement.
    addressee = _addressee(doc, sent, token, index, speakers) if len(speakers) == 1 else None
    return Act(token.i, speakers, addressee, kind, "statement:verb", mention.start)


def _by_quotation(doc: Doc, sent: Span, token: Token, index: dict[int, Mention], quoted: set[int]) -> str | None:
    """Return the kind of a verb that speaks only since a quotation stands right beside it and its subject."""
    if token.i in quoted or token.tag_ in {"VB", "VBG", "VBN"} or verb_lemma(token) in NO_SPEECH:
        return None
    start = token.i
    mention = index.get(start - 1)
    if mention is not None and is_usable(mention) and mention.kind in PEOPLE_KINDS:
        start = mention.start
        while start > sent.start and (before := index.get(start - 1)) is not None and before.kind in PEOPLE_KINDS:
            start = before.start
        while start > sent.start and doc[start - 1].lower_ in {"the", "mr", "mr.", "ms", "mrs", "dr"}:
            start -= 1
    elif not (is_usable(index.get(token.i + 1)) or doc[min(token.i + 1, len(doc) - 1)].lower_ in {"the", "mr", "mr."}):
        return None
    is_closed = start > sent.start and (
        doc[start - 1].text in {"”", "''"} or (doc[start - 1].text == '"' and start - 2 in quoted)
    )
    return "said" if is_closed else None


def _is_verb(token: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a token is a verb, one that was taken for a noun right behind somebody included ("Blinken spoke")."""
    if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
        return True
    if token.pos_ == "ADJ":
        return _is_stance(token)
    before = index.get(token.i - 1)
    is_form = token.lower_ in PAST or token.lower_.endswith("ed")
    return is_form and before is not None and is_usable(before) and token.text[:1].islower()


def _is_stance(token: Token) -> bool:
    """Tell whether an adjective says how somebody asserts something: "was adamant that the ban would stay"."""
    return token.lower_ in STANCES and any(
        child.dep_ == "ccomp" and any(word.lower_ == "that" for word in child.children) for child in token.children
    )


def verb_lemma(token: Token) -> str:
    """Return a verb's base form, by the ending where the lemmatizer gives none that we know."""
    low = token.lower_
    lemma = PAST.get(low, token.lemma_.lower())
    known = KINDS.keys() | PARTICLES.keys() | OBJECTS.keys() | WITH_CLAUSE.keys()
    if lemma in known:
        return lemma
    for ending in ("ed", "d", "ing", "s", "es"):
        stem = low.removesuffix(ending)
        for form in (stem, stem + "e", stem[:-1], stem[:-1] + "y" if stem.endswith("i") else stem):
            if stem != low and form in known:
                return form
    return lemma


def kind_of(doc: Doc, sent: Span, token: Token, index: dict[int, Mention]) -> str | None:
    """Return what kind of statement a verb makes, with the particle or object it needs; None if it makes none."""
    if token.pos_ == "ADJ":
        return "said"  # taken for one that speaks by its stance alone
    lemma = verb_lemma(token)
    behind = doc[token.i + 1 : min(sent.end, token.i + 4)]
    if lemma == "call" and re.match(r"on [\w’'-]+day for ", _behind(doc, sent, token, 6)):
        return "urged"
    for particles, kind in PARTICLES.get(lemma, ()):
        if any(word.lower_ in particles for word in behind[:1]) or any(
            child.lower_ in particles and child.dep_ in {"compound:prt", "advmod", "case"} and child.i > token.i
            for child in token.children
        ):
            return kind if _is_meant(doc, sent, token, lemma) else None
    followed = _by_what_follows(doc, sent, token, lemma)
    if followed is not None:
        return followed
    if lemma == "put" and re.search(
        r"^(?:the|an?|his|her|this|that) (?:[\w’'-]+ ){1,8}?to ", _behind(doc, sent, token, 12)
    ):
        return (
            "raised"
            if any(i in index and is_usable(index[i]) for i in range(token.i + 1, min(sent.end, token.i + 13)))
            else None
        )
    if lemma in WITH_CLAUSE:
        has_clause = any(child.dep_ in {"ccomp", "parataxis"} for child in token.children)
        return WITH_CLAUSE[lemma] if has_clause else None
    objects = OBJECTS.get(lemma)
    if objects is not None:
        after = doc[token.i + 1 : min(sent.end, token.i + 7)].text.casefold()
        is_ahead = any(child.lower_ == "would" for child in token.children)
        if not is_ahead and re.search(rf"\b(?:{objects[0]})\b", after):
            return objects[1]
    if lemma in {"call", "term"}:
        named = doc[token.i + 1 : min(sent.end, token.i + 12)]
        is_naming = (
            any(child.dep_ in {"xcomp", "ccomp"} for child in token.children)
            or re.search(r"[“\"]", named.text)
            or any(_is_named(word) for word in named)
        )
        return "said" if is_naming else None
    return None if _is_deed(token, lemma, index) else KINDS.get(lemma)


def _is_deed(verb: Token, lemma: str, index: dict[int, Mention]) -> bool:
    """Tell whether a verb of speech is one of doing here: welcoming a guest, raising taxes, offering flowers, clapping."""
    things = [child for child in verb.children if child.dep_ in {"obj", "iobj"}]
    if lemma == "advise":
        return verb.tag_ in {"VBZ", "VBP", "VBG"}  # somebody's task
    if lemma == "applaud":
        return not things
    if lemma == "offer":
        return any(child.lemma_.lower() in {"prayer", "flower"} for child in things)
    if lemma in {"welcome", "greet"}:
        things += [child for child in verb.children if child.dep_ in PASSIVE_SUBJECT]
        return any((m := index.get(child.i)) is not None and m.kind in PEOPLE_KINDS for child in things)
    return lemma == "raise" and any(child.lemma_.lower() in _RAISED for child in things)


def _by_what_follows(doc: Doc, sent: Span, token: Token, lemma: str) -> str | None:
    """Return the kind of "wanted to know why", "let him know", "expected them to go", "spoke in Lisbon of"; None for another verb."""
    if lemma in _CURIOUS and _KNOW.match(_behind(doc, sent, token, 3)):
        return "urged"
    if lemma == "let" and re.match(r"(?:[\w’'-]+ ){1,3}know\b", _behind(doc, sent, token, 5)):
        return "said"
    if lemma in {"expect", "want"} and _is_of_others(token):
        return "urged"
    if lemma == "put" and _AT_SO_MUCH.match(_behind(doc, sent, token, 14)):
        return "said"
    if lemma == "speak" and re.search(
        r"^(?:in|at) (?:[\w’'-]+ ){1,3}(?:of|about|against) ", _behind(doc, sent, token, 7)
    ):
        return "said"
    return None


def _is_of_others(verb: Token) -> bool:
    """Tell whether what is expected or wanted is somebody else's to do: "wants the ban lifted", not "wants to go"."""
    if {"obj", "xcomp"} <= {child.dep_ for child in verb.children}:
        return True
    return any(
        child.dep_ == "xcomp" and any(word.dep_ in {*SUBJECT, *PASSIVE_SUBJECT} for word in child.children)
        for child in verb.children
    )


def _is_named(word: Token) -> bool:
    """Tell whether an adjective stands alone behind what is called so: "called the visit historic"."""
    beyond = word.doc[min(word.i + 1, len(word.doc) - 1)]
    return (
        word.pos_ == "ADJ" and word.nbor(-1).pos_ in {"NOUN", "PROPN"} and beyond.pos_ not in {"NOUN", "PROPN", "ADJ"}
    )


def _behind(doc: Doc, sent: Span, token: Token, count: int) -> str:
    """Return the words right behind a token."""
    return doc[token.i + 1 : min(sent.end, token.i + 1 + count)].text.casefold()


def _is_meant(doc: Doc, sent: Span, token: Token, lemma: str) -> bool:
    """Tell whether a verb with its particle speaks: "called on Moscow to stop", not "called on the patriarch"; "he went on", not "to Delhi"."""
    if lemma == "call" and doc[token.i + 1].lower_ in {"on", "upon"}:
        return any(
            word.lower_ == "to" and "VB" in {each.tag_ for each in doc[word.i + 1 : min(sent.end, word.i + 3)]}
            for word in doc[token.i + 2 : min(sent.end, token.i + 16)]
        )
    if lemma == "take":  # "took it up with his host", not "took up his post"
        return (
            re.search(
                r"\bup with (?:him|her|them|the|his|her|its|[A-Z])", doc[token.i : min(sent.end, token.i + 14)].text
            )
            is not None
        )
    if lemma == "go":
        after = doc[token.i + 2] if token.i + 2 < sent.end else None
        return after is None or after.is_punct or after.lower_ in {"that"}
    return True


def _is_unreal(token: Token, *, is_passive: bool = False) -> bool:
    """Tell whether a verb says that nothing was said, or not yet: "did not say", "declined to comment", "will raise"."""
    for child in token.children:
        if child.lower_ in _NOT and child.i < token.i and token.lemma_.lower() not in {"stop"}:
            return True
        if child.dep_.startswith("aux") and child.lower_ in _NOT_YET:
            return True
        if child.dep_ in {"nsubj:pass", "aux:pass"} and not is_passive:
            return True
        if child.dep_ in {"obj", "iobj"} and child.lower_ in {"nothing", "little"}:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"}:
            return True
        if child.dep_ in SUBJECT and any(
            word.lower_ in _NOBODY for word in (child, *child.children) if word.pos_ in {"PRON", "DET"}
        ):
            return True
    if token.tag_ == "VB" and (token.head.lemma_ == "be" or any(child.lemma_ == "be" for child in token.children)):
        return True  # "is to say"
    if token.tag_ == "VB" and token.dep_ == "advcl" and any(child.lower_ in _NOT_YET for child in token.head.children):
        return True  # "will travel there to thank them"
    if token.tag_ == "VBN" and token.dep_ == "acl" and token.i > 0 and token.nbor(-1).text == ",":
        return True
    head = token.head
    if token.dep_ in {"xcomp", "ccomp", "advcl"} and head is not token:
        if head.lemma_.lower() in _UNREAL and token.dep_ == "xcomp":
            return True
        if token.dep_ == "ccomp" and any(child.dep_ in SUBJECT and child.lower_ in _NOBODY for child in head.children):
            return True
    return False


def _addressee(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], speakers: tuple[str, ...]) -> str | None:
    """Return the one person spoken to: the object, or who stands behind "to" or "with"."""
    if verb_lemma(verb) in TAKES_ADDRESSEE:
        for i in range(verb.i + 1, min(sent.end, verb.i + 5)):
            mention = index.get(i)
            if mention is not None and mention.people and mention.kind in PEOPLE_KINDS:
                return _single(mention, speakers)
            if mention is None and doc[i].lower_ not in {"the", "his", "her", "then", "visiting", ","}:
                break
    joins = {"to", "with"} if verb.lemma_.lower() in {"raise", "bring", "mention", "stress", "discuss"} else {"to"}
    for i in range(verb.i + 1, min(sent.end - 1, verb.i + 12)):
        if doc[i].lower_ in joins and (mention := index.get(i + 1)) is not None:
            found = _single(mention, speakers)
            if found is not None:
                return found
    return None


def _single(mention: Mention, speakers: tuple[str, ...]) -> str | None:
    if len(mention.people) != 1 or mention.kind not in PEOPLE_KINDS or mention.is_possessive:
        return None
    return mention.people[0] if mention.people[0] not in speakers else None


def _according_to(doc: Doc, sent: Span, index: dict[int, Mention]) -> Act | None:
    """Return the act of "according to X", "in X's words", "by his account"."""
    match = re.search(r"\b[Aa]ccording to\b|\b[Ii]n the words of\b", sent.text)
    if match is not None:
        span = span_of(sent, match.start(), match.end())
        for i in range(span.end, min(sent.end, span.end + 6)):
            mention = index.get(i)
            if mention is not None and len(mention.people) == 1 and not mention.is_possessive:
                return Act(i, mention.people, None, "said", "statement:according-to", mention.start)
            if mention is None and doc[i].lower_ in {"of", "in", "at"}:
                break  # "the press service of the head of state", "members of his delegation"
    for match in _BY_ACCOUNT.finditer(sent.text):
        span = span_of(sent, match.start(), match.end())
        for i in range(span.start, span.end):
            mention = index.get(i)
            if mention is not None and len(mention.people) == 1 and mention.is_possessive:
                return Act(i, mention.people, None, "said", "statement:by-account", mention.start)
    return None


def _as_did(doc: Doc, sent: Span, index: dict[int, Mention], acts: list[Act]) -> list[Act]:
    """Return the act of whoever says the same: "X denied it, and so did Y"."""
    found: list[Act] = []
    for token in sent[1:-1]:
        if token.lower_ in {"did", "has", "does"} and doc[token.i - 1].lower_ in {"so", "as"}:
            before = [act for act in acts if 0 <= act.verb < token.i]
            mention = index.get(token.i + 1) or index.get(min(token.i + 2, sent.end - 1))
            if before and is_usable(mention) and mention is not None and len(mention.people) == 1:
                found.append(Act(token.i, mention.people, None, before[-1].kind, "statement:as-did", mention.start))
    return found


def _after_colon(doc: Doc, sent: Span, index: dict[int, Mention]) -> Act | None:
    """Return the act of "Mr Dendias: “…”"."""
    for token in sent[:14]:
        if token.text == ":" and token.i + 1 < sent.end and doc[token.i + 1].text in {"“", '"', "«", "‘"}:
            mention = index.get(token.i - 1)
            if mention is not None and is_usable(mention) and len(mention.people) == 1:
                return Act(token.i, mention.people, None, "said", "statement:colon", mention.start)
    return None


def _principal(doc: Doc, act: Act, acts: list[Act]) -> Act | None:
    """Return the act of the person whose words a spokesperson relays, None if the words are their own."""
    people = annotations_of(doc).people
    if len(act.speakers) != 1 or not is_spokesperson(doc, act.speakers[0]):
        return None
    country = people[act.speakers[0]].country
    for other in acts:
        if (
            other.speakers != act.speakers
            and len(other.speakers) == 1
            and not is_spokesperson(doc, other.speakers[0])
            and (country is None or people[other.speakers[0]].country in {country, None})
        ):
            return other
    return _disposed(doc, act, country)


def _disposed(doc: Doc, act: Act, country: str | None) -> Act | None:
    """Return the act of the principal of whom a spokesperson says what they feel or want: "the spokesman said X was disappointed"."""
    annotations = annotations_of(doc)
    if act.verb < 0:
        return None
    for clause in doc[act.verb].children:
        if clause.dep_ != "ccomp" or _DISPOSED.isdisjoint({clause.lemma_.lower(), clause.lower_}):
            continue
        for child in clause.children:
            mention = next((m for m in annotations.mentions if m.start <= child.i < m.end and len(m.people) == 1), None)
            if child.dep_ in SUBJECT and mention is not None and mention.people != act.speakers:
                person = annotations.people[mention.people[0]]
                if person.is_official and (country is None or person.country in {country, None}):
                    return Act(act.verb, mention.people, None, act.kind, act.rule, mention.start)
    return None


def is_spokesperson(doc: Doc, key: str) -> bool:
    """Tell whether somebody speaks for others by office."""
    return any("spokesperson" in use.phrase.posts[:1] for use in annotations_of(doc).people[key].offices)
