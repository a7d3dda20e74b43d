"""The ranked table, its shelves, the chart of parts, and the downloads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

import pandas as pd
import streamlit as st

from dashboard import choices, labels, widgets
from dashboard.answers import RankedAnswer, RankedRow
from dashboard.charts import Bar, palette, stacked_parts
from dashboard.choices import clicked_row
from dashboard.downloads import DataSheet
from dashboard.integrity import rollup
from dashboard.markup import plain
from dashboard.question import MAX_COMPARED, Direction, Question
from dashboard.words import N_, _, number, rounded
from matching.weights import Weights

_CHARTED = 10  # bars: what a person compares at a glance
_ROW = 35  # pixels
_VISIBLE = 14  # rows before the table scrolls
_EPOCH = "table-epoch"  # counts choices made elsewhere: a new key makes the table follow them


def name(row: RankedRow, direction: Direction) -> str:
    """Return what the other side of a match is called."""
    return row.profile.partner.name if direction is Direction.PARTNERS else (row.need.title or row.need.text[:80])


def table(rows: Mapping[str, RankedRow], direction: Direction, *, parts: bool = False) -> pd.DataFrame:
    """Return rows as a table; with each part in a column of its own for downloads."""
    records = []
    for row in rows.values():
        partner, need = row.profile.partner, row.need
        record: dict[str, object] = {_("Rank"): row.place, **_named(row, direction), _("Score"): round(row.total, 6)}
        if direction is Direction.PARTNERS:
            record |= {_("Kind"): labels.kind_and_size(partner), _("Country"): labels.place(partner.country)}
            if verdict := rollup.ruling(need.entity, partner.id):
                record[_("Verdict for {entity}").format(entity=need.entity)] = verdict
        else:
            record |= {_("Entity"): need.entity, _("Country"): labels.places(need.countries, 2)}
        record[_("Shelf")] = labels.shelf(row.match.shelf)
        if parts:
            record |= {
                title: round(row.match.parts.get(part, 0.0), 6) for part, title in part_names(Weights.names()).items()
            }
            record |= {_("Record"): partner.id if direction is Direction.PARTNERS else need.id}
            record |= {_("Source"): (partner if direction is Direction.PARTNERS else need).origin.source}
        records.append(record)
    return pd.DataFrame(records)


def on_screen(rows: Mapping[str, RankedRow], direction: Direction) -> pd.DataFrame:
    """Return rows as a table whose scores read as they do in sentences and charts."""
    frame = table(rows, direction)
    frame[_("Score")] = [rounded(row.total, 2) for row in rows.values()]
    return frame


def _named(row: RankedRow, direction: Direction) -> dict[str, str]:
    return {_("Partner") if direction is Direction.PARTNERS else _("Need"): name(row, direction)}


def ranked(answer: RankedAnswer, direction: Direction, shown: str) -> None:
    """Show both shelves; a click on a row shows it in the detail."""
    _selectable(answer.rows, direction, shown, "ranked")
    if direction is Direction.PARTNERS:
        for entity in {row.need.entity for row in answer.rows.values() if row.need.entity}:
            rollup.blocked_among(entity, [row.profile.id for row in answer.rows.values()])
    late = {key: row for key, row in answer.adjacent.items() if key not in answer.rows}
    if late:
        widgets.heading(_("From other sectors, with a capability that fits"))
        _selectable(late, direction, shown, "adjacent")


def _selectable(rows: Mapping[str, RankedRow], direction: Direction, shown: str, key: str) -> None:
    ids = list(rows)
    at = ids.index(shown) if shown in ids else None
    # A selection is a place in the table: when other rows stand there, it must not stay with the place.
    grid = f"{key}-{st.session_state.get(_EPOCH, 0)}-{crc32(' '.join(ids).encode())}"
    frame = on_screen(rows, direction).drop(columns=[_("Rank")] if key == "adjacent" else [])
    st.dataframe(
        frame,
        key=grid,
        hide_index=True,
        height=min(_VISIBLE, len(ids)) * _ROW + 38,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if at is None else [at]}},
        on_select=lambda: _click(grid, ids),
        alt=_("Ranked list, best first; choose a row to see why"),
        column_config={
            # The first three fit a telephone.
            _("Rank"): st.column_config.NumberColumn(width=44),
            _("Partner"): st.column_config.TextColumn(width=180),
            _("Need"): st.column_config.TextColumn(width=180),
            _("Score"): st.column_config.ProgressColumn(format="%.2f", min_value=0.0, max_value=1.0, width=96),
            _("Kind"): st.column_config.TextColumn(width=165),
            _("Entity"): st.column_config.TextColumn(width=80),
            _("Country"): st.column_config.TextColumn(width=140),
            _("Shelf"): st.column_config.TextColumn(
                width=85,
                help=_(
                    "Direct: from a sector that the need is about. Adjacent: a capability that fits, from another one."
                ),
            ),
        },
    )


def _click(grid: str, ids: list[str]) -> None:
    if chosen := clicked_row(st.session_state.get(grid), ids):
        st.session_state["shown"] = chosen


def follow() -> None:
    """Make the tables follow a choice that was made outside of them."""
    st.session_state[_EPOCH] = st.session_state.get(_EPOCH, 0) + 1


def parts_chart(answer: RankedAnswer, direction: Direction, sheet: DataSheet) -> None:
    """Show what the first scores are made of."""
    first = dict(list(answer.rows.items())[:_CHARTED])
    bars = [Bar(key, name(row, direction), row.match.parts) for key, row in first.items()]
    chart = stacked_parts(bars, part_names(Weights.names()), palette(st.context.theme.type))
    widgets.figure(
        chart,
        table(first, direction, parts=True),
        sheet,
        finding=_("What the first scores are made of"),
        definition=_(
            "A score lies between 0 and 1 and is the sum of its parts. It compares partners for this question only; "
            "scores of two questions cannot be compared."
        ),
        key="parts",
    )


def side_by_side(question: Question, answer: RankedAnswer) -> None:
    """Show the chosen matches in columns, facts and parts in rows."""
    rows = answer.all
    chosen = [key for key in question.compared if key in rows]
    if not chosen:
        return
    st.subheader(_("Side by side"), anchor=False)
    choices.multiselect(
        _("Compared"),
        {key: name(row, question.direction) for key, row in rows.items()},
        key="compared",
        persist_state="session",
        max_selections=MAX_COMPARED,
    )
    st.table(comparison([rows[key] for key in chosen], question.direction))


def comparison(rows: list[RankedRow], direction: Direction) -> pd.DataFrame:
    """Return one column a match and one row a fact, texts ready for markdown."""
    columns = {plain(name(row, direction)): _compared(row, direction) for row in rows}
    return pd.DataFrame(columns)


def _compared(row: RankedRow, direction: Direction) -> dict[str, str]:
    partner, profile, need = row.profile.partner, row.profile, row.need
    if direction is Direction.PARTNERS:
        facts = {
            _("Kind"): labels.kind_and_size(partner),
            _("Country"): labels.place(partner.country),
            _("Works in"): labels.places(sorted(profile.countries), 5),
            _("Offers"): ", ".join(map(labels.resource, sorted(profile.resources))),
            _("Goals"): ", ".join(map(labels.goal, sorted(profile.sdgs))),
        }
    else:
        facts = {
            _("Entity"): need.entity,
            _("Country"): labels.places(need.countries, 5),
            _("Seeks"): ", ".join(map(labels.resource, need.resources)),
            _("Goals"): ", ".join(map(labels.goal, need.sdgs)),
        }
    stated = {name: plain(value) if value else _("not stated") for name, value in facts.items()}
    of_score = _("Score from {part}")
    scored = {
        of_score.format(part=name.lower()): number(row.match.parts.get(part, 0.0), 2)
        for part, name in part_names(Weights.names()).items()
    }
    place = number(row.place) if row.place else "–"
    return {_("Rank"): place, **stated, **scored, _("Score"): f"**{number(row.total, 2)}**"}


@dataclass(frozen=True, slots=True)
class Part:
    """What a part is called and what it measures."""

    name: str
    meaning: str


PARTS = {
    "words": Part(N_("Shared words"), N_("Words that both texts use, rare ones counting more.")),
    "abilities": Part(
        N_("Shared abilities"), N_("What is asked for by any of its names in any language, and named by the partner.")
    ),
    "meaning": Part(N_("Whole text"), N_("How near the two texts are in meaning as a whole, across languages.")),
    "sentences": Part(
        N_("Best sentences"), N_("How near the best sentences of both are in meaning, across languages.")
    ),
    "resources": Part(N_("Resources"), N_("The share of the resources sought that the partner offers.")),
    "countries": Part(N_("Countries"), N_("Whether the partner works in the countries of the need, or near them.")),
    "sdgs": Part(N_("Goals"), N_("The Goals that both name.")),
    "timing": Part(N_("Timing"), N_("Whether the offer holds when the need does.")),
}


def part_names(parts: Iterable[str]) -> dict[str, str]:
    """Return the parts by code with their names, in the order given; an unknown part keeps its code."""
    return {part: _(PARTS[part].name) if part in PARTS else part for part in parts}
