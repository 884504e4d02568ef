"""Finds agreements: what sides agreed, signed, announced or pledged together.

"China and the United States agreed today to …"      parties CHN, USA
"a deal was signed by F and M", "signed with Ghana"  parties behind "by", "with", "between"
"the two sides signed a deal on …"                   parties of the encounter told last
"four documents were signed"                         the same
"China and Laos will reopen the bridge"              what states are to do together
"Under the accord …", "the declaration says …"       parties of the agreement told last
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from graph.keys import agreement_id
from graph.model import Agreement, Report, Status
from ingest.agreement_scores import LEAST, LEAST_PARTIES, Telling, Told, best_parties, sentence_score
from ingest.agreement_verbs import PAPERS, RELATIONS, UNREAL, agreement_kind, is_joint_plan, is_only_to_meet, is_unreal
from ingest.annotations import Annotations, Mention, MentionKind, annotations_of
from ingest.encounter import Encounter
from ingest.home import home_of
from ingest.nearby import span_of
from ingest.speakers import find_speakers
from ingest.speech import quoted_tokens
from ingest.statement_topics import Surroundings
from ingest.syntax import PASSIVE_SUBJECT, SUBJECT, conjuncts, has_parse, obliques

if TYPE_CHECKING:
    from ingest.records import RecordMaker

_SIDES = re.compile(
    r"^(?:the )?(?:(?:two|both|three|four|five|all)\b.*|sides|parties|pair|leaders|ministers|presidents|they|both|governments|countries|capitals|neighbou?rs|men|states|(?:defen[cs]e |foreign )?(?:chiefs|envoys|negotiators|delegations))$",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_TERMS = re.compile(
    r"^(?:\W*)(?:(?:Under|By|In) (?:the terms of )?(?:the|this|that|[\w’']+day[’']s) (?:agreement|deal|accord|declaration|treaty|pact|settlement|document|plan)\b"
    r"|The (?:text|document|agreement|deal|accord|declaration|treaty|pact|joint statement|memorandum) (?:says|said|provides|commits|stipulates|calls for|envisages|foresees|obliges|states|stated|carries out|includes))"
)
_JOINT = re.compile(
    r"\b(?:[Ii]n an? joint (?:statement|declaration|communiqu[eé]),? (?:they|the (?:two|three|four|five|six|seven|leaders|sides|ministers|presidents)|both)\b|"
    r"(?:[Aa]|[Tt]he|[Tt]heir) joint (?:statement|declaration|communiqu[eé]) (?:announces|announced|says|said|affirms|affirmed|provides|commits|calls|called)\b)"
)
_NONE = frozenset({"no", "not", "nothing", "n't", "n’t", "without", "failed", "remained", "little"})
_WHEN = frozenset({"after", "following", "before", "when", "while", "as", "during"})
_AGREED = re.compile(r"\bit (?:was|had been|has been) (?:also |further )?agreed\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """Parties, the token whose words tell what was agreed, and the report they are taken from."""

    parties: tuple[str, ...]
    at: int
    report: Report | None
    rule: str


def find_agreements(
    doc: Doc, maker: RecordMaker, encounters: list[Encounter], reports: dict[int, Report]
) -> tuple[Agreement, ...]:
    """Return the agreements a document tells of, one for each sentence, in text order."""
    surroundings = Surroundings.of(doc)
    found: dict[str, Agreement] = {}
    for sent, agreement, confidence in _agreed(doc, encounters, reports):
        evidence = maker.evidence(sent.start, sent.end)
        identifier = agreement_id(maker.document.id, evidence, *agreement.parties)
        topics = surroundings.agreed(sent, agreement.rule, scope_of(doc, sent, agreement.at))
        found.setdefault(
            identifier,
            Agreement(
                identifier,
                maker.document.id,
                agreement.parties,
                evidence,
                topics,
                agreement.report.id if agreement.report else None,
                confidence,
                agreement.rule,
            ),
        )
    return tuple(found.values())


def agreed_by(
    doc: Doc, encounters: list[Encounter], reports: dict[int, Report]
) -> Iterator[tuple[Span, tuple[str, ...], str, set[str]]]:
    """Yield (sentence, parties, rule, topics behind its verb) for all that is agreed, in text order."""
    for sent, agreement, _ in _agreed(doc, encounters, reports):
        yield sent, agreement.parties, agreement.rule, scope_of(doc, sent, agreement.at)


def _agreed(doc: Doc, encounters: list[Encounter], reports: dict[int, Report]) -> Iterator[tuple[Span, _Found, float]]:
    """Yield each sentence that tells of an agreement, with what is found and how sure."""
    read = _read(doc, encounters, reports)
    tellings = [telling for telling, _ in read]
    previous: tuple[str, ...] = ()
    for i, (telling, by_rule) in enumerate(read):
        sent = telling.sent
        ruled = by_rule
        if previous and telling.is_terms:
            ruled = _Found(previous, sent.start, _nearest(sent, encounters, reports), "agreement:terms")
        agreement, confidence = (
            (ruled, 0.6) if ruled is not None else _learned(tellings, i, previous, encounters, reports)
        )
        if agreement is None:
            continue
        previous = agreement.parties
        yield sent, agreement, confidence


def tellings_of(doc: Doc, encounters: list[Encounter], reports: dict[int, Report]) -> list[Telling]:
    """Return each sentence as one that may tell of an agreement, with what its scorers ask for."""
    return [telling for telling, _ in _read(doc, encounters, reports)]


def _read(doc: Doc, encounters: list[Encounter], reports: dict[int, Report]) -> list[tuple[Telling, _Found | None]]:
    """Return each sentence with the agreement that a rule finds in it."""
    annotations = annotations_of(doc)
    index = _index(annotations)
    mentions = sorted(annotations.mentions, key=lambda m: (m.start, m.end))
    quoted = quoted_tokens(doc)
    found: list[tuple[Telling, _Found | None]] = []
    for sent in doc.sents:
        if not sent.text.strip():
            continue
        agreement = _agreement(doc, sent, index, quoted, encounters, reports)
        nearest = _nearest(sent, encounters, reports)
        telling = Telling(
            sent,
            agreement.rule if agreement else None,
            agreement.parties if agreement else (),
            _TERMS.search(sent.text) is not None,
            tuple(
                (code, mention.start, mention.kind not in {MentionKind.COUNTRY, MentionKind.ORGANIZATION})
                for mention in mentions
                if sent.start <= mention.start < sent.end
                for code in sorted(_codes(mention, annotations))
            ),
            nearest.parties if nearest else (),
            _told(sent, encounters, reports),
            frozenset(topic for start, _, topic in annotations.topics if sent.start <= start < sent.end),
            frozenset(token.i for token in sent if token.i in index),
        )
        found.append((telling, agreement))
    return found


def _told(sent: Span, encounters: list[Encounter], reports: dict[int, Report]) -> tuple[Told, ...]:
    """Return the encounters told of up to a sentence, the last first."""
    found: list[Told] = []
    for encounter in encounters:
        tokens = [source.token for source in encounter.sources if source.start <= sent.start]
        if tokens:
            parties = tuple(reports[id(encounter)].parties)
            found.append(Told(max(0, sent.start - max(tokens)), encounter.kind.value, encounter.status.value, parties))
    return tuple(sorted(found, key=lambda told: told.distance))


def _learned(
    tellings: list[Telling],
    i: int,
    previous: tuple[str, ...],
    encounters: list[Encounter],
    reports: dict[int, Report],
) -> tuple[_Found | None, float]:
    """Return the agreement that the learned scorers find, with how sure they are; it is about what the sentence names."""
    sent, score = tellings[i].sent, sentence_score(tellings, i)
    verbs = [token for token in sent if agreement_kind(sent.doc, sent, token) is not None]
    if (
        score < LEAST
        or (not verbs and is_only_to_meet(sent))
        or (verbs and all(is_unreal(sent.doc, sent, token) for token in verbs))
    ):
        return None, 0.0
    parties, fit = best_parties(tellings[i], previous)
    if not parties or fit < LEAST_PARTIES:
        return None, 0.0
    nearest = _nearest(sent, encounters, reports)
    report = nearest if nearest is not None and set(nearest.parties) & set(parties) else None
    return _Found(parties, sent.start, report, "agreement:learned"), round(score * fit, 3)


def scope_of(doc: Doc, sent: Span, at: int) -> set[str]:
    """Return the topics named behind a verb of agreeing, up to the end of its part of the sentence; all if there are none.

    A paper's own name ("joint declaration") is no topic of what it says.
    """
    named = [
        (start, topic)
        for start, _, topic in annotations_of(doc).topics
        if sent.start <= start < sent.end and doc[start].lower_ != "joint"
    ]
    end = next((token.i for token in doc[at : sent.end] if token.text == ";" or _is_but(token)), sent.end)
    besides, before = _other_deeds(doc, sent, at), _when_agreed(doc[at])
    named = [(start, topic) for start, topic in named if start < end and start not in besides]
    behind = {topic for start, topic in named if start > at}
    own = {topic for start, topic in named if start > at and start not in before}
    if not behind and doc[at].dep_ == "conj" and doc[at].pos_ == "VERB":
        clause = {token.i for token in doc[at].subtree}  # "discussed trade and signed a treaty": not one on trade
        return {topic for start, topic in named if start in clause}
    return own or behind or {topic for _, topic in named}


def _other_deeds(doc: Doc, sent: Span, at: int) -> set[int]:
    """Return the tokens that tell of what else was done: "signed a treaty on visas and discussed tariffs"."""
    deeds = [
        child
        for child in doc[at].children
        if child.dep_ == "conj" and child.pos_ == "VERB" and agreement_kind(doc, sent, child) is None
    ]
    return {token.i for deed in deeds for token in deed.subtree}


def _when_agreed(verb: Token) -> set[int]:
    """Return the tokens that only tell when something was agreed: "signed a treaty on visas after talks on tariffs"."""
    clauses = [
        child
        for child in verb.children
        if child.dep_ in {"advcl", "obl"} and any(word.lower_ in _WHEN for word in child.children)
    ]
    return {token.i for clause in clauses for token in clause.subtree}


def _is_but(token: Token) -> bool:
    """Tell whether what follows is said not to be agreed: "signed a treaty, but there was no progress on tariffs"."""
    after = [word.lower_ for word in token.doc[token.i + 1 : min(token.sent.end, token.i + 6)]]
    return token.lower_ == "but" and token.nbor(-1).text == "," and not _NONE.isdisjoint(after)


def _agreement(
    doc: Doc,
    sent: Span,
    index: dict[int, Mention],
    quoted: set[int],
    encounters: list[Encounter],
    reports: dict[int, Report],
) -> _Found | None:
    """Return the agreement that a sentence tells of."""
    annotations = annotations_of(doc)
    nearest = _nearest(sent, encounters, reports)
    if (match := _AGREED.search(sent.text)) and nearest and not UNREAL.search(sent.text[: match.start()]):
        return _Found(
            nearest.parties, span_of(sent, match.start(), match.end()).end, nearest, "agreement:it-was-agreed"
        )
    if (match := _JOINT.search(sent.text)) and nearest and not UNREAL.search(sent.text):
        return _Found(nearest.parties, span_of(sent, match.start(), match.end()).end, nearest, "agreement:joint-text")
    for token in sent:
        kind = agreement_kind(doc, sent, token)
        if kind is None or is_unreal(doc, sent, token):
            continue
        codes, is_sides = _subject_sides(doc, sent, token, index, quoted, nearest)
        codes |= _others(sent, token, index, annotations, kind) if has_parse(doc) else set()
        if len(codes) == 1 and _has_stateless(doc, sent, token, index, quoted):
            codes |= _state_understood(codes, nearest, annotations)
        if len(codes) >= 2:
            parties = tuple(sorted(codes))
            report = nearest if nearest and set(nearest.parties) & codes else None
            return _Found(parties, token.i, report, "agreement:verb")
        if is_sides and nearest is not None:
            return _Found(nearest.parties, token.i, nearest, "agreement:sides")
        body = _body(sent, token, annotations) if len(codes) < 2 else None
        if body is not None and codes <= {body}:
            return _Found((body,), token.i, None, "agreement:one-party")
        if len(codes) == 1 and _is_of_rivals(doc, sent, token, index, quoted):
            return _Found(tuple(codes), token.i, None, "agreement:one-party")
        if kind == "sign" and nearest is not None and not codes and _is_signed_paper(token):
            return _Found(nearest.parties, sent.start, nearest, "agreement:passive")
    return _joint_plan(sent, index, quoted, nearest, annotations)


def _joint_plan(
    sent: Span, index: dict[int, Mention], quoted: set[int], nearest: Report | None, annotations: Annotations
) -> _Found | None:
    """Return what states are said to be going to do together: "Thailand and Laos will reopen the bridge"."""
    for token in sent:
        if token.i in quoted or not is_joint_plan(token):
            continue
        subject = next((child for child in token.children if child.dep_ in SUBJECT), None)
        sides = [index.get(each.i) for each in (_members(subject) if subject is not None else ())]
        codes: set[str] = set()
        for mention in sides:
            codes |= _codes(mention, annotations) if mention is not None and not mention.people else set()
        if len(codes) >= 2:
            report = nearest if nearest and set(nearest.parties) & codes else None
            return _Found(tuple(sorted(codes)), token.i, report, "agreement:joint-plan")
    return None


def _is_of_rivals(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> bool:
    """Tell whether several people of one state agree with each other: "Kenya's president and the opposition leader signed"."""
    found = find_speakers(doc, sent, verb, index, quoted)
    return found is not None and len(found[0]) > 1


def _has_stateless(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int]) -> bool:
    """Tell whether one of several who agree holds an office of no state that is told: "Trade Minister X and his Thai counterpart"."""
    found = find_speakers(doc, sent, verb, index, quoted)
    people = [annotations_of(doc).people[key] for key in found[0]] if found is not None else []
    return len(people) > 1 and any(person.country is None and person.offices for person in people)


def _state_understood(codes: set[str], nearest: Report | None, annotations: Annotations) -> set[str]:
    """Return the state of an official whose nationality goes without saying: the other side of the talks, else the report's own."""
    if nearest is not None and len(nearest.parties) == 2 and codes < set(nearest.parties):
        return set(nearest.parties)
    state = home_of(annotations).state
    return {state} if state is not None else set()


