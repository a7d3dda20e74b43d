"""Which of the six UN languages a text is written in: first the script, then the small words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from matching.text.normal import normalise
from matching.text.stopwords import STOP_WORDS

# A page tells its language; reading more only costs time.
_READ = 4_000
# One small word may be a name ("La", "Son"); two seldom are.
_VOTES = 2

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "latin": re.compile(r"[a-zA-Z\u00c0-\u024f]"),
}
# A Chinese character says about as much as two and a half letters: without this, company names in Latin letters
# would outvote a Chinese sentence.
_SAYS = {"han": 2.5, "arabic": 1.0, "cyrillic": 1.0, "latin": 1.0}
_LETTERS = re.compile(r"[^\W\d_]+")


class Language(StrEnum):
    """The six UN languages; `UNKNOWN` when the text does not tell."""

    ARABIC = "ar"
    CHINESE = "zh"
    ENGLISH = "en"
    FRENCH = "fr"
    RUSSIAN = "ru"
    SPANISH = "es"
    UNKNOWN = ""


_OF_SCRIPT = {"han": Language.CHINESE, "arabic": Language.ARABIC, "cyrillic": Language.RUSSIAN}


def script(text: str) -> str:
    """Return the script that carries most of the text: han, arabic, cyrillic or latin; empty without letters."""
    said = {name: len(pattern.findall(text)) * _SAYS[name] for name, pattern in _SCRIPTS.items()}
    winner = max(said, key=lambda name: (said[name], name))
    return winner if said[winner] else ""


@lru_cache(maxsize=100_000)
def language(text: str) -> Language:
    """Return the language of the text; `UNKNOWN` for Latin letters whose small words don't decide."""
    start = normalise(text[:_READ]).lower()
    writing = script(start)
    if writing in _OF_SCRIPT:
        return _OF_SCRIPT[writing]
    found = _LETTERS.findall(start)
    votes = {code: sum(word in STOP_WORDS[code] for word in found) for code in ("en", "es", "fr")}
    first, second = sorted(votes, key=lambda code: (-votes[code], code))[:2]
    decided = votes[first] >= _VOTES and votes[first] > votes[second]
    return Language(first) if decided else Language.UNKNOWN


def one_script(left: Language, right: Language) -> bool:
    """Return whether words of the two texts can be the same: one language, or one of them unknown in Latin letters."""
    if left is right:
        return True
    latin = {Language.ENGLISH, Language.FRENCH, Language.SPANISH, Language.UNKNOWN}
    return Language.UNKNOWN in (left, right) and left in latin and right in latin
