"""What all parts of one network share: seed, day, origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.demo.chance import Dice
from matching.records import Origin


@dataclass(frozen=True, slots=True)
class Setting:
    """The seed that decides everything, the day on which the demo plays, and the mark on each record."""

    seed: int
    today: date

    @property
    def origin(self) -> Origin:
        """The origin of whatever is invented."""
        return Origin(f"demo network, seed {self.seed}", synthetic=True)

    def dice(self, *key: object) -> Dice:
        """Return dice that depend on the seed and the key alone."""
        return Dice(self.seed, *key)
