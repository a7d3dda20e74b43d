"""Cached questions of the coordination pages; a situation is kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from acts import approaches, coordination
from dashboard import queries, resources
from dashboard.integrity import queries as diligence
from matching.coordination import OwnApproaches, Situation
from matching.records import Partner


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def let_time_pass() -> int:
    """Let the clock decide in the register, at most once a minute; return how many events followed."""
    return approaches.let_time_pass(resources.engine())


def situation() -> Situation:
    """Return what leadership may be told now: the same for everybody who may open the page."""
    let_time_pass()
    stamp = coordination.stamp(resources.everybody())
    return _situation(queries.OPEN, f"{stamp} {diligence.stamp()}", datetime.now(UTC).date())


def own_approaches(entity: str) -> OwnApproaches:
    """Return what concerns an entity now."""
    let_time_pass()
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return _own_approaches(entity, coordination.stamp(resources.everybody()), hour)


def partners() -> tuple[Partner, ...]:
    """Return all partners."""
    return tuple(profile.partner for profile in queries.library().profiles.values())


# The arguments key the cache: another class of viewers, another state of the register or another day is another answer.
@st.cache_resource(max_entries=4, show_spinner=False)
def _situation(visibility_class: str, stamp: str, day: date) -> Situation:
    held = resources.library(visibility_class)
    blocked = diligence.verdicts().blocked_pairs()
    return coordination.situation(resources.everybody(), tuple(held.profiles.values()), held.needs, blocked, day)


# An entity is told more of its own records than others are, so its name is part of the key.
@st.cache_resource(max_entries=16, show_spinner=False)
def _own_approaches(entity: str, stamp: str, hour: datetime) -> OwnApproaches:
    return coordination.own_approaches(resources.everybody(), entity, partners(), hour)
