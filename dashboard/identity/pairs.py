"""Pairs of records that may be one organisation: the list, the one that is judged next, and past judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from acts import identity
from acts.identity import LONGEST, Queue
from dashboard import access, labels, resources, widgets
from dashboard.choices import clicked_row
from dashboard.downloads import DataSheet
from dashboard.identity import queries
from dashboard.markup import plain
from dashboard.words import N_, _, moment, n_, number, percent
from matching.identity import Likely
from matching.policy import Right
from matching.records import Clue, Judgement, NameAnswer, Partner, Viewer

_KEY = "pairs"
CLUES = {
    "prior": N_("Any two records, before they are compared"),
    "words": N_("Words that both names have"),
    "other words": N_("Words that only one name has"),
    "whole name": N_("The whole name agrees"),
    "run together": N_("They differ in gaps alone"),
    "other spelling": N_("Every word agrees but for its spelling"),
    "read alike": N_("The Arabic name reads like the Latin one"),
    "sounds alike": N_("Only the consonants agree"),
    "line of business": N_("What the names say they do"),
    "legal form": N_("Legal form"),
    "group or holding": N_("One is a group or holding"),
    "place in the name": N_("Place in the name"),
    "country": N_("Country"),
    "web domain": N_("Web domain"),
    "identifier": N_("Identifier"),
    "kind": N_("Kind of organisation"),
}
ANSWERS = {
    NameAnswer.SAME: N_("The same"),
    NameAnswer.DIFFERENT: N_("Not the same"),
    NameAnswer.UNSURE: N_("Not sure"),
}
# Keys that judge the pair on top, so that nobody needs the mouse.
KEYS = {NameAnswer.SAME: "s", NameAnswer.DIFFERENT: "d", NameAnswer.UNSURE: "u"}
_STYLE: dict[NameAnswer, Literal["primary", "secondary", "tertiary"]] = {
    NameAnswer.SAME: "primary",
    NameAnswer.DIFFERENT: "secondary",
    NameAnswer.UNSURE: "tertiary",
}
_SHOWN = 15


def chosen(pairs: Sequence[Likely]) -> Likely:
    """Return the pair that was clicked while it is in the list, else the first."""
    ids = [_key(each) for each in pairs]
    picked = clicked_row(st.session_state.get(_KEY), ids)
    return pairs[ids.index(picked)] if picked else pairs[0]


def show_list(pairs: Sequence[Likely], queue: Queue, sheet: DataSheet) -> None:
    """Show the pairs in rows, the likeliest first; a click looks at one."""
    rows = [
        (queue.partners[each.left].name, queue.partners[each.right].name, percent(each.candidate.probability))
        for each in pairs
    ]
    table = pd.DataFrame(rows, columns=[_("One"), _("Other"), _("Likely one")])
    widgets.heading(_("Waiting for a person"))
    st.dataframe(
        table, hide_index=True, width="stretch", height=280, on_select="rerun", selection_mode="single-row", key=_KEY
    )
    widgets.downloads(table, sheet, key="pairs-file")


def show_pair(pair: Likely, left: Partner, right: Partner, acts: bool) -> None:
    """Show the pair that is judged next: why both may be one, the two records side by side, and three answers."""
    with st.container(border=True):
        said = _("{left} and {right}: {share} likely to be one organisation.")
        share = percent(pair.candidate.probability)
        st.markdown(said.format(left=f"**{plain(left.name)}**", right=f"**{plain(right.name)}**", share=share))
        if pair.answer is NameAnswer.UNSURE:
            st.caption(_("Somebody looked at it before and was not sure."))
        for side, partner in zip(st.columns(2, gap="small"), (left, right), strict=True):
            with side:
                _record(partner)
        if acts:
            _answers(pair)
        _why(pair)


def answer_name(of: NameAnswer) -> str:
    """Return what an answer to a pair is called."""
    return _(ANSWERS[of])


def _record(partner: Partner) -> None:
    st.markdown(f"**{plain(partner.name)}**")
    widgets.origin(partner.origin)
    lines = [
        (_("Also known as"), "; ".join(partner.aliases[:6])),
        (_("Kind"), labels.kind_and_size(partner)),
        (_("Country"), labels.place(partner.country)),
        (_("Website"), partner.website),
        (_("Identifiers"), "; ".join(f"{key}: {value}" for key, value in sorted((partner.identifiers or {}).items()))),
        (_("Id"), partner.id),
    ]
    st.markdown("  \n".join(f"{name}: {plain(value)}" for name, value in lines if value))


def _answers(pair: Likely) -> None:
    why = st.text_input(_("Why (told to your entity and the central desk only)"), key="why", max_chars=LONGEST)
    with st.container(horizontal=True, gap="small"):
        for answer, key in KEYS.items():
            st.button(
                answer_name(answer),
                type=_STYLE[answer],
                shortcut=key,
                key=f"answer-{answer}",
                on_click=_judge,
                args=(pair, answer, why),
            )
        st.button(_("Later"), key="later", shortcut="l", on_click=_later, args=(pair,))


def _judge(pair: Likely, answer: NameAnswer, why: str) -> None:
    identity.judge(resources.caller(access.require(Right.JUDGE_IDENTITY)), pair.left, pair.right, answer, why)
    queries.forget()
    st.session_state["why"] = ""


def _later(pair: Likely) -> None:
    st.session_state.setdefault("put_off", []).append(f"{pair.left} {pair.right}")


def _why(pair: Likely) -> None:
    rows = [(_clue(clue), clue.detail, number(clue.bits, 1)) for clue in pair.candidate.clues]
    rows.append((_("Together"), percent(pair.candidate.probability), number(pair.candidate.bits, 1)))
    table = pd.DataFrame(rows, columns=[_("Clue"), _("What was seen"), _("Bits")])
    st.dataframe(table, hide_index=True, width="stretch")
    st.caption(_("One bit more doubles the odds that both are one organisation, one bit less halves them."))


def _clue(of: Clue) -> str:
    return _(CLUES[of.name]) if of.name in CLUES else of.name


def _key(pair: Likely) -> str:
    return f"{pair.left} {pair.right}"


def show_judgements(queue: Queue, viewer: Viewer, acts: bool, sheet: DataSheet) -> None:
    """Show the judgements that count, each with a way back."""
    counting = [each for each in reversed(queue.judgements) if not each.undone]
    widgets.heading(n_("{n} judgement", "{n} judgements", len(counting)))
    if not counting:
        st.caption(_("Nobody has judged a pair yet."))
        return
    told = identity.reasons(resources.caller(viewer))
    shown = [told[each.number] for each in counting if each.number in told]
    resources.note_reading(viewer, "identity", [(each.owner_entity, str(each.judgement)) for each in shown])
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
