"""Who takes part in what a trigger tells of: by the parse where it is right, by word order besides.

Of the two, the parse is the more precise and word order finds more (FACTS: .95 against .89, .71 against .85); people that
both find raise the confidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from ingest.absentees import is_only_named
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.control import subjects
from ingest.frames import Trigger
from ingest.kin import is_brought_along
from ingest.listings import are_coordinated
from ingest.stand_ins import is_inviter, is_of_somebody
from ingest.subjects import closes_aside, resolve_relative, shared_subjects, subject_tokens, who_alone
from ingest.syntax import FINITE, OBJECT, PASSIVE_SUBJECT, RELATIVE, SUBJECT, conjuncts, has_parse, objects, obliques
from ingest.tenses import is_resolved_on

WITH = frozenset({"with", "between", "among", "alongside", "together", "by", "from", "against"})
_OF = frozenset({"of"})  # "saw each of them"
_TO = frozenset({"to"})  # "to whom he spoke by telephone"
_DIALS = frozenset({"make", "place"})  # "placed a call to"
PEOPLE_KINDS = frozenset(
    {MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN, MentionKind.GROUP, MentionKind.ROLE}
)
SIDE_KINDS = frozenset({MentionKind.COUNTRY, MentionKind.ORGANIZATION})
_CLAUSE_MARKS = frozenset({";", ":", "“", "”", "–", "—"})
_SUBORDINATORS = frozenset(
    "that which who whom whose because while although though when where if as but after before since until unless whereas so".split()
)
_LIGHT = frozenset(
    "hold have begin start open conclude end finish continue resume conduct chair co-chair lead host attend enter join plan schedule arrange seek request "
    "propose cancel postpone scrap call refuse decline want expect discuss make pay take give do enjoy complete wrap cut extend undertake go come "
    "return arrive leave travel fly have use follow skip delay announce confirm accept get win secure sit say tell speak add urge raise agree "
    "meet praise stress warn express describe hail call note reiterate emerge depart brief report confront press underscore emphasise emphasize reaffirm".split()
)


@dataclass(slots=True)
class Arguments:
    """Who takes part.

    Attributes:
        people: Keys, in text order.
        codes: Of states and bodies named as sides.
        by_parse: Keys that the parse gives; `by_order` those that word order gives.
        is_definite: The noun points back: "the talks", "their meeting".
        hosts: Keys of those named before the trigger in its sentence; `others` those named behind it.
    """

    people: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    by_parse: set[str] = field(default_factory=set)
    by_order: set[str] = field(default_factory=set)
    is_definite: bool = False
    hosts: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, mention: Mention, *, parse: bool) -> None:
        """Take in what a mention names."""
        for key in mention.people:
            if key not in self.people:
                self.people.append(key)
            (self.by_parse if parse else self.by_order).add(key)
        if mention.kind in SIDE_KINDS and mention.code and mention.code not in self.codes:
            self.codes.append(mention.code)


_NAMED = frozenset({MentionKind.PERSON, MentionKind.OFFICE})


def mention_index(doc: Doc) -> dict[int, Mention]:
    """Return the mention that covers each token: people first, then places and sides; the longer one first.

    Whose tomb, ship or arrest it is takes part in nothing, and is left out.
    """
    index: dict[int, Mention] = {}
    order = sorted(
        (m for m in annotations_of(doc).mentions if m.kind not in _NAMED or not is_only_named(doc, m)),
        key=lambda m: (m.kind not in PEOPLE_KINDS or not m.people, m.kind is MentionKind.OFFICE, -(m.end - m.start)),
    )
    for mention in order:
        for token in range(mention.start, mention.end):
            index.setdefault(token, mention)
    return index


_POWERS = frozenset(
    "regime administration government cabinet junta camp clan family era years presidency doctrine plan loyalists supporters allies foundation "
    "dynasty campaign".split()
)


def is_dependent(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody is named only to say whose aide, kin or regime is meant: "the deputy to the secretary", "the Assad regime", "with his wife Ann Kay"."""
    if mention.kind is MentionKind.PERSON and (
        doc[mention.end : mention.end + 1].text.casefold() in _POWERS
        or is_only_named(doc, mention)
        or is_brought_along(doc, mention)
    ):
        return True
    return is_of_somebody(doc, mention) or is_inviter(doc, mention)


def clause_bounds(doc: Doc, trigger: int) -> tuple[int, int]:
    """Return the clause around a token: the sentence cut at semicolons, colons, dashes and quotation marks."""
    sent = doc[trigger].sent
    start, end = sent.start, sent.end
    for index in range(trigger - 1, sent.start - 1, -1):
        if doc[index].text in {";", ":"} or doc[index].text == "”":
            start = index + 1
            break
    for index in range(trigger + 1, sent.end):
        if doc[index].text in {";", ":"}:
            end = index
            break
    return start, end


