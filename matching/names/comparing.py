"""How alike two names are: by the words that tell who is meant, and by what the organisations do."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from matching.names.folding import Folded, fold, spoken

# From here on a person should look; settled on the tuning half of data/evaluation/name_pairs.csv.
ALIKE = 0.85
# Two spellings of one word share so much; below it they are two words (Karim and Karam share four fifths).
_ONE_WORD = 0.86
# Less is enough where other clues speak, too.
_SPELLING = 0.84
# What both do speaks against one another: trading here, farming there.
_CONFLICT, _PARTLY = 0.6, 0.8
_SILENT = 0.97
_LONE = 4
# First letters that spellings of one name confuse.
_BEGINNINGS = ("vwbf", "kqgh", "szc", "jyi", "uov", "td")
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
    across = one.arabic is not other.arabic
    told = _telling(one, other, *_words(one, other, across)) * _doing(one, other)
    if one.chinese and other.chinese and one.literal == other.literal:
        return 1.0  # read alike, in simplified characters and in traditional ones
    if one.chinese or other.chinese:
        return told
    # What is translated in one name may only be spelled out in the other: Voda, and not Water.
    return max(told, _telling(one, other, *_spelled_out(one, other, across)))


Pair = tuple[tuple[str, ...], tuple[str, ...]]


def _words(one: Folded, other: Folded, across: bool) -> Pair:
    return (one.sounds, other.sounds) if across else (one.words, other.words)


def _spelled_out(one: Folded, other: Folded, across: bool) -> Pair:
    """Return all words but those for what both do, whatever the language that they say it in."""
    shared = one.concepts & other.concepts
    left, right = (one.literal_sounds, other.literal_sounds) if across else (one.literal, other.literal)
    return tuple(w for w, concept in left if concept not in shared), tuple(
        w for w, concept in right if concept not in shared
    )


def _telling(one: Folded, other: Folded, words: tuple[str, ...], others: tuple[str, ...]) -> float:
    across = one.arabic is not other.arabic
    whole, other_whole = "".join(words), "".join(others)
    # Pinyin is spelled in one way: there a vowel is another name.
    if not across and not one.chinese and not other.chinese:
        words, others = tuple(map(spoken, words)), tuple(map(spoken, others))
        whole, other_whole = spoken(whole), spoken(other_whole)
    joined = 1.0 if whole and whole == other_whole else 0.0
    fits = not across or all(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in zip(one.long, other.long, strict=True))
    return max(joined, _aligned(words, others, across)) * (1.0 if fits else _OTHER_VOWELS)


def _aligned(left: tuple[str, ...], right: tuple[str, ...], across: bool) -> float:
    """Return the share of letters in words that find their like on the other side, the best pairs first."""
    pairs = sorted(
        ((_same(a, b, across), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
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
    # A word that only one has tells them apart, as much as a long one: A and B Energy Production are two.
    lone = [w for i, w in enumerate(left) if i not in used_left]
    lone += [w for j, w in enumerate(right) if j not in used_right]
    return found / (total + sum(max(_LONE, len(w)) for w in lone)) if total else 0.0


def _same(one: str, other: str, across: bool) -> float:
    found = same_word(one, other, across)
    alike = found == 1 or (found >= _ONE_WORD and _begin_alike(one, other) and one[1:2] == other[1:2])
    return found if alike else 0.0


def same_word(one: str, other: str, across: bool) -> float:
    """Return how alike two words are when they may be spellings of one word, else 0; `across` compares their sounds."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) <= (3 if across else 2) or has_number(one) or has_number(other):
        return 0.0
    return Levenshtein.normalized_similarity(one, other, score_cutoff=_SPELLING)


def has_number(word: str) -> bool:
    """Return whether a word holds a digit: such a word is another one as soon as a sign differs."""
    return not word.isalpha() and any(letter.isdigit() for letter in word)


def _begin_alike(one: str, other: str) -> bool:
    """Return whether two words begin with the same sound: people misspell the middle of a name, seldom its start."""
    return one[:1] == other[:1] or any(one[:1] in group and other[:1] in group for group in _BEGINNINGS)


def _doing(one: Folded, other: Folded) -> float:
    if one.concepts == other.concepts:
        return 1.0
    if not one.concepts or not other.concepts:
        return _SILENT
    if not one.concepts & other.concepts:
        return _CONFLICT
    only_one, only_other = one.concepts - other.concepts, other.concepts - one.concepts
    return _PARTLY if only_one and only_other else _SILENT
