"""Who is in a country: UN entities with what they do, partners with presence, what runs, and what collides."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.country.wording import PRESENCES, STATES, newest, partner_name
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number
from matching.country import PartnerHere, Portrait, Presence, Side
from matching.freshness import of_engagement
from matching.records import Engagement, Kind

# Rows of partners on the screen; the file has them all.
SHOWN = 300


def show(portrait: Portrait, sheet: DataSheet) -> None:
    """Show entities, partners and engagements, each with its newest date."""
    _entities(portrait, sheet)
    _partners(portrait, sheet)
    _engagements(portrait, sheet)


def _entities(portrait: Portrait, sheet: DataSheet) -> None:
    titles = {each.id: each.title for each in portrait.running}
    needs = queries.library().needs
    rows = []
    for each in portrait.entities:
        seeks = [needs[name].title for name in each.needs if name in needs]
        does = [titles[name] for name in each.engagements if titles.get(name)]
        row = (each.entity, len(each.needs), len(each.engagements), len(each.approaches))
        goals, when = ", ".join(map(str, each.sdgs)), newest(each.newest, portrait.today)
        rows.append((*row, goals, _first(does), _first(seeks), when))
    columns = [_("Entity"), _("Needs"), _("Engagements"), _("Approaches"), _("Goals"), _("Does here"), _("Seeks here")]
    table = pd.DataFrame(rows, columns=[*columns, _("Newest date")])
    said = _("{n} UN entities are known to be active here").format(n=number(len(rows)))
    widgets.heading(said)
    st.dataframe(table, hide_index=True, height=300, alt=said, key="country-entities")
    st.caption(_("Entities with a need, a running engagement or a live approach here, as far as these may be named."))
    widgets.downloads(table, sheet, "country-entities-file")


def _partners(portrait: Portrait, sheet: DataSheet) -> None:
    counts = [f"{_(PRESENCES[presence])}: {number(len(portrait.present(presence)))}" for presence in Presence]
    rows = [_partner(each, portrait) for each in portrait.partners]
    columns = [_("Partner"), _("Presence"), _("Kind"), _("Country"), _("Offers"), _("Engagements"), _("Approaches")]
    table = pd.DataFrame(rows, columns=[*columns, _("Newest date")])
    said = _("{n} partners with presence").format(n=number(len(rows)))
    widgets.heading(said)
    st.caption(" · ".join(counts))
    st.dataframe(table.head(SHOWN), hide_index=True, height=420, alt=said, key="country-partners")
    st.caption(
        _(
            "Partners whose home is here, or who say that they work here. Engagements that run and live approaches "
            "here, as far as they may be told by name; the newest date of these and of facts about the partner."
        )
    )
    widgets.downloads(table, sheet, "country-partners-file")


def _partner(each: PartnerHere, portrait: Portrait) -> tuple[object, ...]:
    partner = each.profile.partner
    return (
        partner.name,
        _(PRESENCES[each.presence]),
        labels.kind_and_size(partner),
        labels.place(partner.country) if partner.country else "",
        ", ".join(sorted(labels.resource(resource) for resource in each.resources)),
        len(each.engagements),
        len(each.approaches),
        newest(each.newest, portrait.today),
    )


def _engagements(portrait: Portrait, sheet: DataSheet) -> None:
    rows = [
        (
            told.title,
            ", ".join(told.entities),
            _(STATES[told.state]),
            ", ".join(labels.resource(resource) for resource in told.resources),
            ", ".join(map(str, told.sdgs)),
            ", ".join(labels.kind(kind) for kind in _kinds(told)),
            newest(of_engagement(told, portrait.today), portrait.today),
        )
        for told in portrait.running
    ]
    columns = [_("Engagement"), _("Entity"), _("State"), _("Brings"), _("Goals"), _("Kinds of partner")]
    table = pd.DataFrame(rows, columns=[*columns, _("Newest date")])
    said = _("{n} engagements run or are about to").format(n=number(len(rows)))
    widgets.heading(said)
    st.dataframe(table, hide_index=True, height=300, alt=said, key="country-engagements")
    st.caption(_("The newest date: it began, or a result was measured. Amounts are not shown across entities."))
    widgets.downloads(table, sheet, "country-engagements-file")


def _kinds(engagement: Engagement) -> list[Kind]:
    known = queries.library().profiles
    return sorted({known[each.partner].partner.kind for each in engagement.members if each.partner in known})


def _first(texts: list[str]) -> str:
    more = len(texts) - 1
    return texts[0] if more == 0 else _("{text} and {n} more").format(text=texts[0], n=number(more)) if texts else ""


def show_collisions(portrait: Portrait, sheet: DataSheet) -> None:
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
