"""Who collides with whom, when and how often, as figures. Pure: no screen, no data, the colours come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from math import cos, pi, sin

import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts import Chart, Palette, shortened
from dashboard.words import _, day, n_, number, percent

_CELL = 26  # pixels of a row of a matrix
_BAR = 30  # pixels of a bar
_LONGEST = 26  # letters of a name beside a row


def heat(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[int]], saying: str, palette: Palette
) -> Chart:
    """
    Return a matrix of counts, darker for more, each count written in its cell.

    `saying` is a sentence with {row}, {column} and {n}, for the pointer and for the alternative text.
    """
    largest = max((cell for row in cells for cell in row), default=0)
    tones = [[0.0, palette.ground], [0.001, palette.sequence[1]], [1.0, palette.sequence[4]]]
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(columns))),
            y=list(range(len(rows))),
            z=cells,
            zmin=0,
            zmax=max(largest, 1),
            colorscale=tones,
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[number(cell) if cell else "" for cell in row] for row in cells],
            texttemplate="%{text}",
            hoverinfo="text",
            hovertext=[
                [
                    saying.format(row=escape(name), column=escape(other), n=number(cell))
                    for other, cell in zip(columns, row, strict=True)
                ]
                for name, row in zip(rows, cells, strict=True)
            ],
        )
    )
    _frame(figure, _CELL * len(rows) + 110)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 90, "b": 4})
    figure.update_xaxes(
        visible=True,
        side="top",
        tickangle=-60,
        tickvals=list(range(len(columns))),
        ticktext=[shortened(name, _LONGEST) for name in columns],
        showgrid=False,
    )
    figure.update_yaxes(
        visible=True,
        autorange="reversed",
        tickvals=list(range(len(rows))),
        ticktext=[shortened(name, _LONGEST) for name in rows],
        showgrid=False,
    )
    return Chart(figure, _alt_of_heat(rows, columns, cells, saying))


def _alt_of_heat(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[int]], saying: str) -> str:
    found = [
        (cell, name, other)
        for name, row in zip(rows, cells, strict=True)
        for other, cell in zip(columns, row, strict=True)
    ]
    most = max(found, key=lambda each: each[0], default=(0, "", ""))
    if not most[0]:
        return _("No cell holds anything.")
    said = _("Most in one cell: {sentence}").format(
        sentence=saying.format(row=most[1], column=most[2], n=number(most[0]))
    )
    # A square matrix has each pair twice.
    alike = sum(cell == most[0] for cell, _row, _column in found) // (2 if rows == columns else 1) - 1
    more = n_("{n} cell more holds as much.", "{n} cells more hold as much.", alike)
    return f"{said} {more}" if alike > 0 else said


def network(names: Sequence[str], cells: Sequence[Sequence[int]], saying: str, palette: Palette) -> Chart:
    """Return entities on a circle, joined where they collide, thicker for more; `saying` as for the matrix."""
    figure = go.Figure()
    step = 2 * pi / max(len(names), 1)
    places = [(sin(place * step), cos(place * step)) for place in range(len(names))]
    largest = max((cell for row in cells for cell in row), default=1) or 1
    for row, name in enumerate(names):
        for column in range(row):
            if cells[row][column]:
                (x, y), (to_x, to_y) = places[row], places[column]
                said = saying.format(row=escape(name), column=escape(names[column]), n=number(cells[row][column]))
                figure.add_scatter(
                    x=[x, (x + to_x) / 2, to_x],
                    y=[y, (y + to_y) / 2, to_y],
                    mode="lines",
                    line={"width": 1 + 5 * cells[row][column] / largest, "color": palette.sequence[3]},
                    hoverinfo="text",
                    hovertext=said,
                    showlegend=False,
                )
    figure.add_scatter(
        x=[x for x, _y in places],
        y=[y for _x, y in places],
        mode="markers+text",
        marker={"size": 12, "color": palette.accent},
        text=[shortened(name, _LONGEST) for name in names],
        textposition=["middle right" if x >= 0 else "middle left" for x, _y in places],
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    _frame(figure, 460)
    figure.update_layout(margin={"l": 70, "r": 70, "t": 24, "b": 24})
    figure.update_xaxes(visible=False, range=[-1.4, 1.4])
    figure.update_yaxes(visible=False, range=[-1.15, 1.15])
    return Chart(figure, _alt_of_heat(names, names, cells, saying))


def over_time(points: Sequence[tuple[date, float, int]], palette: Palette, *, alt: str) -> Chart:
    """Return a line of shares by day, the first and the last labelled, with the number of live approaches below."""
    days = [point[0] for point in points]
    shares = [point[1] for point in points]
    figure = go.Figure(
        go.Scatter(
            x=days,
            y=shares,
            mode="lines+markers+text",
            line={"color": palette.accent, "width": 2},
            text=[percent(share) if place in (0, len(points) - 1) else "" for place, share in enumerate(shares)],
            textposition="top center",
            hoverinfo="text",
            hovertext=[
                _("{day}: {share} of the match value of {n} live approaches collides.").format(
                    day=day(when), share=percent(share, 1), n=number(count)
                )
                for when, share, count in points
            ],
            cliponaxis=False,
        )
    )
    _frame(figure, 300)
    figure.update_layout(margin={"l": 4, "r": 24, "t": 24, "b": 4})
    figure.update_yaxes(
        visible=True, range=[0, max([*shares, 0.05]) * 1.25], tickformat=".0%", gridcolor=palette.line, nticks=5
    )
    figure.update_xaxes(
        visible=True,
        tickvals=days,
        ticktext=[f"{when:%m/%y}<br>n={number(count)}" for when, _share, count in points],
        gridcolor=palette.line,
    )
    return Chart(figure, alt)


def standing(names: Sequence[str], counts: Mapping[str, Sequence[int]], palette: Palette) -> Chart:
    """Return one bar a name, stacked by class; `counts` holds the numbers of each class in order of stacking."""
    figure = go.Figure()
    tones = (palette.alarm, palette.sequence[2], palette.line)
    shapes = ("/", "", "")  # colliding is hatched: colour alone must not say it
    rows = list(range(len(names)))
    for (said, values), tone, shape in zip(counts.items(), tones, shapes, strict=True):
        figure.add_bar(
            name=said,
            y=rows,
            x=list(values),
            orientation="h",
            marker={
                "color": tone,
                "pattern": {"shape": shape, "fgcolor": palette.ground, "size": 6, "fillmode": "overlay"},
            },
            hoverinfo="text",
            hovertext=[f"{escape(name)}: {said} {number(value)}" for name, value in zip(names, values, strict=True)],
        )
    _frame(figure, _BAR * len(names) + 80)
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        margin={"l": 4, "r": 12, "t": 40, "b": 4},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    figure.update_xaxes(visible=True, gridcolor=palette.line, tickformat="d", nticks=6)
    figure.update_yaxes(
        visible=True, autorange="reversed", tickvals=rows, ticktext=[shortened(name, _LONGEST) for name in names]
    )
    colliding = next(iter(counts.values()), ())
    return Chart(figure, most_colliding(list(zip(names, colliding, strict=True))))


def most_colliding(counts: Sequence[tuple[str, int]]) -> str:
    """Return where most live approaches collide, in words; all that share the first place."""
    if not any(count for _name, count in counts):
        return _("No live approach collides")
    return _("Most colliding approaches: {leaders}").format(leaders=labels.leaders(counts))


def before_after(rows: Sequence[tuple[str, float, float]], palette: Palette) -> Chart:
    """Return one line a measure from its share before to its share after, both written beside their ends."""
    figure = go.Figure()
    for place, (name, before, after) in enumerate(rows):
        figure.add_scatter(
            x=[before, after],
            y=[place, place],
            mode="lines+markers+text",
            line={"color": palette.quiet, "width": 2},
            marker={"size": [11, 13], "symbol": ["circle-open", "circle"], "color": palette.accent},
            text=[percent(before), percent(after)],
            textposition=["top center", "top center"] if abs(before - after) > 0.08 else ["top right", "bottom left"],
            hoverinfo="text",
            hovertext=[f"{escape(name)}: {percent(before, 1)}", f"{escape(name)}: {percent(after, 1)}"],
            showlegend=False,
            cliponaxis=False,
        )
        figure.add_annotation(
            x=0, xref="paper", y=place - 0.42, text=escape(name), xanchor="left", showarrow=False, font={"size": 12}
        )
    _frame(figure, 78 * len(rows) + 40)
    figure.update_layout(margin={"l": 24, "r": 24, "t": 8, "b": 24})
    figure.update_xaxes(visible=True, range=[-0.04, 1.06], tickformat=".0%", gridcolor=palette.line, nticks=6)
    figure.update_yaxes(visible=False, range=[len(rows) - 0.4, -0.8])
    said = [
        _("{name} from {before} to {after}").format(name=name, before=percent(before), after=percent(after))
        for name, before, after in rows
    ]
    return Chart(figure, "; ".join(said))


def _frame(figure: go.Figure, height: int) -> None:
    figure.update_layout(
        height=height,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, zeroline=False)
