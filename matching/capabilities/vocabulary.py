"""The vocabulary of abilities and where a text names one: the same ability has one name in all six languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from matching.records import Ability
from matching.text import Language, Word, normalise, term, unspaced, words

# Words of a phrase are found together in any order with at most this many others between two of them.
BETWEEN = 1
# A longer phrase is known by its first words.
LONGEST = 4
# Pairs of characters in the longest Chinese phrase.
CHINESE = 6
# Letters that an inflection changes at the end of a word; a word of few letters changes none.
ENDING = 2
# Arabic changes words at both ends, Chinese at none: there the stem alone decides.
_BARE = re.compile(r"[\u0600-\u08ff\u3400-\u9fff]")
SHORT = 4
_SPACED = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Vocabulary:
    """Abilities in order of id; without any, nothing is found."""

    abilities: tuple[Ability, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is any ability."""
        return bool(self.abilities)

    def found(self, text: str, said: Sequence[Word], written: Language) -> Iterator[tuple[str, int]]:
        """Yield the id of each ability that the words name, with the place of the first word of its phrase.

        `said` are the search terms of the text in order, `written` its language.
        """
        known = self._phrases[written or Language.ENGLISH]
        terms = [word.term for word in said]
        for first, start in enumerate(terms):
            if start not in known.words:
                continue
            for gram in _grams(terms, first):
                for ability, phrase in known.owners.get(gram, ()):
                    if len(gram) > 1 or _inflected(phrase, text[said[first].start : said[first].end].casefold()):
                        yield ability, first

    @cached_property
    def _phrases(self) -> dict[Language, _Phrases]:
        return {spoken: _Phrases.of(self.abilities, spoken) for spoken in Language if spoken}


# A vocabulary in which nothing is found.
NONE = Vocabulary()


@dataclass(frozen=True)
class _Phrases:
    """The abilities by the terms of their phrases in one language, and all words of these."""

    owners: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
    words: frozenset[str]

    @classmethod
    def of(cls, abilities: Sequence[Ability], spoken: Language) -> _Phrases:
        owners: defaultdict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
        for ability in abilities:
            for phrase in ability.named.get(spoken, ()):
                if key := _key(phrase, spoken):
                    owners[key].add((ability.id, phrase.casefold()))
        return cls(
            {key: tuple(sorted(ids)) for key, ids in owners.items()}, frozenset(word for key in owners for word in key)
        )


def _inflected(phrase: str, written: str) -> bool:
    """Whether a single word is a phrase but for its ending: stems alone take `season` for seasoning."""
    if not written.isascii() and _BARE.match(written):
        return True
    kept = min(len(phrase), len(written)) - ENDING
    return abs(len(phrase) - len(written)) <= ENDING and phrase[: max(kept, SHORT)] == written[: max(kept, SHORT)]


def _key(phrase: str, spoken: Language) -> tuple[str, ...]:
    """The search terms of a phrase: in the order of the script that writes no spaces, else in that of spelling."""
    if spoken is Language.CHINESE:
        return tuple(word.term for word in words(normalise(phrase)))
    found = [term(word, spoken) for word in _SPACED.findall(normalise(phrase))]
    return tuple(sorted(word for word in found if word)[:LONGEST])


def _grams(terms: Sequence[str], first: int) -> Iterator[tuple[str, ...]]:
    """The phrases that may start here: one to `LONGEST` terms, `BETWEEN` others between two of them."""
    if unspaced(terms[first]):
        for size in range(1, CHINESE + 1):
            yield tuple(terms[first : first + size])
        return
    after = terms[first + 1 : first + LONGEST + BETWEEN]
    yield (terms[first],)
    for size in range(1, LONGEST):
        for rest in combinations(range(min(len(after), size + BETWEEN)), size):
            yield tuple(sorted((terms[first], *(after[place] for place in rest))))
