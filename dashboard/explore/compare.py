"""Up to four matches side by side."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import choices, labels
from dashboard.answers import Answer, Row
from dashboard.explore import results
from dashboard.explore.parts import names
from dashboard.markup import plain
from dashboard.question import MAX_COMPARED, Direction, Question
from dashboard.words import _, number
from matching.weights import Weights


def side_by_side(question: Question, answer: Answer) -> None:
    """Show the chosen matches in columns, facts and parts in rows."""
    rows = answer.all
    chosen = [key for key in question.compared if key in rows]
    if not chosen:
        return
    st.subheader(_("Side by side"), anchor=False)
    choices.multiselect(
        _("Compared"),
        {key: results.name(row, question.direction) for key, row in rows.items()},
        key="compared",
        persist_state="session",
        max_selections=MAX_COMPARED,
    )
    st.table(table([rows[key] for key in chosen], question.direction))


def table(rows: list[Row], direction: Direction) -> pd.DataFrame:
    """Return one column a match and one row a fact, texts ready for markdown."""
    columns = {plain(results.name(row, direction)): _column(row, direction) for row in rows}
    return pd.DataFrame(columns)


def _column(row: Row, direction: Direction) -> dict[str, str]:
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
        for part, name in names(Weights.names()).items()
    }
    place = number(row.place) if row.place else "–"
    return {_("Rank"): place, **stated, **scored, _("Score"): f"**{number(row.total, 2)}**"}
