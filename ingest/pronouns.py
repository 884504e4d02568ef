"""Whom a pronoun means: by the words around it where they tell, else the likeliest of those who fit (`ingest.antecedents`).

"Kay himself"                        Kay
"Kay, on her way out, …"             Kay
"Kay was ill. Roe called on him"     never the subject of the pronoun's own verb: Kay
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.anaphors import SHORT_STYLES, STYLES, THEY
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.antecedents import candidates_for, is_tag, likeliest, other_gender
from ingest.groups import last_pair
from ingest.subjects import resolve_relative, subject_tokens
from ingest.syntax import OBJECT, RELATIVE, SUBJECT, clause_head, top_of


def resolve_pronoun(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> None:
    """Set whom a pronoun means; `seen` are the mentions with people before it, in text order."""
    low = doc[mention.start].lower_
    if low in THEY:
        if _has_plural_subject(doc, mention.start):
            return  # "US officials …, but they": not the people last named
        mention.people = last_pair(doc, annotations, mention, seen, "")
        return
    if low in {"himself", "herself"} and seen and seen[-1].end == mention.start and len(seen[-1].people) == 1:
        mention.people = seen[-1].people  # "Kay himself"
        return
    if low == "latter":
        mention.people = _last_of_two(doc, mention, seen)
        return
    wrong = other_gender(low)
    own = _own_subject(doc, mention, seen) if low in {"him", "her"} and not mention.is_possessive else None
    if own is not None and annotations.people[own].gender != wrong:
        mention.people = (own,)
        return
    teller = _teller(doc, mention, seen) or _told_to(doc, mention, seen)
    if teller is not None and annotations.people[teller].gender != wrong:
        mention.people = (teller,)
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
    told = _who_goes_on(doc, mention, before)
    if told is not None:
        mention.people = told.people
        return
    key = likeliest(candidates_for(doc, annotations, mention, before))
    if key is not None:
        mention.people = (key,)
    elif here:
        mention.people = here[-1].people


_GOES_ON = frozenset({"also", "then", "later", "afterwards", "subsequently", "next", "finally"})


def _who_goes_on(doc: Doc, mention: Mention, before: list[Mention]) -> Mention | None:
    """Return the subject of the sentence before, a pronoun too, that goes on: "Later he received A. He also received B"."""
    sent = doc[mention.start].sent
    if mention.start != sent.start or not sent.start or doc[mention.end].lower_ not in _GOES_ON:
        return None
    last = doc[sent.start - 1].sent
    same = [m for m in before if m.kind is MentionKind.PRONOUN and doc[m.start].lower_ == doc[mention.start].lower_]
    return next((m for m in same if m.start >= last.start and _is_subject(doc, m)), None)


def _last_of_two(doc: Doc, mention: Mention, seen: list[Mention]) -> tuple[str, ...]:
    """Return the last of those named before "the latter" in its sentence, or in the one before; nobody where only one is."""
    start = doc[mention.start].sent.start
    for floor in (start, doc[start - 1].sent.start if start else start):
        named = [m for m in seen if floor <= m.start and m.end <= mention.start and len(m.people) == 1]
        if len({m.people[0] for m in named}) > 1:
            last = [m for m in named if not m.is_possessive or m.kind is MentionKind.PRONOUN] or named
            return last[-1].people
    return ()


_TELLS = frozenset("tell assure promise inform notify".split())


def _teller(doc: Doc, mention: Mention, seen: list[Mention]) -> str | None:
    """Return who tells somebody what he himself will do or has done: "Kay told Roe he would see Li"; not "asked Roe whether he would"."""
    verb = doc[mention.start].head
    tells = verb.head
    if doc[mention.start].dep_ not in SUBJECT or verb.dep_ != "ccomp" or tells.lemma_.lower() not in _TELLS:
        return None
    subject = next((child for child in tells.children if child.dep_ == "nsubj"), None)
    told = any(tells.i < m.start and m.end <= mention.start for m in seen)
    if subject is None or not told or not any(child.lower_ in {"will", "would"} for child in verb.children):
        return None
    named = next((m for m in reversed(seen) if m.start <= subject.i < m.end and len(m.people) == 1), None)
    return named.people[0] if named is not None else None


_BIDS = frozenset("tell urge warn advise remind".split())
_OUGHT = frozenset({"should", "must", "ought"})


def _told_to(doc: Doc, mention: Mention, seen: list[Mention]) -> str | None:
    """Return who is told what he himself ought to do: "Kay told Roe that he should see Li"."""
    verb = doc[mention.start].head
    bids = verb.head
    if doc[mention.start].dep_ not in SUBJECT or verb.dep_ != "ccomp" or bids.lemma_.lower() not in _BIDS:
        return None
    if not any(child.lower_ in _OUGHT for child in verb.children):
        return None
    told = {child.i for child in bids.children if child.dep_ in OBJECT | {"iobj"} and bids.i < child.i < verb.i}
    named = next((m for m in reversed(seen) if told & set(range(m.start, m.end)) and len(m.people) == 1), None)
    return named.people[0] if named is not None else None


def _is_of_when_clause(doc: Doc, index: int) -> bool:
    """Tell whether a pronoun is the subject of a clause with "when" or "where" that follows a comma: of whom it follows."""
    verb = doc[index].head
    return doc[index].dep_ in SUBJECT and any(
        child.lower_ in {"when", "where"} and child.i > doc[index].sent.start and doc[child.i - 1].text == ","
        for child in verb.children
    )


def _is_of_aside(doc: Doc, named: Mention, pronoun: Mention) -> bool:
    """Tell whether a pronoun stands in an aside on who is named right before it: "Marin, on her way out since she lost"."""
    between = doc[named.end : pronoun.start]
    return (
        len(between) > 1
        and [t.i for t in between if t.text == ","] == [named.end]
        and between[1].lower_ != "of"  # "informed the premier, Kay, of his plans"
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
    is_short_style = doc[mention.start].text in SHORT_STYLES
    wrong = other_gender("his" if is_short_style else low)
    excluded = _clause_subject(doc, mention.start) if low in {"him", "her"} and not mention.is_possessive else set()
    excluded |= _own_obliques(doc, mention.start) | _relative_head(doc, mention.start)
    barred = {m.people[0] for m in seen if excluded.intersection(range(m.start, m.end)) and len(m.people) == 1}
    if low in {"him", "her"} and not mention.is_possessive:
        barred |= _plural_subject(doc, mention, seen)
        barred |= _not_accompanied(doc, annotations, mention, seen)
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
    if is_short_style or mention.end - mention.start > 1:  # "HRH", "His Highness"
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
        and any(t.text in STYLES | SHORT_STYLES for t in doc[max(doc[m.start].sent.start, m.start - 7) : m.start])
    }


def _not_accompanied(doc: Doc, annotations: Annotations, mention: Mention, seen: list[Mention]) -> set[str]:
    """Return who is of another state than those who "accompanied him": ministers go with their own president."""
    verb = doc[mention.start].head
    if verb.lemma_.lower() != "accompany" or doc[mention.start].dep_ not in {"obj", "dobj"}:
        return set()
    acting = {child.i for child in verb.children if child.dep_ in {"nsubj"}}
    states = {
        annotations.people[m.people[0]].country
        for m in seen
        if len(m.people) == 1 and acting.intersection(range(m.start, m.end))
    }
    if len(states) != 1 or None in states:
        return set()
    named = {m.people[0] for m in seen if len(m.people) == 1}
    return {key for key in named if annotations.people[key].country not in states}


def _plural_subject(doc: Doc, mention: Mention, seen: list[Mention]) -> set[str]:
    """Return the people of the subject of several in a pronoun's clause: "They met with him" is of a third."""
    top = clause_head(doc[mention.start])
    words = [child.i for child in top.children if child.dep_ in SUBJECT]
    of_several = [m for m in seen if len(m.people) > 1 and any(m.start <= i < m.end for i in words)]
    return {key for m in of_several for key in m.people}


