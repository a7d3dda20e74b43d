"""The words of a name read in one language, slips of the pen put right, places and general words told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from matching.identity.places import ADJECTIVES, Places
from matching.identity.spelling import spelled
from matching.names.translations import GENERAL, TRANSLATED, in_one_language
from matching.names.words import CONCEPTS

_ARTICLES = ("وال", "بال", "لل", "ال")
# A word of so many letters is not another one with a letter wrong, missing, too many, or two in the wrong order.
_LONG = 7


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name in one language: `place` is the code of the place that it is, `general` what may be left out."""

    text: str
    place: str = ""
    general: bool = False


@lru_cache(maxsize=50_000)
def read_words(text: str, places: Places) -> tuple[Word, ...]:
    """Return the words of a tidy text in their order."""
    words = [_right(word) for word in in_one_language(text).split()]
    return tuple(_word(word, code) for word, code in places.read(words, adjectives=True))


def _word(word: str, code: str) -> Word:
    if code:
        return Word(word, code)
    bare = without_article(word)
    if told := GENERAL.get(word) or GENERAL.get(bare):
        return Word(told, "", True)
    return Word(TRANSLATED.get(word) or TRANSLATED.get(bare) or word)


def without_article(word: str) -> str:
    """Return an Arabic word without its article, and any other as it is."""
    if "\u0600" <= word[0] <= "\u06ff":
        for article in _ARTICLES:
            if word.startswith(article) and len(word) > len(article) + 1:
                return word.removeprefix(article)
    return word


@lru_cache(maxsize=200_000)
def _right(word: str) -> str:
    """Return the known word of which this is a slip of the pen, or itself."""
    if len(word) < _LONG or word in _KNOWN or not word.isascii():
        return word
    near = {known for piece in _pieces(word) for known in _NEAR.get(piece, ()) if _one_slip(word, known)}
    meant = {GENERAL.get(known) or TRANSLATED.get(known) or CONCEPTS.get(known) or known for known in near}
    return min(near) if len(meant) == 1 else word


def _pieces(word: str) -> Iterator[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _one_slip(word: str, known: str) -> bool:
    if word[0] != known[0] or word + "s" == known or word == known + "s":
        return False
    if len(word) != len(known):
        return abs(len(word) - len(known)) == 1 or known.startswith(word)
    wrong = [place for place in range(len(word)) if word[place] != known[place]]
    swapped = len(wrong) == 2 and word[wrong[0]] == known[wrong[1]] and word[wrong[1]] == known[wrong[0]]
    return len(wrong) == 1 or (swapped and wrong[1] == wrong[0] + 1)


def _vocabulary() -> frozenset[str]:
    words: Iterable[str] = (*GENERAL, *TRANSLATED, *CONCEPTS, *(word for _, word in ADJECTIVES))
    return frozenset(word for word in words if word.isascii())


_KNOWN = _vocabulary()


def _near() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_KNOWN):
        if len(word) >= _LONG:
            for piece in _pieces(word):
                found[piece].append(word)
            if len(word) > _LONG + 2:
                found[word[:-2]].append(word)  # Internation
    return MappingProxyType({piece: tuple(words) for piece, words in found.items()})


_NEAR = _near()


def read_name(name: str, places: Places) -> tuple[Word, ...]:
    """Return the words of a name as people write it."""
    return read_words(spelled(name), places)
