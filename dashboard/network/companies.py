"""For which company an outsider speaks."""

from __future__ import annotations

from dataclasses import replace

from dashboard import access, choices, queries
from dashboard.words import _
from matching.records import Viewer

# Enough to show how it works; a list of thousands helps nobody.
MOST = 50


def speaking(viewer: Viewer) -> Viewer:
    """Return the viewer; in the demonstration an outsider speaks for an invented company that they choose."""
    if viewer.partner or not access.demonstration():
        return viewer
    held = queries.library().profiles
    firms = [key for key, profile in held.items() if profile.partner.origin.synthetic and profile.partner.size][:MOST]
    names = {key: held[key].partner.name for key in firms}
    chosen = choices.selectbox(
        _("My company"), names, key="n-company", in_address="company", persist_state="session", width=320
    )
    return replace(viewer, partner=str(chosen or ""))
