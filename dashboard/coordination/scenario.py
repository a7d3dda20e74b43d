"""The plan as a scenario: before and after, what each cap would cost, and who would do what, with reasons."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts.plans import CAPS
from dashboard import address, widgets
from dashboard.charts import palette
from dashboard.coordination import charts, names
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number, percent
from matching.coordination.situation import Situation
from matching.planning import Decision, Move, NoPlan, Plan

USUAL = 2
CAP = "cap"  # key of the slider and name in the address


def cap() -> int:
    """Return the cap that the viewer has chosen."""
    asks = address.asks(CAP, CAP)
    address.miss(asks, {str(each) for each in CAPS})
    if asked := [each for each in CAPS if str(each) in asks]:
        st.session_state[CAP] = asked[0]
    return int(st.session_state.get(CAP, USUAL))


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show what a plan would change."""
    st.slider(
        _("Approaches that a partner should get in twelve months, at most"),
        CAPS[0],
        CAPS[-1],
        cap(),
        key=CAP,
        width=420,
    )
    address.say(CAP, [str(cap())] if cap() != USUAL else [])
    plan = situation.plan(cap())
    if isinstance(plan, NoPlan):
        widgets.empty(_("There is no plan within these limits."), "\n".join(f"- {each}" for each in plan.advice))
        return
    left, right = st.columns([6, 5], gap="large")
    with left:
        rows = [
            (_("Competition index"), plan.before.index, plan.after.index),
            (_("Approaches that collide"), plan.before.share, plan.after.share),
            (_("Match value kept"), 1.0, min(plan.kept, 1.0)),
        ]
        table = pd.DataFrame(
            [(name, round(before, 4), round(after, 4)) for name, before, after in rows],
            columns=[_("Measure"), _("Before"), _("After")],
        )
        widgets.figure(
            charts.before_after(rows, palette(st.context.theme.type)),
            table,
            sheet,
            finding=_("With all moves made, {after} of {live} approaches would collide instead of {before}").format(
                after=number(plan.after.colliding), live=number(plan.after.live), before=number(plan.before.colliding)
            ),
            definition=_definition(plan),
            key="scenario",
        )
    with right:
        widgets.heading(_("How the cap matters"))
        caps = _by_cap(situation)
        st.dataframe(caps, hide_index=True, height="content", alt=_("The plan under each cap"))
        widgets.downloads(caps, sheet, "caps")
    _moves(situation, plan, sheet)


def _definition(plan: Plan) -> str:
    proof = (
        _("No better plan exists within these limits.")
        if plan.gap < 1e-6
        else _("A better plan could keep at most {gap} more of the match value.").format(
            gap=percent(plan.gap / plan.value_before, 1)
        )
    )
    return " ".join(
        [
            _("A scenario: it holds when everybody follows. Waiting keeps half of a match, moving nine tenths."),
            _("Match value is how well resource, place and Goals of partner and approach fit, 0 to 1."),
            proof,
            _("Small entities keep an approach to a large partner each, where they wanted one.")
            if plan.floor
            else _("Not every small entity keeps an approach to a large partner."),
        ]
    )


def _by_cap(situation: Situation) -> pd.DataFrame:
    rows = []
    for each in CAPS:
        plan = situation.plan(each)
        if isinstance(plan, NoPlan):
            rows.append((each, "–", "–", 0))
        else:
            rows.append((each, percent(plan.after.index), percent(plan.kept, 1), len(plan.moves)))
    columns = [_("At most"), _("Competition index after"), _("Match value kept"), _("Moves")]
    return pd.DataFrame(rows, columns=columns)


def _moves(situation: Situation, plan: Plan, sheet: DataSheet) -> None:
    table = moves_table(situation, plan)
    widgets.heading(n_("{n} move", "{n} moves", len(plan.moves)))
    st.dataframe(table, hide_index=True, height=420, alt=_("What each approach would do, with the reason"))
    st.caption(_("Approaches that would go on unchanged are not listed. Joint and sequenced ones stay as agreed."))
    widgets.downloads(table, sheet, "moves")


def moved(situation: Situation) -> list[str]:
    """Return the approaches that the chosen plan would move."""
    plan = situation.plan(cap())
    return [] if isinstance(plan, NoPlan) else [each.intent for each in plan.moves]


def moves_table(situation: Situation, plan: Plan) -> pd.DataFrame:
    """Return what changes, for whom and why."""
    order = {Move.LEAD: 0, Move.JOIN: 1, Move.WAIT: 2, Move.REDIRECT: 3}
    rows = [
        (
            situation.live[each.intent].entity,
            names.move(each.move),
            names.partner(
                each.partner if each.move is Move.REDIRECT else situation.live[each.intent].partner, situation.partners
            ),
            reason(situation, each),
        )
        for each in sorted(plan.moves, key=lambda move: (move.led_by or move.intent, order[move.move], move.intent))
    ]
    return pd.DataFrame(rows, columns=[_("Entity"), _("Move"), _("Partner"), _("Why")])


def reason(situation: Situation, each: Decision) -> str:
    """Return why the plan asks for a move."""
    if situation.excluded(each.intent):
        return _("Due diligence of the entity excludes this partner.")
    if each.move is Move.LEAD:
        return _("The best match of those that ask the same.")
    if each.move is Move.JOIN and situation.live[each.led_by].entity == each.entity:
        return _("A second ask of the same entity; one is enough.")
    if each.move is Move.JOIN:
        return _("Asks the same as {entity}, whose match is better.").format(entity=situation.live[each.led_by].entity)
    if each.move is Move.WAIT:
        return _("The partner has no room this year, and no other fits.")
    return _("{partner} has no room for another approach; this is the next best match that has.").format(
        partner=names.partner(situation.live[each.intent].partner, situation.partners)
    )