def find_arguments(doc: Doc, trigger: Trigger, index: dict[int, Mention]) -> Arguments:
    """Return who takes part in what a trigger tells of."""
    arguments = Arguments()
    token = doc[trigger.token]
    if has_parse(doc):
        for mention in _by_parse(token, trigger, index):
            arguments.add(mention, parse=True)
    if trigger.frame.pos == "VERB":
        found = _verb_by_order(doc, token, trigger, index)
        alone = who_alone(token, index)
        shared = shared_subjects(doc, token, index) or ([alone] if alone is not None else [])
        if shared:
            # Who else stands before the verb is another verb's: "hold talks with Li and be received by Hu"
            inside = [m for m in index.values() if token.sent.start <= m.start < token.sent.end]
            before = {key for m in inside if m.end <= token.i for key in m.people}
            behind = {key for m in inside if m.start > token.i for key in m.people}
            arguments = _without(arguments, before - behind - {key for m in shared for key in m.people})
            found = [*shared, *(m for m in found if m.start > token.i)]
        if closes_aside(doc, token) and any(
            m.end <= token.i and set(m.people) & arguments.by_parse for m in index.values()
        ):
            # "Blinken, who had met Kishida, was to meet Hayashi"
            found = [m for m in found if m.start > token.i or set(m.people) & arguments.by_parse]
        if token.dep_ == "conj" and arguments.people and subjects(token) and not shared:
            # "she will hold talks with Li and be received by Hu": who stands before the verb is the other verb's object
            found = [m for m in found if m.start > token.i or set(m.people) & arguments.by_parse]
    else:
        found = _noun_by_order(doc, token, trigger, index)
        arguments.is_definite = _points_back(doc, token)
    for mention in found:
        arguments.add(mention, parse=False)
    if trigger.frame.frame == "meet" and trigger.frame.pos == "VERB" and len(arguments.people) == 1:
        for mention in _listed_with_subject(doc, token, arguments.people[0], index):
            arguments.add(mention, parse=False)
    order = {
        key: min(
            (m.start for m in annotations_of(doc).mentions if key in m.people and m.start >= token.sent.start),
            default=0,
        )
        for key in arguments.people
    }
    if trigger.frame.pos == "VERB":
        # "Kay, who had met Roe on Monday, telephoned both men"
        met = [index[word.i] for word in objects(token) if word.i > token.i and word.i in index]
        order |= {key: m.start for m in met if m.kind is MentionKind.GROUP for key in m.people if key in order}
    arguments.people.sort(key=lambda key: order[key])
    arguments.hosts = [key for key in arguments.people if order[key] < token.i]
    arguments.others = [key for key in arguments.people if order[key] >= token.i]
    return arguments


def _listed_with_subject(doc: Doc, token: Token, key: str, index: dict[int, Mention]) -> list[Mention]:
    """Return who is named together with the only one who "met again", whatever the parser makes of a long list of titles."""
    if any(index[i].people for i in range(token.i + 1, min(token.sent.end, token.i + 4)) if i in index):
        return []
    before = sorted(
        {id(m): m for i, m in index.items() if token.sent.start <= i < token.i and m.people}.values(),
        key=lambda m: m.start,
    )
    own = next((m for m in before if m.people == (key,) and m.kind is MentionKind.PERSON), None)
    if own is None:
        return []
    left = [m for m in before if m.end <= own.start and m.people != own.people][-1:]
    right = [m for m in before if m.start >= own.end and m.people != own.people and m.kind is MentionKind.PERSON][:1]
    return [
        *(m for m in left if m.kind is MentionKind.PERSON and are_coordinated(doc, m, own)),
        *(m for m in right if are_coordinated(doc, own, m)),
    ]


def _points_back(doc: Doc, token: Token) -> bool:
    for i in range(token.i - 1, max(token.sent.start, token.i - 4) - 1, -1):
        if doc[i].lower_ in {"the", "their", "this", "that", "his", "her", "both", "these", "those"}:
            return True
        if doc[i].pos_ in {"VERB", "ADP"}:
            return False
    return False


def _mention_at(token: Token, index: dict[int, Mention]) -> list[Mention]:
    """Return mentions a word and what is coordinated with or apposed to it belong to."""
    found: list[Mention] = []
    for word in conjuncts(token):
        mention = index.get(word.i)
        if mention is None or not (mention.people or mention.kind in SIDE_KINDS):
            # The head may be a title or a noun whose name hangs on it.
            for child in word.children:
                if child.dep_ in {"flat", "appos", "compound", "flat:name", "nmod:desc", "nmod:poss", "poss"}:
                    other = index.get(child.i)
                    if other is not None and other.people and child.dep_ not in {"nmod:poss", "poss"}:
                        mention = other
                        break
        if (
            mention is not None
            and (mention.people or (mention.kind in SIDE_KINDS and not mention.is_place and not mention.is_adjective))
            and mention not in found
        ):
            found.append(mention)
    return found


