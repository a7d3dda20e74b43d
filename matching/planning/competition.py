"""The competition index: the share of live approaches that collide with another, by number and by value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Competition:
    """How many of `live` approaches collide, and the same weighted by match value."""

    live: int
    colliding: int
    value: float
    colliding_value: float

    @property
    def index(self) -> float:
        """Share of the match value of live approaches that stands in a collision, 0..1; 0 when nothing is live."""
        return self.colliding_value / self.value if self.value else 0.0

    @property
    def share(self) -> float:
        """Share of live approaches that collide, each counting the same, 0..1."""
        return self.colliding / self.live if self.live else 0.0


def competition(values: Mapping[str, float], collisions: Collection[tuple[str, str]]) -> Competition:
    """Return the competition among approaches with the given match values (id -> 0..1).

    Collisions with records that are no live approach, such as engagements, count for the approach alone.
    """
    colliding = {name for pair in collisions for name in pair} & values.keys()
    return Competition(
        live=len(values),
        colliding=len(colliding),
        value=sum(values[name] for name in sorted(values)),
        colliding_value=sum(values[name] for name in sorted(colliding)),
    )