def _body(sent: Span, verb: Token, annotations: Annotations) -> str | None:
    """Return the body of many states that agrees: "ASEAN", "the foreign ministers of ASEAN", "the African Union's leaders"."""
    subject = _subject(verb, 0)
    if subject is None or subject.dep_ in PASSIVE_SUBJECT:
        return None
    for mention in annotations.mentions:
        if mention.kind is MentionKind.ORGANIZATION and sent.start <= mention.start < verb.i:
            is_it = mention.start <= subject.i < mention.end
            is_of_it = subject.tag_ in {"NNS", "NNPS"} and any(
                mention.start <= token.i < mention.end for token in subject.children
            )
            if is_it or is_of_it:
                return mention.code
    return None


def _is_signed_paper(verb: Token) -> bool:
    """Tell whether a paper is said to be signed, or relations upgraded, and not by whom: "Four documents on trade were signed"."""
    return any(
        child.dep_ in PASSIVE_SUBJECT and child.lower_ in PAPERS | RELATIONS for child in verb.children
    ) and not any(
        child.dep_ == "obl" and any(word.lower_ == "by" for word in child.children) for child in verb.children
    )


def _subject_sides(
    doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], quoted: set[int], nearest: Report | None
) -> tuple[set[str], bool]:
    """Return the codes of those who agree, and whether they are only "the two sides"."""
    annotations = annotations_of(doc)
    subject = _subject(verb, 0)
    codes: set[str] = set()
    is_sides = False
    if subject is not None and subject.dep_ in PASSIVE_SUBJECT:
        return codes, False
    for token in _members(subject) if subject is not None else ():
        words = [w for w in token.subtree if w.i <= token.i and w.dep_ not in {"acl:relcl", "conj", "cc"}]
        named_sides = " ".join(w.text for w in words if not w.is_punct).strip()
        near = [index[w.i] for w in words if w.i in index]
        mention = index.get(token.i) or next((m for m in near if m.people), None)
        direct = _codes(mention, annotations)
        if _SIDES.match(named_sides) and len(direct) < 3 and _is_number(named_sides, nearest):
            is_sides = True
        if not direct:
            # "the presidents of Congo and Rwanda", "the Chinese side"
            for place in obliques(token, frozenset({"of", "from"})):
                for each in conjuncts(place):
                    direct |= _codes(index.get(each.i), annotations, places=True)
            for m in near:
                direct |= _codes(m, annotations)
        codes |= direct
        if mention is not None and token is subject:
            codes |= _listed_before(sent, mention, index, annotations)
    if is_sides and nearest is not None and (len(codes) < 2 or codes <= set(nearest.parties)):
        return set(), True
    if len(codes) < 2:
        found = find_speakers(doc, sent, verb, index, quoted)
        for key in found[0] if found is not None else ():
            codes |= {country for country in [annotations.people[key].country] if country}
    return codes, is_sides


