"""Who collides with whom, and over which partners: the ranked tables first, the matrices beside them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.charts import palette
from dashboard.coordination import breakdown, charts, names
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number
from matching.coordination import overview
from matching.coordination.situation import Situation

# Entities of the matrix: what can be read at a glance. The table has them all.
SHOWN = 14
SHOWN_PARTNERS = 14


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show the pairs of entities that collide."""
    found = overview.pairs(situation)
    if not found:
        widgets.empty(
            _("No two live approaches collide."),
            _("Nobody is about to ask the same partner for the same thing, as far as you may see."),
        )
        return
    counts = overview.collisions_by_entity(found)
    order = tuple(counts)[:SHOWN]
    left, right = st.columns([5, 7], gap="large")
    with left:
        widgets.heading(n_("{n} pair of entities collides", "{n} pairs of entities collide", len(found)))
        table = _table(situation, found)
        st.dataframe(table, hide_index=True, height=430, alt=_("Pairs of entities by collisions, most first"))
        st.caption(
            _("A collision: two entities ask a partner or its group for the same resource, place, topic and time.")
        )
        widgets.downloads(table, sheet, "pairs")
    with right:
        said = list(order)
        colours, sentence = palette(st.context.theme.type), _("{row} and {column} collide {n} times.")
        cells = overview.matrix(found, order)
        if st.toggle(_("As a network"), key="rivals-network"):
            chart = charts.network(said, cells, sentence, colours)
        else:
            chart = charts.heat(said, said, cells, sentence, colours)
        widgets.figure(
            chart,
            pd.DataFrame(cells, columns=said, index=said).reset_index(names=_("Entity")),
            sheet,
            finding=_("Most collisions: {leaders}").format(leaders=labels.leaders(counts.items())),
            definition=_(
                "Collisions between live approaches that may be named, the {n} entities with most of them."
            ).format(n=number(len(order))),
            key="rivals",
        )


def _table(situation: Situation, found: tuple[overview.Pair, ...]) -> pd.DataFrame:
    known = situation.partners
    rows = [
        (
            pair.left,
            pair.right,
            pair.collisions,
            ", ".join(names.partner(each, known) for each in pair.partners[:3]),
        )
        for pair in found
    ]
    return pd.DataFrame(rows, columns=[_("Entity"), _("Other entity"), _("Collisions"), _("Partners")])


def show_contested(situation: Situation, sheet: DataSheet) -> None:
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
    breakdown.show_unnamed(situation, "kind")
    _matrix(situation, found, sheet)


def _matrix(situation: Situation, found: tuple[overview.Contested, ...], sheet: DataSheet) -> None:
    partners = tuple(each.partner for each in found)[:SHOWN_PARTNERS]
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
