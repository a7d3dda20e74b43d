"""The page of a plan: matrix, gaps, next steps, editor and versions; its brief and its workbook to take along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pandas as pd
import streamlit as st
import xlsxwriter

from dashboard import choices, labels, queries, widgets
from dashboard.coalitions.brief import Section
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.network import handing_out, plans, wording
from dashboard.words import _, day, moment, n_, number, percent
from matching.network_plan import changed, gaps, progress
from matching.records import NetworkPlan, PlanRow, PlanStep, StepState, Viewer

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTH = 28


def answer(plan: NetworkPlan | None) -> str:
    """Return how far the plan is, in one sentence."""
    if plan is None:
        return ""
    found = progress(plan, plans.today())
    said = _("{whole} of {n} priorities have no gap left; {share} of the next steps are done, {late} are overdue.")
    late = number(len(found.overdue))
    return said.format(whole=found.whole, n=found.priorities, share=percent(found.share), late=late)


def matrix(plan: NetworkPlan) -> None:
    """Show priorities with their entities, partners and gaps."""
    columns = [_("Priority"), _("Entities"), _("Partners"), _("Missing"), _("Weight")]
    rows = [
        (row.title, list(row.entities), [wording.name(each) for each in row.partners], list(row.missing), row.weight)
        for row in sorted(plan.rows, key=lambda row: (-row.weight, row.need))
    ]
    widgets.heading(_("Who works on what, and what is missing"))
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, key="p-matrix")


def steps(plan: NetworkPlan) -> None:
    """Show the next steps, the overdue marked in words."""
    head, *rows = steps_table(plan)
    late = {step.text for step in progress(plan, plans.today()).overdue}
    marked = [[*row[:3], _("overdue") if row[0] in late else row[3], row[4]] for row in rows]
    widgets.heading(_("Next steps"))
    st.dataframe(pd.DataFrame(marked, columns=head), hide_index=True, key="p-steps")


def edit(plan: NetworkPlan, viewer: Viewer, seen: int) -> None:
    """Show the editor: one priority at a time, the steps as a table, notes, and saving as a new version."""
    with st.expander(_("Change the plan"), icon=":material/edit:", expanded=not seen):
        edited = _edit_steps(_edit_row(plan))
        notes = st.text_area(_("Notes"), value=plan.notes, max_chars=20_000, key=f"p-notes-{plan.country}-{seen}")
        edited = replace(edited, notes=notes)
        plans.keep(edited, plan.country)
        why = st.text_input(_("What has changed, and why"), max_chars=2000, key="p-why")
        st.button(
            _("Save as a new version"),
            type="primary",
            icon=":material/save:",
            on_click=plans.save,
            args=(viewer, edited, seen, why),
            key="p-save",
        )


def _edit_row(plan: NetworkPlan) -> NetworkPlan:
    titles = {row.need: row.title for row in plan.rows}
    if not titles:
        return plan
    need = choices.selectbox(_("Priority"), titles, key=f"p-row-{plan.country}")
    row = next(each for each in plan.rows if each.need == need)
    held = queries.library()
    firms = {key: profile.partner.name for key, profile in held.profiles.items()}
    firms |= {each: each for each in row.partners if each not in firms}
    key = f"{plan.country}-{need}"
    partners = choices.multiselect(_("Partners"), firms, default=row.partners, key=f"p-partners-{key}")
    known = sorted({*held.entities, *row.entities})
    entities = choices.multiselect(_("Entities"), known, default=row.entities, key=f"p-entities-{key}")
    missing = st.text_area(_("Missing, one a line"), value="\n".join(row.missing), key=f"p-missing-{key}")
    lines = tuple(line.strip()[:500] for line in missing.splitlines() if line.strip())
    after = PlanRow(row.need, row.title, row.weight, tuple(partners), tuple(entities), lines)
    return replace(plan, rows=tuple(after if each.need == need else each for each in plan.rows))


def _edit_steps(plan: NetworkPlan) -> NetworkPlan:
    """The table of steps; a line without words, owner or day is no step yet and stays out of what is saved."""
    base = st.session_state.setdefault(f"p-base-{plan.country}", plan.steps)
    states = labels.of(wording.STEP_STATES)
    rows = [(each.text, each.owner, each.due, each.state.value) for each in base]
    edited = widgets.editor(
        pd.DataFrame(rows, columns=["text", "owner", "due", "state"]),
        key=f"p-table-{plan.country}",
        num_rows="dynamic",
        column_config={
            "text": _("Next step"),
            "owner": _("Who"),
            "due": st.column_config.DateColumn(_("By")),
            "state": st.column_config.SelectboxColumn(
                _("State"), options=list(StepState), format_func=lambda code: states[StepState(str(code))]
            ),
        },
    )
    needs = {each.text: each.need for each in base}
    found = [_step(row, needs) for row in edited.itertuples(index=False, name=None)]
    return replace(plan, steps=tuple(each for each in found if each is not None))


def _step(row: tuple[object, ...], needs: dict[str, str]) -> PlanStep | None:
    text, owner, due, state = row
    if isinstance(due, pd.Timestamp):
        due = due.date()
    if not (
        isinstance(text, str) and text.strip() and isinstance(owner, str) and owner.strip() and isinstance(due, date)
    ):
        return None
    stands = StepState(str(state)) if state in set(StepState) else StepState.OPEN
    return PlanStep(text.strip()[:500], owner.strip()[:200], due, needs.get(text, ""), stands)


def history(every: tuple[NetworkPlan, ...]) -> None:
    """Show who saved which version, why, and what it changed."""
    with st.expander(n_("{n} version", "{n} versions", len(every)), icon=":material/history:"):
        for after, before in zip(every, [*every[1:], None], strict=True):
            who = f"{after.version} · {moment(after.at) if after.at else '–'} · {after.who} · {after.why}"
            st.markdown(f"**{plain(who)}**")
            if before is not None:
                found = changed(before, after)
                said = _("Partners: {came} came, {went} went. Steps: {new} new, {done} done.")
                counts = (found.partners_in, found.partners_out, found.steps_in, found.steps_done)
                came, went, new, done = (number(len(each)) for each in counts)
                st.caption(said.format(came=came, went=went, new=new, done=done))


def take_along(plan: NetworkPlan, sheet: DataSheet) -> None:
    """Offer the workbook and the country brief."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        widgets.hand_out(
            _("XLSX"),
            lambda: workbook(plan, sheet),
            name=f"concert-plan-{plan.country}.xlsx",
            mime=widgets.XLSX,
            key="p-xlsx",
        )
        parts = sections(plan, plans.today())
        handing_out.offer(plan.title, parts, f"concert-brief-{plan.country}", "p-brief")


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


