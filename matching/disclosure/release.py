"""Counts of records that may not be named, published so that nothing can be got out of them by subtraction.

Each count stands on records of at least three entities, so that none of them, knowing its own, learns another's.
Counts that stand on fewer are added up as one rest; where the rest itself stands on too few, the smallest safe count
joins it (what statistics offices call primary and complementary suppression by merging: Hundepool et al., Statistical
Disclosure Control, 2012, ch. 4). Whoever subtracts published counts from the total gets the rest, which is safe too.
Several tables of one release are made of the same records: only what is safe in one table alone is published there, and
no table crosses two attributes, so a cell of one cannot be cut with another's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from matching.records import Disclosure, Visibility

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


# Lower ends, in the currency of the amount. Wide enough that two offers to one partner seldom fall apart by band.
BANDS = (0, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def band(amount: float) -> tuple[int, int | None]:
    """Return the lower end and the upper end (None: open) of the band in which an amount lies.

    :raises ValueError: If the amount is below 0.
    """
    if amount < 0:
        raise ValueError(f"an amount is not below 0, got {amount}")
    place = bisect_right(BANDS, amount) - 1
    return BANDS[place], BANDS[place + 1] if place + 1 < len(BANDS) else None


@dataclass(frozen=True, slots=True)
class Sharing:
    """How many of an entity's records of one kind others may be told by name."""

    named: int
    all: int

    @property
    def reciprocates(self) -> bool:
        """Whether its people are told others' records of the kind by name: half of its own are, or it has none."""
        return 2 * self.named >= self.all

    @property
    def missing(self) -> int:
        """How many more would have to be named."""
        return max(0, -(-self.all // 2) - self.named)


def sharing(own: Iterable[Disclosure], at: datetime) -> Sharing:
    """Return how an entity shares its records of one kind at an instant; an embargo that has lapsed is none."""
    told = [each.visibility is Visibility.NAMED or (each.until is not None and each.until <= at) for each in own]
    return Sharing(sum(told), len(told))
