"""Registration: the gate, the window, what stands in the way, and the stage that follows, as one outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from matching.clearance.clock import check_window, expires_at
from matching.clearance.deciding import Ruling, at_registration, holds_scope
from matching.clearance.places import Bearings
from matching.clearance.steps import Act, Actor, take
from matching.overlaps import (
    Groups,
    claim_of_approach,
    claims_of_engagement,
    doubles,
    exact_double,
    overlaps_with,
)
from matching.records import Approach, Circle, Event, Level, Outcome, Overlap, QuietPeriod, Stage

# Who signs in the log for what the rules decide.
RULE = "rule"


class RegistrationError(ValueError):
    """An approach that cannot be registered as it is; the message says what to change."""


class DoubleError(RegistrationError):
    """An approach that its entity has made already; `first` is the id of the one that stands."""

    def __init__(self, first: str) -> None:
        self.first = first
        super().__init__(f"your entity asks this already, in {first}; change that one, or withdraw it first")


def register(draft: Approach, circle: Circle, who: str, now: Bearings) -> Outcome:
    """Return the approach after its registration, with its events and the overlaps that were found, gravest first.

    A "no-go" at the gate is a valid end and meets nobody.

    :raises RegistrationError: If the gate was not passed, or the window is wrong, over, or in a quiet period.
    :raises DoubleError: If the entity asks the very same already.
    """
    at = now.at
    _check(draft, now)
    if draft.gate is not None and not draft.gate.go:
        ended, event = take(draft, Act.REFUSE, Actor.OWNER, who, at, why="the cost-benefit gate said no")
        return Outcome((replace(ended, since=at),), (event,))
    _check_quiet(draft, circle.quiet)
    if first := exact_double(draft, _holding(circle, now)):
        raise DoubleError(first.id)
    registered, event = take(draft, Act.REGISTER, Actor.OWNER, who, at)
    registered = replace(registered, registered=at, since=at)
    found = in_the_way(registered, circle, now)
    ruling = at_registration(registered, found, within_top_tier(registered, circle))
    ruled, then = ruled_by(registered, ruling, at)
    return Outcome((ruled,), (event, then), tuple(found))


def in_the_way(approach: Approach, circle: Circle, now: Bearings) -> list[Overlap]:
    """Return how an approach stands to all that its partner's group is asked for and has, gravest first."""
    claims = [claim_of_approach(other) for other in _holding(circle, now)]
    claims += [claim for engagement in circle.engagements for claim in claims_of_engagement(engagement)]
    return overlaps_with(claim_of_approach(approach), claims, Groups.of(circle.partners), now.closeness)


def own_doubles(approach: Approach, circle: Circle, now: Bearings) -> tuple[Approach, ...]:
    """Return the live approaches of the same entity that ask for the same, for its own people to settle (R11 ¶54)."""
    return doubles(approach, _holding(circle, now), Groups.of(circle.partners), now.closeness)


def ruled_by(approach: Approach, ruling: Ruling, at: datetime) -> tuple[Approach, Event]:
    """Return the approach after an act that the rules ask for, and its event."""
    after, event = take(approach, ruling.act, Actor.SYSTEM, RULE, at, why=ruling.why)
    return replace(after, since=at), event


def _check(draft: Approach, now: Bearings) -> None:
    if draft.stage is not Stage.DRAFT:
        raise RegistrationError(f"{draft.id} is {draft.stage}; only a draft can be registered")
    if draft.gate is None:
        raise RegistrationError("answer the cost-benefit gate first: effort, benefit, why the UN is needed, go or not")
    if draft.gate.effort_days < 0:
        raise RegistrationError(f"the expected effort must not be negative, got {draft.gate.effort_days} days")
    if not draft.gate.benefit.strip() or not draft.gate.necessity.strip():
        raise RegistrationError("say what the benefit is and why the UN is needed; both are read by who decides")
    if draft.level is Level.COUNTRY and not draft.country:
        raise RegistrationError("an approach at country level names its country")
    try:
        check_window(draft.window)
    except ValueError as error:
        raise RegistrationError(str(error)) from None
    if now.at >= expires_at(draft.window, now.places.zone(draft)):
        raise RegistrationError(f"the window ended on {draft.window.end}; choose one that is still open")


def _holding(circle: Circle, now: Bearings) -> list[Approach]:
    return [each for each in circle.approaches if holds_scope(each, now.at, now.places.zone(each))]


def _check_quiet(draft: Approach, quiet: Sequence[QuietPeriod]) -> None:
    for period in quiet:
        if period.window.overlaps(draft.window):
            raise RegistrationError(
                f"{period.partner} asked not to be approached from {period.window.start} to {period.window.end}; "
                "choose a window outside of it"
            )


def within_top_tier(approach: Approach, circle: Circle) -> frozenset[str]:
    """Return the partner itself when its group belongs to the top tier: a subsidiary is no way around the desk."""
    near = Groups.of(circle.partners).near(approach.partner)
    return frozenset({approach.partner}) if near & circle.top_tier else frozenset()
