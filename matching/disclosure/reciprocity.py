"""Who contributes at a grain may see at that grain (R17 ¶43: they withhold since they compete)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from matching.records import Disclosure, Visibility


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
