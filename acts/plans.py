"""The coordination plan for the whole register: who leads, joins, waits or asks another partner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from acts.act import Caller, note_shown, oversee
from acts.diligence import judged
from acts.errors import NotAllowedError
from data import approaches, partners
from data.approaches import around
from data.integrity import judging
from matching.overlaps import by_words
from matching.planning import Lock, NoPlan, Plan, problem_of

__all__ = ["CAPS", "UnknownApproachError", "plans"]

# How many approaches a partner should get in twelve months: the caps that stand beside the one that is asked for.
CAPS = (1, 2, 3, 4)


class UnknownApproachError(ValueError):
    """A decision on an approach that is not live."""


def plans(by: Caller, cap: int, locks: Mapping[str, Lock], today: date) -> Mapping[int, Plan | NoPlan]:
    """Return the plan for all live approaches under each cap, the one that is asked for among them.

    It is made of every record, so only the operator may read it, and every entity with a live approach finds that in
    its access log; what leadership may be told is planned by `matching.coordination.Situation`. `locks` are decisions
    that it keeps.

    :raises UnknownApproachError: If a lock is on an approach that is not live.
    :raises NotAllowedError: If the caller is not the operator.
    """
    if not by.operates:
        raise NotAllowedError("only the operator reads a plan that is made of every record")
    with oversee(by) as opened:
        problem = problem_of(
            approaches.all_(opened),
            partners.profiles(opened),
            around.quiet_periods(opened),
            today,
            by_words,
            blocked=judged(judging.read(opened), today).blocked_pairs(),
        )
        if strange := sorted(set(locks) - {approach.id for approach in problem.approaches}):
            raise UnknownApproachError(f"no live approach {', '.join(strange)}; nothing to keep or to let wait")
        note_shown(opened, by, "plan", [(each.disclosure.owner_entity, each.id) for each in problem.approaches])
    return problem.solve_all(sorted({*CAPS, cap}), locks)
