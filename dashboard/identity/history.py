"""What people have judged, newest first, and statements that contradict one another."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts import identity
from acts.identity import Queue
from dashboard import access, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.identity import queries
from dashboard.identity.pairs import answer_name
from dashboard.markup import plain
from dashboard.words import _, moment, n_
from matching.policy import Right
from matching.records import Judgement, Viewer

_SHOWN = 15


def show_judgements(queue: Queue, viewer: Viewer, acts: bool, sheet: DataSheet) -> None:
    """Show the judgements that count, each with a way back."""
    counting = [each for each in reversed(queue.judgements) if not each.undone]
    widgets.heading(n_("{n} judgement", "{n} judgements", len(counting)))
    if not counting:
        st.caption(_("Nobody has judged a pair yet."))
        return
    told = identity.reasons(resources.caller(viewer))
    waiting = {each.number for each in queue.clusters.waiting}
    if waiting:
        st.warning(
            _("Some statements contradict others: they join nothing until one of them is undone."),
            icon=":material/rule:",
        )
    for each in counting[:_SHOWN]:
        _line(each, queue, told[each.number].who if each.number in told else "", acts, each.number in waiting)
    rows = [
        (
            _name(queue, each.left),
            _name(queue, each.right),
            answer_name(each.answer),
            moment(each.at),
            told[each.number].who if each.number in told else "",
            told[each.number].why if each.number in told else "",
        )
        for each in counting
    ]
    columns = [_("One"), _("Other"), _("Judgement"), _("When"), _("Who"), _("Why")]
    widgets.downloads(pd.DataFrame(rows, columns=columns), sheet, key="judgements")
    st.caption(_("Who judged and why is told to their own entity, the central desk and auditors."))


def _line(each: Judgement, queue: Queue, who: str, acts: bool, waits: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        left, right = plain(_name(queue, each.left)), plain(_name(queue, each.right))
        said = f"{answer_name(each.answer)}: {left} ~ {right} · {moment(each.at)}"
        st.markdown(" · ".join(filter(None, [said, plain(who), _("contradicts another") if waits else ""])))
        if acts:
            st.button(_("Undo"), key=f"undo-{each.number}", on_click=_undo, args=(each.number,))


def _undo(number: int) -> None:
    identity.undo(resources.caller(access.require(Right.JUDGE_IDENTITY)), number)
    queries.forget()


def _name(queue: Queue, id: str) -> str:
    partner = queue.partners.get(queue.clusters.survivor(id))
    if partner is None:
        return id
    return partner.name if partner.id == id else f"{id} ({partner.name})"
