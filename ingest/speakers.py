"""Finds whose words a verb of speech gives: by the parse where it tells, by the order of words besides.

"X said", "X, the minister, said", "said X"      the person beside the verb
"X and Y condemned"                              both
"X left, saying that …", "X, who warned him"     the person whom the clause hangs on
"he saw X, who urged him", "X, whose …, said"    the person right before "who", the one before the aside
"X was told by Y"                                Y
"“…,” says the cellarer, X"                      the person named behind the verb and a description
"X met Y, and the latter said"                   the person named last before
"X's office said"                                X
"Y met X, to whom he promised"                   Y
"X said …, a source added"                       nobody
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from ingest.annotations import Mention, MentionKind
from ingest.arguments import PEOPLE_KINDS
from ingest.syntax import SUBJECT, has_parse

MOST = 4  # speakers of one act
_OWN_STAFF = frozenset({"office", "aides", "staff", "entourage"})  # What they say is credited to whom they serve.
_NO_SUBJECT = frozenset({"with", "to", "by", "of", "from", "for", "on", "at", "about", "between", "against", "like"})


def find_speakers(
    doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]
) -> tuple[tuple[str, ...], Mention] | None:
    """Return who says it: by the parse, else by the order of words."""
    is_quoted = verb.i in quoted
    if _is_of_one_of_many(verb, index):
        return None
    mention = _by_parse(sent, verb, index, quoted, 0) if has_parse(doc) else None
    if mention is not None and not any(child.dep_ in SUBJECT for child in verb.children):
        # A subject shared with another verb gives way to somebody named right before: "…, his spokesman, X, announced".
        at = verb.i - 2 if doc[verb.i - 1].text == "," else verb.i - 1
        beside = index.get(at)
        if beside is not None and beside.kind is MentionKind.PERSON and is_usable(beside) and beside is not mention:
            mention = None
    if mention is None:
        if _is_of_somebody_unnamed(verb, index):
            return None
        mention = _by_order(doc, sent, verb, index, quoted) or _of_last_subject(sent, verb, index, quoted)
    if mention is not None and mention.kind is MentionKind.PRONOUN:
        mention = _not_whom(sent, verb, mention, index)
    if mention is None or (mention.start in quoted) != is_quoted:
        return None
    speakers = list(mention.people)
    if has_parse(doc):
        for token in doc[mention.start : mention.end]:
            speakers += _joined(token, verb, mention, index)
    if mention.kind is not MentionKind.GROUP:
        speakers += _listed_before(doc, mention, index, verb)
    speakers = list(dict.fromkeys(speakers))
    most = 2 if mention.kind is MentionKind.GROUP else MOST
    return (tuple(speakers), mention) if 1 <= len(speakers) <= most else None


def is_usable(mention: Mention | None) -> bool:
    """Tell whether a mention means people who can be a subject: no possessive, no state."""
    return bool(mention and mention.people and mention.kind in PEOPLE_KINDS and not mention.is_possessive)


def _not_whom(sent: Span, verb: Token, pronoun: Mention, index: dict[int, Mention]) -> Mention | None:
    """Return who "he" is in "X, to whom he promised": not X, but whom the sentence speaks of before, None if nobody."""
    at = pronoun.start - 1
    if at <= sent.start or verb.doc[at].lower_ != "whom":
        return pronoun
    while at > sent.start and (verb.doc[at].lower_ in {"whom", ","} or verb.doc[at].pos_ == "ADP"):
        at -= 1
    whom = index.get(at)
    if whom is None or whom.people != pronoun.people:
        return pronoun
    before = [
        m
        for token in verb.doc[sent.start : at]
        if token.dep_ in SUBJECT and (m := index.get(token.i)) is not None and is_usable(m) and len(m.people) == 1
    ]
    return next((m for m in reversed(before) if m.people != whom.people), None)


def _is_of_one_of_many(verb: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a verb has a subject that is nobody known, though it stands where an aside on somebody may: "…, an aide said"."""
    for child in verb.children:
        if child.dep_ in SUBJECT and child.pos_ == "NOUN" and child.i < verb.i and verb.nbor(-1).text != ",":
            words = list(child.subtree)
            return any(word.lower_ in {"a", "an"} and word.head == child for word in words) and not any(
                word.i != child.i and is_usable(index.get(word.i)) for word in words
            )
    return False


