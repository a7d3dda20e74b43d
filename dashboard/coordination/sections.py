"""Which part of the leadership page is open."""

from __future__ import annotations

from dashboard import choices, labels
from dashboard.words import N_, _

KEY = "section"  # name in the address
SECTIONS = {
    "rivals": N_("Who collides"),
    "partners": N_("Contested partners"),
    "trend": N_("Over time"),
    "where": N_("Country, Goal, resource"),
    "blank": N_("White space"),
    "plan": N_("Plan"),
    "decisions": N_("Decisions"),
}


def choose() -> str:
    """Show the parts of the page and return the one that is open."""
    return str(
        choices.segmented_control(
            _("What to look at"),
            labels.of(SECTIONS),
            key="coordination-section",
            in_address=KEY,
            label_visibility="collapsed",
        )
    )
