"""The life of an approach as a table: from which stage, by which act, to which stage, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from matching.records import LIVE_STAGES, Approach, Event, Stage


class Act(StrEnum):
    """What can be done with an approach."""

    REGISTER = "register"
    REFUSE = "refuse"
    CLEAR = "clear"
    CONTEST = "contest"
    TALK = "talk"
    ESCALATE = "escalate"
    JOIN = "join"
    SEQUENCE = "sequence"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Actor(StrEnum):
    """In what capacity somebody acts; `system` is the rule itself, by the clock or at registration."""

    OWNER = "owner"
    COUNTERPART = "counterpart"
    ARBITER = "arbiter"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed step: the stage it leads to and the capacities that may take it."""

    after: Stage
    by: frozenset[Actor]


_OWNER = frozenset({Actor.OWNER})
_SYSTEM = frozenset({Actor.SYSTEM})
_ARBITER = frozenset({Actor.ARBITER})
_PARTIES = frozenset({Actor.OWNER, Actor.COUNTERPART})
# Both sides agree through the system, which sees both answers; neither can put words into the other's mouth.
_AGREED = frozenset({Actor.SYSTEM, Actor.ARBITER})

STEPS: dict[tuple[Stage, Act], Step] = {
    (Stage.DRAFT, Act.REGISTER): Step(Stage.REGISTERED, _OWNER),
    (Stage.DRAFT, Act.REFUSE): Step(Stage.NO_GO, _OWNER),
    (Stage.DRAFT, Act.WITHDRAW): Step(Stage.WITHDRAWN, _OWNER),
    (Stage.REGISTERED, Act.CLEAR): Step(Stage.CLEARED, _SYSTEM),
    (Stage.REGISTERED, Act.CONTEST): Step(Stage.CONTESTED, _SYSTEM),
    (Stage.REGISTERED, Act.ESCALATE): Step(Stage.ESCALATED, _SYSTEM),
    (Stage.CONTESTED, Act.TALK): Step(Stage.TALK, _PARTIES | _SYSTEM),
    (Stage.CONTESTED, Act.CLEAR): Step(Stage.CLEARED, _SYSTEM),
    (Stage.TALK, Act.CLEAR): Step(Stage.CLEARED, _SYSTEM),
    (Stage.TALK, Act.JOIN): Step(Stage.JOINT, _AGREED),
    (Stage.TALK, Act.SEQUENCE): Step(Stage.SEQUENCED, _AGREED),
    (Stage.TALK, Act.ESCALATE): Step(Stage.ESCALATED, _PARTIES | _SYSTEM),
    (Stage.CONTESTED, Act.ESCALATE): Step(Stage.ESCALATED, _SYSTEM),
    (Stage.ESCALATED, Act.CLEAR): Step(Stage.CLEARED, _ARBITER),
    (Stage.ESCALATED, Act.JOIN): Step(Stage.JOINT, _ARBITER),
    (Stage.ESCALATED, Act.SEQUENCE): Step(Stage.SEQUENCED, _ARBITER),
    (Stage.ESCALATED, Act.REFUSE): Step(Stage.WITHDRAWN, _ARBITER),
    (Stage.SEQUENCED, Act.CLEAR): Step(Stage.CLEARED, _SYSTEM),
    # A group that joined may meet a newcomer; it then talks again.
    (Stage.CLEARED, Act.JOIN): Step(Stage.JOINT, _AGREED),
    **{(stage, Act.WITHDRAW): Step(Stage.WITHDRAWN, _OWNER) for stage in Stage if stage in LIVE_STAGES},
    **{(stage, Act.EXPIRE): Step(Stage.EXPIRED, _SYSTEM) for stage in Stage if stage in LIVE_STAGES},
}


class StepError(ValueError):
    """An act that the stage or the capacity of the actor does not allow; the message lists what is allowed."""


def allowed(stage: Stage, actor: Actor) -> tuple[Act, ...]:
    """Return what an actor may do at this stage, in the order of the table."""
    return tuple(act for (at, act), step in STEPS.items() if at is stage and actor in step.by)


def take(
    approach: Approach, act: Act, actor: Actor, who: str, at: datetime, *, why: str = ""
) -> tuple[Approach, Event]:
    """Return the approach after the act, and the event for the log.

    :raises StepError: If the act is not allowed here, or if the owner would decide in their own case (R17 ¶35).
    """
    step = STEPS.get((approach.stage, act))
    if step is None or actor not in step.by:
        options = ", ".join(allowed(approach.stage, actor)) or "nothing"
        raise StepError(f"{actor} cannot {act} an approach that is {approach.stage}; possible: {options}")
    if actor is Actor.ARBITER and who == approach.owner:
        raise StepError(f"{who} owns this approach and cannot decide about it; another person must")
    if at.tzinfo is None:
        raise StepError(f"{at} has no time zone")
    event = Event(approach.id, act.value, who, at, why, approach.stage.value, step.after.value)
    return replace(approach, stage=step.after), event
