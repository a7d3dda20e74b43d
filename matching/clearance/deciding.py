"""What the rules themselves decide: at registration, and when time has passed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from matching.clearance.clock import WEEKEND, after_working_days, expires_at
from matching.clearance.steps import Act
from matching.records import Approach, Level, Overlap, OverlapClass, Stage


class Desk(StrEnum):
    """Who decides when the parties do not agree (R11 ¶54, R17 ¶57)."""

    RESIDENT_COORDINATOR = "resident_coordinator"
    CENTRAL_DESK = "central_desk"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An act that the rules ask for, and why."""

    act: Act
    why: str


def at_registration(approach: Approach, overlaps: Sequence[Overlap], top_tier: Collection[str]) -> Ruling:
    """Return what follows for an approach that has just been registered.

    Partners of the top tier always go to the central desk; a collision is contested; all else is cleared at once.
    """
    if approach.partner in top_tier:
        return Ruling(Act.ESCALATE, "approaches to this partner are agreed with the central desk")
    collisions = [overlap for overlap in overlaps if overlap.kind is OverlapClass.COLLISION]
    if collisions:
        count = len(collisions)
        return Ruling(Act.CONTEST, f"{count} collision{'s' if count > 1 else ''}: {collisions[0].rule}")
    return Ruling(Act.CLEAR, "no collision with a live approach or engagement")


def desk_for(approach: Approach, top_tier: Collection[str]) -> Desk:
    """Return who decides about an escalated approach."""
    if approach.partner in top_tier or approach.level is Level.GLOBAL:
        return Desk.CENTRAL_DESK
    return Desk.RESIDENT_COORDINATOR


def due(
    approach: Approach, since: datetime, now: datetime, zone: ZoneInfo, weekend: frozenset[int] = WEEKEND
) -> Ruling | None:
    """Return what the clock asks for an approach that has been in its stage `since`, or None when nothing is due.

    A window that is over expires the approach; a talk or a contest that nobody settles in five working days goes up.
    """
    if not approach.live:
        return None
    end = expires_at(approach.window, zone)
    if now >= end:
        return Ruling(Act.EXPIRE, f"its window ended on {approach.window.end}")
    if approach.stage in (Stage.TALK, Stage.CONTESTED) and now >= after_working_days(since, zone, weekend=weekend):
        return Ruling(Act.ESCALATE, "five working days passed without an agreement")
    starts = approach.window.start
    if approach.stage is Stage.SEQUENCED and starts is not None and now.astimezone(zone).date() >= starts:
        return Ruling(Act.CLEAR, f"its turn came on {starts}")
    return None


def holds_scope(approach: Approach, now: datetime, zone: ZoneInfo) -> bool:
    """Return whether the approach still stands in the way of others: live, and its window not over."""
    return approach.live and now < expires_at(approach.window, zone)