def _by_parse(token: Token, trigger: Trigger, index: dict[int, Mention]) -> list[Mention]:
    words: list[Token] = []
    if trigger.frame.pos == "VERB":
        words += resolve_relative(subject_tokens(token))
        if trigger.frame.frame not in {"travel", "visit", "with"} or trigger.frame.lemma == "have":
            # What stands behind a verb that "and" adds is that verb's, wherever it hangs.
            added = (c.i for c in token.children if c.dep_ == "conj" and c.tag_ in FINITE and c.i > token.i)
            end = min(added, default=token.sent.end)
            met = [
                *objects(token),
                *(who for word in objects(token) if word.lower_ == "each" for who in obliques(word, _OF)),
            ]
            words += [word for word in resolve_relative(met) if word.i < end]
            words += resolve_relative([word for word in obliques(token, WITH) if word.i < end])
            words += _addressed(token)
            words += _ambassadors(token)
    else:
        for child in token.children:
            if child.dep_ in {"nmod:poss", "poss"}:
                words.append(child)
        more = {"trip": {"of"}, "meal": {"for"}}.get(trigger.frame.frame, set())
        words += obliques(token, WITH | more)
        words += [who for child in token.children if _is_given(child) for who in obliques(child, _BY)]
        verb = _light_verb_before(token) or token.head
        steps = 0
        while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and steps < 3:
            if verb.dep_ in {"nmod", "obl", "pobj", "prep"}:
                words += obliques(verb, frozenset({"with"}))
            verb = verb.head
            steps += 1
        own = any(child.dep_ in {"nmod:poss", "poss"} for child in token.children) or any(
            True for _ in obliques(token, frozenset({"between"}))
        )
        own = own or is_of_several(token, index)
        if (
            verb.pos_ in {"VERB", "AUX"}
            and not own
            and (verb.lemma_.lower() in _LIGHT or token.dep_ in {"obj", "dobj"} or is_resolved_on(verb))
            and token.dep_ not in {"nsubj", "nsubj:pass", "nsubjpass"}
            and who_before(token, verb.i) is None
            and not _is_prepared(token)
        ):
            words += resolve_relative(subject_tokens(verb))
        if verb.pos_ == "VERB" and verb.lemma_.lower() in {"hold", "have", "begin", "conduct", "start"}:
            words += resolve_relative(list(obliques(verb, frozenset({"with", "between", "by"}))))
        if trigger.frame.frame == "meal" and _has_to_meal(token):
            words += resolve_relative([*subject_tokens(verb), *objects(verb)])
        if verb.lemma_.lower() in {"take", "receive", "get"} and token.dep_ in OBJECT:
            words += resolve_relative([word for word in obliques(verb, frozenset({"from"})) if word.i > token.i])
        if trigger.frame.frame == "call" and verb.lemma_.lower() in _DIALS and token.dep_ in OBJECT:
            words += [*obliques(token, _TO), *obliques(verb, _TO)]
        words += _of_relative_clause(token)
    found: list[Mention] = []
    for word in words:
        if word.sent.start != token.sent.start:
            continue
        found += [mention for mention in [*_mention_at(word, index), *_nations_of(word, index)] if mention not in found]
    return found


def _is_prepared(noun: Token) -> bool:
    """Tell whether a known meeting is what somebody prepares for others: "met to prepare the summit"."""
    is_known = any(t.dep_ == "det" and t.lower_ == "the" for t in noun.children)
    return is_known and noun.dep_ in OBJECT and noun.head.lemma_.lower() in {"prepare", "broker", "mediate"}


def who_before(token: Token, start: int) -> Token | None:
    """Return the "who" in whose clause a word stands by order, from a token on: "praised Kay, who was in Lima for talks with", whatever the parse."""
    comma = next((t.i for t in reversed(token.doc[start : token.i]) if t.text in {",", ";"}), start)
    return next((t for t in token.doc[comma : token.i] if t.lower_ == "who" and t.dep_ in SUBJECT), None)


def _has_to_meal(meal: Token) -> bool:
    """Tell whether a host has somebody to a meal: "had Kay for breakfast", "took her to lunch"."""
    case = next((t.lower_ for t in meal.children if t.dep_ == "case"), None)
    return case in {"for", "to"} and meal.dep_ == "obl" and meal.head.lemma_.lower() in {"have", "take"}


def is_of_several(noun: Token, index: dict[int, Mention]) -> bool:
    """Tell whether a noun of meeting names those who meet: "A prepared a summit of B and C"."""
    if noun.doc[noun.i + 1 : noun.i + 2].text != "of":
        return False
    run = _person_run(noun.doc, noun.i + 2, noun.sent.end, 1, index, sides=False)
    return len({key for mention in run for key in mention.people}) > 1