_MEETING_VERBS = frozenset(
    "meet see receive welcome greet host visit telephone phone call ring join entertain brief congratulate invite".split()
)
_AMONG_COMPATRIOTS = frozenset({"join", "accompany", "brief"})


def _own_obliques(doc: Doc, index: int) -> set[int]:
    """Return the words that hang on the verb of a pronoun subject: "with Ghazouani he talked about …" is of two people."""
    token = doc[index]
    if token.dep_ not in SUBJECT:
        return set()
    return {child.i for child in token.head.children if child.dep_.startswith(("obl", "obj")) and child.i < index}


def _relative_head(doc: Doc, index: int) -> set[int]:
    """Return the noun of a clause with "whose" or "whom" that has a subject of its own: "Kay, by whose side he stood"."""
    verb = doc[index].head
    if doc[index].dep_ not in SUBJECT or verb.dep_ not in RELATIVE:
        return set()
    opens = doc[verb.left_edge.i : index]
    return {verb.head.i} if any(t.lower_ in {"whose", "whom"} for t in opens) else set()


def _is_met_with(token: Token) -> bool:
    """Tell whether a pronoun is whom somebody meets or talks with: "will meet with him", "will hold talks with her"."""
    if token.lower_ not in {"him", "her"} or not any(t.dep_ == "case" and t.lower_ == "with" for t in token.children):
        return False
    word = token.head
    if word.pos_ == "VERB":
        return word.lemma_.lower() in {"meet", "confer"}
    return word.lemma_.lower() in {"talk", "meeting"} and word.head.lemma_.lower() in {"hold", "have"}


