"""What the page on data quality asks of the store, kept for a class of viewers until the records change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import resources
from data import capabilities, provenance
from data.entities import read_entities
from data.exporting import records_for
from matching.completeness import (
    Disclosed,
    Light,
    Rate,
    Smart,
    ToldEngagements,
    by_entity,
    light,
    missing,
    of_capability,
    of_engagement,
    rates,
    told_engagements,
)
from matching.disclosure import Viewpoint
from matching.records import RecordKind, State, Viewer

_OVER = (State.ENDED, State.STOPPED)


@dataclass(frozen=True)
class Quality:
    """What may be told a viewer on a day."""

    told: ToldEngagements
    entities: tuple[Disclosed, ...]
    cycle: tuple[Rate, ...]
    smart: Mapping[str, tuple[Smart, ...]]
    lights: Mapping[str, Light]
    profiles: Mapping[Light, int]

    @property
    def synthetic(self) -> bool:
        """Whether anything invented is among it."""
        return any(each.origin.synthetic for each in self.told.engagements)

    def running(self) -> Counter[Light]:
        """Return the lights of the engagements that are not over."""
        return Counter(self.lights[each.id] for each in self.told.engagements if each.state not in _OVER)


def quality(viewer: Viewer) -> Quality:
    """Return how good the records are that a viewer may see."""
    return _quality(viewer.visibility_class, resources.edition(), datetime.now(UTC).date(), viewer)


# The class is the key; who looks is left out of it, since two of one class are told the same.
@st.cache_resource(max_entries=8, ttl="2m", show_spinner=False)
def _quality(visibility_class: str, of_edition: str, today: date, _viewer: Viewer) -> Quality:
    view = Viewpoint(datetime.now(UTC), _viewer.entity)
    with records_for(resources.engine(), _viewer) as records:
        told = told_engagements(view, records.engagements(), records.contributions_of, records.there("engagements"))
        stated = provenance.latest_stated(records.seen, RecordKind.ENGAGEMENT)
        offered = provenance.latest_stated(records.seen, RecordKind.CAPABILITY)
        profiles = Counter(
            light(of_capability(period, today, offered.get(key)), today)
            for key, period in capabilities.periods(records.seen).items()
        )
    return Quality(
        told,
        by_entity(told.engagements, [each.id for each in read_entities()]),
        rates(told.engagements, today),
        {each.id: missing(each) for each in told.engagements},
        {each.id: light(of_engagement(each, today, stated.get(each.id)), today) for each in told.engagements},
        profiles,
    )
