"""How good the engagements are that one viewer may be told: disclosed, reported, measurable, fresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.completeness.cycle import Rate, rates
from matching.completeness.disclosed import Disclosed, by_entity
from matching.completeness.told import ToldEngagements
from matching.freshness import Light, light, of_capability, of_engagement
from matching.records import Engagement, Level, Period, RecordKind, State

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


class Smart(StrEnum):
    """The five criteria, in their order."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RESOURCE_BASED = "resource_based"
    TIME_BOUND = "time_bound"


def missing(engagement: Engagement) -> tuple[Smart, ...]:
    """Return the criteria that an engagement does not meet; none when it is SMART.

    Specific: a Goal, a place (a country, or worldwide) and a named result. Measurable: a result with baseline, target
    and source. Achievable: partners are named, and what kind of resources they bring. Resource-based: a contribution
    with its amount. Time-bound: a start and an end.
    """
    placed = bool(engagement.countries) or engagement.level is Level.GLOBAL
    met = {
        Smart.SPECIFIC: bool(engagement.sdgs) and placed and any(each.name.strip() for each in engagement.kpis),
        Smart.MEASURABLE: any(
            each.baseline is not None and each.target is not None and each.source.strip() for each in engagement.kpis
        ),
        Smart.ACHIEVABLE: bool(engagement.members) and bool(engagement.resources),
        Smart.RESOURCE_BASED: any(each.amount is not None for each in engagement.contributions),
        Smart.TIME_BOUND: engagement.period.start is not None and engagement.period.end is not None,
    }
    return tuple(criterion for criterion in Smart if not met[criterion])
