"""A name taken apart so that it can be compared across scripts and spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from pypinyin import lazy_pinyin

from matching.names.words import (
    ARABIC_FORMS,
    CHINESE,
    CHINESE_LEGAL,
    CONCEPTS,
    FILLERS,
    LEGAL,
    LEGAL_PHRASES,
    NUMBERS,
    SAME,
)

# A name that takes longer to read than this is no name.
MAX_LENGTH = 400


def _compiled(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


_HAN = re.compile(r"[\u3400-\u9fff]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_INITIALS = re.compile(r"\b(?:\w[./]){1,}\w?\b\.?")
_ARTICLE = re.compile(r"^(?:وال|بال|لل|ال)(?=..)")
# One letter a sound; long vowels fall away as short ones do, since Arabic doesn't write those.
_ARABIC_SOUNDS = dict(
    zip("بتثجحخدذرزسشصضطظغفقكلمنهپچگژڤ", "bttjhXddrzsSsdtdGfkklmnhbSjzf", strict=True),
)
# Spellings of one sound in Latin letters, in the order in which they are put right.
_SPELLINGS = _compiled(
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
    (r"(?<=[ae])u(?![aeiou])", "v"),
    (r"(?<=\w\w\w)of+\b", "ov"),
    (r"(?<=\w)iz(?=e|ing|ation)", "is"),
    (r"tre\b", "ter"),
    (r"([a-z])\1+", r"\1"),
)
# Vowels that change with the spelling of one name: Rashid and Rashed, Noor and Nour; but not Karim and Karam.
_VOWELS = (
    (r"d?zh|dj", "j"),
    (r"[yj](?=[aiou])", "i"),
    (r"ae|oe", "e"),
    (r"[ey]", "i"),
    (r"o", "u"),
    (r"ui", "u"),
    (r"([a-z])\1+", r"\1"),
)
_LATIN_SOUNDS = _compiled(
    (r"tch|sh|ch", "S"),
    (r"d?zh|dj", "j"),
    (r"kh", "X"),
    (r"gh", "G"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ph", "f"),
    (r"q|c", "k"),
)


_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(LEGAL_PHRASES, key=lambda each: (-len(each), each)))})\b")


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a name that tell who is meant, their sounds, and what the organisation does as concepts.

    What an organisation does is left out of `words` and `sounds` and kept in `literal`, each word with
    its concept, for names that spell it out.
    `sounds` are consonants alone, for a comparison with Arabic, which writes no short vowels. `long` says of long u and
    long i how often each is written at least and at most: Mahmoud has a long u, Muhammad has none. `written` are the
    words in their own script.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    literal: tuple[tuple[str, str], ...]
    literal_sounds: tuple[tuple[str, str], ...]
    concepts: frozenset[str]
    arabic: bool
    chinese: bool = False
    long: tuple[tuple[int, int], ...] = ((0, 0), (0, 0))
    written: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def fold(name: str) -> Folded:
    """Return a name taken apart; an empty one has no words."""
    form = _one_form(name)
    found: list[str] = []
    read = tuple(_pinyin(_without_form(piece)) for piece in _HAN.findall(form))
    text = _bare(_HAN.sub(lambda piece: f" {_cut(piece.group(), found)} ", form))
    text = _PHRASES.sub(" ", text)
    arabic = bool(_ARABIC.search(text))
    words, sounds, told = [], [], []
    literal, literal_sounds = [], []
    for word in text.split():
        bare = _ARTICLE.sub("", word)
        concept = CONCEPTS.get(bare) or CONCEPTS.get(word)
        if {bare, word} & LEGAL or (word in FILLERS and len(word) > 1):
            continue
        telling = NUMBERS.get(bare, SAME.get(bare, bare))
        latin = _latin(telling)
        sound = _sounds(telling) or latin
        literal.append((latin, concept or ""))
        literal_sounds.append((sound, concept or ""))
        if concept:
            found.append(concept)
        else:
            words.append(latin)
            sounds.append(sound)
            told.append(telling)
    if read:
        literal = literal_sounds = [(each, "") for each in read]
    spelled = (tuple(words), tuple(sounds), tuple(literal), tuple(literal_sounds))
    return Folded(*spelled, frozenset(found), arabic, bool(read), _long(told), tuple(told))


def tidy(name: str) -> str:
    """Return the words of a name in one form: lower case, no accents, no punctuation, initials run together."""
    return _bare(_one_form(name))


def _one_form(name: str) -> str:
    return unicodedata.normalize("NFKC", name[:MAX_LENGTH]).casefold().translate(ARABIC_FORMS)


def _bare(text: str) -> str:
    text = _INITIALS.sub(lambda dotted: re.sub(r"[./]", "", dotted.group()), _plain(text))
    return " ".join(re.findall(r"\w+", text.replace("'", "").replace("\u2019", "")))


def _long(words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return how many long u and long i there are at least and at most; a first letter is a consonant."""
    counts = []
    for letter, must, may in (("و", "ou|oo", "[ouw]+"), ("ي", "ee|ii|[ae][iy](?![aeiou])", "[eiy]+")):
        arabic = [word[1:].count(letter) for word in words if _ARABIC.search(word)]
        latin = [word for word in words if not _ARABIC.search(word)]
        least = sum(len(re.findall(must, word)) for word in latin)
        most = sum(len(re.findall(may, word)) for word in latin)
        counts.append((sum(arabic) + least, sum(arabic) + most))
    return tuple(counts)


