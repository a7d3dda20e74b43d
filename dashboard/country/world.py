"""The map of all countries by open needs, as the viewer may see them; a click opens a country."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from acts.reference import read_countries
from dashboard import labels
from dashboard.country import choosing, maps, shapes
from dashboard.palette import palette
from dashboard.selection import clicked_point
from dashboard.words import _, n_, number
from matching.country import Line

SHAPES = Path(__file__).parents[1] / "static" / "topojson" / "world_50m.json"
# Below so many square degrees a shape is smaller than a few pixels on a map of the world.
LEAST = 0.6
FIGURE = "country-map"


@cache
def small() -> frozenset[str]:
    """Return the countries for which a point must stand: small islands, small shapes, and those without any."""
    drawn = shapes.areas(json.loads(SHAPES.read_text(encoding="utf-8")))
    return frozenset(
        each.iso3 for each in read_countries() if each.small_island_developing or drawn.get(each.iso3, 0.0) < LEAST
    )


def show(lines: Mapping[str, Line], chosen: str) -> None:
    """Show the map with its finding, what is counted, and the disclaimer; a click opens a country that has a page."""
    here = [
        maps.Place(
            each.iso3,
            labels.place(each.iso3),
            each.latitude,
            each.longitude,
            each.iso3 in small(),
            _value(lines.get(each.iso3)),
            _says(lines.get(each.iso3)),
        )
        for each in read_countries()
    ]
    finding = maps.most_open((labels.place(line.country), line.open) for line in lines.values())
    chart = maps.world(here, palette(st.context.theme.type), chosen=chosen, unit=_("open needs"), alt=finding)
    st.markdown(f"**{finding}**")
    event = st.plotly_chart(
        chart.figure, config=maps.MAP_CONFIG, alt=chart.alt, key=FIGURE, on_select="rerun", selection_mode="points"
    )
    st.caption(_("Needs that nothing covers and nobody works on. A click opens a country."))
    st.caption(maps.disclaimer())
    clicked = clicked_point(event, list(lines))
    if clicked and clicked != chosen and clicked != st.session_state.get("country-clicked"):
        st.session_state["country-clicked"] = clicked
        st.session_state["country-next"] = clicked
        st.rerun()


def follow() -> None:
    """Open the country that was clicked in the run before; a widget's value can change only before it is drawn."""
    if wanted := st.session_state.pop("country-next", ""):
        choosing.go(wanted)


def _value(line: Line | None) -> float | None:
    return float(line.open) if line and line.needs else None


def _says(line: Line | None) -> str:
    if line is None:
        return ""
    needs = n_("{n} need", "{n} needs", line.needs)
    return _("{country}: {needs}, {open} open, {covered} covered.").format(
        country=labels.place(line.country), needs=needs, open=number(line.open), covered=number(line.covered)
    )
