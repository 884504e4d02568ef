"""Tells of two people named in one sentence that they did not meet by it, whatever the relation model thinks.

"will visit Oslo at the invitation of X"            X only invites
"A said B had met C"                                A only tells of it
"A denied that B had quarrelled with C"             A only denies it
"A urged B to meet C"                               A only asks for it
"A and B addressed the forum"                       they do the same
"A is to arrive on Friday, and B telephoned C"      A is in another clause
"A met C on Friday, a day ahead of B"               B is there another day
"A, whose minister, B, was ill, met C"              B stands in an aside
"A rejected terms that B had drafted"               B only has to do with a thing
"A sent B, who saw C"                                A and C
"A flew to Oslo, where B and C held talks"           A and B
"A had breakfast with B and saw C", "absent were B and C"    B and C
"A informed B of his call with C"                            B and either
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from graph.model import Kind
from ingest.absentees import is_only_named
from ingest.annotations import Annotations, Mention, MentionKind
from ingest.apart import acted_apart, speaks_too
from ingest.arguments import who_before
from ingest.control import controllers
from ingest.frames import load_frames
from ingest.nearby import words_before
from ingest.relations import Pair
from ingest.stand_ins import is_of_somebody
from ingest.subjects import resolve_relative, subject_tokens
from ingest.syntax import FINITE, OBJECT, SUBJECT, clause_head, conjuncts, objects, relative_of, top_of


def cannot_meet(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether two who are named together are of one state, or their names only stand side by side."""
    countries = {annotations.people[key].country for key in (pair.left_key, pair.right_key)}
    if len(countries) < 2 and None not in countries:
        return True
    if any(is_only_named(doc, mention) or is_of_somebody(doc, mention) for mention in (pair.left, pair.right)):
        return True  # "in Lima for the centenary of Sukarno, he met her"
    if any(_is_only_owner(annotations, mention) for mention in (pair.left, pair.right)):
        return True
    if (
        _has_left(doc, pair)
        or _is_forerunner(doc, pair)
        or _only_invites(doc, pair)
        or _only_accompanied(doc, pair)
        or _is_spoken_about(doc, pair)
        or _only_denies(doc, annotations, pair)
        or _only_asks(doc, pair)
        or _meets_another(doc, annotations, pair)
        or _only_act_alike(doc, pair)
        or acted_apart(doc, pair.left, pair.right)
        or _is_left_behind(doc, pair)
        or _only_has_to_do_with_thing(doc, pair)
        or _are_of_one_by_one(doc, pair)
        or _are_absent(doc, pair)
        or _is_days_away(doc, pair)
        or _is_whose_trip(doc, pair)
        or _are_in_two_places(doc, pair)
        or _is_whom_another_saw(doc, annotations, pair)
        or _is_where_others_meet(doc, annotations, pair)
        or _NOT_CAME_ACROSS.search(words_before(doc, pair.right, 10)) is not None
        or _is_informed_of_talks(doc, pair)
        or _act_each_in_a_clause(doc, annotations, pair)
        or _is_met_by_another(doc, annotations, pair)
    ):
        return True
    if _is_in_clause_of_another(doc, annotations, pair):
        return True
    return _in_brackets(doc, pair) or _apart(doc, pair) or _in_aside(doc, pair) or _only_speaks(doc, annotations, pair)


def _is_only_owner(annotations: Annotations, mention: Mention) -> bool:
    """Tell whether a pronoun says only whose officer somebody is: "Her prime minister, Kay, saw Roe"."""
    return mention.is_possessive and any(
        m.kind is MentionKind.OFFICE
        and m.start == mention.start
        and m.people
        and not set(m.people) & set(mention.people)
        for m in annotations.mentions
    )


_INVITED_BY = re.compile(
    r"\b(?:been|were|was|are|is) invited (?:[\w’'.-]+ ){0,9}by (?:the |his |her |[\w’'.-]+ ){0,5}$"
)


