"""Who covers what, and what each member adds, as figures. Pure: no screen, no data, the colours come in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts import Chart, Palette, shortened
from dashboard.words import _, number, percent
from matching.coalitions import COVERED

_ROW = 40  # pixels of a row of the matrix
_BAR = 44  # pixels of a bar with the name above it
_SIDE_BY_SIDE = 3  # names that have room above their columns; more stand upright
_LINE = 30  # letters of a line beside a row; two lines stand there


def coverage_matrix(
    members: Sequence[str], facets: Sequence[str], cells: Sequence[Sequence[float]], palette: Palette
) -> Chart:
    """
    Return a heat map: one row a facet, one column a member, darker where the member covers the facet further.

    `cells[member][facet]` is 0..1. A cell that counts as covered carries its number, so colour is not all.
    """
    few = len(members) <= _SIDE_BY_SIDE
    columns = [list(row) for row in zip(*cells, strict=True)] if cells else []
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(members))),
            y=list(range(len(facets))),
            z=columns,
            zmin=0,
            zmax=1,
            colorscale=[[step / (len(palette.sequence) - 1), tone] for step, tone in enumerate(palette.sequence)],
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[number(cell, 2) if cell >= COVERED else "" for cell in row] for row in columns],
            texttemplate="%{text}",
            hoverinfo="text",
            hovertext=[
                [
                    _("{member} covers {share} of “{facet}”.").format(
                        member=escape(member), share=percent(cell), facet=escape(facet)
                    )
                    for member, cell in zip(members, row, strict=True)
                ]
                for facet, row in zip(facets, columns, strict=True)
            ],
        )
    )
    figure.update_layout(
        height=_ROW * len(facets) + (80 if few else 160),
        margin={"l": 4, "r": 4, "t": 60 if few else 140, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(members))),
        ticktext=["<br>".join(_lines(name, 16)) if few else shortened(name, 18) for name in members],
        tickangle=0 if few else -90,
        automargin=True,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        autorange="reversed",
        tickvals=list(range(len(facets))),
        ticktext=["<br>".join(_lines(facet, _LINE)) for facet in facets],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    best = [max(row, default=0.0) for row in columns]
    covered = sum(cell >= COVERED for cell in best)
    alt = _("{covered} of {n} facets are covered by at least one of {members} members.").format(
        covered=number(covered), n=number(len(facets)), members=number(len(members))
    )
    return Chart(figure, alt)


def gain_bars(members: Sequence[str], gains: Sequence[float], cost: float, palette: Palette) -> Chart:
    """Return one bar a member, what the coalition loses without it, with a line at what a member costs; 0..1."""
    order = sorted(range(len(members)), key=lambda place: (-gains[place], members[place]))
    names, values = [members[place] for place in order], [gains[place] for place in order]
    longest = max([*values, cost], default=0.01) or 0.01
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(range(len(names))),
            orientation="h",
            marker={"color": [palette.accent if value >= cost else palette.quiet for value in values]},
            text=[percent(value, 1) for value in values],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[
                _("Without {member} the coalition covers {share} less.").format(
                    member=escape(name), share=percent(value, 1)
                )
                for name, value in zip(names, values, strict=True)
            ],
        )
    )
    for place, name in enumerate(names):
        figure.add_annotation(
            x=0, y=place, text=shortened(name, 44), xanchor="left", yshift=20, showarrow=False, font={"size": 12}
        )
    if cost > 0 and names:
        figure.add_vline(x=cost, line={"color": palette.alarm, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=cost,
            y=0,
            yref="paper",
            text=_("cost of a seat"),
            xanchor="left",
            yanchor="top",
            showarrow=False,
            font={"size": 11, "color": palette.alarm},
        )
    figure.update_layout(
        height=_BAR * max(len(names), 1) + 40,
        margin={"l": 4, "r": 12, "t": 22, "b": 26},
        bargap=0.6,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, longest * 1.18])
    figure.update_yaxes(visible=False, fixedrange=True, autorange="reversed")
    if not names:
        return Chart(figure, _("No members to show."))
    alt = _("Most is lost without {leaders}.").format(
        leaders=labels.leaders(zip(names, values, strict=True), lambda value: percent(value, 1))
    )
    return Chart(figure, alt)


def _lines(text: str, most: int) -> list[str]:
    first, *rest = wrap(text, most, break_long_words=True) or [""]
    return [shortened(first, most), *([shortened(" ".join(rest), most)] if rest else [])]
