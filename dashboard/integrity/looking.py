"""What the page on due diligence asks of the store; verdicts are kept for a class of viewers until anything changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import resources
from dashboard.words import _, number
from data import approaches, engagements
from data.integrity import adopting, consulting, judging, names
from matching.disclosure import Viewpoint, grain
from matching.integrity import (
    RUNNING,
    Dossiers,
    Effect,
    Removal,
    Rulebook,
    Split,
    Verdicts,
    flags_for,
    judge,
    removals,
    splits,
    what_if,
)
from matching.names import Resemblance, resemblances, reviewed
from matching.records import (
    SYSTEM,
    Approach,
    Consultation,
    Engagement,
    Flag,
    Listed,
    NameReview,
    OwnRule,
    Partner,
    RuleChange,
    Screening,
    Standing,
    StatedLink,
    Viewer,
    Visibility,
)

# Whose, which rule, what becomes of it, and the text of an own rule that comes with it.
Change = tuple[str, str, Standing, OwnRule | None]


def today() -> date:
    """Return the day on which facts are read."""
    return datetime.now(UTC).date()


@st.cache_data(ttl=10, max_entries=1, show_spinner=False)
def stamp() -> str:
    """Return a text that changes when due diligence does; the same for everybody."""
    with resources.connection(SYSTEM) as asked:
        return judging.stamp(asked)


def verdicts(entity: str = "") -> Verdicts:
    """Return the verdicts of all entities, as somebody of `entity` may be told them; empty for nobody's."""
    return _verdicts(entity, stamp(), today())


# What an entity keeps to itself enters only what its own people are shown, so its name is part of the key.
@st.cache_resource(max_entries=8, show_spinner=False)
def _verdicts(entity: str, of_stamp: str, day: date) -> Verdicts:
    held = _material(of_stamp)
    flags = flags_for(held.flags, entity, day)
    dossiers = Dossiers.of(held.partners, held.facts, held.criteria, day, flags, stated=held.links)
    return judge(_rulebook(of_stamp).policies(), dossiers)


def rulebook() -> Rulebook:
    """Return every rule and how it stands with each entity; rules are open to everybody who may read the page."""
    return _rulebook(stamp())


@st.cache_resource(max_entries=1, show_spinner=False)
def _rulebook(of_stamp: str) -> Rulebook:
    held = _material(of_stamp)
    return Rulebook.of(held.base, held.options, held.own, held.changes)


# Read once for all and told to nobody as it is: flags and screenings go through the rules of who may know.
@st.cache_resource(max_entries=1, show_spinner=False)
def _material(of_stamp: str) -> judging.Material:
    with resources.connection(SYSTEM) as asked:
        return judging.read(asked)


def links() -> tuple[StatedLink, ...]:
    """Return the links that people have stated."""
    return _material(stamp()).links


def flags(partner: str, entity: str) -> tuple[Flag, ...]:
    """Return the flags on a partner that somebody of an entity may be told of."""
    told = flags_for(_material(stamp()).flags, entity, today())
    return tuple(flag for flag in told if flag.partner == partner)


def changes() -> tuple[RuleChange, ...]:
    """Return every change of rules, the newest first."""
    with resources.connection(SYSTEM) as asked:
        return adopting.history(asked)[::-1]


def questions(viewer: Viewer) -> tuple[Consultation, ...]:
    """Return what the viewer's entity has asked others about their screenings, and was asked itself."""
    if not viewer.entity:
        return ()
    with resources.connection(viewer) as asked:
        return consulting.of_entity(asked, viewer.entity)


def all_screenings() -> tuple[Screening, ...]:
    """Return every screening, for what `matching.integrity` then tells a viewer of them."""
    return _material(stamp()).screenings


def named_screenings(partner: str) -> list[tuple[str, str]]:
    """Return owner and id of the screenings of a partner that others may know by name."""
    named = (each for each in all_screenings() if each.disclosure.visibility is Visibility.NAMED)
    return [(each.disclosure.owner_entity, each.id) for each in named if each.partner == partner]


