"""One partner: the verdict of each entity, what each stands on, and who has screened it before."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import choices, noting, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import facts, flags, previous_screenings, queries, ties, wording
from dashboard.markup import plain
from dashboard.queries import OPEN, partner_lines
from dashboard.words import _, day, spoken
from matching.integrity import Verdicts
from matching.records import Verdict, Viewer


def choose() -> str | None:
    """Show the box in which a partner is chosen; the choice is in the address."""
    lines = partner_lines(spoken().code, OPEN)
    chosen: str | None = choices.selectbox(
        _("Partner"),
        lines,
        index=None,
        key="partner",
        in_address="partner",
        placeholder=_("Search a partner by name"),
    )
    return chosen


def show(verdicts: Verdicts, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the verdicts on the chosen partner, those of the viewer's entity in full, and all that they stand on."""
    partner = choose()
    if partner is None or partner not in verdicts.dossiers.partners:
        widgets.empty(
            _("No partner chosen yet."),
            _("Each entity judges under its own rules: choose a partner to see what each says and why."),
        )
        return
    noting.read(viewer, "integrity", queries.shown_of(partner, entity))
    widgets.heading(wording.spread(verdicts, partner))
    called = {each.id: each.name for each in verdicts.dossiers.partners.values()}
    found = verdicts.of_partner(partner)
    own = next((each for each in found if each.entity == entity), None)
    main, side = st.columns([3, 2], gap="large")
    with main:
        table = _table(found, called)
        st.dataframe(
            table,
            hide_index=True,
            height=420,
            column_config={_("Rules that fired"): st.column_config.TextColumn(width="large")},
            alt=wording.spread(verdicts, partner),
            key="verdicts",
        )
        widgets.downloads(table, sheet, "verdicts")
        facts.show(verdicts, partner, viewer, sheet)
        ties.show(verdicts, partner, entity, viewer, sheet)
    with side:
        if own:
            _own(own, called)
        previous_screenings.show(partner, entity, viewer)
        flags.show(partner, entity, viewer)


def _table(found: tuple[Verdict, ...], called: dict[str, str]) -> pd.DataFrame:
    rows = [
        {
            _("Entity"): each.entity,
            _("Verdict"): wording.ruling(each.ruling),
            _("Rules that fired"): "\n".join(wording.why(firing, called) for firing in each.decisive),
            _("Steps"): "\n".join(each.steps),
            _("Due"): day(each.due) if each.due else "",
            _("Look again"): day(each.recheck) if each.recheck else "",
        }
        for each in sorted(found, key=lambda each: (-each.ruling.weight, each.entity))
    ]
    return pd.DataFrame(rows)


def _own(own: Verdict, called: dict[str, str]) -> None:
    with st.container(border=True):
        widgets.heading(_("For {entity}: {ruling}").format(entity=own.entity, ruling=wording.ruling(own.ruling)))
        for firing in own.firings:
            st.markdown(f"- {wording.MARKS[firing.ruling]} {plain(wording.why(firing, called))}")
        if not own.firings:
            st.markdown(_("No rule fired on what is known today."))
        if own.steps:
            widgets.heading(_("What would better it"))
            st.markdown("\n".join(f"- {plain(step)}" for step in own.steps))
        if own.due:
            st.caption(_("Due by {day}.").format(day=day(own.due)))
        if own.recheck:
            st.caption(_("To be looked at again on {day}.").format(day=day(own.recheck)))
