"""How good the engagements are that one viewer may be told: disclosed, reported, measurable, fresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from matching.completeness.cycle import Rate, rates
from matching.completeness.disclosed import Disclosed, by_entity
from matching.completeness.smart import Smart, missing
from matching.completeness.told import ToldEngagements
from matching.freshness import Light, light, of_capability, of_engagement
from matching.records import Period, RecordKind, State

_OVER = (State.ENDED, State.STOPPED)


@dataclass(frozen=True)
class DataQuality:
    """What may be told on a day; `smart` and `lights` by engagement, `profiles` how many capabilities have a light."""

    told: ToldEngagements
    entities: tuple[Disclosed, ...]
    cycle: tuple[Rate, ...]
    smart: Mapping[str, tuple[Smart, ...]]
    lights: Mapping[str, Light]
    profiles: Mapping[Light, int]

    @classmethod
    def of(
        cls,
        told: ToldEngagements,
        entities: Collection[str],
        offered: Mapping[str, Period],
        stated: Mapping[RecordKind, Mapping[str, date]],
        today: date,
    ) -> DataQuality:
        """Return the quality on a day.

        :param entities: Those that should report.
        :param offered: The periods of capabilities by id.
        :param stated: When a source last stated a record, by kind and id.
        """
        said, offers = stated[RecordKind.ENGAGEMENT], stated[RecordKind.CAPABILITY]
        return cls(
            told,
            by_entity(told.engagements, entities),
            rates(told.engagements, today),
            {each.id: missing(each) for each in told.engagements},
            {each.id: light(of_engagement(each, today, said.get(each.id)), today) for each in told.engagements},
            Counter(light(of_capability(period, today, offers.get(key)), today) for key, period in offered.items()),
        )

    @property
    def synthetic(self) -> bool:
        """Whether anything invented is among it."""
        return any(each.origin.synthetic for each in self.told.engagements)

    def running(self) -> Counter[Light]:
        """Return the lights of the engagements that are not over."""
        return Counter(self.lights[each.id] for each in self.told.engagements if each.state not in _OVER)
