"""Who does what where: which organisations share cells of a table, counted exactly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations (in order) with the number of cells that both are in, and that as a share of all of theirs."""

    left: str
    right: str
    shared: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class CellCounts:
    """A cell is a distinct combination of values; `organisations` counts the cells of each, in order of name.

    `pairs` come most shared first, then by name; `left_out` rows named no organisation.
    """

    cells: int
    shared_cells: int
    organisations: Mapping[str, int]
    pairs: tuple[Pair, ...]
    left_out: int


def plain(text: str) -> str:
    """Return a text without surrounding blanks and with each run of blanks (non-breaking ones too) as one space."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("\ufeff", "").split())


def count_cells(
    rows: Iterable[Mapping[str, str]], by: Sequence[str], organisation: str, fold_case: bool = False
) -> CellCounts:
    """Return how organisations share the cells that the columns `by` span.

    Values are compared after `plain`, and without regard to case when `fold_case`; an organisation is then shown in
    its most frequent spelling. An empty value is a value.

    :raises ValueError: If `by` is empty.
    """
    if not by:
        raise ValueError("name at least one column to span the cells, got none")
    inside: dict[tuple[str, ...], set[str]] = defaultdict(set)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    left_out = 0
    for row in rows:
        name = plain(row.get(organisation, ""))
        cell = tuple(_key(plain(row.get(column, "")), fold_case) for column in by)
        if not name:
            left_out += 1
            continue
        spelt[_key(name, fold_case)][name] += 1
        inside[cell].add(_key(name, fold_case))
    return _cells(inside, {key: _most_frequent(names) for key, names in spelt.items()}, left_out)


def _cells(inside: Mapping[tuple[str, ...], set[str]], shown: Mapping[str, str], left_out: int) -> CellCounts:
    sizes: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for members in inside.values():
        names = sorted(shown[key] for key in members)
        sizes.update(names)
        together.update(combinations(names, 2))
    pairs = [
        Pair(left, right, shared, shared / (sizes[left] + sizes[right] - shared))
        for (left, right), shared in together.items()
    ]
    return CellCounts(
        cells=len(inside),
        shared_cells=sum(len(members) > 1 for members in inside.values()),
        organisations={name: sizes[name] for name in sorted(sizes)},
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.shared, pair.left, pair.right))),
        left_out=left_out,
    )


def _most_frequent(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _key(text: str, fold_case: bool) -> str:
    return text.casefold() if fold_case else text
