"""Which UN entity a name is: its names in six languages, and the names that only contain one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from matching.identity.entity_words import (
    FUNDS,
    LITTLE,
    OFFICE,
    OFFICE_CHINESE,
    RAISED_IN,
    RAISES_FUNDS,
    SUPPORT,
    SUPPORT_CHINESE,
    UNITED_NATIONS,
)
from matching.identity.lexicon import is_chinese
from matching.identity.places import Places
from matching.identity.spelling import plain, spelled
from matching.names.words import LEGAL
from matching.records import Entity, EntityName

# Two spellings of one word: programme and program, organisation and organization, a slip of the pen.
_ONE_WORD = 0.8
_UN = re.compile(r"(?<![^\W_])u\.?\s?n\.?(?![^\W_])", re.IGNORECASE)
_UN_UPPER = re.compile(r"(?<![^\W_])U\.?\s?N\.?(?![^\W_])")
_ROMANCE_WORDS = """
    une una la le les du des de par pour per para por el los las mi mon notre nos kay pou ak yon
"""
_ROMANCE = frozenset(_ROMANCE_WORDS.split())
_YEAR = re.compile(r"(?:19|20)\d\d$")
# Letters that are words as well: Mundo Unido is not UNIDO.
_WORDS_TOO = frozenset({"unido", "who", "pam", "fem", "isa", "fida", "enfant"})
# So few letters are another acronym when two stand in another order.
_SLIPS = 4
# Shorter names are too easily another's with a slip of the pen.
_LONG_ENOUGH = 3


class Standing(StrEnum):
    """How a name stands to an entity."""

    IS = "is"
    OFFICE = "office"
    PART = "part"
    SUPPORTER = "supporter"
    COMMITTEE = "committee"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class EntityHit:
    """An entity that a name is or contains; `entity` is "" for a UN body without a record, or for several.

    `body` is the fund, mission or programme that the entity runs, where that is meant.
    """

    entity: str
    standing: Standing
    alias: str
    ambiguous: bool = False
    exact: bool = True
    body: str = ""


@dataclass(frozen=True, eq=False)
class EntityIndex:
    """The names of UN entities, ready to be looked up."""

    by_words: Mapping[tuple[str, ...], tuple[EntityName, ...]]
    by_set: Mapping[tuple[str, ...], tuple[EntityName, ...]]
    by_word: Mapping[str, frozenset[tuple[str, ...]]]
    chinese: tuple[tuple[str, EntityName], ...]
    places: Places
    longest: int

    @classmethod
    def of(cls, entities: Iterable[Entity], names: Iterable[EntityName], places: Places) -> EntityIndex:
        """Return an index over the entities' own names and aliases and further ones."""
        told = {(name.entity, name.name): name for name in names}
        for entity in entities:
            for language, name in entity.names.items():
                told.setdefault((entity.id, name), EntityName(entity.id, name, language, entity.origin.source))
            for alias in (entity.id, *entity.aliases):
                told.setdefault((entity.id, alias), EntityName(entity.id, alias, "", entity.origin.source))
        by_words: dict[tuple[str, ...], list[EntityName]] = defaultdict(list)
        by_set: dict[tuple[str, ...], list[EntityName]] = defaultdict(list)
        by_word: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        chinese = []
        for (_, name), entry in sorted(told.items()):
            words = telling(name)
            if not words:
                continue
            by_words[words].append(entry)
            if is_chinese(name):
                chinese.append(("".join(words), entry))
                continue
            by_set[tuple(sorted(words))].append(entry)
            if len(words) >= _LONG_ENOUGH:
                for word in words:
                    by_word[word].add(words)
        return cls(
            {words: tuple(entries) for words, entries in by_words.items()},
            {words: tuple(entries) for words, entries in by_set.items()},
            {word: frozenset(found) for word, found in by_word.items()},
            tuple(sorted(chinese, key=lambda pair: (-len(pair[0]), pair[0], pair[1].entity))),
            places,
            max(map(len, by_words), default=1),
        )

    def find(self, name: str) -> EntityHit | None:
        """Return the entity that a name is or contains, None when it contains none."""
        return _found(self, name)

    def _find(self, name: str) -> EntityHit | None:
        words = telling(name)
        if not words:
            return None
        if is_chinese(name):
            return self._in_chinese("".join(words))
        whole = self.by_words.get(words) or self.by_set.get(tuple(sorted(words)))
        if whole:
            return _hit(whole, Standing.IS)
        if len(words) > 1:
            words = tuple(word for word in words if word not in _WORDS_TOO or word.upper() in name) or words
        within = self._within(words) or self._slip(name, words)
        if within and within.entity and within.standing is not Standing.PART:
            return within
        return self._nearly(words) or within

    def _slip(self, name: str, words: tuple[str, ...]) -> EntityHit | None:
        """Return the entity whose letters these are, two in the wrong order or one twice, UN before them or not."""
        if len(words) != 1 or not name.strip().isupper():
            return None
        (word,) = words
        tried = {word.removeprefix("un")} if word.startswith("un") else set[str]()
        if len(word) > _SLIPS:
            tried |= {
                word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)
            }
            tried |= {
                word[:place] + word[place + 1 :] for place in range(1, len(word)) if word[place] == word[place - 1]
            }
        found = {
            entry for each in tried for entry in self.by_words.get((each,), ()) if entry.entity and not entry.ambiguous
        }
        if len({entry.entity for entry in found}) != 1:
            return None
        best = _best(tuple(found))
        return EntityHit(best.entity, Standing.IS, best.name, exact=False, body=best.body)

    def _within(self, words: tuple[str, ...]) -> EntityHit | None:
        found: list[EntityName] = []
        rest: list[str] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self.longest), start, -1):
                entries = self.by_words.get(words[start:end])
                if entries:
                    found.append(_best(entries))
                    start = end
                    break
            else:
                rest.append(words[start])
                start += 1
        # "United Nations" beside the name of an entity is a part of its name.
        if any(entry.entity for entry in found):
            rest += [word for entry in found if not entry.entity for word in telling(entry.name)]
            found = [entry for entry in found if entry.entity]
        return self._judge(found, rest, words) if found else None

    def _judge(self, found: list[EntityName], rest: list[str], words: tuple[str, ...]) -> EntityHit | None:
        ids = {entry.entity for entry in found}
        chosen = max(found, key=lambda entry: (not entry.ambiguous, bool(entry.body), len(entry.name)))
        unclear = all(entry.ambiguous for entry in found)
        if len(ids) > 1:
            known = [entry for entry in found if not entry.ambiguous]
            if len({entry.entity for entry in known}) == 1:
                chosen = known[0]
            else:
                return EntityHit("", Standing.SEVERAL, chosen.name)
        if not rest or self._again(chosen, rest, words):
            return EntityHit(chosen.entity, Standing.IS, chosen.name, body=chosen.body)
        left, codes = self.places.without(" ".join(rest))
        if SUPPORT & set(rest) or (codes and left.split() and set(left.split()) <= FUNDS):
            return None if unclear else EntityHit(chosen.entity, Standing.SUPPORTER, chosen.name)
        others = set(left.split()) - OFFICE - LITTLE
        if others:
            # ITC Limited, ECA Group: the letters are another's. A long name within another one is a part or a project.
            return None if unclear or others & LEGAL else EntityHit(chosen.entity, Standing.PART, chosen.name)
        if chosen.entity in RAISES_FUNDS and set(codes) & RAISED_IN and not set(rest) & OFFICE:
            return EntityHit(chosen.entity, Standing.COMMITTEE, chosen.name)
        return EntityHit(chosen.entity, Standing.OFFICE, chosen.name, ambiguous=unclear, body=chosen.body)

    def _again(self, chosen: EntityName, rest: list[str], words: tuple[str, ...]) -> bool:
        """Return whether what stands beside a name says the same again: its letters, or another spelling of it."""
        initials = "".join(word[0] for word in telling(chosen.name))
        left = tuple(word for word in words if word in rest)
        near = self._nearly(left)
        return rest == [initials] or (near is not None and near.entity == chosen.entity)

    def _nearly(self, words: tuple[str, ...]) -> EntityHit | None:
        """Return the entity of whose name this is another spelling, word by word."""
        if len(words) < _LONG_ENOUGH:
            return None
        shared: dict[tuple[str, ...], int] = defaultdict(int)
        for word in set(words):
            for other in self.by_word.get(word, ()):
                shared[other] += 1
        near = [
            other for other, count in shared.items() if count >= min(2, len(words) - 1) and len(other) == len(words)
        ]
        hits = [other for other in sorted(near) if _aligned(words, other)]
        entries = [entry for other in hits for entry in self.by_words[other]]
        if len({entry.entity for entry in entries}) != 1:
            return None
        return EntityHit(entries[0].entity, Standing.IS, entries[0].name, exact=False, body=entries[0].body)

    def _in_chinese(self, text: str) -> EntityHit | None:
        entries = self.by_words.get((text,))
        if entries:
            return _hit(entries, Standing.IS)
        found: list[EntityName] = []
        rest = text
        for piece, entry in self.chinese:
            if piece in rest and len(piece) > 2:
                found.append(entry)
                rest = rest.replace(piece, " ")
        if not found:
            return None
        if any(word in rest for word in SUPPORT_CHINESE):
            return EntityHit(found[0].entity, Standing.SUPPORTER, found[0].name)
        for word in (*self.places.chinese, *OFFICE_CHINESE):
            rest = rest.replace(word, "")
        if len({entry.entity for entry in found}) > 1:
            return EntityHit("", Standing.SEVERAL, found[0].name)
        standing = Standing.PART if rest.strip() else Standing.OFFICE
        return EntityHit(found[0].entity, standing, found[0].name)


