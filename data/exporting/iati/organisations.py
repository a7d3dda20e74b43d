"""Who takes part in an activity, and in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import REFERENCE, add, narrative, narratives
from data.facts import read_table
from matching.records import Engagement, Entity, Kind, Partner

MULTILATERAL = "40"
FUNDING, ACCOUNTABLE, IMPLEMENTING = "1", "2", "4"
_ROLES = {"funding": FUNDING, "accountable": ACCOUNTABLE, "extending": "3", "implementing": IMPLEMENTING}
# Code list OrganisationType. Ours knows no code for what the list does not tell apart.
_TYPES = {
    Kind.MULTINATIONAL: "70",
    Kind.NATIONAL_COMPANY: "70",
    Kind.CORPORATE_FOUNDATION: "60",
    Kind.FOUNDATION: "60",
    Kind.NGO: "22",
    Kind.GOVERNMENT: "10",
    Kind.ACADEMIA: "80",
    Kind.BUSINESS_ASSOCIATION: "90",
    Kind.OTHER: "90",
}
_INTERNATIONAL_NGO = "21"
# Schemes of partners' identifiers with the prefix that org-id.guide gives them; `iati` is one already.
_SCHEMES = {"iati": "", "lei": "XI-LEI-"}


def reference_of(entity: str) -> str:
    """Return the IATI identifier of an entity, or its acronym where it has none."""
    return iati_identifiers().get(entity, entity.replace(" ", "-"))


def reporting(parent: Element, entity: Entity) -> Element:
    """Add the entity that owns the record; Concert publishes it as a secondary reporter."""
    made = add(parent, "reporting-org", ref=reference_of(entity.id), type=MULTILATERAL, secondary_reporter="1")
    narratives(made, {"en": entity.name, **entity.names})
    return made


def participating(
    parent: Element, engagement: Engagement, names: dict[str, str], partners: dict[str, Partner]
) -> Iterator[Element]:
    """Add the entities and the partners, one by one, in their roles; who gives money funds, the others implement."""
    owner = engagement.disclosure.owner_entity
    for entity in dict.fromkeys((owner, *engagement.entities)):
        role = ACCOUNTABLE if entity == owner else IMPLEMENTING
        made = add(parent, "participating-org", ref=reference_of(entity), type=MULTILATERAL, role=role)
        narrative(made, names.get(entity, entity))
        yield made
    givers = {each.giver for each in engagement.contributions if not each.by_un}
    for member in engagement.members:
        usual = FUNDING if member.partner in givers else IMPLEMENTING
        for role in [_ROLES[said] for said in member.role.split(", ") if said in _ROLES] or [usual]:
            made = add(parent, "participating-org", role=role, **attributes_of(member.partner, partners))
            narrative(made, name_of(member.partner, names, partners))
            yield made


def attributes_of(key: str, partners: dict[str, Partner]) -> dict[str, str]:
    """Return identifier and type of a partner as attributes; unknown ones are left out."""
    partner = partners.get(key)
    if partner is None:
        return {}
    known = partner.identifiers or {}
    found = next((f"{prefix}{known[scheme]}" for scheme, prefix in _SCHEMES.items() if known.get(scheme)), "")
    abroad = set(partner.countries) - {partner.country}
    kind = _INTERNATIONAL_NGO if partner.kind is Kind.NGO and abroad else _TYPES[partner.kind]
    return {"ref": found if REFERENCE.fullmatch(found) else "", "type": kind}


def name_of(key: str, names: dict[str, str], partners: dict[str, Partner]) -> str:
    """Return the name of an entity or a partner, its id where it is neither."""
    return partners[key].name if key in partners else names.get(key, key)


@cache
def iati_identifiers() -> Mapping[str, str]:
    """Return the IATI organisation identifier of each entity that has one, by its id."""
    return MappingProxyType({row["entity"]: row["identifier"] for row in read_table("entity_identifiers")})