def effect(entity: str, change: Change) -> Effect:
    """Return what happens when a rule is taken up, dropped or written anew, as somebody of `entity` may be told."""
    return _effect(entity, change, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _effect(entity: str, change: Change, of_stamp: str, day: date) -> Effect:
    before = _verdicts(entity, of_stamp, day)
    changed = _rulebook(of_stamp).changed(*change).policies()
    view = Viewpoint(datetime.now(UTC), entity)
    screened = [each for each in _material(of_stamp).screenings if grain(view, each.disclosure) is Visibility.NAMED]
    return what_if(before, changed, *_live(entity, of_stamp, day), screened)


@st.cache_resource(max_entries=8, show_spinner=False)
def _live(entity: str, of_stamp: str, day: date) -> tuple[tuple[Engagement, ...], tuple[Approach, ...]]:
    view = Viewpoint(datetime.now(UTC), entity)
    with resources.connection(SYSTEM) as asked:
        running, live = engagements.all_(asked), approaches.live(asked)
    return (
        tuple(each for each in running if grain(view, each.disclosure) is Visibility.NAMED),
        tuple(each for each in live if grain(view, each.disclosure) is Visibility.NAMED),
    )


def titles(entity: str) -> Mapping[str, str]:
    """Return what the engagements and live approaches are called that somebody of an entity may be told of."""
    running, live = _live(entity, stamp(), today())
    return {each.id: each.title for each in running} | {each.id: each.topic for each in live}


def worked_with(entity: str) -> frozenset[str]:
    """Return the partners in live engagements and approaches of an entity."""
    running, live = _live(entity, stamp(), today())
    members = {
        member.partner
        for each in running
        if each.state in RUNNING and entity in each.entities
        for member in each.members
    }
    return frozenset(members | {each.partner for each in live if each.entity == entity})


def costs(entity: str) -> tuple[Removal, ...]:
    """Return what each rule of an entity costs."""
    return _costs(entity, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _costs(entity: str, of_stamp: str, day: date) -> tuple[Removal, ...]:
    return removals(_verdicts(entity, of_stamp, day), entity)


@st.cache_resource(max_entries=8, show_spinner=False)
def _splits(entity: str, of_stamp: str, day: date) -> tuple[Split, ...]:
    return splits(_verdicts(entity, of_stamp, day), most=200)


def split_partners(entity: str) -> tuple[Split, ...]:
    """Return the partners on which entities are furthest apart, at most 200."""
    return _splits(entity, stamp(), today())


Said = Mapping[tuple[str, str], NameReview]


def search_material() -> tuple[tuple[Partner, ...], tuple[Resemblance, ...], Said]:
    """Return partners, all that resembles a listed name, and what people have said of such pairs, as they are now."""
    with resources.connection(SYSTEM) as asked:
        said = names.reviews(asked)
    _entries, hits = _found(names_stamp())
    return _material(stamp()).partners, hits, said


def queue() -> tuple[tuple[Resemblance, ...], tuple[Listed, ...], tuple[NameReview, ...]]:
    """Return the names that resemble a listed one, all listed names, and the last answer on each pair."""
    _held, hits, said = search_material()
    entries, _hits = _found(names_stamp())
    return reviewed(hits, said), entries, tuple(said.values())


def names_stamp() -> str:
    """Return a text that changes when names do: of partners, or on a list."""
    with resources.connection(SYSTEM) as asked:
        return f"{names.stamp(asked)} {resources.edition()}"


# Facts and answers leave names as they are: a search of all lists takes seconds and is kept apart from them.
@st.cache_resource(max_entries=1, show_spinner=False)
def _found(of_stamp: str) -> tuple[tuple[Listed, ...], tuple[Resemblance, ...]]:
    with resources.connection(SYSTEM) as asked:
        entries = names.listed(asked)
    with st.spinner(_("Comparing {n} listed names with all partners").format(n=number(len(entries)))):
        return entries, resemblances(_material(stamp()).partners, entries)
