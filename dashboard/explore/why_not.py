"""Why is X not here? And who says too little to be judged."""

from __future__ import annotations

import streamlit as st

from dashboard import choices, labels, queries, rankings
from dashboard.answers import Answer
from dashboard.explore.filter_row import NAMES
from dashboard.explore.wording import FACTS
from dashboard.markup import plain
from dashboard.question import Direction, Question
from dashboard.words import _, n_, number, series, spoken
from matching.absence import Stop


def ask(question: Question, answer: Answer) -> None:
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
        first = _(NAMES[found.filters[0]])
        if found.filters[0] in found.silent:
            return _("The filter “{filter}” stopped {name} first: it does not say.").format(filter=first, name=name)
        return _("The filter “{filter}” stopped {name} first.").format(filter=first, name=name)
    if found.stop is Stop.THIN_PROFILE:
        facts = series([_(FACTS[fact]) for fact in found.ask])
        said = _("{name} says too little to be judged. It would help most to say {facts}.")
        return said.format(name=name, facts=facts)
    place = number(found.rank or 0)
    if found.stop is Stop.BELOW_TOP:
        said = _("{name} passes every filter and stands at rank {place}, {gap} below the last one shown.")
        return said.format(name=name, place=place, gap=number(found.gap, 2))
    return _("{name} is here, at rank {place}.").format(name=name, place=place)


def _too_thin(answer: Answer) -> None:
    if not answer.thin:
        return
    said = n_("{n} profile says too little to be judged", "{n} profiles say too little to be judged", len(answer.thin))
    with st.expander(said, icon=":material/short_text:"):
        held = queries.library().profiles
        for thin in answer.thin[:20]:
            facts = series([_(FACTS[fact]) for fact in thin.ask])
            where = labels.place(held[thin.id].partner.country)
            st.markdown(f"- {plain(held[thin.id].partner.name)} ({plain(where)}): {facts}")
        if len(answer.thin) > 20:
            st.caption(_("and {n} more").format(n=number(len(answer.thin) - 20)))
