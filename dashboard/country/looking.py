"""What the country pages ask of the store; an atlas is kept for a class of viewers until anything changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import queries, resources
from dashboard.coordination.queries import let_time_pass
from data import approaches, engagements
from data.approaches import around
from data.integrity import known
from data.local import networks, standbys
from matching.coordination import unnamed as asks
from matching.country import Atlas, CallUp, Portrait, call_up
from matching.disclosure import Viewpoint, withheld
from matching.records import SYSTEM, Emergency, LocalNetwork, QuietPeriod, Standby, Viewer

# Engagements have no log as approaches have: what changed in one is seen after so many minutes at the latest.
KEPT = "5m"


@dataclass(frozen=True)
class Provided:
    """What everybody on the UN side may read: statements, when facts were noted, commitments, quiet periods."""

    networks: tuple[LocalNetwork, ...]
    checked: Mapping[str, date]
    standbys: tuple[Standby, ...]
    quiet: tuple[QuietPeriod, ...]


@dataclass(frozen=True)
class Unnamed:
    """What is told of records that may not be named: by reason in all, and safe counts of approaches by country."""

    withheld: Mapping[str, int]
    by_country: Mapping[str, int]


def atlas(viewer: Viewer) -> Atlas:
    """Return all countries as a viewer may see them now."""
    let_time_pass()
    return _atlas(viewer.visibility_class, viewer, _stamp(), resources.edition(), _hour())


def unnamed(viewer: Viewer) -> Unnamed:
    """Return what a viewer is told of records that may not be named to them."""
    return _unnamed(viewer.visibility_class, viewer.entity, _stamp(), _hour())


def emergencies() -> Mapping[str, Emergency]:
    """Return the types of emergency by id."""
    return {each.id: each for each in standbys.read_emergencies()}


def called(portrait: Portrait, emergency: str) -> CallUp:
    """Return whom to call in a country for a type of emergency."""
    held = _provided(_stamp())
    return call_up(portrait, emergencies()[emergency], held.standbys, queries.library().profiles, held.quiet)


def _hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def _stamp() -> str:
    with resources.connection(SYSTEM) as asked:
        return " ".join((approaches.stamp(asked), engagements.stamp(asked), networks.stamp(asked)))


@st.cache_resource(max_entries=1, ttl=KEPT, show_spinner=False)
def _provided(stamp: str) -> Provided:
    with resources.connection(resources.EVERYBODY) as asked:
        return Provided(
            networks=networks.all_(asked),
            checked=known.newest(asked),
            standbys=standbys.all_(asked),
            quiet=around.quiet_periods(asked),
        )


# Of the viewer only what the class says enters; the database leaves out what may not be named, the atlas asks again.
@st.cache_resource(max_entries=12, ttl=KEPT, show_spinner=False)
def _atlas(visibility_class: str, _viewer: Viewer, stamp: str, edition: str, hour: datetime) -> Atlas:
    held, library = _provided(stamp), queries.library()
    with resources.connection(_viewer) as asked:
        running, live = engagements.all_(asked), approaches.live(asked)
    return Atlas(
        view=Viewpoint(hour, _viewer.entity),
        needs=tuple(library.needs.values()),
        profiles=tuple(library.profiles.values()),
        entities=tuple(library.entities.values()),
        engagements=running,
        approaches=live,
        networks=held.networks,
        checked=held.checked,
    )


# Counted for Concert itself, and told in counts that stand on several entities or name no place.
@st.cache_resource(max_entries=12, ttl=KEPT, show_spinner=False)
def _unnamed(visibility_class: str, entity: str, stamp: str, hour: datetime) -> Unnamed:
    firms = {name: profile.partner for name, profile in queries.library().profiles.items()}
    with resources.connection(SYSTEM) as asked:
        live = approaches.live(asked)
        marks = [*(each.disclosure for each in live), *(each.disclosure for each in engagements.all_(asked))]
    published = asks.Unnamed.of(live, firms, Viewpoint(hour.replace(hour=0))).by["country"]
    return Unnamed(withheld(Viewpoint(hour, entity), marks), published.counts)
