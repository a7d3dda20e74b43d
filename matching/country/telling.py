"""What of the register may be told of one country: records that may be named to the viewer, and no others.

A country page breaks the register down by place, so that a figure made of unnamed records would tell of them. They are
counted for all countries together (`matching.disclosure.withheld`), and released by country only in safe counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matching.disclosure import Viewpoint, grain
from matching.records import Approach, Engagement, Kind, Visibility


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one country on a day: its needs stand by it; `kinds` are those of partners, by id."""

    country: str
    today: date
    engagements: Sequence[Engagement] = ()
    approaches: Sequence[Approach] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)


def tell_approaches(view: Viewpoint, approaches: Iterable[Approach]) -> tuple[Approach, ...]:
    """Return the live approaches that may be named."""
    return tuple(each for each in approaches if each.live and grain(view, each.disclosure) is Visibility.NAMED)


def tell_engagements(view: Viewpoint, engagements: Iterable[Engagement]) -> tuple[Engagement, ...]:
    """Return the engagements that may be named."""
    return tuple(each for each in engagements if grain(view, each.disclosure) is Visibility.NAMED)
