"""What a country needs, by Goal and one by one, and what nobody answers: needs and partners left aside."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.country.wording import COVERED, PRESENCES, STANDINGS
from dashboard.downloads import DataSheet
from dashboard.words import _, day, number, percent
from matching.country import NeedStanding, Portrait, Served, Tally
from matching.records import FacetKind, Kind, Resource

SHOWN_UNSERVED = 200


def show(portrait: Portrait, sheet: DataSheet) -> None:
    """Show both tables of figures, then the needs themselves, open ones first."""
    if not portrait.served:
        widgets.empty(
            _("No need names this country."),
            _("Needs come from entities' own lists; choose another country, or look at who is here."),
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        _by_goal(portrait, sheet)
    with right:
        _by_facet(portrait, sheet)
    _one_by_one(portrait, sheet)


def _by_goal(portrait: Portrait, sheet: DataSheet) -> None:
    columns = [_("Goal"), _("Needs"), _("Covered"), _("Under way"), _("Open")]
    rows = [
        (labels.goal(int(each.code)), each.asked, each.covered, each.under_way, each.open) for each in portrait.by_goal
    ]
    widgets.heading(_("Needs by Goal"))
    table = pd.DataFrame(rows, columns=columns)
    st.dataframe(table, hide_index=True, height=300, alt=_("Needs by Goal"), key="country-goals")
    st.caption(_("A need counts under each of its Goals."))
    widgets.downloads(table, sheet, "country-goals-file")


def _by_facet(portrait: Portrait, sheet: DataSheet) -> None:
    columns = [_("What is required"), _("Needs"), _("Brought"), _("Missing")]
    judged = [each for each in portrait.by_facet if each.covered is not None]
    rows = [(_facet(each), each.asked, each.covered, each.open) for each in judged]
    capabilities = sum(each.asked for each in portrait.by_facet if each.covered is None)
    widgets.heading(_("What the needs require"))
    table = pd.DataFrame(rows, columns=columns)
    st.dataframe(table, hide_index=True, height=300, alt=_("What the needs require"), key="country-facets")
    said = _("Resources sought and kinds of partner wanted. Who covers the {n} capabilities is weighed in Coalitions.")
    st.caption(said.format(n=number(capabilities)))
    widgets.downloads(table, sheet, "country-facets-file")


def _one_by_one(portrait: Portrait, sheet: DataSheet) -> None:
    order = {NeedStanding.OPEN: 0, NeedStanding.UNDER_WAY: 1, NeedStanding.COVERED: 2}
    found = sorted(portrait.served, key=lambda each: (order[each.standing], -len(each.missing), each.need.id))
    rows = [_row(each) for each in found]
    columns = [
        _("Standing"),
        _("Entity"),
        _("Need"),
        _("Missing"),
        _("Brought"),
        _("Approaches"),
        _("Urgency"),
        _("Needed until"),
        _("Data"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    said = _("{n} of {all} needs are open").format(
        n=number(len(portrait.standing(NeedStanding.OPEN))), all=number(len(portrait.served))
    )
    widgets.heading(said)
    st.dataframe(table, hide_index=True, height=420, alt=said, key="country-needs")
    st.caption(_(COVERED))
    widgets.downloads(table, sheet, "country-needs-file")


def _row(each: Served) -> tuple[object, ...]:
    missing = [labels.resource(resource) for resource in each.missing] + [labels.kind(k) for k in each.missing_kinds]
    return (
        _(STANDINGS[each.standing]),
        each.need.entity,
        each.need.title or each.need.text[:80],
        ", ".join(missing),
        ", ".join(labels.resource(resource) for resource in each.brought),
        each.asking,
        each.need.urgency,
        day(each.need.period.end) if each.need.period.end else "",
        _("invented") if each.need.origin.synthetic else each.need.origin.source,
    )


def _facet(each: Tally) -> str:
    if each.kind is FacetKind.RESOURCE:
        return labels.resource(Resource(each.code))
    return labels.kind(Kind(each.code)) if each.code in list(Kind) else each.code


def show_white_space(portrait: Portrait, sheet: DataSheet) -> None:
    """Show both sides of what is left aside."""
    left, right = st.columns(2, gap="large")
    with left:
        _unserved(portrait, sheet)
    with right:
        _unapproached(portrait, sheet)


def _unserved(portrait: Portrait, sheet: DataSheet) -> None:
    found = portrait.standing(NeedStanding.OPEN)
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


def _unapproached(portrait: Portrait, sheet: DataSheet) -> None:
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
    st.dataframe(table.head(SHOWN_UNSERVED), hide_index=True, height=420, alt=said, key="country-unasked")
    st.caption(_("Without a running engagement and without a live approach here, as far as you may see."))
    widgets.downloads(table, sheet, "country-unasked-file")
