"""Tells which dates of a sentence belong to something else than an encounter in it, and which to it alone.

"his first trip since he took office in December"                 December is of taking office
"abandoned on Sunday a visit that was planned for May"            Sunday is of the abandoning
"since Tuesday, when he called on her"                            Tuesday is of the call
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Span, Token

from graph.dates import day_range
from graph.model import Kind
from ingest.annotations import Annotations, TimeMention, annotations_of
from ingest.date_words import COUNTED, MONTH_NAME, WEEKDAY_NAME
from ingest.frames import Trigger, load_frames
from ingest.status import CANCEL, DECLINE, POSTPONE
from ingest.syntax import FINITE, PASSIVE_SUBJECT, RELATIVE, SUBJECT, governing_verb, is_in_what_clause, relative_of
from ingest.tenses import comes_before, is_agreed_after_talks

FIRST_WORDS = 3  # tokens at the head of a sentence, where a date holds for all of it


def is_of_something_else(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of another clause than a word of meeting: of taking office, or behind a semicolon."""
    word, is_learned = doc[trigger.token], trigger.frame.frame == "learned" and trigger.frame.kind is not Kind.VISIT
    if is_told_of_another(time, word, is_learned=is_learned) or _is_of_office(
        doc[time.start : time.end_token].root, word
    ):
        return True
    return _is_of_count(doc, time, word) or (not is_learned and _is_behind_semicolon(doc, time, trigger))


_COUNTED = re.compile(rf"[,–—-] ?(?:the|his|her|their|its) (?:\w+ )?(?:{COUNTED}|only)\b[^,;:–—]*$")


def _is_of_count(doc: Doc, time: TimeMention, word: Token) -> bool:
    """Tell whether a date says among which others something is counted: "sat down with X, the first minister to do so this year"."""
    if time.kind not in {"month", "year"}:
        return False
    if time.start < word.i:
        is_aside = any(t.text in {",", "–", "—"} for t in doc[time.end_token : word.i])
        return is_aside and _COUNTED.search(doc[word.sent.start : time.start].text + " ") is not None
    return _COUNTED.search(doc[word.i : time.start].text + " ") is not None


def is_told_of_another(time: TimeMention, word: Token, *, is_learned: bool) -> bool:
    """Tell whether a sentence tells a date of something else: since when, of another meeting, of a notice before.

    Args:
        time: The date.
        word: The word of meeting.
        is_learned: It is none by itself, but what joins two names.
    """
    phrase = word.doc[time.start : time.end_token].root
    if is_of_since_clause(phrase, word) or _is_of_meeting_told_aside(phrase, word, is_learned=is_learned):
        return True
    if is_in_what_clause(phrase, word) or _is_of_when_clause(phrase, word) or _is_of_what_came_before(phrase, word):
        return True
    if is_agreed_after_talks(word, phrase.i):
        return True
    if _opens_clause_of_another(time, word) or _is_of_meeting_before(phrase, word) or _is_of_later_deed(phrase, word):
        return True
    if _is_of_where_from(phrase, word):
        return True
    return _had_come_before(phrase, word) or _is_of_whose_clause(phrase, word) or _is_of_thing(time, word)


def _opens_clause_of_another(time: TimeMention, word: Token) -> bool:
    """Tell whether a date says how long after another event a word's own is: "rang her, a day after Kay met him": the day is of Kay's."""
    is_counted = _DAYS_AFTER.search(word.doc[time.start : time.end_token].text) is not None
    behind = word.doc[time.end_token : time.end_token + 1]
    return is_counted and word.i < time.start and any(t.is_alpha and t.lower_ not in {"that", "this"} for t in behind)


_DAYS_AFTER = re.compile(r"\b(?:days?|weeks?) (?:after|before)$")


