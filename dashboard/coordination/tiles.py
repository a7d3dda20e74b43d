"""The head of the leadership page: its answer, its figures with definition, base and rows, and its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import pandas as pd
import streamlit as st

from dashboard import choices, labels, queries, widgets
from dashboard.coordination import names
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.words import N_, _, n_, number, percent, spoken
from matching.clearance import Act, median_days, share_joined
from matching.coordination import overview
from matching.coordination.situation import Situation
from matching.planning import NoPlan
from matching.records import SizeClass

ENDS = {
    Act.CLEAR: N_("cleared"),
    Act.JOIN: N_("joined"),
    Act.SEQUENCE: N_("put in sequence"),
    Act.WITHDRAW: N_("withdrawn"),
    Act.REFUSE: N_("refused by the desk"),
}
SIZES = {
    SizeClass.BILATERAL: N_("Bilateral: 1 partner"),
    SizeClass.MULTI_STAKEHOLDER: N_("Multi-stakeholder: 2 to 10 partners"),
    SizeClass.NETWORK: N_("Network: more than 10 partners"),
}
KEY = "section"  # name in the address
SECTIONS = {
    "rivals": N_("Who collides"),
    "partners": N_("Contested partners"),
    "trend": N_("Over time"),
    "where": N_("Country, Goal, resource"),
    "blank": N_("White space"),
    "plan": N_("Plan"),
    "decisions": N_("Decisions"),
}


@dataclass(frozen=True)
class Tile:
    """A figure: what it is called, its value, what it counts, the base, the id of the published one, its rows.

    `named` says whether the rows are records of entities, each by name.
    """

    key: str
    label: str
    value: str
    definition: str
    base: str
    published: str
    table: pd.DataFrame
    named: bool = False


def tiles(situation: Situation) -> list[Tile]:
    """Return the tiles of the page in their order."""
    return [_competition(situation), _asks(situation), _days(situation), _joined(situation), _bilateral(situation)]


def show(made: Sequence[Tile], sheet: DataSheet, *, by_name: bool) -> None:
    """Show tiles side by side, as many as fit; rows that are others' records only to who reads these by name."""
    with st.container(horizontal=True, gap="small"):
        for tile in made:
            with st.container(border=True, width=236, height="stretch"):
                st.metric(tile.label, tile.value)
                st.caption(f"{tile.definition} {tile.base}")
                if tile.published:
                    st.caption(_published(tile.published))
                if tile.named and not by_name:
                    continue
                with st.popover(_("Rows"), icon=":material/table_rows:"):
                    st.dataframe(tile.table, hide_index=True, alt=tile.label, key=f"tile-{tile.key}")
                    widgets.downloads(tile.table, sheet, f"tile-{tile.key}-file")


def _published(id: str) -> str:
    figure = next(each for each in queries.figures() if each.id == id)
    said = figure.statements.get(spoken().code) or figure.statements["en"]
    sign = {"=": "", "<": "< ", ">": "> ", "~": "≈ "}[figure.comparator]
    unit = "%" if figure.unit == "percent" else ""
    return _("{year}: {statement}: {value} ({source})").format(
        year=figure.year,
        statement=plain(said),
        value=f"{sign}{number(figure.value)}{unit}",
        source=plain(figure.source),
    )


def _competition(situation: Situation) -> Tile:
    now = situation.now
    rows = [
        (
            situation.live[each.left].entity,
            situation.live[each.right].entity,
            names.partner(situation.live[each.left].partner, situation.partners),
            _(each.rule),
        )
        for each in situation.collisions
    ]
    return Tile(
        "index",
        _("Competition index"),
        percent(now.index),
        _("Share of the match value of live approaches that collide with another entity's live approach."),
        _("By number: {share}, {colliding} of {live} approaches, a joint one counted once.").format(
            share=percent(now.share), colliding=number(now.colliding), live=number(now.live)
        ),
        "coordination_challenge",
        pd.DataFrame(rows, columns=[_("Entity"), _("Other entity"), _("Partner"), _("Rule that decided")]),
        named=True,
    )


def _asks(situation: Situation) -> Tile:
    counts = list(overview.asks_of_a_year(situation).values())
    table = pd.DataFrame(
        [(each, counts.count(each)) for each in sorted(set(counts))],
        columns=[_("Approaches in 12 months"), _("Partners")],
    )
    several = sum(count > 2 for count in counts)
    return Tile(
        "asks",
        _("Approaches a partner a year"),
        number(mean(counts), 1) if counts else "–",
        _("Distinct approaches to a partner that was approached at all; a joint one counts once."),
        _("{n} partners; {several} got more than two.").format(n=number(len(counts)), several=number(several)),
        "",
        table,
    )


def _days(situation: Situation) -> Tile:
    days = median_days(situation.ends)
    table = pd.DataFrame(
        [(each.at.date().isoformat(), round(each.days, 1), _(ENDS[each.how])) for each in situation.ends],
        columns=[_("Resolved on"), _("Days"), _("How")],
    )
    return Tile(
        "days",
        _("Days to resolve a contest"),
        number(days, 1) if days is not None else "–",
        _("Median from the day on which an approach was contested to the day on which that was settled."),
        _("{n} contests settled in twelve months.").format(n=number(len(situation.ends))),
        "",
        table,
    )


def _joined(situation: Situation) -> Tile:
    share = share_joined(situation.ends)
    table = pd.DataFrame(
        [(_(said), sum(each.how is act for each in situation.ends)) for act, said in ENDS.items()],
        columns=[_("How"), _("Contests")],
    )
    return Tile(
        "joined",
        _("Resolved by going together"),
        percent(share) if share is not None else "–",
        _("Share of settled contests that became one joint approach or coalition."),
        _("{n} contests settled in twelve months.").format(n=number(len(situation.ends))),
        "",
        table,
    )


def _bilateral(situation: Situation) -> Tile:
    sizes = situation.register.sizes
    total = sum(sizes.values())
    table = pd.DataFrame(
        [(_(SIZES[size]), count, round(100 * count / total, 1) if total else 0.0) for size, count in sizes.items()],
        columns=[_("Size"), _("Engagements"), _("Percent")],
    )
    return Tile(
        "bilateral",
        _("Bilateral engagements"),
        percent(sizes.get(SizeClass.BILATERAL, 0) / total) if total else "–",
        _("Share of engagements with one non-UN partner."),
        _("{n} engagements.").format(n=number(total)),
        "size_bilateral",
        table,
    )


def choose_section() -> str:
    """Show the parts of the page and return the one that is open."""
    return str(
        choices.segmented_control(
            _("What to look at"),
            labels.of(SECTIONS),
            key="coordination-section",
            in_address=KEY,
            label_visibility="collapsed",
        )
    )


def answer(situation: Situation, cap: int) -> str:
    """Return the sentence that a leader takes away."""
    if not situation.live:
        return ""
    now, plan = situation.now, situation.plan(cap)
    collide = n_("{n} collides", "{n} collide", now.colliding)
    of = {"live": number(now.live), "collide": collide, "share": percent(now.share)}
    if isinstance(plan, NoPlan):
        return _("Of {live} live approaches {collide} ({share}); no plan holds within these limits.").format(**of)
    said = _(
        "Of {live} live approaches {collide} ({share}); a plan would leave {after} and keep {kept} of the match value."
    )
    return said.format(after=number(plan.after.colliding), kept=percent(min(plan.kept, 1.0)), **of)
