"""Which partners are asked by several entities, and by whom."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.coordination import charts, names, veiled
from dashboard.downloads import DataSheet
from dashboard.palette import palette
from dashboard.words import _, n_, number
from matching.coordination import overview
from matching.coordination.situation import Situation

SHOWN = 14


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show the contested partners and who asks them."""
    found = overview.contested(situation)
    if not found:
        widgets.empty(_("No partner is contested."), _("No two entities have a live approach to the same partner."))
        return
    known = situation.partners
    rows = [
        (
            names.partner(each.partner, known),
            each.collisions,
            each.approaches,
            ", ".join(each.entities),
            each.year or None,
            labels.kind(each.kind),
        )
        for each in found
    ]
    columns = [
        _("Partner"),
        _("Collisions"),
        _("Live approaches"),
        _("Entities"),
        _("Approaches in 12 months"),
        _("Kind"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    counts = [(names.partner(each.partner, known), each.collisions) for each in found]
    widgets.heading(
        _("Most collisions: {leaders}").format(leaders=labels.leaders(counts))
        if found[0].collisions
        else n_("{n} partner is asked by several entities", "{n} partners are asked by several entities", len(found))
    )
    st.dataframe(table, hide_index=True, height=420, alt=_("Contested partners, most collisions first"))
    st.caption(
        _("Partners with a collision or with live approaches of several entities, as far as these may be named.")
    )
    widgets.downloads(table, sheet, "contested")
    veiled.show(situation, "kind")
    _matrix(situation, found, sheet)


def _matrix(situation: Situation, found: tuple[overview.Contested, ...], sheet: DataSheet) -> None:
    partners = tuple(each.partner for each in found)[:SHOWN]
    entities, cells = overview.grid(situation, partners)
    if not entities:
        return
    known = situation.partners
    said = [names.partner(each, known) for each in partners]
    chart = charts.heat(
        said,
        entities,
        cells,
        _("{column} has {n} live approaches to {row}."),
        palette(st.context.theme.type),
    )
    widgets.figure(
        chart,
        pd.DataFrame(cells, columns=list(entities), index=said).reset_index(names=_("Partner")),
        sheet,
        finding=_("Who asks the {n} most contested partners").format(n=number(len(partners))),
        definition=_("Live approaches of each entity to each partner that may be named."),
        key="contested-grid",
    )
