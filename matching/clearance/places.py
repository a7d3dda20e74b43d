"""Where people are when a day ends for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from matching.clearance.clock import WEEKEND
from matching.overlaps import Closeness
from matching.records import Approach

# What is agreed with headquarters has no country; its days are those of universal time.
WORLD = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Places:
    """The time zone and the weekend of each country (ISO 3166 alpha-3); days of the week count from Monday, 0."""

    zones: Mapping[str, str] = field(default_factory=dict)
    weekends: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def zone(self, approach: Approach) -> ZoneInfo:
        """Return the zone in whose midnight the approach's window closes: its country's, else universal time."""
        name = self.zones.get(approach.country)
        return ZoneInfo(name) if name else WORLD

    def weekend(self, approach: Approach) -> frozenset[int]:
        """Return the days on which nobody is expected to answer."""
        return self.weekends.get(approach.country, WEEKEND)


@dataclass(frozen=True, slots=True)
class Bearings:
    """What a decision stands on besides the records: the instant (UTC), where days end, how topics are compared."""

    at: datetime
    places: Places = Places()
    closeness: Closeness | None = None
