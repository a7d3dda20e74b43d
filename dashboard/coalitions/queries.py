"""Cached questions of the coalition pages; bounded, and keyed by visibility class: they are shared by all users."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from acts.reference import read_countries
from dashboard import queries, rankings, resources
from dashboard.coalitions.question import Build, plain
from dashboard.integrity import queries as diligence
from dashboard.integrity import rollup
from dashboard.question import Question
from matching.coalitions import Alliance, Assembly, Choice, facets_of, weighed
from matching.coalitions.alliances import suggested
from matching.coalitions.reach import Reach
from matching.coalitions.stakeholders import CODES
from matching.records import Facet, FacetKind, Need, Resource


def known(build: Build) -> bool:
    """Return whether the need that is named exists."""
    return not build.need or build.need in queries.library().needs


def need_of(build: Build) -> Need:
    """Return the need to cover: of the register, or the typed text with what its words signal."""
    return rankings.asked_need(Question(record=build.need, text=build.text))


def facets(build: Build) -> tuple[Facet, ...]:
    """Return the facets that are weighed, adding up to 1: those that were edited, else those of the need."""
    need = need_of(build)
    if build.facets is None:
        return facets_of(need)
    return weighed(replace(facet, need=need.id) for facet in build.facets)


def candidates(build: Build) -> Build:
    """Return what is asked without partners and alliances that are not here: a link may be older than the register."""
    here = queries.library().profiles
    allied = tuple(alliance for alliance in build.alliances if all(firm in here for firm in alliance.members))
    ids = frozenset(here) | {alliance.id for alliance in allied}
    return replace(
        build,
        members=tuple(member for member in build.members if member in ids),
        locked=build.locked & ids,
        out=build.out & ids,
        alliances=allied,
    )


def assembly(build: Build) -> Assembly | None:
    """Return all that is known for building; None while texts are being read, or when nothing can be covered."""
    held = queries.ready()
    if held is None or not facets(build):
        return None
    return _assembly(plain(build), held.version, queries.OPEN, diligence.stamp())


@st.cache_resource(max_entries=24, ttl="1h", show_spinner=False)
def _assembly(build: Build, version: int, visibility_class: str, due_diligence: str) -> Assembly:
    need = need_of(build)
    reach = _reach(need, facets(build), version, visibility_class)
    made = Assembly.on(reach, build.conditions, rollup.excluded(need.entity))
    made.proposal  # noqa: B018 - solved here, once for everybody who asks the same
    return made


@st.cache_resource(max_entries=12, ttl="1h", show_spinner=False)
def _reach(need: Need, asked: tuple[Facet, ...], version: int, visibility_class: str) -> Reach:
    held = resources.preparation(visibility_class).ready
    assert held is not None  # noqa: S101 - `assembly` has asked
    return Reach.of(need, asked, held.pool)


def alliances(made: Assembly) -> tuple[Alliance, ...]:
    """Return alliances of small firms that might take one seat."""
    return suggested(made.reach.coverage, made.reach.pool.profiles, made.need)


def current(build: Build, made: Assembly) -> Choice | None:
    """Return the members at hand as a choice: those that were chosen, else the first proposal; None for neither."""
    members = [member for member in build.members if member in made.profiles]
    if members:
        return made.seating(members).choice
    return made.proposal.choices[0] if made.proposal.choices else None


def firms(made: Assembly, members: Sequence[str]) -> tuple[str, ...]:
    """Return the partners behind the members: of an alliance its firms."""
    inside = {alliance.id: alliance.members for alliance in made.alliances}
    return tuple(firm for member in members for firm in inside.get(member, (member,)))


def swaps(made: Assembly, choice: Choice) -> dict[str, tuple[str, ...]]:
    """Return who could take each seat while every term holds, best first."""
    return {member: tuple(each.partner for each in made.alternates(choice, member, 5)) for member in choice.members}


def readable(kind: FacetKind, text: str) -> bool:
    """Return whether a facet of this kind can say this: a text anything, a code one that exists."""
    if kind is FacetKind.CAPABILITY:
        return True
    if kind is FacetKind.COUNTRY:
        return any(each.iso3 == text for each in read_countries())
    return text in (set(Resource) if kind is FacetKind.RESOURCE else set(CODES))
