"""Counts of records that may not be named, published so that nothing can be got out of them by subtraction.

Each count stands on records of at least three entities, so that none of them, knowing its own, learns another's.
Counts that stand on fewer are added up as one rest; where the rest itself stands on too few, the smallest safe count
joins it (what statistics offices call primary and complementary suppression by merging: Hundepool et al., Statistical
Disclosure Control, 2012, ch. 4). Whoever subtracts published counts from the total gets the rest, which is safe too.
Several tables of one release are made of the same records: only what is safe in one table alone is published there, and
no table crosses two attributes, so a cell of one cannot be cut with another's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# With two entities each would know the other.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """What one record adds to a table: under which key, and whose it is."""

    key: str
    owner: str


@dataclass(frozen=True, slots=True)
class Published:
    """Counts by key, the `rest` that is not broken down, and how many records are not even counted there."""

    counts: dict[str, int]
    rest: int = 0
    withheld: int = 0

    @property
    def total(self) -> int:
        """All that is counted."""
        return sum(self.counts.values()) + self.rest


def publish(cells: Iterable[Cell], least: int = LEAST) -> Published:
    """Return the counts that may be published, in order of key; each stands on records of `least` entities or more.

    :raises ValueError: If `least` is below 2.
    """
    if least < 2:
        raise ValueError(f"a count of one entity's records tells that entity's; least must be at least 2, got {least}")
    owners: dict[str, list[str]] = defaultdict(list)
    for cell in cells:
        owners[cell.key].append(cell.owner)
    safe = {key: held for key, held in owners.items() if len(set(held)) >= least}
    rest = [owner for key, held in owners.items() if key not in safe for owner in held]
    for key in sorted(safe, key=lambda each: (len(safe[each]), each)):
        if not rest or len(set(rest)) >= least:
            break
        rest += safe.pop(key)
    counts = {key: len(held) for key, held in sorted(safe.items())}
    if len(set(rest)) >= least:
        return Published(counts, rest=len(rest))
    return Published(counts, withheld=len(rest))
