"""`concert overlap` and `concert plan`: what collides, and what a plan would leave of it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import coordination, lists
from acts.approaches import let_time_pass
from acts.opening import open_database
from acts.plans import UnknownApproachError, plans
from commandline.console import WorkFailedError, WrongCallError, emit, say
from commandline.people import caller
from matching.overlaps.cells import CellCounts
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


def overlap(
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A who-does-what-where table, CSV or JSON.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Columns whose combinations are the cells; country,sdg for the register.")
    ] = "",
    organisation: Annotated[str, typer.Option(help="The column that names who is there.")] = "organisation",
    fold_case: Annotated[bool, typer.Option("--fold-case", help="Take spellings that differ by case as one.")] = False,
) -> None:
    """Count the cells that organisations share, in a table after collapsing blanks, or in the engagements we hold."""
    chosen = by or ("country,sdg" if file is None else "country,activity")
    columns = [column.strip().lower() for column in chosen.split(",") if column.strip()]
    if not columns:
        raise WrongCallError("--by names no column: give at least one, such as --by country,activity")
    if file is None:
        try:
            found = coordination.shared_cells(caller(open_database()), columns)
        except coordination.UnknownColumnError as error:
            raise WrongCallError(str(error)) from error
        what = "engagements that may not be named"
    else:
        found = lists.shared_cells(file, columns, organisation.strip().lower(), fold_case=fold_case)
        what = "rows that name no organisation"
    if found.left_out:
        say(f"Left out {found.left_out:,} {what}")
    emit(_said(found))


def _said(found: CellCounts) -> dict[str, Any]:
    return {
        "cells": found.cells,
        "shared_cells": found.shared_cells,
        "organisations": dict(found.organisations),
        "pairs": [
            {"a": each.left, "b": each.right, "shared": each.shared, "jaccard": each.jaccard} for each in found.pairs
        ],
    }
