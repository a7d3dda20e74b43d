"""What others learn of an entity's records: what is withheld, what new records tell, and what sharing opens."""

from __future__ import annotations

from datetime import UTC, datetime

from acts.act import Caller, act, look
from data import approaches, engagements, visibility
from data.integrity import screenings
from matching.disclosure import Sharing, sharing
from matching.policy import Right
from matching.records import OF_ENTITIES, Disclosure, Veiled, VeiledKind, VisibilityDefault


def shares(by: Caller) -> dict[VeiledKind, Sharing]:
    """Return how the caller's entity shares its records of each kind for which sharing opens others'."""
    entity = by.viewer.entity
    with look(by) as opened:
        own = {
            VeiledKind.APPROACHES: [each.disclosure for each in approaches.of_entity(opened, entity)],
            VeiledKind.ENGAGEMENTS: [each.disclosure for each in engagements.all_(opened)],
            VeiledKind.SCREENINGS: [each.disclosure for each in screenings.all_(opened)],
        }
    at = datetime.now(UTC)
    return {kind: sharing([each for each in told if each.owner_entity == entity], at) for kind, told in own.items()}


def reads_others(by: Caller) -> bool:
    """Return whether the caller may read others' approaches by name: desks and leadership may, entities that share."""
    return by.viewer.role not in OF_ENTITIES or shares(by)[VeiledKind.APPROACHES].reciprocates


def defaults(by: Caller) -> dict[VeiledKind, VisibilityDefault]:
    """Return what new records of the caller's entity are told to others."""
    with look(by) as opened:
        return visibility.defaults(opened, by.viewer.entity)


def veiled(by: Caller) -> tuple[Veiled, ...]:
    """Return the records of the caller's entity that others are not told by name."""
    with look(by) as opened:
        return visibility.veiled(opened, by.viewer.entity)


def set_default(by: Caller, chosen: VisibilityDefault) -> None:
    """Keep what an entity's new records of a kind are told to others; older ones stay as they are."""
    said = f"default {chosen.visibility.value}, {chosen.days or 'no end'}"
    with act(by, Right.SET_VISIBILITY, said, chosen.kind.value, chosen.entity) as opened:
        visibility.set_default(opened, chosen)


def change(by: Caller, record: Veiled, told: Disclosure) -> None:
    """Change what others are told of one record.

    :raises NotFoundError: If the owner has no such record.
    """
    until = f" until {told.until:%Y-%m-%d %H:%M} UTC" if told.until else ""
    said = f"told as {told.visibility.value}{until}"
    with act(by, Right.SET_VISIBILITY, said, record.id, told.owner_entity) as opened:
        visibility.change(opened, record.kind, record.id, told)