def _listed_before(sent: Span, mention: Mention, index: dict[int, Mention], annotations: Annotations) -> set[str]:
    """Return the sides listed right before a subject, by the order of words: "X, Y and Z agreed"."""
    codes: set[str] = set()
    at, joined = mention.start - 1, False
    while at > sent.start:
        near = index.get(at)
        if near is not None and (near.people or near.kind in {MentionKind.COUNTRY, MentionKind.ORGANIZATION}):
            if joined:
                codes |= _codes(near, annotations)
            at = near.start - 1
        elif sent.doc[at].text == "," or sent.doc[at].lower_ == "and":
            joined, at = True, at - 1
        elif sent.doc[at].lower_ in {"the", "mr", "mr.", "ms", "mrs", "dr"} or sent.doc[at].dep_ in {
            "amod",
            "compound",
        }:
            at -= 1
        else:
            break
    # A lone name before a comma is no list: "In France, X agreed".
    return codes if any(sent.doc[i].lower_ == "and" for i in range(max(sent.start, at), mention.end)) else set()


def _members(subject: Token) -> list[Token]:
    """Return a subject's coordinated parts, those of its apposition included: "the presidents X and Y"."""
    found = conjuncts(subject)
    for child in subject.children:
        if child.dep_ in {"appos", "flat"}:
            found += conjuncts(child)
    return found