def _without_form(piece: str) -> str:
    for form in CHINESE_LEGAL:
        piece = piece.replace(form, " ")
    return piece


def _cut(piece: str, found: list[str]) -> str:
    """Take legal forms and known words out of a run of Chinese characters; return the rest."""
    piece = _without_form(piece)
    for word in CHINESE:
        if word in piece:
            piece = piece.replace(word, f" {NUMBERS[word]} " if word in NUMBERS else " ")
            if word in CONCEPTS:
                found.append(CONCEPTS[word])
    return " ".join(_pinyin(part) if _HAN.fullmatch(part) else part for part in piece.split())


def _pinyin(characters: str) -> str:
    """Return the reading of Chinese characters; names in Latin letters write u for its v."""
    read = lazy_pinyin(characters)
    if characters.startswith("长"):
        read[0] = "chang"  # at the head of a name it is long, not to grow
    return "".join(re.sub(r"^([ln])v", r"\1u", syllable) for syllable in read)


def _plain(text: str) -> str:
    """Return the text without accents, but for Cyrillic, where a mark makes another letter."""
    if text.isascii():
        return text
    apart = "".join(c if "\u0400" <= c <= "\u04ff" else unicodedata.normalize("NFD", c) for c in text)
    return "".join(c for c in apart if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def _latin(word: str) -> str:
    spelled = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
    for pattern, sound in _SPELLINGS:
        spelled = pattern.sub(sound, spelled)
    return spelled or word


@lru_cache(maxsize=200_000)
def _sounds(word: str) -> str:
    if _ARABIC.search(word):
        bare = word[:-1] if word.endswith("ه") and len(word) > 1 else word
        found = "".join(_ARABIC_SOUNDS.get(letter, "") for letter in bare)
    else:
        found = re.sub(r"[^a-z0-9]", "", anyascii(word).lower())
        found = re.sub(r"(?<=\w\w)ah\b", "", found)
        for pattern, sound in _LATIN_SOUNDS:
            found = pattern.sub(sound, found)
        found = re.sub(r"[aeiouyw]", "", found).replace("p", "b").replace("v", "f").replace("g", "j")
    return re.sub(r"([a-zA-Z])\1+", r"\1", found)


@lru_cache(maxsize=50_000)
def spoken(word: str) -> str:
    """Return a word with the vowels that spellings confuse as one."""
    for pattern, sound in _VOWELS:
        word = re.sub(pattern, sound, word)
    return word
