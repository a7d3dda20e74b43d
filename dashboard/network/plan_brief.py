"""The country brief of a plan, section by section, for HTML and PDF."""

from __future__ import annotations

from datetime import date

from dashboard.coalitions.brief import Section
from dashboard.network import wording
from dashboard.words import _, day, number, percent
from matching.network_plan import gaps, progress
from matching.records import NetworkPlan


def sections(plan: NetworkPlan, today: date) -> list[Section]:
    """Return the brief: how far the plan is, its matrix, what is missing, who does what by when, and notes."""
    found = progress(plan, today)
    lines = (
        _("{n} priorities: {staffed} have a partner, {whole} have no gap left.").format(
            n=number(found.priorities), staffed=number(found.staffed), whole=number(found.whole)
        ),
        _("Next steps: {share} are done, {late} are overdue.").format(
            share=percent(found.share), late=number(len(found.overdue))
        ),
    )
    titles = {row.need: row.title for row in plan.rows}
    rows = tuple(
        (row.title, ", ".join(row.entities), ", ".join(wording.name(each) for each in row.partners))
        for row in plan.rows
    )
    missing = tuple((row.title, text) for row, text in gaps(plan))
    steps = tuple(
        (step.text, step.owner, day(step.due), _(wording.STEP_STATES[step.state]), titles.get(step.need, ""))
        for step in plan.steps
    )
    parts = [
        Section(_("How far the plan is"), lines),
        Section(_("Priorities"), (), (_("Priority"), _("Entities"), _("Partners")), rows),
        Section(_("Gaps to close"), (), (_("Priority"), _("Missing")), missing),
        Section(_("Next steps"), (), (_("Next step"), _("Who"), _("By"), _("State"), _("Priority")), steps),
    ]
    return [*parts, Section(_("Notes"), tuple(plan.notes.splitlines()))] if plan.notes else parts
