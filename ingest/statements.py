"""Finds statements: a named person said, raised, urged, accused or promised something on a topic.

"Blinken told Xi that …"                   speaker Blinken, addressee Xi, kind said
"He also urged the U.S. not to …"          speaker by pronoun
"said Matthew Miller, spokesperson … that the secretary stressed …"   credited to the principal
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from graph.keys import statement_id
from graph.model import Report, Statement, Status
from ingest.annotations import Mention, MentionKind, annotations_of
from ingest.arguments import PEOPLE_KINDS, mention_index
from ingest.encounters import Encounter
from ingest.syntax import SUBJECT, has_parse

if TYPE_CHECKING:
    from ingest.records import RecordMaker

KINDS: dict[str, str] = {
    **dict.fromkeys("say tell add note explain state declare remark observe announce reveal disclose describe call comment write tweet recall reply respond answer acknowledge concede admit confirm insist reiterate repeat maintain argue assert affirm conclude believe think express speak report quip hint signal suggest joke predict credit outline claim voice characterise characterize contend assess summarise summarize find point cite praise hail laud commend applaud thank reassure assure declare stress underline underscore emphasise emphasize underline highlight".split(), "said"),
    **dict.fromkeys("raise confront broach mention bring".split(), "raised"),
    **dict.fromkeys("urge press call-for appeal ask demand request exhort implore encourage push plead propose want".split(), "urged"),
    **dict.fromkeys("warn caution threaten".split(), "warned"),
    **dict.fromkeys("accuse blame criticise criticize condemn denounce slam lambast charge deplore protest reproach complain object fault decry".split(), "accused"),
    **dict.fromkeys("promise pledge vow undertake commit offer guarantee".split(), "promised"),
    **dict.fromkeys("deny reject dismiss refute rebut rule".split(), "denied"),
    **dict.fromkeys("welcome hail praise applaud laud commend".split(), "welcomed"),
}  # fmt: skip
_PAST = {
    "said": "say",
    "told": "tell",
    "says": "say",
    "tells": "tell",
    "spoke": "speak",
    "thought": "think",
    "wrote": "write",
    "found": "find",
    "brought": "bring",
    "put": "say",
    "made": "make",
}
_SPOKESPERSON = frozenset({"spokesperson"})


def find_statements(
    doc: Doc, maker: RecordMaker, encounters: list[Encounter], reports: dict[int, Report]
) -> tuple[Statement, ...]:
    """Return the statements of a document, one for each speaker, addressee and sentence, in text order."""
    annotations = annotations_of(doc)
    index = mention_index(annotations)
    found: dict[str, Statement] = {}
    last_speaker: str | None = None
    last_addressee: str | None = None
    for sent in doc.sents:
        if not sent.text.strip():
            continue
        topics = tuple(sorted({topic for start, _, topic in annotations.topics if sent.start <= start < sent.end}))
        said = _speaker_in(doc, sent, index)
        quoted = "“" in sent.text or '"' in sent.text
        if said is None and quoted and last_speaker is not None and re.match(r"\s*[“\"]", sent.text):
            # A quotation that goes on from the sentence before.
            said = (last_speaker, last_addressee, "said", "statement:quote-goes-on")
        if said is None:
            if "\n\n" in sent.text or not quoted:
                last_speaker = None
            continue
        speaker, addressee, kind, rule = said
        last_speaker, last_addressee = speaker, addressee
        evidence = maker.evidence(sent.start, sent.end)
        made_by = maker.participant(speaker)
        made_to = maker.participant(addressee) if addressee and addressee != speaker else None
        report = _at_encounter(doc, sent, speaker, addressee, encounters, reports)
        if made_to is None and report is not None and rule == "statement:verb" and _is_private(sent):
            made_to = (
                next((p for p in report.participants if p.person != made_by.person), None)
                if len(report.participants) == 2
                else None
            )
        identifier = statement_id(maker.document.id, evidence, made_by.person, made_to.person if made_to else None)
        confidence = 0.75 if topics else 0.6
        found.setdefault(
            identifier,
            Statement(
                identifier,
                maker.document.id,
                made_by,
                evidence,
                made_to,
                topics,
                kind,
                quoted,
                report.id if report else None,
                confidence,
                rule,
            ),
        )
    return tuple(found.values())


def _is_private(sent: Span) -> bool:
    """Tell whether a sentence gives words said behind closed doors: no reporters, no interview."""
    return (
        re.search(
            r"\b(?:reporters|press|interview|journalists|news conference|broadcaster|parliament|statement|tweet|Twitter|television)\b",
            sent.text,
        )
        is None
        and re.search(
            r"\b(?:during the (?:meeting|talks|call)|at the (?:meeting|talks)|in (?:their|the) (?:meeting|talks)|told|his (?:host|guest|visitor)|her (?:host|guest|visitor))\b",
            sent.text,
        )
        is not None
    )


def _kind_of(token: Token) -> str | None:
    lemma = _PAST.get(token.lower_, token.lemma_.lower())
    return KINDS.get(lemma)


def _speaker_in(doc: Doc, sent: Span, index: dict[int, Mention]) -> tuple[str, str | None, str, str] | None:
    """Return (speaker, addressee, kind, rule) of a sentence's main speech verb."""
    annotations = annotations_of(doc)
    in_quote = _quoted_tokens(sent)
    best: tuple[int, str, str | None, str] | None = None
    for token in sent:
        if token.i in in_quote or (token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB")):
            continue
        kind = _kind_of(token)
        if kind is None:
            continue
        speaker = _subject_of(doc, sent, token, index, in_quote)
        if speaker is None or len(speaker.people) != 1:
            continue
        key = speaker.people[0]
        key = _principal(doc, token, sent, index, key) or key
        addressee = _addressee(doc, sent, token, index, key)
        rank = 0 if token.lemma_.lower() in {"say", "tell"} or token.lower_ in {"said", "told", "says"} else 1
        if best is None or rank < best[0]:
            best = (rank, key, addressee, kind)
    if best is None:
        according = re.search(r"\baccording to\b|\bin the words of\b", sent.text)
        if according:
            span = doc.char_span(
                sent.start_char + according.start(), sent.start_char + according.end(), alignment_mode="expand"
            )
            for i in range(span.end, min(sent.end, span.end + 6)) if span is not None else ():
                mention = index.get(i)
                if mention is not None and len(mention.people) == 1 and not mention.is_possessive:
                    return mention.people[0], None, "said", "statement:according-to"
        return None
    _ = annotations
    return best[1], best[2], best[3], "statement:verb"


def _quoted_tokens(sent: Span) -> set[int]:
    inside: set[int] = set()
    is_open = False
    for token in sent:
        if token.text in {"“", "``"} or (token.text == '"' and not is_open):
            is_open = True
        elif token.text in {"”", "''"} or (token.text == '"' and is_open):
            is_open = False
        elif is_open:
            inside.add(token.i)
    return inside


def _subject_of(  # noqa: C901 - the parse first, then word order before and behind
    doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], in_quote: set[int]
) -> Mention | None:
    if has_parse(doc):
        for child in verb.children:
            if child.dep_ in SUBJECT and child.i not in in_quote:
                mention = index.get(child.i) or next(
                    (
                        index.get(g.i)
                        for g in child.children
                        if index.get(g.i) is not None and g.dep_ in {"flat", "appos", "compound"}
                    ),
                    None,
                )
                if (
                    mention is not None
                    and mention.people
                    and mention.kind in PEOPLE_KINDS
                    and not mention.is_possessive
                ):
                    return mention
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.i >= sent.start and verb.head != verb:
            inherited = _subject_of(doc, sent, verb.head, index, in_quote)
            if inherited is not None and not any(c.dep_ in SUBJECT for c in verb.children):
                return inherited
    # Word order: "X said", "X, the minister, said", "said X".
    at = verb.i - 1
    steps = 0
    while at >= sent.start and steps < 12:
        mention = index.get(at)
        if (
            mention is not None
            and mention.people
            and mention.kind in PEOPLE_KINDS
            and not mention.is_possessive
            and at not in in_quote
        ):
            between = doc[mention.end : verb.i].text.casefold()
            if re.search(r"\b(?:that|who|which|and|but)\b", between) is None and not any(
                t.pos_ == "VERB" for t in doc[mention.end : verb.i]
            ):
                before = doc[mention.start - 1].lower_ if mention.start > sent.start else ""
                if before not in {"with", "to", "by", "of", "from", "for", "on", "at", "about", "between"}:
                    return mention
            break
        if doc[at].text in {"”", "“", ";"} or doc[at].pos_ == "VERB":
            break
        at -= 1
        steps += 1
    for i in range(verb.i + 1, min(sent.end, verb.i + 6)):
        mention = index.get(i)
        if mention is not None and mention.people and mention.kind in PEOPLE_KINDS and not mention.is_possessive:
            if verb.lower_ in {
                "said",
                "says",
                "added",
                "wrote",
                "explained",
                "recalled",
                "asked",
                "replied",
                "insisted",
                "warned",
                "declared",
                "argued",
            } and doc[verb.i + 1 : i].text.casefold().strip() in {"", "the", "mr", "mr.", ","}:
                return mention
            return None
        if doc[i].pos_ in {"VERB", "ADP", "SCONJ"}:
            break
    return None


