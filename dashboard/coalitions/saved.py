"""Saved coalitions: which there are, one of them with its versions, and how it stands today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from acts import coalitions
from acts.coalitions import Revision
from acts.errors import StaleError
from dashboard import resources
from dashboard.coalitions import queries
from dashboard.coalitions.question import Build
from dashboard.coalitions.wording import STATES
from dashboard.words import _
from matching.coalitions import Alliance, Assembly, Choice, Demand, Wish
from matching.records import Coalition, Viewer

TROUBLE = "k-trouble"  # why the last change was not saved
ID = "coalition"  # name in the address


def all_of(viewer: Viewer) -> dict[str, Coalition]:
    """Return every coalition that the viewer may see, by id."""
    return {each.id: each for each in coalitions.saved(resources.caller(viewer))}


def revisions(viewer: Viewer, id: str) -> tuple[Revision, ...]:
    """Return every version of a coalition, oldest first."""
    return coalitions.revisions(resources.caller(viewer), id)


def change(viewer: Viewer, changed: Coalition, why: str) -> None:
    """Save a change as a new version; somebody else's change is not overwritten but told."""
    try:
        coalitions.change(resources.caller(viewer), changed, why)
    except StaleError:
        st.session_state[TROUBLE] = _(
            "Somebody else has changed this coalition since you opened it. Here is the new version: make your change "
            "again."
        )
    except ValueError as error:
        st.session_state[TROUBLE] = str(error)


def lines(every: Mapping[str, Coalition]) -> dict[str, str]:
    """Return each coalition on one line, by id: what, who owns it, where it stands."""
    return {
        key: " · ".join((each.title, each.disclosure.owner_entity, _(STATES[each.state])))
        for key, each in every.items()
    }


def build_of(coalition: Coalition) -> Build:
    """Return a saved coalition as the builder's question, so that it can be looked at and edited there."""
    members = tuple(seat.partner for seat in coalition.seats)
    demands = (each.partition(":") for each in coalition.demands)
    return Build(
        need=coalition.need,
        text=coalition.text,
        facets=tuple(replace(facet, need="") for facet in coalition.facets) or None,
        demands=tuple(Demand(Wish(wish), int(bound)) for wish, _colon, bound in demands if wish in set(Wish)),
        members=members,
        locked=frozenset(seat.partner for seat in coalition.seats if seat.locked),
        alliances=tuple(Alliance(seat.members) for seat in coalition.seats if seat.members),
    )


def standing(coalition: Coalition) -> tuple[Assembly, Choice] | None:
    """Return what is known of the coalition today; None while texts are read or when its need or members are gone."""
    build = build_of(coalition)
    if not queries.known(build):
        return None
    here = queries.candidates(build)
    made = queries.assembly(replace(here, locked=frozenset()))
    if made is None or not here.members:
        return None
    return made, made.seating(here.members).choice
