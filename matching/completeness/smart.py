"""Whether an engagement is described as Partnership Data for SDGs asks: SMART, where R is resource-based (R17 ¶45)."""

from __future__ import annotations

from enum import StrEnum

from matching.records import Engagement, Level


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
