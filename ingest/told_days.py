"""Which day a report has told last, and which its lead tells: what goes on from there is often of that day.

"… met the ministers of Latvia and Kenya on Wednesday, her office said."   told: Wednesday
"Earlier, the rebels, who took the town on Sunday, …"                      aside: Sunday dates no more than its clause
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.annotations import TimeMention
from ingest.date_words import DAY
from ingest.syntax import governing_verb
from ingest.tenses import governing_tense

_ASIDE = frozenset({"acl:relcl", "relcl", "acl", "advcl", "ccomp"})


def role_of(doc: Doc, time: TimeMention) -> str:
    """Return what a date is to its sentence: of what is told ("told"), of what is to come ("ahead"), or of an aside ("aside")."""
    root = doc[time.start : time.end_token].root
    tense = governing_tense(doc[time.start : time.end_token])
    if tense == "future":
        return "ahead"
    token = root
    for _ in range(10):
        is_relative = any(child.tag_ in {"WP", "WDT"} for child in token.children)
        if is_relative or (token.dep_ in _ASIDE and not _is_reported(token)):
            return "aside"
        if token.head == token:
            break
        token = token.head
    return "told"


def is_of_saying(doc: Doc, time: TimeMention) -> bool:
    """Tell whether a date is of when something was said or announced: "will visit Oslo in June, her office said on Wednesday"."""
    verb = governing_verb(doc[time.start : time.end_token].root)
    return verb is not None and verb.tag_ == "VBD" and verb.lemma_.lower() in _SAYING


_SAYING = frozenset("say tell announce report state add confirm note write declare".split())


def _is_reported(token: Token) -> bool:
    """Tell whether a clause is what a sentence reports, no aside: "his office said he had met her on Monday"."""
    return token.dep_ == "ccomp" and token.head.lemma_.lower() in _SAYING


def last_told(times: list[TimeMention], roles: dict[int, str], token: int, *, is_held: bool) -> TimeMention | None:
    """Return the day told last before a token, asides left out, and what is to come where something held is asked about."""
    wanted = {"told"} if is_held else {"told", "ahead"}
    before = [t for t in times if len(t.value) == DAY and t.start < token and roles[t.start] in wanted]
    return max(before, key=lambda t: t.start, default=None)


def day_of_lead(doc: Doc, times: list[TimeMention], roles: dict[int, str]) -> TimeMention | None:
    """Return the day that the first full sentence tells; None where it tells none."""
    lead = next((sent for sent in doc.sents if len(sent) > LONG), None)
    if lead is None:
        return None
    told = [t for t in times if lead.start <= t.start < lead.end and len(t.value) == DAY and roles[t.start] == "told"]
    return told[0] if told else None


LONG = 9  # tokens of a sentence that is no headline
