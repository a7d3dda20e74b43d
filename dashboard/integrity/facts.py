"""What is on file about a partner, with day, source and last day on which it counts; what runs out soon (R17 ¶38)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from acts import act
from acts.facts import state_fact, take_back
from acts.rules import read_criteria
from dashboard import choices, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import feedback, queries, wording
from dashboard.words import _, day, n_, percent
from matching.integrity import FactState, Policy, Verdicts, speaks_against
from matching.policy import Right, may
from matching.records import Criterion, Fact, Origin, Ruling, Viewer, new_id

_LONGEST = 200  # characters of a source
_DAYS = 30
_SHOWN = 100


def show(verdicts: Verdicts, partner: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the facts on a partner, newest first, and for those who may the form to state one or take one back."""
    held = verdicts.dossiers
    found = [fact for (whose, _criterion), each in held.facts.items() if whose == partner for fact in each]
    found.sort(key=lambda fact: (fact.on, fact.id), reverse=True)
    stale = sum(held.state(fact) is FactState.STALE for fact in found)
    finding = n_("{n} fact on file", "{n} facts on file", len(found))
    if stale:
        finding += " · " + n_("{n} too old to count: not known today", "{n} too old to count: not known today", stale)
    widgets.heading(finding)
    if found:
        table = _table(found, verdicts)
        st.dataframe(table, hide_index=True, alt=finding, key="facts")
        widgets.downloads(table, sheet, "facts")
    else:
        st.markdown(_("Nothing is on file: for every rule that asks, this partner is not known."))
    if may(viewer, Right.STATE_FACTS):
        with st.expander(_("State a fact"), icon=":material/edit_note:", key="state-open"):
            _form(partner, viewer)
        if found:
            with st.expander(_("Take a fact back"), icon=":material/undo:", key="back-open"):
                taking_back({fact.id: wording.evidence(fact) for fact in found}, viewer, "fact")


def _table(found: list[Fact], verdicts: Verdicts) -> pd.DataFrame:
    held = verdicts.dossiers
    return pd.DataFrame(
        [
            {
                _("Criterion"): wording.criterion(fact.criterion),
                _("Value"): wording.value(fact),
                _("Day"): day(fact.on),
                _("Age"): wording.age(fact.on),
                _("Today"): _(wording.FACT_STATES[held.state(fact)]).format(day=day(held.last_day(fact))),
                _("Source"): fact.origin.source,
            }
            for fact in found
        ]
    )


def _form(partner: str, viewer: Viewer) -> None:
    criteria = {each.code: each for each in read_criteria()}
    left, right = st.columns(2)
    code = choices.selectbox(_("Criterion"), list(criteria), wording.criterion, key="fact-criterion", at=left)
    with right:
        _value(criteria[code])
    today = act.today()
    left, right = st.columns(2)
    left.date_input(_("Day of the source"), value=today, max_value=today, key="fact-on")
    right.date_input(
        _("Counts until"),
        value=None,
        key="fact-until",
        help=_(
            "Empty: {n} days, as long as this criterion counts. Bad news holds until a newer fact clears it."
        ).format(n=criteria[code].days),
    )
    st.text_input(
        _("Source"), max_chars=_LONGEST, key="fact-source", placeholder=_("Annual report 2025, page 14; a link")
    )
    st.caption(_("Facts are shared: every entity's rules read them. Who stated one stands in the audit log."))
    st.button(_("State it"), type="primary", key="fact-save", on_click=_save, args=(partner, viewer))


def _value(criterion: Criterion) -> None:
    if criterion.states:
        choices.selectbox(_("Value"), criterion.states, wording.state, key=f"fact-value-{criterion.code}")
    elif criterion.code == "controversy":
        st.number_input(_("Grade, 0 to 5"), 0, 5, 0, key="fact-value-controversy")
    else:
        st.number_input(
            _("Share of revenue, percent"), 0.0, 100.0, 0.0, 0.5, format="%.1f", key=f"fact-value-{criterion.code}"
        )