def _light_verb_before(noun: Token) -> Token | None:
    """Return the verb right before a noun that the parser adds to another verb beside it: "is to be received by A and hold talks with B"."""
    if noun.dep_ != "conj" or noun.head.pos_ != "VERB":
        return None
    before = next(
        (t for t in reversed(noun.doc[noun.sent.start : noun.i]) if t.dep_ not in {"amod", "det", "compound"}), None
    )
    if before is None or before.dep_ != "conj" or before.head != noun.head or before.pos_ != "VERB":
        return None
    return before if before.lemma_.lower() in {"hold", "have"} else None


_BY = frozenset({"by"})


def _is_given(clause: Token) -> bool:
    """Tell whether a clause says who gave a dinner, or called a meeting: "a dinner given by Kay", not "a meeting dominated by"."""
    return clause.dep_.startswith("acl") and clause.tag_ == "VBN" and clause.lemma_.lower() in _GIVES


_GIVES = frozenset("give host offer".split())


def _addressed(verb: Token) -> list[Token]:
    """Return to whom somebody spoke, of a relative clause: "Li Qiang, to whom he spoke by telephone"."""
    heads = [verb.head] if verb.dep_ in RELATIVE else []
    whom = [t for t in (*obliques(verb, _TO), *heads) if t.lower_ == "whom" and t.i < verb.i]
    return resolve_relative(whom)


CREDENTIALS = frozenset({"credential", "credentials", "letter"})


def _ambassadors(verb: Token) -> list[Token]:
    """Return whose credentials somebody receives: "received letters of credence from A and B"."""
    things = [word for word in objects(verb) if word.lemma_.lower() in CREDENTIALS]
    own = frozenset({"from", "of"})
    return [who for thing in things for part in thing.subtree for who in obliques(part, own)]


def _nations_of(word: Token, index: dict[int, Mention]) -> list[Mention]:
    """Return the nations of "Israeli and Palestinian negotiators", "delegations from Chad and Sudan", as sides: two at least."""
    if word.tag_ not in {"NNS", "NNPS"} or (word.i in index and index[word.i].people):
        return []
    right = [
        each for child in obliques(word, frozenset({"of", "from"})) for each in conjuncts(child) if each.i > word.i
    ]
    nations: list[Mention] = []
    for token in [*(t for t in word.subtree if word.left_edge.i <= t.i < word.i), *right]:
        mention = index.get(token.i)
        if mention is not None and mention.kind is MentionKind.OFFICE:
            inside = [
                m for m in annotations_of(word.doc).mentions if m.kind is MentionKind.COUNTRY and m.start == token.i
            ]
            mention = inside[0] if inside else None
        if mention is not None and mention.kind is MentionKind.COUNTRY and mention not in nations:
            nations.append(mention)
    return nations if len({m.code for m in nations}) > 1 else []


def _of_relative_clause(token: Token) -> list[Token]:
    """Return the people of "the talks which X was to have had with Y", "the meeting X held with Y"."""
    for child in token.children:
        if child.dep_ not in {"acl:relcl", "relcl", "acl"} or child.i < token.i:
            continue
        verb = child
        while True:
            below = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
            if verb.lemma_.lower() in {"hold", "have", "host", "conduct"} or below is None:
                break
            verb = below
        if verb.lemma_.lower() in {"hold", "have", "host", "conduct"}:
            subject = [w for w in subject_tokens(verb) if w.lower_ not in {"which", "that", "who"}]
            return subject + list(obliques(verb, frozenset({"with", "by"})))
    return []


# -- word order


def people_listed(doc: Doc, start: int, index: dict[int, Mention]) -> list[str]:
    """Return the keys of a list of people that begins at a token, up to the end of its sentence."""
    run = _person_run(doc, start, doc[start].sent.end, 1, index, sides=False)
    return list(dict.fromkeys(key for mention in run for key in mention.people))


