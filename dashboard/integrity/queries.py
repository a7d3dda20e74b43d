"""Cached questions of the page on due diligence; verdicts are kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import date

import streamlit as st

from acts import diligence, rules, sanctions, screenings
from acts.act import today
from acts.diligence import Material
from acts.rules import Change
from dashboard import resources
from dashboard.words import _, number
from matching.integrity import Effect, Removal, Rulebook, Split, Verdicts, flags_for, removals, splits
from matching.integrity.what_if import LiveRecords
from matching.names import Resemblance, reviewed
from matching.records import (
    Consultation,
    Flag,
    Listed,
    NameReview,
    RuleChange,
    Screening,
    StatedLink,
    Verdict,
    Viewer,
)


@st.cache_data(ttl=10, max_entries=1, show_spinner=False)
def stamp() -> str:
    """Return a text that changes when due diligence does; the same for everybody."""
    return diligence.stamp(resources.everybody())


def verdicts(entity: str = "") -> Verdicts:
    """Return the verdicts of all entities, as somebody of `entity` may be told them; empty for nobody's."""
    return _verdicts(entity, stamp(), today())


# What an entity keeps to itself enters only what its own people are shown, so its name is part of the key.
@st.cache_resource(max_entries=8, show_spinner=False)
def _verdicts(entity: str, of_stamp: str, day: date) -> Verdicts:
    return diligence.judged(_material(of_stamp), day, entity)


def rulebook() -> Rulebook:
    """Return every rule and how it stands with each entity; rules are open to everybody who may read the page."""
    return _rulebook(stamp())


@st.cache_resource(max_entries=1, show_spinner=False)
def _rulebook(of_stamp: str) -> Rulebook:
    return diligence.rulebook(_material(of_stamp))


# Read once for all and told to nobody as it is: flags and screenings go through the rules of who may know.
@st.cache_resource(max_entries=1, show_spinner=False)
def _material(of_stamp: str) -> Material:
    return diligence.material(resources.everybody())


def links() -> tuple[StatedLink, ...]:
    """Return the links that people have stated."""
    return _material(stamp()).links


def flags(partner: str, entity: str) -> tuple[Flag, ...]:
    """Return the flags on a partner that somebody of an entity may be told of."""
    told = flags_for(_material(stamp()).flags, entity, today())
    return tuple(flag for flag in told if flag.partner == partner)


def changes() -> tuple[RuleChange, ...]:
    """Return every change of rules, the newest first."""
    return rules.changes(resources.everybody())


def consultations(viewer: Viewer) -> tuple[Consultation, ...]:
    """Return what the viewer's entity has asked others about their screenings, and was asked itself."""
    return screenings.consultations(resources.caller(viewer))


def all_screenings() -> tuple[Screening, ...]:
    """Return every screening, for what `matching.integrity` then tells a viewer of them."""
    return _material(stamp()).screenings


def shown_of(partner: str, entity: str) -> tuple[tuple[str, str], ...]:
    """Return owner and id of the screenings and flags that somebody of an entity is told of by name with a partner."""
    return diligence.shown_of(_material(stamp()), verdicts(entity), partner, entity)


def flags_behind(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Return owner and id of the flags on which a verdict stands."""
    return diligence.flags_behind(_material(stamp()), [verdict])


def effect(entity: str, change: Change) -> Effect:
    """Return what happens when a rule is taken up, dropped or written anew, as somebody of `entity` may be told."""
    return _effect(entity, change, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _effect(entity: str, change: Change, of_stamp: str, day: date) -> Effect:
    before, live = _verdicts(entity, of_stamp, day), _live_records(entity, of_stamp, day)
    return diligence.effect(_material(of_stamp), before, change, live, entity)


def live_records(entity: str) -> LiveRecords:
    """Return the running engagements and live approaches of which somebody of an entity may be told by name."""
    return _live_records(entity, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _live_records(entity: str, of_stamp: str, day: date) -> LiveRecords:
    return diligence.live_records(resources.everybody(), entity)


def costs(entity: str) -> tuple[Removal, ...]:
    """Return what each rule of an entity costs: whom it excludes, and how many of them are small firms."""
    return _costs(entity, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _costs(entity: str, of_stamp: str, day: date) -> tuple[Removal, ...]:
    return removals(_verdicts(entity, of_stamp, day), entity)


def split_partners(entity: str) -> tuple[Split, ...]:
    """Return the partners on which entities are furthest apart, at most 200."""
    return _splits(entity, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _splits(entity: str, of_stamp: str, day: date) -> tuple[Split, ...]:
    return splits(_verdicts(entity, of_stamp, day), most=200)


def resemblances() -> tuple[Resemblance, ...]:
    """Return whose name resembles a listed one, before anybody has looked at them."""
    return _compared(_names_stamp())[1]


def queue() -> tuple[tuple[Resemblance, ...], tuple[Listed, ...], tuple[NameReview, ...]]:
    """Return the names that resemble a listed one, all listed names, and the last answer on each pair."""
    entries, hits = _compared(_names_stamp())
    said = sanctions.reviews(resources.everybody())
    return reviewed(hits, said), entries, tuple(said.values())


def _names_stamp() -> str:
    """Return a text that changes when names do: of partners, or on a list."""
    return f"{sanctions.stamp(resources.everybody())} {resources.edition()}"


# Facts and answers leave names as they are: a search of all lists takes seconds and is kept apart from them.
@st.cache_resource(max_entries=1, show_spinner=False)
def _compared(of_stamp: str) -> tuple[tuple[Listed, ...], tuple[Resemblance, ...]]:
    entries = sanctions.listed(resources.everybody())
    with st.spinner(_("Comparing {n} listed names with all partners").format(n=number(len(entries)))):
        return entries, sanctions.compare(resources.everybody(), entries)
