"""Finds what points back to people already told of: pronouns and groups.

"he", "their", "His Majesty", "HRH received …", "the latter"    a pronoun
"the two leaders", "both presidents", "the pair", "both"    a group
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.annotations import Mention, MentionKind
from ingest.antecedents import FEMALE, MALE
from ingest.frames import load_frames
from ingest.name_spans import is_surname_he
from ingest.syntax import FINITE, SUBJECT

THEY = frozenset({"they", "them", "their"})
_RANKS = frozenset({"Royal", "Serene", "Imperial"})
STYLES = frozenset({"Majesty", "Highness", "Holiness", "Excellency", "Eminence"})
SHORT_STYLES = frozenset({"HRH", "HH", "HM"})


def find_pronouns(doc: Doc) -> list[Mention]:
    """Return the pronouns of the third person for people, "His Majesty" among them, in text order."""
    found: list[Mention] = []
    for token in doc:
        style = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if style.text in _RANKS and style.i + 1 < len(doc):
            style = doc[style.i + 1]  # "His Royal Highness"
        if token.text == "HE" and style.text[:1].isupper() and not style.text.isupper():
            continue  # "HE President of the French Republic": His Excellency
        if token.lower_ in {"his", "her"} and style.text in STYLES:
            after = doc[style.i + 1] if style.i + 1 < len(doc) else style
            if not (after.text[:1].isupper() or after.lower_ == "the"):  # "His Majesty King Abdullah" is named
                found.append(
                    Mention(
                        token.i, style.i + 1, MentionKind.PRONOUN, is_possessive=after.text in {"'s", "’s", "’", "'"}
                    )
                )
        elif token.text in SHORT_STYLES and style.pos_ in {"VERB", "AUX", "ADV"} and style.is_lower:
            found.append(Mention(token.i, token.i + 1, MentionKind.PRONOUN))
        elif token.lower_ in MALE | FEMALE and not is_surname_he(doc, token.i):
            found.append(
                Mention(
                    token.i,
                    token.i + 1,
                    MentionKind.PRONOUN,
                    is_possessive=token.lower_ in {"his", "hers"}
                    or (token.lower_ == "her" and _is_possessive_her(token)),
                )
            )
        elif token.lower_ in THEY:
            found.append(Mention(token.i, token.i + 1, MentionKind.PRONOUN, is_possessive=token.lower_ == "their"))
        elif is_latter(token):
            is_own = doc[token.i + 1 : token.i + 2].text in {"'s", "’s"}
            found.append(Mention(token.i, token.i + 1, MentionKind.PRONOUN, is_possessive=is_own))
    return found


def is_latter(token: Token) -> bool:
    """Tell whether "latter" stands for somebody: "when the latter came", "the latter's visit", not "the latter part"."""
    if token.lower_ != "latter" or token.i == 0 or token.nbor(-1).lower_ != "the":
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if after.text in {"'s", "’s"}:
        return True
    is_subject = token.dep_ in SUBJECT and token.head.tag_ in FINITE | {"VBN"}
    return is_subject and after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"} and after.lower_ != "of"


def _is_possessive_her(token: Token) -> bool:
    return token.tag_ == "PRP$" or token.dep_ in {"nmod:poss", "poss"}


_PAIR_NOUNS = frozenset(
    "leaders presidents men ministers women sides diplomats counterparts politicians officials chiefs heads of state premiers envoys".split()
)
# What each of several may be called, and they all.
_EACH_NOUN = {
    "leader": "leaders",
    "president": "presidents",
    "man": "men",
    "minister": "ministers",
    "premier": "premiers",
    "envoy": "envoys",
}


def _met_each(token: Token) -> Token | None:
    """Return the last word of "each" where it is whom somebody saw, one by one: "saw each in turn", "seeing each president alone".

    Not of "each of them", where "them" tells whom, of "each other", nor of "has seen each man twice".
    """
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    met = behind if behind.lower_ in _EACH_NOUN else token
    is_met = met.dep_ == "obj" and met.head.i == token.i - 1 and (met.head.lemma_.lower(), "VERB") in load_frames()
    is_counted = any(t.lower_ in {"twice", "times"} for t in token.doc[met.i + 1 : met.i + 4])
    return met if is_met and not is_counted and behind.lower_ not in {"other", "of"} else None


COUNTS = {"three": 3, "trio": 3, "four": 4}


def find_groups(doc: Doc, offices: list[Mention]) -> list[Mention]:
    """Return "the two leaders", "both presidents", "the pair", "the two", "each of them", "the leaders" (of nobody else named)."""
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
            and doc[index + 1].lower_ in {"two", "pair", "duo", *COUNTS}
        ):
            end = index + 2
        elif low == "both" and index + 1 < len(doc) and doc[index + 1].lower_ in _PAIR_NOUNS:
            end = index + 1
        elif low in {"both", "each"} and doc[index + 1 : index + 3].text.casefold() == "of them":
            found.append(Mention(index, index + 3, MentionKind.GROUP))
            index += 3
            continue
        elif low == "both" and token.dep_ in SUBJECT | {"obj", "dobj", "obl"}:
            found.append(Mention(index, index + 1, MentionKind.GROUP))
        elif low == "each" and (met := _met_each(token)) is not None:
            found.append(Mention(index, met.i + 1, MentionKind.GROUP, name=_EACH_NOUN.get(met.lower_, "")))
        if end > index and end < len(doc) and doc[end].text == "-":
            end = index  # "the three-cornered talks"
        if end > index:
            stop = end
            while (
                stop < len(doc)
                and stop < end + 3
                and doc[stop].lower_ not in {"last", "first", "next", "shook"}  # "the two last met", "shook hands"
                and (doc[stop].lower_ in _PAIR_NOUNS or (doc[stop].pos_ in {"ADJ"} and doc[stop].text[0].islower()))
            ):
                stop += 1
            after = doc[stop] if stop < len(doc) else None
            noun = (
                after is not None
                and after.pos_ in {"NOUN", "PROPN"}
                and after.lower_ != "shook"
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