def _save(partner: str, viewer: Viewer) -> None:
    said = st.session_state
    code = str(said.get("fact-criterion"))
    raw = said.get(f"fact-value-{code}")
    value = raw if isinstance(raw, str) else float(raw or 0) / (1 if code == "controversy" else 100)
    on, until = said.get("fact-on"), said.get("fact-until")
    fact = Fact(
        new_id("f"),
        partner,
        code,
        value,
        on if isinstance(on, date) else act.today(),
        Origin(str(said.get("fact-source") or "").strip()[:_LONGEST]),
        until if isinstance(until, date) else None,
    )
    feedback.attempt(
        _("Stated. Every verdict now reads it."),
        lambda: state_fact(resources.caller(viewer), fact),
        clear=("fact-source", "fact-until", f"fact-value-{code}"),
    )


def taking_back(lines: dict[str, str], viewer: Viewer, kind: str) -> None:
    """Show the form with which one of some records is taken back, with the reason."""
    choices.selectbox(_("Which one"), lines, key=f"back-{kind}")
    st.text_input(_("Why"), max_chars=500, key=f"back-{kind}-why")
    st.caption(_("It counts no more; the record of it stays, with your reason."))
    st.button(_("Take it back"), key=f"back-{kind}-save", on_click=_take_back, args=(viewer, kind))


def _take_back(viewer: Viewer, kind: str) -> None:
    record = str(st.session_state.get(f"back-{kind}") or "")
    why = str(st.session_state.get(f"back-{kind}-why") or "")
    feedback.attempt(
        _("Taken back."),
        lambda: take_back(resources.caller(viewer), record, why),
        clear=(f"back-{kind}", f"back-{kind}-why"),
    )


def share(value: float | None) -> str:
    """Return a share in words."""
    return _("not known") if value is None else percent(value)


def show_expiring(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show what ends within a month, soonest first: after that day it is not known."""
    held = verdicts.dossiers
    today = act.today()
    last = today + timedelta(days=_DAYS)
    rules = verdicts.policies.get(entity, Policy(entity, ()))
    rows: list[tuple[date, str, str, str]] = []
    for partner in sorted(queries.live_records(entity).partners_of(entity)):
        for criterion in held.criteria:
            reading = held.column(criterion).get(partner)
            # Bad news does not run out.
            against = reading is not None and any(
                speaks_against(rule, value) for rule in rules.on(criterion) for value, _fact in reading.said
            )
            if reading is not None and reading.fresh and reading.facts and not against:
                # The last of what speaks today: until then the criterion is known.
                ends = max(held.last_day(fact) for fact in reading.facts)
                if ends <= last:
                    rows.append((ends, partner, wording.criterion(criterion), wording.value(reading.facts[0])))
    rows += [
        (each.until, each.partner, _("Screening"), wording.ruling(each.ruling) if each.ruling else "")
        for each in queries.all_screenings()
        if each.entity == entity
        and each.valid(today)
        and each.ruling is not Ruling.EXCLUDED
        and each.until is not None
        and each.until <= last
    ]
    if not rows:
        return
    rows.sort()
    finding = n_(
        "{n} thing that you know of your partners runs out within a month",
        "{n} things that you know of your partners run out within a month",
        len(rows),
    )
    table = pd.DataFrame(
        [
            {
                _("Partner"): held.partners[partner].name if partner in held.partners else partner,
                _("What"): what,
                _("Value"): value,
                _("Counts until"): day(ends),
            }
            for ends, partner, what, value in rows[:_SHOWN]
        ]
    )
    widgets.heading(finding)
    st.dataframe(table, hide_index=True, height=min(8, len(table)) * 35 + 38, alt=finding, key="lapsing")
    st.caption(
        _(
            "Partners in live engagements and approaches of {entity}. What has run out is not known, never fine; bad "
            "news does not run out. The Global Compact's participants report once a year (R17 ¶38)."
        ).format(entity=entity)
    )
    widgets.downloads(table, sheet, "lapsing")