def _person_run(doc: Doc, start: int, stop: int, step: int, index: dict[int, Mention], *, sides: bool) -> list[Mention]:
    """Collect a list of people that begins at a token: names joined by commas, "and", titles and appositions."""
    found: list[Mention] = []
    at, gap = start, 0
    while start <= at < stop if step > 0 else stop <= at <= start:
        mention = index.get(at)
        if mention is not None and mention.kind is MentionKind.PRONOUN and mention.is_possessive:
            at += step  # "his counterpart" is not he
            continue
        if mention is not None and step > 0 and mention.kind is MentionKind.PERSON and mention.is_possessive:
            at = mention.end + 1  # nor is "Putin's envoy" Putin
            continue
        if mention is not None and (
            is_dependent(doc, mention)
            or (step > 0 and found and mention.kind is MentionKind.GROUP and doc[mention.start - 1].text == ",")
        ):
            break
        if mention is not None and (
            (mention.people and mention.kind in PEOPLE_KINDS)
            or (
                sides
                and mention.kind in SIDE_KINDS
                and not mention.is_adjective
                and not mention.is_place
                and not mention.is_possessive
            )
        ):
            if step > 0 and found and _begins_clause(doc, mention, start):
                break
            # A title beside its name is the same person again.
            if mention not in found and not (found and mention.people and mention.people == found[-1].people):
                found.append(mention)
            at = mention.end if step > 0 else mention.start - 1
            gap = 0
            continue
        token = doc[at]
        lasting = _end_of_time(doc, at) if step > 0 and found else None
        if lasting is not None:  # "met A for 45 minutes and B"
            at, gap = lasting, 0
            continue
        if (
            mention is None
            and (
                token.pos_ in {"VERB", "AUX"}
                or token.lower_ in _SUBORDINATORS
                or token.text in _CLAUSE_MARKS
                or token.lower_
                in {"in", "on", "at", "for", "to", "about", "over", "during", "from", "under", "against"}
            )
            and not (token.lower_ in {"who", "which"} and step < 0)
        ):
            break
        if step > 0 and token.lower_ == "of" and doc[at - 1].lower_ == "and":
            break  # "told him of the talks with bankers and of her call to Li"
        gap += 1
        if gap > 12:
            break
        at += step
    return found


def _end_of_time(doc: Doc, at: int) -> int | None:
    """Return the end of "for 45 minutes", "on Monday" at a token, where "and" goes on with a list; None where it is no such phrase."""
    if doc[at].lower_ not in {"for", "on"} or at + 1 >= len(doc) or doc[at + 1].ent_type_ not in {"TIME", "DATE"}:
        return None
    end = at + 1
    while end < len(doc) and doc[end].ent_type_ in {"TIME", "DATE"}:
        end += 1
    return end if doc[end : end + 1].text == "and" else None


def _begins_clause(doc: Doc, mention: Mention, start: int) -> bool:
    """Tell whether somebody in a list is the subject of a verb right behind: "met Scholz, Sunak called Biden"."""
    root = doc[mention.start : mention.end].root
    if root.dep_ == "nmod:desc":
        root = root.head  # an office before the name
    verb = root.head
    is_finite = verb.tag_ in FINITE or any(t.dep_ == "cop" and t.tag_ in FINITE for t in verb.children)
    return root.dep_ in SUBJECT and is_finite and start < mention.end <= verb.i <= mention.end + NAME


NAME = 5  # tokens of a name behind its office


def _verb_by_order(doc: Doc, token: Token, trigger: Trigger, index: dict[int, Mention]) -> list[Mention]:
    """Take the people right before and right after a verb: "X met Y", "X was received by Y", "X spoke with Y"."""
    start, end = clause_bounds(doc, token.i)
    left = token.i - 1
    while left > start and (
        doc[left].pos_ in {"AUX", "ADV", "PART"}
        or doc[left].lower_
        in {
            "to",
            "last",
            "also",
            "later",
            "then",
            "set",
            "due",
            "expected",
            "scheduled",
            "planning",
            "hoping",
            "agreed",
            "likely",
            "ready",
            "reportedly",
            "separately",
            "first",
            "both",
            "each",
            "-",
        }
        or doc[left].ent_type_ in {"DATE", "TIME"}
        or (doc[left].tag_ in {"VBN", "VBG", "JJ"} and doc[left].lower_ not in {"said"})
    ):
        left -= 1
    sides = trigger.frame.frame == "meet"
    found = _person_run(doc, left, start, -1, index, sides=sides)
    found = found[:1] if len(found) > 1 and not _joined(doc, found[1], found[0]) else _joined_run(doc, found, index)
    if trigger.frame.frame in {"travel", "visit"}:
        return found
    right = token.i + 1
    while right < end and (
        doc[right].lower_
        in {
            "with",
            "by",
            "down",
            "up",
            "to",
            "separately",
            "briefly",
            "privately",
            "again",
            "together",
            "earlier",
            "later",
            "each",
            "other",
            "face",
            "-",
            "first",
            "also",
            "both",
            "the",
            "in",
            "on",
            "person",
        }
        or doc[right].pos_ in {"ADV"}
        or doc[right].ent_type_ in {"DATE", "TIME"}
        or doc[right].lower_ in {"phone", "telephone"}
        or doc[right].text in {"HE", "HH", "HRH"}
        or (doc[right].text == "," and right + 1 < end and doc[right + 1].ent_type_ in {"DATE", "TIME"})
    ):
        if doc[right].lower_ in {"on", "in", "to"} and right in index:
            break
        right += 1
        if right - token.i > 8:
            break
    right = _behind_aside(doc, right, end, index)
    far = trigger.frame.lemma in {"accord", "give"}  # "was accorded a ceremonial welcome at the palace by"
    by_phrase = r"^\W*(?:\w+\W+){0,12}?by\b" if far else r"^\W*(?:\w+\W+){0,5}?(?:with|by|between)\b"
    passive_by = re.search(by_phrase, doc[token.i + 1 : end].text) is not None
    direct = right in index and index[right].people != ()
    if passive_by and not direct and token.tag_ == "VBN":
        # "was welcomed at the airport by the governor"
        reach = 16 if far else 8
        by = next((i for i in range(token.i + 1, min(end, token.i + reach)) if doc[i].lower_ == "by"), right)
        if by > right and not any(t.pos_ in {"VERB", "AUX"} for t in doc[token.i + 1 : by]):
            right = by + 1
    if direct or passive_by:
        found += [m for m in _person_run(doc, right, end, 1, index, sides=sides) if m not in found]
    if token.is_sent_start and token.lower_.endswith("ing"):
        # "Meeting Mr Biden in Bali, he said …": who met is the subject behind the comma.
        comma = next((i for i in range(token.i + 1, end - 1) if doc[i].text == "," and i + 1 in index), None)
        if comma is not None:
            found += [m for m in _person_run(doc, comma + 1, end, 1, index, sides=False)[:1] if m not in found]
    more = _including(doc, token.i, end, index)
    if trigger.frame.lemma != "brief":  # "briefed him on her talks with Li"
        more = [*_with_phrase(doc, token.i, end, index, sides=sides), *more]
    if token.tag_ == "VBN":
        more += _and_by(doc, right, end, index)
    return found + [m for i, m in enumerate(more) if m not in found and m not in more[:i]]


