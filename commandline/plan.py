"""`concert plan`: what a plan would leave of what collides, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.approaches import let_time_pass
from acts.opening import open_database
from acts.plans import UnknownApproachError, plans
from commandline.console import WorkFailedError, WrongCallError, emit
from commandline.people import caller
from matching.planning import Competition, Decision, Lock, NoPlan, Plan


def planned(engine: Engine, cap: int, locks: Mapping[str, Lock], today: date | None = None) -> dict[str, Any]:
    """Return the plan for the live approaches of the register; `locks` are decisions that it keeps.

    :raises WrongCallError: If a lock is on an approach that is not live.
    :raises WorkFailedError: If decisions taken before contradict the limits; says which and what to change.
    """
    try:
        solved = plans(caller(engine), cap, locks, today or datetime.now(UTC).date())
    except UnknownApproachError as error:
        raise WrongCallError(str(error)) from None
    asked = solved[cap]
    if isinstance(asked, NoPlan):
        raise WorkFailedError("there is no plan: " + "; ".join(asked.advice))
    return {
        "cap": cap,
        "approaches": asked.before.live,
        "before": _competition(asked.before),
        "after": _competition(asked.after),
        "kept": asked.kept,
        "gap": asked.gap,
        "moves": [_move(decision) for decision in asked.moves],
        "by_cap": [_by_cap(each, solved[each]) for each in sorted(solved)],
    }


def _competition(found: Competition) -> dict[str, Any]:
    return {"index": found.index, "share": found.share, "live": found.live, "colliding": found.colliding}


def _move(decision: Decision) -> dict[str, Any]:
    return {
        "approach": decision.intent,
        "entity": decision.entity,
        "move": decision.move.value,
        "partner": decision.partner,
        "value": decision.value,
        "led_by": decision.led_by or None,
        "reason": decision.reason,
    }


def _by_cap(cap: int, solved: Plan | NoPlan) -> dict[str, Any]:
    if isinstance(solved, NoPlan):
        return {"cap": cap, "advice": list(solved.advice)}
    return {"cap": cap, "after": solved.after.index, "kept": solved.kept, "moves": len(solved.moves)}


def plan(
    cap: Annotated[int, typer.Option(min=0, help="How many approaches a partner should get in 12 months.")] = 2,
    keep: Annotated[list[str] | None, typer.Option(help="An approach that stays, decided already.")] = None,
    wait: Annotated[list[str] | None, typer.Option(help="An approach that waits, decided already.")] = None,
) -> None:
    """Plan who leads, joins, waits or asks another partner, so that entities stop competing: before, after, moves."""
    if both := sorted(set(keep or ()) & set(wait or ())):
        raise WrongCallError(f"{', '.join(both)} cannot both stay and wait")
    locks = dict.fromkeys(keep or (), Lock.STAY) | dict.fromkeys(wait or (), Lock.WAIT)
    engine = open_database()
    let_time_pass(engine)
    emit(planned(engine, cap, locks))
