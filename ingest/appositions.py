"""Offices and states that stand beside a name: before it, behind it in apposition, or behind "is".

"Foreign Minister Kay", "Kay, the foreign minister,"        the office is Kay's
"Kay and Roe, the president and the chancellor"             each has one
"Secretaries Kay, Roe and Lund"                             all three have it
"Wang, the minister, Blinken and Lavrov"                    a list: the office is Wang's alone
"Russia's Lavrov", "Chung Eui-yong of South Korea"          RUS, KOR
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from ingest.annotations import Mention, MentionKind, OfficePhrase, annotations_of
from ingest.knowledge import Knowledge
from ingest.known_people import people_named
from ingest.names import fold, name_words
from ingest.titles import HONORIFICS


def attach_offices(doc: Doc, mentions: list[Mention], offices: list[Mention]) -> None:
    """Set `attached` of each office that stands beside a name: before it, after it in apposition, or after "is"."""
    knowledge = annotations_of(doc).knowledge
    by_start = {mention.start: index for index, mention in enumerate(mentions)}
    by_end = {mention.end: index for index, mention in enumerate(mentions)}
    held = {i for office in offices for i in range(office.start, office.end)}
    for office in list(offices):
        phrase = office.office
        if phrase is None:
            continue
        end = (
            office.end
            if phrase.is_plural or _is_of_state(doc, office)
            else _end_of_complement(doc, office.end, by_start, held)
        )
        ahead = _skip(doc, end, {",", "-", "“", '"'} if not phrase.is_plural else set())
        if (
            ahead in by_start
            and not doc[ahead].is_sent_start
            and not (doc[ahead - 1].text == "," and _is_teller(doc, office, mentions[by_start[ahead]].end))
            and not (
                doc[office.end : ahead].text.strip() == ","
                and (
                    _is_list_comma(doc, office, mentions[by_start[ahead]], offices)
                    or _is_of_elsewhere(knowledge, phrase, mentions[by_start[ahead]], mentions)
                )
            )
        ):
            office.attached = by_start[ahead]
            if phrase.is_plural:
                _attach_list(doc, office, mentions, by_start[ahead], offices)
            continue
        if phrase.is_plural or doc[office.start].text == "POTUS":  # of one who needs no name beside it
            continue
        back = _skip_back(doc, office.start)
        if back in by_end and not _is_subject_behind(doc, office, back):
            office.attached = by_end[back]
    _share_out(doc, mentions, offices)
    _join_titles(doc, offices)


OPENING = 3  # tokens: "The premier, Kay said" may be one who tells


def _is_subject_behind(doc: Doc, office: Mention, back: int) -> bool:
    """Tell whether an office behind a name and a comma begins a clause: "Asked about Kay, the President answered …"."""
    if doc[back].text != "," or doc[office.start].lower_ != "the" or office.end >= len(doc):
        return False
    after = office.end + (doc[office.end].pos_ == "ADV")
    return office.is_possessive or (after < len(doc) and doc[after].tag_ in {"VBD", "VBZ", "MD"})


_TOLD = frozenset({"say", "add", "tell", "announce", "explain", "note", "recall", "report"})


def _is_teller(doc: Doc, office: Mention, index: int) -> bool:
    """Tell whether a name and its verb stand behind what it tells: "he would see the premier, Kay said", "Asked about the premier, Kay said".

    A name in apposition would be closed by a comma.
    """
    stop = doc[index : index + 2]
    if len(stop) < 2 or stop[0].tag_ not in {"VBD", "VBZ"} or stop[0].lemma_ not in _TOLD:
        return False
    return stop[1].text in {".", ","} or office.start - doc[office.start].sent.start > OPENING


def _is_of_elsewhere(knowledge: Knowledge, phrase: OfficePhrase, mention: Mention, mentions: list[Mention]) -> bool:
    """Tell whether a surname after a comma is of somebody the text names in full who serves another country.

    "the Indonesian president, Lee, Hun Sen and …" is a list, where Lee Hsien Loong is named before.
    """
    word = fold(str(mention.name))
    if phrase.country is None or " " in word:
        return False
    for other in mentions:
        words = name_words(str(other.name))
        if len(words) > 1 and word in words:
            known = people_named(knowledge, str(other.name))
            if known and knowledge.people[known[0][0]].country not in {None, phrase.country}:
                return True
    return False


def _join_titles(doc: Doc, offices: list[Mention]) -> None:
    """Give a name both of two titles before it: "Deputy Prime Minister and Foreign Minister Kay", not "the president and …"."""
    for first, second in pairwise(offices):
        if first.attached is not None or second.attached is None or first.office is None or first.office.is_plural:
            continue
        is_title = doc[first.end - 1].text[:1].isupper() and doc[first.start].lower_ != "the"
        is_deputy = first.office.head.startswith(("deputy ", "vice "))
        if doc[first.end : second.start].text == "and" and (is_title or is_deputy):
            first.attached = second.attached


def _share_out(doc: Doc, mentions: list[Mention], offices: list[Mention]) -> None:
    """Give each of two names the office that is his: "Kay and Roe, the president and the chancellor"."""
    by_end = {mention.end: index for index, mention in enumerate(mentions)}
    for first, second in pairwise(offices):
        back = _skip_back(doc, first.start)
        last = by_end.get(back)
        if not last or first.attached != last or first.start != back + 1 or doc[first.start].lower_ != "the":
            continue
        between = doc[mentions[last - 1].end : mentions[last].start]
        is_pair = len(between) == 1 and between.text == "and" and doc[first.end : second.start].text == "and"
        if is_pair and doc[second.start].lower_ == "the" and second.attached in {None, last}:
            first.attached, second.attached = last - 1, last


def _is_of_state(doc: Doc, office: Mention) -> bool:
    """Tell whether an office has its state behind it: "Foreign Minister of Chile"; then nothing else does."""
    phrase = office.office
    return phrase is not None and phrase.country is not None and doc[office.end - 1].ent_type_ in {"GPE", "NORP", "ORG"}


_IN_COMPLEMENT = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP", "CCONJ"})


def _end_of_complement(doc: Doc, index: int, names: dict[int, int], offices: set[int]) -> int:
    """Return the end of what an office is over where a name follows, else the index.

    "of the movement, Name", "and European Integration, Name", "and of the Diaspora, Name", "of Defense Name": without a comma
    only words with capitals.
    """
    if index >= len(doc) or doc[index].lower_ not in {"of", "for", "on", "and"}:
        return index
    after = doc[index + 1 : index + 2].text
    if doc[index].lower_ == "and" and not after[:1].isupper() and after not in {"of", "for"}:
        return index
    for at in range(index + 1, min(index + 7, len(doc) - 1)):
        token = doc[at]
        if token.text == ",":
            return at if _skip(doc, at, {","}) in names else index
        if at in names:
            words = [t.text for t in doc[index + 1 : at]]
            return at if words and all(w[:1].isupper() for w in words) else index
        if (
            token.is_sent_start
            or not (token.pos_ in _IN_COMPLEMENT or (token.pos_ == "ADV" and token.text[:1].isupper()))
            or (doc[index].lower_ == "and" and at in offices)
        ):
            return index
    return index


_STYLES = frozenset("excellency highness majesty holiness eminence royal serene beatitude".split())
_HONOURED = frozenset("hon honourable honorable rt right most rev reverend venerable".split())
STYLED = 8  # tokens of styles before a name: ", His Excellency the Right Hon. Dr."


def _skip(doc: Doc, index: int, marks: set[str]) -> int:
    """Return the index behind commas, honorifics and styles ("His Excellency Dr.", "the Hon."), never past a sentence's end."""
    stop = index + STYLED
    while index < min(stop, len(doc)) and not doc[index].is_sent_start:
        token = doc[index]
        low = token.lower_.replace(".", "")
        after = doc[index + 1].lower_.rstrip(".") if index + 1 < len(doc) else ""
        is_title = low in HONORIFICS | _STYLES | _HONOURED and token.text[:1].isupper()
        is_style = (low in {"his", "her"} and after in _STYLES) or (low == "the" and after in _HONOURED)
        was_title = doc[index - 1].lower_ in HONORIFICS | _HONOURED
        if not (token.text in marks or is_title or is_style or (token.text == "." and was_title)):
            break
        index += 1
    return index


