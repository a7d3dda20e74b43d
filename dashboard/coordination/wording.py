"""The sentences that answer the pages' questions."""

from __future__ import annotations

from dashboard.words import _, n_, percent
from matching.coordination.own_approaches import OwnApproaches
from matching.coordination.situation import Situation
from matching.planning import NoPlan


def answer(situation: Situation, cap: int) -> str:
    """Return the sentence that a leader takes away."""
    if not situation.live:
        return ""
    plan = situation.plan(cap)
    if isinstance(plan, NoPlan):
        now = situation.history[-1][1].index
        return _("{now} of live approaches collide, weighted by match; no plan holds within these limits.").format(
            now=percent(now)
        )
    return _("{now} of live approaches collide; a plan would cut that to {after} and keep {kept} of the value.").format(
        now=percent(plan.before.index), after=percent(plan.after.index), kept=percent(min(plan.kept, 1.0))
    )


def my_answer(mine: OwnApproaches) -> str:
    """Return the sentence that says what waits for a focal point."""
    collide = n_("{n} of them collides", "{n} of them collide", len(mine.colliding))
    talks = n_("{n} talk waits for your answer", "{n} talks wait for your answer", mine.waiting)
    ends = n_("{n} clearance ends within 14 days", "{n} clearances end within 14 days", len(mine.expiring))
    live = n_("{n} live approach", "{n} live approaches", len(mine.live))
    return _("{entity} has {live}; {collide}, {talks}, {ends}.").format(
        entity=mine.entity, live=live, collide=collide, talks=talks, ends=ends
    )
