"""The charts of the page on due diligence. Pure: records and colours come in, a figure and its table go out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import Chart
from dashboard.palette import Palette
from dashboard.words import _, number

_WEEK = 7
_LAST = 20  # weeks; what takes longer stands in one bar


def turnaround(days: Sequence[int], band: tuple[int, int], palette: Palette) -> tuple[Chart, pd.DataFrame]:
    """Return how many screenings took how many weeks, the reference band shaded, and the table behind it."""
    counts = [0] * (_LAST + 1)
    for each in days:
        counts[min(each // _WEEK, _LAST)] += 1
    names = [_("{low}–{high} days").format(low=w * _WEEK, high=w * _WEEK + 6) for w in range(_LAST)]
    names.append(_("{low} days and more").format(low=_LAST * _WEEK))
    figure = go.Figure(
        go.Bar(
            x=[week * _WEEK + 3.5 for week in range(_LAST + 1)],
            y=counts,
            width=6.2,
            marker={"color": palette.parts[0]},
            hovertext=[
                _("{n} screenings took {span}.").format(n=number(count), span=name)
                for count, name in zip(counts, names, strict=True)
            ],
            hoverinfo="text",
        )
    )
    figure.add_vrect(
        x0=band[0],
        x1=band[1],
        fillcolor=palette.text,
        opacity=0.12,
        line_width=0,
        annotation_text=_("{low}–{high} days").format(low=band[0], high=band[1]),
        annotation_position="top left",
        annotation_font={"color": palette.text},
    )
    figure.update_layout(
        height=260,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": palette.text},
        bargap=0,
        showlegend=False,
    )
    figure.update_xaxes(title=_("Days from asked to signed"), showgrid=False, dtick=28, zeroline=False)
    figure.update_yaxes(title=_("Screenings"), gridcolor=palette.line, zeroline=False)
    most = counts.index(max(counts))
    alt = _("{n} screenings by the days they took; most took {span}.").format(n=number(len(days)), span=names[most])
    return Chart(figure, alt), pd.DataFrame({_("Days"): names, _("Screenings"): counts})
