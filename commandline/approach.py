"""Approaches as the JSON of the command-line contract: stage, class, and what may be told of what is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import approaches
from acts.approaches import Registered
from acts.opening import open_database
from commandline.console import WrongCallError, emit, emit_lines, say
from commandline.people import caller
from commandline.screen import evidence
from matching.clearance import RegistrationError
from matching.disclosure import Alert
from matching.records import Firing

WHERE = "concert approach"


def register_one(engine: Engine, cells: Mapping[str, str]) -> dict[str, Any]:
    """Register the approach that the options of the command describe, and return its line.

    :raises ProblemsError: With every problem of the options at once.
    :raises WrongCallError: If it cannot be registered as it is.
    """
    by = caller(engine)
    draft = approaches.read_draft(by, cells, WHERE)
    try:
        return _line(approaches.register_approach(by, draft))
    except RegistrationError as error:
        raise WrongCallError(f"{draft.id}: {error}") from error


def register_file(engine: Engine, path: Path) -> list[dict[str, Any]]:
    """Register the approaches of a CSV file, all or none; return one line each, in the order of the file.

    :raises ProblemsError: With every problem of the file at once.
    :raises WrongCallError: If one of them cannot be registered, such as in a partner's quiet period.
    """
    try:
        return [_line(each) for each in approaches.register_file(caller(engine), path)]
    except RegistrationError as error:
        raise WrongCallError(str(error)) from error


def _line(done: Registered) -> dict[str, Any]:
    if done.unknown:
        missing = ", ".join(each.rule.criterion for each in done.unknown)
        say(
            f"{done.approach.id}: {done.approach.entity} would exclude {done.approach.partner} for what nobody knows "
            f"today: {missing}; look before anybody asks: concert screen --partner {done.approach.partner}"
        )
    return {
        "approach": done.approach.id,
        "stage": done.approach.stage.value,
        "why": done.why,
        "class": done.gravest.value,
        "overlaps": [_overlap(each) for each in done.told],
        "doubles": [each.id for each in done.doubles],
        "not_known": [_not_known(each, datetime.now(UTC).date()) for each in done.unknown],
    }


def _not_known(firing: Firing, today: date) -> dict[str, Any]:
    return {
        "criterion": firing.rule.criterion,
        "rule": firing.rule.id,
        "evidence": [evidence(fact, today) for fact in firing.facts],
    }


def _overlap(alert: Alert) -> dict[str, Any]:
    return {
        "class": alert.kind.value,
        "rule": alert.rule,
        "entity": alert.entity or None,
        "record": alert.record or None,
        "resource": alert.resource.value if alert.resource else None,
        "within_days": alert.horizon,
    }


def approach(
    *,
    entity: Annotated[str, typer.Option(help="Who intends to ask: the acronym of a UN entity.")] = "",
    partner: Annotated[str, typer.Option(help="Who is to be asked: the id of a partner.")] = "",
    resource: Annotated[str, typer.Option(help="What is asked for, such as finance or logistics.")] = "",
    country: Annotated[str, typer.Option(help="Where (ISO 3166); none for an approach at global level.")] = "",
    sdgs: Annotated[str, typer.Option(help="Goals, such as 3;9.")] = "",
    topic: Annotated[str, typer.Option(help="What it is about, in a few words.")] = "",
    need: Annotated[str, typer.Option(help="The id of the need behind it.")] = "",
    start: Annotated[str, typer.Option("--from", help="First day of the window.")] = "",
    until: Annotated[str, typer.Option(help="Last day of the window, at most 180 days in all.")] = "",
    effort_days: Annotated[str, typer.Option(help="Gate: expected effort in days of work.")] = "",
    benefit: Annotated[str, typer.Option(help="Gate: what comes of it.")] = "",
    necessity: Annotated[str, typer.Option(help="Gate: why the UN is needed.")] = "",
    go: Annotated[bool, typer.Option(help="Gate: the result; no-go is a valid end.")] = True,
    visibility: Annotated[str, typer.Option(help="What others may be told: named, type, count or hidden.")] = "named",
    reason: Annotated[str, typer.Option(help="Why others may not be told.")] = "",
    owner: Annotated[str, typer.Option(help="Who is responsible; who calls, unless told.")] = "",
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A CSV of approaches instead.")] = None,
) -> None:
    """Register an approach, or those of a file, and tell its stage and class at once: one JSON line each."""
    engine = open_database()
    if file is not None:
        emit_lines(register_file(engine, file), None)
        return
    cells = {
        "entity": entity,
        "partner": partner,
        "resource": resource,
        "country": country,
        "sdgs": sdgs,
        "topic": topic,
        "need": need,
        "from": start,
        "until": until,
        "effort_days": effort_days,
        "benefit": benefit,
        "necessity": necessity,
        "go": "yes" if go else "no",
        "visibility": visibility,
        "reason": reason,
        "owner": owner,
    }
    emit(register_one(engine, cells))
