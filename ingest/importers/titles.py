"""Which office of ours a title means: "Minister of Foreign Affairs of the People's Republic of China", "U.S. Secretary of State".

The country is taken out of the title, then the title is looked for among the country's offices, then its kind of post.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.keys import office_id
from graph.model import Office
from ingest.annotations import OfficePhrase
from ingest.importers.entries import Codes, bare
from ingest.knowledge import Knowledge
from ingest.names import fold
from ingest.offices import known_offices
from ingest.officials_model import SHARED_POSTS

_ACTING = re.compile(r"^(?:acting|interim|caretaker)\s+|\s+(?:ad interim|\(acting\)|\(interim\))$", re.I)
_REGIONAL = re.compile(
    r"\b(?:governor|mayor|chief minister|first minister|minister-president|premier of|head of government of)\b"
)
_LEGISLATOR = re.compile(
    r"^(?:member of|deputy (?:to|of)|senator|representative to the .*(?:parliament|congress))|\bmember of (?:the )?.*(?:parliament|assembly|bundestag|knesset|duma|senate|house|diet|congress|chamber)",
)
_OF_BODIES = frozenset(
    "commissioner deputy-secretary-general director-general envoy-of-organization high-representative organization-chair "
    "organization-president secretary-general".split()
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The office a title means; `is_known` if it is one of ours, `acting` if the title says so."""

    office: Office
    is_known: bool
    acting: bool = False


def country_in(title: str, codes: Codes) -> str | None:
    """Return the code of the country that a title names: behind "of", or as its first words."""
    words = fold(title).split()
    for length in range(min(6, len(words)), 0, -1):
        name = " ".join(words[:length])
        if name in codes.by_adjective or (name in codes.by_name and length < len(words)):
            return codes.by_adjective.get(name) or codes.by_name[name]
    found: str | None = None
    for match in re.finditer(r"\bof (?:the )?", fold(title)):
        rest = fold(title)[match.end() :].split()
        for length in range(min(8, len(rest)), 0, -1):
            code = codes.by_name.get(bare(" ".join(rest[:length])))
            if code:
                found = code
                break
    return found


def without_country(title: str, code: str | None, knowledge: Knowledge) -> str:
    """Return a title without the country it is of.

    Example:
        >>> from ingest.knowledge import load_knowledge
        >>> without_country("Minister of Foreign Affairs of the People's Republic of China", "CHN", load_knowledge())
        'Minister of Foreign Affairs'
        >>> without_country("Ambassador of China to Japan", "CHN", load_knowledge())
        'Ambassador to Japan'
    """
    country = knowledge.countries.get(code or "")
    if country is None:
        return title.strip()
    names = sorted({*country.names, *country.adjectives}, key=lambda name: (-len(name), name))
    for name in names:
        spelt = re.escape(name.removeprefix("the ")).replace("'", "['’]")
        # "of the U.S. Information Agency" is not of the country.
        behind = rf"(?:\s*[,(]\s*|\s+(?:of|for|in)\s+)(?:the\s+)?{spelt}\)?(?=$|\s*[,)]|\s+(?:to|for|on|at|and|in)\s)"
        shorter = re.sub(rf"{behind}|^(?:the\s+)?{spelt}(?:['’]s)?\s+", " ", title, flags=re.I)
        shorter = " ".join(shorter.split()).strip(" ,")
        if shorter and shorter != " ".join(title.split()):
            return shorter
    return " ".join(title.split())


def find_office(title: str, code: str | None, codes: Codes, knowledge: Knowledge, *, post: str | None = None) -> Meant:
    """Return the office that a title means: one of ours, else a new one.

    Args:
        title: As a file has it.
        code: Country the file gives, else the title's own is taken.
        codes: To find it.
        knowledge: With our offices.
        post: Kind of post that the file gives for a new office.
    """
    code = code or country_in(title, codes)
    acting = bool(_ACTING.search(title))
    short = without_country(_ACTING.sub("", title), code, knowledge)
    head = fold(short)
    for office in knowledge.offices_of_country.get(code or "", ()):
        if _same(head, (office.title, *knowledge.office_aliases[office.id])):
            return Meant(office, is_known=True, acting=acting)
    posts = knowledge.posts_by_phrase.get(head, ())
    if posts and code:
        meant = known_offices(knowledge, OfficePhrase(posts, head, short, country=code), code)
        if meant and meant[0].post not in SHARED_POSTS:
            return Meant(meant[0], is_known=True, acting=acting)
    new = Office(office_id(code, short), short[:1].upper() + short[1:], code, post or kind_of(head, code, knowledge))
    return Meant(knowledge.offices.get(new.id, new), is_known=new.id in knowledge.offices, acting=acting)


def _same(head: str, titles: tuple[str, ...]) -> bool:
    return any(_plain(fold(title)) == _plain(head) for title in titles)


def _plain(head: str) -> str:
    return re.sub(r"\bthe |,", "", head)


def kind_of(head: str, code: str | None, knowledge: Knowledge) -> str:
    """Return the kind of post of a folded title that none of our offices has.

    A phrase of the table gives it; a longer title has the kind of the phrase it begins with only where many hold such posts
    at once ("deputy foreign minister for Asia"), since a "prime minister of" some region is not the country's.
    """
    country = knowledge.countries.get(code or "")
    of_body = country is not None and country.is_organization

    def of_phrase(phrase: str) -> list[str]:
        posts = knowledge.posts_by_phrase.get(phrase, ())
        return sorted(posts, key=lambda post: ((post in _OF_BODIES) != of_body, post))

    if of_phrase(head):
        return of_phrase(head)[0]
    if _REGIONAL.search(head):
        return "regional-leader"
    if _LEGISLATOR.search(head):
        return "legislator"
    words = head.split()
    for length in range(len(words) - 1, 0, -1):
        shared = [post for post in of_phrase(" ".join(words[:length])) if post in SHARED_POSTS]
        if shared:
            return shared[0]
    return "minister-other" if re.search(r"\bminister\b", head) and "prime minister" not in head else "official-other"
