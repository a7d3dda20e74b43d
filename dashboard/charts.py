"""Records to figures. Pure: no screen, no data, the colours come in; every chart has a sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard import labels
from dashboard.words import _, number, series

CONFIG = {"displayModeBar": False, "responsive": True}  # downloads have their own buttons, with the data sheet
_BAR = 26  # pixels of a bar; with the name above it a row takes twice that
_LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
_WIDE_ENOUGH = 0.07  # of the longest bar: a number fits inside


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure, and the sentence that says what it shows to those who do not see it."""

    figure: go.Figure
    alt: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A named thing whose value is the sum of named parts."""

    id: str
    name: str
    parts: Mapping[str, float]

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class Span:
    """A measured value with its interval, of one method, on one set."""

    group: str
    method: str
    value: float
    low: float
    high: float


def stacked_parts(bars: Sequence[Bar], names: Mapping[str, str], palette: Palette) -> Chart:
    """
    Return horizontal stacked bars, best on top, each with its name above and its total beside it.

    `names` gives all parts in the order of stacking and what they are called: at most seven, as colours go, and a part
    has its colour on every chart, also where others are missing.
    """
    figure = go.Figure()
    longest = max((bar.total for bar in bars), default=1.0) or 1.0
    rows = [bar.id for bar in bars]
    for (part, name), colour in zip(names.items(), palette.parts, strict=False):
        values = [bar.parts.get(part, 0.0) for bar in bars]
        if not any(values):
            continue
        figure.add_bar(
            name=name,
            y=rows,
            x=values,
            orientation="h",
            marker={"color": colour, "line": {"color": palette.ground, "width": 1}},
            text=[number(value, 2) if value >= _WIDE_ENOUGH * longest else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            customdata=rows,
            hovertext=[
                _("{part} gives {bar} {value} of its {total}.").format(
                    part=name, bar=shortened(bar.name, 80), value=number(value, 2), total=number(bar.total, 2)
                )
                for bar, value in zip(bars, values, strict=True)
            ],
            hoverinfo="text",
        )
    for place, bar in enumerate(bars, start=1):
        _above(figure, bar.id, f"{place}  {shortened(bar.name)}")
        figure.add_annotation(
            x=bar.total, y=bar.id, text=number(bar.total, 2), xanchor="left", xshift=4, showarrow=False
        )
    _frame(figure, rows=len(bars), palette=palette)
    figure.update_layout(barmode="stack", legend=_LEGEND)
    figure.update_xaxes(range=[0, longest * 1.12])
    return Chart(figure, _alt_of_parts(bars, names))


def _alt_of_parts(bars: Sequence[Bar], names: Mapping[str, str]) -> str:
    if not bars:
        return _("No scores to show.")
    first = bars[0]
    leaders = labels.leaders(((bar.name, bar.total) for bar in bars), lambda value: number(value, 2))
    parts = ((name, first.parts.get(part, 0.0)) for part, name in names.items())
    return _("Scores of the first {count} by part. Highest: {leaders}; largest part of the first: {parts}.").format(
        count=number(len(bars)), leaders=leaders, parts=labels.leaders(parts, lambda value: number(value, 2))
    )


def waterfall(bar: Bar, names: Mapping[str, str], palette: Palette) -> Chart:
    """Return the parts of one score as steps from nothing to the total."""
    parts = [part for part in names if abs(bar.parts.get(part, 0.0)) >= 0.005]
    values = [bar.parts[part] for part in parts]
    steps = [*values, bar.total]
    labels = [*(names[part] for part in parts), _("Score")]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=[*parts, "total"],
            x=[*values, 0],
            measure=["relative"] * len(parts) + ["total"],
            text=[number(step, 2) for step in steps],
            textposition="outside",
            hoverinfo="text",
            hovertext=[
                f"{label}: {number(value, 2)}" for label, value in zip(labels, [*values, bar.total], strict=True)
            ],
            connector={"line": {"color": palette.line}},
            increasing={"marker": {"color": palette.parts[3]}},
            decreasing={"marker": {"color": palette.parts[6]}},
            totals={"marker": {"color": palette.accent}},
            cliponaxis=False,
        )
    )
    for part, label in zip([*parts, "total"], labels, strict=True):
        _above(figure, part, label)
    _frame(figure, rows=len(labels), palette=palette, height=46)
    figure.update_xaxes(range=[min(0.0, *values, 0.0), max(bar.total, 0.01) * 1.15])
    shares = [f"{names[part]} {number(bar.parts[part], 2)}" for part in parts]
    alt = _("The score {total} of {name} is the sum of {parts}.").format(
        total=number(bar.total, 2), name=bar.name, parts=series(shares) or _("nothing")
    )
    return Chart(figure, alt)


def intervals(spans: Sequence[Span], palette: Palette) -> Chart:
    """Return one row a group with a dot a method, each with its interval: who is better, and whether that is sure."""
    figure = go.Figure()
    methods = list(dict.fromkeys(span.method for span in spans))
    groups = list(dict.fromkeys(span.group for span in spans))
    symbols = ("circle", "diamond", "square", "x")
    for index, method in enumerate(methods):
        mine = [span for span in spans if span.method == method]
        figure.add_scatter(
            name=method,
            x=[span.value for span in mine],
            y=[groups.index(span.group) + 0.18 * (index - (len(methods) - 1) / 2) for span in mine],
            mode="markers",
            cliponaxis=False,
            marker={"size": 10, "symbol": symbols[index % len(symbols)], "color": palette.parts[index % 7]},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [max(0.0, span.high - span.value) for span in mine],
                "arrayminus": [max(0.0, span.value - span.low) for span in mine],
                "thickness": 1.5,
                "width": 0,
            },
            hoverinfo="text",
            hovertext=[
                _("{method} on {group}: {value} (between {low} and {high}).").format(
                    method=span.method,
                    group=span.group,
                    value=number(span.value, 2),
                    low=number(span.low, 2),
                    high=number(span.high, 2),
                )
                for span in mine
            ],
        )
    _frame(figure, rows=len(groups), palette=palette, height=64)
    for row, group in enumerate(groups):
        figure.add_annotation(
            x=0, xref="paper", y=row - 0.42, text=group, xanchor="left", showarrow=False, font={"size": 12}
        )
    figure.update_layout(legend=_LEGEND)
    figure.update_xaxes(visible=True, range=[0, 1.02], tickformat=".1f", gridcolor=palette.line, zeroline=False)
    figure.update_yaxes(range=[len(groups) - 0.4, -0.7], autorange=False)
    measured = [(f"{span.method}, {span.group}", span.value) for span in spans]
    highest = _("Highest value: {leaders}.").format(leaders=labels.leaders(measured, lambda value: number(value, 2)))
    return Chart(figure, highest if measured else _("No measurements to show."))


def _above(figure: go.Figure, row: str, text: str) -> None:
    figure.add_annotation(
        x=0, y=row, text=text, xanchor="left", yshift=_BAR * 0.85, showarrow=False, font={"size": 12}, align="left"
    )


def _frame(figure: go.Figure, *, rows: int, palette: Palette, height: int = 2 * _BAR) -> None:
    figure.update_layout(
        height=height * max(rows, 1) + 60,
        margin={"l": 4, "r": 12, "t": 44 if len(figure.data) > 1 else 16, "b": 8},
        bargap=0.52,
        waterfallgap=0.52,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        dragmode=False,
        uniformtext={"minsize": 9, "mode": "hide"},
    )
    figure.update_xaxes(visible=False, fixedrange=True, zerolinecolor=palette.line)
    figure.update_yaxes(visible=False, fixedrange=True, autorange="reversed")


def shortened(text: str, most: int = 44) -> str:
    """Return a name as a chart writes it, with at most so many letters."""
    short = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return escape(short, quote=False)  # plotly reads tags in its texts, and a name may come from anybody


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one ground. `parts` holds seven, the most that a chart may use."""

    ground: str
    text: str
    quiet: str
    line: str
    accent: str
    alarm: str
    parts: tuple[str, ...]
    sequence: tuple[str, ...]