def workbook(plan: NetworkPlan, sheet: DataSheet) -> bytes:
    """Return the plan as XLSX: priorities x partners and entities, what is missing, steps, and what the file is."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        tables = (
            (_("Matrix"), matrix_table(plan)),
            (_("Gaps"), [[_("Priority"), _("Missing")], *([row.title, text] for row, text in gaps(plan))]),
            (_("Next steps"), steps_table(plan)),
            (_("About this file"), [list(line) for line in sheet.lines()]),
        )
        for name, rows in tables:
            page = book.add_worksheet(name[:31])
            page.set_column(0, 0, 2 * _WIDTH)
            page.set_column(1, 60, _WIDTH / 2 if name == tables[0][0] else _WIDTH)
            page.freeze_panes(1, 1)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    page.write_string(number, column, cell, bold if number == 0 or column == 0 else None)
    return out.getvalue()


def matrix_table(plan: NetworkPlan) -> list[list[str]]:
    """Return priorities by rows; a cross for each partner and each entity that works on one."""
    partners = list(dict.fromkeys(each for row in plan.rows for each in row.partners))
    entities = list(dict.fromkeys(each for row in plan.rows for each in row.entities))
    head = [_("Priority"), *entities, *(wording.name(each) for each in partners)]
    rows = [
        [
            row.title,
            *("x" if each in row.entities else "" for each in entities),
            *("x" if each in row.partners else "" for each in partners),
        ]
        for row in plan.rows
    ]
    return [head, *rows]


def steps_table(plan: NetworkPlan) -> list[list[str]]:
    """Return the next steps with a head."""
    titles = {row.need: row.title for row in plan.rows}
    head = [_("Next step"), _("Who"), _("By"), _("State"), _("Priority")]
    rows: Sequence[list[str]] = [
        [
            step.text,
            step.owner,
            step.due.isoformat(),
            _(wording.STEP_STATES[step.state]),
            titles.get(step.need, step.need),
        ]
        for step in plan.steps
    ]
    return [head, *rows]
