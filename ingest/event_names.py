"""Cities in the names of papers and of events, which need not be where anybody is.

"the Vienna Convention", "the Istanbul Process", "the Minsk agreements"     papers and processes: no place at all
"the Tokyo International Conference on African Development"                 an event: a place only where no other is told
"the Istanbul Conference on Afghanistan"                                    a place
"""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind

_PAPERS = frozenset(
    "convention conventions agreement agreements accord accords process protocol protocols declaration treaty treaties memorandum "
    "pact charter principles rules initiative club formula format roadmap "
    "poisoning poisonings bombing bombings attack attacks killings shooting shootings massacre siege explosion blast".split()
)
_EVENTS = frozenset("conference summit forum congress dialogue exhibition fair festival games symposium".split())
_LONGEST = 5  # words of a name behind the city


def is_of_paper(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city or a state named by its capital only gives a paper, a process or a deed its name: "the Paris Agreement", "the Paris attacks"."""
    if mention.is_adjective or mention.kind not in {MentionKind.CITY, MentionKind.COUNTRY} or mention.is_possessive:
        return False
    return doc[mention.end : mention.end + 1].text.casefold() in _PAPERS


def is_of_event(doc: Doc, mention: Mention) -> bool:
    """Tell whether a city opens the longer name of an event: "the Tokyo International Conference on African Development"."""
    if mention.kind is not MentionKind.CITY or mention.is_possessive:
        return False
    for token in doc[mention.end : min(mention.end + _LONGEST, doc[mention.start].sent.end)]:
        if not token.text[:1].isupper():
            return False
        if token.lower_ in _EVENTS:
            return token.i > mention.end
    return False
