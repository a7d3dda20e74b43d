"""Words for search: lower-cased, stemmed in their language, Chinese as pairs of characters, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from matching.text.language import Language, language
from matching.text.normal import shorten
from matching.text.stopwords import STOP_WORDS

# Scripts written without spaces are searched by overlapping pairs of characters, as the CJK analysers of Lucene do.
_UNSPACED = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff"
_RUNS = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<spaced>[^\W_{_UNSPACED}]+(?:[\u0300-\u036f\u064b-\u065f]+\w*)*)")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_STEMMERS = {
    Language.ENGLISH: "english",
    Language.FRENCH: "french",
    Language.SPANISH: "spanish",
    Language.RUSSIAN: "russian",
}
# Light stemming of Arabic (Larkey's light10): Snowball's stemmer gives a noun with and without its article two stems.
_ARABIC_STARTS = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_ENDS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_OPEN = {name: Stemmer.Stemmer(name) for name in _STEMMERS.values()}
# Stop words are compared as they are spelt and as they are folded: people type "electricite" and "tambien".
_FOLDED_STOPS: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Word:
    """A search term and the place in the text that it was read from."""

    term: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the search terms of the text with their offsets; small words are left out."""
    source = shorten(text)
    written = language(source)
    found: list[Word] = []
    for run in _RUNS.finditer(source):
        if run.group("unspaced"):
            found.extend(_pairs(run.group(), run.start()))
        elif found_term := term(run.group(), written):
            found.append(Word(found_term, run.start(), run.end()))
    return found


def tokens(text: str) -> list[str]:
    """Return the search terms of the text in order, without their places."""
    return [word.term for word in words(text)]


def unspaced(term: str) -> bool:
    """Return whether the term is a piece of a script that writes no spaces between words."""
    run = _RUNS.match(term)
    return run is not None and run.lastgroup == "unspaced"


def _pairs(run: str, start: int) -> list[Word]:
    if len(run) == 1:
        return [Word(run, start, start + 1)]
    return [Word(run[at : at + 2], start + at, start + at + 2) for at in range(len(run) - 1)]


@lru_cache(maxsize=500_000)
def term(word: str, written: Language) -> str:
    """Return the search term of one word written in a language; empty for a small word or a lone letter."""
    plain = unicodedata.normalize("NFKC", word).lower()
    if "\u0600" <= plain[:1] <= "\u08ff":
        plain, tongue = _ARABIC_MARKS.sub("", plain), Language.ARABIC
    elif "\u0400" <= plain[:1] <= "\u052f":
        plain, tongue = plain.replace("ё", "е"), Language.RUSSIAN
    else:
        # Short English queries hold no small words to vote with, so Latin letters are English unless they tell.
        tongue = written if written in (Language.FRENCH, Language.SPANISH) else Language.ENGLISH
    if len(plain) < 2 or plain in STOP_WORDS[tongue.value] or _fold(plain) in _stops(tongue):
        return ""
    if plain.isdecimal():
        return plain
    if tongue is Language.ARABIC:
        return _arabic_stem(plain.translate(_ARABIC_LETTERS))
    return _fold(_OPEN[_STEMMERS[tongue]].stemWord(plain))


def _arabic_stem(word: str) -> str:
    if word.startswith("و") and len(word) > 4 and not word.startswith("وال"):
        word = word[1:]
    start = next((start for start in _ARABIC_STARTS if word.startswith(start) and len(word) - len(start) >= 2), "")
    word = word.removeprefix(start)
    for end in _ARABIC_ENDS:
        if word.endswith(end) and len(word) - len(end) >= 2:
            word = word.removesuffix(end)
    return word


def _stops(tongue: Language) -> frozenset[str]:
    if tongue.value not in _FOLDED_STOPS:
        folded = {_fold(word.replace("ё", "е")) for word in STOP_WORDS[tongue.value]}
        _FOLDED_STOPS[tongue.value] = frozenset(folded)
    return _FOLDED_STOPS[tongue.value]


def _fold(word: str) -> str:
    """Drop accents from Latin letters only: without its breve, й would become another letter."""
    if word.isascii() or not "a" <= unicodedata.normalize("NFD", word)[0] <= "z":
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
