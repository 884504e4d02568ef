"""Finds words that tell of an encounter: verbs ("met", "received"), nouns ("talks", "visit"), by `data/triggers.csv`.

A trigger is a candidate only: `ingest.encounters` decides who took part and whether it is an encounter at all.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.model import Kind
from ingest.annotations import Mention, MentionKind, annotations_of, once
from ingest.control import subjects
from ingest.event_names import is_of_event
from ingest.frames import Frame, Trigger, load_frames
from ingest.gazetteer import load_cities
from ingest.name_calling import calls_names
from ingest.names import fold
from ingest.stays import find_stays
from ingest.syntax import NOT, OBJECT, SUBJECT, conjuncts

_VERB_FORMS = {
    "met": "meet", "meets": "meet", "meeting": "meet", "received": "receive", "receives": "receive", "receiving": "receive", "hosted": "host",
    "hosts": "host", "hosting": "host", "welcomed": "welcome", "welcomes": "welcome", "greeted": "greet", "greets": "greet", "visited": "visit",
    "visits": "visit", "visiting": "visit", "travelled": "travel", "traveled": "travel", "travels": "travel", "travelling": "travel",
    "traveling": "travel", "flew": "fly", "flies": "fly", "flown": "fly", "flying": "fly", "arrived": "arrive", "arrives": "arrive",
    "arriving": "arrive", "landed": "land", "lands": "land", "went": "go", "goes": "go", "going": "go", "gone": "go", "headed": "head",
    "heads": "head", "heading": "head", "spoke": "speak", "speaks": "speak", "spoken": "speak", "speaking": "speak", "talked": "talk",
    "talks": "talk", "talking": "talk", "phoned": "phone", "phones": "phone", "telephoned": "telephone", "rang": "ring", "rung": "ring",
    "called": "call", "calls": "call", "calling": "call", "saw": "see", "sees": "see", "seen": "see", "seeing": "see", "sat": "sit",
    "sits": "sit", "sitting": "sit", "conferred": "confer", "confers": "confer", "conferring": "confer", "huddled": "huddle",
    "dined": "dine", "dines": "dine", "negotiated": "negotiate", "negotiating": "negotiate", "held": "hold", "holds": "hold", "holding": "hold",
    "joined": "join", "joins": "join", "joining": "join", "rejoined": "rejoin", "spent": "spend", "spends": "spend", "closeted": "closet",
    "invited": "invite", "invites": "invite", "inviting": "invite", "touched": "touch", "stopped": "stop", "stops": "stop", "shook": "shake",
    "shaking": "shake", "gathered": "gather", "gathers": "gather", "gather": "gather", "convened": "convene", "was": "be", "were": "be", "is": "be", "are": "be",
    "been": "be", "be": "be", "had": "have", "has": "have", "gave": "give", "gives": "give", "given": "give", "entertained": "entertain", "reunited": "reunite",
    "co-chaired": "co-chair", "welcoming": "welcome", "welcome": "welcome", "came": "come", "comes": "come", "coming": "come",
    "jetted": "jet", "jets": "jet", "jetting": "jet", "returned": "return", "returns": "return", "returning": "return", "left": "leave",
    "leaves": "leave", "leaving": "leave", "departed": "depart", "departs": "depart", "set": "set", "sets": "set", "consulted": "consult",
    "consults": "consult", "consulting": "consult", "crossed": "cross", "chatted": "chat", "chatting": "chat", "lunched": "lunch",
    "breakfasted": "breakfast", "exchanged": "exchange", "exchanges": "exchange", "exchanging": "exchange", "admitted": "admit",
    "ushered": "usher", "shown": "show", "parleyed": "parley", "broke": "break", "breaking": "break",
    "breaks": "break", "embraced": "embrace", "hugged": "hug", "briefed": "brief", "briefs": "brief", "expects": "expect", "expected": "expect", "paid": "pay", "pays": "pay", "paying": "pay",
    "signed": "sign", "signs": "sign", "signing": "sign", "initialled": "initial", "initialed": "initial",
}  # fmt: skip
# Forms that are verbs whatever the tagger makes of them.
_PAST_ONLY = frozenset(
    "met spoke hosted received visited shook telephoned phoned conferred dined lunched flew arrived travelled traveled welcomed greeted "
    "embraced hugged".split()
)
_ORG_MEETING = re.compile(
    r"^(?:cabinet|board|committee|parliament|parliamentary|council of ministers|party|congress|plenum|politburo|shareholders|staff|team|match|press|news|town hall|prayer|mass|rate-setting|annual|opening|closing|plenary|executive|legislative|joint|photo|training|working-level|emergency)$"
)


def add_compounds(nlp: Language) -> None:
    """Make the tokenizer keep hyphenated triggers ("face-to-face", "sit-down") as one word each."""
    for lemma, _ in load_frames():
        if "-" in lemma:
            for word in (lemma, lemma + "s", lemma.capitalize()):
                nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
    for word in ("tête-à-tête", "co-chaired", "co-chairs", "co-chairing"):
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]


@once
def find_triggers(doc: Doc) -> list[Trigger]:
    """Return trigger words in text order, named conferences and stays ("was in Beijing") included."""
    frames = load_frames()
    conferences = _find_conferences(doc)
    conferences += _told_again(doc, conferences)
    covered = {i for trigger in conferences for i in range(trigger.token, trigger.end)}
    found = list(conferences)
    for token in doc:
        if token.i in covered or (not token.is_alpha and "-" not in token.text):
            continue
        frame = _frame_of(token, frames)
        if frame is not None:
            found.append(Trigger(token.i, token.i + 1, frame))
    nouns = {trigger.token for trigger in found if trigger.frame.frame == "talks"}
    # "had a breakfast meeting" is one meeting
    found = [trigger for trigger in found if not (trigger.frame.frame == "meal" and trigger.token + 1 in nouns)]
    taken = {trigger.token for trigger in found}
    found += [stay for stay in find_stays(doc) if stay.token not in taken]
    return sorted(found, key=lambda trigger: trigger.token)


def _frame_of(token: Token, frames: dict[tuple[str, str], Frame]) -> Frame | None:
    low = token.lower_
    is_verb = token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")
    if low == "talks" and token.i and token.nbor(-1).pos_ not in {"PROPN", "PRON", "PUNCT", "ADV"}:
        is_verb = False  # "began coalition talks"
    if low in {"tea", "coffee"} or _is_kind_of_visit(token):
        is_verb = False  # whatever the tagger makes of "had tea together", "began a working visit the same day"
    if (
        is_verb
        or low in _PAST_ONLY
        # "The secretary flies to Phuket": taken for a plural noun
        or (low in {"flies", "heads", "travels"} and token.doc[token.i + 1 : token.i + 2].text == "to")
        or (low in {"lands", "arrives"} and token.doc[token.i + 1 : token.i + 2].text in {"in", "at"})
        or (low == "visits" and _has_subject_and_aim(token))
        or (low in {"leaves", "departs"} and token.doc[token.i + 1 : token.i + 2].text == "for")
    ):
        frame = frames.get((_VERB_FORMS.get(low, token.lemma_.lower()), "VERB"))
        if (lemma := _by_what_follows(token)) is not None:
            return frames[(lemma, "VERB")]
        if low in {"called", "calls", "call", "calling"} and token.doc[token.i + 1 : token.i + 2].text in {
            "on",
            "upon",
        }:
            frame = frames[("call on", "VERB")]
        if frame is not None and not _is_idle_verb(token, frame):
            return frame
        if is_verb and low not in {
            "meeting",
            "talks",
            "visit",
            "visits",
            "talk",
            "call",
            "calls",
            "travels",
            "welcome",
            "summit",
        }:
            return None
        if is_verb and frame is not None:
            return None
    if low == "face" and re.match(
        r"to face\b(?! meeting| talks)", token.doc[token.i + 1 : token.i + 4].text.casefold()
    ):
        return frames[("face-to-face", "NOUN")]
    if low == "one" and token.doc[max(0, token.i - 4) : token.i + 2].text.casefold() == "one-on-one with":
        return frames[("face-to-face", "NOUN")]
    if low == "meeting" and _is_gerund(token):
        return frames[("meet", "VERB")]
    if low == "conference" and token.i and token.nbor(-1).lower_ == "video":
        return frames[("videoconference", "NOUN")]
    lemma = (
        low
        if low in {"talks", "sidelines", "margins"}
        else (
            low[:-1]
            if low.endswith("s") and (low[:-1], "NOUN") in frames
            else fold(low).replace(" ", "-")
            if not low.isascii()
            else low
        )
    )
    frame = frames.get((lemma, "NOUN"))
    if frame is None or (token.pos_ in {"ADJ", "ADV"} and low not in {"face-to-face"}):
        return None
    is_idle = _is_idle_noun(token, frame) or (frame.lemma == "dialogue" and _is_dialogue_at_large(token))
    return None if is_idle else frame


def _is_gerund(noun: Token) -> bool:
    """Tell whether what is tagged a noun is a verb that opens a sentence: "Meeting Mr Biden in Bali", "After meeting Mr Biden"."""
    is_behind = noun.i == noun.sent.start + 1 and noun.nbor(-1).lower_ in {"after", "before", "also", "while", "when"}
    return (noun.is_sent_start or is_behind) and noun.doc[noun.i + 1 : noun.i + 2].text[:1].isupper()


def _has_subject_and_aim(token: Token) -> bool:
    """Tell whether what is taken for a plural noun is a verb: "Kay visits Paris next week"."""
    after = token.doc[token.i + 1 : token.i + 2].text[:1]
    return after.isupper() and any(child.dep_ in SUBJECT and child.i < token.i for child in token.children)


def _is_kind_of_visit(token: Token) -> bool:
    kinds = {"working", "state", "official", "private", "friendly", "goodwill"}
    return token.lower_ == "visit" and token.i > token.sent.start and token.nbor(-1).lower_ in kinds


def _is_asked_somewhere(token: Token) -> bool:
    """Tell whether somebody is asked to a place: "has been asked to Beijing", "asked Modi to Beijing for a summit"."""
    match = _ASKED_TO.match(token.doc[token.i + 1 : min(token.sent.end, token.i + 12)].text)
    if match is None:
        return False
    at = token.doc[token.i + 1].idx + match.start("place")
    places = (m for m in annotations_of(token.doc).mentions if m.kind in {MentionKind.CITY, MentionKind.COUNTRY})
    return any(token.doc[m.start].idx == at and not m.is_adjective and not m.is_possessive for m in places)


_ASKED_TO = re.compile(r"(?:(?!to\b)[\w’'.-]+ ){0,5}to (?:the )?(?P<place>[A-Z])")
_SEES_OFF = re.compile(r"(?:him |her |them |(?:the |his |her )?(?:[\w’'.-]+ ){1,4}?)?off\b(?! an? )")
_INTO = re.compile(r"(?:(?:the|his|her) )?(?:[\w-]+ ){0,3}into (?:the )?(?:[a-z-]+ )?[A-Z]")
_WAY_TO = re.compile(r"(?:his|her|their) way (?:\w+ )?to (?:the )?[A-Z]")
_NAMES_TO = re.compile(r"(?:their|his|her) (?:names?|signatures?) to\b")
_TOGETHER_THEN = re.compile(r"(?:[\w’'.-]+ ){1,16}?together\b|together (?:[\w’'.-]+ ){0,5}?[A-Z]")  # behind "bring"


def _by_what_follows(token: Token) -> str | None:
    """Return the verb whose frame a verb has by the words behind it: "saw him off" (at the airport) is welcoming."""
    lemma, after = token.lemma_.lower(), _words_after(token)
    if lemma == "see" and _SEES_OFF.match(after):
        return "welcome"
    if lemma == "bring" and _TOGETHER_THEN.match(after):
        return "bring together"
    if token.lower_ in {"put", "puts"} and _NAMES_TO.match(after):
        return "sign"
    if lemma == "cross" and _INTO.match(after):
        return "cross into"
    if lemma == "make" and _WAY_TO.match(after):
        return "make way"
    if lemma in {"ask", "bid"} and _is_asked_somewhere(token):
        return "invite"
    return None


def _words_after(token: Token) -> str:
    return token.doc[token.i + 1 : min(token.sent.end, token.i + 20)].text


_TRAVELS_TO = r"(?:ahead )?(?:here|there|to|into|in|from|on to|onto|home|back|for|over to|out to|straight to)\b"
ON_A_DAY = (
    r"(?:late |early |at (?:noon|midday|midnight|dawn|dusk|[\d.:]+(?: ?[ap]\.?m\.?)?) )?(?:on [A-Z]|yesterday|today|tonight|this (?:morning|afternoon|evening|week)|"
    r"the (?:previous|same) (?:day|evening|night)|(?:a|the) (?:day|evening|night) (?:before|earlier))"
)
_SENT_TO = r"(?:him |her |them |(?:(?:the|his|her|its) )?(?:[\w’'.-]+,? ){0,8}[A-Z][\w’'-]+,? )?to (?:the )?[A-Z]"
# What must follow a verb, by its lemma or its frame, for it to tell of an encounter.
_MUST_FOLLOW = {
    "admit": r"(?:\w+ ){0,3}(?:in )?to\b",
    "come": r"(?:\w+ )?(?:to (?:the )?[A-Z]|for (?:the |a )?(?:[\w-]+ ){0,3}(?:summit|talks|conference|meeting|negotiations)\b|from (?:the )?[A-Z][\w’'-]+ ?, where\b)|here\b|"
    + ON_A_DAY,
    "arrive": rf"{_TRAVELS_TO}|{ON_A_DAY}",
    "land": rf"{_TRAVELS_TO}|{ON_A_DAY}",
    "lead": r"(?:(?:an?|the|his|her|its) )?(?:[\w’'.-]+ ){0,3}(?:mission|delegation|team) (?:on an? (?:[\w-]+ ){1,3})?to (?:the )?[A-Z]",
    "return": r"(?:\w+ )?(?:to|from) (?:the )?[A-Z]",
    "leave": r"(?:\w+ ){0,4}for (?:the )?[A-Z]",
    "depart": r"(?:\w+ ){0,4}for (?:the )?[A-Z]",
    "set": r"(?:foot (?:in|on)|off (?:for|on)|out (?:for|on))\b",
    "exchange": r"(?:\w+ )?(?:views|opinions|drafts|notes|words|pleasantries|greetings(?= (?:for|on|at|in|before|during|with|when|as)\b))\b",
    "continue": r"(?:on )?to (?:the )?[A-Z]",
    "proceed": r"(?:on )?to (?:the )?[A-Z]",
    "reach": r"(?:the )?[A-Z]",
    "cross": r"paths\b",
    "break": r"bread\b",
    "accept": r"(?:the )?(?:letters? of (?:credence|credentials?)|credentials?) (?:of|from)\b",
    "present": r"(?:his|her|their) (?:letters? of (?:credence|credentials?)|credentials?) to\b",
    "pay": r"(?:(?:a|an|his|her|their) )?(?:[\w-]+ ){0,2}(?:calls?|visits?) (?:up)?on\b",
    "touch": r"(?:down|in)\b",
    "stop": r"(?:over|off|by|in)\b",
    "travel": r"",
    "fly": r"",
    # "was with Albanese", "spent three hours with Lavrov", "closeted with"
    "be": r"(?:\S+ )?(?:(?:at|in|on) (?:the )?(?:[A-Z][\w’-]+ ){1,3})?with\b",
    "carry": r"(?:him|her|them|(?:[A-Z][\w’'.-]+ ){0,6}[A-Z][\w’'-]+|the \w+|his \w+|the \w+ \w+) to (?:the )?[A-Z]",
    # "sent Foreign Minister Kay to Oslo", "was sent to Oslo"
    "send": _SENT_TO,
    "dispatch": _SENT_TO,
    "hands": r"hands\b|(?:his|her|(?:[\w’'.-]+ ){1,5}[’']s?|(?:[\w’'.-]+ ){0,4}[\w’'.-]+[’']s) hand\b",
    "embrace": r"(?:[\w’'.-]+ ){0,5}?[A-Z]|him\b|her\b|the \w+",
    "hug": r"(?:[\w’'.-]+ ){0,5}?[A-Z]|him\b|her\b",
    "expect": r"(?:[\w’'.-]+ ){0,5}?(?:[A-Z][\w’'-]+|him|her) (?:in|at) (?:the )?[A-Z]",
    "sit": r"(?:down|with|beside|opposite|across|at|together|alongside|face to face|next to)\b",
    # "had an hour and a half with Lavrov", "gave him forty minutes"
    "have": r"(?:[\w-]+ ){0,5}(?:hours?|minutes?)\b(?: [\w-]+){0,4} with\b|(?:[\w’'.,-]+ ){1,16}with (?:him|her|them)\b",
    "give": r"(?:(?:him|her|them|(?:[\w’'.-]+ ){0,4}[A-Z][\w’'-]+) (?:[\w-]+ ){0,4}(?:hours?|minutes?|audience|lunch|dinner|welcome|send-off)|"
    r"an? (?:[\w-]+ ){0,3}(?:welcome|reception|send-off)(?: [\w’'.-]+){0,7} by)\b",
    # "urged him by phone to …", "told X in a telephone conversation on Sunday that"
    "tell-by-phone": r"(?:(?:[\w’'.-]+ ){0,4}(?:colleague|counterpart), (?:[\w’'.-]+ ){0,4}[\w’'.-]+, )?(?:[\w’'.-]+ ){0,18}?(?:by (?:tele)?phone|(?:on|over) the (?:tele)?phone|(?:in|during|via) an? (?:[\w-]+ ){0,3}?"
    r"(?:(?:phone|telephone|video) (?:call|conversation)|call))\b",
    "accord": r"(?:[\w’'.-]+ ){0,6}(?:welcome|reception|audience|send-off|farewell)\b",
    "with": r"(?:\S+ ){0,7}with\b",
    "travel frame": _TRAVELS_TO,
}
# What must not follow: "met its targets", "welcomed the remarks", "called for", "called on Iran to stop".
_MUST_NOT_FOLLOW = {
    "meet": r"(?:a |the |its |their |his |her |all |those |these )?(?:\w+ )?(?:target|goal|demand|deadline|need|requirement|standard|challenge|condition|criteri|obligation|commitment|expectation|resistance|threat|fate)|with (?:\w+ ){0,2}(?:approval|disapproval|resistance|opposition|criticism|scepticism|skepticism|success|failure|silence|anger|refusal|rejection|protest|applause|derision|hostility|indifference|fury|outrage)\b",
    "ring": r"(?:for|off|on|out|it|the|an?|upon|into|them|this|that|attention|(?:his|her|their)(?! (?:[\w-]+ ){0,3}(?:counterpart|colleague|opposite)))\b|[“\"]|(?:[\w’'.-]+ ){1,5}(?:by name\b|an? (?!day|week|few|month)|“)",
    "receive": r"(?!letters of (?:credence|credentials?) |with )(?:the |an? |his |her |its |their |what |how |that )?(?:[\w’'-]+ ){0,2}?(?:remarks?|comments?|statements?|words|decisions?|moves?|offers?|proposals?|announcements?|news|reports?|rulings?|results?|initiatives?|progress|releases?|efforts?|commitments?|pledges?|resolutions?|letters?|medals?|prizes?|awards?|"
    r"aid|funds?|funding|money|weapons?|degrees?|honou?rs?|treatment|training|support|votes?|credit|invitations?|answers?|reply|replies|copy|copies)\b",
    "join": r"in (?:his|her|their|the) (?:criticism|condemnation|calls?|appeals?|protests?|praise|demands?)\b"
    r"|(?:[\w’'.-]+ ){1,12}?in (?:calling|condemning|urging|demanding|denouncing|opposing|rejecting|praising|supporting|backing|criticising|criticizing|"
    r"expressing|saying|warning|protesting|appealing|pressing)\b",
    "call-on": r"(?:up)?on (?:[\w’'.-]+ ){1,12}to \w+",
}


def _is_idle_verb(token: Token, frame: Frame) -> bool:
    """Tell whether a verb that can tell of an encounter does not do so here."""
    if frame.frame == "expect" and any(child.dep_ == "aux:pass" for child in token.children):
        return True  # "is expected in Ankara in March"
    reach = 26 if frame.lemma == "have" else 14
    ahead = token.doc[token.i + 1 : min(token.sent.end, token.i + reach)].text
    if frame.lemma == "be" and (_is_predicate_with(token) or _is_passive_of_other(token)):
        return True
    if frame.lemma == "have" and token.dep_ == "aux":
        return True  # "had spoken with her counterparts"
    if frame.frame == "ring" and token.lemma_.lower() != "call":
        return False
    if frame.frame == "ring" and calls_names(token):
        return True
    if frame.frame == "meet" and _is_where_borders_meet(token):
        return True
    bad = _MUST_NOT_FOLLOW.get(frame.frame)
    if bad is not None and re.match(bad, ahead, re.IGNORECASE):
        return True
    if frame.frame == "travel":
        wanted = _MUST_FOLLOW.get(frame.lemma, _MUST_FOLLOW["travel frame"])
    else:
        wanted = _MUST_FOLLOW.get(frame.lemma) or _MUST_FOLLOW.get(frame.frame) or ""
    flags = re.RegexFlag(0) if "[A-Z]" in wanted else re.IGNORECASE
    return re.match(wanted, ahead + " ", flags) is None


def _is_passive_of_other(token: Token) -> bool:
    """Tell whether "be" only makes a passive: "was received in Berlin with honours", not "was seen with"."""
    return token.dep_ == "aux:pass" and token.head.lower_ not in _TOGETHER


def _is_where_borders_meet(token: Token) -> bool:
    """Tell whether states only lie side by side: "the area where Mali, Niger and Burkina Faso meet", with no day."""
    helps = [child for child in token.children if child.dep_ in {"aux", "mark"}]
    if token.tag_ not in {"VBP", "VBZ", "VB"} or helps or not any(t.lower_ == "where" for t in token.children):
        return False
    names = [each for subject in subjects(token) for each in conjuncts(subject)]
    behind = token.doc[token.i + 1 : min(token.sent.end, token.i + 6)]
    return (
        len(names) > 1
        and all(name.ent_type_ in {"GPE", "LOC"} for name in names)
        and not any(t.ent_type_ in {"DATE", "TIME"} for t in behind)
    )


def _is_predicate_with(token: Token) -> bool:
    """Tell whether "be" only helps another word along: "was associated with", "is busy with", "was boarding with"."""
    following = token.doc[token.i + 1 : min(token.sent.end, token.i + 3)]
    return (
        len(following) > 1
        and following[1].lower_ == "with"
        and following[0].tag_ in {"VBN", "VBD", "VBG", "JJ", "NN", "NNS"}
        and following[0].lower_ not in _TOGETHER
    )


_TOGETHER = frozenset({"closeted", "seated", "seen", "photographed", "pictured", "joined", "face-to-face"})


_TO_A_PLACE = re.compile(r"to (?:the )?[A-Z]")
_EVENT_HEADS = r"(?:[Ss]ummit|[Cc]onference|[Ff]orum|General Assembly|[Aa]ssembly|leaders[’'] (?:meeting|summit|week)|[Mm]eeting|[Gg]athering|[Cc]ouncil meeting|[Tt]alks|[Ss]ession)"
# No conference: that is an encounter of its own.
_TO_ATTEND = re.compile(rf"to (?:attend|address|speak (?:in|to|at))\b(?!.*(?:{_EVENT_HEADS}|\bG-?(?:7|8|20)\b))")
_TO_EVENT = re.compile(rf"to (?:the |an? |this |its )(?:[\w’'.&-]+ ){{0,6}}?{_EVENT_HEADS}\b")
_ACCEPTS = re.compile(r"\baccept(?:s|ed|ing)?\b")
_BEFORE_WORD = {"contact": frozenset({"telephone", "phone"})}  # other words of calls that need one before them
_BEFORE_CALL = frozenset(
    {
        "phone",
        "telephone",
        "video",
        "a",
        "the",
        "'s",
        "’s",
        "-",
        "minute",
        "conference",
        "courtesy",
        "hour",
        "their",
        "his",
        "her",
        "that",
        "this",
        "last",
        "first",
        "second",
        "long",
        "secure",
        "took",
    }
)


def _is_accepted_to_place(token: Token) -> bool:
    """Tell whether an invitation to a place, or to what is on there, is accepted: "has accepted an invitation to Turkey", not "to visit it"."""
    doc, behind = token.doc, token.doc[token.i + 1 : token.i + 4]
    is_to_attend = _TO_ATTEND.match(doc[token.i + 1 : min(token.sent.end, token.i + 14)].text) is not None
    if not is_to_attend and (len(behind) < 2 or behind[1].pos_ == "VERB" or not _TO_A_PLACE.match(behind.text)):
        return False
    if _TO_EVENT.match(doc[token.i + 1 : min(token.sent.end, token.i + 12)].text):
        return False  # the conference tells of it
    before = doc[max(token.sent.start, token.i - 5) : token.i]
    is_denied = is_to_attend and any(t.lower_ in NOT for t in before)
    return not is_denied and _ACCEPTS.search(before.text) is not None


def _is_told_on(token: Token, before: str) -> bool:
    """Tell whether a call is by telephone and of a day: "a phone call on Friday", not "a call on both sides to talk"."""
    behind = token.doc[token.i + 1 : min(token.sent.end, token.i + 4)]
    if token.lower_ in {"call", "calls"} and before not in {"phone", "telephone", "video"}:
        return behind[:1].text == "on" and token.head.lemma_.lower() == "take"  # "took calls on Friday from"
    return behind[:1].text != "on" or any(t.ent_type_ in {"DATE", "TIME"} for t in behind[1:])


def _is_idle_noun(token: Token, frame: Frame) -> bool:
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    if frame.frame in {"conference", "call"} and (
        before in {"press", "news", "wake-up", "roll", "close"}
        or (
            after in {"for", "on", "center", "centre", "room"}
            and frame.frame == "call"
            and not _is_told_on(token, before)
        )
    ):
        return True
    if frame.lemma == "invitation":
        return not _is_accepted_to_place(token)
    if frame.frame == "call" and before not in _BEFORE_WORD.get(frame.lemma, _BEFORE_CALL):
        return True
    if frame.frame == "conference" and frame.lemma in {"forum", "gathering"} and before in {"economic"}:
        return False
    if (
        frame.frame in {"talks", "summit"}
        and _ORG_MEETING.match(before)
        and before not in {"opening", "closing", "annual", "joint", "emergency", "plenary", "working-level"}
    ):
        return True
    if frame.lemma == "face-to-face" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "NOUN":
        return True
    if frame.frame == "sidelines":
        return before != "the" or (after != "of" and after != "," and after != ".")
    if (frame.lemma in {"travel", "visit", "trip"} and after in _RULES_OF_TRAVEL) or (
        frame.lemma == "stop"
        and after not in {"in", "at", "over"}
        and not (before in _ORDER and after in {"will", "is", "was", "of", "on"})  # "her first stop will be Oslo"
    ):
        return True
    if frame.lemma == "word":
        return not (token.lower_ == "words" and before in {"had", "exchanged", "few"})
    if frame.lemma == "stay":
        return before in {"to"} or token.pos_ == "VERB"
    if frame.lemma == "guest":
        ahead = doc[token.i + 1 : min(token.sent.end, token.i + 9)].text
        return re.match(r"of (?:[\w’'.-]+ ){0,5}?[A-Z]", ahead) is None
    if frame.lemma in {"tea", "coffee"}:
        return after not in {"with", "was", "and", "together"} and not (
            after in {"at", "in"} and before in {"had", "took"}
        )
    if frame.lemma in {"exchange"} and not (
        (after == "of" and token.i + 2 < len(doc) and doc[token.i + 2].lower_ in {"views"})
        or (before in {"frank", "the"} and after in {",", "was"})
    ):
        return True
    is_led = frame.lemma == "tour" and after == "of" and before in {"a", "the", "guided"}
    return not is_led and (after == "room" or (after == "table" and frame.frame == "talks"))


_LASTING = frozenset("launch establish start institutionalise institutionalize create initiate".split())


def _is_dialogue_at_large(noun: Token) -> bool:
    """Tell whether a dialogue is what two sides have on and on, or should have: "a return to dialogue with Peru", "launch a policy dialogue"."""
    verb = noun.head
    if noun.dep_ in OBJECT and verb.lemma_.lower() in _LASTING:
        return True
    is_bare = not any(child.i < noun.i and child.dep_ not in {"case", "cc", "punct"} for child in noun.children)
    is_singular = noun.tag_ == "NN" and not noun.is_title
    return is_bare and is_singular and not (noun.dep_ in OBJECT and verb.lemma_.lower() in {"hold", "have", "conduct"})


_ORDER = frozenset("first second third next last final only".split())
_RULES_OF_TRAVEL = frozenset(
    "ban bans advice advisory advisories warning warnings document documents restriction restrictions agency agent agents visa visas expenses "
    "costs curbs industry bubble bubbles corridor corridors rules pass passes card cards".split()
)
_CONFERENCE = re.compile(
    r"(?:(?:[A-Z][\w’'.&-]*|of|the|on|for|and|de)\s+){0,7}"
    + _EVENT_HEADS
    + r"(?:\s+of\s+(?:the\s+)?(?:[A-Z][\w.’'&-]*\s*(?:of|and|the|for)?\s*){1,7})?"
)


def _find_conferences(doc: Doc) -> list[Trigger]:
    """Find events of many delegations: "the G20 summit", "the Munich Security Conference", "the General Assembly"."""
    annotations = annotations_of(doc)
    bodies = [m for m in annotations.mentions if m.kind is MentionKind.ORGANIZATION]
    found: list[Trigger] = []
    for match in _CONFERENCE.finditer(annotations_of(doc).text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        if span is None or len(span) == 0:
            continue
        text = span.text.strip()
        if re.search(r"\b(?:press|news|Press|News) [Cc]onference", text):
            continue
        inside = [m for m in bodies if m.start >= span.start and m.end <= span.end]
        codes = tuple(dict.fromkeys(str(m.code) for m in inside))
        if codes == ("EUU",) and any(_is_hyphened(doc, m) for m in inside):
            continue  # "the EU-China summit": of two sides
        named = re.search(r"(?:[A-Z][\w’'-]+\s+){1,4}(?:Conference|Forum|Summit|Assembly)\b", text) is not None
        if not _is_conference(doc, text, inside, named=named):
            continue
        head = next(
            (
                t
                for t in span
                if re.fullmatch(r"(?i)summit|conference|forum|assembly|meeting|week|gathering|talks|session", t.text)
            ),
            span[-1],
        )
        if any(m.kind is MentionKind.OFFICE and m.start <= head.i < m.end - 1 for m in annotations.mentions):
            continue  # "National Assembly Speaker Chung"
        found.append(
            Trigger(
                head.i,
                head.i + 1,
                Frame("conference", "NOUN", "conference", Kind.CONFERENCE),
                text,
                codes,
                _city_in(span, head.i, inside),
            )
        )
    for match in _COP.finditer(annotations.text):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and not any(t.token in range(span.start, span.end) for t in found):
            frame = Frame("conference", "NOUN", "conference", Kind.CONFERENCE)
            found.append(Trigger(span[-1].i, span.end, frame, match["name"], ("UNO",)))
    return found


# "COP29", "the COP29 climate conference"
_COP = re.compile(
    r"\b(?P<name>COP ?-?\d\d)\b(?: (?:UN |United Nations )?climate)?(?: (?:conference|summit|talks|meeting)\b)?"
)
_AGAIN = frozenset({"summit", "conference", "forum", "gathering"})


def _told_again(doc: Doc, conferences: list[Trigger]) -> list[Trigger]:
    """Return where "the summit" means the event named last: "the G20 summit. … Merkel chaired the summit"."""
    named = {doc[t.token].lower_ for t in conferences}
    rest = [t for t in doc if t.lower_ in _AGAIN & named and not any(c.token <= t.i < c.end for c in conferences)]
    bare = [t for t in rest if t.i and t.nbor(-1).lower_ == "the" and _is_bare(t)]
    others = {t.lower_ for t in rest} if len(bare) < len(rest) else set()  # "the summit" may be of the leaders at home
    found: list[Trigger] = []
    for token in bare:
        last = next((c for c in reversed(conferences) if c.end < token.i), None)
        if last is not None and doc[last.token].lower_ == token.lower_ and token.lower_ not in others:
            found.append(Trigger(token.i, token.i + 1, last.frame, last.conference, last.parties, last.city))
    return found


def _is_bare(noun: Token) -> bool:
    """Tell whether nothing behind a noun says which one it is: "the summit", not "the summit with X"."""
    return not any(t.dep_ in {"nmod", "acl", "acl:relcl"} and t.i > noun.i for t in noun.children)


def _is_hyphened(doc: Doc, mention: Mention) -> bool:
    """Tell whether a hyphen joins a name to another: "EU-China", "China-EU"."""
    beside = (mention.start - 1, mention.end)
    return any(0 <= i < len(doc) and doc[i].text in {"-", "–"} for i in beside)


def _city_in(span: Span, head: int, bodies: list[Mention]) -> tuple[str, str] | None:
    """Return city and country of an event named after its place: the Istanbul Conference.

    Neither of the Tokyo International Conference, which may be held elsewhere, nor of the name of a body.
    """
    if head > span.start + 2 and any(
        m.start >= span.start and is_of_event(span.doc, m) for m in annotations_of(span.doc).mentions if m.end <= head
    ):
        return None  # it may be held elsewhere
    for token in span[:2]:
        if any(m.start <= token.i < m.end for m in bodies):
            continue
        for city in load_cities().get(fold(token.text), ())[:1]:
            if token.text[:1].isupper() and city.population > 200_000:
                return city.name, city.code
    return None


# Bodies of few members, whose meetings count as meetings of their states.
SMALL_BODIES = frozenset({"QUAD", "EUU"})


_OF_PARLIAMENT = re.compile(
    r"\b(?:(?:National|Legislative|Federal|People[’']s|Constituent) Assembly|[Jj]oint [Ss]ession)\b"
)


def _is_conference(doc: Doc, text: str, inside: list[Mention], *, named: bool) -> bool:
    body = bool(inside) and any(m.code not in SMALL_BODIES for m in inside)
    eu = any(m.code == "EUU" for m in inside) and re.search(r"[Ss]ummit|[Cc]ouncil meeting", text) is not None
    head = re.search(
        r"(?i)(summit|conference|forum|assembly|leaders[’'] (?:meeting|summit|week)|meeting|gathering|session)", text
    )
    if head is None or _OF_PARLIAMENT.search(text):
        return False
    if body and re.search(r"(?i)summit|conference|forum|assembly|meeting|week|gathering|session", text):
        return True
    _ = doc
    return eu or (
        named
        and re.search(r"Conference|Forum|Assembly|\bSummit\b", text) is not None
        and len(text.split()) >= 2
        and not re.match(r"(?:The |A )?Summit", text)
    )
