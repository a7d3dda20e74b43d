"""What kinds of record and grains are called on the page."""

from __future__ import annotations

from dashboard.words import N_
from matching.records import VeiledKind, Visibility

KINDS = {
    VeiledKind.APPROACHES: N_("Approaches"),
    VeiledKind.ENGAGEMENTS: N_("Engagements"),
    VeiledKind.SCREENINGS: N_("Screenings"),
    VeiledKind.FLAGS: N_("Flags"),
    VeiledKind.COALITIONS: N_("Saved coalitions"),
}
GRAINS = {
    Visibility.NAMED: N_("All of it"),
    Visibility.TYPE: N_("Kind of partner only"),
    Visibility.COUNT: N_("That it exists"),
    Visibility.HIDDEN: N_("Nothing"),
}
