"""The plan of each country's local network, and every version of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from data.errors import StaleError
from matching.records import NetworkPlan, PlanRow, PlanStep, StepState

_READ = text("""
    SELECT v.country, v.version, v.title, v.notes, v.who, v.why, v.at,
           p.owner_entity, p.visibility, p.visibility_reason, p.visibility_until, p.source, p.synthetic
    FROM network_plan_versions v JOIN network_plans p ON p.country = v.country
    WHERE v.country = :country AND (CAST(:version AS integer) IS NULL OR v.version = :version)
    ORDER BY v.version DESC
""")
_COUNTRIES = text("SELECT country FROM network_plans ORDER BY country")
_ROWS = text("""
    SELECT version, need, title, weight, partners, entities, missing FROM network_plan_rows
    WHERE country = :country ORDER BY version, position
""")
_STEPS = text("""
    SELECT version, text, owner, due, need, state FROM network_plan_steps
    WHERE country = :country ORDER BY version, position
""")
# The version that was seen is the one that is replaced: of two who save at once only the first does.
_RAISE = text("""
    INSERT INTO network_plans (country, version, owner_entity, visibility, visibility_reason, visibility_until, source,
                               synthetic)
    SELECT country, version, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM json_populate_recordset(NULL::network_plans, CAST(:rows AS json))
    ON CONFLICT (country) DO UPDATE SET version = EXCLUDED.version
    WHERE network_plans.version = EXCLUDED.version - 1
    RETURNING country
""")
_NEWEST = text("SELECT version FROM network_plans WHERE country = :country")
_ADD = text("""
    INSERT INTO network_plan_versions (country, version, title, notes, who, why)
    SELECT country, version, title, notes, who, why
    FROM json_populate_recordset(NULL::network_plan_versions, CAST(:rows AS json))
""")
_ADD_ROWS = text("""
    INSERT INTO network_plan_rows (country, version, position, need, title, weight, partners, entities, missing)
    SELECT country, version, position, need, title, weight, partners, entities, missing
    FROM json_populate_recordset(NULL::network_plan_rows, CAST(:rows AS json))
""")
_ADD_STEPS = text("""
    INSERT INTO network_plan_steps (country, version, position, text, owner, due, need, state)
    SELECT country, version, position, text, owner, due, need, state
    FROM json_populate_recordset(NULL::network_plan_steps, CAST(:rows AS json))
""")


def versions(connection: Connection, country: str) -> tuple[NetworkPlan, ...]:
    """Return every version of a country's plan, the newest first; none where there is no plan that may be seen."""
    asked = {"country": country}
    rows: dict[int, list[PlanRow]] = {}
    steps: dict[int, list[PlanStep]] = {}
    for row in connection.execute(_ROWS, asked):
        made = PlanRow(row.need, row.title, row.weight, tuple(row.partners), tuple(row.entities), tuple(row.missing))
        rows.setdefault(row.version, []).append(made)
    for row in connection.execute(_STEPS, asked):
        step = PlanStep(row.text, row.owner, row.due, row.need, StepState(row.state))
        steps.setdefault(row.version, []).append(step)
    found = connection.execute(_READ, asked | {"version": None})
    return tuple(_plan(row, tuple(rows.get(row.version, ())), tuple(steps.get(row.version, ()))) for row in found)


def countries(connection: Connection) -> tuple[str, ...]:
    """Return the countries that have a plan which the viewer may see, in order of code."""
    return tuple(connection.scalars(_COUNTRIES))


def save(connection: Connection, plan: NetworkPlan, who: str, why: str = "", seen: int = 0) -> int:
    """Keep a plan as the version after `seen` (0 for a first plan); return the number of the new version.

    :raises StaleError: If somebody else has saved since.
    :raises ValueError: If a text holds a character that cannot be kept.
    """
    version = seen + 1
    key = {"country": plan.country, "version": version}
    head = {**key, **columns.of_disclosure(plan.disclosure), **columns.of_origin(plan.origin)}
    if not bulk.insert(connection, _RAISE, [head]):
        newest = connection.scalar(_NEWEST, {"country": plan.country}) or 0
        raise StaleError("plan", plan.country, seen, newest)
    bulk.insert(connection, _ADD, [{**key, "title": plan.title, "notes": plan.notes, "who": who, "why": why}])
    bulk.insert(connection, _ADD_ROWS, [{**key, "position": n, **_row(each)} for n, each in enumerate(plan.rows)])
    bulk.insert(connection, _ADD_STEPS, [{**key, "position": n, **_step(each)} for n, each in enumerate(plan.steps)])
    return version


def _row(row: PlanRow) -> columns.Row:
    return {
        "need": row.need,
        "title": row.title,
        "weight": row.weight,
        "partners": row.partners,
        "entities": row.entities,
        "missing": row.missing,
    }


def _step(step: PlanStep) -> columns.Row:
    return {"text": step.text, "owner": step.owner, "due": step.due, "need": step.need, "state": step.state}


def _plan(row: Any, rows: tuple[PlanRow, ...], steps: tuple[PlanStep, ...]) -> NetworkPlan:
    return NetworkPlan(
        country=row.country,
        title=row.title,
        rows=rows,
        steps=steps,
        origin=columns.origin(row),
        disclosure=columns.disclosure(row),
        notes=row.notes,
        version=row.version,
        who=row.who,
        why=row.why,
        at=row.at,
    )
