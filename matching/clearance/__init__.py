"""Clearance: the scoped, expiring right to solicit, from draft to its end."""

from matching.clearance.clock import TALK_WORKING_DAYS, WEEKEND, after_working_days, check_window, end_of, expires_at
from matching.clearance.deciding import Desk, Ruling, at_registration, desk_for, due, holds_scope
from matching.clearance.places import WORLD, Bearings, Places
from matching.clearance.registering import (
    RULE,
    DoubleError,
    RegistrationError,
    in_the_way,
    own_doubles,
    register,
    within_top_tier,
)
from matching.clearance.settling import (
    ResolvedContest,
    elapsed,
    freed,
    in_order,
    median_days,
    move,
    resolved,
    share_joined,
)
from matching.clearance.steps import STEPS, Act, Actor, Step, StepError, allowed, take
from matching.clearance.talking import agreed, open_talk

__all__ = [
    "RULE",
    "STEPS",
    "TALK_WORKING_DAYS",
    "WEEKEND",
    "WORLD",
    "Act",
    "Actor",
    "Bearings",
    "Desk",
    "DoubleError",
    "Places",
    "RegistrationError",
    "ResolvedContest",
    "Ruling",
    "Step",
    "StepError",
    "after_working_days",
    "agreed",
    "allowed",
    "at_registration",
    "check_window",
    "desk_for",
    "due",
    "elapsed",
    "end_of",
    "expires_at",
    "freed",
    "holds_scope",
    "in_order",
    "in_the_way",
    "median_days",
    "move",
    "open_talk",
    "own_doubles",
    "register",
    "resolved",
    "share_joined",
    "take",
    "within_top_tier",
]
