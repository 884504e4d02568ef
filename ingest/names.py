"""Comparing names of people: folding, words, short forms.

fold("Recep Tayyip Erdoğan")     -> "recep tayyip erdogan"
name_words("Sheikh Tamim bin Hamad Al-Thani") -> ("tamim", "bin", "hamad", "al", "thani")
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.titles import HONORIFICS, is_given_name

PARTICLES = frozenset(
    "al el bin ibn ben bint abu abdel abdul abd von van der den de del da dos das la le du di ould dit ter ten zu af".split()
)
# In these countries the press puts the family name first, and a second mention uses it.
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK"})
# Here a second mention uses the last, given name (Pham Minh Chinh: Chinh) or the whole name (Hun Sen, Min Aung Hlaing).
_EXTRA_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "ə": "e",
        "Ə": "E",
    }
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text without accents, case, apostrophes and hyphens, blanks collapsed; other scripts are kept."""
    plain = unicodedata.normalize("NFKD", text.translate(_EXTRA_LETTERS))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()
    plain = re.sub(r"[’‘'`´ʻʿʾ.]", "", plain)
    return re.sub(r"[\s\-–—]+", " ", plain).strip()


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without honorifics, in order; the possessive is cut off."""
    words = fold(re.sub(r"[’']s\b", "", name)).split()
    is_surname = len(words) == 2 and name.startswith("He ")  # He Lifeng, not HE Lifeng: His Excellency
    kept = tuple(
        word
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
        if word not in HONORIFICS or is_given_name(word, before, after) or (is_surname and not before)
    )
    return kept or tuple(words)


@lru_cache(maxsize=65536)
def core_words(name: str) -> tuple[str, ...]:
    """Return the words that tell people apart: no honorifics, particles or single letters."""
    words = name_words(name)
    kept = tuple(word for word in words if word not in PARTICLES and len(word) > 1)
    return kept or words


# Here names of three words may begin with the family's: "Goh" is Goh Chok Tong, "Yeo" George Yeo.
_SOME_FAMILY_FIRST = frozenset({"SGP", "HKG", "MAC"})
_CHINESE_SURNAMES = frozenset(
    "chan chee cheng cheong chia chiam chong chow chua chui foo fong gan goh heng ho hon hu jek khaw khoo koh kwok lam lau law lee leung liew lim lo loh "
    "low lui lum mah ng ong pang poon quah seah seet sim tam tan tang tay teo tsang tung wong wu yam yeo yeoh yip yu yuen".split()
)


@lru_cache(maxsize=65536)
def short_names(name: str, country: str | None) -> frozenset[str]:
    """Return folded forms under which the press mentions a person again.

    The surname (the family name that stands first in China and Korea, and for some in Singapore and Hong Kong), each ending of the name ("bin Salman", "Al
    Thani", "von der Leyen"), and for two surnames the first of them ("Rodriguez" of Rodriguez Zapatero).

    Example:
        >>> sorted(short_names("Ursula von der Leyen", "DEU"))
        ['der leyen', 'leyen', 'von der leyen']
    """
    words = name_words(name)
    if len(words) < 2:
        return frozenset(words)
    if country in FAMILY_NAME_FIRST:
        return frozenset({words[0]})
    forms = {" ".join(words[start:]) for start in range(1, len(words))}
    if len(words) == 3 and words[1] not in PARTICLES:
        forms.add(words[1])
    if len(words) == 3 and country in _SOME_FAMILY_FIRST and words[0] in _CHINESE_SURNAMES:
        forms = {words[0]}
    return frozenset(form for form in forms if form not in PARTICLES and len(form) > 1)


def is_initial(word: str) -> bool:
    """Tell whether a word is an initial, such as "J."."""
    return bool(re.fullmatch(r"[A-Z]\.?", word))


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """Return a key that is equal for transliterations of one word (Zelensky, Zelenskiy; Mohammed, Muhammad)."""
    key = fold(word)
    key = re.sub(r"^m[ou]h?am+[ae]d$", "mohamed", key)
    key = (
        key.replace("ou", "u")
        .replace("oo", "u")
        .replace("kh", "h")
        .replace("gh", "g")
        .replace("q", "k")
        .replace("dj", "j")
    )
    key = re.sub(r"(iy|yy|ii|ij|y|j|ie|ee)$", "i", key)
    key = key.replace("y", "i").replace("j", "i").replace("w", "v").replace("e", "a").replace("o", "u")
    return re.sub(r"(.)\1+", r"\1", key)


@lru_cache(maxsize=65536)
def spelling_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name that tell people apart, in order."""
    return tuple(spelling_key(word) for word in core_words(name))