def _behind_aside(doc: Doc, at: int, end: int, index: dict[int, Mention]) -> int:
    """Return where a verb's object begins behind words set off by commas: "received, at his hotel, the speaker"."""
    if at + 1 >= end or doc[at].text != "," or doc[at + 1].pos_ != "ADP":
        return at
    comma = next((i for i in range(at + 2, min(end, at + 9)) if doc[i].text == ","), None)
    if comma is None or any(i in index and index[i].people for i in range(at + 1, comma)):
        return at
    return comma + 1


def _and_by(doc: Doc, at: int, end: int, index: dict[int, Mention]) -> list[Mention]:
    """Take the second agent of a passive: "was received by the president at the palace and by Prime Minister B"."""
    for i in range(at, min(end - 2, at + 24)):
        if doc[i].lower_ == "and" and doc[i + 1].lower_ == "by":
            return _person_run(doc, i + 2, end, 1, index, sides=False)
        if doc[i].tag_ in FINITE or doc[i].text in {";", ":", "“"}:
            return []
    return []


def _including(doc: Doc, at: int, end: int, index: dict[int, Mention]) -> list[Mention]:
    """Take the people of "met officials including A and B": the first "including" behind a trigger, of people in the plural.

    "Politicians called on the president, among them A and B" is of the subject.
    """
    of_several = any(t.tag_ in {"NNS", "NNPS"} for t in doc[doc[at].sent.start : at])
    them = next(
        (i for i in range(at + 1, min(end - 2, at + 30)) if doc[i : i + 3].text.casefold() == ", among them"), None
    )
    if of_several and them is not None:
        return _person_run(doc, them + 3, end, 1, index, sides=False)
    for i in range(at + 1, min(end, at + 16)):
        token = doc[i]
        if token.lower_ in {"including", "among"} or (token.lower_ == "as" and doc[i - 1].lower_ == "such"):
            if not any(t.tag_ in {"NNS", "NNPS"} for t in doc[at + 1 : i]):
                return []
            start = i + 2 if doc[i + 1 : i + 2].text == "them" else i + 1
            return _person_run(doc, start, end, 1, index, sides=False)
        if (
            (i in index and index[i].kind is MentionKind.PERSON)
            or token.text in {";", ":", "“"}
            or token.tag_ in FINITE
        ):
            return []
    return []


def _without(arguments: Arguments, keys: set[str]) -> Arguments:
    """Return arguments less some people."""
    return Arguments(
        [key for key in arguments.people if key not in keys], list(arguments.codes), arguments.by_parse - keys
    )


def _joined(doc: Doc, left: Mention, right: Mention) -> bool:
    """Tell whether two neighbours are coordinated: "A and B", "A, B" with an "and" later; not "A, B's minister"."""
    between = doc[left.end : right.start].text.casefold()
    return re.search(r"\band\b|\bwith\b|&|\balong", between) is not None or between.strip() == ","


