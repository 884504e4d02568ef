"""Read the data sets of entities and give them our labels.

    for text in read_column_set([path], None, {"PER": "PERSON"}, completer): text.to_doc()

Places become GPE, LOC or FAC by gazetteer, nationalities NORP by list; dates and times, which no set marks, come from
patterns. What a set marks but we have no label for (WikiGold's MISC) is left open, not "no entity". Titles, "the" and
"'s" never belong to a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from training.conllu import Sentence, Treebank, read_conllu
from training.gazetteer import Gazetteer, Span, find_dates, find_events, phrases_pattern, place_label, without_overlap
from training.silver import TITLES
from training.tokens import blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NLP = blank()
TITLE_WORDS = frozenset(word for title in TITLES for word in title.split()) | frozenset(
    "Former Leader Judge Justice Captain Colonel Col. Lt. Maj. Major Professor Prof. Secretary Minister Deputy "
    "Governor "
    "Gov. Mayor Officer Chief Coach St. Foreign Prime State Director Administrator Princess Prince Saint".split()
)
_PERSON_LINKS = frozenset("de van von der den bin al el del la da di - le".split())
_NAME_LINKS = _PERSON_LINKS | frozenset({"of", "the", "for", "and", "&", "'s", "’s"})
_OPENERS = frozenset("The A An In On At He She It They We I But And Also This That After Before With By For".split())


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its entities; `unknown` stretches are neither entities nor none."""

    text: str
    spans: list[Span]
    unknown: list[Span] = field(default_factory=list)

    def to_doc(self) -> Doc:
        """Return the Doc."""
        doc = NLP.make_doc(self.text)
        taken: set[int] = set()
        ents, missing = [], []
        for start, end, label in self.spans:
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                ents.append(span)
                taken |= set(range(span.start, span.end))
        for start, end, _ in self.unknown:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                missing += [DocSpan(doc, i, i + 1) for i in range(span.start, span.end) if i not in taken]
                taken |= set(range(span.start, span.end))
        doc.set_ents(ents, missing=missing, default="outside")
        return doc


class Completer:
    """Adds to the names of a data set what it does not mark: peoples, dates, times, events."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.peoples = phrases_pattern(gazetteer.norp)
        self.places = phrases_pattern(gazetteer.gpe | gazetteer.regions)
        self.bodies = phrases_pattern(gazetteer.organizations)

    def complete(self, text: str, spans: Iterable[Span], unknown: Iterable[Span] = ()) -> Labelled:
        """Return a labelled text; places get their kind, titles are cut off, "the" and "'s" too."""
        trimmed = [self._trim(text, span) for span in spans]
        clean = [span for span in trimmed if span[2]]
        found = [
            *clean,
            *((*m.span(), "NORP") for m in self.peoples.finditer(text)),
            *find_events(text),
            *find_dates(text),
        ]
        return Labelled(text, without_overlap(found), [*unknown, *(span for span in trimmed if not span[2])])

    def _trim(self, text: str, span: Span) -> Span:
        """Return the span as we mark it; its label is "" where we cannot tell."""
        start, end, label = span
        value = text[start:end]
        if value.lower().startswith("the ") and value != "The Hague":
            start += 4
        if re.search(r"['’]s$", text[start:end]):
            end -= 2
        while label == "PERSON" and (first := text[start:end].partition(" "))[2] and first[0] in TITLE_WORDS:
            start += len(first[0]) + 1
        value = text[start:end]
        if label == "PERSON" and not _is_name(value):
            return start, end, ""
        if label != "DATE" and value in self.gazetteer.norp:
            return start, end, "NORP"
        if label == "ORG" and value in self.gazetteer.gpe:
            return start, end, "GPE"
        return start, end, place_label(value, self.gazetteer) if label == "LOC" else label

    def sure(self, text: str, people: Iterable[Span] = ()) -> Labelled:
        """Return a text with only what lists tell; all other capitalised words are left open."""
        found = without_overlap(
            [
                *people,
                *find_events(text),
                *((*m.span(), "ORG") for m in self.bodies.finditer(text)),
                *((*m.span(), "NORP") for m in self.peoples.finditer(text)),
                *((*m.span(), place_label(m[0], self.gazetteer)) for m in self.places.finditer(text)),
                *find_dates(text),
            ]
        )
        unknown = [
            (*m.span(), "")
            for m in re.finditer(r"[A-ZÀ-Ž][\w.’'-]*", text)
            if m[0] not in TITLE_WORDS and m[0] not in _OPENERS and m[0] != "I"
        ]
        return Labelled(text, found, unknown)


def _is_name(value: str) -> bool:
    """Tell whether a stretch called a person reads as a name ("the commander", "I" and "President" do not)."""
    words = value.split()
    lower = [word for word in words if not word[0].isupper()]
    return (
        bool(words)
        and len(lower) < len(words)
        and value != "I"
        and all(word.lower() in _PERSON_LINKS or word[0] in "'’-" for word in lower)
        and not any(word in TITLE_WORDS for word in words)
    )


def offsets(words: list[str], text: str) -> list[tuple[int, int]] | None:
    """Return where the words of a text stand; None if they are not its words."""
    position = 0
    places = []
    for word in words:
        start = text.find(word, position)
        if start < 0 or start > position + 3:
            return None
        position = start + len(word)
        places.append((start, position))
    return places


def detokenize(words: list[str]) -> str:
    """Return words as running text: no blank before a full stop, after a bracket, inside quotes."""
    text = ""
    opened = False
    for word in words:
        closes = re.match(r"^(?:[.,;:?!)\]%]|['’]s|n['’]t|['’]\w*|\.\.\.|'')$", word) or (word == '"' and opened)
        after = text.endswith(("(", "[", "$", "“")) or (text.endswith('"') and opened)
        if text and not closes and not after:
            text += " "
        if word == '"':
            opened = not opened
        text += word
    return text


def tag_spans(tags: list[str], places: list[tuple[int, int]]) -> list[Span]:
    """Return the stretches of equal tags (IOB2 or IO), with the data set's own labels."""
    spans: list[Span] = []
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[:1] in "BO" or tag[2:] != tags[start][2:]):
            spans.append((places[start][0], places[i - 1][1], tags[start][2:].upper()))
            start = None
        if start is None and tag not in {"O", "-"}:
            start = i
    return spans


