"""Finds agreements: what sides agreed, signed, announced or pledged together.

"China and the United States agreed today to …"   parties CHN, USA
"the two sides signed a deal on …"                parties of the encounter told last
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from graph.keys import agreement_id
from graph.model import Agreement, Report, Status
from ingest.annotations import MentionKind, annotations_of
from ingest.encounter import Encounter

if TYPE_CHECKING:
    from ingest.records import RecordMaker

_AGREE = re.compile(
    r"\b(?:agreed (?:to|on|that|upon)|(?:have|had|has) (?:also )?(?:made progress and )?(?:agreed|reached (?:an? |the )?(?:\w+ )?(?:agreement|deal|consensus|understanding|accord))|reached (?:an? |the )?(?:\w+ )?(?:agreement|deal|consensus|understanding|accord|compromise)|sign(?:ed|ing) (?:an? |the |several |two |three |\w+ )?(?:\w+ ){0,4}(?:agreements?|deals?|accords?|memorand\w+|treaty|treaties|pacts?|declaration|statement|contracts?|documents?|communique)|put their (?:names|signatures) to|it was agreed|joint (?:statement|declaration|communiqu[eé])|pledg(?:ed|ing)|struck (?:a|the) (?:deal|bargain)|clinch(?:ed)? (?:a|an|the)|concluded an? (?:\w+ )?(?:agreement|deal|treaty)|(?:both|two|all) (?:sides|countries|leaders|parties|nations|governments) (?:\w+ )?(?:agreed|committed|undertook|pledged|vowed|announced)|undertook to|agreement (?:was|has been) (?:reached|signed)|was signed|were signed|will (?:set up|establish|resume|reopen) (?:a|an|the|their|joint)?)\b",
    re.IGNORECASE,
)
_FAIL = re.compile(
    r"\b(?:fail(?:ed|ing|ure)? to (?:agree|reach|sign)|no (?:agreement|deal|accord|breakthrough)|without (?:an? )?(?:agreement|deal)|could not agree|did not (?:agree|sign|reach)|not (?:yet )?(?:agreed|reached|signed)|refused to sign|hope[sd]? to (?:sign|reach|agree)|would like to (?:sign|reach)|may (?:sign|agree)|if (?:they|the two))\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\b(?:(?:the )?(?:two|both|three|all) (?:sides|countries|leaders|parties|nations|governments|men|presidents|ministers|capitals|neighbou?rs)|they|the sides|both|the pair|the two|it was agreed|the leaders)\b",
    re.IGNORECASE,
)


def find_agreements(
    doc: Doc, maker: RecordMaker, encounters: list[Encounter], reports: dict[int, Report]
) -> tuple[Agreement, ...]:
    """Return the agreements a document tells of, one for each sentence, in text order."""
    annotations = annotations_of(doc)
    found: dict[str, Agreement] = {}
    for sent in doc.sents:
        match = _AGREE.search(sent.text)
        if match is None or _FAIL.search(sent.text):
            continue
        if re.fullmatch(
            r"(?i)pledg(?:ed|ing)|undertook to|joint (?:statement|declaration|communiqu[eé])|will (?:set up|establish|resume|reopen).*",
            match.group(),
        ) and not _SIDES.search(sent.text[: match.start()]):
            continue
        parties, report = _parties(doc, sent, match.start() + sent.start_char, encounters, reports)
        if len(parties) < 2:
            continue
        topics = tuple(sorted({topic for start, _, topic in annotations.topics if sent.start <= start < sent.end}))
        evidence = maker.evidence(sent.start, sent.end)
        identifier = agreement_id(maker.document.id, evidence, *parties)
        found.setdefault(
            identifier,
            Agreement(
                identifier,
                maker.document.id,
                parties,
                evidence,
                topics,
                report.id if report else None,
                0.6,
                "agreement:verb",
            ),
        )
    return tuple(found.values())


def _parties(
    doc: Doc, sent: Span, at: int, encounters: list[Encounter], reports: dict[int, Report]
) -> tuple[tuple[str, ...], Report | None]:
    annotations = annotations_of(doc)
    codes: list[str] = []
    for mention in annotations.mentions:
        if not (sent.start <= mention.start < sent.end) or doc[mention.start].idx > at:
            continue
        if (
            mention.kind in {MentionKind.COUNTRY, MentionKind.ORGANIZATION}
            and mention.code
            and not mention.is_place
            and not mention.is_possessive
        ):
            codes.append(mention.code)
        for key in mention.people:
            country = annotations.people[key].country
            if country:
                codes.append(country)
    report = _nearest(doc, sent, encounters, reports)
    unique = tuple(sorted(set(codes)))
    if len(unique) >= 2:
        return unique, report if report and set(report.parties) & set(unique) else None
    sides = _SIDES.search(sent.text[: max(0, at - sent.start_char)])
    if report is not None and (sides or len(unique) == 1 or "it was agreed" in sent.text.casefold()):
        return report.parties, report
    return unique, None


def _nearest(doc: Doc, sent: Span, encounters: list[Encounter], reports: dict[int, Report]) -> Report | None:
    best: tuple[int, Encounter] | None = None
    for encounter in encounters:
        if encounter.status is not Status.HELD or len(reports[id(encounter)].parties) < 2:
            continue
        tokens = [source.token for source in encounter.sources if source.start <= sent.start]
        if tokens and (best is None or sent.end - max(tokens) < best[0]):
            best = (sent.end - max(tokens), encounter)
    _ = doc
    return reports[id(best[1])] if best is not None else None
