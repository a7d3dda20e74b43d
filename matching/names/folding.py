"""A name taken apart so that it can be compared across scripts and spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from matching.names.words import CHINESE, CHINESE_LEGAL, CONCEPTS, FILLERS, LEGAL, LEGAL_PHRASES, NUMBERS

# A name that takes longer to read than this is no name.
MAX_LENGTH = 400
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_INITIALS = re.compile(r"\b(?:\w[./]){1,}\w?\b\.?")
_ARTICLE = re.compile(r"^(?:وال|بال|لل|ال)(?=..)")
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"})
# One letter a sound; long vowels fall away as short ones do, since Arabic doesn't write those.
_ARABIC_SOUNDS = dict(
    zip("بتثجحخدذرزسشصضطظغفقكلمنهپچگژڤ", "bttjhXddrzsSsdtdGfkklmnhbSjzf", strict=True),
)
# Spellings of one sound in Latin letters, in the order in which they are put right.
_SPELLINGS = (
    (r"tch", "ch"),
    (r"\bdj", "j"),
    (r"oo|ou", "u"),
    (r"ee", "i"),
    (r"a[iy]|e[iy]", "ay"),
    (r"ph", "f"),
    (r"ck|q", "k"),
    (r"(?<!\b)kh|\bkh", "h"),
    (r"dh", "d"),
    (r"c(?=[eiy])", "s"),
    (r"c(?!h)", "k"),
    (r"j(?=[aou])", "y"),
    (r"i?y+\b|iy|ij|yi", "y"),
    (r"w", "v"),
    (r"(\w)\1+", r"\1"),
)
_LATIN_SOUNDS = ((r"sh|ch", "S"), (r"kh", "X"), (r"gh", "G"), (r"th", "t"), (r"dh", "d"), (r"ph", "f"), (r"q|c", "k"))


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a name that tell who is meant, their sounds, and what the organisation does as concepts.

    `sounds` are consonants alone, for a comparison with Arabic, which writes no short vowels. `long` says of long u and
    long i how often each is written at least and at most: Mahmoud has a long u, Muhammad has none. `written` are the
    words in their own script.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    concepts: frozenset[str]
    arabic: bool
    long: tuple[tuple[int, int], ...] = ((0, 0), (0, 0))
    written: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def fold(name: str) -> Folded:
    """Return a name taken apart; an empty one has no words."""
    found: list[str] = []
    text = _bare(_HAN.sub(lambda piece: f" {_cut(piece.group(), found)} ", _one_form(name)))
    for phrase in LEGAL_PHRASES:
        text = re.sub(rf"\b{phrase}\b", " ", text)
    arabic = bool(_ARABIC.search(text))
    words, sounds, told = [], [], []
    for word in text.split():
        bare = _ARTICLE.sub("", word)
        concept = CONCEPTS.get(bare) or CONCEPTS.get(word)
        if concept:
            found.append(concept)
        elif not {bare, word} & LEGAL and not (word in FILLERS and len(word) > 1):
            telling = NUMBERS.get(bare, bare)
            latin = _latin(telling)
            words.append(latin)
            sounds.append(_sounds(telling) or latin)
            told.append(telling)
    return Folded(tuple(words), tuple(sounds), frozenset(found), arabic, _long(told), tuple(told))


def tidy(name: str) -> str:
    """Return the words of a name in one form: lower case, no accents, no punctuation, initials run together."""
    return _bare(_one_form(name))


def _one_form(name: str) -> str:
    return unicodedata.normalize("NFKC", name[:MAX_LENGTH]).casefold().translate(_ARABIC_FORMS)


def _bare(text: str) -> str:
    text = _INITIALS.sub(lambda dotted: re.sub(r"[./]", "", dotted.group()), _plain(text))
    return " ".join(re.findall(r"\w+", text.replace("'", "").replace("\u2019", "")))


def _long(words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return how many long u and long i there are at least and at most; a first letter is a consonant."""
    counts = []
    for letter, must, may in (("و", "ou|oo", "[ouw]+"), ("ي", "ee|ii", "[eiy]+")):
        arabic = [word[1:].count(letter) for word in words if _ARABIC.search(word)]
        latin = [word for word in words if not _ARABIC.search(word)]
        least = sum(len(re.findall(must, word)) for word in latin)
        most = sum(len(re.findall(may, word)) for word in latin)
        counts.append((sum(arabic) + least, sum(arabic) + most))
    return tuple(counts)


def _cut(piece: str, found: list[str]) -> str:
    """Take legal forms and known words out of a run of Chinese characters; return the rest."""
    for form in CHINESE_LEGAL:
        piece = piece.replace(form, " ")
    for word in CHINESE:
        if word in piece:
            piece = piece.replace(word, f" {NUMBERS[word]} " if word in NUMBERS else " ")
            if word in CONCEPTS:
                found.append(CONCEPTS[word])
    return " ".join(anyascii(part).lower() for part in piece.split())


def _plain(text: str) -> str:
    """Return the text without accents, but for Cyrillic, where a mark makes another letter."""
    apart = "".join(c if "\u0400" <= c <= "\u04ff" else unicodedata.normalize("NFD", c) for c in text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def _latin(word: str) -> str:
    spelled = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    for pattern, sound in _SPELLINGS:
        spelled = re.sub(pattern, sound, spelled)
    return spelled or word


def _sounds(word: str) -> str:
    if _ARABIC.search(word):
        bare = word[:-1] if word.endswith("ه") and len(word) > 1 else word
        found = "".join(_ARABIC_SOUNDS.get(letter, "") for letter in bare)
    else:
        found = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
        found = re.sub(r"(?<=\w\w)a?h\b", "", found)
        for pattern, sound in _LATIN_SOUNDS:
            found = re.sub(pattern, sound, found)
        found = re.sub(r"[aeiouyw]", "", found).replace("p", "b").replace("v", "f").replace("g", "j")
    return re.sub(r"(\w)\1+", r"\1", found)
