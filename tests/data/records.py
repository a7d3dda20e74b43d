"""Records with every field filled, for tests of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from matching.records import (
    Affiliate,
    Capability,
    Contribution,
    Disclosure,
    Engagement,
    Entity,
    Facet,
    FacetKind,
    Kind,
    Kpi,
    KpiLevel,
    Level,
    Member,
    Need,
    Origin,
    Partner,
    Period,
    Resource,
    Rule,
    Size,
    State,
    Visibility,
)

INVENTED = Origin("a test", synthetic=True)

UNDP = Entity(
    "UNDP",
    {"en": "United Nations Development Programme", "zh": "联合国开发计划署"},
    INVENTED,
    aliases=("PNUD", "ПРООН"),
    category="programme",
    headquarters="New York",
    mandate="Development.",
    strengths=("local_links",),
    sdgs=(1, 16),
    countries=("KEN",),
)
UNICEF = Entity("UNICEF", {"en": "United Nations Children's Fund"}, INVENTED)


def partner(id: str, name: str = "", **fields: object) -> Partner:
    """Return a partner; what is not said is left out."""
    return Partner(**{"id": id, "name": name or f"Partner {id}", "kind": Kind.NGO, "origin": INVENTED, **fields})  # type: ignore[arg-type]


FULL_PARTNER = Partner(
    id="P1",
    name="Ψύξη 冷链 Ltd",
    kind=Kind.NATIONAL_COMPANY,
    origin=INVENTED,
    size=Size.MSME,
    country="MLI",
    countries=("MLI", "BFA"),
    sectors=("C", "H"),
    sdgs=(3, 9),
    aliases=("Frost & Co", "شركة التبريد"),
    identifiers={"lei": "5299", "iati": "ML-1"},
    website="https://example.org/?a=1&b='2'",
    women_led=True,
    affiliates=(Affiliate("P3", 0.25), Affiliate("P2")),
)

FULL_CAPABILITY = Capability(
    id="C1",
    partner="P1",
    text="Keeps vaccines at 2–8 °C.\nEven offline; 'quoted' \"text\" with \\ and %s.",
    origin=INVENTED,
    language="en",
    resources=(Resource.LOGISTICS, Resource.IN_KIND),
    countries=("MLI",),
    sdgs=(3,),
    period=Period(date(2024, 1, 1), date(2026, 12, 31)),
    capacity=12,
)

FULL_NEED = Need(
    id="N1",
    entity="UNDP",
    title="Cold chain",
    text="Vaccines must stay cold.",
    origin=INVENTED,
    language="fr",
    sdgs=(3,),
    countries=("MLI",),
    resources=(Resource.LOGISTICS,),
    sectors=("H",),
    type="project",
    urgency="high",
    period=Period(None, date(2026, 6, 30)),
    facets=(
        Facet("N1", FacetKind.CAPABILITY, "refrigerated transport", 0.7),
        Facet("N1", FacetKind.COUNTRY, "MLI", 0.3),
    ),
    rules=(Rule("one ngo", ">=", 1, frozenset({"P2", "P3"})),),
    state="open",
)

FULL_ENGAGEMENT = Engagement(
    id="E1",
    title="Cold for Mali",
    entities=("UNICEF", "UNDP"),
    members=(Member("P2", "funder"), Member("P1")),
    origin=INVENTED,
    disclosure=Disclosure("UNDP", Visibility.TYPE, "embargo", datetime(2030, 1, 1, 12, 30, tzinfo=UTC)),
    summary="Fridges.",
    type="advocacy",
    partner_count=3,
    level=Level.GLOBAL,
    resources=(Resource.FINANCE,),
    sdgs=(3, 17),
    countries=("MLI",),
    period=Period(date(2020, 2, 29), None),
    state=State.STOPPED,
    kpis=(
        Kpi("E1", KpiLevel.OUTCOME, "doses kept", "doses", "A/72/310 ¶1", 0.0, 1e6, 0.1 + 0.2, date(2024, 5, 6)),
        Kpi("E1", KpiLevel.INPUT, "fridges", "units", "A/72/310 ¶1"),
    ),
    contributions=(
        Contribution("E1", "P2", 1234567.89, "USD", "market price", 2021, in_kind=True, note="six fridges"),
        Contribution("E1", "UNDP", None, by_un=True),
    ),
    lessons="Ask the drivers.",
)
