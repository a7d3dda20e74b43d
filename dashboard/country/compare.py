"""Countries side by side: chosen by region and by group, sorted, with the chosen country in its place."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from acts.reference import Country, read_countries
from dashboard import choices, labels, widgets
from dashboard.charts import Chart, palette
from dashboard.country import maps
from dashboard.country.wording import COVERED
from dashboard.downloads import DataSheet
from dashboard.words import N_, _, n_, number, percent
from matching.country import Line

SHOWN = 12
EVERYWHERE = "all"
# Names of the regions as UN M49 gives them.
REGIONS = (N_("Africa"), N_("Americas"), N_("Asia"), N_("Europe"), N_("Oceania"))
GROUPS: dict[str, tuple[str, Callable[[Country], bool]]] = {
    "ldc": (N_("Least developed"), lambda each: each.least_developed),
    "lldc": (N_("Landlocked developing"), lambda each: each.landlocked_developing),
    "sids": (N_("Small island developing"), lambda each: each.small_island_developing),
}


def show(lines: tuple[Line, ...], country: str, sheet: DataSheet) -> None:
    """Show the filters, the table, and a chart of the first countries."""
    region, groups = _filters()
    facts = {each.iso3: each for each in read_countries()}
    wanted = [line for line in lines if line.country in facts and _fits(facts[line.country], region, groups)]
    widgets.heading(counted(len(wanted), len(lines)))
    if not wanted:
        widgets.empty(
            _("No country is in that region and in all of these groups."),
            _("Choose another region, or fewer groups."),
        )
        return
    table = pd.DataFrame([_row(line, facts[line.country], country) for line in wanted], columns=_columns())
    st.dataframe(table, hide_index=True, height=420, alt=_("Countries side by side"), key="country-lines")
    st.caption(_(COVERED))
    st.caption(
        _(
            "Partners: those at home there, or who say that they work there. Unasked: without a running engagement and "
            "a live approach there. Groups as the United Nations lists them. Most open needs first."
        )
    )
    widgets.downloads(table, sheet, "country-lines-file")
    finding = maps.most_open((labels.place(line.country), line.open) for line in wanted)
    widgets.figure(
        _chart(wanted[:SHOWN], finding),
        table,
        sheet,
        finding=finding,
        definition=_("Needs of the first {n} countries by how they stand.").format(n=number(len(wanted[:SHOWN]))),
        key="country-chart",
    )


def counted(shown: int, there: int) -> str:
    """Return how many countries are shown, and that filters leave some out where they do."""
    if shown == there:
        return n_("{n} country", "{n} countries", there)
    said = _("{n} of {all} countries; the others are left out by the filters")
    return said.format(n=number(shown), all=number(there))


def _filters() -> tuple[str, list[str]]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        region = choices.selectbox(
            _("Region"),
            {EVERYWHERE: _("All regions"), **{each: _(each) for each in REGIONS}},
            key="region",
            in_address="region",
            width=220,
        )
        groups = choices.pills(
            _("Only countries that are"),
            {each: _(said) for each, (said, _fits) in GROUPS.items()},
            key="groups",
            in_address="groups",
        )
    return str(region), list(groups)


def _fits(country: Country, region: str, groups: list[str]) -> bool:
    return region in (EVERYWHERE, country.region) and all(GROUPS[each][1](country) for each in groups)


def _columns() -> list[str]:
    return [
        _("Country"),
        _("Needs"),
        _("Covered"),
        _("Share covered"),
        _("Under way"),
        _("Open"),
        _("Partners at home"),
        _("Multinationals"),
        _("From abroad"),
        _("Unasked"),
        _("Entities"),
        _("Engagements"),
        _("Collisions"),
        _("With headquarters"),
        _("Local Network level"),
        _("Groups"),
    ]


def _row(line: Line, facts: Country, chosen: str) -> tuple[object, ...]:
    name = labels.place(line.country)
    return (
        f"▸ {name}" if line.country == chosen else name,
        line.needs,
        line.covered,
        percent(line.share) if line.share is not None else "–",
        line.under_way,
        line.open,
        line.local,
        line.multinational,
        line.from_abroad,
        line.unasked,
        line.entities,
        line.engagements,
        line.collisions,
        line.across_levels,
        "–" if line.level is None else str(line.level),
        ", ".join(_(said) for said, fits in GROUPS.values() if fits(facts)),
    )


def _chart(first: list[Line], alt: str) -> Chart:
    counts = {
        _("Open"): [line.open for line in first],
        _("Under way"): [line.under_way for line in first],
        _("Covered"): [line.covered for line in first],
    }
    names = [labels.place(line.country) for line in first]
    return maps.stacked(names, counts, palette(st.context.theme.type), alt=alt)