def _is_of_meeting_before(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of another meeting of the subject, told aside before what it did then.

    "Kay, who saw her in Oslo on Tuesday, flew to Riga"; "Kay came from Oslo, where he saw her on Tuesday, and called on him".
    """
    verb, clause = governing_verb(phrase), relative_of(phrase)
    frame = load_frames().get((verb.lemma_.lower(), "VERB")) if verb is not None else None
    if verb is None or clause is None or frame is None or frame.kind is Kind.VISIT:
        return False
    if word.i < phrase.i or word.tag_ != "VBD":
        return False
    if any(t == word for t in clause.subtree) or not any(t.text == "," for t in phrase.doc[phrase.i : word.i]):
        return False
    return any(t.lower_ in {"who", "where"} and t.i < verb.i for t in clause.subtree)


def _is_of_where_from(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of what was done where somebody comes from: "arrived in Oslo from Riga, where he saw her on Monday"."""
    clause = relative_of(phrase)
    if clause is None or any(t == word for t in clause.subtree):
        return False
    where = next((t.i for t in clause.subtree if t.lower_ == "where" and t.i < phrase.i), None)
    if where is None or word.doc[word.i + 1 : where].text in {"", ","}:
        return False  # of the stay there itself
    return _FROM_PLACE.search(phrase.doc[phrase.sent.start : where].text) is not None


_FROM_PLACE = re.compile(r"\bfrom (?:[\w’'.-]+ ){0,3}[\w’'.-]+ ?,?$")


def _is_of_later_deed(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of what somebody does after a meeting: "is to see her before he leaves on Friday"."""
    verb = governing_verb(phrase)
    if verb is None or verb.dep_ != "advcl" or not word.i < verb.i < phrase.i or verb.is_ancestor(word):
        return False
    marks = {t.lower_ for t in verb.children if t.dep_ in {"mark", "advmod"} and t.i < verb.i}
    return "before" in marks and verb.tag_ in FINITE


def _is_of_whose_clause(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of what somebody's own did: "sat down with the general, whose soldiers took the city on July 26"."""
    verb = governing_verb(phrase)
    if verb is None or verb.i < word.i:
        return False
    own = next((t for t in verb.doc[word.i + 1 : verb.i] if t.tag_ == "WP$"), None)
    return own is not None and verb.is_ancestor(own)


A_WEEK = dt.timedelta(days=7)


def is_of_long_ago(annotations: Annotations, phrase: Token, time: TimeMention) -> bool:
    """Tell whether a date is what somebody, or a place, is known by: "X, who commanded the raids last year, shook his hand"."""
    return is_of_what_one_is_known_by(phrase) and is_long_ago(annotations, time)


def is_of_what_one_is_known_by(phrase: Token) -> bool:
    """Tell whether a date is of what is said of somebody, or a place, by the way: "X, who was elected on Monday, flew to Oslo"."""
    clause = relative_of(phrase)
    if clause is None:
        return False
    words = [t for t in clause.subtree if t.i < phrase.i]
    known_by = any(t.lower_ in {"where", "whose"} or (t.lower_ == "who" and t.dep_ in SUBJECT) for t in words)
    return known_by and not any((t.lemma_.lower(), t.pos_) in load_frames() for t in clause.subtree)


def is_long_ago(annotations: Annotations, time: TimeMention) -> bool:
    """Tell whether a date lies more than a week before the document."""
    return (
        annotations.published is not None and day_range(time.end or time.value)[1] < annotations.published[0] - A_WEEK
    )


def _is_of_what_came_before(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of what something follows: "the trip is intended to follow a November meeting"."""
    earlier = next((t for t in (phrase, *phrase.ancestors) if comes_before(t)), None)
    return earlier is not None and earlier != word and not earlier.is_ancestor(word)


def _is_of_when_clause(phrase: Token, word: Token) -> bool:
    """Tell whether a date is of another meeting behind "when": "had prepared the visit when they met on May 26"."""
    verb = governing_verb(phrase)
    if verb is None or verb.dep_ != "advcl" or (verb.lemma_.lower(), "VERB") not in load_frames():
        return False
    when = any(child.lower_ == "when" and child.i < verb.i for child in verb.children)
    return when and word.pos_ == "NOUN" and word.i < verb.i and not any(t == word for t in verb.subtree)


_PARTS = frozenset(
    "end start beginning middle half quarter week weekend month day days hours eve morning afternoon evening night summer autumn spring winter fall "
    "close course ceremony session round".split()
)


_ON_A_DAY = frozenset(
    "election vote referendum poll ballot runoff run-off anniversary deadline funeral inauguration".split()
)


def _is_of_thing(time: TimeMention, word: Token) -> bool:
    """Tell whether a date only tells which thing is meant, or what befell it: "the accord of 2015", "which was broken off in 2003"."""
    doc = word.doc
    if time.start < 2:
        return False
    phrase = doc[time.start : time.end_token].root
    before, joint = doc[time.start - 2], doc[time.start - 1].lower_
    if joint == "on" and before.lemma_.lower() in _ON_A_DAY:
        return before.sent == word.sent and before != word
    noun = before if joint == "of" else _noun_behind(time, doc)
    if noun is not None:
        if joint == "of" and _is_signed(noun, time, word):
            return False
        is_event = (noun.lemma_.lower(), "NOUN") in load_frames() or noun.lower_ in _PARTS
        return noun.pos_ in {"NOUN", "PROPN"} and not is_event and noun.sent == word.sent and not noun.ent_type_
    clause = relative_of(phrase)
    if time.kind != "year" or clause is None or clause.head.pos_ != "NOUN" or any(t == word for t in clause.subtree):
        return False
    return not any((t.lemma_.lower(), t.pos_) in load_frames() for t in clause.subtree)


def _is_signed(noun: Token, time: TimeMention, word: Token) -> bool:
    """Tell whether a paper named by its day is the one that a word says was signed: "the accord of May 9 signed by A and B"."""
    is_signing = word.tag_ == "VBN" and (word.lemma_.lower(), "VERB") in load_frames()
    return is_signing and time.kind == "day" and (word.head == noun or word.i == time.end_token)


def _noun_behind(time: TimeMention, doc: Doc) -> Token | None:
    """Return the noun a year stands before: "the 2015 nuclear accord"."""
    noun = doc[time.start : time.end_token].root.head
    between = doc[time.end_token : noun.i]
    is_before = time.kind == "year" and noun.i >= time.end_token and noun.pos_ in {"NOUN", "PROPN"}
    return noun if is_before and all(t.pos_ in {"ADJ", "NOUN", "PROPN"} or t.text == "-" for t in between) else None


_FIRST_SINCE = re.compile(r"\b(?:first|only|last|second|latest|biggest|largest)\b[^,;.]{0,60}\bsince $")


def is_of_first_since(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is that since which there was no other: "ended his first trip since February", "their first talks since March"."""
    first = time.start + (doc[time.start].lower_ == "since")
    if first == 0 or doc[first - 1].lower_ != "since":
        return False
    return _FIRST_SINCE.search(doc[doc[time.start].sent.start : first].text + " ") is not None


def is_of_predecessor(annotations: Annotations, time: TimeMention, word: Token, people: list[str]) -> bool:
    """Tell whether a date is of the last who did so before: "the first premier to visit Oslo since Halonen in August 2010"."""
    doc, first = word.doc, word.sent.start
    since = next((t for t in reversed(doc[max(first, time.start - 9) : time.start]) if t.lower_ == "since"), None)
    if since is None or not any(t.lower_ in {"first", "only"} for t in doc[first : since.i]):
        return False
    between = doc[since.i + 1 : time.start]
    if any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in between):
        return False
    named = {key for m in annotations.mentions if since.i < m.start < time.start for key in m.people}
    return bool(named) and not named & set(people)


def _had_come_before(phrase: Token, word: Token) -> bool:
    """Tell whether what a date is of had come before a word of meeting: "On Monday he had warned of it; now he rang her".

    Within one clause so do notices: "her office had announced the evening before, and so her deputy was sent to the talks".
    """
    earlier, later = governing_verb(phrase), governing_verb(word)
    if later is None or later.tag_ not in {"VBD", "VBN"} or _is_pluperfect(later):
        return False
    cut = _semicolon_between(word.doc, phrase.i, word.i)
    if cut is not None:
        # A semicolon tells more surely than the parse which verb a date goes with.
        part = word.doc[word.sent.start : cut] if phrase.i < cut else word.doc[cut : word.sent.end]
        return any(_is_pluperfect(t) for t in part)
    if earlier is None or not _is_pluperfect(earlier):
        return False
    return earlier.lemma_.lower() in _NOTICE and not _is_in_clause_of(word, earlier)


def _semicolon_between(doc: Doc, one: int, other: int) -> int | None:
    first, last = sorted((one, other))
    return next((t.i for t in doc[first:last] if t.text == ";"), None)


def _is_in_clause_of(word: Token, verb: Token) -> bool:
    """Tell whether a word hangs on a verb, by itself or by clauses below it, but not by one added to it."""
    for token in (word, *word.ancestors):
        if token == verb:
            return True
        if token.head == verb and token.dep_ in {"conj", "parataxis"}:
            return False
    return False


def _is_pluperfect(verb: Token) -> bool:
    return any(t.lower_ == "had" and t.dep_.startswith("aux") for t in verb.children)


_NOTICE = frozenset("announce say declare state report disclose".split())


def _is_of_meeting_told_aside(phrase: Token, word: Token, *, is_learned: bool) -> bool:
    """Tell whether a date is of another meeting, told in a relative clause: "with whom he already had a talk on Friday"."""
    clause = relative_of(phrase)
    if clause is None or any(t == word for t in clause.subtree):
        return False
    if _recalls_own_trip(clause, phrase) and clause.head != word:
        return True
    if _is_done_in_aside(clause, word):
        return True
    if not is_learned and any(t == word for t in (clause.head, *clause.head.ancestors)):
        return False  # "is to attend the summit, which she will host in May"
    noun = clause.head.head if clause.head.pos_ == "PROPN" and clause.head.dep_ == "nmod" else clause.head
    if (noun.lemma_.lower(), noun.pos_) in load_frames() and noun != word:
        # "and the talks that he was to have had on Monday", not "the trip to Oslo, where on Monday he …"
        return noun.pos_ == "NOUN" and not any(t.lower_ == "where" for t in clause.subtree)
    words = list(clause.subtree)
    whom = next((t for t in words if t.lower_ == "whom"), None)
    if whom is None or whom.dep_ in SUBJECT:
        return False
    return any((t.lemma_.lower(), t.pos_) in load_frames() for t in words)


def _is_done_in_aside(clause: Token, word: Token) -> bool:
    """Tell whether a closed aside tells of another visit or meeting of who met others: "Kay, who visited Lima in 2011, gave a dinner for Roe".

    Who "arrived on Monday" may have met others that day.
    """
    who = next((t for t in clause.children if t.lower_ == "who" and t.dep_ in SUBJECT), None)
    if who is None or clause.right_edge.i >= word.i or clause.lemma_.lower() in _COMES | _GOING:
        return False
    if not (clause.tag_ == "VBD" or _is_pluperfect(clause)):
        return False
    told = [(clause.lemma_.lower(), "VERB"), *((t.lemma_.lower(), "NOUN") for t in clause.subtree)]
    return any(each in load_frames() for each in told)


def _recalls_own_trip(clause: Token, phrase: Token) -> bool:
    """Tell whether a date is of a journey that somebody speaks of: "the premier, who recalled her own trip to Oslo in August"."""
    if (clause.lemma_.lower(), clause.pos_) in load_frames() or not any(t.lower_ == "who" for t in clause.children):
        return False
    own = (
        t for t in clause.subtree if t.i < phrase.i and t.pos_ == "NOUN" and (t.lemma_.lower(), "NOUN") in load_frames()
    )
    return any(child.tag_ == "PRP$" for noun in own for child in noun.children)


_GOING = frozenset("go fly travel travell leave depart head drive sail proceed continue move return come".split())


def verb_after_before(word: Token) -> Token | None:
    """Return the verb of going behind "before" whose clause a word of meeting is in: "saw her before flying to Kyiv to meet him"."""
    for verb in (word, *word.ancestors):
        if verb.tag_ == "VBG" and any(t.lower_ == "before" and t.i < verb.i for t in verb.children):
            is_into = word.doc[verb.i + 1 : verb.i + 2].text == "into"  # "before going into talks"
            return verb if verb.lemma_.lower() in _GOING and not is_into else None
    return None


def is_before(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of what somebody did before meeting others: "saw her on Monday before flying to Kyiv to meet him"."""
    verb = verb_after_before(doc[trigger.token])
    governor = governing_verb(doc[time.start : time.end_token].root)
    return verb is not None and governor is not None and any(t == governor for t in verb.ancestors)


def is_of_departure(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of setting out for where others will be met: "leaves on Friday for Boao, where she is to meet him"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or time.start > trigger.token:
        return False
    between = doc[time.end_token : trigger.token].text
    if _DURING_WHICH.search(between) is not None:
        return True
    return governor.lemma_.lower() in {"leave", "depart"} and _WHERE.search(between) is not None


def is_of_arrival(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a date is of coming from where others were met, or to where they are met.

    "arrived on Friday from Oslo, where he had met her", "arrived on Friday after talks with her in Oslo"; "who arrived on Friday, met her"
    """
    if time.start > trigger.token:
        return False
    if _FROM_WHERE.search(doc[time.end_token : trigger.token].text) is not None:
        return True
    phrase, word = doc[time.start : time.end_token].root, doc[trigger.token]
    governor = governing_verb(phrase)
    if governor is None or governor.lemma_.lower() not in _COMES or _is_of_today(doc, time):
        return False
    came = relative_of(phrase)
    if came is not None and came == governor and not any(t == word for t in came.subtree):
        is_who = any(t.lower_ == "who" and t.dep_ in SUBJECT for t in came.children)
        return is_who and not _is_met_on_coming(word)
    if trigger.frame.kind is Kind.VISIT and (governor.lemma_.lower() == "return" or _goes_home(governor)):
        return False  # "flew home on Friday after a three-day visit": its last day
    return word.pos_ == "NOUN" and word.head == governor and any(t.lower_ in _ONCE_OVER for t in word.children)


def _goes_home(verb: Token) -> bool:
    return any(t.lower_ in {"home", "back"} for t in verb.children)


_ON_COMING = re.compile(r"\b(?:airport|airfield|tarmac|runway|(?:up)?on (?:his|her|their) arrival)\b", re.IGNORECASE)


def _is_met_on_coming(word: Token) -> bool:
    """Tell whether somebody is met where they arrive, and so when: "who came on Friday, was welcomed at the airport by her"."""
    return _ON_COMING.search(word.doc[word.i : word.sent.end].text) is not None


def is_of_telling(doc: Doc, time: TimeMention, word: Token) -> bool:
    """Tell whether a date is of when somebody told of a meeting that had been: "said on Monday that he had spoken with her"."""
    if word.pos_ == "NOUN" and any(t.lower_ in _ONCE_OVER for t in word.children):
        return False  # "said on Monday, after a meeting with her, that all had changed"
    verb = governing_verb(word) if word.pos_ == "NOUN" else word
    if verb is None or verb.dep_ != "ccomp" or not _is_pluperfect(verb):
        return False
    teller = verb.head
    if teller.lemma_.lower() not in _TELLING or teller.tag_ != "VBD" or not teller.i < time.start < verb.i:
        return False
    # The day may be parsed as that of the clause behind it; "said that on Monday he had met her" is of Monday.
    is_of_clause = any(t.lower_ == "that" or t.pos_ in {"VERB", "AUX"} for t in doc[teller.i + 1 : time.start])
    return not is_of_clause and not any(t.lower_ in {"just", "earlier"} for t in doc[time.end_token : verb.i])


_TELLING = frozenset("say tell announce report disclose reveal confirm write state note add declare".split())


def is_of_going_there(doc: Doc, time: TimeMention, word: Token) -> bool:
    """Tell whether a date is of the journey to an event, which need not begin that day: "flies to Lima on Friday to attend the summit"."""
    verb = governing_verb(doc[time.start : time.end_token].root)
    if verb is None or verb == word or verb.lemma_.lower() not in _JOURNEY or not time.start < word.i:
        return False
    return any(t == verb for t in word.ancestors) and any(
        t.lower_ in {"for", "to"} for t in doc[time.end_token : word.i]
    )


_JOURNEY = frozenset("arrive leave depart fly travel go come land head".split())


def _is_of_today(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is the day that a report is of, on which its news are."""
    published = annotations_of(doc).published
    return published is not None and time.value == published[1].isoformat()


_COMES = frozenset({"arrive", "come", "land", "fly", "return", "reach"})
_ONCE_OVER = frozenset({"after", "following"})


_FROM_WHERE = re.compile(r"\bfrom (?:[\w’'.-]+ ){0,3}[\w’'.-]+ ?, where\b")
_WHERE = re.compile(r",? where\b")
_DURING_WHICH = re.compile(
    r"\b(?:visit|trip|tour|stay|journey) of \w+ days, during which\b|\b\w+-day (?:\w+ )?(?:visit|trip|tour|stay), during which\b"
)


def is_in_own_clause(phrase: Token, noun: Token) -> bool:
    """Tell whether a date is in the relative clause of a noun of meeting itself."""
    governor = governing_verb(phrase)
    return governor is not None and governor.dep_ in {"acl", "acl:relcl", "relcl"} and governor.head == noun


def _is_clause(span: Span) -> bool:
    """Tell whether words hold a verb and no stop."""
    return any(t.pos_ == "VERB" for t in span) and not any(t.text in {",", ";", ":"} for t in span)


def _is_of_event(since: Span) -> bool:
    """Tell whether a date is of what has happened since: "since he took office in" December, "since his election in" April."""
    if _is_clause(since):
        return True
    words = since[1:]
    nouns = [t for t in words if t.pos_ == "NOUN"]
    is_plain = len(nouns) == 1 and all(t.pos_ in {"PRON", "DET", "ADJ", "NOUN", "ADP"} for t in words)
    own = is_plain and words[0].lower_ in {"his", "her", "their"}
    return own and (nouns[0].lemma_.lower(), "NOUN") not in load_frames()


def is_of_since_clause(phrase: Token, trigger: Token) -> bool:
    """Tell whether a date is of what something is the first since: "his first trip since he took office in December"."""
    governor = governing_verb(phrase)
    doc = phrase.doc
    since = next((t for t in reversed(doc[phrase.sent.start : phrase.i]) if t.lower_ == "since"), None)
    if since is not None and since.i > trigger.i and _is_of_event(doc[since.i : phrase.i]):
        return True
    if governor is None or not any(t.lower_ == "since" and t.dep_ == "mark" for t in governor.children):
        return False
    return not any(t == trigger for t in governor.subtree)


_OFFICE = frozenset(
    "take become succeed appoint elect re-elect resign win name assume inherit lose retire replace die step nominate confirm".split()
)


def _is_of_office(phrase: Token, trigger: Token) -> bool:
    """Tell whether a date is of when somebody came to office or left it: "with his colleague, who took over in July"."""
    governor = governing_verb(phrase)
    if governor is None or governor.lemma_.lower() not in _OFFICE or governor == trigger:
        return False
    if governor.dep_ not in {"acl:relcl", "relcl", "acl", "advcl"} or any(t == trigger for t in governor.subtree):
        return False
    return any(t.lower_ in {"who", "whose", "since", "after", "before"} for t in governor.subtree)


def _is_behind_semicolon(doc: Doc, time: TimeMention, trigger: Trigger) -> bool:
    """Tell whether a semicolon parts a date from a word of meeting, each with a verb of its own, and does not open the sentence."""
    cut = _semicolon_between(doc, time.start, trigger.token)
    sent = doc[trigger.token].sent
    if cut is None or time.start - sent.start <= FIRST_WORDS or _goes_on_behind(doc, cut, trigger):
        return False
    return all(any(t.tag_ in FINITE for t in part) for part in (doc[sent.start : cut], doc[cut : sent.end]))


def _goes_on_behind(doc: Doc, cut: int, trigger: Trigger) -> bool:
    """Tell whether what stands behind a semicolon goes on with what was told: "she was there in May; he, too, received her"."""
    behind = doc[cut + 1 : doc[cut].sent.end]
    opens = bool(behind) and behind[0].lower_ in {"he", "she", "they"}
    is_dated = any(time.start > cut and time.start < behind.end for time in annotations_of(doc).times)
    return opens and trigger.token > cut and not is_dated and any(t.lower_ in {"also", "too"} for t in behind)


_CALLING_OFF = CANCEL | POSTPONE | DECLINE | frozenset({"call", "put", "turn", "push"})


def is_of_putting_off(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is of when what came about all the same had been put off: "her trip, postponed in May, ended on Monday"."""
    verb = governing_verb(doc[time.start : time.end_token].root)
    if (
        verb is None
        or verb.dep_ not in {"acl", *RELATIVE}
        or verb.i > time.start
        or doc[time.start - 1].lower_ == "from"
    ):
        return False
    if verb.lemma_.lower() in CANCEL | POSTPONE:
        return True
    return verb.lemma_.lower() in {"put", "call", "push"} and any(t.lower_ in {"off", "back"} for t in verb.children)


# "talks due to open on Sunday were called off on Saturday"
_DUE_ON_DAY = re.compile(
    rf"\b(?:due|set|scheduled|planned|slated|expected) (?:to (?:have )?(?:\w+ ){{1,3}})?(?:on|for) (?:\w+ )?(?P<day>{WEEKDAY_NAME}|{MONTH_NAME})(?!\w)"
)


def is_day_set(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is that for which something was set: "the talks, due to open on Sunday, were called off"."""
    set_for = _DUE_ON_DAY.search(doc[doc[time.start].sent.start : time.end_token].text)
    return set_for is not None and doc[time.start : time.end_token].text.startswith(set_for["day"])


def is_of_calling_off(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is of when somebody called a meeting off: "abandoned a planned visit on Sunday", "had been called off on Sunday"."""
    governor = governing_verb(doc[time.start : time.end_token].root)
    if governor is None or governor.lemma_.lower() not in _CALLING_OFF:
        return False
    if _is_pluperfect(governor) and governor.i < time.start:
        return True
    if governor.i < time.start and _DUE_ON_DAY.search(doc[governor.sent.start : governor.i].text) is not None:
        return True
    return governor.tag_ in FINITE and not any(child.dep_ in PASSIVE_SUBJECT for child in governor.children)


def is_of_when(doc: Doc, trigger: Trigger, time: TimeMention) -> bool:
    """Tell whether a word stands in the clause that tells of a day: "since Tuesday, when he called on her"."""
    at = time.end_token + (time.end_token < len(doc) and doc[time.end_token].text == ",")
    if at >= trigger.token or doc[at].lower_ != "when":
        return False
    return not any(t.text in {",", ";", ":"} for t in doc[at : trigger.token])


def opens_clause_of(doc: Doc, time: TimeMention, word: Token) -> bool:
    """Tell whether a date is measured from what a word tells: "the pledge came on Tuesday, a week after the two met"."""
    if doc[time.end_token - 1].lower_ not in {"after", "before"} or time.end_token > word.i:
        return False
    return not any(t.tag_ in FINITE or t.text in {";", ":"} for t in doc[time.end_token : word.i])


def is_days_away(doc: Doc, time: TimeMention, word: Token) -> bool:
    """Tell whether a meeting was some days, nobody says how many, before or after the day told: "the pledge on Tuesday came days after they met"."""
    verb = word if word.pos_ == "VERB" else governing_verb(word)
    marks = [t for t in verb.children if t.lower_ in {"after", "before"} and t.i < verb.i] if verb is not None else []
    if not marks or not time.end_token <= marks[0].i:
        return False
    return marks[0].i > 0 and doc[marks[0].i - 1].lower_ in {"days", "weeks"} and time.end_token < marks[0].i
