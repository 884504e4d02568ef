"""Pronouns that point forward, or to whom a sentence sends somewhere.

"After he met Biden, Keir Starmer said …"            the subject of the main clause
"sent Abubakar to Niamey, where he met the junta"    who was sent
"""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention
from ingest.antecedents import FEMALE, MALE, other_gender
from ingest.listings import are_coordinated
from ingest.syntax import FINITE, SUBJECT


def pointed_forward(
    doc: Doc, annotations: Annotations, mention: Mention, named: dict[int, Mention], seen: list[Mention]
) -> Mention | None:
    """Return the mention by name that "he" or "she" means though it stands behind it, or is no subject; None where neither holds.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        mention: The pronoun.
        named: Mentions of one person by name, by each of their tokens.
        seen: The mentions before the pronoun that are resolved.
    """
    return (
        _subject_ahead(doc, annotations, mention, named)
        or _who_was_sent(doc, annotations, mention, named)
        or _first_named(doc, annotations, mention, named, seen)
    )


# "When he arrived, Xi received him": of whom the main clause tells something else than the pronoun does.
_RECEIVING = frozenset("receive greet welcome host meet see await embrace give offer tell call hand join".split())
_NAME_PARTS = frozenset({"flat", "appos", "compound", "nmod:desc"})
_SENDING = frozenset("send dispatch take bring fly escort invite summon".split())


def _subject_ahead(doc: Doc, annotations: Annotations, mention: Mention, named: dict[int, Mention]) -> Mention | None:
    """Return the subject that a pronoun before it points forward to: "After he met Biden, Keir Starmer said …".

    The pronoun stands in a clause or phrase that opens the sentence, with nobody of its kind named before it.
    """
    token = doc[mention.start]
    if token.lower_ not in MALE | FEMALE or token.lower_ in {"him", "hers"}:
        return None
    wrong = other_gender(token.lower_)
    top = token
    while top.head != top and not any(c.dep_ in SUBJECT and c.i > token.i for c in top.head.children):
        top = top.head
    main = top.head
    subject = next((c for c in main.children if c.dep_ in SUBJECT and c.i > token.i), None)
    opens = top.dep_ == "advcl" or top.dep_.startswith("obl")
    if main == top or subject is None or top.i > subject.i or not opens:
        return None
    # "Ecuador's President Juan Vela": a title may stand for the name that hangs on it
    names = [subject, *(c for c in subject.children if c.dep_ in _NAME_PARTS and c.i > token.i)]
    ahead = next((named[word.i] for word in names if word.i in named), None)
    if ahead is None:
        return None
    before = [named[i] for i in range(token.sent.start, token.i) if i in named]
    others = {t.lower_ for t in token.sent if t.i > subject.i} & ({"him", "his"} if token.lower_ in MALE else {"her"})
    fits = annotations.people[ahead.people[0]].gender != wrong and ahead.people[0] not in {m.people[0] for m in before}
    if not fits or any(annotations.people[m.people[0]].gender != wrong for m in before):
        return None
    is_object = any(c.dep_ in {"obj", "dobj"} and c.lower_ in {"him", "her"} for c in main.children)
    return None if others and (is_object or main.lemma_.lower() in _RECEIVING) else ahead


REACH = 8  # tokens from the start of a sentence to "they", and from one name to the next
_OPENING = frozenset("when before after since while as once until".split())
_TITLES = frozenset({"PROPN", "NOUN", "ADJ", "PART", "DET"})
_HELPERS = frozenset({"have", "had", "did", "do"})  # "have A and B met"


def pair_ahead(doc: Doc, mention: Mention, named: dict[int, Mention]) -> tuple[str, ...]:
    """Return the two whom "they" of an opening clause points forward to: "Not since March, when they met, have A and B talked".

    By the order of words, since parsers take the first of two names behind a comma for anything.
    """
    token = doc[mention.start]
    start = token.sent.start
    opens = token.i - start <= REACH and any(t.lower_ in _OPENING for t in doc[start : token.i])
    if token.lower_ != "they" or not opens or any(i in named for i in range(start, token.i)):
        return ()
    first = next((named[i] for i in range(token.i, token.sent.end) if i in named), None)
    if first is None:
        return ()
    comma = next((t.i for t in reversed(doc[token.i : first.start]) if t.text == ","), None)
    second = next((named[i] for i in range(first.end, min(token.sent.end, first.end + REACH)) if i in named), None)
    if comma is None or second is None or not are_coordinated(doc, first, second):
        return ()
    if not all(t.pos_ in _TITLES or t.lower_ in _HELPERS for t in doc[comma + 1 : first.start]):
        return ()
    behind = doc[second.end : token.sent.end]
    acts = len(behind) > 0 and behind[0].pos_ in {"VERB", "AUX"}
    return (*first.people, *second.people) if acts and not any(t.lower_ == "them" for t in behind) else ()


def _first_named(
    doc: Doc, annotations: Annotations, mention: Mention, named: dict[int, Mention], seen: list[Mention]
) -> Mention | None:
    """Return who is named as a subject behind a pronoun, where nobody it could mean was named before: by word order alone."""
    token = doc[mention.start]
    wrong = other_gender(token.lower_)
    before = {m.people[0] for m in seen if len(m.people) == 1 and m.start >= token.sent.start}
    if token.lower_ not in {"he", "she"} or any(
        len(m.people) == 1 and m.people[0] not in before and annotations.people[m.people[0]].gender != wrong
        for m in seen
    ):
        return None
    for i in range(token.i + 2, token.sent.end - 1):
        ahead = named.get(i)
        if ahead is None or ahead.start != i or annotations.people[ahead.people[0]].gender == wrong:
            continue
        first = i
        while first > token.i and doc[first - 1].tag_ not in {",", "VBD", "VBZ", "IN"}:
            first -= 1
        after = doc[ahead.end] if ahead.end < token.sent.end else token
        if doc[first - 1].text == "," and after.tag_ in FINITE:
            return ahead
    return None


def _who_was_sent(doc: Doc, annotations: Annotations, mention: Mention, named: dict[int, Mention]) -> Mention | None:
    """Return who went where "he" then is: "sent Abubakar to Niamey, where he met the junta"."""
    token = doc[mention.start]
    wrong = other_gender(token.lower_)
    if token.dep_ not in SUBJECT or token.i == 0 or doc[token.i - 1].lower_ != "where":
        return None
    for verb in reversed(doc[token.sent.start : token.i]):
        if verb.pos_ == "VERB":
            sent = next((c for c in verb.children if c.dep_ in {"obj", "dobj"} and c.i in named), None)
            fits = sent is not None and annotations.people[named[sent.i].people[0]].gender != wrong
            return named[sent.i] if sent is not None and fits and verb.lemma_.lower() in _SENDING else None
    return None
