"""Cached questions of the page on data quality, kept for a class of viewers until the records change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from acts import data_quality
from dashboard import resources
from matching.completeness import DataQuality
from matching.records import Viewer


def quality(viewer: Viewer) -> DataQuality:
    """Return how good the records are that a viewer may see."""
    return _quality(viewer.visibility_class, resources.edition(), datetime.now(UTC).date(), viewer)


# The class is the key; who looks is left out of it, since two of one class are told the same.
@st.cache_resource(max_entries=8, ttl="2m", show_spinner=False)
def _quality(visibility_class: str, of_edition: str, today: date, _viewer: Viewer) -> DataQuality:
    return data_quality.data_quality(resources.caller(_viewer))