def _skip_back(doc: Doc, index: int) -> int:
    """Return the end of what stands before an apposition or predicate: ", the", "(", "is the", "who is", "– the"."""
    at = index - 1
    steps = 0
    seen_mark = False
    while at >= 0 and steps < 5:
        low = doc[at].lower_
        if low in {",", "(", "–", "—", "is", "was", "became", "as", "remains"}:
            seen_mark = True
        elif (
            low
            not in {
                "the",
                "a",
                "an",
                "also",
                "who",
                "now",
                "still",
                "currently",
                "his",
                "her",
                "their",
                "country",
                "'s",
                "then",
                "he",
                "she",
                "himself",
                "herself",
            }
            and not doc[at].is_space
        ):
            break
        elif doc[at].is_space:
            return -1
        at -= 1
        steps += 1
    return at + 1 if seen_mark else -1


def _is_list_comma(doc: Doc, office: Mention, mention: Mention, offices: list[Mention]) -> bool:
    """Tell whether "minister, Name" is a list: the office already closes an apposition ("Wang, the minister, Blinken …")."""
    back = _skip_back(doc, office.start)
    closes = back > 0 and doc[back - 1].ent_type_ in {"PERSON", "PER"} and back < office.start
    is_row = any(  # "the premier, Kay, the envoy, Roe, and …": a list of offices, each before its name
        other.attached is not None and doc[other.end].text == "," and "," not in doc[other.end + 1 : back].text
        for other in offices
        if other.end + 1 < back
    )
    return closes and mention.start - office.end <= 2 and not is_row


