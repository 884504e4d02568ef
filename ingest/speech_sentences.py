"""Goes through a document and tells for each sentence what acts of speech it holds, those of quotations and minutes included.

"“It will be long,” said X. “It may be short.”"   both are X's
"“It is over,” said a delegate."                  is nobody's whom we know, nor is what is quoted behind it
"Spokesperson: There is no confusion. …"          all of the paragraph is the spokesperson's
"A: There is no confusion. …"                     the same, of whoever answers questions
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from ingest.annotations import Mention, once
from ingest.arguments import mention_index
from ingest.speech import Act, find_acts, is_spokesperson, quoted_tokens, verb_lemma
from ingest.speech_verbs import KINDS
from ingest.syntax import SUBJECT

_CLOSED = frozenset({"”", '"', "''", "»", "’"})
_QUESTIONS, _ANSWERS = frozenset({"q", "question"}), frozenset({"a", "answer"})
_HEAD = 9  # tokens in which a paragraph says whose it is


@once
def acts_by_sentence(doc: Doc) -> list[tuple[Span, list[Act]]]:
    """Return each sentence that says something with its acts; a quotation that goes on is of the same speaker."""
    index = mention_index(doc)
    quoted = quoted_tokens(doc)
    found: list[tuple[Span, list[Act]]] = []
    last: Act | None = None
    waiting: list[Span] = []
    # What holds no word is a mark that opens a quotation and was taken for a sentence.
    sentences = [sent for sent in doc.sents if any(character.isalnum() for character in sent.text)]
    all_acts = [find_acts(doc, sent, index, quoted) for sent in sentences]
    for i, (sent, acts) in enumerate(zip(sentences, all_acts, strict=True)):
        is_quoted = any(token.i in quoted for token in sent)
        end = _end_of_quotation(sentences, i, quoted) if is_quoted and not acts else i
        text = sent.text.strip()
        if acts:
            goes_on = Act(acts[0].verb, acts[0].speakers, acts[0].addressee, "said", "statement:quote-goes-on", -1)
            found += [(each, [goes_on]) for each in waiting if sent.start in quoted or each.end - 1 in quoted]
            waiting = []
            last = next((act for act in acts if len(act.speakers) == 1), None)
            found.append((sent, acts))
        elif is_quoted and _is_of_another(sentences[end], index, quoted):
            last, waiting = None, []
        elif is_quoted and all_acts[end]:
            waiting = [*waiting, sent]  # of who is named at its end, not of who spoke last
        elif is_quoted and last is not None and (text[:1] in '“"«' or sent.start in quoted):
            found.append((sent, [Act(last.verb, last.speakers, last.addressee, "said", "statement:quote-goes-on", -1)]))
        else:
            waiting = [*waiting, sent] if is_quoted and "\n\n" not in sent.text else []
            if "\n\n" in sent.text or not is_quoted:
                last = None
    found += _minutes(doc, index, {sent.start for sent, _ in found})
    return sorted(found, key=lambda item: item[0].start)


def _end_of_quotation(sentences: list[Span], i: int, quoted: set[int]) -> int:
    """Return the number of the sentence in which the quotation ends that a sentence leaves open; its own if it leaves none."""
    while i + 1 < len(sentences) and sentences[i].end - 1 in quoted and sentences[i + 1].start in quoted:
        i += 1
    return i


def _minutes(doc: Doc, index: dict[int, Mention], told: set[int]) -> list[tuple[Span, list[Act]]]:
    """Return what is said in minutes, where paragraphs begin by who speaks: "Spokesperson: There is no confusion. …"."""
    found: list[tuple[Span, list[Act]]] = []
    # by the first word: "Spokesperson Ms. X:", later only "Spokesperson:"
    named = dict.fromkeys(_ANSWERS, _who_answers(doc, index))
    speakers: tuple[str, ...] = ()
    heads = 0
    for sent in doc.sents:
        if not sent.text.strip():
            continue
        first = next(token for token in sent if not token.is_space)
        if first.i == 0 or "\n" in doc[first.i - 1].text:
            colon = next((token.i for token in sent[:_HEAD] if token.text == ":"), first.i)
            people = {m.people for i in range(first.i, colon) if (m := index.get(i)) is not None and len(m.people) == 1}
            word = first.lower_
            if len(people) == 1:
                named[word] = next(iter(people))
            speakers = named.get(word, ()) if colon > first.i and (len(people) == 1 or colon == first.i + 1) else ()
            heads += bool(speakers)
        if speakers and sent.start not in told:
            found.append((sent, [Act(-1, speakers, None, "said", "statement:minutes", -1)]))
    return found if heads > 1 else []


def _who_answers(doc: Doc, index: dict[int, Mention]) -> tuple[str, ...]:
    """Return who is asked in a list of questions and answers: the spokesperson named before the first, else the only person named there."""
    opens = next((i for i in range(len(doc) - 1) if _opens(doc, i, _QUESTIONS)), None)
    if opens is None or not any(_opens(doc, i, _ANSWERS) for i in range(opens, len(doc) - 1)):
        return ()
    people = {m.people[0] for i in range(opens) if (m := index.get(i)) is not None and len(m.people) == 1}
    speaking = {key for key in people if is_spokesperson(doc, key)} or people
    return tuple(speaking) if len(speaking) == 1 else ()


def _opens(doc: Doc, i: int, words: frozenset[str]) -> bool:
    """Tell whether a line opens by one of some words and a colon."""
    return (
        doc[i].lower_ in words
        and doc[i + 1].text == ":"
        and (i == 0 or (doc[i - 1].is_space and "\n" in doc[i - 1].text))
    )


def _is_of_another(sent: Span, index: dict[int, Mention], quoted: set[int]) -> bool:
    """Tell whether a quotation is somebody's who is not known: "“…,” said a delegate."."""
    return any(
        token.i not in quoted
        and verb_lemma(token) in KINDS
        and any(
            (child.dep_ in SUBJECT or (child.i > token.i > sent.start and token.nbor(-1).text in _CLOSED))
            and child.pos_ == "NOUN"
            and child.i not in index
            for child in token.children
        )
        for token in sent
    )