def read_uner(path: Path, completer: Completer) -> Iterator[tuple[str, Labelled]]:
    """Yield (document name, sentence) of a UNER file."""
    names = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    for document in read_conllu(path):
        for sentence in document.sentences:
            places = offsets([row[1] for row in sentence.rows], sentence.text)
            if places is None:
                continue
            spans = tag_spans([row[2] for row in sentence.rows], places)
            known = [(a, b, names[label]) for a, b, label in spans if label in names]
            yield document.name, completer.complete(sentence.text, known)


def read_columns(path: Path, separator: str | None) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, tags) for each sentence of a file with a token a line and blank lines between."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split(separator)
        if len(cells) > 1 and cells[0].strip():
            if cells[0] != "-DOCSTART-":
                words.append(cells[0])
                tags.append(cells[-1].strip())
        elif words:
            yield words, tags
            words, tags = [], []


def read_column_set(
    paths: Iterable[Path], separator: str | None, names: dict[str, str], completer: Completer
) -> list[Labelled]:
    """Return the sentences of WikiGold or RE3D; labels outside `names` are left open, "" means no entity."""
    texts = []
    for path in paths:
        for words, tags in read_columns(path, separator):
            text = detokenize(words)
            places = offsets(words, text)
            if places is None:
                continue
            known, unknown = [], []
            for a, b, label in tag_spans(tags, places):
                ours = names.get(label)
                if ours and text[a:b][:1].isupper():
                    known.append((a, b, ours))
                elif ours != "":
                    unknown.append((a, b, ""))
            texts.append(completer.complete(text, known, unknown))
    return texts


def _gum_mentions(sentence: Sentence) -> Iterator[tuple[str, int, int, int]]:
    """Yield (type, first word, last word, head word) of the mentions that begin and end in a sentence."""
    stack: list[tuple[str, str, int, str]] = []
    for k, row in enumerate(sentence.words()):
        found = re.search(r"Entity=([^|]*)", row[9])
        for mark in re.findall(r"\(?[^()]+\)?", found[1]) if found else []:
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                stack.append((parts[0], parts[1] if len(parts) > 1 else "", k, parts[5] if len(parts) > 5 else "1"))
                if not mark.endswith(")"):
                    continue
            index = next((i for i in reversed(range(len(stack))) if stack[i][0] == parts[0]), None)
            if index is not None:
                _, kind, first, minspan = stack.pop(index)
                head = minspan.split(",")[0]
                if head.isdigit() and first + int(head) - 1 <= k:
                    yield kind, first, k, first + int(head) - 1


def read_gum_entities(document: Treebank, completer: Completer) -> Iterator[Labelled]:
    """Yield GUM's sentences: of each mention with a proper noun as head, the proper part around it."""
    kinds = {"person": "PERSON", "place": "LOC", "organization": "ORG"}
    for sentence in document.sentences:
        rows = sentence.words()
        places = offsets([row[1] for row in rows], sentence.text)
        if places is None:
            continue
        spans = []
        for kind, first, last, head in _gum_mentions(sentence):
            label = kinds.get(kind)
            if label is None or not rows[head][4].startswith("NNP") or (label == "PERSON" and rows[head][4] == "NNPS"):
                continue
            begin, end = _proper_part(
                rows, first, last, head, links=_PERSON_LINKS if label == "PERSON" else _NAME_LINKS
            )
            spans.append((places[begin][0], places[end][1], label))
        spans.sort(key=lambda span: span[0] - span[1])
        yield completer.complete(sentence.text, without_overlap(spans))


def _proper_part(rows: list[list[str]], first: int, last: int, head: int, *, links: frozenset[str]) -> tuple[int, int]:
    def proper(k: int) -> bool:
        return rows[k][4].startswith("NNP")

    begin = end = head
    while begin > first and (
        proper(begin - 1) or (rows[begin - 1][1] in links and begin - 2 >= first and proper(begin - 2))
    ):
        begin -= 1
    while end < last and (proper(end + 1) or (rows[end + 1][1] in links and end + 2 <= last and proper(end + 2))):
        end += 1
    return begin, end
