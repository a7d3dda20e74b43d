"""What each side brought, as far as it may be told: whole, as a band of amounts, or not at all (R17 ¶43)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from matching.disclosure import Viewpoint, release
from matching.exporting.owned_rows import Partners, name_of
from matching.records import Cell, CellType, Column, Contribution, Engagement, Visibility


class AmountRule(StrEnum):
    """What is told of the amounts of other entities."""

    HIDDEN = "hidden"
    BANDS = "bands"


def band(amount: float) -> str:
    """Return the band that an amount lies in, such as "10000 to 100000"; the lower end belongs to it.

    :raises ValueError: If the amount is below 0.
    """
    low, high = release.band(amount)
    return f"{low} and more" if high is None else f"{low} to {high}"


COLUMNS = (
    Column("engagement"),
    Column("giver"),
    Column("giver_name"),
    Column("by_un", CellType.FLAG),
    Column("in_kind", CellType.FLAG),
    Column("amount", CellType.NUMBER),
    Column("amount_band"),
    Column("currency"),
    Column("valuation"),
    Column("year", CellType.WHOLE),
    Column("note"),
    Column("synthetic", CellType.FLAG),
)


def grain(view: Viewpoint, engagement: Engagement, each: Contribution) -> Visibility:
    """Return how much of a contribution the viewer may be told; the owner of the engagement and the giver know it."""
    if view.entity and view.entity in (engagement.disclosure.owner_entity, each.giver):
        return Visibility.NAMED
    return Visibility.NAMED if each.until is not None and view.at >= each.until else each.visibility


def rows(
    view: Viewpoint,
    engagement: Engagement,
    brought: Iterable[Contribution],
    partners: Partners,
    amounts: AmountRule,
) -> Iterator[tuple[Cell, ...]]:
    """Yield what was brought as rows; of what is told by type only a band, if asked for, and no giver."""
    for each in brought:
        told = grain(view, engagement, each)
        if told is Visibility.NAMED:
            yield _whole(engagement, each, partners)
        elif told is Visibility.TYPE and amounts is AmountRule.BANDS and each.amount is not None:
            yield _band(engagement, each)


def only_told(view: Viewpoint, engagement: Engagement) -> Engagement:
    """Return an engagement without the contributions that are not told whole, and without others' lessons."""
    left = (each for each in engagement.contributions if grain(view, engagement, each) is Visibility.NAMED)
    own = view.entity == engagement.disclosure.owner_entity
    return replace(engagement, contributions=tuple(left), lessons=engagement.lessons if own else "")


def _whole(engagement: Engagement, each: Contribution, partners: Partners) -> tuple[Cell, ...]:
    return (
        engagement.id,
        each.giver,
        name_of(each.giver, partners),
        each.by_un,
        each.in_kind,
        each.amount,
        None,
        each.currency or None,
        each.valuation or None,
        each.year,
        each.note or None,
        engagement.origin.synthetic,
    )


def _band(engagement: Engagement, each: Contribution) -> tuple[Cell, ...]:
    # What note and valuation say may tell the amount.
    told = band(each.amount or 0.0)
    invented = engagement.origin.synthetic
    return (
        engagement.id,
        None,
        None,
        each.by_un,
        each.in_kind,
        None,
        told,
        each.currency or None,
        None,
        each.year,
        None,
        invented,
    )
