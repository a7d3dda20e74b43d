"""The tables that can leave Concert, and who may take each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from matching.exporting import contributions, open_rows, owned_rows
from matching.policy import Right, may
from matching.records import Column, Viewer


class TableName(StrEnum):
    """The tables, in the order in which a file with all of them has them."""

    PARTNERS = "partners"
    CAPABILITIES = "capabilities"
    NEEDS = "needs"
    ENGAGEMENTS = "engagements"
    CONTRIBUTIONS = "contributions"
    KPIS = "kpis"
    APPROACHES = "approaches"
    SCREENINGS = "screenings"


COLUMNS: Mapping[TableName, tuple[Column, ...]] = MappingProxyType(
    {
        TableName.PARTNERS: open_rows.PARTNERS,
        TableName.CAPABILITIES: open_rows.CAPABILITIES,
        TableName.NEEDS: open_rows.NEEDS,
        TableName.ENGAGEMENTS: owned_rows.ENGAGEMENTS,
        TableName.CONTRIBUTIONS: contributions.COLUMNS,
        TableName.KPIS: owned_rows.KPIS,
        TableName.APPROACHES: owned_rows.APPROACHES,
        TableName.SCREENINGS: owned_rows.SCREENINGS,
    }
)
# One of the rights of a table is enough: who may read it on a page may take it along.
_RIGHTS: Mapping[TableName, tuple[Right, ...]] = MappingProxyType(
    {
        TableName.PARTNERS: (Right.RANK_PARTNERS, Right.READ_DATA),
        TableName.CAPABILITIES: (Right.RANK_PARTNERS, Right.READ_DATA),
        TableName.NEEDS: (Right.SEEK_NEEDS, Right.READ_DATA),
        TableName.ENGAGEMENTS: (Right.READ_COORDINATION,),
        TableName.CONTRIBUTIONS: (Right.READ_COORDINATION,),
        TableName.KPIS: (Right.READ_COORDINATION,),
        TableName.APPROACHES: (Right.READ_COORDINATION,),
        TableName.SCREENINGS: (Right.READ_INTEGRITY,),
    }
)


def allowed(viewer: Viewer) -> tuple[TableName, ...]:
    """Return the tables that a viewer may take, in order."""
    return tuple(name for name in TableName if any(may(viewer, right) for right in _RIGHTS[name]))


class RefusedError(PermissionError):
    """A table that the viewer may not take."""


def check_allowed(viewer: Viewer, wanted: tuple[TableName, ...]) -> None:
    """Return when the viewer may take all of the tables.

    :raises RefusedError: If not; the message lists those that there are for them.
    """
    mine = allowed(viewer)
    if refused := [name for name in wanted if name not in mine]:
        there = ", ".join(mine) or "nothing"
        raise RefusedError(f"the role {viewer.role} may not take {', '.join(refused)}; there is {there}")
