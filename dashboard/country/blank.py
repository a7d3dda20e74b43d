"""White space of a country: open needs, and partners that nobody works with or asks."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.country.wording import PRESENCES
from dashboard.downloads import DataSheet
from dashboard.words import _, number, percent
from matching.country import Portrait, Standing

SHOWN = 200


def show(portrait: Portrait, sheet: DataSheet) -> None:
    """Show both sides of what is left aside."""
    left, right = st.columns(2, gap="large")
    with left:
        _needs(portrait, sheet)
    with right:
        _partners(portrait, sheet)


def _needs(portrait: Portrait, sheet: DataSheet) -> None:
    found = portrait.standing(Standing.OPEN)
    offering = Counter(resource for each in portrait.unasked for resource in each.resources)
    rows = [
        (
            each.need.title or each.need.text[:80],
            each.need.entity,
            ", ".join(labels.resource(resource) for resource in each.missing),
            min((offering[resource] for resource in each.missing), default=0),
        )
        for each in found
    ]
    table = pd.DataFrame(rows, columns=[_("Need"), _("Entity"), _("Missing"), _("Unasked partners that offer it")])
    said = _("{n} of {all} needs are open").format(n=number(len(rows)), all=number(len(portrait.served)))
    widgets.heading(said)
    st.dataframe(table, hide_index=True, height=420, alt=said, key="country-open")
    st.caption(_("Last column: of the missing resources the one that fewest unasked partners here offer."))
    widgets.downloads(table, sheet, "country-open-file")


def _partners(portrait: Portrait, sheet: DataSheet) -> None:
    rows = [
        (
            each.profile.partner.name,
            _(PRESENCES[each.presence]),
            labels.kind_and_size(each.profile.partner),
            ", ".join(sorted(labels.resource(resource) for resource in each.resources)),
        )
        for each in portrait.unasked
    ]
    table = pd.DataFrame(rows, columns=[_("Partner"), _("Presence"), _("Kind"), _("Offers")])
    share = percent(len(rows) / len(portrait.partners)) if portrait.partners else "–"
    said = _("{share} of partners here are asked by nobody: {n} of {all}").format(
        share=share, n=number(len(rows)), all=number(len(portrait.partners))
    )
    widgets.heading(said)
    st.dataframe(table.head(SHOWN), hide_index=True, height=420, alt=said, key="country-unasked")
    st.caption(_("Without a running engagement and without a live approach here, as far as you may see."))
    widgets.downloads(table, sheet, "country-unasked-file")
