"""Engagements to judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.records import (
    Contribution,
    Disclosure,
    Engagement,
    Kpi,
    KpiLevel,
    Member,
    Origin,
    Period,
    Resource,
    State,
)

TODAY = date(2026, 11, 28)
PARTNERS = Contribution("e", "acme", 5.0, "USD", year=2025)
COUNTERPART = Contribution("e", "FAO", 2.0, "USD", year=2025, by_un=True)
KPI = Kpi("e", KpiLevel.OUTPUT, "wells", "wells", "the entity", 0.0, 10.0, 4.0, date(2025, 6, 1))
SMART = Engagement(
    "e",
    "Wells",
    ("FAO",),
    (Member("acme"),),
    Origin("a test"),
    Disclosure("FAO"),
    resources=(Resource.FINANCE,),
    sdgs=(6,),
    countries=("MLI",),
    period=Period(date(2024, 1, 1), date(2027, 1, 1)),
    state=State.ACTIVE,
    kpis=(KPI,),
    contributions=(PARTNERS, COUNTERPART),
)


def like(owner: str = "FAO", **fields: object) -> Engagement:
    """Return the SMART engagement of an owner with other fields."""
    made = replace(SMART, entities=(owner,), disclosure=Disclosure(owner))
    return replace(made, **fields)  # type: ignore[arg-type]