def _attach_list(doc: Doc, office: Mention, mentions: list[Mention], first: int, offices: list[Mention]) -> None:
    """Give a plural office to each name of a list ("Secretaries A, B and C"): one singular copy for each further name."""
    phrase = office.office
    if phrase is None:
        return
    index = first
    while index + 1 < len(mentions):
        between = doc[mentions[index].end : mentions[index + 1].start]
        if len(between) > 8 or any(t.pos_ in {"VERB", "AUX"} or t.text in {".", ";", ":"} for t in between):
            break
        if not any(t.text in {",", "and", "&"} for t in between):
            break
        index += 1
        single = OfficePhrase(
            phrase.posts,
            phrase.head,
            _singular(phrase),
            phrase.country,
            phrase.is_former,
            phrase.is_acting,
            phrase.is_designate,
            is_definite=True,
        )
        copy = Mention(office.start, office.end, MentionKind.OFFICE, office=single, attached=index)
        offices.append(copy)
    phrase.text, phrase.is_plural = _singular(phrase), False


def _singular(phrase: OfficePhrase) -> str:
    return phrase.head.title() if phrase.text[:1].isupper() else phrase.head


_LED_BY = re.compile(
    r"\b(delegation|team|mission|side)\b,? (?:was |is )?(?:led|headed) by (?:the |[A-Z][\w.’'-]* ){0,6}$"
)
REACH = 11  # tokens from a state to the name it stands beside


def codes_beside(doc: Doc, mention: Mention, names: list[Mention]) -> list[str]:
    """Return codes that stand right beside a name: "Russia's Lavrov", "Chung Eui-yong of South Korea", "Tileuberdi, of Kazakhstan".

    "A Chilean delegation led by President X" is of Chile too.
    """
    codes: list[str] = []
    led = _LED_BY.search(doc[max(0, mention.start - REACH) : mention.start].text + " ")
    for name in names:
        if led is not None and name.code is not None and doc[name.end : name.end + 1].text == led.group(1):
            codes += [name.code] if 0 < mention.start - name.end <= REACH else []
        if name.code is None or not mention.start - 2 <= name.end <= mention.end + REACH:
            continue
        if name.end == mention.start or (name.end == mention.start - 1 and doc[name.end].text in {"'s", "’s", "’"}):
            codes.append(name.code)
        is_close = mention.end <= name.start <= mention.end + 3
        gap = doc[mention.end : name.start].text.strip().casefold() if is_close else None
        if gap in {"of", ", of", "of the", "(", "from", "for"}:
            codes.append(name.code)
    return codes
