"""Tells of two who are named together that each acted by himself, in another place.

"A and B hailed the accord in televised addresses", "in separate statements"
"A and B traded accusations", "exchanged insults", "declined the invitation of C"
"A and B stayed away"
"A called B a traitor", "A was in regular contact with B"
"A and B also spoke"
"A joined B in condemning it"
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from graph.model import Kind
from ingest.annotations import Mention
from ingest.frames import load_frames
from ingest.name_calling import calls_names
from ingest.syntax import SUBJECT

_BY_HIMSELF = re.compile(
    r"\bin (?:\w+ )?(?:separate|televised|televi[sz]ion|radio|rival|parallel|recorded|national|newspaper) (?:\w+ )?(?:addresses|statements|speeches|broadcasts|"
    r"interviews|conferences|messages|letters|remarks|comments|articles|posts|tweets|rooms|hotels|buildings)\b"
    r"|\bin (?:separate )?(?:tweets|telegrams|letters to|cables to|op-eds|interviews with|statements (?:issued|released|from|posted))\b"
    r"|\bfrom (?:their|his and her) (?:own |respective )?(?:capitals|countries|offices)\b"
    r"|\b(?:trad(?:ed|es|ing)|exchang(?:ed|es|ing)|swapp(?:ed|ing)|hurl(?:ed|ing)) (?:[\w-]+ ){0,3}?(?:accusations|insults|barbs|threats|blame|recriminations|"
    r"charges|jibes|blows|warnings|tweets|telegrams|congratulatory|messages of)\b"
    r"|\bwait(?:ed|s|ing) outside\b"
    r"|\b(?:not|never) (?:\w+ )?in the same room\b"
)
_IN_TOUCH = re.compile(
    r"\b(?:in (?:regular|constant|close|frequent|permanent|daily|almost daily|continuous)|(?:remain|stay|keep)\w* in (?:\w+ )?) ?(?:touch|contact) with\b"
)
_JOINED_IN_SAYING = re.compile(
    r"\bjoin\w* (?:[\w’'.,-]+ ){1,14}?in (?:calling|condemning|urging|demanding|denouncing|opposing|rejecting|praising|supporting|backing|criticising|"
    r"criticizing|expressing|saying|warning|protesting|appealing|pressing)\b"
    r"|\bjoined in (?:his|her|their|the) (?:criticism|condemnation|calls?|appeals?|protests?|praise|demands?)\b"
)
_STAYED_AWAY = re.compile(
    r"^\W*(?:both |all |also )*(?:(?:is|are|was|were) (?:both |all |also )*(?:absent|missing|not (?:present|invited|there))|stayed (?:away|(?:at )?home)|"
    r"(?:did|do|would|will) not (?:attend|come|take part|travel|turn up|show up)|boycott\w*|skip\w*)\b"
)
_DECLINES = re.compile(
    r"\W*(?:both |each |all |have |had |has |also )*(?:declin|reject|spurn|refus|turn(?:ed|s) down|ignor)\w* (?:[\w’'.-]+ ){0,8}?(?:invitations?|offers?|requests?|summons)\b"
)


def acted_apart(doc: Doc, left: Mention, right: Mention) -> bool:
    """Tell whether the words behind two names, or between them, say that they were not together."""
    sent = doc[left.start].sent
    between = doc[left.end : max(left.end, right.start)]
    behind = doc[right.end : sent.end].text
    if _BY_HIMSELF.search(behind) or _BY_HIMSELF.search(between.text):
        return True
    if _IN_TOUCH.search(between.text):
        return True  # a habit
    if _JOINED_IN_SAYING.search(sent.text):
        return True
    if _PRESENT.match(behind) and is_where_else(doc[right.start : right.end]):
        return True
    if not any(t.pos_ == "VERB" for t in between) and (_DECLINES.match(behind) or _STAYED_AWAY.match(behind)):
        return True
    return any(t.lemma_.lower() == "call" and calls_names(t) for t in between)


_PRESENT = re.compile(r"\W*(?:was|were|is|are) (?:also |all |both )?(?:present|in attendance|in the audience)\b")


def is_where_else(cue: Span) -> bool:
    """Tell whether somebody was present where something else was done than a meeting: "addressed the chamber in Oslo, where Roe was also present"."""
    doc, start = cue.doc, cue.sent.start
    where = next((t for t in reversed(doc[start : cue.start]) if t.lower_ == "where"), None)
    if where is None or any(t.text in {",", ";"} for t in doc[where.i : cue.start]):
        return False
    frames = (load_frames().get((t.lemma_.lower(), t.pos_)) for t in doc[start : where.i])
    return not any(frame is not None and frame.kind is not Kind.VISIT for frame in frames)


def speaks_too(verb: Token) -> bool:
    """Tell whether those named speak as others did, to whom all listen: "A and B also spoke", "at which A and B spoke as well"."""
    behind = verb.doc[verb.i + 1 : verb.i + 3]
    is_alone = not len(behind) or behind[0].is_punct or behind[0].lower_ in {"at", "there"}
    is_too = is_alone and any(t.lower_ == "also" for t in verb.children if t.i < verb.i)
    is_too = is_too or behind.text in {"as well", "too", "too.", "too,"}
    subjects = [t for t in verb.children if t.dep_ in SUBJECT]
    return verb.lemma_.lower() in {"speak", "spoke"} and is_too and all(t.pos_ in {"PROPN", "ADJ"} for t in subjects)
