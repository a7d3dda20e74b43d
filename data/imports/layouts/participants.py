"""Exports of the participants of the Global Compact: who signed, of what type, in which sector and country."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.drafts import Draft
from data.imports.fields import Fields, choose
from data.imports.folding import folded
from data.imports.layouts.shape import EachRow, Layout, stated
from matching.records import RecordKind


def read(cells: Fields) -> Iterable[Draft]:
    """Return the participant; one that left or was expelled is a known organisation all the same."""
    name = cells.name("name")
    if not any(map(str.isalnum, name)):
        cells.wrong("name", name, "the name of a participant")
        return
    home = cells.places("country")
    country = home[0] if home else ""
    yield Draft(
        RecordKind.PARTNER,
        cells.text("id") or f"{folded(name)}|{country}",
        cells.row.number,
        stated(
            {
                "name": name,
                "kind": choose(cells.text("kind"), "kind"),
                "size": "msme" if folded(cells.row["kind"]) in _SMALL else "",
                "country": country,
                "sectors": cells.several("sectors"),
                "website": cells.text("website")[:400],
                "participant_type": cells.text("kind"),
                "participant_status": cells.text("participant_status"),
                "participant_since": cells.when("joined"),
                "ownership": cells.text("ownership"),
                "employees": cells.text("employees"),
            }
        ),
    )


_SMALL = {folded(word) for word in ("SME", "Small or Medium-sized Enterprise", "Micro Enterprise")}

GLOBAL_COMPACT = Layout(
    "global-compact",
    ("id", "name", "kind", "sectors", "country", "joined", "participant_status", "employees", "ownership", "website"),
    needed=("name",),
    reader=lambda: EachRow(read),
    telling=("employees", "ownership", "joined"),
)