def _is_of_somebody_unnamed(verb: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a verb has a subject right before it that is nobody known: "…, a source in the delegation said"."""
    for child in verb.children:
        if child.dep_ in SUBJECT and child.pos_ == "NOUN" and child.i < verb.i:
            phrase = [token.i for token in child.subtree if token.i < verb.i]
            between = verb.doc[child.i : verb.i]
            return not (
                any(is_usable(index.get(i)) for i in range(phrase[0], verb.i))
                or any(token.text in {"”", '"', "''", "»"} for token in between)
            )
    return False


def _by_parse(sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int], depth: int) -> Mention | None:
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    for child in subjects:
        if child.lower_ in {"who", "which", "that"} and (verb.dep_.startswith("acl") or "relcl" in verb.dep_):
            near = index.get(verb.head.i)
            if not is_usable(near) and child.lower_ == "who":
                near = _before_who(sent, child, index)
            return near if is_usable(near) else None
        if child.lower_ in {"latter", "former"}:
            return _latter(sent, child, index)
        if child.lower_ in _OWN_STAFF and (owner := _owner(child, index)) is not None:
            return owner
        for token in (child, *(g for g in child.children if g.dep_ in {"flat", "appos", "compound", "nmod:desc"})):
            mention = index.get(token.i)
            if mention is not None and is_usable(mention):
                return mention
    head = verb.head
    if subjects or depth > 3 or head is verb or head.i < sent.start or head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    is_shared = verb.dep_ == "conj" or (
        verb.dep_ in {"advcl", "xcomp"} and (verb.tag_ == "VBG" or any(c.lower_ == "to" for c in verb.children))
    )
    if is_shared and (head.i in quoted) == (verb.i in quoted):
        return _by_parse(sent, head, index, quoted, depth + 1)
    return None


def _owner(staff: Token, index: dict[int, Mention]) -> Mention | None:
    """Return whose office or presidency it is that speaks: "Mbeko's office said"."""
    for child in staff.children:
        mention = index.get(child.i)
        if child.dep_ == "nmod:poss" and mention is not None and len(mention.people) == 1 and mention.is_possessive:
            return mention
    return None


def _before_who(sent: Span, who: Token, index: dict[int, Mention]) -> Mention | None:
    """Return the person named right before "who", whatever the parse hangs the clause on."""
    at = who.i - 1
    if at > sent.start and who.doc[at].text == ",":
        at -= 1
    near = index.get(at) if at >= sent.start else None
    if near is not None and near.kind in {MentionKind.PERSON, MentionKind.OFFICE}:
        return near
    if near is not None and near.kind is MentionKind.COUNTRY and who.doc[near.start - 1].lower_ == "of":
        served = index.get(near.start - 2)  # "President X of Gabon, who …"
        return served if served is not None and served.kind is MentionKind.PERSON else None
    return _before_aside(sent, who, index) if at < who.i - 1 else None


def _before_aside(sent: Span, who: Token, index: dict[int, Mention]) -> Mention | None:
    """Return the person whom an office parts from "who": "X, secretary of state for Latin America, who met …"."""
    for i in range(who.i - 2, max(sent.start, who.i - 14), -1):
        if who.doc[i].text == "," and (near := index.get(i - 1)) is not None:
            return near if near.kind is MentionKind.PERSON else None
    return None


def _latter(sent: Span, word: Token, index: dict[int, Mention]) -> Mention | None:
    """Return the last of two people named before "the latter", the first before "the former", in the same sentence."""
    named: list[Mention] = []
    for i in range(sent.start, word.i):
        mention = index.get(i)
        if (
            mention is not None
            and mention.kind in {MentionKind.PERSON, MentionKind.OFFICE}
            and len(mention.people) == 1
            and all(mention.people != each.people for each in named)
        ):
            named.append(mention)
    if len(named) != 2:
        return None
    return named[-1] if word.lower_ == "latter" else named[0]


def find_agent(sent: Span, verb: Token, index: dict[int, Mention]) -> Mention | None:
    """Return who says it behind the "by" of a passive: "was welcomed by the Turkish leader"."""
    for child in verb.children:
        if child.dep_.startswith("obl") and child.i > verb.i and any(word.lower_ == "by" for word in child.children):
            mention = index.get(child.i)
            if mention is not None and is_usable(mention) and sent.start <= mention.start < sent.end:
                return mention
    return None


def _of_last_subject(sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> Mention | None:
    """Return the subject of the main clause before a verb that has none and stands behind a comma or "and"."""
    if verb.i == sent.start or any(child.dep_ in SUBJECT for child in verb.children) or verb.tag_ in {"VB", "VBG"}:
        return None
    at = verb.i - 1
    while at > sent.start and verb.doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    if verb.doc[at].text != "," and verb.doc[at].lower_ not in {"and", "but"}:
        return None
    for i in range(at - 1, sent.start - 1, -1):
        token = verb.doc[i]
        clause = token.head.dep_
        if token.text in {"”", "“", '"', ";", ":"}:
            return None
        if token.dep_ in SUBJECT and not clause.startswith(("acl", "advcl", "ccomp", "csubj")):
            mention = index.get(i)
            return mention if is_usable(mention) and (i in quoted) == (verb.i in quoted) else None
    return None


def _by_order(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> Mention | None:
    """Return the person named before the verb ("X said", "X, the minister, said"), or right behind it ("said X")."""
    if any(
        child.dep_ in SUBJECT and child.lower_ in {"it", "this", "that", "they", "we", "i"} for child in verb.children
    ):
        return None
    at, steps = verb.i - 1, 0
    while at >= sent.start and steps < 12:
        mention = index.get(at)
        if mention is not None and is_usable(mention) and (at in quoted) == (verb.i in quoted):
            between = doc[mention.end : verb.i]
            if re.search(r"\b(?:that|who|which|whose|and|but|to)\b", between.text.casefold()) is None and not any(
                token.pos_ in {"VERB", "AUX"} and token.head is not verb for token in between
            ):
                before = doc[mention.start - 1].lower_ if mention.start > sent.start else ""
                if before not in _NO_SUBJECT:
                    return mention
            elif _is_aside(doc, sent, mention, verb):
                return mention
            break
        if doc[at].text in {"”", "“", ";"}:
            break
        at -= 1
        steps += 1
    aside = _around_aside(doc, sent, verb, index, quoted)
    if aside is not None:
        return aside
    before = doc[verb.i - 1].text if verb.i > sent.start else ""
    for i in range(verb.i + 1, min(sent.end, verb.i + 8)):
        mention = index.get(i)
        if mention is not None and is_usable(mention):
            title = doc[verb.i + 1 : i].text.casefold().strip()
            is_after_quote = before in {"”", '"', ",", "''", "»", "’"}
            is_titled = title in {"", "the", "mr", "mr.", "ms", "mrs", "dr", ","} or (
                before in {"”", '"', "''", "»"} and mention.kind in {MentionKind.PERSON, MentionKind.OFFICE}
            )
            return mention if is_after_quote and is_titled else None
        if doc[i].pos_ in {"VERB", "AUX", "ADP", "SCONJ", "PRON"} and doc[i].dep_ != "amod":
            break
    return None


def _around_aside(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> Mention | None:
    """Return the person whom an aside with others in it parts from the verb: "Y, whose hosts were X and Z, said"."""
    if doc[verb.i - 1].text != "," or any(child.dep_ in SUBJECT and child.i in index for child in verb.children):
        return None
    for i in range(sent.start, verb.i - 2):
        mention = index.get(i)
        if (
            mention is None
            or mention.end >= verb.i - 2
            or not is_usable(mention)
            or mention.kind not in {MentionKind.PERSON, MentionKind.OFFICE}
            or doc[mention.end].text != ","
            or (i in quoted) != (verb.i in quoted)
        ):
            continue
        opens = doc[mention.end + 1]
        if (
            opens.lower_ in {"who", "whose", "whom", "in", "at", "on", "for"}
            or (opens.pos_ == "ADP" and i - sent.start <= 4)
        ) and not any(token.text in {"”", "“", ";", ":", '"'} for token in doc[mention.end : verb.i]):
            return mention
    return None


def _is_aside(doc: Doc, sent: Span, mention: Mention, verb: Token) -> bool:
    """Tell whether only an aside stands between the sentence's first person and the verb: "X, aged 41, who …, announced"."""
    return (
        mention.start - sent.start <= 4
        and mention.end < verb.i - 1
        and doc[mention.end].text == ","
        and doc[verb.i - 1].text == ","
    )


def _joined(token: Token, verb: Token, mention: Mention, index: dict[int, Mention]) -> list[str]:
    """Return the people coordinated with a subject: "X and Y condemned"."""
    found: list[str] = []
    for child in token.children:
        other = index.get(child.i)
        if (
            child.dep_ == "conj"
            and other is not None
            and other is not mention
            and is_usable(other)
            and child.i < verb.i
        ):
            found += [*other.people, *_joined(child, verb, other, index)]
    return found


def _listed_before(doc: Doc, mention: Mention, index: dict[int, Mention], verb: Token) -> list[str]:
    """Return the person named right before the subject by "and", with an office between at most: "X and the minister Y"."""
    at = mention.start - 1
    if mention.start > verb.i:
        return []
    while (
        at > 0
        and (m := index.get(at)) is not None
        and (m.office is not None or m.kind is MentionKind.COUNTRY or set(m.people) == set(mention.people))
    ):
        at = m.start - 1
    if at <= 1 or doc[at].lower_ != "and":
        return []
    other = index.get(at - 1)
    if other is None or not is_usable(other) or other.kind is not MentionKind.PERSON:
        return []
    first = other.start - 1
    while first > 0 and (m := index.get(first)) is not None and set(m.people) == set(other.people):
        first = m.start - 1
    if first >= doc[mention.start].sent.start and doc[first].lower_ in _NO_SUBJECT:
        return []
    return list(other.people)
