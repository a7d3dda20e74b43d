"""What the coordination pages ask of the store; a situation is kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import streamlit as st

from dashboard import queries, resources
from dashboard.coordination.mine import Mine, partners_of
from dashboard.coordination.situation import Register, Situation
from dashboard.coordination.unnamed import Unnamed
from dashboard.integrity import looking as diligence
from data import approaches, engagements, resolutions, zones
from data.approaches import around, talks
from matching.clearance import Bearings, Desk, Places, desk_for, elapsed
from matching.disclosure import Viewpoint
from matching.overlaps import Groups, by_words
from matching.records import SYSTEM, Approach, Circle, Outcome, Partner, Resolution, Stage, Talk


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
    with resources.connection(SYSTEM) as asked:
        stamp = approaches.stamp(asked)
    return _situation(queries.OPEN, f"{stamp} {diligence.stamp()}", datetime.now(UTC).date())


def mine(entity: str) -> Mine:
    """Return what concerns an entity now."""
    let_time_pass()
    with resources.connection(SYSTEM) as asked:
        stamp = approaches.stamp(asked)
    return _mine(entity, stamp, datetime.now(UTC).replace(minute=0, second=0, microsecond=0))


def sides(talk: Talk) -> tuple[Approach, ...]:
    """Return the approaches of a talk, in order of its sides; call it only for a talk in which all are named."""
    with resources.connection(SYSTEM) as asked:
        known = {each.id: each for each in approaches.some(asked, [party.record for party in talk.parties])}
    return tuple(known[party.record] for party in talk.parties if party.record in known)


def cases(desk: Desk, countries: frozenset[str] | None = None) -> tuple[Approach, ...]:
    """Return the escalated approaches that a desk decides about, of all countries or some, in order of registration."""
    with resources.connection(SYSTEM) as asked:
        top = around.top_tier(asked)
        live = approaches.live(asked)
    groups = Groups.of(partners())
    top_groups = frozenset(name for each in top for name in groups.near(each))
    mine = (each for each in live if each.stage is Stage.ESCALATED and desk_for(each, top_groups) is desk)
    return tuple(each for each in mine if countries is None or each.country in countries)


def partners() -> tuple[Partner, ...]:
    """Return all partners."""
    return tuple(profile.partner for profile in queries.library().profiles.values())


def resolutions_now() -> tuple[Resolution, ...]:
    """Return the list of decisions."""
    with resources.connection(SYSTEM) as asked:
        return resolutions.all_(asked)


# The arguments key the cache: another class of viewers, another state of the register or another day is another answer.
@st.cache_resource(max_entries=4, show_spinner=False)
def _situation(visibility_class: str, stamp: str, day: date) -> Situation:
    held = resources.library(visibility_class)
    view = Viewpoint(datetime.combine(day, time(), UTC))
    firms = {name: profile.partner for name, profile in held.profiles.items()}
    with resources.connection(SYSTEM) as asked:
        unnamed = Unnamed.of(approaches.live(asked), firms, view)
    return Situation.of(_register(), tuple(held.profiles.values()), held.needs, view, unnamed)


# An entity is told more of its own records than others are, so its name is part of the key.
@st.cache_resource(max_entries=16, show_spinner=False)
def _mine(entity: str, stamp: str, hour: datetime) -> Mine:
    firms = {partner.id: partner for partner in partners()}
    with resources.connection(SYSTEM) as asked:
        known = approaches.all_(asked)
        near = partners_of(known, firms, entity)
        circle = Circle(
            engagements=engagements.of_partners(asked, sorted(near)),
            partners=tuple(firms[name] for name in sorted(near) if name in firms),
            quiet=around.quiet_periods(asked, near),
        )
        log = approaches.events(asked, [each.id for each in known if each.entity == entity])
        register = Register(known, log, talks.all_(asked), circle)
        return Mine.of(Viewpoint(hour, entity), register, places())


def _register() -> Register:
    with resources.connection(resources.EVERYBODY) as asked:
        return Register(
            approaches=approaches.all_(asked),
            events=approaches.events(asked),
            talks=talks.all_(asked),
            around=Circle(quiet=around.quiet_periods(asked), top_tier=around.top_tier(asked)),
            sizes=engagements.count_by_size(asked),
            engaged=engagements.partners_of_running(asked),
            blocked=diligence.verdicts().blocked_pairs(),
        )
