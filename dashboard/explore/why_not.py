"""Why is X not here? And who says too little to be judged."""

from __future__ import annotations

import streamlit as st

from dashboard import labels, narrowing, queries
from dashboard.answers import Answer
from dashboard.explore.filter_row import NAMES
from dashboard.explore.picker import partner_line
from dashboard.explore.wording import FACTS
from dashboard.markup import plain
from dashboard.question import Direction, Question
from dashboard.words import _, n_, number, series


def ask(question: Question, answer: Answer) -> None:
    """Show the box that answers why a partner is not in the list; needs have no such gates."""
    if question.direction is not Direction.PARTNERS:
        return
    held = queries.library()
    chosen = st.selectbox(
        _("Why is a partner not here?"),
        list(held.profiles),
        index=None,
        format_func=lambda key: partner_line(held.profiles[key]) if key in held.profiles else key,
        key="why-not",
        placeholder=_("Search a partner by name"),
    )
    if chosen in held.profiles:
        st.markdown(_reason(question, answer, chosen))
    _too_thin(answer)


def _reason(question: Question, answer: Answer, partner: str) -> str:
    profile = queries.library().profiles[partner]
    name = plain(profile.partner.name)
    if partner in answer.all:
        row = answer.all[partner]
        return _("{name} is here: rank {place}, score {score}.").format(
            name=name, place=number(row.place) if row.place else "–", score=number(row.total, 2)
        )
    gate = narrowing.first_gate(question.filters, profile)
    if gate:
        return _("The filter “{filter}” stopped {name} first.").format(filter=_(NAMES[gate]), name=name)
    for thin in answer.thin:
        if thin.id == partner:
            facts = series([_(FACTS[fact]) for fact in thin.ask])
            return _("{name} says too little to be judged. It would help most to say {facts}.").format(
                name=name, facts=facts
            )
    found = queries.standing(question, partner)
    if found is None:
        return _("{name} is not among the partners that can be ranked.").format(name=name)
    place, score = found
    return _("{name} passes every filter and stands at rank {place} with {score}, behind what is shown.").format(
        name=name, place=number(place), score=number(score, 2)
    )


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
