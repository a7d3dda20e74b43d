"""The sentences that answer the pages' questions."""

from __future__ import annotations

from dashboard.coordination.situation import Situation
from dashboard.words import N_, _, percent
from matching.planning import NoPlan

SECTIONS = {
    "rivals": N_("Who collides"),
    "partners": N_("Contested partners"),
    "trend": N_("Over time"),
    "where": N_("Country, Goal, resource"),
    "blank": N_("White space"),
    "plan": N_("Plan"),
    "decisions": N_("Decisions"),
}


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
