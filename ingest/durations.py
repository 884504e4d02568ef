"""Finds lengths of time in a Doc and tells how many minutes they mean.

"more than three hours"      180 minutes, at least
"half an hour"               30 minutes, exactly
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.model import DurationQualifier
from ingest.annotations import DurationMention
from ingest.date_words import COUNT, count_of

_QUALIFIER = r"(?P<q>more than|over|at least|nearly|almost|just under|close to|about|around|roughly|some|approximately|an estimated|well over|just over|as long as|up to)"
_DURATION = re.compile(
    rf"(?:\b{_QUALIFIER} )?(?:"
    rf"(?P<hm>\b(?P<hm_h>{COUNT}) (?:hours?) and (?P<hm_m>{COUNT}) minutes?)"
    rf"|(?P<hf>\b(?P<hf_n>{COUNT})(?:[ -]and[ -]a)[ -](?P<hf_f>half|quarter|three-quarters?)[ -]hours?)"
    rf"|(?P<ahalf>\b(?:an|one|a) hour and (?:a )?(?P<ah_f>half|quarter|three-quarters))"
    rf"|(?P<halfhour>\b(?:half an hour|a half[- ]hour|half-hour))"
    rf"|(?P<tq>\bthree[- ]quarters of an hour)"
    rf"|(?P<hl>\b(?:hour-long|hourlong|one-hour))"
    rf"|(?P<h>\b(?P<h_n>{COUNT}|\d+\.\d+)[ -]?hours?(?:-long)?\b)"
    rf"|(?P<m>\b(?P<m_n>\d+|{COUNT}|forty-five|twenty-five|thirty-five|fifty-five)[ -]minutes?(?:-long)?\b)"
    r")(?! (?:ago|earlier|later|after|before|notice|flight|drive|away|of (?:the|him|her)))(?! into)",
    re.IGNORECASE,
)
_FRACTION = {"half": 30, "quarter": 15, "three-quarters": 45, "three-quarter": 45}


def find_durations(doc: Doc) -> list[DurationMention]:
    """Return lengths of time in text order, in minutes."""
    found: list[DurationMention] = []
    for match in _DURATION.finditer(doc.text):
        minutes = _minutes(match)
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if minutes and span is not None:
            found.append(DurationMention(span.start, span.end, minutes, _qualifier(match["q"])))
    return found


def _minutes(match: re.Match[str]) -> int:
    if match["hm"]:
        return count_of(match["hm_h"]) * 60 + count_of(match["hm_m"])
    if match["hf"]:
        return count_of(match["hf_n"]) * 60 + _FRACTION[match["hf_f"].casefold()]
    if match["ahalf"]:
        return 60 + _FRACTION[match["ah_f"].casefold()]
    if match["halfhour"]:
        return 30
    if match["hl"]:
        return 60
    if match["tq"]:
        return 45
    if match["h"]:
        return round(float(match["h_n"]) * 60) if re.fullmatch(r"[\d.]+", match["h_n"]) else count_of(match["h_n"]) * 60
    word = match["m_n"].casefold()
    return sum(count_of(part) for part in word.split("-")) if "-" in word else count_of(word)


def _qualifier(word: str | None) -> DurationQualifier:
    low = (word or "").casefold()
    if low in {"more than", "over", "at least", "well over", "just over"}:
        return DurationQualifier.AT_LEAST
    if low in {"nearly", "almost", "just under", "close to", "up to"}:
        return DurationQualifier.NEARLY
    if low in {"about", "around", "roughly", "some", "approximately", "an estimated"}:
        return DurationQualifier.ABOUT
    return DurationQualifier.EXACT