def _is_number(sides: str, nearest: Report | None) -> bool:
    """Tell whether an encounter has as many parties as "the two sides", "all four states" say."""
    count = next((n for word, n in _NUMBERS.items() if re.search(rf"\b{word}\b", sides, re.IGNORECASE)), None)
    return nearest is None or count is None or len(nearest.parties) == count


def _subject(verb: Token, depth: int) -> Token | None:
    """Return a verb's subject, that of the clause it hangs on if it has none of its own."""
    for child in verb.children:
        if child.dep_ in SUBJECT:
            if child.lower_ in {"who", "which", "that"} and verb.dep_.startswith("acl"):
                return verb.head
            return child
    if (
        depth < 3
        and verb.head is not verb
        and verb.dep_ in {"conj", "advcl", "xcomp"}
        and verb.head.pos_ in {"VERB", "AUX"}
    ):
        return _subject(verb.head, depth + 1)
    return None


def _others(sent: Span, verb: Token, index: dict[int, Mention], annotations: Annotations, kind: str) -> set[str]:
    """Return the parties behind "with", "by" and "between", on the verb or on what was signed."""
    if kind == "together":
        return set()
    is_passive = any(child.dep_ in PASSIVE_SUBJECT for child in verb.children)
    joins = frozenset({"with", "between", "by"} if is_passive else {"with", "between"})
    heads = [
        verb,
        *(child for child in verb.children if child.dep_ in {"obj", *PASSIVE_SUBJECT} and child.lower_ in PAPERS),
    ]
    codes: set[str] = set()
    if is_passive:
        codes |= _listed_behind(sent, verb, index, annotations)
    for head in heads:
        for token in obliques(head, joins):
            if sent.start <= token.i < sent.end:
                for each in conjuncts(token):
                    codes |= _codes(index.get(each.i), annotations)
                    for child in each.children:
                        if child.dep_ in {"appos", "flat"}:
                            codes |= _codes(index.get(child.i), annotations)
    return codes