def _joined_run(doc: Doc, found: list[Mention], index: dict[int, Mention]) -> list[Mention]:
    """Keep of a run read right to left the stretch that hangs together."""
    kept = found[:1]
    for mention in found[1:]:
        root = doc[mention.start : mention.end].root
        between = doc[mention.end : kept[-1].start]
        listed = between.text[:1] == "," and all(
            t.i in index or t.text in {",", "'s", "’s"} or t.ent_type_ in {"NORP", "GPE"} for t in between
        )
        if listed and (root.dep_ in OBJECT or kept[-1].kind is MentionKind.PRONOUN):
            break  # "met Scholz, Sunak called Biden"; "according to his spokesman, Fred Eckhard, he spoke"
        if (
            _joined(doc, mention, kept[-1])
            or (listed and len(kept) > 1)  # "Chile's president, A, Peru's president, B, and C"
            or set(mention.people) & set(kept[-1].people)
        ):
            kept.append(mention)
        else:
            break
    return kept


# "with Sudan and Congo at the top of its agenda"
_ON_AGENDA = re.compile(r"^[^,;.]{2,80}\b(?:at the top of|high on|topping|dominating|on) (?:the|its|their) agenda\b")


def _with_phrase(doc: Doc, at: int, end: int, index: dict[int, Mention], *, sides: bool) -> list[Mention]:
    """Take the people of the first "with", "between" or "joined by" after a trigger."""
    for i in range(at + 1, min(end, at + 14)):
        token = doc[i]
        if (
            token.lower_ in {"with", "between", "alongside"}
            or (token.lower_ == "from" and doc[i - 1].lower_ in {"across", "table", "opposite"})
            or (token.lower_ == "by" and doc[i - 1].lower_ in {"joined", "accompanied", "attended"})
        ):
            start = i + 1
            while (
                start < end
                and start not in index
                and doc[start].lower_ in {"the", "both", "his", "her", "their", "then", "-"}
            ):
                start += 1
            if _ON_AGENDA.search(doc[start:end].text):
                return []
            return _person_run(doc, start, end, 1, index, sides=sides)
        if (
            (
                token.pos_ == "VERB"
                and token.lower_ not in {"joined", "accompanied", "attended", "held"}
                and i > at + 1
                and not _is_arranged(doc[at], token)
            )
            or (token.lower_ in {"held", "hold", "holds"} and doc[i - 1].lower_ in {"and", ",", "then"})
            or token.text in {";", ":", "“"}
            or token.lower_ in {"that", "because", "but", "after", "before", "when", "while"}
        ):
            return []
    return []


def _is_arranged(noun: Token, verb: Token) -> bool:
    """Tell whether a verb says of a meeting, its subject, that it is arranged: "meetings are being prepared with A"."""
    return noun.head == verb and noun.dep_ in PASSIVE_SUBJECT and verb.lemma_.lower() in ARRANGES | {"agree"}


ARRANGES = frozenset("prepare arrange plan schedule envisage hold organise organize set expect".split())


def _with_behind(doc: Doc, token: Token, trigger: Trigger, end: int, index: dict[int, Mention]) -> list[Mention]:
    """Take the people behind "with" or "between"; not of a trip whose verb they go with: "the visit was arranged with Kay"."""
    is_trip = trigger.frame.frame == "trip"
    if is_trip and token.dep_ in PASSIVE_SUBJECT:
        return []
    return _with_phrase(doc, token.i, end, index, sides=not is_trip)


def _noun_by_order(doc: Doc, token: Token, trigger: Trigger, index: dict[int, Mention]) -> list[Mention]:
    """Take the people around a noun: "X's talks with Y", "talks between X and Y", "X held talks with Y", "his visit"."""
    start, end = clause_bounds(doc, token.i)
    found: list[Mention] = []
    # Possessor: "Blinken's [first] visit", "his trip", "their meeting".
    at = token.i - 1
    while (
        at > start
        and at > token.i - 7
        and (doc[at].pos_ in {"ADJ", "NUM", "ADV", "NOUN"} or doc[at].text == "-" or doc[at].tag_ in {"VBN", "VBG"})
        and at not in index
    ):
        at -= 1
    mention = index.get(at - 1) if doc[at].text in {"'s", "’s", "’", "'"} else index.get(at)
    joined = _joined_by_hyphen(doc, mention, index) if trigger.frame.frame != "trip" else []
    if joined:
        found += joined
    elif mention is not None and (
        (mention.people and (mention.is_possessive or doc[at].text in {"'s", "’s", "’", "'"}))
        or (mention.kind in SIDE_KINDS and trigger.frame.frame != "trip")
    ):
        found.append(mention)
    found += [m for m in _with_behind(doc, token, trigger, end, index) if m not in found]
    if trigger.frame.frame == "trip":
        # "trips by A and B", "a visit to Beijing by A", "visits by officials, including A and B"
        by = next((i for i in range(token.i + 1, min(end, token.i + 12)) if doc[i].lower_ in {"by", "including"}), None)
        if by is not None and token.dep_ in PASSIVE_SUBJECT and token.i < token.head.i < by:
            by = None  # "the visit was arranged by Kay"
        if by is not None:
            found += [m for m in _person_run(doc, by + 1, end, 1, index, sides=False) if m not in found]
            including = next((i for i in range(by + 1, min(end, by + 8)) if doc[i].lower_ == "including"), None)
            if including is not None:
                run = _person_run(doc, including + 1, end, 1, index, sides=False)
                found += [m for m in run if m not in found]
    elif trigger.frame.frame == "meal" and (honoured := _honoured(doc, token, end, index)):
        found += [m for m in honoured if m not in found]
    elif trigger.frame.frame == "meal" and doc[token.i + 1 : token.i + 2].text == "for":
        found += [m for m in _person_run(doc, token.i + 2, end, 1, index, sides=False) if m not in found]
    elif token.i + 1 < end and doc[token.i + 1].lower_ == "of":
        run = _person_run(doc, token.i + 2, end, 1, index, sides=True)
        keys = {key for m in run for key in m.people}
        if len(keys | {m.code for m in run if m.kind in SIDE_KINDS}) > 1:
            found += [m for m in run if m not in found]
        if len(keys) > 1:
            return found  # "prepared a summit of A and B"
    has_between = any(doc[i].lower_ == "between" for i in range(token.i + 1, min(end, token.i + 6)))
    if not has_between and not (found and mention is not None and mention in found and mention.people):
        found += [
            m
            for m in _governing_subject(doc, token, start, index, trigger_is_trip=trigger.frame.frame == "trip")
            if m not in found
        ]
    return found


