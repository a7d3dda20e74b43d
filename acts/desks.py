"""The desks that decide escalated cases, and what holds against every entity: quiet periods and decisions taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from acts.act import Caller, act, decide, oversee
from acts.approaches import bearings
from acts.errors import NotAllowedError
from data import approaches, resolutions
from data.approaches import around
from matching.clearance import Act, Actor, Desk, desk_for, move, within_top_tier
from matching.overlaps import Groups
from matching.policy import Right
from matching.records import Approach, Circle, Event, Outcome, Partner, QuietPeriod, Resolution, Stage, UserRole

DESKS = {UserRole.COORDINATOR: Desk.RESIDENT_COORDINATOR, UserRole.CENTRAL_DESK: Desk.CENTRAL_DESK}
_RIGHTS = {UserRole.COORDINATOR: Right.DECIDE_IN_COUNTRY, UserRole.CENTRAL_DESK: Right.DECIDE_GLOBALLY}


def desk_of(by: Caller) -> tuple[Desk, Right]:
    """Return the desk that the caller keeps, and the right to decide at it.

    :raises NotAllowedError: If they keep none.
    """
    role = by.viewer.role
    if role not in DESKS:
        raise NotAllowedError("cases are decided by resident coordinators and the central desk")
    return DESKS[role], _RIGHTS[role]


def cases(by: Caller, partners: Sequence[Partner]) -> tuple[Approach, ...]:
    """Return the escalated approaches that the caller's desk decides about, in order of registration.

    A coordinator's are those of their countries. `partners` tell which groups belong together.

    :raises NotAllowedError: If the caller keeps no desk.
    """
    desk, right = desk_of(by)
    with oversee(by, right) as opened:
        top = around.top_tier(opened)
        live = approaches.live(opened)
    groups = Groups.of(partners)
    top_groups = frozenset(name for each in top for name in groups.near(each))
    found = (each for each in live if each.stage is Stage.ESCALATED and desk_for(each, top_groups) is desk)
    return tuple(each for each in found if _in_reach(by, each))


def rule_on(by: Caller, approach: Approach, ruling: Act, why: str) -> None:
    """Decide an escalated case at the caller's desk.

    :raises StepError: If the stage does not allow it, or the caller owns the approach.
    :raises NotAllowedError: If the case belongs to the other desk, or to another country's coordinator.
    """
    desk, right = desk_of(by)
    if not _in_reach(by, approach):
        raise NotAllowedError("this case belongs to another country's coordinator")

    def rule(circle: Circle, at: datetime) -> Outcome:
        if desk_for(approach, within_top_tier(approach, circle)) is not desk:
            raise NotAllowedError("this case belongs to the other desk")
        return move(approach.id, (ruling, Actor.ARBITER), by.user, circle, bearings(at), why=why)

    with decide(by, right, f"decided: {ruling.value}", approach.id, approach.entity) as opened:
        approaches.decide(opened, approach.partner, rule)


def keep_quiet(by: Caller, period: QuietPeriod) -> None:
    """Keep that a partner asked not to be approached, and who said so: it holds against every entity."""
    event = Event(period.id, "quiet", by.user, datetime.now(UTC), period.reason)
    with decide(by, Right.ASK_FOR_QUIET, "asked for quiet", period.id) as opened:
        around.ask_for_quiet(opened, [period])
        approaches.keep_events(opened, [event])


def decisions(by: Caller) -> tuple[Resolution, ...]:
    """Return the list of decisions that were taken on coordination, each with its owner and day."""
    with oversee(by) as opened:
        return resolutions.all_(opened)


def add_decision(by: Caller, decision: Resolution) -> None:
    """Add to the list of decisions."""
    with act(by, Right.KEEP_DECISIONS, "added a decision", decision.id) as opened:
        resolutions.save_many(opened, [decision])


def finish_decision(by: Caller, decision: str) -> None:
    """Tick a decision off.

    :raises NotFoundError: If there is none with this id.
    """
    with act(by, Right.KEEP_DECISIONS, "ticked off a decision", decision) as opened:
        resolutions.finish(opened, decision)


def _in_reach(by: Caller, approach: Approach) -> bool:
    return by.viewer.role is not UserRole.COORDINATOR or approach.country in by.viewer.countries
