"""A country's plan: drafted from a list of invitees, who may write it, how far it is, what a version changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matching.convening import Invitation, Priority, invitees, uncovered
from matching.policy import Right, may
from matching.records import NetworkPlan, PlanRow, PlanStep, StepState, Viewer

# What a proposed step leaves its owner, in days: a quarter of a year.
USUAL_DAYS = 90
# More proposed steps than these are a wish list.
MOST_STEPS = 12
_SETTLED = frozenset({StepState.DONE, StepState.DROPPED})


def may_write(viewer: Viewer, country: str) -> bool:
    """Return whether a viewer may change the plan of a country: its coordinator only; others of the UN read it."""
    return may(viewer, Right.PLAN_NETWORK) and country in viewer.countries


def rows_of(asked: Sequence[Priority], invitation: Invitation | None) -> list[PlanRow]:
    """Return a row for each priority: who of the list speaks to it, the entities it concerns, what nobody covers.

    The entity whose need it is comes first, then those with another priority of one of its Goals.
    """
    speaking: dict[str, list[str]] = {}
    missing: dict[str, list[str]] = {}
    if invitation is not None:
        for each in invitees(invitation):
            for need in each.priorities:
                speaking.setdefault(need, []).append(each.partner)
        for facet in uncovered(invitation):
            missing.setdefault(facet.need, []).append(facet.text)
    return [
        PlanRow(
            need=each.id,
            title=each.need.title or each.need.text[:200],
            weight=each.weight,
            partners=tuple(speaking.get(each.id, ())),
            entities=tuple(dict.fromkeys([each.need.entity, *sorted(_with_goal(each, asked))])),
            missing=tuple(missing.get(each.id, ())),
        )
        for each in asked
    ]


def gaps(plan: NetworkPlan) -> tuple[tuple[PlanRow, str], ...]:
    """Return what is missing, row by row, heaviest priority first."""
    rows = sorted(plan.rows, key=lambda row: (-row.weight, row.need))
    return tuple((row, text) for row in rows for text in row.missing)


def proposed_steps(rows: Iterable[PlanRow], today: date, say: Mapping[str, str]) -> list[PlanStep]:
    """Return a step for the first gap of each priority, heaviest first, its entity as owner, due in a quarter.

    `say["close"]` is the sentence of a step with the places {gap} and {priority}; its language is the writer's.
    """
    heaviest = sorted((row for row in rows if row.missing), key=lambda row: (-row.weight, row.need))
    return [
        PlanStep(
            text=say["close"].format(gap=row.missing[0], priority=row.title)[:500],
            owner=row.entities[0] if row.entities else "",
            due=today + timedelta(days=USUAL_DAYS),
            need=row.need,
        )
        for row in heaviest[:MOST_STEPS]
    ]


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How far a plan is on a day: steps done of those that count (dropped ones do not), overdue, due within a month.

    `staffed` priorities have a partner, `whole` ones one and no gap left.
    """

    steps: int
    done: int
    overdue: tuple[PlanStep, ...]
    soon: tuple[PlanStep, ...]
    priorities: int
    staffed: int
    whole: int

    @property
    def share(self) -> float:
        """The share of steps done, 0..1; 0 without steps."""
        return self.done / self.steps if self.steps else 0.0


def progress(plan: NetworkPlan, today: date) -> PlanProgress:
    """Return how far a plan is on a day; a step is overdue from the day after its last."""
    counted = [step for step in plan.steps if step.state is not StepState.DROPPED]
    waiting = sorted(
        (step for step in plan.steps if step.state not in _SETTLED), key=lambda step: (step.due, step.text)
    )
    month = today + timedelta(days=30)
    return PlanProgress(
        steps=len(counted),
        done=sum(step.state is StepState.DONE for step in counted),
        overdue=tuple(step for step in waiting if step.due < today),
        soon=tuple(step for step in waiting if today <= step.due <= month),
        priorities=len(plan.rows),
        staffed=sum(bool(row.partners) for row in plan.rows),
        whole=sum(bool(row.partners) and not row.missing for row in plan.rows),
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """What one version has that another has not: needs, partners and steps that came or went, steps that got done."""

    needs_in: tuple[str, ...]
    needs_out: tuple[str, ...]
    partners_in: tuple[str, ...]
    partners_out: tuple[str, ...]
    steps_in: tuple[str, ...]
    steps_out: tuple[str, ...]
    steps_done: tuple[str, ...]


def changed(before: NetworkPlan, after: NetworkPlan) -> Changed:
    """Return what changed from one version to another, each group in order."""
    needs = [{row.need for row in plan.rows} for plan in (before, after)]
    partners = [{partner for row in plan.rows for partner in row.partners} for plan in (before, after)]
    steps = [{step.text: step.state for step in plan.steps} for plan in (before, after)]
    return Changed(
        _first(needs[1], needs[0]),
        _first(needs[0], needs[1]),
        _first(partners[1], partners[0]),
        _first(partners[0], partners[1]),
        _first(set(steps[1]), set(steps[0])),
        _first(set(steps[0]), set(steps[1])),
        tuple(
            sorted(
                text
                for text, state in steps[1].items()
                if state is StepState.DONE and steps[0].get(text) is not StepState.DONE
            )
        ),
    )


def _first(one: set[str], other: set[str]) -> tuple[str, ...]:
    return tuple(sorted(one - other))


def _with_goal(priority: Priority, asked: Sequence[Priority]) -> set[str]:
    goals = set(priority.need.sdgs)
    return {each.need.entity for each in asked if goals.intersection(each.need.sdgs)}
