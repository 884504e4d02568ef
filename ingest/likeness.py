"""When the scorer takes two names for one person's, and two words of a place for the same.

"Muhammad bin Salman Al Saud" and "Mohammed bin Salman": yes. "Wang Yi" and "Wang Wenbin": no.
"""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset(
    "king queen prince princess crown sheikh sheikha shaikh sayyid sultan emir hrh hm sir dame lord mr mrs ms dr prof president premier "
    "chancellor minister secretary general gen lt marshal ambassador ii iii iv vi xiv".split()
)
_PARTICLES = frozenset("al el bin ibn ben abdel abdul von van der de del da dos la le".split())


def _ascii(text: str | None) -> str:
    return unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().casefold()


def name_tokens(name: str) -> tuple[str, ...]:
    """Return comparable words of a name: no accents, titles, initials or particles; i, y, j and doubled letters alike."""
    words = re.findall(r"[a-z]+", re.sub(r"\b(al|el)-", "", _ascii(name)).replace("-", "").replace("'", ""))
    words = [w for w in words if len(w) > 1 and w not in _TITLES] or words
    words = [w for w in words if w not in _PARTICLES] or words
    alike = (re.sub(r"^m[ou]ham+[ae]d$", "mohamed", w).replace("y", "i").replace("j", "i") for w in words)
    return tuple(re.sub(r"(.)\1+", r"\1", w) for w in alike)


def same_name(left: str, right: str) -> bool:
    """Tell whether two names may be one person's; one of the words alone stands for the person."""
    a, b = name_tokens(left), name_tokens(right)
    if not a or not b:
        return False
    small, large = sorted((a, b), key=len)
    return all(any(_spelled_alike(x, y) for y in large) for x in small) or "".join(a) == "".join(b)


def _spelled_alike(a: str, b: str) -> bool:
    """Tell whether at most one letter in five differs."""
    if a == b:
        return True
    allowed = min(len(a), len(b)) // 5
    if not allowed or abs(len(a) - len(b)) > allowed:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1] <= allowed


def words_of(text: str | None) -> list[str]:
    """Return comparable words of a place's name."""
    return [
        w for w in re.findall(r"[a-z0-9]+", _ascii(text).replace("-", "").replace("'", "")) if len(w) > 1 and w != "the"
    ]
