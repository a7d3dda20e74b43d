"""Whether a word in Latin letters is one of the ways in which an Arabic word is written there."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Short vowels are not written in Arabic; long ones are, and a Latin digraph stands for a long one only.
_SHORT = "(?:a|e|i|o|u)?"
_WAYS = """
    ب:b|p ت:t ث:th|t|s ج:j|g|dj|dg ح:h خ:kh|h|k د:d ذ:dh|th|d|z ر:r ز:z س:s ش:sh|ch ص:s ض:d|dh|z ط:t ظ:z|dh|th
    غ:gh|g ف:f|ph ق:q|k|g|c ك:k|c|q ل:l م:m ن:n ه:h پ:p چ:ch گ:g ژ:j|zh ڤ:v
"""
_CONSONANTS = dict(pair.split(":") for pair in _WAYS.split())
_LONG = {
    "ا": "a|aa|e",
    "و": "o|u|oo|ou|w|v|aw|au|ow|uw|wa|we|wi|wo|wu|wwa|uwa",
    "ي": "i|y|ee|e|ei|ai|ay|ey|ie|iy|iya|iyya|ya|ye|yi|yo|yu|ya|yya|yu|ayy|iyy|ou",
}
_FEW = 3
_LAST = {"ه": "a|ah|eh|e|at|et|h|ha|o", "ي": "i|y|ee|e|ey|ai|ay|a|iy|ie", "ا": "a|aa|ah|e"}


@lru_cache(maxsize=20_000)
def _pattern(word: str) -> re.Pattern[str] | None:
    pieces: list[str] = []
    for place, letter in enumerate(word):
        last = place == len(word) - 1
        if last and letter in _LAST and place:
            pieces.append(f"(?:{_LAST[letter]})")
        elif not place and letter in "اع":
            pieces.append("(?:a|e|i|o|u)")
        elif letter in "عء":
            pieces.append("e?" if last and word[place - 1] in _LONG else "(?:a|aa|e|i|o|u)?")
        elif letter in _LONG:
            pieces.append(f"(?:{_LONG[letter]})")
        elif letter in _CONSONANTS:
            ways = "|".join(f"{way}{way}?" if len(way) == 1 else way for way in _CONSONANTS[letter].split("|"))
            pieces.append(f"{_SHORT if place else ''}(?:{ways})")
        else:
            return None
    return re.compile("".join(pieces))


def plain_latin(word: str) -> str:
    """Return a word in Latin letters of the basic alphabet, whatever script it is in."""
    return re.sub(r"[^a-z]", "", anyascii(word).lower())


def reads(arabic: str, latin: str) -> bool:
    """Return whether `latin`, in lower case without accents, may be the Arabic word spelled out."""
    # Of a short word the vowels are all there is to tell Amal from Amil, so they must be the plainest.
    if len(arabic) <= _FEW and not set(arabic[1:]) & set(_LONG) and set(latin) & set("eiou"):
        return False
    pattern = _pattern(arabic)
    return pattern is not None and bool(pattern.fullmatch(latin))
