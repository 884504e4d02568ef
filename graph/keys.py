"""Ids: the same on every machine, in every run and for every input order.

    document      hash of its address, or of text and publisher
    report, claim, statement, agreement      hash of document id, kind, evidence offsets and what else tells two apart
    meeting       hash of its smallest report id
    relationship  hash of type, ends and what tells parallel ones apart
    person, office, topic, place             readable slugs;   country, organisation: its code

Hashes are the first 80 bits of a SHA-256, in hex: among a million ids a clash has odds of one in two billion.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable

from graph.model import Evidence

# Letters that Unicode does not decompose into a Latin base letter and a mark.
_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"}
)
_APOSTROPHES = re.compile("['’‘`ʻʼʿʾ]")
_SEPARATORS = re.compile(r"[\W_]+")


def digest(*parts: str | int | None) -> str:
    """Return 20 hex digits that stand for these parts, in this order.

    Example:
        >>> digest("a", None, 3) == digest("a", "None", "3")
        False
    """
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def document_id(*, url: str | None = None, text: str = "", publisher: str | None = None) -> str:
    """Return a document's id: from its address where it has one, else from text and publisher."""
    if url:
        return digest("document", "url", url.strip())
    return digest("document", "text", text, publisher)


def record_id(kind: str, document: str, evidence: Evidence, *more: str | int | None) -> str:
    """Return the id of what a document says at one place.

    Args:
        kind: `report`, `claim`, `statement` or `agreement`.
        document: The document's id.
        evidence: Where it says so.
        more: What tells apart records of one kind with the same evidence.
    """
    return digest(kind, document, evidence.field, evidence.start_char, evidence.end_char, *more)


def report_id(document: str, evidence: Evidence, *more: str | int | None) -> str:
    """Return a report's id; `more` tells apart two reports from one sentence (participants, status)."""
    return record_id("report", document, evidence, *more)


def claim_id(document: str, evidence: Evidence, attribute: str, value: str, *more: str | int | None) -> str:
    """Return a claim's id; `more` is the id of the report, or of the person, that it is about."""
    return record_id("claim", document, evidence, attribute, value, *more)


def statement_id(document: str, evidence: Evidence, speaker: str, *more: str | int | None) -> str:
    """Return a statement's id; `speaker` is a person's id, `more` perhaps the addressee's."""
    return record_id("statement", document, evidence, speaker, *more)


def agreement_id(document: str, evidence: Evidence, *more: str | int | None) -> str:
    """Return an agreement's id; `more` tells apart two from one sentence (parties)."""
    return record_id("agreement", document, evidence, *more)


def meeting_id(reports: Iterable[str]) -> str:
    """Return the id of the meeting merged from these reports.

    Raises:
        ValueError: There are none.
    """
    return digest("meeting", min(reports))


def relationship_id(kind: str, start: str, end: str, *more: str | int | None) -> str:
    """Return a relationship's id from its type, the ids of its ends and what tells parallel ones apart."""
    return digest("relationship", kind, start, end, *more)


def slug(text: str) -> str:
    """Return a readable id part: lower case, without accents, words joined by hyphens.

    Letters of other scripts stay as they are; a text without any letter or digit gets a hash.

    Example:
        >>> slug("Recep Tayyip Erdoğan"), slug("Côte d’Ivoire"), slug("Jens Støre")
        ('recep-tayyip-erdogan', 'cote-divoire', 'jens-store')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LATIN)
    plain = _APOSTROPHES.sub("", "".join(char for char in plain if not unicodedata.combining(char)))
    return _SEPARATORS.sub("-", plain).strip("-") or digest("slug", text)


def person_id(name: str, *, country: str | None = None, document: str | None = None) -> str:
    """Return a person's id.

    Args:
        name: Full canonical name.
        country: For an unlinked person, or on a clash of two linked ones.
        document: For an unlinked person: the document that names them.

    Example:
        >>> person_id("Antony Blinken"), person_id("Wang Wei", country="CHN", document="4f0a")
        ('antony-blinken', 'wang-wei/chn/4f0a')
    """
    parts = [slug(name)]
    if country or document:
        parts.append((country or "none").lower())
    if document:
        parts.append(document)
    return "/".join(parts)


def office_id(country: str | None, title: str) -> str:
    """Return an office's id from the code of its state or body and its title.

    Example:
        >>> office_id("CHN", "Minister of Foreign Affairs")
        'office/chn/minister-of-foreign-affairs'
    """
    return f"office/{(country or 'none').lower()}/{slug(title)}"


def place_id(country: str | None, city: str | None, venue: str | None = None) -> str:
    """Return a place's id: a city's, or a venue's below its city.

    Example:
        >>> place_id("CHN", "Beijing", "Great Hall of the People")
        'place/chn/beijing/great-hall-of-the-people'

    Raises:
        ValueError: Neither a city nor a venue is given.
    """
    if not (city or venue):
        raise ValueError("a place needs the name of a city or of a venue")
    parts = ["place", (country or "none").lower(), slug(city) if city else "none"]
    return "/".join([*parts, slug(venue)] if venue else parts)
