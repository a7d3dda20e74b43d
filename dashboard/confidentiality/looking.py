"""What the page on confidentiality asks of the store, and what it changes; never from a cache."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from dashboard import access, resources
from data import approaches, engagements, visibility
from data.integrity import screenings
from matching.disclosure import Sharing, sharing
from matching.policy import Right
from matching.records import OF_ENTITIES, Disclosure, Veiled, VeiledKind, Viewer, VisibilityDefault


def shares(viewer: Viewer) -> dict[VeiledKind, Sharing]:
    """Return how the viewer's entity shares its records of each kind for which sharing opens others'."""
    with resources.connection(viewer) as asked:
        own = {
            VeiledKind.APPROACHES: [each.disclosure for each in approaches.of_entity(asked, viewer.entity)],
            VeiledKind.ENGAGEMENTS: [each.disclosure for each in engagements.all_(asked)],
            VeiledKind.SCREENINGS: [each.disclosure for each in screenings.all_(asked)],
        }
    at = datetime.now(UTC)
    return {
        kind: sharing([each for each in told if each.owner_entity == viewer.entity], at) for kind, told in own.items()
    }


def told(viewer: Viewer) -> bool:
    """Return whether the viewer may read others' approaches by name: desks and leadership may, entities that share."""
    return viewer.role not in OF_ENTITIES or shares(viewer)[VeiledKind.APPROACHES].reciprocates


def defaults(viewer: Viewer) -> dict[VeiledKind, VisibilityDefault]:
    """Return what new records of the viewer's entity are told to others."""
    with resources.connection(viewer) as asked:
        return visibility.defaults(asked, viewer.entity)


def veiled(viewer: Viewer) -> tuple[Veiled, ...]:
    """Return the records of the viewer's entity that others are not told by name."""
    with resources.connection(viewer) as asked:
        return visibility.veiled(asked, viewer.entity)


def keep_default(chosen: VisibilityDefault) -> None:
    """Keep what new records are told to others."""
    viewer = access.require(Right.SET_VISIBILITY)
    with resources.connection(viewer) as opened:
        visibility.set_default(opened, chosen, viewer)


def change(record: Veiled, told: Disclosure) -> None:
    """Change what others are told of one record."""
    viewer = access.require(Right.SET_VISIBILITY)
    with resources.connection(viewer) as opened:
        visibility.change(opened, record.kind, record.id, told, viewer)


def end_of(last: datetime | None) -> datetime | None:
    """Return the instant at which a day ends also where it ends last, twelve hours behind universal time."""
    return datetime.combine(last + timedelta(days=1), time(12), UTC) if last else None
