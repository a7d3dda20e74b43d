"""What pages look up. Every cache is bounded and keyed by visibility class: it is shared by all users."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from acts import ranking
from acts.ranking import ASKED, Entry
from acts.reference import Figure, read_figures
from dashboard import labels, resources
from dashboard.downloads import DataSheet
from dashboard.preparation import PreparationProgress, Ready
from dashboard.quality import Result, read_results
from dashboard.resources import Library
from matching.records import Viewer

OPEN = "open"  # the visibility class of what everybody may see


def library() -> Library:
    """Return what everybody may look up."""
    return resources.library(OPEN)


def synthetic() -> bool:
    """Return whether invented data is loaded."""
    return library().synthetic


def countries() -> frozenset[str]:
    """Return the countries that any need or partner names."""
    return library().countries


@st.cache_data(max_entries=12, ttl="10m", show_spinner=False)
def need_lines(language: str, visibility_class: str) -> dict[str, str]:
    """Return each need on one line, by id, in the language that the page speaks."""
    return {key: labels.need_line(need) for key, need in resources.library(visibility_class).needs.items()}


@st.cache_data(max_entries=12, ttl="10m", show_spinner=False)
def partner_lines(language: str, visibility_class: str) -> dict[str, str]:
    """Return each partner on one line, by id, in the language that the page speaks."""
    profiles = resources.library(visibility_class).profiles
    return {key: labels.partner_line(profile.partner) for key, profile in profiles.items()}


def an_entity(need: str) -> str:
    """Return the entity that has a need; for none the one with most needs, ties by name."""
    held = library()
    if need in held.needs:
        return held.needs[need].entity
    count = Counter(each.entity for each in held.needs.values())
    return min(count or held.entities, key=lambda name: (-count[name], name), default="")


def progress() -> PreparationProgress:
    """Return how far the preparation of the ranking is."""
    return resources.preparation(OPEN).progress


def ready() -> Ready | None:
    """Return what can be ranked now, None while the texts are being read."""
    return resources.preparation(OPEN).ready


def shortlist(viewer: Viewer) -> tuple[Entry, ...]:
    """Return what a viewer has kept, oldest first."""
    return ranking.shortlist(resources.caller(viewer))


def keep(viewer: Viewer, partner: str, need: str) -> None:
    """Put a partner on a viewer's shortlist; a typed question has no record, so the partner is kept for none."""
    ranking.keep(resources.caller(viewer), partner, "" if need == ASKED else need)


def drop(viewer: Viewer, partner: str, need: str) -> None:
    """Take a partner off a viewer's shortlist."""
    ranking.drop(resources.caller(viewer), partner, "" if need == ASKED else need)


def figures() -> tuple[Figure, ...]:
    """Return the figures that the two reports published."""
    return read_figures()


def quality() -> tuple[Result, ...]:
    """Return what `make eval` measured."""
    return read_results()


def data_sheet(
    name: str,
    question: str,
    viewer: str,
    *,
    synthetic: bool,
    filters: Mapping[str, str] | None = None,
    withheld: int = 0,
) -> DataSheet:
    """Return the sheet that goes with a download made now."""
    return DataSheet(name, question, viewer, datetime.now(UTC), synthetic, filters or {}, withheld)
