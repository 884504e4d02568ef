"""What date phrases look like: a pattern with one alternative for each kind of phrase, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ingest.annotations import MentionKind, annotations_of
from ingest.date_words import (
    COUNT,
    COUNTED_DAY,
    DAY_NUMBER,
    IN_A_WHILE,
    LATE_ORDINALS,
    LATE_YEAR,
    MONTH_NAME,
    MONTH_OF_DAY,
    ORDINALS,
    WEEKDAY_NAME,
    YEAR_NUMBER,
)

_PHRASE = re.compile(
    "|".join(
        (
            rf"(?P<numbers>\b(?P<nu_a>{DAY_NUMBER})(?P<nu_s>[./])(?P<nu_b>{DAY_NUMBER})(?P=nu_s)(?P<nu_y>{LATE_YEAR})\b)",
            rf"(?P<iso>\b{YEAR_NUMBER}-\d\d-\d\d\b)",
            rf"(?P<mdrange>\b(?P<mr_m>{MONTH_OF_DAY}) (?P<mr_a>{DAY_NUMBER}) ?(?:-|–|to|and|through|until) ?(?:(?P<mr_m2>{MONTH_OF_DAY}) )?(?P<mr_b>{DAY_NUMBER})\b(?:,? (?P<mr_y>{YEAR_NUMBER}))?)",
            rf"(?P<dmdm>\b(?P<dd_a>{DAY_NUMBER}) (?P<dd_m>{MONTH_NAME}) ?(?:-|–|to|until) ?(?P<dd_b>{DAY_NUMBER}) (?P<dd_m2>{MONTH_NAME})\b(?:,? (?P<dd_y>{YEAR_NUMBER}))?)",
            rf"(?P<dmrange>\b(?P<dr_a>{DAY_NUMBER}) ?(?:-|–|to|and|through|until) ?(?P<dr_b>{DAY_NUMBER}) (?:of )?(?P<dr_m>{MONTH_OF_DAY})\b(?:,? (?P<dr_y>{YEAR_NUMBER}))?)",
            rf"(?P<md>\b(?P<md_m>{MONTH_OF_DAY}) (?P<md_d>{DAY_NUMBER})\b(?!\d)(?:,? (?P<md_y>{YEAR_NUMBER}|(?:of )?(?:last|this|next) year\b))?)",
            rf"(?P<dm>\b(?P<dm_d>{DAY_NUMBER}) (?:of )?(?P<dm_m>{MONTH_OF_DAY})\b(?:,? (?P<dm_y>{YEAR_NUMBER}|(?:of )?(?:last|this|next) year\b))?)",
            rf"(?P<ofmonth>\b(?:the )?(?P<om_a>{DAY_NUMBER})(?: ?(?:-|–|to|and|until) ?(?:the )?(?P<om_b>{DAY_NUMBER}))? (?:day )?of (?P<om_r>this|the current|the present|the ongoing|last|the past|next|the coming) month\b)",
            rf"(?P<lastdayof>\b(?:the )?last day of (?P<ld_m>{MONTH_NAME}))",
            rf"(?P<my>\b(?:(?P<my_q>early|late|mid)[- ])?(?P<my_m>{MONTH_NAME})(?: of|,)? (?P<my_y>{YEAR_NUMBER})\b)",
            rf"(?P<wd>\b(?:(?P<wd_r>(?i:last|next|this|this coming|the coming|the following|the previous)) )?(?P<wd_d>{WEEKDAY_NAME})(?:(?P<wd_w>,? (?:of )?(?:last|next) week)| last)?\b(?! (?:Times|Telegraph|Agreement|Mail|Post)\b)(?!,? \(?(?:the )?(?:{MONTH_NAME} {DAY_NUMBER}|{DAY_NUMBER} (?:of )?{MONTH_NAME})\b))",
            r"(?P<rel>\b(?i:the day before yesterday|the day after tomorrow|earlier (?:on )?today|later (?:on )?today|(?:earlier|later) in the day|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|last night)\b)",
            r"(?P<ana>\b(?:[Tt]he (?:day before|day after|(?:previous|following|next|same) (?:day|morning|afternoon|evening|night)|(?:morning|evening|night) (?:before|after))|[Tt]hat (?:same )?(?:morning|afternoon|evening|night|day)|[Aa] day (?:earlier|later))\b|\b[Aa] day (?:before|after)\b(?=\W*[.,;]))",
            rf"(?P<ago>\b(?P<ago_n>{COUNT}) (?P<ago_u>days?|weeks?|fortnights?|months?|years?) (?P<ago_w>ago|earlier|later|previously|before(?! (?:(?:the|his|her|its|their|an?|he|she|it|they|we|I)\b|[A-Z]))|after that|afterwards?|on(?=,))\b)",
            rf"(?P<ahead>{IN_A_WHILE})",
            rf"(?P<within>\b[Ww]ithin (?:the next |the coming |about )?(?P<wi_n>{COUNT}) (?P<wi_u>days|weeks?|months?)\b(?! (?:of|after|from|following)\b))",
            rf"(?P<dayof>\b[Oo]n the (?P<do_n>{COUNTED_DAY}|last|final|closing|opening) day\b(?: of (?:the|his|her|their) (?:[\w-]+ ){{0,2}}(?:visit|trip|tour|stay|summit|conference|meeting|talks|forum)\b|(?! of\b)))",
            r"(?P<unit>\b(?i:(?:(?P<un_q>earlier|later|late|early) )?(?P<un_r>last|this|next|the coming|the past|the previous|the following) (?P<un_u>week|month|year|weekend|spring|summer|autumn|fall|winter)|(?:(?:at|over|during|for|spent|spend|spends|spending) )?the (?:whole )?weekend)\b)",
            rf"(?P<clause>\b(?P<cl_n>{COUNT}) (?P<cl_u>days?|weeks?) (?P<cl_w>after|before)\b(?! (?:that|this|then|an?)\b))",
            r"(?P<since>\b(?i:in|over|during) the (?:weeks|months) (?:after|since) (?:that|then)\b|\b(?i:in|over|during) the (?:weeks|months) that followed\b)",
            r"(?P<soon>\b(?i:later (?:in the|this) week|before the week (?:is|was) out|(?:in|over|within) (?:the )?(?:coming|next few) days|within days|by the end of the week|(?:at|by|before|towards?) the end of (?:the|this) month|later in the month|earlier (?:in the|this) week|(?:at the (?:start|beginning) of|early in) (?:the|this) week)\b)",
            rf"(?P<ordinal>\b[Oo]n the (?P<or_d>(?:(?:{'|'.join(LATE_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?=\s*[,.;:]| (?:he|she|they|it|and|the|in|at) | [A-Z])|(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b(?= of (?:the same|that) month\b))))",
            r"(?P<thisyear>\b(?i:before the (?:spring|summer|autumn|fall|winter)(?:[’']s| is)? ?(?:out|over)?|in the (?:spring|summer|winter)|later in the year|later this year|in the second half of (?:the|this) year|before (?:the year is out|the end of the year|the year[’']s end)|by (?:the end of the year|year[’']s end|year-end)|at the end of the year|in the (?:fall|autumn)|over the next few months|in (?:the )?coming months|in the months ahead)\b)",
            rf"(?P<mon>\b(?:(?P<mo_q>early|late|mid|earlier|last|next|this|since|that|the same)[- ])?(?P<mo_m>{MONTH_NAME})\b(?! \d)(?P<mo_y>,? (?:of )?(?:the same|that|last|this|next|the previous|the following) year\b)?)",
            rf"(?P<years>\b(?:(?:from|in|of|between|since|until|by|for|during) )?(?P<ys_a>{YEAR_NUMBER}) ?(?:–|—|-|to|and|until|through) ?(?P<ys_b>{YEAR_NUMBER})\b(?!-))",
            r"(?P<decade>\b(?:(?:the|early|late|mid)[- ]){0,3}(?P<de_y>(?:1\d|20)\d0)[’']?s\b)",
            r"(?P<century>\b(?:(?:the|early|late|mid|first half of the|second half of the)[- ]){0,2}(?P<ce_n>\d{1,2}(?:th|st|nd|rd)|(?i:seventeenth|eighteenth|nineteenth|twentieth|twenty-first))[ -](?i:century))",
            r"(?P<thatyear>\b(?i:later |earlier )?(?:[Tt]hat|[Tt]he same) year\b)",
            rf"(?P<yr>\b(?:(?P<yr_q>early|late|mid)[- ])?(?:in|since|of|from|until|by|during|for|back in|before|after|,|–|through) (?:(?:early|late|mid)[- ])?(?P<yr_y>{LATE_YEAR})\b(?!-))",
            r"(?P<oldyear>\b(?i:in|since|of|until|from) (?P<oy_y>1[5-8]\d\d)(?=[,.;:)]| (?:and|to|by|when|with|he|she|it|they|as|at|on|the|a)\b))",
        )
    )
)


def find_phrases(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what looks like a date phrase with its kind, the name of its alternative of the pattern."""
    for match in _PHRASE.finditer(text):
        yield str(match.lastgroup), match


_VERB_MAY = frozenset({"may", "march"})


def is_no_date(doc: Doc, match: re.Match[str], kind: str) -> bool:
    """Tell whether what looks like a month is a verb or somebody's name: "they may meet", "the King and May"."""
    if kind == "mon" and match["mo_m"].casefold() in _VERB_MAY and match["mo_q"] is None:
        span = doc.char_span(match.start("mo_m"), match.end("mo_m"), alignment_mode="expand")
        before = doc.text[max(0, match.start() - 12) : match.start()].casefold()
        if span is not None and (span[0].is_sent_start or _is_somebody(doc, span[0].i)):
            return True
        return not re.search(
            r"(?:\b(?:in|of|since|last|next|until|by|this|late|early|mid|from|to|for|for|and|before|after|during)|recently as|late as|,|the|[’']s) $",
            before,
        )
    return False


def _is_somebody(doc: Doc, at: int) -> bool:
    """Tell whether a month's word is somebody's name: "the King and May"."""
    return any(m.kind is MentionKind.PERSON and m.start <= at < m.end for m in annotations_of(doc).mentions)
