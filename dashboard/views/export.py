"""Which records may I take along, and in which format?"""

from __future__ import annotations

from dashboard import access, exporting, widgets
from dashboard.words import _
from matching.exporting import allowed
from matching.policy import Right

viewer = access.require(Right.READ_DATA)
widgets.title(
    _("Which records may I take along, and in which format?"),
    _("Whatever you may see; each file says for whom and when it was made, and how much was withheld."),
)
tables = allowed(viewer)
exporting.ask(viewer, tables)
exporting.fetch(viewer)
