"""One view on dependency labels of both schemes, Universal Dependencies and ClearNLP.

    subject     nsubj, nsubj:pass (UD)   nsubj, nsubjpass (ClearNLP)
    object      obj, iobj                dobj, dative
    oblique     obl with a case child    prep + pobj

`unify` (in `ingest.schemes`) gives every Doc the arcs of Universal Dependencies before anything else looks at it; what is
asked here holds for both all the same. Without a parser every question gets "no"; callers then fall back on word order.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "nsubjpass"})
OBJECT = frozenset({"obj", "dobj", "iobj", "dative"})
CONJUNCT = frozenset({"conj"})
APPOSITION = frozenset({"appos", "flat", "flat:name", "compound", "nmod:desc"})
CLAUSE = frozenset(
    {"ROOT", "root", "conj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "relcl", "parataxis", "advcl:relcl"}
)
SIDE_CLAUSE = frozenset({"acl:relcl", "relcl", "advcl", "acl"})
RELATIVE = frozenset({"acl:relcl", "relcl"})  # heads of clauses that say more of a noun
NOT = frozenset({"not", "n't", "n’t", "never"})  # denies a verb
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs with a tense
POSSESSIVE = frozenset({"nmod:poss", "poss"})


def has_parse(doc: Doc) -> bool:
    """Tell whether the Doc has dependency arcs."""
    return doc.has_annotation("DEP")


def objects(token: Token) -> list[Token]:
    """Return a verb's direct and indirect objects."""
    return [child for child in token.children if child.dep_ in OBJECT or is_late(child)]


def is_late(word: Token) -> bool:
    """Tell whether a word behind a verb is taken for its subject though one stands before it: it is the object.

    So it is where a comma adds the verb to a clause that has the subject: "came to Kabul, met the minister".
    """
    verb = word.head
    if word.dep_ != "nsubj" or verb.pos_ != "VERB" or word.i < verb.i:
        return False
    if any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children):
        return True
    return (
        verb.i > 0
        and verb.nbor(-1).text == ","
        and verb.lemma_.lower() not in _INVERTED
        and any(
            child.dep_ in {"ccomp", "advcl", "parataxis"} and child.i < verb.i and child.tag_ in FINITE
            for child in verb.children
        )
    )


# Verbs of speech stand before their subject: "We agreed, added the minister".
_INVERTED = frozenset(
    "say add tell write note warn explain argue insist stress declare reply answer ask announce".split()
)


def obliques(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Yield the nouns that hang on a word by one of these prepositions, in either scheme."""
    for child in token.children:
        if child.dep_ in {"obl", "nmod", "obl:agent", "obl:tmod", "nmod:poss"} or child.dep_.startswith(
            ("obl", "nmod")
        ):
            if any(case.dep_ == "case" and case.lower_ in prepositions for case in child.children):
                yield child
        elif child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            yield from (obj for obj in child.children if obj.dep_ in {"pobj", "pcomp"})


def conjuncts(token: Token) -> list[Token]:
    """Return a word and everything coordinated with it."""
    found = [token]
    for child in token.children:
        if child.dep_ in CONJUNCT:
            found.extend(conjuncts(child))
    return found


def relative_of(token: Token) -> Token | None:
    """Return the verb of the relative clause a word stands in; None where it stands in none."""
    return next((t for t in (token, *token.ancestors) if t.dep_ in RELATIVE or _is_of_who(t)), None)


def _is_of_who(token: Token) -> bool:
    """Tell whether a clause that parsers take for one of circumstance has "who" for its subject: "met X, who had been in Oslo"."""
    return token.dep_ == "advcl" and any(t.lower_ == "who" and t.dep_ in SUBJECT for t in token.children)


def top_of(token: Token, parts: frozenset[str] = CONJUNCT) -> Token:
    """Return the word that a part of a list, or of a name, belongs to: the first above it that hangs on by none of some labels."""
    while token.dep_ in parts and token.head != token:
        token = token.head
    return token


def clause_head(token: Token) -> Token:
    """Return the verb (or root) whose clause a word stands in."""
    while token.head != token and token.dep_ not in CLAUSE and token.pos_ not in {"VERB"}:
        token = token.head
    return token


def governing_verb(token: Token) -> Token | None:
    """Return the verb that a word is or hangs on, by a few steps."""
    for _ in range(5):
        if token.pos_ == "VERB":
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def gone_for(noun: Token) -> Token | None:
    """Return the word that a noun says the purpose of, by "for" behind it: "come" of "come to Oslo for talks", hung on the city or not."""
    case = next((t.lower_ for t in noun.children if t.dep_ == "case" and t.i < noun.i), None)
    verb = noun.head.head if noun.dep_ == "nmod" and noun.head.dep_ == "obl" else noun.head
    return verb if case == "for" and verb.i < noun.i else None


def is_in_side_clause(token: Token, trigger: Token) -> bool:
    """Tell whether a word stands in a relative or adverbial clause that the trigger is not part of."""
    for _ in range(8):
        if token.head == token:
            return False
        is_verb = token.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in token.children)
        if token.dep_ in SIDE_CLAUSE and is_verb:
            return not any(t == trigger for t in token.subtree)
        token = token.head
    return False


def is_in_what_clause(word: Token, trigger: Token) -> bool:
    """Tell whether a word stands in a clause that says what somebody was told of: "briefed him on what she had heard in Oslo on Friday".

    The order of words tells, since parsers hang the last phrases on the first verb.
    """
    if word.i < trigger.i or word.sent != trigger.sent:
        return False
    what = next((t for t in word.doc[trigger.i + 1 : word.i] if t.lower_ == "what"), None)
    if what is None:
        return False
    behind = word.doc[what.i + 1 : word.i]
    return any(t.tag_ in FINITE | {"VBN"} for t in behind) and not any(t.text in {",", ";", ":"} for t in behind)