def _honoured(doc: Doc, token: Token, end: int, index: dict[int, Mention]) -> list[Mention]:
    """Return guest and host of "a banquet in his honour was given by X", "a luncheon in honour of X"."""
    found: list[Mention] = []
    for i in range(token.i + 1, min(end - 1, token.i + 14)):
        if doc[i].lower_ in {"honour", "honor"} and doc[i - 1].lower_ in {"in", "his", "her", "their"}:
            beside = index.get(i - 1)
            if beside is not None and beside.people:
                found.append(beside)
            elif doc[i + 1].lower_ == "of":
                found += _person_run(doc, i + 2, end, 1, index, sides=False)
        elif found and doc[i].lower_ == "by":
            found += [m for m in _person_run(doc, i + 1, end, 1, index, sides=False) if m not in found]
            break
    return found


def _joined_by_hyphen(doc: Doc, mention: Mention | None, index: dict[int, Mention]) -> list[Mention]:
    """Return the sides of "the US-Russia talks", "the Xi-Biden call": two or more that hyphens join, the last right before the noun."""
    run = [mention] if mention is not None and not mention.is_possessive else []
    while run and run[0].start > 1 and doc[run[0].start - 1].text in _HYPHENS:
        before = index.get(run[0].start - 2)
        if before is None or not (before.people or before.kind in SIDE_KINDS):
            break
        run.insert(0, before)
    return run if len(run) > 1 and all(m.people or m.kind in SIDE_KINDS for m in run) else []


_HYPHENS = frozenset({"-", "–", "/"})


def _governing_subject(
    doc: Doc, token: Token, start: int, index: dict[int, Mention], *, trigger_is_trip: bool
) -> list[Mention]:
    """Take the people before a light verb that governs the noun: "X and Y held talks", "X said after talks with Y"."""
    verb = None
    inside = True  # still among the noun's own modifiers: "an earlier planned trip"
    for i in range(token.i - 1, max(start, token.i - 9) - 1, -1):
        if (
            inside
            and doc[i].tag_ in {"VBN", "VBG", "JJ", "JJR", "DT", "NN", "CD", "HYPH"}
            and doc[i].lower_ not in {"held", "had"}
        ):
            inside = doc[i].tag_ != "DT"
            continue
        inside = False
        if doc[i].lower_ in {"that", "if", "whether"} and trigger_is_trip:
            return []
        # "talks with A following a session with B", but not "is following the talks with A"
        is_verb = doc[i].pos_ == "VERB" and (doc[i].lower_ != "following" or doc[i - 1].pos_ == "AUX")
        if is_verb or doc[i].lower_ in {"has", "had", "have", "held", "spoke"}:
            verb = i
            break
        if doc[i].text in {",", ";", ":", "“", "”"}:
            return []
    if verb is None or (
        doc[verb].lemma_.lower() not in _LIGHT and doc[verb].lower_ not in {"held", "had", "has", "have"}
    ):
        return []
    shared = shared_subjects(doc, doc[verb], index)
    if shared:
        return shared  # "came to Kabul, met A and held talks with B"
    left = verb - 1
    while left > start and (
        doc[left].pos_ in {"AUX", "ADV", "PART"}
        or doc[left].lower_ in {"to", "on", "then"}
        or doc[left].ent_type_ in {"DATE", "TIME"}
    ):
        left -= 1
    run = _person_run(doc, left, start, -1, index, sides=True)
    return _joined_run(doc, run, index)
