"""Who is named only to say whose envoy, aide, kin or letter it is: "Kay's special envoys met Roe", "met Ann, daughter of Kay".

The one named was not there; their state was, where it was an envoy or aide who came.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.annotations import Mention
from ingest.syntax import APPOSITION, CONJUNCT, FINITE, top_of

_HELPERS = frozenset("envoy aide adviser advisor representative deputy spokesman spokeswoman spokesperson ally".split())
_AIDES = _HELPERS | frozenset("emissary negotiator minister official ambassador lawyer".split())
_KIN = frozenset("wife husband son daughter brother sister widow predecessor successor".split())
_FURTHER_KIN = frozenset("father mother nephew cousin".split())
_BESIDE = _HELPERS | _KIN | frozenset("assistant rival critic".split())  # right before "of" and a name
_SENT = frozenset("letter message note invitation greeting condolence gift telegram".split())
_SAID = frozenset("offer proposal reply plea appeal apology".split())  # "conveyed Kay's offer to Roe"
_IN_PERSON = frozenset({"of credence", "of credentials"})  # letters that ambassadors hand over themselves
_OF = frozenset({"of", "to", "for", "from"})
_OF_ONE = CONJUNCT | APPOSITION - {"appos"}  # who stands in apposition may be the aide
NEAR = 5  # tokens between "Kay's" and "envoys"


def sent_noun(doc: Doc, mention: Mention, own: set[int]) -> Token | None:
    """Return the noun of an envoy, aide, kin or letter that a mention only says whose it is; None where it says none.

    Args:
        doc: The Doc.
        mention: Names somebody.
        own: Tokens of the offices that the one named has himself: "Ambassador to the UN Bill Kay".
    """
    sent = doc[mention.start].sent
    root = doc[mention.start : mention.end].root
    if mention.is_possessive:
        for token in doc[mention.end : min(sent.end, mention.end + NEAR)]:
            if _is_stand_in(token) or _is_one_of(token, _SAID):
                return token
            if token.pos_ not in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"} or token.text == ",":
                return None
        return None
    if any(t.lower_ == "whom" for t in doc[mention.end : mention.end + 3]):
        return None  # "brought no message from Kay, with whom he had spoken"
    if root.dep_ in CONJUNCT and not any(t.pos_ == "CCONJ" for t in doc[root.head.i : root.i]):
        return None  # "the wife of President Kay, Ann Kay": in apposition, whatever the parser says
    top = top_of(root, _OF_ONE)
    noun = top.head
    is_of = top.dep_.startswith("nmod") and any(t.dep_ == "case" and t.lower_ in _OF for t in top.children)
    return noun if is_of and _is_stand_in(noun) and noun.i not in own else None


def _is_stand_in(word: Token) -> bool:
    is_noun = word.pos_ in {"NOUN", "PROPN"}
    if word.doc[word.i + 1 : word.i + 3].text.lower() in _IN_PERSON:
        return False
    return is_noun and _is_one_of(word, _AIDES | _KIN | _FURTHER_KIN | _SENT)


def _is_one_of(word: Token, nouns: frozenset[str]) -> bool:
    """Tell whether a word is one of some nouns, by lemma or, where the tagger takes it for a name, without its last letter."""
    return word.lemma_.lower() in nouns or word.lower_.removesuffix("s") in nouns


def comes_for_state(noun: Token) -> bool:
    """Tell whether a noun is of an envoy or aide, so that his master's state takes part; kin and letters bring none."""
    return _is_one_of(noun, _AIDES)


def is_of_somebody(doc: Doc, mention: Mention) -> bool:
    """Tell by the words before a name, whatever the parse, that it says whose aide or kin is meant: "the deputy to Secretary Kay"."""
    at = mention.start - 1
    while at > 1 and (doc[at].text[:1].isupper() or doc[at].lower_ in {"the", "late", "former", "then"}):
        at -= 1
    return at > 0 and doc[at].lower_ in {"to", "of", "for"} and doc[at - 1].lower_ in _BESIDE


_OF_NAMES = frozenset({"conj", "appos", "flat", "nmod", "nmod:desc", "compound", "list"})
_AT = frozenset({"at", "on", "upon"})


def is_inviter(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody only asks others to come: "at the invitation of X and Y", "Invited by X, she will visit Oslo"."""
    if any(token.tag_ in FINITE for token in doc[mention.end : mention.end + 1]):
        return False  # "at the invitation of X, President Y will visit": parsers add Y to X
    word = doc[mention.start : mention.end].root
    while word.dep_ in _OF_NAMES and word.lemma_.lower() != "invitation" and word.head != word:
        word = word.head
    if word.lemma_.lower() == "invitation":
        return any(child.dep_ == "case" and child.lower_ in _AT for child in word.children)
    return word.dep_ == "obl:agent" and word.head.lower_ == "invited" and word.head.dep_ in {"advcl", "acl"}
