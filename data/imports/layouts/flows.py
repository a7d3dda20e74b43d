"""Flows of the Financial Tracking Service as tables: those of the Humanitarian Data Exchange and of its own website."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.drafts import Draft
from data.imports.fields import Fields
from data.imports.folding import folded
from data.imports.layouts.activities import organisations
from data.imports.layouts.shape import EachRow, Layout, stated
from matching.records import RecordKind

# The standing of a flow, as the service words it.
STATES = {"pledge": "proposed", "commitment": "agreed", "paid": "active"}


def read(cells: Fields) -> Iterable[Draft]:
    """Return the flow of a row: who gave whom how much in US dollars, for which plan and places."""
    named = list(organisations(cells, (("funders", "1"), ("implementers", "2"))))
    if not named:
        cells.wrong("funders", "", "who gave or who was given")
        return
    starts, money, countries = cells.when("starts"), cells.amount_of("amount"), cells.places("countries")
    giver = next((each for each in named if each["role"] == "1"), None)
    brought = {"giver": giver, "amount": money.value if money else None, "currency": "USD" if money else ""}
    text, plan, key = cells.text("summary"), cells.text("title"), cells.text("id")
    fields = {
        "title": text[:300] or plan or f"Flow {key}",
        "summary": plan,
        "organisations": named,
        # Shared by many countries is at none of them.
        "countries": countries if len(countries) <= 10 else [],
        "level": "country" if 0 < len(countries) <= 10 else "global",
        "state": STATES.get(cells.text("status").casefold(), ""),
        "starts": starts,
        "contributions": [stated({**brought, "year": int(starts[:4]) if starts else None})] if giver else [],
    }
    yield Draft(RecordKind.ENGAGEMENT, key or f"{folded(text)}|{starts}", cells.row.number, stated(fields))


FLOWS = Layout(
    "fts",
    ("id", "funders", "implementers", "title", "countries", "amount", "starts", "status", "summary"),
    ("funders", "implementers", "amount", "id"),
    lambda: EachRow(read),
    telling=("funders", "implementers"),
    borrowed={"summary": ("text",)},
)
