"""Cached questions of the country pages; an atlas is kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from acts import country
from acts.country import Provided, UnnamedInCountries
from dashboard import queries, resources
from dashboard.coordination.queries import let_time_pass
from matching.country import Atlas, CallUp, Portrait, call_up
from matching.records import Viewer

# Engagements have no log as approaches have: what changed in one is seen after so many minutes at the latest.
KEPT = "5m"


def atlas(viewer: Viewer) -> Atlas:
    """Return all countries as a viewer may see them now."""
    let_time_pass()
    return _atlas(viewer.visibility_class, viewer, _stamp(), resources.edition(), _hour())


def unnamed(viewer: Viewer) -> UnnamedInCountries:
    """Return what a viewer is told of records that may not be named to them."""
    return _unnamed(viewer.visibility_class, viewer.entity, _stamp(), _hour())


def called(portrait: Portrait, emergency: str) -> CallUp:
    """Return whom to call in a country for a type of emergency."""
    held = _provided(_stamp())
    asked = country.emergencies()[emergency]
    return call_up(portrait, asked, held.standbys, queries.library().profiles, held.quiet)


def _hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def _stamp() -> str:
    return country.stamp(resources.everybody())


@st.cache_resource(max_entries=1, ttl=KEPT, show_spinner=False)
def _provided(stamp: str) -> Provided:
    return country.provided(resources.everybody())


# Of the viewer only what the class says enters; the database leaves out what may not be named, the atlas asks again.
@st.cache_resource(max_entries=12, ttl=KEPT, show_spinner=False)
def _atlas(visibility_class: str, _viewer: Viewer, stamp: str, edition: str, hour: datetime) -> Atlas:
    library = queries.library()
    return country.atlas(
        resources.caller(_viewer),
        _provided(stamp),
        needs=tuple(library.needs.values()),
        profiles=tuple(library.profiles.values()),
        entities=tuple(library.entities.values()),
        at=hour,
    )


# Counted for Concert itself, and told in counts that stand on several entities or name no place.
@st.cache_resource(max_entries=12, ttl=KEPT, show_spinner=False)
def _unnamed(visibility_class: str, entity: str, stamp: str, hour: datetime) -> UnnamedInCountries:
    firms = {name: profile.partner for name, profile in queries.library().profiles.items()}
    return country.unnamed(resources.everybody(), entity, firms, hour)
