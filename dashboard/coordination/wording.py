"""The sentences that answer the pages' questions."""

from __future__ import annotations

from dashboard.words import _, n_, number, percent
from matching.coordination.own_approaches import OwnApproaches
from matching.coordination.situation import Situation
from matching.planning import NoPlan


def answer(situation: Situation, cap: int) -> str:
    """Return the sentence that a leader takes away."""
    if not situation.live:
        return ""
    now, plan = situation.now, situation.plan(cap)
    collide = n_("{n} collides", "{n} collide", now.colliding)
    of = {"live": number(now.live), "collide": collide, "share": percent(now.share)}
    if isinstance(plan, NoPlan):
        return _("Of {live} live approaches {collide} ({share}); no plan holds within these limits.").format(**of)
    said = _(
        "Of {live} live approaches {collide} ({share}); a plan would leave {after} and keep {kept} of the match value."
    )
    return said.format(after=number(plan.after.colliding), kept=percent(min(plan.kept, 1.0)), **of)


def my_answer(mine: OwnApproaches) -> str:
    """Return the sentence that says what waits for a focal point."""
    collide = n_("{n} of them collides", "{n} of them collide", len(mine.colliding))
    talks = n_("{n} talk waits for your answer", "{n} talks wait for your answer", mine.waiting)
    ends = n_("{n} clearance ends within 14 days", "{n} clearances end within 14 days", len(mine.expiring))
    live = n_("{n} live approach", "{n} live approaches", len(mine.live))
    return _("{entity} has {live}; {collide}, {talks}, {ends}.").format(
        entity=mine.entity, live=live, collide=collide, talks=talks, ends=ends
    )
