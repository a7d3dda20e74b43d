"""Joint work plans in the shape of UN INFO: each output that still lacks something is a need."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.drafts import Draft
from data.imports.fields import Fields
from data.imports.folding import folded
from data.imports.layouts.activities import organisations
from data.imports.layouts.shape import EachRow, Layout, stated
from matching.records import RecordKind


def read(cells: Fields) -> Iterable[Draft]:
    """Return the need of one output or sub-output."""
    title = cells.name("output", 1000)
    if not title:
        cells.wrong("output", "", "the output that the work plan names")
        return
    required, available, gap = cells.money("required"), cells.money("available"), cells.money("gap")
    if gap is None and required is not None:
        gap = max(required - (available or 0.0), 0.0)
    countries = cells.places("countries")
    state = cells.choice("status", "state")
    text = cells.row["output_text"].strip() or title
    outcome = cells.text("outcome")
    yield Draft(
        RecordKind.NEED,
        cells.text("id") or "|".join([folded(outcome), folded(title), *countries]),
        cells.row.number,
        stated(
            {
                "title": title,
                "text": text,
                "outcome": outcome,
                "organisations": list(organisations(cells, (("entity", "reporting"),))),
                "implementers": cells.several("implementers"),
                "funders": cells.several("funders"),
                "countries": countries,
                "sdgs": cells.goals(),
                "resources": ["finance"] if gap else [],
                "required": required,
                "available": available,
                "gap": gap,
                "closed": state in {"ended", "stopped"},
                **cells.period(),
            }
        ),
    )


WORK_PLAN = Layout(
    "work-plan",
    (
        "id",
        "output",
        "output_text",
        "outcome",
        "entity",
        "countries",
        "sdgs",
        "starts",
        "ends",
        "required",
        "available",
        "gap",
        "implementers",
        "funders",
        "status",
    ),
    needed=("output",),
    reader=lambda: EachRow(read),
    telling=("output", "required", "gap"),
    borrowed={"countries": ("country",)},
)