def _principal(doc: Doc, verb: Token, sent: Span, index: dict[int, Mention], key: str) -> str | None:
    """Return whose words a spokesperson relays ("the spokesman said that the secretary stressed …"), None if none."""
    annotations = annotations_of(doc)
    entity = annotations.people[key]
    if not any(set(use.phrase.posts[:1]) & _SPOKESPERSON for use in entity.offices):
        return None
    for i in range(verb.i + 1, min(sent.end, verb.i + 10)):
        mention = index.get(i)
        if (
            mention is not None
            and len(mention.people) == 1
            and mention.people[0] != key
            and mention.kind is not MentionKind.PRONOUN
        ):
            after = next(
                (doc[j] for j in range(mention.end, min(sent.end, mention.end + 3)) if doc[j].pos_ in {"VERB"}), None
            )
            if after is not None and _kind_of(after):
                return mention.people[0]
    return None


def _addressee(doc: Doc, sent: Span, verb: Token, index: dict[int, Mention], speaker: str) -> str | None:
    low = verb.lower_
    takes_object = low in {
        "told",
        "tell",
        "tells",
        "urged",
        "urges",
        "warned",
        "warns",
        "asked",
        "assured",
        "thanked",
        "pressed",
        "confronted",
        "accused",
        "reminded",
        "informed",
        "promised",
        "invited",
        "telling",
        "urging",
    }
    stop = min(sent.end, verb.i + 5)
    if takes_object:
        for i in range(verb.i + 1, stop):
            mention = index.get(i)
            if mention is not None and mention.people and mention.kind in PEOPLE_KINDS:
                return (
                    mention.people[0]
                    if len(mention.people) == 1 and mention.people[0] != speaker and not mention.is_possessive
                    else None
                )
            if mention is None and doc[i].lower_ not in {"the", "his", "her", "then", "visiting", ","}:
                break
    for i in range(verb.i + 1, min(sent.end, verb.i + 12)):
        if doc[i].lower_ == "to" and index.get(i + 1) is not None:
            mention = index[i + 1]
            if (
                mention.people
                and len(mention.people) == 1
                and mention.people[0] != speaker
                and mention.kind in PEOPLE_KINDS
                and not mention.is_possessive
            ):
                return mention.people[0]
    return None


def _at_encounter(
    doc: Doc, sent: Span, speaker: str, addressee: str | None, encounters: list[Encounter], reports: dict[int, Report]
) -> Report | None:
    """Return the report of the encounter at which something was said: of the same sentence, or the last told with both there."""
    best: tuple[int, Encounter] | None = None
    for encounter in encounters:
        if (
            encounter.status is not Status.HELD
            or speaker not in encounter.people
            or (addressee and addressee not in encounter.people)
        ):
            continue
        tokens = [source.token for source in encounter.sources if source.start <= sent.start]
        if not tokens:
            continue
        distance = sent.start - max(tokens)
        if best is None or distance < best[0]:
            best = (distance, encounter)
    if best is None or (best[0] > 150 and addressee is None):
        return None
    _ = doc
    return reports[id(best[1])]
