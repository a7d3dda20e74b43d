"""How alike two names are: by the words that tell who is meant, and by what the organisations do."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from matching.names.folding import Folded, fold

# From here on a person should look; settled on the tuning half of data/evaluation/name_pairs.csv.
ALIKE = 0.85
# Two spellings of one word share so much; below it they are two words (Karim and Karam share four fifths).
_ONE_WORD = 0.84
# Names run together differ in gaps alone; a longer text forgives more letters, so the bar is higher.
_RUN_TOGETHER = 0.92
# What both do speaks against one another: trading here, farming there.
_CONFLICT, _PARTLY = 0.6, 0.8
_SILENT = 0.97
# The same consonants with other long vowels are mostly another word.
_OTHER_VOWELS = 0.8


def likeness(left: str, right: str) -> float:
    """Return how alike two names are, 0..1; symmetric, and 0 when one is empty."""
    one, other = fold(left), fold(right)
    if not (one.words or one.concepts) or not (other.words or other.concepts):
        return 0.0
    if not one.words and not other.words:
        shared = one.concepts & other.concepts
        return len(shared) / len(one.concepts | other.concepts)
    return _telling(one, other) * _doing(one, other)


def _telling(one: Folded, other: Folded) -> float:
    across = one.arabic is not other.arabic
    left, right = (one.sounds, other.sounds) if across else (one.words, other.words)
    whole, other_whole = "".join(left), "".join(right)
    together = Levenshtein.normalized_similarity(whole, other_whole)
    enough = _RUN_TOGETHER if min(len(whole), len(other_whole)) > 3 else 1.0
    joined = together if together >= enough and not _numbers(left) ^ _numbers(right) else 0.0
    fits = not across or all(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in zip(one.long, other.long, strict=True))
    return max(joined, _aligned(left, right, across)) * (1.0 if fits else _OTHER_VOWELS)


def _aligned(left: tuple[str, ...], right: tuple[str, ...], across: bool) -> float:
    """Return the share of letters in words that find their like on the other side, the best pairs first."""
    pairs = sorted(
        ((same_word(a, b, across), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    total = sum(map(len, left)) + sum(map(len, right))
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = 0.0
    for closeness, i, j in pairs:
        if closeness and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found += closeness * (len(left[i]) + len(right[j]))
    # A single letter or number counts as much as a word: A and B Energy Production are two.
    lone = sum(len(w) <= 2 for i, w in enumerate(left) if i not in used_left)
    lone += sum(len(w) <= 2 for j, w in enumerate(right) if j not in used_right)
    return found / (total + 4 * lone) if total else 0.0


def same_word(one: str, other: str, across: bool) -> float:
    """Return how alike two words are when they may be spellings of one word, else 0; `across` compares their sounds."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) <= (3 if across else 2) or has_number(one) or has_number(other):
        return 0.0
    return Levenshtein.normalized_similarity(one, other, score_cutoff=_ONE_WORD)


def has_number(word: str) -> bool:
    """Return whether a word holds a digit: such a word is another one as soon as a sign differs."""
    return not word.isalpha() and any(letter.isdigit() for letter in word)


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for word in words if has_number(word))


def _doing(one: Folded, other: Folded) -> float:
    if one.concepts == other.concepts:
        return 1.0
    if not one.concepts or not other.concepts:
        return _SILENT
    if not one.concepts & other.concepts:
        return _CONFLICT
    only_one, only_other = one.concepts - other.concepts, other.concepts - one.concepts
    return _PARTLY if only_one and only_other else _SILENT
