"""People who are named without being there: as what a building, a ship or a feast is called after, or as whom something befell.

"laid a wreath at X's mausoleum", "the centenary of X"       a monument, a feast
"at the Hotel President Wilson", "aboard the liner X"        a house, a ship
"spoke to him over the killing of X", "after X's arrest"     whom something befell
"the villa where X died", "a city named after X"             of another time
"met A and B, but not X"                                     who was not met
"A, rather than X, will receive her"                         who might have been there
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.annotations import Mention, annotations_of
from ingest.nearby import words_before

_MONUMENTS = (
    r"(?:mausoleum|tomb|grave(?:side)?|memorial|museum|statue|bust|monument|portrait|house-museum|institute|foundation)"
)
_HOMES = r"(?:home|house|estate|birthplace|ranch|villa)"
_FEASTS = r"(?:anniversary|centenary|centennial|birth|death|memory|funeral|legacy|obsequies)"
_DEEDS = (
    r"(?:killing|murder|assassination|slaying|execution|hanging|beheading|shooting|poisoning|arrest|detention|jailing|imprisonment|"
    r"incarceration|captivity|capture|conviction|sentencing|trial|prosecution|extradition|expulsion|abduction|kidnapping|disappearance|"
    r"release|freeing|ouster|overthrow|toppling|downfall|fate)"
)
# Of what follows only behind "of": "Kay's appointment" may be one with somebody.
_CASES = r"(?:case|appointment|nomination|candidacy|treatment|removal|exile)"
_HOUSES = (
    r"(?:[Aa]irport|[Hh]otel|[Tt]ower|[Ss]tadium|[Bb]ridge|[Ss]quare|[Ss]treet|[Aa]venue|Boulevard|Library|Cent(?:er|re)|Hall|House|"
    r"University|College|School|Academy|Hospital|Theat(?:er|re)|Auditorium|Arena|Park|Plaza|Barracks|[Pp]rize|[Aa]ward)"
)
_SHIPS = r"(?:ship|liner|steamer|cruiser|carrier|frigate|destroyer|battleship|warship|submarine|corvette|yacht|ferry|vessel|schooner)"
_BEHIND = re.compile(
    rf"\W*(?:[’']s? )?(?:\w+ )?(?:{_MONUMENTS}|(?:birth |death )?(?:anniversary|centenary))\b|[’']s? (?:\w+ )?(?:{_DEEDS}|death)\b",
    re.IGNORECASE,
)
_OF_HOUSE = re.compile(
    rf" ?(?:(?:International|Convention|Conference|Presidential|Memorial|State|Peace|Literary|Humanitarian) )*{_HOUSES}\b"
)
# A word between, of a title or a name: behind "the case of X with" or "the tomb of X before meeting" another is named.
_WORD = (
    r"(?:(?!(?:with|and|to|in|at|on|by|from|of|for|as|when|while|before|after|during|who|meeting|seeing)\b)[\w.’'-]+ )"
)
_BEFORE = re.compile(
    rf"\b(?:(?:{_MONUMENTS}|{_FEASTS}(?: (?:celebrations?|ceremon(?:y|ies)|commemorations?))?|(?:tribute|homage) paid) (?:of|to|for)|"
    rf"(?:{_DEEDS}|{_CASES}) of|(?:attack|attempt|raid) on|(?:named|called|christened) (?:after|for)) (?:the (?:late )?)?{_WORD}{{0,4}}$",
    re.IGNORECASE,
)
# "at the home of Wilson": of somebody without an office, who is no host
_OF_HOME = re.compile(rf"\b{_HOMES} of (?:the (?:late )?)?{_WORD}{{0,4}}$")
_IN_NAME = re.compile(
    rf"\b(?:(?:Hotel|Villa|Palais|Palazzo|Schloss|Fort|Camp|Lake|Mount|Port|USS|HMS|INS|RMS) (?:President |King |Queen |Prince |Général )?|"
    rf"{_SHIPS},? (?:the )?)$"
)
# Who is named as who was not there: "Kay, rather than Premier Li, will receive him"
_INSTEAD = re.compile(
    rf"\b(?:rather than|instead of|unlike|in place of|in lieu of|as opposed to) {_WORD}{{0,5}}$", re.IGNORECASE
)
_WHERE = re.compile(rf"\bwhere {_WORD}{{0,4}}$")
_ONCE_THERE = re.compile(
    r" (?:once |had )?(?:died|lived|grew up|lies|was (?:born|killed|shot|murdered|assassinated|buried|held|jailed)|is buried)\b"
)


def is_only_named(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody is named only as what something is called after, or as whom something befell."""
    before = words_before(doc, mention, 10)
    if " not " in before and _is_excepted(doc, mention):
        return True
    if _OF_HOME.search(before) is not None and not _is_official(doc, mention):
        return True
    behind = doc[mention.end : min(doc[mention.start].sent.end, mention.end + 4)]
    if any(pattern.search(before) is not None for pattern in (_BEFORE, _IN_NAME, _INSTEAD)):
        return True
    gap = " " if doc[mention.end - 1].whitespace_ else ""
    if _BEHIND.match(behind.text) is not None or _OF_HOUSE.match(gap + behind.text) is not None:
        return True
    return _WHERE.search(before) is not None and _ONCE_THERE.match(gap + behind.text) is not None


def _is_official(doc: Doc, mention: Mention) -> bool:
    people = annotations_of(doc).people
    return any(people[key].is_official for key in mention.people)


_OF_LIST = frozenset({"PROPN", "NOUN", "ADJ", "DET", "CCONJ", "PUNCT", "ADP", "PART", "X"})


def _is_excepted(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody is named as one who was not met: "met A and B, but not C or D"; not "not only A but B"."""
    for at in range(mention.start - 1, doc[mention.start].sent.start, -1):
        word = doc[at]
        if word.lower_ == "not":
            return doc[at - 1].lower_ in {"but", ",", "and", "though"} and doc[at + 1].pos_ in _OF_LIST
        if word.pos_ not in _OF_LIST or word.lower_ == "but" or word.text in {";", ":"}:
            return False
    return False
