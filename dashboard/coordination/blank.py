"""White space: needs for which nobody has asked anybody, and partners that nobody has asked."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.downloads import DataSheet
from dashboard.words import _, number, percent
from matching.coordination import overview
from matching.coordination.situation import Situation

# Rows on the screen; the file has them all.
SHOWN = 200


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show both sides of what is left aside."""
    left, right = st.columns(2, gap="large")
    with left:
        _needs(situation, sheet)
    with right:
        _partners(situation, sheet)


def _needs(situation: Situation, sheet: DataSheet) -> None:
    ids = overview.unserved(situation)
    table = pd.DataFrame(
        [
            (need.title or need.text[:80], need.entity, labels.places(need.countries, 2), need.urgency)
            for need in (situation.needs[each] for each in ids)
        ],
        columns=[_("Need"), _("Entity"), _("Country"), _("Urgency")],
    )
    total = sum(need.state == "open" for need in situation.needs.values())
    widgets.heading(_("{n} of {all} open needs have no approach").format(n=number(len(ids)), all=number(total)))
    st.dataframe(table.head(SHOWN), hide_index=True, height=420, alt=_("Needs for which nobody has asked a partner"))
    st.caption(_("Open needs that no approach of the last twelve months names, as far as you may see."))
    widgets.downloads(table, sheet, "unserved")


def _partners(situation: Situation, sheet: DataSheet) -> None:
    ids = overview.unapproached(situation)
    missed = Counter(situation.partners[each].kind for each in ids)
    everybody = Counter(partner.kind for partner in situation.partners.values())
    table = pd.DataFrame(
        [
            (labels.kind(kind), count, everybody[kind], percent(count / everybody[kind]))
            for kind, count in sorted(missed.items(), key=lambda each: (-each[1], each[0]))
        ],
        columns=[_("Kind"), _("Nobody approaches"), _("All"), _("Share")],
    )
    widgets.heading(
        _("{n} of {all} partners are neither asked nor at work with an entity").format(
            n=number(len(ids)), all=number(len(situation.partners))
        )
    )
    st.dataframe(table, hide_index=True, height="content", alt=_("Partners that nobody approaches, by kind"))
    st.caption(_("Partners without an approach in twelve months and without a running engagement."))
    widgets.downloads(table, sheet, "unapproached")