def _listed_behind(sent: Span, verb: Token, index: dict[int, Mention], annotations: Annotations) -> set[str]:
    """Return the sides named one after the other behind "signed by", by the order of words."""
    codes: set[str] = set()
    doc = verb.doc
    by = next((i for i in range(verb.i + 1, min(sent.end, verb.i + 9)) if doc[i].lower_ == "by"), sent.end)
    for i in range(by + 1, sent.end):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} and token.lower_ != "of" and i not in index:
            break
        codes |= _codes(index.get(i), annotations)
    return codes


def _codes(mention: Mention | None, annotations: Annotations, *, places: bool = False) -> set[str]:
    """Return the states and bodies that a mention stands for."""
    if mention is None or mention.is_possessive:
        return set()
    if mention.office is not None and not mention.people and len(mention.office.countries) > 1:
        return set(mention.office.countries)
    if (
        mention.kind in {MentionKind.COUNTRY, MentionKind.ORGANIZATION}
        and mention.code
        and (places or not mention.is_place)
    ):
        return {mention.code}
    return {country for key in mention.people if (country := annotations.people[key].country)}


def _index(annotations: Annotations) -> dict[int, Mention]:
    """Return the mention of each token: people before states, so that an office's country is its holder's."""
    index: dict[int, Mention] = {}
    for mention in sorted(annotations.mentions, key=lambda m: (not m.people, -(m.end - m.start))):
        for token in range(mention.start, mention.end):
            index.setdefault(token, mention)
    return index


def _nearest(sent: Span, encounters: list[Encounter], reports: dict[int, Report]) -> Report | None:
    """Return the report of the encounter told last that has two sides."""
    best: tuple[int, Encounter] | None = None
    for encounter in encounters:
        if encounter.status is not Status.HELD or len(reports[id(encounter)].parties) < 2:
            continue
        tokens = [source.token for source in encounter.sources if source.start <= sent.start]
        if tokens and (best is None or sent.end - max(tokens) < best[0]):
            best = (sent.end - max(tokens), encounter)
    return reports[id(best[1])] if best is not None else None
