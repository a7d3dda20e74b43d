"""Approaches as the JSON of the command-line contract: stage, class, and what may be told of what is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from acts import approaches
from acts.approaches import Registered
from commandline.console import WrongCallError
from commandline.people import caller
from matching.clearance import RegistrationError
from matching.disclosure import Alert

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
    return {
        "approach": done.approach.id,
        "stage": done.approach.stage.value,
        "why": done.why,
        "class": done.gravest.value,
        "overlaps": [_overlap(each) for each in done.told],
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
