"""The map of all countries by open needs; a click opens a country. Points stand for small ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from acts.reference import read_countries
from dashboard import labels
from dashboard.charts import CONFIG, Chart, Palette, palette
from dashboard.choices import clicked_point
from dashboard.country import choosing, shapes
from dashboard.words import _, n_, number
from matching.country import Line

# Where the browser finds the shapes: our own server. Without it plotly would ask another machine and draw nothing.
MAP_CONFIG = {**CONFIG, "topojsonURL": "/app/static/topojson/", "scrollZoom": False}
# Areas whose status is not settled have shapes and codes of their own in UN Geodata; they are coloured for nobody.
UNSETTLED = ("XAC", "XAP", "XBT", "XHT", "XJK")
# UN Geodata gives these the colour of another country where they have no figure of their own.
COLOURED_AS = {"TWN": "CHN", "HKG": "CHN", "MAC": "CHN"}
SHAPES = Path(__file__).parents[1] / "static" / "topojson" / "world_50m.json"
# Below so many square degrees a shape is smaller than a few pixels on a map of the world.
LEAST = 0.6
FIGURE = "country-map"


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A country on the map: where it is, whether a point stands for its shape, its value, a sentence."""

    code: str
    name: str
    latitude: float
    longitude: float
    small: bool
    value: float | None
    says: str


def most_open(needs: Iterable[tuple[str, int]]) -> str:
    """Return in words which countries have most open needs, all that share the first place."""
    found = list(needs)
    if not any(count for _country, count in found):
        return _("No need is open")
    return _("Most open needs: {leaders}").format(leaders=labels.leaders(found))


def world(places: Sequence[MapPlace], palette: Palette, *, chosen: str = "", unit: str = "", alt: str) -> Chart:
    """Return the world with its countries coloured by value; the chosen one has a strong border."""
    figure = go.Figure()
    blank = [place.code for place in places if place.value is None] + list(UNSETTLED)
    names = {place.code: place.name for place in places}
    figure.add_choropleth(
        locations=blank,
        z=[0] * len(blank),
        colorscale=[[0, palette.line], [1, palette.line]],
        showscale=False,
        marker={"line": {"color": palette.ground, "width": 0.5}},
        hoverinfo="text",
        hovertext=[_("{country}: nothing to show").format(country=names.get(code, "–")) for code in blank],
    )
    valued = [place for place in places if place.value is not None]
    values = {place.code: place.value for place in valued}
    borrowed = [(code, other) for code, other in COLOURED_AS.items() if code not in values and other in values]
    top = max([1.0, *(value for value in values.values() if value)])
    says = {place.code: place.says for place in valued}
    figure.add_choropleth(
        locations=[*values, *(code for code, _other in borrowed)],
        z=[*values.values(), *(values[other] for _code, other in borrowed)],
        zmin=0,
        zmax=top,
        colorscale=[[step / (len(palette.sequence) - 1), colour] for step, colour in enumerate(palette.sequence)],
        marker={"line": {"color": palette.quiet, "width": 0.4}},
        colorbar={
            "title": {"text": unit, "side": "top"},
            "orientation": "h",
            "thickness": 10,
            "len": 0.5,
            "x": 0.5,
            "y": 0,
            "yanchor": "top",
            "outlinewidth": 0,
        },
        customdata=[*values, *(other for _code, other in borrowed)],
        hoverinfo="text",
        hovertext=[*says.values(), *(says[other] for _code, other in borrowed)],
    )
    small = [place for place in valued if place.small or place.code == chosen]
    figure.add_scattergeo(
        lat=[place.latitude for place in small],
        lon=[place.longitude for place in small],
        mode="markers",
        marker={
            "size": [14 if place.code == chosen else 9 for place in small],
            "symbol": ["diamond" if place.code == chosen else "circle" for place in small],
            "color": [_shade(place.value, top, palette) for place in small],
            "line": {"color": palette.text, "width": [2.5 if place.code == chosen else 1 for place in small]},
        },
        customdata=[place.code for place in small],
        hoverinfo="text",
        hovertext=[place.says for place in small],
        showlegend=False,
    )
    figure.update_geos(
        resolution=50,
        projection_type="natural earth",
        lataxis_range=[-58, 84],
        bgcolor="rgba(0,0,0,0)",
        showframe=False,
        showcoastlines=False,
        showland=False,
        showcountries=False,
        showlakes=False,
    )
    figure.update_layout(
        height=430,
        margin={"l": 0, "r": 0, "t": 4, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        dragmode=False,
        clickmode="event+select",
    )
    return Chart(figure, alt)


def stacked(names: Sequence[str], counts: Mapping[str, Sequence[int]], palette: Palette, *, alt: str) -> Chart:
    """Return one bar a name, first on top, stacked in the order of `counts`: at most three, the first the strongest."""
    figure = go.Figure()
    rows = list(range(len(names)))
    for (said, values), tone in zip(counts.items(), (palette.accent, palette.sequence[2], palette.line), strict=False):
        figure.add_bar(
            name=said,
            y=rows,
            x=list(values),
            orientation="h",
            marker={"color": tone, "line": {"color": palette.ground, "width": 1}},
            text=[number(value) if value else "" for value in values],
            textangle=0,
            hoverinfo="text",
            hovertext=[f"{escape(name)}: {said} {number(value)}" for name, value in zip(names, values, strict=True)],
        )
    figure.update_layout(
        height=30 * len(names) + 80,
        barmode="stack",
        bargap=0.35,
        margin={"l": 4, "r": 12, "t": 40, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    shown = [escape(name, quote=False) for name in names]
    figure.update_yaxes(tickvals=rows, ticktext=shown, autorange="reversed", fixedrange=True, automargin=True)
    return Chart(figure, alt)


def _shade(value: float | None, top: float, palette: Palette) -> str:
    last = len(palette.sequence) - 1
    return palette.sequence[round(last * min((value or 0) / top, 1.0))]


def disclaimer() -> str:
    """Return what stands under every map."""
    return _(
        "Boundaries, names and designations on this map do not imply official endorsement or acceptance by the United "
        "Nations. Grey areas of their own include those whose status is not settled: the final status of Jammu and "
        "Kashmir has not been agreed upon by the parties; the final boundary between the Sudan and South Sudan and the "
        "status of the Abyei area are not determined; a dispute exists between Argentina and the United Kingdom over "
        "sovereignty of the Falkland Islands (Malvinas). Shapes: UN Geodata, simplified."
    )


@cache
def small() -> frozenset[str]:
    """Return the countries for which a point must stand: small islands, small shapes, and those without any."""
    drawn = shapes.areas(json.loads(SHAPES.read_text(encoding="utf-8")))
    return frozenset(
        each.iso3 for each in read_countries() if each.small_island_developing or drawn.get(each.iso3, 0.0) < LEAST
    )


def show_world(lines: Mapping[str, Line], chosen: str) -> None:
    """Show the map with its finding, what is counted, and the disclaimer; a click opens a country that has a page."""
    here = [
        MapPlace(
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
    finding = most_open((labels.place(line.country), line.open) for line in lines.values())
    chart = world(here, palette(st.context.theme.type), chosen=chosen, unit=_("open needs"), alt=finding)
    st.markdown(f"**{finding}**")
    event = st.plotly_chart(
        chart.figure, config=MAP_CONFIG, alt=chart.alt, key=FIGURE, on_select="rerun", selection_mode="points"
    )
    st.caption(_("Needs that nothing covers and nobody works on. A click opens a country."))
    st.caption(disclaimer())
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
