"""The words by which a sentence says who was in the room, each with its list of names right behind or right before.

"Also present were A and B", "A and B took part", "A was present, as were B for Chad and C for Togo"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ingest.annotations import Mention
from ingest.companions import leader_of
from ingest.listings import keys_of, list_before, list_behind
from ingest.nearby import span_of

_NOUN = (
    r"(?:[\w-]+ ){0,2}(?:meetings?|talks|summit|sessions?|negotiations|ceremony|signing|discussions|dinner|banquet|luncheon|lunch|"
    r"reception|consultations|conversation|dialogue|table|gathering|occasion|event|proceedings|conference|forum|audience|retreat|activities|act|parley|congress|plenary)"
)
_PLACE = r"(?:present|in attendance|on hand|in the room|at the table|around the table|at the talks|on the guest list|sitting in|looking on)"
_CONSIST = (
    r"(?:also )?(?:included?|includes|including|comprised|comprises|comprising|consisted of|was made up of|featured|(?:was|were) (?:also )?represented (?:also )?by|"
    r"(?:was|were) (?:led|headed) by)"
)
# Behind these words stands a list of those present.
_BEHIND = re.compile(
    # "Also present at the talks from the Omani side were", "In attendance were", "Among those at the table were"
    rf"(?:^|[,;:—–]|\b(?:and|while))\W*(?:also )?(?:among (?:those|the \w+) )?(?:also )?(?:{_PLACE}|attending|taking part|participating|seated|there|"
    rf"joining (?:them|him|her)|(?:at|in) (?:the|their|this) {_NOUN})\b[^.;:“]{{0,60}}?\b(?:was|were)\b"
    rf"|\b[Gg]uests at (?:the|their) {_NOUN}\b[^.;:“]{{0,70}}? included\b"
    rf"|\b(?:those|others|officials|ministers|leaders|dignitaries|guests) (?:who (?:were |was )?(?:also )?)?(?:{_PLACE}|attending|attended|taking part|took part|"
    rf"participating|at (?:the|their) {_NOUN}) (?:were|was|included?)\b"
    r"|\b(?:participants|attendees) (?:at [^.;:“]{1,40} )?(?:were|included?)\b"
    rf"|^\W*(?:also )?(?:{_PLACE}|participants|attending)\s*:"
    r"|(?:\b(?:was|were|been)|,) (?:also )?(?:later )?(?:attended|joined|witnessed)(?: \w+ly)? by\b"
    rf"|(?:\b(?:the|their|that|this) {_NOUN}\b[^.;:]{{0,70}}?|^\W*(?:it|which|they) )(?:(?:was|were) (?:also )?|, )(?:chaired|co-chaired|hosted|opened|mediated|"
    r"moderated|organi[sz]ed|facilitated|presided over|convened)(?: jointly| together| on \w+| \w+day)? by\b"
    # "chaired the meeting jointly with"
    rf"|\b(?:chaired|hosted|opened|mediated) (?:the|their|this) {_NOUN} (?:jointly|together) with\b"
    r"|\b(?:took part|participated) (?:along|together) with\b"
    r"|\band (?:was )?(?:also )?(?:attended|witnessed) by\b|\b(?:was|were|being) (?:also )?represented (?:also |there )?by\b"
    # "the Omani delegation included", "talks which included"
    rf"|\bthe (?:[\w-]+ ){{1,2}}(?:side|delegation|team) {_CONSIST}|^\W*The delegation(?: (?:from|of) [A-Z][\w-]+)? {_CONSIST}"
    # "over a lunch attended by"
    rf"|\b{_NOUN} (?:also )?(?:attended|witnessed) by\b"
    rf"|\b(?:talks|session|meeting|discussions)(?:,? (?:that|which))? (?:also )?(?:included|involved|featured)\b"
    r"|\bmembers of (?:the|his|her) (?:[\w-]+ )?delegation (?:were|included)\b"
    # "To his right sat", "Around him stood", "Across from them were"
    r"|\b(?:on|to|at) (?:his|her|their) (?:immediate )?(?:right|left)(?: hand)?,? (?:sat|stood|was|were)\b"
    r"|\b(?:around|beside|behind|next to|between|opposite|across from) (?:him|her|them)(?: at the table)?,? (?:sat|stood|was seated|were seated|were)\b"
    # "Sitting opposite A and B were", "at Kay's side was"
    r"|^\W*(?:sitting|seated) (?:opposite|beside|next to|across from|alongside)\b[^.;:“]{2,60}? (?:was|were)\b"
    r"|\bat (?:[\w’'-]+[’']s?|his|her|their) sides? (?:was|were|sat|stood)\b",
    re.IGNORECASE,
)
_OF_SIDE = r"(?:the|his|her|their) (?:[\w-]+ ){0,2}(?:delegation|team|side)\b(?! (?:that|to)\b)"
_OF_BODY = re.compile(r"\b(?:session|meeting) of the (?:[A-Z][\w–-]* (?:and )?)+(?:was|were)\b")
# Before these words does.
_BEFORE = re.compile(
    rf"\b(?:was|were) (?:all |both |also )*{_PLACE}"
    r"|\b(?:was|were) (?:also )?among (?:the (?:guests|dignitaries|onlookers|witnesses|participants)|those (?:who (?:looked on|attended)|present|attending|in attendance))\b(?! (?:at|of)\b)"
    # "sat between them", "were seated behind the two presidents", "sat at Kay's side"
    r"|\b(?:sat|was seated|were seated|stood) (?:beside|behind|between|next to|alongside|opposite) (?:them|him|her|the two)\b"
    r"|\b(?:sat|stood|was seated|were seated) (?:at|by) (?:[\w’'-]+[’']s?|his|her|their) sides?\b"
    r"|\b(?:also )?looked on\b"
    rf"|\b(?:sitting in|in attendance|looking on|also present|at the table|in the room)\b"
    rf"|\b(?:also |both |all )?(?:attended|joined|took part in|participated in|sat in on|assisted at|witnessed|chaired|co-chaired|hosted|moderated|mediated|presided over) (?:the|their|these) (?:above )?{_NOUN}\b(?! (?:with|between)\b)"
    r"|\balso (?:attended|took part|participated|sat in|joined (?:them|in|the two))\b"
    r"|\bsat in\b|\battended(?= ?[.;])"
    # "A and B took part", "in the second half", not "took part in a race" or "by video"
    r"|\b(?:took part|participated)(?= ?[.,;]| as well\b| too\b| (?:along|together) with\b| in (?:the|their|its) (?:first|second|last|latter|final|other|whole) )"
    r"|\b(?:was|were) (?:also )?(?:seated|there too|also there)(?= ?[.,;]|$)"
    r"|\b(?:also )?had (?:a )?(?:places?|seats?|chairs?) at the table\b"
    # "sat on his right", "completed the table"
    r"|\b(?:sat|stood|was seated|were seated) (?:on|to|at) (?:his|her|their) (?:immediate )?(?:right|left)\b|\bcompleted the (?:table|circle)\b"
    # "were members of the Togolese delegation", "sat on the Ivorian side"
    rf"|\b(?:was|were|sat) (?:also )?(?:on|in|part of|an? member of|members of) {_OF_SIDE}",
    re.IGNORECASE,
)
# "A was present, as were B and C"
_LIKEWISE = re.compile(r"[,;]\W*(?:and )?(?:as|so) (?:also )?(?:did|were|was|had)\b")
_SO_DID = re.compile(r"^\W*So (?:also )?(?:did|were|was|had)\b")
# "the Omani side was led by A, the Qatari by B", "Egypt was represented by A, Sudan by B and Chad by C"
_FIRST_SIDE = re.compile(r"\b(?:(?:side|delegation|team)s? (?:was|were) (?:led|headed)|(?:was|were) represented) by\b")
_OTHER_SIDE = re.compile(r"(?:[,;]|\band\b) (?:and |while )?(?:the |that of )?(?:[\w’'-]+ ){1,3}by\b")
# "From the Omani side, A and B took part", "On the Omani side sat A and B"
_SIDE = re.compile(
    r"\b(?:on|from|for) (?:the [\w-]+(?: [\w-]+)?|his|her|our|its) side\b(?P<verb>,? (?:there )?(?:were|was|sat|took part|participated)\b)?"
    r"|\b(?:on|from) (?:the [\w-]+(?: [\w-]+)?) side\s*[:,]",
    re.IGNORECASE,
)
# "Mahathir sent Foreign Minister A", not "sent A to Beijing"
_SENT = re.compile(r"\bsent (?:(?:only )?(?:his|her|its|their) )?(?=\w)")
_IN_HIS_PLACE = re.compile(r"^\W*(?:$|instead\b|in (?:his|her|its|their) (?:place|stead)\b|to represent\b)")
_TAKES_PART = re.compile(r"\b(?:participated|took part|attended|were present|was present|joined|sat)\b")
# "accompanied by": those who came with one of the two.
_WITH = re.compile(r"(?:\b(?:was|were|is)|,) (?:also )?(?:accompanied|assisted|flanked) by\b", re.IGNORECASE)


def cues_of(
    doc: Doc, sent: Span, named: list[Mention], index: dict[int, Mention], *, goes_on: bool = False
) -> Iterator[tuple[Span, list[Mention], str | None]]:
    """Yield the cues of a sentence with the list that each has, and whom these accompany.

    Args:
        doc: The Doc.
        sent: The sentence.
        named: Mentions of one person each in it, in text order.
        index: Mentions by token.
        goes_on: The sentence before has a list, which "So did A" goes on with.
    """
    first = _FIRST_SIDE.search(sent.text)
    for match in _OTHER_SIDE.finditer(sent.text, first.end()) if first else ():
        cue = span_of(sent, match.end() - 1, match.end())
        yield cue, list_behind(doc, named, cue.end, sent.end), None
    for match in _BEHIND.finditer(sent.text):
        if _OF_BODY.search(match[0]):
            continue  # "the first session of the Economic Council was chaired by"
        cue = span_of(sent, match.start(), match.end())
        yield cue, list_behind(doc, named, cue.end, sent.end), None
    for match in _BEFORE.finditer(sent.text):
        cue = span_of(sent, match.start(), match.end())
        yield cue, list_before(doc, named, cue.start), None
    yield from _likewise(doc, sent, named, goes_on=goes_on)
    for match in _SIDE.finditer(sent.text):
        cue = span_of(sent, match.start(), match.end())
        run = list_behind(doc, named, cue.end, sent.end)
        behind = doc[run[-1].end : min(sent.end, run[-1].end + 8)].text if run else ""
        is_verbless = not any(t.pos_ in {"VERB", "AUX"} for t in doc[cue.end : sent.end])
        if match.group("verb") or is_verbless or _TAKES_PART.search(behind):
            yield cue, run, None
    for match in _SENT.finditer(sent.text):
        cue = span_of(sent, match.start(), match.end())
        run = list_behind(doc, named, cue.end, sent.end)
        if run and _IN_HIS_PLACE.match(doc[run[-1].end : sent.end].text):
            yield cue, run, None
    for match in _WITH.finditer(sent.text):
        cue = span_of(sent, match.start(), match.end())
        run = list_behind(doc, named, cue.end, sent.end)
        leader = leader_of(cue[0], keys_of(run), index)
        if leader is not None:
            yield cue, run, leader.people[0]


def _likewise(
    doc: Doc, sent: Span, named: list[Mention], *, goes_on: bool
) -> Iterator[tuple[Span, list[Mention], str | None]]:
    """Yield the cues that point back to another: "as were B and C" behind "A was present"."""
    match = _SO_DID.search(sent.text) if goes_on else None
    if match is None:
        told = next(_BEFORE.finditer(sent.text), None)
        match = _LIKEWISE.search(sent.text, told.end()) if told is not None else None
    if match is not None:
        cue = span_of(sent, match.start(), match.end())
        yield cue, list_behind(doc, named, cue.end, sent.end), None
