"""Rows of what everybody in the system may read: partners, what they can do, and what entities seek."""

from __future__ import annotations

from matching.records import Capability, Cell, CellType, Column, Need, Partner

_TEXT, _TEXTS, _WHOLES, _DAY = CellType.TEXT, CellType.TEXTS, CellType.WHOLES, CellType.DAY

_ORIGIN = (Column("source"), Column("synthetic", CellType.FLAG))

PARTNERS = (
    Column("id"),
    Column("name"),
    Column("aliases", _TEXTS),
    Column("kind"),
    Column("size"),
    Column("country"),
    Column("countries", _TEXTS),
    Column("sectors", _TEXTS),
    Column("sdgs", _WHOLES),
    Column("identifiers", _TEXTS),
    Column("website"),
    Column("women_led", CellType.FLAG),
    Column("affiliates", _TEXTS),
    *_ORIGIN,
)
CAPABILITIES = (
    Column("id"),
    Column("partner"),
    Column("text"),
    Column("language"),
    Column("resources", _TEXTS),
    Column("countries", _TEXTS),
    Column("sdgs", _WHOLES),
    Column("from", _DAY),
    Column("to", _DAY),
    Column("capacity", CellType.WHOLE),
    *_ORIGIN,
)
NEEDS = (
    Column("id"),
    Column("entity"),
    Column("title"),
    Column("text"),
    Column("language"),
    Column("sdgs", _WHOLES),
    Column("countries", _TEXTS),
    Column("resources", _TEXTS),
    Column("sectors", _TEXTS),
    Column("type"),
    Column("urgency"),
    Column("from", _DAY),
    Column("to", _DAY),
    Column("facets", _TEXTS),
    Column("state"),
    *_ORIGIN,
)


def partner_row(partner: Partner) -> tuple[Cell, ...]:
    """Return a partner as a row of `PARTNERS`; identifiers as `scheme:value`, affiliates as `id` or `id=share`."""
    return (
        partner.id,
        partner.name,
        partner.aliases,
        partner.kind.value,
        partner.size.value if partner.size else None,
        partner.country or None,
        partner.countries,
        partner.sectors,
        partner.sdgs,
        tuple(f"{scheme}:{value}" for scheme, value in sorted((partner.identifiers or {}).items())),
        partner.website or None,
        partner.women_led,
        tuple(
            f"{each.partner}={each.share}" if each.share is not None else each.partner for each in partner.affiliates
        ),
        partner.origin.source,
        partner.origin.synthetic,
    )


def capability_row(capability: Capability) -> tuple[Cell, ...]:
    """Return a capability as a row of `CAPABILITIES`."""
    return (
        capability.id,
        capability.partner,
        capability.text,
        capability.language,
        tuple(each.value for each in capability.resources),
        capability.countries,
        capability.sdgs,
        capability.period.start,
        capability.period.end,
        capability.capacity,
        capability.origin.source,
        capability.origin.synthetic,
    )


def need_row(need: Need) -> tuple[Cell, ...]:
    """Return a need as a row of `NEEDS`; facets are written `kind:text`."""
    return (
        need.id,
        need.entity,
        need.title,
        need.text,
        need.language,
        need.sdgs,
        need.countries,
        tuple(each.value for each in need.resources),
        need.sectors,
        need.type or None,
        need.urgency,
        need.period.start,
        need.period.end,
        tuple(f"{each.kind}:{each.text}" for each in need.facets),
        need.state,
        need.origin.source,
        need.origin.synthetic,
    )
