"""Roles in words."""

from __future__ import annotations

from dashboard import labels
from dashboard.words import N_, _
from matching.records import OF_ENTITIES, UserRole, Viewer

ROLES = {
    UserRole.FOCAL_POINT: N_("Private-sector focal point"),
    UserRole.ENTITY_LEAD: N_("Lead of an entity"),
    UserRole.COORDINATOR: N_("Resident coordinator"),
    UserRole.CENTRAL_DESK: N_("Central desk"),
    UserRole.LEADERSHIP: N_("Leadership"),
    UserRole.EXTERNAL: N_("Company or other partner"),
    UserRole.AUDITOR: N_("Auditor"),
    UserRole.ADMINISTRATOR: N_("Administrator"),
}


def hat_name(of: Viewer) -> str:
    """Return a role with what it is for, as a person reads it."""
    role = _(ROLES[of.role])
    place = of.entity if of.role in OF_ENTITIES else labels.places(of.countries) if of.countries else ""
    return _("{role} · {place}").format(role=role, place=place) if place else role
