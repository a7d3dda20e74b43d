"""Collisions that a country has a part in, those between headquarters and the country first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.country.wording import partner_name
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number
from matching.country import Portrait, Side


def show(portrait: Portrait, sheet: DataSheet) -> None:
    """Show one line a collision, as far as either side may be named."""
    if not portrait.collisions:
        widgets.empty(
            _("Nothing collides here, as far as you may see."),
            _("Live approaches are compared as soon as they are registered, also with what headquarters asks for."),
        )
        return
    found = sorted(
        portrait.collisions, key=lambda each: (not each.across_levels, each.left.entities, each.right.entities)
    )
    rows = [
        (
            _("Headquarters and country") if each.across_levels else _("Within the country"),
            _side(each.left),
            _side(each.right),
            partner_name(each.partner),
            labels.resource(each.resource),
            _(each.rule),
        )
        for each in found
    ]
    columns = [_("Between"), _("Entity"), _("Other entity"), _("Partner"), _("Resource"), _("Rule that decided")]
    table = pd.DataFrame(rows, columns=columns)
    said = n_("{n} collision", "{n} collisions", len(rows))
    across = _("{said}, {n} of them between headquarters and the country").format(
        said=said, n=number(portrait.across_levels)
    )
    widgets.heading(across)
    st.dataframe(table, hide_index=True, height="content", alt=across, key="country-collisions")
    st.caption(
        _(
            "Two live approaches of different entities, or a live approach and a running engagement of another entity, "
            "at one partner or its corporate group, for the same resource, topic and time, at least one of them held "
            "here. Records that may not be named are not compared."
        )
    )
    widgets.downloads(table, sheet, "country-collisions-file")


def _side(side: Side) -> str:
    entities = ", ".join(side.entities)
    return _("{entity} (engagement)").format(entity=entities) if side.running else entities
