"""Which names are worth comparing: those that share telling words, pieces of words, or sounds, the rarest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from matching.identity.weighing import COMMON as ORDINARY_WORDS
from matching.identity.weighing import Known

# So many names of a register are compared with one that is asked for, and only those above the likeness.
MOST, LEAST = 8, 0.35
# A piece that more names have than this tells nobody apart and would cost the most.
COMMON = 0.02
_FEW = 200
# The words of a name that a short form of it is made of stand at its head.
_HEAD = 3
_BATCH = 2000
Features = Callable[[Known], Iterator[str]]


@dataclass(frozen=True)
class Blocks:
    """The names of a register by their letters, and by their sounds where the other side is in Arabic script.

    Arabic writes no short vowels, so an Arabic name and a Latin one share no letters.
    """

    letters: _Index
    arabic: _Index
    others: _Index
    together: Mapping[str, tuple[int, ...]]
    keys: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: Sequence[Known]) -> Blocks:
        """Return the blocks of names, known by the places in which they stand."""
        arabic = [place for place, name in enumerate(names) if name.folded.arabic]
        others = [place for place, name in enumerate(names) if not name.folded.arabic]
        whole = range(len(names))
        together: dict[str, list[int]] = defaultdict(list)
        keys: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            together[_together(name)].append(place)
            for key in _filed(name):
                keys[key].append(place)
        return cls(
            _Index.of(names, whole, letters),
            _Index.of(names, arabic, sounds),
            _Index.of(names, others, sounds),
            {word: tuple(places[:MOST]) for word, places in together.items() if word},
            {key: tuple(places[:MOST]) for key, places in keys.items()},
        )

    def near(self, names: Sequence[Known]) -> Iterator[list[int]]:
        """Give for each name the places of those near it, nearest first."""
        for start in range(0, len(names), _BATCH):
            batch = names[start : start + _BATCH]
            latin = [name for name in batch if not name.folded.arabic]
            arabic = [name for name in batch if name.folded.arabic]
            by_sound = {False: self.arabic.near(latin), True: self.others.near(arabic)}
            for name, found in zip(batch, self.letters.near(batch), strict=True):
                same = self.together.get(_together(name), ())
                keyed = [place for key in _sought(name) for place in self.keys.get(key, ())]
                yield list(dict.fromkeys([*same, *keyed, *found, *next(by_sound[name.folded.arabic])]))


@dataclass(frozen=True)
class _Index:
    """Some names by their features, each a row of length 1."""

    places: Sequence[int]
    features: Features
    columns: dict[str, int]
    weights: np.ndarray
    rows: csr_matrix

    @classmethod
    def of(cls, names: Sequence[Known], places: Sequence[int], features: Features) -> _Index:
        held = [set(features(names[place])) for place in places]
        counts = Counter(feature for found in held for feature in found)
        most = max(_FEW, COMMON * len(held))
        kept = sorted(feature for feature, count in counts.items() if count <= most or feature[0] == "w")
        columns = {feature: place for place, feature in enumerate(kept)}
        total = len(held) + 1
        weights = np.array([np.log2(total / counts[feature]) + 1.0 for feature in kept], dtype=np.float32)
        return cls(places, features, columns, weights, _matrix(held, columns, weights).T.tocsr())

    def near(self, names: Sequence[Known]) -> Iterator[list[int]]:
        if not self.columns or not names:
            yield from ([] for _ in names)
            return
        asked = [set(self.features(name)) for name in names]
        found = (_matrix(asked, self.columns, self.weights) @ self.rows).tocsr()
        for row in range(len(asked)):
            columns = found.indices[found.indptr[row] : found.indptr[row + 1]]
            scores = found.data[found.indptr[row] : found.indptr[row + 1]]
            keep = scores >= LEAST
            columns, scores = columns[keep], scores[keep]
            yield [self.places[column] for column in columns[np.lexsort((columns, -scores))[:MOST]]]


def _together(known: Known) -> str:
    """Return a name run together, what it does included: two such names may differ in their gaps alone."""
    return "".join(word for word, _ in known.folded.literal)


def _filed(known: Known) -> Iterator[str]:
    """Give the keys of a name besides its letters and sounds: what it is called as a whole, and its acronyms."""
    yield f"= {' '.join(known.title)}"
    yield from (f"a {acronym}" for acronym in sorted(known.acronyms | ({known.letters} - {""})))
    yield from (f"i {acronym}" for acronym in sorted(known.initials))
    if len(known.folded.words) == 1:
        yield f"w {known.folded.words[0]}"
    if known.organisation:
        yield f"o {known.organisation}"
    if known.government:
        yield f"g {known.government}"


def _sought(known: Known) -> Iterator[str]:
    """Give the keys under which names that may be this one are filed."""
    yield from (key for key in _filed(known) if key[0] != "i")
    if known.letters:
        yield f"i {known.letters}"
    yield from (f"a {acronym}" for acronym in sorted(known.initials))
    # One telling word may be all that a name has in common with what it is short for.
    yield from (f"w {word}" for word in dict.fromkeys(known.folded.words[:_HEAD]) if word not in ORDINARY_WORDS)


def letters(known: Known) -> Iterator[str]:
    """Give what a name is filed under by its letters: words, and pieces of three of its run-together words."""
    for word in known.folded.words:
        yield f"w{word}"
    joined = "".join(known.folded.words)
    if len(joined) > 3:
        yield from (f"t{joined[place : place + 3]}" for place in range(len(joined) - 2))
    elif joined:
        yield f"t{joined}"
    if not known.folded.words:
        yield f"w {' '.join(sorted((*known.folded.concepts, *known.places)))}{known.exact}"


def sounds(known: Known) -> Iterator[str]:
    """Give what a name is filed under by its consonants: words, and pieces of two of all of them."""
    for sound in known.folded.sounds:
        yield f"s{sound}"
    skeleton = "".join(known.folded.sounds)
    yield from (f"b{skeleton[place : place + 2]}" for place in range(len(skeleton) - 1))


def _matrix(features: Sequence[set[str]], columns: dict[str, int], weights: np.ndarray) -> csr_matrix:
    places = [sorted(columns[feature] for feature in found if feature in columns) for found in features]
    pointers = np.cumsum([0, *map(len, places)], dtype=np.int64)
    indices = np.fromiter((place for found in places for place in found), dtype=np.int32, count=int(pointers[-1]))
    values = weights[indices].astype(np.float32) if len(indices) else np.zeros(0, dtype=np.float32)
    made = csr_matrix((values, indices, pointers), shape=(len(features), len(columns)))
    lengths = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    made.data /= np.repeat(lengths, np.diff(pointers)).astype(np.float32)
    return made
