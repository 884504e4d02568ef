"""Titles before names: which words are, whose gender they tell, and where one is a name itself."""

from __future__ import annotations

from spacy.tokens import Doc, Token

HONORIFICS = frozenset(
    "mr mrs ms miss messrs dr prof professor sir dame lord lady sheikh sheikha shaikh sayyid sayed hrh hm he prince princess king queen "
    "sultan emir general gen lt col colonel maj major marshal admiral adm capt captain senator sen rep judge justice "
    "father pope ayatollah hojatoleslam imam comrade shri smt tun datuk datin dato seri tan sri u daw maj-gen lt-gen brig brigadier lieutenant commodore baroness "
    "monsignor cardinal archbishop herr frau madame monsieur mme doctor excellency majesty highness holiness eminence "
    "maulvi mawlawi mawlavi maulana mullah mulla alhaji alhaja hajia hajji haji hajj hon rt honourable honorable engr barrister".split()
)
ROYAL = frozenset("king queen emperor empress pope sultan".split())
FEMALE_TITLES = frozenset("mrs ms miss madame mme baroness princess queen sheikha lady dame smt daw".split())
MALE_TITLES = frozenset("mr sir lord king prince emir sultan sheikh shri".split())
_NAMES_TOO = frozenset({"sultan", "emir", "amir", "prince"})
# Titles that are nobody's name, standing alone.
TITLES_ONLY = frozenset(
    "mr mrs ms messrs dr prof professor gen col lt-gen maj-gen datuk datin dato senator rt monsieur madame".split()
)
_BEFORE_NAMES = frozenset({"prince", "sheikh", "shaikh", "crown"})
_SON_OF = frozenset({"bin", "ibn"})


def is_title(token: Token) -> bool:
    """Tell whether a word is a title before a name: "Mr", "Sheikh"."""
    return token.lower_.rstrip(".") in HONORIFICS and token.text[:1].isupper()


def is_given_name(word: str, before: str, after: str) -> bool:
    """Tell whether a title is a name here: right behind another title, or with "bin" behind it, "Prince Sultan bin Abdulaziz".

    Args:
        word: The title, folded, as are the words beside it.
        before: The word before it, empty if there is none.
        after: The word behind it, empty if there is none.
    """
    if word not in _NAMES_TOO:
        return False
    is_behind_title = before in _BEFORE_NAMES and word != "prince"
    return is_behind_title or after in _SON_OF or (word == "sultan" and after == "al")


def is_named_by_title(doc: Doc, index: int) -> bool:
    """Tell the same of a word of a Doc, by capitals too."""
    before = doc[index - 1] if index else None
    after = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    if after == "al":
        after = ""  # in a text "Sultan Al Said" may be a sultan
    title = before.lower_ if before is not None and before.is_title else ""
    return doc[index].text[:1].isupper() and is_given_name(doc[index].lower_, title, after)
