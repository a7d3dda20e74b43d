"""What entities disclose of their partnerships, in the patterns of R17 ¶41.

Member states asked for partners, contributions and counterpart contributions. Some entities give the first two, some
the first only, some nothing in one place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from matching.records import Engagement


class Pattern(StrEnum):
    """How much of an engagement is disclosed, from nothing to all that ¶41 asks for."""

    NOTHING = "nothing"
    NO_MONEY = "no_money"
    NO_COUNTERPART = "no_counterpart"
    WHOLE = "whole"


_ORDER = tuple(Pattern)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What one entity discloses: engagements by pattern, and how many name a country or are global."""

    entity: str
    counts: Mapping[Pattern, int]
    placed: int

    @property
    def engagements(self) -> int:
        """How many engagements of the entity there are to look at."""
        return sum(self.counts.values())

    @property
    def pattern(self) -> Pattern:
        """The most that at least half of its engagements reach; nothing, if it has none here."""
        reached = 0
        for pattern in reversed(_ORDER):
            reached += self.counts.get(pattern, 0)
            if self.engagements and 2 * reached >= self.engagements:
                return pattern
        return Pattern.NOTHING

    @property
    def whole_share(self) -> float:
        """Share of its engagements with partners, contributions and counterpart contributions; 0 without any."""
        return self.counts.get(Pattern.WHOLE, 0) / self.engagements if self.engagements else 0.0


def pattern_of(engagement: Engagement) -> Pattern:
    """Return how much of an engagement is disclosed; a contribution counts when its amount is known."""
    if not engagement.members:
        return Pattern.NOTHING
    sides = {each.by_un for each in engagement.contributions if each.amount is not None}
    if False not in sides:
        return Pattern.NO_MONEY
    return Pattern.WHOLE if True in sides else Pattern.NO_COUNTERPART


def by_entity(engagements: Iterable[Engagement], entities: Collection[str]) -> tuple[Disclosed, ...]:
    """Return what each entity discloses, the most complete first; an engagement counts for each entity that takes part.

    `entities` are those that should report: whoever has nothing here stands at the end.
    """
    counts: dict[str, Counter[Pattern]] = defaultdict(Counter)
    placed: Counter[str] = Counter()
    for each in engagements:
        pattern = pattern_of(each)
        for entity in {each.disclosure.owner_entity, *each.entities}:
            counts[entity][pattern] += 1
            placed[entity] += bool(each.countries) or each.level.value == "global"
    found = [
        Disclosed(entity, {pattern: counts[entity][pattern] for pattern in Pattern}, placed[entity])
        for entity in {*entities, *counts}
    ]
    return tuple(
        sorted(found, key=lambda each: (-_ORDER.index(each.pattern), -each.whole_share, -each.engagements, each.entity))
    )
