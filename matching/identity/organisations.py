"""Organisations that are known everywhere, by any of their names: the movement, the member that is meant, letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matching.identity.lexicon import is_chinese
from matching.identity.parts import bare_acronym
from matching.identity.places import Places
from matching.identity.reading import Word, read_name
from matching.identity.spelling import spelled
from matching.names.translations import ORDINARY
from matching.names.words import FILLERS, LEGAL
from matching.records import KnownName

Key = tuple[str, ...]
# So many letters are not another acronym when two stand in another order: USIAD.
_SLIPS = 5


@dataclass(frozen=True)
class Organisations:
    """Known organisations by the words of their names, in any order, and by their acronyms."""

    by_id: Mapping[str, KnownName] = field(default_factory=dict)
    by_words: Mapping[Key, str] = field(default_factory=dict)
    by_acronym: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[KnownName], places: Places) -> Organisations:
        """Return some organisations, ready to be looked up; a name that two of them bear tells neither."""
        by_id: dict[str, KnownName] = {}
        by_words: dict[Key, set[str]] = {}
        by_acronym: dict[str, set[str]] = {}
        loose: dict[Key, set[str]] = {}
        for each in known:
            by_id[each.id] = each
            for name in each.names:
                whole, *bare = _keys(name, places)
                by_words.setdefault(whole, set()).add(each.id)
                for key in bare:
                    loose.setdefault(key, set()).add(each.id)
            for acronym in each.acronyms:
                by_acronym.setdefault(spelled(acronym).replace(" ", ""), set()).add(each.id)
        by_words = loose | by_words
        return cls(
            by_id,
            {key: next(iter(ids)) for key, ids in by_words.items() if len(ids) == 1},
            {key: next(iter(ids)) for key, ids in by_acronym.items() if len(ids) == 1},
        )

    def find(self, name: str, words: Sequence[Word]) -> tuple[str, frozenset[str]]:
        """Return the id of the organisation that a name is, with the places said besides; "" for none."""
        if short := bare_acronym(name):
            told = self.by_acronym.get(short, "") or self.by_words.get((short,), "") or self._swapped(short)
            return told, frozenset()
        if is_chinese(name):
            return self.by_words.get((spelled(name).replace(" ", ""),), ""), frozenset()
        for kept, places in _without_places(words):
            for key in _both(kept) if kept else ():
                if found := self.by_words.get(key):
                    return found, places
            if len(kept) == 1 and not kept[0].place and kept[0].text in self.by_acronym and places:
                return self.by_acronym[kept[0].text], places
        return "", frozenset()

    def _swapped(self, short: str) -> str:
        """Return the organisation whose letters these are, two of them in the wrong order; "" for none or two."""
        if len(short) < _SLIPS:
            return ""
        tried = {
            short[:place] + short[place + 1] + short[place] + short[place + 2 :] for place in range(len(short) - 1)
        }
        found = {self.by_acronym[each] for each in tried if each in self.by_acronym}
        return found.pop() if len(found) == 1 else ""


def _keys(name: str, places: Places) -> list[Key]:
    if is_chinese(name):
        return [(spelled(name).replace(" ", ""),)]
    return _both(read_name(name, places))


def _both(words: Sequence[Word]) -> list[Key]:
    """Return the keys of a name, with its general words and without where enough is left."""
    told = [word for word in words if word.text not in FILLERS and word.text not in LEGAL]
    bare = [word for word in told if not word.general]
    found = [tuple(sorted(word.place or word.text for word in told))]
    if len(bare) < len(told) and bare and (len(bare) > 1 or (not bare[0].place and bare[0].text not in ORDINARY)):
        found.append(tuple(sorted(word.place or word.text for word in bare)))
    return found


def _without_places(words: Sequence[Word]) -> Iterable[tuple[list[Word], frozenset[str]]]:
    """Give a name as it stands, then without each of its places, then without all."""
    yield list(words), frozenset()
    there = [place for place, word in enumerate(words) if word.place]
    for leave in ([each] for each in reversed(there)):
        yield (
            [word for place, word in enumerate(words) if place not in leave],
            frozenset(words[place].place for place in leave),
        )
    if len(there) > 1:
        yield [word for word in words if not word.place], frozenset(words[place].place for place in there)