def _other_side(doc: Doc, annotations: Annotations, index: int) -> set[str]:
    """Return the states of the other people at a verb of meeting that has a pronoun as subject or object."""
    token = doc[index]
    verb = token.head
    if _is_met_with(token):
        verb = clause_head(token)
    elif verb.lemma_.lower() not in _MEETING_VERBS - _AMONG_COMPATRIOTS or token.dep_ not in SUBJECT | {
        "obj",
        "dobj",
        "iobj",
    }:
        return set()
    wanted = {"obj", "dobj"} if token.dep_ in SUBJECT else SUBJECT
    words = [child for child in verb.children if child.dep_ in wanted]
    if not words and verb.dep_ == "conj" and token.dep_ not in SUBJECT:
        words = [child for child in verb.head.children if child.dep_ in SUBJECT]
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
        subject = next((child for child in verb.children if child.dep_ in SUBJECT), None)
        if subject is not None:
            found = next((m for m in reversed(seen) if m.start <= subject.i < m.end and len(m.people) == 1), None)
            return found.people[0] if found is not None else None
        verb = verb.head
    return None


def _has_plural_subject(doc: Doc, index: int) -> bool:
    """Tell whether a plural noun, no name, is a subject earlier in the sentence: what "they" then means."""
    return any(token.dep_ in SUBJECT and token.tag_ == "NNS" for token in doc[doc[index].sent.start : index])


def _clause_subject(doc: Doc, index: int) -> set[int]:
    """Return the subject words of the verb whose object a pronoun is; the two are never the same person."""
    token = doc[index]
    is_between = index > 0 and doc[index - 1].lower_ == "between"  # "he confirmed a meeting between him and Kay"
    if token.dep_ not in {"obj", "dobj", "iobj", "dative", "obl"} and not is_between:
        return set()
    verb = clause_head(token) if is_between else token.head
    words = [child for child in verb.children if child.dep_ in SUBJECT]
    if not words and verb.dep_ == "conj":
        words = [child for child in verb.head.children if child.dep_ in SUBJECT]
    if not words and verb.dep_ == "advcl" and verb.tag_ == "VB":
        words = subject_tokens(verb)  # "flew there to fetch him"
    if not words and verb.dep_.startswith("acl") and verb.tag_ == "VB":
        # "Kay was one of the first to ring him"
        top = top_of(verb.head, frozenset({"nmod"}))
        words = [child for child in top.children if child.dep_ in SUBJECT]
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


def _is_subject(doc: Doc, mention: Mention) -> bool:
    return any(doc[i].dep_ in SUBJECT for i in range(mention.start, mention.end)) and not mention.is_possessive