# Okabe and Ito's set, darkened or lightened until a label beside it reads; neighbours differ in lightness too.
LIGHT = Palette(
    ground="#ffffff",
    text="#1b2733",
    quiet="#57636f",
    line="#dfe5ea",
    accent="#1f5fa8",
    alarm="#b3261e",
    parts=("#1f5fa8", "#e08e0b", "#0f8a6c", "#8cbbe8", "#b65b96", "#b8a400", "#6b7680"),
    sequence=("#eef4fb", "#c5dbf2", "#8cbbe8", "#4f8fcf", "#1f5fa8", "#123c6e"),
)
DARK = Palette(
    ground="#12171d",
    text="#e6ebf0",
    quiet="#9aa7b3",
    line="#2a343f",
    accent="#6aa9ec",
    alarm="#f2857c",
    parts=("#6aa9ec", "#f0b04a", "#3dbb98", "#2f6aa8", "#d389b8", "#d9cb4a", "#8b97a3"),
    sequence=("#182533", "#1d3a5a", "#2a5a8c", "#3f80c2", "#6aa9ec", "#b9d8f8"),
)


def palette(theme: str | None) -> Palette:
    """Return the colours for the ground that the viewer has chosen: "dark", else light."""
    return DARK if theme == "dark" else LIGHT
