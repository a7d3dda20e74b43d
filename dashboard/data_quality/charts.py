"""Figures on data quality. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts import Chart, Palette
from dashboard.words import _, number, percent

_ROW = 26
_SHAPES = ("", ".", "/", "")  # a pattern beside the colour


def patterns(
    names: Sequence[str], shares: Mapping[str, Sequence[float]], counts: Sequence[int], palette: Palette
) -> Chart:
    """Return one bar of 100 percent a name; `shares` holds those of each pattern, `counts` what 100 percent are."""
    figure = go.Figure()
    tones = (palette.accent, palette.sequence[2], palette.sequence[1], palette.line)
    rows = list(range(len(names)))
    for (said, values), tone, shape in zip(shares.items(), tones, _SHAPES, strict=True):
        figure.add_bar(
            name=escape(said),
            y=rows,
            x=list(values),
            orientation="h",
            marker={
                "color": tone,
                "line": {"color": palette.quiet, "width": 0.5},
                "pattern": {"shape": shape, "fgcolor": palette.ground, "size": 6, "fillmode": "overlay"},
            },
            hoverinfo="text",
            hovertext=[
                f"{escape(name)}: {escape(said)} {percent(value)}" for name, value in zip(names, values, strict=True)
            ],
        )
    figure.update_layout(
        height=_ROW * len(names) + 110,
        barmode="stack",
        bargap=0.3,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 4, "r": 12, "t": 70, "b": 4},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    beside = [f"{escape(name)} ({number(n)})" for name, n in zip(names, counts, strict=True)]
    figure.update_xaxes(range=[0, 1.001], tickformat=".0%", gridcolor=palette.line, nticks=6)
    figure.update_yaxes(autorange="reversed", tickvals=rows, ticktext=beside)
    whole = next(iter(shares.values()), ())
    alt = _("Largest share of partnerships that are told whole: {leaders}.").format(
        leaders=labels.leaders(zip(names, whole, strict=True), percent)
    )
    return Chart(figure, alt if names else _("No partnerships to show."))


def beside(rows: Sequence[tuple[str, float, str, float]], palette: Palette) -> Chart:
    """Return for each name what was published (a bound, with its sign) and what is here, on one line."""
    figure = go.Figure()
    for place, (name, bound, sign, here) in enumerate(rows):
        figure.add_scatter(
            x=[bound, here],
            y=[place, place],
            mode="markers+text",
            marker={"size": [11, 13], "symbol": ["line-ns-open", "circle"], "color": [palette.quiet, palette.accent]},
            text=[f"{sign} {percent(bound)}", percent(here)],
            textposition=["bottom center", "top center"],
            hoverinfo="text",
            hovertext=[
                _("{name}: published {sign} {value}").format(name=escape(name), sign=sign, value=percent(bound)),
                _("{name}: here {value}").format(name=escape(name), value=percent(here)),
            ],
            showlegend=False,
            cliponaxis=False,
        )
        figure.add_annotation(
            x=0, xref="paper", y=place - 0.42, text=escape(name), xanchor="left", showarrow=False, font={"size": 12}
        )
    figure.update_layout(
        height=84 * len(rows) + 40,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 24, "r": 24, "t": 8, "b": 24},
    )
    figure.update_xaxes(range=[-0.04, 1.06], tickformat=".0%", gridcolor=palette.line, nticks=6)
    figure.update_yaxes(visible=False, range=[len(rows) - 0.4, -0.8])
    said = [
        _("{name}: published {sign} {value}, here {here}").format(
            name=name, sign=sign, value=percent(bound), here=percent(here)
        )
        for name, bound, sign, here in rows
    ]
    return Chart(figure, "; ".join(said))