@lru_cache(maxsize=200_000)
def telling(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell which entity is meant, "un" for the United Nations in any language."""
    text = spelled(name)
    if is_chinese(text):
        return (text.replace(" ", ""),)
    if not _says_un(name):
        text = " ".join(word for word in text.split() if word != "un")
    for phrase in ("u n", *UNITED_NATIONS):
        text = f" {text} ".replace(f" {phrase} ", " un ").strip()
    return tuple(plain(_without_article(word)) for word in text.split() if word not in LITTLE and not _YEAR.match(word))


def _says_un(name: str) -> bool:
    """Return whether "un" stands for the United Nations: in Romance languages and in Creole it is an article."""
    if not _UN.search(name):
        return False
    if name.isupper() or name.islower():
        return not _ROMANCE & set(name.casefold().split())
    return bool(_UN_UPPER.search(name))


def _without_article(word: str) -> str:
    for article in ("وال", "بال", "لل", "ال"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word.removeprefix(article)
    return word


@lru_cache(maxsize=50_000)
def _found(index: EntityIndex, name: str) -> EntityHit | None:
    return index._find(name)


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(
        a == b or (min(len(a), len(b)) > 4 and Levenshtein.normalized_similarity(a, b) >= _ONE_WORD)
        for a, b in zip(one, other, strict=True)
    )


def _best(entries: tuple[EntityName, ...]) -> EntityName:
    return min(entries, key=lambda entry: (entry.ambiguous, entry.entity, entry.name))


def _hit(entries: tuple[EntityName, ...], standing: Standing) -> EntityHit:
    ids = {entry.entity for entry in entries}
    best = _best(entries)
    return EntityHit(best.entity, standing, best.name, best.ambiguous or len(ids) > 1, body=best.body)
