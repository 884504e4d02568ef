"""The tokenizer of the pipeline: spaCy's English one, with the quotes, dashes and initials of news.

Treebanks split at hyphens ("US - led", "al - Zarqawi") and so does spaCy's English tokenizer; what is added here:

    “Yes,” he said.       curly quotes are always tokens of their own, also doubled single ones (`` '')
    talks—the first       em and en dashes between words, and between numbers, are tokens
    Antony J. Blinken     an initial keeps its full stop; so do U.S., U.N., Gen., Sen., Lt., Nov.
    BEIJING(Xinhua)       brackets split words
    China’s, don’t        typographic apostrophes as straight ones
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from collections.abc import Callable

ABBREVIATIONS = (
    "Amb. Brig. Capt. Cmdr. Col. Cpl. Dr. Gen. Gov. Hon. Lt. Maj. Messrs. Mr. Mrs. Ms. Mx. Prof. Rep. Reps. "
    "Rev. Sen. "
    "Sens. Sgt. St. Ste. Supt. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. "
    "Wed. Thu. "
    "Thurs. Fri. Sat. Sun. U.S. U.K. U.N. E.U. U.A.E. U.S.A. U.S.S.R. P.R.C. D.C. D.P.R.K. R.O.C. a.m. p.m. No. Nos. "
    "vs. Co. Corp. Inc. Ltd. Jr. Sr. Ph.D. M.P. approx. dept. govt. Dept. Govt."
).split()

_DASHES = (
    rf"(?<=[{ALPHA}0-9.,!?%)\]\"”’])(?:—|–|--+|―)",
    rf"(?:—|–|--+|―)(?=[{ALPHA}0-9\"“‘(\[])",
    rf"(?<=[{ALPHA}0-9])[(\[](?=[{ALPHA}0-9])",
    rf"(?<=[{ALPHA}0-9])[)\]](?=[{ALPHA}0-9])",
    rf"(?<=[{ALPHA}][.?!])[”\"](?=[{ALPHA}])",
    r"(?<=[0-9])/(?=[0-9]{4})",
)
_EDGES = ("—", "–", "―", "--+", "“", "”", "‘", "’", "``", "''", "…", "«", "»", "‹", "›", "•", "·", "▪")


def add_news_tokens(nlp: Language) -> Language:
    """Give a pipeline the tokenizer described above; it is saved with the pipeline and needs no code of ours."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        raise TypeError(f"the tokenizer is {type(tokenizer).__name__}; start from spacy.blank('en')")
    defaults = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or []), *_EDGES]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or []), *_EDGES]).search
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or []), *_DASHES]).finditer
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{ORTH: form}])
    for word in ("can", "wo", "sha"):
        for quote in ("'", "’"):
            for cased in (word, word.title()):
                norm = {"can": "can", "wo": "will", "sha": "shall"}[word]
                parts = [{ORTH: cased, NORM: norm}, {ORTH: f"n{quote}t", NORM: "not"}]
                tokenizer.add_special_case(f"{cased}n{quote}t", parts)
    return nlp


def blank() -> Language:
    """Return an empty English pipeline with this tokenizer."""
    return add_news_tokens(spacy.blank("en"))


@spacy.registry.callbacks("diplograph.news_tokens.v1")
def make_news_tokens() -> Callable[[Language], Language]:
    """Return the callback that training configurations name to get this tokenizer before anything else."""
    return add_news_tokens
