"""Registering approaches from the command line: stage, class, and what may be told of what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Engine

from commandline.console import WrongCallError
from commandline.screening import judged
from data import approaches, zones
from data.approaches import files
from data.database import transaction
from data.integrity import judging
from matching.clearance import Bearings, Places, RegistrationError, elapsed, register
from matching.disclosure import Alert, Viewpoint, alerts
from matching.integrity import objection
from matching.overlaps import by_words
from matching.records import SYSTEM, Approach, Circle, Outcome, OverlapClass


def draft_of(engine: Engine, cells: dict[str, str]) -> Approach:
    """Return the approach that the options of the command describe, with an id of its own.

    :raises ProblemsError: With every problem of the options at once.
    """
    with transaction(engine, SYSTEM) as connection:
        return files.read_draft({"id": f"a-{token_hex(5)}", **cells}, files.known(connection), "concert approach")


def register_one(engine: Engine, draft: Approach, who: str) -> dict[str, Any]:
    """Register an approach and return its line.

    :raises WrongCallError: If it cannot be registered as it is.
    """
    with transaction(engine, SYSTEM) as connection:
        return _register(connection, draft, who, _against(connection, [draft], who))


def register_file(engine: Engine, path: Path, who: str) -> list[dict[str, Any]]:
    """Register the approaches of a CSV file, all or none; return one line each, in the order of the file.

    :raises ProblemsError: With every problem of the file at once.
    :raises WrongCallError: If one of them cannot be registered, such as in a partner's quiet period.
    """
    with transaction(engine, SYSTEM) as connection:
        drafts = files.read_drafts(path, files.known(connection))
        approaches.lock(connection, [draft.partner for draft in drafts])
        against = _against(connection, drafts, who)
        return [_register(connection, draft, who, against) for draft in drafts]


def move_on(engine: Engine) -> int:
    """Let time pass in the register: expiries, escalations, turns; return how many events followed."""
    return approaches.tick(engine, _clock, datetime.now(UTC))


def _places() -> Places:
    return Places(zones.time_zones(), zones.weekends())


def _clock(circle: Circle, at: datetime) -> Outcome:
    return elapsed(circle, Bearings(at, _places(), by_words))


def _against(connection: Connection, drafts: Sequence[Approach], who: str) -> dict[str, str]:
    """Return, by draft, why the due diligence of its entity lets nobody, or not this person, approach the partner."""
    asking = [draft for draft in drafts if draft.gate is None or draft.gate.go]
    today = datetime.now(UTC).date()
    material = judging.read(connection)
    found = {entity: judged(material, today, entity) for entity in {draft.entity for draft in asking}}
    reasons = {}
    for draft in asking:
        verdicts, entity, partner = found[draft.entity], draft.entity, draft.partner
        known = entity in verdicts.policies and partner in verdicts.dossiers.partners
        verdict = verdicts.verdict(entity, partner) if known else None
        own = [each for each in material.screenings if (each.entity, each.partner) == (entity, partner)]
        reasons[draft.id] = objection(verdict, own, who, partner, today)
    return reasons


def _register(connection: Connection, draft: Approach, who: str, against: Mapping[str, str]) -> dict[str, Any]:
    if reason := against.get(draft.id):
        raise WrongCallError(f"{draft.id}: {reason}")
    told: list[Alert] = []

    def decide(circle: Circle, at: datetime) -> Outcome:
        outcome = register(draft, circle, who, Bearings(at, _places(), by_words))
        told.extend(alerts(Viewpoint(at, draft.entity), draft, circle, outcome.overlaps))
        return outcome

    try:
        outcome = approaches.decide(connection, draft.partner, decide)
    except RegistrationError as error:
        raise WrongCallError(f"{draft.id}: {error}") from error
    return _line(outcome.approaches[0], told, outcome.events[-1].why)


def _line(approach: Approach, told: Sequence[Alert], why: str) -> dict[str, Any]:
    return {
        "approach": approach.id,
        "stage": approach.stage.value,
        "why": why,
        "class": (told[0].kind if told else OverlapClass.INDEPENDENT).value,
        "overlaps": [
            {
                "class": each.kind.value,
                "rule": each.rule,
                "entity": each.entity or None,
                "record": each.record or None,
                "resource": each.resource.value if each.resource else None,
                "within_days": each.horizon,
            }
            for each in told
        ],
    }
