"""What the coordination pages ask of the store; a situation is kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import streamlit as st

from dashboard import queries, resources
from dashboard.coordination.situation import Register, Situation
from data import approaches, engagements, resolutions, zones
from data.approaches import around, talks
from matching.clearance import Bearings, Places, elapsed
from matching.disclosure import Viewpoint
from matching.overlaps import by_words
from matching.records import Circle, Outcome, Resolution


def places() -> Places:
    """Return where days end."""
    return Places(zones.time_zones(), zones.weekends())


def bearings(at: datetime) -> Bearings:
    """Return what decisions at an instant stand on."""
    return Bearings(at, places(), by_words)


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def let_time_pass() -> int:
    """Let the clock decide in the register, at most once a minute; return how many events followed."""

    def clock(circle: Circle, at: datetime) -> Outcome:
        return elapsed(circle, bearings(at))

    return approaches.tick(resources.engine(), clock, datetime.now(UTC))


def situation() -> Situation:
    """Return what leadership may be told now: the same for everybody who may open the page."""
    let_time_pass()
    with resources.connection() as asked:
        stamp = approaches.stamp(asked)
    return _situation(queries.OPEN, stamp, datetime.now(UTC).date())


def resolutions_now() -> tuple[Resolution, ...]:
    """Return the list of decisions."""
    with resources.connection() as asked:
        return resolutions.all_(asked)


# The arguments key the cache: another class of viewers, another state of the register or another day is another answer.
@st.cache_resource(max_entries=4, show_spinner=False)
def _situation(visibility_class: str, stamp: str, day: date) -> Situation:
    held = resources.library(visibility_class)
    view = Viewpoint(datetime.combine(day, time(), UTC))
    return Situation.of(_register(), tuple(held.profiles.values()), held.needs, view)


def _register() -> Register:
    with resources.connection() as asked:
        return Register(
            approaches=approaches.all_(asked),
            events=approaches.events(asked),
            talks=talks.all_(asked),
            around=Circle(quiet=around.quiet_periods(asked), top_tier=around.top_tier(asked)),
            sizes=engagements.count_by_size(asked),
            engaged=engagements.partners_of_running(asked),
        )
