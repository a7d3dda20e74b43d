"""The filters in one row, each saying what it took away; the weights of the score at its end."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import choices, filters, labels, queries, rankings, widgets
from dashboard.answers import RankedAnswer
from dashboard.explore.results import PARTS
from dashboard.filters import FILTERS, FilterRecord
from dashboard.markup import plain
from dashboard.question import MAX_WEIGHT, Direction, Question
from dashboard.words import _, n_, number, series, spoken
from matching.absence import Stop
from matching.filters import Consequence
from matching.weights import Weights


def narrow(question: Question, answer: RankedAnswer | None) -> None:
    """Show the filters that the direction has, and the weights."""
    removed = {each.filter: each for each in answer.removed} if answer else {}
    with st.container(horizontal=True, gap="small"):
        for each in FILTERS:
            if each.of_needs or question.direction is Direction.PARTNERS:
                label = _label(each, each.words(question.filters), removed.get(each.name))
                widgets.drawer(label, partial(_filter, each, removed.get(each.name)), key=f"filter-{each.name}")
        _weights(question)


def consequence(removed: Consequence) -> str:
    """Return what a filter took away: "−214 (61 msme)"."""
    count = f"−{number(removed.alone)}" if removed.alone else "−0"
    return _("{count} ({n} msme)").format(count=count, n=number(removed.msme)) if removed.msme else count


def _label(record: FilterRecord, values: str, removed: Consequence | None) -> str:
    if not values:
        return _(record.label)
    short = values if len(values) <= 24 else values[:23].rstrip() + "…"
    return f"**{_(record.label)}: {short}** {consequence(removed)}" if removed else f"**{_(record.label)}: {short}**"


def _filter(record: FilterRecord, removed: Consequence | None) -> None:
    look: dict[str, Any] = {"key": record.name, "persist_state": "session"}
    if record.options:
        choices.multiselect(_(record.label), record.choices(), placeholder=_("Any"), **look)
    else:
        st.date_input(
            _(record.label),
            value=None,
            min_value=date(2000, 1, 1),
            help=_("Keeps partners whose offer holds at some time up to this day."),
            **look,
        )
    _cost(removed)


def _cost(removed: Consequence | None) -> None:
    if removed is None:
        return
    st.caption(_("By itself this filter takes away {n}.").format(n=number(removed.alone)))
    if removed.silent:
        st.caption(n_("{n} of them just does not say.", "{n} of them just do not say.", removed.silent))
    st.caption(_("Without it {n} more would be in the list.").format(n=number(removed.only)))


def _weights(question: Question) -> None:
    changed = len(question.weights)
    label = n_("**{n} weight changed**", "**{n} weights changed**", changed) if changed else _("Weights")
    widgets.drawer(label, partial(_weigh, question), key="weights", icon=":material/tune:")


def _weigh(question: Question) -> None:
    st.caption(_("How much each part counts, against its usual weight. 0 leaves it out."))
    for part in Weights.names():
        st.slider(
            _(PARTS[part].name),
            0.0,
            MAX_WEIGHT,
            step=0.25,
            key=f"weight-{part}",
            persist_state="session",
            help=_(PARTS[part].meaning),
        )
    if question.weights:
        st.markdown(_effect(question))
        st.button(_("Back to the usual weights"), on_click=_reset)


def _effect(question: Question) -> str:
    moved = rankings.moved_by_weights(question)
    if moved is None:
        return ""
    return n_(
        "{n} of the first ten is another one than with the usual weights.",
        "{n} of the first ten are others than with the usual weights.",
        moved,
    )


def _reset() -> None:
    for part in Weights.names():
        st.session_state[f"weight-{part}"] = 1.0


def ask_why_not(question: Question, answer: RankedAnswer) -> None:
    """Show the box that answers why a partner is not in the list; needs have no such gates."""
    if question.direction is not Direction.PARTNERS:
        return
    lines = queries.partner_lines(spoken().code, queries.OPEN)
    chosen = choices.selectbox(
        _("Why is a partner not here?"),
        lines,
        index=None,
        key="why-not",
        placeholder=_("Search a partner by name"),
    )
    if chosen in lines:
        st.markdown(_reason(question, chosen))
    _too_thin(answer)


def _reason(question: Question, partner: str) -> str:
    found = rankings.absence(question, partner)
    name = plain(queries.library().profiles[partner].partner.name)
    if found is None or found.stop in {Stop.UNKNOWN, Stop.THIN_NEED}:
        return _("{name} is not among the partners that can be ranked.").format(name=name)
    if found.stop is Stop.FILTER:
        first = filters.label(found.filters[0])
        if found.filters[0] in found.silent:
            return _("The filter “{filter}” stopped {name} first: it does not say.").format(filter=first, name=name)
        return _("The filter “{filter}” stopped {name} first.").format(filter=first, name=name)
    if found.stop is Stop.THIN_PROFILE:
        facts = series([_(labels.FACTS[fact]) for fact in found.ask])
        said = _("{name} says too little to be judged. It would help most to say {facts}.")
        return said.format(name=name, facts=facts)
    place = number(found.rank or 0)
    if found.stop is Stop.BELOW_TOP:
        said = _("{name} passes every filter and stands at rank {place}, {gap} below the last one shown.")
        return said.format(name=name, place=place, gap=number(found.gap, 2))
    return _("{name} is here, at rank {place}.").format(name=name, place=place)


def _too_thin(answer: RankedAnswer) -> None:
    if not answer.thin:
        return
    said = n_("{n} profile says too little to be judged", "{n} profiles say too little to be judged", len(answer.thin))
    with st.expander(said, icon=":material/short_text:"):
        held = queries.library().profiles
        for thin in answer.thin[:20]:
            facts = series([_(labels.FACTS[fact]) for fact in thin.ask])
            where = labels.place(held[thin.id].partner.country)
            st.markdown(f"- {plain(held[thin.id].partner.name)} ({plain(where)}): {facts}")
        if len(answer.thin) > 20:
            st.caption(_("and {n} more").format(n=number(len(answer.thin) - 20)))