_ARE_INVITED = re.compile(r"\W*(?:both |also )?(?:have|has|had|were|was|are|is) (?:both |also )?(?:been )?invited\b")


def _only_invites(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is only who asked the first to come: "will visit Oslo at the invitation of X", "sent by X"."""
    return (
        _invites(doc, pair)
        or _tells_who_is_invited(doc, pair)
        or _INVITED_BY.search(words_before(doc, pair.right, 16)) is not None
        or _ARE_INVITED.match(doc[pair.right.end : doc[pair.right.start].sent.end].text) is not None
        or any(_SENT_BY.search(words_before(doc, mention, 9)) is not None for mention in (pair.left, pair.right))
    )


def _tells_who_is_invited(doc: Doc, pair: Pair) -> bool:
    """Tell whether one of two only says that others have invited the other: "Norway has invited A to a summit, B said"."""
    roots = [top_of(doc[m.start : m.end].root, frozenset({"appos", "flat"})) for m in (pair.left, pair.right)]
    sayer = next((t for t in roots if t.dep_ in SUBJECT and t.head.lemma_.lower() in {"say", "announce", "add"}), None)
    guest = next((t for t in roots if t != sayer and t.head.lemma_.lower() == "invite" and t.dep_ in OBJECT), None)
    if sayer is None or guest is None or guest.head.head != sayer.head:
        return False
    hosts = [t for t in guest.head.children if t.dep_ in SUBJECT]
    return any(t.pos_ in {"PROPN", "NOUN"} for t in hosts)


def _invites(doc: Doc, pair: Pair) -> bool:
    """Tell whether the first of two asks the second to do something: "invited him to address Congress", not "to lunch"."""
    verb = clause_head(doc[pair.right.start : pair.right.end].root)
    if verb.lemma_.lower() != "invite" or not pair.left.end <= verb.i < pair.right.start:
        return False
    if _TO_COME.match(doc[pair.right.end : verb.sent.end].text):
        return True
    asked = [t for t in verb.children if t.tag_ == "VB" and t.i > pair.right.start]
    return any((t.lemma_.lower(), "VERB") not in load_frames() for t in asked)


# Behind whom somebody invites: "to visit Oslo", "to the bloc's summit in Oslo"
_TO_COME = re.compile(
    r"\W*to (?:visit|come|travel|attend|address|take part|participate|join|pay|make)\b"
    r"|\W*to (?:the |an? |this |its )(?:[\w’'.&-]+ ){0,7}?(?:summit|conference|forum|congress)\b"
)


_WORD = r"(?:(?:the|his|her|then|[A-Z][\w.’'-]*) )"  # of a title or name before the last
_SENT_BY = re.compile(
    rf"\b(?:sent|dispatched|appointed|nominated|named|commissioned|instructed|chosen|picked) by {_WORD}{{0,6}}$"
)


_SINCE = re.compile(rf"\bsince {_WORD}{{0,6}}$")


def _is_forerunner(doc: Doc, pair: Pair) -> bool:
    """Tell whether one of two is only who did so last before: "the first premier to visit Moscow since Tony Blair in 2005"."""
    sent = doc[pair.left.start].sent
    return re.search(r"\b(?:first|last|only)\b", sent.text) is not None and any(
        _SINCE.search(words_before(doc, mention, 8)) is not None for mention in (pair.left, pair.right)
    )


_HAD_GONE = re.compile(
    r"\W*(?:had |has )?(?:fled|fell|died|resigned|stepped down|(?:was|were|is|had been|has been) (?:ousted|toppled|overthrown|deposed|removed|killed|assassinated|buried|sworn in))\b"
)
_WHEN = re.compile(rf"\b(?:after|since|before|once|when) {_WORD}{{0,4}}$")


def _has_left(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is named only to say when it was, by how he went: "four days after Assad fled, Kay came"."""
    behind = doc[pair.right.end : min(doc[pair.right.start].sent.end, pair.right.end + 6)].text
    return _HAD_GONE.match(behind) is not None and _WHEN.search(words_before(doc, pair.right, 7)) is not None


_DAYS_AWAY = re.compile(
    rf"\b(?:hours?|days?|weeks?|months?|years?) (?:ahead of|before|after|behind) (?:[A-Z][\w.-]+[’']s? )?{_WORD}{{0,5}}$"
)


def _is_days_away(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is only whom the first came before or after: "met Kay on Friday, a day ahead of China's Wang".

    Not where they did something together: "hours after Wang had walked with him".
    """
    behind = doc[pair.right.end : doc[pair.right.start].sent.end]
    clause = takewhile(lambda token: token.text not in {",", ";"}, behind)
    is_together = any(token.lower_ in {"him", "her", "them"} for token in clause)
    return _DAYS_AWAY.search(words_before(doc, pair.right, 8)) is not None and not is_together


_WHOSE_TRIP = re.compile(
    r"\b(?:before|after|ahead of|during|about|follow(?:s|ed|ing)|preced(?:es|ed)) (?:the |a |an? [\w-]+ )?(?:[\w-]+ ){0,2}(?:visit|trip|journey|tour|departure|arrival) (?:of|by) (?:[\w.’'-]+ ){0,5}$"
)


def _is_whom_another_saw(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether the second of two is in the clause of a third: "Kay replaced the minister, Roe, who was in Lima for talks with Li"."""
    who = who_before(doc[pair.right.start], pair.left.end)
    if who is None or who.i - pair.left.end < 2:
        return False
    end = who.i - (who.nbor(-1).text == ",")
    named = next((m for m in annotations.mentions if m.end == end and m.kind is MentionKind.PERSON), None)
    return named is not None and len(named.people) == 1 and not set(named.people) & {pair.left_key, pair.right_key}


_AS = frozenset({"as", "while", "when"})
_HIM = frozenset({"him", "her", "them", "both", "other", "together", "two"})


def _are_in_two_places(doc: Doc, pair: Pair) -> bool:
    """Tell whether one is somewhere else while another does something: "As Kay flew to Lima to see Li, Roe was still in Oslo", "Kay rang Li, and Roe was in Oslo"."""
    left, right = doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root
    left = left.head if left.dep_ == "nmod:desc" else left
    right = right.head if right.dep_ == "nmod:desc" else right
    aside, main = left.head, right.head
    if not {left.dep_, right.dep_} <= SUBJECT or right.i < aside.i:
        return False
    marks = {t.lower_ for t in aside.children if t.i < aside.i}
    is_aside = aside.dep_ == "advcl" and aside.head == main and bool(marks & _AS)
    is_added = main.dep_ == "conj" and main.head == aside and not any(t.dep_ == "cop" for t in aside.children)
    is_somewhere = any(t.dep_ == "cop" for t in main.children) and any(t.dep_ == "case" for t in main.children)
    return is_somewhere and (is_aside or is_added) and not any(t.lower_ in _HIM for t in main.sent)


def _is_whose_trip(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is named only to say whose visit something came before: "rang Kay before the visit of Roe"."""
    return _WHOSE_TRIP.search(words_before(doc, pair.right, 14)) is not None


# "said that he had not bumped into her"
_NOT_CAME_ACROSS = re.compile(
    r"\b(?:not|never|n[’']t) (?:even |ever |yet |once )?(?:have |been )?"
    rf"(?:(?:bump(?:ed)?|run|ran) into|(?:come|came|run|ran) across|set eyes on|cross(?:ed)? paths with) {_WORD}{{0,5}}$"
)


def _is_where_others_meet(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether the first of two only goes where the second and a third meet, or prepares it.

    "A flew to Oslo, where B and C held talks", "A prepared a summit of B and C": not "where B received him and C".
    """
    right = doc[pair.right.start : pair.right.end].root
    clause = relative_of(right)
    is_where = clause is not None and any(t.lower_ == "where" for t in clause.children)
    top = clause if clause is not None and is_where else top_of(right, frozenset({"conj", "appos", "flat"}))
    is_of = (top.head.lemma_.lower(), "NOUN") in load_frames() and any(t.lower_ == "of" for t in top.children)
    first, last = (top.left_edge.i, top.right_edge.i) if is_where or is_of else _list_behind_where(doc, pair)
    named = [m for m in annotations.mentions if first <= m.start <= last and m.people]
    people = {key for m in named for key in m.people}
    return pair.left.end <= first <= pair.right.start and len(people) > 1 and pair.left_key not in people


def _list_behind_where(doc: Doc, pair: Pair) -> tuple[int, int]:
    """Return from where to where the clause goes that "where" opens and the second of two is a subject of; (-1, -1) where there is none."""
    between = doc[pair.left.end : pair.right.start]
    where = next((t.i for t in reversed(between) if t.lower_ == "where"), None)
    if where is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[where : pair.right.start]):
        return -1, -1
    return where, doc[where].sent.end


_INFORMED = re.compile(
    rf"\b(?:informed|notified|informs|notifies) (?:[\w.-]+[’']s? )?{_WORD}{{0,5}}(?:(?:president|premier|minister), )?$"
)
_OF_OTHER_TALKS = re.compile(
    r",? (?:of|about) (?:his|her|the) (?:[\w-]+ ){0,3}(?:calls?|talks?|meetings?|conversations?|discussions?|contacts|negotiations) "
)
_HIS_MEETING_WITH = re.compile(
    rf"\b(?:of|on|about) (?P<whose>his|her) (?:[\w-]+ ){{0,3}}(?:calls?|talks?|meetings?|conversations?|discussions?|exchange|contacts) "
    rf"(?:[\w-]+ ){{0,3}}?with {_WORD}{{0,5}}$"
)


def _act_each_in_a_clause(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether two are the subjects of two clauses that have nothing to do with each other: "Kay is to go to Oslo in May, and Roe returns in June"."""
    roots = (doc[m.start : m.end].root for m in (pair.left, pair.right))
    left, right = (root.head if root.dep_ == "nmod:desc" else root for root in roots)  # an office before the name
    first, second = left.head, right.head
    if not {left.dep_, right.dep_} <= SUBJECT or second.dep_ != "conj" or second.head != first:
        return False
    last = doc[pair.right.start].sent.end
    frames = [load_frames().get((t.lemma_.lower(), "NOUN")) for t in doc[first.i : last]]
    if not any(t.text == "," for t in doc[first.i : right.i]) or any(
        f is not None and f.kind is not Kind.VISIT for f in frames
    ):
        return False
    again = {key for m in annotations.mentions if right.right_edge.i < m.start < last for key in m.people}
    again |= {key for m in annotations.mentions if first.i < m.start < right.left_edge.i for key in m.people}
    groups = any(t.lower_ in {"both", "two", "together", "there", "also", "too"} for t in doc[first.i : last])
    return not groups and not again & {pair.left_key, pair.right_key}


def _is_informed_of_talks(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is who was told of talks with a third: "A informed B of his call with C"; he may have written."""
    behind = doc[pair.right.end : doc[pair.right.start].sent.end].text
    told = _OF_OTHER_TALKS.match(behind if behind.startswith(",") else " " + behind)
    return told is not None and _INFORMED.search(words_before(doc, pair.right, 8)) is not None


def _is_met_by_another(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether the second of two is whom a third met, as the first was told: "A informed B of his call with C": A and C."""
    before = _HIS_MEETING_WITH.search(words_before(doc, pair.right, 16))
    if before is None:
        return False
    own = [
        m
        for m in annotations.mentions
        if pair.left.end <= m.start < pair.right.start and doc[m.start].lower_ == before["whose"]
    ]
    return bool(own) and bool(own[-1].people) and pair.left_key not in own[-1].people


_ACCOMPANIED = re.compile(
    r"\bwho (?:had |has |is |was |also )?(?:accompan\w+|succe\w+|replac\w+|preced\w+|served under|served as|worked (?:for|under))"
    r" (?:to |as )?(?:the |his |her |President |[\w’'.-]+ ){0,3}$"
)


def _only_accompanied(doc: Doc, pair: Pair) -> bool:
    """Tell whether the first of two is named only to say whose companion or successor another is: "X, who accompanied him, met Y"."""
    return _ACCOMPANIED.search(words_before(doc, pair.left, 8)) is not None


_CLAUSES = frozenset({"conj", "ccomp", "parataxis"})


def _is_in_clause_of_another(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether the second of two is what a third does something to, in a clause that is not of the first.

    "A is to arrive on Monday, and B telephoned C", "A said B had met C": A and C.
    """
    first = clause_head(doc[pair.left.start : pair.left.end].root)
    verb = clause_head(doc[pair.right.start : pair.right.end].root)
    subjects = [child for child in verb.children if child.dep_ in SUBJECT and child.i < verb.i]
    if verb.dep_ not in _CLAUSES or verb.head != first or not subjects or verb.tag_ not in FINITE | {"VBN"}:
        return False
    if any(child.dep_.startswith("aux:pass") for child in verb.children):
        return False
    acting = {key for m in annotations.mentions if m.start <= subjects[0].i < m.end for key in m.people}
    inside = range(verb.left_edge.i, verb.right_edge.i + 1)
    told = {key for m in annotations.mentions if m.start in inside for key in m.people}
    if pair.right_key not in acting:
        return bool(acting) and pair.left_key not in acting
    if verb.dep_ == "ccomp":
        return pair.left_key not in told and first.lemma_.lower() in {"say", "announce", "claim", "add"}
    return pair.left_key not in told and len(told) > 1 and (verb.lemma_.lower(), "VERB") in load_frames()


_HEADS_ON = re.compile(
    r"\bbefore (?:\w+ )?(?:heading|flying|going|travell?ing|moving|continuing|leaving|departing|returning)\b"
)


def _is_left_behind(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is whom a third goes on to from the first: "A saw B before flying on to talks with C": B and C."""
    head = doc[pair.left.start : pair.left.end].root
    if any(t.dep_ in SUBJECT for t in (head, *islice(head.ancestors, 3)) if t.pos_ != "VERB"):
        return False
    return _HEADS_ON.search(doc[pair.left.end : pair.right.start].text) is not None


def _only_has_to_do_with_thing(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is named only to say which thing is meant: "a decision that Ambassador B called perplexing"."""
    right = doc[pair.right.start : pair.right.end].root
    verb = right.head
    if right.dep_ not in SUBJECT | {"obl:agent"} or not verb.dep_.startswith("acl"):
        return False
    thing = verb.head
    if thing.pos_ != "NOUN" or (thing.lemma_.lower(), "NOUN") in load_frames():
        return False
    if pair.left.start >= thing.left_edge.i or any(t.lower_ in _AT_WHICH for t in verb.subtree if t.i < verb.i):
        return False
    return not any(
        child.dep_ in {"obj", "iobj"} and child.pos_ in {"PRON", "PROPN"} and child.tag_ not in _RELATIVE
        for child in verb.children
    )


_AT_WHICH = frozenset({"where", "when", "whom", "whose", "who"})
_RELATIVE = frozenset({"WDT", "WP", "IN"})


def _are_of_one_by_one(doc: Doc, pair: Pair) -> bool:
    """Tell whether a third meets both, one after the other: "had breakfast with B and saw C", "talks with B and, later, with C"."""
    left, right = doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root
    if right in conjuncts(left):
        cases = [{t.lower_ for t in word.children if t.dep_ == "case"} for word in (left, right)]
        return cases[0] == cases[1] == {"with"} and left.dep_ not in SUBJECT
    first, second = clause_head(left), clause_head(right)
    if second.dep_ != "conj" or second.head != first or right.dep_ not in OBJECT | {"obl"}:
        return False
    if any(child.dep_ in SUBJECT for child in second.children):
        return False
    return all(t.dep_ not in SUBJECT for t in (left, *islice(left.ancestors, 4)) if t.pos_ not in {"VERB", "AUX"})


def _are_absent(doc: Doc, pair: Pair) -> bool:
    """Tell whether two are only named as missing: "absent, along with B, was C"."""
    sent = doc[pair.left.start].sent
    return re.match(r"\W*(?:Also )?(?:[Aa]bsent|[Mm]issing)\b", doc[sent.start : pair.left.start].text) is not None


_ABOUT = re.compile(r"\b(?:about|concerning|regarding) (?:(?:the|his|her|[A-Z][\w.’'-]*) ){0,4}$")


def _is_spoken_about(doc: Doc, pair: Pair) -> bool:
    """Tell whether the second of two is whom is talked about: "used coarse language about Mr X"."""
    return _ABOUT.search(words_before(doc, pair.right, 6)) is not None


_ALIKE = frozenset({"address"})
_WRITINGS = re.compile(
    r"(?:[\w’'-]+ ){0,5}?(?:(?:New Year|[Ff]estive|Eid|[Cc]hristmas|[Aa]nniversary|[Ss]eason[’']?s?|[Cc]ongratulatory) (?:greetings|messages)|"
    r"(?:messages|telegrams|cables|letters|congratulations|condolences|telexes)\b)"
)


def _only_act_alike(doc: Doc, pair: Pair) -> bool:
    """Tell whether two only do the same, or write to each other: "A and B addressed the forum", "exchanged New Year greetings"."""
    left, right = doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root
    if right not in conjuncts(left):
        return False
    verb = clause_head(left)
    behind = doc[verb.i + 1 : verb.i + 9].text
    return left.i < verb.i and (
        verb.lemma_.lower() in _ALIKE
        or speaks_too(verb)
        or (verb.lemma_.lower() == "exchange" and _WRITINGS.match(behind) is not None)
    )


_DENIES = frozenset("deny refute reject dismiss rebut rubbish defend criticise criticize condemn".split())


def _only_denies(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether the first of two is who rejects what is told of the second and others: "A dismissed a report that B had quarrelled with C"."""
    first = doc[pair.left.start : pair.left.end].root
    verb = clause_head(first)
    if first.dep_ not in SUBJECT or first.head != verb or verb.lemma_.lower() not in _DENIES:
        return False
    between = (m for m in annotations.mentions if verb.i < m.start < pair.right.start)
    return any(pair.left_key not in m.people and pair.right_key not in m.people and m.people for m in between)


def _only_asks(doc: Doc, pair: Pair) -> bool:
    """Tell whether one of two asks the other to meet somebody, or to be met: "A urged B to hold talks with C"."""
    left, right = doc[pair.left.start : pair.left.end].root, doc[pair.right.start : pair.right.end].root
    for verb in doc[pair.left.start].sent:
        asked = controllers(verb) if _is_of_meeting(verb) else []
        beside = [child for word in asked for child in word.head.children if child.dep_ in SUBJECT | {"obl:agent"}]
        askers = [word for word in beside if word not in asked]
        if any(word in askers for word in (left, right)) and any(
            word in asked or any(t == verb for t in word.ancestors) for word in (left, right)
        ):
            return True
    return False


def _meets_another(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether a third met one of two, by a verb of meeting that the other has no part in: "A asked B, who met C, to come", "A sent B to see C"."""
    for met, other in ((pair.right, pair.left), (pair.left, pair.right)):
        word = top_of(doc[met.start : met.end].root)
        verb = word.head
        if word.dep_ not in OBJECT | {"obl"} or not _is_of_meeting(verb) or other.start in _span_below(verb):
            continue
        acting = [each for who in resolve_relative(subject_tokens(verb)) for each in conjuncts(who)]
        keys = {key for m in annotations.mentions for t in acting if m.start <= t.i < m.end for key in m.people}
        if keys and not keys & {pair.left_key, pair.right_key}:
            return True
    return False


def _span_below(verb: Token) -> range:
    return range(verb.left_edge.i, verb.right_edge.i + 1)


def _is_of_meeting(verb: Token) -> bool:
    """Tell whether a verb is of meeting or calling, or has a word of it for its object: "hold talks"."""
    words = [(verb.lemma_.lower(), "VERB"), *((word.lemma_.lower(), "NOUN") for word in objects(verb))]
    return any(word in load_frames() and load_frames()[word].kind in {Kind.MEETING, Kind.CALL} for word in words)


_SPEAKERS = frozenset("office spokesman spokeswoman spokesperson aides aide ministry government press".split())


def _only_speaks(doc: Doc, annotations: Annotations, pair: Pair) -> bool:
    """Tell whether one of two is somebody unknown, or whose office, who only says something: "Wilder said Xi …", "Kay's office said"."""
    if any(m.is_possessive and doc[m.end + 1 : m.end + 2].text.lower() in _SPEAKERS for m in (pair.left, pair.right)):
        return True
    return any(
        annotations.people[key].person is None
        and mention.end < len(doc)
        and doc[mention.end].lower_ in {"said", "says", "added", "argued", "noted", "wrote", "told", "believes"}
        for key, mention in ((pair.left_key, pair.left), (pair.right_key, pair.right))
    )


def _apart(doc: Doc, pair: Pair) -> bool:
    """Tell whether a semicolon parts two names whose clauses have verbs of their own."""
    between = doc[pair.left.end : pair.right.start]
    return any(t.text == ";" for t in between) and any(t.tag_ in FINITE for t in between)


def _in_aside(doc: Doc, pair: Pair) -> bool:
    """Tell whether one of two stands in an aside of somebody else: "X, whose foreign minister, Y, was ill, met Z"."""
    sent = doc[pair.left.start].sent
    own = next((t for t in doc[pair.left.end : pair.right.start] if t.lower_ == "whose"), None)
    if own is not None and not any(t.pos_ in {"VERB", "AUX"} for t in doc[own.i : pair.right.start]):
        return True  # Y beside X
    if _is_in_clause_of_guest(doc, pair):
        return True
    whose = next((t for t in reversed(doc[sent.start : pair.left.start]) if t.lower_ == "whose"), None)
    if whose is None or any(t.pos_ in {"VERB", "AUX"} for t in doc[whose.i : pair.left.start]):
        return False
    # The aside has a verb of its own, and a comma closes it before the other name.
    between = doc[pair.left.end : pair.right.start]
    closed = next((t.i for t in reversed(between) if t.text == ","), None)
    return closed is not None and any(t.tag_ in FINITE for t in doc[pair.left.end : closed])


def _is_in_clause_of_guest(doc: Doc, pair: Pair) -> bool:
    """Tell whether the first of two is only who had to do with a third, who met the second: "C, whom A took along, was received by B"."""
    clause = relative_of(doc[pair.left.start : pair.left.end].root)
    if clause is None or clause.head.ent_type_ != "PERSON" or clause.right_edge.i >= pair.right.start:
        return False
    opens = any(
        t.lower_ in {"who", "whom"} and t.i < pair.left.start for t in doc[clause.left_edge.i : clause.right_edge.i]
    )
    return opens and doc[clause.right_edge.i + 1].text == ","


def _in_brackets(doc: Doc, pair: Pair) -> bool:
    """Tell whether both names stand in one pair of brackets without a verb: a picture's credit, an aside."""
    start = max((t.i for t in doc[max(0, pair.left.start - 12) : pair.left.start] if t.text == "("), default=None)
    if start is None or any(t.text == ")" for t in doc[start : pair.right.start]):
        return False
    end = next((t.i for t in doc[pair.right.end : pair.right.end + 15] if t.text == ")"), None)
    return end is not None and not any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])
