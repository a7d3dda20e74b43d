"""Clearance: the scoped, expiring right to solicit, from draft to its end."""

from matching.clearance.clock import TALK_WORKING_DAYS, WEEKEND, after_working_days, check_window, end_of, expires_at
from matching.clearance.deciding import Desk, Ruling, at_registration, desk_for, due, holds_scope
from matching.clearance.steps import STEPS, Act, Actor, Step, StepError, allowed, take

__all__ = [
    "STEPS",
    "TALK_WORKING_DAYS",
    "WEEKEND",
    "Act",
    "Actor",
    "Desk",
    "Ruling",
    "Step",
    "StepError",
    "after_working_days",
    "allowed",
    "at_registration",
    "check_window",
    "desk_for",
    "due",
    "end_of",
    "expires_at",
    "holds_scope",
    "take",
]
